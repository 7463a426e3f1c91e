//! The legislative protocol: votes, quota, vetoes and recognition.

use super::super::diagnostic::{Diagnostic, counted};
use super::super::format::Target;
use super::super::node::{Node, Span, Table};
use super::issues::number;
use super::{Decoder, whole, word};
use crate::model::{Issue, Legislature, MAX_PARTIES, Party, PartySet, Protocol, Role, Rule};

impl<'a> Decoder<'a, '_> {
    pub(super) fn legislative(
        &mut self,
        scenario: &'a Table,
        table: &'a Table,
        parties: &[Party],
        span: Span,
    ) -> Protocol {
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
}
