//! Who sits where.

/// How strategies are seated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seating {
    /// Every ordered pair, a strategy with itself included; with more than two parties the two take
    /// turns seat by seat.
    Pairs,
    /// Every way to give each party one of the strategies.
    Every,
}

impl Seating {
    /// The word for it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pairs => "pairs",
            Self::Every => "every",
        }
    }
}

/// Most seatings of a scenario.
const MOST: usize = 1_000_000;

/// All seatings of `strategies` strategies at a table of `parties`, as the strategy of each party;
/// the first party's varies slowest. `None` where there are more than a million.
///
/// ```
/// use zopa::experiment::tournament::{Seating, seatings};
/// let pairs = seatings(Seating::Pairs, 2, 3).unwrap();
/// assert_eq!(pairs, [[0, 0, 0], [0, 1, 0], [1, 0, 1], [1, 1, 1]]);
/// assert_eq!(seatings(Seating::Every, 2, 3).unwrap().len(), 8);
/// assert_eq!(seatings(Seating::Pairs, 2, 1).unwrap(), [[0], [1]]);
/// ```
pub fn seatings(seating: Seating, strategies: usize, parties: usize) -> Option<Vec<Vec<usize>>> {
    let digits = match seating {
        Seating::Pairs => parties.min(2),
        Seating::Every => parties,
    };
    let count = strategies.checked_pow(u32::try_from(digits).ok()?)?;
    if count > MOST {
        return None;
    }
    let nth = |n: usize| {
        let mut rest = n;
        let mut chosen = vec![0; digits];
        for digit in chosen.iter_mut().rev() {
            *digit = rest % strategies;
            rest /= strategies;
        }
        (0..parties).map(|party| chosen[party % digits]).collect()
    };
    Some((0..count).map(nth).collect())
}
