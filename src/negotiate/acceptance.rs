//! Whether a party says yes to a package.

use super::bidding::{attainable, prepare};
use super::foresight::foreseen;
use super::known::most_within;
use super::mind::{Accepts, Bids};
use super::protocol::outside;
use super::{Setting, Talks, equilibrium, guest};
use crate::math;
use crate::model::{AfterDeal, Window};

/// What refusing leads to is a product of rounded factors; offers are made to just reach it.
const ROUNDING: f64 = 2e-9;

/// Whether a party accepts a package now. Below the reservation value or across a red line it
/// never does.
pub fn accepts(setting: &Setting<'_>, talks: &mut Talks, party: usize, package: &[u16]) -> bool {
    let utility = talks.utility(setting, party, package);
    if !talks.admits(setting, party, package, utility) {
        return false;
    }
    if talks.guests[party].is_some() {
        return guest::accepts(setting, talks, party, package);
    }
    let ahead = foreseen(setting, talks, party, package);
    let utility = utility + ahead;
    // Whoever can leave gives that up by accepting.
    let leaves = outside::worth(setting, talks, party) > Some(utility);
    if leaves || (ahead != 0.0 && utility < talks.reservations[party]) {
        return false;
    }
    match threshold(setting, talks, party, package) {
        None => false,
        Some(threshold) if talks.minds[party].noise > 0.0 => {
            let noise = talks.minds[party].noise;
            let pick = crate::game::uniform(&mut talks.decisions);
            pick < math::logistic((utility - threshold) / noise)
        }
        Some(threshold) => utility >= threshold,
    }
}

/// The least utility that a party accepts now for a package like this; `None` for none.
fn threshold(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    package: &[u16],
) -> Option<f64> {
    let floor = talks.reservations[party];
    if talks.minds[party].bids == Bids::Equilibrium {
        let least = equilibrium::going_on(setting, talks, party);
        return Some(floor.max(least.unwrap_or(floor) - ROUNDING));
    }
    match talks.minds[party].accepts {
        Accepts::Next => next(setting, talks, party, package),
        Accepts::Const(level) => {
            let best = attainable(setting, talks, party)?;
            let within = attainable_with(setting, talks, party, package, best)?;
            Some(floor + level * (within - floor))
        }
        Accepts::Time(after) => (talks.time(talks.round) >= after).then_some(floor),
        Accepts::Combi(after, window) => {
            let next = next(setting, talks, party, package);
            let passed = talks.time(talks.round);
            if passed < after {
                return next;
            }
            let heard = heard_in_window(talks, party, passed, window);
            Some(next.map_or(heard, |next| next.min(heard)))
        }
    }
}

/// AC_next: its own next bid, which can be agreed a turn later at the earliest, and is therefore
/// worth that much less to a party that is not patient (`patience` to the power of a turn's share of
/// a round, as in `plan`); never less than no deal.
///
/// Where talks go on after a partial deal, agreeing to it gives nothing up on the other issues. A
/// party then holds out for the same share of what can be gained on the issues that the package
/// moves as its next bid asks of everything.
fn next(setting: &Setting<'_>, talks: &mut Talks, party: usize, package: &[u16]) -> Option<f64> {
    let floor = talks.reservations[party];
    if let Some(plan) = talks.looks_ahead(setting, party) {
        let going_on = plan.going_on(setting, talks.turn, party);
        return Some(floor.max(going_on - ROUNDING));
    }
    prepare(setting, talks, party);
    let value = match &talks.minds[party].bid {
        Some(Some(bid)) => bid.value,
        _ => return Some(floor),
    };
    let kept = setting.after_a_turn(party, talks.table, &talks.inputs_now);
    if talks.after_deal == AfterDeal::Stop {
        return Some(floor.max(kept * value));
    }
    let best = attainable(setting, talks, party)?;
    let share = if best > floor {
        (value - floor) / (best - floor)
    } else {
        0.0
    };
    let within = attainable_with(setting, talks, party, package, best)?;
    let held_out_for = floor + share.clamp(0.0, 1.0) * (within - floor);
    Some(floor.max(kept * held_out_for))
}

/// The best a party could get by moving no other issues than a package does, where talks go on
/// after it; everything, where they stop.
fn attainable_with(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    package: &[u16],
    best: f64,
) -> Option<f64> {
    if talks.after_deal == AfterDeal::Stop {
        return Some(best);
    }
    let within = most_within(setting, talks, party, package);
    within.map(|w| w.max(talks.reservations[party]))
}

/// The best offer heard in a window as long as the time that is left, the mean of those heard in it, or
/// the best of all (MAX^W, AVG^W and MAX^T of AC_combi; Baarslag, Hindriks & Jonker 2014,
/// doi:10.1016/j.dss.2013.05.021, equation 8); the no-deal value if that is better, or nothing was
/// heard.
fn heard_in_window(talks: &Talks, party: usize, passed: f64, window: Window) -> f64 {
    let since = passed - (1.0 - passed);
    let floor = talks.reservations[party];
    let mind = &talks.minds[party];
    let recent = mind
        .heard
        .iter()
        .rev()
        .take_while(|(round, _)| talks.time(*round) >= since)
        .map(|(_, utility)| *utility);
    match window {
        Window::All => mind.heard.iter().map(|(_, u)| *u).fold(floor, f64::max),
        Window::Max => recent.fold(floor, f64::max),
        Window::Average => {
            let (sum, count) = recent.fold((0.0, 0u32), |(sum, n), u| (sum + u, n + 1));
            floor.max(sum / f64::from(count.max(1)))
        }
    }
}
