//! A second plane along the walk of a part: the tangent of the objective at the best package known before, without
//! multipliers. The walk's own plane bounds all parts at once; near that package this one often lies lower.

use super::super::Objective;
use super::super::incumbent::Incumbent;
use super::super::rows::{LANES, Row};
use super::layout::Layout;
use super::{Path, Walk};

/// The plane: its slopes, and its height at utilities of 0.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Second {
    slopes: Row,
    pub height: f64,
}

impl Second {
    /// What some utilities score under it.
    #[inline(always)]
    pub fn score(&self, utilities: &Row) -> f64 {
        let [a, b, c, d]: Row = std::array::from_fn(|k| self.slopes[k] * utilities[k]);
        (a + c) + (b + d)
    }
}

impl Path {
    /// Lays the plane, and looks ahead under it. It promises everything where there is no package yet, and where loose
    /// terms or a ceiling are in the way; nobody asks it where a row does not hold all dimensions.
    pub(super) fn lay_second<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        objective: &O,
        layout: &Layout,
        incumbent: &Incumbent,
    ) {
        if GROUPS != 1 {
            return;
        }
        self.second = match walk.special || incumbent.best.is_empty() {
            true => Second {
                slopes: [0.0; LANES],
                height: f64::INFINITY,
            },
            false => tangent(objective, &incumbent.utilities),
        };
        self.look_ahead_under_it(layout);
    }

    /// Notes at each level the most that is still to come under the plane, with its height.
    fn look_ahead_under_it(&mut self, layout: &Layout) {
        let levels = &layout.levels[..];
        let mut rest = self.second.height;
        self.steps[levels.len()].rest = rest;
        for (level, step) in levels.iter().zip(&mut self.steps).rev() {
            let (start, end) = level.all;
            let choices = &layout.choices[start as usize..end as usize];
            let scores = choices.iter().map(|choice| self.second.score(&choice.adds));
            rest += scores.fold(f64::NEG_INFINITY, |a, b| if b > a { b } else { a });
            step.rest = rest;
        }
    }

    /// What the plane promises beyond some utilities, given what is still to come.
    #[inline(always)]
    pub(super) fn second_bound<const GROUPS: usize>(&self, utilities: &Row, rest: f64) -> f64 {
        match GROUPS {
            1 => self.second.score(utilities) + rest,
            _ => f64::INFINITY,
        }
    }
}

/// The tangent of the objective at some utilities.
fn tangent<O: Objective>(objective: &O, at: &[f64]) -> Second {
    let mut slopes = [0.0; LANES];
    let mut height = objective.tangent(at, &mut slopes[..at.len()]);
    for (slope, at) in slopes.iter().zip(at) {
        height -= slope * at;
    }
    Second { slopes, height }
}
