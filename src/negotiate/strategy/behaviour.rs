//! Behaviour-dependent tactics: demands that imitate what the other side concedes (Faratin, Sierra &
//! Jennings 1998, *Negotiation decision functions for autonomous agents*,
//! doi:10.1016/S0921-8890(98)00029-3).
//!
//! The paper speaks of the value of one issue; here the demand is a utility of the party, and what
//! the other concedes is what its offers are worth to the party. With `r_1 … r_n` these worths, one
//! per turn and oldest first, and `d` the last demand, the next demand is
//!
//! - absolute: `d + r_(n-s) - r_(n-s+1)`
//! - random absolute: the same less a random amount up to `M`
//! - relative: `d r_(n-s) / r_(n-s+1)`
//! - averaged: `d r_(n-s) / r_n`
//!
//! where `s` is the span in turns (the paper's delta; gamma for averaged): `s` turns ago the other
//! conceded what is imitated now. The demand stays within the party's bounds. Before `s + 1` offers
//! were heard it does not move. A worth of 0 leaves a ratio without meaning: it then counts as 1.

pub use crate::model::Imitation;

/// The next demand: `last` is the one before, `received` what each offer heard is worth, `extra` the
/// random amount of [`Imitation::Random`].
///
/// ```
/// use zopa::negotiate::strategy::behaviour::{Imitation, next_demand};
/// let received = [0.25, 0.5];
/// assert_eq!(next_demand(Imitation::Absolute, 1, 1.0, &received, 0.0), 0.75);
/// assert_eq!(next_demand(Imitation::Relative, 1, 1.0, &received, 0.0), 0.5);
/// assert_eq!(next_demand(Imitation::Relative, 2, 1.0, &received, 0.0), 1.0);
/// ```
pub fn next_demand(how: Imitation, span: usize, last: f64, received: &[f64], extra: f64) -> f64 {
    let n = received.len();
    if span == 0 || n <= span {
        return last;
    }
    let before = received[n - 1 - span];
    let after = match how {
        Imitation::Averaged => received[n - 1],
        _ => received[n - span],
    };
    match how {
        Imitation::Absolute => last + before - after,
        Imitation::Random => last + before - after - extra,
        Imitation::Relative | Imitation::Averaged if after > 0.0 && before > 0.0 => {
            last * before / after
        }
        Imitation::Relative | Imitation::Averaged => last,
    }
}
