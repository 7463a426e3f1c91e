//! Public knowledge: what the scenario file says of each party, with its uncertainty.

use crate::game::{Compiler, Draw, Placed, Space, Valuation};
use crate::model::{Condition, Scenario};

/// What everybody can know of a party.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Its utilities with uncertain inputs at their medians, without red lines.
    pub valuation: Valuation,
    /// Its no-deal value at the medians.
    pub reservation: f64,
    /// Its utilities with the red lines that nobody doubts, where somebody plays the equilibrium.
    bound: Option<Valuation>,
    /// Per condition, its firmness at the medians.
    pub firmness: Vec<f64>,
    /// Per option of all issues, how much its statements speak for it: per issue, the marks of the
    /// options asked for, shared among them where the issue is ordered.
    pub asked: Vec<f64>,
    /// Per issue, whether some condition speaks of it.
    pub mentioned: Vec<bool>,
}

impl Profile {
    /// Its utilities, with the red lines that a plan reckons with.
    pub fn known_valuation(&self) -> &Valuation {
        self.bound.as_ref().unwrap_or(&self.valuation)
    }
}

/// What everybody knows of everybody.
#[derive(Debug)]
pub struct Public {
    profiles: Vec<Profile>,
}

/// How many offers a statement weighs as much as.
const STATED: f64 = 1.5;

impl Public {
    pub(super) fn new(
        scenario: &Scenario,
        space: &Space,
        compiled: Vec<Valuation>,
        medians: &Draw,
    ) -> Self {
        let profiles = compiled.into_iter().enumerate().map(|(party, valuation)| {
            let model = &scenario.parties[party];
            let reservation =
                Compiler::reservation(scenario, space, party, &medians.inputs, &valuation);
            let valuation = valuation.divided();
            let bound = super::equilibrium::is_played(scenario).then(|| {
                let sure = |c: &Condition| c.firmness.is_constant() && c.firmness.offset >= 1.0;
                let lines: Vec<bool> = model.conditions.iter().map(sure).collect();
                let mut bound = valuation.clone();
                bound.draw_red_lines(space, party, &lines);
                bound
            });
            let firmness = |c: &Condition| c.firmness.value(&medians.inputs).clamp(0.0, 1.0);
            Profile {
                reservation,
                firmness: model.conditions.iter().map(firmness).collect(),
                asked: asked(scenario, space, party),
                mentioned: mentioned(scenario, space, party),
                bound,
                // Nobody judges another's packages to the last bit.
                valuation,
            }
        });
        Self {
            profiles: profiles.collect(),
        }
    }

    /// What everybody knows of a party.
    pub fn of(&self, party: usize) -> &Profile {
        &self.profiles[party]
    }
}

/// Options that the party's statements ask for.
fn asked(scenario: &Scenario, space: &Space, party: usize) -> Vec<f64> {
    let mut marks = vec![false; space.options()];
    let conditions = &scenario.parties[party].conditions;
    for (condition, placed) in conditions.iter().zip(space.conditions(party)) {
        match placed {
            Placed::Always(_) => {}
            Placed::One(issue, allowed) => mark(&mut marks, space.offset(*issue), allowed),
            Placed::Term(_) => ask_for(&condition.require, true, space, &mut marks),
        }
    }
    let mut asked = Vec::with_capacity(marks.len());
    for issue in 0..space.issues() {
        let marks = &marks[space.offset(issue)..space.offset(issue + 1)];
        let marked = marks.iter().filter(|mark| **mark).count().max(1) as f64;
        let each = STATED / if space.is_ordered(issue) { marked } else { 1.0 };
        asked.extend(marks.iter().map(|&mark| if mark { each } else { 0.0 }));
    }
    asked
}

/// Marks the options that make a tied statement true, as far as single issues go. In "if A then
/// B", which reads "not A, or B", the options of B are what is asked for.
fn ask_for(predicate: &crate::model::Predicate, positive: bool, space: &Space, marks: &mut [bool]) {
    use crate::model::Predicate;
    match predicate {
        Predicate::OneOf { issue, allowed } if positive => {
            mark(marks, space.offset(*issue), allowed);
        }
        Predicate::OneOf { .. } => {}
        Predicate::All(parts) | Predicate::Any(parts) => {
            parts
                .iter()
                .for_each(|part| ask_for(part, positive, space, marks));
        }
        Predicate::Not(part) => ask_for(part, !positive, space, marks),
    }
}

fn mark(marks: &mut [bool], offset: usize, allowed: &[bool]) {
    for (mark, allowed) in marks[offset..].iter_mut().zip(allowed) {
        *mark |= allowed;
    }
}

fn mentioned(scenario: &Scenario, space: &Space, party: usize) -> Vec<bool> {
    let mut marks = vec![false; space.issues()];
    for condition in &scenario.parties[party].conditions {
        for issue in condition.require.issues() {
            marks[issue] = true;
        }
    }
    marks
}
