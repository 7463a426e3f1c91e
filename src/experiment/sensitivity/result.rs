//! What a sensitivity analysis found, as `sensitivity.json` holds it.

use super::output::Unit;
use crate::stats::Estimate;
use serde::{Deserialize, Serialize};

/// What a sensitivity analysis found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// What was looked at: `outcome.ID`, `utility.PARTY` or `day`.
    pub output: String,
    /// Its name for people.
    pub output_name: String,
    /// What it is counted in.
    pub unit: Unit,
    /// Its mean over the forecast.
    pub mean: Estimate,
    /// Its mean in those first replications of the forecast in which inputs were moved alone, with none moved:
    /// what `at_low` and `at_high` are to be held against. Absent without a tornado.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unmoved: Option<f64>,
    /// Share of the variance between replications that is due to the inputs; the rest is the draw of red
    /// lines, strategies, events and decisions. Absent without Sobol's indices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_to_inputs: Option<Estimate>,
    /// Per uncertain input, the most important first.
    pub inputs: Vec<InputEffect>,
    /// Second-order indices of the pairs that were looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<PairEffect>,
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
    /// Replications of the forecast.
    pub runs: u64,
    /// Replications per end of an input in the tornado; 0 where left out.
    pub moves: u64,
    /// Trajectories of Morris' method; 0 where left out.
    pub trajectories: u64,
    /// Base samples of Sobol's indices; 0 where left out.
    pub samples: u64,
    /// All replications played.
    pub replications: u64,
}

/// What an input does to the output.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InputEffect {
    /// Where it stands in the file.
    pub path: String,
    /// Name for people.
    pub name: String,
    /// Unit, or empty.
    pub unit: String,
    /// Its value at the 10th percentile.
    pub low: f64,
    /// Its value at the 90th percentile.
    pub high: f64,
    /// Mean output with the input at `low`, all else as in the first replications of the forecast. The
    /// interval is that of the change from `unmoved`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_low: Option<Estimate>,
    /// The same at `high`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_high: Option<Estimate>,
    /// `at_high - at_low`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<f64>,
    /// 95% interval of `effect`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect_interval: Option<[f64; 2]>,
    /// Share of the variance between replications that it explains, from the forecast's rows: with what it
    /// tells of inputs that it moves with.
    pub given: Option<Estimate>,
    /// Sobol's first-order index: share of the variance due to the inputs that it explains alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub s1: Option<Estimate>,
    /// Sobol's total index: with its interplay with other inputs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub st: Option<Estimate>,
    /// Whether `st` exceeds `s1` by more than chance: it acts through other inputs too.
    pub interacts: bool,
    /// Morris' mean elementary effect, per whole range of the input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mu: Option<f64>,
    /// Morris' mean absolute elementary effect.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mu_star: Option<f64>,
    /// 95% interval of `mu_star`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mu_star_interval: Option<[f64; 2]>,
    /// Standard deviation of the elementary effects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sigma: Option<f64>,
    /// Paths of the inputs that it moves with.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves_with: Vec<String>,
}

impl InputEffect {
    /// How much it matters, by the best measure there is: the size of its effect, else its total index, its
    /// elementary effect, its share of variance.
    pub fn importance(&self) -> f64 {
        let total = self.st.map(|st| st.value);
        let given = self.given.map(|share| share.value);
        let effect = self.effect.map(f64::abs);
        effect.or(total).or(self.mu_star).or(given).unwrap_or(0.0)
    }

    /// Whether its effect is told from none.
    pub fn is_clear(&self) -> bool {
        let apart = |[low, high]: [f64; 2]| low > 0.0 || high < 0.0;
        self.effect_interval.is_some_and(apart)
    }
}

/// How two inputs act together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairEffect {
    /// Paths of the inputs.
    pub inputs: [String; 2],
    /// Sobol's second-order index.
    pub s2: Estimate,
}
