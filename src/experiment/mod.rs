//! Questions that take many simulations to answer.

pub mod tournament;
