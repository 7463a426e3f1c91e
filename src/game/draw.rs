//! One replication's uncertain inputs, red lines and strategies, drawn from streams of their own.

use crate::math;
use crate::model::Scenario;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a stream of random numbers is for. Each purpose has its own, so that a change in one (a
/// strategy that draws more often) leaves the others where they were.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Uncertain inputs.
    Inputs,
    /// Red lines and strategies.
    Types,
    /// Events and breakdown.
    Events,
    /// Decisions of the parties.
    Decisions,
    /// What follows signing.
    Implementation,
}

/// The random streams of a simulation: one ChaCha8 stream per replication and purpose.
#[derive(Debug, Clone)]
pub struct Streams {
    base: ChaCha8Rng,
}

impl Streams {
    /// All streams of a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            base: ChaCha8Rng::seed_from_u64(seed),
        }
    }

    /// The stream of one replication for one purpose.
    ///
    /// ```
    /// use rand::Rng;
    /// use zopa::game::{Purpose, Streams};
    /// let streams = Streams::new(1);
    /// let again = streams.stream(7, Purpose::Types).next_u64();
    /// assert_eq!(streams.stream(7, Purpose::Types).next_u64(), again);
    /// assert_ne!(streams.stream(8, Purpose::Types).next_u64(), again);
    /// ```
    pub fn stream(&self, run: u64, purpose: Purpose) -> ChaCha8Rng {
        let mut rng = self.base.clone();
        rng.set_stream(run.wrapping_mul(8).wrapping_add(purpose as u64));
        rng
    }
}

/// A uniform number in (0, 1), never at either end: one of 2^53 midpoints.
pub fn uniform(rng: &mut ChaCha8Rng) -> f64 {
    ((rng.next_u64() >> 11) as f64 + 0.5) * (1.0 / (1u64 << 53) as f64)
}

/// What one replication drew.
#[derive(Debug, Clone, Default)]
pub struct Draw {
    /// Per input, the uniform number to use instead of a random one: the place in its distribution
    /// that an experiment puts it at (before correlation). Empty where inputs are drawn at random.
    pub given: Vec<f64>,
    /// Whether the places given are final: correlated already, or set apart from what they move with.
    pub placed: bool,
    /// Per input, the share of its distribution below the value drawn.
    pub ranks: Vec<f64>,
    /// Per input, its value.
    pub inputs: Vec<f64>,
    /// Per party and condition, whether it is a red line.
    pub red_lines: Vec<Vec<bool>>,
    /// Per party, the strategy it plays.
    pub strategies: Vec<usize>,
}

impl Draw {
    /// Draws a replication, replacing what was drawn before.
    pub fn draw(&mut self, scenario: &Scenario, streams: &Streams, run: u64) {
        self.draw_inputs(scenario, streams, run);
        let mut rng = streams.stream(run, Purpose::Types);
        self.red_lines.resize_with(scenario.parties.len(), Vec::new);
        self.strategies.clear();
        for (party, red) in scenario.parties.iter().zip(&mut self.red_lines) {
            red.clear();
            for condition in &party.conditions {
                red.push(uniform(&mut rng) < condition.firmness.value(&self.inputs));
            }
            let pick = uniform(&mut rng);
            let shares = party.strategies.iter().map(|(s, _)| s.value(&self.inputs));
            self.strategies.push(choose(shares, pick));
        }
    }

    fn draw_inputs(&mut self, scenario: &Scenario, streams: &Streams, run: u64) {
        self.ranks.clear();
        self.inputs.clear();
        if scenario.inputs.is_empty() {
            return;
        }
        if self.given.is_empty() {
            let mut rng = streams.stream(run, Purpose::Inputs);
            let mut drawn = 0;
            self.ranks.extend(scenario.inputs.iter().map(|input| {
                if input.slot != drawn {
                    // Each uniform number takes two words of the stream.
                    rng.set_word_pos(2 * u128::from(input.slot));
                }
                drawn = input.slot + 1;
                uniform(&mut rng)
            }));
        } else {
            debug_assert_eq!(self.given.len(), scenario.inputs.len());
            self.ranks.extend_from_slice(&self.given);
        }
        if self.given.is_empty() || !self.placed {
            correlate(scenario, &mut self.ranks);
        }
        let pairs = scenario.inputs.iter().zip(&self.ranks);
        self.inputs
            .extend(pairs.map(|(input, &rank)| input.distribution.quantile(rank)));
    }

    /// All inputs at their medians, no red line drawn, first strategies.
    pub fn medians(scenario: &Scenario) -> Self {
        let quantile = |input: &crate::model::Input| input.distribution.quantile(0.5);
        Self {
            given: Vec::new(),
            placed: false,
            ranks: vec![0.5; scenario.inputs.len()],
            inputs: scenario.inputs.iter().map(quantile).collect(),
            red_lines: scenario
                .parties
                .iter()
                .map(|p| vec![false; p.conditions.len()])
                .collect(),
            strategies: vec![0; scenario.parties.len()],
        }
    }
}

/// Gaussian copula: the independent ranks of the correlated inputs become normal scores, are mixed
/// by the Cholesky factor, and become ranks again.
fn correlate(scenario: &Scenario, ranks: &mut [f64]) {
    let correlations = &scenario.correlations;
    let n = correlations.inputs.len();
    for &input in &correlations.inputs {
        ranks[input] = math::normal_quantile(ranks[input]);
    }
    // From the last to the first, since a row mixes only itself and earlier ones.
    for row in (0..n).rev() {
        let mut score = 0.0;
        for column in 0..=row {
            score += correlations.factor[row * n + column] * ranks[correlations.inputs[column]];
        }
        let rank = math::normal_cdf(score);
        ranks[correlations.inputs[row]] = rank.clamp(1e-16, 1.0 - 1e-16);
    }
}

/// Index of the share in which `pick`, from 0 to 1, falls.
fn choose(shares: impl Iterator<Item = f64> + Clone, pick: f64) -> usize {
    let total: f64 = shares.clone().map(|s| s.max(0.0)).sum();
    let mut left = pick * total;
    let mut chosen = 0;
    for (index, share) in shares.enumerate() {
        if share > 0.0 {
            chosen = index;
            if left < share {
                break;
            }
            left -= share;
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_zero_are_never_chosen() {
        let shares = [0.0, 2.0, 0.0, 1.0, 0.0];
        for (pick, expected) in [(0.0, 1), (0.6, 1), (0.7, 3), (0.999_999_999, 3), (1.0, 3)] {
            assert_eq!(choose(shares.iter().copied(), pick), expected);
        }
    }
}
