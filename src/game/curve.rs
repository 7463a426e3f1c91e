//! How likely somebody is to say yes, as a function of what a package is worth to them.

use crate::math::{self, tabulated::Tables};
use std::sync::Arc;

const STEPS: usize = 4096;
/// Logarithm of a probability that counts as none.
const NEVER: f64 = -700.0;

/// Probability of acceptance by utility, rising.
#[derive(Debug, Clone)]
pub enum Curve {
    /// Always yes.
    Sure,
    /// `1 / (1 + exp(-(u - middle) / scale))`.
    Logistic {
        /// Utility at which acceptance is as likely as not.
        middle: f64,
        /// Scale; above 0.
        scale: f64,
    },
    /// Any distribution of the least utility accepted.
    Table(Arc<Table>),
}

/// A distribution function tabulated on [0, 1], with a concave majorant of its logarithm.
#[derive(Debug)]
pub struct Table {
    share: Vec<f64>,
    /// Corners of the least concave function above the logarithm.
    corners: Vec<(f64, f64)>,
}

impl Curve {
    /// A table of a distribution function of the least utility accepted.
    pub fn tabulate(cdf: impl Fn(f64) -> f64) -> Self {
        let share: Vec<f64> = (0..=STEPS)
            .map(|k| cdf(k as f64 / STEPS as f64).clamp(0.0, 1.0))
            .collect();
        let mut corners: Vec<(f64, f64)> = Vec::new();
        for k in 0..=STEPS {
            // Between knots the share is a straight line, whose logarithm lies below that of the
            // next knot: a corner one knot early keeps the majorant above it.
            let ahead = share[(k + 1).min(STEPS)];
            let height = if ahead > 0.0 {
                math::ln(ahead).max(NEVER)
            } else {
                NEVER
            };
            let point = (k as f64 / STEPS as f64, height);
            while let [.., a, b] = corners[..] {
                let turn = (b.0 - a.0) * (point.1 - a.1) - (b.1 - a.1) * (point.0 - a.0);
                if turn < 0.0 {
                    break;
                }
                corners.pop();
            }
            corners.push(point);
        }
        Self::Table(Arc::new(Table { share, corners }))
    }

    /// Probability that a utility is accepted.
    pub fn probability(&self, utility: f64) -> f64 {
        match self {
            Self::Sure => 1.0,
            Self::Logistic { middle, scale } => math::logistic((utility - middle) / scale),
            Self::Table(table) => table.probability(utility),
        }
    }

    /// Its natural logarithm.
    pub fn ln(&self, utility: f64) -> f64 {
        match self {
            Self::Sure => 0.0,
            Self::Logistic { middle, scale } => math::ln_logistic((utility - middle) / scale),
            Self::Table(table) => {
                let p = table.probability(utility);
                if p > 0.0 {
                    math::ln(p).max(NEVER)
                } else {
                    NEVER
                }
            }
        }
    }

    /// The same, too low by at most 4e-5 where tables make that faster.
    #[inline(always)]
    pub fn rough_ln(&self, tables: &Tables, utility: f64) -> f64 {
        match self {
            Self::Logistic { middle, scale } => tables.ln_logistic((utility - middle) / scale),
            other => other.ln(utility),
        }
    }

    /// A line above [`rough_ln`](Self::rough_ln): its height at a utility and its slope.
    #[inline]
    pub fn rough_tangent(&self, tables: &Tables, utility: f64) -> (f64, f64) {
        match self {
            Self::Logistic { middle, scale } => {
                let z = (utility - middle) / scale;
                let (height, slope) = tables.ln_logistic_tangent(z);
                (height, slope / scale)
            }
            other => other.tangent(utility),
        }
    }

    /// A line above the logarithm, close to it near a utility: its height there and its slope.
    pub fn tangent(&self, utility: f64) -> (f64, f64) {
        match self {
            Self::Sure => (0.0, 0.0),
            Self::Logistic { middle, scale } => {
                let z = (utility - middle) / scale;
                (math::ln_logistic(z), math::logistic(-z) / scale)
            }
            Self::Table(table) => table.tangent(utility),
        }
    }
}

impl Table {
    fn probability(&self, utility: f64) -> f64 {
        let place = utility * STEPS as f64;
        if place >= STEPS as f64 {
            return self.share[STEPS];
        }
        if place < 0.0 {
            return 0.0;
        }
        let knot = place as usize;
        let (low, high) = (self.share[knot], self.share[knot + 1]);
        low + (place - knot as f64) * (high - low)
    }

    fn tangent(&self, utility: f64) -> (f64, f64) {
        let corners = &self.corners;
        if corners.len() < 2 {
            return (0.0, 0.0);
        }
        let after = corners.partition_point(|corner| corner.0 <= utility);
        // At the top the line must stay above probability 1 for utilities beyond the table.
        if after == corners.len() {
            return (0.0, 0.0);
        }
        let after = after.max(1);
        let (a, b) = (corners[after - 1], corners[after]);
        let slope = ((b.1 - a.1) / (b.0 - a.0)).max(0.0);
        (a.1 + slope * (utility - a.0), slope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lies_above(curve: &Curve) {
        for at in [-0.2, 0.0, 0.1, 0.35, 0.5, 0.77, 1.0, 1.2] {
            let (height, slope) = curve.tangent(at);
            for k in 0..=1000 {
                let u = k as f64 / 1000.0;
                assert!(
                    height + slope * (u - at) >= curve.ln(u) - 1e-9,
                    "touching at {at}, below at {u}"
                );
            }
        }
    }

    #[test]
    fn tangents_lie_above() {
        lies_above(&Curve::Logistic {
            middle: 0.4,
            scale: 0.07,
        });
        for curve in [
            Curve::tabulate(|u| (u / 0.4).min(1.0)),
            Curve::tabulate(|u| if u >= 0.3 { 1.0 } else { 0.0 }),
            Curve::tabulate(|u| {
                if u >= 0.7 {
                    1.0
                } else if u >= 0.2 {
                    0.3
                } else {
                    0.0
                }
            }),
            Curve::tabulate(|_| 1.0),
            // Somebody who may still refuse the best there is.
            Curve::tabulate(|u| if u >= 0.4 { 0.3 } else { 0.0 }),
        ] {
            // The logarithm of "never" is a stand-in; only what can happen is bounded.
            lies_above(&curve);
        }
    }

    #[test]
    fn a_table_is_the_distribution() {
        let curve = Curve::tabulate(|u| (u / 0.4).min(1.0));
        assert!((curve.probability(0.25) - 0.625).abs() < 1e-12);
        assert_eq!(curve.probability(1.0), 1.0);
    }
}
