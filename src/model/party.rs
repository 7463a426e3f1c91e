//! A party: what it cares about, what it said, what it falls back on, and how it bargains.

use super::{Predicate, Quantity, Strategy};

/// Part a party plays in the talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Negotiates for itself.
    Principal,
    /// Carries packages between the others, with interests of its own.
    Mediator,
}

/// How much each option of an issue is worth to a party, from 0 to 1 where the file keeps to the
/// customary scale.
#[derive(Debug, Clone)]
pub enum ValueFunction {
    /// A value per option.
    Table(Vec<Quantity>),
    /// Proportional to the place on the issue's scale: 0 at one end, 1 at the other.
    Linear {
        /// Whether the last option is best.
        rising: bool,
    },
    /// `max(0, 1 - |place - ideal| / tolerance)`.
    Peaked {
        /// Ideal place on the issue's scale.
        ideal: Quantity,
        /// Distance from the ideal at which the value reaches 0; above 0.
        tolerance: Quantity,
    },
    /// 1 on the good side of a threshold (itself included), `short` on the other.
    Threshold {
        /// Place on the issue's scale where the value jumps.
        at: Quantity,
        /// Whether higher places are the good side.
        rising: bool,
        /// Value on the bad side.
        short: Quantity,
    },
}

/// What a party wants of one issue: `weight x value(option)`.
#[derive(Debug, Clone)]
pub struct Interest {
    /// The issue.
    pub issue: usize,
    /// Importance relative to the party's other weights; 0 or more.
    pub weight: Quantity,
    /// Worth of each option.
    pub value: ValueFunction,
}

/// Something a party said it needs.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Identifier within the party.
    pub id: String,
    /// What was said, in short.
    pub said: String,
    /// Where it was said.
    pub source: String,
    /// Packages that satisfy the condition.
    pub require: Predicate,
    /// What satisfying it is worth, relative to the party's other weights; 0 or more.
    pub weight: Quantity,
    /// Probability that the condition is a red line, from 0 (a bluff) to 1.
    pub firmness: Quantity,
}

/// A party's utility of ending without a deal, and where the number is measured from.
#[derive(Debug, Clone)]
pub enum Reservation {
    /// On the party's own scale from 0 to 1.
    Absolute(Quantity),
    /// Added to the utility of the status quo.
    OverStatusQuo(Quantity),
}

/// Somebody who negotiates.
#[derive(Debug, Clone)]
pub struct Party {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What the party is.
    pub about: String,
    /// Part it plays.
    pub role: Role,
    /// What it wants of the issues.
    pub interests: Vec<Interest>,
    /// What it said.
    pub conditions: Vec<Condition>,
    /// What no deal is worth to it.
    pub reservation: Reservation,
    /// Discount factor per round: what a deal one round later is worth now. Above 0, at most 1.
    pub patience: Quantity,
    /// How it bargains: strategies with the share of replications each is played in. Shares are
    /// not negative and not all 0.
    pub strategies: Vec<(Quantity, Strategy)>,
}
