//! The search itself: planes that bound all parts of the space at once, then a walk through the parts that
//! are left.

use super::Objective;
use super::allowed::Allowed;
use super::incumbent::{Incumbent, Limits};
use super::memo::Memo;
use super::objective::Within;
use super::problem::Problem;
use super::rows::Row;
use super::scan::Scan;
use super::scores::{Plane, Scores};
use super::tangent::Tangent;
use super::tree::Tree;
use crate::game::Space;
use crate::game::splits::Parts;

// The five numbers that follow change no result where a search ends before its limit of nodes, only what finding it costs. By
// instructions on the US–Russia scenario and on twelve issues of ten options, none of those that are half and twice as large, or
// nearly so, takes 1% less on both.

/// Parts that are so few that a walk may be quicker than more planes, and the nodes that it may take.
const FEW: usize = 2;
const TRIAL: u64 = 400;
/// How close above the best package a plane must lie to guide a walk where it rules nothing out.
const NEAR: f64 = 1.0;
/// Planes laid at most before the tree takes over.
const PLANES: usize = 6;
/// The tree also takes over where no plane can take more than this share off what lies between the best package and the
/// lowest plane.
const CLOSE: f64 = 0.5;

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
    /// Questions asked before, where they are remembered.
    pub(super) memo: Option<Memo>,
    pub(super) problem: Problem,
    pub(super) hint: Vec<u16>,
    /// What a unit of the floored dimension may cost, then what it did (see `guess_price`).
    pub(super) price: f64,
    pub(super) lead: Lead,
    pub(super) found: Incumbent,
    tangent: Tangent,
    /// The plane laid last, and the scores of the problem under each plane.
    plane: Plane,
    scores: Vec<Scores>,
    allowed: Allowed,
    /// Parts that may hold something better: number, lowest bound, and the plane that gives it.
    alive: Vec<(usize, f64, usize)>,
    left: Vec<(usize, f64, usize)>,
    laid: usize,
    scan: Scan,
    tree: Tree,
}

/// Where a plane is highest.
#[derive(Debug, Clone, Default)]
pub(super) struct Lead {
    package: Vec<u16>,
    pub point: Vec<Row>,
}

impl Lead {
    /// The utilities there.
    fn point(&self, problem: &Problem) -> &[f64] {
        &self.point.as_flattened()[..problem.dims]
    }
}

impl Search {
    /// Solves a problem within the limits of the space, whatever was asked before.
    pub(super) fn solve<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        at_least: f64,
        limits: Limits,
    ) -> bool {
        if space.limits().is_empty() {
            return self.search(space, objective, at_least, limits);
        }
        let dims = self.problem.add_limits(space);
        self.search(space, &Within { objective, dims }, at_least, limits)
    }

    fn search<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        at_least: f64,
        limits: Limits,
    ) -> bool {
        self.found.begin(at_least, limits);
        self.problem.lay_ends();
        let few = self.scan.fits(space, &mut self.problem);
        let incumbent = &mut self.found;
        let problem = &self.problem;
        let at = &mut self.tangent.at;
        let mut is_there = false;
        if self.hint.len() != space.issues() {
            if objective.is_linear() {
                // The same plane touches everywhere.
                at.clear();
                at.resize(problem.dims, 0.0);
            } else {
                problem.middle(space, at);
            }
        } else {
            let point = &mut self.lead.point;
            let counts = problem.utilities(space, &self.hint, point);
            at.clear();
            at.extend_from_slice(&point.as_flattened()[..problem.dims]);
            is_there = counts && problem.meets_floors(point);
            if is_there {
                incumbent.offer(problem, &self.hint, at, objective.worth(at));
            }
        }
        if !incumbent.is_enough() && few {
            self.scan.run(space, problem, objective, incumbent);
        } else if !incumbent.is_enough() {
            let tangent = &mut self.tangent;
            tangent.begin(objective, problem, limits.tune, self.price, is_there);
            self.alive.clear();
            self.laid = 0;
            self.allowed.look_up(space.splits(), &problem.required);
            let parts = 0..space.splits().parts.len();
            self.alive
                .extend(parts.map(|part| (part, f64::INFINITY, 0)));
            self.close_in(space, objective);
            self.walk(space, objective);
            self.price = self.tangent.price();
        }
        std::mem::swap(&mut self.best, &mut self.found.best);
        self.worth = self.found.worth;
        self.nodes = self.found.nodes;
        !self.best.is_empty()
    }

    /// Lays planes until nothing better can be left, or the rest is for the tree.
    fn close_in<O: Objective>(&mut self, space: &Space, objective: &O) {
        let parts = space.splits().parts.len();
        let one_will_do = objective.is_linear() && self.tangent.floors.is_empty();
        let mut tried = false;
        let mut lowest = f64::INFINITY;
        for step in 0..PLANES {
            let Some(bound) = self.look(space, objective) else {
                return;
            };
            if one_will_do {
                return;
            }
            lowest = lowest.min(bound);
            // A plane that rules nothing out is no guide for a walk, unless it lies close.
            let close = step > 0 && bound - self.found.worth < NEAR;
            if !tried && self.alive.len() <= FEW && (close || self.alive.len() < parts) {
                tried = true;
                if self.try_out(space, objective) {
                    self.alive.clear();
                    return;
                }
            }
            let highest = self.lead.point(&self.problem);
            let least = self.tangent.advance(objective, &self.problem, highest);
            let above = lowest - self.found.worth;
            if least > self.found.worth && lowest - least < CLOSE * above && above.is_finite() {
                // No plane will do; the next is as good as any for the tree.
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
        if self.scores.len() == number {
            self.scores.push(Scores::default());
        }
        self.tangent.lay(problem, &mut self.plane);
        let scores = &mut self.scores[number];
        scores.fill(space, problem, &self.allowed, &self.plane);
        let limit = incumbent.limit(problem);
        let alive = &mut self.alive;
        let high = match scores.bounds(space) {
            Parts::Few(bound) => thin_out(alive, bound, number, limit),
            Parts::Many(bound) => thin_out(alive, bound, number, limit),
        };
        if self.alive.is_empty() {
            return None;
        }
        let Lead { package, point } = &mut self.lead;
        scores.assemble(space, problem, high.1, point);
        let mut kept = true;
        if !space.splits().loose.is_empty() {
            scores.write_package(space, package);
            kept = problem.add_loose(space, package, point);
        }
        if kept && problem.meets_floors(point) {
            let point = &point.as_flattened()[..problem.dims];
            let worth = objective.worth(point);
            if incumbent.asks_for(worth, problem) {
                scores.write_package(space, package);
                incumbent.offer(problem, package, point, worth);
                self.alive
                    .retain(|(_, lowest, _)| !incumbent.rules_out(*lowest, problem));
            }
        }
        (!incumbent.is_enough() && !self.alive.is_empty()).then_some(high.0)
    }

    /// Walks the few parts that are left, as far as a few nodes go; returns whether that was enough.
    fn try_out<O: Objective>(&mut self, space: &Space, objective: &O) -> bool {
        let nodes = self.found.limits.nodes;
        self.found.limits.nodes = nodes.min(self.found.nodes + TRIAL);
        self.walk(space, objective);
        let enough = !self.found.is_enough() || self.found.worth >= self.found.limits.enough;
        self.found.limits.nodes = nodes;
        std::mem::swap(&mut self.left, &mut self.alive);
        enough
    }

    /// Walks the parts that are left, the most promising first, each under its lowest plane.
    fn walk<O: Objective>(&mut self, space: &Space, objective: &O) {
        // Stable: parts with equal bounds stay in the order of the hubs' classes.
        self.alive.sort_by(|a, b| b.1.total_cmp(&a.1));
        std::mem::swap(&mut self.left, &mut self.alive);
        for n in 0..self.left.len() {
            let (part, bound, plane) = self.left[n];
            let incumbent = &mut self.found;
            if incumbent.is_enough() || incumbent.rules_out(bound, &self.problem) {
                break;
            }
            let (problem, scores) = (&self.problem, &self.scores[plane]);
            self.tree
                .walk(space, problem, scores, part, objective, incumbent);
        }
    }
}

/// Drops the parts that a plane of this number rules out. Returns how high it is where it is highest over those that
/// are left, and in which.
#[inline(always)]
fn thin_out(
    alive: &mut Vec<(usize, f64, usize)>,
    bound_of: impl Fn(usize) -> f64,
    number: usize,
    limit: f64,
) -> (f64, usize) {
    let mut high = (f64::NEG_INFINITY, 0);
    let mut left = 0;
    for n in 0..alive.len() {
        let (part, mut lowest, mut plane) = alive[n];
        let bound = bound_of(part);
        if bound < lowest {
            (lowest, plane) = (bound, number);
        }
        if lowest > limit {
            if bound > high.0 {
                high = (bound, part);
            }
            alive[left] = (part, lowest, plane);
            left += 1;
        }
    }
    alive.truncate(left);
    high
}
