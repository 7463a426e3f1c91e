//! Statements about packages and about how talks ended.

use super::super::diagnostic::{Diagnostic, quoted};
use super::super::format::Target;
use super::super::node::{Node, Table};
use super::Decoder;
use super::options::Scale;
use crate::model::{How, Predicate, StatePredicate};

/// Keys that compare the option of an issue with others.
const COMPARISONS: [&str; 5] = ["is", "is_not", "one_of", "at_least", "at_most"];
/// What a statement about packages can be.
const FORMS: [&str; 4] = ["issue", "all", "any", "not"];
/// What a statement about endings can be.
const STATE_FORMS: [&str; 10] = [
    "issue",
    "all",
    "any",
    "not",
    "deal",
    "signed_by",
    "moved",
    "held",
    "breached",
    "ended",
];
/// Most marks that all statements together may hold; they are one per option of the issue spoken
/// of, so that a file could ask for far more memory than it has bytes.
const MOST_MARKS: usize = 20_000_000;

impl<'a> Decoder<'a, '_> {
    /// A statement about packages; one that always holds where it is wrong. `who` says whose
    /// statement it is: "party `russia` has a condition on".
    pub(super) fn predicate(&mut self, node: &'a Node, who: &str) -> Predicate {
        let nothing = Predicate::All(Vec::new());
        let Some(table) = node.table() else {
            return nothing;
        };
        if !self.has_subject(table) {
            return nothing;
        }
        let owner = "a statement about packages";
        match self.exactly_one(table, &FORMS, owner, node.span) {
            Some(("issue", issue)) => self.comparison(table, issue, node, who),
            Some(("all", parts)) => Predicate::All(self.predicates(parts, who)),
            Some(("any", parts)) => Predicate::Any(self.predicates(parts, who)),
            Some(("not", part)) => Predicate::Not(Box::new(self.predicate(part, who))),
            _ => nothing,
        }
    }

    fn predicates(&mut self, node: &'a Node, who: &str) -> Vec<Predicate> {
        let items = node.items().iter();
        items.map(|item| self.predicate(item, who)).collect()
    }

    /// Reports comparisons that no issue stands beside.
    fn has_subject(&mut self, table: &'a Table) -> bool {
        COMPARISONS
            .iter()
            .all(|key| self.needs(table, key, "issue", "it says nothing without its issue"))
    }

    /// All comparisons of one table with the option of its issue, joined by "and".
    fn comparison(
        &mut self,
        table: &'a Table,
        subject: &'a Node,
        node: &Node,
        who: &str,
    ) -> Predicate {
        let nothing = Predicate::All(Vec::new());
        let Some(issue) = self.reference(Target::Issue, subject, who) else {
            return nothing;
        };
        if !COMPARISONS.iter().any(|key| table.has(key)) {
            let id = quoted(self.names.id(Target::Issue, issue));
            let title = format!("a statement names issue {id} and says nothing about it");
            let label = "`is`, `is_not`, `one_of`, `at_least` or `at_most` is needed";
            self.report(Diagnostic::error("Z0213", title).at(node.span, label));
        }
        let options = self.options(issue).ids.len();
        self.marks += options;
        if self.marks > MOST_MARKS {
            if self.marks - options <= MOST_MARKS {
                let title = "the statements speak of too many options altogether";
                let label = "the first one too many";
                self.report(Diagnostic::error("Z0210", title).at(node.span, label));
            }
            return nothing;
        }
        let mut allowed = vec![true; options];
        for key in COMPARISONS {
            if let Some(value) = table.get(key) {
                self.restrict(&mut allowed, issue, key, value);
            }
        }
        Predicate::OneOf { issue, allowed }
    }

    /// Takes away the options that a comparison rules out.
    fn restrict(&mut self, allowed: &mut [bool], issue: usize, key: &str, value: &'a Node) {
        if matches!(key, "at_least" | "at_most") && !self.has_order(issue, key, value) {
            return;
        }
        if key == "one_of" {
            let items = value.items().iter();
            let places: Vec<_> = items.map(|item| self.place(issue, item)).collect();
            if places.iter().all(Option::is_some) {
                let mut listed = vec![false; allowed.len()];
                places
                    .into_iter()
                    .flatten()
                    .for_each(|place| listed[place] = true);
                allowed.iter_mut().zip(listed).for_each(|(a, l)| *a &= l);
            }
            return;
        }
        let Some(place) = self.place(issue, value) else {
            return;
        };
        for (option, mark) in allowed.iter_mut().enumerate() {
            *mark &= match key {
                "is" => option == place,
                "is_not" => option != place,
                "at_least" => option >= place,
                _ => option <= place,
            };
        }
    }

    /// Reports an unordered issue where order is needed.
    pub(super) fn has_order(&mut self, issue: usize, key: &str, node: &Node) -> bool {
        let names = self.options(issue);
        if names.scale != Scale::Unordered {
            return names.scale != Scale::Broken;
        }
        let id = quoted(names.issue);
        let title = format!("`{key}` needs an order, and issue {id} has none");
        let diagnostic = Diagnostic::error("Z0404", title)
            .at(node.span, "compares by order")
            .at(names.span, "these options are unordered")
            .help("options listed in their order get `ordered = true`; `one_of` needs no order");
        self.report(diagnostic);
        false
    }

    /// A statement about how talks ended; one that always holds where it is wrong.
    pub(super) fn state_predicate(
        &mut self,
        node: &'a Node,
        who: &str,
        followed: bool,
    ) -> StatePredicate {
        let nothing = StatePredicate::All(Vec::new());
        let Some(table) = node.table() else {
            return nothing;
        };
        if !self.has_subject(table) {
            return nothing;
        }
        let owner = "a statement about endings";
        let Some((form, value)) = self.exactly_one(table, &STATE_FORMS, owner, node.span) else {
            return nothing;
        };
        let parts = |decoder: &mut Self| -> Vec<StatePredicate> {
            let items = value.items().iter();
            let decode = |item| decoder.state_predicate(item, who, followed);
            items.map(decode).collect()
        };
        match form {
            "issue" => StatePredicate::Package(self.comparison(table, value, node, who)),
            "all" => all(parts(self)),
            "any" => any(parts(self)),
            "not" => match self.state_predicate(value, who, followed) {
                StatePredicate::Package(part) => {
                    StatePredicate::Package(Predicate::Not(Box::new(part)))
                }
                part => StatePredicate::Not(Box::new(part)),
            },
            "deal" => value.flag().map_or(nothing, StatePredicate::Deal),
            "signed_by" => {
                let party = self.reference(Target::Party, value, who);
                party.map_or(nothing, StatePredicate::SignedBy)
            }
            "ended" => {
                let how = How::ALL
                    .into_iter()
                    .find(|how| Some(how.id()) == value.text());
                how.map_or(nothing, StatePredicate::Ended)
            }
            _ => self
                .clause_state(form, value, who, followed)
                .unwrap_or(nothing),
        }
    }

    /// `moved`, `held` or `breached`.
    fn clause_state(
        &mut self,
        form: &str,
        value: &'a Node,
        who: &str,
        followed: bool,
    ) -> Option<StatePredicate> {
        if form != "moved" && !followed {
            let title = format!("`{form}` needs `[implementation]` in the scenario");
            let label = "without it nobody follows what becomes of a clause";
            self.report(Diagnostic::error("Z0213", title).at(value.span, label));
        }
        let issue = self.reference(Target::Issue, value, who)?;
        Some(match form {
            "moved" => StatePredicate::Moved(issue),
            "held" => StatePredicate::Held(issue),
            _ => StatePredicate::Breached(issue),
        })
    }
}

/// Joins parts by "and", those about the package into one statement about it.
fn all(parts: Vec<StatePredicate>) -> StatePredicate {
    let (package, mut rest) = split(parts);
    if rest.is_empty() {
        return StatePredicate::Package(Predicate::All(package));
    }
    if !package.is_empty() {
        rest.insert(0, StatePredicate::Package(Predicate::All(package)));
    }
    StatePredicate::All(rest)
}

/// Joins parts by "or", those about the package into one statement about it.
fn any(parts: Vec<StatePredicate>) -> StatePredicate {
    let (package, mut rest) = split(parts);
    if rest.is_empty() {
        return StatePredicate::Package(Predicate::Any(package));
    }
    if !package.is_empty() {
        rest.insert(0, StatePredicate::Package(Predicate::Any(package)));
    }
    StatePredicate::Any(rest)
}

fn split(parts: Vec<StatePredicate>) -> (Vec<Predicate>, Vec<StatePredicate>) {
    let (mut package, mut rest) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            StatePredicate::Package(part) => package.push(part),
            other => rest.push(other),
        }
    }
    (package, rest)
}
