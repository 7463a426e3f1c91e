//! zopa forecasts negotiations.

pub mod chart;
pub mod math;
pub mod model;
pub mod scenario;
pub mod simulate;
