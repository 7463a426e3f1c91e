//! Intervals and quantiles of tallies.

mod estimate;
mod histogram;
mod moments;
pub mod paired;

pub use estimate::Estimate;
pub use histogram::Histogram;
pub use moments::Moments;

/// 97.5% quantile of the standard normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// Index of the largest count; among equals the first, and 0 of none.
///
/// ```
/// assert_eq!(zopa::stats::largest(&[2, 7, 7, 1]), 1);
/// ```
pub fn largest(counts: &[u64]) -> usize {
    let larger = |best: usize, k: usize| if counts[k] > counts[best] { k } else { best };
    (0..counts.len()).fold(0, larger)
}

/// A number that counts something, where it can be such a one.
pub(crate) fn whole(number: f64) -> Option<u64> {
    // Beyond 2^53, doubles leave numbers out.
    const MOST: f64 = 9_007_199_254_740_992.0;
    ((0.0..=MOST).contains(&number) && number.fract() == 0.0).then_some(number as u64)
}

/// 95% Wilson score interval of a share (Wilson 1927, doi:10.1080/01621459.1927.10502953): `count`
/// of `n`. The whole range from 0 to 1 where `n` is 0.
///
/// ```
/// let (low, high) = zopa::stats::wilson(24, 100);
/// assert!((low - 0.1669).abs() < 1e-4 && (high - 0.3323).abs() < 1e-4);
/// ```
pub fn wilson(count: u64, n: u64) -> (f64, f64) {
    wilson_share(count as f64 / n.max(1) as f64, n)
}

/// The same of a share whose count need not be whole, as where a tie counts in parts.
pub fn wilson_share(share: f64, n: u64) -> (f64, f64) {
    wilson_at(share, n, Z)
}

/// The same at another confidence: `z` is the quantile of the standard normal distribution that
/// bounds it, 1.96 for 95%.
pub(crate) fn wilson_at(share: f64, n: u64, z: f64) -> (f64, f64) {
    if n == 0 {
        return (0.0, 1.0);
    }
    let (p, n) = (share, n as f64);
    let centre = p + z * z / (2.0 * n);
    let spread = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z * z / n;
    let low = if p == 0.0 {
        0.0
    } else {
        (centre - spread) / scale
    };
    let high = if p == 1.0 {
        1.0
    } else {
        (centre + spread) / scale
    };
    (low.max(0.0), high.min(1.0))
}

/// Half-width of the 95% interval of a difference between two independent shares.
pub fn difference_half_width(a: u64, n_a: u64, b: u64, n_b: u64) -> f64 {
    let variance = |x: u64, n: u64| {
        let p = x as f64 / n as f64;
        p * (1.0 - p) / n as f64
    };
    if n_a == 0 || n_b == 0 {
        return 1.0;
    }
    Z * (variance(a, n_a) + variance(b, n_b)).sqrt()
}

/// Quantile of Student's t distribution for `p` in [0.5, 1) and `freedom` > 0 degrees of freedom
/// (which may be a fraction), by `t^2 / (freedom + t^2) ~ Beta(1/2, freedom/2)`. Beyond 1,000 degrees
/// of freedom it is taken for normal, which is right to 0.002.
///
/// ```
/// use zopa::stats::t_quantile;
/// assert!((t_quantile(0.975, 1.0) - 12.706_204_736).abs() < 1e-6);
/// assert!((t_quantile(0.975, 10.0) - 2.228_138_852).abs() < 1e-8);
/// assert_eq!(t_quantile(0.5, 3.0), 0.0);
/// ```
pub fn t_quantile(p: f64, freedom: f64) -> f64 {
    if freedom > 1000.0 {
        return crate::math::normal_quantile(p);
    }
    let x = crate::math::beta_quantile(0.5, freedom / 2.0, 2.0 * p - 1.0);
    if p <= 0.5 {
        0.0
    } else {
        (freedom * x / (1.0 - x)).sqrt()
    }
}
