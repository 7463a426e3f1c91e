//! How similar two packages are, as trade-offs need it (Faratin, Sierra & Jennings 2002, *Using
//! similarity criteria to make issue trade-offs in automated negotiations*,
//! doi:10.1016/S0004-3702(02)00290-4).
//!
//! `sim(x, y) = sum over issues of w_i sim_i(x_i, y_i)`, where `sim_i` is 1 for the same option, and
//! else 0, or on an ordered issue of `n` options `1 - |x_i - y_i| / (n - 1)`. The paper's criteria
//! may be any functions of the options; order is the one that scenario files know.

/// Adds one issue's part of the similarity to `option` for each of the issue's options.
///
/// ```
/// use zopa::negotiate::strategy::similarity::add;
/// let mut similar = [0.0; 3];
/// add(&mut similar, 0, true, 2.0);
/// assert_eq!(similar, [2.0, 1.0, 0.0]);
/// add(&mut similar, 2, false, 1.0);
/// assert_eq!(similar, [2.0, 1.0, 1.0]);
/// ```
pub fn add(similar: &mut [f64], option: u16, ordered: bool, weight: f64) {
    let last = (similar.len() - 1).max(1) as f64;
    let option = usize::from(option);
    for (other, similar) in similar.iter_mut().enumerate() {
        let same = if ordered {
            1.0 - other.abs_diff(option) as f64 / last
        } else {
            f64::from(u8::from(other == option))
        };
        *similar += weight * same;
    }
}
