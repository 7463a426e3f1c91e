//! The frequency model of HardHeaded, winner of ANAC 2011 (van Krimpen, Looije & Hajizadeh 2013,
//! doi:10.1007/978-3-642-30737-9_17).
//!
//! *Weights* start equal. When an offer keeps the option of the offer before, the issue's weight grows
//! by 0.2 / n, and all are scaled to add up to 1 again. *Evaluations*: each offer adds 1 to the
//! options it asks for, which all start at 1; an option's evaluation is its count by the issue's
//! largest.

use super::Offsets;

/// Part of an equal weight that an issue gains when it does not change.
const LEARN: f64 = 0.2;

/// What has been learnt of one party.
#[derive(Debug, Clone, PartialEq)]
pub struct HardHeaded {
    offsets: Offsets,
    weights: Vec<f64>,
    counts: Vec<f64>,
    last: Vec<u16>,
}

impl HardHeaded {
    /// Nothing heard yet.
    pub fn new(offsets: Offsets) -> Self {
        let issues = offsets.len() - 1;
        Self {
            weights: vec![1.0 / issues.max(1) as f64; issues],
            counts: vec![1.0; offsets[issues]],
            last: Vec::new(),
            offsets,
        }
    }

    /// Hears an offer.
    pub fn hear(&mut self, package: &[u16]) {
        let gain = LEARN / self.weights.len().max(1) as f64;
        let mut total = 0.0;
        for (issue, weight) in self.weights.iter_mut().enumerate() {
            if self.last.get(issue) == Some(&package[issue]) {
                *weight += gain;
            }
            total += *weight;
        }
        self.weights.iter_mut().for_each(|weight| *weight /= total);
        for (issue, &option) in package.iter().enumerate() {
            self.counts[self.offsets[issue] + usize::from(option)] += 1.0;
        }
        self.last.clear();
        self.last.extend_from_slice(package);
    }

    /// Writes `w_i e_i(o)` for every option.
    pub fn write(&self, values: &mut [f64]) {
        for (issue, weight) in self.weights.iter().enumerate() {
            let range = self.offsets[issue]..self.offsets[issue + 1];
            let counts = &self.counts[range.clone()];
            let most = counts.iter().copied().fold(1.0, f64::max);
            for (value, count) in values[range].iter_mut().zip(counts) {
                *value = weight * count / most;
            }
        }
    }
}
