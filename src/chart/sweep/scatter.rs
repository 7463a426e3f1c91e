//! Two axes whose points lie on no grid: discs, shaded by the share of one outcome class.

use super::super::axis::Scale;
use super::super::canvas::{Align, Canvas};
use super::super::layout::{Area, MARGIN, SMALL};
use super::super::numbers;
use super::super::palette::{self, WHITE};
use super::heatmap::names;
use super::key::shade;
use super::level;
use super::place::Places;
use crate::experiment::sweep::{Level, Sweep};

/// Pixels between the frame and the outermost points.
const EDGE: f64 = 24.0;

/// Draws the points.
pub fn draw(canvas: &mut Canvas, plot: Area, sweep: &Sweep, places: &[Places; 2]) {
    let scale = |axis: usize, range: [f64; 2]| {
        let places = &places[axis];
        let ends = if places.numeric {
            places.ends()
        } else {
            [-0.5, places.levels.len() as f64 - 0.5]
        };
        Scale::new(ends, range)
    };
    // No disc stands on the frame.
    let x = scale(0, [plot.left + EDGE, plot.right - EDGE]);
    let y = scale(1, [plot.bottom - EDGE, plot.top + EDGE]);
    canvas.frame(
        [plot.left, plot.top],
        plot.width(),
        plot.height(),
        2.0,
        palette::GRID,
    );
    let at = |axis: usize, level: &Level| match level.number().filter(|_| places[axis].numeric) {
        Some(number) => number,
        None => places[axis].step(level).unwrap_or(0.0),
    };
    for (axis, scale) in [(0, &x), (1, &y)] {
        let ticks: Vec<(f64, String)> = if places[axis].numeric {
            let (ticks, step) = scale.ticks(6);
            let tell = |tick: f64| (tick, numbers::plain(tick, step));
            ticks.into_iter().map(tell).collect()
        } else {
            let levels = places[axis].levels.iter().enumerate();
            levels.map(|(k, l)| (k as f64, level(l))).collect()
        };
        for (tick, said) in ticks {
            let said = SMALL.shorten(&said, plot.left - MARGIN - 22.0);
            let (spot, align) = match axis {
                0 => ([scale.at(tick), plot.bottom + 30.0], Align::Center),
                _ => ([plot.left - 14.0, scale.at(tick) + 7.0], Align::Right),
            };
            canvas.text(spot, &said, align, SMALL);
        }
    }
    let radius = (plot.width() * plot.height() / sweep.points.len() as f64).sqrt() / 3.0;
    for point in &sweep.points {
        let spot = [x.at(at(0, &point.at[0])), y.at(at(1, &point.at[1]))];
        let color = shade(sweep, point.outcomes[sweep.focus].share);
        canvas.ring(spot, radius.clamp(4.0, 16.0), 2.0, WHITE, color);
    }
    names(canvas, plot, sweep);
}
