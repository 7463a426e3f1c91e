//! The legislative protocol: votes, quota, vetoes and recognition; and where its equilibrium, or any,
//! can be played.

use super::super::diagnostic::{Diagnostic, counted};
use super::super::format::Target;
use super::super::node::{Node, Span, Table, Value};
use super::issues::number;
use super::{Decoder, whole, word};
use crate::model::{
    AfterDeal, Issue, Legislature, MAX_PARTIES, Party, PartySet, Protocol, Role, Rule, Scenario,
};

/// Most packages whose equilibrium is worked out by looking at each, and most of them times the
/// parties; as in `negotiate::equilibrium`.
const MOST_PACKAGES: u128 = 50_000;
const MOST_UTILITIES: u128 = 1_000_000;

impl<'a> Decoder<'a, '_> {
    pub(super) fn legislative(
        &mut self,
        scenario: &'a Table,
        table: &'a Table,
        parties: &[Party],
        span: Span,
    ) -> Protocol {
        self.idle(table, "mediator", "only `shuttle` has a mediator");
        self.idle(table, "order", "who speaks is drawn at random");
        let tables: Vec<&Table> = Self::tables(scenario, "party").map(|(_, t, _)| t).collect();
        let usual = |party: &Party| u32::from(party.role == Role::Principal);
        let each = || tables.iter().zip(parties);
        let votes: Vec<u32> = each()
            .map(|(table, party)| whole(table, "votes").unwrap_or_else(|| usual(party)))
            .collect();
        let chance = |table: &Table| number(table, "recognition").filter(|n| n.is_finite());
        let recognition: Vec<f64> = each()
            .map(|(table, party)| chance(table).unwrap_or_else(|| f64::from(usual(party))))
            .collect();
        let all: u32 = votes.iter().sum();
        let quota = whole(table, "quota").unwrap_or(all / 2 + 1);
        let legislature = Legislature {
            votes,
            quota,
            vetoes: self.vetoes(table),
            recognition,
            rule: match word(table, "rule", "closed") {
                "open" => Rule::Open,
                _ => Rule::Closed,
            },
        };
        self.check_legislature(table, &legislature, span);
        Protocol::Legislative(legislature)
    }

    fn vetoes(&mut self, table: &'a Table) -> PartySet {
        let mut vetoes = PartySet::EMPTY;
        for item in table.get("vetoes").map_or(&[][..], Node::items) {
            let found = self.reference(Target::Party, item, "the vetoes of the protocol name");
            if let Some(party) = found.filter(|&party| party < MAX_PARTIES) {
                vetoes = vetoes.union(PartySet::of(party));
            }
        }
        vetoes
    }

    /// Reports a legislature that can decide nothing, or in which nobody speaks.
    fn check_legislature(&mut self, table: &Table, legislature: &Legislature, span: Span) {
        if legislature.votes.is_empty() {
            return;
        }
        let all: u32 = legislature.votes.iter().sum();
        if legislature.quota > all {
            let title = format!(
                "the quota is {}, but all together have {}",
                legislature.quota,
                counted(all as usize, "vote")
            );
            let span = table.entry("quota").map_or(span, |entry| entry.node.span);
            let label = "no motion could ever pass";
            self.report(Diagnostic::error("Z0440", title).at(span, label));
        }
        if legislature.recognition.iter().all(|&chance| chance <= 0.0) {
            let title = "no party can be recognised";
            let label = "every `recognition` is 0: nobody ever moves anything";
            self.report(Diagnostic::error("Z0440", title).at(span, label));
        }
    }

    /// Warns of what only a legislature reads.
    pub(super) fn no_legislature(&mut self, scenario: &'a Table, table: &'a Table) {
        for key in ["quota", "vetoes", "rule"] {
            self.idle(table, key, "only `legislative` has votes");
        }
        let parties: Vec<_> = Self::tables(scenario, "party").collect();
        for (_, party, _) in parties {
            for key in ["votes", "recognition"] {
                self.idle(party, key, "only the protocol `legislative` reads it");
            }
        }
    }

    /// Where votes decide, everybody with a vote has a say on every issue, and consents have no effect.
    pub(super) fn votes_for_consents(
        &mut self,
        scenario: &'a Table,
        protocol: &Protocol,
        issues: &mut [Issue],
    ) {
        let Protocol::Legislative(legislature) = protocol else {
            return;
        };
        let voters = legislature.voters();
        issues.iter_mut().for_each(|issue| issue.consent = voters);
        let tables: Vec<_> = Self::tables(scenario, "issue").collect();
        for (_, issue, _) in tables {
            self.idle(issue, "consent", "the quota of `legislative` decides");
        }
    }

    /// Reports strategies that play an equilibrium where none is known.
    pub(super) fn check_equilibrium(&mut self, table: &'a Table, scenario: &Scenario) {
        let Some(reason) = why_not(scenario) else {
            return;
        };
        let parties: Vec<_> = Self::tables(table, "party").collect();
        for (_, party, _) in parties {
            let Some(node) = party.get("strategy") else {
                continue;
            };
            let strategies: Vec<&Table> = match &node.value {
                Value::Table(table) => vec![table],
                _ => node.items().iter().filter_map(Node::table).collect(),
            };
            let bidding = strategies.into_iter().filter_map(|s| s.entry("bidding"));
            for entry in bidding.filter(|e| e.node.text() == Some("equilibrium")) {
                let title = "equilibrium play does not apply";
                let diagnostic = Diagnostic::error("Z0417", title).at(entry.node.span, &*reason);
                self.report(diagnostic);
            }
        }
    }
}

/// Why no equilibrium of a scenario is known; `None` where one is.
fn why_not(scenario: &Scenario) -> Option<String> {
    let Protocol::Legislative(legislature) = &scenario.protocol else {
        let protocol = scenario.protocol.id();
        return Some(format!("no equilibrium of `{protocol}` is known"));
    };
    if legislature.rule == Rule::Open {
        return Some("only under the closed rule".to_owned());
    }
    if scenario.time.after_deal == AfterDeal::Continue {
        return Some("only where talks stop after a deal".to_owned());
    }
    let packages = scenario.packages();
    let utilities = packages.saturating_mul(scenario.parties.len() as u128);
    let few = packages <= MOST_PACKAGES && utilities <= MOST_UTILITIES;
    (!few && !scenario.divides_a_pie()).then(|| {
        format!(
            "only up to {MOST_PACKAGES} packages, or where a limit holds shares that each matter to one party"
        )
    })
}
