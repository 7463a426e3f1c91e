//! A number with its 95% interval.

use serde::{Deserialize, Serialize};

/// A number with the ends of its 95% interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Estimate {
    /// A share with its Wilson interval.
    pub fn share(count: u64, n: u64) -> Self {
        let (low, high) = super::wilson(count, n);
        Self {
            value: count as f64 / n.max(1) as f64,
            low,
            high,
        }
    }

    /// Whether its interval leaves out 0.
    ///
    /// ```
    /// use zopa::stats::Estimate;
    /// assert!(Estimate { value: 0.2, low: 0.1, high: 0.3 }.is_clear());
    /// assert!(!Estimate { value: 0.2, low: -0.1, high: 0.5 }.is_clear());
    /// ```
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }

    pub(super) fn around(value: f64, half_width: f64) -> Self {
        Self {
            value,
            low: value - half_width,
            high: value + half_width,
        }
    }

    /// Whether the interval holds a value.
    pub fn covers(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }

    /// Whether the whole interval lies above a value.
    pub fn is_above(&self, value: f64) -> bool {
        self.low > value
    }

    /// The mean of independent values with its t interval; `None` for less than two.
    ///
    /// ```
    /// use zopa::stats::Estimate;
    /// let mean = Estimate::of_mean(&[1.0, 2.0, 3.0, 4.0]).unwrap();
    /// assert_eq!(mean.value, 2.5);
    /// assert!((mean.high - 4.554_26).abs() < 1e-4);
    /// ```
    pub fn of_mean(values: &[f64]) -> Option<Self> {
        let mut moments = super::Moments::default();
        values.iter().for_each(|&value| moments.add(value));
        moments.estimate()
    }
}
