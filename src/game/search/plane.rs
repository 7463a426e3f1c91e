//! Planes above the objective: under one, the blocks of a part separate, so that its maximum over
//! the part is one sum (Lagrangian relaxation, Fisher 1981, doi:10.1287/mnsc.27.1.1).
//!
//! A plane touches the objective at a point; floors on utilities enter with multipliers. The point
//! moves towards the relaxed optimum (Frank & Wolfe 1956, doi:10.1002/nav.3800030109). A single
//! floor's multiplier is found by cutting planes, which is exact in one dimension; several floors
//! take turns by rule of thumb.

use super::Objective;
use super::part::Part;
use super::problem::{Incumbent, Problem};
use crate::game::Space;

/// Points at which a plane is laid before a part's tree is walked.
const STEPS: usize = 4;
/// Multipliers tried per plane where there is a single floor.
const CUTS: usize = 6;

/// A plane: `offset + sum over dimensions of slope x utility`.
#[derive(Debug, Clone, Default)]
struct Laid {
    /// Slopes of the objective's tangent.
    tangent: Vec<f64>,
    /// Its height at utilities of 0.
    height: f64,
    /// Per dimension, the floor's multiplier.
    multipliers: Vec<f64>,
}

/// The plane in use, and how it came about.
#[derive(Debug, Clone, Default)]
pub(super) struct Plane {
    /// Where the objective is touched.
    pub at: Vec<f64>,
    /// Slopes, multipliers included.
    pub slopes: Vec<f64>,
    /// Height at utilities of 0.
    pub offset: f64,
    /// Per loose term of the part, its coefficient.
    pub coefficients: Vec<f64>,
    /// Per slot of the part, its score.
    pub scores: Vec<f64>,
    laid: Laid,
    shared: Laid,
    shared_at: Vec<f64>,
    floors: Vec<usize>,
    linear: bool,
    kept: (f64, f64, Vec<f64>),
    trial: Vec<u16>,
}

impl Plane {
    /// Starts where every block of the first part is in the middle of its range.
    pub fn start_in_the_middle(&mut self, problem: &Problem, parts: &[Part]) {
        let part = &parts[0];
        self.at.clear();
        for k in 0..problem.dims {
            let row = part.row(k);
            let middle = |block: usize| {
                let (low, high) = range(&row[part.range(block)]);
                0.5 * (low + high)
            };
            self.at
                .push(part.base[k] + (0..part.blocks.len()).map(middle).sum::<f64>());
        }
    }

    /// Lays the first plane, which all parts share.
    pub fn lay<O: Objective>(&mut self, objective: &O, problem: &Problem, tune: bool) {
        self.linear = objective.is_linear();
        self.floors.clear();
        if tune {
            self.floors
                .extend((0..problem.dims).filter(|&k| problem.floors[k].is_finite()));
        }
        self.laid.multipliers.clear();
        self.laid.multipliers.resize(problem.dims, 0.0);
        self.touch(objective, problem);
        if self.floors.len() > 1 {
            let unit = self.unit();
            for &k in &self.floors {
                self.laid.multipliers[k] = unit;
            }
        }
        self.tilt(problem);
        self.shared.clone_from(&self.laid);
        self.shared_at.clone_from(&self.at);
    }

    /// Touches the objective at `at`.
    fn touch<O: Objective>(&mut self, objective: &O, problem: &Problem) {
        self.laid.tangent.clear();
        self.laid.tangent.resize(problem.dims, 0.0);
        let mut height = objective.tangent(&self.at, &mut self.laid.tangent);
        for (slope, at) in self.laid.tangent.iter().zip(&self.at) {
            height -= slope * at;
        }
        self.laid.height = height;
    }

    /// Adds the floors' multipliers to the tangent.
    fn tilt(&mut self, problem: &Problem) {
        self.slopes.clone_from(&self.laid.tangent);
        self.offset = self.laid.height;
        for &k in &self.floors {
            self.slopes[k] += self.laid.multipliers[k];
            self.offset -= self.laid.multipliers[k] * problem.floors[k];
        }
    }

    /// A multiplier of the size of the slopes.
    fn unit(&self) -> f64 {
        let largest = self.laid.tangent.iter().fold(0.0f64, |a, b| a.max(b.abs()));
        if largest > 0.0 { largest } else { 1.0 }
    }

    /// A rough bound for the whole problem, as if every term came out for the better by itself.
    pub fn glance(&self, space: &Space, problem: &Problem) -> f64 {
        let (options, terms) = (space.options(), space.terms().len());
        let weigh = |numbers: &[f64], width: usize, place: usize| -> f64 {
            let pairs = self.slopes.iter().enumerate();
            pairs
                .map(|(k, slope)| slope * numbers[k * width + place])
                .sum()
        };
        let mut bound = self.offset + weigh(&problem.bases, 1, 0);
        for issue in 0..space.issues() {
            let mut best = f64::NEG_INFINITY;
            for place in space.offset(issue)..space.offset(issue + 1) {
                if problem.allowed[place] {
                    best = best.max(weigh(&problem.values, options, place));
                }
            }
            bound += best;
        }
        for t in 0..terms {
            bound += weigh(&problem.bonuses, terms, t).max(0.0);
        }
        bound
    }

    /// Scores every slot of a part, and every loose term.
    pub fn score(&mut self, space: &Space, problem: &Problem, part: &Part) {
        let slots = part.slots.len();
        self.scores.clear();
        self.scores.resize(slots, 0.0);
        for (k, slope) in self.slopes.iter().enumerate() {
            let row = part.row(k);
            for (score, value) in self.scores.iter_mut().zip(row) {
                *score += slope * value;
            }
        }
        self.coefficients.clear();
        let terms = space.terms().len();
        for &t in &part.loose {
            let weigh = |(k, slope): (usize, &f64)| slope * problem.bonuses[k * terms + t];
            self.coefficients
                .push(self.slopes.iter().enumerate().map(weigh).sum());
        }
    }

    /// Maximum of the plane over a part, loose terms at their better value; the part's choice is
    /// where.
    pub fn bound(&mut self, space: &Space, problem: &Problem, part: &mut Part) -> f64 {
        self.score(space, problem, part);
        let mut bound = self.offset;
        for (slope, base) in self.slopes.iter().zip(&part.base) {
            bound += slope * base;
        }
        part.choice.clear();
        for block in 0..part.blocks.len() {
            let (mut best, mut high) = (0, f64::NEG_INFINITY);
            for slot in part.range(block) {
                if self.scores[slot] > high {
                    (best, high) = (slot, self.scores[slot]);
                }
            }
            bound += high;
            part.choice.push(best);
        }
        bound + self.coefficients.iter().map(|c| c.max(0.0)).sum::<f64>()
    }

    /// Tries a part's choice as an answer, and leaves its utilities in the part's point.
    pub fn try_relaxed<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        part: &mut Part,
        objective: &O,
        incumbent: &mut Incumbent<'_>,
    ) {
        part.point.clear();
        for k in 0..problem.dims {
            let row = part.row(k);
            let sum: f64 = part.choice.iter().map(|&slot| row[slot]).sum();
            part.point.push(part.base[k] + sum);
        }
        let mut holds = true;
        if !part.loose.is_empty() {
            self.assemble(space, part);
            holds = add_loose(space, problem, &part.loose, &self.trial, &mut part.point);
        }
        if !holds || !problem.meets_floors(&part.point) {
            return;
        }
        let worth = objective.worth(&part.point);
        if worth > *incumbent.worth || problem.ceiling.is_some() {
            self.assemble(space, part);
            incumbent.offer(problem, &self.trial, &part.point, worth);
        }
    }

    fn assemble(&mut self, space: &Space, part: &Part) {
        self.trial.clone_from(&part.package);
        for (block, &slot) in part.choice.iter().enumerate() {
            part.settle(space, block, slot, &mut self.trial);
        }
    }

    /// Finds a good plane for a part, starting from the shared one, and scores the part by it.
    /// Returns whether the tree still has to be walked.
    pub fn tune<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        part: &mut Part,
        objective: &O,
        incumbent: &mut Incumbent<'_>,
    ) -> bool {
        self.laid.clone_from(&self.shared);
        self.at.clone_from(&self.shared_at);
        self.kept.0 = f64::INFINITY;
        let steps = match (self.linear, self.floors.len()) {
            (true, 0 | 1) => 1,
            _ => STEPS,
        };
        for step in 0..steps {
            if step > 0 {
                let pace = 2.0 / (step as f64 + 2.0);
                for (at, towards) in self.at.iter_mut().zip(&part.point) {
                    *at += pace * (towards - *at);
                }
                self.touch(objective, problem);
            }
            let bound = match self.floors.len() {
                1 => self.cut(space, problem, part, objective, incumbent),
                _ => {
                    self.tilt(problem);
                    self.look(space, problem, part, objective, incumbent)
                }
            };
            if incumbent.is_enough() || incumbent.rules_out(bound.min(self.kept.0), problem) {
                return false;
            }
            if self.floors.len() > 1 {
                self.move_multipliers(problem, part);
            }
        }
        self.offset = self.kept.1;
        std::mem::swap(&mut self.slopes, &mut self.kept.2);
        self.score(space, problem, part);
        true
    }

    /// Bounds the part by the plane as it is, keeps the plane if it is the lowest yet, and tries
    /// the relaxed optimum.
    fn look<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        part: &mut Part,
        objective: &O,
        incumbent: &mut Incumbent<'_>,
    ) -> f64 {
        let bound = self.bound(space, problem, part);
        if bound < self.kept.0 {
            self.kept.0 = bound;
            self.kept.1 = self.offset;
            self.kept.2.clone_from(&self.slopes);
        }
        self.try_relaxed(space, problem, part, objective, incumbent);
        let short = |by: f64| incumbent.rules_out(bound - by, problem);
        part.drop_slots(&mut self.scores, problem.dims, short);
        bound
    }

    /// Finds the multiplier of a single floor: the bound is convex in it, so that the lines above
    /// and below the least bound meet ever closer to it.
    fn cut<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        part: &mut Part,
        objective: &O,
        incumbent: &mut Incumbent<'_>,
    ) -> f64 {
        let k = self.floors[0];
        // Multiplier, bound and slope of the bound where the floor is missed, and where it is met.
        let mut missed: Option<(f64, f64, f64)> = None;
        let mut met: Option<(f64, f64, f64)> = None;
        let mut least = f64::INFINITY;
        for _ in 0..CUTS {
            self.tilt(problem);
            let bound = self.look(space, problem, part, objective, incumbent);
            least = least.min(bound);
            if incumbent.is_enough() || incumbent.rules_out(bound, problem) {
                return bound;
            }
            let multiplier = self.laid.multipliers[k];
            let slope = part.point[k] - problem.floors[k];
            let seen = Some((multiplier, bound, slope));
            if slope < 0.0 {
                missed = seen;
            } else {
                met = seen;
            }
            self.laid.multipliers[k] = match (missed, met) {
                // Without a multiplier the floor is met: it does not bind.
                (None, Some((0.0, ..)) | None) => return least,
                (None, Some((m, ..))) if m > 1e-3 * self.unit() => 0.5 * m,
                (None, Some(_)) => 0.0,
                (Some((0.0, ..)), None) => self.unit(),
                (Some((m, ..)), None) => 3.0 * m,
                (Some((l, low, down)), Some((h, high, up))) => {
                    let next = (high - low + down * l - up * h) / (down - up);
                    // No multiplier gives less than where the lines meet: if that rules nothing
                    // out, the tree will.
                    let meet = low + down * (next - l);
                    let inside = next > l && next < h;
                    if !inside || !incumbent.rules_out(meet, problem) {
                        return least;
                    }
                    next
                }
            };
        }
        least
    }

    /// Raises the multipliers of floors that the relaxed optimum misses, lowers the others.
    fn move_multipliers(&mut self, problem: &Problem, part: &Part) {
        for &k in &self.floors {
            let missed = part.point[k] < problem.floors[k];
            self.laid.multipliers[k] *= if missed { 1.9 } else { 0.55 };
        }
    }
}

/// Adds the bonuses of the loose terms that hold; returns `false` where a required one fails.
fn add_loose(
    space: &Space,
    problem: &Problem,
    loose: &[usize],
    package: &[u16],
    utilities: &mut [f64],
) -> bool {
    let terms = space.terms().len();
    let mut kept = true;
    for &t in loose {
        if space.terms()[t].holds(package) {
            for (k, sum) in utilities.iter_mut().enumerate() {
                *sum += problem.bonuses[k * terms + t];
            }
        } else if problem.required[t] {
            kept = false;
        }
    }
    kept
}

/// Least and greatest of some numbers.
pub(super) fn range(numbers: &[f64]) -> (f64, f64) {
    let start = (f64::INFINITY, f64::NEG_INFINITY);
    numbers
        .iter()
        .fold(start, |(low, high), &n| (low.min(n), high.max(n)))
}
