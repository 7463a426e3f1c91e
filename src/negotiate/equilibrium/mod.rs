//! Equilibrium play: parties that are rational, know each other to be, and know what the scenario
//! file says of each other. A benchmark to hold behavioural strategies against, not a forecast.
//!
//! What is played depends on the protocol:
//! - *alternating offers*, with a last round: backward induction over turns (Ståhl 1972; `plan`), which
//!   is also the best take-it-or-leave-it demand against a private no-deal value or outside option
//!   (Fearon 1995, doi:10.1017/S0020818300033324; Powell 1999);
//! - *alternating offers*, without one: the stationary equilibrium of two (Rubinstein 1982; `stationary`), of more the plan
//!   of a game whose end is far away (`plan`);
//! - *legislative bargaining* under the closed rule: values worked back from the last round, until they
//!   repeat (Baron & Ferejohn 1989; `legislative`);
//! - *attrition*: conceding with the equilibrium's hazard, or at the time of one's type (`attrition`);
//! - *double auction*: the linear prices of Chatterjee & Samuelson (`auction`).
//!
//! Where it does not apply, the scenario is refused when it is read (`scenario::equilibrium`).

mod attrition;
mod auction;
mod coalition;
mod division;
mod legislative;
mod listed;
pub(super) mod stationary;

pub use legislative::Legislative;

use super::mind::Bid;
use super::{Setting, Talks};
use crate::game::search::Search;
use crate::game::{Draw, uniform};
use crate::model::{Bidding, Protocol, Scenario};
use attrition::HoldingOut;
use auction::Prices;

/// What is worked out once for a protocol whose equilibrium is not a plan of offers.
#[derive(Debug)]
pub enum Equilibrium {
    /// How long each holds out in a war of attrition.
    Attrition(HoldingOut),
    /// Which price each type names in a double auction.
    Auction(Prices),
}

impl Equilibrium {
    /// The equilibrium of a setting's protocol, where some party plays it; alternating offers have
    /// theirs in the setting's plan, and a legislature in the talks, since it hangs on who is present.
    pub(super) fn new(setting: &Setting<'_>, medians: &Draw, search: &mut Search) -> Option<Self> {
        if !is_played(setting.scenario) {
            return None;
        }
        match &setting.scenario.protocol {
            Protocol::Attrition { order } => {
                let found = HoldingOut::new(setting, *order, medians, search);
                Some(Self::Attrition(found))
            }
            Protocol::DoubleAuction {
                seller,
                buyer,
                buyer_weight,
            } => {
                let found = Prices::new(setting, [*seller, *buyer], *buyer_weight);
                Some(Self::Auction(found))
            }
            _ => None,
        }
    }
}

/// What a party offers in equilibrium; `None` where it would rather wait, or none is known.
pub(super) fn bid(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    match &setting.scenario.protocol {
        Protocol::AlternatingOffers { .. } | Protocol::Proposals { .. } => {
            setting.plan.as_ref()?.bid(setting, talks, party)
        }
        Protocol::Legislative(_) => legislative::bid(setting, talks, party),
        Protocol::DoubleAuction { .. } => match &setting.equilibrium {
            Some(Equilibrium::Auction(prices)) => prices.bid(setting, talks, party),
            _ => None,
        },
        _ => None,
    }
}

/// What it is worth to a party to go on: the least that it accepts in equilibrium.
pub(super) fn going_on(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<f64> {
    match &setting.scenario.protocol {
        Protocol::AlternatingOffers { .. } | Protocol::Proposals { .. } => {
            let plan = setting.plan.as_ref()?;
            Some(plan.going_on(setting, talks.turn, party))
        }
        Protocol::Legislative(_) => legislative::going_on(setting, talks, party),
        _ => None,
    }
}

/// Whether some strategy plays the equilibrium.
pub fn is_played(scenario: &Scenario) -> bool {
    scenario
        .parties
        .iter()
        .flat_map(|party| &party.strategies)
        .any(|(_, strategy)| matches!(strategy.bidding, Bidding::Equilibrium))
}

/// Whether a party at equilibrium gives in to the other's demand in this round of a war of attrition.
/// `prizes` is, per party, what having its own demand is worth to it over giving in.
pub(super) fn gives_in(
    setting: &Setting<'_>,
    talks: &mut Talks,
    [party, other]: [usize; 2],
    prizes: [f64; 2],
) -> bool {
    let Some(Equilibrium::Attrition(holding_out)) = &setting.equilibrium else {
        return false;
    };
    let costs = [party, other].map(|p| {
        let cost = &setting.scenario.parties[p].delay_cost;
        cost.value(&talks.inputs_now)
    });
    match holding_out {
        HoldingOut::Known => {
            let chance = attrition::hazard(costs[1] / prizes[1].max(1e-12));
            uniform(&mut talks.decisions) < chance
        }
        HoldingOut::Private(times) => {
            let ratio = prizes[0].max(0.0) / costs[0].max(1e-12);
            f64::from(talks.round - 1) >= times.rounds(ratio) - 0.5
        }
    }
}
