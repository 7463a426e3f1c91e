//! The stationary equilibrium of alternating offers between two parties without a last round
//! (Rubinstein 1982, doi:10.2307/1912531; with breakdown, Binmore, Rubinstein & Wolinsky 1986,
//! doi:10.2307/2555382; with outside options, Binmore, Shaked & Sutton 1989, doi:10.2307/2937866; with
//! random proposers, Baron & Ferejohn 1989 under unanimity).
//!
//! Values solve, for every turn of a period,
//!
//! ```text
//! going on_p  = d_p ((1 - h) V_p(next) + h b_p)          h, b_p only at the end of a round
//! held out_p  = max(outside option_p, going on_p)
//! V(turn)     = sum over speakers of P(speaker) x [the listener gets what it holds out for, the
//!               speaker the most that this leaves on the frontier, unless silence is better for it]
//! ```
//!
//! by iteration from no deal, which contracts by the product of the discounts and of the chance to go
//! on. The frontier is the concave one that lotteries over packages span: on the packages alone, short
//! delays have many equilibria (van Damme, Selten & Winter 1990, Games and Economic Behavior 2, 188-201).
//! The parties then offer packages: the speaker's best among those that give the listener what it holds
//! out for, off by no more than the frontier's gap between two packages.

use super::super::outlook::Outlook;
use crate::game::search::{Limits, Scope, Search, Sum};
use crate::model::PartySet;

/// Most corners of the frontier.
const CORNERS: usize = 400;
/// Most periods iterated.
const PERIODS: u32 = 400_000;
/// Change of a value in a period at which it counts as found, and above which it does not.
const SETTLED: f64 = 4e-15;
const UNSETTLED: f64 = 1e-9;

/// What going on is worth to each party at every turn of a period; `None` where there are not two
/// parties who both must sign whatever is agreed, or values do not settle.
pub fn solve(outlook: &Outlook<'_, '_>, search: &mut Search) -> Option<Vec<Vec<f64>>> {
    let space = &outlook.setting.space;
    let both: PartySet = [0, 1].into_iter().collect();
    let together = (0..space.issues()).all(|issue| space.consent(issue) == both);
    if outlook.valuations.len() != 2 || !together {
        return None;
    }
    let frontier = Frontier::new(outlook, search);
    let turns = outlook.calendar.speakers.len();
    let start = [outlook.reservations[0], outlook.reservations[1]];
    let mut values = vec![start; turns];
    for _ in 0..PERIODS {
        let mut change = 0.0_f64;
        for turn in (0..turns).rev() {
            let next = values[(turn + 1) % turns];
            let found = at_turn(outlook, &frontier, turn, next);
            for p in 0..2 {
                change = change.max((found[p] - values[turn][p]).abs());
            }
            values[turn] = found;
        }
        if change <= SETTLED {
            return Some(going_on(outlook, &values));
        }
    }
    let settled = (0..turns).rev().all(|turn| {
        let found = at_turn(outlook, &frontier, turn, values[(turn + 1) % turns]);
        (0..2).all(|p| (found[p] - values[turn][p]).abs() <= UNSETTLED)
    });
    settled.then(|| going_on(outlook, &values))
}

fn going_on(outlook: &Outlook<'_, '_>, values: &[[f64; 2]]) -> Vec<Vec<f64>> {
    let turns = values.len();
    (0..turns)
        .map(|turn| outlook.going_on(&values[(turn + 1) % turns], turn as u32, false))
        .collect()
}

/// What each party can expect at a turn, by what it can expect at the next.
fn at_turn(
    outlook: &Outlook<'_, '_>,
    frontier: &Frontier,
    turn: usize,
    next: [f64; 2],
) -> [f64; 2] {
    let ends_round = outlook.calendar.ends_round(turn as u32);
    let hazard = if ends_round { outlook.hazard } else { 0.0 };
    let going_on =
        [0, 1].map(|p| outlook.step[p] * ((1.0 - hazard) * next[p] + hazard * outlook.broken[p]));
    let mut expected = [0.0; 2];
    for &(speaker, chance) in &outlook.calendar.speakers[turn] {
        let listener = 1 - speaker;
        let leaves = outlook.outside[listener] > going_on[listener];
        let silence = |p: usize| match (leaves, p == listener) {
            (false, _) => going_on[p],
            (true, true) => outlook.outside[p],
            (true, false) => outlook.reservations[p],
        };
        let held_out = going_on[listener]
            .max(outlook.outside[listener])
            .max(outlook.reservations[listener]);
        let offered = frontier
            .best(speaker, held_out)
            .filter(|offer| offer[speaker] >= silence(speaker));
        for (p, sum) in expected.iter_mut().enumerate() {
            *sum += chance * offered.map_or_else(|| silence(p), |offer| offer[p]);
        }
    }
    expected
}

/// The corners of the concave frontier of two parties' utilities, in ascending order of the first's
/// and descending order of the second's.
struct Frontier {
    corners: Vec<[f64; 2]>,
}

impl Frontier {
    /// Finds the corners by maximising weighted sums: between two of them lies another one if
    /// the sum whose weights hold them equal has a better package.
    fn new(outlook: &Outlook<'_, '_>, search: &mut Search) -> Self {
        // A lexicographic best, as far as weights can say it.
        const TRIFLE: f64 = 1e-7;
        let mut corners = Vec::new();
        let ends = [[TRIFLE, 1.0], [1.0, TRIFLE]].map(|weights| farthest(outlook, weights, search));
        if let [Some(low), Some(high)] = ends {
            corners.push(low);
            let mut waiting = vec![high];
            while let Some(&next) = waiting.last() {
                let last = corners[corners.len() - 1];
                let weights = [last[1] - next[1], next[0] - last[0]];
                let between = if weights[0] > 0.0
                    && weights[1] > 0.0
                    && corners.len() + waiting.len() < CORNERS
                {
                    farthest(outlook, weights, search)
                } else {
                    None
                };
                let height = |at: [f64; 2]| weights[0] * at[0] + weights[1] * at[1];
                let scale = weights[0] + weights[1];
                match between {
                    Some(point) if height(point) > height(next) + 1e-9 * scale => {
                        waiting.push(point);
                    }
                    _ => {
                        waiting.pop();
                        if next[0] > last[0] {
                            corners.push(next);
                        }
                    }
                }
            }
        }
        Self { corners }
    }

    /// The point that is best for a party among those that give the other at least `floor`.
    fn best(&self, party: usize, floor: f64) -> Option<[f64; 2]> {
        let other = 1 - party;
        // From the party's best corner to its worst.
        let count = self.corners.len();
        let corner = |k: usize| match party {
            0 => self.corners[count - 1 - k],
            _ => self.corners[k],
        };
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if corner(middle)[other] >= floor {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        if low == count {
            // Within rounding of the other's best.
            return (count > 0 && corner(count - 1)[other] >= floor - 1e-12)
                .then(|| corner(count - 1));
        }
        let good = corner(low);
        if low == 0 || good[other] == floor {
            return Some(good);
        }
        let better = corner(low - 1);
        let share = (floor - better[other]) / (good[other] - better[other]);
        let mut point = [0.0; 2];
        point[other] = floor;
        point[party] = better[party] + share * (good[party] - better[party]);
        Some(point)
    }
}

/// Utilities of the package with the largest weighted sum that both could sign.
fn farthest(outlook: &Outlook<'_, '_>, weights: [f64; 2], search: &mut Search) -> Option<[f64; 2]> {
    let space = &outlook.setting.space;
    let scope = Scope {
        current: space.start(),
        open: &vec![true; space.issues()],
        signatories: outlook.setting.everybody(),
    };
    scope.begin(space, search);
    for (valuation, floor) in outlook.valuations.iter().zip(&outlook.reservations) {
        search.keep_red_lines(valuation);
        search.add(valuation, *floor);
    }
    let sum = Sum(&weights);
    let found = search.maximise(space, &sum, f64::NEG_INFINITY, Limits::EXACT);
    found.then(|| [0, 1].map(|p| outlook.valuations[p].utility(space, &search.best)))
}
