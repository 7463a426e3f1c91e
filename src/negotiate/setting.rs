//! What is the same in every replication, built once: the package space, public knowledge, and the
//! utilities and plans that no uncertain input touches.

use super::assent::Assent;
use super::equilibrium::Equilibrium;
use super::plan::Plan;
use super::public::Public;
use crate::game::search::Search;
use crate::game::{Compiler, Draw, Space, Valuation};
use crate::model::{AfterDeal, Bidding, OpponentModel, PartySet, Protocol, Reservation, Scenario};

/// A scenario made ready to be played.
#[derive(Debug)]
pub struct Setting<'s> {
    /// The scenario.
    pub scenario: &'s Scenario,
    /// Its package space.
    pub space: Space,
    /// Builds utilities from draws.
    pub compiler: Compiler,
    /// What everybody knows of everybody.
    pub public: Public,
    /// Per party, its utilities where they are the same in every replication.
    pub fixed: Vec<Option<Valuation>>,
    /// Per party, whether all that drives its plan is the same in every replication.
    pub certain: Vec<bool>,
    /// Uncertain inputs at their medians.
    pub medians: Vec<f64>,
    /// Per party, what it says yes to, where a strategy looks ahead.
    pub assents: Vec<Assent>,
    /// What looking ahead says, where a strategy looks ahead.
    pub plan: Option<Plan>,
    /// What the equilibrium of other protocols says, where a strategy plays it.
    pub equilibrium: Option<Equilibrium>,
    /// Rounds that everybody expects the talks to last at most.
    pub horizon: u32,
    /// Nodes that one search for an offer may visit.
    pub(super) offer_nodes: u64,
}

/// Nodes that one search for an offer may visit where packages are more than a number; below that it goes on until it
/// has found the best.
const NODES: u64 = 2_000;
const FEW_PACKAGES: u128 = 1_000_000;

impl<'s> Setting<'s> {
    /// Makes a scenario ready.
    pub fn new(scenario: &'s Scenario) -> Self {
        let space = Space::new(scenario);
        let compiler = Compiler::new(scenario);
        let mut search = Search::new();
        let medians = Draw::medians(scenario);
        let compiled = compiler.compile_all(scenario, &space, &medians, &mut search);
        let parties = 0..scenario.parties.len();
        let fixed: Vec<Option<Valuation>> = parties
            .clone()
            .map(|p| (!compiler.is_uncertain(p)).then(|| compiled[p].clone()))
            .collect();
        let looks_ahead = !scenario.side_deals && looks_ahead(scenario);
        let assents = parties
            .clone()
            .filter(|_| looks_ahead)
            .map(|p| Assent::new(scenario, &space, p, &compiled[p]));
        let assents = assents.collect();
        let public = Public::new(scenario, &space, compiled, &medians);
        let certain: Vec<bool> = parties
            .map(|p| fixed[p].is_some() && is_certain(scenario, p))
            .collect();
        let deadline = scenario.time.deadline.value(&medians.inputs);
        let horizon = (deadline.round() as u32).clamp(1, scenario.time.rounds);
        let mut setting = Self {
            scenario,
            space,
            compiler,
            public,
            fixed,
            certain,
            medians: medians.inputs.clone(),
            assents,
            plan: None,
            equilibrium: None,
            horizon,
            offer_nodes: match scenario.packages() <= FEW_PACKAGES {
                true => u64::MAX,
                false => NODES,
            },
        };
        if looks_ahead {
            setting.plan = Plan::new(&setting, &medians, &mut search);
        }
        setting.equilibrium = Equilibrium::new(&setting, &medians, &mut search);
        setting
    }

    /// Whether an input touches a party's utilities or its no-deal value.
    pub fn depends(&self, party: usize, input: usize) -> bool {
        let reservation = match &self.scenario.parties[party].reservation {
            Reservation::Absolute(quantity) | Reservation::OverStatusQuo(quantity) => quantity,
        };
        self.compiler.depends(party, input)
            || reservation.feeds.iter().any(|&(feed, _)| feed == input)
    }

    /// Everybody.
    pub fn everybody(&self) -> PartySet {
        (0..self.scenario.parties.len()).collect()
    }

    /// Share of a value that is left to a party when it comes a turn later: its patience, spread
    /// evenly over the turns of a round (in shuttle mediation, a round is one meeting, in a legislature
    /// one motion; with a proposal a round, or where all speak at once, that is the turn). In several
    /// tracks, a turn is one at the given table.
    pub fn after_a_turn(&self, party: usize, table: Option<usize>, inputs: &[f64]) -> f64 {
        let patience = self.scenario.parties[party].patience.value(inputs);
        if patience >= 1.0 {
            return 1.0;
        }
        let own = table.and_then(|table| self.scenario.tracks().get(table));
        match own.map_or(&self.scenario.protocol, |track| &track.protocol) {
            Protocol::AlternatingOffers { order } | Protocol::IssueByIssue { order, .. } => {
                crate::math::pow(patience, 1.0 / order.len() as f64)
            }
            Protocol::Proposals { .. }
            | Protocol::Attrition { .. }
            | Protocol::Legislative(_)
            | Protocol::DoubleAuction { .. }
            | Protocol::Shuttle { .. }
            | Protocol::SimultaneousConcession { .. }
            | Protocol::SingleText(_)
            | Protocol::Tracks(_) => patience,
        }
    }

    /// What follows a deal under a protocol: issue by issue, the talks about that issue are over.
    pub(super) fn after_deal(&self, protocol: &Protocol, given: AfterDeal) -> AfterDeal {
        match protocol {
            Protocol::IssueByIssue { .. } => AfterDeal::Stop,
            _ => given,
        }
    }

    /// Whether an agreement may settle some issues and leave others to be talked about.
    pub(super) fn goes_step_by_step(&self) -> bool {
        let goes_on = |protocol: &Protocol, after_deal: AfterDeal| {
            after_deal == AfterDeal::Continue || matches!(protocol, Protocol::IssueByIssue { .. })
        };
        let steps = match &self.scenario.protocol {
            Protocol::Tracks(tracks) => {
                let mut tables = tracks.iter();
                tracks.len() > 1 || tables.any(|at| goes_on(&at.protocol, at.after_deal))
            }
            protocol => goes_on(protocol, self.scenario.time.after_deal),
        };
        steps || self.scenario.side_deals
    }
}

/// Whether no input touches a party's no-deal value, firmness or patience.
fn is_certain(scenario: &Scenario, party: usize) -> bool {
    let party = &scenario.parties[party];
    let reservation = match &party.reservation {
        Reservation::Absolute(quantity) | Reservation::OverStatusQuo(quantity) => quantity,
    };
    let sure = |firmness: f64| firmness <= 0.0 || firmness >= 1.0;
    reservation.is_constant()
        && party.patience.is_constant()
        && party
            .conditions
            .iter()
            .all(|c| c.firmness.is_constant() && sure(c.firmness.value(&[])))
}

fn looks_ahead(scenario: &Scenario) -> bool {
    scenario
        .parties
        .iter()
        .flat_map(|party| &party.strategies)
        .any(|(_, s)| match s.bidding {
            Bidding::BestReply => s.model == OpponentModel::Public,
            Bidding::Equilibrium => true,
            _ => false,
        })
}
