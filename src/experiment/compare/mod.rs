//! Two scenarios, or two results, side by side: what differs in how they end, by how much, and what
//! differs in what they assume.
//!
//! Two scenarios are played with common random numbers: run k of A and run k of B start from the same
//! random streams ([`crate::simulate::Plays`]), so that what both share cancels out of the differences. Two
//! saved results are compared run by run where both kept their rows, else as samples that have nothing
//! to do with each other. Outcome classes are matched by their identifiers, parties as well.

mod changes;
mod play;
mod results;
mod tally;

pub use changes::{Change, ChangeKind, changes};
pub use play::{PairSink, bytes_written, extent, play};
pub use results::{Saved, SavedRow, of_results};
pub use tally::{Seen, Tally};

use super::trend::Verdict;
use crate::model::Scenario;
use crate::stats::Estimate;
use crate::stats::paired::Pairs;
use serde::{Deserialize, Serialize};

/// One of the two that are compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Short name: the scenario file's name without its ending.
    pub id: String,
    /// Title for people.
    pub name: String,
    /// Hash of the scenario's content, changes included.
    pub hash: String,
    /// Version of zopa that played it.
    pub zopa: String,
    /// Seed of all randomness.
    pub seed: u64,
    /// Number of replications.
    pub runs: u64,
    /// Days per round.
    #[serde(skip)]
    pub days_per_round: f64,
    /// Identifier and name of the outcome classes.
    #[serde(skip)]
    pub outcomes: Vec<[String; 2]>,
    /// Identifier and name of the parties.
    #[serde(skip)]
    pub parties: Vec<[String; 2]>,
}

impl Side {
    /// A scenario, played so many times with a seed.
    pub fn of(scenario: &Scenario, seed: u64, runs: u64) -> Self {
        let outcomes = scenario.outcomes.iter();
        let parties = scenario.parties.iter();
        Self {
            id: scenario.id.clone(),
            name: scenario.name.clone(),
            hash: scenario.hash.clone(),
            zopa: env!("CARGO_PKG_VERSION").to_owned(),
            seed,
            runs,
            days_per_round: scenario.time.days_per_round,
            outcomes: outcomes.map(|o| [o.id.clone(), o.name.clone()]).collect(),
            parties: parties.map(|p| [p.id.clone(), p.name.clone()]).collect(),
        }
    }
}

/// What differs between A and B. All differences are B less A.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Whether runs were compared one by one.
    pub paired: bool,
    /// The first.
    pub a: Side,
    /// The second.
    pub b: Side,
    /// What differs in what they assume.
    pub changes: Vec<Change>,
    /// Shares of the outcome classes that both have, in the order of A.
    pub outcomes: Vec<OutcomeDifference>,
    /// Classes that A alone has.
    pub only_a: Vec<OutcomeShare>,
    /// Classes that B alone has.
    pub only_b: Vec<OutcomeShare>,
    /// Mean utilities of the parties that both have.
    pub parties: Vec<MeanDifference>,
    /// Mean day of the last deal, over the runs with one; absent where there are hardly any.
    pub day: Option<MeanDifference>,
    /// Where runs that end in another class in B came from and went to, commonest first; at most ten, and
    /// none where runs were not compared one by one.
    pub moves: Vec<Move>,
    /// Expectations about what the change does.
    pub trends: Vec<Verdict>,
}

/// An outcome class that both have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutcomeDifference {
    /// Identifier.
    pub id: String,
    /// Name for people, as A has it.
    pub name: String,
    /// Its share in A.
    pub a: Estimate,
    /// Its share in B.
    pub b: Estimate,
    /// The share in B less that in A.
    pub difference: Estimate,
    /// Pairs of runs by whether they end so.
    pub pairs: Option<Pairs>,
    /// How many times more runs an interval as narrow would take without pairs.
    pub variance_ratio: Option<f64>,
}

/// An outcome class that one of the two has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutcomeShare {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Its share.
    pub share: Estimate,
}

/// A mean in A and in B.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MeanDifference {
    /// Identifier of the party; `day` for the time of agreement.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The mean in A.
    pub a: f64,
    /// The mean in B.
    pub b: f64,
    /// The mean in B less that in A.
    pub difference: Estimate,
}

/// Runs that end in one class in A and in another in B.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// Name of the class in A.
    pub from: String,
    /// Name of the class in B.
    pub to: String,
    /// Number of runs.
    pub runs: u64,
}

impl Comparison {
    /// The classes that both have, the largest difference first; among equals the order of A.
    pub fn by_size(&self) -> Vec<&OutcomeDifference> {
        let mut sorted: Vec<_> = self.outcomes.iter().collect();
        let size = |o: &OutcomeDifference| o.difference.value.abs();
        sorted.sort_by(|a, b| size(b).total_cmp(&size(a)));
        sorted
    }
}
