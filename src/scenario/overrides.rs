//! Changes to a scenario from the command line, made to the tree before it is checked, so that a
//! changed number is held to the same rules as a written one.
//!
//! A path follows the keys of the file: `time.rounds`, `party.russia.condition.no_nato.firmness`.
//! Tables of a list go by their `id`, interests and clauses by their `issue`, all others by their
//! position from 0; `*` stands for all of them. `input.cards` is the value of that input, and a word
//! given to `strategy` stands for the strategy with that bidding: `party.*.strategy=equilibrium`.

use super::Override;
use super::diagnostic::{Diagnostic, Findings, Source, listed, quoted};
use super::format::{
    DISTRIBUTION, Kind, PREDICATE, QUANTITY, SCENARIO, STATE_PREDICATE, STRATEGY, TableFormat,
};
use super::node::{Entry, Node, Span, Table, Value};
use super::shape::is_id_character;
use super::similar::similar;
use super::walk::identifier;
use super::{json, toml};
use std::ops::Range;

/// What stands before the path where an override is shown.
fn opening(flag: &str) -> String {
    format!("{flag} '")
}

/// Makes all changes in turn; those that cannot be made go to `findings`.
pub(super) fn apply(
    tree: &mut Node,
    overrides: &[Override],
    sources: &mut Vec<Source>,
    findings: &mut Findings,
) {
    for change in overrides {
        let source = sources.len();
        sources.push(Source {
            name: match change.flag {
                // The file may hold it as well.
                "--vary" => "a point of the sweep".to_owned(),
                _ => "command line".to_owned(),
            },
            text: format!("{}{}={}'", opening(change.flag), change.path, change.value),
        });
        if let Err(diagnostic) = apply_one(tree, change, source) {
            findings.push(*diagnostic);
        }
    }
}

/// Whether a path leads somewhere in a tree.
pub(super) fn reaches(tree: &Node, path: &str) -> bool {
    let change = Override {
        path: path.to_owned(),
        value: "0".to_owned(),
        flag: "--set",
    };
    apply_one(&mut tree.clone(), &change, 0).is_ok()
}

fn apply_one(tree: &mut Node, change: &Override, source: usize) -> Result<(), Box<Diagnostic>> {
    let path = Path {
        source,
        shift: opening(change.flag).len(),
        segments: segments(change, source)?,
    };
    let value = value(change, source)?;
    let miss = match tree.table_mut() {
        Some(table) => path.set_in_table(table, &SCENARIO, 0, &value).err(),
        None => None,
    };
    match miss {
        Some(miss) => Err(Box::new(path.diagnostic(&miss))),
        None => Ok(()),
    }
}

/// One part of a path, with its place in the path's text.
struct Segment {
    text: String,
    /// `*`, which stands for every table of a list.
    every: bool,
    range: Range<usize>,
}

/// Takes a path apart: words and quoted texts between dots.
fn segments(change: &Override, source: usize) -> Result<Vec<Segment>, Box<Diagnostic>> {
    let mut segments = Vec::new();
    let mut rest = change.path.as_str();
    let length = rest.len();
    let wrong = |start: usize, end: usize| {
        let title = format!("{} is not a path", quoted(&change.path));
        let label = "a path is words between dots: `time.rounds`";
        let span = place(source, opening(change.flag).len(), &(start..end));
        Box::new(Diagnostic::error("Z0501", title).at(span, label))
    };
    loop {
        let start = length - rest.len();
        let (text, used) = match rest.strip_prefix('"') {
            Some(inner) => unquoted(inner).ok_or_else(|| wrong(start, length))?,
            None => {
                let end = rest.find('.').unwrap_or(rest.len());
                (rest[..end].to_owned(), end)
            }
        };
        let bare = !rest.starts_with('"');
        let every = bare && text == "*";
        if bare && !every && (text.is_empty() || !text.chars().all(is_id_character)) {
            return Err(wrong(start, start + used));
        }
        segments.push(Segment {
            text,
            every,
            range: start..start + used,
        });
        rest = &rest[used..];
        if rest.is_empty() {
            return Ok(segments);
        }
        rest = rest.strip_prefix('.').ok_or_else(|| wrong(start, length))?;
    }
}

/// The text up to the closing quote, and how many bytes it took with both quotes.
fn unquoted(inner: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((text, at + 2)),
            '\\' => text.push(chars.next()?.1),
            _ => text.push(c),
        }
    }
    None
}

/// The new value: TOML, JSON, or a bare word.
fn value(change: &Override, source: usize) -> Result<Node, Box<Diagnostic>> {
    let text = change.value.as_str();
    let shift = opening(change.flag).len() + change.path.len() + 1;
    let read = toml::value(text, source, shift).or_else(|| json::value(text, source, shift));
    let span = Span {
        source,
        start: shift,
        end: shift + text.len(),
    };
    let word = !text.is_empty() && text.chars().all(is_id_character);
    let word = word.then(|| Node {
        value: Value::Text(text.to_owned()),
        span,
    });
    read.or(word).ok_or_else(|| {
        let title = format!("the value {} cannot be read", quoted(text));
        let label = "a number, a word, text in quotes, or a table such as `{ uniform = [0, 1] }`";
        Box::new(Diagnostic::error("Z0503", title).at(span, label))
    })
}

fn place(source: usize, shift: usize, range: &Range<usize>) -> Span {
    Span {
        source,
        start: shift + range.start,
        end: shift + range.end,
    }
}

/// The key whose word alone can stand for a whole table: a strategy goes by its bidding.
fn named_by(format: &TableFormat) -> Option<&'static str> {
    (format.name == STRATEGY.name).then_some("bidding")
}

/// Why a path leads nowhere: the segment that fits nothing, and what would fit.
struct Miss {
    depth: usize,
    known: Vec<String>,
    why: &'static str,
}

/// A path on its way through the tree.
struct Path {
    source: usize,
    /// Where the path begins in the text of its source.
    shift: usize,
    segments: Vec<Segment>,
}

impl Path {
    fn miss(&self, depth: usize, known: Vec<String>, why: &'static str) -> Miss {
        Miss {
            depth: depth.min(self.segments.len() - 1),
            known,
            why,
        }
    }

    fn set_in_table(
        &self,
        table: &mut Table,
        format: &'static TableFormat,
        depth: usize,
        value: &Node,
    ) -> Result<(), Miss> {
        let segment = &self.segments[depth];
        let known = || format.keys.iter().map(|key| key.name.to_owned()).collect();
        let Some(key) = format.key(&segment.text).filter(|_| !segment.every) else {
            return Err(self.miss(depth, known(), "no such key"));
        };
        if depth + 1 == self.segments.len() {
            if let (Kind::OneOrMore(inner), Value::Text(_)) = (&key.kind, &value.value)
                && let Some(word) = named_by(inner)
            {
                self.put(table, key.name, depth, &self.table_of(word, value));
                return Ok(());
            }
            if matches!(
                key.kind,
                Kind::Table(_) | Kind::Tables(_) | Kind::OneOrMore(_)
            ) {
                return Err(self.miss(depth, Vec::new(), "a table; one of its keys is needed"));
            }
            self.put(table, key.name, depth, value);
            return Ok(());
        }
        let Some(entry) = table.entries.iter_mut().find(|entry| entry.key == key.name) else {
            let why = "the scenario does not have this, so that nothing in it can be set";
            return Err(self.miss(depth, Vec::new(), why));
        };
        self.set_within(&mut entry.node, &key.kind, depth + 1, value)
    }

    fn set_within(
        &self,
        node: &mut Node,
        kind: &'static Kind,
        depth: usize,
        value: &Node,
    ) -> Result<(), Miss> {
        let format = match kind {
            Kind::Table(format) | Kind::Tables(format) | Kind::OneOrMore(format) => *format,
            Kind::Predicate | Kind::Predicates => &PREDICATE,
            Kind::StatePredicate | Kind::StatePredicates => &STATE_PREDICATE,
            Kind::Number(_) => &QUANTITY,
            Kind::Distribution => &DISTRIBUTION,
            Kind::ByOption(_) | Kind::FixedByOption(_) | Kind::NamesByOption => {
                return self.set_by_option(node, depth, value);
            }
            _ => return Err(self.miss(depth, Vec::new(), "nothing lies within")),
        };
        match &mut node.value {
            Value::Table(table) => self.set_in_table(table, format, depth, value),
            Value::Array(items) => self.set_in_list(items, format, depth, value),
            _ => Err(self.miss(depth, Vec::new(), "nothing lies within")),
        }
    }

    /// Sets it in every table of a list that the segment names.
    fn set_in_list(
        &self,
        items: &mut [Node],
        format: &'static TableFormat,
        depth: usize,
        value: &Node,
    ) -> Result<(), Miss> {
        let segment = &self.segments[depth];
        let last = depth + 1 == self.segments.len();
        let known = items.iter().enumerate();
        let known = known.map(|(position, item)| identifier(item, format, position));
        let known: Vec<String> = known.collect();
        let mut hit = false;
        let mut deepest: Option<Miss> = None;
        for (item, id) in items.iter_mut().zip(&known) {
            let Some(table) = item
                .table_mut()
                .filter(|_| segment.every || *id == segment.text)
            else {
                continue;
            };
            let result = if !last {
                self.set_in_table(table, format, depth + 1, value)
            } else if format.name == "input" {
                self.put(table, "value", depth, value);
                Ok(())
            } else {
                Err(self.miss(depth, Vec::new(), "a table; one of its keys is needed"))
            };
            match result {
                Ok(()) => hit = true,
                Err(miss) if deepest.as_ref().is_none_or(|d| d.depth < miss.depth) => {
                    deepest = Some(miss);
                }
                Err(_) => {}
            }
        }
        if hit {
            return Ok(());
        }
        Err(deepest.unwrap_or_else(|| self.miss(depth, known, "nothing has this name here")))
    }

    fn set_by_option(&self, node: &mut Node, depth: usize, value: &Node) -> Result<(), Miss> {
        let segment = &self.segments[depth];
        let Some(table) = node.table_mut() else {
            return Err(self.miss(depth, Vec::new(), "nothing lies within"));
        };
        if depth + 1 < self.segments.len() {
            let entry = table
                .entries
                .iter_mut()
                .find(|entry| entry.key == segment.text);
            let inner = entry.and_then(|entry| entry.node.table_mut());
            return match inner {
                Some(inner) => self.set_in_table(inner, &QUANTITY, depth + 1, value),
                None => Err(self.miss(depth, Vec::new(), "nothing lies within")),
            };
        }
        if segment.every {
            for entry in &mut table.entries {
                entry.node = value.clone();
            }
        } else {
            self.put(table, &segment.text, depth, value);
        }
        Ok(())
    }

    /// Sets a key of a table, or adds it.
    fn put(&self, table: &mut Table, key: &str, depth: usize, value: &Node) {
        match table.entries.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => entry.node = value.clone(),
            None => table.entries.push(Entry {
                key: key.to_owned(),
                key_span: place(self.source, self.shift, &self.segments[depth].range),
                node: value.clone(),
            }),
        }
    }

    /// A table with one key.
    fn table_of(&self, key: &str, value: &Node) -> Node {
        let last = &self.segments[self.segments.len() - 1];
        let entry = Entry {
            key: key.to_owned(),
            key_span: place(self.source, self.shift, &last.range),
            node: value.clone(),
        };
        Node {
            value: Value::Table(Table {
                entries: vec![entry],
            }),
            span: value.span,
        }
    }

    fn diagnostic(&self, miss: &Miss) -> Diagnostic {
        let segment = &self.segments[miss.depth];
        let before = &self.segments[..miss.depth];
        let before: Vec<&str> = before.iter().map(|s| s.text.as_str()).collect();
        let path: Vec<&str> = self.segments.iter().map(|s| s.text.as_str()).collect();
        let title = format!("the path {} leads nowhere", quoted(&path.join(".")));
        let span = place(self.source, self.shift, &segment.range);
        let diagnostic = Diagnostic::error("Z0502", title).at(span, miss.why);
        let known = || miss.known.iter().map(String::as_str);
        if let Some(near) = similar(&segment.text, known()) {
            let mut fixed = path;
            fixed[miss.depth] = near;
            let help = format!("a similar path exists: `{}`", fixed.join("."));
            let near = super::walk::segment(near);
            return diagnostic.patch(span, near, help);
        }
        let start = if before.is_empty() {
            "a path starts with".to_owned()
        } else {
            format!("after {} comes", quoted(&before.join(".")))
        };
        if miss.known.is_empty() {
            diagnostic.help("`zopa list inputs FILE` lists every path")
        } else {
            diagnostic
                .note(format!("{start} one of {}", listed(known())))
                .help("`zopa list inputs FILE` lists every path")
        }
    }
}
