//! Which package? The one place where packages are searched for.
//!
//! Every question a strategy, a mediator or an analysis has about packages is asked here; nothing
//! outside this folder walks through packages. Behind the questions stands one search: the space is
//! taken into parts (`game::splits`), planes bound them all at once (`tangent`, `scores`), and what may
//! hold something better is walked (`tree`). It is exact up to its node limit, which spaces of millions of packages do not
//! reach and which keeps larger ones from taking for ever. Questions about the order of all packages
//! are answered from a sorted list (`table`), for spaces of up to four million.

mod allowed;
mod concession;
mod gains;
mod hull;
mod incumbent;
mod maximise;
mod memo;
mod objective;
mod pose;
mod problem;
mod product;
mod questions;
mod remember;
mod rows;
mod scan;
mod scores;
pub mod table;
mod tangent;
mod tree;

pub use concession::{Concession, Group, NO_GAIN, best_for, least_concession};
pub use incumbent::Limits;
pub use maximise::Search;
pub use memo::{Asked, Memo, Question};
pub use objective::{Answer, Objective, Sum};
pub use pose::Posed;
pub use product::Product;
pub use questions::{
    Scope, at_most, best, closest_above, extremes, next_below, zone_package, zone_package_with,
};
pub use table::{Number, Numbering, Table};
