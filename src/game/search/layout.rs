//! What all parts of a search have in common: the slots that the problem leaves to each block, and
//! what each adds before the terms.

use super::problem::Problem;
use crate::game::Space;

/// Where a block of the space went.
#[derive(Debug, Clone, Copy)]
pub(super) enum Home {
    /// One slot is left of it.
    Settled(u16),
    /// It is open: its place among the open blocks.
    Open(usize),
}

/// The blocks that are open, and their slots.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// Utility of what is settled, per dimension.
    pub base: Vec<f64>,
    /// Package with every settled issue at its option.
    pub package: Vec<u16>,
    /// Per block of the space.
    pub homes: Vec<Home>,
    /// The open blocks.
    pub blocks: Vec<usize>,
    /// Per open block, where its slots start, and an end.
    pub starts: Vec<usize>,
    /// Per slot, its number within its block of the space.
    pub slots: Vec<u16>,
    /// Per dimension and slot, what it adds.
    pub rows: Vec<f64>,
    /// Terms that count.
    pub active: Vec<usize>,
    /// Options that may be chosen, and where those of each issue start.
    chosen: Vec<u16>,
    issues: Vec<usize>,
    shorter: Vec<u16>,
    partial: Vec<f64>,
}

impl Layout {
    /// Slots of an open block.
    pub fn range(&self, open: usize) -> std::ops::Range<usize> {
        self.starts[open]..self.starts[open + 1]
    }

    /// Lays out a problem; returns `false` where some issue has no option left.
    pub fn fill(&mut self, space: &Space, problem: &Problem) -> bool {
        if !self.choose(space, problem) {
            return false;
        }
        self.find_active(space, problem);
        self.base.clear();
        self.base.extend_from_slice(&problem.bases);
        self.homes.clear();
        self.blocks.clear();
        self.starts.clear();
        self.slots.clear();
        for (number, block) in space.splits().blocks.iter().enumerate() {
            let first = self.slots.len();
            self.combine(space, &block.issues);
            if let [slot] = self.slots[first..] {
                self.slots.truncate(first);
                self.homes.push(Home::Settled(slot));
            } else {
                self.homes.push(Home::Open(self.blocks.len()));
                self.blocks.push(number);
                self.starts.push(first);
            }
        }
        self.starts.push(self.slots.len());
        self.rows.clear();
        for k in 0..problem.dims {
            let values = &problem.values[k * space.options()..(k + 1) * space.options()];
            for issue in 0..space.issues() {
                if let &[option] = self.options(issue) {
                    self.base[k] += values[space.offset(issue) + option as usize];
                }
            }
            for open in 0..self.blocks.len() {
                self.add_up(
                    space,
                    values,
                    &space.splits().blocks[self.blocks[open]].issues,
                );
            }
        }
        true
    }

    fn options(&self, issue: usize) -> &[u16] {
        &self.chosen[self.issues[issue]..self.issues[issue + 1]]
    }

    /// Lists the options that may be chosen; returns `false` where an issue has none.
    fn choose(&mut self, space: &Space, problem: &Problem) -> bool {
        self.chosen.clear();
        self.issues.clear();
        self.package.clear();
        for issue in 0..space.issues() {
            let first = self.chosen.len();
            self.issues.push(first);
            let allowed = &problem.allowed[space.offset(issue)..space.offset(issue + 1)];
            for (option, &allowed) in allowed.iter().enumerate() {
                if allowed {
                    self.chosen.push(option as u16);
                }
            }
            match self.chosen.get(first) {
                Some(&option) => self.package.push(option),
                None => return false,
            }
        }
        self.issues.push(self.chosen.len());
        true
    }

    fn find_active(&mut self, space: &Space, problem: &Problem) {
        let terms = space.terms().len();
        self.active.clear();
        for t in 0..terms {
            let mut bonuses = (0..problem.dims).map(|k| problem.bonuses[k * terms + t]);
            if problem.required[t] || bonuses.any(|bonus| bonus != 0.0) {
                self.active.push(t);
            }
        }
    }

    /// Appends the slots of a block.
    fn combine(&mut self, space: &Space, issues: &[usize]) {
        let first = self.slots.len();
        self.slots
            .extend_from_slice(&self.chosen[self.issues[issues[0]]..self.issues[issues[0] + 1]]);
        for &issue in &issues[1..] {
            let size = space.options_of(issue) as u16;
            let options = &self.chosen[self.issues[issue]..self.issues[issue + 1]];
            if let &[option] = options {
                self.slots[first..]
                    .iter_mut()
                    .for_each(|slot| *slot = *slot * size + option);
                continue;
            }
            self.shorter.clear();
            self.shorter.extend(self.slots.drain(first..));
            for &slot in &self.shorter {
                self.slots
                    .extend(options.iter().map(|option| slot * size + option));
            }
        }
    }

    /// Appends what the slots of a block add in a dimension; issues with one option are in the base.
    fn add_up(&mut self, space: &Space, values: &[f64], issues: &[usize]) {
        let first = self.rows.len();
        for &issue in issues {
            let options = &self.chosen[self.issues[issue]..self.issues[issue + 1]];
            if options.len() == 1 {
                continue;
            }
            let values = &values[space.offset(issue)..space.offset(issue + 1)];
            if self.rows.len() == first {
                self.rows
                    .extend(options.iter().map(|&option| values[option as usize]));
                continue;
            }
            self.partial.clear();
            self.partial.extend_from_slice(&self.rows[first..]);
            self.rows.truncate(first);
            for &sum in &self.partial {
                self.rows
                    .extend(options.iter().map(|&option| sum + values[option as usize]));
            }
        }
    }
}
