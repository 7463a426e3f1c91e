//! Which package? The one place where packages are searched for.
//!
//! Every question a strategy, a mediator or an analysis has about packages is asked here; nothing
//! outside this folder walks through packages. Behind the questions stands one branch and bound
//! (`engine`), exact up to its node limit, which spaces of up to millions of packages do not
//! reach and which keeps larger ones from taking for ever.

mod layout;
mod objective;
mod part;
mod plane;
mod problem;
mod questions;
mod tree;

pub use objective::{Answer, Objective, Sum};
pub use problem::{Limits, Search};
pub use questions::{Scope, best, closest_above, extremes, next_below, zone_package};
