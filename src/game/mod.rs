//! One replication's negotiation as numbers: the package space, each party's utilities as drawn,
//! and the search for the package that serves a purpose best.
//!
//! [`Space`] is built once per scenario and never changes; [`Valuation`] is rebuilt where a
//! replication's draw or an event changes it; [`search`] answers every question of the form "which
//! package …" so that no strategy walks a list of packages itself.

pub(crate) mod checks;
mod curve;
mod draw;
pub mod search;
mod space;
mod splits;
pub(crate) mod term;
mod valuation;

pub use curve::Curve;
pub use draw::{Draw, Purpose, Streams, uniform};
pub use space::{Placed, Space, UNSETTLED};
pub use term::Term;
pub use valuation::{Compiler, Valuation};
