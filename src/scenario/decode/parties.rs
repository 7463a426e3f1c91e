//! Parties: what they want, what they said, and what they fall back on.

use super::super::diagnostic::{Diagnostic, listed, quoted};
use super::super::format::{CONDITION, INTEREST, PARTY, Target, VALUE, written};
use super::super::node::{Node, Span, Table, Value};
use super::issues::number;
use super::options::Scale;
use super::{Decoder, called, name_of, range_of, word};
use crate::model::{
    Condition, Interest, MAX_PARTIES, Party, Predicate, Quantity, Reservation, Role,
    Scale as Measure, ValueFunction,
};
use std::collections::HashMap;

/// By how much a place typed in decimals may differ from one on a grid.
const ROUNDING: f64 = 1e-9;

impl<'a> Decoder<'a, '_> {
    pub(super) fn parties(&mut self, table: &'a Table) -> Vec<Party> {
        if !self.names.principals.iter().any(|principal| *principal)
            && let Some(entry) = table.entry("party").filter(|e| !e.node.items().is_empty())
        {
            let title = "every party is a mediator";
            let span = entry.node.items()[0].span;
            let label = "at least one party must negotiate for itself";
            self.report(Diagnostic::error("Z0405", title).at(span, label));
        }
        Self::tables(table, "party")
            .take(MAX_PARTIES)
            .map(|(_, party, node)| {
                self.places.parties.push(node.span);
                self.party(party, node.span)
            })
            .collect()
    }

    fn party(&mut self, table: &'a Table, span: Span) -> Party {
        let text = |key| table.text(key).unwrap_or_default().to_owned();
        let who = called("party", table);
        let scale = self.scale(table);
        self.as_given = scale.is_as_given();
        let interests = self.interests(table, &who);
        let conditions = self.conditions(table, &who);
        self.check_weights(table, &who, span);
        let reservation = self.reservation(table, &who, span);
        let outside_option = self.number(table, &PARTY, "outside_option");
        let breakdown_value = self.number(table, &PARTY, "breakdown_value");
        let delay_cost = self.number_or(table, &PARTY, "delay_cost", 0.0);
        let as_given = std::mem::take(&mut self.as_given);
        let party = Party {
            id: text("id"),
            name: name_of(table),
            about: text("about"),
            role: match table.text("role") {
                Some("mediator") => Role::Mediator,
                _ => Role::Principal,
            },
            scale,
            interests,
            conditions,
            reservation,
            patience: self.number_or(table, &PARTY, "patience", 1.0),
            outside_option,
            breakdown_value,
            recognition: number(table, "recognition").unwrap_or(1.0),
            delay_cost,
            strategies: self.strategies(table, &who),
        };
        if as_given {
            self.check_reach(&party, &who, span);
        }
        party
    }

    fn scale(&mut self, table: &'a Table) -> Measure {
        if table.text("scale") == Some("as_given") {
            let divisor = table.get("divisor").and_then(Node::number);
            let divisor = divisor.filter(|n| n.is_finite() && *n > 0.0);
            return Measure::AsGiven {
                divisor: divisor.unwrap_or(1.0),
            };
        }
        self.idle(table, "divisor", "it goes with `scale = \"as_given\"`");
        Measure::Unit
    }

    /// Warns of utilities as given that reach far beyond the range from 0 to 1, which noise,
    /// leverage and beliefs are measured in.
    fn check_reach(&mut self, party: &Party, who: &str, span: Span) {
        let [low, high] = party.reach(&self.inputs);
        if low >= -1.0 && high <= 2.0 {
            return;
        }
        let title = format!("utilities of {who} may reach from {low} to {high}");
        let label = "`scale = \"as_given\"` keeps them so";
        let note = "what simulated parties believe, their noise, leverage and the frontier chart are made for utilities from 0 to 1";
        let diagnostic = Diagnostic::warning("Z0416", title).at(span, label);
        self.report(diagnostic.note(note));
    }

    fn reservation(&mut self, table: &'a Table, who: &str, span: Span) -> Reservation {
        let (absolute, relative) = ("reservation", "reservation_over_status_quo");
        if let (Some(first), Some(second)) = (table.entry(absolute), table.entry(relative)) {
            let title = format!("{who} has both `{absolute}` and `{relative}`");
            let diagnostic = Diagnostic::error("Z0211", title)
                .at(second.key_span, "only one of them can be given")
                .at(first.key_span, "the other one");
            self.report(diagnostic);
        }
        if !self.places.has_status_quo {
            self.check_no_status_quo(table, who, span);
        }
        match self.number(table, &PARTY, absolute) {
            Some(value) => Reservation::Absolute(value),
            None => Reservation::OverStatusQuo(self.number_or(table, &PARTY, relative, 0.0)),
        }
    }

    /// Reports a party whose no-deal value would be measured from a status quo that is not there.
    fn check_no_status_quo(&mut self, table: &Table, who: &str, span: Span) {
        if let Some(entry) = table.entry("reservation_over_status_quo") {
            let title = format!("{who} measures its no-deal value from a status quo");
            let diagnostic = Diagnostic::error("Z0415", title)
                .at(entry.key_span, "no issue has a status quo")
                .help("`reservation` states it on the party's own scale");
            self.report(diagnostic);
        } else if !table.has("reservation") {
            let title = format!("{who} has no `reservation`, and there is no status quo");
            let label = "`reservation` is needed here: what no deal is worth to it";
            self.report(Diagnostic::error("Z0415", title).at(span, label));
        }
    }

    /// Reports a party that nothing matters to: its utility would be the same everywhere. What is
    /// no weight at all has been reported, and counts as one.
    fn check_weights(&mut self, table: &Table, who: &str, span: Span) {
        let nothing = |item: &Node, default: f64| {
            let weight = item.table().and_then(|table| table.get("weight"));
            weight.map_or(Some(default), Node::number) == Some(0.0)
        };
        let all_nothing = |key, default| {
            let node = table.get(key);
            let items = node.map_or(&[][..], Node::items);
            let is_list = node.is_none_or(|node| matches!(node.value, Value::Array(_)));
            is_list && items.iter().all(|item| nothing(item, default))
        };
        // An interest needs a weight; a condition without one has weight 0.
        if all_nothing("interest", 1.0) && all_nothing("condition", 0.0) {
            let title = format!("{who} wants nothing: it has no weight above 0");
            let label = "an interest or a condition with a weight is needed";
            self.report(Diagnostic::error("Z0308", title).at(span, label));
        }
    }

    fn interests(&mut self, table: &'a Table, who: &str) -> Vec<Interest> {
        let mut seen: HashMap<usize, Span> = HashMap::new();
        let mut interests = Vec::new();
        for (_, interest, node) in Self::tables(table, "interest") {
            let weight = self.number_or(interest, &INTEREST, "weight", 1.0);
            let subject = interest.get("issue");
            let about = format!("{who} has an interest in");
            let issue = subject.and_then(|node| self.reference(Target::Issue, node, &about));
            let Some(issue) = issue else { continue };
            if let Some(first) = seen.insert(issue, node.span) {
                let id = quoted(self.names.id(Target::Issue, issue));
                let title = format!("{who} has two interests in issue {id}");
                let diagnostic = Diagnostic::error("Z0207", title)
                    .at(node.span, "second time")
                    .at(first, "first time");
                self.report(diagnostic);
            }
            let value = interest.get("value");
            let value = value.and_then(|node| self.value_function(node, issue));
            interests.push(Interest {
                issue,
                weight,
                value: value.unwrap_or(ValueFunction::Linear { rising: true }),
            });
        }
        interests
    }

    fn value_function(&mut self, node: &'a Node, issue: usize) -> Option<ValueFunction> {
        let table = node.table()?;
        let forms = ["table", "linear", "peaked", "threshold"];
        let (form, value) = self.exactly_one(table, &forms, "a value function", node.span)?;
        for (key, needed) in [
            ("tolerance", "peaked"),
            ("side", "threshold"),
            ("short", "threshold"),
        ] {
            if form != needed {
                self.idle(table, key, format!("it goes with `{needed}`"));
            }
        }
        if form != "table" {
            self.has_order(issue, form, value);
        }
        let function = self.function_of_form(form, value, table, issue);
        if let Some(function) = &function {
            self.check_place(function, form, value, issue);
        }
        function
    }

    fn function_of_form(
        &mut self,
        form: &str,
        value: &'a Node,
        table: &'a Table,
        issue: usize,
    ) -> Option<ValueFunction> {
        match form {
            "table" => self.value_table(value, table, issue),
            "linear" => Some(ValueFunction::Linear {
                rising: value.text() != Some("falling"),
            }),
            "peaked" => {
                let why = "the distance at which the value reaches 0 is missing";
                self.needs(table, "peaked", "tolerance", why);
                Some(ValueFunction::Peaked {
                    ideal: self.number_or(table, &VALUE, "peaked", 0.0),
                    tolerance: self.number_or(table, &VALUE, "tolerance", 1.0),
                })
            }
            _ => Some(ValueFunction::Threshold {
                at: self.number_or(table, &VALUE, "threshold", 0.0),
                rising: word(table, "side", "at_least") == "at_least",
                short: self.number_or(table, &VALUE, "short", 0.0),
            }),
        }
    }

    /// Warns of a place beyond the options from which all of them are worth the same, whatever is drawn.
    fn check_place(&mut self, function: &ValueFunction, form: &str, node: &Node, issue: usize) {
        let Some([first, last]) = self.options(issue).ends() else {
            return;
        };
        let reach = |quantity: &Quantity| quantity.reach(&self.inputs);
        let why = match function {
            ValueFunction::Peaked { ideal, tolerance } => {
                let ([low, high], [_, away]) = (reach(ideal), reach(tolerance));
                let beyond = low - away >= last || high + away <= first;
                beyond.then_some("every option is at least `tolerance` away from it, and worth 0")
            }
            ValueFunction::Threshold { at, rising, .. } => {
                let [low, high] = reach(at);
                let (above, below) = (low > last + ROUNDING, high < first - ROUNDING);
                let good = if *rising { below } else { above };
                match (good, above || below) {
                    (true, _) => Some("every option is on its good side, and worth 1"),
                    (false, true) => Some("every option is on its bad side, and worth `short`"),
                    (false, false) => None,
                }
            }
            _ => None,
        };
        // A number that is wrong has been reported.
        let Some(why) = why.filter(|_| self.findings.errors() == 0) else {
            return;
        };
        let names = self.options(issue);
        let issue = quoted(names.issue);
        let title = format!("`{form}` lies beyond the options of issue {issue}");
        let range = format!(
            "their places go from {} to {}",
            written(first),
            written(last)
        );
        let diagnostic = Diagnostic::warning("Z0419", title).at(node.span, why);
        self.report(diagnostic.at(names.span, range));
    }

    /// A value for every option.
    fn value_table(
        &mut self,
        node: &'a Node,
        table: &'a Table,
        issue: usize,
    ) -> Option<ValueFunction> {
        node.table()?;
        let entries = self.by_option(issue, table, "table");
        let mut values: Vec<Option<Quantity>> = vec![None; self.options(issue).ids.len()];
        for (option, value) in entries {
            let range = range_of(&VALUE, "table", self.as_given);
            let id = self.options(issue).ids[option].clone();
            values[option] = Some(self.quantity(value, &id, range));
        }
        let names = self.options(issue);
        let missing = values.iter().zip(&names.ids);
        let missing: Vec<&str> = missing
            .filter(|(value, _)| value.is_none())
            .map(|(_, id)| id.as_str())
            .collect();
        if !missing.is_empty() && names.scale != Scale::Broken {
            let title = format!(
                "a value table of issue {} leaves out {}",
                quoted(names.issue),
                listed(missing)
            );
            let diagnostic = Diagnostic::error("Z0214", title)
                .at(node.span, "a value for every option is needed")
                .at(names.span, "the options are declared here");
            self.report(diagnostic);
        }
        let filled = values
            .into_iter()
            .map(|v| v.unwrap_or_else(|| Quantity::constant(0.0)));
        Some(ValueFunction::Table(filled.collect()))
    }

    fn conditions(&mut self, table: &'a Table, who: &str) -> Vec<Condition> {
        let mut spans = Vec::new();
        let mut when = Vec::new();
        let about = format!("{who} has a condition on");
        let conditions = Self::tables(table, "condition").map(|(_, condition, node)| {
            let text = |key| condition.text(key).unwrap_or_default().to_owned();
            let statement = condition.get("require");
            spans.push(statement.map_or(node.span, |statement| statement.span));
            let mut require = statement.map_or_else(
                || Predicate::All(Vec::new()),
                |statement| self.predicate(statement, &about),
            );
            let binds = condition
                .get("when")
                .map(|node| self.predicate(node, &about));
            if let Some(binds) = &binds {
                let free = Predicate::Not(Box::new(binds.clone()));
                require = Predicate::Any(vec![free, require]);
            }
            when.push(binds);
            Condition {
                id: text("id"),
                said: text("said"),
                source: text("source"),
                require,
                weight: self.number_or(condition, &CONDITION, "weight", 0.0),
                firmness: self.number_or(condition, &CONDITION, "firmness", 0.0),
            }
        });
        let conditions = conditions.collect();
        self.places.conditions.push(spans);
        self.places.when.push(when);
        conditions
    }
}
