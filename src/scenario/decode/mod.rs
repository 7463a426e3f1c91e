//! From a tree of the right shape to a [`Scenario`].
//!
//! Decoding never stops at a mistake: it reports it, puts something harmless in its place and goes
//! on, so that all mistakes are told at once; a scenario with any error is thrown away at the end.
//! What [`super::shape`] has reported already is passed over in silence.

mod agenda;
mod correlations;
mod issues;
mod legislature;
mod limits;
mod names;
mod options;
mod outcomes;
mod parties;
mod predicates;
mod private;
mod protocol;
mod quantities;
mod strategies;
mod talks;
mod tracks;

use super::diagnostic::{Diagnostic, Findings, listed, quoted};
use super::format::{TableFormat, Target};
use super::node::{Node, Span, Table};
use super::similar::similar;
use crate::model::{Input, Predicate, Scenario};
use names::Names;
pub(crate) use options::grid;
use options::{OptionNames, Scale};
pub(super) use quantities::uncertain;
use std::collections::HashMap;

/// Where the parts of a scenario stand, for findings about what they mean together.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// One per issue.
    pub issues: Vec<Span>,
    /// One per party.
    pub parties: Vec<Span>,
    /// One per named input.
    pub inputs: Vec<Span>,
    /// Per party, one per condition: the condition's statement.
    pub conditions: Vec<Vec<Span>>,
    /// One per declared outcome class that has a statement.
    pub outcomes: Vec<Span>,
    /// Per named input, whether it feeds anything.
    pub fed: Vec<bool>,
    /// Per party, per condition: what `when` says, where it says anything.
    pub when: Vec<Vec<Option<Predicate>>>,
    /// One per strategy that plays the equilibrium: its word.
    pub equilibrium: Vec<Span>,
    /// One per expectation about a change: the path.
    pub trends: Vec<Span>,
    /// One per event: its `if`, where it has one.
    pub ifs: Vec<Option<Span>>,
    /// Whether something stands while nothing is agreed.
    pub has_status_quo: bool,
}

/// Decodes the tree; `None` where a mistake was found here or before.
pub(super) fn decode(
    tree: &Node,
    id: String,
    hash: String,
    uncertain_before: Option<Vec<String>>,
    findings: &mut Findings,
) -> Option<(Scenario, Places)> {
    let table = tree.table()?;
    let names = Names::collect(table, findings);
    let mut decoder = Decoder {
        names,
        findings,
        inputs: Vec::new(),
        inline: HashMap::new(),
        uncertain_before,
        places: Places::default(),
        marks: 0,
        as_given: false,
    };
    let scenario = decoder.scenario(tree, table, id, hash);
    let places = decoder.places;
    (findings.errors() == 0).then_some((scenario, places))
}

struct Decoder<'a, 'f> {
    names: Names<'a>,
    findings: &'f mut Findings,
    inputs: Vec<Input>,
    /// Which input an inline distribution became, by the address of its node.
    inline: HashMap<*const Node, usize>,
    /// Paths of the uncertain numbers before overrides, where there were any overrides.
    uncertain_before: Option<Vec<String>>,
    places: Places,
    /// Marks that statements hold so far: one per option of the issue each speaks of.
    marks: usize,
    /// Whether the party at hand measures its utilities as given.
    as_given: bool,
}

impl<'a> Decoder<'a, '_> {
    fn scenario(&mut self, tree: &'a Node, table: &'a Table, id: String, hash: String) -> Scenario {
        let text = |key| table.text(key).unwrap_or_default().to_owned();
        self.inputs(tree, table);
        let correlations = self.correlations(table);
        let mut issues = self.issues(table);
        self.check_status_quo(table);
        let limits = self.limits(table, &issues);
        let parties = self.parties(table);
        self.check_pictures(&parties, &issues);
        let protocol = self.protocol(table, &parties, &issues);
        self.votes_for_consents(table, &protocol, &mut issues);
        let after_deal = Self::after_deal(table);
        let side_deals = self.side_deals(table, &protocol, &issues);
        let time = self.time(table, after_deal);
        let events = self.events(table);
        self.idle_tells(table, &parties);
        self.idle_foresight(table, after_deal, &events);
        let leverage = self.leverage(table);
        let implementation = self.implementation(table, issues.len());
        let outcomes = self.outcomes(table, implementation.is_some());
        let expectations = self.expectations(table, &outcomes);
        let trends = self.trends(table, &outcomes);
        Scenario {
            id,
            name: text("name"),
            about: text("about"),
            sources: texts(table.get("sources")),
            hash,
            issues,
            limits,
            parties,
            inputs: std::mem::take(&mut self.inputs),
            correlations,
            protocol,
            side_deals,
            time,
            events,
            leverage,
            implementation,
            outcomes,
            expectations,
            trends,
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// The tables of a list, each with its index.
    fn tables(table: &'a Table, key: &str) -> impl Iterator<Item = (usize, &'a Table, &'a Node)> {
        let items = table.get(key).map_or(&[][..], Node::items);
        let tables = items.iter().enumerate();
        tables.filter_map(|(index, item)| item.table().map(|table| (index, table, item)))
    }

    /// Index of what a reference names; reports one that names nothing. `who` says who refers:
    /// "party `russia` has a condition on".
    fn reference(&mut self, target: Target, node: &Node, who: &str) -> Option<usize> {
        let id = node.text()?;
        let found = self.names.index(target, id);
        if found.is_none() && !self.names.broken(target) {
            let title = format!("{who} {} that does not exist", with_article(target.word()));
            let label = format!("no such {}", target.word());
            let mut diagnostic = Diagnostic::error("Z0203", title).at(node.span, label);
            if !self.findings.full() {
                diagnostic = self.advise(diagnostic, target, id, node.span);
            }
            self.report(diagnostic);
        }
        found
    }

    /// Adds where the like are declared, and the name that was probably meant.
    fn advise(&self, diagnostic: Diagnostic, target: Target, id: &str, wrong: Span) -> Diagnostic {
        let word = target.word();
        let mut known = self.names.all(target).to_vec();
        if target == Target::Outcome {
            known.extend(outcomes::ALWAYS.map(|(id, _)| (id, None)));
            known.sort_by_key(|(_, span)| span.is_none());
        }
        let called = self.names.called(target, id);
        let near = called.or_else(|| similar(id, known.iter().map(|(name, _)| *name)));
        let Some(near) = near else {
            return if known.is_empty() {
                diagnostic.note(format!("this scenario declares no {word}"))
            } else {
                let mut names: Vec<&str> = Vec::new();
                for (name, _) in &known {
                    // One that is declared twice is told elsewhere.
                    if !names.contains(name) {
                        names.push(name);
                    }
                }
                let names = listed(names);
                diagnostic.note(format!("this scenario declares {names}"))
            };
        };
        let declared = known.iter().find(|(name, _)| *name == near);
        let diagnostic = match declared.and_then(|(_, span)| *span) {
            Some(span) => diagnostic.at(span, format!("`{near}` is declared here")),
            None => diagnostic,
        };
        let help = match called {
            Some(_) => format!("`{near}` has this name; files refer to identifiers"),
            None => format!(
                "{} with a similar name exists: `{near}`",
                with_article(word)
            ),
        };
        diagnostic.patch(wrong, format!("\"{near}\""), help)
    }

    /// Index of the option that a place of the file names.
    fn place(&mut self, issue: usize, node: &Node) -> Option<usize> {
        let options = &self.names.issues[issue];
        match options.find(node) {
            Ok(found) => found,
            Err(problem) => {
                let diagnostic = problem.diagnostic(options, node, self.findings.full());
                self.report(diagnostic);
                None
            }
        }
    }

    fn options(&self, issue: usize) -> &OptionNames<'a> {
        &self.names.issues[issue]
    }

    /// Whether nothing can be said about an issue's options, which has been reported.
    fn has_broken_options(&self, issue: usize) -> bool {
        self.options(issue).scale == Scale::Broken
    }

    /// Reports keys of which exactly one must be there; returns the one that is.
    fn exactly_one(
        &mut self,
        table: &'a Table,
        keys: &[&'static str],
        owner: &str,
        span: Span,
    ) -> Option<(&'static str, &'a Node)> {
        let mut given = keys
            .iter()
            .filter_map(|key| table.entry(key).map(|entry| (*key, entry)));
        let Some((first, entry)) = given.next() else {
            let title = format!("{owner} needs one of {}", listed(keys.iter().copied()));
            self.report(Diagnostic::error("Z0211", title).at(span, "none is given here"));
            return None;
        };
        if let Some((second, other)) = given.next() {
            let title = format!("{owner} has both `{first}` and `{second}`");
            let diagnostic = Diagnostic::error("Z0211", title)
                .at(other.key_span, "only one of them can be given")
                .at(entry.key_span, "the other one");
            self.report(diagnostic);
            return None;
        }
        Some((first, &entry.node))
    }

    /// Reports a key that stands without the one it needs.
    fn needs(&mut self, table: &Table, key: &str, other: &str, why: &str) -> bool {
        let (Some(entry), false) = (table.entry(key), table.has(other)) else {
            return true;
        };
        let title = format!("`{key}` needs `{other}` beside it");
        self.report(Diagnostic::error("Z0213", title).at(entry.key_span, why));
        false
    }

    /// Reports a key that has no effect where it stands.
    fn idle(&mut self, table: &Table, key: &str, why: impl Into<String>) {
        if let Some(entry) = table.entry(key) {
            let title = format!("`{key}` has no effect here");
            self.report(Diagnostic::warning("Z0212", title).at(entry.key_span, why));
        }
    }
}

/// The range of a key that takes numbers.
fn range_of(format: &'static TableFormat, key: &str, as_given: bool) -> super::format::Range {
    let range = format.key(key).and_then(|key| key.range(as_given));
    range.unwrap_or(super::format::Range {
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
        unit: "",
    })
}

/// The word of a key, or the default.
fn word<'t>(table: &'t Table, key: &str, default: &'t str) -> &'t str {
    table.text(key).unwrap_or(default)
}

/// A whole number of a key; shape has checked that it is one and in its range.
fn whole(table: &Table, key: &str) -> Option<u32> {
    let number = table.get(key)?.number()?;
    (number.is_finite() && number >= 0.0).then_some(number as u32)
}

fn texts(node: Option<&Node>) -> Vec<String> {
    let items = node.map_or(&[][..], Node::items);
    items
        .iter()
        .filter_map(Node::text)
        .map(str::to_owned)
        .collect()
}

/// The name of a table for people: its `name`, or its identifier in words.
fn name_of(table: &Table) -> String {
    match table.text("name") {
        Some(name) if !name.trim().is_empty() => name.to_owned(),
        _ => readable(table.text("id").unwrap_or_default()),
    }
}

/// An identifier in words: `energy_strikes` is "Energy strikes".
pub(crate) fn readable(id: &str) -> String {
    let plain = id.replace('_', " ");
    let mut chars = plain.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

fn with_article(word: &str) -> String {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) {
        format!("an {word}")
    } else {
        format!("a {word}")
    }
}

/// "party `russia`".
fn called(what: &str, table: &Table) -> String {
    table
        .text("id")
        .map_or_else(|| with_article(what), |id| format!("{what} {}", quoted(id)))
}
