//! Red lines that exclude each other: pairs of conditions of different parties that no package
//! satisfies together.

use crate::model::{Predicate, Scenario, satisfiable};
use serde::Serialize;

/// Steps of search spent on one pair. A pair that needs more is left out: a conflict is only
/// reported when it is certain.
const BUDGET: usize = 20_000;

/// Two conditions that no package satisfies together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// The first.
    pub first: Side,
    /// The other, of another party.
    pub second: Side,
    /// Share of replications in which both are red lines, if drawn independently of each other with
    /// every input at its median.
    pub both: f64,
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
            if party != other && exclude_each_other(require, require_too) {
                found.push(Conflict {
                    first: first.clone(),
                    second: second.clone(),
                    both: first.firmness * second.firmness,
                });
            }
        }
    }
    found.sort_by(|a, b| b.both.total_cmp(&a.both));
    found
}

fn exclude_each_other(first: &Predicate, second: &Predicate) -> bool {
    // Statements about different issues cannot: each can be satisfied on its own.
    let issues = first.issues();
    let shared = second.issues().iter().any(|issue| issues.contains(issue));
    let both = || Predicate::All(vec![first.clone(), second.clone()]);
    shared && satisfiable(&both(), BUDGET) == Some(false)
}
