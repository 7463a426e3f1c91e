//! Simultaneous concession: all put offers forward at once, and whoever risks less by insisting
//! gives way (monotonic concession with Zeuthen's rule: Zeuthen 1930; Harsanyi 1956,
//! doi:10.2307/1905748; Rosenschein & Zlotkin 1994, *Rules of Encounter*).
//!
//! Everybody begins with its best package among those that all could sign. An offer that gives every
//! member at least what its own offer gives it is concluded. Otherwise the risk of failure that a
//! member can take is
//!
//! ```text
//! risk_i = (u_i(own) - u_i(other's)) / (u_i(own) - d_i)      the worst for it of the others' offers
//! ```
//!
//! Of two, the one that can take less gives way (of equals, the first), no further than it must to
//! risk more than the other. Since `risk_1 <= risk_2` exactly where the product of gains of 1's
//! offer is no larger than that of 2's, this is to offer the package best for it whose product exceeds
//! that of the other's offer; where there is none, it takes the other's offer. It ends at the largest
//! product.
//!
//! *More than two* (the extension is one of those that Endriss 2006 discusses, *Monotonic
//! concession protocols for multilateral negotiation*): the product is over all members, and all whose
//! offers have a smaller product than the largest give way at once, each by its smallest concession
//! whose product exceeds that largest one. Products only rise, so that this too ends in agreement.
//!
//! *Who is a member.* As the protocol presumes, the parties know each other's utilities, red lines and
//! reservation values as they are; strategies play no part. Members are the largest set of parties
//! present that some open issues need and that could sign something together; if it has an agreement,
//! the others are not asked. Where an event makes an offer unacceptable to somebody, whose offer it is
//! begins anew with its best.

use super::{Protocol, hear_offer};
use crate::game::search::{self, Concession, Group, NO_GAIN, Scope};
use crate::math;
use crate::model::{PartySet, Quantity};
use crate::negotiate::{Happening, Listener, Setting, Talks, leverage};

/// Products that differ by less than this share are equal: rounding must not decide who gives way.
const EQUAL: f64 = 1e-9;

/// Simultaneous concession.
#[derive(Debug)]
pub struct SimultaneousConcession<'s> {
    /// Everybody; of equals, whoever stands first gives way.
    pub order: &'s [usize],
    /// The least that a concession gives up, as a share of the gain by the first offer.
    pub step: &'s Quantity,
}

/// What the members stand behind.
#[derive(Debug, Clone, Default)]
pub struct Offers {
    members: PartySet,
    /// Per party, its offer; empty if it has none.
    packages: Vec<Vec<u16>>,
    /// Per party, what its first offer gains it.
    first_gains: Vec<f64>,
}

impl Offers {
    /// Nobody has offered anything.
    pub fn clear(&mut self) {
        self.members = PartySet::EMPTY;
    }
}

impl Protocol for SimultaneousConcession<'_> {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        let mut offers = std::mem::take(&mut talks.offers);
        if offers.prepare(setting, talks) {
            self.exchange(setting, talks, &mut offers, listener);
        }
        talks.offers = offers;
        if talks.ended.is_none() {
            leverage::reconsider_all(setting, talks, listener);
        }
    }
}

impl SimultaneousConcession<'_> {
    fn exchange(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        offers: &mut Offers,
        listener: &mut impl Listener,
    ) {
        let members = || {
            let order = self.order.iter().copied();
            order.filter(|&party| offers.members.contains(party))
        };
        for party in members() {
            put_forward(setting, talks, party, &offers.packages[party], listener);
        }
        if let Some(author) = members().find(|&party| offers.suits_all(setting, talks, party)) {
            conclude(setting, talks, author, &offers.packages[author], listener);
            offers.clear();
            return;
        }
        let products: Vec<(usize, f64)> = members()
            .map(|party| (party, offers.product(setting, talks, party)))
            .collect();
        for party in members() {
            let risk = offers.risk(setting, talks, party);
            listener.hear(talks, Happening::Risk { party, risk });
        }
        let Some((leader, largest)) = leader(&products) else {
            return;
        };
        let mut yielding: Vec<usize> = products
            .iter()
            .filter(|(_, product)| *product < largest * (1.0 - EQUAL))
            .map(|(party, _)| *party)
            .collect();
        if yielding.is_empty() {
            let differs = |&p: &usize| offers.packages[p] != offers.packages[leader];
            yielding.extend(members().find(differs));
        }
        let next: Vec<Vec<u16>> = yielding
            .iter()
            .map(|&party| self.concede(setting, talks, offers, party, (leader, largest)))
            .collect();
        for (party, package) in yielding.into_iter().zip(next) {
            offers.packages[party] = package;
        }
    }

    /// A member's next offer: its smallest concession that suffices, or the leader's offer if that is
    /// no worse for it, or nothing else is left.
    fn concede(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        offers: &Offers,
        party: usize,
        (leader, largest): (usize, f64),
    ) -> Vec<u16> {
        let theirs = &offers.packages[leader];
        let step = self.step.value(&talks.inputs_now) * offers.first_gains[party];
        let mut concession = Concession {
            party,
            from: talks.utility(setting, party, &offers.packages[party]),
            step,
            above: if largest > 0.0 {
                math::ln(largest) + EQUAL
            } else {
                f64::NEG_INFINITY
            },
        };
        let found = offers.ask(setting, talks, |space, group, scope, search| {
            let found = search::least_concession(space, group, scope, concession, search);
            if found.is_none() && step > 0.0 {
                // All that would suffice gives up less than a whole step.
                concession.step = 0.0;
                return search::least_concession(space, group, scope, concession, search);
            }
            found
        });
        match found {
            Some(utility) if utility > talks.utility(setting, party, theirs) => {
                talks.search.best.clone()
            }
            _ => theirs.clone(),
        }
    }
}

impl Offers {
    /// Makes sure that every member has an offer that all members could sign. Returns whether
    /// anybody has.
    fn prepare(&mut self, setting: &Setting<'_>, talks: &mut Talks) -> bool {
        self.packages.resize(talks.minds.len(), Vec::new());
        self.first_gains.resize(talks.minds.len(), 0.0);
        if !self.members.is_empty() && talks.present.contains_all(self.members) {
            let members = self.members;
            let open_anew = |party: usize| {
                self.could_be_signed(setting, talks, party) || self.begin(setting, talks, party)
            };
            if members.iter().all(open_anew) {
                return true;
            }
        }
        self.gather(setting, talks)
    }

    /// Finds out who could sign something together, and gives each its best package.
    fn gather(&mut self, setting: &Setting<'_>, talks: &mut Talks) -> bool {
        for &family in setting.space.families().iter().rev() {
            self.members = family;
            if talks.present.contains_all(family)
                && family.iter().all(|party| self.begin(setting, talks, party))
            {
                return true;
            }
        }
        self.clear();
        false
    }

    /// A member begins with its best package.
    fn begin(&mut self, setting: &Setting<'_>, talks: &mut Talks, party: usize) -> bool {
        let best = self.ask(setting, talks, |space, group, scope, search| {
            search::best_for(space, group, scope, party, search)
        });
        if let Some(best) = best {
            self.packages[party].clone_from(&talks.search.best);
            self.first_gains[party] = best - talks.reservations[party];
        }
        best.is_some()
    }

    /// Asks a question about the packages that all members could sign.
    fn ask<T>(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        question: impl FnOnce(&crate::game::Space, &Group<'_>, &Scope<'_>, &mut search::Search) -> T,
    ) -> T {
        let mut search = std::mem::take(&mut talks.search);
        let group = Group {
            valuations: &talks.valuations,
            reservations: &talks.reservations,
            members: self.members,
        };
        let scope = Scope {
            signatories: self.members,
            ..talks.scope()
        };
        let answer = question(&setting.space, &group, &scope, &mut search);
        talks.search = search;
        answer
    }

    /// Whether all members could still sign a member's offer.
    fn could_be_signed(&self, setting: &Setting<'_>, talks: &Talks, party: usize) -> bool {
        let package = &self.packages[party];
        let mut members = self.members.iter();
        members.all(|member| talks.admissible(setting, member, package))
    }

    /// Whether a member's offer gives every member at least what its own gives it.
    fn suits_all(&self, setting: &Setting<'_>, talks: &Talks, party: usize) -> bool {
        let worth = |member, whose: usize| talks.utility(setting, member, &self.packages[whose]);
        let mut members = self.members.iter();
        members.all(|member| worth(member, party) >= worth(member, member))
    }

    /// Product of all members' gains by a member's offer.
    fn product(&self, setting: &Setting<'_>, talks: &Talks, party: usize) -> f64 {
        let gain = |member: usize| {
            let utility = talks.utility(setting, member, &self.packages[party]);
            let gain = utility - talks.reservations[member];
            if gain < NO_GAIN { 0.0 } else { gain }
        };
        self.members.iter().map(gain).product()
    }

    /// The largest probability of failure at which insisting is worth it to a member; 1 where it has
    /// nothing to lose.
    fn risk(&self, setting: &Setting<'_>, talks: &Talks, party: usize) -> f64 {
        let worth = |whose: usize| talks.utility(setting, party, &self.packages[whose]);
        let own = worth(party);
        let stake = own - talks.reservations[party];
        if stake <= 0.0 {
            return 1.0;
        }
        let others = self.members.without(PartySet::of(party));
        let risks = others.iter().map(|other| (own - worth(other)) / stake);
        risks.fold(0.0, f64::max).min(1.0)
    }
}

/// The largest product and whose offer has it: of equals, the last.
fn leader(products: &[(usize, f64)]) -> Option<(usize, f64)> {
    let largest = products.iter().map(|(_, product)| *product);
    let largest = largest.fold(f64::NEG_INFINITY, f64::max);
    let mut leaders = products.iter().rev();
    leaders
        .find(|(_, product)| *product >= largest * (1.0 - EQUAL))
        .copied()
}

/// An offer is heard by all; others learn from it only where levers rest on what they believe.
fn put_forward(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    package: &[u16],
    listener: &mut impl Listener,
) {
    if !setting.scenario.leverage.is_empty() {
        for hearer in talks.present.without(PartySet::of(party)).iter() {
            hear_offer(setting, talks, hearer, party, package);
        }
    }
    let to = None;
    listener.hear(talks, Happening::Offer { party, to, package });
}

/// All who must sign an offer agree to it.
fn conclude(
    setting: &Setting<'_>,
    talks: &mut Talks,
    author: usize,
    package: &[u16],
    listener: &mut impl Listener,
) {
    talks.table(setting, package, author);
    let signatories = talks.standing.signatories;
    for party in signatories.without(PartySet::of(author)).iter() {
        listener.hear(talks, Happening::Accept { party, package });
    }
    talks.standing.supporters = talks.standing.supporters.union(signatories);
    talks.conclude_if_supported(setting, listener);
}
