//! The setting of the talks: protocol, time, events, leverage, and what follows signing.

use super::{Legislature, Quantity};

/// Who may speak when, and what makes an agreement.
#[derive(Debug, Clone)]
pub enum Protocol {
    /// Stacked alternating offers (Aydoğan, Festen, Hindriks & Jonker 2017,
    /// doi:10.1007/978-3-319-51563-2_10).
    AlternatingOffers {
        /// The order in which parties speak.
        order: Vec<usize>,
    },
    /// A mediator meets one side per round and carries packages between them.
    Shuttle {
        /// The mediator.
        mediator: usize,
        /// The sides, in the order of its meetings, repeated.
        order: Vec<usize>,
    },
    /// Somebody drawn at random moves a package, and a vote decides (Baron & Ferejohn 1989,
    /// doi:10.2307/1961664).
    Legislative(Legislature),
}

impl Protocol {
    /// The word for it in files.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::AlternatingOffers { .. } => "alternating_offers",
            Self::Shuttle { .. } => "shuttle",
            Self::Legislative(_) => "legislative",
        }
    }
}

/// What follows a concluded deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterDeal {
    /// Talks go on about the issues still at their status quo.
    Continue,
    /// Talks are over.
    Stop,
}

/// How long the parties talk.
#[derive(Debug, Clone)]
pub struct Time {
    /// Longest possible talks, in rounds; at least 1.
    pub rounds: u32,
    /// The deadline, in rounds; never above `rounds`.
    pub deadline: Quantity,
    /// Days that one round takes.
    pub days_per_round: f64,
    /// Probability per round that the talks break down.
    pub breakdown: Quantity,
    /// What follows a concluded deal.
    pub after_deal: AfterDeal,
}

/// When an event happens.
#[derive(Debug, Clone)]
pub enum When {
    /// With this probability in each round.
    Hazard(Quantity),
    /// In this round, counted from 1.
    Round(u32),
}

/// A change that an event or a lever brings about.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Adds to what no deal is worth to a party.
    Reservation {
        /// The party.
        party: usize,
        /// The change, in utility.
        change: Quantity,
    },
    /// Adds to what an option is worth to a party.
    Value {
        /// The party.
        party: usize,
        /// The issue.
        issue: usize,
        /// The option.
        option: usize,
        /// The change, in utility.
        change: Quantity,
    },
    /// Adds to an input; everything it feeds follows.
    Input {
        /// The input.
        input: usize,
        /// The change, in the input's unit.
        change: Quantity,
    },
}

/// Something that may happen while the parties talk.
#[derive(Debug, Clone)]
pub struct Event {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// When it happens.
    pub when: When,
    /// Whether it can happen more than once.
    pub repeats: bool,
    /// What it changes.
    pub effects: Vec<Effect>,
}

/// A means of one party to change another's no-deal value or options, at a cost to itself.
#[derive(Debug, Clone)]
pub struct Leverage {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Who can pull it.
    pub holder: usize,
    /// Whom it is meant to move.
    pub target: usize,
    /// What each round in which it is pulled costs the holder, in utility.
    pub cost: Quantity,
    /// Whether it can be released again.
    pub reversible: bool,
    /// What pulling it changes.
    pub effects: Vec<Effect>,
}

/// How one clause is watched and guaranteed.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Probability that a breach is seen in the round it happens.
    pub monitoring: Quantity,
    /// What a seen breach costs its author, in utility.
    pub guarantee: Quantity,
}

/// What follows signing.
#[derive(Debug, Clone)]
pub struct Implementation {
    /// Rounds for which clauses are followed after they come into force; at least 1.
    pub rounds: u32,
    /// Probability per round that a party reconsiders a clause.
    pub reconsider: Quantity,
    /// Scale of the logit choice between keeping and breaking, in utility; above 0.
    pub noise: Quantity,
    /// Probability that a seen breach is answered by breach.
    pub answer: Quantity,
    /// One per issue.
    pub clauses: Vec<Clause>,
}
