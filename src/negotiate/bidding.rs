//! What a party would offer next.

use super::mind::{Bid, Bids};
use super::offer::{Wish, best_offer, chance};
use super::{Setting, Talks, guest};
use crate::game::search;
use crate::math;
use crate::model::{OpponentModel, PartySet};

/// How much above its target a party without a picture of the others may ask, in utility.
const SLACK: f64 = 0.005;

/// Works out a party's next bid, unless it is already worked out; `None` if it has nothing to
/// offer that is better for it than no deal.
pub fn prepare(setting: &Setting<'_>, talks: &mut Talks, party: usize) {
    if talks.minds[party].bid.is_some() {
        return;
    }
    let bid = match talks.minds[party].bids {
        _ if talks.guests[party].is_some() => guest::bid(setting, talks, party),
        Bids::Micro => micro(setting, talks, party),
        Bids::BestReply => best_reply(setting, talks, party),
        Bids::TimeDependent { .. } | Bids::TitForTat { .. } => demand(setting, talks, party),
    };
    talks.minds[party].bid = Some(bid);
}

/// Utility of a party's best package within what is still open; `None` if red lines leave nothing
/// better than no deal.
pub fn attainable(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<f64> {
    if let Some(known) = talks.minds[party].best {
        return known;
    }
    let mut search = std::mem::take(&mut talks.search);
    let best = search::best(
        &setting.space,
        &talks.valuations[party],
        &talks.scope(),
        &mut search,
    );
    talks.search = search;
    let best = best.filter(|&best| best >= talks.reservations[party]);
    talks.minds[party].best = Some(best);
    best
}

/// The least utility that a party asks for now, if it can get anything worth having.
fn target(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<f64> {
    let best = attainable(setting, talks, party)?;
    let floor = talks.reservations[party];
    let mind = &talks.minds[party];
    let share = match mind.bids {
        Bids::TimeDependent {
            exponent,
            start,
            least,
        } => {
            let passed = setting.time(talks.round);
            let kept = 1.0 - conceded(passed, exponent);
            least.min(start) + (start - least).max(0.0) * kept
        }
        Bids::TitForTat {
            reciprocity,
            start,
            least,
        } => {
            let theirs = match (mind.heard.first(), mind.heard.last()) {
                (Some(first), Some(last)) => (last.1 - first.1).max(0.0),
                _ => 0.0,
            };
            let gain = (best - floor).max(1e-12);
            (start - reciprocity * theirs / gain).max(least.min(start))
        }
        Bids::Micro | Bids::BestReply => 1.0,
    };
    let mut target = floor + share * (best - floor);
    if mind.noise > 0.0 {
        let noise = mind.noise;
        let error = math::logit(crate::game::uniform(&mut talks.decisions));
        target += noise * error;
    }
    Some(target.clamp(floor, best))
}

/// `t^(1/e)`: share of the way conceded; a hardliner (`e` = 0) concedes nothing before the end,
/// and nothing then.
fn conceded(passed: f64, exponent: f64) -> f64 {
    if exponent <= 0.0 {
        0.0
    } else if exponent == 1.0 {
        passed
    } else {
        math::pow(passed, 1.0 / exponent)
    }
}

/// Time-dependent and tit-for-tat bids: of the packages that reach the target, the one that the
/// others are likeliest to accept; without a picture of them, the one that barely reaches it.
fn demand(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    let target = target(setting, talks, party)?;
    let mut package = Vec::new();
    if talks.minds[party].model == OpponentModel::None {
        let mut search = std::mem::take(&mut talks.search);
        let valuation = &talks.valuations[party];
        let scope = talks.scope();
        search::closest_above(
            &setting.space,
            valuation,
            &scope,
            target,
            SLACK,
            &mut search,
        );
        package.clone_from(&search.best);
        talks.search = search;
    } else {
        let wish = Wish {
            target,
            gain_over: None,
            with: PartySet::EMPTY,
            shift: None,
        };
        best_offer(setting, talks, party, wish, &mut package)?;
    }
    bid(setting, talks, party, package)
}

/// MiCRO: a new package, the next in its own order, if it has heard at least as many different
/// ones as it has offered; else its last one again.
fn micro(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    attainable(setting, talks, party)?;
    let mind = &talks.minds[party];
    let heard = mind.heard_different.len() as u32;
    let repeat = mind.last.clone().map(|(_, package)| package);
    if mind.offered > heard {
        return bid(setting, talks, party, repeat?);
    }
    let mut search = std::mem::take(&mut talks.search);
    let after = mind.last.as_ref().map(|(u, package)| (*u, &package[..]));
    let next = search::next_below(
        &setting.space,
        &talks.valuations[party],
        &talks.scope(),
        after,
        talks.reservations[party],
        &mut search,
    );
    let package = next.map(|_| search.best.clone()).or(repeat);
    talks.search = search;
    bid(setting, talks, party, package?)
}

/// Best reply: looking ahead to the end where the strategy knows what is public, else the largest
/// expected gain of this one offer.
fn best_reply(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    if let (Some(plan), OpponentModel::Public) = (&setting.plan, talks.minds[party].model) {
        return plan.bid(setting, talks, party);
    }
    attainable(setting, talks, party)?;
    let floor = talks.reservations[party];
    let wish = Wish {
        target: floor,
        gain_over: Some(floor),
        with: PartySet::EMPTY,
        shift: None,
    };
    let mut package = Vec::new();
    best_offer(setting, talks, party, wish, &mut package)?;
    let mut bid = bid(setting, talks, party, package)?;
    let chance = chance(setting, talks, party, &bid.package);
    bid.value = floor + chance * (bid.utility - floor);
    Some(bid)
}

fn bid(setting: &Setting<'_>, talks: &Talks, party: usize, package: Vec<u16>) -> Option<Bid> {
    if package.is_empty() {
        return None;
    }
    let utility = talks.utility(setting, party, &package);
    // An offer repeated after an event may have become worse than no deal.
    (utility >= talks.reservations[party]).then_some(Bid {
        package,
        utility,
        value: utility,
    })
}
