//! What parties who know each other's utilities look for when they concede.
//!
//! A *group* are parties who would all have to agree. With `g_k(x)` the gain of member `k` over its
//! reservation value, its product of gains is `P(x) = product over k of g_k(x)` (Nash 1950,
//! doi:10.2307/1907266); gains below [`NO_GAIN`] count as none.

use super::gains::{Gains, Others, Own};
use super::problem::TIE;
use super::{Limits, Objective, Scope, Search, Sum};
use crate::game::{Space, Valuation};
use crate::math;
use crate::model::PartySet;

/// Gains below this, in utility, count as none: utilities lie on a grid that is finer.
pub const NO_GAIN: f64 = 1e-9;

/// Such searches are exact up to so many nodes.
const LIMITS: Limits = Limits {
    nodes: 200_000,
    ..Limits::EXACT
};
/// Where utilities are as given, a search sees them rounded: by less than this.
const ROUNDING: f64 = 1e-10;
/// A tangent's height is known to this share.
const SLACK: f64 = 1e-9;
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
    let floor = |k: usize| group.floor(k, rounding);
    // The best for the party meets its own floor if anything does.
    let of_others = |k: usize| {
        if k == party {
            f64::NEG_INFINITY
        } else {
            floor(k)
        }
    };
    group.begin(space, scope, party, of_others, search);
    // What is best for one is rarely far from what the others can sign: multipliers that weigh
    // their floors cost more than they save.
    let limits = Limits {
        tune: false,
        ..LIMITS
    };
    let found = search.maximise(space, &Sum(&[1.0]), f64::NEG_INFINITY, limits);
    if !found || search.worth < floor(party) {
        return None;
    }
    let others = group.others(party);
    if !others.is_empty() {
        let first = search.best.clone();
        let best = search.worth - TIE;
        let own = |k: usize| if k == party { best } else { f64::NEG_INFINITY };
        group.begin(space, scope, party, own, search);
        search.try_first(&first);
        let floors: Vec<f64> = others.iter().map(floor).collect();
        let objective = Others { floors: &floors };
        if !search.maximise(space, &objective, f64::NEG_INFINITY, LIMITS) {
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
/// A few searches after any package that suffices, among those worth ever less to the party, find one
/// that is nearly best. Products of gains have a tangent plane there, which all that suffices must
/// lie above: one floor for the search after the best.
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
    if !questions.any(floor, search) {
        return None;
    }
    // The smallest sizes are the likeliest.
    let largest = from - floor;
    let mut size = concession.step.max(largest * FIRST_TRY);
    while size < largest && !questions.any(from - size, search) {
        size *= 2.0;
    }
    questions.best_for_party(search);
    questions.best_for_all(search);
    search.best.clone_from(&questions.found);
    Some(group.valuations[party].utility(space, &questions.found))
}

/// Questions after packages worth at least something to the party.
struct Questions<'a> {
    space: &'a Space,
    group: &'a Group<'a>,
    scope: &'a Scope<'a>,
    concession: Concession,
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
            origins: dimensions.map(|k| group.reservations[k]).collect(),
            found: Vec::new(),
        }
    }

    /// Looks for any package that suffices and is worth at least `least` to the party. Returns
    /// whether there is one; it is then in `found`.
    fn any(&mut self, least: f64, search: &mut Search) -> bool {
        self.begin(least, search);
        let enough = self.concession.above.next_up();
        let limits = Limits { enough, ..LIMITS };
        self.keep(self.concession.above, &self.gains(), limits, search)
    }

    /// Of those that suffice, one that is worth most to the party.
    fn best_for_party(&mut self, search: &mut Search) {
        self.begin(f64::NEG_INFINITY, search);
        let (tangent, least) = self.tangent();
        search.add(&tangent, least);
        let objective = Own {
            gains: self.gains(),
            above: self.concession.above,
        };
        self.keep(f64::NEG_INFINITY, &objective, LIMITS, search);
    }

    /// Of those that are worth as much to the party, the one with the largest product.
    fn best_for_all(&mut self, search: &mut Search) {
        let valuation = &self.group.valuations[self.concession.party];
        let own = valuation.utility(self.space, &self.found);
        self.begin(own - ROUNDING, search);
        self.keep(self.concession.above, &self.gains(), LIMITS, search);
    }

    /// Starts a search; the objectives see to the others' gains.
    fn begin(&self, least: f64, search: &mut Search) {
        let party = self.concession.party;
        let floor = |k: usize| if k == party { least } else { f64::NEG_INFINITY };
        self.group
            .begin(self.space, self.scope, party, floor, search);
        if !self.found.is_empty() {
            search.try_first(&self.found);
        }
    }

    fn gains(&self) -> Gains {
        Gains {
            origins: self.origins.clone(),
            most: self.concession.from - self.concession.step,
        }
    }

    /// Searches, and keeps what is found, if anything is.
    fn keep<O: Objective>(
        &mut self,
        at_least: f64,
        objective: &O,
        limits: Limits,
        search: &mut Search,
    ) -> bool {
        let found = search.maximise(self.space, objective, at_least, limits);
        if found {
            self.found.clone_from(&search.best);
        }
        found
    }

    /// The tangent plane of the logarithm of the product at what was found, as a sum over options
    /// and terms, and the least of it that all that suffices has.
    fn tangent(&self) -> (Valuation, f64) {
        let mut sum = Valuation {
            values: vec![0.0; self.space.options()],
            bonuses: vec![0.0; self.space.terms().len()],
            ..Valuation::default()
        };
        let (mut product, mut here) = (0.0, 0.0);
        for member in self.group.members.iter() {
            let valuation = &self.group.valuations[member];
            let utility = valuation.utility(self.space, &self.found);
            let gain = (utility - self.group.reservations[member]).max(NO_GAIN);
            product += math::ln(gain);
            here += utility / gain;
            let weight = 1.0 / (gain * valuation.divisor);
            sum.base += weight * valuation.base;
            let add = |(sum, value): (&mut f64, &f64)| *sum += weight * value;
            sum.values.iter_mut().zip(&valuation.values).for_each(add);
            sum.bonuses.iter_mut().zip(&valuation.bonuses).for_each(add);
        }
        let room = SLACK * (1.0 + here.abs());
        (sum, here + self.concession.above - product - room)
    }
}
