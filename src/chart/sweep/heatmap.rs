//! Two axes: a cell per point, shaded by the share of one outcome class, with contours of equal
//! shares, the line where the commonest outcome changes, and the base case.
//!
//! Lines run between the centres of cells (marching squares: Lorensen & Cline 1987,
//! doi 10.1145/37401.37422, in the plane). Points that lie on no grid are drawn as discs.

use super::super::canvas::{Align, Canvas, Point as Pixel};
use super::super::layout::{Area, LABEL, MARGIN, SMALL};
use super::super::numbers;
use super::super::palette::{self, Color, INK, WHITE};
use super::label::{Label, beside};
use super::place::Places;
use super::{axis_name, key, level, scatter};
use crate::experiment::sweep::Sweep;

/// Shares at which contours are drawn.
const LEVELS: [f64; 3] = [0.25, 0.5, 0.75];
/// Columns and rows of cells at most in which there is room for a number and a letter.
const COLUMNS: usize = 14;
const ROWS: usize = 16;

pub fn draw(canvas: &mut Canvas, area: Area, sweep: &Sweep) {
    let places = [Places::of(sweep, 0), Places::of(sweep, 1)];
    let plot = area.inset([left(&places[1]), 20.0, key::WIDTH + 40.0, 92.0]);
    let commonest = commonest(sweep);
    let grid = Grid::of(sweep, &places, plot);
    match &grid {
        Some(grid) => {
            grid.cells(canvas, sweep);
            let labels = grid.labels(sweep, &commonest);
            // Between words there is nothing for a line to run through.
            if has_lines(&places) {
                grid.contours(canvas, sweep, &labels);
                grid.flip_line(canvas, sweep, &labels);
            }
            labels.iter().for_each(|label| label.draw(canvas));
            grid.axes(canvas, sweep);
            grid.base(canvas, sweep);
        }
        None => scatter::draw(canvas, plot, sweep, &places),
    }
    let left = area.right - key::WIDTH;
    key::draw(canvas, [left, plot.top], sweep, &commonest, grid.is_some());
}

fn has_lines(places: &[Places; 2]) -> bool {
    places.iter().all(|places| places.numeric)
}

/// Room for the values of the second axis.
fn left(places: &Places) -> f64 {
    let widths = places.levels.iter().map(|l| SMALL.width(&level(l)));
    widths.fold(150.0, f64::max).min(260.0) + 40.0
}

/// What is drawn, in words.
pub fn key_in_words(sweep: &Sweep, focus: &str) -> String {
    let places = [Places::of(sweep, 0), Places::of(sweep, 1)];
    let few = places[0].levels.len() * places[1].levels.len();
    if cells(sweep, &places).is_none() {
        return format!("A disc per point; shade: runs in 100 that end in {focus}.");
    }
    let mut said = format!(
        "Shade and number: runs in 100 that end in {focus}; letter: the commonest outcome, small where its lead is \
         within sampling error."
    );
    if has_lines(&places) {
        let by = match sweep.points.len() > few {
            true => ", by points between the cells too",
            false => "",
        };
        said.push_str(&format!(
            " Thick line: where it changes{by}; thin lines: 25, 50 and 75 in 100."
        ));
    }
    said
}

/// The classes that are commonest somewhere, the most often first.
fn commonest(sweep: &Sweep) -> Vec<usize> {
    let count = |class: usize| sweep.points.iter().filter(|p| p.headline == class).count();
    let mut classes: Vec<usize> = (0..sweep.scenario.outcomes.len())
        .filter(|&class| count(class) > 0)
        .collect();
    classes.sort_by_key(|&class| std::cmp::Reverse(count(class)));
    classes
}

pub fn letter(commonest: &[usize], class: usize) -> String {
    let index = commonest.iter().position(|&c| c == class).unwrap_or(0);
    char::from(b'A' + (index % 26) as u8).to_string()
}

/// Shade of a share: the whole range of shades for the shares that occur.
pub fn shade(sweep: &Sweep, share: f64) -> Color {
    let [low, high] = sweep.range(sweep.focus);
    palette::viridis((share - low) / (high - low).max(1e-9))
}

/// Index of the point per cell of a full grid, the first axis slowest; `None` where points lie on none.
fn cells(sweep: &Sweep, places: &[Places; 2]) -> Option<Vec<usize>> {
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
struct Grid<'a> {
    places: &'a [Places; 2],
    plot: Area,
    /// Index of the point per cell, the first axis slowest.
    points: Vec<usize>,
}

impl<'a> Grid<'a> {
    fn of(sweep: &Sweep, places: &'a [Places; 2], plot: Area) -> Option<Self> {
        Some(Self {
            places,
            plot,
            points: cells(sweep, places)?,
        })
    }

    fn size(&self) -> [usize; 2] {
        self.places.each_ref().map(|p| p.levels.len())
    }

    fn step(&self) -> [f64; 2] {
        let [columns, rows] = self.size();
        [
            self.plot.width() / columns as f64,
            self.plot.height() / rows as f64,
        ]
    }

    /// The pixel of a place counted in steps from the centre of the first cell.
    fn pixel(&self, [x, y]: [f64; 2]) -> Pixel {
        let [width, height] = self.step();
        [
            self.plot.left + (x + 0.5) * width,
            self.plot.bottom - (y + 0.5) * height,
        ]
    }

    fn point(&self, column: usize, row: usize) -> usize {
        self.points[column * self.size()[1] + row]
    }

    fn cells(&self, canvas: &mut Canvas, sweep: &Sweep) {
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
    fn labels(&self, sweep: &Sweep, commonest: &[usize]) -> Vec<Label> {
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

    fn contours(&self, canvas: &mut Canvas, sweep: &Sweep, labels: &[Label]) {
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

    fn flip_line(&self, canvas: &mut Canvas, sweep: &Sweep, labels: &[Label]) {
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

    fn axes(&self, canvas: &mut Canvas, sweep: &Sweep) {
        let [width, _] = self.step();
        let plot = self.plot;
        let every = |count: usize, room: f64, needs: f64| {
            ((needs / (room / count as f64)).ceil() as usize).max(1)
        };
        let [columns, rows] = self.size();
        let wide = self.places[0].levels.iter().map(|l| SMALL.width(&level(l)));
        let wide = wide.fold(20.0, f64::max).min(180.0) + 16.0;
        let skip = every(columns, plot.width(), wide);
        for (k, value) in self.places[0].levels.iter().enumerate().step_by(skip) {
            let said = SMALL.shorten(&level(value), (width * skip as f64 - 8.0).max(40.0));
            let [x, _] = self.pixel([k as f64, 0.0]);
            canvas.text([x, plot.bottom + 30.0], &said, Align::Center, SMALL);
        }
        let skip = every(rows, plot.height(), 30.0);
        for (k, value) in self.places[1].levels.iter().enumerate().step_by(skip) {
            let said = SMALL.shorten(&level(value), plot.left - MARGIN - 22.0);
            let [_, y] = self.pixel([0.0, k as f64]);
            canvas.text([plot.left - 14.0, y + 7.0], &said, Align::Right, SMALL);
        }
        names(canvas, plot, sweep);
    }

    /// A disc with a white rim at the scenario as it stands: to be seen on any shade.
    fn base(&self, canvas: &mut Canvas, sweep: &Sweep) {
        let step = |axis: usize| {
            let base = sweep.axes[axis].base.as_ref()?;
            self.places[axis].step(base)
        };
        if let (Some(x), Some(y)) = (step(0), step(1)) {
            let at = self.pixel([x, y]);
            canvas.ring(at, 17.0, 6.0, WHITE, INK);
        }
    }
}

/// Names of the axes: the first below, the second above the numbers at the left.
pub fn names(canvas: &mut Canvas, plot: Area, sweep: &Sweep) {
    let middle = (plot.left + plot.right) / 2.0;
    let name = LABEL.shorten(&format!("{} →", axis_name(sweep, 0)), plot.width());
    canvas.text([middle, plot.bottom + 70.0], &name, Align::Center, LABEL);
    let name = LABEL.shorten(&format!("↑ {}", axis_name(sweep, 1)), plot.width());
    canvas.text([plot.left, plot.top - 12.0], &name, Align::Left, LABEL);
}
