//! YAML text to a tree with places.
//!
//! Plain words stay text; only what is asked for as a number is read as one, so that `yes` and `3` can
//! be names. Aliases, merge keys and tags are not read: a file that repeats itself by reference can be
//! a thousand times as large as it looks. Nested up to 64 deep, one document per file.

use crate::scenario::diagnostic::{Diagnostic, Findings, quoted};
use crate::scenario::node::{Entry, Node, Span, Table, Value};
use saphyr_parser::{Event, Parser};
use std::collections::HashSet;

const MAX_DEPTH: usize = 64;

/// A list or table that is still open.
struct Open {
    start: usize,
    is_table: bool,
    items: Vec<Node>,
}

/// Reads a document; reports what is none.
pub(super) fn document(text: &str, source: usize, findings: &mut Findings) -> Option<Node> {
    let bytes = Bytes::of(text);
    let span = |start: usize, end: usize| {
        let (start, end) = (bytes.at(start), bytes.at(end));
        Span {
            source,
            start,
            end: end.max(start + 1).min(text.len().max(start)),
        }
    };
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    let refuse = |findings: &mut Findings, span: Span, title: String, label: &str| {
        findings.push(Diagnostic::error("Z0601", title).at(span, label));
    };
    for event in Parser::new_from_str(text) {
        let (event, place) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = error.marker().index();
                let title = format!("this is not YAML: {}", error.info());
                refuse(findings, span(at, at + 1), title, "here");
                return None;
            }
        };
        let (start, end) = (place.start.index(), place.end.index());
        let here = span(start, end);
        let node = match event {
            Event::Alias(_) => {
                let title = "the file refers to another part of itself".to_owned();
                refuse(
                    findings,
                    here,
                    title,
                    "aliases are not read: the part itself is needed here",
                );
                return None;
            }
            Event::DocumentStart(_) if root.is_some() => {
                refuse(
                    findings,
                    here,
                    "the file holds several documents".to_owned(),
                    "the second one",
                );
                return None;
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if open.len() >= MAX_DEPTH {
                    let title =
                        format!("lists and tables are nested deeper than {MAX_DEPTH} levels");
                    refuse(findings, here, title, "the first level too many");
                    return None;
                }
                let is_table = matches!(event, Event::MappingStart(..));
                open.push(Open {
                    start,
                    is_table,
                    items: Vec::new(),
                });
                continue;
            }
            Event::Scalar(word, ..) => Node {
                value: Value::Text(word.into_owned()),
                span: here,
            },
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(done) = open.pop() else { continue };
                close(done, span, end, findings)
            }
            _ => continue,
        };
        match open.last_mut() {
            Some(parent) => parent.items.push(node),
            None => root = Some(node),
        }
    }
    root
}

/// A list or table whose items are complete.
fn close(
    done: Open,
    span: impl Fn(usize, usize) -> Span,
    end: usize,
    findings: &mut Findings,
) -> Node {
    let here = span(done.start, end);
    if !done.is_table {
        return Node {
            value: Value::Array(done.items),
            span: here,
        };
    }
    let mut table = Table::default();
    let mut seen = HashSet::new();
    let mut items = done.items.into_iter();
    while let (Some(key), Some(node)) = (items.next(), items.next()) {
        let Some(word) = key.text() else {
            let title = "a key is no word".to_owned();
            findings.push(
                Diagnostic::error("Z0601", title)
                    .at(key.span, "lists and tables cannot be keys here"),
            );
            continue;
        };
        if !seen.insert(word.to_owned()) {
            let title = format!("the key {} stands twice", quoted(word));
            findings.push(Diagnostic::error("Z0605", title).at(key.span, "second time"));
        }
        table.entries.push(Entry {
            key: word.to_owned(),
            key_span: key.span,
            node,
        });
    }
    Node {
        value: Value::Table(table),
        span: here,
    }
}

/// From places counted in characters to bytes.
enum Bytes {
    Same(usize),
    Starts(Vec<usize>),
}

impl Bytes {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Same(text.len());
        }
        let starts = text.char_indices().map(|(at, _)| at);
        Self::Starts(starts.chain([text.len()]).collect())
    }

    fn at(&self, character: usize) -> usize {
        match self {
            Self::Same(len) => character.min(*len),
            Self::Starts(starts) => starts[character.min(starts.len() - 1)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_places_survive() {
        let text = "größe: [1, '2', yes]\nname: x\n";
        let mut findings = Findings::default();
        let node = document(text, 0, &mut findings).unwrap();
        let table = node.table().unwrap();
        let sizes = table.get("größe").unwrap();
        let words: Vec<&str> = sizes.items().iter().filter_map(Node::text).collect();
        assert_eq!(words, ["1", "2", "yes"]);
        let name = table.get("name").unwrap().span;
        assert_eq!(&text[name.start..name.end], "x");
        assert_eq!(findings.errors(), 0);
    }

    #[test]
    fn bombs_are_refused() {
        let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n";
        let deep = "[".repeat(100_000);
        for text in [bomb, &deep, "a: 1\n---\nb: 2\n", "a: [1\nb"] {
            let mut findings = Findings::default();
            assert!(document(text, 0, &mut findings).is_none(), "{}", &text[..5]);
            assert_eq!(findings.errors(), 1);
        }
    }
}
