//! What parties who know each other's utilities look for when they concede.
//!
//! A *group* are parties who would all have to agree. With `g_k(x)` the gain of member `k` over its
//! reservation value, its product of gains is `P(x) = product over k of g_k(x)` (Nash 1950,
//! doi:10.2307/1907266); gains below [`NO_GAIN`] count as none.

use super::problem::TIE;
use super::{Limits, Product, Scope, Search, Sum};
use crate::game::{Space, Valuation};
use crate::model::PartySet;

/// Gains below this, in utility, count as none: utilities lie on a grid that is finer.
pub const NO_GAIN: f64 = 1e-9;

/// Nodes that one such search may visit.
const NODES: u64 = 200_000;
/// Where utilities are as given, a search sees them rounded: by less than this.
const ROUNDING: f64 = 1e-10;
/// Bisection ends when it knows the concession to this share of its largest possible size; from
/// there on, packages are looked at one by one.
const CLOSE: f64 = 1e-4;
/// The first concession looked for, as a share of the largest possible.
const FIRST_TRY: f64 = 1.0 / 64.0;

/// Parties who would all have to agree, with what all parties' packages and no deal are worth.
#[derive(Debug, Clone, Copy)]
pub struct Group<'a> {
    /// Utilities of every party.
    pub valuations: &'a [Valuation],
    /// Reservation values of every party.
    pub reservations: &'a [f64],
    /// Who belongs to the group.
    pub members: PartySet,
}

impl Group<'_> {
    /// The members but one.
    fn others(&self, party: usize) -> PartySet {
        self.members.without(PartySet::of(party))
    }

    /// The least utility of a member that a search asks for: its reservation value, and some
    /// rounding where utilities are as given.
    fn floor(&self, party: usize, rounding: f64) -> f64 {
        let off = if self.valuations[party].as_given {
            rounding
        } else {
            0.0
        };
        self.reservations[party] + off
    }

    /// Starts a search for packages that all members could sign; dimension 0 is a party's own
    /// utility, the others follow in ascending order.
    fn begin(
        &self,
        space: &Space,
        scope: &Scope<'_>,
        party: usize,
        floor: impl Fn(usize) -> f64,
        search: &mut Search,
    ) {
        scope.begin(space, search);
        for member in self.members.iter() {
            search.keep_red_lines(&self.valuations[member]);
        }
        search.add(&self.valuations[party], floor(party));
        for member in self.others(party).iter() {
            search.add(&self.valuations[member], floor(member));
        }
    }

    fn could_sign(&self, space: &Space, package: &[u16]) -> bool {
        let loses = |k: usize| self.valuations[k].utility(space, package) < self.reservations[k];
        !self.members.iter().any(loses)
    }
}

/// The best package for a member among those that all members could sign; of equals, one that
/// gives the others most in sum. Its utility, with the package in [`Search::best`]; `None` if there
/// is no package that all could sign.
pub fn best_for(
    space: &Space,
    group: &Group<'_>,
    scope: &Scope<'_>,
    party: usize,
    search: &mut Search,
) -> Option<f64> {
    // Rounded up or down, as may be needed to find what just reaches a floor as given.
    [-ROUNDING, ROUNDING].into_iter().find_map(|rounding| {
        let utility = best_within(space, group, scope, party, rounding, search)?;
        group.could_sign(space, &search.best).then_some(utility)
    })
}

fn best_within(
    space: &Space,
    group: &Group<'_>,
    scope: &Scope<'_>,
    party: usize,
    rounding: f64,
    search: &mut Search,
) -> Option<f64> {
    let limits = Limits {
        nodes: NODES,
        ..Limits::EXACT
    };
    let floor = |k: usize| group.floor(k, rounding);
    group.begin(space, scope, party, floor, search);
    if !search.maximise(space, &Sum(&[1.0]), f64::NEG_INFINITY, limits) {
        return None;
    }
    let equal = search.worth - TIE;
    let others = group.others(party).len();
    if others > 0 {
        let first = search.best.clone();
        let floor = |k: usize| if k == party { equal } else { floor(k) };
        group.begin(space, scope, party, floor, search);
        search.try_first(&first);
        let mut weights = vec![1.0; 1 + others];
        weights[0] = 0.0;
        if !search.maximise(space, &Sum(&weights), f64::NEG_INFINITY, limits) {
            search.best = first;
        }
    }
    Some(group.valuations[party].utility(space, &search.best))
}

/// What a concession must bring.
#[derive(Debug, Clone, Copy)]
pub struct Concession {
    /// Who concedes.
    pub party: usize,
    /// Utility of its offer so far.
    pub from: f64,
    /// The least utility that it gives up.
    pub step: f64,
    /// The logarithm of the product of gains that is to be exceeded; minus infinity for 0.
    pub above: f64,
}

/// The smallest concession that suffices: of the packages that give every member a gain, whose
/// product of gains exceeds a bound, and that give up enough, one that is best for the party; of
/// equals, the one with the largest product. Its utility, with the package in [`Search::best`].
///
/// Of the packages worth at least some utility to the party, a search finds the one with the
/// largest product. If that exceeds the bound, the concession is no larger; if not, it is larger.
pub fn least_concession(
    space: &Space,
    group: &Group<'_>,
    scope: &Scope<'_>,
    concession: Concession,
    search: &mut Search,
) -> Option<f64> {
    let Concession { party, from, .. } = concession;
    let floor = group.reservations[party] + NO_GAIN;
    let mut questions = Questions::new(space, group, scope, concession);
    // The smallest sizes are the likeliest.
    let largest = from - floor;
    let (mut low, mut high) = (None, from);
    let mut size = largest * FIRST_TRY;
    while low.is_none() && size < largest {
        match questions.ask(from - size, search) {
            Some(utility) => low = Some(utility),
            None => high = from - size,
        }
        size *= 2.0;
    }
    let mut low = match low {
        Some(utility) => utility,
        None => questions.ask(floor, search)?,
    };
    while high - low > largest * CLOSE {
        let middle = low + 0.5 * (high - low);
        match questions.ask(middle, search) {
            Some(utility) => low = utility,
            None => high = middle,
        }
    }
    while let Some(utility) = questions.ask(low + 2.0 * ROUNDING, search) {
        if utility <= low {
            break;
        }
        low = utility;
    }
    search.best.clone_from(&questions.found);
    Some(low)
}

/// Questions after packages worth at least something to the party.
struct Questions<'a> {
    space: &'a Space,
    group: &'a Group<'a>,
    scope: &'a Scope<'a>,
    concession: Concession,
    /// The party's utilities turned round, to keep what gives up too little out.
    turned: Option<Valuation>,
    /// Where gains are counted from, in the order of the dimensions.
    origins: Vec<f64>,
    found: Vec<u16>,
}

impl<'a> Questions<'a> {
    fn new(
        space: &'a Space,
        group: &'a Group<'a>,
        scope: &'a Scope<'a>,
        concession: Concession,
    ) -> Self {
        let party = concession.party;
        let own = std::iter::once(party);
        let dimensions = own.chain(group.others(party).iter());
        Self {
            space,
            group,
            scope,
            concession,
            turned: (concession.step > 0.0).then(|| turned(&group.valuations[party])),
            origins: dimensions.map(|k| group.reservations[k]).collect(),
            found: Vec::new(),
        }
    }

    /// The package with the largest product among those worth at least `least` to the party: its
    /// utility, if it suffices.
    fn ask(&mut self, least: f64, search: &mut Search) -> Option<f64> {
        let Concession {
            party, from, step, ..
        } = self.concession;
        let floor = |k: usize| {
            if k == party {
                least
            } else {
                self.group.reservations[k] + NO_GAIN
            }
        };
        self.group
            .begin(self.space, self.scope, party, floor, search);
        if let Some(turned) = &self.turned {
            search.add(turned, step - from);
        }
        if !self.found.is_empty() {
            search.try_first(&self.found);
        }
        let limits = Limits {
            nodes: NODES,
            ..Limits::EXACT
        };
        let objective = Product {
            floors: &self.origins,
        };
        if !search.maximise(self.space, &objective, self.concession.above, limits) {
            return None;
        }
        self.found.clone_from(&search.best);
        Some(self.group.valuations[party].utility(self.space, &self.found))
    }
}

/// Minus a party's utilities.
fn turned(valuation: &Valuation) -> Valuation {
    let mut turned = valuation.clone();
    turned.base = -turned.base;
    let each = turned.values.iter_mut().chain(&mut turned.bonuses);
    each.for_each(|value| *value = -*value);
    turned
}
