//! Going down: every choice that may still lead to something better, and the package at the end.

use super::super::Objective;
use super::super::incumbent::Incumbent;
use super::super::problem::Problem;
use super::super::rows::{Row, plus};
use super::layout::{Layout, Level, What};
use super::reach::{almost_met, grow};
use super::{OPEN, Path, Step, Walk};
use crate::game::splits::Block;

impl Path {
    /// Stands at the root: what the part settles, and the classes that leave a choice.
    pub(super) fn enter<const GROUPS: usize>(&mut self, walk: &Walk<'_, GROUPS>) {
        let part = &walk.splits.parts[walk.part];
        let issues = walk.space.issues();
        self.package.resize(issues, 0);
        self.class.clear();
        self.class.resize(issues, OPEN);
        for &class in &part.open {
            self.class[walk.splits.issue_of_class(class)] = class;
        }
        let start = &walk.problem.start[..walk.groups()];
        grow(&mut self.utilities, start.len());
        self.utilities[..start.len()].copy_from_slice(start);
        self.settled.clear();
        self.slots.clear();
        self.add_settled(walk.problem, &part.made);
    }

    /// Adds what is settled at the root.
    #[inline(always)]
    pub(super) fn add_settled(&mut self, problem: &Problem, places: &[usize]) {
        problem.add_places(places.iter().copied(), &mut self.utilities);
    }

    /// Starts from what is settled at the root, and makes room for the levels below it.
    pub(super) fn start<const GROUPS: usize>(&mut self, walk: &Walk<'_, GROUPS>, levels: &[Level]) {
        if GROUPS != 1 {
            grow(&mut self.utilities, (levels.len() + 1) * walk.groups());
        }
        if self.steps.len() <= levels.len() {
            self.steps.resize(levels.len() + 1, Step::default());
        }
        for (step, level) in self.steps.iter_mut().zip(levels) {
            step.range = level.range.unwrap_or_default();
        }
        self.steps[0].next = self.steps[0].range.0;
        self.steps[0].utilities = self.utilities[0];
    }

    /// Makes all choices, in every way that may still lead to something better, given the bounds at the root.
    #[inline(never)] // so that laying out and going down do not crowd each other's registers
    pub(super) fn descend<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        objective: &O,
        layout: &Layout,
        incumbent: &mut Incumbent,
    ) {
        let mut depth = 0;
        loop {
            // Down, as long as there is a choice to be made after this one.
            let done = match layout.levels.len() - depth {
                0 => self.look(walk, objective, layout, incumbent),
                1 if !walk.special => self.finish(walk, objective, layout, incumbent),
                _ => {
                    depth += 1;
                    false
                }
            };
            if done {
                return;
            }
            // The next choice that holds, at the last depth that has one.
            loop {
                let Some(above) = depth.checked_sub(1) else {
                    return;
                };
                if !self.choose(layout, incumbent, above) {
                    depth = above;
                } else if self.arrive(walk, layout, above) {
                    break;
                }
            }
        }
    }

    /// Makes the next choice at a depth that leaves enough of the bounds. Returns whether there is one.
    #[inline(always)]
    fn choose(&mut self, layout: &Layout, incumbent: &mut Incumbent, depth: usize) -> bool {
        let [step, below, ..] = &mut self.steps[depth..] else {
            return false;
        };
        while step.next != step.range.1 {
            let choice = &layout.choices[step.next as usize];
            let left = choice.leaves(&step.bounds);
            // Those after this one score no better, and loose terms can only lower a score.
            if left[0] <= self.limit {
                return false;
            }
            step.next += 1;
            incumbent.nodes += 1;
            if left[1] > self.limit {
                below.bounds = left;
                below.utilities = plus(&step.utilities, &choice.adds);
                below.next = below.range.0;
                return true;
            }
        }
        false
    }

    /// Arrives where the choice at a depth leads; returns whether anything there may do.
    #[inline(always)]
    fn arrive<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
        depth: usize,
    ) -> bool {
        if depth < layout.blocks {
            self.open_issues(walk, layout, depth);
        }
        if GROUPS != 1 {
            let chosen = self.steps[depth].next as usize - 1;
            self.add_up(walk, layout, depth, chosen);
        }
        if walk.special && !walk.splits.loose.is_empty() {
            self.choose_for_good(walk, layout, depth);
            let bound = self.steps[depth + 1].bounds[0];
            match self.decide(walk, layout, depth + 1, bound) {
                Some(bound) if bound > self.limit => self.steps[depth + 1].bounds[0] = bound,
                _ => return false,
            }
        }
        !walk.bounded || self.within_reach(walk, depth + 1)
    }

    /// Notes what the slot chosen at a depth leaves of the issues of its block whose options are chosen later.
    #[inline(always)]
    fn open_issues<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
        depth: usize,
    ) {
        let level = &layout.levels[depth];
        let opens = level.opens.0 as usize..level.opens.1 as usize;
        if let What::Block(block) = level.what
            && !opens.is_empty()
        {
            let slot = layout.choices[self.steps[depth].next as usize - 1].number;
            let classes = walk.splits.blocks[block].slot(slot as usize);
            for opened in &layout.opened[opens] {
                let class = classes[opened.place];
                self.class[opened.issue] = class;
                let step = &mut self.steps[opened.level];
                step.range = layout.options[class];
                step.next = step.range.0;
                step.most = layout.ends[class * walk.groups()].1;
            }
        }
        if layout.open_until > 0 && depth + 1 == layout.blocks {
            self.look_ahead(walk, layout, layout.blocks..layout.open_until);
        }
    }

    /// Makes the last choice in every way. Returns whether the search may stop.
    #[inline(never)] // so that going down and taking worths do not crowd each other's registers
    fn finish<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        objective: &O,
        layout: &Layout,
        incumbent: &mut Incumbent,
    ) -> bool {
        let depth = layout.levels.len() - 1;
        let Step {
            bounds,
            utilities: before,
            range: (start, end),
            ..
        } = self.steps[depth];
        for (n, choice) in (start..).zip(&layout.choices[start as usize..end as usize]) {
            let left = choice.leaves(&bounds);
            if left[0] <= self.limit {
                break;
            }
            incumbent.nodes += 1;
            let after = plus(&before, &choice.adds);
            if GROUPS != 1 {
                self.add_up(walk, layout, depth, n as usize);
            }
            let rows = self.rows(walk, depth + 1, &after);
            // Where the floors are sure, nearly every package meets them: the worth says more.
            if !walk.bounded || walk.problem.meets_floors(rows) {
                if left[1] > self.limit {
                    let utilities = &rows.as_flattened()[..walk.problem.dims];
                    let worth = objective.worth(utilities);
                    if incumbent.asks_for(worth, walk.problem) && walk.problem.meets_floors(rows) {
                        self.steps[depth].next = n + 1;
                        self.steps[depth + 1].utilities = after;
                        self.take(walk, layout, incumbent, worth);
                    }
                }
            } else if !almost_met(rows, &walk.problem.almost) {
                continue;
            }
            if incumbent.is_enough() {
                return true;
            }
        }
        false
    }

    /// Utilities at a depth, given those that stand in the first row.
    #[inline(always)]
    fn rows<'a, const GROUPS: usize>(
        &'a self,
        walk: &Walk<'_, GROUPS>,
        depth: usize,
        first: &'a Row,
    ) -> &'a [Row] {
        match GROUPS {
            1 => std::slice::from_ref(first),
            _ => &self.utilities[depth * walk.groups()..][..walk.groups()],
        }
    }

    /// Utilities after the choice at a depth, where one row does not hold them.
    fn add_up<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
        depth: usize,
        choice: usize,
    ) {
        let groups = walk.groups();
        let adds = &layout.adds[choice * groups..][..groups];
        let (before, after) = self.utilities[depth * groups..][..2 * groups].split_at_mut(groups);
        for (after, (before, add)) in after.iter_mut().zip(before.iter().zip(adds)) {
            *after = plus(before, add);
        }
    }

    /// Notes the classes of the issues that a slot leaves a choice of.
    #[inline]
    pub(super) fn enter_slot(&mut self, home: &Block, slot: usize) {
        for (issue, class) in home.open(slot) {
            self.class[issue] = class;
        }
    }

    /// Takes the package at the end of the path, if it is the best so far. Returns whether the search may stop.
    #[cold]
    fn look<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        objective: &O,
        layout: &Layout,
        incumbent: &mut Incumbent,
    ) -> bool {
        let depth = layout.levels.len();
        let rows = self.rows(walk, depth, &self.steps[depth].utilities);
        if walk.problem.meets_floors(rows) {
            let worth = objective.worth(&rows.as_flattened()[..walk.problem.dims]);
            if incumbent.asks_for(worth, walk.problem) {
                self.take(walk, layout, incumbent, worth);
            }
        }
        incumbent.is_enough()
    }

    /// Offers the package at the end of the path.
    #[cold]
    fn take<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
        incumbent: &mut Incumbent,
        worth: f64,
    ) {
        let depth = layout.levels.len();
        self.write_settled(walk);
        (0..depth).for_each(|level| self.choose_for_good(walk, layout, level));
        let rows = self.rows(walk, depth, &self.steps[depth].utilities);
        let utilities = &rows.as_flattened()[..walk.problem.dims];
        incumbent.offer(walk.problem, &self.package, utilities, worth);
        self.limit = incumbent.limit(walk.problem);
    }

    /// Writes what is settled at the root into the package.
    pub(super) fn write_settled<const GROUPS: usize>(&mut self, walk: &Walk<'_, GROUPS>) {
        let splits = walk.splits;
        let part = &splits.parts[walk.part];
        splits.write(&part.made, &mut self.package);
        splits.write(&self.settled, &mut self.package);
        for &(block, slot) in &self.slots {
            let made = splits.blocks[block].made_of(part.variants[block], slot);
            splits.write(made, &mut self.package);
        }
    }

    /// Writes the path's choice at a level into the package.
    fn choose_for_good<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
        depth: usize,
    ) {
        let number = layout.choices[self.steps[depth].next as usize - 1].number;
        self.settle_choice(walk, layout, layout.levels[depth].what, number);
    }

    /// Writes a choice into the package.
    pub(super) fn settle_choice<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
        what: What,
        number: u32,
    ) {
        match what {
            What::Issue(issue) => self.package[issue] = number as u16,
            What::Block(block) => {
                let (home, slot) = (&walk.splits.blocks[block], number as usize);
                let variant = walk.splits.parts[walk.part].variants[block];
                let made = home.made_of(variant, slot);
                walk.splits.write(made, &mut self.package);
                for (_, class) in home.open(slot) {
                    // There is none where the option is chosen later.
                    walk.splits.write(&[layout.only[class]], &mut self.package);
                }
            }
        }
    }
}
