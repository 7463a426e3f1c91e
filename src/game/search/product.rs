//! The Nash product as an objective.

use super::Objective;
use crate::math;

/// The sum of the logarithms of gains, one per dimension, over a floor each: its maximum is the Nash
/// bargaining solution (Nash 1950, doi:10.2307/1907266).
#[derive(Debug, Clone, Copy)]
pub struct Product<'a> {
    /// What each gain is counted from.
    pub floors: &'a [f64],
}

/// Gain at which the logarithm's tangent is taken at the least.
const SMALL_GAIN: f64 = 1e-3;

impl Objective for Product<'_> {
    fn worth(&self, utilities: &[f64]) -> f64 {
        let mut sum = 0.0;
        for (utility, floor) in utilities.iter().zip(self.floors) {
            if utility <= floor {
                return f64::NEG_INFINITY;
            }
            sum += math::ln(utility - floor);
        }
        sum
    }

    fn tangent(&self, utilities: &[f64], slopes: &mut [f64]) -> f64 {
        slopes.fill(0.0);
        let mut sum = 0.0;
        let pairs = utilities.iter().zip(self.floors);
        for (slope, (utility, floor)) in slopes.iter_mut().zip(pairs) {
            let gain = (utility - floor).max(SMALL_GAIN);
            *slope = 1.0 / gain;
            sum += math::ln(gain) + (utility - floor - gain) / gain;
        }
        sum
    }

    fn rises(&self) -> bool {
        true
    }
}
