//! Counts of values in bins, for their mean and quantiles: equal bins over a range, and beyond it bins that grow with the
//! distance, so that values however far out take little memory and are still told to within a share of how far that is.

use crate::math;
use std::collections::BTreeMap;

/// Counts of values on equal bins over a range, and on wider ones beyond.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    low: f64,
    width: f64,
    bins: Vec<u64>,
    /// Counts below the range, then above it, by how far out.
    beyond: [BTreeMap<u32, u64>; 2],
    count: u64,
    sum: f64,
}

impl Histogram {
    /// An empty histogram over [0, 1] whose bins are `1 / steps` wide and centred on multiples of
    /// that.
    pub fn new(steps: usize) -> Self {
        Self::over([0.0, 1.0], steps)
    }

    /// The same over another range, whose upper end lies above the lower one.
    ///
    /// ```
    /// let mut histogram = zopa::stats::Histogram::over([-1.0, 3.0], 100);
    /// [2.0, 2.6, 2.8].map(|value| histogram.add(value));
    /// assert!((histogram.quantile(0.5) - 2.6).abs() < 0.02);
    /// ```
    pub fn over([low, high]: [f64; 2], steps: usize) -> Self {
        Self {
            low,
            width: high - low,
            bins: vec![0; steps + 1],
            beyond: [BTreeMap::new(), BTreeMap::new()],
            count: 0,
            sum: 0.0,
        }
    }

    /// Counts a value.
    pub fn add(&mut self, value: f64) {
        let place = (value - self.low) / self.width;
        let out = (-place).max(place - 1.0).max(0.0);
        // By logarithms: a bin is as wide as those of the range at its ends, and twice that as far out as the range is wide.
        match (math::ln(1.0 + out) * self.steps()).round() as u32 {
            0 => {
                let bin = place.clamp(0.0, 1.0) * self.steps();
                self.bins[bin.round() as usize] += 1;
            }
            bin => {
                *self.beyond[usize::from(place > 0.0)]
                    .entry(bin)
                    .or_default() += 1
            }
        }
        self.count += 1;
        self.sum += value;
    }

    /// Adds another histogram's counts.
    pub fn merge(&mut self, other: &Self) {
        for (a, b) in self.bins.iter_mut().zip(&other.bins) {
            *a += b;
        }
        for (own, others) in self.beyond.iter_mut().zip(&other.beyond) {
            for (&bin, count) in others {
                *own.entry(bin).or_default() += count;
            }
        }
        self.count += other.count;
        self.sum += other.sum;
    }

    /// Number of values.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Their mean; 0 without values.
    pub fn mean(&self) -> f64 {
        if self.count == 0 {
            0.0
        } else {
            self.sum / self.count as f64
        }
    }

    /// The value below which a share of the values lies, to within a bin; 0 without values.
    ///
    /// ```
    /// let mut histogram = zopa::stats::Histogram::new(1000);
    /// (0..=100).for_each(|k| histogram.add(k as f64 / 100.0));
    /// assert_eq!(histogram.quantile(0.5), 0.5);
    /// // Beyond the range too.
    /// (0..100).for_each(|_| histogram.add(-7.0));
    /// assert!((histogram.quantile(0.1) + 7.0).abs() < 0.005);
    /// ```
    pub fn quantile(&self, share: f64) -> f64 {
        let rank = share * self.count as f64;
        let mut seen = 0;
        let mut counts = self.counts();
        let reaches = |&(_, count): &(f64, u64)| {
            seen += count;
            count > 0 && seen as f64 >= rank
        };
        counts.find(reaches).map_or(0.0, |(value, _)| value)
    }

    /// Every bin's middle, upwards, and its count.
    fn counts(&self) -> impl Iterator<Item = (f64, u64)> {
        let [below, above] = &self.beyond;
        let out = |bin: u32| (math::exp(f64::from(bin) / self.steps()) - 1.0) * self.width;
        let below = below.iter().rev();
        let below = below.map(move |(&bin, &count)| (self.low - out(bin), count));
        let inside = self.bins.iter().enumerate().map(|(bin, &count)| {
            let place = bin as f64 / self.steps();
            (self.low + place * self.width, count)
        });
        let above = above.iter();
        let above = above.map(move |(&bin, &count)| (self.low + self.width + out(bin), count));
        below.chain(inside).chain(above)
    }

    fn steps(&self) -> f64 {
        (self.bins.len() - 1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against the values themselves, sorted.
    #[test]
    fn quantiles_are_right_to_within_a_bin_however_far_out() {
        let values: Vec<f64> = (0..2001).map(|k| (f64::from(k) - 700.0) / 100.0).collect();
        let mut parts = [Histogram::new(2000), Histogram::new(2000)];
        for (n, &value) in values.iter().enumerate() {
            parts[n % 2].add(value);
        }
        let [mut whole, other] = parts;
        whole.merge(&other);
        assert_eq!(whole.count(), 2001);
        for (k, &value) in values.iter().enumerate().skip(1) {
            let found = whole.quantile((k as f64 + 0.5) / 2001.0);
            let bin = (1.0 + (value.abs()).max((value - 1.0).abs())) / 2000.0;
            assert!((found - value).abs() <= bin, "{value}: {found}");
        }
        whole.add(f64::MAX);
        assert!((whole.quantile(0.5) - 3.0).abs() < 0.002);
    }
}
