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
    /// The nearest values on either side at which sampling error cannot explain which of the two
    /// leads: the flip lies between them. None where there is no such value.
    pub clear: [Option<f64>; 2],
}

/// All flips between neighbouring points, axis by axis. Neighbours share all other values, which are
/// among `levels`, those listed for each axis: points that refine another axis have no neighbours.
pub fn flips(points: &[Point], levels: &[Vec<Level>]) -> Vec<Flip> {
    (0..levels.len())
        .flat_map(|axis| along(points, levels, axis))
        .collect()
}

fn along(points: &[Point], levels: &[Vec<Level>], axis: usize) -> Vec<Flip> {
    let mut lines: BTreeMap<String, Vec<(f64, usize)>> = BTreeMap::new();
    for (index, point) in points.iter().enumerate() {
        let others = point.at.iter().zip(levels).enumerate();
        let mut others = others.filter(|(k, _)| *k != axis);
        let Some(value) = point.at[axis].number() else {
            continue;
        };
        if others.all(|(_, (level, listed))| listed.contains(level)) {
            let mut key = point.at.clone();
            key.remove(axis);
            lines
                .entry(format!("{key:?}"))
                .or_default()
                .push((value, index));
        }
    }
    let mut found = Vec::new();
    for line in lines.values_mut() {
        line.sort_by(|a, b| a.0.total_cmp(&b.0));
        let line: Vec<(f64, &Point, usize)> = line
            .iter()
            .map(|&(value, index)| (value, &points[index], index))
            .collect();
        found.extend((1..line.len()).filter_map(|above| flip(axis, &line, above)));
    }
    found
}

/// The flip between a point of a line and the one before it, if there is one.
fn flip(axis: usize, line: &[(f64, &Point, usize)], above: usize) -> Option<Flip> {
    let [(low, a, first), (high, b, second)] = [line[above - 1], line[above]];
    let classes = [a.headline, b.headline];
    if classes[0] == classes[1] || low >= high {
        return None;
    }
    let lead = |point: &Point| point.lead(classes[0], classes[1]);
    let (before, after) = (lead(a).0.max(0.0), (-lead(b).0).max(0.0));
    let part = if before + after > 0.0 {
        before / (before + after)
    } else {
        0.5
    };
    let below = line[..above].iter().rev();
    let below = below.take_while(|(_, point, _)| lead(point).0 > -lead(point).1);
    let beyond = line[above..].iter();
    let beyond = beyond.take_while(|(_, point, _)| lead(point).0 < lead(point).1);
    let mut below = below.filter(|(_, point, _)| lead(point).0 > lead(point).1);
    let mut beyond = beyond.filter(|(_, point, _)| -lead(point).0 > lead(point).1);
    Some(Flip {
        axis,
        between: [first, second],
        values: [low, high],
        at: low + part * (high - low),
        classes,
        clear: [below.next(), beyond.next()].map(|end| end.map(|(value, _, _)| *value)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sweep::Share;

    fn point(value: f64, shares: [f64; 2]) -> Point {
        let share = |class: usize| Share {
            id: format!("c{class}"),
            share: shares[class],
            low: 0.0,
            high: 1.0,
        };
        Point {
            at: vec![Level::Number(value)],
            runs: 1000,
            outcomes: vec![share(0), share(1)],
            headline: usize::from(shares[1] > shares[0]),
            clear: false,
            utilities: Vec::new(),
            deal_round: None,
        }
    }

    #[test]
    fn a_flip_lies_where_shares_cross_and_between_clear_leads() {
        let points = [
            point(0.0, [0.60, 0.40]),
            point(1.0, [0.51, 0.49]),
            point(3.0, [0.48, 0.52]),
            point(4.0, [0.30, 0.70]),
        ];
        let levels = points.iter().map(|p| p.at[0].clone()).collect();
        let found = flips(&points, &[levels]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].between, found[0].classes), ([1, 2], [0, 1]));
        assert!((found[0].at - 1.666_666).abs() < 1e-5, "{}", found[0].at);
        assert_eq!(found[0].clear, [Some(0.0), Some(4.0)]);
    }

    #[test]
    fn points_that_refine_another_axis_are_no_neighbours() {
        let at = |x: f64, y: f64, shares| {
            let mut point = point(x, shares);
            point.at.push(Level::Number(y));
            point
        };
        let points = [
            at(0.0, 0.0, [0.6, 0.4]),
            at(1.0, 0.0, [0.6, 0.4]),
            at(0.0, 0.5, [0.6, 0.4]),
            at(1.0, 0.5, [0.4, 0.6]),
        ];
        let ends = || vec![Level::Number(0.0), Level::Number(1.0)];
        let found = flips(&points, &[ends(), ends()]);
        assert!(found.iter().all(|flip| flip.axis == 1), "{found:?}");
        assert_eq!(found.len(), 1);
    }
}
