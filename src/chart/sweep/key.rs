//! What the shades, letters and marks of a heatmap mean.

use super::super::canvas::{Align, Canvas, Point as Pixel, Type};
use super::super::layout::{INK_SMALL, SMALL, STRONG};
use super::super::numbers;
use super::super::palette::{self, Color, INK};
use super::super::text;
use super::class;
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
    let below = set(
        canvas,
        [left, top + 10.0],
        &class(sweep, sweep.focus),
        STRONG,
        width,
        2,
    );
    let top = below - 40.0;
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
    let mut y = top + 212.0;
    // More would not fit on the sheet.
    let lines = if commonest.len() <= 6 { 2 } else { 1 };
    for &found in commonest.iter().take(10) {
        canvas.text([left, y], &letter(commonest, found), Align::Left, STRONG);
        let name = class(sweep, found);
        y = set(
            canvas,
            [left + 34.0, y],
            &name,
            INK_SMALL,
            width - 34.0,
            lines,
        ) + 4.0;
    }
    let marked = sweep.axes.iter().all(|axis| axis.base.is_some());
    if marked {
        y += 34.0;
        canvas.disc([left + 12.0, y - 7.0], 10.0, INK);
        canvas.text(
            [left + 34.0, y],
            "as the scenario stands (medians)",
            Align::Left,
            SMALL,
        );
    }
}

/// Sets a name, on several lines where one is too short; returns the place of the next line.
fn set(
    canvas: &mut Canvas,
    [left, top]: Pixel,
    name: &str,
    kind: Type,
    width: f64,
    lines: usize,
) -> f64 {
    const LINE: f64 = 30.0;
    let mut y = top;
    for line in text::wrap(name, kind.size, kind.weight, width, lines) {
        canvas.text([left, y], &line, Align::Left, kind);
        y += LINE;
    }
    y
}

/// The letter of a class, by its place among those that are commonest somewhere.
pub fn letter(commonest: &[usize], class: usize) -> String {
    let index = commonest.iter().position(|&c| c == class).unwrap_or(0);
    char::from(b'A' + (index % 26) as u8).to_string()
}

/// Shade of a share: the whole range of shades for the shares that occur.
pub fn shade(sweep: &Sweep, share: f64) -> Color {
    let [low, high] = sweep.range(sweep.focus);
    palette::viridis((share - low) / (high - low).max(1e-9))
}
