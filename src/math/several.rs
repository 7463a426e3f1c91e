//! Logistic functions of several numbers at once: the bits of [`logistic`], in less time, since no
//! number has branches of its own and the compiler takes two or more together.
//!
//! The steps are those of `libm`, as FreeBSD's `e_exp.c` has them: `x = k ln 2 + r` with `|r|` below about half of
//! `ln 2`, a rational function of `r`, and a power of two.

use super::logistic;

/// `ln 2` in two parts, the first with so few bits that its small multiples are exact.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);
/// Coefficients of the rational function, from that of `r^2` up.
const TERMS: [f64; 5] = [
    f64::from_bits(0x3fc5_5555_5555_553e),
    f64::from_bits(0xbf66_c16c_16be_bd93),
    f64::from_bits(0x3f11_566a_af25_de2c),
    f64::from_bits(0xbebb_bd41_c5d2_6bf1),
    f64::from_bits(0x3e66_3769_72be_a4d0),
];
/// Below this size `e^x` is taken for `1 + x`.
const TINY: f64 = f64::from_bits(0x3e30_0001_0000_0000);
/// Below this size, about half of `ln 2`, nothing is taken off.
const SMALL: f64 = f64::from_bits(0x3fd6_2e43_0000_0000);
/// Numbers of this size have no places after the point: to add it rounds to a whole number.
const WHOLE: f64 = (1u64 << 52) as f64;
/// Below this size powers of two are neither too large nor too small.
const USUAL: f64 = 700.0;

/// `1 / (1 + e^-x)`, in place of each number `x`.
pub fn logistic_each(numbers: &mut [f64]) {
    let usual = numbers.iter().filter(|x| x.abs() < USUAL).count();
    if usual < numbers.len() {
        numbers.iter_mut().for_each(|x| *x = logistic(*x));
        return;
    }
    for x in numbers {
        *x = 1.0 / (1.0 + usual_exp(-*x));
    }
}

/// `e^x` of a number of usual size.
#[inline(always)]
fn usual_exp(x: f64) -> f64 {
    let size = std::f64::consts::LOG2_E * x.abs() + 0.5;
    let near = (size + WHOLE) - WHOLE;
    let below = if near > size { near - 1.0 } else { near };
    let k = if x.abs() < SMALL { 0.0 } else { below }.copysign(x);
    let high = x - k * LN2_HIGH;
    let low = k * LN2_LOW;
    let r = high - low;
    let square = r * r;
    let [a, b, c, d, e] = TERMS;
    let rest = r - square * (a + square * (b + square * (c + square * (d + square * e))));
    // The last bits of the sum are the exponent of 2^k, and the shift leaves no others.
    let power = f64::from_bits((k + (WHOLE + 1023.0)).to_bits() << 52);
    let exp = (1.0 + (r * rest / (2.0 - rest) - low + high)) * power;
    if x.abs() < TINY { 1.0 + x } else { exp }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::exp;

    /// The numbers themselves, their neighbours, and their opposites.
    fn same_bits(numbers: impl Iterator<Item = f64>) {
        for x in numbers {
            for x in [x, x.next_up(), x.next_down()] {
                let mut several = [x, -x, 0.5 * x, 1.0];
                let one_by_one = several.map(|x| logistic(x).to_bits());
                logistic_each(&mut several);
                assert_eq!(several.map(f64::to_bits), one_by_one, "{x}");
                if x.abs() < USUAL {
                    assert_eq!(usual_exp(x).to_bits(), exp(x).to_bits(), "{x}");
                    assert_eq!(usual_exp(-x).to_bits(), exp(-x).to_bits(), "{x}");
                }
            }
        }
    }

    #[test]
    fn bits_are_those_of_one_number() {
        let corners = [0.0, TINY, SMALL, USUAL, 1e-300, 1e300, f64::INFINITY];
        same_bits(corners.into_iter());
        let half_ln2 = 0.5 * std::f64::consts::LN_2;
        same_bits((1..2000).map(|k| f64::from(k) * half_ln2));
        same_bits((1..200_000).map(|k| f64::from(k) * 0.003_567));
        same_bits((0..4000).map(|k| 1e-15 * crate::math::pow(1.01, f64::from(k))));
    }
}
