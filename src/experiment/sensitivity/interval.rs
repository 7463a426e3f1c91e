//! 95% intervals of estimates from independent groups of evaluations: the grouped jackknife.
//!
//! A statistic `T` of `g` independent groups is estimated from all of them. Leaving out one group
//! after the other gives the pseudo-values `P_i = g T - (g - 1) T_(i)`, which are nearly independent;
//! their mean has less bias than `T`, and
//!
//! ```text
//! mean(P) +- t(0.975, g - 1) sd(P) / sqrt(g)
//! ```
//!
//! covers the true value in about 95 of 100 cases (Tukey 1958; Miller 1974,
//! doi:10.1093/biomet/61.1.1). It needs nothing but groups that are independent of each other. Within
//! a group the points may be as regular as one likes, which is why it fits randomised quasi-Monte
//! Carlo: each group is a scramble of its own. A bootstrap over the rows of one scrambled sequence takes
//! them for independent; they are not, and its intervals come out much too wide.

use crate::stats::Estimate;

/// Difference of two shares found in the same `n` replications, `up` of which changed from no to yes and
/// `down` from yes to no. The interval adds one half to each cell of the table of pairs, so that it is not
/// empty where no replication changed (Agresti & Min 2005, doi:10.1002/sim.1781).
///
/// ```
/// use zopa::experiment::sensitivity::interval::difference;
/// let none = difference(0, 0, 100);
/// assert_eq!(none.value, 0.0);
/// assert!((none.high - 0.0192).abs() < 1e-4 && none.low == -none.high);
/// ```
pub fn difference(up: u64, down: u64, n: u64) -> Estimate {
    let [up, down, n] = [up, down, n].map(|count| count as f64);
    let centre = (up - down) / (n + 2.0);
    let spread = up + down + 1.0 - (up - down) * (up - down) / (n + 2.0);
    let half = crate::math::normal_quantile(0.975) * spread.max(0.0).sqrt() / (n + 2.0);
    Estimate {
        value: (up - down) / n.max(1.0),
        low: (centre - half).max(-1.0),
        high: (centre + half).min(1.0),
    }
}

/// Jackknife over `groups` groups. `statistic` computes the estimate from all groups, or from all but
/// one. With less than two groups there is no interval: its ends are infinite.
///
/// ```
/// use zopa::experiment::sensitivity::interval::jackknife;
/// use zopa::stats::Estimate;
/// let groups = [1.0, 2.0, 3.0, 4.0];
/// let mean = |without: Option<usize>| {
///     let kept = (0..4).filter(|group| Some(*group) != without);
///     kept.clone().map(|group| groups[group]).sum::<f64>() / kept.count() as f64
/// };
/// // For a mean, the pseudo-values are the groups themselves.
/// let (found, plain) = (jackknife(4, mean), Estimate::of_mean(&groups).unwrap());
/// assert!((found.low - plain.low).abs() < 1e-12);
/// ```
pub fn jackknife(groups: usize, statistic: impl Fn(Option<usize>) -> f64) -> Estimate {
    let value = statistic(None);
    let n = groups as f64;
    let pseudo: Vec<f64> = (0..groups)
        .map(|group| n * value - (n - 1.0) * statistic(Some(group)))
        .collect();
    let (low, high) = match Estimate::of_mean(&pseudo) {
        Some(mean) => (mean.low, mean.high),
        None => (f64::NEG_INFINITY, f64::INFINITY),
    };
    Estimate { value, low, high }
}
