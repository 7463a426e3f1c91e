//! Levers: a party changes what another can fall back on, at a cost to itself.
//!
//! The holder decides after an answer of the target, by what it believes: the lever is to be pulled if
//! the largest expected gain of an offer with it, less what it costs per round, exceeds that without.
//! It is turned once a package shows that this pays. Whether any does is asked first by what the package
//! that promised most is worth now: no more than the best, so that mostly a single search tells that the
//! lever stays. Only then is the best offer as things are looked for.

use super::changes::{Cause, bring_about, reservation_moved_by, take_back};
use super::offer::{Wish, best_offer, promised};
use super::{Happening, Listener, Setting, Talks};
use crate::math;
use crate::model::{Effect, Leverage, PartySet};

/// What counts as much as all of a gain: less by more than rounding, so that equals are found.
const TIED: f64 = 1.0 - 1e-9;

/// Lets `holder` pull or release its levers over `target`.
pub fn reconsider(
    setting: &Setting<'_>,
    talks: &mut Talks,
    holder: usize,
    target: usize,
    listener: &mut impl Listener,
) {
    for (index, lever) in setting.scenario.leverage.iter().enumerate() {
        if lever.holder != holder
            || lever.target != target
            || talks.minds[holder].beliefs[target].is_none()
            || (talks.pulled[index] && !lever.reversible)
        {
            continue;
        }
        let pulled = talks.pulled[index];
        let push = push_on_target(talks, index, lever);
        let cost = lever.cost.value(&talks.inputs_now);
        // The belief is about the target as it is now: with the lever pulled or without.
        let change = if pulled { -push } else { push };
        let wish = Wish {
            with: PartySet::of(target),
            ..Wish::expected_gain(talks.reservations[holder])
        };
        // Whether turning pays against a gain as things are; what is as good without is had for nothing.
        let pays = |talks: &mut Talks, now: Option<f64>| {
            let now = now.map_or(0.0, math::exp);
            let bar = match pulled {
                true if now <= cost => return true,
                true => (now - cost) * TIED,
                false => now + cost,
            };
            let above = math::ln(bar);
            let turned = Wish {
                shift: Some((target, change)).filter(|_| change != 0.0),
                above,
                enough: above.next_up(),
                ..wish
            };
            look(setting, talks, holder, turned).is_some()
        };
        let sure = talks.through_eyes(holder, |talks| promised(setting, talks, holder, wish));
        let turns = pays(talks, sure) && {
            let now = look(setting, talks, holder, wish);
            pays(talks, now)
        };
        if turns {
            turn(setting, talks, index, lever, !pulled, listener);
        }
    }
}

/// Lets every holder who is present pull or release its levers over those who are.
pub fn reconsider_all(setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
    if setting.scenario.leverage.is_empty() {
        return;
    }
    for holder in talks.present.iter() {
        for target in talks.present.without(PartySet::of(holder)).iter() {
            reconsider(setting, talks, holder, target, listener);
        }
    }
}

/// Charges the round's cost of every pulled lever.
pub fn charge(setting: &Setting<'_>, talks: &mut Talks) {
    for (lever, pulled) in setting.scenario.leverage.iter().zip(&talks.pulled) {
        if *pulled {
            talks.costs[lever.holder] += lever.cost.value(&talks.inputs_now);
        }
    }
}

fn turn(
    setting: &Setting<'_>,
    talks: &mut Talks,
    index: usize,
    lever: &Leverage,
    pull: bool,
    listener: &mut impl Listener,
) {
    talks.pulled[index] = pull;
    let push = if pull {
        bring_about(setting, talks, Cause::Lever(index), &lever.effects);
        reservation_moved_by(talks, index, lever.target)
    } else {
        let push = reservation_moved_by(talks, index, lever.target);
        take_back(setting, talks, index);
        -push
    };
    if let Some(belief) = &mut talks.minds[lever.holder].beliefs[lever.target] {
        belief.shift_threshold(push);
    }
    let happening = if pull {
        Happening::Pull(index)
    } else {
        Happening::Release(index)
    };
    listener.hear(talks, happening);
}

/// What pulling adds to the target's no-deal value: what it did add, where the lever is pulled.
fn push_on_target(talks: &Talks, index: usize, lever: &Leverage) -> f64 {
    if talks.pulled[index] {
        return reservation_moved_by(talks, index, lever.target);
    }
    let on_target = lever.effects.iter().filter_map(|effect| match effect {
        Effect::Reservation { party, change } if *party == lever.target => {
            Some(change.value(&talks.inputs_now))
        }
        _ => None,
    });
    on_target.sum()
}

/// What the holder's best offer for a wish is worth.
fn look(setting: &Setting<'_>, talks: &mut Talks, holder: usize, wish: Wish) -> Option<f64> {
    let mut package = std::mem::take(&mut talks.scratch);
    let worth = talks.through_eyes(holder, |talks| {
        best_offer(setting, talks, holder, wish, &mut package)
    });
    talks.scratch = package;
    worth
}
