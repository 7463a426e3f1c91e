//! Alternating offers with a proposal a round: one party proposes, in turn or drawn by recognition
//! weights (Baron & Ferejohn 1989, doi:10.2307/1961664), and all others whose consent the package needs
//! answer at once, in order. The game of Rubinstein (1982) as it is written in textbooks: a round
//! is a period.

use super::{Protocol, alternating, answer, has_had_enough, offer, outside};
use crate::game::uniform;
use crate::model::{PartySet, Recognition};
use crate::negotiate::{Listener, Setting, Talks};

/// Alternating offers with a proposal a round.
#[derive(Debug)]
pub struct Proposals<'s> {
    /// The order in which parties propose, or answer.
    pub order: &'s [usize],
    /// Who proposes.
    pub recognition: Recognition,
}

impl Protocol for Proposals<'_> {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        talks.clear_table();
        if let Some(place) = self.proposer(setting, talks) {
            self.propose(setting, talks, place, listener);
        }
        talks.turn += 1;
    }
}

impl Proposals<'_> {
    /// Place in the order of this round's proposer, if it is still there.
    fn proposer(&self, setting: &Setting<'_>, talks: &mut Talks) -> Option<usize> {
        let place = match self.recognition {
            Recognition::InTurn => talks.turn as usize % self.order.len(),
            Recognition::Random => {
                let pick = uniform(&mut talks.chance);
                let weight = |&p: &usize| setting.scenario.parties[p].recognition;
                let sum: f64 = self.order.iter().map(weight).sum();
                let mut left = pick * sum;
                let drawn = self.order.iter().position(|p| {
                    left -= weight(p);
                    left < 0.0
                });
                let even = (pick * self.order.len() as f64) as usize;
                drawn.unwrap_or(even.min(self.order.len() - 1))
            }
        };
        talks.present.contains(self.order[place]).then_some(place)
    }

    fn propose(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        place: usize,
        listener: &mut impl Listener,
    ) {
        let proposer = self.order[place];
        talks.minds[proposer].bid = None;
        let bid = offer(setting, talks, proposer, None, listener);
        if let Some(bid) = &bid {
            talks.table(setting, &bid.package, proposer);
            // What needs the proposer's own consent alone is concluded as it is offered.
            if talks.conclude_if_supported(setting, listener) {
                return;
            }
        }
        let others = (1..self.order.len()).map(|k| self.order[(place + k) % self.order.len()]);
        for party in others {
            if !talks.present.contains(party) {
                continue;
            }
            match &bid {
                // Silence is answered too: by staying, or by leaving.
                None => {
                    outside::take(setting, talks, party, listener);
                }
                Some(_) if !talks.standing.signatories.contains(party) => {}
                Some(bid) => {
                    if !answer(setting, talks, party, &bid.package, None, listener) {
                        Self::refused(setting, talks, party, listener);
                        return;
                    }
                    let supporters = talks.standing.supporters;
                    talks.standing.supporters = supporters.union(PartySet::of(party));
                }
            }
            if talks.ended.is_some() {
                return;
            }
        }
        talks.conclude_if_supported(setting, listener);
        talks.clear_table();
    }

    fn refused(
        setting: &Setting<'_>,
        talks: &mut Talks,
        party: usize,
        listener: &mut impl Listener,
    ) {
        talks.clear_table();
        if outside::take(setting, talks, party, listener) {
            return;
        }
        if has_had_enough(talks, party) {
            talks.walk_out(setting, party, listener);
        } else {
            alternating::pull_levers(setting, talks, party, listener);
        }
    }
}
