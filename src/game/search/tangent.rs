//! Laying planes above the objective: under one, the utilities of a package add up to one score,
//! whose maximum over the space bounds the objective (Lagrangian relaxation, Fisher 1981,
//! doi:10.1287/mnsc.27.1.1).
//!
//! A plane touches the objective at a point; floors on utilities enter with multipliers. The point moves towards where
//! the tangent is highest over the hull of the points where planes were highest so far, as far as the objective rises
//! (Frank & Wolfe 1956, doi:10.1002/nav.3800030109). The hull knows what a single floor costs there; several floors take
//! turns by rule of thumb.

use super::Objective;
use super::hull::{Hull, of_both, rise};
use super::problem::Problem;
use super::scores::Plane;

/// By how much a single floor's multiplier may change from one plane to the next: a hull of few points knows it but
/// roughly.
const REACH: f64 = 4.0;
/// By how much it is raised at first while nothing meets the floor; the factor is multiplied by itself each time.
const STRIDE: f64 = 1.7;
/// The least multiplier that is not taken for none, and what a raise starts from, in units of the slopes.
const NONE: f64 = 1e-3;
const SOME: f64 = 0.1;
/// Points on the way to the relaxed optimum where slopes are looked at, and how close to what is known already the next
/// may lie, as a share of what is between. By instructions on the US–Russia scenario and on twelve issues of ten options:
/// of 0.03 to 0.5, none takes less on both.
const TRIALS: usize = 2;
const EDGE: f64 = 0.35;
/// By how much a point on a floor may miss it by rounding.
const ROUNDING: f64 = 1e-12;

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
    /// That of a single floor in units of the slopes.
    price: f64,
    stride: f64,
    hull: Hull,
    target: Vec<f64>,
    /// From where the objective is touched to the target.
    way: Vec<f64>,
    probe: Vec<f64>,
    slopes: Vec<f64>,
}

impl Tangent {
    /// Starts at the point where it stands, with the multiplier of a single floor as it may be, in units of
    /// the slopes. The point belongs to the hull if a package `is_there`.
    pub fn begin<O: Objective>(
        &mut self,
        objective: &O,
        problem: &Problem,
        tune: bool,
        guess: f64,
        is_there: bool,
    ) {
        // Limits of the space always count: nearly every good package reaches them.
        let first = match tune {
            true => 0,
            false => problem.wanted.unwrap_or(problem.dims),
        };
        self.floors.clear();
        let floors = (first..problem.dims).filter(|&k| problem.floors[k].is_finite());
        self.floors.extend(floors);
        self.hull.clear(problem.dims);
        if is_there {
            self.hull.add(&self.at);
        }
        self.stride = STRIDE;
        self.price = guess;
        self.multipliers.clear();
        self.multipliers.resize(problem.dims, 0.0);
        self.touch(objective, problem);
        let unit = self.unit();
        match self.floors[..] {
            [k] => self.multipliers[k] = guess * unit,
            _ => self.floors.iter().for_each(|&k| self.multipliers[k] = unit),
        }
    }

    /// The multiplier of a single floor as it is known by now, in units of the slopes.
    pub fn price(&self) -> f64 {
        self.price
    }

    /// A single floor: its dimension, and how high it lies.
    fn floor(&self, problem: &Problem) -> Option<(usize, f64)> {
        match self.floors[..] {
            [k] => Some((k, problem.floors[k])),
            _ => None,
        }
    }

    /// Touches the objective at `at`.
    fn touch<O: Objective>(&mut self, objective: &O, problem: &Problem) {
        let plane = &mut self.touching;
        plane.slopes.resize(problem.dims, 0.0);
        let height = objective.tangent(&self.at, &mut plane.slopes);
        plane.height = height - rise(&plane.slopes, &self.at);
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

    /// Learns where the plane laid last is highest, and moves on: touches the objective elsewhere, and chooses the
    /// floors' multipliers anew. Returns what the objective is where it is touched: no plane bounds the space by less,
    /// if that meets the floors.
    pub fn advance<O: Objective>(
        &mut self,
        objective: &O,
        problem: &Problem,
        highest: &[f64],
    ) -> f64 {
        self.hull.add(highest);
        let floor = self.floor(problem);
        let mut target = std::mem::take(&mut self.target);
        match self.hull.top(&self.touching.slopes, floor) {
            Some(top) => self.hull.place(top, &mut target),
            // Nothing meets the floor yet.
            None => highest.clone_into(&mut target),
        }
        self.target = target;
        self.approach(objective, problem);
        self.touch(objective, problem);
        match floor {
            Some(floor) => self.charge(floor),
            None => self.take_turns(problem, highest),
        }
        objective.worth(&self.at)
    }

    /// Goes towards the target as far as the objective rises.
    fn approach<O: Objective>(&mut self, objective: &O, problem: &Problem) {
        let ends = [&self.at[..], &self.target[..]];
        of_both(ends, |at, to| to - at, &mut self.way);
        // What does not count cannot be a place to stay.
        let counts = |k: &usize| self.at[*k] >= problem.floors[*k] - ROUNDING;
        let share = match self.floors.iter().all(counts) {
            true => self.crest(objective, problem),
            false => 1.0,
        };
        self.trial(share);
        std::mem::swap(&mut self.at, &mut self.probe);
    }

    /// The share of the way to the target after which the objective no longer rises, roughly.
    fn crest<O: Objective>(&mut self, objective: &O, problem: &Problem) -> f64 {
        let mut high = (1.0, self.rise_at(objective, problem, 1.0));
        if high.1 > 0.0 {
            return 1.0;
        }
        let mut low = (0.0, rise(&self.touching.slopes, &self.way));
        for _ in 1..TRIALS {
            let share = between(low, high);
            let rise = self.rise_at(objective, problem, share);
            match rise > 0.0 {
                true => low = (share, rise),
                false => high = (share, rise),
            }
        }
        between(low, high)
    }

    /// How steeply the objective rises towards the target, a share of the way there.
    fn rise_at<O: Objective>(&mut self, objective: &O, problem: &Problem, share: f64) -> f64 {
        self.slopes.resize(problem.dims, 0.0);
        self.trial(share);
        objective.tangent(&self.probe, &mut self.slopes);
        rise(&self.slopes, &self.way)
    }

    /// The point a share of the way to the target.
    fn trial(&mut self, share: f64) {
        let way = [&self.at[..], &self.way[..]];
        of_both(way, |at, way| at + share * way, &mut self.probe);
    }

    /// Chooses the multiplier of a single floor: what the floor costs over the hull.
    fn charge(&mut self, floor: (usize, f64)) {
        let unit = self.unit();
        let before = self.price;
        self.price = match self.hull.top(&self.touching.slopes, Some(floor)) {
            Some(top) if before > 0.0 => {
                let price = (top.multiplier / unit).clamp(before / REACH, before * REACH);
                if price < NONE { 0.0 } else { price }
            }
            Some(top) => top.multiplier / unit,
            None => {
                let stride = self.stride;
                self.stride *= stride;
                stride * before.max(SOME)
            }
        };
        self.multipliers[floor.0] = self.price * unit;
    }

    /// Raises the multipliers of floors that the relaxed optimum misses, lowers the others.
    fn take_turns(&mut self, problem: &Problem, point: &[f64]) {
        for &k in &self.floors {
            let missed = point[k] < problem.floors[k];
            self.multipliers[k] *= if missed { 1.9 } else { 0.55 };
        }
    }
}

/// Between a share where the objective rises and one where it falls, each with how steeply: where it would do neither if
/// its slope changed evenly, if that is close to neither.
fn between(low: (f64, f64), high: (f64, f64)) -> f64 {
    let part = match low.1 > 0.0 {
        true => low.1 / (low.1 - high.1),
        false => 0.0,
    };
    low.0 + part.clamp(EDGE, 1.0 - EDGE) * (high.0 - low.0)
}
