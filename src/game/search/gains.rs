//! Objectives of parties who concede: whatever they maximise, nobody may lose by it.

use super::concession::NO_GAIN;
use super::{Objective, Product};

/// The sum of the others' utilities where each has its floor; dimension 0 is not theirs.
pub(super) struct Others<'a> {
    pub floors: &'a [f64],
}

impl Objective for Others<'_> {
    fn worth(&self, utilities: &[f64]) -> f64 {
        let mut pairs = utilities[1..].iter().zip(self.floors);
        if pairs.any(|(utility, floor)| utility < floor) {
            return f64::NEG_INFINITY;
        }
        utilities[1..].iter().sum()
    }

    fn tangent(&self, utilities: &[f64], slopes: &mut [f64]) -> f64 {
        slopes.fill(1.0);
        slopes[0] = 0.0;
        utilities[1..].iter().sum()
    }

    fn is_linear(&self) -> bool {
        true
    }
}

/// The logarithm of the product of gains, where everybody gains and the party itself, in dimension 0,
/// keeps no more than `most`.
pub(super) struct Gains {
    /// Where gains are counted from, in the order of the dimensions.
    pub origins: Vec<f64>,
    pub most: f64,
}

impl Objective for Gains {
    fn worth(&self, utilities: &[f64]) -> f64 {
        let mut pairs = utilities.iter().zip(&self.origins);
        if utilities[0] > self.most || pairs.any(|(utility, origin)| utility - origin < NO_GAIN) {
            return f64::NEG_INFINITY;
        }
        self.product().worth(utilities)
    }

    fn tangent(&self, utilities: &[f64], slopes: &mut [f64]) -> f64 {
        self.product().tangent(utilities, slopes)
    }
}

impl Gains {
    fn product(&self) -> Product<'_> {
        Product {
            floors: &self.origins,
        }
    }
}

/// The party's own utility, where a package suffices.
pub(super) struct Own {
    pub gains: Gains,
    pub above: f64,
}

impl Objective for Own {
    fn worth(&self, utilities: &[f64]) -> f64 {
        if self.gains.worth(utilities) > self.above {
            utilities[0]
        } else {
            f64::NEG_INFINITY
        }
    }

    fn tangent(&self, utilities: &[f64], slopes: &mut [f64]) -> f64 {
        slopes.fill(0.0);
        slopes[0] = 1.0;
        utilities[0]
    }

    fn is_linear(&self) -> bool {
        true
    }
}
