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
//! replications that are compared have the same number, so that they differ in the inputs alone. `stages` says what
//! is played, on the base `samples` among others, and `estimates` what it tells of one `output`; `study` is all of
//! this for one scenario, and `copula` draws inputs that move together.

mod copula;
mod estimates;
pub mod given_data;
pub mod interval;
pub mod morris;
pub mod output;
mod result;
mod samples;
pub mod sequence;
mod settings;
pub mod sobol;
mod stages;
mod study;

pub use output::{Output, Unit};
pub use result::{InputEffect, PairEffect, Sensitivity};
pub use settings::Settings;
pub use stages::Stage;
pub use study::{Analysis, sensitivity};
