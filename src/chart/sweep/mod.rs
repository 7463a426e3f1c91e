//! Where does the answer flip? A sweep: one axis as lines with bands, two as a heatmap with contours,
//! the flip line and the base case, more as parallel coordinates.

mod contours;
mod grid;
mod heatmap;
mod key;
mod label;
mod lines;
mod parallel;
mod place;
mod scatter;

use super::canvas::Canvas;
use super::layout::{self, Heading};
use super::table::{Cell, Table};
use super::{Drawing, ImageFormat, Plate, numbers, text};
use crate::experiment::sweep::{Flip, Level, Point, Sweep, Swept};
use crate::report::number::short;

/// Share of an axis that may lie between two points for a flip between them to be told as one value.
const WIDE: f64 = 0.2;

/// Draws a sweep.
///
/// # Errors
/// A message if the image or the table cannot be encoded.
pub fn draw_sweep(sweep: &Sweep, footer: &str, format: ImageFormat) -> Result<Drawing, String> {
    plate(sweep, footer).drawing(format)
}

fn plate(sweep: &Sweep, footer: &str) -> Plate {
    let heading = Heading {
        question: "Where does the answer flip?",
        title: title(sweep),
        subtitle: subtitle(sweep),
    };
    let mut canvas = Canvas::default();
    let area = layout::sheet(&mut canvas, &sweep.scenario.name, footer, &heading);
    match &sweep.axes[..] {
        _ if sweep.points.is_empty() => layout::nothing(&mut canvas, area, "No point was played"),
        [_] => lines::draw(&mut canvas, area, sweep),
        [_, _] => heatmap::draw(&mut canvas, area, sweep),
        _ => parallel::draw(&mut canvas, area, sweep),
    }
    Plate {
        canvas,
        table: table(sweep),
        alt: alt(sweep, &heading),
    }
}

/// Name of a class, in quotes.
fn class(sweep: &Sweep, class: usize) -> String {
    let name = &sweep.scenario.outcomes[class].name;
    format!("“{}”", text::brief(name, 36))
}

fn axis_name(sweep: &Sweep, axis: usize) -> String {
    text::brief(&sweep.axes[axis].name, 60)
}

fn level(level: &Level) -> String {
    match level {
        Level::Number(number) => short(*number),
        Level::Text(text) => text::clean(text),
    }
}

fn title(sweep: &Sweep) -> String {
    let Some(first) = sweep.points.first() else {
        return "No point was played".to_owned();
    };
    let [low, high] = sweep.range(sweep.focus).map(numbers::in_100);
    let moves = format!(
        "{} moves from {low} to {high} in 100",
        class(sweep, sweep.focus)
    );
    if sweep.points.iter().all(|p| p.headline == first.headline) {
        return match first.headline == sweep.focus {
            true => format!("{moves}, and stays the commonest outcome"),
            false => format!(
                "{moves}; {} stays the commonest",
                class(sweep, first.headline)
            ),
        };
    }
    match (&sweep.axes[..], &sweep.flips[..]) {
        ([axis], [flip]) if is_wide(axis, flip) => format!(
            "{} gives way to {} somewhere between {} and {}",
            class(sweep, flip.classes[0]),
            class(sweep, flip.classes[1]),
            short(flip.values[0]),
            short(flip.values[1]),
        ),
        ([_], [flip]) => format!(
            "{} leads above {}, {} below",
            class(sweep, flip.classes[1]),
            rough(flip.at),
            class(sweep, flip.classes[0])
        ),
        _ => {
            let mut leaders: Vec<usize> = sweep.points.iter().map(|p| p.headline).collect();
            leaders.sort_unstable();
            leaders.dedup();
            format!(
                "{moves}; {} outcomes take turns as the commonest",
                leaders.len()
            )
        }
    }
}

/// Whether the points between which the commonest outcome changes lie so far apart that nobody can say where it does.
fn is_wide(axis: &Swept, flip: &Flip) -> bool {
    let numbers = axis.values.iter().filter_map(Level::number);
    let [low, high] = numbers.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], x| {
        [low.min(x), high.max(x)]
    });
    flip.values[1] - flip.values[0] > WIDE * (high - low)
}

/// Two significant digits and a half: a flip is not known better.
fn rough(value: f64) -> String {
    let text = format!("{value:.1e}");
    text.parse().map_or(text, short)
}

fn subtitle(sweep: &Sweep) -> String {
    let focus = class(sweep, sweep.focus);
    match &sweep.axes[..] {
        [_] => "Runs in 100 per outcome, with its 95% interval for sampling error; all points use the same \
                random numbers. Dashed: about where the commonest outcome changes; grey: from where one clearly leads to where \
                another does."
            .to_owned(),
        [_, _] => heatmap::key_in_words(sweep, &focus),
        _ => format!(
            "A line per point through its values; the last axis, and the shade, is runs in 100 that end in {focus}."
        ),
    }
}

fn table(sweep: &Sweep) -> Table {
    let mut columns: Vec<String> = sweep.axes.iter().map(|axis| axis.path.clone()).collect();
    columns.extend(["runs", "outcome", "share", "low", "high"].map(str::to_owned));
    let mut table = Table::new(columns);
    for point in &sweep.points {
        for share in &point.outcomes {
            let at = point.at.iter().map(|level| match level {
                Level::Number(number) => Cell::from(*number),
                Level::Text(text) => Cell::from(text.as_str()),
            });
            let rest = [
                point.runs.into(),
                share.id.as_str().into(),
                share.share.into(),
                share.low.into(),
                share.high.into(),
            ];
            table.row(at.chain(rest));
        }
    }
    table
}

fn alt(sweep: &Sweep, heading: &Heading) -> String {
    const MOST: usize = 24;
    let tell = |point: &Point| {
        let at: Vec<String> = point.at.iter().map(level).collect();
        format!(
            "at {}: {} in 100, commonest {}",
            at.join(", "),
            numbers::in_100(point.outcomes[sweep.focus].share),
            class(sweep, point.headline)
        )
    };
    let names: Vec<String> = (0..sweep.axes.len()).map(|k| axis_name(sweep, k)).collect();
    let shown = layout::thin(sweep.points.len(), MOST);
    let told: Vec<String> = shown.iter().map(|&k| tell(&sweep.points[k])).collect();
    format!(
        "{}. {} Across: {}. {} {}.",
        heading.title,
        heading.subtitle,
        names.join("; "),
        class(sweep, sweep.focus),
        told.join("; ")
    )
}

#[cfg(test)]
mod tests;
