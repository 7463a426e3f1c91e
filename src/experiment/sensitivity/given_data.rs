//! First-order shares of variance from a sample that is there already: no evaluation is made for it.
//!
//! The places of an input in its distribution, uniform on [0, 1], are cut into `m` bins of equal width.
//! What the bins' means vary by, less what they would vary by chance, estimates `Var(E[y | x_i])`:
//!
//! ```text
//! V S_i = sum over bins of n_b/n (y_b - y)^2 - (m - 1)/n within,   V = mean (y - y_mean)^2
//! ```
//!
//! where `within` is the pooled variance within bins (the correlation ratio of Pearson 1905 with the
//! correction of Kelley 1935, doi:10.1073/pnas.21.9.554; as a sensitivity measure, Plischke, Borgonovo
//! & Smith 2013, doi:10.1016/j.ejor.2012.11.047). It is chosen over distances between distributions (PAWN, Pianosi & Wagener
//! 2018) because it estimates the same first-order index as [`super::sobol`], without bias where an input has none, and
//! because most outputs here are yes or no, whose distribution is its mean. Inputs may depend on each other: the index
//! then holds what an input tells of those it moves with. What bends within a bin is missed: of a straight
//! line, 1 in `m^2`.
//!
//! Intervals are those of the grouped jackknife, over groups of rows in order.

use super::interval::jackknife;
use crate::stats::Estimate;

/// Bins.
pub const BINS: usize = 20;
/// Groups of rows.
const GROUPS: usize = 40;

/// Sums over the outputs in a bin: how many, their sum and that of their squares.
type Bin = [f64; 3];

/// First-order share of an input whose `places` in its distribution lie in (0, 1), one per output. The
/// rows must be independent. `None` where outputs do not vary, are not finite, or are fewer than ten a bin.
///
/// ```
/// use zopa::experiment::sensitivity::given_data::first_order;
/// let places: Vec<f64> = (0..1000).map(|k| (k as f64 * 0.618_034).fract()).collect();
/// let outputs: Vec<f64> = places.iter().map(|x| 2.0 * x).collect();
/// let share = first_order(&places, &outputs).unwrap();
/// assert!((share.value - (1.0 - 1.0 / 400.0)).abs() < 1e-3);
/// ```
pub fn first_order(places: &[f64], outputs: &[f64]) -> Option<Estimate> {
    let n = outputs.len();
    let usable = n >= 10 * BINS && places.len() == n;
    if !usable || outputs.iter().chain(places).any(|value| !value.is_finite()) {
        return None;
    }
    // Centred, so that no digits are lost to a large mean.
    let centre = outputs.iter().sum::<f64>() / n as f64;
    let mut groups = vec![[Bin::default(); BINS]; GROUPS];
    for (row, (place, output)) in places.iter().zip(outputs).enumerate() {
        let bin = ((place * BINS as f64) as usize).min(BINS - 1);
        let y = output - centre;
        let sums = &mut groups[row * GROUPS / n][bin];
        *sums = [sums[0] + 1.0, sums[1] + y, sums[2] + y * y];
    }
    let found = jackknife(GROUPS, |without| share(&groups, without));
    found.value.is_finite().then_some(found)
}

fn share(groups: &[[Bin; BINS]], without: Option<usize>) -> f64 {
    let mut bins = [Bin::default(); BINS];
    for (_, group) in groups
        .iter()
        .enumerate()
        .filter(|(g, _)| Some(*g) != without)
    {
        for (bin, part) in bins.iter_mut().zip(group) {
            (0..3).for_each(|k| bin[k] += part[k]);
        }
    }
    let sum = |k: usize| bins.iter().map(|bin| bin[k]).sum::<f64>();
    let (n, mean) = (sum(0), sum(1) / sum(0));
    let filled = bins.iter().filter(|bin| bin[0] > 0.0);
    let between: f64 = filled.clone().map(|bin| bin[1] * bin[1] / bin[0]).sum();
    let count = filled.count() as f64;
    let within = (sum(2) - between) / (n - count);
    let between = between - n * mean * mean - (count - 1.0) * within;
    between / (sum(2) - n * mean * mean)
}
