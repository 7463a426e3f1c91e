//! The walk through a part of the space: first the slots of its blocks, then the options of its
//! issues, depth first, each in descending order of score, cut off where the plane rules out
//! anything better.
//!
//! Along a path, what its choices score below the best is added up; the part's bound less that sum
//! bounds whatever lies beyond. Utilities are added up in rows of four dimensions; a walk is compiled
//! for one such row, which is the rule, and for any number.

mod layout;
mod loose;
mod reach;

use super::Objective;
use super::incumbent::Incumbent;
use super::problem::{Problem, Row, plus};
use super::scores::Scores;
use crate::game::Space;
use crate::game::splits::Splits;

/// A part laid out for the walk; memory is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    part: usize,
    /// Choices still to be made, in the order in which they are made.
    levels: Vec<Level>,
    /// How many of them are blocks' slots; they come first.
    blocks: usize,
    /// What each level may choose, grouped.
    choices: Vec<Choice>,
    /// Per choice, what it adds.
    adds: Vec<Row>,
    /// Per class, where its options stand among the choices.
    options: Vec<(usize, usize)>,
    /// Per class, the least and the most that its options add.
    ends: Vec<(Row, Row)>,
    /// Per issue, its class on the path; `OPEN` while its block is open.
    class: Vec<usize>,
    /// Issues of blocks whose classes leave no choice: what their options add counts with the slot.
    folded: Vec<bool>,
    /// Per depth, the least and the most that is still to come.
    rest: Vec<(Row, Row)>,
    /// Per depth, the loose terms decided by then.
    decided: Vec<Vec<usize>>,
    /// The path: utilities per depth, and per level where it stands.
    utilities: Vec<Row>,
    path: Vec<Stand>,
    /// The package with what is settled at the root; along the path only where loose terms ask.
    package: Vec<u16>,
    /// Whether floors or a ceiling have to be looked at.
    bounded: bool,
}

const OPEN: usize = usize::MAX;

/// How much a choice scores below the best of its level, and its number.
#[derive(Debug, Clone, Copy)]
struct Choice {
    short: f64,
    number: usize,
}

#[derive(Debug, Clone, Copy)]
struct Level {
    what: What,
    /// How much hangs on it.
    spread: f64,
}

#[derive(Debug, Clone, Copy)]
enum What {
    /// The slot of a block: the block, and where its choices stand.
    Block(usize, usize, usize),
    /// The option of an issue.
    Issue(usize),
}

/// Where the path stands at a level.
#[derive(Debug, Clone, Copy, Default)]
struct Stand {
    /// The choice to be tried next, and the end of the choices; the one before it is on the path.
    next: usize,
    end: usize,
    /// Bounds whatever lies beyond, before the choice.
    bound: f64,
}

/// What stays the same during a walk through a part. `GROUPS` is the number of rows per choice; 0 for as many as
/// the problem has.
struct Walk<'a, O, const GROUPS: usize> {
    space: &'a Space,
    splits: &'a Splits,
    problem: &'a Problem,
    scores: &'a Scores,
    objective: &'a O,
    /// Bounds the part.
    bound: f64,
    /// What promises no more is passed over.
    limit: f64,
}

impl<O, const GROUPS: usize> Walk<'_, O, GROUPS> {
    /// Rows per choice.
    #[inline(always)]
    fn groups(&self) -> usize {
        match GROUPS {
            0 => self.problem.groups,
            _ => GROUPS,
        }
    }

    /// Whether something may be left where a choice scores so much less than the best.
    #[inline(always)]
    fn is_open(&self, short: f64) -> bool {
        self.bound - short > self.limit
    }
}

impl Tree {
    /// Walks a part under the plane that has scored the problem.
    pub fn walk<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        scores: &mut Scores,
        part: usize,
        objective: &O,
        incumbent: &mut Incumbent,
    ) {
        self.part = part;
        match problem.groups {
            1 => self.through::<O, 1>(space, problem, scores, objective, incumbent),
            _ => self.through::<O, 0>(space, problem, scores, objective, incumbent),
        }
    }

    fn through<O: Objective, const GROUPS: usize>(
        &mut self,
        space: &Space,
        problem: &Problem,
        scores: &mut Scores,
        objective: &O,
        incumbent: &mut Incumbent,
    ) {
        let bound = scores.bound(space, self.part);
        let walk = Walk::<O, GROUPS> {
            space,
            splits: space.splits(),
            problem,
            scores,
            objective,
            bound,
            limit: incumbent.limit(problem),
        };
        self.bounded = problem.ceiling.is_some() || problem.has_floors;
        self.enter(&walk);
        if self.lay_out_blocks(&walk) && self.lay_out_issues(&walk) {
            self.order(&walk);
            self.list_adds(&walk);
            self.bound_rests(&walk, 0);
            if self.floors_are_sure(&walk) {
                self.bounded = false;
            }
            if let Some(bound) = self.enter_loose(&walk, bound) {
                self.descend(&walk, incumbent, bound);
            }
        }
    }

    /// Makes all choices, in every way that may still lead to something better than `bound` promises.
    fn descend<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        incumbent: &mut Incumbent,
        bound: f64,
    ) {
        if self.levels.is_empty() {
            self.leaf(walk, incumbent);
            return;
        }
        let loose = !walk.splits.loose.is_empty();
        let mut limit = incumbent.limit(walk.problem);
        let mut depth = 0;
        self.stand(depth, bound);
        loop {
            let stand = &mut self.path[depth];
            let Stand { next, end, bound } = *stand;
            let choice = self.choices[..end].get(next);
            let lower = choice.map(|choice| (bound - choice.short, choice.number));
            // Those after this one score no better, and loose terms can only lower a score.
            let Some((mut lower, number)) = lower.filter(|(lower, _)| *lower > limit) else {
                if depth == 0 {
                    return;
                }
                depth -= 1;
                continue;
            };
            stand.next = next + 1;
            incumbent.nodes += 1;
            self.add_up(walk, depth, next);
            if depth < self.blocks
                && let What::Block(block, ..) = self.levels[depth].what
            {
                self.enter_slot(walk, block, number);
                if self.bounded && depth + 1 == self.blocks {
                    self.bound_rests(walk, depth + 1);
                }
            }
            if loose {
                self.settle(walk, depth);
                match self.decide(walk, depth + 1, lower) {
                    Some(bound) if bound > limit => lower = bound,
                    _ => continue,
                }
            }
            if self.bounded && !self.within_reach(walk, depth + 1) {
                continue;
            }
            if depth + 1 < self.levels.len() {
                depth += 1;
                self.stand(depth, lower);
                continue;
            }
            self.leaf(walk, incumbent);
            limit = incumbent.limit(walk.problem);
            if incumbent.is_enough() {
                return;
            }
        }
    }

    /// Stands before the choices of a level.
    #[inline]
    fn stand(&mut self, depth: usize, bound: f64) {
        let (next, end) = match self.levels[depth].what {
            What::Block(_, start, end) => (start, end),
            What::Issue(issue) => self.options[self.class[issue]],
        };
        self.path[depth] = Stand { next, end, bound };
    }

    /// Utilities after a choice at a depth.
    #[inline]
    fn add_up<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        depth: usize,
        choice: usize,
    ) {
        let groups = walk.groups();
        let adds = &self.adds[choice * groups..][..groups];
        let (before, after) = self.utilities[depth * groups..][..2 * groups].split_at_mut(groups);
        for (after, (before, add)) in after.iter_mut().zip(before.iter().zip(adds)) {
            *after = plus(before, add);
        }
    }

    /// Fixes the classes of a block's issues.
    #[inline]
    fn enter_slot<O, const GROUPS: usize>(
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

    /// Writes the path's choice at a level into the package.
    fn settle<O, const GROUPS: usize>(&mut self, walk: &Walk<'_, O, GROUPS>, depth: usize) {
        match self.levels[depth].what {
            What::Issue(issue) => {
                let option = self.choices[self.path[depth].next - 1].number;
                self.package[issue] = option as u16;
            }
            What::Block(block, ..) => {
                for &issue in &walk.splits.blocks[block].issues {
                    if self.folded[issue] {
                        let place = self.only_option(walk, issue, self.class[issue]);
                        self.package[issue] = (place - walk.space.offset(issue)) as u16;
                    }
                }
            }
        }
    }

    /// Takes the package at the end of the path, if it is the best so far.
    fn leaf<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        incumbent: &mut Incumbent,
    ) {
        let (depth, groups) = (self.levels.len(), walk.groups());
        let rows = &self.utilities[depth * groups..][..groups];
        if !walk.problem.meets_floors(rows) {
            return;
        }
        let utilities = &rows.as_flattened()[..walk.problem.dims];
        let worth = walk.objective.worth(utilities);
        if worth > incumbent.worth || walk.problem.ceiling.is_some() {
            (0..depth).for_each(|level| self.settle(walk, level));
            let utilities = &self.utilities[depth * groups..].as_flattened()[..walk.problem.dims];
            incumbent.offer(walk.problem, &self.package, utilities, worth);
        }
    }
}
