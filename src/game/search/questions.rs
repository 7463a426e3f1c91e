//! The questions that have one answer whatever anybody believes.

use super::{Limits, Search, Sum};
use crate::game::{Space, UNSETTLED, Valuation};
use crate::model::PartySet;

/// Which issues a search may move, and from where.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The package that stands.
    pub current: &'a [u16],
    /// Per issue, whether it is still to be talked about.
    pub open: &'a [bool],
    /// Whose consent can be had: issues that need anybody else's stay where they are.
    pub signatories: PartySet,
}

impl Scope<'_> {
    /// Whether an issue may move.
    #[inline]
    pub fn moves(&self, space: &Space, issue: usize) -> bool {
        self.open[issue] && space.can_move(issue, self.signatories)
    }

    /// Starts a search within the scope.
    pub fn begin(&self, space: &Space, search: &mut Search) {
        search.begin(space, self.current, |issue| self.moves(space, issue));
    }
}

/// Utilities of the worst and the best package of the whole space, red lines aside.
pub fn extremes(space: &Space, valuation: &Valuation, search: &mut Search) -> (f64, f64) {
    if valuation.bonuses.iter().all(|&bonus| bonus == 0.0)
        && let (Some(low), Some(high)) = (
            extreme(space, valuation, -1.0),
            extreme(space, valuation, 1.0),
        )
    {
        return (low / valuation.divisor, high / valuation.divisor);
    }
    search.begin(space, space.start(), |_| true);
    search.allow_current();
    search.add(valuation, f64::NEG_INFINITY);
    let mut searched = |sign: f64| {
        search.guess_price(0.0);
        let found = search.maximise(space, &Sum(&[sign]), f64::NEG_INFINITY, Limits::EXACT);
        // Added up in one order, whatever order the search adds in.
        match found {
            true => valuation.utility(space, &search.best),
            false => f64::NEG_INFINITY * sign,
        }
    };
    (searched(-1.0), searched(1.0))
}

/// The least or the greatest sum over issues, each taken by itself: of equals, the option that takes
/// least of the limits. `None` where the limits do not allow it.
fn extreme(space: &Space, valuation: &Valuation, sign: f64) -> Option<f64> {
    let mut sum = valuation.base;
    let mut package = Vec::with_capacity(space.issues());
    for issue in 0..space.issues() {
        let taken = |option: usize| -> f64 {
            let numbers = space.limits().iter().map(|limit| limit.numbers[option]);
            numbers.sum()
        };
        let first = space.offset(issue);
        let mut best = first;
        for option in first + 1..space.offset(issue + 1) {
            let gain = sign * (valuation.values[option] - valuation.values[best]);
            if gain > 0.0 || (gain == 0.0 && taken(option) < taken(best)) {
                best = option;
            }
        }
        sum += valuation.values[best];
        package.push((best - first) as u16);
    }
    space.keeps_limits(&package).then_some(sum)
}

/// No package within a scope is worth more to a party (but for rounding), found by adding up what each issue and each
/// term gives at most: red lines over several issues are not looked at.
pub fn at_most(space: &Space, valuation: &Valuation, scope: &Scope<'_>) -> f64 {
    let mut sum = valuation.base;
    for (issue, &stands) in scope.current.iter().enumerate() {
        let range = space.offset(issue)..space.offset(issue + 1);
        let values = &valuation.values[range.clone()];
        if scope.moves(space, issue) {
            sum += most_allowed(values, &valuation.forbidden[range]);
        } else if stands != UNSETTLED {
            sum += values[stands as usize];
        }
    }
    sum += valuation.bonuses.iter().map(|b| b.max(0.0)).sum::<f64>();
    sum / valuation.divisor
}

/// The greatest of the values that no red line forbids.
fn most_allowed(values: &[f64], forbidden: &[bool]) -> f64 {
    let mut most = f64::NEG_INFINITY;
    for (&value, forbidden) in values.iter().zip(forbidden) {
        if value > most && !forbidden {
            most = value;
        }
    }
    most
}

/// The best package for a party within a scope, its red lines kept: its utility, with the package
/// in [`Search::best`]; `None` if red lines leave nothing. The package that stands does not count.
pub fn best(
    space: &Space,
    valuation: &Valuation,
    scope: &Scope<'_>,
    search: &mut Search,
) -> Option<f64> {
    scope.begin(space, search);
    search.keep_red_lines(valuation);
    search.add(valuation, f64::NEG_INFINITY);
    let found = search.maximise(space, &Sum(&[1.0]), f64::NEG_INFINITY, Limits::EXACT);
    found.then(|| valuation.utility(space, &search.best))
}

/// A package that gives a party at least `target` and hardly more: at most `slack` more where there
/// is one, else the least above. Its utility, with the package in [`Search::best`].
pub fn closest_above(
    space: &Space,
    valuation: &Valuation,
    scope: &Scope<'_>,
    target: f64,
    slack: f64,
    search: &mut Search,
) -> Option<f64> {
    scope.begin(space, search);
    search.keep_red_lines(valuation);
    search.add(valuation, target);
    let limits = Limits {
        enough: -(target + slack),
        nodes: 200_000,
        tune: false,
        ..Limits::EXACT
    };
    let found = search.maximise(space, &Sum(&[-1.0]), f64::NEG_INFINITY, limits);
    found.then(|| valuation.utility(space, &search.best))
}

/// The package that follows `after` in descending order of a party's utility (row-major among
/// equals), red lines kept, not below `floor`. Without `after`, the first.
pub fn next_below(
    space: &Space,
    valuation: &Valuation,
    scope: &Scope<'_>,
    after: Option<&[u16]>,
    floor: f64,
    search: &mut Search,
) -> Option<f64> {
    scope.begin(space, search);
    search.keep_red_lines(valuation);
    search.add(valuation, floor);
    search.after(space, after);
    let limits = Limits {
        tune: false,
        ..Limits::EXACT
    };
    let found = search.maximise(space, &Sum(&[1.0]), f64::NEG_INFINITY, limits);
    found.then(|| valuation.utility(space, &search.best))
}

/// A package in the zone of possible agreement: off the status quo, no worse than no deal for any
/// of its signatories and across no red line of theirs. It is in [`Search::best`] if there is one.
///
/// A package may need fewer signatories than the family it was found in; it then satisfies more
/// than it must, and still lies in the zone.
pub fn zone_package(
    space: &Space,
    valuations: &[Valuation],
    reservations: &[f64],
    current: &[u16],
    search: &mut Search,
) -> bool {
    zone_package_with(
        PartySet::EMPTY,
        space,
        valuations,
        reservations,
        current,
        search,
    )
}

/// The same among packages that these parties could be asked to sign.
pub fn zone_package_with(
    with: PartySet,
    space: &Space,
    valuations: &[Valuation],
    reservations: &[f64],
    current: &[u16],
    search: &mut Search,
) -> bool {
    let mut families = space.families().iter();
    families.any(|&family| {
        if !family.contains_all(with) {
            return false;
        }
        search.begin(space, current, |issue| space.can_move(issue, family));
        for party in family.iter() {
            search.keep_red_lines(&valuations[party]);
            search.add(&valuations[party], reservations[party]);
        }
        let limits = Limits {
            enough: 0.0,
            ..Limits::EXACT
        };
        search.maximise(space, &Sum(&[]), -1e-9, limits)
    })
}
