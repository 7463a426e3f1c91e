//! The package space of a scenario: how options are numbered, which predicates tie issues
//! together, and which sets of parties can sign.

use super::Term;
use super::checks::{Checks, MOST, bits};
use super::splits::Splits;
use crate::math::quantise;
use crate::model::{IssueKind, Legislature, PartySet, Predicate, Protocol, Scenario};
use xxhash_rust::xxh3::xxh3_64;

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
    checks: Checks,
    checks_of: Vec<Checks>,
    splits: Splits,
    conditions: Vec<Vec<Placed>>,
    families: Vec<PartySet>,
    families_of: Vec<Vec<PartySet>>,
    limits: Vec<Sum>,
    legislature: Option<Legislature>,
    fingerprint: u64,
}

/// A sum over issues that packages must keep to, measured by the largest of its numbers and placed
/// on the grid of utilities, so that sums are exact in any order.
#[derive(Debug, Clone)]
pub struct Sum {
    /// What each option of all issues adds.
    pub numbers: Vec<f64>,
    /// The most that counts as kept, rounding included.
    pub at_most: f64,
}

impl Sum {
    fn of(&self, space: &Space, package: &[u16]) -> f64 {
        let options = package.iter().enumerate();
        let numbers = options.map(|(i, &option)| self.numbers[space.offset(i) + option as usize]);
        numbers.sum()
    }
}

/// By how much sums of numbers typed in decimals may exceed a limit, as a share of the largest number.
const ROUNDING: f64 = 1e-9;

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
        let conditions_of = |party: &crate::model::Party| {
            let required = party.conditions.iter().map(|c| term(c.require.clone()));
            Checks::new(&required.collect::<Vec<_>>(), &sizes)
        };
        let of_conditions: Vec<Checks> = scenario.parties.iter().map(conditions_of).collect();
        let legislature = match &scenario.protocol {
            Protocol::Legislative(legislature) => Some(legislature.clone()),
            _ => None,
        };
        let consents: Vec<PartySet> = match &legislature {
            Some(legislature) => vec![legislature.voters(); scenario.issues.len()],
            None => scenario.issues.iter().map(|i| i.consent).collect(),
        };
        let families = match &legislature {
            Some(legislature) => coalitions(legislature),
            None => families(&consents),
        };
        let limits = limits(scenario, &offsets);
        let what_searches_see = format!("{offsets:?} {terms:?} {limits:?}");
        Self {
            fingerprint: xxh3_64(what_searches_see.as_bytes()),
            limits,
            offsets,
            start: scenario
                .issues
                .iter()
                .map(|i| i.status_quo.map_or(UNSETTLED, |option| option as u16))
                .collect(),
            has_status_quo: scenario.has_status_quo(),
            families_of: (0..scenario.parties.len())
                .map(|party| match &legislature {
                    Some(legislature) => coalitions_of(&families, legislature, party),
                    None => families_of(&families, party),
                })
                .collect(),
            families,
            legislature,
            consents,
            ordered: scenario
                .issues
                .iter()
                .map(|i| i.kind != IssueKind::Unordered)
                .collect(),
            splits: Splits::new(&terms, &sizes),
            checks: Checks::new(&terms, &sizes),
            checks_of: of_conditions,
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

    /// The same for every issue, then the number of options of all issues.
    pub fn offsets(&self) -> &[usize] {
        &self.offsets
    }

    /// What is given per option of all issues, issue by issue.
    pub fn by_issue<'a, T>(&'a self, per_option: &'a [T]) -> impl Iterator<Item = &'a [T]> {
        let ends = self.offsets.iter().zip(&self.offsets[1..]);
        ends.map(|(&first, &end)| &per_option[first..end])
    }

    /// The same, to be written.
    pub fn by_issue_mut<'a, T>(
        &'a self,
        per_option: &'a mut [T],
    ) -> impl Iterator<Item = &'a mut [T]> {
        let mut rest = per_option;
        let ends = self.offsets.iter().zip(&self.offsets[1..]);
        ends.map(move |(first, end)| {
            let (options, later) = std::mem::take(&mut rest).split_at_mut(end - first);
            rest = later;
            options
        })
    }

    /// Per issue, whether its options are in order.
    pub fn ordered(&self) -> &[bool] {
        &self.ordered
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

    /// Checks of the first terms.
    pub fn checks(&self) -> &Checks {
        &self.checks
    }

    /// The terms that hold in a package, ascending.
    pub fn held<'a>(&'a self, package: &'a [u16]) -> impl Iterator<Item = usize> + 'a {
        let later = (MOST..self.terms.len()).filter(|&term| self.terms[term].holds(package));
        bits(self.checks.satisfied(package)).chain(later)
    }

    /// The conditions of a party that a package does not satisfy, ascending.
    pub fn broken<'a>(
        &'a self,
        party: usize,
        package: &'a [u16],
    ) -> impl Iterator<Item = usize> + 'a {
        let conditions = &self.conditions[party];
        let count = conditions.len();
        let first = bits(!self.checks_of[party].satisfied(package));
        let later = (MOST..count).filter(move |&c| !self.meets(package, &conditions[c]));
        first.take_while(move |&c| c < count).chain(later)
    }

    /// A number that spaces have in common only where every search finds the same in them.
    pub(crate) fn fingerprint(&self) -> u64 {
        self.fingerprint
    }

    /// How a search takes the space apart.
    pub(crate) fn splits(&self) -> &Splits {
        &self.splits
    }

    /// Where each condition of a party went.
    pub fn conditions(&self, party: usize) -> &[Placed] {
        &self.conditions[party]
    }

    /// The sums that packages must keep to.
    pub fn limits(&self) -> &[Sum] {
        &self.limits
    }

    /// Whether a package keeps to every limit; every issue must be settled.
    pub fn keeps_limits(&self, package: &[u16]) -> bool {
        let mut limits = self.limits.iter();
        limits.all(|limit| limit.of(self, package) <= limit.at_most)
    }

    /// By how much a package exceeds the limits in sum, each measured by the largest of its numbers;
    /// 0 if it keeps to all.
    pub fn beyond_limits(&self, package: &[u16]) -> f64 {
        let limits = self.limits.iter();
        let beyond = limits.map(|limit| limit.of(self, package) - limit.at_most);
        beyond.map(|beyond| beyond.max(0.0)).sum()
    }

    /// The legislature whose votes take the place of consents, if one decides.
    pub fn legislature(&self) -> Option<&Legislature> {
        self.legislature.as_ref()
    }

    /// Whether these supporters conclude a package that has these signatories: all of them, or as many
    /// as a legislature needs.
    pub fn suffice(&self, supporters: PartySet, signatories: PartySet) -> bool {
        match &self.legislature {
            Some(legislature) => legislature.suffices(supporters),
            None => supporters.contains_all(signatories),
        }
    }

    /// Whether an issue can be moved where these parties, and nobody else, are to be had.
    pub fn can_move(&self, issue: usize, parties: PartySet) -> bool {
        self.suffice(parties, self.consents[issue])
    }

    /// Whose agreement moves an issue; everybody with a vote where a legislature decides.
    pub fn consent(&self, issue: usize) -> PartySet {
        self.consents[issue]
    }

    /// Every set of parties that a package can need, smaller sets first.
    pub fn families(&self) -> &[PartySet] {
        &self.families
    }

    /// The sets that a party has to ask for when it looks for a package: as it asks nobody's consent
    /// but the others', a set without it says nothing that the same set with it does not say too.
    pub fn families_of(&self, party: usize) -> &[PartySet] {
        &self.families_of[party]
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
        self.meets(package, &self.conditions[party][condition])
    }

    /// The same for a condition of which is known where it went.
    #[inline]
    pub fn meets(&self, package: &[u16], placed: &Placed) -> bool {
        match placed {
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

/// The sums that packages must keep to, by option.
fn limits(scenario: &Scenario, offsets: &[usize]) -> Vec<Sum> {
    let sum = |limit: &crate::model::Limit| {
        let mut numbers = vec![0.0; offsets[offsets.len() - 1]];
        for &issue in &limit.issues {
            let range = offsets[issue]..offsets[issue + 1];
            for (option, number) in numbers[range].iter_mut().enumerate() {
                *number = scenario.issues[issue].place(option);
            }
        }
        let sizes = numbers.iter().chain([&limit.at_most]).map(|n| n.abs());
        let size = sizes.fold(f64::MIN_POSITIVE, f64::max);
        numbers.iter_mut().for_each(|n| *n = quantise(*n / size));
        Sum {
            numbers,
            at_most: quantise(limit.at_most / size + ROUNDING),
        }
    };
    scenario.limits.iter().map(sum).collect()
}

/// The sets of parties that pass a motion and spare nobody, smaller sets first; where there are too
/// many, one for every party.
fn coalitions(legislature: &Legislature) -> Vec<PartySet> {
    let few = legislature.minimal_coalitions(MAX_FAMILIES);
    let mut found = few.unwrap_or_else(|| legislature.coalitions_in_order());
    found.sort_by_key(|set| (set.len(), *set));
    found
}

/// The coalitions that a party belongs to; all, if it belongs to none.
fn coalitions_of(
    coalitions: &[PartySet],
    legislature: &Legislature,
    party: usize,
) -> Vec<PartySet> {
    let own = coalitions.iter().copied().filter(|set| set.contains(party));
    let own: Vec<PartySet> = own.collect();
    if own.is_empty() || !legislature.voters().contains(party) {
        return coalitions.to_vec();
    }
    own
}

/// The families without those that are another one less a party.
fn families_of(families: &[PartySet], party: usize) -> Vec<PartySet> {
    let own = PartySet::of(party);
    let says_less =
        |family: &PartySet| !family.contains(party) && families.contains(&family.union(own));
    families.iter().copied().filter(|f| !says_less(f)).collect()
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
