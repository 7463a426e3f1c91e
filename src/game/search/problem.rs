//! A search as it is posed: which packages count, which utilities matter, and what is asked of them.

use super::layout::Layout;
use super::objective::{Objective, Within};
use super::part::Part;
use super::plane::Plane;
use super::tree::Tree;
use crate::game::{Space, UNSETTLED, Valuation};
use crate::math::quantise;

/// Improvements smaller than this do not count: less than half the grid on which utilities lie, so
/// that no two different utilities are taken for equal.
pub(super) const TIE: f64 = 4e-13;

/// Working memory of searches, and the answer of the last one.
///
/// The objective is a concave function of several utilities (the *dimensions*), each a sum over
/// issues plus bonuses for terms. [`maximise`](Self::maximise) takes the space apart (see
/// `game::splits`), bounds every part by a plane above the objective, and walks
/// the parts that may hold something better, the most promising first.
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
    layout: Layout,
    parts: Vec<Part>,
    order: Vec<(f64, usize)>,
    plane: Plane,
    tree: Tree,
    hint: Vec<u16>,
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    pub dims: usize,
    /// Per dimension and option of all issues.
    pub values: Vec<f64>,
    /// Per dimension and term.
    pub bonuses: Vec<f64>,
    pub bases: Vec<f64>,
    /// Per dimension, the least that will do.
    pub floors: Vec<f64>,
    /// Per term, whether a red line requires it.
    pub required: Vec<bool>,
    /// Per option of all issues, whether it may be chosen.
    pub allowed: Vec<bool>,
    pub current: Vec<u16>,
    /// Only packages of at most this much in dimension 0, and after `after` among equals.
    pub ceiling: Option<f64>,
    pub after: Vec<u16>,
    pub exclude_current: bool,
    /// Dimensions of the objective, where limits of the space follow as further ones.
    pub wanted: Option<usize>,
}

/// When a search may stop before it has proved its answer the best.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Stop at any package with at least this worth.
    pub enough: f64,
    /// Stop after this many nodes.
    pub nodes: u64,
    /// Whether to look for good multipliers of the floors.
    pub tune: bool,
    /// A package may be passed over if it is better by no more than this.
    pub gap: f64,
}

impl Limits {
    /// Only the best will do.
    pub const EXACT: Self = Self {
        enough: f64::INFINITY,
        nodes: 2_000_000,
        tune: true,
        gap: TIE,
    };
}

/// The best so far, and when to stop.
#[derive(Debug)]
pub(super) struct Incumbent<'a> {
    pub best: &'a mut Vec<u16>,
    pub worth: &'a mut f64,
    pub nodes: &'a mut u64,
    pub limits: Limits,
}

impl Incumbent<'_> {
    /// Whether nothing with this bound is worth looking for.
    #[inline]
    pub fn rules_out(&self, bound: f64, problem: &Problem) -> bool {
        match problem.ceiling {
            // Equals are told apart by their order, so they must be looked at.
            Some(_) => bound < *self.worth - TIE,
            None => bound <= *self.worth + self.limits.gap,
        }
    }

    /// Whether the search may stop.
    #[inline]
    pub fn is_enough(&self) -> bool {
        *self.worth >= self.limits.enough || *self.nodes > self.limits.nodes
    }

    /// Takes a package that meets the floors as the answer, if it counts and is better.
    pub fn offer(&mut self, problem: &Problem, package: &[u16], utilities: &[f64], worth: f64) {
        if problem.exclude_current && package == problem.current {
            return;
        }
        if let Some(ceiling) = problem.ceiling {
            let after =
                utilities[0] < ceiling || (utilities[0] == ceiling && package > &problem.after[..]);
            let first = worth > *self.worth || (worth == *self.worth && package < &self.best[..]);
            if !after || !first {
                return;
            }
        } else if worth <= *self.worth + TIE {
            return;
        }
        *self.worth = worth;
        self.best.clear();
        self.best.extend_from_slice(package);
    }
}

impl Problem {
    /// Adds what is left of each limit as a dimension with a floor, unless that is done; returns the
    /// number of dimensions without them.
    fn add_limits(&mut self, space: &Space) -> usize {
        if let Some(wanted) = self.wanted {
            return wanted;
        }
        self.wanted = Some(self.dims);
        for limit in space.limits() {
            // Floors are about as large as utilities, so that multipliers start from a like place.
            let size = limit.at_most.abs().max(1e-9);
            self.dims += 1;
            self.bases.push(0.0);
            self.floors.push(-limit.at_most / size);
            self.values.extend(limit.numbers.iter().map(|n| -n / size));
            self.bonuses.resize(self.dims * space.terms().len(), 0.0);
        }
        self.dims - space.limits().len()
    }

    /// Whether utilities reach every floor.
    #[inline]
    pub fn meets_floors(&self, utilities: &[f64]) -> bool {
        utilities
            .iter()
            .zip(&self.floors)
            .all(|(u, floor)| u >= floor)
    }

    /// Utilities of a package in every dimension; returns whether it may be chosen.
    fn utilities(&self, space: &Space, package: &[u16], into: &mut Vec<f64>) -> bool {
        into.clear();
        into.extend_from_slice(&self.bases);
        let (options, terms) = (space.options(), space.terms().len());
        let mut counts = true;
        for (issue, &option) in package.iter().enumerate() {
            let place = space.offset(issue) + option as usize;
            counts &= self.allowed[place];
            for (k, sum) in into.iter_mut().enumerate() {
                *sum += self.values[k * options + place];
            }
        }
        for (t, term) in space.terms().iter().enumerate() {
            let matters = (0..self.dims).any(|k| self.bonuses[k * terms + t] != 0.0);
            if !matters && !self.required[t] {
                continue;
            }
            if term.holds(package) {
                for (k, sum) in into.iter_mut().enumerate() {
                    *sum += self.bonuses[k * terms + t];
                }
            } else {
                counts &= !self.required[t];
            }
        }
        counts
    }
}

impl Search {
    /// Working memory; grows to what is asked of it and is then used again.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a problem: issues that are not `open` keep the option of the `current` package; one
    /// on which nothing stands yet then has no option, and the problem no answer.
    pub fn begin(&mut self, space: &Space, current: &[u16], open: impl Fn(usize) -> bool) {
        let problem = &mut self.problem;
        problem.dims = 0;
        problem.values.clear();
        problem.bonuses.clear();
        problem.bases.clear();
        problem.floors.clear();
        problem.required.clear();
        problem.required.resize(space.terms().len(), false);
        problem.current.clear();
        problem.current.extend_from_slice(current);
        problem.ceiling = None;
        problem.exclude_current = true;
        problem.wanted = None;
        problem.allowed.clear();
        problem.allowed.resize(space.options(), false);
        for (issue, &stands) in current.iter().enumerate() {
            let offset = space.offset(issue);
            if open(issue) {
                problem.allowed[offset..space.offset(issue + 1)].fill(true);
            } else if stands != UNSETTLED {
                problem.allowed[offset + stands as usize] = true;
            }
        }
        self.hint.clear();
    }

    /// Allows the current package itself as an answer.
    pub fn allow_current(&mut self) {
        self.problem.exclude_current = false;
    }

    /// Keeps a party's red lines.
    pub fn keep_red_lines(&mut self, valuation: &Valuation) {
        for (allowed, forbidden) in self.problem.allowed.iter_mut().zip(&valuation.forbidden) {
            *allowed &= !forbidden && !valuation.never;
        }
        for &term in &valuation.required {
            self.problem.required[term] = true;
        }
    }

    /// Adds a party's utility as a dimension, and the least of it that will do.
    pub fn add(&mut self, valuation: &Valuation, floor: f64) {
        let problem = &mut self.problem;
        problem.dims += 1;
        problem.floors.push(floor);
        if !valuation.as_given {
            problem.bases.push(valuation.base);
            problem.values.extend_from_slice(&valuation.values);
            problem.bonuses.extend_from_slice(&valuation.bonuses);
        } else {
            // On the grid, so that sums do not depend on the order in which a search adds.
            let place = |value: &f64| quantise(value / valuation.divisor);
            problem.bases.push(place(&valuation.base));
            problem.values.extend(valuation.values.iter().map(place));
            problem.bonuses.extend(valuation.bonuses.iter().map(place));
        }
    }

    /// Adds a sum over options and terms to the last dimension instead of a dimension of its own.
    pub fn add_to_last(&mut self, sum: &Valuation) {
        let problem = &mut self.problem;
        let last = problem.dims - 1;
        problem.bases[last] += sum.base;
        let values = &mut problem.values[last * sum.values.len()..];
        for (total, value) in values.iter_mut().zip(&sum.values) {
            *total += value;
        }
        let bonuses = &mut problem.bonuses[last * sum.bonuses.len()..];
        for (total, bonus) in bonuses.iter_mut().zip(&sum.bonuses) {
            *total += bonus;
        }
    }

    /// Asks for packages in descending order of dimension 0, row-major among equals: for the first,
    /// or for the next after a given one.
    pub fn after(&mut self, space: &Space, package: Option<&[u16]>) {
        let problem = &mut self.problem;
        problem.after.clear();
        problem.ceiling = Some(f64::INFINITY);
        if let Some(package) = package {
            problem.utilities(space, package, &mut self.plane.at);
            problem.ceiling = Some(self.plane.at[0]);
            problem.after.extend_from_slice(package);
        }
    }

    /// A package that is likely to be good: a good answer early rules out most of the rest.
    pub fn try_first(&mut self, package: &[u16]) {
        self.hint.clear();
        self.hint.extend_from_slice(package);
    }

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
        let within = Within {
            objective,
            dims: self.problem.add_limits(space),
        };
        self.solve(space, &within, at_least, limits)
    }

    fn solve<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        at_least: f64,
        limits: Limits,
    ) -> bool {
        self.nodes = 0;
        self.worth = at_least;
        self.best.clear();
        let mut incumbent = Incumbent {
            best: &mut self.best,
            worth: &mut self.worth,
            nodes: &mut self.nodes,
            limits,
        };
        let problem = &self.problem;
        let plane = &mut self.plane;
        let warm = self.hint.len() == space.issues();
        if warm
            && problem.utilities(space, &self.hint, &mut plane.at)
            && problem.meets_floors(&plane.at)
        {
            let worth = objective.worth(&plane.at);
            incumbent.offer(problem, &self.hint, &plane.at, worth);
        }
        if incumbent.is_enough() {
            return !self.best.is_empty();
        }
        if warm {
            plane.lay(objective, problem, limits.tune);
            if incumbent.rules_out(plane.glance(space, problem), problem) {
                return !self.best.is_empty();
            }
        }
        if !self.layout.fill(space, problem) {
            return !self.best.is_empty();
        }
        let parts = Part::all(space, problem, &self.layout, &mut self.parts);
        if parts == 0 {
            return !self.best.is_empty();
        }
        let parts = &mut self.parts[..parts];
        if !warm {
            plane.start_in_the_middle(problem, parts);
            plane.lay(objective, problem, limits.tune);
        }
        self.order.clear();
        for (index, part) in parts.iter_mut().enumerate() {
            let bound = plane.bound(space, problem, part);
            if incumbent.rules_out(bound, problem) {
                continue;
            }
            if part.is_small() {
                self.tree
                    .scan(space, problem, part, objective, &mut incumbent);
            } else {
                plane.try_relaxed(space, problem, part, objective, &mut incumbent);
                self.order.push((bound, index));
            }
        }
        // Stable: parts with equal bounds stay in the order of the hubs' classes.
        self.order.sort_by(|a, b| b.0.total_cmp(&a.0));
        for &(bound, index) in &self.order {
            if incumbent.is_enough() || incumbent.rules_out(bound, problem) {
                break;
            }
            let part = &mut parts[index];
            if plane.tune(space, problem, part, objective, &mut incumbent) {
                self.tree
                    .walk(space, problem, part, plane, objective, &mut incumbent);
            }
        }
        !self.best.is_empty()
    }
}
