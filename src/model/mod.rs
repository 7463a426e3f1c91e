//! What a scenario means once it is known to be right.
//!
//! A [`Scenario`] can only be made by [`crate::scenario::load`], which refuses a file with any
//! mistake in it, so that everything here may rely on the invariants each type states: indices
//! point at things that exist, weights are finite and not negative, every issue has somebody whose
//! consent moves it, and either all issues have a status quo among their options or none has.
//!
//! Issues, parties, options, conditions and inputs are numbered from 0 in the order of the file.
//! Utilities run from 0 (a party's worst package) to 1 (its best), unless a party's [`Scale`] says
//! otherwise; probabilities and shares from 0 to 1; time is counted in rounds, which [`Time::days_per_round`] maps to days.

mod distribution;
mod issue;
mod legislature;
mod limit;
mod outcome;
mod party;
mod party_set;
mod predicate;
mod quantity;
mod satisfiable;
mod strategy;
mod talks;

pub use distribution::{Distribution, DistributionError};
pub use issue::{Issue, IssueKind, Opt};
pub use legislature::{Legislature, MOST_LISTED, Rule};
pub use limit::Limit;
pub use outcome::{Expectation, OutcomeClass, Subject};
pub use party::{Condition, Interest, Party, Reservation, Role, Scale, ValueFunction};
pub use party_set::PartySet;
pub use predicate::{How, Predicate, StatePredicate};
pub use quantity::{Input, Quantity};
pub use satisfiable::satisfiable;
pub use strategy::{Acceptance, Bidding, Convention, Imitation, OpponentModel, Strategy, Window};
pub use talks::{
    AfterDeal, Agenda, AgendaRule, Clause, Effect, Event, Implementation, Leverage, Protocol,
    Recognition, SingleText, Time, Track, Weigh, When,
};

/// Most issues a scenario may have.
pub const MAX_ISSUES: usize = 128;
/// Most options an issue may have.
pub const MAX_OPTIONS: usize = 10_000;
/// Most parties a scenario may have.
pub const MAX_PARTIES: usize = 128;

/// A negotiation that is free of mistakes and ready to be drawn and played.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Short name: the file's name without its ending.
    pub id: String,
    /// Title for people.
    pub name: String,
    /// What the scenario is about.
    pub about: String,
    /// Where its facts come from.
    pub sources: Vec<String>,
    /// First 12 hexadecimal digits of the SHA-256 of the scenario's content (comments and layout
    /// do not count, overrides do).
    pub hash: String,
    /// The questions to settle; at least one.
    pub issues: Vec<Issue>,
    /// Sums that packages must keep to, such as a budget.
    pub limits: Vec<Limit>,
    /// Who negotiates; at least one.
    pub parties: Vec<Party>,
    /// Every uncertain number, the named shared inputs first, then in the order of the file.
    pub inputs: Vec<Input>,
    /// Lower Cholesky factor of the correlations between inputs, as `(row, column, value)` for the
    /// inputs that are correlated; empty where all are independent.
    pub correlations: Correlations,
    /// Who may speak when.
    pub protocol: Protocol,
    /// Whether some of those at a table may conclude, unseen by the others there, what needs nobody's
    /// consent but theirs.
    pub side_deals: bool,
    /// Rounds, days, deadline, breakdown.
    pub time: Time,
    /// Things that may happen while the parties talk.
    pub events: Vec<Event>,
    /// Means of one party to change what no deal is worth to another.
    pub leverage: Vec<Leverage>,
    /// What happens after signing, if the scenario says.
    pub implementation: Option<Implementation>,
    /// The classes a forecast gives shares for, tried in this order. The last two are always
    /// `no_deal` and `other`.
    pub outcomes: Vec<OutcomeClass>,
    /// What the author expects of the forecast.
    pub expectations: Vec<Expectation>,
}

/// Correlation of inputs through a Gaussian copula: the inputs concerned, and the lower Cholesky
/// factor of their correlation matrix, row by row.
#[derive(Debug, Clone, Default)]
pub struct Correlations {
    /// Indices of the correlated inputs.
    pub inputs: Vec<usize>,
    /// Row-major lower triangular factor, `inputs.len()` squared entries.
    pub factor: Vec<f64>,
}

impl Correlations {
    /// The correlated pairs, the earlier input first, each with its rank correlation of Spearman:
    /// `6/pi asin(r/2)` for a correlation `r` of the underlying normals (Pearson 1907). Pairs that
    /// are not correlated are left out.
    pub fn pairs(&self) -> Vec<(usize, usize, f64)> {
        let n = self.inputs.len();
        let mut found = Vec::new();
        for b in 0..n {
            for a in 0..b {
                let both = (0..=a).map(|k| self.factor[a * n + k] * self.factor[b * n + k]);
                let normal: f64 = both.sum();
                let rank = 6.0 / std::f64::consts::PI * crate::math::asin(normal / 2.0);
                if rank.abs() > 1e-9 {
                    found.push((self.inputs[a], self.inputs[b], rank));
                }
            }
        }
        found
    }
}

impl Scenario {
    /// Number of packages: the product of the issues' numbers of options. Saturates at `u128::MAX`.
    pub fn packages(&self) -> u128 {
        self.issues.iter().fold(1u128, |n, issue| {
            n.saturating_mul(issue.options.len() as u128)
        })
    }

    /// The parties with role [`Role::Principal`].
    pub fn principals(&self) -> PartySet {
        self.parties
            .iter()
            .enumerate()
            .filter(|(_, party)| party.role == Role::Principal)
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether something stands while nothing is agreed. Without it, every package is a possible
    /// agreement that moves every issue.
    pub fn has_status_quo(&self) -> bool {
        self.issues.iter().all(|issue| issue.status_quo.is_some())
    }

    /// The tables of talks in several tracks; none in other talks.
    pub fn tracks(&self) -> &[Track] {
        match &self.protocol {
            Protocol::Tracks(tracks) => tracks,
            _ => &[],
        }
    }

    /// Index of the outcome class for runs without any deal.
    pub fn no_deal_class(&self) -> usize {
        self.outcomes.len() - 2
    }
}
