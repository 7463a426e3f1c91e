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
//!
//! A negotiation's end is random also where every input is known: red lines, strategies, events and
//! decisions are drawn. An experiment plays it, [`course`](super::course) in blocks and in order, with common random numbers:
//! replications that are compared have the same number, so that they differ in the inputs alone. `study` is
//! all of this for one scenario and one `output`; `copula` draws inputs that move together.

mod copula;
pub mod given_data;
pub mod interval;
pub mod morris;
pub mod output;
mod result;
pub mod sequence;
pub mod sobol;
mod study;

pub use output::{Output, Unit};
pub use result::{InputEffect, PairEffect, Sensitivity};
pub use study::{Settings, sensitivity};
