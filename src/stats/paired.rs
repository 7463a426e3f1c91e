//! Differences between two sets of runs, with 95% intervals that use the pairing where there is one.
//!
//! Shares: the score intervals of Newcombe. Paired, method 10 of Newcombe (1998, Statistics in Medicine
//! 17:2635-2650), which squares and adds the Wilson limits of both shares with a correlation phi that is
//! corrected for continuity; unpaired, method 10 of Newcombe (1998, Statistics in Medicine 17:873-890),
//! which is the same without phi. Means: the t interval of the differences (paired), or that of Welch with
//! Satterthwaite's degrees of freedom (unpaired; Welch 1947, doi:10.1093/biomet/34.1-2.28).
//!
//! All differences are B less A. What pairing gains hangs on how alike the two runs of a pair are; the
//! intervals are estimated from the pairs and so hold whether they are or not.

use super::{Estimate, Z, t_quantile, whole, wilson_at};
use serde::{Deserialize, Serialize};

/// Pairs of runs by whether something happened in the one of A and in that of B.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Pairs {
    /// It happened in both.
    pub both: u64,
    /// In A alone.
    pub only_a: u64,
    /// In B alone.
    pub only_b: u64,
    /// In neither.
    pub neither: u64,
}

impl Pairs {
    /// Counts a pair.
    pub fn add(&mut self, in_a: bool, in_b: bool) {
        *match (in_a, in_b) {
            (true, true) => &mut self.both,
            (true, false) => &mut self.only_a,
            (false, true) => &mut self.only_b,
            (false, false) => &mut self.neither,
        } += 1;
    }

    /// Adds other pairs.
    pub fn merge(&mut self, other: &Self) {
        self.both += other.both;
        self.only_a += other.only_a;
        self.only_b += other.only_b;
        self.neither += other.neither;
    }

    /// Number of pairs.
    pub const fn count(&self) -> u64 {
        self.both + self.only_a + self.only_b + self.neither
    }

    /// In how many runs of A it happened.
    pub const fn in_a(&self) -> u64 {
        self.both + self.only_a
    }

    /// In how many runs of B it happened.
    pub const fn in_b(&self) -> u64 {
        self.both + self.only_b
    }

    /// The share of B less that of A, with its 95% interval by Newcombe's method 10 for paired
    /// proportions. From -1 to 1 without pairs.
    ///
    /// ```
    /// use zopa::stats::paired::Pairs;
    /// // Of 21 children, 1 had it before and after, 1 only before, 7 only after (Bentur et al. 2009,
    /// // as worked out by Fagerland, Lydersen & Laake 2017): -0.507 to -0.026, after less before.
    /// let pairs = Pairs { both: 1, only_a: 7, only_b: 1, neither: 12 };
    /// let found = pairs.difference();
    /// assert!((found.value + 0.2857).abs() < 1e-4);
    /// assert!((found.low + 0.507).abs() < 1e-3 && (found.high + 0.026).abs() < 1e-3);
    /// ```
    pub fn difference(&self) -> Estimate {
        let n = self.count();
        squared_and_added([self.in_a(), n], [self.in_b(), n], self.phi(), Z)
    }

    /// Correlation of the two, corrected for continuity where it is positive: an estimate of 0 errs on the
    /// side of a wide interval.
    fn phi(&self) -> f64 {
        let n = self.count() as f64;
        let [both, only_a, only_b, neither] =
            [self.both, self.only_a, self.only_b, self.neither].map(|count| count as f64);
        let margins = (both + only_a) * (only_b + neither) * (both + only_b) * (only_a + neither);
        if margins <= 0.0 {
            return 0.0;
        }
        let cross = both * neither - only_a * only_b;
        let cross = if cross > 0.0 {
            (cross - n / 2.0).max(0.0)
        } else {
            cross
        };
        cross / margins.sqrt()
    }

    /// How many times the variance of the difference would be, were the runs of A and B drawn apart: as
    /// many times more runs would it take for an interval as narrow. `None` where no pair differs.
    ///
    /// ```
    /// use zopa::stats::paired::Pairs;
    /// let alike = Pairs { both: 48, only_a: 1, only_b: 1, neither: 50 };
    /// assert!(alike.variance_ratio().unwrap() > 20.0);
    /// let apart = Pairs { both: 25, only_a: 25, only_b: 25, neither: 25 };
    /// assert_eq!(apart.variance_ratio(), Some(1.0));
    /// ```
    pub fn variance_ratio(&self) -> Option<f64> {
        let n = self.count() as f64;
        let share = |count: u64| count as f64 / n;
        let spread = |count: u64| share(count) * (1.0 - share(count));
        let difference = share(self.only_b) - share(self.only_a);
        let paired = share(self.only_a + self.only_b) - difference * difference;
        (paired > 0.0).then(|| (spread(self.in_a()) + spread(self.in_b())) / paired)
    }
}

/// The share `b[0]` of `b[1]` less the share `a[0]` of `a[1]`, of runs that have nothing to do with each
/// other, with its 95% interval by Newcombe's method 10 for independent proportions.
///
/// ```
/// // Newcombe (1998), example (a): 56 of 70 less 48 of 80.
/// let found = zopa::stats::paired::unpaired([48, 80], [56, 70]);
/// assert!((found.low - 0.0524).abs() < 1e-4 && (found.high - 0.3339).abs() < 1e-4);
/// ```
pub fn unpaired(a: [u64; 2], b: [u64; 2]) -> Estimate {
    squared_and_added(a, b, 0.0, Z)
}

/// The same at another confidence, given by the normal quantile that bounds it.
pub(crate) fn unpaired_at(a: [u64; 2], b: [u64; 2], z: f64) -> Estimate {
    squared_and_added(a, b, 0.0, z)
}

fn squared_and_added([in_a, of_a]: [u64; 2], [in_b, of_b]: [u64; 2], phi: f64, z: f64) -> Estimate {
    if of_a == 0 || of_b == 0 {
        return Estimate {
            value: 0.0,
            low: -1.0,
            high: 1.0,
        };
    }
    let (a, b) = (in_a as f64 / of_a as f64, in_b as f64 / of_b as f64);
    let ((low_a, high_a), (low_b, high_b)) = (wilson_at(a, of_a, z), wilson_at(b, of_b, z));
    let joined = |x: f64, y: f64| (x * x - 2.0 * phi * x * y + y * y).max(0.0).sqrt();
    Estimate {
        value: b - a,
        low: (b - a - joined(b - low_b, high_a - a)).max(-1.0),
        high: (b - a + joined(high_b - b, a - low_a)).min(1.0),
    }
}

/// When something happened, in the runs of A and of B in which it did: whole numbers of rounds, so that
/// sums are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times {
    a: Sums,
    b: Sums,
    /// In the pairs in which it happened in both: their number, the sums of both, and of their products.
    both: [u128; 4],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Sums {
    count: u128,
    sum: u128,
    squares: u128,
}

impl Sums {
    fn add(&mut self, round: u32, times: u64) {
        let (round, times) = (u128::from(round), u128::from(times));
        self.count += times;
        self.sum += round * times;
        self.squares += round * round * times;
    }

    fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    fn mean(&self) -> f64 {
        self.sum as f64 / self.count as f64
    }

    /// Estimated variance of the mean.
    fn error(&self) -> f64 {
        let n = self.count as f64;
        let squares = self.squares as f64 - self.sum as f64 * self.mean();
        squares.max(0.0) / (n * (n - 1.0))
    }
}

impl Times {
    /// Counts a pair of runs: the round in A and in B, where it happened.
    pub fn add(&mut self, a: Option<u32>, b: Option<u32>) {
        if let Some(round) = a {
            self.a.add(round, 1);
        }
        if let Some(round) = b {
            self.b.add(round, 1);
        }
        if let (Some(a), Some(b)) = (a, b) {
            let [a, b] = [a, b].map(u128::from);
            let new = [1, a, b, a * b];
            self.both.iter_mut().zip(new).for_each(|(sum, x)| *sum += x);
        }
    }

    /// Counts runs of A (`b` false) or B alone, as many as `times`, in which it happened in a round.
    pub fn add_unpaired(&mut self, b: bool, round: u32, times: u64) {
        let side = if b { &mut self.b } else { &mut self.a };
        side.add(round, times);
    }

    /// The sums as numbers, exact up to 2^53.
    pub(crate) fn numbers(&self) -> [f64; 10] {
        let sums = |of: &Sums| [of.count, of.sum, of.squares];
        let ([a, b, c], [d, e, f]) = (sums(&self.a), sums(&self.b));
        let [g, h, i, j] = self.both;
        [a, b, c, d, e, f, g, h, i, j].map(|sum| sum as f64)
    }

    /// Those that gave these numbers; `None` where some are not whole.
    pub(crate) fn of_numbers(numbers: [f64; 10]) -> Option<Self> {
        let mut sums = [0; 10];
        for (sum, number) in sums.iter_mut().zip(numbers) {
            *sum = u128::from(whole(number)?);
        }
        let [a, b, c, d, e, f, both @ ..] = sums;
        let of = |[count, sum, squares]: [u128; 3]| Sums {
            count,
            sum,
            squares,
        };
        Some(Self {
            a: of([a, b, c]),
            b: of([d, e, f]),
            both,
        })
    }

    /// Adds other pairs.
    pub fn merge(&mut self, other: &Self) {
        self.a.merge(&other.a);
        self.b.merge(&other.b);
        self.both
            .iter_mut()
            .zip(other.both)
            .for_each(|(sum, x)| *sum += x);
    }

    /// The means of A and of B over the runs in which it happened, in days of so many a round, and the
    /// second less the first with its interval. Which runs these are is random too: by the delta method the
    /// mean of a subset has the variance `sum (t - m)^2 / count^2`, and two such means the covariance
    /// `sum over pairs with both (t_a - m_a) (t_b - m_b) / (count_a count_b)`. `None` where it happened in
    /// fewer than two runs of either.
    ///
    /// ```
    /// use zopa::stats::paired::Times;
    /// let mut times = Times::default();
    /// // B is always a day later, so that the difference is certain.
    /// [1, 5, 9].map(|day| times.add(Some(day), Some(day + 1)));
    /// let (means, difference) = times.estimate([1.0, 1.0]).unwrap();
    /// assert_eq!(means, [5.0, 6.0]);
    /// assert!((difference.low - 1.0).abs() < 1e-6 && (difference.high - 1.0).abs() < 1e-6);
    /// ```
    pub fn estimate(&self, days: [f64; 2]) -> Option<([f64; 2], Estimate)> {
        if self.a.count < 2 || self.b.count < 2 {
            return None;
        }
        let means = [self.a.mean(), self.b.mean()];
        let [n, sum_a, sum_b, products] = self.both.map(|sum| sum as f64);
        let joint = products - means[0] * sum_b - means[1] * sum_a + n * means[0] * means[1];
        let counts = [self.a.count, self.b.count].map(|count| count as f64 - 1.0);
        let covariance = joint
            / (counts[0] * counts[1]).sqrt()
            / (self.a.count as f64 * self.b.count as f64).sqrt();
        let variance = days[0] * days[0] * self.a.error() + days[1] * days[1] * self.b.error()
            - 2.0 * days[0] * days[1] * covariance;
        let means = [means[0] * days[0], means[1] * days[1]];
        let freedom = counts[0].min(counts[1]);
        let half = t_quantile(0.975, freedom) * variance.max(0.0).sqrt();
        Some((means, Estimate::around(means[1] - means[0], half)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Moments;
    use super::*;

    #[test]
    fn joined_moments_are_those_of_all_values() {
        let values: Vec<f64> = (0..100).map(|k| f64::from(k * k % 37) - 11.5).collect();
        let mut whole = Moments::default();
        values.iter().for_each(|&x| whole.add(x));
        let mut joined = Moments::default();
        for part in values.chunks(17) {
            let mut moments = Moments::default();
            part.iter().for_each(|&x| moments.add(x));
            joined.merge(&moments);
        }
        assert_eq!(joined.count(), 100);
        assert!((joined.mean() - whole.mean()).abs() < 1e-12);
        assert!((joined.variance() - whole.variance()).abs() < 1e-9);
    }

    #[test]
    fn without_correlation_the_paired_interval_is_the_unpaired_one() {
        let apart = Pairs {
            both: 12,
            only_a: 28,
            only_b: 18,
            neither: 42,
        };
        assert_eq!(apart.difference(), unpaired([40, 100], [30, 100]));
        let alike = Pairs {
            both: 29,
            only_a: 11,
            only_b: 1,
            neither: 59,
        };
        let width = |found: Estimate| found.high - found.low;
        assert!(width(alike.difference()) < 0.6 * width(apart.difference()));
        assert_eq!(Pairs::default().difference().low, -1.0);
    }

    /// Uniform numbers of a fixed sequence (splitmix64).
    fn uniforms() -> impl FnMut() -> f64 {
        let mut state = 7_u64;
        move || {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
        }
    }

    /// Of 2,000 samples of correlated pairs, about 95 in 100 intervals hold the true difference.
    #[test]
    fn intervals_hold_the_truth_as_often_as_they_say() {
        let mut uniform = uniforms();
        let mut held = [0; 3];
        for _ in 0..2000 {
            let (mut pairs, mut gains, mut times) =
                (Pairs::default(), Moments::default(), Times::default());
            for _ in 0..150 {
                let [common, own] = [uniform(), uniform()];
                // A happens below 0.3; B, with the same number in 8 of 10 pairs, below 0.4.
                let other = if own < 0.8 { common } else { uniform() };
                let (a, b) = (common < 0.3, other < 0.4);
                pairs.add(a, b);
                gains.add((own + 0.5) * other - common * own);
                let day = |so: bool, x: f64| so.then(|| 1 + (20.0 * x) as u32);
                times.add(day(a, common), day(b, other));
            }
            let within = |found: Estimate, truth: f64| found.low <= truth && truth <= found.high;
            held[0] += u32::from(within(pairs.difference(), 0.1));
            // The mean of (own + 0.5) other - common own is 0.25.
            held[1] += u32::from(within(gains.estimate().expect("many"), 0.25));
            // Rounds 1 to 6 and 1 to 8, evenly.
            let (_, found) = times.estimate([1.0, 1.0]).expect("many");
            held[2] += u32::from(within(found, 1.0));
        }
        for held in held {
            assert!((1870..=1930).contains(&held), "{held} of 2,000");
        }
    }
}
