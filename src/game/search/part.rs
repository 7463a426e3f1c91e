//! A part of a search: the hubs' classes are fixed, so that utilities are sums over blocks.

use super::layout::{Home, Layout};
use super::problem::Problem;
use crate::game::Space;
use crate::game::splits::{Hub, MAX_HUBS, Rest};

/// Packages of a part that are looked at one by one without thinking.
const SMALL: usize = 64;

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
    homes: Vec<usize>,
    open: Vec<usize>,
}

impl Part {
    /// Slots of a block of the part.
    pub fn range(&self, block: usize) -> std::ops::Range<usize> {
        self.starts[block]..self.starts[block + 1]
    }

    /// Whether looking at every package costs less than looking for a good plane.
    pub fn is_small(&self) -> bool {
        let counts = self.starts.windows(2).map(|pair| pair[1] - pair[0]);
        let packages = counts.fold(1usize, usize::saturating_mul);
        self.loose.is_empty() && packages <= self.slots.len().max(SMALL)
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
    pub fn all(space: &Space, problem: &Problem, layout: &Layout, parts: &mut Vec<Self>) -> usize {
        let hubs = &space.splits().hubs;
        // A hub matters where some active term depends on it.
        let mut matters = 0u64;
        for &t in &layout.active {
            let rule = &space.splits().rules[t];
            rule.hubs.iter().for_each(|&(hub, _)| matters |= 1 << hub);
        }
        let mut fixed = [None; MAX_HUBS];
        for (index, hub) in hubs
            .iter()
            .enumerate()
            .filter(|(n, _)| matters >> n & 1 == 1)
        {
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
        self.banned.clear();
        self.banned.resize(layout.slots.len(), false);
        for (hub, class) in space.splits().hubs.iter().zip(fixed) {
            if let (Some(class), Home::Open(open)) = (class, layout.homes[hub.block]) {
                for slot in layout.range(open) {
                    self.banned[slot] = hub.class_of[layout.slots[slot] as usize] != *class;
                }
            }
        }
        if !self.keep_red_lines(space, problem, layout, fixed) || !self.collect(layout) {
            return false;
        }
        self.base.clear();
        self.base.extend_from_slice(&layout.base);
        self.package.clear();
        self.package.extend_from_slice(&layout.package);
        self.fill_rows(problem, layout);
        self.add_terms(space, problem, layout, fixed);
        self.settle_singles(space, problem, layout);
        true
    }

    /// Bans the slots in which a required term fails, and notes the loose terms; returns `false`
    /// where nothing is left.
    fn keep_red_lines(
        &mut self,
        space: &Space,
        problem: &Problem,
        layout: &Layout,
        fixed: &[Option<usize>],
    ) -> bool {
        self.loose.clear();
        for &t in &layout.active {
            let rule = &space.splits().rules[t];
            if rule.is_loose() {
                self.loose.push(t);
                continue;
            }
            if !problem.required[t] {
                continue;
            }
            match rule.rest(fixed) {
                Rest::Decided(true) => {}
                Rest::Decided(false) => return false,
                Rest::In(block, holds) => match layout.homes[*block] {
                    Home::Settled(slot) if holds[slot as usize] => {}
                    Home::Settled(_) => return false,
                    Home::Open(open) => {
                        for slot in layout.range(open) {
                            self.banned[slot] |= !holds[layout.slots[slot] as usize];
                        }
                    }
                },
            }
        }
        true
    }

    /// Keeps the slots that are not banned; returns `false` where a block has none.
    fn collect(&mut self, layout: &Layout) -> bool {
        self.kept.clear();
        self.homes.clear();
        for open in 0..layout.blocks.len() {
            let first = self.kept.len();
            self.homes.push(first);
            for slot in layout.range(open) {
                if !self.banned[slot] {
                    self.kept.push(slot);
                }
            }
            if self.kept.len() == first {
                return false;
            }
        }
        self.homes.push(self.kept.len());
        true
    }

    fn fill_rows(&mut self, problem: &Problem, layout: &Layout) {
        let width = layout.slots.len();
        self.grid.clear();
        if self.kept.len() == width {
            self.grid.extend_from_slice(&layout.rows);
            return;
        }
        for k in 0..problem.dims {
            let row = &layout.rows[k * width..(k + 1) * width];
            self.grid.extend(self.kept.iter().map(|&slot| row[slot]));
        }
    }

    /// Adds what the terms add.
    fn add_terms(
        &mut self,
        space: &Space,
        problem: &Problem,
        layout: &Layout,
        fixed: &[Option<usize>],
    ) {
        let terms = space.terms().len();
        let width = self.kept.len();
        for &t in &layout.active {
            let rule = &space.splits().rules[t];
            if rule.is_loose() {
                continue;
            }
            let open = match rule.rest(fixed) {
                Rest::Decided(holds) => Err(*holds),
                Rest::In(block, holds) => match layout.homes[*block] {
                    Home::Settled(slot) => Err(holds[slot as usize]),
                    Home::Open(open) => Ok((open, holds)),
                },
            };
            if let Err(false) = open {
                continue;
            }
            for k in 0..problem.dims {
                let bonus = problem.bonuses[k * terms + t];
                if bonus == 0.0 {
                    continue;
                }
                let Ok((open, holds)) = open else {
                    self.base[k] += bonus;
                    continue;
                };
                let range = self.homes[open]..self.homes[open + 1];
                let row = &mut self.grid[k * width..][range.clone()];
                for (value, &slot) in row.iter_mut().zip(&self.kept[range]) {
                    if holds[layout.slots[slot] as usize] {
                        *value += bonus;
                    }
                }
            }
        }
    }

    /// Moves blocks with a single slot into the base and the package; the others remain.
    fn settle_singles(&mut self, space: &Space, problem: &Problem, layout: &Layout) {
        let width = self.kept.len();
        self.blocks.clear();
        self.starts.clear();
        self.slots.clear();
        self.rows.clear();
        self.open.clear();
        for (open, &number) in layout.blocks.iter().enumerate() {
            let range = self.homes[open]..self.homes[open + 1];
            if range.len() == 1 {
                let block = &space.splits().blocks[number];
                let options = block.slot(layout.slots[self.kept[range.start]] as usize);
                for (&issue, &option) in block.issues.iter().zip(options) {
                    self.package[issue] = option;
                }
                for (k, base) in self.base.iter_mut().enumerate() {
                    *base += self.grid[k * width + range.start];
                }
            } else {
                self.open.push(open);
                self.blocks.push(number);
                self.starts.push(self.slots.len());
                for &slot in &self.kept[range] {
                    self.slots.push(layout.slots[slot]);
                }
            }
        }
        self.starts.push(self.slots.len());
        if self.blocks.len() == layout.blocks.len() {
            std::mem::swap(&mut self.rows, &mut self.grid);
            return;
        }
        for k in 0..problem.dims {
            let grid = &self.grid[k * width..];
            for &open in &self.open {
                self.rows
                    .extend_from_slice(&grid[self.homes[open]..self.homes[open + 1]]);
            }
        }
    }

    /// Leaves out the slots that no answer worth looking for can hold: where a plane bounds the part,
    /// a package with this slot is bounded by as much less as the slot scores below the best of its
    /// block. `short` says whether a slot falls too short.
    pub fn drop_slots(&mut self, scores: &mut Vec<f64>, dims: usize, short: impl Fn(f64) -> bool) {
        let width = self.slots.len();
        self.kept.clear();
        self.homes.clear();
        for block in 0..self.blocks.len() {
            self.homes.push(self.kept.len());
            let best = scores[self.choice[block]];
            for slot in self.range(block) {
                if !short(best - scores[slot]) {
                    if slot == self.choice[block] {
                        self.choice[block] = self.kept.len();
                    }
                    self.kept.push(slot);
                }
            }
        }
        self.homes.push(self.kept.len());
        if self.kept.len() == width {
            return;
        }
        std::mem::swap(&mut self.starts, &mut self.homes);
        for (to, &from) in self.kept.iter().enumerate() {
            self.slots[to] = self.slots[from];
            scores[to] = scores[from];
        }
        self.slots.truncate(self.kept.len());
        scores.truncate(self.kept.len());
        let mut to = 0;
        for k in 0..dims {
            for &from in &self.kept {
                self.rows[to] = self.rows[k * width + from];
                to += 1;
            }
        }
        self.rows.truncate(to);
    }
}

/// The first class of a hub, from a given one on, that has an option which may be chosen.
fn next_class(space: &Space, problem: &Problem, hub: &Hub, from: usize) -> Option<usize> {
    let allowed = &problem.allowed[space.offset(hub.issue)..];
    let classes = hub.class_of.iter().zip(allowed);
    let allowed = classes.filter(|(class, allowed)| **allowed && **class >= from);
    allowed.map(|(class, _)| *class).min()
}
