//! Time, events, leverage, and what follows signing.

use super::super::diagnostic::{Diagnostic, counted, quoted};
use super::super::format::{EFFECT, EVENT, IMPLEMENTATION, LEVERAGE, TIME, Target};
use super::super::node::{Node, Span, Table};
use super::issues::number;
use super::{Decoder, called, name_of, whole};
use crate::model::{
    AfterDeal, Clause, Effect, Event, Implementation, Leverage, MAX_ISSUES, Quantity, Time, When,
};

impl<'a> Decoder<'a, '_> {
    pub(super) fn time(&mut self, scenario: &'a Table, after_deal: AfterDeal) -> Time {
        let empty: &'a Table = const {
            &Table {
                entries: Vec::new(),
            }
        };
        let table = scenario.get("time").and_then(Node::table).unwrap_or(empty);
        let rounds = whole(table, "rounds").unwrap_or(1);
        let limit = f64::from(rounds);
        let mut deadline = self.number_or(table, &TIME, "deadline", limit);
        self.check_deadline(table, &deadline, limit);
        deadline.high = deadline.high.min(limit);
        Time {
            rounds,
            deadline,
            days_per_round: number(table, "days_per_round").unwrap_or(1.0),
            breakdown: self.number_or(table, &TIME, "breakdown", 0.0),
            after_deal,
            endless: table.text("horizon") == Some("infinite"),
        }
    }

    /// Reports a deadline that cannot matter, or can lie beyond the longest talks.
    fn check_deadline(&mut self, table: &Table, deadline: &Quantity, rounds: f64) {
        let (Some(node), Some(limit)) = (table.get("deadline"), table.get("rounds")) else {
            return;
        };
        if limit.number().is_none() {
            return;
        }
        let latest = match (node.number(), deadline.feeds.as_slice()) {
            (Some(number), _) => number,
            (None, [(input, _)]) if self.inline.values().any(|k| k == input) => {
                self.inputs[*input].distribution.support().1
            }
            _ => return,
        };
        if latest <= rounds || !latest.is_finite() {
            return;
        }
        let title = format!(
            "`deadline` can be {latest}, but the talks last {} at most",
            counted(rounds as usize, "round")
        );
        let diagnostic = Diagnostic::error("Z0312", title)
            .at(node.span, "after the end of the talks")
            .at(limit.span, "longest possible talks");
        self.report(diagnostic);
    }

    pub(super) fn events(&mut self, scenario: &'a Table) -> Vec<Event> {
        let tables = Self::tables(scenario, "event");
        tables
            .map(|(_, table, node)| self.event(table, node.span))
            .collect()
    }

    fn event(&mut self, table: &'a Table, span: Span) -> Event {
        let who = called("event", table);
        let given = self.exactly_one(table, &["hazard", "round"], &who, span);
        let when = match given {
            Some(("round", _)) => When::Round(whole(table, "round").unwrap_or(1)),
            _ => When::Hazard(self.number_or(table, &EVENT, "hazard", 0.0)),
        };
        if matches!(when, When::Round(_)) {
            self.idle(table, "repeats", "a set round comes once");
        }
        self.places.ifs.push(table.get("if").map(|node| node.span));
        Event {
            id: table.text("id").unwrap_or_default().to_owned(),
            name: name_of(table),
            when,
            condition: table
                .get("if")
                .map(|node| self.predicate(node, &format!("{who} depends on"))),
            repeats: table.get("repeats").and_then(Node::flag).unwrap_or(false),
            effects: self.effects(table, &who),
        }
    }

    pub(super) fn leverage(&mut self, scenario: &'a Table) -> Vec<Leverage> {
        let tables = Self::tables(scenario, "leverage");
        tables
            .filter_map(|(_, table, _)| self.lever(table))
            .collect()
    }

    fn lever(&mut self, table: &'a Table) -> Option<Leverage> {
        let who = called("leverage", table);
        let effects = self.effects(table, &who);
        let cost = self.number_or(table, &LEVERAGE, "cost", 0.0);
        let mut party = |key, verb| {
            let who = format!("{who} {verb}");
            let node = table.get(key);
            node.and_then(|node| self.reference(Target::Party, node, &who))
        };
        let (holder, target) = (party("holder", "is held by"), party("target", "aims at"));
        let (holder, target) = (holder?, target?);
        if let (true, Some(node)) = (holder == target, table.get("target")) {
            let id = quoted(self.names.id(Target::Party, target));
            let title = format!("{who} of party {id} aims at party {id} itself");
            self.report(Diagnostic::error("Z0407", title).at(node.span, "another party is meant"));
        }
        Some(Leverage {
            id: table.text("id").unwrap_or_default().to_owned(),
            name: name_of(table),
            holder,
            target,
            cost,
            reversible: table.get("reversible").and_then(Node::flag).unwrap_or(true),
            effects,
        })
    }

    fn effects(&mut self, table: &'a Table, who: &str) -> Vec<Effect> {
        let tables = Self::tables(table, "effect");
        tables
            .filter_map(|(_, table, node)| self.effect(table, node.span, who))
            .collect()
    }

    fn effect(&mut self, table: &'a Table, span: Span, who: &str) -> Option<Effect> {
        let owner = format!("an effect of {who}");
        let forms = ["reservation", "value", "shift"];
        let (form, _) = self.exactly_one(table, &forms, &owner, span)?;
        let companions: &[&str] = match form {
            "reservation" => &["party"],
            "value" => &["party", "issue", "option"],
            _ => &["input"],
        };
        for key in ["party", "issue", "option", "input"] {
            if !companions.contains(&key) {
                self.idle(
                    table,
                    key,
                    format!("an effect with `{form}` does not use it"),
                );
            }
        }
        let mut complete = true;
        for companion in companions {
            complete &= self.needs(table, form, companion, "it says nothing alone");
        }
        let change = self.number_or(table, &EFFECT, form, 0.0);
        let who = format!("{who} changes");
        let mut refer = |target, key| {
            let node = table.get(key);
            node.and_then(|node| self.reference(target, node, &who))
        };
        if !complete {
            return None;
        }
        match form {
            "reservation" => Some(Effect::Reservation {
                party: refer(Target::Party, "party")?,
                change,
            }),
            "value" => {
                let (party, issue) = (refer(Target::Party, "party"), refer(Target::Issue, "issue"));
                let (party, issue) = (party?, issue?);
                let option = self.place(issue, table.get("option")?)?;
                Some(Effect::Value {
                    party,
                    issue,
                    option,
                    change,
                })
            }
            _ => Some(Effect::Input {
                input: refer(Target::Input, "input")?,
                change,
            }),
        }
    }

    pub(super) fn implementation(
        &mut self,
        scenario: &'a Table,
        issues: usize,
    ) -> Option<Implementation> {
        let table = scenario.get("implementation")?.table()?;
        let f = &IMPLEMENTATION;
        let rounds = whole(table, "rounds").unwrap_or(1);
        let reconsider = self.number_or(table, f, "reconsider", 1.0);
        let noise = self.number_or(table, f, "noise", 0.05);
        let answer = self.number_or(table, f, "answer", 0.5);
        let general = Clause {
            monitoring: self.number_or(table, f, "monitoring", 1.0),
            guarantee: self.number_or(table, f, "guarantee", 0.0),
        };
        let clauses = self.clauses(table, vec![general; issues]);
        Some(Implementation {
            rounds,
            reconsider,
            noise,
            answer,
            clauses,
        })
    }

    fn clauses(&mut self, table: &'a Table, mut clauses: Vec<Clause>) -> Vec<Clause> {
        let mut seen: [Option<Span>; MAX_ISSUES] = [None; MAX_ISSUES];
        for (_, clause, node) in Self::tables(table, "clause") {
            let f = &super::super::format::CLAUSE;
            let monitoring = self.number(clause, f, "monitoring");
            let guarantee = self.number(clause, f, "guarantee");
            let subject = clause.get("issue");
            let who = "the implementation has a clause on";
            let issue = subject.and_then(|node| self.reference(Target::Issue, node, who));
            let Some(issue) = issue.filter(|issue| *issue < clauses.len()) else {
                continue;
            };
            if let Some(first) = seen[issue].replace(node.span) {
                let id = quoted(self.names.id(Target::Issue, issue));
                let title = format!("the clause on issue {id} is declared twice");
                let diagnostic = Diagnostic::error("Z0207", title)
                    .at(node.span, "second time")
                    .at(first, "first time");
                self.report(diagnostic);
            }
            let place = &mut clauses[issue];
            place.monitoring = monitoring.unwrap_or_else(|| place.monitoring.clone());
            place.guarantee = guarantee.unwrap_or_else(|| place.guarantee.clone());
        }
        clauses
    }
}
