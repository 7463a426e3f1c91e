//! Questions that take many simulations to answer.

pub mod calibration;
pub mod tournament;
