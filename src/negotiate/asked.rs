//! What an offer hangs on, written down: so that a question is known where it was asked before, in another replication or
//! scenario, and need not be posed again.

use super::mind::Mind;
use super::offer::Wish;
use super::{Setting, Talks};
use crate::game::search::{Asked, Limits, Question};
use crate::model::PartySet;

/// Where questions are written; memory is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Writing {
    whole: Question,
    part: Question,
}

/// A party's question for the best offer to those of whom it knows, as number `n`, what they could do for it at most. `None`
/// where nothing is remembered, or where its picture of them cannot be written down.
pub(super) fn asked(
    setting: &Setting<'_>,
    talks: &mut Talks,
    (party, n): (usize, usize),
    wish: Wish,
    at_least: f64,
    limits: Limits,
) -> Option<Asked> {
    if !talks.search.remembers() {
        return None;
    }
    let Writing { whole, part } = &mut talks.writing;
    let Mind {
        known,
        beliefs,
        last_found,
        ..
    } = &mut talks.minds[party];
    let known = &mut known[n];
    whole.clear();
    whole.part(known.own(
        &setting.space,
        &talks.current,
        &talks.valuations[party],
        part,
    ));
    for listener in known.with.without(PartySet::of(party)).iter() {
        if let Some(belief) = &mut beliefs[listener] {
            let shift = wish.shift.filter(|(whom, _)| *whom == listener);
            if !belief.describe(whole, part) {
                return None;
            }
            whole.maybe(shift.map(|(_, by)| by));
        }
    }
    whole.maybe(wish.gain_over);
    whole.number(limits.enough);
    whole.count(limits.nodes);
    part.clear();
    part.number(known.price_of(wish));
    part.all(last_found);
    Some(Asked {
        about: whole.hash(),
        floor: wish.target,
        at_least,
        way: part.hash() as u64,
    })
}
