//! More points where the commonest outcome changes: each pair of neighbours that disagree is halved,
//! again and again, so that the place of the flip is known to a fraction of a step.

use super::{Axis, Level, Point, Values, flips};
use crate::scenario::tidy;

/// How often a step may be halved: a flip is known to a sixteenth of it.
pub const MOST_LEVELS: u32 = 4;

/// The points halfway between neighbours that disagree, without those that are played already.
pub fn between(axes: &[Axis], points: &[Point]) -> Vec<Vec<Level>> {
    let mut new: Vec<Vec<Level>> = Vec::new();
    let levels: Vec<Vec<Level>> = axes.iter().map(|axis| axis.levels().to_vec()).collect();
    for flip in flips(points, &levels) {
        if !matches!(axes[flip.axis].values, Values::Levels(_)) {
            continue;
        }
        let [low, high] = flip.values;
        let middle = low + 0.5 * (high - low);
        let middle = if axes[flip.axis].whole {
            middle.floor()
        } else {
            tidy(middle)
        };
        if middle <= low || middle >= high {
            continue;
        }
        let mut at = points[flip.between[0]].at.clone();
        at[flip.axis] = Level::Number(middle);
        if !new.contains(&at) && points.iter().all(|point| point.at != at) {
            new.push(at);
        }
    }
    new
}
