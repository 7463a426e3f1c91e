//! How will it end? A row per outcome class, 100 dots each, of which as many are filled as runs in
//! 100 end that way; the line under the dots is the 95% interval.

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas, Point};
use super::layout::{self, Area, Heading, LABEL, MARGIN, SMALL, STRONG};
use super::palette::{self, Color, GRID, INK, MUTED};
use super::table::{Cell, Table};
use super::{Chart, Plate, numbers, text};
use crate::simulate::forecast::{Forecast, Outcome};

/// Fewest pixels a row needs.
const ROW: f64 = 40.0;

pub fn plate(forecast: &Forecast) -> Plate {
    let ranked = ranked(forecast);
    let mut canvas = Canvas::default();
    let heading = Heading {
        question: Chart::Outcomes.question(),
        title: title(forecast, &ranked),
        subtitle: String::new(),
    };
    // The number of rows that fit hangs on where the heading ends, which takes at most this much.
    let shown = ranked.len().min(18);
    let heading = Heading {
        subtitle: subtitle(forecast, &ranked, shown),
        ..heading
    };
    let area = layout::page(&mut canvas, forecast, &heading);
    if ranked.is_empty() {
        layout::nothing(&mut canvas, area, "No outcome was counted");
    } else {
        rows(&mut canvas, area, forecast, &ranked[..shown]);
    }
    Plate {
        canvas,
        table: table(forecast),
        alt: alt(forecast, &heading, &ranked),
    }
}

/// Outcomes that happened, most frequent first, what fits no class last.
fn ranked(forecast: &Forecast) -> Vec<usize> {
    let outcomes = &forecast.outcomes;
    let happened = |k: &usize| outcomes[*k].count > 0 || numbers::share(outcomes[*k].share) > 0.0;
    let mut ranked: Vec<usize> = (0..outcomes.len()).filter(happened).collect();
    ranked.sort_by(|&a, &b| {
        let key = |k: usize| {
            (
                outcomes[k].id == "other",
                -numbers::share(outcomes[k].share),
            )
        };
        let [(other_a, share_a), (other_b, share_b)] = [key(a), key(b)];
        other_a.cmp(&other_b).then(share_a.total_cmp(&share_b))
    });
    ranked
}

fn title(forecast: &Forecast, ranked: &[usize]) -> String {
    let outcome = |k: usize| &forecast.outcomes[k];
    let name = |k: usize| text::brief(&outcome(k).name, 60);
    let mut by_share = ranked.to_vec();
    by_share.sort_by(|&a, &b| outcome(b).share.total_cmp(&outcome(a).share));
    match by_share[..] {
        [] => "No runs, so no forecast".to_owned(),
        [only] => format!("Every run ends the same way: {}", name(only)),
        [first, second, ..] if outcome(first).is_level_with(outcome(second)) => format!(
            "{} and {} are about equally likely: {} and {} in 100 runs",
            name(first),
            name(second),
            numbers::in_100(outcome(first).share),
            numbers::in_100(outcome(second).share),
        ),
        [first, ..] => format!(
            "{} is the likeliest end: {} in 100 runs",
            name(first),
            numbers::in_100(outcome(first).share),
        ),
    }
}

fn subtitle(forecast: &Forecast, ranked: &[usize], shown: usize) -> String {
    let mut said = String::from(
        "Runs in 100 that end in each outcome, a dot for each. The line under the dots is the 95% interval for sampling \
         error alone: more runs shrink it.",
    );
    let rare = ["rarer outcome", "rarer outcomes"];
    said.push_str(&numbers::and_more(ranked.len() - shown, rare));
    let never: Vec<String> = forecast
        .outcomes
        .iter()
        .enumerate()
        .filter(|(k, outcome)| !ranked.contains(k) && outcome.id != "other")
        .map(|(_, outcome)| text::brief(&outcome.name, 40))
        .collect();
    match never.len() {
        0 => {}
        1..=3 => said.push_str(&format!(" Never seen: {}.", numbers::list(&never))),
        n => said.push_str(&format!(" Never seen: {n} other outcomes.")),
    }
    said
}

/// How a row is laid out.
struct Grid {
    scale: Scale,
    pitch: f64,
    lines: usize,
    names: f64,
}

impl Grid {
    /// Dots as large as the rows allow, in 1, 2, 4 or 5 lines, filled column by column, so that
    /// the strip is also an axis from 0 to 100.
    fn new(area: Area, height: f64, names: f64) -> Self {
        let left = area.left + names + 30.0;
        let right = area.right - 400.0;
        let pitch = |lines: usize| (right - left) * lines as f64 / 100.0;
        let fits = |lines: &&usize| pitch(**lines) * **lines as f64 + 26.0 <= height;
        let lines = *[5, 4, 2].iter().find(fits).unwrap_or(&1);
        Self {
            scale: Scale::new([0.0, 1.0], [left, right]),
            pitch: pitch(lines),
            lines,
            names,
        }
    }

    fn dot(&self, k: usize, top: f64) -> Point {
        let column = (k / self.lines) as f64 + 0.5;
        let line = (k % self.lines) as f64 + 0.5;
        [
            self.scale.at(0.0) + column * self.pitch,
            top + line * self.pitch,
        ]
    }

    fn height(&self) -> f64 {
        self.pitch * self.lines as f64
    }
}

fn rows(canvas: &mut Canvas, area: Area, forecast: &Forecast, shown: &[usize]) {
    let names = shown
        .iter()
        .map(|&k| STRONG.width(&text::brief(&forecast.outcomes[k].name, 80)));
    let names = names.fold(120.0, f64::max).min(500.0);
    let body = area.inset([0.0, 30.0, 0.0, 34.0]);
    let height = (body.height() / shown.len() as f64).clamp(ROW, 312.0);
    let grid = Grid::new(area, height, names);
    let bottom = body.top + height * shown.len() as f64;
    columns(canvas, area, &grid, bottom);
    let colors = palette::outcomes(forecast);
    for (row, &k) in shown.iter().enumerate() {
        let top = body.top + row as f64 * height + (height - grid.height() - 18.0) / 2.0;
        one_row(
            canvas,
            &grid,
            &forecast.outcomes[k],
            colors[k],
            (top, row == 0),
        );
    }
}

fn columns(canvas: &mut Canvas, area: Area, grid: &Grid, bottom: f64) {
    let right = grid.scale.at(1.0);
    let y = area.top + 14.0;
    canvas.text([right + 95.0, y], "in 100", Align::Right, SMALL);
    canvas.text([right + 250.0, y], "95% interval", Align::Right, SMALL);
    canvas.text([area.right, y], "median day", Align::Right, SMALL);
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let x = grid.scale.at(tick);
        canvas.rect(
            [x - 1.0, area.top + 28.0],
            2.0,
            bottom - area.top - 24.0,
            GRID,
        );
        let number = numbers::in_100(tick);
        canvas.text([x, bottom + 32.0], &number, Align::Center, SMALL);
    }
}

fn one_row(
    canvas: &mut Canvas,
    grid: &Grid,
    outcome: &Outcome,
    color: Color,
    (top, first): (f64, bool),
) {
    let share = numbers::share(outcome.share);
    let full = (100.0 * share).round() as usize;
    let radius = (grid.pitch * 0.4).min(14.0);
    for k in 0..100 {
        let center = grid.dot(k, top);
        let rare = k == 0 && full == 0;
        let paint = if k < full || rare { color } else { GRID };
        canvas.disc(center, if rare { radius * 0.6 } else { radius }, paint);
    }
    let under = top + grid.height() + 10.0;
    let ends = [outcome.low, outcome.high].map(numbers::share);
    axis::whisker(canvas, ends.map(|x| grid.scale.at(x)), under, 11.0);
    canvas.disc([grid.scale.at(share), under], 4.5, INK);
    let kind = if first { STRONG } else { LABEL };
    let y = top + grid.height() / 2.0 + 9.0;
    let right = grid.scale.at(1.0);
    let name = kind.shorten(&outcome.name, grid.names);
    canvas.text([MARGIN, y], &name, Align::Left, kind);
    let big = layout::STRONG;
    canvas.text(
        [right + 95.0, y],
        &numbers::in_100(share),
        Align::Right,
        big,
    );
    let muted = super::canvas::Type {
        color: MUTED,
        ..LABEL
    };
    canvas.text(
        [right + 250.0, y],
        &numbers::interval(ends),
        Align::Right,
        muted,
    );
    let day = outcome.median_day.filter(|day| day.is_finite());
    let day = day.map_or_else(|| "–".to_owned(), numbers::day);
    canvas.text(
        [right + 400.0, y],
        &LABEL.shorten(&day, 120.0),
        Align::Right,
        muted,
    );
}

fn table(forecast: &Forecast) -> Table {
    let columns = [
        "outcome",
        "name",
        "count",
        "share",
        "low",
        "high",
        "median_day",
    ];
    let gains = forecast
        .parties
        .iter()
        .map(|party| format!("gain.{}", party.id));
    let mut table = Table::new(columns.map(str::to_owned).into_iter().chain(gains));
    for outcome in &forecast.outcomes {
        let mut row: Vec<Cell> = vec![
            outcome.id.as_str().into(),
            outcome.name.as_str().into(),
            outcome.count.into(),
            outcome.share.into(),
            outcome.low.into(),
            outcome.high.into(),
            outcome.median_day.into(),
        ];
        let gains = outcome.gains.iter().take(forecast.parties.len());
        row.extend(gains.map(|&gain| Cell::from(gain)));
        table.row(row);
    }
    table
}

fn alt(forecast: &Forecast, heading: &Heading, ranked: &[usize]) -> String {
    let each: Vec<String> = ranked
        .iter()
        .map(|&k| &forecast.outcomes[k])
        .map(|outcome| {
            format!(
                "{} {} in 100 ({})",
                text::clean(&outcome.name),
                numbers::in_100(outcome.share),
                numbers::interval([outcome.low, outcome.high])
            )
        })
        .collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        each.join("; ")
    )
}
