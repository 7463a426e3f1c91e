//! Outcome classes, and what the author expects of the forecast.

use super::super::diagnostic::{Diagnostic, quoted};
use super::super::format::Target;
use super::super::node::{Node, Span, Table};
use super::issues::number;
use super::{Decoder, name_of};
use crate::model::{Expectation, OutcomeClass, StatePredicate, Subject, Trend};

/// Classes that exist in every scenario, tried last, with their names.
pub(super) const ALWAYS: [(&str, &str); 2] = [("no_deal", "No deal"), ("other", "Other deal")];

/// Keys that name the number which an expectation is about.
const TREND: [&str; 2] = ["rises_with", "falls_with"];

fn is_trend(table: &Table) -> bool {
    TREND.iter().any(|key| table.has(key))
}

impl<'a> Decoder<'a, '_> {
    /// The declared classes, then the two that always exist; one for any deal where none is
    /// declared.
    pub(super) fn outcomes(&mut self, scenario: &'a Table, followed: bool) -> Vec<OutcomeClass> {
        let mut classes = Vec::new();
        let mut last = ALWAYS.map(|(id, name)| (id, name.to_owned()));
        for (_, table, node) in Self::tables(scenario, "outcome") {
            let id = table.text("id").unwrap_or_default();
            if let Some(place) = ALWAYS.iter().position(|(always, _)| *always == id) {
                if table.has("name") {
                    last[place].1 = name_of(table);
                }
                self.check_reserved(table, id);
                continue;
            }
            let Some(statement) = table.get("when") else {
                self.report_missing(id, node.span);
                continue;
            };
            let who = format!("outcome class {} speaks of", quoted(id));
            self.places.outcomes.push(statement.span);
            classes.push(OutcomeClass {
                id: id.to_owned(),
                name: name_of(table),
                when: self.state_predicate(statement, &who, followed),
            });
        }
        if classes.is_empty() {
            classes.push(class("deal", "Deal".to_owned(), StatePredicate::Deal(true)));
        }
        let [no_deal, other] = last;
        classes.push(class(no_deal.0, no_deal.1, StatePredicate::Deal(false)));
        classes.push(class(other.0, other.1, StatePredicate::All(Vec::new())));
        classes
    }

    fn report_missing(&mut self, id: &str, span: Span) {
        let title = format!("outcome class {} has no `when`", quoted(id));
        let label = "`when` is needed here: what must hold";
        self.report(Diagnostic::error("Z0202", title).at(span, label));
    }

    fn check_reserved(&mut self, table: &Table, id: &str) {
        if let Some(entry) = table.entry("when") {
            let title = format!("what the outcome class `{id}` means is settled");
            let label = if id == "no_deal" {
                "it is every run in which nothing was agreed"
            } else {
                "it is every deal that fits no other class"
            };
            let diagnostic = Diagnostic::error("Z0215", title)
                .at(entry.key_span, label)
                .help("a class with another identifier can have this statement");
            self.report(diagnostic);
        }
    }

    pub(super) fn expectations(
        &mut self,
        scenario: &'a Table,
        outcomes: &[OutcomeClass],
    ) -> Vec<Expectation> {
        let tables = Self::tables(scenario, "expect");
        let tables = tables.filter(|(_, table, _)| !is_trend(table));
        let tables = tables.filter_map(|(_, table, node)| {
            let subject = self.subject(table, node.span, outcomes);
            let at_least = number(table, "at_least").unwrap_or(0.0);
            let at_most = number(table, "at_most").unwrap_or(1.0);
            self.check_bounds(table, at_least, at_most, node.span);
            Some(Expectation {
                subject: subject?,
                at_least,
                at_most,
            })
        });
        tables.collect()
    }

    /// The expectations about what a change of a number does.
    pub(super) fn trends(&mut self, scenario: &'a Table, outcomes: &[OutcomeClass]) -> Vec<Trend> {
        let tables = Self::tables(scenario, "expect");
        let tables = tables.filter(|(_, table, _)| is_trend(table));
        let trends = tables.filter_map(|(_, table, node)| {
            let owner = "an expectation";
            let (form, path) = self.exactly_one(table, &TREND, owner, node.span)?;
            self.needs(table, form, "outcome", "which outcome class is missing");
            for key in ["issue", "option"] {
                self.idle(table, key, format!("`{form}` is about an outcome class"));
            }
            let at_least = number(table, "at_least").unwrap_or(0.0);
            let at_most = number(table, "at_most").unwrap_or(1.0);
            self.check_order(table, at_least, at_most, node.span);
            let outcome = self.outcome(table.get("outcome")?, outcomes)?;
            self.places.trends.push(path.span);
            Some(Trend {
                outcome,
                path: path.text()?.to_owned(),
                rising: form == TREND[0],
                at_least,
                at_most,
            })
        });
        trends.collect()
    }

    fn check_bounds(&mut self, table: &Table, at_least: f64, at_most: f64, span: Span) {
        self.check_order(table, at_least, at_most, span);
        if !table.has("at_least") && !table.has("at_most") {
            let title = "an expectation has neither `at_least` nor `at_most`";
            self.report(Diagnostic::error("Z0211", title).at(span, "it expects nothing"));
        }
    }

    fn check_order(&mut self, table: &Table, at_least: f64, at_most: f64, span: Span) {
        // One that is no share has been reported.
        let shares = [at_least, at_most];
        if shares.iter().all(|share| (0.0..=1.0).contains(share)) && at_least > at_most {
            let title = format!("nothing is at least {at_least} and at most {at_most}");
            let at = table.get("at_most").map_or(span, |node| node.span);
            self.report(Diagnostic::error("Z0313", title).at(at, "below `at_least`"));
        }
    }

    fn subject(
        &mut self,
        table: &'a Table,
        span: Span,
        outcomes: &[OutcomeClass],
    ) -> Option<Subject> {
        let (form, node) =
            self.exactly_one(table, &["outcome", "issue"], "an expectation", span)?;
        if form == "outcome" {
            self.idle(table, "option", "it goes with `issue`");
            return self.outcome(node, outcomes).map(Subject::Outcome);
        }
        self.needs(table, "issue", "option", "which option is missing");
        let issue = self.reference(Target::Issue, node, "an expectation is about")?;
        let option = self.place(issue, table.get("option")?)?;
        Some(Subject::Option { issue, option })
    }

    /// Index of a class: a declared one, or one that always exists.
    fn outcome(&mut self, node: &'a Node, outcomes: &[OutcomeClass]) -> Option<usize> {
        let id = node.text()?;
        let found = outcomes.iter().position(|class| class.id == id);
        if found.is_none() && self.names.index(Target::Outcome, id).is_none() {
            self.reference(Target::Outcome, node, "an expectation is about");
        }
        found
    }
}

fn class(id: &str, name: String, when: StatePredicate) -> OutcomeClass {
    OutcomeClass {
        id: id.to_owned(),
        name,
        when,
    }
}
