//! Levers: a party changes what another can fall back on, at a cost to itself.
//!
//! The holder decides after an answer of the target, by what it believes: it pulls the lever if the
//! largest expected gain of an offer with the lever pulled, less the lever's cost per round,
//! exceeds that without, and releases it by the same reckoning.

use super::changes::{Cause, bring_about, reservation_moved_by, take_back};
use super::offer::{Wish, best_offer};
use super::{Happening, Listener, Setting, Talks};
use crate::math;
use crate::model::{Effect, Leverage, PartySet};

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
        let (with_shift, without_shift) = if pulled { (0.0, -push) } else { (push, 0.0) };
        let sides = (holder, target);
        let without = expected(setting, talks, sides, without_shift, None).unwrap_or(0.0);
        // Whether pulling gains more is all that matters: neither what is below is looked for, nor
        // the best above.
        let with = expected(setting, talks, sides, with_shift, Some(without + cost));
        if with.is_some() != pulled {
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

/// The holder's largest expected gain of an offer that needs the target; with `above`, any such gain
/// that exceeds it.
fn expected(
    setting: &Setting<'_>,
    talks: &mut Talks,
    (holder, target): (usize, usize),
    shift: f64,
    above: Option<f64>,
) -> Option<f64> {
    let above = above.map(math::ln);
    let wish = Wish {
        with: PartySet::of(target),
        shift: Some((target, shift)).filter(|_| shift != 0.0),
        above: above.unwrap_or(f64::NEG_INFINITY),
        enough: above.map_or(f64::INFINITY, f64::next_up),
        ..Wish::expected_gain(talks.reservations[holder])
    };
    let mut package = std::mem::take(&mut talks.scratch);
    let worth = talks.through_eyes(holder, |talks| {
        best_offer(setting, talks, holder, wish, &mut package)
    });
    talks.scratch = package;
    worth.map(math::exp)
}
