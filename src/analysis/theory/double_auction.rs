//! Bargaining over a price where each side's value is known to itself alone.
//!
//! A seller with cost `c` and a buyer with value `v`, both uniform on [0, 1], name prices `s` and `b`.
//! If `b >= s` they trade at `k b + (1 - k) s`. The linear equilibrium (Chatterjee & Samuelson 1983,
//! doi:10.1287/opre.31.5.835; `k = 1/2` reaches the most that any mechanism can, Myerson &
//! Satterthwaite 1983, doi:10.1016/0022-0531(83)90048-0):
//! `s(c) = c / (2 - k) + (1 - k) / 2`, `b(v) = v / (1 + k) + k (1 - k) / (2 (1 + k))`, so that they
//! trade if `v >= m c + t` with `m = (1 + k) / (2 - k)` and `t = (1 - k) / 2`.

/// The auction, by the weight of the buyer's price.
///
/// ```
/// use zopa::analysis::theory::DoubleAuction;
/// let even = DoubleAuction { k: 0.5 };
/// assert_eq!(even.threshold(), 0.25);
/// assert!((even.expected_gains() - 9.0 / 64.0).abs() < 1e-15);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DoubleAuction {
    /// Weight of the buyer's price, from 0 (the seller names the price) to 1 (the buyer does).
    pub k: f64,
}

/// Gains if they traded whenever the value exceeds the cost.
pub const FIRST_BEST: f64 = 1.0 / 6.0;

impl DoubleAuction {
    /// Slope and intercept of the seller's price.
    pub fn seller(&self) -> [f64; 2] {
        [1.0 / (2.0 - self.k), 0.5 * (1.0 - self.k)]
    }

    /// Slope and intercept of the buyer's price.
    pub fn buyer(&self) -> [f64; 2] {
        let slope = 1.0 / (1.0 + self.k);
        [slope, 0.5 * self.k * (1.0 - self.k) * slope]
    }

    /// Least value at which a buyer may trade: with a seller whose cost is 0.
    pub fn threshold(&self) -> f64 {
        0.5 * (1.0 - self.k)
    }

    /// Value by which a unit of cost raises the least value that trades.
    fn steepness(&self) -> f64 {
        (1.0 + self.k) / (2.0 - self.k)
    }

    /// Probability of trade.
    pub fn trade(&self) -> f64 {
        (1.0 + self.k) * (2.0 - self.k) / 8.0
    }

    /// What the buyer expects to gain, before it knows its value: the integral over values of the
    /// probability of trade, twice.
    pub fn buyer_gain(&self) -> f64 {
        let room = 1.0 - self.threshold();
        room * room * room / (6.0 * self.steepness())
    }

    /// What the seller expects to gain: the mirror image, with `1 - k` for `k`.
    pub fn seller_gain(&self) -> f64 {
        Self { k: 1.0 - self.k }.buyer_gain()
    }

    /// What both expect to gain together.
    pub fn expected_gains(&self) -> f64 {
        self.buyer_gain() + self.seller_gain()
    }

    /// Share of the gains that could be had.
    pub fn efficiency(&self) -> f64 {
        self.expected_gains() / FIRST_BEST
    }
}
