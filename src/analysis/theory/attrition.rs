//! Wars of attrition of two: each pays per unit of time until one gives up; the other gets the prize.

use crate::math;

/// Both value the prize alike, and know it: in the symmetric equilibrium each gives up at the rate
/// `h = cost / prize`, so that waiting is worth exactly what it costs and nobody expects to gain
/// (Maynard Smith 1974, doi:10.1016/0022-5193(74)90110-6; Hendricks, Weiss & Wilson 1988,
/// doi:10.2307/2526794).
///
/// ```
/// use zopa::analysis::theory::KnownAttrition;
/// let war = KnownAttrition { prize: 1.0, cost: 0.2 };
/// assert_eq!(war.mean_duration(), 2.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnownAttrition {
    /// Worth of the prize; above 0.
    pub prize: f64,
    /// Cost per unit of time to each; above 0.
    pub cost: f64,
}

impl KnownAttrition {
    /// Rate at which each gives up.
    pub fn hazard(&self) -> f64 {
        self.cost / self.prize
    }

    /// Probability that one has given up by a time, if the other has not.
    pub fn given_up_by(&self, time: f64) -> f64 {
        1.0 - math::exp(-self.hazard() * time)
    }

    /// Mean time until one gives up if the other does not.
    pub fn mean_concession_time(&self) -> f64 {
        1.0 / self.hazard()
    }

    /// Mean time until either gives up.
    pub fn mean_duration(&self) -> f64 {
        0.5 / self.hazard()
    }

    /// What each expects to gain.
    pub fn expected_payoff(&self) -> f64 {
        0.0
    }
}

/// Each values the prize by a draw from 0 to 1, known to itself alone, and pays 1 per unit of time: a
/// party with value `v` holds out until `t(v) = -v - ln(1 - v)` (Bishop, Cannings & Maynard Smith
/// 1978, doi:10.1016/0022-5193(78)90088-7; Krishna & Morgan 1997, doi:10.1006/jeth.1996.2208).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UniformAttrition;

impl UniformAttrition {
    /// How long a party with a value from 0 to below 1 holds out.
    pub fn holds_out(value: f64) -> f64 {
        -value - math::ln(1.0 - value)
    }

    /// What it expects to gain: the integral of its probability of winning, `v^2 / 2`.
    pub fn expected_payoff(value: f64) -> f64 {
        0.5 * value * value
    }

    /// Mean time until either gives up: the integral of `(1 - v)^2 t'(v)`, with
    /// `t'(v) = v / (1 - v)`.
    pub fn expected_duration() -> f64 {
        1.0 / 6.0
    }
}
