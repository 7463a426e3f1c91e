//! Distributions of uncertain numbers, each given by its quantile function.
//!
//! A draw is `quantile(u)` for one uniform `u`, whatever the distribution: a replication uses
//! exactly one random number per input, so that changing the distribution of one input leaves all
//! others where they were (common random numbers), and correlated inputs need only correlated `u`.

use crate::math;
use std::sync::Arc;

/// Why a distribution cannot be.
#[derive(Debug, Clone, PartialEq)]
pub enum DistributionError {
    /// The numbers must ascend.
    OutOfOrder(Vec<f64>),
    /// A parameter must be above 0.
    NotPositive(&'static str, f64),
    /// No probability is left between the bounds.
    NothingBetween(f64, f64),
    /// A share is negative, or all are 0.
    BadShares,
    /// There is nothing to choose from.
    Empty,
}

/// How an uncertain number is spread.
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// Equally likely between two ends.
    Uniform {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
    /// Normal, cut off at the bounds.
    Normal {
        /// Mean before cutting.
        mean: f64,
        /// Standard deviation before cutting.
        sd: f64,
        /// Share of the uncut distribution below the lower bound.
        below: f64,
        /// Share of the uncut distribution below the upper bound.
        above: f64,
        /// Lower bound; may be infinite.
        low: f64,
        /// Upper bound; may be infinite.
        high: f64,
    },
    /// Triangular.
    Triangular {
        /// Smallest value.
        low: f64,
        /// Likeliest value.
        mode: f64,
        /// Largest value.
        high: f64,
    },
    /// Beta, stretched over an interval, or PERT, which is one.
    Beta {
        /// First shape.
        a: f64,
        /// Second shape.
        b: f64,
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
        /// The likeliest value, where it was given as PERT.
        pert: Option<f64>,
        /// Quantiles on [0, 1] at `k / 1024`.
        table: Arc<[f64]>,
    },
    /// One of several values.
    Choice {
        /// The values.
        values: Vec<f64>,
        /// Cumulated shares, the last 1.
        cumulated: Vec<f64>,
    },
}

const KNOTS: usize = math::BETA_KNOTS;
/// Outermost intervals in which quantiles are computed: the curve bends too much to interpolate.
const OUTER: usize = 16;

impl Distribution {
    /// Uniform on `[low, high]`.
    ///
    /// # Errors
    /// When `low > high`.
    pub fn uniform(low: f64, high: f64) -> Result<Self, DistributionError> {
        ascending(&[low, high])?;
        Ok(Self::Uniform { low, high })
    }

    /// Normal with `mean` and `sd > 0`, cut off at `low` and `high`, which may be infinite.
    ///
    /// # Errors
    /// When `sd` is not above 0, the bounds are out of order or nothing lies between them.
    pub fn normal(mean: f64, sd: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        if sd.is_nan() || sd <= 0.0 {
            return Err(DistributionError::NotPositive("standard deviation", sd));
        }
        ascending(&[low, high])?;
        let below = math::normal_cdf((low - mean) / sd);
        let above = math::normal_cdf((high - mean) / sd);
        if above - below < 1e-12 {
            return Err(DistributionError::NothingBetween(low, high));
        }
        Ok(Self::Normal {
            mean,
            sd,
            below,
            above,
            low,
            high,
        })
    }

    /// Triangular on `[low, high]` with its peak at `mode`.
    ///
    /// # Errors
    /// Unless `low <= mode <= high` and `low < high`.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        three_points(low, mode, high)?;
        Ok(Self::Triangular { low, mode, high })
    }

    /// PERT: the beta distribution on `[low, high]` with mode `mode` and mean
    /// `(low + 4 mode + high) / 6` (Malcolm, Roseboom, Clark & Fazar 1959,
    /// doi:10.1287/opre.7.5.646).
    ///
    /// # Errors
    /// Unless `low <= mode <= high` and `low < high`.
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        three_points(low, mode, high)?;
        let span = high - low;
        let a = 1.0 + 4.0 * (mode - low) / span;
        let b = 1.0 + 4.0 * (high - mode) / span;
        Self::stretched((a, b), [low, high], Some(mode))
    }

    /// Beta with shapes `a, b > 0`, stretched over `[low, high]`.
    ///
    /// # Errors
    /// When a shape is not above 0 or the ends are out of order.
    pub fn beta(a: f64, b: f64, low: f64, high: f64) -> Result<Self, DistributionError> {
        Self::stretched((a, b), [low, high], None)
    }

    fn stretched(
        (a, b): (f64, f64),
        [low, high]: [f64; 2],
        pert: Option<f64>,
    ) -> Result<Self, DistributionError> {
        for (name, shape) in [("first shape", a), ("second shape", b)] {
            if shape.is_nan() || shape <= 0.0 {
                return Err(DistributionError::NotPositive(name, shape));
            }
        }
        ascending(&[low, high])?;
        Ok(Self::Beta {
            a,
            b,
            low,
            high,
            pert,
            table: math::beta_quantiles(a, b),
        })
    }

    /// One of `values`, with probabilities proportional to `shares`.
    ///
    /// # Errors
    /// When there are no values, or a share is negative, or all are 0.
    pub fn choice(values: Vec<f64>, shares: &[f64]) -> Result<Self, DistributionError> {
        if values.is_empty() || values.len() != shares.len() {
            return Err(DistributionError::Empty);
        }
        let total: f64 = shares.iter().sum();
        if shares.iter().any(|&s| s.is_nan() || s < 0.0) || !total.is_finite() || total <= 0.0 {
            return Err(DistributionError::BadShares);
        }
        let mut sum = 0.0;
        let mut cumulated: Vec<f64> = shares
            .iter()
            .map(|share| {
                sum += share / total;
                sum
            })
            .collect();
        // Rounding must not leave a gap at the end; values of share 0 there stay unreachable.
        let last = shares.iter().rposition(|&s| s > 0.0).unwrap_or(0);
        cumulated[last..].fill(1.0);
        Ok(Self::Choice { values, cumulated })
    }

    /// The value below which a share `u` of the distribution lies, for `u` in [0, 1).
    ///
    /// ```
    /// use zopa::model::Distribution;
    /// let uniform = Distribution::uniform(2.0, 4.0).unwrap();
    /// assert_eq!(uniform.quantile(0.25), 2.5);
    /// ```
    ///
    /// Beta and PERT are interpolated between 1025 exact quantiles; in the outermost intervals,
    /// where that would be coarse, they are computed.
    pub fn quantile(&self, u: f64) -> f64 {
        match self {
            Self::Uniform { low, high } => low + u * (high - low),
            Self::Normal {
                mean,
                sd,
                below,
                above,
                low,
                high,
            } => {
                let p = (below + u * (above - below)).clamp(1e-300, 1.0 - 1e-16);
                (mean + sd * math::normal_quantile(p)).clamp(*low, *high)
            }
            Self::Triangular { low, mode, high } => {
                let split = (mode - low) / (high - low);
                if u < split {
                    low + (u * (high - low) * (mode - low)).sqrt()
                } else {
                    high - ((1.0 - u) * (high - low) * (high - mode)).sqrt()
                }
            }
            Self::Beta {
                a,
                b,
                low,
                high,
                table,
                ..
            } => {
                let place = u * KNOTS as f64;
                let knot = (place as usize).min(KNOTS - 1);
                let x = if !(OUTER..KNOTS - OUTER).contains(&knot) {
                    math::beta_quantile(*a, *b, u)
                } else {
                    table[knot] + (place - knot as f64) * (table[knot + 1] - table[knot])
                };
                low + x * (high - low)
            }
            Self::Choice { values, cumulated } => {
                let index = cumulated.partition_point(|&c| c <= u);
                values[index.min(values.len() - 1)]
            }
        }
    }

    /// Share of the distribution at or below `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        match self {
            Self::Uniform { low, high } => {
                if x >= *high {
                    1.0
                } else {
                    ((x - low) / (high - low)).max(0.0)
                }
            }
            Self::Normal {
                mean,
                sd,
                below,
                above,
                low,
                high,
            } => {
                if x < *low {
                    0.0
                } else if x >= *high {
                    1.0
                } else {
                    ((math::normal_cdf((x - mean) / sd) - below) / (above - below)).clamp(0.0, 1.0)
                }
            }
            Self::Triangular { low, mode, high } => {
                if x <= *low {
                    0.0
                } else if x >= *high {
                    1.0
                } else if x < *mode {
                    (x - low) * (x - low) / ((high - low) * (mode - low))
                } else {
                    1.0 - (high - x) * (high - x) / ((high - low) * (high - mode))
                }
            }
            Self::Beta {
                a, b, low, high, ..
            } => {
                if x >= *high {
                    1.0
                } else {
                    math::beta_cdf(*a, *b, (x - low) / (high - low))
                }
            }
            Self::Choice { values, cumulated } => {
                let mut before = 0.0;
                let mut share = 0.0;
                for (value, sum) in values.iter().zip(cumulated) {
                    if *value <= x {
                        share += sum - before;
                    }
                    before = *sum;
                }
                share
            }
        }
    }

    /// The interval outside of which nothing lies.
    pub fn support(&self) -> (f64, f64) {
        match self {
            Self::Uniform { low, high }
            | Self::Normal { low, high, .. }
            | Self::Triangular { low, high, .. }
            | Self::Beta { low, high, .. } => (*low, *high),
            Self::Choice { values, .. } => values
                .iter()
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &v| {
                    (l.min(v), h.max(v))
                }),
        }
    }

    /// The word for it in files.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Uniform { .. } => "uniform",
            Self::Normal { .. } => "normal",
            Self::Triangular { .. } => "triangular",
            Self::Beta { pert: Some(_), .. } => "pert",
            Self::Beta { .. } => "beta",
            Self::Choice { .. } => "choice",
        }
    }
}

fn ascending(numbers: &[f64]) -> Result<(), DistributionError> {
    if numbers.windows(2).all(|pair| pair[0] <= pair[1]) {
        Ok(())
    } else {
        Err(DistributionError::OutOfOrder(numbers.to_vec()))
    }
}

fn three_points(low: f64, mode: f64, high: f64) -> Result<(), DistributionError> {
    ascending(&[low, mode, high])?;
    if low < high {
        Ok(())
    } else {
        Err(DistributionError::NothingBetween(low, high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every distribution's quantile inverts its distribution function.
    #[test]
    fn quantiles_invert_the_distribution_function() {
        let all = [
            Distribution::uniform(-1.0, 3.0),
            Distribution::normal(1.0, 2.0, f64::NEG_INFINITY, f64::INFINITY),
            Distribution::normal(0.5, 0.2, 0.0, 1.0),
            Distribution::triangular(0.0, 0.2, 1.0),
            Distribution::pert(0.0, 6.0, 10.0),
            Distribution::beta(2.0, 5.0, 0.0, 1.0),
        ];
        for distribution in all {
            let distribution = distribution.expect("valid");
            for k in 1..5000 {
                let u = f64::from(k) / 5000.0;
                let back = distribution.cdf(distribution.quantile(u));
                // Linear interpolation between 1025 knots is the largest error.
                assert!((back - u).abs() < 2e-5, "{distribution:?} at {u}: {back}");
            }
        }
    }

    #[test]
    fn a_choice_meets_its_shares() {
        let choice = Distribution::choice(vec![1.0, 2.0, 3.0], &[1.0, 2.0, 0.0]).expect("valid");
        let hits = |value| {
            (0..3000)
                .filter(|k| choice.quantile(f64::from(*k) / 3000.0) == value)
                .count()
        };
        assert_eq!((hits(1.0), hits(2.0), hits(3.0)), (1000, 2000, 0));
        assert!((choice.cdf(1.5) - 1.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn pert_has_the_textbook_mean() {
        let pert = Distribution::pert(0.0, 6.0, 10.0).expect("valid");
        let n = 100_000;
        let mean = (0..n)
            .map(|k| pert.quantile((f64::from(k) + 0.5) / f64::from(n)))
            .sum::<f64>()
            / f64::from(n);
        assert!((mean - 34.0 / 6.0).abs() < 1e-4, "{mean}");
    }

    #[test]
    fn impossible_distributions_are_refused() {
        assert!(Distribution::uniform(2.0, 1.0).is_err());
        assert!(Distribution::triangular(0.0, 2.0, 1.0).is_err());
        assert!(Distribution::pert(1.0, 1.0, 1.0).is_err());
        assert!(Distribution::beta(0.0, 1.0, 0.0, 1.0).is_err());
        assert!(Distribution::normal(0.0, 0.0, 0.0, 1.0).is_err());
        assert!(Distribution::normal(0.0, 1.0, 50.0, 51.0).is_err());
        assert!(Distribution::choice(vec![1.0], &[0.0]).is_err());
        assert!(Distribution::choice(vec![], &[]).is_err());
    }
}
