//! Sweeps: how the forecast moves as numbers or choices of the scenario file change.
//!
//! ```text
//! axes --design--> points --study--> pieces --result--> Sweep
//!                     ^------- refine: more points where the answer flips
//! ```

pub mod conflict;
mod design;
mod flip;
mod recipe;
mod refine;
mod result;

pub use crate::scenario::{Axis, AxisError, Level, Values};
pub use design::{Design, DesignError, points as design};
pub use flip::{Flip, flips};
pub use recipe::Recipe;
pub use refine::{MOST_LEVELS, between};
pub use result::{Class, Mean, Point, Share, Subject, Sweep, Swept, Tallies};
