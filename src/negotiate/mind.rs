//! A party in the talks: the strategy it plays, what it believes of the others, and what it
//! remembers of the talks.

use super::known::{Known, Within};
use super::learner::Learner;
use super::{Belief, Setting, Types};
use crate::model::{
    Acceptance, Bidding, Convention, Imitation, OpponentModel, PartySet, Strategy, Window,
};

/// How a party accepts, with its numbers drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Accepts {
    /// AC_next.
    Next,
    /// AC_const: share of the attainable gain.
    Const(f64),
    /// AC_time: from this share of the talks on.
    Time(f64),
    /// AC_combi: from this share of the talks on, and what counts of the window.
    Combi(f64, Window),
}

/// How a party bids, with its numbers drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bids {
    /// Demands `least + (start - least)(1 - t^(1/e))` of its attainable gain.
    TimeDependent {
        /// `e`.
        exponent: f64,
        /// How it is read.
        convention: Convention,
        /// Share demanded at first.
        start: f64,
        /// Share demanded at last.
        least: f64,
    },
    /// Concedes what the other conceded, times the reciprocity.
    TitForTat {
        /// Concession per concession.
        reciprocity: f64,
        /// Share demanded at first.
        start: f64,
        /// Share demanded at last.
        least: f64,
    },
    /// Concedes what the other conceded some turns ago.
    Imitate {
        /// How it is measured.
        how: Imitation,
        /// How many turns ago.
        span: u32,
        /// Largest random concession on top, as a share of the attainable gain.
        jitter: f64,
        /// Share demanded at first.
        start: f64,
        /// Share demanded at last.
        least: f64,
    },
    /// Comes as far towards the Nash point as the other.
    NiceTitForTat,
    /// From imitation to the clock.
    Hybrid {
        /// `e`.
        exponent: f64,
        /// Concession per concession.
        reciprocity: f64,
        /// Share demanded at first.
        start: f64,
        /// Share demanded at last.
        least: f64,
    },
    /// By the clock, and similar to the other's last offer.
    TradeOff {
        /// `e`.
        exponent: f64,
        /// Share demanded at first.
        start: f64,
        /// Share demanded at last.
        least: f64,
    },
    /// Any demand above a share.
    Random {
        /// The share.
        least: f64,
    },
    /// Descending order, one new offer for each new one heard.
    Micro,
    /// Largest expected gain.
    BestReply,
    /// Its part of the equilibrium.
    Equilibrium,
}

/// The next package that a party would offer.
#[derive(Debug, Clone, Default)]
pub struct Bid {
    /// The package.
    pub package: Vec<u16>,
    /// What it is worth to the party.
    pub utility: f64,
    /// What offering it is worth: less than `utility` where it may be refused and the strategy
    /// reckons with that.
    pub value: f64,
}

/// A party in the talks.
#[derive(Debug, Clone)]
pub struct Mind {
    /// Which party.
    pub party: usize,
    /// How it bids.
    pub bids: Bids,
    /// How it accepts.
    pub accepts: Accepts,
    /// What it takes the others to want.
    pub model: OpponentModel,
    /// Scale of the logistic error of its decisions.
    pub noise: f64,
    /// Counts what the events that a package sets off will change.
    pub foresight: bool,
    /// Leaves after so many bad offers in a row.
    pub walk_out_after: Option<u32>,
    /// Bad offers in a row, counted for who leaves after some.
    pub bad: u32,
    /// Its picture of each other party; empty if it makes none.
    pub beliefs: Vec<Option<Belief>>,
    /// Beliefs before the talks, per model that learns or knows.
    fresh: [Option<Vec<Option<Belief>>>; 7],
    /// Its best package within the scope: `Some(None)` if there is none, `None` if not looked up.
    pub best: Option<Option<f64>>,
    /// What it has worked out of sets of signatories.
    pub known: Vec<Known>,
    /// What no longer holds of it, for its memory to be used again.
    pub(super) forgotten: Vec<Known>,
    /// Per set of signatories looked at so far, what it could hope for at most.
    pub ceilings: Vec<(PartySet, f64)>,
    /// What it has worked out of sets of issues.
    pub within: Vec<Within>,
    /// Its next bid: `Some(None)` if there is none, `None` if not worked out.
    pub bid: Option<Option<Bid>>,
    /// The last package it offered since the status quo last changed, and its utility.
    pub last: Option<(f64, Vec<u16>)>,
    /// Signatories of the package that its last search found.
    pub last_family: PartySet,
    /// The package itself.
    pub last_found: Vec<u16>,
    /// The package that its last search for the largest expected gain found, and the signatories.
    pub promising: (PartySet, Vec<u16>),
    /// Different packages that it has offered.
    pub offered: u32,
    /// Different packages that it has heard.
    pub heard_different: Vec<Vec<u16>>,
    /// Round and own utility of each offer heard, if it weighs them.
    pub heard: Vec<(u32, f64)>,
    /// What was heard in each of its turns, in own utility: the mean where several spoke.
    pub received: Vec<f64>,
    /// How much of `heard` is in `received`.
    pub seen: usize,
    /// The utility it asks for now, and the one it asked for in its last turn.
    pub asked: [Option<f64>; 2],
    /// The last package it heard from each other party.
    pub theirs: Vec<Option<Vec<u16>>>,
    /// Whether what a guest in its seat sees is out of date.
    pub guest_is_stale: bool,
}

impl Mind {
    /// A party before its first replication.
    pub fn new(setting: &Setting<'_>, party: usize) -> Self {
        let parties = setting.scenario.parties.len();
        Self {
            party,
            bids: Bids::BestReply,
            accepts: Accepts::Next,
            model: OpponentModel::None,
            noise: 0.0,
            foresight: false,
            walk_out_after: None,
            bad: 0,
            beliefs: vec![None; parties],
            fresh: Default::default(),
            best: None,
            known: Vec::new(),
            forgotten: Vec::new(),
            ceilings: Vec::new(),
            within: Vec::new(),
            bid: None,
            last: None,
            last_family: PartySet::EMPTY,
            last_found: Vec::new(),
            promising: (PartySet::EMPTY, Vec::new()),
            offered: 0,
            heard_different: Vec::new(),
            heard: Vec::new(),
            received: Vec::new(),
            seen: 0,
            asked: [None, None],
            theirs: vec![None; parties],
            guest_is_stale: true,
        }
    }

    /// Takes up a strategy at the start of a replication.
    pub fn reset(&mut self, setting: &Setting<'_>, strategy: usize, inputs: &[f64]) {
        let strategy: &Strategy = &setting.scenario.parties[self.party].strategies[strategy].1;
        self.bids = match &strategy.bidding {
            Bidding::TimeDependent {
                exponent,
                convention,
                start,
                least,
            } => Bids::TimeDependent {
                exponent: exponent.value(inputs),
                convention: *convention,
                start: start.value(inputs),
                least: least.value(inputs),
            },
            Bidding::TitForTat {
                reciprocity,
                start,
                least,
            } => Bids::TitForTat {
                reciprocity: reciprocity.value(inputs),
                start: start.value(inputs),
                least: least.value(inputs),
            },
            Bidding::Imitate {
                how,
                span,
                jitter,
                start,
                least,
            } => Bids::Imitate {
                how: *how,
                span: *span,
                jitter: jitter.value(inputs),
                start: start.value(inputs),
                least: least.value(inputs),
            },
            Bidding::NiceTitForTat => Bids::NiceTitForTat,
            Bidding::Hybrid {
                exponent,
                reciprocity,
                start,
                least,
            } => Bids::Hybrid {
                exponent: exponent.value(inputs),
                reciprocity: reciprocity.value(inputs),
                start: start.value(inputs),
                least: least.value(inputs),
            },
            Bidding::TradeOff {
                exponent,
                start,
                least,
            } => Bids::TradeOff {
                exponent: exponent.value(inputs),
                start: start.value(inputs),
                least: least.value(inputs),
            },
            Bidding::Random { least } => Bids::Random {
                least: least.value(inputs),
            },
            Bidding::Micro => Bids::Micro,
            Bidding::BestReply => Bids::BestReply,
            Bidding::Equilibrium => Bids::Equilibrium,
        };
        self.accepts = match &strategy.acceptance {
            Acceptance::Next => Accepts::Next,
            Acceptance::Const { level } => Accepts::Const(level.value(inputs)),
            Acceptance::Time { after } => Accepts::Time(after.value(inputs)),
            Acceptance::Combi { after, window } => Accepts::Combi(after.value(inputs), *window),
        };
        self.noise = strategy.noise.value(inputs);
        self.foresight = strategy.foresight;
        self.walk_out_after = strategy.walk_out_after;
        self.model = strategy.model;
        self.reset_beliefs(setting);
        self.bad = 0;
        self.last_family = PartySet::EMPTY;
        self.last_found.clear();
        self.promising.1.clear();
        self.forget_offers();
    }

    /// Beliefs before the talks are the same in every replication: they are made once per model
    /// and copied.
    fn reset_beliefs(&mut self, setting: &Setting<'_>) {
        if self.follows_plan(setting) || self.bids == Bids::Equilibrium {
            self.beliefs.fill(None);
            return;
        }
        let slot = match self.model {
            OpponentModel::None => {
                self.beliefs.fill(None);
                return;
            }
            OpponentModel::Frequency => 0,
            OpponentModel::Public => 1,
            OpponentModel::HardHeaded => 2,
            OpponentModel::Smith => 3,
            OpponentModel::Bayesian => 4,
            OpponentModel::Perfect => 5,
            OpponentModel::Types => 6,
        };
        let (party, model) = (self.party, self.model);
        let fresh = self.fresh[slot].get_or_insert_with(|| {
            let step_by_step = setting.goes_step_by_step();
            let picture = |other: usize| {
                let (profile, space) = (setting.public.of(other), &setting.space);
                (other != party).then(|| {
                    let mut belief = Belief::new(model, profile, space, other, step_by_step);
                    let options = (0..space.issues()).map(|issue| space.options_of(issue));
                    if model == OpponentModel::Types {
                        let worth = &profile.valuation;
                        let types = Types::new(setting.scenario, space, other, worth);
                        belief.learn_type(types, space);
                    }
                    if let Some(learner) = Learner::new(model, options, setting.horizon) {
                        belief.learn_by(learner, space);
                    }
                    belief
                })
            };
            (0..setting.scenario.parties.len()).map(picture).collect()
        });
        for (belief, fresh) in self.beliefs.iter_mut().zip(fresh.iter()) {
            match (belief.as_mut(), fresh) {
                (Some(belief), Some(fresh)) => belief.copy_from(fresh),
                _ => belief.clone_from(fresh),
            }
        }
    }

    /// Whether what it does hangs on what the offers that it hears are worth to it.
    pub fn weighs_offers(&self) -> bool {
        let bids = match self.bids {
            Bids::TitForTat { .. }
            | Bids::Imitate { .. }
            | Bids::NiceTitForTat
            | Bids::Hybrid { .. } => true,
            Bids::TimeDependent { .. }
            | Bids::TradeOff { .. }
            | Bids::Random { .. }
            | Bids::Micro
            | Bids::BestReply
            | Bids::Equilibrium => false,
        };
        bids || matches!(self.accepts, Accepts::Combi(..))
    }

    /// Takes down what was heard since its last turn.
    pub fn take_down(&mut self) {
        let new = &self.heard[self.seen..];
        if !new.is_empty() {
            let sum: f64 = new.iter().map(|(_, utility)| utility).sum();
            self.received.push(sum / new.len() as f64);
            self.seen = self.heard.len();
        }
    }

    /// Whether all that it does follows from the plan, so that it needs no picture of the others: it
    /// looks ahead by what is public, and holds no lever.
    fn follows_plan(&self, setting: &Setting<'_>) -> bool {
        let mut levers = setting.scenario.leverage.iter();
        setting.plan.is_some()
            && self.bids == Bids::BestReply
            && self.model == OpponentModel::Public
            && !levers.any(|lever| lever.holder == self.party)
    }

    /// What was worked out no longer holds.
    pub fn forget_plans(&mut self) {
        self.guest_is_stale = true;
        self.best = None;
        self.forgotten.append(&mut self.known);
        self.ceilings.clear();
        self.within.clear();
        self.bid = None;
    }

    /// What no deal is worth to it has changed. What others could do for it has not.
    pub fn forget_bids(&mut self) {
        self.guest_is_stale = true;
        self.best = None;
        self.known.iter_mut().for_each(|known| known.answer = None);
        self.bid = None;
    }

    /// Time has passed: the next bid is to be worked out anew.
    pub fn new_round(&mut self) {
        self.bid = None;
    }

    /// A deal was concluded; what follows starts from there.
    pub fn begin_next(&mut self, setting: &Setting<'_>, current: &[u16]) {
        self.forget_offers();
        for belief in self.beliefs.iter_mut().flatten() {
            belief.set_threshold(&setting.space, current);
        }
    }

    pub(super) fn forget_offers(&mut self) {
        self.forget_plans();
        self.last = None;
        self.offered = 0;
        self.heard.clear();
        self.heard_different.clear();
        self.received.clear();
        self.seen = 0;
        self.asked = [None, None];
        self.theirs.fill(None);
    }
}
