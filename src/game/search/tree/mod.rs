//! The walk through a part of the space: first the slots of its blocks, then the options of its
//! issues, depth first, each in descending order of score, cut off where the plane rules out
//! anything better.
//!
//! Along a path, what its choices score below the best is added up; the part's bound less that sum
//! bounds whatever lies beyond.

mod layout;
mod reach;

use super::Objective;
use super::incumbent::Incumbent;
use super::problem::{LANES, Problem};
use super::scores::Scores;
use crate::game::Space;
use crate::game::splits::Splits;

/// A part laid out for the walk; memory is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    dims: usize,
    part: usize,
    /// Choices still to be made, in the order in which they are made.
    levels: Vec<Level>,
    /// How many of them are blocks' slots; they come first.
    blocks: usize,
    /// What each level may choose, grouped: how much it scores below the best, and its number.
    choices: Vec<(f64, usize)>,
    /// Per choice and dimension, what it adds.
    adds: Vec<f64>,
    /// Per class, where its options stand among the choices.
    options: Vec<(usize, usize)>,
    /// Per class and bounded dimension, the least and the most that its options add.
    ends: Vec<(f64, f64)>,
    /// Per issue, its class on the path; `OPEN` while its block is open.
    class: Vec<usize>,
    /// Issues of blocks whose classes leave no choice: what their options add counts with the slot.
    folded: Vec<bool>,
    /// Per depth and dimension, the most and the least that is still to come.
    rest_high: Vec<f64>,
    rest_low: Vec<f64>,
    /// Per depth, the loose terms decided by then.
    decided: Vec<Vec<usize>>,
    /// The path: utilities per depth and dimension, and per level where it stands.
    utilities: Vec<f64>,
    path: Vec<Stand>,
    /// The package with what is settled at the root; along the path only where loose terms ask.
    package: Vec<u16>,
    /// Dimensions with a floor, or with the ceiling.
    bounded: Vec<usize>,
}

const OPEN: usize = usize::MAX;

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

/// What stays the same during a walk.
struct Walk<'a, O> {
    space: &'a Space,
    splits: &'a Splits,
    problem: &'a Problem,
    scores: &'a Scores,
    objective: &'a O,
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
        let bound = scores.bound(space, part);
        let walk = Walk {
            space,
            splits: space.splits(),
            problem,
            scores,
            objective,
        };
        let drop = |short: f64| !short.is_finite() || incumbent.rules_out(bound - short, problem);
        self.dims = problem.width;
        self.part = part;
        self.bounded.clear();
        let ceiling = problem.ceiling.is_some();
        let bounded = |k: &usize| problem.floors[*k].is_finite() || (*k == 0 && ceiling);
        self.bounded.extend((0..problem.dims).filter(bounded));
        self.enter(&walk);
        if self.lay_out_blocks(&walk, &drop) && self.lay_out_issues(&walk, &drop) {
            self.order();
            self.list_adds(&walk);
            self.bound_rests(&walk, 0);
            if self.floors_are_sure(&walk) {
                self.bounded.clear();
            }
            if let Some(bound) = self.enter_loose(&walk, bound) {
                self.descend(&walk, incumbent, bound);
            }
        }
    }

    /// Loose terms count at their better value until the path decides them. Returns the bound;
    /// `None` where a required one fails at the root.
    fn enter_loose<O>(&mut self, walk: &Walk<'_, O>, bound: f64) -> Option<f64> {
        if walk.splits.loose.is_empty() {
            return Some(bound);
        }
        self.decided.iter_mut().for_each(Vec::clear);
        self.decided.resize_with(self.levels.len() + 1, Vec::new);
        for &t in &walk.splits.loose {
            for k in 0..walk.problem.dims {
                self.utilities[k] += walk.problem.bonus(k, t).max(0.0);
            }
            let issues = walk.space.terms()[t].issues();
            let speaks_of = |level: &Level| match level.what {
                What::Block(block, ..) => {
                    let own = &walk.splits.blocks[block].issues;
                    own.iter()
                        .any(|issue| self.folded[*issue] && issues.contains(issue))
                }
                What::Issue(issue) => issues.contains(&issue),
            };
            let last = self.levels.iter().rposition(speaks_of);
            self.decided[last.map_or(0, |depth| depth + 1)].push(t);
        }
        self.decide(walk, 0, bound)
    }

    /// Decides the loose terms that the path to a depth decides; returns the bound after them,
    /// `None` where a required one fails.
    fn decide<O>(&mut self, walk: &Walk<'_, O>, depth: usize, bound: f64) -> Option<f64> {
        let mut bound = bound;
        for &t in &self.decided[depth] {
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
                self.utilities[depth * self.dims + k] += counted - bonus.max(0.0);
            }
        }
        Some(bound)
    }

    /// Makes all choices, in every way that may still lead to something better than `bound` promises.
    fn descend<O: Objective>(&mut self, walk: &Walk<'_, O>, incumbent: &mut Incumbent, bound: f64) {
        if self.levels.is_empty() {
            self.leaf(walk, incumbent);
            return;
        }
        let checks = !self.bounded.is_empty() || walk.problem.ceiling.is_some();
        let loose = !walk.splits.loose.is_empty();
        let mut limit = incumbent.limit(walk.problem);
        let mut depth = 0;
        self.stand(depth, bound);
        loop {
            let stand = &mut self.path[depth];
            let Stand { next, end, bound } = *stand;
            let choice = self.choices[..end].get(next);
            let lower = choice.map(|(short, number)| (bound - short, *number));
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
            self.add_up(depth, next);
            if depth < self.blocks
                && let What::Block(block, ..) = self.levels[depth].what
            {
                self.enter_slot(walk, block, number);
                if checks && depth + 1 == self.blocks {
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
            if checks && !self.within_reach(walk, depth + 1) {
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
    fn add_up(&mut self, depth: usize, choice: usize) {
        let dims = self.dims;
        let adds = &self.adds[choice * dims..(choice + 1) * dims];
        let sums = &mut self.utilities[depth * dims..(depth + 2) * dims];
        let (before, after) = sums.split_at_mut(dims);
        let rows = before.chunks_exact(LANES).zip(adds.chunks_exact(LANES));
        for (after, (before, add)) in after.chunks_exact_mut(LANES).zip(rows) {
            for k in 0..LANES {
                after[k] = before[k] + add[k];
            }
        }
    }

    /// Fixes the classes of a block's issues.
    fn enter_slot<O>(&mut self, walk: &Walk<'_, O>, block: usize, slot: usize) {
        let home = &walk.splits.blocks[block];
        for (&issue, &class) in home.issues.iter().zip(home.slot(slot)) {
            self.class[issue] = class;
        }
    }

    /// Writes the path's choice at a level into the package.
    fn settle<O>(&mut self, walk: &Walk<'_, O>, depth: usize) {
        match self.levels[depth].what {
            What::Issue(issue) => {
                let (_, option) = self.choices[self.path[depth].next - 1];
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

    fn leaf<O: Objective>(&mut self, walk: &Walk<'_, O>, incumbent: &mut Incumbent) {
        let depth = self.levels.len();
        let utilities = &self.utilities[depth * self.dims..][..walk.problem.dims];
        if !walk.problem.meets_floors(utilities) {
            return;
        }
        let worth = walk.objective.worth(utilities);
        if worth > incumbent.worth || walk.problem.ceiling.is_some() {
            (0..depth).for_each(|level| self.settle(walk, level));
            let utilities = &self.utilities[depth * self.dims..][..walk.problem.dims];
            incumbent.offer(walk.problem, &self.package, utilities, worth);
        }
    }
}
