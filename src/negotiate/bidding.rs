//! What a party would offer next.

use super::foresight::{feared, foreseen};
use super::known::most_with;
use super::mind::{Bid, Bids};
use super::offer::{Wish, best_offer, chance};
use super::strategy::{behaviour, hybrid, nice, similarity};
use super::{Setting, Talks, equilibrium, guest};
use crate::game::Valuation;
use crate::game::search;
use crate::math;
use crate::model::{Convention, Imitation, OpponentModel, Protocol};

/// How much above its target a party without a picture of the others may ask, in utility.
const SLACK: f64 = 0.005;
/// By how much sums of the same numbers may differ that are added in different orders, as a share of them.
const ROUNDING: f64 = 1e-12;
/// Nodes that the search for the Nash point may visit, and by how much it may fall short of the
/// largest logarithm of the product: the beliefs it rests on are rougher than that.
const NASH_NODES: u64 = 50_000;

/// Works out a party's next bid, unless it is already worked out; `None` if it has nothing to
/// offer that is better for it than no deal.
pub fn prepare(setting: &Setting<'_>, talks: &mut Talks, party: usize) {
    if talks.minds[party].bid.is_some() {
        return;
    }
    let mut bid = next(setting, talks, party);
    if let Some(found) = &bid
        && found.utility + foreseen(setting, talks, party, &found.package)
            < talks.reservations[party]
    {
        let feared: Vec<usize> = feared(setting, party, &found.package).collect();
        bid = without(setting, talks, party, &feared);
    }
    talks.minds[party].bid = Some(bid);
}

/// The next bid that leaves some issues as they are.
fn without(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    issues: &[usize],
) -> Option<Bid> {
    let open = talks.open.clone();
    issues.iter().for_each(|&issue| talks.open[issue] = false);
    let best = talks.minds[party].best.take();
    let known = std::mem::take(&mut talks.minds[party].known);
    let ceilings = std::mem::take(&mut talks.minds[party].ceilings);
    let bid = next(setting, talks, party);
    talks.open = open;
    talks.minds[party].best = best;
    talks.minds[party].known = known;
    talks.minds[party].ceilings = ceilings;
    // A strategy with a memory of its own may offer what it did before.
    bid.filter(|bid| {
        bid.utility + foreseen(setting, talks, party, &bid.package) >= talks.reservations[party]
    })
}

fn next(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    match talks.minds[party].bids {
        _ if talks.guests[party].is_some() => guest::bid(setting, talks, party),
        Bids::Micro => micro(setting, talks, party),
        Bids::BestReply => best_reply(setting, talks, party),
        Bids::Equilibrium => equilibrium::bid(setting, talks, party),
        Bids::TradeOff { .. } => trade_off(setting, talks, party),
        Bids::TimeDependent { .. }
        | Bids::TitForTat { .. }
        | Bids::Imitate { .. }
        | Bids::NiceTitForTat
        | Bids::Hybrid { .. }
        | Bids::Random { .. } => demand(setting, talks, party),
    }
}

/// Utility of a party's best package within what is still open; `None` if red lines leave nothing
/// better than no deal.
pub fn attainable(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<f64> {
    if let Some(known) = talks.minds[party].best {
        return known;
    }
    let best = most_with(setting, talks, party, talks.present);
    let best = best.filter(|&best| best >= talks.reservations[party]);
    talks.minds[party].best = Some(best);
    best
}

/// The least utility that a party asks for now, if it can get anything worth having.
fn target(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<f64> {
    let best = attainable(setting, talks, party)?;
    let floor = talks.reservations[party];
    let passed = talks.time(talks.round);
    let at = |share: f64| floor + share * (best - floor);
    let by_clock = |exponent, convention, start: f64, least: f64| {
        let kept = 1.0 - conceded(passed, exponent, convention);
        at(least.min(start) + (start - least).max(0.0) * kept)
    };
    talks.minds[party].take_down();
    let mind = &talks.minds[party];
    let last = |start: f64| mind.asked[1].unwrap_or(at(start));
    let mut target = match mind.bids {
        Bids::TimeDependent {
            exponent,
            convention,
            start,
            least,
        } => by_clock(exponent, convention, start, least),
        Bids::TradeOff {
            exponent,
            start,
            least,
        } => by_clock(exponent, Convention::Faratin, start, least),
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
            at((start - reciprocity * theirs / gain).max(least.min(start)))
        }
        Bids::Imitate {
            how,
            span,
            jitter,
            start,
            least,
        } => {
            let before = last(start);
            let extra = if how == Imitation::Random {
                jitter * (best - floor) * crate::game::uniform(&mut talks.decisions)
            } else {
                0.0
            };
            let received = &talks.minds[party].received;
            let next = behaviour::next_demand(how, span as usize, before, received, extra);
            next.max(at(least.min(start))).min(at(start))
        }
        Bids::Hybrid {
            exponent,
            reciprocity,
            start,
            least,
        } => {
            let clock = by_clock(exponent, Convention::Faratin, start, least);
            let next = hybrid::next_demand(last(start), clock, &mind.received, passed, reciprocity);
            next.max(at(least.min(start))).min(at(start))
        }
        Bids::NiceTitForTat => match (mind.received.first(), mind.received.last()) {
            (Some(&first), Some(&latest)) => {
                let nash = nash(setting, talks, party).unwrap_or(0.5 * (best + floor));
                nice::next_demand(best, nash.min(best), first, latest)
            }
            _ => best,
        },
        Bids::Random { least } => {
            let pick = crate::game::uniform(&mut talks.decisions);
            at(least + (1.0 - least) * pick)
        }
        Bids::Micro | Bids::BestReply | Bids::Equilibrium => best,
    };
    target = target.clamp(floor, best);
    talks.minds[party].asked[0] = Some(target);
    let mind = &talks.minds[party];
    if mind.noise > 0.0 {
        let noise = mind.noise;
        let error = math::logit(crate::game::uniform(&mut talks.decisions));
        target += noise * error;
    }
    let target = target.clamp(floor, best);
    // A search adds utilities as given in an order of its own: asked for all of the best package, it
    // could miss it by the last bit.
    let missed = match talks.valuations[party].as_given {
        true => ROUNDING * (1.0 + best.abs()),
        false => 0.0,
    };
    Some((target - missed).max(floor))
}

/// `t^(1/e)`, or `t^e` as NegMAS reads it: share of the way conceded. A hardliner (`e` = 0) concedes
/// nothing before the end, and nothing then; read as NegMAS does, 0 concedes everything at once.
pub(super) fn conceded(passed: f64, exponent: f64, convention: Convention) -> f64 {
    match convention {
        _ if exponent == 1.0 => passed,
        Convention::Negmas => math::pow(passed, exponent),
        Convention::Faratin if exponent <= 0.0 => 0.0,
        Convention::Faratin => math::pow(passed, 1.0 / exponent),
    }
}

/// The party's own utility of the Nash point, as its beliefs have it: the largest product of its gain
/// over no deal and what the others get; `None` without beliefs, or where nothing has a gain.
fn nash(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<f64> {
    let mut search = std::mem::take(&mut talks.search);
    let valuation = &talks.valuations[party];
    talks.scope().begin(&setting.space, &mut search);
    search.keep_red_lines(valuation);
    search.add(valuation, talks.reservations[party]);
    let mut floors = vec![talks.reservations[party]];
    for belief in talks.minds[party].beliefs.iter().flatten() {
        search.add(&belief.worth, f64::NEG_INFINITY);
        floors.push(0.0);
    }
    let limits = search::Limits {
        nodes: NASH_NODES,
        ..search::Limits::EXACT
    };
    let objective = search::Product { floors: &floors };
    let found =
        floors.len() > 1 && search.maximise(&setting.space, &objective, f64::NEG_INFINITY, limits);
    let utility = found.then(|| valuation.utility(&setting.space, &search.best));
    talks.search = search;
    utility
}

/// The package most similar to what the others offered last, among those that reach the target
/// (Faratin, Sierra & Jennings 2002): similarity is a weighted sum over issues, 1 where the option is
/// the same, and on an ordered issue less with the distance; an issue weighs as much as the others
/// are believed to care for it.
fn trade_off(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    let mind = &talks.minds[party];
    if mind.theirs.iter().all(Option::is_none) {
        return demand(setting, talks, party);
    }
    let target = target(setting, talks, party)?;
    let space = &setting.space;
    let mind = &talks.minds[party];
    let mut similar = vec![0.0; space.options()];
    for (theirs, belief) in mind.theirs.iter().zip(&mind.beliefs) {
        let Some(theirs) = theirs else { continue };
        for (issue, &option) in theirs.iter().enumerate() {
            let range = space.offset(issue)..space.offset(issue + 1);
            let weight = belief.as_ref().map_or(1.0, |belief| {
                let worth = &belief.worth.values[range.clone()];
                let high = worth.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                high - worth.iter().copied().fold(f64::INFINITY, f64::min)
            });
            similarity::add(&mut similar[range], option, space.is_ordered(issue), weight);
        }
    }
    let mut search = std::mem::take(&mut talks.search);
    talks.scope().begin(space, &mut search);
    search.keep_red_lines(&talks.valuations[party]);
    search.add(&talks.valuations[party], target);
    let similar = Valuation {
        values: similar,
        bonuses: vec![0.0; space.terms().len()],
        ..Valuation::default()
    };
    search.add(&similar, f64::NEG_INFINITY);
    let limits = search::Limits {
        nodes: 200_000,
        ..search::Limits::EXACT
    };
    let objective = search::Sum(&[0.0, 1.0]);
    let found = search.maximise(space, &objective, f64::NEG_INFINITY, limits);
    let package = search.best.clone();
    talks.search = search;
    found.then_some(())?;
    bid(setting, talks, party, package)
}

/// Time-dependent and tit-for-tat bids: of the packages that reach the target, the one that the
/// others are likeliest to accept; without a picture of them, the one that barely reaches it.
fn demand(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    let target = target(setting, talks, party)?;
    let mut package = Vec::new();
    let anything = matches!(talks.minds[party].bids, Bids::Random { .. });
    // A price that is named is what the party asks for itself, whatever the others may like.
    let named = matches!(setting.scenario.protocol, Protocol::DoubleAuction { .. });
    if anything || named || talks.minds[party].model == OpponentModel::None {
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
        best_offer(setting, talks, party, Wish::agreement(target), &mut package)?;
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
    let after = mind.last.as_ref().map(|(_, package)| &package[..]);
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
    let mut package = Vec::new();
    best_offer(
        setting,
        talks,
        party,
        Wish::expected_gain(floor),
        &mut package,
    )?;
    let mut bid = bid(setting, talks, party, package)?;
    let chance = chance(setting, talks, party, &bid.package, None);
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
