//! The `[sweep]` table: a study that the scenario carries. It shapes no replication, so that the
//! scenario's hash does not see it.

use super::axis::{Axis, Values};
use super::diagnostic::{Diagnostic, Findings};
use super::node::Node;
use super::{Setting, similar};
use crate::model::Scenario;

/// The sweep that a scenario carries.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepTable {
    /// What is varied.
    pub axes: Vec<Axis>,
    /// Replications per point.
    pub runs: Option<u64>,
    /// How points are chosen: `grid`, `lhs`, `sobol`, `halton`.
    pub design: String,
    /// How many, where the design chooses.
    pub points: Option<u64>,
    /// Whether to play more points where the commonest outcome changes.
    pub refine: bool,
    /// The outcome class to show, by id.
    pub outcome: Option<String>,
}

/// Reads the table of a file whose shape is right.
pub(super) fn decode(
    tree: &Node,
    scenario: &Scenario,
    settings: &[Setting],
    findings: &mut Findings,
) -> Option<SweepTable> {
    let table = tree.table()?.get("sweep")?.table()?;
    let design = table.text("design").unwrap_or("grid").to_owned();
    let mut axes: Vec<Axis> = Vec::new();
    for node in table.get("vary").map(Node::items).unwrap_or_default() {
        let Some(text) = node.text() else { continue };
        let mut wrong = |title: String, label: &str| {
            findings.push(Diagnostic::error("Z0320", title).at(node.span, label));
        };
        let axis = match Axis::parse(text, settings) {
            Ok(axis) => axis.with_median(scenario),
            Err(error) => {
                wrong(error.what, error.help);
                continue;
            }
        };
        if axes.iter().any(|other| other.path == axis.path) {
            wrong(
                format!("`{}` is varied twice", axis.path),
                "the second time",
            );
        } else if design == "grid" && matches!(axis.values, Values::Between { .. }) {
            let label = "`FROM:TO:N` here, or another `design`";
            wrong(format!("a grid needs the values of `{}`", axis.path), label);
        } else if settings.iter().all(|setting| setting.path != axis.path)
            && !axis.path.contains('*')
            && let Some(near) = similar(&axis.path, settings.iter().map(|s| s.path.as_str()))
        {
            let title = format!("nothing in this file has the path `{}`", axis.path);
            wrong(title, &format!("a similar path exists: `{near}`"));
        }
        axes.push(axis);
    }
    if let Some(node) = table.get("vary").filter(|node| node.items().is_empty()) {
        let title = "`vary` is empty: nothing is varied";
        findings.push(Diagnostic::error("Z0320", title).at(
            node.span,
            "`PATH=FROM:TO:N`, `PATH=a,b,c` or `PATH=LO..HI` is needed here",
        ));
    }
    let flag = table.get("refine").and_then(Node::flag).unwrap_or(false);
    if flag && (design != "grid" || axes.len() > 2) {
        let span = table.get("refine").map_or(tree.span, |node| node.span);
        let title = "`refine` needs a grid of one or two axes";
        findings.push(Diagnostic::error("Z0320", title).at(span, "not for this sweep"));
    }
    let outcome = table.text("outcome").map(str::to_owned);
    if let (Some(id), Some(node)) = (&outcome, table.get("outcome"))
        && scenario.outcomes.iter().all(|class| class.id != *id)
    {
        let title = format!("there is no outcome class `{id}`");
        let ids = scenario.outcomes.iter().map(|class| class.id.as_str());
        let diagnostic = Diagnostic::error("Z0203", title).at(node.span, "no such class");
        findings.push(match similar(id, ids) {
            Some(near) => diagnostic.help(format!("a similar one exists: `{near}`")),
            None => diagnostic,
        });
    }
    let number = |key| table.get(key).and_then(Node::number).map(|n| n as u64);
    if let (Some(node), "grid") = (table.get("points"), design.as_str()) {
        let title = "`points` does not go with a grid, which has every combination";
        findings.push(Diagnostic::error("Z0320", title).at(node.span, "idle here"));
    }
    Some(SweepTable {
        axes,
        runs: number("runs"),
        points: number("points"),
        refine: flag,
        design,
        outcome,
    })
}
