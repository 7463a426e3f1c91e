//! Questions that take many simulations to answer.

pub mod calibration;
pub mod discover;
pub mod sensitivity;
pub mod study;
pub mod sweep;
pub mod tournament;
