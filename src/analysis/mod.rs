//! What can be said of a negotiation without playing it: the zone of possible agreement, who
//! empties it, the Pareto frontier and the bargaining solutions.

mod analyze;
mod blockers;
mod draws;
pub mod findings;
mod frontier;
mod gather;
mod landscape;
mod lottery;
mod measures;
mod packages;
mod product;
mod sample;
mod smooth;
mod solutions;
mod survey;
pub mod theory;

pub use analyze::{Disagreement, MOST_PACKAGES, Settings, analyze, likeliest, signers};
pub use blockers::{Blockers, RedLine, blockers, blocking_pairs};
pub use draws::{SharesError, shares};
pub use frontier::{Members, frontier};
pub use gather::{Efficient, Equals};
pub use landscape::{Landscape, Point, landscape};
pub use lottery::{Lottery, nash_lottery};
pub use measures::{conflict, distance_from_best};
pub use packages::{Packages, Visit, count, index, package};
pub use product::{TooLarge, efficient_by_issues, range_by_issues};
pub use smooth::Smooth;
pub use solutions::Problem;
pub use survey::{Drawn, Solved, Survey, View, survey, survey_by_issues};
