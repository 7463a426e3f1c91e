//! XML with places: elements and attributes that know where they stand.
//!
//! Document type declarations are refused, and with them entities of any kind; files have at most
//! 4 MiB and 300,000 elements and texts, nested up to 64 deep.

use crate::scenario::diagnostic::{Diagnostic, Findings, quoted};
use crate::scenario::node::Span;
use roxmltree::{Document, Node, ParsingOptions};

const MAX_NODES: u32 = 300_000;
const MAX_DEPTH: usize = 64;

/// An element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'a> {
    node: Node<'a, 'a>,
    source: usize,
}

/// Reads a document; reports what is none.
pub(super) fn parse<'a>(
    text: &'a str,
    source: usize,
    findings: &mut Findings,
) -> Option<Document<'a>> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MAX_NODES,
        ..ParsingOptions::default()
    };
    match Document::parse_with_options(text, options) {
        Ok(document) => {
            let deepest = document
                .descendants()
                .find(|node| node.is_element() && node.ancestors().nth(MAX_DEPTH + 1).is_some());
            let Some(deep) = deepest else {
                return Some(document);
            };
            let title = format!("elements are nested deeper than {MAX_DEPTH} levels");
            let span = Element { node: deep, source }.span();
            findings.push(Diagnostic::error("Z0601", title).at(span, "the first level too many"));
            None
        }
        Err(error) => {
            let place = error.pos();
            let at = match error {
                // The parser does not say where.
                roxmltree::Error::DtdDetected => text.find("<!DOCTYPE").unwrap_or(0),
                roxmltree::Error::NodesLimitReached => 0,
                _ => offset(text, place.row as usize, place.col as usize),
            };
            let (title, label) = match error {
                roxmltree::Error::DtdDetected => (
                    "the file has a document type declaration".to_owned(),
                    "declarations and entities are not read",
                ),
                roxmltree::Error::NodesLimitReached => (
                    format!("the file has more than {MAX_NODES} elements"),
                    "too much for a negotiation",
                ),
                other => (format!("this is not XML: {other}"), "here"),
            };
            let span = Span {
                source,
                start: at,
                end: at + 1,
            };
            findings.push(Diagnostic::error("Z0601", title).at(span, label));
            None
        }
    }
}

/// The byte at a row and a column of characters, both from 1.
fn offset(text: &str, row: usize, column: usize) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines
        .by_ref()
        .take(row.saturating_sub(1))
        .map(str::len)
        .sum();
    let line = lines.next().unwrap_or_default();
    let within = line
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(line.len(), |(at, _)| at);
    (before + within).min(text.len())
}

impl<'a> Element<'a> {
    /// The root of a document.
    pub fn root(document: &'a Document<'a>, source: usize) -> Self {
        Self {
            node: document.root_element(),
            source,
        }
    }

    pub fn name(self) -> &'a str {
        self.node.tag_name().name()
    }

    /// `<name`, as it opens.
    pub fn span(self) -> Span {
        let start = self.node.range().start;
        Span {
            source: self.source,
            start,
            end: start + 1 + self.name().len(),
        }
    }

    pub fn elements(self) -> impl Iterator<Item = Self> {
        let source = self.source;
        self.node
            .children()
            .filter(Node::is_element)
            .map(move |node| Self { node, source })
    }

    pub fn named(self, name: &'a str) -> impl Iterator<Item = Self> {
        self.elements()
            .filter(move |element| element.name() == name)
    }

    pub fn descendants(self) -> impl Iterator<Item = Self> {
        let source = self.source;
        self.node
            .descendants()
            .filter(Node::is_element)
            .map(move |node| Self { node, source })
    }

    pub fn attribute(self, name: &str) -> Option<&'a str> {
        self.node.attribute(name)
    }

    pub fn attributes(self) -> impl Iterator<Item = (&'a str, Span)> {
        let source = self.source;
        self.node.attributes().map(move |attribute| {
            let range = attribute.range();
            (
                attribute.name(),
                Span {
                    source,
                    start: range.start,
                    end: range.end,
                },
            )
        })
    }

    /// Where an attribute stands, or the element itself.
    pub fn span_of(self, name: &str) -> Span {
        let found = self.attributes().find(|(known, _)| *known == name);
        found.map_or(self.span(), |(_, span)| span)
    }

    /// A number; reports what is none. `None` without a report where it is missing.
    pub fn number(self, name: &str, findings: &mut Findings) -> Option<f64> {
        let text = self.attribute(name)?;
        let number = text.trim().parse::<f64>().ok().filter(|n| n.is_finite());
        if number.is_none() {
            let title = format!("`{name}` is {}, not a number", quoted(text));
            findings.push(
                Diagnostic::error("Z0604", title)
                    .at(self.span_of(name), "a finite number is needed"),
            );
        }
        number
    }

    /// A number that must be there.
    pub fn needed(self, name: &str, findings: &mut Findings) -> Option<f64> {
        self.text_needed(name, findings)?;
        self.number(name, findings)
    }

    /// A text that must be there.
    pub fn text_needed(self, name: &str, findings: &mut Findings) -> Option<&'a str> {
        let text = self.attribute(name);
        if text.is_none() {
            let title = format!("`{}` has no `{name}`", self.name());
            let label = format!("`{name}` is needed here");
            findings.push(Diagnostic::error("Z0603", title).at(self.span(), label));
        }
        text
    }

    /// A whole number from 1.
    pub fn index(self, findings: &mut Findings) -> Option<usize> {
        let text = self.text_needed("index", findings)?;
        let index = text.trim().parse::<usize>().ok().filter(|index| *index > 0);
        if index.is_none() {
            let title = format!("index {} is no whole number from 1", quoted(text));
            findings.push(
                Diagnostic::error("Z0605", title).at(self.span_of("index"), "counted from 1"),
            );
        }
        index
    }
}
