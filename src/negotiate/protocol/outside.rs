//! Outside options: a party that answers, be it an offer or silence, may leave for one while nothing is
//! agreed. It ends with its outside option, the others with what no deal is worth to them, or with what
//! they settle without it.
//!
//! A party that looks ahead takes it where it is worth more than going on; every other party, where it
//! is worth as much as its own next offer, a turn later, would be. While it can leave, no party accepts
//! less than its outside option.

use crate::model;
use crate::negotiate::bidding::prepare;
use crate::negotiate::{Listener, Setting, Talks};

/// What leaving is worth to a party now, if there is somewhere to go.
pub fn worth(setting: &Setting<'_>, talks: &Talks, party: usize) -> Option<f64> {
    let party = &setting.scenario.parties[party];
    let quantity = party.outside_option.as_ref()?;
    let offers = matches!(
        setting.scenario.protocol,
        model::Protocol::AlternatingOffers { .. } | model::Protocol::Proposals { .. }
    );
    let value = party.scale.place(quantity.value(&talks.inputs_now));
    (offers && talks.deal_round.is_none()).then_some(value)
}

/// Lets a party take its outside option if that is what it wants. Returns whether it left.
pub fn take(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    listener: &mut impl Listener,
) -> bool {
    let Some(worth) = worth(setting, talks, party) else {
        return false;
    };
    let leaves = match talks.looks_ahead(setting, party) {
        Some(plan) => {
            let going_on = plan.going_on(setting, talks.turn, party);
            let going_on = match going_on == f64::NEG_INFINITY {
                true => talks.reservations[party],
                false => going_on,
            };
            worth > going_on
        }
        None => {
            prepare(setting, talks, party);
            let bid = talks.minds[party].bid.as_ref();
            let next = bid.and_then(Option::as_ref).map(|bid| bid.value);
            let kept = setting.after_a_turn(party, talks.table, &talks.inputs_now);
            worth >= next.map_or(talks.reservations[party], |value| kept * value)
        }
    };
    if leaves {
        talks.left_with[party] = Some(worth);
        talks.walk_out(setting, party, listener);
    }
    leaves
}
