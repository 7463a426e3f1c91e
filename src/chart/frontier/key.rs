//! The key to the signs of the panels.

use super::panel::{PACKAGES, ZONE};
use super::solution;
use crate::chart::canvas::{Align, Canvas, Point, Type};
use crate::chart::layout::{Area, LABEL};
use crate::chart::marks::{self, Mark};
use crate::chart::palette::{self, Color, INK, MUTED, NO_DEAL};
use crate::chart::{numbers, text};
use crate::simulate::forecast::{Forecast, Frontier};

/// How the key runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Entries below each other.
    Down,
    /// Entries beside each other, in as many lines as needed.
    Across,
}

/// What the signs mean, from the top of the area in as many lines as needed. Returns the height
/// of what was written.
pub fn key(
    canvas: &mut Canvas,
    area: Area,
    forecast: &Forecast,
    shown: &[&Frontier],
    flow: Flow,
) -> f64 {
    let mut pen = Pen {
        canvas,
        area,
        at: [area.left, area.top],
        flow,
    };
    pen.swatch(PACKAGES, "packages");
    pen.swatch(ZONE, "zone of possible agreement");
    pen.entry("Pareto frontier", |canvas, [x, y]| {
        canvas.rect([x, y - 1.5], 30.0, 3.0, INK);
    });
    pen.entry("no-deal value", |canvas, [x, y]| {
        canvas.dashes([[x, y], [x + 30.0, y]], 3.0, NO_DEAL);
    });
    if shown.iter().any(|frontier| frontier.status_quo.is_some()) {
        pen.entry("status quo", |canvas, [x, y]| {
            marks::mark(canvas, Mark::Cross, [x + 15.0, y], 10.0, MUTED);
        });
    }
    let mut ids: Vec<&str> = Vec::new();
    for known in shown.iter().flat_map(|frontier| &frontier.solutions) {
        if !ids.contains(&known.id.as_str()) && ids.len() < 6 {
            ids.push(&known.id);
        }
    }
    for id in ids {
        let (name, sign) = solution(id);
        pen.entry(&text::brief(name, 24), |canvas, [x, y]| {
            marks::mark(canvas, sign, [x + 15.0, y], 11.0, INK);
        });
    }
    let classes = classes(forecast, shown);
    if !classes.is_empty() {
        pen.heading("Deals (area: share):");
    }
    let colors = palette::outcomes(forecast);
    for &class in classes.iter().take(6) {
        let outcome = &forecast.outcomes[class];
        let mut name = text::brief(&outcome.name, 34);
        if flow == Flow::Down {
            let share = numbers::in_100(outcome.share);
            name = format!("{name}: {share} in 100 runs");
        }
        pen.entry(&name, |canvas, [x, y]| {
            canvas.disc([x + 15.0, y], 11.0, colors[class])
        });
    }
    if classes.len() > 6 {
        pen.heading(&format!("and {} more", classes.len() - 6));
    }
    pen.at[1] - area.top + 12.0
}

/// Outcome classes among the deals, most frequent first.
fn classes(forecast: &Forecast, shown: &[&Frontier]) -> Vec<usize> {
    let mut shares = vec![0.0; forecast.outcomes.len()];
    for deal in shown.iter().flat_map(|frontier| &frontier.deals) {
        if let Some(share) = shares.get_mut(deal.outcome) {
            *share += numbers::share(deal.share);
        }
    }
    let mut classes: Vec<usize> = (0..shares.len()).filter(|&k| shares[k] > 0.0).collect();
    classes.sort_by(|&a, &b| shares[b].total_cmp(&shares[a]));
    classes
}

/// Writes entries from left to right, and on to the next line where the room ends.
struct Pen<'a> {
    canvas: &'a mut Canvas,
    area: Area,
    at: Point,
    flow: Flow,
}

impl Pen<'_> {
    fn swatch(&mut self, color: Color, name: &str) {
        self.entry(name, |canvas, [x, y]| {
            canvas.rect([x, y - 11.0], 30.0, 22.0, color)
        });
    }

    fn entry(&mut self, name: &str, sign: impl FnOnce(&mut Canvas, Point)) {
        const SIGN: f64 = 42.0;
        let kind = Type {
            size: 22.0,
            ..LABEL
        };
        let name = kind.shorten(name, self.area.width() - SIGN);
        let width = SIGN + kind.width(&name);
        self.make_room(width);
        sign(self.canvas, self.at);
        let place = [self.at[0] + SIGN, self.at[1] + 8.0];
        self.canvas.text(place, &name, Align::Left, kind);
        self.at[0] += width + 36.0;
    }

    fn heading(&mut self, words: &str) {
        let kind = Type::bold(22.0, INK);
        let width = kind.width(words);
        self.make_room(width);
        let place = [self.at[0], self.at[1] + 8.0];
        self.canvas.text(place, words, Align::Left, kind);
        self.at[0] += width + 24.0;
    }

    fn make_room(&mut self, width: f64) {
        let full = self.flow == Flow::Down || self.at[0] + width > self.area.right;
        if self.at[0] > self.area.left && full {
            let line = match self.flow {
                Flow::Down => 38.0,
                Flow::Across => 38.0,
            };
            self.at = [self.area.left, self.at[1] + line];
        }
    }
}
