//! Red lines that exclude each other: pairs of conditions of different parties that no package
//! satisfies together, or that together rule out an option which each of them allows.
//!
//! The second is the commoner case: conditions that bind only a full settlement leave the status
//! quo open, and two of them may make the full settlement impossible.

use crate::model::{Issue, Predicate, Scenario, satisfiable};
use serde::Serialize;

/// Steps of search spent on one pair. A pair that needs more is left out: a conflict is only
/// reported when it is certain.
const BUDGET: usize = 20_000;
/// Issues with more options are not gone through option by option.
const MOST_OPTIONS: usize = 20;

/// Two conditions that cannot both be had.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// The first.
    pub first: Side,
    /// The other, of another party.
    pub second: Side,
    /// Share of replications in which both are red lines, if drawn independently of each other with
    /// every input at its median.
    pub both: f64,
    /// Options that each of them allows and both together do not; empty where no package at all
    /// satisfies both.
    pub rules_out: Vec<RuledOut>,
}

/// An option of an issue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RuledOut {
    /// Identifier of the issue.
    pub issue: String,
    /// Identifier of the option.
    pub option: String,
    /// "Issue: option", for people.
    pub name: String,
}

/// One condition of a conflict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// Identifier of the party.
    pub party: String,
    /// Identifier of the condition.
    pub condition: String,
    /// What was said.
    pub said: String,
    /// Probability that it is a red line, with every input at its median.
    pub firmness: f64,
}

/// All conflicts between conditions that can be red lines, the likeliest first.
pub fn conflicts(scenario: &Scenario, medians: &[f64]) -> Vec<Conflict> {
    let sides: Vec<(usize, Side, &Predicate)> = scenario
        .parties
        .iter()
        .enumerate()
        .flat_map(|(index, party)| {
            party.conditions.iter().map(move |condition| {
                let side = Side {
                    party: party.id.clone(),
                    condition: condition.id.clone(),
                    said: condition.said.clone(),
                    firmness: condition.firmness.value(medians),
                };
                (index, side, &condition.require)
            })
        })
        .filter(|(_, side, _)| side.firmness > 0.0)
        .collect();
    let mut found = Vec::new();
    for (place, (party, first, require)) in sides.iter().enumerate() {
        for (other, second, require_too) in &sides[place + 1..] {
            if party == other {
                continue;
            }
            if let Some(rules_out) = ruled_out(&scenario.issues, require, require_too) {
                found.push(Conflict {
                    first: first.clone(),
                    second: second.clone(),
                    both: first.firmness * second.firmness,
                    rules_out,
                });
            }
        }
    }
    found.sort_by(|a, b| b.both.total_cmp(&a.both));
    found
}

/// What two statements rule out together; `None` if nothing, no option where it is everything.
fn ruled_out(issues: &[Issue], first: &Predicate, second: &Predicate) -> Option<Vec<RuledOut>> {
    // Statements about different issues cannot: each can be satisfied on its own.
    let mut concerned = first.issues();
    let more = second.issues();
    if !concerned.iter().any(|issue| more.contains(issue)) {
        return None;
    }
    concerned.extend(more);
    concerned.sort_unstable();
    concerned.dedup();
    if impossible(&[first, second]) {
        return Some(Vec::new());
    }
    let mut options = Vec::new();
    for index in concerned {
        let issue = &issues[index];
        if issue.options.len() > MOST_OPTIONS {
            continue;
        }
        for (place, option) in issue.options.iter().enumerate() {
            let chosen = Predicate::OneOf {
                issue: index,
                allowed: (0..issue.options.len()).map(|o| o == place).collect(),
            };
            let alone = |one| satisfiable(&all(&[one, &chosen]), BUDGET) == Some(true);
            if alone(first) && alone(second) && impossible(&[first, second, &chosen]) {
                options.push(RuledOut {
                    issue: issue.id.clone(),
                    option: option.id.clone(),
                    name: format!("{}: {}", issue.name, option.name),
                });
            }
        }
    }
    (!options.is_empty()).then_some(options)
}

fn impossible(statements: &[&Predicate]) -> bool {
    satisfiable(&all(statements), BUDGET) == Some(false)
}

fn all(statements: &[&Predicate]) -> Predicate {
    Predicate::All(statements.iter().map(|&s| s.clone()).collect())
}
