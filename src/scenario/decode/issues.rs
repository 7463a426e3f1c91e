//! Issues: options, status quo and consent.

use super::super::diagnostic::{Diagnostic, quoted};
use super::super::format::Target;
use super::super::node::{Node, Table};
use super::options::Scale;
use super::{Decoder, name_of, readable};
use crate::model::{Issue, IssueKind, MAX_ISSUES, MAX_PARTIES, Opt, PartySet};

impl<'a> Decoder<'a, '_> {
    pub(super) fn issues(&mut self, table: &'a Table) -> Vec<Issue> {
        Self::tables(table, "issue")
            .take(MAX_ISSUES)
            .map(|(index, issue, node)| {
                self.places.issues.push(node.span);
                self.issue(index, issue)
            })
            .collect()
    }

    /// Something stands on every issue while nothing is agreed, or nothing on any: reports issues
    /// without a status quo beside issues with one, and what needs one.
    pub(super) fn check_status_quo(&mut self, scenario: &'a Table) {
        let issues: Vec<_> = Self::tables(scenario, "issue").collect();
        let with = issues.iter().find(|(_, issue, _)| issue.has("status_quo"));
        self.places.has_status_quo = with.is_some() || issues.is_empty();
        if let Some((_, first, _)) = with {
            for (_, issue, node) in &issues {
                if issue.has("status_quo") {
                    continue;
                }
                let id = quoted(issue.text("id").unwrap_or_default());
                let title = format!("issue {id} has no `status_quo`, and others have one");
                let mut diagnostic = Diagnostic::error("Z0414", title).at(
                    node.span,
                    "`status_quo` is needed here: the option that stands while nothing is agreed",
                );
                if let Some(entry) = first.entry("status_quo") {
                    diagnostic = diagnostic.at(entry.key_span, "one of the others");
                }
                self.report(diagnostic);
            }
        } else if let Some(entry) = scenario
            .entry("implementation")
            .filter(|_| !issues.is_empty())
        {
            let title = "`implementation` needs a status quo for a breach to return to";
            let diagnostic = Diagnostic::error("Z0415", title);
            self.report(diagnostic.at(entry.key_span, "no issue has a status quo"));
        }
    }

    fn issue(&mut self, index: usize, table: &'a Table) -> Issue {
        let text = |key| table.text(key).unwrap_or_default().to_owned();
        let kind = match self.options(index).scale.clone() {
            Scale::Numeric { unit, .. } => IssueKind::Numeric {
                values: self.options(index).values(),
                unit,
            },
            Scale::Ordered => IssueKind::Ordered,
            Scale::Unordered | Scale::Broken => IssueKind::Unordered,
        };
        if matches!(kind, IssueKind::Numeric { .. }) {
            self.idle(table, "ordered", "numbers are in order anyway");
        }
        let status_quo = table.get("status_quo");
        Issue {
            id: text("id"),
            name: name_of(table),
            about: text("about"),
            options: self.opts(index, table, &kind),
            kind,
            status_quo: status_quo.map(|node| self.place(index, node).unwrap_or(0)),
            consent: self.consent(table),
            takes_effect_days: number(table, "takes_effect_days").unwrap_or(0.0),
        }
    }

    fn opts(&mut self, issue: usize, table: &'a Table, kind: &IssueKind) -> Vec<Opt> {
        let ids = self.options(issue).ids.iter();
        let mut options: Vec<Opt> = ids
            .map(|id| Opt {
                id: id.clone(),
                name: match kind {
                    IssueKind::Numeric { unit, .. } if unit.is_empty() => id.clone(),
                    IssueKind::Numeric { unit, .. } => format!("{id} {unit}"),
                    _ => readable(id),
                },
                term_days: None,
            })
            .collect();
        for (option, node) in self.by_option(issue, table, "names") {
            if let Some(name) = node.text() {
                options[option].name = name.to_owned();
            }
        }
        for (option, node) in self.by_option(issue, table, "term_days") {
            options[option].term_days = node.number();
        }
        options
    }

    /// The entries of a table whose keys are options of an issue; reports other keys.
    pub(super) fn by_option(
        &mut self,
        issue: usize,
        table: &'a Table,
        key: &str,
    ) -> Vec<(usize, &'a Node)> {
        let entries = table.get(key).and_then(Node::table);
        let mut found = Vec::new();
        for entry in entries.map_or(&[][..], |table| &table.entries) {
            let names = self.options(issue);
            if names.scale == Scale::Broken {
                break;
            }
            match names.index(&entry.key) {
                Some(option) => found.push((option, &entry.node)),
                None => {
                    let key = Node {
                        value: super::super::node::Value::Text(entry.key.clone()),
                        span: entry.key_span,
                    };
                    let diagnostic =
                        super::options::NoOption::Unknown.key(names, &key, self.findings.full());
                    self.report(diagnostic);
                }
            }
        }
        found
    }

    fn consent(&mut self, table: &'a Table) -> PartySet {
        let Some(node) = table.get("consent") else {
            let principals = self.names.principals.iter().enumerate();
            let principals = principals.filter(|(_, principal)| **principal);
            return principals
                .map(|(index, _)| index)
                .take(MAX_PARTIES)
                .collect();
        };
        let who = format!(
            "issue {} needs the consent of",
            quoted(table.text("id").unwrap_or_default())
        );
        let mut consent = PartySet::EMPTY;
        for item in node.items() {
            let Some(party) = self.reference(Target::Party, item, &who) else {
                continue;
            };
            if party >= MAX_PARTIES {
                continue;
            }
            if consent.contains(party) {
                let id = self.names.id(Target::Party, party);
                let title = format!("party {} stands twice in `consent`", quoted(id));
                self.report(Diagnostic::error("Z0207", title).at(item.span, "second time"));
            }
            consent = consent.union(PartySet::of(party));
        }
        consent
    }
}

/// A number that is the same in every replication.
pub(super) fn number(table: &Table, key: &str) -> Option<f64> {
    table.get(key).and_then(Node::number)
}
