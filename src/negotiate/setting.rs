//! What is the same in every replication, built once: the package space, public knowledge, and the
//! utilities and plans that no uncertain input touches.

use super::plan::Plan;
use super::public::Public;
use crate::game::search::Search;
use crate::game::{Compiler, Draw, Space, Valuation};
use crate::model::{Bidding, OpponentModel, PartySet, Protocol, Reservation, Scenario};

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
    /// What looking ahead says, where a strategy looks ahead.
    pub plan: Option<Plan>,
    /// Rounds that everybody expects the talks to last at most.
    pub horizon: u32,
}

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
            plan: None,
            horizon,
        };
        if let Protocol::AlternatingOffers { order } = &scenario.protocol
            && looks_ahead(scenario)
        {
            setting.plan = Some(Plan::new(&setting, order, &medians, &mut search));
        }
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
    /// evenly over the turns of a round (in shuttle mediation, a round is one meeting; in a legislature,
    /// one motion).
    pub fn after_a_turn(&self, party: usize, inputs: &[f64]) -> f64 {
        let patience = self.scenario.parties[party].patience.value(inputs);
        if patience >= 1.0 {
            return 1.0;
        }
        match &self.scenario.protocol {
            Protocol::AlternatingOffers { order } => {
                crate::math::pow(patience, 1.0 / order.len() as f64)
            }
            Protocol::Legislative(_) | Protocol::Shuttle { .. } => patience,
        }
    }

    /// Share of the expected talks that has passed in a round, from 0 in the first to 1 in the
    /// last.
    pub fn time(&self, round: u32) -> f64 {
        match self.horizon {
            1 => 1.0,
            horizon => (f64::from(round - 1) / f64::from(horizon - 1)).min(1.0),
        }
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
        .any(|(_, s)| matches!(s.bidding, Bidding::BestReply) && s.model == OpponentModel::Public)
}
