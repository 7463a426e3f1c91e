//! Three axes or more: parallel coordinates, a line per point from axis to axis, the last of which is
//! the share of one outcome class, as is the shade.

use super::super::axis::Scale;
use super::super::canvas::{Align, Canvas};
use super::super::layout::{self, Area, INK_SMALL, SMALL};
use super::super::numbers;
use super::super::palette::{self, MUTED};
use super::super::text;
use super::place::Places;
use super::{class, level};
use crate::experiment::sweep::Sweep;
use crate::report::number::short;

/// Most axes side by side, and lines.
const AXES: usize = 10;
const LINES: usize = 600;

pub fn draw(canvas: &mut Canvas, area: Area, sweep: &Sweep) {
    let axes = sweep.axes.len().min(AXES);
    let plot = area.inset([110.0, 96.0, 110.0, 44.0]);
    let gap = plot.width() / axes as f64;
    let places: Vec<Places> = (0..axes).map(|axis| Places::of(sweep, axis)).collect();
    let height = |axis: usize, point: usize| {
        let places = &places[axis];
        let at = &sweep.points[point].at[axis];
        let part = match at.number().filter(|_| places.numeric) {
            Some(number) => {
                return Scale::new(places.ends(), [plot.bottom, plot.top]).at(number);
            }
            None => (places.step(at).unwrap_or(0.0) + 0.5) / places.levels.len().max(1) as f64,
        };
        plot.bottom + part * (plot.top - plot.bottom)
    };
    // What stands above an axis keeps clear of its neighbours, and within the sheet.
    let room = |x: f64, gap: f64| {
        let side = (x - area.left).min(area.right - x);
        (gap - 14.0).min(2.0 * side).min(2.0 * 165.0)
    };
    let [low, high] = sweep.range(sweep.focus);
    let shares = Scale::new([low, high], [plot.bottom, plot.top]);
    let share = |point: usize| sweep.points[point].outcomes[sweep.focus].share;
    let mut order = layout::thin(sweep.points.len(), LINES);
    order.sort_by(|&a, &b| share(a).total_cmp(&share(b)));
    for point in order {
        let mut path: Vec<_> = (0..axes)
            .map(|axis| [plot.left + gap * axis as f64, height(axis, point)])
            .collect();
        path.push([plot.right, shares.at(share(point))]);
        let color = palette::viridis((share(point) - low) / (high - low).max(1e-9));
        canvas.line(path, 2.5, color.fade(0.6));
    }
    for (axis, places) in places.iter().enumerate() {
        let x = plot.left + gap * axis as f64;
        let ends = if places.numeric {
            places.ends().map(short).to_vec()
        } else {
            places.levels.iter().map(level).collect()
        };
        let name = text::brief(&sweep.axes[axis].name, 60);
        let room = room(x, gap);
        upright(canvas, plot, x, (&name, room), &ends, places.numeric);
    }
    let ends = [low, high].map(numbers::in_100).to_vec();
    let name = class(sweep, sweep.focus);
    let room = room(plot.right, gap);
    upright(canvas, plot, plot.right, (&name, room), &ends, true);
}

/// An axis with its name above and its ends, or all its values, beside it.
fn upright(
    canvas: &mut Canvas,
    plot: Area,
    x: f64,
    (name, room): (&str, f64),
    ends: &[String],
    numeric: bool,
) {
    canvas.rect([x - 1.5, plot.top], 3.0, plot.height(), MUTED);
    let lines = text::wrap(name, INK_SMALL.size, INK_SMALL.weight, room, 2);
    for (k, line) in lines.iter().enumerate() {
        let y = plot.top - 66.0 + 25.0 * k as f64;
        canvas.text([x, y], line, Align::Center, INK_SMALL);
    }
    for (k, end) in ends.iter().enumerate().take(12) {
        let said = SMALL.shorten(end, room);
        if numeric {
            let y = [plot.bottom + 30.0, plot.top - 12.0][k.min(1)];
            canvas.text([x, y], &said, Align::Center, SMALL);
        } else {
            let part = (k as f64 + 0.5) / ends.len() as f64;
            let y = plot.bottom + part * (plot.top - plot.bottom) + 7.0;
            canvas.text([x + 10.0, y], &said, Align::Left, SMALL);
        }
    }
}
