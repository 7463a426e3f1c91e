//! Going down: every choice that may still lead to something better, and the package at the end.

use super::super::Objective;
use super::super::incumbent::Incumbent;
use super::super::problem::{LANES, plus};
use super::layout::{Layout, What};
use super::{OPEN, Path, Walk};

impl Path {
    /// Stands at the root: the hubs' classes, and the terms that they decide.
    pub(super) fn enter<O, const GROUPS: usize>(&mut self, walk: &Walk<'_, O, GROUPS>) {
        let part = &walk.splits.parts[walk.part];
        let issues = walk.space.issues();
        self.package.clear();
        self.package.resize(issues, 0);
        self.class.clear();
        self.class.resize(issues, OPEN);
        for &issue in &walk.splits.plain {
            self.class[issue] = walk.splits.classes[issue];
        }
        for (&issue, &class) in walk.splits.hubs.iter().zip(&part.classes) {
            self.class[issue] = class;
        }
        self.utilities.clone_from(&walk.problem.start);
        let held = walk.splits.decided.held(part.kind);
        walk.problem.add_terms(held, &mut self.utilities);
    }

    /// Makes room for so many levels below the root.
    pub(super) fn make_room<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        levels: usize,
    ) {
        let rows = (levels + 1) * walk.groups();
        self.utilities.resize(rows, [0.0; LANES]);
        self.chosen.resize(levels, 0);
    }

    /// Makes all choices from a depth on, in every way that may still lead to something better than `bound`
    /// promises. Returns whether the search may stop.
    pub(super) fn descend<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        layout: &Layout,
        incumbent: &mut Incumbent,
        depth: usize,
        bound: f64,
    ) -> bool {
        let loose = !walk.splits.loose.is_empty();
        let (mut depth, mut bound) = (depth, bound);
        let (level, start, end) = loop {
            let Some(level) = layout.levels.get(depth) else {
                return self.look(walk, layout, incumbent, depth);
            };
            let (start, end) = match level.what {
                What::Block(_, start, end) => (start, end),
                What::Issue(issue) => layout.options[self.class[issue]],
            };
            let choices = &layout.choices[start..end];
            let second = choices.get(1).map(|choice| bound - choice.short);
            if depth < layout.blocks || loose || second > Some(self.limit) {
                break (level, start, end);
            }
            // Where one choice is left, it is made without much ado.
            let Some(best) = choices.first() else {
                return false;
            };
            bound -= best.short;
            if bound <= self.limit {
                return false;
            }
            incumbent.nodes += 1;
            self.chosen[depth] = start;
            self.add_up(walk, layout, depth);
            depth += 1;
            if walk.bounded && !self.within_reach(walk, depth) {
                return false;
            }
        };
        for (n, choice) in layout.choices[start..end].iter().enumerate() {
            let mut lower = bound - choice.short;
            // Those after this one score no better, and loose terms can only lower a score.
            if lower <= self.limit {
                break;
            }
            incumbent.nodes += 1;
            self.chosen[depth] = start + n;
            self.add_up(walk, layout, depth);
            if let What::Block(block, ..) = level.what {
                self.enter_slot(walk, block, choice.number);
                if walk.bounded && depth + 1 == layout.blocks {
                    self.bound_rests(walk, layout, depth + 1);
                }
            }
            if loose {
                self.settle(walk, layout, depth);
                match self.decide(walk, layout, depth + 1, lower) {
                    Some(bound) if bound > self.limit => lower = bound,
                    _ => continue,
                }
            }
            if walk.bounded && !self.within_reach(walk, depth + 1) {
                continue;
            }
            let stop = match depth + 1 == layout.levels.len() {
                true => self.look(walk, layout, incumbent, depth + 1),
                false => self.descend(walk, layout, incumbent, depth + 1, lower),
            };
            if stop {
                return true;
            }
        }
        false
    }

    /// Utilities after the choice at a depth.
    #[inline(always)]
    fn add_up<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        layout: &Layout,
        depth: usize,
    ) {
        let groups = walk.groups();
        let adds = &layout.adds[self.chosen[depth] * groups..][..groups];
        let (before, after) = self.utilities[depth * groups..][..2 * groups].split_at_mut(groups);
        for (after, (before, add)) in after.iter_mut().zip(before.iter().zip(adds)) {
            *after = plus(before, add);
        }
    }

    /// Fixes the classes of a block's issues.
    #[inline]
    pub(super) fn enter_slot<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        block: usize,
        slot: usize,
    ) {
        let home = &walk.splits.blocks[block];
        for (&issue, &class) in home.issues.iter().zip(home.slot(slot)) {
            self.class[issue] = class;
        }
    }

    /// Takes the package at the end of the path, if it is the best so far. Returns whether the search may stop.
    #[inline]
    fn look<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        layout: &Layout,
        incumbent: &mut Incumbent,
        depth: usize,
    ) -> bool {
        let groups = walk.groups();
        let rows = &self.utilities[depth * groups..][..groups];
        if walk.problem.meets_floors(rows) {
            let utilities = &rows.as_flattened()[..walk.problem.dims];
            let worth = walk.objective.worth(utilities);
            if worth > incumbent.worth || walk.problem.ceiling.is_some() {
                self.take(walk, layout, incumbent, worth);
            }
        }
        incumbent.is_enough()
    }

    /// Offers the package at the end of the path.
    #[cold]
    fn take<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        layout: &Layout,
        incumbent: &mut Incumbent,
        worth: f64,
    ) {
        let (depth, groups) = (layout.levels.len(), walk.groups());
        (0..depth).for_each(|level| self.settle(walk, layout, level));
        let utilities = &self.utilities[depth * groups..].as_flattened()[..walk.problem.dims];
        incumbent.offer(walk.problem, &self.package, utilities, worth);
        self.limit = incumbent.limit(walk.problem);
    }

    /// Writes the path's choice at a level into the package.
    fn settle<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        layout: &Layout,
        depth: usize,
    ) {
        match layout.levels[depth].what {
            What::Issue(issue) => {
                let option = layout.choices[self.chosen[depth]].number;
                self.package[issue] = option as u16;
            }
            What::Block(block, ..) => {
                for &issue in &walk.splits.blocks[block].issues {
                    if layout.folded[issue] {
                        let place = layout.only[self.class[issue]];
                        self.package[issue] = (place - walk.space.offset(issue)) as u16;
                    }
                }
            }
        }
    }
}
