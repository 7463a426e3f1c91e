//! War of attrition (Maynard Smith 1974, doi:10.1016/0022-5193(74)90110-6): two parties hold on to their
//! demands, and every round in which neither gives in costs both of them.
//!
//! A party's demand is its best package among those that, as is publicly known, the other would rather
//! sign than have no deal. In each round both decide at once whether to give in, which signs the
//! other's demand; where both do, a coin decides whose demand it is. A party gives in by its acceptance
//! rule, held against the other's demand, or as the equilibrium says.

use super::{Protocol, has_had_enough, note_own_offer, put_forward};
use crate::game::search::{Limits, Scope, Search, Sum, best};
use crate::game::{Valuation, uniform};
use crate::model::PartySet;
use crate::negotiate::acceptance::accepts;
use crate::negotiate::equilibrium::gives_in;
use crate::negotiate::mind::{Bid, Bids};
use crate::negotiate::{Happening, Listener, Setting, Talks};

/// War of attrition.
#[derive(Debug)]
pub struct Attrition {
    /// The two.
    pub order: [usize; 2],
}

impl Protocol for Attrition {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        for (party, other) in self.pairs() {
            demand(setting, talks, party, other, listener);
            if talks.ended.is_some() {
                return;
            }
        }
        let willing = self.pairs().map(|(party, other)| {
            let yields = yields(setting, talks, party, other);
            note_answer(talks, setting, party, other, yields);
            yields
        });
        let [first, second] = self.order;
        let loser = match willing {
            [true, true] if uniform(&mut talks.chance) < 0.5 => Some((first, second)),
            [true, false] => Some((first, second)),
            [_, true] => Some((second, first)),
            [false, false] => None,
        };
        if let Some((loser, winner)) = loser {
            give_in(setting, talks, loser, winner, listener);
        } else {
            for (party, _) in self.pairs() {
                if !talks.present.contains(party) {
                    continue;
                }
                let cost = &setting.scenario.parties[party].delay_cost;
                talks.costs[party] += cost.value(&talks.inputs_now).max(0.0);
                if talks.ended.is_none() && has_had_enough(talks, party) {
                    talks.walk_out(setting, party, listener);
                }
            }
        }
        talks.turn += 1;
    }
}

impl Attrition {
    fn pairs(&self) -> [(usize, usize); 2] {
        let [first, second] = self.order;
        [(first, second), (second, first)]
    }
}

/// A party's demand of another, by its utilities: its best package among those that are publicly known
/// to be no worse for the other than no deal; without such a package, its best.
pub fn demand_of(
    setting: &Setting<'_>,
    party: usize,
    other: usize,
    valuation: &Valuation,
    search: &mut Search,
) -> Option<Vec<u16>> {
    let space = &setting.space;
    let open = vec![true; space.issues()];
    let scope = Scope {
        current: space.start(),
        open: &open,
        signatories: [party, other].into_iter().collect(),
    };
    demand_within(
        setting,
        other,
        (valuation, f64::NEG_INFINITY),
        &scope,
        search,
    )
}

fn demand_within(
    setting: &Setting<'_>,
    other: usize,
    (valuation, floor): (&Valuation, f64),
    scope: &Scope<'_>,
    search: &mut Search,
) -> Option<Vec<u16>> {
    let space = &setting.space;
    scope.begin(space, search);
    search.keep_red_lines(valuation);
    search.add(valuation, floor);
    let public = setting.public.of(other);
    search.keep_red_lines(public.known_valuation());
    search.add(&public.valuation, public.reservation);
    if search.maximise(space, &Sum(&[1.0, 0.0]), f64::NEG_INFINITY, Limits::EXACT) {
        return Some(search.best.clone());
    }
    let found = best(space, valuation, scope, search)?;
    (found >= floor).then(|| search.best.clone())
}

/// Puts a party's demand forward, unless it stands already. What needs nobody else is concluded.
fn demand(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    other: usize,
    listener: &mut impl Listener,
) {
    let stands = talks.minds[party].last.is_some();
    if (stands && !talks.altered) || !talks.present.contains(party) {
        return;
    }
    let mut search = std::mem::take(&mut talks.search);
    let scope = Scope {
        signatories: talks.present,
        ..talks.scope()
    };
    let own = (&talks.valuations[party], talks.reservations[party]);
    let package = demand_within(setting, other, own, &scope, &mut search);
    talks.search = search;
    let Some(package) = package else {
        talks.minds[party].last = None;
        return;
    };
    let known = talks.minds[party].last.as_ref();
    if known.is_some_and(|(_, last)| *last == package) {
        return;
    }
    let utility = talks.utility(setting, party, &package);
    let bid = Bid {
        package,
        utility,
        value: utility,
    };
    note_own_offer(talks, party, &bid);
    put_forward(setting, talks, party, None, &bid.package, listener);
    if !setting
        .space
        .signatories(&bid.package, &talks.current)
        .contains(other)
    {
        talks.table(setting, &bid.package, party);
        talks.conclude_if_supported(setting, listener);
    }
}

/// Whether a party gives in to the other's demand now.
fn yields(setting: &Setting<'_>, talks: &mut Talks, party: usize, other: usize) -> bool {
    let Some((_, theirs)) = talks.minds[other].last.clone() else {
        return false;
    };
    if !talks.present.contains(party) || !talks.may_sign(setting, party, &theirs) {
        return false;
    }
    if talks.minds[party].bids != Bids::Equilibrium {
        return accepts(setting, talks, party, &theirs);
    }
    let Some((_, own)) = talks.minds[party].last.clone() else {
        return true;
    };
    // Nobody waits for one who cannot give in.
    if !talks.may_sign(setting, other, &own) {
        return true;
    }
    let prize = |p: usize, win: &[u16], lose: &[u16]| {
        talks.utility(setting, p, win) - talks.utility(setting, p, lose)
    };
    let prizes = [prize(party, &own, &theirs), prize(other, &theirs, &own)];
    gives_in(setting, talks, [party, other], prizes)
}

/// Counts demands that are worse for a party than no deal.
fn note_answer(talks: &mut Talks, setting: &Setting<'_>, party: usize, other: usize, yields: bool) {
    let theirs = talks.minds[other].last.as_ref().map(|(_, package)| package);
    let worse = theirs
        .is_some_and(|theirs| talks.utility(setting, party, theirs) < talks.reservations[party]);
    let mind = &mut talks.minds[party];
    mind.bad = if worse && !yields { mind.bad + 1 } else { 0 };
}

fn give_in(
    setting: &Setting<'_>,
    talks: &mut Talks,
    loser: usize,
    winner: usize,
    listener: &mut impl Listener,
) {
    let Some((_, package)) = talks.minds[winner].last.clone() else {
        return;
    };
    let party = loser;
    listener.hear(
        talks,
        Happening::Accept {
            party,
            package: &package,
        },
    );
    for hearer in talks.present.without(PartySet::of(loser)).iter() {
        if let Some(belief) = &mut talks.minds[hearer].beliefs[loser] {
            belief.hear_answer(&setting.space, loser, &package, true);
        }
    }
    talks.table(setting, &package, winner);
    talks.standing.supporters = talks.standing.supporters.union(PartySet::of(loser));
    talks.conclude_if_supported(setting, listener);
    talks.clear_table();
}
