//! The agenda of talks issue by issue.

use super::super::diagnostic::{Diagnostic, quoted};
use super::super::format::Target;
use super::super::node::{Node, Span, Table};
use super::protocol::Seats;
use super::{Decoder, whole, word};
use crate::model::{Agenda, AgendaRule};

/// The keys that only an agenda has.
const KEYS: [&str; 5] = [
    "agenda",
    "agenda_rule",
    "chooser",
    "rounds_per_issue",
    "nothing_until_everything",
];

impl<'a> Decoder<'a, '_> {
    /// Warns of an agenda where there is none.
    pub(super) fn idle_agenda(&mut self, table: &'a Table) {
        for key in KEYS {
            self.idle(table, key, "only `issue_by_issue` has an agenda");
        }
    }

    pub(super) fn agenda(
        &mut self,
        table: &'a Table,
        seats: &Seats<'_>,
        span: Span,
    ) -> Option<Agenda> {
        self.idle(
            table,
            "after_deal",
            "issue by issue, talks go on until the last one",
        );
        self.check_one_by_one(seats, span);
        let issues = self.listed_issues(table, "agenda", seats, "the agenda names");
        let chosen = word(table, "agenda_rule", "given") == "chosen";
        if !chosen {
            let why = "only the rule `chosen` has somebody who chooses";
            self.idle(table, "chooser", why);
        }
        let rule = match word(table, "agenda_rule", "given") {
            "easiest_first" => AgendaRule::EasiestFirst,
            "hardest_first" => AgendaRule::HardestFirst,
            "chosen" => self.chooser(table, seats, span)?,
            _ => AgendaRule::Given,
        };
        Some(Agenda {
            issues,
            rule,
            rounds_per_issue: whole(table, "rounds_per_issue"),
            nothing_until_everything: table
                .get("nothing_until_everything")
                .and_then(Node::flag)
                .unwrap_or(false),
        })
    }

    /// One issue cannot be agreed alone where nothing stands on the others.
    fn check_one_by_one(&mut self, seats: &Seats<'_>, span: Span) {
        if seats.issues.iter().all(|issue| issue.status_quo.is_some()) {
            return;
        }
        let title = "issues that have no status quo cannot be settled one by one";
        let label = "an agreement on part of the issues leaves the others without an option";
        let help = "a status quo per issue, or alternating offers about whole packages";
        self.report(Diagnostic::error("Z0430", title).at(span, label).help(help));
    }

    fn chooser(&mut self, table: &'a Table, seats: &Seats<'_>, span: Span) -> Option<AgendaRule> {
        let Some(node) = table.get("chooser") else {
            let title = "the rule `chosen` needs a `chooser`";
            let label = "who chooses the order of the agenda";
            self.report(Diagnostic::error("Z0431", title).at(span, label));
            return None;
        };
        let party = self.reference(Target::Party, node, "the agenda is chosen by")?;
        self.check_seated(party, node.span, seats);
        Some(AgendaRule::ChosenBy(party))
    }

    /// Reports a party that does not sit at the table.
    pub(super) fn check_seated(&mut self, party: usize, span: Span, seats: &Seats<'_>) {
        if !seats.seated.contains(&party) {
            let id = quoted(self.names.id(Target::Party, party));
            let title = format!("party {id} does not sit at this table");
            let label = "one of its `parties` is meant";
            self.report(Diagnostic::error("Z0431", title).at(span, label));
        }
    }

    /// Issues that a key lists, each once; all that the table is about where the key is missing.
    pub(super) fn listed_issues(
        &mut self,
        table: &'a Table,
        key: &str,
        seats: &Seats<'_>,
        who: &str,
    ) -> Vec<usize> {
        let Some(node) = table.get(key) else {
            let all = seats.talked_about.iter().enumerate();
            return all.filter(|(_, on)| **on).map(|(issue, _)| issue).collect();
        };
        let mut issues: Vec<usize> = Vec::new();
        for item in node.items() {
            let Some(issue) = self.reference(Target::Issue, item, who) else {
                continue;
            };
            let id = quoted(self.names.id(Target::Issue, issue));
            if issues.contains(&issue) {
                let title = format!("issue {id} is listed twice");
                self.report(Diagnostic::error("Z0431", title).at(item.span, "second time"));
            } else if seats.talked_about.get(issue) == Some(&false) {
                let title = format!("issue {id} is not talked about at this table");
                let label = "one of the table's own issues is meant";
                self.report(Diagnostic::error("Z0431", title).at(item.span, label));
            } else {
                issues.push(issue);
            }
        }
        issues
    }
}
