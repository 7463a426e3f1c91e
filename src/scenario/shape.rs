//! Checks the tree against the description of the format: keys, kinds, words, ranges, identifiers.
//!
//! What this check reports, the decoder passes over in silence.

use super::diagnostic::{Diagnostic, Findings, counted, listed, quoted, shortened};
use super::format::{
    ANY, DISTRIBUTION, Key, Kind, PARTY, PREDICATE, QUANTITY, Range, SCENARIO, STATE_PREDICATE,
    TableFormat, written,
};
use super::node::{Entry, Node, Span, Table, Value};
use super::similar::similar;

/// Longest identifier, in characters.
const LONGEST_ID: usize = 64;

/// Checks the whole file.
pub(super) fn check(tree: &Node, findings: &mut Findings) {
    let mut shape = Shape {
        findings,
        as_given: false,
    };
    if let Some(table) = tree.table() {
        shape.table(table, &SCENARIO, tree.span, "the scenario".to_owned());
    } else {
        let title = format!("a scenario is a table, not {}", tree.describe());
        shape.report(Diagnostic::error("Z0204", title).at(tree.span, "here"));
    }
}

struct Shape<'a> {
    findings: &'a mut Findings,
    /// Whether the party at hand measures its utilities as given.
    as_given: bool,
}

/// A key at hand, with what its table is called in messages.
#[derive(Clone, Copy)]
struct Spot<'a> {
    key: &'static Key,
    owner: &'a str,
}

impl Shape<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    fn table(&mut self, table: &Table, format: &'static TableFormat, span: Span, owner: String) {
        if std::ptr::eq(format, &raw const PARTY) {
            self.as_given = table.text("scale") == Some("as_given");
        }
        for entry in &table.entries {
            match format.key(&entry.key) {
                Some(key) => {
                    let spot = Spot { key, owner: &owner };
                    self.value(&entry.node, &key.kind, spot);
                }
                None => self.unknown_key(entry, format),
            }
        }
        for key in format.keys {
            if key.required && !table.has(key.name) {
                let title = format!("{owner} has no `{}`", key.name);
                let label = format!("`{}` is needed here: {}", key.name, lower(key.about));
                // The whole file has no place of its own: point at its first line.
                self.report(Diagnostic::error("Z0202", title).at(span, label));
            }
        }
    }

    fn unknown_key(&mut self, entry: &Entry, format: &'static TableFormat) {
        let title = format!(
            "{} is not a key of {}",
            quoted(&entry.key),
            format.with_article()
        );
        let diagnostic = Diagnostic::error("Z0201", title).at(entry.key_span, "no such key");
        let known = || format.keys.iter().map(|key| key.name);
        let near = (!self.findings.full())
            .then(|| similar(&entry.key, known()))
            .flatten();
        self.report(match near {
            Some(near) => diagnostic.patch(
                entry.key_span,
                near,
                format!("a key with a similar name exists: `{near}`"),
            ),
            None => diagnostic.note(format!("its keys are {}", listed(known()))),
        });
    }

    fn value(&mut self, node: &Node, kind: &'static Kind, spot: Spot<'_>) {
        match kind {
            Kind::Text => self.text(node, spot),
            Kind::Texts => self.list(node, kind, spot, |shape, item| shape.text(item, spot)),
            Kind::Id => self.id(node, spot),
            Kind::Flag => self.expect(node, node.flag().is_some(), kind, spot),
            Kind::Whole(range) => {
                self.number(node, kind, *range, spot);
                self.whole(node, spot);
            }
            Kind::Fixed(range) => self.number(node, kind, *range, spot),
            Kind::Number(range) => self.quantity(node, kind, *range, spot),
            Kind::Word(words) => self.word(node, kind, words, spot),
            Kind::Reference(_) => self.expect(node, node.text().is_some(), kind, spot),
            Kind::References(_) => {
                self.list(node, kind, spot, |shape, item| {
                    shape.expect(item, item.text().is_some(), kind, spot);
                });
                self.not_empty(node, spot);
            }
            Kind::Place => self.place(node, kind, spot),
            Kind::Places => {
                self.list(node, kind, spot, |shape, item| {
                    shape.place(item, kind, spot)
                });
                self.not_empty(node, spot);
            }
            Kind::ByOption(range) => self.by_option(node, kind, spot, |shape, item| {
                shape.quantity(item, kind, *range, spot);
            }),
            Kind::FixedByOption(range) => self.by_option(node, kind, spot, |shape, item| {
                shape.number(item, kind, *range, spot);
            }),
            Kind::NamesByOption => {
                self.by_option(node, kind, spot, |shape, item| shape.text(item, spot));
            }
            Kind::Options => self.list(node, kind, spot, |shape, item| shape.id(item, spot)),
            Kind::Table(format) => self.one(node, format, kind, spot),
            Kind::Tables(format) => {
                self.list(node, kind, spot, |shape, item| {
                    shape.one(item, format, kind, spot);
                });
                if spot.key.required {
                    self.not_empty(node, spot);
                }
            }
            Kind::OneOrMore(format) => self.one_or_more(node, format, kind, spot),
            Kind::Predicate => self.one(node, &PREDICATE, kind, spot),
            Kind::Predicates => {
                self.list(node, kind, spot, |shape, item| {
                    shape.one(item, &PREDICATE, kind, spot);
                });
                self.not_empty(node, spot);
            }
            Kind::StatePredicate => self.one(node, &STATE_PREDICATE, kind, spot),
            Kind::StatePredicates => {
                self.list(node, kind, spot, |shape, item| {
                    shape.one(item, &STATE_PREDICATE, kind, spot);
                });
                self.not_empty(node, spot);
            }
            Kind::Distribution => match node.table() {
                Some(table) => self.table(table, &DISTRIBUTION, node.span, "a distribution".into()),
                None => self.number(node, kind, ANY, spot),
            },
            Kind::Parameters(words) => self.parameters(node, kind, words, spot),
            Kind::Shares => self.shares(node, kind, spot),
        }
    }

    /// Reports a value of the wrong kind.
    fn expect(&mut self, node: &Node, fits: bool, kind: &Kind, spot: Spot<'_>) {
        if fits {
            return;
        }
        let what = node.describe();
        let name = spot.key.name;
        let title = format!("`{name}` takes {}, not {what}", kind.takes());
        let mut diagnostic =
            Diagnostic::error("Z0204", title).at(node.span, format!("this is {what}"));
        let number = node.text().and_then(|text| text.trim().parse::<f64>().ok());
        if let Some(number) = number.filter(|n| n.is_finite() && kind.takes_numbers()) {
            let plain = number.to_string();
            let help = format!("numbers are written without quotes: `{plain}`");
            diagnostic = diagnostic.patch(node.span, plain, help);
        } else if let (Some(word), Kind::Flag) = (node.text(), kind) {
            if let "true" | "false" = word {
                let help = format!("`{word}` is written without quotes");
                diagnostic = diagnostic.patch(node.span, word, help);
            }
        } else if let Some((text, format)) = node.text().zip(kind.one_table())
            && let Some(key) = format.key_of_word(text)
        {
            let table = format!("{{ {} = \"{text}\" }}", key.name);
            let help = format!("`{text}` is a word for `{}`: `{table}`", key.name);
            diagnostic = diagnostic.patch(node.span, table, help);
        } else if let (Value::Number(number), true) = (&node.value, kind.takes_names()) {
            let help = format!("names are written in quotes: `\"{number}\"`");
            diagnostic = diagnostic.patch(node.span, format!("\"{number}\""), help);
        }
        self.report(diagnostic);
    }

    fn list(
        &mut self,
        node: &Node,
        kind: &Kind,
        spot: Spot<'_>,
        mut each: impl FnMut(&mut Self, &Node),
    ) {
        match &node.value {
            Value::Array(items) => items.iter().for_each(|item| each(self, item)),
            Value::Table(_) if matches!(kind, Kind::Tables(_)) => {
                let name = spot.key.name;
                let title = format!("`{name}` takes {}, not a table", kind.takes());
                self.report(
                    Diagnostic::error("Z0204", title)
                        .at(node.span, "this is one table")
                        .help(format!(
                            "one of several tables is written with double brackets: `[[{name}]]`"
                        )),
                );
            }
            _ => self.expect(node, false, kind, spot),
        }
    }

    fn not_empty(&mut self, node: &Node, spot: Spot<'_>) {
        if matches!(&node.value, Value::Array(items) if items.is_empty()) {
            let title = format!("`{}` of {} is empty", spot.key.name, spot.owner);
            let label = "at least one is needed";
            self.report(Diagnostic::error("Z0208", title).at(node.span, label));
        }
    }

    fn text(&mut self, node: &Node, spot: Spot<'_>) {
        self.expect(node, node.text().is_some(), &Kind::Text, spot);
        if spot.key.required && node.text().is_some_and(|text| text.trim().is_empty()) {
            let title = format!("`{}` of {} is empty", spot.key.name, spot.owner);
            self.report(Diagnostic::error("Z0208", title).at(node.span, "some text is needed"));
        }
    }

    fn id(&mut self, node: &Node, spot: Spot<'_>) {
        let Some(id) = node.text() else {
            return self.expect(node, false, &Kind::Id, spot);
        };
        if id.is_empty() {
            let diagnostic = Diagnostic::error("Z0206", "an identifier is empty");
            return self.report(diagnostic.at(node.span, "letters, digits, `_` and `-` go here"));
        }
        if id.chars().nth(LONGEST_ID).is_some() {
            let title = format!("an identifier is longer than {LONGEST_ID} characters");
            let label = "names for people go into `name`";
            return self.report(Diagnostic::error("Z0206", title).at(node.span, label));
        }
        if id.chars().all(is_id_character) {
            return;
        }
        let title = format!("{} is not an identifier", quoted(id));
        let label = "identifiers have letters, digits, `_` and `-` only";
        let plain = identifier_like(id);
        let diagnostic = Diagnostic::error("Z0206", title).at(node.span, label);
        self.report(if plain.is_empty() {
            diagnostic
        } else {
            let help = format!("a valid one is `{plain}`; names for people go into `name`");
            diagnostic.patch(node.span, format!("\"{plain}\""), help)
        });
    }

    fn word(
        &mut self,
        node: &Node,
        kind: &Kind,
        words: &'static [(&'static str, &'static str)],
        spot: Spot<'_>,
    ) {
        let Some(word) = node.text() else {
            return self.expect(node, false, kind, spot);
        };
        if words.iter().any(|(known, _)| *known == word) {
            return;
        }
        let title = format!("`{}` cannot be {}", spot.key.name, quoted(word));
        let diagnostic = Diagnostic::error("Z0205", title).at(node.span, "no such word");
        let all = words
            .iter()
            .map(|(known, meaning)| format!("`{known}` ({meaning})"));
        let diagnostic = diagnostic.note(format!(
            "the words are {}",
            all.collect::<Vec<_>>().join(", ")
        ));
        let near = similar(word, words.iter().map(|(known, _)| *known));
        self.report(match near {
            Some(near) => {
                let help = format!("a similar word exists: `{near}`");
                diagnostic.patch(node.span, format!("\"{near}\""), help)
            }
            None => diagnostic,
        });
    }

    fn place(&mut self, node: &Node, kind: &Kind, spot: Spot<'_>) {
        match node.number() {
            Some(number) => {
                self.finite(node, number, None, spot);
            }
            None => self.expect(node, node.text().is_some(), kind, spot),
        }
    }

    fn number(&mut self, node: &Node, kind: &Kind, range: Range, spot: Spot<'_>) {
        match node.number() {
            Some(number) => {
                if self.finite(node, number, Some(range), spot) {
                    self.within(node, number, range, spot);
                }
            }
            None => self.expect(node, false, kind, spot),
        }
    }

    fn finite(&mut self, node: &Node, number: f64, range: Option<Range>, spot: Spot<'_>) -> bool {
        if !number.is_finite() {
            let title = format!("`{}` is not a finite number", spot.key.name);
            let label = "infinite, too large, or not a number";
            let diagnostic = Diagnostic::error("Z0302", title).at(node.span, label);
            self.report(match range {
                Some(range) => diagnostic.note(format!("it must be {range}")),
                None => diagnostic,
            });
        }
        number.is_finite()
    }

    fn within(&mut self, node: &Node, number: f64, range: Range, spot: Spot<'_>) {
        let as_given = self.as_given && spot.key.scaled;
        let range = if as_given { ANY } else { range };
        if (range.low..=range.high).contains(&number) {
            return;
        }
        let title = format!(
            "`{}` must be {range}, but is {}",
            spot.key.name,
            written(number)
        );
        let side = if number < range.low { "small" } else { "large" };
        let diagnostic = Diagnostic::error("Z0301", title).at(node.span, format!("too {side}"));
        let percent = range.high == 1.0 && number > 1.0 && number <= 100.0;
        self.report(if percent {
            let share = number / 100.0;
            let help = format!("{number} on a 0-100 scale is `{share}`");
            diagnostic.patch(node.span, share.to_string(), help)
        } else {
            diagnostic
        });
    }

    fn whole(&mut self, node: &Node, spot: Spot<'_>) {
        if let Some(number) = node.number().filter(|n| n.is_finite() && n.fract() != 0.0) {
            let title = format!(
                "`{}` must be a whole number, but is {}",
                spot.key.name,
                written(number)
            );
            self.report(Diagnostic::error("Z0303", title).at(node.span, "not whole"));
        }
    }

    /// A number, a distribution, or a number fed by inputs.
    fn quantity(&mut self, node: &Node, kind: &Kind, range: Range, spot: Spot<'_>) {
        match node.table() {
            Some(table) => {
                let owner = format!("the number `{}`", spot.key.name);
                self.table(table, &QUANTITY, node.span, owner);
            }
            None => self.number(node, kind, range, spot),
        }
    }

    fn by_option(
        &mut self,
        node: &Node,
        kind: &Kind,
        spot: Spot<'_>,
        mut each: impl FnMut(&mut Self, &Node),
    ) {
        match node.table() {
            Some(table) => table
                .entries
                .iter()
                .for_each(|entry| each(self, &entry.node)),
            None => self.expect(node, false, kind, spot),
        }
    }

    fn one(&mut self, node: &Node, format: &'static TableFormat, kind: &Kind, spot: Spot<'_>) {
        match node.table() {
            Some(table) => {
                let owner = owner(table, format, spot);
                self.table(table, format, node.span, owner);
            }
            None => self.expect(node, false, kind, spot),
        }
    }

    fn one_or_more(
        &mut self,
        node: &Node,
        format: &'static TableFormat,
        kind: &Kind,
        spot: Spot<'_>,
    ) {
        if let Value::Array(items) = &node.value {
            items
                .iter()
                .for_each(|item| self.one(item, format, kind, spot));
            self.not_empty(node, spot);
        } else {
            self.one(node, format, kind, spot);
        }
    }

    fn parameters(&mut self, node: &Node, kind: &Kind, words: &[&str], spot: Spot<'_>) {
        let Value::Array(items) = &node.value else {
            return self.expect(node, false, kind, spot);
        };
        for item in items {
            self.number(item, &Kind::Fixed(ANY), ANY, spot);
        }
        if items.len() != words.len() {
            let name = spot.key.name;
            let title = format!(
                "`{name}` takes {}, not {}",
                counted(words.len(), "number"),
                items.len()
            );
            let label = format!("written as [{}]", words.join(", "));
            self.report(Diagnostic::error("Z0204", title).at(node.span, label));
        }
    }

    fn shares(&mut self, node: &Node, kind: &Kind, spot: Spot<'_>) {
        let Value::Array(pairs) = &node.value else {
            return self.expect(node, false, kind, spot);
        };
        self.not_empty(node, spot);
        for pair in pairs {
            let items = pair.items();
            if items.len() != 2 {
                let title = "`choice` takes pairs of a value and its share";
                let label = "written as [value, share]";
                self.report(Diagnostic::error("Z0204", title).at(pair.span, label));
            }
            for item in items.iter().take(2) {
                self.number(item, &Kind::Fixed(ANY), ANY, spot);
            }
        }
    }
}

/// What a table is called in messages: "party `russia`", "an interest".
fn owner(table: &Table, format: &TableFormat, spot: Spot<'_>) -> String {
    let by_issue = table.text("issue").filter(|_| format.key("id").is_none());
    match (table.text("id"), by_issue) {
        (Some(id), _) if !id.is_empty() => format!("{} {}", format.name, quoted(id)),
        (_, Some(issue)) if format.name == "interest" => {
            format!("the interest in {} of {}", quoted(issue), spot.owner)
        }
        _ if matches!(spot.key.kind, Kind::Table(_)) => format!("`{}`", spot.key.name),
        _ => format.with_article(),
    }
}

pub(super) fn is_id_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// An identifier made from any text.
fn identifier_like(text: &str) -> String {
    let mapped = shortened(text).to_lowercase();
    let parts = mapped.split(|c: char| !is_id_character(c));
    parts
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

/// The sentence without its capital letter and full stop, to stand after a colon.
fn lower(sentence: &str) -> String {
    let mut chars = sentence.trim_end_matches('.').chars();
    let first = chars.next().map(|c| c.to_ascii_lowercase());
    first.into_iter().chain(chars).collect()
}
