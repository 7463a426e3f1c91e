//! Bargaining solutions on a finite set of points, with all ties.
//!
//! A point holds the utilities of a possible agreement, one per party; the *disagreement point* `d`
//! what each gets without agreement. Only points at or above `d` for everybody (*individually
//! rational* ones) can be solutions; a party's *ideal* is the most it gets in one of them. Gains are
//! `g_i = u_i - d_i`.
//! - Nash: the largest product of gains, `prod g_i^w_i` with bargaining powers `w` (Nash 1950,
//!   doi:10.2307/1907266; Kalai 1977, doi:10.1007/BF01774658, for powers).
//! - Kalai-Smorodinsky: the largest smallest share `g_i / (ideal_i - d_i)`, then the largest second
//!   smallest, and so on (Kalai & Smorodinsky 1975, doi:10.2307/1914280; lexicographic on discrete
//!   sets after Imai 1983, doi:10.2307/1911997).
//! - Egalitarian: the same with the gains themselves (Kalai 1977, doi:10.2307/1913954).
//! - Utilitarian: the largest sum of utilities (Myerson 1981, doi:10.2307/1911363).
//!
//! Values within a 1e-12th of the largest count as equal. A party that gains in no rational point
//! has no say in the first three.

use crate::math;

/// A finite bargaining problem.
#[derive(Debug, Clone, Copy)]
pub struct Problem<'a> {
    /// Rows of one utility per party.
    pub points: &'a [f64],
    /// What each party gets without agreement.
    pub disagreement: &'a [f64],
}

/// Relative difference within which two values are a tie.
const TIE: f64 = 1e-12;

impl Problem<'_> {
    /// Number of parties.
    fn parties(&self) -> usize {
        self.disagreement.len()
    }

    pub(super) fn row(&self, point: usize) -> &[f64] {
        &self.points[point * self.parties()..][..self.parties()]
    }

    /// The points that nobody would rather do without, ascending.
    pub fn rational(&self) -> Vec<usize> {
        let rows = self.points.chunks_exact(self.parties()).enumerate();
        rows.filter(|(_, row)| row.iter().zip(self.disagreement).all(|(u, d)| u >= d))
            .map(|(point, _)| point)
            .collect()
    }

    /// Per party, the most it gets in a rational point; what it gets without agreement if there is
    /// none.
    pub fn ideal(&self) -> Vec<f64> {
        let mut ideal = self.disagreement.to_vec();
        for point in self.rational() {
            for (ideal, &u) in ideal.iter_mut().zip(self.row(point)) {
                *ideal = ideal.max(u);
            }
        }
        ideal
    }

    /// The parties that gain in some rational point.
    pub(super) fn gainers(&self) -> Vec<usize> {
        let ideal = self.ideal();
        let parties = 0..self.parties();
        parties
            .filter(|&party| ideal[party] > self.disagreement[party])
            .collect()
    }

    pub(super) fn gain(&self, point: usize, party: usize) -> f64 {
        self.row(point)[party] - self.disagreement[party]
    }

    /// Product of the gains at a point, of those parties that can gain, each to the power of its
    /// bargaining power.
    pub fn nash_product(&self, point: usize, powers: &[f64]) -> f64 {
        self.product(point, &self.gainers(), powers)
    }

    fn product(&self, point: usize, gainers: &[usize], powers: &[f64]) -> f64 {
        let factor = |&party: &usize| {
            let gain = self.gain(point, party);
            match powers[party] {
                1.0 => gain,
                power => math::pow(gain, power),
            }
        };
        gainers.iter().map(factor).product()
    }

    /// The Nash solutions, as places in the list of points. `powers` are the parties' bargaining
    /// powers, above 0; only their ratios count.
    ///
    /// ```
    /// use zopa::analysis::Problem;
    /// let points = [4.0, 9.0, 7.0, 6.0, 9.0, 3.0];
    /// let problem = Problem { points: &points, disagreement: &[2.0, 1.0] };
    /// assert_eq!(problem.nash(&[1.0, 1.0]), [1]);
    /// assert_eq!(problem.nash(&[3.0, 1.0]), [2]);
    /// assert_eq!(problem.utilitarian(), [0, 1]);
    /// ```
    pub fn nash(&self, powers: &[f64]) -> Vec<usize> {
        let gainers = self.gainers();
        let equal = gainers
            .windows(2)
            .all(|pair| powers[pair[0]] == powers[pair[1]]);
        if equal {
            let ones = vec![1.0; powers.len()];
            return largest(self.rational(), |point| {
                self.product(point, &gainers, &ones)
            });
        }
        // Powers far apart make products that doubles cannot tell from 0; logarithms can.
        let total: f64 = gainers.iter().map(|&party| powers[party]).sum();
        largest(self.rational(), |point| {
            let part = |&party: &usize| match self.gain(point, party) {
                gain if gain > 0.0 => powers[party] / total * math::ln(gain),
                _ => f64::NEG_INFINITY,
            };
            gainers.iter().map(part).sum()
        })
    }

    /// The Kalai-Smorodinsky solutions.
    pub fn kalai_smorodinsky(&self) -> Vec<usize> {
        let ideal = self.ideal();
        self.leximin(|party| 1.0 / (ideal[party] - self.disagreement[party]))
    }

    /// The egalitarian solutions.
    pub fn egalitarian(&self) -> Vec<usize> {
        self.leximin(|_| 1.0)
    }

    /// The utilitarian solutions.
    pub fn utilitarian(&self) -> Vec<usize> {
        largest(self.rational(), |point| self.row(point).iter().sum())
    }

    /// The points with the largest smallest gain, among those the largest second smallest, and so
    /// on; gains are multiplied by a factor per party.
    fn leximin(&self, factor: impl Fn(usize) -> f64) -> Vec<usize> {
        let gainers = self.gainers();
        let rational = self.rational();
        let gains = |&point: &usize| {
            let scaled = gainers.iter().map(|&p| self.gain(point, p) * factor(p));
            let mut gains: Vec<f64> = scaled.collect();
            gains.sort_unstable_by(f64::total_cmp);
            gains
        };
        let sorted: Vec<Vec<f64>> = rational.iter().map(gains).collect();
        let places = (0..gainers.len()).fold((0..rational.len()).collect(), |places, rank| {
            largest(places, |place| sorted[place][rank])
        });
        places.into_iter().map(|place| rational[place]).collect()
    }
}

/// Those of `points` whose worth is the largest, ties included.
fn largest(points: Vec<usize>, worth: impl Fn(usize) -> f64) -> Vec<usize> {
    let worths: Vec<f64> = points.iter().map(|&point| worth(point)).collect();
    let best = worths.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let bar = best - best.abs() * TIE;
    let pairs = points.into_iter().zip(worths);
    pairs
        .filter(|(_, worth)| *worth >= bar)
        .map(|(point, _)| point)
        .collect()
}
