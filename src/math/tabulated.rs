//! Logarithms from tables, with straight lines between the knots: a few times faster than the exact
//! ones, and as portable.
//!
//! Both functions are concave, and so are their interpolants, which nowhere lie above them: a tangent
//! of the function bounds the interpolant too.

use std::sync::LazyLock;

/// A knot: its height, and how much higher the next one is.
type Knot = (f64, f64);

const LN_KNOTS: usize = 256;
const LOGISTIC_REACH: f64 = 32.0;
const LOGISTIC_PER_UNIT: f64 = 32.0;
const LOGISTIC_KNOTS: usize = (2.0 * LOGISTIC_REACH * LOGISTIC_PER_UNIT) as usize;

/// The tables of both functions.
#[derive(Debug)]
pub struct Tables {
    ln: [Knot; LN_KNOTS],
    ln_logistic: [Knot; LOGISTIC_KNOTS],
}

static TABLES: LazyLock<Box<Tables>> = LazyLock::new(|| {
    let ln_logistic = |k| super::ln_logistic(k as f64 / LOGISTIC_PER_UNIT - LOGISTIC_REACH);
    Box::new(Tables {
        ln: knots(|k| super::ln(1.0 + k as f64 / LN_KNOTS as f64)),
        ln_logistic: knots(ln_logistic),
    })
});

fn knots<const COUNT: usize>(height: impl Fn(usize) -> f64) -> [Knot; COUNT] {
    std::array::from_fn(|k| (height(k), height(k + 1) - height(k)))
}

/// The tables: whoever takes several logarithms asks for them once.
#[inline]
pub fn tables() -> &'static Tables {
    &TABLES
}

impl Tables {
    /// Natural logarithm of a normal, positive `x`, too low by at most 2e-6.
    #[inline(always)]
    pub fn ln(&self, x: f64) -> f64 {
        const FRACTION: u64 = (1 << 44) - 1;
        const UNIT: f64 = 1.0 / (1u64 << 44) as f64;
        let bits = x.to_bits();
        let exponent = (bits >> 52) as i64 - 1023;
        let (height, rise) = self.ln[(bits >> 44 & 0xff) as usize];
        let past = (bits & FRACTION) as i64 as f64 * UNIT;
        height + past * rise + exponent as f64 * std::f64::consts::LN_2
    }

    /// `ln(1 / (1 + e^-x))`, too low by at most 4e-5.
    #[inline(always)]
    pub fn ln_logistic(&self, x: f64) -> f64 {
        match self.place(x) {
            Place::Below => x,
            Place::Past(past, (height, rise)) => height + past * rise,
            Place::Above => 0.0,
        }
    }

    /// [`ln`](Self::ln) and its slope: the line nowhere lies below the interpolant.
    #[inline]
    pub fn ln_tangent(&self, x: f64) -> (f64, f64) {
        let bits = x.to_bits();
        let (_, rise) = self.ln[(bits >> 44 & 0xff) as usize];
        let octave = f64::from_bits((2046 - (bits >> 52)) << 52);
        (self.ln(x), rise * LN_KNOTS as f64 * octave)
    }

    /// [`ln_logistic`](Self::ln_logistic) and its slope: the line nowhere lies below the interpolant.
    #[inline]
    pub fn ln_logistic_tangent(&self, x: f64) -> (f64, f64) {
        match self.place(x) {
            Place::Below => (x, 1.0),
            Place::Past(past, (height, rise)) => (height + past * rise, rise * LOGISTIC_PER_UNIT),
            Place::Above => (0.0, 0.0),
        }
    }

    /// Where a number lies among the knots of the logistic function.
    #[inline(always)]
    fn place(&self, x: f64) -> Place {
        let place = (x + LOGISTIC_REACH) * LOGISTIC_PER_UNIT;
        if place < 0.0 {
            Place::Below
        } else if place >= LOGISTIC_KNOTS as f64 {
            Place::Above
        } else {
            // Small and without a sign: the one kind of integer that asks for no other test of what is converted.
            let knot = place as u16;
            let past = place - f64::from(knot);
            Place::Past(past, self.ln_logistic[usize::from(knot) % LOGISTIC_KNOTS])
        }
    }
}

/// Where a number lies among the knots of the logistic function.
enum Place {
    Below,
    /// So far past a knot.
    Past(f64, Knot),
    Above,
}

#[cfg(test)]
mod tests {
    use super::tables;
    use crate::math;

    #[test]
    fn interpolants_lie_just_below() {
        for k in 1..100_000 {
            let x = k as f64 * 1e-5;
            let short = math::ln(x) - tables().ln(x);
            assert!((-1e-14..2e-6).contains(&short), "ln({x}) by {short}");
            let z = k as f64 * 8e-4 - 40.0;
            let short = math::ln_logistic(z) - tables().ln_logistic(z);
            assert!(
                (-1e-13..4e-5).contains(&short),
                "ln_logistic({z}) by {short}"
            );
        }
    }

    #[test]
    fn tangents_lie_above() {
        for k in 1..2000 {
            let (x, z) = (k as f64 * 1e-3, k as f64 * 0.04 - 40.0);
            let (height, slope) = tables().ln_tangent(x);
            let (up, rise) = tables().ln_logistic_tangent(z);
            for j in 1..2000 {
                let (y, w) = (j as f64 * 1.03e-3, j as f64 * 0.041 - 40.0);
                assert!(height + slope * (y - x) >= tables().ln(y) - 1e-12);
                assert!(up + rise * (w - z) >= tables().ln_logistic(w) - 1e-12);
            }
        }
    }
}
