//! How a party bargains: bidding, acceptance and opponent model, after the BOA decomposition of
//! Baarslag, Hindriks, Hendrikx, Dirkzwager & Jonker (2014), doi:10.1007/978-4-431-54758-7_4.

use super::Quantity;

/// How a party chooses what it demands.
#[derive(Debug, Clone)]
pub enum Bidding {
    /// Demands a share of its attainable gain that falls with time as `1 - t^(1/e)`
    /// (Faratin, Sierra & Jennings 1998, doi:10.1016/S0921-8890(98)00029-3).
    TimeDependent {
        /// `e`: below 1 concedes late (Boulware), 1 linearly, above 1 early (conceder), 0 never.
        exponent: Quantity,
        /// How `e` is read.
        convention: Convention,
        /// Share of the attainable gain it starts from.
        start: Quantity,
        /// Share of the attainable gain it never goes below.
        least: Quantity,
    },
    /// Answers concessions, measured by its own utility, with concessions (absolute
    /// tit-for-tat of Faratin et al. 1998).
    TitForTat {
        /// Its concession for one unit of the other's.
        reciprocity: Quantity,
        /// Share of the attainable gain it starts from.
        start: Quantity,
        /// Share of the attainable gain it never goes below.
        least: Quantity,
    },
    /// Answers the other's concession of some turns ago in its own next demand (the tit-for-tat
    /// family of Faratin et al. 1998, one step at a time).
    Imitate {
        /// How the concession is measured.
        how: Imitation,
        /// How many turns ago, at least 1.
        span: u32,
        /// Largest random concession on top, as a share of the attainable gain.
        jitter: Quantity,
        /// Share of the attainable gain it starts from.
        start: Quantity,
        /// Share of the attainable gain it never goes below.
        least: Quantity,
    },
    /// Comes as far towards the estimated Nash point as the other does (Nice tit-for-tat; Baarslag,
    /// Hindriks & Jonker 2013, doi:10.1007/978-3-642-30737-9_18).
    NiceTitForTat,
    /// Imitates concessions at first and follows the clock later (Keskin, Çakan & Aydoğan 2021).
    Hybrid {
        /// `e` of its curve over time.
        exponent: Quantity,
        /// Its concession for one unit of the other's.
        reciprocity: Quantity,
        /// Share of the attainable gain it starts from.
        start: Quantity,
        /// Share of the attainable gain it never goes below.
        least: Quantity,
    },
    /// Concedes by the clock, and offers what is most similar to the other's last offer (trade-offs
    /// by similarity; Faratin, Sierra & Jennings 2002, doi:10.1016/S0004-3702(02)00290-4).
    TradeOff {
        /// `e` of its curve over time.
        exponent: Quantity,
        /// Share of the attainable gain it starts from.
        start: Quantity,
        /// Share of the attainable gain it never goes below.
        least: Quantity,
    },
    /// Demands a share of its attainable gain drawn anew for every offer.
    Random {
        /// Share of the attainable gain it never goes below.
        least: Quantity,
    },
    /// Offers its packages in descending order of utility, a new one for each new one received
    /// (MiCRO; de Jonge 2022, doi:10.24963/ijcai.2022/32).
    Micro,
    /// Offers what is best for it given what it believes the others will accept.
    BestReply,
    /// Plays its part of the equilibrium of the game, as `negotiate::equilibrium` finds it.
    Equilibrium,
}

/// How the exponent of a time-dependent strategy is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convention {
    /// Concedes as `t^(1/e)`, as Faratin et al. (1998) and GENIUS write it: large `e` is early.
    Faratin,
    /// Concedes as `t^e`, as NegMAS writes it: large `e` is late.
    Negmas,
}

/// How a concession of the other is measured; see `negotiate::strategy::behaviour`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Imitation {
    /// In utility.
    Absolute,
    /// In utility, with a random concession on top.
    Random,
    /// In proportion.
    Relative,
    /// In proportion, over several turns.
    Averaged,
}

/// What of the offers heard counts, most often in a window as long as the time that is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The best in the window.
    Max,
    /// The mean of the window.
    Average,
    /// The best of all.
    All,
}

/// When a party says yes. None says yes below the reservation value or across a red line.
/// Baarslag, Hindriks & Jonker (2013), doi:10.1007/978-3-642-30737-9_6, and in a longer version 2014,
/// doi:10.1016/j.dss.2013.05.021.
#[derive(Debug, Clone)]
pub enum Acceptance {
    /// To anything at least as good as its own next offer.
    Next,
    /// To anything that gives it a share of its attainable gain.
    Const {
        /// The share, from 0 to 1.
        level: Quantity,
    },
    /// To anything, from a moment on.
    Time {
        /// The moment, as a share of the talks.
        after: Quantity,
    },
    /// Like `Next`; and from a moment on, to anything at least as good as the best offer, or the
    /// mean of the offers, heard in a window as long as the time that is left.
    Combi {
        /// The moment, as a share of the talks.
        after: Quantity,
        /// What of the offers in the window counts.
        window: Window,
    },
}

/// What a party takes the others to want.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpponentModel {
    /// Nothing.
    None,
    /// What they have said in public, and what they keep asking for.
    Frequency,
    /// What the scenario file says of them, uncertain numbers as their distributions, draws unseen.
    Public,
    /// What they keep asking for, as HardHeaded counts it (van Krimpen et al. 2013).
    HardHeaded,
    /// What they keep asking for, as Agent Smith counts it (van Galen Last 2012).
    Smith,
    /// What makes their offers likeliest (Hindriks & Tykhonov 2008).
    Bayesian,
    /// What the file says of them, and by Bayes' rule their type: what no deal is worth to them, and
    /// how they hold out, from the distributions of the file on.
    Types,
    /// Their true preferences. Nobody can have it: it is there to measure the others against.
    Perfect,
}

/// A way to bargain.
#[derive(Debug, Clone)]
pub struct Strategy {
    /// Name in reports; the bidding's name where the file gives none.
    pub name: String,
    /// What it demands.
    pub bidding: Bidding,
    /// When it says yes.
    pub acceptance: Acceptance,
    /// What it takes the others to want.
    pub model: OpponentModel,
    /// Scale, in utility, of the logistic error of its decisions; 0 for none.
    pub noise: Quantity,
    /// Whether it counts what the events that a package sets off will change for it.
    pub foresight: bool,
    /// Leaves after this many offers in a row below its reservation value, if it ever does.
    pub walk_out_after: Option<u32>,
}
