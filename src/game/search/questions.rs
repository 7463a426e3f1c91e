//! The questions that have one answer whatever anybody believes.

use super::{Limits, Search, Sum};
use crate::game::{Space, Valuation};
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
    pub fn moves(&self, space: &Space, issue: usize) -> bool {
        self.open[issue] && self.signatories.contains_all(space.consent(issue))
    }

    /// Starts a search within the scope.
    pub fn begin(&self, space: &Space, search: &mut Search) {
        search.begin(space, self.current, |issue| self.moves(space, issue));
    }
}

/// Utilities of the worst and the best package of the whole space, red lines aside.
pub fn extremes(space: &Space, valuation: &Valuation, search: &mut Search) -> (f64, f64) {
    let (mut low, mut high) = (valuation.base, valuation.base);
    for issue in 0..space.issues() {
        let values = &valuation.values[space.offset(issue)..space.offset(issue + 1)];
        low += values.iter().copied().fold(f64::INFINITY, f64::min);
        high += values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    }
    if valuation.bonuses.iter().all(|&bonus| bonus == 0.0) {
        return (low / valuation.divisor, high / valuation.divisor);
    }
    let mut extreme = |sign: f64| {
        search.begin(space, space.start(), |_| true);
        search.allow_current();
        search.add(valuation, f64::NEG_INFINITY);
        search.maximise(space, &Sum(&[sign]), f64::NEG_INFINITY, Limits::EXACT);
        sign * search.worth
    };
    (extreme(-1.0), extreme(1.0))
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
    found.then_some(search.worth)
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
    found.then_some(-search.worth)
}

/// The package that follows `after` in descending order of a party's utility (row-major among
/// equals), red lines kept, not below `floor`. Without `after`, the first.
pub fn next_below(
    space: &Space,
    valuation: &Valuation,
    scope: &Scope<'_>,
    after: Option<(f64, &[u16])>,
    floor: f64,
    search: &mut Search,
) -> Option<f64> {
    scope.begin(space, search);
    search.keep_red_lines(valuation);
    search.add(valuation, floor);
    match after {
        Some((utility, package)) => search.below(utility, package),
        None => search.below(f64::INFINITY, &[]),
    }
    let limits = Limits {
        tune: false,
        ..Limits::EXACT
    };
    let found = search.maximise(space, &Sum(&[1.0]), f64::NEG_INFINITY, limits);
    found.then_some(search.worth)
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
    let open = |issue: usize, family: PartySet| family.contains_all(space.consent(issue));
    space.families().iter().any(|&family| {
        search.begin(space, current, |issue| open(issue, family));
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
