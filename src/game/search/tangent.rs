//! Laying planes above the objective: under one, the utilities of a package add up to one score,
//! whose maximum over the space bounds the objective (Lagrangian relaxation, Fisher 1981,
//! doi:10.1287/mnsc.27.1.1).
//!
//! A plane touches the objective at a point; floors on utilities enter with multipliers. The point
//! moves towards the relaxed optimum, as far as the objective rises (Frank & Wolfe 1956,
//! doi:10.1002/nav.3800030109). A single floor's multiplier is found by cutting planes, which is
//! exact in one dimension; several floors take turns by rule of thumb.

use super::Objective;
use super::problem::Problem;
use super::scores::Plane;

/// By how much a multiplier is raised or lowered at first while it is not known to lie between two others;
/// the factor is squared each time.
const STRIDE: f64 = 1.7;
/// Halvings of the way to the relaxed optimum.
const HALVINGS: usize = 5;

/// What a multiplier led to: itself, the bound, and the point where the bound is reached.
#[derive(Debug, Clone, Default)]
struct Cut {
    known: bool,
    multiplier: f64,
    bound: f64,
    point: Vec<f64>,
}

/// The tangent in use, and how it came about.
#[derive(Debug, Clone, Default)]
pub(super) struct Tangent {
    /// Where the objective is touched.
    pub at: Vec<f64>,
    /// Dimensions with a floor.
    pub floors: Vec<usize>,
    touching: Plane,
    /// Per dimension, the floor's multiplier.
    multipliers: Vec<f64>,
    missed: Cut,
    met: Cut,
    stride: f64,
    /// The least bound so far at this point, and the multiplier that gave it, in units of the slopes.
    least: (f64, f64),
    target: Vec<f64>,
    probe: Vec<f64>,
    slopes: Vec<f64>,
}

impl Tangent {
    /// Starts at the point where it stands, with the multiplier of a single floor as it may be, in units of
    /// the slopes.
    pub fn begin<O: Objective>(
        &mut self,
        objective: &O,
        problem: &Problem,
        tune: bool,
        guess: f64,
    ) {
        // Limits of the space always count: nearly every good package reaches them.
        let first = match tune {
            true => 0,
            false => problem.wanted.unwrap_or(problem.dims),
        };
        self.floors.clear();
        let floors = (first..problem.dims).filter(|&k| problem.floors[k].is_finite());
        self.floors.extend(floors);
        self.multipliers.clear();
        self.multipliers.resize(problem.dims, 0.0);
        self.touching.slopes.clear();
        self.touch(objective, problem);
        self.least.1 = guess;
        let unit = self.unit();
        match self.floors[..] {
            [k] => self.multipliers[k] = guess * unit,
            _ => self.floors.iter().for_each(|&k| self.multipliers[k] = unit),
        }
    }

    /// The multiplier of a single floor that did best at this point, in units of the slopes.
    pub fn multiplier(&self) -> f64 {
        self.least.1
    }

    /// Touches the objective at `at`. Multipliers keep their size beside the slopes, because it is
    /// that which decides who wins.
    pub fn touch<O: Objective>(&mut self, objective: &O, problem: &Problem) {
        let plane = &mut self.touching;
        let before: f64 = plane.slopes.iter().sum();
        plane.slopes.clear();
        plane.slopes.resize(problem.dims, 0.0);
        plane.height = objective.tangent(&self.at, &mut plane.slopes);
        for (slope, at) in plane.slopes.iter().zip(&self.at) {
            plane.height -= slope * at;
        }
        let after: f64 = plane.slopes.iter().sum();
        if self.floors.len() == 1 && before > 0.0 && after > 0.0 {
            self.multipliers[self.floors[0]] *= after / before;
        }
        (self.missed.known, self.met.known) = (false, false);
        self.stride = STRIDE;
        self.least.0 = f64::INFINITY;
    }

    /// The plane: the tangent with the floors' multipliers.
    pub fn lay(&self, problem: &Problem, plane: &mut Plane) {
        plane.slopes.clone_from(&self.touching.slopes);
        plane.height = self.touching.height;
        for &k in &self.floors {
            plane.slopes[k] += self.multipliers[k];
            plane.height -= self.multipliers[k] * problem.floors[k];
        }
    }

    /// A multiplier of the size of the slopes.
    fn unit(&self) -> f64 {
        let slopes = self.touching.slopes.iter();
        let largest = slopes.fold(0.0f64, |a, b| a.max(b.abs()));
        if largest > 0.0 { largest } else { 1.0 }
    }

    /// Chooses the multiplier of a single floor anew, given the bound under the one in use and the
    /// point where it is reached. The bound is convex in the multiplier, so that the lines above and
    /// below the least bound meet ever closer to it. `rules_out` says whether a bound is too low for
    /// the search to go on; returns whether another multiplier is worth trying.
    pub fn cut(
        &mut self,
        problem: &Problem,
        bound: f64,
        point: &[f64],
        rules_out: impl Fn(f64) -> bool,
    ) -> bool {
        let k = self.floors[0];
        let floor = problem.floors[k];
        let cut = if point[k] < floor {
            &mut self.missed
        } else {
            &mut self.met
        };
        cut.known = true;
        cut.multiplier = self.multipliers[k];
        cut.bound = bound;
        cut.point.clear();
        cut.point.extend_from_slice(point);
        let unit = self.unit();
        if bound < self.least.0 {
            self.least = (bound, self.multipliers[k] / unit);
        }
        let stride = self.stride;
        self.stride *= stride;
        let (missed, met) = (&self.missed, &self.met);
        self.multipliers[k] = match (missed.known, met.known) {
            // Without a multiplier the floor is met: it does not bind.
            (false, _) if met.multiplier == 0.0 => return false,
            (false, _) if met.multiplier > 1e-3 * unit => met.multiplier / stride,
            (false, _) => 0.0,
            (true, false) if missed.multiplier == 0.0 => unit,
            (true, false) => stride * missed.multiplier,
            (true, true) => {
                let (l, h) = (missed.multiplier, met.multiplier);
                let (down, up) = (missed.point[k] - floor, met.point[k] - floor);
                let next = (met.bound - missed.bound + down * l - up * h) / (down - up);
                // No multiplier gives less than where the lines meet: if that rules nothing out,
                // the tree will.
                let meet = missed.bound + down * (next - l);
                let inside = next > l && next < h;
                if !inside || !rules_out(meet) {
                    return false;
                }
                next
            }
        };
        true
    }

    /// Moves the point towards the relaxed optimum as far as the objective rises. Where a floor
    /// binds, that optimum lies between the points that just miss and just meet it. Returns what the
    /// objective is there: no plane bounds the part by less.
    pub fn advance<O: Objective>(
        &mut self,
        objective: &O,
        problem: &Problem,
        point: &[f64],
    ) -> f64 {
        self.target.clear();
        self.target.extend_from_slice(point);
        if let (true, true, &[k]) = (self.missed.known, self.met.known, &self.floors[..]) {
            let (low, high) = (self.missed.point[k], self.met.point[k]);
            let share = (problem.floors[k] - low) / (high - low);
            let pairs = self.missed.point.iter().zip(&self.met.point);
            self.target.clear();
            self.target
                .extend(pairs.map(|(low, high)| low + share * (high - low)));
            // Where they meet is the multiplier of the least bound.
            let (l, h) = (&self.missed, &self.met);
            let (down, up) = (low - problem.floors[k], high - problem.floors[k]);
            let next = (h.bound - l.bound + down * l.multiplier - up * h.multiplier) / (down - up);
            if next > l.multiplier && next < h.multiplier {
                self.multipliers[k] = next;
            }
        }
        // What does not count cannot be a place to stay.
        let counts = |k: &usize| self.at[*k] >= problem.floors[*k];
        let halvings = if self.floors.iter().all(counts) {
            HALVINGS
        } else {
            0
        };
        let (mut low, mut high) = (0.0, 1.0);
        let mut share = 1.0;
        for _ in 0..halvings {
            self.slopes.clear();
            self.slopes.resize(problem.dims, 0.0);
            self.trial(share);
            objective.tangent(&self.probe, &mut self.slopes);
            let ways = self.target.iter().zip(&self.at);
            let rise: f64 = ways
                .zip(&self.slopes)
                .map(|((to, at), slope)| slope * (to - at))
                .sum();
            if rise > 0.0 {
                low = share;
                if share == 1.0 {
                    break;
                }
            } else {
                high = share;
            }
            share = 0.5 * (low + high);
        }
        self.trial(share);
        std::mem::swap(&mut self.at, &mut self.probe);
        objective.worth(&self.at)
    }

    /// The point a share of the way to the target.
    fn trial(&mut self, share: f64) {
        let ways = self.at.iter().zip(&self.target);
        self.probe.clear();
        self.probe
            .extend(ways.map(|(at, to)| at + share * (to - at)));
    }

    /// Raises the multipliers of floors that the relaxed optimum misses, lowers the others.
    pub fn take_turns(&mut self, problem: &Problem, point: &[f64]) {
        for &k in &self.floors {
            let missed = point[k] < problem.floors[k];
            self.multipliers[k] *= if missed { 1.9 } else { 0.55 };
        }
    }
}
