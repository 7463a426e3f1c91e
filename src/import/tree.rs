//! What JSON and YAML files hold, asked for by name; what is missing or wrong is reported.

use crate::scenario::diagnostic::{Diagnostic, Findings, quoted};
use crate::scenario::node::{Node, Span, Table, Value};

/// A number: as JSON has it, or a word that is one.
pub(super) fn number_of(node: &Node) -> Option<f64> {
    let number = match &node.value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    };
    number.filter(|n: &f64| n.is_finite())
}

/// A word: text, or a number or flag as it is written.
pub(super) fn word_of(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Flag(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// A table, or a report that it is none.
pub(super) fn table<'a>(node: &'a Node, what: &str, findings: &mut Findings) -> Option<&'a Table> {
    let found = node.table();
    if found.is_none() {
        let title = format!("{what} is {}, not a table", node.describe());
        findings.push(Diagnostic::error("Z0602", title).at(node.span, "a table is needed here"));
    }
    found
}

/// What a key holds, or a report that it is missing.
pub(super) fn needed<'a>(
    table: &'a Table,
    key: &str,
    (what, span): (&str, Span),
    findings: &mut Findings,
) -> Option<&'a Node> {
    let found = table.get(key);
    if found.is_none() {
        let title = format!("{what} has no `{key}`");
        findings
            .push(Diagnostic::error("Z0603", title).at(span, format!("`{key}` is needed here")));
    }
    found
}

/// A number, or a report that it is none.
pub(super) fn number(node: &Node, what: &str, findings: &mut Findings) -> Option<f64> {
    let found = number_of(node);
    if found.is_none() {
        let written = node
            .text()
            .map_or_else(|| node.describe().to_owned(), quoted);
        let title = format!("{what} is {written}, not a number");
        findings.push(Diagnostic::error("Z0604", title).at(node.span, "a finite number is needed"));
    }
    found
}

/// Warns of keys that a scenario has no place for.
pub(super) fn unknown_keys(table: &Table, known: &[&str], what: &str, findings: &mut Findings) {
    for entry in &table.entries {
        if !known.contains(&entry.key.as_str()) {
            let title = format!("{} of {what} is not kept", quoted(&entry.key));
            super::not_kept(findings, entry.key_span, title, "zopa does not know it");
        }
    }
}
