//! Monte Carlo.
pub mod forecast;
