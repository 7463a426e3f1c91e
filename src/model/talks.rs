//! The setting of the talks: protocol, time, events, leverage, and what follows signing.

use super::{Legislature, PartySet, Predicate, Quantity};

/// Who may speak when, and what makes an agreement.
#[derive(Debug, Clone)]
pub enum Protocol {
    /// Stacked alternating offers (Aydoğan, Festen, Hindriks & Jonker 2017,
    /// doi:10.1007/978-3-319-51563-2_10).
    AlternatingOffers {
        /// The order in which parties speak.
        order: Vec<usize>,
    },
    /// Alternating offers with a proposal a round: one proposes, and all others whose consent it needs
    /// answer at once.
    Proposals {
        /// The order in which parties propose, or answer.
        order: Vec<usize>,
        /// Who proposes.
        recognition: Recognition,
    },
    /// A war of attrition (Maynard Smith 1974, doi:10.1016/0022-5193(74)90110-6): each holds on to its
    /// demand, and each round that passes costs both, until one gives in.
    Attrition {
        /// The two.
        order: [usize; 2],
    },
    /// A mediator meets one side per round and carries packages between them.
    Shuttle {
        /// The mediator.
        mediator: usize,
        /// The sides, in the order of its meetings, repeated.
        order: Vec<usize>,
        /// How often it is right about which half of its distribution a side's no-deal value lies
        /// in, from 1/2 to 1, if it tells the others.
        tells: Option<f64>,
    },
    /// Somebody drawn at random moves a package, and a vote decides (Baron & Ferejohn 1989,
    /// doi:10.2307/1961664).
    Legislative(Legislature),
    /// Monotonic concession by Zeuthen's rule (Zeuthen 1930; Rosenschein & Zlotkin 1994).
    SimultaneousConcession {
        /// Everybody, in the order in which equals give way.
        order: Vec<usize>,
        /// The least that a concession gives up, as a share of what the party could gain by its
        /// first offer; 0 for the smallest that suffices.
        step: Quantity,
    },
    /// One text that a mediator revises (Fisher & Raiffa; Klein, Faratin, Sayama & Bar-Yam 2003,
    /// doi:10.1023/A:1023068821218).
    SingleText(SingleText),
    /// One issue after the other, each by alternating offers (Fershtman 1990,
    /// doi:10.1016/0899-8256(90)90023-J).
    IssueByIssue {
        /// The order in which parties speak.
        order: Vec<usize>,
        /// Which issue comes when, and what an agreement on one is worth.
        agenda: Agenda,
    },
    /// Several tables, at once or one after the other; at least one.
    Tracks(Vec<Track>),
}

/// The rules of a single negotiating text.
#[derive(Debug, Clone)]
pub struct SingleText {
    /// Who drafts, where a party does: a mediator with interests of its own.
    pub mediator: Option<usize>,
    /// The order in which signatories are asked to ratify; others follow.
    pub order: Vec<usize>,
    /// Most issues that one change touches; at least 1.
    pub changes: u32,
    /// Changes put to the vote in a round; at least 1.
    pub drafts: u32,
    /// Scale of the logistic votes at the start, above 0; in the unit of `weigh`.
    pub temperature: Quantity,
    /// Share of the temperature that is left a round later; `None` for three hundredths at the
    /// expected end.
    pub cooling: Option<Quantity>,
    /// What a vote compares.
    pub weigh: Weigh,
}

/// What a vote on a change of the single text compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weigh {
    /// Gains over no deal, in proportion to each other.
    Proportion,
    /// Gains over no deal, by their difference, as a share of the attainable gain.
    Difference,
}

/// The agenda of talks issue by issue.
#[derive(Debug, Clone)]
pub struct Agenda {
    /// The issues, in the order of the rule or as given; each once, at least one.
    pub issues: Vec<usize>,
    /// What decides the order.
    pub rule: AgendaRule,
    /// Rounds that an issue is given before the next one comes; `None` shares what is left of the
    /// talks out evenly among the issues that are left.
    pub rounds_per_issue: Option<u32>,
    /// Whether what is agreed on one issue holds only once all of them are agreed.
    pub nothing_until_everything: bool,
}

/// What decides the order of an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgendaRule {
    /// The order is given.
    Given,
    /// Least opposed issues first.
    EasiestFirst,
    /// Most opposed issues first.
    HardestFirst,
    /// A party chooses: first what means little to it and much to the others.
    ChosenBy(usize),
}

/// A table of talks in several tracks: who sits there, what it is about, and when.
#[derive(Debug, Clone)]
pub struct Track {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Who sits there; at least one.
    pub parties: PartySet,
    /// Per issue of the scenario, whether it can be settled there; each needs nobody's consent but
    /// theirs.
    pub issues: Vec<bool>,
    /// How they talk: anything but tracks.
    pub protocol: Protocol,
    /// First round, from 1.
    pub from: u32,
    /// Last round; not before the first.
    pub to: u32,
    /// The table that must have ended before this one opens.
    pub after: Option<usize>,
    /// Whether only those who sit there come to know what is agreed.
    pub secret: bool,
    /// What follows a deal at this table.
    pub after_deal: AfterDeal,
}

impl Protocol {
    /// The word for it in files.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::AlternatingOffers { .. } | Self::Proposals { .. } => "alternating_offers",
            Self::Attrition { .. } => "attrition",
            Self::Shuttle { .. } => "shuttle",
            Self::Legislative(_) => "legislative",
            Self::SimultaneousConcession { .. } => "simultaneous_concession",
            Self::SingleText(_) => "single_text",
            Self::IssueByIssue { .. } => "issue_by_issue",
            Self::Tracks(_) => "tracks",
        }
    }
}

/// Who makes the proposal of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recognition {
    /// One after the other.
    InTurn,
    /// Whoever is drawn, by the parties' recognition weights (Baron & Ferejohn 1989,
    /// doi:10.2307/1961664).
    Random,
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
    /// Whether parties who look ahead see no last round; `rounds` is then where the simulation stops
    /// looking.
    pub endless: bool,
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
    /// What the package that stands must satisfy for it to happen, if anything.
    pub condition: Option<Predicate>,
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
