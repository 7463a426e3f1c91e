//! Loose terms along the walk: they count at their better value until the path decides them.

use super::super::rows::LANES;
use super::layout::{Layout, What};
use super::{Path, Walk};

impl Path {
    /// Starts with every loose term at its better value, and lists where the path decides each. Returns the
    /// bound; `None` where a required one fails at the root.
    pub(super) fn enter_loose<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &mut Layout,
    ) -> Option<f64> {
        if walk.splits.loose.is_empty() {
            return Some(walk.bound);
        }
        layout.decided.iter_mut().for_each(Vec::clear);
        layout
            .decided
            .resize_with(layout.levels.len() + 1, Vec::new);
        for &t in &walk.splits.loose {
            for k in 0..walk.problem.dims {
                self.change(walk, 0, k, walk.problem.bonus(k, t).max(0.0));
            }
            let issues = walk.space.terms()[t].issues();
            let last = layout.levels.iter().rposition(|level| match level.what {
                What::Block(block) => {
                    let own = &walk.splits.blocks[block].issues;
                    own.iter()
                        .any(|issue| layout.folded[*issue] && issues.contains(issue))
                }
                What::Issue(issue) => issues.contains(&issue),
            });
            layout.decided[last.map_or(0, |depth| depth + 1)].push(t);
        }
        self.decide(walk, layout, 0, walk.bound)
    }

    /// Decides the loose terms that the path to a depth decides; returns the bound after them,
    /// `None` where a required one fails.
    pub(super) fn decide<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
        depth: usize,
        bound: f64,
    ) -> Option<f64> {
        let mut bound = bound;
        for &t in &layout.decided[depth] {
            let score = walk.scores.term(t);
            let holds = walk.space.terms()[t].holds(&self.package);
            if !holds && walk.problem.required[t] {
                return None;
            }
            bound += if holds {
                score.min(0.0)
            } else {
                -score.max(0.0)
            };
            for k in 0..walk.problem.dims {
                let bonus = walk.problem.bonus(k, t);
                let counted = if holds { bonus } else { 0.0 };
                self.change(walk, depth, k, counted - bonus.max(0.0));
            }
        }
        Some(bound)
    }

    /// Changes a utility at a depth.
    fn change<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        depth: usize,
        k: usize,
        by: f64,
    ) {
        if k < LANES {
            self.steps[depth].utilities[k] += by;
        }
        if GROUPS != 1 {
            self.utilities[depth * walk.groups() + k / LANES][k % LANES] += by;
        }
    }
}
