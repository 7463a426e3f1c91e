//! The best package so far, whether another is as good, and when a search may stop.

use super::problem::{Problem, TIE};

/// When a search may stop before it has proved its answer the best.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Stop at any package with at least this worth.
    pub enough: f64,
    /// Stop after this many nodes.
    pub nodes: u64,
    /// Whether to look for good multipliers of the floors.
    pub tune: bool,
    /// Whether to find out if another package is as good as the best.
    pub rivals: bool,
}

impl Limits {
    /// Only the best will do.
    pub const EXACT: Self = Self {
        enough: f64::INFINITY,
        nodes: 2_000_000,
        tune: true,
        rivals: false,
    };
}

/// What is worth less than the best by no more than this is as good: enough that whatever finds one of two packages
/// further apart finds the better one.
const RIVAL: f64 = 4.0 * TIE;

/// The best so far, and when to stop.
#[derive(Debug, Clone)]
pub(super) struct Incumbent {
    /// The package; empty if there is none yet.
    pub best: Vec<u16>,
    /// What it gives in each dimension.
    pub utilities: Vec<f64>,
    /// Its worth, or what a package must exceed.
    pub worth: f64,
    /// Whether another package is known to be as good, or there may be one.
    pub has_rival: bool,
    /// Nodes visited.
    pub nodes: u64,
    pub limits: Limits,
}

impl Default for Incumbent {
    fn default() -> Self {
        Self {
            best: Vec::new(),
            utilities: Vec::new(),
            worth: f64::NEG_INFINITY,
            has_rival: true,
            nodes: 0,
            limits: Limits::EXACT,
        }
    }
}

impl Incumbent {
    /// Forgets what was found.
    pub fn begin(&mut self, at_least: f64, limits: Limits) {
        self.best.clear();
        self.worth = at_least;
        self.has_rival = true;
        self.nodes = 0;
        self.limits = limits;
    }

    /// Nothing whose bound is no higher than this is worth looking for.
    #[inline]
    pub fn limit(&self, problem: &Problem) -> f64 {
        match problem.ceiling {
            // Equals are told apart by their order, so they must be looked at.
            Some(_) => (self.worth - TIE).next_down(),
            None if !self.has_rival => self.worth - RIVAL,
            None => self.worth + TIE,
        }
    }

    /// Whether a package of this worth, which meets the floors, is to be offered.
    #[inline(always)]
    pub fn asks_for(&self, worth: f64, problem: &Problem) -> bool {
        worth > self.worth
            || problem.ceiling.is_some()
            || (!self.has_rival && worth > self.worth - RIVAL)
    }

    /// Whether nothing with this bound is worth looking for.
    #[inline]
    pub fn rules_out(&self, bound: f64, problem: &Problem) -> bool {
        bound <= self.limit(problem)
    }

    /// Whether the search may stop.
    #[inline]
    pub fn is_enough(&self) -> bool {
        self.worth >= self.limits.enough || self.nodes > self.limits.nodes
    }

    /// Takes a package that meets the floors as the answer, if it counts and is better.
    pub fn offer(&mut self, problem: &Problem, package: &[u16], utilities: &[f64], worth: f64) {
        if problem.exclude_current && package == problem.current {
            return;
        }
        if let Some(ceiling) = problem.ceiling {
            let after =
                utilities[0] < ceiling || (utilities[0] == ceiling && package > &problem.after[..]);
            let first = worth > self.worth || (worth == self.worth && package < &self.best[..]);
            if !after || !first {
                return;
            }
        } else if worth <= self.worth + TIE {
            self.has_rival |= worth > self.worth - RIVAL && package != self.best;
            return;
        }
        // What was passed over before may have been better than the best by a tie.
        self.has_rival = !self.limits.rivals || worth <= self.worth + TIE + RIVAL;
        self.worth = worth;
        self.best.clear();
        self.best.extend_from_slice(package);
        self.utilities.clear();
        self.utilities.extend_from_slice(utilities);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is passed over as a tie may lie close below a package that is clearly better.
    #[test]
    fn a_package_has_a_rival_if_one_was_passed_over_that_is_as_good() {
        let problem = Problem::default();
        let mut incumbent = Incumbent::default();
        let limits = Limits {
            rivals: true,
            ..Limits::EXACT
        };
        incumbent.begin(0.0, limits);
        for (package, worth) in [(1, 1.0), (2, 1.0 + 3e-13), (3, 1.0 + 1.7e-12)] {
            incumbent.offer(&problem, &[package], &[worth], worth);
        }
        assert_eq!((&incumbent.best[..], incumbent.has_rival), (&[3][..], true));
        incumbent.offer(&problem, &[4], &[2.0], 2.0);
        assert!(!incumbent.has_rival);
    }
}
