//! The Bayesian model of Hindriks & Tykhonov (2008, *Opponent modelling in automated multi-issue
//! negotiation using Bayesian learning*, AAMAS 2008, pages 331-338), in its scalable form: a
//! distribution per issue over weights, and one over evaluations.
//!
//! *Hypotheses.* The weight of one of `n` issues is `2 k / (n (n + 1))` for a rank `k` from 1 to `n`.
//! Evaluations rise evenly over the options in their order, fall evenly, or peak at one option and
//! fall evenly to both ends. *Evidence.* The other is supposed to concede evenly: what it offers in
//! turn `s` of `r` is worth about `1 - s / (2 r)` to it, give or take a normal error with a standard
//! deviation of 0.25. Each issue's hypotheses are weighed by Bayes' rule with the other issues at
//! their means. The paper lowers the expected worth by 0.05 a turn, for talks of ten turns or so.

use super::Offsets;
use crate::math;

/// Standard deviation of the worth of an offer around what is expected.
const ERROR: f64 = 0.25;
/// By how much the other is supposed to concede in all.
const CONCESSION: f64 = 0.5;
/// Probability below which no hypothesis falls, so that none is lost to rounding.
const LEAST: f64 = 1e-12;

/// What has been learnt of one party.
#[derive(Debug, Clone, PartialEq)]
pub struct Bayesian {
    offsets: Offsets,
    rounds: f64,
    heard: f64,
    /// Per issue and rank, its probability.
    ranks: Vec<Vec<f64>>,
    /// Per issue and shape, its probability.
    shapes: Vec<Vec<f64>>,
    /// Mean weight per issue.
    weights: Vec<f64>,
    /// Mean evaluation per option.
    evaluations: Vec<f64>,
}

impl Bayesian {
    /// Nothing heard yet; all hypotheses are equally likely.
    pub fn new(offsets: Offsets, rounds: u32) -> Self {
        let issues = offsets.len() - 1;
        let even = |n: usize| vec![1.0 / n as f64; n];
        let shapes = |issue: usize| even(shapes(offsets[issue + 1] - offsets[issue]));
        let mut model = Self {
            ranks: (0..issues).map(|_| even(issues)).collect(),
            shapes: (0..issues).map(shapes).collect(),
            weights: vec![0.0; issues],
            evaluations: vec![0.0; offsets[issues]],
            rounds: f64::from(rounds.max(1)),
            heard: 0.0,
            offsets,
        };
        model.take_means();
        model
    }

    /// Hears an offer.
    pub fn hear(&mut self, package: &[u16]) {
        let passed = (self.heard / self.rounds).min(1.0);
        let expected = 1.0 - CONCESSION * passed;
        self.heard += 1.0;
        let issues = self.weights.len();
        let part = |model: &Self, issue: usize| {
            let option = model.offsets[issue] + usize::from(package[issue]);
            model.weights[issue] * model.evaluations[option]
        };
        let scale: f64 = self.weights.iter().sum();
        let total: f64 = (0..issues).map(|issue| part(self, issue)).sum();
        for (issue, &option) in package.iter().enumerate() {
            let rest = total - part(self, issue);
            let (weight, options) = (self.weights[issue], self.options(issue));
            let option = usize::from(option);
            let evaluation = self.evaluations[self.offsets[issue] + option];
            let likelihood = |worth: f64| {
                let error = (worth / scale - expected) / ERROR;
                math::exp(-0.5 * error * error)
            };
            weigh(&mut self.ranks[issue], |rank| {
                likelihood(rest + weight_of(rank, issues) * evaluation)
            });
            weigh(&mut self.shapes[issue], |shape| {
                likelihood(rest + weight * evaluate(shape, option, options))
            });
        }
        self.take_means();
    }

    /// Writes `w_i e_i(o)` for every option, with weights that add up to 1.
    pub fn write(&self, values: &mut [f64]) {
        let total: f64 = self.weights.iter().sum();
        for (issue, weight) in self.weights.iter().enumerate() {
            let range = self.offsets[issue]..self.offsets[issue + 1];
            let evaluations = &self.evaluations[range.clone()];
            for (value, evaluation) in values[range].iter_mut().zip(evaluations) {
                *value = weight / total * evaluation;
            }
        }
    }

    fn options(&self, issue: usize) -> usize {
        self.offsets[issue + 1] - self.offsets[issue]
    }

    fn take_means(&mut self) {
        let issues = self.weights.len();
        for issue in 0..issues {
            let ranks = self.ranks[issue].iter().enumerate();
            self.weights[issue] = ranks.map(|(rank, p)| p * weight_of(rank, issues)).sum();
            let options = self.options(issue);
            for option in 0..options {
                let shapes = self.shapes[issue].iter().enumerate();
                let mean = shapes
                    .map(|(shape, p)| p * evaluate(shape, option, options))
                    .sum();
                self.evaluations[self.offsets[issue] + option] = mean;
            }
        }
    }
}

/// Number of shapes for this many options: rising, falling, and a peak at each option in between.
fn shapes(options: usize) -> usize {
    options.max(2)
}

/// Evaluation of an option under a shape: a peak at option `shape`, at 0 and at the last a slope.
fn evaluate(shape: usize, option: usize, options: usize) -> f64 {
    let last = options.max(2) - 1;
    let (low, high) = (shape as f64, (last - shape.min(last)) as f64);
    let (place, peak) = (option as f64, shape as f64);
    if option <= shape {
        if low > 0.0 { place / low } else { 1.0 }
    } else {
        1.0 - (place - peak) / high
    }
}

fn weight_of(rank: usize, issues: usize) -> f64 {
    2.0 * (rank + 1) as f64 / (issues * (issues + 1)) as f64
}

/// Bayes' rule.
fn weigh(probabilities: &mut [f64], likelihood: impl Fn(usize) -> f64) {
    let mut total = 0.0;
    for (hypothesis, probability) in probabilities.iter_mut().enumerate() {
        *probability = (*probability * likelihood(hypothesis)).max(LEAST);
        total += *probability;
    }
    probabilities.iter_mut().for_each(|p| *p /= total);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_rise_fall_and_peak_between() {
        let row = |shape: usize| [0, 1, 2].map(|option| evaluate(shape, option, 3));
        assert_eq!(row(0), [1.0, 0.5, 0.0]);
        assert_eq!(row(1), [0.0, 1.0, 0.0]);
        assert_eq!(row(2), [0.0, 0.5, 1.0]);
    }

    #[test]
    fn an_option_that_is_always_asked_for_comes_to_be_believed_best() {
        let mut model = Bayesian::new(vec![0, 4, 7], 50);
        (0..50).for_each(|turn| model.hear(&[3, (turn % 3) as u16]));
        let mut values = [0.0; 7];
        model.write(&mut values);
        assert!(values[3] > values[2] && values[2] > values[0], "{values:?}");
        // What it never gives up matters more than what it shifts about.
        assert!(
            values[3] > values[4..].iter().copied().fold(0.0, f64::max),
            "{values:?}"
        );
    }
}
