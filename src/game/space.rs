//! The package space of a scenario: how options are numbered, which predicates tie issues
//! together, and which sets of parties can sign.

use super::Term;
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
    order: Vec<usize>,
    terms: Vec<Term>,
    touching: Vec<Vec<(usize, usize)>>,
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
        let order = search_order(scenario.issues.len(), &tied);
        let terms: Vec<Term> = tied
            .into_iter()
            .map(|predicate| Term::new(predicate, &order, &offsets))
            .collect();
        let mut touching = vec![Vec::new(); scenario.issues.len()];
        for (index, term) in terms.iter().enumerate() {
            for (level, &issue) in term.issues().iter().enumerate() {
                touching[issue].push((index, level));
            }
        }
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
            order,
            terms,
            touching,
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

    /// The issues in the order in which a search settles them: those tied together first.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// The predicates that tie issues together, each once.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The terms that speak of an issue, each with the place of the issue among the term's issues.
    pub fn touching(&self, issue: usize) -> &[(usize, usize)] {
        &self.touching[issue]
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
            Placed::Term(term) => self.terms[*term].predicate().holds(package),
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

/// Issues that terms speak of first, the most tied before the others, so that a search knows early
/// which terms hold; what remains is a plain sum.
fn search_order(issues: usize, tied: &[Predicate]) -> Vec<usize> {
    let mut ties = vec![0usize; issues];
    for predicate in tied {
        for issue in predicate.issues() {
            ties[issue] += 1;
        }
    }
    let mut order: Vec<usize> = (0..issues).collect();
    order.sort_by_key(|&issue| (std::cmp::Reverse(ties[issue]), issue));
    order
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
