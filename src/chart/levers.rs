//! What could a party do about an outcome? A row per change within its own power, the largest rise first:
//! the change of the share with its 95% interval, and beside it the change of the party's own utility.

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas, Type};
use super::layout::{self, Area, Heading, LABEL, MARGIN, SMALL, STRONG};
use super::palette::{self, Color, GRID, INK, MUTED};
use super::table::Table;
use super::{Drawing, ImageFormat, Plate, numbers, text};
use crate::experiment::levers::{Effect, Found, Kind, Levers};
use crate::stats::Estimate;

/// Fewest pixels a row needs.
const ROW: f64 = 44.0;
/// Room for the numbers of a panel.
const NUMBERS: f64 = 120.0;
/// Most rows.
const MOST: usize = 12;

/// What a chart of levers shows.
#[derive(Debug, Clone, Copy)]
pub struct LeverChart<'a> {
    /// What was found.
    pub levers: &'a Levers,
    /// Title of the scenario.
    pub name: &'a str,
    /// Where the numbers come from.
    pub footer: &'a str,
}

/// Draws the chart of a party's levers.
///
/// # Errors
/// A message if the image or the table cannot be encoded.
pub fn draw_levers(chart: LeverChart<'_>, format: ImageFormat) -> Result<Drawing, String> {
    plate(chart).drawing(format)
}

fn plate(chart: LeverChart<'_>) -> Plate {
    let found = chart.levers;
    let rows: Vec<(&Found, Effect)> = found.best().take(MOST).collect();
    let heading = Heading {
        question: "What could a party change?",
        title: title(found, &rows),
        subtitle: subtitle(found),
    };
    let mut canvas = Canvas::default();
    let area = layout::sheet(&mut canvas, chart.name, chart.footer, &heading);
    if rows.is_empty() {
        let party = text::brief(&found.party_name, 60);
        let why = format!("Nothing that the file says is within the power of {party} alone");
        layout::nothing(&mut canvas, area, &why);
    } else {
        draw_rows(
            &mut canvas,
            area,
            found,
            &rows,
            palette::party(found.party_index),
        );
    }
    Plate {
        canvas,
        table: table(&rows),
        alt: alt(&heading, &rows),
    }
}

fn title(found: &Levers, rows: &[(&Found, Effect)]) -> String {
    let party = text::brief(&found.party_name, 30);
    let outcome = text::brief(&found.outcome_name, 44);
    match rows
        .first()
        .filter(|(_, effect)| effect.difference.low > 0.0)
    {
        Some((lever, effect)) => format!(
            "{outcome}: {} instead of {} in 100 if {party} would {}",
            numbers::in_100(effect.share.value),
            numbers::in_100(found.share.value),
            text::brief(&lever.name, 60)
        ),
        None => format!("{party} alone can hardly raise {outcome}"),
    }
}

fn subtitle(found: &Levers) -> String {
    // What the caller named may be within anybody's.
    let given = found.levers.iter().any(|lever| lever.kind == Kind::Given);
    let whose = if given { "" } else { " within its own power" };
    let scale = match found.as_given {
        true => "as the file gives it",
        false => "0 its worst package, 1 its best",
    };
    format!(
        "Left: change of the share in points, from {} in 100 as it stands. Right: change of the mean utility of {} \
         ({scale}). Bars: 95% intervals from runs with the same random numbers. The best of {} \
         changes{whose}, estimated anew on {} fresh runs each.",
        numbers::in_100(found.share.value),
        text::brief(&found.party_name, 30),
        found.levers.len(),
        numbers::count(found.runs)
    )
}

fn draw_rows(
    canvas: &mut Canvas,
    area: Area,
    found: &Levers,
    rows: &[(&Found, Effect)],
    color: Color,
) {
    let names = rows
        .iter()
        .map(|(lever, _)| STRONG.width(&text::brief(&lever.name, 80)));
    let names = names.fold(200.0, f64::max).min(720.0);
    let body = area.inset([names + 40.0, 64.0, 0.0, 40.0]);
    let height = (body.height() / rows.len() as f64).clamp(ROW, 110.0);
    let panels = body.panels(2, 1, [40.0, 0.0]);
    let bottom = body.top + height * rows.len() as f64;
    let own = format!(
        "utility of {}; left of 0 is a cost",
        text::brief(&found.party_name, 20)
    );
    let heads = ["share of the outcome, in points".to_owned(), own];
    let sides: [fn(&Effect) -> Estimate; 2] = [
        |effect| {
            let d = effect.difference;
            scaled(d, 100.0)
        },
        |effect| effect.utility,
    ];
    for (k, (panel, side)) in panels.iter().zip(sides).enumerate() {
        let plot = Area {
            bottom,
            ..panel.inset([0.0, 0.0, NUMBERS, 0.0])
        };
        let head = SMALL.shorten(&heads[k], panel.width());
        canvas.text([plot.left, area.top + 18.0], &head, Align::Left, SMALL);
        let values = rows.iter().map(|(_, effect)| side(effect));
        let least = if k == 0 { 1.0 } else { 0.01 };
        let scale = scale(values, plot, least);
        grid(canvas, plot, &scale);
        for (row, (_, effect)) in rows.iter().enumerate() {
            let middle = body.top + height * (row as f64 + 0.5);
            let decimals = if k == 0 { 1 } else { 3 };
            dot(
                canvas,
                (plot, &scale),
                middle,
                (side(effect), decimals),
                color,
            );
        }
    }
    for (row, (lever, _)) in rows.iter().enumerate() {
        let kind = if row == 0 { STRONG } else { LABEL };
        let middle = body.top + height * (row as f64 + 0.5);
        layout::row_name(canvas, [MARGIN, middle], &lever.name, kind, [names, height]);
    }
}

fn scaled(found: Estimate, by: f64) -> Estimate {
    Estimate {
        value: by * found.value,
        low: by * found.low,
        high: by * found.high,
    }
}

/// An axis that holds 0 and all intervals.
fn scale(values: impl Iterator<Item = Estimate>, plot: Area, least: f64) -> Scale {
    let [low, high] = values.fold([-0.1 * least, least], |[low, high], found| {
        [
            low.min(numbers::finite(found.low, low)),
            high.max(numbers::finite(found.high, high)),
        ]
    });
    Scale::new([low, high], [plot.left, plot.right])
}

fn grid(canvas: &mut Canvas, plot: Area, scale: &Scale) {
    let (ticks, step) = scale.ticks(4);
    for tick in ticks {
        let x = scale.at(tick);
        let zero = tick.abs() < step / 2.0;
        let color = if zero { MUTED } else { GRID };
        canvas.rect([x - 1.0, plot.top - 6.0], 2.0, plot.height() + 12.0, color);
        let number = numbers::plain(tick, step);
        canvas.text([x, plot.bottom + 34.0], &number, Align::Center, SMALL);
    }
}

fn dot(
    canvas: &mut Canvas,
    (plot, scale): (Area, &Scale),
    middle: f64,
    (found, decimals): (Estimate, usize),
    color: Color,
) {
    let clear = found.is_clear();
    let paint = if clear { color } else { MUTED.tint(0.6) };
    canvas.disc([scale.at(found.value), middle], 11.0, paint);
    // Over the dot, as an interval may be narrower.
    axis::whisker(
        canvas,
        [found.low, found.high].map(|x| scale.at(x)),
        middle,
        13.0,
    );
    let kind = Type {
        color: if clear { INK } else { MUTED },
        ..LABEL
    };
    let said = signed(found.value, decimals);
    canvas.text(
        [plot.right + NUMBERS, middle + 8.0],
        &said,
        Align::Right,
        kind,
    );
}

fn signed(x: f64, decimals: usize) -> String {
    let x = numbers::finite(x, 0.0);
    let size = format!("{:.decimals$}", x.abs());
    let zero = size.chars().all(|c| matches!(c, '0' | '.'));
    match (zero, x < 0.0) {
        (true, _) => size,
        (_, true) => format!("−{size}"),
        (_, false) => format!("+{size}"),
    }
}

fn table(rows: &[(&Found, Effect)]) -> Table {
    let mut table = Table::new([
        "change",
        "set",
        "share",
        "share_low",
        "share_high",
        "difference",
        "low",
        "high",
        "utility",
        "utility_low",
        "utility_high",
    ]);
    for (lever, effect) in rows {
        let numbers = [effect.share, effect.difference, effect.utility];
        let numbers = numbers.into_iter().flat_map(|e| [e.value, e.low, e.high]);
        let words = [
            lever.name.as_str().into(),
            lever.set.join(" ").as_str().into(),
        ];
        table.row(words.into_iter().chain(numbers.map(Into::into)));
    }
    table
}

fn alt(heading: &Heading, rows: &[(&Found, Effect)]) -> String {
    let row = |(lever, effect): &(&Found, Effect)| {
        format!(
            "{}: {} points ({} to {}), utility {} ({} to {})",
            text::clean(&lever.name),
            signed(100.0 * effect.difference.value, 1),
            signed(100.0 * effect.difference.low, 1),
            signed(100.0 * effect.difference.high, 1),
            signed(effect.utility.value, 3),
            signed(effect.utility.low, 3),
            signed(effect.utility.high, 3)
        )
    };
    let rows: Vec<String> = rows.iter().map(row).collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        rows.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levers(n: usize, name: &str, size: f64) -> Levers {
        let around = |value: f64| Estimate {
            value,
            low: value - 0.3 * size,
            high: value + 0.4 * size,
        };
        let lever = |k: usize| {
            let value = size * (1.0 - k as f64 / 5.0);
            let effect = Effect {
                share: around(0.5),
                difference: around(value),
                utility: around(-value / 7.0),
            };
            Found {
                name: format!("{name} {k}"),
                kind: Kind::Firmness,
                set: vec!["party.p.patience=1".to_owned()],
                screened: effect,
                effect: Some(effect),
            }
        };
        Levers {
            party: "p".to_owned(),
            party_name: name.to_owned(),
            party_index: 1,
            as_given: false,
            outcome: "o".to_owned(),
            outcome_name: name.to_owned(),
            share: around(0.2),
            screen: 100,
            runs: 1000,
            kept: n,
            levers: (0..n).map(lever).collect(),
        }
    }

    #[test]
    fn the_subtitle_says_whose_changes_these_are_and_how_utilities_are_told() {
        let mut found = levers(2, "x", 0.1);
        assert!(subtitle(&found).contains("The best of 2 changes within its own power,"));
        assert!(subtitle(&found).contains("(0 its worst package, 1 its best)"));
        found.as_given = true;
        assert!(subtitle(&found).contains("(as the file gives it)"));
        found.levers[1].kind = Kind::Given;
        assert!(subtitle(&found).contains("The best of 2 changes, "));
    }

    #[test]
    fn nothing_is_cut_off_or_drawn_over_whatever_comes_in() {
        let long = "A name that is rather long for what it says, and then goes on and on and on";
        for (n, name, size) in [
            (0, "x", 0.1),
            (1, "x", 0.9),
            (8, long, 0.01),
            (12, "change", 1e-6),
            (30, long, 0.5),
        ] {
            let found = levers(n, name, size);
            let plate = plate(LeverChart {
                levers: &found,
                name: long,
                footer: "1,000 runs",
            });
            let told = format!("{n} levers of size {size}");
            assert_eq!(plate.canvas.cut_off(), Vec::<&str>::new(), "{told}");
            assert_eq!(plate.canvas.overlaps(), [], "{told}");
            assert!(plate.canvas.smallest_text() >= 18.0, "{told}");
        }
    }
}
