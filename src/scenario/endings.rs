//! Statements about endings as statements about packages, so that one search decides both.
//!
//! How talks ended, whether there was a deal, who signed and what became of each clause are made
//! issues of their own, numbered after the scenario's, with the facts that tie them together. The
//! facts are true but not complete: what the search calls impossible is impossible.

use super::logic::{moved, not};
use crate::model::{How, Predicate, Protocol, Scenario, StatePredicate};

/// A scenario's endings as packages.
pub(super) struct Endings<'a> {
    scenario: &'a Scenario,
    issues: usize,
    parties: usize,
}

impl<'a> Endings<'a> {
    pub const fn of(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            issues: scenario.issues.len(),
            parties: scenario.parties.len(),
        }
    }

    /// The statement, about issues and made-up issues.
    pub fn statement(&self, statement: &StatePredicate) -> Predicate {
        let parts = |parts: &[StatePredicate]| parts.iter().map(|p| self.statement(p)).collect();
        match statement {
            StatePredicate::Package(package) => package.clone(),
            StatePredicate::Deal(deal) => self.deal(*deal),
            StatePredicate::SignedBy(party) => self.signed(*party),
            StatePredicate::Moved(issue) => moved(self.scenario, *issue),
            StatePredicate::Held(issue) => self.clause(*issue, 1),
            StatePredicate::Breached(issue) => self.clause(*issue, 2),
            StatePredicate::Ended(how) => one_of(
                self.issues,
                How::ALL.iter().map(|other| other == how).collect(),
            ),
            StatePredicate::All(all) => Predicate::All(parts(all)),
            StatePredicate::Any(any) => Predicate::Any(parts(any)),
            StatePredicate::Not(part) => not(self.statement(part)),
        }
    }

    fn deal(&self, deal: bool) -> Predicate {
        one_of(self.issues + 1, vec![!deal, deal])
    }

    fn signed(&self, party: usize) -> Predicate {
        one_of(self.issues + 2 + party, vec![false, true])
    }

    /// The clause on an issue: 0 for neither, 1 for held, 2 for breached.
    fn clause(&self, issue: usize, state: usize) -> Predicate {
        let marks = (0..3).map(|other| other == state).collect();
        one_of(self.issues + 2 + self.parties + issue, marks)
    }

    /// What is always true of the issues, real and made up, that the statements mention.
    pub fn facts(&self, statements: &[Predicate]) -> Vec<Predicate> {
        let mut mentioned: Vec<usize> = statements.iter().flat_map(Predicate::issues).collect();
        mentioned.sort_unstable();
        mentioned.dedup();
        let is = |issue: &usize| mentioned.binary_search(issue).is_ok();
        let signers = (0..self.parties).filter(|party| is(&(self.issues + 2 + party)));
        let signers: Vec<usize> = signers.collect();
        let mut facts = Vec::new();
        for &issue in &mentioned {
            if issue < self.issues {
                let off = moved(self.scenario, issue);
                facts.push(implies(off.clone(), self.deal(true)));
                // Where votes decide, nobody in particular need sign.
                let votes = matches!(self.scenario.protocol, Protocol::Legislative(_));
                for &party in signers.iter().filter(|_| !votes) {
                    if self.scenario.issues[issue].consent.contains(party) {
                        facts.push(implies(off.clone(), self.signed(party)));
                    }
                }
            } else if issue >= self.issues + 2 + self.parties {
                let neither = self.clause(issue - self.issues - 2 - self.parties, 0);
                facts.push(Predicate::Any(vec![neither, self.deal(true)]));
            }
        }
        for party in signers {
            facts.push(implies(self.signed(party), self.deal(true)));
            let asked = |issue: &crate::model::Issue| issue.consent.contains(party);
            if !self.scenario.issues.iter().any(asked) {
                facts.push(not(self.signed(party)));
            }
        }
        facts
    }
}

const fn one_of(issue: usize, allowed: Vec<bool>) -> Predicate {
    Predicate::OneOf { issue, allowed }
}

fn implies(one: Predicate, other: Predicate) -> Predicate {
    Predicate::Any(vec![not(one), other])
}
