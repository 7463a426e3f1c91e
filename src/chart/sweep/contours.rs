//! Lines over a grid, between the centres of cells (marching squares: Lorensen & Cline 1987, doi 10.1145/37401.37422, in
//! the plane): contours of equal shares, and where the commonest outcome changes.

use super::super::canvas::{Canvas, Point as Pixel};
use super::super::palette::{INK, WHITE};
use super::grid::Grid;
use super::label::{Label, beside};
use crate::experiment::sweep::Sweep;

/// Shares at which contours are drawn.
const LEVELS: [f64; 3] = [0.25, 0.5, 0.75];
impl Grid<'_> {
    /// Lines within each square of four neighbouring centres, between the places where its sides are
    /// crossed. `crossed` tells where, from 0 to 1 along a side, given its ends' cells.
    fn march(&self, crossed: &dyn Fn([usize; 2], [usize; 2]) -> Option<f64>) -> Vec<[Pixel; 2]> {
        let [columns, rows] = self.size();
        let mut segments = Vec::new();
        for column in 0..columns.saturating_sub(1) {
            for row in 0..rows.saturating_sub(1) {
                let (c, r) = (column, row);
                let sides = [
                    ([c, r], [c + 1, r]),
                    ([c + 1, r], [c + 1, r + 1]),
                    ([c, r + 1], [c + 1, r + 1]),
                    ([c, r], [c, r + 1]),
                ];
                let hits: Vec<Pixel> = sides
                    .iter()
                    .filter_map(|&(from, to)| {
                        let part = crossed(from, to)?;
                        let mix =
                            |k: usize| from[k] as f64 + part * (to[k] as f64 - from[k] as f64);
                        Some(self.pixel([mix(0), mix(1)]))
                    })
                    .collect();
                match hits[..] {
                    [a, b] => segments.push([a, b]),
                    [] | [_] => {}
                    _ => {
                        let middle = self.pixel([c as f64 + 0.5, r as f64 + 0.5]);
                        segments.extend(hits.iter().map(|&hit| [hit, middle]));
                    }
                }
            }
        }
        segments
    }

    pub fn contours(&self, canvas: &mut Canvas, sweep: &Sweep, labels: &[Label]) {
        let share = |[column, row]: [usize; 2]| {
            sweep.points[self.point(column, row)].outcomes[sweep.focus].share
        };
        for level in LEVELS {
            let crossed = |from, to| {
                let (a, b) = (share(from) - level, share(to) - level);
                ((a < 0.0) != (b < 0.0)).then(|| a / (a - b))
            };
            for line in beside(self.march(&crossed), labels, 2.0) {
                canvas.line(line.to_vec(), 2.0, WHITE.fade(0.8));
            }
        }
    }

    pub fn flip_line(&self, canvas: &mut Canvas, sweep: &Sweep, labels: &[Label]) {
        let headline = |[column, row]: [usize; 2]| sweep.points[self.point(column, row)].headline;
        let crossed = |from: [usize; 2], to: [usize; 2]| {
            (headline(from) != headline(to)).then(|| self.flip_at(sweep, from, to).unwrap_or(0.5))
        };
        let segments = beside(self.march(&crossed), labels, 11.0);
        for (stroke, color) in [(11.0, WHITE), (6.0, INK)] {
            for line in &segments {
                canvas.line(line.to_vec(), stroke, color);
            }
        }
    }

    /// Where along a side the commonest outcome changes, refined points included.
    fn flip_at(&self, sweep: &Sweep, from: [usize; 2], to: [usize; 2]) -> Option<f64> {
        let axis = usize::from(from[0] == to[0]);
        let other = 1 - axis;
        let held = &self.places[other].levels[from[other]];
        let levels = &self.places[axis].levels;
        let (low, high) = (levels[from[axis]].number()?, levels[to[axis]].number()?);
        let flip = sweep.flips.iter().find(|flip| {
            flip.axis == axis
                && sweep.points[flip.between[0]].at[other] == *held
                && flip.values[0] >= low
                && flip.values[1] <= high
        })?;
        Some((flip.at - low) / (high - low))
    }
}
