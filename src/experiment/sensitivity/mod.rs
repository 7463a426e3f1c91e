//! Sensitivity analysis: which inputs decide.
//!
//! The estimators are plain mathematics on points of the unit cube and the outputs there; they know
//! nothing of negotiations:
//!
//! | file | what it estimates | evaluations |
//! |---|---|---|
//! | `sobol` | shares of the output's variance by input: first order, total, pairs | `n (2 + k)`, with pairs `n (2 + 2k)` |
//! | `morris` | elementary effects, a screening | `r (1 + k)` |
//! | `given_data` | first-order shares of variance from a sample that is there already | none |
//!
//! Every estimate has a 95% interval, by `interval`; `sequence` makes the points.

pub mod given_data;
pub mod interval;
pub mod morris;
pub mod sequence;
pub mod sobol;
