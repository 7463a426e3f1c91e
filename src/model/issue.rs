//! An issue: a question to settle, its possible answers, and whose consent changes the answer.

use super::PartySet;

/// One possible answer to an issue.
#[derive(Debug, Clone)]
pub struct Opt {
    /// Identifier within the issue. For numeric issues, the number as written.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Days after which the clause runs out once in force, if it does.
    pub term_days: Option<f64>,
}

/// What the options of an issue are to each other.
#[derive(Debug, Clone, PartialEq)]
pub enum IssueKind {
    /// Options without order.
    Unordered,
    /// Options in order, as listed.
    Ordered,
    /// Options that are numbers, ascending, in a unit.
    Numeric {
        /// The number each option stands for.
        values: Vec<f64>,
        /// Unit of the numbers; may be empty.
        unit: String,
    },
}

/// A question to settle.
#[derive(Debug, Clone)]
pub struct Issue {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What the issue is about.
    pub about: String,
    /// Possible answers; at least two.
    pub options: Vec<Opt>,
    /// What the options are to each other.
    pub kind: IssueKind,
    /// The option that stands while nothing is agreed; `None` where nothing stands, and then for
    /// all issues of the scenario.
    pub status_quo: Option<usize>,
    /// Whose agreement moves the issue off its status quo; never empty.
    pub consent: PartySet,
    /// Days between signing and the clause being in force.
    pub takes_effect_days: f64,
}

impl Issue {
    /// Index of the option with this id.
    pub fn option(&self, id: &str) -> Option<usize> {
        self.options.iter().position(|option| option.id == id)
    }

    /// Place of an option on the issue's scale: its number for numeric issues, its position from 0
    /// for the others.
    pub fn place(&self, option: usize) -> f64 {
        match &self.kind {
            IssueKind::Numeric { values, .. } => values[option],
            IssueKind::Ordered | IssueKind::Unordered => option as f64,
        }
    }
}
