//! What the shades, letters and marks of a heatmap mean.

use super::super::canvas::{Align, Canvas, Point as Pixel};
use super::super::layout::{INK_SMALL, SMALL, STRONG};
use super::super::numbers;
use super::super::palette::{self, INK};
use super::class;
use super::heatmap::letter;
use crate::experiment::sweep::Sweep;

/// Its width.
pub const WIDTH: f64 = 420.0;

/// What shades and letters mean.
pub fn draw(
    canvas: &mut Canvas,
    [left, top]: Pixel,
    sweep: &Sweep,
    commonest: &[usize],
    on_grid: bool,
) {
    let width = WIDTH - 30.0;
    let head = STRONG.shorten(&class(sweep, sweep.focus), width);
    canvas.text([left, top + 10.0], &head, Align::Left, STRONG);
    canvas.text([left, top + 40.0], "runs in 100", Align::Left, SMALL);
    const STEPS: usize = 60;
    let [low, high] = sweep.range(sweep.focus);
    for k in 0..STEPS {
        let part = width / STEPS as f64;
        let color = palette::viridis(k as f64 / (STEPS - 1) as f64);
        canvas.rect(
            [left + k as f64 * part, top + 56.0],
            part + 0.5,
            26.0,
            color,
        );
    }
    canvas.text(
        [left, top + 108.0],
        &numbers::in_100(low),
        Align::Left,
        SMALL,
    );
    let end = numbers::in_100(high);
    canvas.text([left + width, top + 108.0], &end, Align::Right, SMALL);
    if !on_grid {
        return;
    }
    canvas.text(
        [left, top + 176.0],
        "The commonest outcome",
        Align::Left,
        STRONG,
    );
    for (k, &found) in commonest.iter().take(10).enumerate() {
        let y = top + 212.0 + 34.0 * k as f64;
        canvas.text([left, y], &letter(commonest, found), Align::Left, STRONG);
        let name = INK_SMALL.shorten(&class(sweep, found), width - 34.0);
        canvas.text([left + 34.0, y], &name, Align::Left, INK_SMALL);
    }
    let marked = sweep.axes.iter().all(|axis| axis.base.is_some());
    if marked {
        let y = top + 246.0 + 34.0 * commonest.len().min(10) as f64;
        canvas.disc([left + 12.0, y - 7.0], 10.0, INK);
        canvas.text(
            [left + 34.0, y],
            "as the scenario stands (medians)",
            Align::Left,
            SMALL,
        );
    }
}
