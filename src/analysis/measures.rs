//! How much the parties are at odds.
//!
//! - *Opposition*: the least distance of a package from the point where everybody has its best,
//!   `min sqrt(sum_i (1 - u_i / best_i)^2)`: 0 where one package is best for all (Baarslag et al. 2013,
//!   doi:10.1016/j.artint.2012.09.004, who take the best as 1; sqrt(n) at most where utilities run from
//!   0). It is also told from the Kalai-Smorodinsky solution, as Baarslag (2016, *Exploring the
//!   Strategy Space of Negotiating Agents*, doi:10.1007/978-3-319-28243-5) does.
//! - *Conflict* of two parties: of all pairs of packages that differ in utility for one of them or
//!   both, the share that they rank in opposite order; 1 in a strictly competitive negotiation, 0
//!   where they agree on every ranking. It is Kendall's tau (1938, doi:10.1093/biomet/30.1-2.81) put
//!   on a scale from 0 to 1, and counted by sorting (Knight 1966,
//!   doi:10.1080/01621459.1966.10480879).

/// Distance of a point from everybody's best, each utility on a scale where the best is 1 (the
/// difference to it where the best is not above 0).
pub fn distance_from_best(point: &[f64], best: &[f64]) -> f64 {
    let short = |(u, best): (&f64, &f64)| {
        let short = if *best > 0.0 {
            1.0 - u / best
        } else {
            best - u
        };
        short * short
    };
    let squares: f64 = point.iter().zip(best).map(short).sum();
    squares.sqrt()
}

/// Share of the pairs of points that the two coordinates rank in opposite order, among the pairs
/// whose points differ; `None` where all points are equal.
///
/// ```
/// use zopa::analysis::conflict;
/// assert_eq!(conflict(vec![[0.0, 1.0], [0.5, 0.5], [1.0, 0.0]]), Some(1.0));
/// assert_eq!(conflict(vec![[0.0, 0.0], [0.5, 0.5], [1.0, 0.4]]), Some(1.0 / 3.0));
/// assert_eq!(conflict(vec![[0.5, 0.5]; 2]), None);
/// ```
pub fn conflict(mut points: Vec<[f64; 2]>) -> Option<f64> {
    let compare = |a: &f64, b: &f64| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal);
    points.sort_unstable_by(|a, b| compare(&a[0], &b[0]).then(compare(&a[1], &b[1])));
    let equal: u64 = points
        .chunk_by(|a, b| a == b)
        .map(|group| pairs(group.len()))
        .sum();
    // Within equal first coordinates the second ascends, so that only opposite ranks are inverted.
    let mut second: Vec<f64> = points.iter().map(|point| point[1]).collect();
    let mut spare = second.clone();
    let inverted = inversions(&mut second, &mut spare);
    let different = pairs(points.len()) - equal;
    (different > 0).then(|| inverted as f64 / different as f64)
}

fn pairs(n: usize) -> u64 {
    let n = n as u64;
    n * n.saturating_sub(1) / 2
}

/// Sorts, and counts the pairs that stood in the wrong order.
fn inversions(values: &mut [f64], spare: &mut [f64]) -> u64 {
    let n = values.len();
    if n < 2 {
        return 0;
    }
    let (left, right) = values.split_at_mut(n / 2);
    let (spare_left, spare_right) = spare.split_at_mut(n / 2);
    let mut count = inversions(left, spare_left) + inversions(right, spare_right);
    let (mut l, mut r) = (0, 0);
    for place in spare.iter_mut() {
        if r == right.len() || (l < left.len() && left[l] <= right[r]) {
            *place = left[l];
            l += 1;
        } else {
            *place = right[r];
            r += 1;
            count += (left.len() - l) as u64;
        }
    }
    values.copy_from_slice(spare);
    count
}
