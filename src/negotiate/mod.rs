//! The talks: parties with minds of their own, a protocol that says who may speak when, and what
//! happens around and after them.
//!
//! A party's decisions see its own utilities and red lines, what it heard, and what is public: the
//! others' stated conditions, and, for strategies that say so, the scenario's numbers with their
//! uncertainty, but never another party's draw.

mod acceptance;
pub mod arena;
mod ballot;
mod belief;
mod bidding;
mod changes;
mod equilibrium;
mod events;
mod guest;
mod implementation;
mod learner;
mod leverage;
mod listener;
mod mind;
mod offer;
mod plan;
mod play;
mod protocol;
mod public;
mod setting;
pub mod strategy;
mod talks;

pub use belief::Belief;
pub use implementation::{Clauses, Fate};
pub use learner::{Bayesian, HardHeaded, Learner, Smith};
pub use listener::{Happening, Listener};
pub use plan::Plan;
pub use play::{Ending, Player};
pub use setting::Setting;
pub use talks::Talks;
