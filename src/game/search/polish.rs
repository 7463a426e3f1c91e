//! Making a good package better by changing one issue at a time, as long as that helps: where packages
//! are many, the best of them lies so close to its bound that nothing more has to be proved.

use super::Objective;
use super::incumbent::Incumbent;
use super::problem::Problem;
use crate::game::Space;

/// Fewer packages than this are too sparse for it to pay.
const MANY: f64 = 1e6;

/// Whether a problem has so many packages, red lines over several issues aside.
pub(super) fn pays(space: &Space, problem: &Problem) -> bool {
    let allowed = |issue: usize| {
        let mask = &problem.mask[space.offset(issue)..space.offset(issue + 1)];
        mask.iter().filter(|mask| **mask == 0.0).count() as f64
    };
    (0..space.issues()).map(allowed).product::<f64>() >= MANY
}

/// A package under improvement; memory is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Polish {
    package: Vec<u16>,
    utilities: Vec<f64>,
    without: Vec<f64>,
    trial: Vec<f64>,
    best: Vec<f64>,
}

impl Polish {
    /// Starts from the best package known.
    pub fn run<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        objective: &O,
        incumbent: &mut Incumbent,
    ) {
        self.package.clone_from(&incumbent.best);
        problem.utilities(space, &self.package, &mut self.utilities);
        self.utilities.resize(problem.width, 0.0);
        // An issue is done with once all were tried since the last change.
        let (mut issue, mut unchanged) = (0, 0);
        while unchanged < space.issues() && !incumbent.is_enough() {
            let changed = self.improve(space, problem, objective, incumbent, issue);
            unchanged = if changed { 1 } else { unchanged + 1 };
            issue = (issue + 1) % space.issues();
        }
    }

    /// Takes the best option of an issue, given all others; returns whether that is another one.
    fn improve<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        objective: &O,
        incumbent: &mut Incumbent,
        issue: usize,
    ) -> bool {
        let offset = space.offset(issue);
        let before = self.package[issue];
        let terms = &space.splits().terms_of[issue];
        self.without.clone_from(&self.utilities);
        problem.take_option(offset + before as usize, &mut self.without);
        for &t in terms {
            if space.terms()[t].holds(&self.package) {
                problem.take_term(t, &mut self.without);
            }
        }
        let mut after = before;
        for option in 0..space.options_of(issue) {
            if option == before as usize || problem.mask[offset + option] != 0.0 {
                continue;
            }
            self.package[issue] = option as u16;
            self.trial.clone_from(&self.without);
            problem.add_option(offset + option, &mut self.trial);
            let mut counts = true;
            for &t in terms {
                if space.terms()[t].holds(&self.package) {
                    problem.add_term(t, &mut self.trial);
                } else {
                    counts &= !problem.required[t];
                }
            }
            incumbent.nodes += 1;
            let utilities = &self.trial[..problem.dims];
            if !counts || !problem.meets_floors(utilities) {
                continue;
            }
            let worth = objective.worth(utilities);
            let known = incumbent.worth;
            incumbent.offer(problem, &self.package, utilities, worth);
            if incumbent.worth > known {
                after = option as u16;
                self.best.clone_from(&self.trial);
            }
        }
        self.package[issue] = after;
        if after != before {
            self.utilities.clone_from(&self.best);
        }
        after != before
    }
}
