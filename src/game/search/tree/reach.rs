//! How far the walk can still get: bounds on each utility with a floor or a ceiling.

use super::super::problem::TIE;
use super::{OPEN, Tree, Walk, What};

impl Tree {
    /// Bounds what is still to come at each depth from `from` on, as far as the path settles it.
    pub(super) fn bound_rests<O>(&mut self, walk: &Walk<'_, O>, from: usize) {
        let (dims, depth) = (self.dims, self.levels.len());
        if self.bounded.is_empty() {
            return;
        }
        self.rest_high.resize((depth + 1) * dims, 0.0);
        self.rest_low.resize((depth + 1) * dims, 0.0);
        self.rest_high[depth * dims..].fill(0.0);
        self.rest_low[depth * dims..].fill(0.0);
        for d in (from..depth).rev() {
            for n in 0..self.bounded.len() {
                let k = self.bounded[n];
                let (low, high) = match self.levels[d].what {
                    What::Block(_, start, end) => self.ends_of(k, start, end),
                    What::Issue(issue) => match self.class[issue] {
                        OPEN => {
                            let classes = self.classes_of(walk, issue);
                            let ends = classes.map(|c| self.ends[c * self.bounded.len() + n]);
                            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |a, b| {
                                (a.0.min(b.0), a.1.max(b.1))
                            })
                        }
                        class => self.ends[class * self.bounded.len() + n],
                    },
                };
                self.rest_high[d * dims + k] = self.rest_high[(d + 1) * dims + k] + high;
                self.rest_low[d * dims + k] = self.rest_low[(d + 1) * dims + k] + low;
            }
        }
    }

    /// Whether every path from the root meets all floors, so that nobody has to ask again.
    pub(super) fn floors_are_sure<O>(&self, walk: &Walk<'_, O>) -> bool {
        let sure = |&k: &usize| self.utilities[k] + self.rest_low[k] >= walk.problem.floors[k];
        walk.splits.loose.is_empty()
            && walk.problem.ceiling.is_none()
            && self.bounded.iter().all(sure)
    }

    /// Least and most that some choices add in a dimension.
    pub(super) fn ends_of(&self, k: usize, start: usize, end: usize) -> (f64, f64) {
        let adds = self.adds[start * self.dims..end * self.dims].iter();
        let start = (f64::INFINITY, f64::NEG_INFINITY);
        adds.skip(k)
            .step_by(self.dims)
            .fold(start, |(low, high), &n| {
                (
                    if n < low { n } else { low },
                    if n > high { n } else { high },
                )
            })
    }

    /// Whether every floor, and the ceiling, can still be met.
    pub(super) fn within_reach<O>(&self, walk: &Walk<'_, O>, depth: usize) -> bool {
        let dims = self.dims;
        let utilities = &self.utilities[depth * dims..(depth + 1) * dims];
        let high = &self.rest_high[depth * dims..];
        let mut floors = self.bounded.iter();
        floors.all(|&k| utilities[k] + high[k] >= walk.problem.floors[k] - TIE)
            && walk.problem.ceiling.is_none_or(|ceiling| {
                let loose = walk.splits.loose.iter();
                let missed: f64 = loose.map(|&t| walk.problem.bonus(0, t).abs()).sum();
                utilities[0] + self.rest_low[depth * dims] - missed <= ceiling
            })
    }
}
