//! The package space of a scenario: how options are numbered, which predicates tie issues
//! together, and which sets of parties can sign.

use super::Term;
use super::splits::Splits;
use crate::model::{IssueKind, PartySet, Predicate, Scenario};

/// Where a condition's predicate went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// It holds for every package, or for none.
    Always(bool),
    /// It speaks of one issue: the issue, and which options satisfy it.
    One(usize, Vec<bool>),
    /// It ties issues together: the term.
    Term(usize),
}

/// What stands on an issue before anything is agreed where the scenario has no status quo: equal to
/// no option, so that every package moves every issue.
pub const UNSETTLED: u16 = u16::MAX;

/// The package space of a scenario.
///
/// Options are numbered through: option `o` of issue `i` is `offset(i) + o`.
#[derive(Debug, Clone)]
pub struct Space {
    offsets: Vec<usize>,
    start: Vec<u16>,
    has_status_quo: bool,
    consents: Vec<PartySet>,
    ordered: Vec<bool>,
    terms: Vec<Term>,
    splits: Splits,
    conditions: Vec<Vec<Placed>>,
    families: Vec<PartySet>,
}

/// Most signatory sets that are told apart; beyond that, only the single consents and their union.
const MAX_FAMILIES: usize = 64;

impl Space {
    /// The package space of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let mut offsets = vec![0];
        for issue in &scenario.issues {
            offsets.push(offsets[offsets.len() - 1] + issue.options.len());
        }
        let mut tied = Vec::new();
        let conditions: Vec<Vec<Placed>> = scenario
            .parties
            .iter()
            .map(|party| {
                let place = |c: &crate::model::Condition| place(scenario, &c.require, &mut tied);
                party.conditions.iter().map(place).collect()
            })
            .collect();
        let sizes: Vec<usize> = scenario.issues.iter().map(|i| i.options.len()).collect();
        let term = |predicate| Term::new(predicate, &sizes);
        let terms: Vec<Term> = tied.into_iter().map(term).collect();
        let consents: Vec<PartySet> = scenario.issues.iter().map(|i| i.consent).collect();
        Self {
            offsets,
            start: scenario
                .issues
                .iter()
                .map(|i| i.status_quo.map_or(UNSETTLED, |option| option as u16))
                .collect(),
            has_status_quo: scenario.has_status_quo(),
            families: families(&consents),
            consents,
            ordered: scenario
                .issues
                .iter()
                .map(|i| i.kind != IssueKind::Unordered)
                .collect(),
            splits: Splits::new(&terms, &sizes),
            terms,
            conditions,
        }
    }

    /// Number of issues.
    pub fn issues(&self) -> usize {
        self.start.len()
    }

    /// Number of options of all issues together.
    pub fn options(&self) -> usize {
        self.offsets[self.issues()]
    }

    /// Number of options of an issue.
    pub fn options_of(&self, issue: usize) -> usize {
        self.offsets[issue + 1] - self.offsets[issue]
    }

    /// Number of an issue's first option among all options.
    pub fn offset(&self, issue: usize) -> usize {
        self.offsets[issue]
    }

    /// Whether an issue's options are in order.
    pub fn is_ordered(&self, issue: usize) -> bool {
        self.ordered[issue]
    }

    /// What stands before anything is agreed: the status quo, or [`UNSETTLED`] on every issue.
    pub fn start(&self) -> &[u16] {
        &self.start
    }

    /// The package that stands while nothing is agreed, if any does.
    pub fn status_quo(&self) -> Option<&[u16]> {
        self.has_status_quo.then_some(&self.start[..])
    }

    /// The predicates that tie issues together, each once.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// How a search takes the space apart.
    pub(crate) fn splits(&self) -> &Splits {
        &self.splits
    }

    /// Where each condition of a party went.
    pub fn conditions(&self, party: usize) -> &[Placed] {
        &self.conditions[party]
    }

    /// Whose agreement moves an issue.
    pub fn consent(&self, issue: usize) -> PartySet {
        self.consents[issue]
    }

    /// Every set of parties that a package can need, smaller sets first.
    pub fn families(&self) -> &[PartySet] {
        &self.families
    }

    /// The signatories of a package where `from` stands: the union of the consents of the issues
    /// it moves.
    pub fn signatories(&self, package: &[u16], from: &[u16]) -> PartySet {
        let mut set = PartySet::EMPTY;
        for (issue, consent) in self.consents.iter().enumerate() {
            if package[issue] != from[issue] {
                set = set.union(*consent);
            }
        }
        set
    }

    /// Whether a package satisfies a party's condition.
    pub fn satisfies(&self, party: usize, condition: usize, package: &[u16]) -> bool {
        match &self.conditions[party][condition] {
            Placed::Always(holds) => *holds,
            Placed::One(issue, allowed) => allowed[package[*issue] as usize],
            Placed::Term(term) => self.terms[*term].holds(package),
        }
    }
}

/// Sorts a predicate by the number of issues that it speaks of; terms are shared by equal
/// predicates.
fn place(scenario: &Scenario, predicate: &Predicate, tied: &mut Vec<Predicate>) -> Placed {
    let mut package: Vec<u16> = vec![0; scenario.issues.len()];
    match predicate.issues()[..] {
        [] => Placed::Always(predicate.holds(&package)),
        [issue] => {
            let options = 0..scenario.issues[issue].options.len();
            let allowed = options.map(|option| {
                package[issue] = option as u16;
                predicate.holds(&package)
            });
            Placed::One(issue, allowed.collect())
        }
        _ => {
            let known = tied.iter().position(|other| other == predicate);
            Placed::Term(known.unwrap_or_else(|| {
                tied.push(predicate.clone());
                tied.len() - 1
            }))
        }
    }
}

/// All unions of consents.
fn families(consents: &[PartySet]) -> Vec<PartySet> {
    let mut found: Vec<PartySet> = Vec::new();
    let mut singles = consents.to_vec();
    singles.sort();
    singles.dedup();
    for &consent in &singles {
        let unions: Vec<PartySet> = found.iter().map(|set| set.union(consent)).collect();
        found.push(consent);
        found.extend(unions);
        found.sort();
        found.dedup();
        if found.len() > MAX_FAMILIES {
            let all = singles.iter().fold(PartySet::EMPTY, |a, b| a.union(*b));
            found = singles.clone();
            found.push(all);
            found.sort();
            found.dedup();
            break;
        }
    }
    found.sort_by_key(|set| (set.len(), *set));
    found
}
