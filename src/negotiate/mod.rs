//! The talks: parties with minds of their own, a protocol that says who may speak when, and what
//! happens around and after them.
//!
//! A party's decisions see its own utilities and red lines, what it heard, and what is public: the
//! others' stated conditions, and, for strategies that say so, the scenario's numbers with their
//! uncertainty, but never another party's draw.

mod acceptance;
mod agenda;
pub mod arena;
mod asked;
mod assent;
mod ballot;
mod belief;
mod bidding;
mod changes;
mod docket;
mod equilibrium;
mod events;
mod foresight;
mod guest;
mod implementation;
mod known;
mod learner;
mod leverage;
mod listener;
mod mediation;
mod memory;
mod mind;
mod offer;
mod outlook;
mod plan;
mod play;
mod protocol;
mod public;
mod secrets;
mod setting;
mod sitting;
pub mod strategy;
mod talks;
mod types;

pub use belief::Belief;
pub use equilibrium::Equilibrium;
pub use implementation::{Clauses, Fate};
pub use learner::{Bayesian, HardHeaded, Learner, Smith};
pub use listener::{Happening, Listener};
pub use mediation::{Mediation, Told};
pub use plan::Plan;
pub use play::{Ending, Player};
pub use setting::Setting;
pub use talks::Talks;
pub use types::Types;
