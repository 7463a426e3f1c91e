//! The walk through a part: blocks settled one after the other, depth first, the slots of each in
//! descending order of the plane's score, cut off where the plane rules out anything better.

use super::Objective;
use super::part::Part;
use super::plane::{Plane, range};
use super::problem::{Incumbent, Problem, TIE};
use crate::game::Space;

/// A part laid out for the walk; memory is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    dims: usize,
    /// Blocks in the order in which they are settled.
    levels: Vec<Level>,
    /// Slots by level and descending score.
    slots: Vec<usize>,
    scores: Vec<f64>,
    /// Per slot, what it adds in every dimension.
    adds: Vec<f64>,
    /// Per depth: the best score, and per dimension the most and the least, of what is still open.
    rest_score: Vec<f64>,
    rest_high: Vec<f64>,
    rest_low: Vec<f64>,
    /// Per depth, the loose terms decided by then, as places in the part's list.
    decided: Vec<Vec<usize>>,
    /// The path.
    utilities: Vec<f64>,
    package: Vec<u16>,
    bounded: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Level {
    block: usize,
    start: usize,
    end: usize,
    spread: f64,
}

/// What stays the same during a walk.
struct Walk<'a, O> {
    space: &'a Space,
    problem: &'a Problem,
    part: &'a Part,
    coefficients: &'a [f64],
    objective: &'a O,
}

impl Tree {
    /// Walks a part under a plane that has scored it.
    pub fn walk<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        part: &Part,
        plane: &Plane,
        objective: &O,
        incumbent: &mut Incumbent<'_>,
    ) {
        let walk = Walk {
            space,
            problem,
            part,
            coefficients: &plane.coefficients,
            objective,
        };
        self.dims = problem.dims;
        self.bounded = problem.ceiling.is_some() || problem.floors.iter().any(|f| f.is_finite());
        self.order(&walk, &plane.scores);
        self.bound_rests();
        let score = self.enter(&walk, plane);
        self.descend(&walk, incumbent, 0, score);
    }

    /// Looks at every package of a part without loose terms, row-major over its blocks.
    pub fn scan<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        part: &Part,
        objective: &O,
        incumbent: &mut Incumbent<'_>,
    ) {
        self.package.clone_from(&part.package);
        self.slots.clear();
        self.slots
            .extend_from_slice(&part.starts[..part.blocks.len()]);
        self.utilities.clear();
        self.utilities.resize(problem.dims, 0.0);
        loop {
            *incumbent.nodes += 1;
            for (k, sum) in self.utilities.iter_mut().enumerate() {
                let row = part.row(k);
                *sum = part.base[k];
                self.slots.iter().for_each(|&slot| *sum += row[slot]);
            }
            if problem.meets_floors(&self.utilities) {
                let worth = objective.worth(&self.utilities);
                if problem.ceiling.is_some() || worth > *incumbent.worth {
                    for (block, &slot) in self.slots.iter().enumerate() {
                        part.settle(space, block, slot, &mut self.package);
                    }
                    incumbent.offer(problem, &self.package, &self.utilities, worth);
                    if incumbent.is_enough() {
                        return;
                    }
                }
            }
            if !advance(&mut self.slots, &part.starts) {
                return;
            }
        }
    }

    /// Orders blocks by how much hangs on them, and their slots by score.
    fn order<O>(&mut self, walk: &Walk<'_, O>, scores: &[f64]) {
        let part = walk.part;
        self.levels.clear();
        for block in 0..part.blocks.len() {
            let (low, high) = range(&scores[part.range(block)]);
            self.levels.push(Level {
                block,
                spread: high - low,
                ..Level::default()
            });
        }
        self.levels.sort_by(|a, b| b.spread.total_cmp(&a.spread));
        self.slots.clear();
        self.scores.clear();
        self.adds.clear();
        for level in &mut self.levels {
            level.start = self.slots.len();
            self.slots.extend(part.range(level.block));
            level.end = self.slots.len();
            self.slots[level.start..].sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        }
        for &slot in &self.slots {
            self.scores.push(scores[slot]);
            for k in 0..self.dims {
                self.adds.push(part.row(k)[slot]);
            }
        }
    }

    fn bound_rests(&mut self) {
        let (dims, depth) = (self.dims, self.levels.len());
        self.rest_score.clear();
        self.rest_score.resize(depth + 1, 0.0);
        for d in (0..depth).rev() {
            // Slots are in descending order of score.
            self.rest_score[d] = self.rest_score[d + 1] + self.scores[self.levels[d].start];
        }
        if !self.bounded {
            return;
        }
        self.rest_high.clear();
        self.rest_high.resize((depth + 1) * dims, 0.0);
        self.rest_low.clear();
        self.rest_low.resize((depth + 1) * dims, 0.0);
        for d in (0..depth).rev() {
            let adds = &self.adds[self.levels[d].start * dims..self.levels[d].end * dims];
            for k in 0..dims {
                let values = adds.iter().skip(k).step_by(dims);
                let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
                for &value in values {
                    (low, high) = (low.min(value), high.max(value));
                }
                self.rest_high[d * dims + k] = self.rest_high[(d + 1) * dims + k] + high;
                self.rest_low[d * dims + k] = self.rest_low[(d + 1) * dims + k] + low;
            }
        }
    }

    /// Stands at the root: loose terms count at their better value. Returns the score.
    fn enter<O>(&mut self, walk: &Walk<'_, O>, plane: &Plane) -> f64 {
        let (dims, depth) = (self.dims, self.levels.len());
        self.utilities.clear();
        self.utilities.resize((depth + 1) * dims, 0.0);
        self.package.clone_from(&walk.part.package);
        let mut score = plane.offset;
        for k in 0..dims {
            score += plane.slopes[k] * walk.part.base[k];
            self.utilities[k] = walk.part.base[k];
        }
        if walk.part.loose.is_empty() {
            return score;
        }
        self.decided.iter_mut().for_each(Vec::clear);
        self.decided.resize_with(depth + 1, Vec::new);
        let terms = walk.space.terms().len();
        for (place, &t) in walk.part.loose.iter().enumerate() {
            score += walk.coefficients[place].max(0.0);
            for k in 0..dims {
                self.utilities[k] += walk.problem.bonuses[k * terms + t].max(0.0);
            }
            let issues = walk.space.terms()[t].issues();
            let speaks_of = |level: &Level| {
                let home = walk.part.blocks[level.block];
                let mut here = walk.space.splits().blocks[home].issues.iter();
                here.any(|issue| issues.contains(issue))
            };
            let last = self.levels.iter().rposition(speaks_of);
            self.decided[last.map_or(0, |depth| depth + 1)].push(place);
        }
        self.decide(walk, 0, score).unwrap_or(f64::NEG_INFINITY)
    }

    /// Decides the loose terms that the path to a depth decides; returns the score after them,
    /// `None` where a required one fails.
    fn decide<O>(&mut self, walk: &Walk<'_, O>, depth: usize, score: f64) -> Option<f64> {
        let mut score = score;
        let terms = walk.space.terms().len();
        for &place in &self.decided[depth] {
            let t = walk.part.loose[place];
            let coefficient = walk.coefficients[place];
            let holds = walk.space.terms()[t].holds(&self.package);
            if !holds && walk.problem.required[t] {
                return None;
            }
            score += if holds {
                coefficient.min(0.0)
            } else {
                -coefficient.max(0.0)
            };
            for k in 0..self.dims {
                let bonus = walk.problem.bonuses[k * terms + t];
                let counted = if holds { bonus } else { 0.0 };
                self.utilities[depth * self.dims + k] += counted - bonus.max(0.0);
            }
        }
        Some(score)
    }

    /// Settles the block at `depth` in every way that may still lead to something better.
    fn descend<O: Objective>(
        &mut self,
        walk: &Walk<'_, O>,
        incumbent: &mut Incumbent<'_>,
        depth: usize,
        score: f64,
    ) {
        let Some(&level) = self.levels.get(depth) else {
            self.leaf(walk, incumbent);
            return;
        };
        let dims = self.dims;
        let rest = self.rest_score[depth + 1];
        for n in level.start..level.end {
            let mut score = score + self.scores[n];
            // The slots after this one score no better, and terms can only lower a score.
            if incumbent.rules_out(score + rest, walk.problem) {
                return;
            }
            *incumbent.nodes += 1;
            let (before, after) = self.utilities.split_at_mut((depth + 1) * dims);
            let adds = &self.adds[n * dims..(n + 1) * dims];
            for ((sum, before), add) in after.iter_mut().zip(&before[depth * dims..]).zip(adds) {
                *sum = before + add;
            }
            walk.part
                .settle(walk.space, level.block, self.slots[n], &mut self.package);
            if !walk.part.loose.is_empty() {
                match self.decide(walk, depth + 1, score) {
                    Some(lower) if !incumbent.rules_out(lower + rest, walk.problem) => {
                        score = lower;
                    }
                    _ => continue,
                }
            }
            if self.bounded && !self.within_reach(walk, depth + 1) {
                continue;
            }
            self.descend(walk, incumbent, depth + 1, score);
            if incumbent.is_enough() {
                return;
            }
        }
    }

    /// Whether every floor, and the ceiling, can still be met.
    fn within_reach<O>(&self, walk: &Walk<'_, O>, depth: usize) -> bool {
        let dims = self.dims;
        let utilities = &self.utilities[depth * dims..(depth + 1) * dims];
        let high = &self.rest_high[depth * dims..];
        let mut floors = utilities.iter().zip(high).zip(&walk.problem.floors);
        floors.all(|((u, rest), floor)| u + rest >= floor - TIE)
            && walk.problem.ceiling.is_none_or(|ceiling| {
                let terms = &walk.problem.bonuses[..walk.space.terms().len()];
                let missed: f64 = walk.part.loose.iter().map(|&t| terms[t].abs()).sum();
                utilities[0] + self.rest_low[depth * dims] - missed <= ceiling
            })
    }

    fn leaf<O: Objective>(&mut self, walk: &Walk<'_, O>, incumbent: &mut Incumbent<'_>) {
        let depth = self.levels.len();
        let utilities = &self.utilities[depth * self.dims..(depth + 1) * self.dims];
        if walk.problem.meets_floors(utilities) {
            let worth = walk.objective.worth(utilities);
            incumbent.offer(walk.problem, &self.package, utilities, worth);
        }
    }
}

/// The next combination of slots, the last block fastest; `false` after the last one.
fn advance(slots: &mut [usize], starts: &[usize]) -> bool {
    for block in (0..slots.len()).rev() {
        slots[block] += 1;
        if slots[block] < starts[block + 1] {
            return true;
        }
        slots[block] = starts[block];
    }
    false
}
