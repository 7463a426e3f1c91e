//! What scenario discovery found, as `discovery.json` holds it.

use crate::stats::Estimate;
use serde::{Deserialize, Serialize};

/// What scenario discovery found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Discovery {
    /// Identifier of the outcome class.
    pub outcome: String,
    /// Its name for people.
    pub outcome_name: String,
    /// Its share of all replications, measured on the third sample.
    pub base: Estimate,
    /// The box that was chosen; absent where no region makes the outcome likelier.
    #[serde(rename = "box", default, skip_serializing_if = "Option::is_none")]
    pub found: Option<Box>,
    /// The density asked for, if one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub density: Option<f64>,
    /// Whether it was reached; true where none was asked for.
    pub reached: bool,
    /// The boxes on the way, from all replications inwards, measured on the second sample.
    pub trajectory: Vec<Step>,
    /// Number of uncertain inputs.
    pub inputs: usize,
    /// Scenario, short name.
    pub scenario: String,
    /// Its title.
    pub scenario_name: String,
    /// Hash of its content.
    pub hash: String,
    /// Seed of all randomness.
    pub seed: u64,
    /// Version of zopa.
    pub zopa: String,
    /// Replications per sample.
    pub runs: u64,
    /// Share of the replications left that a cut takes away.
    pub peel: f64,
}

impl Discovery {
    /// The density asked for, where all replications together have it already.
    pub fn asks_for_less(&self) -> Option<f64> {
        let is_there = |asked: &f64| self.found.is_none() && *asked <= self.base.value;
        self.density.filter(is_there)
    }
}

/// A region of the inputs, measured on replications that neither shaped nor chose it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Box {
    /// Its limits, in order of the inputs.
    pub limits: Vec<Limit>,
    /// Share of the replications inside that end in the outcome.
    pub density: Estimate,
    /// Share of the replications that end in the outcome that lie inside.
    pub coverage: Estimate,
    /// Share of all replications that lie inside.
    pub mass: Estimate,
}

/// Between which values an input lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// Path of the input.
    pub path: String,
    /// Its name for people.
    pub name: String,
    /// Its unit, or empty.
    pub unit: String,
    /// Least value, if limited from below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// Largest value, if limited from above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<f64>,
    /// Places of the two ends in the input's distribution, from 0 to 1.
    pub places: [f64; 2],
    /// Quasi-p of its clearest end: how likely as many hits were without it.
    pub quasi_p: f64,
}

/// A box on the way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// Share of hits that it holds.
    pub coverage: f64,
    /// Share of its replications that are hits.
    pub density: f64,
    /// Share of all replications that it holds.
    pub mass: f64,
    /// Number of inputs that it limits.
    pub restricted: usize,
    /// Whether it was chosen, before limits that it does not need were dropped.
    pub chosen: bool,
}
