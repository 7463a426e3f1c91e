//! Wars of attrition at equilibrium (Maynard Smith 1974, doi:10.1016/0022-5193(74)90110-6).
//!
//! *Known prizes.* Each gives in with a probability per round that leaves the other indifferent between
//! giving in now and a round later (Hendricks, Weiss & Wilson 1988, doi:10.2307/2526827). With `b` the
//! other's cost of a round over its prize, and a coin where both give in at once, that is
//!
//! ```text
//! q V/2 = q V + (1 - q)(-c + q V/2)    =>    q = 1 + b - sqrt(1 + b^2)
//! ```
//!
//! which is `b` (the continuous hazard `c / V`) where rounds are short.
//!
//! *Private prizes.* Prize over cost, `r`, is drawn for each from the same distribution `F`. A party
//! holds out for
//!
//! ```text
//! T(r) = integral from 0 to r of x f(x) / (1 - F(x)) dx      rounds
//! ```
//!
//! (Bishop, Cannings & Maynard Smith 1978, Journal of Theoretical Biology 74, 377-389), to the nearest whole
//! round. `F` is tabulated: by quantiles where one input feeds it, else from draws of a fixed stream.

use super::super::Setting;
use crate::game::search::Search;
use crate::game::{Draw, Streams, Valuation};
use crate::math;
use crate::negotiate::protocol::demand_of;

/// Points of a tabulated distribution.
const POINTS: usize = 4096;

/// How long the parties of a war of attrition hold out.
#[derive(Debug)]
pub enum HoldingOut {
    /// Everybody knows everybody's prize: a hazard.
    Known,
    /// Each knows its own: a time for every type.
    Private(Times),
}

impl HoldingOut {
    pub(super) fn new(
        setting: &Setting<'_>,
        [party, other]: [usize; 2],
        medians: &Draw,
        search: &mut Search,
    ) -> Self {
        let inputs = 0..setting.scenario.inputs.len();
        let cost = &setting.scenario.parties[party].delay_cost;
        let feeds = |input: &usize| {
            setting.compiler.depends(party, *input)
                || cost.feeds.iter().any(|(feed, _)| feed == input)
        };
        let fed: Vec<usize> = inputs.filter(feeds).collect();
        if fed.is_empty() {
            return Self::Known;
        }
        let streams = Streams::new(0);
        let mut draw = medians.clone();
        let mut valuation = Valuation::default();
        let mut ratio = |draw: &Draw| {
            let (scenario, space) = (setting.scenario, &setting.space);
            let inputs = &draw.inputs;
            let compiler = &setting.compiler;
            compiler.compile(scenario, space, party, inputs, search, &mut valuation);
            let own = demand_of(setting, party, other, &valuation, search)?;
            let theirs = &setting.public.of(other).valuation;
            let given = demand_of(setting, other, party, theirs, search)?;
            let prize = valuation.utility(space, &own) - valuation.utility(space, &given);
            Some(prize.max(0.0) / cost.value(inputs).max(1e-12))
        };
        let mut ratios: Vec<f64> = (0..POINTS)
            .filter_map(|point| {
                if let [input] = fed[..] {
                    let rank = (point as f64 + 0.5) / POINTS as f64;
                    let distribution = &setting.scenario.inputs[input].distribution;
                    draw.inputs[input] = distribution.quantile(rank);
                } else {
                    draw.draw(setting.scenario, &streams, point as u64);
                }
                ratio(&draw)
            })
            .collect();
        ratios.sort_by(f64::total_cmp);
        Self::Private(Times::new(ratios))
    }
}

/// Probability of giving in within a round, by the other's cost of a round over its prize.
pub(super) fn hazard(cost_over_prize: f64) -> f64 {
    let b = cost_over_prize.max(0.0);
    // 1 + b - sqrt(1 + b^2), without the cancellation.
    (2.0 * b / (1.0 + b + (1.0 + b * b).sqrt())).min(1.0)
}

/// How long each type holds out: equally likely ratios of prize to cost, with their times.
#[derive(Debug)]
pub struct Times {
    ratios: Vec<f64>,
    rounds: Vec<f64>,
}

impl Times {
    fn new(ratios: Vec<f64>) -> Self {
        let count = ratios.len() as f64;
        let mut passed = 0.0;
        let rounds = ratios.iter().enumerate().map(|(k, ratio)| {
            let left = count - k as f64;
            let here = passed + ratio * math::ln(left / (left - 0.5));
            if left > 1.0 {
                passed += ratio * math::ln(left / (left - 1.0));
            }
            here
        });
        let rounds = rounds.collect();
        Self { ratios, rounds }
    }

    /// Rounds for which a type holds out.
    pub(super) fn rounds(&self, ratio: f64) -> f64 {
        let above = self.ratios.partition_point(|&r| r < ratio);
        let count = self.ratios.len();
        match above {
            _ if count == 0 => 0.0,
            0 => self.rounds[0] * (ratio / self.ratios[0].max(1e-300)).min(1.0),
            k if k == count => self.rounds[count - 1],
            k => {
                let span = self.ratios[k] - self.ratios[k - 1];
                let share = if span > 0.0 {
                    (ratio - self.ratios[k - 1]) / span
                } else {
                    1.0
                };
                self.rounds[k - 1] + share * (self.rounds[k] - self.rounds[k - 1])
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Times, hazard, math};

    #[test]
    fn the_hazard_leaves_the_other_indifferent() {
        for b in [0.001, 0.05, 0.2, 1.0, 5.0] {
            let q = hazard(b);
            let stay = q + (1.0 - q) * (-b + q / 2.0);
            assert!((q / 2.0 - stay).abs() < 1e-14, "{b}");
        }
    }

    /// Bishop, Cannings & Maynard Smith (1978): `-v - ln(1 - v)` for prizes from 0 to 1.
    #[test]
    fn uniform_types_hold_out_as_known() {
        let points = (0..4096).map(|k| (f64::from(k) + 0.5) / 4096.0);
        let times = Times::new(points.collect());
        for v in [0.05, 0.3, 0.5, 0.9, 0.99] {
            let known = -v - math::ln(1.0 - v);
            assert!((times.rounds(v) - known).abs() < 1e-4, "{v}");
        }
    }
}
