//! Marks: signs around a point, with a white edge that sets them off.

use super::canvas::{Canvas, Point};
use super::palette::{Color, WHITE};

/// A diamond, a triangle, a square or a star around a point.
pub fn mark(canvas: &mut Canvas, shape: Mark, [x, y]: Point, radius: f64, color: Color) {
    let halo = radius + 3.0;
    for (r, paint) in [(halo, WHITE), (radius, color)] {
        match shape {
            Mark::Disc => canvas.disc([x, y], r, paint),
            _ => canvas.polygon(corners(shape, [x, y], r), paint),
        }
    }
}

/// Shapes of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// ●
    Disc,
    /// ◆
    Diamond,
    /// ▲
    Triangle,
    /// ■
    Square,
    /// ★
    Star,
    /// ✕
    Cross,
}

fn corners(shape: Mark, [x, y]: Point, r: f64) -> Vec<Point> {
    let unit: &[Point] = match shape {
        Mark::Disc => &[],
        Mark::Diamond => &[[0.0, -1.1], [1.1, 0.0], [0.0, 1.1], [-1.1, 0.0]],
        Mark::Triangle => &[[0.0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
        Mark::Square => &[[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
        Mark::Star => &STAR,
        Mark::Cross => &CROSS,
    };
    unit.iter().map(|[a, b]| [x + r * a, y + r * b]).collect()
}

/// A five-pointed star: corners every 36°, at 1.2 and at 0.5.
const STAR: [Point; 10] = [
    [0.0, -1.2],
    [0.294, -0.405],
    [1.141, -0.371],
    [0.476, 0.155],
    [0.705, 0.971],
    [0.0, 0.5],
    [-0.705, 0.971],
    [-0.476, 0.155],
    [-1.141, -0.371],
    [-0.294, -0.405],
];

/// Two crossed bars.
const CROSS: [Point; 12] = [
    [-0.65, -1.0],
    [0.0, -0.35],
    [0.65, -1.0],
    [1.0, -0.65],
    [0.35, 0.0],
    [1.0, 0.65],
    [0.65, 1.0],
    [0.0, 0.35],
    [-0.65, 1.0],
    [-1.0, 0.65],
    [-0.35, 0.0],
    [-1.0, -0.65],
];

/// How far to move marks sideways so that those on the same spot stand side by side.
pub fn aside(places: &[Point], size: f64) -> Vec<f64> {
    let near = |a: Point, b: Point| (a[0] - b[0]).abs() < size && (a[1] - b[1]).abs() < size;
    let shift = |k: usize| {
        let here = |j: &usize| near(places[*j], places[k]);
        let together = (0..places.len()).filter(here).count();
        let before = (0..k).filter(here).count();
        (before as f64 - (together as f64 - 1.0) / 2.0) * size * 1.1
    };
    (0..places.len()).map(shift).collect()
}

/// Groups of marks that would cover each other where they belong: those within `size` of a group's first.
pub fn together(places: &[Point], size: f64) -> Vec<Vec<usize>> {
    let near = |a: Point, b: Point| (a[0] - b[0]).abs() < size && (a[1] - b[1]).abs() < size;
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (k, &place) in places.iter().enumerate() {
        match groups
            .iter_mut()
            .find(|group| near(places[group[0]], place))
        {
            Some(group) => group.push(k),
            None => groups.push(vec![k]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_cover_each_other_are_a_group() {
        let places = [[0.0, 0.0], [500.0, 0.0], [5.0, 5.0], [500.0, 90.0]];
        assert_eq!(together(&places, 20.0), [vec![0, 2], vec![1], vec![3]]);
    }

    #[test]
    fn marks_on_one_spot_stand_side_by_side() {
        let shifts = aside(&[[0.0, 0.0], [1.0, 1.0], [500.0, 0.0]], 20.0);
        assert_eq!(shifts, [-11.0, 11.0, 0.0]);
    }
}
