//! Solution concepts in closed form, one per file: small games that theory has solved, to test
//! against and to reason with.

mod attrition;
mod double_auction;
mod quantal;
mod shapley;
mod voting;
mod zeuthen;

pub use attrition::{KnownAttrition, UniformAttrition};
pub use double_auction::{DoubleAuction, FIRST_BEST};
pub use quantal::{logit_choice, logit_equilibrium};
pub use shapley::shapley_value;
pub use voting::{VotingPower, voting_power};
pub use zeuthen::{Step, Zeuthen, zeuthen};
