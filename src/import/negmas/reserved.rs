//! What no deal is worth to a NegMAS utility function.

use super::per_issue;
use crate::import::domain::{Domain, Profile};
use crate::import::{not_kept, tree};
use crate::scenario::diagnostic::{Diagnostic, Findings, quoted};
use crate::scenario::node::{Node, Table};

/// What no deal is worth: `reserved_value`, else the worth of `reserved_outcome`. NegMAS takes minus infinity where
/// neither is given; then every package is at least as good, which the worth of the worst one says too.
pub(super) fn read(table: &Table, domain: &Domain, profile: &mut Profile, findings: &mut Findings) {
    let value = table.get("reserved_value");
    let outcome = table.get("reserved_outcome").filter(|node| !is_none(node));
    if let Some(node) = value.filter(|node| !is_none(node)) {
        profile.reservation = tree::number(node, "`reserved_value`", findings).unwrap_or(0.0);
        if let Some(node) = outcome {
            let title = "`reserved_outcome` is not kept";
            let label = "`reserved_value` says what no deal is worth";
            not_kept(findings, node.span, title, label);
        }
    } else if let Some(node) = outcome {
        profile.reservation = profile.sum(&outcome_of(node, domain, findings));
    } else {
        profile.reservation = profile.worst();
        if let Some(node) = value {
            let title = format!(
                "no deal is worth minus infinity to {}, which is not kept",
                quoted(&profile.name)
            );
            let label = "taken to be worth as little as the worst package";
            not_kept(findings, node.span, title, label);
        }
    }
}

/// Nothing, or minus infinity.
fn is_none(node: &Node) -> bool {
    let text = node.text().map(|text| text.trim().to_lowercase());
    matches!(
        text.as_deref(),
        Some("" | "~" | "null" | "none" | "-.inf" | "-inf" | "-infinity")
    )
}

/// The options of an outcome: a list in the order of the issues, or a table by their names.
fn outcome_of(node: &Node, domain: &Domain, findings: &mut Findings) -> Vec<Option<usize>> {
    let words = per_issue(node, domain, "reserved_outcome", findings);
    let options = domain.issues.iter().zip(words).map(|(issue, node)| {
        let node = node?;
        let word = tree::word_of(node).unwrap_or_default();
        let option = issue.values.index(&word);
        if option.is_none() {
            let title = format!(
                "the reserved outcome has {} on issue {}",
                quoted(&word),
                quoted(&issue.name)
            );
            findings.push(
                Diagnostic::error("Z0605", title).at(node.span, "the domain has no such value"),
            );
        }
        option
    });
    options.collect()
}
