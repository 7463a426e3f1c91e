//! Means and spreads of values, and their t intervals.

use super::{Estimate, t_quantile};
use serde::{Deserialize, Serialize};

/// Number, mean and spread of values, added one by one (Welford 1962, doi:10.1080/00401706.1962.10490022)
/// or joined (Chan, Golub & LeVeque 1983, doi:10.1080/00031305.1983.10483115).
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Moments {
    count: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// Of so many values with this mean and sample variance.
    pub fn known(count: u64, mean: f64, variance: f64) -> Self {
        Self {
            count,
            mean,
            squares: variance * count.saturating_sub(1) as f64,
        }
    }

    /// Mean and spread as numbers.
    pub(crate) const fn numbers(&self) -> [f64; 2] {
        [self.mean, self.squares]
    }

    /// Of so many values that gave these numbers.
    pub(crate) const fn of_numbers(count: u64, [mean, squares]: [f64; 2]) -> Self {
        Self {
            count,
            mean,
            squares,
        }
    }

    /// Adds a value.
    pub fn add(&mut self, value: f64) {
        self.count += 1;
        let off = value - self.mean;
        self.mean += off / self.count as f64;
        self.squares += off * (value - self.mean);
    }

    /// Adds the values of another.
    pub fn merge(&mut self, other: &Self) {
        if other.count == 0 {
            return;
        }
        let count = self.count + other.count;
        let off = other.mean - self.mean;
        let part = other.count as f64 / count as f64;
        self.squares += other.squares + off * off * self.count as f64 * part;
        self.mean += off * part;
        self.count = count;
    }

    /// How many values.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Their mean; 0 without values.
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// Their sample variance; 0 with fewer than two.
    pub fn variance(&self) -> f64 {
        if self.count < 2 {
            return 0.0;
        }
        self.squares / (self.count - 1) as f64
    }

    /// The mean with its t interval: of differences, the paired t interval. `None` with fewer than two
    /// values, which say nothing of their spread.
    ///
    /// ```
    /// use zopa::stats::Moments;
    /// let mut moments = Moments::default();
    /// [1.0, 2.0, 3.0, 4.0].map(|x| moments.add(x));
    /// let found = moments.estimate().unwrap();
    /// // 2.5 and 3.182 times 1.291 / 2 to either side.
    /// assert!((found.value - 2.5).abs() < 1e-12 && (found.high - 4.554).abs() < 1e-3);
    /// ```
    pub fn estimate(&self) -> Option<Estimate> {
        if self.count < 2 {
            return None;
        }
        let error = (self.variance() / self.count as f64).sqrt();
        let t = t_quantile(0.975, (self.count - 1) as f64);
        Some(Estimate::around(self.mean, t * error))
    }

    /// The mean of `b` less that of `self`, of values that have nothing to do with each other, with
    /// Welch's interval. `None` where one of them has fewer than two values.
    ///
    /// ```
    /// use zopa::stats::Moments;
    /// let (a, b) = (Moments::known(10, 1.0, 4.0), Moments::known(20, 3.0, 1.0));
    /// let found = a.to_unpaired(&b).unwrap();
    /// // Standard error sqrt(0.4 + 0.05), 11.29 degrees of freedom, t = 2.194.
    /// assert!((found.value - 2.0).abs() < 1e-12 && (found.low - 0.528).abs() < 1e-3);
    /// ```
    pub fn to_unpaired(&self, b: &Self) -> Option<Estimate> {
        if self.count < 2 || b.count < 2 {
            return None;
        }
        let parts = [self, b].map(|m| m.variance() / m.count as f64);
        let each = |m: &Self, part: f64| part * part / (m.count - 1) as f64;
        let sum = parts[0] + parts[1];
        let freedom = sum * sum / (each(self, parts[0]) + each(b, parts[1]));
        let t = if freedom.is_finite() {
            t_quantile(0.975, freedom)
        } else {
            0.0
        };
        Some(Estimate::around(b.mean - self.mean, t * sum.sqrt()))
    }
}
