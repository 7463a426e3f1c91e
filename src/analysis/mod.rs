//! What can be said of a negotiation without playing it: the zone of possible agreement, who
//! empties it, the Pareto frontier and the bargaining solutions.

mod blockers;
mod frontier;
mod landscape;

pub use blockers::{Blockers, blockers};
pub use frontier::{Members, frontier};
pub use landscape::{Landscape, Point, landscape};
