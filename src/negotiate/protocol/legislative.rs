//! Legislative bargaining (Baron & Ferejohn 1989, doi:10.2307/1961664): in each round a party drawn
//! at random is recognised and moves a package, and a vote decides.
//!
//! Under the *closed rule* the motion is voted on at once; if it fails, the next round begins with
//! another draw. Under the *open rule* another party is recognised first: it seconds the motion, which
//! is then voted on, or moves an amendment, and those who prefer the amendment vote it onto the floor
//! if they have the quota. What is on the floor then waits for the next round. Vetoes count in
//! the vote on a motion, not in the choice between two.
//!
//! A party votes for a motion by its acceptance rule, whether its vote is needed or not. Those who
//! vote for a motion that passes sign it, and everybody is bound.

use super::{Protocol, answer, has_had_enough, offer};
use crate::game::uniform;
use crate::model::{Legislature, PartySet, Rule};
use crate::negotiate::{Happening, Listener, Setting, Talks, leverage};

/// Legislative bargaining.
#[derive(Debug)]
pub struct Legislative<'s> {
    /// How it decides.
    pub legislature: &'s Legislature,
}

impl Protocol for Legislative<'_> {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        if talks.standing.supporters.is_empty() && !self.someone_moves(setting, talks, listener) {
            return;
        }
        if self.legislature.rule == Rule::Open && !self.seconded(setting, talks, listener) {
            return;
        }
        if talks.ended.is_none() && !talks.standing.supporters.is_empty() {
            self.vote(setting, talks, listener);
        }
    }
}

impl Legislative<'_> {
    /// Draws who may speak among those present, by their chances of recognition.
    fn recognise(&self, talks: &mut Talks, but: PartySet) -> Option<usize> {
        let candidates = talks.present.without(but);
        let chance = |party: usize| self.legislature.recognition[party];
        let total: f64 = candidates.iter().map(chance).sum();
        if total <= 0.0 {
            return None;
        }
        let mut rest = total * uniform(&mut talks.decisions);
        let mut last = None;
        for party in candidates.iter().filter(|&party| chance(party) > 0.0) {
            last = Some(party);
            rest -= chance(party);
            if rest < 0.0 {
                break;
            }
        }
        last
    }

    /// Somebody puts a motion on the floor; returns whether there is one.
    fn someone_moves(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        listener: &mut impl Listener,
    ) -> bool {
        let Some(mover) = self.recognise(talks, PartySet::EMPTY) else {
            return false;
        };
        talks.minds[mover].bid = None;
        let motion = offer(setting, talks, mover, None, listener);
        if let Some(bid) = &motion {
            talks.table(setting, &bid.package, mover);
        }
        motion.is_some()
    }

    /// Another party is recognised. Returns whether it seconds what is on the floor.
    fn seconded(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        listener: &mut impl Listener,
    ) -> bool {
        let Some(second) = self.recognise(talks, talks.standing.supporters) else {
            return true;
        };
        if asks(setting, talks, second, listener) {
            return true;
        }
        if has_had_enough(talks, second) {
            talks.walk_out(setting, second, listener);
            return false;
        }
        talks.minds[second].bid = None;
        let motion = std::mem::take(&mut talks.standing.package);
        let amendment = offer(setting, talks, second, None, listener);
        talks.standing.package = motion;
        if let Some(bid) = amendment {
            let package = &bid.package;
            let yes = self.prefer(setting, talks, package);
            let carried = self.legislature.carries(yes);
            let vote = Happening::Amendment {
                party: second,
                package,
                yes,
                carried,
            };
            listener.hear(talks, vote);
            if carried {
                talks.table(setting, package, second);
            }
        }
        false
    }

    /// Who prefers an amendment to what is on the floor, and has a vote. Who is indifferent keeps what
    /// is there.
    fn prefer(&self, setting: &Setting<'_>, talks: &Talks, amendment: &[u16]) -> PartySet {
        let better = |&party: &usize| {
            let motion = talks.utility(setting, party, &talks.standing.package);
            talks.utility(setting, party, amendment) > motion
        };
        let voters = self.legislature.voters();
        let present = talks.present.iter().filter(|party| voters.contains(*party));
        present.filter(better).collect()
    }

    /// Everybody else votes on what is on the floor. If it fails, it is gone; its mover may then pull
    /// levers on those who voted against it, and some of them may have had enough.
    fn vote(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        let backers = talks.standing.supporters;
        let voters = self.legislature.voters();
        let mut against = PartySet::EMPTY;
        for voter in talks.present.without(backers).iter() {
            if voters.contains(voter) && !asks(setting, talks, voter, listener) {
                against = against.union(PartySet::of(voter));
            }
        }
        if talks.conclude_if_supported(setting, listener) {
            return;
        }
        talks.clear_table();
        for voter in against.iter() {
            if has_had_enough(talks, voter) {
                talks.walk_out(setting, voter, listener);
                if talks.ended.is_some() {
                    return;
                }
                continue;
            }
            for holder in backers.iter() {
                leverage::reconsider(setting, talks, holder, voter, listener);
            }
        }
    }
}

/// A party says yes or no to what is on the floor; a yes is noted.
fn asks(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    listener: &mut impl Listener,
) -> bool {
    let package = std::mem::take(&mut talks.standing.package);
    let yes = answer(setting, talks, party, &package, None, listener);
    talks.standing.package = package;
    if yes {
        talks.standing.supporters = talks.standing.supporters.union(PartySet::of(party));
    }
    yes
}
