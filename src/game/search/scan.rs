//! Looking at every package, row-major, where they are few: that costs less than finding a plane.

use super::Objective;
use super::incumbent::Incumbent;
use super::problem::Problem;
use super::rows::{LANES, Row};
use crate::game::Space;

/// Most packages that are looked at one by one, fewer where terms have to be looked up.
const FEW: usize = 256;

/// The packages of a problem, one after the other; memory is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Scan {
    /// Issues with more than one option left, and where their options stand.
    issues: Vec<(usize, usize, usize)>,
    options: Vec<u16>,
    /// Whether every issue has an option.
    possible: bool,
    /// What is settled adds, then per depth what the path adds.
    utilities: Vec<Row>,
    package: Vec<u16>,
    at: Vec<usize>,
}

impl Scan {
    /// Whether there are few packages; what is open is then listed.
    pub fn fits(&mut self, space: &Space, problem: &mut Problem) -> bool {
        let few = FEW / (1 + 2 * space.terms().len());
        let fits = problem.packages(space) <= few;
        if fits {
            self.list(space, problem);
        }
        fits
    }

    fn list(&mut self, space: &Space, problem: &Problem) {
        self.issues.clear();
        self.options.clear();
        self.package.clear();
        self.possible = true;
        for issue in 0..space.issues() {
            let start = self.options.len();
            let mask = &problem.mask[space.offset(issue)..space.offset(issue + 1)];
            let allowed = mask.iter().enumerate().filter(|(_, mask)| **mask == 0.0);
            self.options.extend(allowed.map(|(n, _)| n as u16));
            let count = self.options.len() - start;
            self.package
                .push(self.options.get(start).copied().unwrap_or(0));
            self.possible &= count > 0;
            if count > 1 {
                self.issues.push((issue, start, self.options.len()));
            }
        }
    }

    /// Looks at them all.
    pub fn run<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        objective: &O,
        incumbent: &mut Incumbent,
    ) {
        if !self.possible {
            return;
        }
        self.settle(space, problem);
        let (width, depth) = (problem.groups, self.issues.len());
        self.utilities.resize((depth + 2) * width, [0.0; LANES]);
        self.at.clear();
        self.at
            .extend(self.issues.iter().map(|(_, start, _)| *start));
        let mut from = 0;
        loop {
            incumbent.nodes += 1;
            for level in from..depth {
                let issue = self.issues[level].0;
                let option = self.options[self.at[level]];
                self.package[issue] = option;
                let next = (level + 1) * width;
                self.utilities.copy_within(level * width..next, next);
                let place = space.offset(issue) + option as usize;
                problem.add_place(place, &mut self.utilities[next..next + width]);
            }
            if self.look(space, problem, objective, incumbent) {
                return;
            }
            // The next combination, the last issue fastest.
            let Some(level) = (0..depth)
                .rev()
                .find(|&level| self.at[level] + 1 < self.issues[level].2)
            else {
                return;
            };
            self.at[level] += 1;
            for later in level + 1..depth {
                self.at[later] = self.issues[later].1;
            }
            from = level;
        }
    }

    /// Adds up what is settled.
    fn settle(&mut self, space: &Space, problem: &Problem) {
        self.utilities.clear();
        self.utilities.extend_from_slice(&problem.start);
        let mut open = self.issues.iter().map(|(issue, ..)| *issue).peekable();
        for (issue, &option) in self.package.iter().enumerate() {
            if open.next_if_eq(&issue).is_none() {
                let place = space.offset(issue) + option as usize;
                problem.add_place(place, &mut self.utilities);
            }
        }
    }

    /// Looks at the package on the path; returns whether the search may stop.
    fn look<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        objective: &O,
        incumbent: &mut Incumbent,
    ) -> bool {
        let (width, depth) = (problem.groups, self.issues.len());
        let last = (depth + 1) * width;
        self.utilities.copy_within(depth * width..last, last);
        if !problem.add_held(
            space,
            &self.package,
            &mut self.utilities[last..last + width],
        ) {
            return false;
        }
        let rows = &self.utilities[last..last + width];
        if !problem.meets_floors(rows) {
            return false;
        }
        let utilities = &rows.as_flattened()[..problem.dims];
        let worth = objective.worth(utilities);
        if incumbent.asks_for(worth, problem) {
            incumbent.offer(problem, &self.package, utilities, worth);
        }
        incumbent.is_enough()
    }
}
