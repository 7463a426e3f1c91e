//! Bargaining solutions of two parties on a smooth frontier `u2 = f(u1)`, `f` falling and concave.
//!
//! Gains are `g1 = u1 - d1` and `g2 = f(u1) - d2`. Each solution is the one zero of a function that
//! only rises or only falls along the frontier, found by halving the interval as far as doubles go:
//! - Nash with powers `a` and `1 - a`: `a g2 + (1 - a) g1 f'(u1) = 0` (first-order condition of
//!   `g1^a g2^(1-a)`; Nash 1950, doi:10.2307/1907266);
//! - Kalai-Smorodinsky: `g1 / (ideal1 - d1) = g2 / (ideal2 - d2)` (1975, doi:10.2307/1914280);
//! - egalitarian: `g1 = g2` (Kalai 1977, doi:10.2307/1913954);
//! - utilitarian: `f'(u1) = -1`.

/// A frontier with a disagreement point on or below it.
pub struct Smooth<F, S> {
    /// The second party's utility by the first's, falling and concave.
    pub frontier: F,
    /// Its derivative.
    pub slope: S,
    /// The first party's least and largest utility on the frontier.
    pub range: [f64; 2],
    /// What each gets without agreement.
    pub disagreement: [f64; 2],
}

impl<F: Fn(f64) -> f64, S: Fn(f64) -> f64> Smooth<F, S> {
    /// The Nash solution where the first party's bargaining power is `power` (0 to 1) and the
    /// second's the rest to 1.
    ///
    /// ```
    /// use zopa::analysis::Smooth;
    /// let pie = Smooth {
    ///     frontier: |u| 1.0 - u,
    ///     slope: |_| -1.0,
    ///     range: [0.0, 1.0],
    ///     disagreement: [0.3, 0.1],
    /// };
    /// let [first, second] = pie.nash(0.7);
    /// assert!((first - 0.72).abs() < 1e-12 && (second - 0.28).abs() < 1e-12);
    /// ```
    pub fn nash(&self, power: f64) -> [f64; 2] {
        let [d1, d2] = self.disagreement;
        self.at(|u| power * ((self.frontier)(u) - d2) + (1.0 - power) * (u - d1) * (self.slope)(u))
    }

    /// The Kalai-Smorodinsky solution.
    pub fn kalai_smorodinsky(&self) -> [f64; 2] {
        let [d1, d2] = self.disagreement;
        let [least, _] = self.rational();
        let ideals = [self.rational()[1], (self.frontier)(least)];
        self.at(|u| ((self.frontier)(u) - d2) * (ideals[0] - d1) - (u - d1) * (ideals[1] - d2))
    }

    /// The egalitarian solution.
    pub fn egalitarian(&self) -> [f64; 2] {
        let [d1, d2] = self.disagreement;
        self.at(|u| ((self.frontier)(u) - d2) - (u - d1))
    }

    /// The utilitarian solution among what nobody would rather do without.
    pub fn utilitarian(&self) -> [f64; 2] {
        self.at(|u| (self.slope)(u) + 1.0)
    }

    /// The first party's utilities at which neither would rather do without agreement.
    fn rational(&self) -> [f64; 2] {
        let low = self.range[0].max(self.disagreement[0]);
        let above = |u: f64| (self.frontier)(u) - self.disagreement[1];
        [low, zero(above, [low, self.range[1]])]
    }

    /// The frontier's point where a falling function becomes 0, or the nearest end.
    fn at(&self, falling: impl Fn(f64) -> f64) -> [f64; 2] {
        let u = zero(falling, self.rational());
        [u, (self.frontier)(u)]
    }
}

/// Where a falling function reaches 0 within a range, or the end that comes nearest to it.
fn zero(falling: impl Fn(f64) -> f64, [mut low, mut high]: [f64; 2]) -> f64 {
    if falling(high) >= 0.0 {
        return high;
    }
    // At the low end a slope may be infinite; any value but a negative one keeps the search going.
    if falling(low) < 0.0 {
        return low;
    }
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return low;
        }
        if falling(middle) >= 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
}
