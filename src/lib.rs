//! zopa forecasts negotiations.

#[cfg(test)]
extern crate self as zopa;

#[cfg(feature = "charts")]
pub mod chart;
pub mod math;
pub mod model;
pub mod scenario;
pub mod simulate;
