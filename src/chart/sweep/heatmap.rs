//! Two axes: a cell per point, shaded by the share of one outcome class, with contours of equal
//! shares, the line where the commonest outcome changes, and the base case.
//!
//! Points that lie on no grid are drawn as discs.

use super::super::canvas::{Align, Canvas};
use super::super::layout::{Area, LABEL, MARGIN, SMALL};
use super::super::palette::{INK, WHITE};
use super::grid::{Grid, cells};
use super::place::Places;
use super::{axis_name, key, level, scatter};
use crate::experiment::sweep::Sweep;

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

impl Grid<'_> {
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
