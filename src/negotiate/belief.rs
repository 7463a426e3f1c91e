//! What a party believes of another: what packages are worth to it, how much it holds out for, and
//! which of its conditions are red lines.
//!
//! - *Worth.* Either the public profile, or a frequency model: each issue's options by how often
//!   the other asked for them, in statements and offers, and issues by how firmly it sticks to one
//!   option (in the spirit of van Krimpen, Looije & Hajizadeh 2013,
//!   doi:10.1007/978-3-642-30737-9_17).
//! - *Threshold.* The least estimated worth that the other accepts, on a grid of 33 values that
//!   Bayes' rule reweighs after every answer. Since aspirations fall and no answer is final, a
//!   twentieth of what was learnt is forgotten each time. For a search, the posterior enters as
//!   the logistic distribution of the same mean and variance, whose logarithm is concave.
//! - *Red lines.* Per condition, the probability that it is one: up by Bayes' rule when a package
//!   that breaks it is turned down, 0 once the other offers or accepts such a package.

use super::public::Profile;
use crate::game::{Curve, Placed, Space, Valuation};
use crate::math;
use crate::model::OpponentModel;

const GRID: usize = 33;
/// Logistic error in judging what a package is worth to somebody else.
const BLUR: f64 = 0.04;
/// Distance over which a prior threshold above the status quo gets e times less likely.
const PRIOR_REACH: f64 = 0.12;
const FORGET: f64 = 0.05;
/// Firmness ascribed to a condition by those who know only that it was said.
const UNKNOWN_FIRMNESS: f64 = 0.5;
/// Largest probability of a red line: nothing is ever certain, and its logarithm stays finite.
const MAX_FIRMNESS: f64 = 0.999;

/// A party's picture of another.
#[derive(Debug, Clone)]
pub struct Belief {
    /// Estimated utilities.
    pub worth: Valuation,
    /// Logarithm of the probability that a package crosses no red line, as a sum over options and
    /// terms.
    pub caution: Valuation,
    /// How likely an estimated utility is accepted, red lines aside.
    pub curve: Curve,
    firmness: Vec<f64>,
    learns_worth: bool,
    counts: Vec<f64>,
    heard: f64,
    prior: [f64; GRID],
    weights: [f64; GRID],
}

impl Belief {
    /// The picture before the talks, with `current` standing.
    pub fn new(model: OpponentModel, profile: &Profile, space: &Space, party: usize) -> Self {
        let learns_worth = model != OpponentModel::Public;
        let firmness = |f: &f64| if learns_worth { UNKNOWN_FIRMNESS } else { *f }.min(MAX_FIRMNESS);
        let mut belief = Self {
            worth: profile.valuation.clone(),
            caution: Valuation {
                values: vec![0.0; space.options()],
                bonuses: vec![0.0; space.terms().len()],
                ..Valuation::default()
            },
            curve: Curve::Sure,
            firmness: profile.firmness.iter().map(firmness).collect(),
            learns_worth,
            counts: Vec::new(),
            heard: 0.0,
            prior: [0.0; GRID],
            weights: [0.0; GRID],
        };
        if learns_worth {
            belief.counts = profile
                .asked
                .iter()
                .map(|&a| if a { 2.5 } else { 1.0 })
                .collect();
            belief.worth.base = 0.0;
            belief.worth.bonuses.fill(0.0);
            belief.estimate_worth(profile, space);
        }
        belief.rebuild_caution(space, party);
        belief.set_threshold(space, space.status_quo());
        belief
    }

    /// Becomes a copy of another picture of the same party, reusing memory.
    pub fn copy_from(&mut self, other: &Self) {
        self.worth.base = other.worth.base;
        self.worth.values.copy_from_slice(&other.worth.values);
        self.worth.bonuses.copy_from_slice(&other.worth.bonuses);
        self.caution.base = other.caution.base;
        self.caution.values.copy_from_slice(&other.caution.values);
        self.caution.bonuses.copy_from_slice(&other.caution.bonuses);
        self.curve.clone_from(&other.curve);
        self.firmness.copy_from_slice(&other.firmness);
        self.learns_worth = other.learns_worth;
        self.counts.clone_from(&other.counts);
        self.heard = other.heard;
        self.prior = other.prior;
        self.weights = other.weights;
    }

    /// Starts the threshold anew above a package that now stands.
    pub fn set_threshold(&mut self, space: &Space, current: &[u16]) {
        let floor = self.worth.utility(space, current);
        let mut total = 0.0;
        for (k, weight) in self.prior.iter_mut().enumerate() {
            let above = place(k) - floor;
            *weight = if above < -0.05 {
                1e-6
            } else {
                math::exp(-above.max(0.0) / PRIOR_REACH)
            };
            total += *weight;
        }
        self.prior.iter_mut().for_each(|w| *w /= total);
        self.weights = self.prior;
        self.fit_curve();
    }

    /// Probability that the other accepts a package.
    pub fn acceptance(&self, space: &Space, package: &[u16]) -> f64 {
        let worth = self.worth.utility(space, package);
        let clear = math::exp(self.caution.utility(space, package));
        self.curve.probability(worth) * clear
    }

    /// The other offered a package: it wants these options, and crosses no red line of its own.
    pub fn hear_offer(&mut self, profile: &Profile, space: &Space, party: usize, package: &[u16]) {
        self.clear_red_lines(space, party, package);
        if self.learns_worth {
            for (issue, &option) in package.iter().enumerate() {
                self.counts[space.offset(issue) + option as usize] += 1.0;
            }
            self.heard += 1.0;
            self.estimate_worth(profile, space);
        }
    }

    /// The other answered an offer.
    pub fn hear_answer(&mut self, space: &Space, party: usize, package: &[u16], yes: bool) {
        let worth = self.worth.utility(space, package);
        if yes {
            self.clear_red_lines(space, party, package);
        } else {
            self.suspect_red_lines(space, party, package, worth);
        }
        let mut total = 0.0;
        for k in 0..GRID {
            let accepts = math::logistic((worth - place(k)) / BLUR);
            self.weights[k] *= if yes { accepts } else { 1.0 - accepts } + 1e-9;
            total += self.weights[k];
        }
        for (weight, prior) in self.weights.iter_mut().zip(&self.prior) {
            *weight = (1.0 - FORGET) * *weight / total + FORGET * prior;
        }
        self.fit_curve();
    }

    /// How likely the other would accept if what it can fall back on changed.
    pub fn shifted(&self, by: f64) -> Curve {
        match self.curve {
            Curve::Logistic { middle, scale } => Curve::Logistic {
                middle: middle + by,
                scale,
            },
            ref other => other.clone(),
        }
    }

    /// The same for good: something did change what the other can fall back on.
    pub fn shift_threshold(&mut self, by: f64) {
        let steps = (by * (GRID - 1) as f64).round() as i64;
        for weights in [&mut self.prior, &mut self.weights] {
            let before = *weights;
            weights.fill(0.0);
            for (k, weight) in before.iter().enumerate() {
                let to = (k as i64 + steps).clamp(0, GRID as i64 - 1);
                weights[to as usize] += weight;
            }
        }
        self.fit_curve();
    }

    fn fit_curve(&mut self) {
        let mean: f64 = (0..GRID).map(|k| self.weights[k] * place(k)).sum();
        let square = |x: f64| x * x;
        let variance: f64 = (0..GRID)
            .map(|k| self.weights[k] * square(place(k) - mean))
            .sum();
        // The variance of a logistic distribution is (pi x scale)^2 / 3.
        let pi_squared = std::f64::consts::PI * std::f64::consts::PI;
        let scale = (3.0 * variance / pi_squared + BLUR * BLUR).sqrt();
        self.curve = Curve::Logistic {
            middle: mean,
            scale,
        };
    }

    fn clear_red_lines(&mut self, space: &Space, party: usize, package: &[u16]) {
        let mut changed = false;
        for (condition, firmness) in self.firmness.iter_mut().enumerate() {
            if *firmness > 0.0 && !space.satisfies(party, condition, package) {
                *firmness = 0.0;
                changed = true;
            }
        }
        if changed {
            self.rebuild_caution(space, party);
        }
    }

    fn suspect_red_lines(&mut self, space: &Space, party: usize, package: &[u16], worth: f64) {
        let content = self.curve.probability(worth);
        let mut clear = 1.0;
        for (condition, firmness) in self.firmness.iter().enumerate() {
            if !space.satisfies(party, condition, package) {
                clear *= 1.0 - firmness;
            }
        }
        let refusal = 1.0 - content * clear;
        let mut changed = false;
        for (condition, firmness) in self.firmness.iter_mut().enumerate() {
            if *firmness > 0.0 && !space.satisfies(party, condition, package) {
                // A red line refuses for sure: P(red | refusal) = P(red) / P(refusal).
                *firmness = (*firmness / refusal.max(1e-9)).min(MAX_FIRMNESS);
                changed = true;
            }
        }
        if changed {
            self.rebuild_caution(space, party);
        }
    }

    /// Writes `sum over conditions of ln(1 - firmness) x [broken]` as a sum over options and terms.
    fn rebuild_caution(&mut self, space: &Space, party: usize) {
        let caution = &mut self.caution;
        caution.base = 0.0;
        caution.values.fill(0.0);
        caution.bonuses.fill(0.0);
        for (placed, &firmness) in space.conditions(party).iter().zip(&self.firmness) {
            if firmness <= 0.0 {
                continue;
            }
            let cost = math::ln(1.0 - firmness);
            match placed {
                Placed::Always(holds) => caution.base += if *holds { 0.0 } else { cost },
                Placed::One(issue, allowed) => {
                    let values = &mut caution.values[space.offset(*issue)..];
                    for (value, _) in values.iter_mut().zip(allowed).filter(|(_, ok)| !**ok) {
                        *value += cost;
                    }
                }
                Placed::Term(term) => {
                    caution.base += cost;
                    caution.bonuses[*term] -= cost;
                }
            }
        }
    }

    /// Frequency model: options by relative count, issues by concentration.
    fn estimate_worth(&mut self, profile: &Profile, space: &Space) {
        let trust = self.heard / (self.heard + 3.0);
        let mut total = 0.0;
        for issue in 0..space.issues() {
            let range = space.offset(issue)..space.offset(issue + 1);
            let counts = &self.counts[range.clone()];
            let most = counts.iter().copied().fold(0.0, f64::max);
            let sum: f64 = counts.iter().sum();
            let squares: f64 = counts.iter().map(|c| c * c).sum();
            let n = counts.len() as f64;
            let concentration = (squares / (sum * sum) * n - 1.0) / (n - 1.0);
            let stated = if profile.mentioned[issue] { 1.0 } else { 0.0 };
            let weight = 0.3 + stated + 2.0 * trust * concentration;
            total += weight;
            for (value, count) in self.worth.values[range].iter_mut().zip(counts) {
                *value = weight * count / most;
            }
        }
        self.worth.values.iter_mut().for_each(|v| *v /= total);
    }
}

/// Utility that a grid point stands for.
fn place(k: usize) -> f64 {
    k as f64 / (GRID - 1) as f64
}
