//! Outcome classes, which a forecast gives shares for, and what the author expects of them.

use super::StatePredicate;

/// A named statement about how a replication ended.
#[derive(Debug, Clone)]
pub struct OutcomeClass {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What must hold; a replication belongs to the first class that fits.
    pub when: StatePredicate,
}

/// What an expectation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// Share of an outcome class.
    Outcome(usize),
    /// Share of runs that end with an option on an issue.
    Option {
        /// The issue.
        issue: usize,
        /// The option.
        option: usize,
    },
}

/// A check that experiments make: the share of an outcome class rises, or falls, with a number of the
/// scenario.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Trend {
    /// The outcome class.
    pub outcome: usize,
    /// Path of the number.
    pub path: String,
    /// Whether the share rises with the number; else it falls.
    pub rising: bool,
    /// Least change of the share in that direction, from the lowest to the highest value tried.
    pub at_least: f64,
    /// Largest change of the share in that direction.
    pub at_most: f64,
}

/// A check that the scenario carries: a share that should lie within bounds.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// What it is about.
    pub subject: Subject,
    /// Smallest share expected, from 0 to 1.
    pub at_least: f64,
    /// Largest share expected, from 0 to 1.
    pub at_most: f64,
}
