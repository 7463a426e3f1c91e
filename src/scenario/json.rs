//! JSON text to a [`Node`] tree. Comments are allowed, everything else is strict JSON.

use super::diagnostic::{Diagnostic, Findings};
use super::node::{Entry, Node, Span, Table, Value};
use super::{MAX_DEPTH, quoted, too_deep};
use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use std::collections::HashSet;

/// Reads a JSON document; mistakes go to `findings`.
pub(crate) fn document(text: &str, source: usize, findings: &mut Findings) -> Option<Node> {
    if let Some(at) = depth_exceeded(text) {
        findings.push(too_deep(Span {
            source,
            start: at,
            end: at + 1,
        }));
        return None;
    }
    let parsed = match parse_to_ast(text, &CollectOptions::default(), &strict()) {
        Ok(parsed) => parsed.value,
        Err(error) => {
            let span = Span {
                source,
                start: error.range().start,
                end: error.range().end,
            };
            let title = format!(
                "this is not JSON: {}",
                lower_first(&error.kind().to_string())
            );
            findings.push(Diagnostic::error("Z0106", title).at(span, "here"));
            return None;
        }
    };
    let Some(parsed) = parsed else {
        let title = "there is nothing in the file but comments";
        findings.push(Diagnostic::error("Z0104", title).at(
            Span {
                source,
                start: 0,
                end: 0,
            },
            "here",
        ));
        return None;
    };
    let before = findings.errors();
    let place = Place { source, shift: 0 };
    let node = place.node(parsed, 0, findings);
    (findings.errors() == before).then_some(node)
}

/// Reads one JSON value that stands `shift` bytes into a source; `None` where it is none.
pub(super) fn value(text: &str, source: usize, shift: usize) -> Option<Node> {
    if depth_exceeded(text).is_some() {
        return None;
    }
    let value = parse_to_ast(text, &CollectOptions::default(), &strict())
        .ok()?
        .value?;
    let mut findings = Findings::default();
    let node = Place { source, shift }.node(value, 0, &mut findings);
    (findings.errors() == 0).then_some(node)
}

const fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: true,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// Where brackets first nest deeper than allowed. Brackets in comments count too, which a file
/// that people write will not notice; the parser keeps its own, wider limit.
fn depth_exceeded(text: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' => in_text = true,
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
    }
    None
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_lowercase().chain(chars).collect())
        .unwrap_or_default()
}

/// Where the text stands that is being read.
#[derive(Clone, Copy)]
struct Place {
    source: usize,
    shift: usize,
}

impl Place {
    fn span(self, what: &impl Ranged) -> Span {
        Span {
            source: self.source,
            start: self.shift + what.start(),
            end: self.shift + what.end(),
        }
    }

    fn node(self, value: ast::Value<'_>, depth: usize, findings: &mut Findings) -> Node {
        let span = self.span(&value);
        if depth > MAX_DEPTH {
            findings.push(too_deep(span));
            return Node {
                value: Value::Alien("too deep"),
                span,
            };
        }
        let value = match value {
            ast::Value::StringLit(text) => Value::Text(text.value.into_owned()),
            ast::Value::NumberLit(number) => {
                Value::Number(number.value.parse().unwrap_or(f64::NAN))
            }
            ast::Value::BooleanLit(flag) => Value::Flag(flag.value),
            ast::Value::NullKeyword(_) => Value::Alien("null"),
            ast::Value::Array(array) => Value::Array(
                array
                    .elements
                    .into_iter()
                    .map(|item| self.node(item, depth + 1, findings))
                    .collect(),
            ),
            ast::Value::Object(object) => Value::Table(self.table(object, depth, findings)),
        };
        Node { value, span }
    }

    fn table(self, object: ast::Object<'_>, depth: usize, findings: &mut Findings) -> Table {
        let mut seen = HashSet::new();
        let mut table = Table::default();
        for property in object.properties {
            let key_span = match &property.name {
                ast::ObjectPropName::String(text) => self.span(text),
                ast::ObjectPropName::Word(word) => self.span(word),
            };
            let key = property.name.into_string();
            let node = self.node(property.value, depth + 1, findings);
            if seen.insert(key.clone()) {
                table.entries.push(Entry {
                    key,
                    key_span,
                    node,
                });
            } else {
                let title = format!("the key {} stands twice in the same table", quoted(&key));
                findings.push(Diagnostic::error("Z0108", title).at(key_span, "second time"));
            }
        }
        table
    }
}
