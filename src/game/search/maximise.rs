//! The search itself: planes that bound all parts of the space at once, then planes for each part that
//! is left, then its tree.

use super::Objective;
use super::incumbent::{Incumbent, Limits};
use super::objective::Within;
use super::polish::{self, Polish};
use super::problem::{Problem, TIE};
use super::scan::Scan;
use super::scores::{Plane, Scores};
use super::tangent::Tangent;
use super::tree::Tree;
use crate::game::Space;

/// Points at which planes are laid for all parts, and then for each one that is left.
const STEPS_FOR_ALL: usize = 2;
const STEPS_FOR_ONE: usize = 4;
/// Multipliers tried per point where there is a single floor.
const CUTS: usize = 6;
/// A plane is good enough for the tree where it lies no more than this above the best possible.
const CLOSE: f64 = 0.01;

/// Working memory of searches, and the answer of the last one.
///
/// The objective is a concave function of several utilities (the *dimensions*), each a sum over
/// issues plus bonuses for terms. [`maximise`](Self::maximise) takes the space apart (see
/// `game::splits`), bounds all parts by planes above the objective, and walks the parts that may hold
/// something better, the most promising first.
///
/// Among packages within rounding of the best, the one found first is kept. The order of the search
/// depends on nothing but the problem, so the same problem always gets the same answer.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The best package found.
    pub best: Vec<u16>,
    /// Its worth.
    pub worth: f64,
    /// Nodes visited in the last search.
    pub nodes: u64,
    pub(super) problem: Problem,
    pub(super) hint: Vec<u16>,
    pub(super) lead: Lead,
    found: Incumbent,
    tangent: Tangent,
    planes: Vec<Plane>,
    scores: Scores,
    /// Parts that may hold something better: number, lowest bound, and the plane that gives it.
    alive: Vec<(usize, f64, usize)>,
    left: Vec<(usize, f64, usize)>,
    laid: usize,
    /// One more than the number of the plane that has scored the problem last; 0 for none of use.
    scored: usize,
    high: f64,
    scan: Scan,
    polish: Polish,
    tree: Tree,
}

/// Where a plane is highest.
#[derive(Debug, Clone, Default)]
pub(super) struct Lead {
    package: Vec<u16>,
    pub point: Vec<f64>,
}

impl Search {
    /// Finds the package with the greatest worth above `at_least` that keeps to the limits of the
    /// space; it is then in [`best`](Self::best). Returns whether there is one.
    pub fn maximise<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        at_least: f64,
        limits: Limits,
    ) -> bool {
        if space.limits().is_empty() {
            return self.solve(space, objective, at_least, limits);
        }
        let dims = self.problem.add_limits(space);
        self.solve(space, &Within { objective, dims }, at_least, limits)
    }

    fn solve<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        at_least: f64,
        limits: Limits,
    ) -> bool {
        self.found.begin(at_least, limits);
        self.problem.lay_rows();
        let incumbent = &mut self.found;
        let problem = &self.problem;
        let at = &mut self.tangent.at;
        if self.hint.len() != space.issues() {
            if objective.is_linear() {
                // The same plane touches everywhere.
                at.clear();
                at.resize(problem.dims, 0.0);
            } else {
                problem.middle(space, at);
            }
        } else if problem.utilities(space, &self.hint, at) && problem.meets_floors(at) {
            incumbent.offer(problem, &self.hint, at, objective.worth(at));
        }
        if !incumbent.is_enough() && self.scan.fits(space, problem) {
            self.scan.run(space, problem, objective, incumbent);
        } else if !incumbent.is_enough() {
            self.tangent.begin(objective, problem, limits.tune);
            self.alive.clear();
            self.laid = 0;
            self.scores.begin(space, problem);
            let scores = &self.scores;
            let parts = (0..space.splits().parts.len()).filter(|&part| scores.is_live(space, part));
            self.alive
                .extend(parts.map(|part| (part, f64::INFINITY, 0)));
            self.close_in(space, objective, STEPS_FOR_ALL);
            self.walk(space, objective);
        }
        std::mem::swap(&mut self.best, &mut self.found.best);
        self.worth = self.found.worth;
        self.nodes = self.found.nodes;
        !self.best.is_empty()
    }

    /// Lays planes until nothing better can be left, or the rest is for the tree.
    fn close_in<O: Objective>(&mut self, space: &Space, objective: &O, steps: usize) {
        let floors = self.tangent.floors.len();
        let steps = if objective.is_linear() && floors <= 1 {
            1
        } else {
            steps
        };
        for step in 0..steps {
            if step > 0 {
                self.tangent.touch(objective, &self.problem);
            }
            for _ in 0..if floors == 1 { CUTS } else { 1 } {
                let Some(bound) = self.look(space, objective) else {
                    return;
                };
                let high_enough = self.found.worth + self.found.limits.gap;
                let out = |bound: f64| bound <= high_enough;
                let problem = &self.problem;
                if floors != 1 {
                    self.tangent.take_turns(problem, &self.lead.point);
                } else if !self.tangent.cut(problem, bound, &self.lead.point, out) {
                    break;
                }
            }
            if step + 1 == steps {
                return;
            }
            let least = self
                .tangent
                .advance(objective, &self.problem, &self.lead.point);
            if least > self.found.worth + self.found.limits.gap && self.high - least < CLOSE {
                // No plane will do; this one is the best for the tree.
                self.tangent.touch(objective, &self.problem);
                self.look(space, objective);
                return;
            }
        }
    }

    /// Lays a plane, drops the parts that it rules out, and tries the package where it is highest.
    /// Returns how high that is; `None` where the search is over.
    fn look<O: Objective>(&mut self, space: &Space, objective: &O) -> Option<f64> {
        let number = self.laid;
        self.laid += 1;
        let problem = &self.problem;
        let incumbent = &mut self.found;
        if self.planes.len() == number {
            self.planes.push(Plane::default());
        }
        let plane = &mut self.planes[number];
        self.tangent.lay(problem, plane);
        self.scores.fill(space, problem, plane);
        self.scored = number + 1;
        let scores = &mut self.scores;
        let mut high = (f64::NEG_INFINITY, 0);
        self.alive.retain_mut(|(part, lowest, plane)| {
            let bound = scores.bound(space, *part);
            if bound < *lowest {
                (*lowest, *plane) = (bound, number);
            }
            let stays = *lowest > f64::NEG_INFINITY && !incumbent.rules_out(*lowest, problem);
            if stays && bound > high.0 {
                high = (bound, *part);
            }
            stays
        });
        if self.alive.is_empty() {
            return None;
        }
        let Lead { package, point } = &mut self.lead;
        scores.assemble(space, problem, high.1, package, point);
        let kept = problem.add_loose(space, package, point);
        point.truncate(problem.dims);
        if kept && problem.meets_floors(point) {
            let worth = objective.worth(point);
            if worth > incumbent.worth || problem.ceiling.is_some() {
                incumbent.offer(problem, package, point, worth);
                self.alive
                    .retain(|(_, lowest, _)| !incumbent.rules_out(*lowest, problem));
            }
        }
        self.high = high.0;
        (!incumbent.is_enough() && !self.alive.is_empty()).then_some(high.0)
    }

    /// Walks the parts that are left, the most promising first, each under its lowest plane.
    fn walk<O: Objective>(&mut self, space: &Space, objective: &O) {
        if self.found.limits.gap > TIE
            && !self.alive.is_empty()
            && !self.found.best.is_empty()
            && polish::pays(space, &self.problem)
        {
            let incumbent = &mut self.found;
            self.polish.run(space, &self.problem, objective, incumbent);
        }
        // Stable: parts with equal bounds stay in the order of the hubs' classes.
        self.alive.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut left = std::mem::take(&mut self.left);
        std::mem::swap(&mut left, &mut self.alive);
        let several = left.len() > 1 && !objective.is_linear();
        for &(part, bound, plane) in &left {
            let incumbent = &mut self.found;
            if incumbent.is_enough() || incumbent.rules_out(bound, &self.problem) {
                break;
            }
            self.alive.clear();
            self.alive.push((part, bound, plane));
            if several {
                let laid = self.laid;
                self.close_in(space, objective, STEPS_FOR_ONE);
                self.laid = laid;
            }
            let Some(&(part, _, plane)) = self.alive.first() else {
                continue;
            };
            if plane + 1 != self.scored {
                self.scores.fill(space, &self.problem, &self.planes[plane]);
                self.scored = plane + 1;
            }
            let incumbent = &mut self.found;
            let (problem, scores) = (&self.problem, &mut self.scores);
            self.tree
                .walk(space, problem, scores, part, objective, incumbent);
        }
        self.left = left;
    }
}
