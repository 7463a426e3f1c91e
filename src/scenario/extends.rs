//! Files that extend another: `extends = "base.toml"`, and then only what differs.
//!
//! The other file is looked for in the folder of the one that names it, and may itself extend a
//! third. Both become one tree before anything is checked, so that a mistake is told at its place,
//! whichever file it is in:
//!
//! - a list of tables that have an identifier (their `id`, or the `issue` they are about) gets the
//!   tables of this file beside its own; two of the same identifier become one by these rules;
//! - a table takes the keys of this file over its own, but one with a `kind` is replaced as a whole,
//!   since its keys hang on the kind;
//! - anything else is replaced.

use super::diagnostic::{Diagnostic, Findings, Source, quoted};
use super::format::{Kind, SCENARIO, TableFormat};
use super::node::{Node, Table, Value};
use super::walk::identifier;
use super::{document, read, text};
use std::path::{Path, PathBuf};

/// Most files that extend each other in a row.
const MOST: usize = 8;

/// Joins a file's tree with those that it extends, which are among some named texts or else files.
/// `None` where one of them cannot be read.
pub(super) fn resolve(
    mut tree: Node,
    path: &Path,
    others: &[(String, &str)],
    sources: &mut Vec<Source>,
    findings: &mut Findings,
) -> Option<Node> {
    let mut chain = vec![path.to_owned()];
    let mut trees = Vec::new();
    while let Some(node) = take(&mut tree) {
        let Some(name) = node.text() else {
            let title = format!("`extends` must be text, but is {}", node.describe());
            let label = "the name of another scenario file";
            findings.push(Diagnostic::error("Z0109", title).at(node.span, label));
            return None;
        };
        let folder = chain[chain.len() - 1].parent().map(Path::to_owned);
        let base = folder.unwrap_or_default().join(name);
        let again = chain.iter().any(|file| same(file, &base));
        if again || chain.len() > MOST {
            let title = format!("{} is extended in a circle", quoted(name));
            let title = if again {
                title
            } else {
                format!("more than {MOST} files extend each other")
            };
            let label = "this file must stand by itself";
            findings.push(Diagnostic::error("Z0109", title).at(node.span, label));
            return None;
        }
        let known = others.iter().find(|(known, _)| known == name);
        let bytes = known.map_or_else(|| read(&base), |(_, text)| Ok(text.as_bytes().to_vec()));
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(problem) => {
                let label = "looked for in the folder of this file";
                findings.push(
                    Diagnostic::error(
                        "Z0109",
                        format!("the extended file cannot be used: {}", problem.title),
                    )
                    .at(node.span, label),
                );
                return None;
            }
        };
        let source = sources.len();
        let shown = base.display().to_string();
        let before = findings.errors();
        let content = text(source, &shown, &bytes, findings);
        sources.push(Source {
            name: shown.clone(),
            text: content,
        });
        if findings.errors() > before {
            return None;
        }
        trees.push(tree);
        tree = document(&shown, &sources[source].text, source, findings)?;
        chain.push(base);
    }
    while let (Some(mut own), Value::Table(base)) = (trees.pop(), &mut tree.value) {
        if let Some(own) = own.table_mut() {
            join(base, std::mem::take(own), &SCENARIO);
        }
        // A key that is missing from both is missed in the file that was asked for.
        tree.span = own.span;
    }
    Some(tree)
}

/// Takes the key out of the tree.
fn take(tree: &mut Node) -> Option<Node> {
    let entries = &mut tree.table_mut()?.entries;
    let at = entries.iter().position(|entry| entry.key == "extends")?;
    Some(entries.remove(at).node)
}

fn same(a: &Path, b: &PathBuf) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

/// Lays a table over another one.
fn join(base: &mut Table, own: Table, format: &'static TableFormat) {
    for entry in own.entries {
        let place = base.entries.iter_mut().find(|e| e.key == entry.key);
        let kind = format.key(&entry.key).map(|key| &key.kind);
        match (place, kind) {
            (None, _) => base.entries.push(entry),
            (Some(place), Some(Kind::Table(format)))
                if entry.node.table().is_some_and(|own| !own.has("kind")) =>
            {
                join_node(&mut place.node, entry.node, format);
            }
            (Some(place), Some(Kind::Tables(format))) if has_identifiers(format) => {
                join_lists(&mut place.node, entry.node, format);
            }
            (Some(place), _) => *place = entry,
        }
    }
}

fn join_node(base: &mut Node, own: Node, format: &'static TableFormat) {
    match (&mut base.value, own.value) {
        (Value::Table(base), Value::Table(own)) => join(base, own, format),
        (value, own) => *value = own,
    }
}

fn has_identifiers(format: &TableFormat) -> bool {
    format.key("id").is_some() || matches!(format.name, "interest" | "clause")
}

fn join_lists(base: &mut Node, own: Node, format: &'static TableFormat) {
    let (Value::Array(items), Value::Array(own_items)) = (&mut base.value, &own.value) else {
        *base = own;
        return;
    };
    let declared = items.len();
    let mut joined = vec![false; declared];
    for (position, item) in own_items.iter().enumerate() {
        let id = identifier(item, format, usize::MAX - position);
        let known = (0..declared).find(|&k| !joined[k] && identifier(&items[k], format, k) == id);
        match known {
            Some(place) => {
                // Twice in this file is a mistake, which is told when names are collected.
                joined[place] = true;
                let kinds = item.table().is_some_and(|own| own.has("kind"));
                if kinds {
                    items[place] = item.clone();
                } else {
                    join_node(&mut items[place], item.clone(), format);
                }
            }
            None => items.push(item.clone()),
        }
    }
}
