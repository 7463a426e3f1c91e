//! A part of a search: the hubs' classes are fixed, so that utilities are sums over blocks.

use super::layout::Layout;
use super::problem::Problem;
use crate::game::Space;
use crate::game::splits::{Hub, MAX_HUBS, Rest};

/// A part: blocks whose slots add up, and terms that stay loose.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    /// Utility of what is settled, per dimension.
    pub base: Vec<f64>,
    /// Package with every settled issue at its option.
    pub package: Vec<u16>,
    /// Blocks with more than one slot left: their numbers in the space.
    pub blocks: Vec<usize>,
    /// Where the slots of each block start, and an end.
    pub starts: Vec<usize>,
    /// Per slot, its number within its block of the space.
    pub slots: Vec<u16>,
    /// Per dimension and slot, what it adds.
    pub rows: Vec<f64>,
    /// Terms not yet decided: term and, per dimension, its bonus.
    pub loose: Vec<usize>,
    /// Per block, the slot that the last plane likes best.
    pub choice: Vec<usize>,
    /// Utilities of that choice, loose terms as they come out.
    pub point: Vec<f64>,
    banned: Vec<bool>,
    grid: Vec<f64>,
    kept: Vec<usize>,
}

impl Part {
    /// Slots of a block of the part.
    pub fn range(&self, block: usize) -> std::ops::Range<usize> {
        self.starts[block]..self.starts[block + 1]
    }

    /// What each slot adds in a dimension.
    pub fn row(&self, dimension: usize) -> &[f64] {
        let slots = self.slots.len();
        &self.rows[dimension * slots..(dimension + 1) * slots]
    }

    /// Writes the options of the block's slot into a package.
    pub fn settle(&self, space: &Space, block: usize, slot: usize, package: &mut [u16]) {
        let home = &space.splits().blocks[self.blocks[block]];
        let options = home.slot(self.slots[slot] as usize);
        for (&issue, &option) in home.issues.iter().zip(options) {
            package[issue] = option;
        }
    }

    /// Builds all parts of a problem that hold a package; returns how many.
    pub fn all(
        space: &Space,
        problem: &Problem,
        layout: &Layout,
        parts: &mut Vec<Self>,
    ) -> usize {
        let hubs = &space.splits().hubs;
        // A hub matters where some active term depends on it.
        let mut matters = 0u64;
        for &t in &layout.active {
            let rule = &space.splits().rules[t];
            rule.hubs.iter().for_each(|&(hub, _)| matters |= 1 << hub);
        }
        let mut fixed = [None; MAX_HUBS];
        for (index, hub) in hubs.iter().enumerate().filter(|(n, _)| matters >> n & 1 == 1) {
            fixed[index] = next_class(space, problem, hub, 0);
            if fixed[index].is_none() {
                return 0;
            }
        }
        let mut count = 0;
        loop {
            if parts.len() == count {
                parts.push(Self::default());
            }
            count += usize::from(parts[count].build(space, problem, layout, &fixed[..hubs.len()]));
            // The next combination, the first hub fastest.
            let mut advanced = false;
            for (index, hub) in hubs.iter().enumerate() {
                let Some(class) = fixed[index] else { continue };
                let next = next_class(space, problem, hub, class + 1);
                advanced = next.is_some();
                fixed[index] = next.or_else(|| next_class(space, problem, hub, 0));
                if advanced {
                    break;
                }
            }
            if !advanced {
                return count;
            }
        }
    }

    /// Builds the part of one combination of classes; returns whether it holds any package.
    fn build(
        &mut self,
        space: &Space,
        problem: &Problem,
        layout: &Layout,
        fixed: &[Option<usize>],
    ) -> bool {
        self.base.clear();
        self.base.extend_from_slice(&problem.bases);
        self.package.clone_from(&problem.current);
        self.loose.clear();
        self.grid.clear();
        self.grid.extend_from_slice(&layout.rows);
        self.banned.clear();
        self.banned.resize(layout.slots.len(), false);
        for (hub, class) in space.splits().hubs.iter().zip(fixed) {
            let Some(class) = class else { continue };
            for slot in layout.range(hub.block) {
                self.banned[slot] = hub.class_of[layout.slots[slot] as usize] != *class;
            }
        }
        self.apply_rules(space, problem, layout, fixed) && self.collect(space, problem, layout)
    }

    /// Adds what the terms add; returns `false` where a red line leaves nothing.
    fn apply_rules(
        &mut self,
        space: &Space,
        problem: &Problem,
        layout: &Layout,
        fixed: &[Option<usize>],
    ) -> bool {
        let splits = space.splits();
        let terms = space.terms().len();
        let width = layout.slots.len();
        for &t in &layout.active {
            let rule = &splits.rules[t];
            if rule.is_loose() {
                self.loose.push(t);
                continue;
            }
            let class = |hub: usize| fixed[hub].unwrap_or(0);
            let strides = rule.hubs.iter();
            let index: usize = strides.map(|&(hub, stride)| class(hub) * stride).sum();
            match &rule.rests[index] {
                Rest::Decided(false) if problem.required[t] => return false,
                Rest::Decided(false) => {}
                Rest::Decided(true) => {
                    for k in 0..problem.dims {
                        self.base[k] += problem.bonuses[k * terms + t];
                    }
                }
                Rest::In(block, holds) => {
                    for k in 0..problem.dims {
                        let bonus = problem.bonuses[k * terms + t];
                        if bonus == 0.0 {
                            continue;
                        }
                        for slot in layout.range(*block) {
                            if holds[layout.slots[slot] as usize] {
                                self.grid[k * width + slot] += bonus;
                            }
                        }
                    }
                    if problem.required[t] {
                        for slot in layout.range(*block) {
                            self.banned[slot] |= !holds[layout.slots[slot] as usize];
                        }
                    }
                }
            }
        }
        true
    }

    /// Keeps the slots that are not banned, and settles blocks with one slot; returns `false` where
    /// a block has none.
    fn collect(&mut self, space: &Space, problem: &Problem, layout: &Layout) -> bool {
        let width = layout.slots.len();
        self.blocks.clear();
        self.starts.clear();
        self.kept.clear();
        for (number, block) in space.splits().blocks.iter().enumerate() {
            let first = self.kept.len();
            let left = layout.range(number).filter(|&slot| !self.banned[slot]);
            self.kept.extend(left);
            match self.kept.len() - first {
                0 => return false,
                1 => {
                    let slot = self.kept.pop().unwrap_or_default();
                    let options = block.slot(layout.slots[slot] as usize);
                    for (&issue, &option) in block.issues.iter().zip(options) {
                        self.package[issue] = option;
                    }
                    for (k, base) in self.base.iter_mut().enumerate() {
                        *base += self.grid[k * width + slot];
                    }
                }
                _ => {
                    self.blocks.push(number);
                    self.starts.push(first);
                }
            }
        }
        self.starts.push(self.kept.len());
        self.slots.clear();
        self.slots.extend(self.kept.iter().map(|&slot| layout.slots[slot]));
        self.rows.clear();
        for k in 0..problem.dims {
            let grid = &self.grid[k * width..(k + 1) * width];
            self.rows.extend(self.kept.iter().map(|&slot| grid[slot]));
        }
        true
    }
}

/// The first class of a hub, from a given one on, that has an option which may be chosen.
fn next_class(space: &Space, problem: &Problem, hub: &Hub, from: usize) -> Option<usize> {
    let allowed = &problem.allowed[space.offset(hub.issue)..];
    let classes = hub.class_of.iter().zip(allowed);
    let allowed = classes.filter(|(class, allowed)| **allowed && **class >= from);
    allowed.map(|(class, _)| *class).min()
}
