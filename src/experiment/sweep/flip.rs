//! Where the commonest outcome changes as one axis moves and all others stay.

use super::{Level, Point};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Two neighbouring points with different commonest outcomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flip {
    /// Index of the axis that moves.
    pub axis: usize,
    /// The points, by index, in ascending order of the axis's value.
    pub between: [usize; 2],
    /// The axis's values there.
    pub values: [f64; 2],
    /// Where the two outcomes' shares cross on a straight line between the points.
    pub at: f64,
    /// The commonest outcome class at each.
    pub classes: [usize; 2],
}

/// All flips between neighbouring points, axis by axis, in ascending order of the points' places.
pub fn flips(points: &[Point]) -> Vec<Flip> {
    let axes = points.first().map_or(0, |point| point.at.len());
    (0..axes).flat_map(|axis| along(points, axis)).collect()
}

fn along(points: &[Point], axis: usize) -> Vec<Flip> {
    let mut lines: BTreeMap<String, Vec<(f64, usize)>> = BTreeMap::new();
    for (index, point) in points.iter().enumerate() {
        let Some(value) = point.at[axis].number() else {
            continue;
        };
        let others = point.at.iter().enumerate().filter(|(k, _)| *k != axis);
        let others: Vec<&Level> = others.map(|(_, level)| level).collect();
        lines
            .entry(format!("{others:?}"))
            .or_default()
            .push((value, index));
    }
    let mut found = Vec::new();
    for line in lines.values_mut() {
        line.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in line.windows(2) {
            let [(low, a), (high, b)] = [pair[0], pair[1]];
            let classes = [points[a].headline, points[b].headline];
            if classes[0] != classes[1] && low < high {
                let lead = |point: usize| {
                    let share = |class: usize| points[point].outcomes[class].share;
                    share(classes[0]) - share(classes[1])
                };
                let (before, after) = (lead(a).max(0.0), (-lead(b)).max(0.0));
                let part = if before + after > 0.0 {
                    before / (before + after)
                } else {
                    0.5
                };
                found.push(Flip {
                    axis,
                    between: [a, b],
                    values: [low, high],
                    at: low + part * (high - low),
                    classes,
                });
            }
        }
    }
    found
}
