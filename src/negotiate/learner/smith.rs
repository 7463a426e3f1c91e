//! The frequency model of Agent Smith (van Galen Last 2012, doi:10.1007/978-3-642-24696-8_12).
//!
//! An option's evaluation is how often it was asked for, by the issue's most frequent option; an
//! issue's weight is the share of offers with its most frequent option, and the weights are scaled to
//! add up to 1.

use super::Offsets;

/// What has been learnt of one party.
#[derive(Debug, Clone, PartialEq)]
pub struct Smith {
    offsets: Offsets,
    counts: Vec<f64>,
    heard: f64,
}

impl Smith {
    /// Nothing heard yet.
    pub fn new(offsets: Offsets) -> Self {
        Self {
            counts: vec![0.0; offsets[offsets.len() - 1]],
            heard: 0.0,
            offsets,
        }
    }

    /// Hears an offer.
    pub fn hear(&mut self, package: &[u16]) {
        self.heard += 1.0;
        for (issue, &option) in package.iter().enumerate() {
            self.counts[self.offsets[issue] + usize::from(option)] += 1.0;
        }
    }

    /// Writes `w_i e_i(o)` for every option; all alike before anything was heard.
    pub fn write(&self, values: &mut [f64]) {
        let issues = self.offsets.len() - 1;
        let most = |issue: usize| {
            let counts = &self.counts[self.offsets[issue]..self.offsets[issue + 1]];
            counts.iter().copied().fold(0.0, f64::max)
        };
        let total: f64 = (0..issues).map(most).sum();
        for issue in 0..issues {
            let range = self.offsets[issue]..self.offsets[issue + 1];
            for (value, count) in values[range.clone()].iter_mut().zip(&self.counts[range]) {
                *value = if self.heard > 0.0 {
                    // The issue's weight, most / total, times count / most.
                    count / total
                } else {
                    1.0 / issues as f64
                };
            }
        }
    }
}
