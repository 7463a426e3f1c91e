//! What shapes a sensitivity analysis, and how many replications it takes.

use super::copula::Copula;
use super::output::Output;
use super::stages::{DRAWS, FEWER, PAIRED, Stages};
use crate::experiment::course::{Extent, blocks};
use crate::model::Scenario;

/// Replications that the usual base sample may take.
const USUAL: u64 = 75_000;

/// What shapes an analysis besides the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Seed of all randomness.
    pub seed: u64,
    /// What to look at; the commonest outcome class where nothing is said.
    pub output: Option<Output>,
    /// Replications of the forecast, at least 200.
    pub runs: u64,
    /// Replications per end in the tornado, at most `runs`; 0 leaves it out.
    pub moves: u64,
    /// Trajectories of Morris' method, not 1; 0 leaves it out.
    pub trajectories: u64,
    /// Base samples of Sobol's indices, in steps of 16; 0 leaves them out.
    pub samples: u64,
}

impl Settings {
    /// Base samples that take about as long as the rest: a power of two from 64 to 4,096.
    pub fn usual_samples(scenario: &Scenario) -> u64 {
        let fitting = USUAL / (2 * DRAWS as u64 + moved(scenario));
        [4096, 2048, 1024, 512, 256, 128]
            .into_iter()
            .find(|samples| *samples <= fitting)
            .unwrap_or(64)
    }

    /// How much an analysis plays; all but the pairs of inputs is known beforehand.
    pub fn extent(&self, scenario: &Scenario) -> Extent {
        let stages = Stages::sizes(scenario, self);
        let counts = stages.iter().map(|(_, count)| *count);
        let beforehand = counts.clone().sum::<usize>() as u64;
        let paired = FEWER * scenario.inputs.len().min(PAIRED);
        Extent {
            replications: beforehand + self.samples * paired as u64,
            beforehand,
            blocks: counts.map(blocks).sum(),
        }
    }
}

/// Replications per base sample with an input moved.
fn moved(scenario: &Scenario) -> u64 {
    let copula = Copula::new(&scenario.correlations);
    let of_input = |input| FEWER as u64 * (1 + u64::from(copula.is_dependent(input)));
    (0..scenario.inputs.len()).map(of_input).sum()
}
