//! Sums that packages must keep to: a budget, a number of seats.

use super::{IssueKind, Scenario};

/// The numbers of these issues add up to `at_most` or less in every package that can be agreed.
#[derive(Debug, Clone, PartialEq)]
pub struct Limit {
    /// The issues, each with numbers for options, ascending.
    pub issues: Vec<usize>,
    /// The most that they may add up to, in the unit of the issues.
    pub at_most: f64,
}

/// Rounding that sums of numbers typed in decimals are allowed, relative to the limit.
const ROUNDING: f64 = 1e-9;

impl Limit {
    /// The most that counts as kept, rounding included.
    pub fn with_rounding(&self) -> f64 {
        self.at_most + ROUNDING * self.at_most.abs().max(1.0)
    }

    /// Whether a package, as an option per issue, keeps to it.
    pub fn keeps(&self, scenario: &Scenario, package: &[u16]) -> bool {
        let places = self.issues.iter().map(|&issue| {
            let option = package[issue] as usize;
            scenario.issues[issue].place(option)
        });
        places.sum::<f64>() <= self.with_rounding()
    }
}

impl Scenario {
    /// Whether the scenario divides a pie: every party cares for one issue at most, no two for the
    /// same, and one limit holds all these issues together.
    pub fn divides_a_pie(&self) -> bool {
        let [limit] = &self.limits[..] else {
            return false;
        };
        let mut owner = vec![None; self.issues.len()];
        for (index, party) in self.parties.iter().enumerate() {
            let wanted = party.interests.iter().map(|interest| interest.issue);
            let said = party.conditions.iter().flat_map(|c| c.require.issues());
            let mut touched: Vec<usize> = wanted.chain(said).collect();
            touched.sort_unstable();
            touched.dedup();
            if touched.len() > 1 {
                return false;
            }
            for issue in touched {
                let numeric = matches!(self.issues[issue].kind, IssueKind::Numeric { .. });
                if owner[issue].is_some() || !limit.issues.contains(&issue) || !numeric {
                    return false;
                }
                owner[issue] = Some(index);
            }
        }
        let events = self.events.iter().flat_map(|event| &event.effects);
        let levers = self.leverage.iter().flat_map(|lever| &lever.effects);
        let mut effects = events.chain(levers);
        !effects.any(|effect| match effect {
            super::Effect::Value { party, issue, .. } => owner[*issue] != Some(*party),
            _ => false,
        })
    }
}
