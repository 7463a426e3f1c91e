//! A second plane along the walk of a part: the tangent of the objective at the best package known before, without
//! multipliers. The walk's own plane bounds all parts at once; near that package this one often lies lower.

use super::super::Objective;
use super::super::incumbent::Incumbent;
use super::super::rows::{LANES, Row};
use super::Walk;
use super::layout::Layout;

impl Layout {
    /// Lays the plane: notes how short of its level's best each choice is, and returns the bound at the root, where
    /// there are these utilities. It promises everything where there is no package yet, where loose terms or a ceiling
    /// are in the way, and where a row does not hold all dimensions.
    pub(super) fn lay_second<O: Objective, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        objective: &O,
        root: &Row,
        incumbent: &Incumbent,
    ) -> f64 {
        if GROUPS != 1 || walk.special || incumbent.best.is_empty() || self.levels.is_empty() {
            return f64::INFINITY;
        }
        let at = &incumbent.utilities[..];
        let mut slopes = [0.0; LANES];
        let mut height = objective.tangent(at, &mut slopes[..at.len()]);
        for (slope, at) in slopes.iter().zip(at) {
            height -= slope * at;
        }
        height + score(&slopes, root) + self.score_choices(&slopes)
    }

    /// Notes how short each choice is; returns what the best of all levels score.
    #[inline(never)] // in one place for all objectives
    fn score_choices(&mut self, slopes: &Row) -> f64 {
        let mut sum = 0.0;
        for level in &self.levels {
            let (start, end) = level.all;
            let choices = &mut self.choices[start as usize..end as usize];
            let mut best = f64::NEG_INFINITY;
            for choice in choices.iter_mut() {
                let score = score(slopes, &choice.adds);
                choice.short[1] = score;
                best = if score > best { score } else { best };
            }
            for choice in choices {
                choice.short[1] = best - choice.short[1];
            }
            sum += best;
        }
        sum
    }
}

/// What some utilities score under slopes.
#[inline(always)]
fn score(slopes: &Row, utilities: &Row) -> f64 {
    let [a, b, c, d]: Row = std::array::from_fn(|k| slopes[k] * utilities[k]);
    (a + c) + (b + d)
}
