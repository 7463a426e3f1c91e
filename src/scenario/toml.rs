//! TOML text to a [`Node`] tree.

use super::diagnostic::{Diagnostic, Findings};
use super::format::{Kind, SCENARIO};
use super::node::{Entry, Node, Span, Table, Value};
use super::slips;
use super::{MAX_DEPTH, too_deep};
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

/// Longest text of which all syntax errors are told; of a longer one only the first, since a
/// hostile file can have one error per byte.
const LISTED_IN_FULL: usize = 1 << 20;

/// Reads a TOML document; every syntax error goes to `findings`. A tree comes back even then, as
/// far as it could be read, but it is not worth checking.
pub(super) fn document(text: &str, source: usize, findings: &mut Findings) -> Option<Node> {
    let (table, errors) = match DeTable::parse(text) {
        Ok(table) => (table, Vec::new()),
        Err(_) if text.len() <= LISTED_IN_FULL => DeTable::parse_recoverable(text),
        Err(first) => (Spanned::new(0..0, DeTable::new()), vec![first]),
    };
    for diagnostic in mistakes(&errors, text, source) {
        findings.push(diagnostic);
    }
    if !errors.is_empty() {
        return None;
    }
    let place = Place { source, shift: 0 };
    let whole = Span {
        source,
        start: 0,
        end: 0,
    };
    let node = place.table(whole, table.into_inner(), 0);
    node.map_err(|span| findings.push(too_deep(span))).ok()
}

/// Reads one TOML value that stands `shift` bytes into a source; `None` where it is none.
pub(super) fn value(text: &str, source: usize, shift: usize) -> Option<Node> {
    let value = DeValue::parse(text).ok()?;
    Place { source, shift }.node(value, 0).ok()
}

/// The mistakes behind errors. After a value that the parser could not make sense of it is lost until the line ends,
/// so that only further slips are told of that line.
fn mistakes(errors: &[toml::de::Error], text: &str, source: usize) -> Vec<Diagnostic> {
    let start = |error: &toml::de::Error| error.span().unwrap_or(0..0).start.min(text.len());
    let mut in_order: Vec<&toml::de::Error> = errors.iter().collect();
    in_order.sort_by_key(|error| start(error));
    let mut found = Vec::new();
    let mut lost_until = 0;
    let mut last = None;
    for error in in_order {
        let at = start(error);
        if let Some(slip) = slips::find(text, source, at) {
            let place = slip.labels.first().map(|(span, _)| *span);
            if place != last {
                found.push(slip);
            }
            last = place;
            lost_until = text[at..].find('\n').map_or(text.len(), |end| at + end);
        } else if at >= lost_until {
            found.push(syntax(error, text, source));
        }
    }
    found
}

fn syntax(error: &toml::de::Error, text: &str, source: usize) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let span = Span {
        source,
        start: span.start.min(text.len()),
        end: span.end.min(text.len()),
    };
    let message = error.message();
    if message.contains("recursion") {
        return too_deep(span);
    }
    if message.starts_with("duplicate key") {
        let diagnostic = Diagnostic::error("Z0108", "a key stands twice in the same table")
            .at(span, "second time");
        return match table_of_several(text, span) {
            Some(name) => diagnostic.help(format!(
                "several tables of the same kind are written with double brackets: `[[{name}]]`"
            )),
            None => diagnostic,
        };
    }
    Diagnostic::error("Z0105", format!("this is not TOML: {message}")).at(span, "here")
}

/// The name of the table that a line opens in single brackets, if there can be several of it.
fn table_of_several(text: &str, key: Span) -> Option<&str> {
    let line = text[..key.start].rfind('\n').map_or(0, |end| end + 1);
    let opened = text[line..key.start].trim() == "[";
    let name = text.get(key.start..key.end)?;
    let several = SCENARIO
        .key(name)
        .is_some_and(|key| matches!(key.kind, Kind::Tables(_)));
    (opened && several).then_some(name)
}

/// Where the text stands that is being read.
#[derive(Clone, Copy)]
struct Place {
    source: usize,
    shift: usize,
}

impl Place {
    fn span(self, range: &std::ops::Range<usize>) -> Span {
        Span {
            source: self.source,
            start: self.shift + range.start,
            end: self.shift + range.end,
        }
    }

    /// The tree of a value; the place where it is nested too deeply, if it is.
    fn node(self, value: Spanned<DeValue<'_>>, depth: usize) -> Result<Node, Span> {
        let span = self.span(&value.span());
        if depth > MAX_DEPTH {
            return Err(span);
        }
        let value = match value.into_inner() {
            DeValue::String(text) => Value::Text(text.into_owned()),
            DeValue::Integer(number) => Value::Number(integer(&number)),
            DeValue::Float(number) => Value::Number(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Value::Flag(flag),
            DeValue::Datetime(_) => Value::Alien("a date"),
            DeValue::Array(items) => Value::Array(
                items
                    .into_iter()
                    .map(|item| self.node(item, depth + 1))
                    .collect::<Result<_, _>>()?,
            ),
            DeValue::Table(table) => return self.table(span, table, depth),
        };
        Ok(Node { value, span })
    }

    fn table(self, span: Span, table: DeTable<'_>, depth: usize) -> Result<Node, Span> {
        let mut entries = table
            .into_iter()
            .map(|(key, value)| {
                let key_span = self.span(&key.span());
                let node = self.node(value, depth + 1)?;
                Ok(Entry {
                    key: key.into_inner().into_owned(),
                    key_span,
                    node,
                })
            })
            .collect::<Result<Vec<_>, Span>>()?;
        // The parser sorts by key; people think in the order of the file.
        entries.sort_by_key(|entry| entry.key_span);
        Ok(Node {
            value: Value::Table(Table { entries }),
            span,
        })
    }
}

/// The number as a double; integers beyond 2^53 are rounded, which no range here allows anyway.
fn integer(number: &DeInteger<'_>) -> f64 {
    match i128::from_str_radix(number.as_str(), number.radix()) {
        Ok(whole) => whole as f64,
        Err(_) => f64::INFINITY,
    }
}
