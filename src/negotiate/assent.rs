//! How likely a party is to be no better off without a package, as everybody knows it: the distributions of its
//! no-deal value and of its outside option. Plans alone ask for them, and tables take long to make.

use crate::game::{Curve, Draw, Space, Streams, Valuation};
use crate::model::{Quantity, Reservation, Scenario};

/// Draws for a value that several inputs feed.
const DRAWS: u64 = 1024;

/// What a party says yes to, as far as its public profile tells.
#[derive(Debug, Clone)]
pub struct Assent {
    /// Probability that its no-deal value is at or below a utility, where it is uncertain.
    pub accepts: Curve,
    /// Probability that its outside option is at or below a utility, where it is uncertain.
    pub stays: Curve,
}

impl Assent {
    /// A party's, by its utilities with uncertain inputs at their medians.
    pub(super) fn new(
        scenario: &Scenario,
        space: &Space,
        party: usize,
        valuation: &Valuation,
    ) -> Self {
        let model = &scenario.parties[party];
        let (quantity, shift) = match &model.reservation {
            Reservation::Absolute(quantity) => (quantity, 0.0),
            Reservation::OverStatusQuo(quantity) => {
                let stands = space.status_quo();
                let worth = stands.map_or(0.0, |package| valuation.utility(space, package));
                (quantity, worth)
            }
        };
        Self {
            accepts: at_or_below(scenario, quantity, shift),
            stays: match &model.outside_option {
                Some(quantity) => at_or_below(scenario, quantity, 0.0),
                None => Curve::Sure,
            },
        }
    }

    /// Probability that the party is not better off without a package of this utility.
    pub fn says_yes(&self, utility: f64) -> f64 {
        self.accepts.probability(utility) * self.stays.probability(utility)
    }
}

/// Distribution of `shift + quantity`.
fn at_or_below(scenario: &Scenario, quantity: &Quantity, shift: f64) -> Curve {
    match quantity.feeds[..] {
        [] => Curve::Sure,
        [(input, scale)] if scale != 0.0 => {
            let distribution = &scenario.inputs[input].distribution;
            let low = quantity.low + shift;
            let high = (quantity.high + shift).min(1.0);
            Curve::tabulate(|u| {
                if u >= high {
                    1.0
                } else if u < low {
                    0.0
                } else if scale > 0.0 {
                    distribution.cdf((u - shift - quantity.offset) / scale)
                } else {
                    // At or above; a single value that has a share of its own counts.
                    1.0 - distribution.cdf(((u - shift - quantity.offset) / scale).next_down())
                }
            })
        }
        _ => {
            let streams = Streams::new(0);
            let mut draw = Draw::default();
            let mut values: Vec<f64> = (0..DRAWS)
                .map(|run| {
                    draw.draw(scenario, &streams, run);
                    (quantity.value(&draw.inputs) + shift).clamp(0.0, 1.0)
                })
                .collect();
            values.sort_by(f64::total_cmp);
            Curve::tabulate(|u| values.partition_point(|&v| v <= u) as f64 / DRAWS as f64)
        }
    }
}
