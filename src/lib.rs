//! zopa forecasts negotiations.

#[cfg(test)]
extern crate self as zopa;

pub mod analysis;
#[cfg(feature = "charts")]
pub mod chart;
#[cfg(feature = "cli")]
pub mod cli;
pub mod experiment;
pub mod game;
pub mod import;
pub mod math;
pub mod model;
pub mod negotiate;
pub mod report;
pub mod scenario;
pub mod simulate;
pub mod stats;
