//! Questions that take many simulations to answer.

pub mod calibration;
pub mod compare;
pub mod course;
pub mod discover;
pub mod levers;
pub mod sensitivity;
pub mod study;
pub mod sweep;
pub mod tournament;
pub mod trend;
mod waves;

pub use waves::Watch;
