//! What all parts of a search have in common: the slots that the problem leaves to each block, and
//! what each adds before the terms.

use super::problem::Problem;
use crate::game::Space;

/// The slots left, block by block.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// Per block of the space, where its slots start, and an end.
    pub starts: Vec<usize>,
    /// Per slot, its number within its block of the space.
    pub slots: Vec<u16>,
    /// Per dimension and slot, what it adds.
    pub rows: Vec<f64>,
    /// Terms that count.
    pub active: Vec<usize>,
    partial: Vec<f64>,
}

impl Layout {
    /// Slots of a block.
    pub fn range(&self, block: usize) -> std::ops::Range<usize> {
        self.starts[block]..self.starts[block + 1]
    }

    /// Lays out a problem; returns `false` where some issue has no option left.
    pub fn fill(&mut self, space: &Space, problem: &Problem) -> bool {
        let terms = space.terms().len();
        let counts = |t: &usize| {
            let mut bonuses = (0..problem.dims).map(|k| problem.bonuses[k * terms + t]);
            problem.required[*t] || bonuses.any(|bonus| bonus != 0.0)
        };
        self.active.clear();
        self.active.extend((0..terms).filter(counts));
        self.starts.clear();
        self.slots.clear();
        for block in &space.splits().blocks {
            self.starts.push(self.slots.len());
            let first = self.slots.len();
            self.slots.push(0);
            for &issue in &block.issues {
                self.choose(space, problem, issue, first);
            }
            if self.slots.len() == first {
                return false;
            }
        }
        self.starts.push(self.slots.len());
        self.rows.clear();
        for k in 0..problem.dims {
            for block in &space.splits().blocks {
                self.add_up(space, problem, k, &block.issues);
            }
        }
        true
    }

    /// Extends the slots of a block, from `first` on, by every option of one more issue.
    fn choose(&mut self, space: &Space, problem: &Problem, issue: usize, first: usize) {
        let range = space.offset(issue)..space.offset(issue + 1);
        let (size, allowed) = (range.len() as u16, &problem.allowed[range]);
        let shorter = self.slots.len() - first;
        let count = allowed.iter().filter(|a| **a).count();
        if count == 0 {
            self.slots.truncate(first);
            return;
        }
        // From the back, so that no slot is overwritten before it is read.
        self.slots.resize(first + shorter * count, 0);
        let mut place = self.slots.len();
        for from in (first..first + shorter).rev() {
            let start = self.slots[from] * size;
            for option in (0..size).rev().filter(|&o| allowed[o as usize]) {
                place -= 1;
                self.slots[place] = start + option;
            }
        }
    }

    /// Appends what the slots of a block add in a dimension.
    fn add_up(&mut self, space: &Space, problem: &Problem, k: usize, issues: &[usize]) {
        let values = &problem.values[k * space.options()..];
        let options = |issue: usize| {
            let range = space.offset(issue)..space.offset(issue + 1);
            let allowed = &problem.allowed[range.clone()];
            let pairs = values[range].iter().zip(allowed);
            pairs.filter(|(_, allowed)| **allowed).map(|(value, _)| *value)
        };
        let first = self.rows.len();
        self.rows.extend(options(issues[0]));
        for &issue in &issues[1..] {
            self.partial.clear();
            self.partial.extend_from_slice(&self.rows[first..]);
            self.rows.truncate(first);
            for &sum in &self.partial {
                self.rows.extend(options(issue).map(|value| sum + value));
            }
        }
    }
}
