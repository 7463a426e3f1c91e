//! The names a scenario declares, collected before anything refers to them.

use super::super::diagnostic::{Diagnostic, Findings, counted, quoted};
use super::super::format::{SCENARIO, Target};
use super::super::node::{Node, Span, Table, Value};
use super::options::OptionNames;
use crate::model::{MAX_ISSUES, MAX_PARTIES};
use std::collections::HashMap;

/// Most named inputs, and most uncertain numbers in all.
pub(crate) const MAX_INPUTS: usize = 1_000;

/// Most tables of talks in several tracks.
const MAX_TRACKS: usize = 16;

/// Identifiers with their index; where each is declared.
#[derive(Default)]
struct Index<'a> {
    by_id: HashMap<&'a str, usize>,
    all: Vec<(&'a str, Option<Span>)>,
    /// Names for people, of those that have one, with the identifier.
    called: Vec<(&'a str, &'a str)>,
    /// The declarations are missing or no list, which has been reported.
    broken: bool,
}

/// Every name that something can refer to.
pub(super) struct Names<'a> {
    issue_ids: Index<'a>,
    parties: Index<'a>,
    inputs: Index<'a>,
    outcomes: Index<'a>,
    tracks: Index<'a>,
    /// One per issue.
    pub issues: Vec<OptionNames<'a>>,
    /// Which parties are principals.
    pub principals: Vec<bool>,
}

impl<'a> Names<'a> {
    /// Reads all declarations; reports what is declared twice, and too many of a kind.
    pub fn collect(table: &'a Table, findings: &mut Findings) -> Self {
        let issues = Index::collect(table, "issue", MAX_ISSUES, findings);
        let parties = Index::collect(table, "party", MAX_PARTIES, findings);
        let inputs = Index::collect(table, "input", MAX_INPUTS, findings);
        let outcomes = Index::collect(table, "outcome", 1_000, findings);
        let tracks = Index::collect(table, "track", MAX_TRACKS, findings);
        for (key, within) in [
            ("event", None),
            ("leverage", None),
            ("party", Some("condition")),
        ] {
            match within {
                None => drop(Index::collect(table, key, 1_000, findings)),
                Some(inner) => {
                    for item in items(table, key).iter().filter_map(Node::table) {
                        Index::collect(item, inner, 1_000, findings);
                    }
                }
            }
        }
        let issue_tables = items(table, "issue").iter();
        let options = issue_tables.map(|node| OptionNames::collect(node, findings));
        let principal = |node: &Node| {
            let role = node.table().and_then(|table| table.text("role"));
            role != Some("mediator")
        };
        Self {
            issues: options.collect(),
            principals: items(table, "party").iter().map(principal).collect(),
            issue_ids: issues,
            parties,
            inputs,
            outcomes,
            tracks,
        }
    }

    /// Index of what has this identifier.
    pub fn index(&self, target: Target, id: &str) -> Option<usize> {
        self.of(target).by_id.get(id).copied()
    }

    /// Whether nothing can be said about what is declared.
    pub fn broken(&self, target: Target) -> bool {
        self.of(target).broken
    }

    /// All identifiers, with where they are declared.
    pub fn all(&self, target: Target) -> &[(&'a str, Option<Span>)] {
        &self.of(target).all
    }

    /// The identifier of what has this name for people.
    pub fn called(&self, target: Target, name: &str) -> Option<&'a str> {
        let plain = |name: &str| name.trim().to_lowercase();
        let called = self.of(target).called.iter();
        let mut same = called.filter(|(known, _)| plain(known) == plain(name));
        same.next().map(|(_, id)| *id)
    }

    /// The identifier of something; empty where it has none.
    pub fn id(&self, target: Target, index: usize) -> &'a str {
        self.of(target).all.get(index).map_or("", |(id, _)| *id)
    }

    const fn of(&self, target: Target) -> &Index<'a> {
        match target {
            Target::Issue => &self.issue_ids,
            Target::Party => &self.parties,
            Target::Input => &self.inputs,
            Target::Outcome => &self.outcomes,
            Target::Track => &self.tracks,
        }
    }
}

fn items<'a>(table: &'a Table, key: &str) -> &'a [Node] {
    table.get(key).map_or(&[], Node::items)
}

impl<'a> Index<'a> {
    fn collect(table: &'a Table, key: &str, most: usize, findings: &mut Findings) -> Self {
        let mut index = Self::default();
        let tables = items(table, key);
        index.broken = match table.get(key) {
            Some(node) => !matches!(node.value, Value::Array(_)),
            None => SCENARIO.key(key).is_some_and(|key| key.required),
        };
        if let Some(first) = tables.get(most) {
            let title = format!("there are more than {}", counted(most, key));
            let label = "the first one too many";
            findings.push(Diagnostic::error("Z0210", title).at(first.span, label));
        }
        for (place, item) in tables.iter().enumerate() {
            let node = item.table().and_then(|table| table.get("id"));
            let id = node.and_then(Node::text).unwrap_or_default();
            let span = node.map(|node| node.span);
            index.all.push((id, span));
            if id.is_empty() {
                continue;
            }
            let name = item.table().and_then(|table| table.text("name"));
            index.called.extend(name.map(|name| (name, id)));
            match index.by_id.get(id).copied() {
                None => drop(index.by_id.insert(id, place)),
                Some(first) => {
                    let title = format!("the {key} {} is declared twice", quoted(id));
                    let wrong = span.unwrap_or(item.span);
                    let earlier = index.all[first].1.unwrap_or(tables[first].span);
                    findings.push(
                        Diagnostic::error("Z0207", title)
                            .at(wrong, "second time")
                            .at(earlier, "first time"),
                    );
                }
            }
        }
        index
    }
}
