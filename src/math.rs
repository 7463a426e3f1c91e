//! Transcendental functions that give the same bits on every platform, and the few special
//! functions that sampling needs.
//!
//! The platform's own `exp`, `ln` and `pow` differ in the last bit between C libraries, which
//! would break the promise of equal bytes; these are `libm`'s, in software.

pub mod several;
pub mod tabulated;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Steps between the quantiles in a table of a beta distribution.
pub const BETA_KNOTS: usize = 1024;

/// `e^x`.
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Natural logarithm of `x`.
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Sine of `x` radians.
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Arc sine.
pub fn asin(x: f64) -> f64 {
    libm::asin(x)
}

/// `base^exponent`.
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// `1 / (1 + e^-x)`.
///
/// ```
/// assert_eq!(zopa::math::logistic(0.0), 0.5);
/// ```
pub fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + exp(-x))
}

/// `ln(1 / (1 + e^-x))`, without overflow.
pub fn ln_logistic(x: f64) -> f64 {
    if x < 0.0 {
        x - ln(1.0 + exp(x))
    } else {
        -ln(1.0 + exp(-x))
    }
}

/// `ln(p / (1 - p))`, the inverse of [`logistic`].
pub fn logit(p: f64) -> f64 {
    ln(p / (1.0 - p))
}

/// Rounds to the nearest multiple of 2^-40 (about 9e-13).
///
/// Sums of such multiples below 2^12 are exact in double precision, so that a utility does not
/// depend on the order in which its parts were added: a bound found by one search equals the value
/// found by another, to the last bit.
pub fn quantise(x: f64) -> f64 {
    const GRID: f64 = (1u64 << 40) as f64;
    libm::rint(x * GRID) / GRID
}

/// Distribution function of the standard normal distribution.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// Quantile of the standard normal distribution for `p` in (0, 1): algorithm AS 241 (Wichura
/// 1988, doi:10.2307/2347330), relative accuracy about 1e-16. Infinite at 0 and 1.
///
/// ```
/// assert!((zopa::math::normal_quantile(0.975) - 1.959963984540054).abs() < 1e-14);
/// ```
pub fn normal_quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    let q = p - 0.5;
    if q.abs() <= 0.425 {
        let r = 0.180625 - q * q;
        return q * ratio(r, &CENTRE_ABOVE, &CENTRE_BELOW);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    let r = (-ln(tail)).sqrt();
    let x = if r <= 5.0 {
        ratio(r - 1.6, &MIDDLE_ABOVE, &MIDDLE_BELOW)
    } else {
        ratio(r - 5.0, &FAR_ABOVE, &FAR_BELOW)
    };
    if q < 0.0 { -x } else { x }
}

/// Ratio of two polynomials, coefficients from the constant up.
fn ratio(x: f64, above: &[f64; 8], below: &[f64; 8]) -> f64 {
    let horner = |c: &[f64; 8]| c.iter().rev().fold(0.0, |sum, &k| sum * x + k);
    horner(above) / horner(below)
}

const CENTRE_ABOVE: [f64; 8] = [
    3.387_132_872_796_366_5,
    1.331_416_678_917_843_8e2,
    1.971_590_950_306_551_3e3,
    1.373_169_376_550_946e4,
    4.592_195_393_154_987e4,
    6.726_577_092_700_87e4,
    3.343_057_558_358_813e4,
    2.509_080_928_730_122_7e3,
];
const CENTRE_BELOW: [f64; 8] = [
    1.0,
    4.231_333_070_160_091e1,
    6.871_870_074_920_579e2,
    5.394_196_021_424_751e3,
    2.121_379_430_158_659_7e4,
    3.930_789_580_009_271e4,
    2.872_908_573_572_194_3e4,
    5.226_495_278_852_545e3,
];
const MIDDLE_ABOVE: [f64; 8] = [
    1.423_437_110_749_683_5,
    4.630_337_846_156_546,
    5.769_497_221_460_691,
    3.647_848_324_763_204_5,
    1.270_458_252_452_368_4,
    2.417_807_251_774_506e-1,
    2.272_384_498_926_918_4e-2,
    7.745_450_142_783_414e-4,
];
const MIDDLE_BELOW: [f64; 8] = [
    1.0,
    2.053_191_626_637_759,
    1.676_384_830_183_803_8,
    6.897_673_349_851e-1,
    1.481_039_764_274_800_8e-1,
    1.519_866_656_361_645_7e-2,
    5.475_938_084_995_345e-4,
    1.050_750_071_644_416_9e-9,
];
const FAR_ABOVE: [f64; 8] = [
    6.657_904_643_501_103,
    5.463_784_911_164_114,
    1.784_826_539_917_291_3,
    2.965_605_718_285_048_7e-1,
    2.653_218_952_657_612_4e-2,
    1.242_660_947_388_078_4e-3,
    2.711_555_568_743_487_6e-5,
    2.010_334_399_292_288_1e-7,
];
const FAR_BELOW: [f64; 8] = [
    1.0,
    5.998_322_065_558_88e-1,
    1.369_298_809_227_358e-1,
    1.487_536_129_085_061_5e-2,
    7.868_691_311_456_133e-4,
    1.846_318_317_510_054_8e-5,
    1.421_511_758_316_446e-7,
    2.044_263_103_389_939_8e-15,
];

/// Regularised incomplete beta function `I_x(a, b)` by Lentz's continued fraction
/// (DLMF 8.17.22, <https://dlmf.nist.gov/8.17>); accurate to about 1e-13 for `a`, `b` up to 1000.
pub fn beta_cdf(a: f64, b: f64, x: f64) -> f64 {
    beta_cdf_where(a, b, minus_ln_beta(a, b), x)
}

/// Minus the logarithm of the beta function.
fn minus_ln_beta(a: f64, b: f64) -> f64 {
    libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b)
}

/// [`beta_cdf`] where the [`minus_ln_beta`] of its shapes is known.
fn beta_cdf_where(a: f64, b: f64, minus_ln_beta: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front = exp(minus_ln_beta + a * ln(x) + b * libm::log1p(-x));
    // The fraction converges fast on the near side of the mean; use the symmetry on the far one.
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(a, b, x) / a
    } else {
        1.0 - front * beta_fraction(b, a, 1.0 - x) / b
    }
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut d = 1.0 / away(1.0 - (a + b) * x / (a + 1.0));
    let mut c = 1.0;
    let mut fraction = d;
    for step in 1..2000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        let factor = d * c;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

/// Quantile of the beta distribution on [0, 1] for `p` in [0, 1], by bisection to the last bit
/// that matters (absolute error below 1e-15). Slow: see [`beta_quantiles`] where many are needed.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    let minus_ln_beta = minus_ln_beta(a, b);
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        // Nothing lies between neighbours.
        if middle <= low || middle >= high {
            break;
        }
        if beta_cdf_where(a, b, minus_ln_beta, middle) < p {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The quantiles of the beta distribution on [0, 1] for `p` = 0, 1/1024, ..., 1. They are worked out once
/// per shape: whoever reads a scenario again, with other numbers in other places, asks for the same ones.
pub fn beta_quantiles(a: f64, b: f64) -> Arc<[f64]> {
    /// Shapes remembered, each of which takes 8 KB.
    const MOST: usize = 256;
    static KNOWN: Mutex<BTreeMap<[u64; 2], Arc<[f64]>>> = Mutex::new(BTreeMap::new());
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let shape = [a.to_bits(), b.to_bits()];
    if let Some(table) = known().get(&shape) {
        return Arc::clone(table);
    }
    let knots = (0..=BETA_KNOTS).map(|k| beta_quantile(a, b, k as f64 / BETA_KNOTS as f64));
    let table: Arc<[f64]> = knots.collect();
    let mut known = known();
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(shape, Arc::clone(&table));
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Beta, ContinuousCDF, Normal};

    #[test]
    fn normal_functions_agree_with_an_independent_implementation() {
        let normal = Normal::new(0.0, 1.0).expect("valid");
        for k in 1..2000 {
            let p = f64::from(k) / 2000.0;
            assert!((normal_cdf(normal_quantile(p)) - p).abs() < 1e-14, "{p}");
            assert!((normal.cdf(normal_quantile(p)) - p).abs() < 1e-10, "{p}");
        }
        assert!((normal_quantile(1e-20) + 9.262_340_089_798_409).abs() < 1e-12);
    }

    #[test]
    fn beta_functions_agree_with_an_independent_implementation() {
        for (a, b) in [(2.0, 5.0), (0.5, 0.5), (1.0, 1.0), (30.0, 2.0), (4.2, 1.8)] {
            let beta = Beta::new(a, b).expect("valid");
            for k in 1..100 {
                let x = f64::from(k) / 100.0;
                assert!(
                    (beta_cdf(a, b, x) - beta.cdf(x)).abs() < 1e-12,
                    "{a} {b} {x}"
                );
                assert!((beta_cdf(a, b, beta_quantile(a, b, x)) - x).abs() < 1e-12);
            }
        }
    }
}
