//! The points of a sweep as cells of a grid: where each stands, its shade, and what is written in it.

use super::super::canvas::{Canvas, Point as Pixel};
use super::super::layout::Area;
use super::super::numbers;
use super::super::palette::{INK, WHITE};
use super::key::{letter, shade};
use super::label::Label;
use super::place::Places;
use crate::experiment::sweep::Sweep;

/// Columns and rows of cells at most in which there is room for a number and a letter.
const COLUMNS: usize = 14;
const ROWS: usize = 16;

/// Index of the point per cell of a full grid, the first axis slowest; `None` where points lie on none.
pub fn cells(sweep: &Sweep, places: &[Places; 2]) -> Option<Vec<usize>> {
    let [columns, rows] = places.each_ref().map(|p| p.levels.len());
    if columns * rows > sweep.points.len() {
        return None;
    }
    let index: std::collections::HashMap<String, usize> = sweep
        .points
        .iter()
        .enumerate()
        .map(|(index, point)| (format!("{:?}", point.at), index))
        .collect();
    let cell = |k: usize| {
        let at = [&places[0].levels[k / rows], &places[1].levels[k % rows]];
        index.get(&format!("{at:?}")).copied()
    };
    (0..columns * rows).map(cell).collect()
}

/// Points on a full grid, by column (first axis) and row (second axis, upwards).
pub struct Grid<'a> {
    pub places: &'a [Places; 2],
    pub plot: Area,
    /// Index of the point per cell, the first axis slowest.
    points: Vec<usize>,
}

impl<'a> Grid<'a> {
    pub fn of(sweep: &Sweep, places: &'a [Places; 2], plot: Area) -> Option<Self> {
        Some(Self {
            places,
            plot,
            points: cells(sweep, places)?,
        })
    }

    pub fn size(&self) -> [usize; 2] {
        self.places.each_ref().map(|p| p.levels.len())
    }

    pub fn step(&self) -> [f64; 2] {
        let [columns, rows] = self.size();
        [
            self.plot.width() / columns as f64,
            self.plot.height() / rows as f64,
        ]
    }

    /// The pixel of a place counted in steps from the centre of the first cell.
    pub fn pixel(&self, [x, y]: [f64; 2]) -> Pixel {
        let [width, height] = self.step();
        [
            self.plot.left + (x + 0.5) * width,
            self.plot.bottom - (y + 0.5) * height,
        ]
    }

    pub fn point(&self, column: usize, row: usize) -> usize {
        self.points[column * self.size()[1] + row]
    }

    pub fn cells(&self, canvas: &mut Canvas, sweep: &Sweep) {
        let [columns, rows] = self.size();
        let [width, height] = self.step();
        for column in 0..columns {
            for row in 0..rows {
                let point = &sweep.points[self.point(column, row)];
                let share = point.outcomes[sweep.focus].share;
                let color = shade(sweep, share);
                let [x, y] = self.pixel([column as f64, row as f64]);
                let corner = [x - width / 2.0, y - height / 2.0];
                canvas.rect(corner, width + 0.5, height + 0.5, color);
            }
        }
    }

    /// What is written in a cell, the letter small where its lead is within sampling error.
    fn label(&self, sweep: &Sweep, commonest: &[usize], cell: [usize; 2]) -> Label {
        let point = &sweep.points[self.point(cell[0], cell[1])];
        let share = point.outcomes[sweep.focus].share;
        let ground = shade(sweep, share);
        let ink = if ground.lightness() < 0.5 { WHITE } else { INK };
        let mut letter = letter(commonest, point.headline);
        if !point.clear {
            letter.make_ascii_lowercase();
        }
        let at = self.pixel(cell.map(|k| k as f64));
        Label::new(at, numbers::in_100(share), letter, ink)
    }

    /// Those of all cells, where they have room; else of some, far enough apart for the lines to be seen between them.
    pub fn labels(&self, sweep: &Sweep, commonest: &[usize]) -> Vec<Label> {
        let [columns, rows] = self.size();
        let written = |count: usize, most: usize| {
            let every = match count.div_ceil(most) {
                0 | 1 => 1,
                crowded => crowded + 1,
            };
            (0..count).skip((every - 1) / 2).step_by(every)
        };
        let cells = written(columns, COLUMNS)
            .flat_map(|column| written(rows, ROWS).map(move |row| [column, row]));
        cells
            .map(|cell| self.label(sweep, commonest, cell))
            .collect()
    }
}
