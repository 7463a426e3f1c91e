//! Choices with errors: better ones are likelier, worse ones happen.
//!
//! Logit choice takes an option with a probability proportional to `exp(lambda u)` (McFadden 1974). In
//! a logit equilibrium of a game both sides choose so, given how the other chooses (McKelvey &
//! Palfrey 1995, doi:10.1006/game.1995.1023): `lambda = 0` is blind chance; as `lambda` grows it comes
//! to a Nash equilibrium.

use crate::math;

/// Probability of each option by its utility.
///
/// ```
/// use zopa::analysis::theory::logit_choice;
/// assert_eq!(logit_choice(&[1.0, 2.0], 0.0), [0.5, 0.5]);
/// ```
pub fn logit_choice(utilities: &[f64], lambda: f64) -> Vec<f64> {
    let best = utilities.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = utilities
        .iter()
        .map(|u| math::exp(lambda * (u - best)))
        .collect();
    let total: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / total).collect()
}

/// Steps in which `lambda` grows from 0.
const STEPS: u32 = 1000;
/// Most corrections per step; a few are enough.
const CORRECTIONS: u32 = 100;

/// The logit equilibrium of a game of two by two choices: the probabilities with which the row and the
/// column player choose their first. `rows` and `columns` hold their payoffs, row by row.
///
/// Where there are several, it is the one on the branch that starts from blind chance at
/// `lambda = 0`, as long as that branch does not turn back.
pub fn logit_equilibrium(rows: [[f64; 2]; 2], columns: [[f64; 2]; 2], lambda: f64) -> [f64; 2] {
    // Advantage of the first choice: `a + b x`, where the other chooses its first with `x`.
    let [[a, b], [c, d]] = rows;
    let row = [b - d, (a - c) - (b - d)];
    let [[a, b], [c, d]] = columns;
    let column = [c - d, (a - b) - (c - d)];
    let mut at = [0.5, 0.5];
    for step in 1..=STEPS {
        let lambda = lambda * f64::from(step) / f64::from(STEPS);
        for _ in 0..CORRECTIONS {
            let moved = newton(at, row, column, lambda);
            let change = (moved[0] - at[0]).abs().max((moved[1] - at[1]).abs());
            at = moved;
            if change < 1e-15 {
                break;
            }
        }
    }
    at
}

/// A step of Newton's method towards `p = L(lambda (a + b q))` and its mirror image.
fn newton([p, q]: [f64; 2], row: [f64; 2], column: [f64; 2], lambda: f64) -> [f64; 2] {
    let reply = |[a, b]: [f64; 2], x: f64| {
        let chosen = math::logistic(lambda * (a + b * x));
        (chosen, lambda * b * chosen * (1.0 - chosen))
    };
    let (reply_p, slope_p) = reply(row, q);
    let (reply_q, slope_q) = reply(column, p);
    let (miss_p, miss_q) = (reply_p - p, reply_q - q);
    let determinant = 1.0 - slope_p * slope_q;
    if determinant.abs() < 1e-9 {
        return [reply_p, reply_q];
    }
    let moved = [
        p + (miss_p + slope_p * miss_q) / determinant,
        q + (miss_q + slope_q * miss_p) / determinant,
    ];
    moved.map(|x| x.clamp(0.0, 1.0))
}
