//! Checks what a scenario means as a whole: red lines that leave no agreement, outcome classes that
//! can never happen, and parts that have no effect.
//!
//! Whether any package satisfies a statement is decided exactly, within a budget: of a statement
//! too large for it nothing is said. So every error here is a proof.

use super::decode::Places;
use super::diagnostic::{Diagnostic, Findings, quoted};
use super::endings::Endings;
use super::equilibrium;
use super::node::Span;
use crate::model::{Condition, Predicate, Protocol, Role, Scenario, satisfiable};

/// Most steps of one search.
const STEPS: usize = 50_000;
/// Most work of all searches together, in steps times the size of the statement.
const WORK: usize = 200_000_000;
/// Most conflicts of one kind that are told.
const MOST_CONFLICTS: usize = 5;

/// Checks a scenario that has no other mistakes.
pub(super) fn check(scenario: &Scenario, places: &Places, findings: &mut Findings) {
    let mut logic = Logic {
        scenario,
        places,
        findings,
        search: Search { work: WORK },
    };
    logic.conditions();
    logic.red_lines_within_parties();
    logic.red_lines_between_parties();
    logic.outcomes();
    logic.without_effect();
    equilibrium::check(scenario, places, findings);
}

/// Searches that share one budget.
pub(super) struct Search {
    work: usize,
}

impl Search {
    /// Whether it is proven that nothing satisfies all the statements together.
    pub fn impossible(&mut self, statements: Vec<Predicate>) -> bool {
        let statement = Predicate::All(statements);
        let size = size(&statement);
        let steps = STEPS.min(self.work / size);
        self.work -= steps * size;
        satisfiable(&statement, steps) == Some(false)
    }
}

/// Number of nodes of a statement.
fn size(statement: &Predicate) -> usize {
    match statement {
        Predicate::OneOf { .. } => 1,
        Predicate::All(parts) | Predicate::Any(parts) => 1 + parts.iter().map(size).sum::<usize>(),
        Predicate::Not(part) => 1 + size(part),
    }
}

pub(super) fn not(statement: Predicate) -> Predicate {
    Predicate::Not(Box::new(statement))
}

/// The issue is off its status quo; without one, any option is.
pub(super) fn moved(scenario: &Scenario, issue: usize) -> Predicate {
    let of = &scenario.issues[issue];
    let mut allowed = vec![true; of.options.len()];
    if let Some(stands) = of.status_quo {
        allowed[stands] = false;
    }
    Predicate::OneOf { issue, allowed }
}

/// A condition that is a red line in every replication.
#[derive(Clone, Copy)]
struct RedLine<'a> {
    party: usize,
    condition: &'a Condition,
    span: Span,
}

struct Logic<'a, 'f> {
    scenario: &'a Scenario,
    places: &'a Places,
    findings: &'f mut Findings,
    search: Search,
}

impl<'a> Logic<'a, '_> {
    fn all_conditions(&self) -> Vec<RedLine<'a>> {
        let parties = self.scenario.parties.iter().zip(&self.places.conditions);
        let lines = parties.enumerate().flat_map(|(party, (of, spans))| {
            let conditions = of.conditions.iter().zip(spans);
            conditions.map(move |(condition, &span)| RedLine {
                party,
                condition,
                span,
            })
        });
        lines.collect()
    }

    fn red_lines(&self) -> Vec<RedLine<'a>> {
        let mut lines = self.all_conditions();
        lines.retain(|line| {
            let firmness = &line.condition.firmness;
            firmness.is_constant() && firmness.offset >= 1.0
        });
        lines
    }

    fn name(&self, line: &RedLine<'_>) -> String {
        let party = quoted(&self.scenario.parties[line.party].id);
        format!("condition {} of party {party}", quoted(&line.condition.id))
    }

    /// Warns of conditions that no package, or every package, satisfies.
    fn conditions(&mut self) {
        let mut counts = vec![0; self.scenario.parties.len()];
        for line in self.all_conditions() {
            let index = counts[line.party];
            counts[line.party] += 1;
            let when = self.places.when[line.party][index].clone();
            let require = line.condition.require.clone();
            let name = self.name(&line);
            if self.search.impossible(vec![not(require.clone())]) {
                let title = format!("every package satisfies {name}");
                let label = "this always holds";
                self.warn("Z0409", title, line.span, label);
            } else if self
                .search
                .impossible(when.into_iter().chain([require]).collect())
            {
                let title = format!("no package satisfies {name}");
                let label = "this never holds";
                self.warn("Z0408", title, line.span, label);
            }
        }
    }

    /// Reports red lines of one party that exclude each other.
    fn red_lines_within_parties(&mut self) {
        let lines = self.red_lines();
        for party in 0..self.scenario.parties.len() {
            let own: Vec<RedLine<'_>> =
                lines.iter().copied().filter(|l| l.party == party).collect();
            if !self.search.impossible(statements(&own)) {
                continue;
            }
            let culprits = self.smallest_conflict(&own, &|lines| statements(lines));
            // One alone that nothing satisfies has its own warning.
            if culprits.len() > 1 {
                let id = quoted(&self.scenario.parties[party].id);
                let title = format!("red lines of party {id} exclude each other");
                let note =
                    "conditions with firmness 1 always bind: no package satisfies them together";
                self.conflict("Z0401", title, &culprits, note);
            }
        }
    }

    /// Reports red lines that leave no package that all its signatories could sign.
    fn red_lines_between_parties(&mut self) {
        // Where votes decide, a majority may agree across the others' red lines.
        let votes = matches!(self.scenario.protocol, Protocol::Legislative(_));
        if self.findings.errors() > 0 || votes {
            return;
        }
        let lines = self.red_lines();
        let anything = |lines: &[RedLine<'_>]| self.signable(lines);
        let everything = anything(&lines);
        if !self.search.impossible(everything) {
            return;
        }
        let scenario = self.scenario;
        let statement = |lines: &[RedLine<'_>]| signable(scenario, lines);
        let culprits = self.smallest_conflict(&lines, &statement);
        let note = "with firmness 1 they always bind, and no package off the status quo satisfies the red lines of all who must sign it";
        if let [first, second] = culprits[..] {
            let ids = [first, second].map(|line| quoted(&scenario.parties[line.party].id));
            let title = format!(
                "red lines of parties {} and {} rule out every deal",
                ids[0], ids[1]
            );
            self.conflict("Z0402", title, &[first, second], note);
            return;
        }
        let title = "the red lines rule out every deal";
        let mut diagnostic = Diagnostic::warning("Z0413", title);
        for line in culprits.iter().take(MOST_CONFLICTS) {
            diagnostic = diagnostic.at(line.span, format!("{} requires this", self.name(line)));
        }
        self.findings.push(diagnostic.note(note));
    }

    fn signable(&self, lines: &[RedLine<'_>]) -> Vec<Predicate> {
        signable(self.scenario, lines)
    }

    /// A subset of red lines that is in conflict although no part of it is: a pair where there is
    /// one, else what is left after dropping all that can be dropped.
    fn smallest_conflict(
        &mut self,
        lines: &[RedLine<'a>],
        statement: &dyn Fn(&[RedLine<'_>]) -> Vec<Predicate>,
    ) -> Vec<RedLine<'a>> {
        for line in lines {
            if self.search.impossible(statement(&[*line])) {
                return vec![*line];
            }
        }
        for (index, first) in lines.iter().enumerate() {
            for second in &lines[index + 1..] {
                if self.search.impossible(statement(&[*first, *second])) {
                    return vec![*first, *second];
                }
            }
        }
        let mut left = lines.to_vec();
        let mut index = 0;
        while index < left.len() {
            let mut without = left.clone();
            without.remove(index);
            if self.search.impossible(statement(&without)) {
                left = without;
            } else {
                index += 1;
            }
        }
        left
    }

    fn conflict(&mut self, code: &'static str, title: String, lines: &[RedLine<'_>], note: &str) {
        let mut diagnostic = Diagnostic::error(code, title);
        for (index, line) in lines.iter().take(MOST_CONFLICTS).enumerate() {
            let verb = if index == 0 {
                "requires this"
            } else {
                "requires that"
            };
            diagnostic = diagnostic.at(line.span, format!("{} {verb}", self.name(line)));
        }
        let help = "a firmness below 1 makes it a red line in some replications only";
        self.findings.push(diagnostic.note(note).help(help));
    }

    /// Reports outcome classes that can never happen.
    fn outcomes(&mut self) {
        let endings = Endings::of(self.scenario);
        let classes = self.scenario.outcomes.iter().zip(&self.places.outcomes);
        let classes: Vec<_> = classes.collect();
        let whens: Vec<Predicate> = classes
            .iter()
            .map(|(c, _)| endings.statement(&c.when))
            .collect();
        for (index, (class, span)) in classes.iter().enumerate() {
            let id = quoted(&class.id);
            let mut now = vec![whens[index].clone()];
            if self.never(&endings, &now) {
                let title = format!("outcome class {id} can never happen");
                let diagnostic = Diagnostic::error("Z0403", title);
                self.findings
                    .push(diagnostic.at(**span, "no ending satisfies this"));
                continue;
            }
            now.extend(whens[..index].iter().cloned().map(not));
            if !self.never(&endings, &now) {
                continue;
            }
            let title =
                format!("outcome class {id} can never happen: earlier classes take its place");
            let label = "whatever satisfies this belongs to an earlier class";
            let mut diagnostic = Diagnostic::error("Z0403", title).at(**span, label);
            let taker = (0..index).find(|&earlier| {
                let alone = vec![whens[index].clone(), not(whens[earlier].clone())];
                self.never(&endings, &alone)
            });
            if let Some(taker) = taker {
                diagnostic = diagnostic.at(*classes[taker].1, "this class takes all of it");
            }
            let help = "classes are tried in order: the narrow ones come first";
            self.findings.push(diagnostic.help(help));
        }
    }

    fn never(&mut self, endings: &Endings<'_>, statements: &[Predicate]) -> bool {
        let mut all = endings.facts(statements);
        all.extend_from_slice(statements);
        self.search.impossible(all)
    }

    /// Warns of parties, issues and inputs that change nothing.
    fn without_effect(&mut self) {
        let scenario = self.scenario;
        for (index, party) in scenario.parties.iter().enumerate() {
            let asked = scenario
                .issues
                .iter()
                .any(|issue| issue.consent.contains(index));
            if party.role == Role::Principal && !asked {
                let title = format!("party {} is never asked", quoted(&party.id));
                let label = "no issue needs its consent: it signs nothing and can block nothing";
                self.warn("Z0410", title, self.places.parties[index], label);
            }
        }
        let mut valued = vec![false; scenario.issues.len()];
        for party in &scenario.parties {
            party
                .interests
                .iter()
                .for_each(|interest| valued[interest.issue] = true);
            for condition in &party.conditions {
                condition
                    .require
                    .issues()
                    .iter()
                    .for_each(|&issue| valued[issue] = true);
            }
        }
        for (index, issue) in scenario.issues.iter().enumerate() {
            if !valued[index] {
                let title = format!("nobody cares about issue {}", quoted(&issue.id));
                let label = "no interest and no condition speaks of it";
                self.warn("Z0411", title, self.places.issues[index], label);
            }
        }
        for (index, &fed) in self.places.fed.iter().enumerate() {
            if !fed {
                let path = &scenario.inputs[index].path;
                let id = path.strip_prefix("input.").unwrap_or(path);
                let title = format!("input {} feeds nothing", quoted(id));
                let label = format!("no number uses it: `{{ input = \"{id}\" }}`");
                self.warn("Z0412", title, self.places.inputs[index], label);
            }
        }
    }

    fn warn(&mut self, code: &'static str, title: String, span: Span, label: impl Into<String>) {
        self.findings
            .push(Diagnostic::warning(code, title).at(span, label));
    }
}

/// What the conditions require.
fn statements(lines: &[RedLine<'_>]) -> Vec<Predicate> {
    let statements = lines.iter().map(|line| line.condition.require.clone());
    statements.collect()
}

/// What a package must satisfy to be signed: it moves some issue, and for every party whose
/// consent is needed for what it moves, the party's red lines hold.
fn signable(scenario: &Scenario, lines: &[RedLine<'_>]) -> Vec<Predicate> {
    let issues = 0..scenario.issues.len();
    let off = |issue| moved(scenario, issue);
    let mut all = vec![Predicate::Any(issues.clone().map(off).collect())];
    for line in lines {
        let needed = issues
            .clone()
            .filter(|&issue| scenario.issues[issue].consent.contains(line.party));
        let signs = Predicate::Any(needed.map(off).collect());
        all.push(Predicate::Any(vec![
            not(signs),
            line.condition.require.clone(),
        ]));
    }
    all
}
