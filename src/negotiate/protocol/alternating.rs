//! Stacked alternating offers: each party in turn accepts what is on the table, counters it, or
//! walks out (Aydoğan, Festen, Hindriks & Jonker 2017, doi:10.1007/978-3-319-51563-2_10).
//!
//! A package is concluded when all its signatories stand behind it. A party whose consent it does
//! not need is passed over while it is on the table, so that it cannot block what is none of its
//! business.

use super::{Protocol, answer, has_had_enough, offer, outside};
use crate::model::PartySet;
use crate::negotiate::{Listener, Setting, Talks, leverage};

/// Stacked alternating offers.
#[derive(Debug)]
pub struct AlternatingOffers<'s> {
    /// The order in which parties speak.
    pub order: &'s [usize],
}

impl Protocol for AlternatingOffers<'_> {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        for &party in self.order {
            if talks.present.contains(party) {
                Self::turn(setting, talks, party, listener);
                if talks.ended.is_some() {
                    return;
                }
            }
            talks.turn += 1;
        }
    }
}

impl AlternatingOffers<'_> {
    /// A party's turn.
    pub(super) fn turn(
        setting: &Setting<'_>,
        talks: &mut Talks,
        party: usize,
        listener: &mut impl Listener,
    ) {
        talks.minds[party].bid = None;
        let supporters = talks.standing.supporters;
        if !supporters.is_empty() && !supporters.contains(party) {
            if !talks.standing.signatories.contains(party) {
                return;
            }
            let package = std::mem::take(&mut talks.standing.package);
            let yes = answer(setting, talks, party, &package, None, listener);
            talks.standing.package = package;
            if yes {
                talks.standing.supporters = supporters.union(PartySet::of(party));
                talks.conclude_if_supported(setting, listener);
                return;
            }
            talks.clear_table();
            if outside::take(setting, talks, party, listener) {
                return;
            }
            if has_had_enough(talks, party) {
                talks.walk_out(setting, party, listener);
                return;
            }
            pull_levers(setting, talks, party, listener);
        } else if supporters.is_empty() && talks.turn > 0 {
            // Silence is answered too: by going on, or by leaving.
            if outside::take(setting, talks, party, listener) {
                return;
            }
        }
        if let Some(bid) = offer(setting, talks, party, None, listener) {
            talks.table(setting, &bid.package, party);
            // What needs the speaker's own consent alone is concluded as it is offered.
            talks.conclude_if_supported(setting, listener);
        }
    }
}

/// Those whose offer was just refused by `party` may pull a lever on it.
pub(super) fn pull_levers(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    listener: &mut impl Listener,
) {
    for holder in talks.present.iter() {
        leverage::reconsider(setting, talks, holder, party, listener);
    }
}
