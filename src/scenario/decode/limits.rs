//! Limits: sums that packages must keep to.

use super::super::diagnostic::{Diagnostic, quoted};
use super::super::format::{Target, written};
use super::super::node::{Node, Table};
use super::Decoder;
use super::issues::number;
use crate::model::{Issue, IssueKind, Limit};

impl<'a> Decoder<'a, '_> {
    pub(super) fn limits(&mut self, table: &'a Table, issues: &[Issue]) -> Vec<Limit> {
        let tables: Vec<_> = Self::tables(table, "limit").collect();
        let limits = tables.into_iter();
        limits
            .filter_map(|(_, limit, node)| self.limit(limit, node, issues))
            .collect()
    }

    fn limit(&mut self, table: &'a Table, node: &Node, issues: &[Issue]) -> Option<Limit> {
        let at_most = number(table, "at_most").filter(|n| n.is_finite())?;
        let mut summed: Vec<usize> = Vec::new();
        let named = table.get("issues")?.items();
        for item in named {
            let Some(index) = self.reference(Target::Issue, item, "a limit names") else {
                continue;
            };
            let Some(issue) = issues.get(index) else {
                continue;
            };
            if self.has_broken_options(index) {
                continue;
            }
            let id = quoted(&issue.id);
            if !matches!(issue.kind, IssueKind::Numeric { .. }) {
                let title = format!("issue {id} has no numbers to add up");
                let diagnostic = Diagnostic::error("Z0441", title)
                    .at(item.span, "in a limit")
                    .at(self.places.issues[index], "its options are words")
                    .help("`numbers = { from = 0, to = 10, step = 1 }` makes them numbers");
                self.report(diagnostic);
            } else if summed.contains(&index) {
                let title = format!("issue {id} stands twice in a limit");
                self.report(Diagnostic::error("Z0207", title).at(item.span, "second time"));
            } else {
                summed.push(index);
            }
        }
        // A sum of some of them says nothing about all.
        let complete = summed.len() == named.len();
        let limit = Limit {
            issues: summed,
            at_most,
        };
        if complete {
            self.check_limit(table, node, &limit, issues);
        }
        Some(limit)
    }

    /// Reports a limit that the status quo breaks, or that leaves nothing.
    fn check_limit(&mut self, table: &Table, node: &Node, limit: &Limit, issues: &[Issue]) {
        let span = table
            .entry("at_most")
            .map_or(node.span, |entry| entry.node.span);
        let sum = |option: fn(&Issue) -> usize| -> f64 {
            let issues = limit.issues.iter().map(|&issue| &issues[issue]);
            issues.map(|issue| issue.place(option(issue))).sum()
        };
        let least = sum(|_| 0);
        let stands = sum(|issue| issue.status_quo.unwrap_or(0));
        if least > limit.with_rounding() {
            let title = "a limit is below the least that its issues add up to";
            let label = format!("the first options add up to {}", written(least));
            self.report(Diagnostic::error("Z0441", title).at(span, label));
        } else if self.places.has_status_quo && stands > limit.with_rounding() {
            let title = "the status quo breaks a limit";
            let label = format!("what stands adds up to {}", written(stands));
            self.report(Diagnostic::error("Z0441", title).at(span, label));
        }
    }
}
