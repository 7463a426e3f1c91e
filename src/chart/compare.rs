//! What is different in B? A dumbbell per outcome class: a ring where its share is in A, a dot where it
//! is in B, and the difference with its 95% interval at the right; the largest difference first.

use super::axis::Scale;
use super::canvas::{Align, Canvas, Type};
use super::layout::{self, Area, Heading, LABEL, MARGIN, SMALL, STRONG};
use super::palette::{Color, GRID, MUTED, WHITE};
use super::table::{Cell, Table};
use super::{Drawing, ImageFormat, Plate, numbers, text};
use crate::experiment::compare::{Comparison, OutcomeDifference, OutcomeShare};

/// Fewest pixels a row needs.
const ROW: f64 = 40.0;
/// Room for the numbers at the right.
const NUMBERS: f64 = 480.0;

const RISE: Color = super::palette::party(0);
const FALL: Color = super::palette::party(1);

/// What a chart of differences shows.
#[derive(Debug, Clone, Copy)]
pub struct Differences<'a> {
    /// What was found.
    pub comparison: &'a Comparison,
    /// Where the numbers come from.
    pub footer: &'a str,
}

/// Draws the chart of a comparison.
///
/// # Errors
/// A message if the image or the table cannot be encoded.
pub fn draw_differences(
    differences: Differences<'_>,
    format: ImageFormat,
) -> Result<Drawing, String> {
    plate(differences).drawing(format)
}

fn plate(differences: Differences<'_>) -> Plate {
    let found = differences.comparison;
    let sorted = found.by_size().into_iter();
    let rows: Vec<_> = sorted
        .filter(|o| o.a.value > 0.0 || o.b.value > 0.0)
        .collect();
    let shown = rows.len().min(16);
    let heading = Heading {
        question: "What is different in B?",
        title: title(&rows),
        subtitle: subtitle(found, rows.len() - shown),
    };
    let mut canvas = Canvas::default();
    let name = text::brief(&found.a.name, 70);
    let area = layout::sheet(&mut canvas, &name, differences.footer, &heading);
    if rows.is_empty() {
        layout::nothing(&mut canvas, area, "The two share no outcome that happened");
    } else {
        draw_rows(&mut canvas, area, &rows[..shown]);
    }
    Plate {
        canvas,
        table: table(found),
        alt: alt(found, &heading),
    }
}

/// "No agreement: 44 instead of 24 in 100 runs; Energy pause only: 10 instead of 29".
fn title(rows: &[&OutcomeDifference]) -> String {
    let clear: Vec<_> = rows.iter().filter(|o| o.difference.is_clear()).collect();
    let said = |o: &OutcomeDifference| {
        let name = text::brief(&o.name, 44);
        let [a, b] = [o.a.value, o.b.value].map(numbers::in_100);
        if a == b {
            format!("{name}: {} points", points(o.difference.value))
        } else {
            format!("{name}: {b} instead of {a} in 100")
        }
    };
    match clear[..] {
        [] => "No share differs by more than sampling error".to_owned(),
        [only] => said(only),
        [first, second, ..] => format!("{}; {}", said(first), said(second)),
    }
}

fn subtitle(found: &Comparison, more: usize) -> String {
    let how = if found.paired {
        "runs compared one by one with the same random numbers"
    } else {
        "independent runs"
    };
    let mut said = format!(
        "Ring: A, the scenario named above. Dot: B, {}. At the right B − A in points with its 95% interval, {how}; \
         grey where it could be 0.",
        apart(found)
    );
    said.push_str(&numbers::and_more(more, ["more outcome", "more outcomes"]));
    said
}

/// What tells B apart: its name, without what it shares with that of A; where both have the same, what
/// B assumes otherwise.
fn apart(found: &Comparison) -> String {
    let [a, b] = [&found.a.name, &found.b.name].map(|name| text::clean(name));
    if let Some(rest) = b.strip_prefix(&a) {
        let rest = rest.trim_start_matches([':', ',', ';', ' ', '–', '-']);
        if !rest.is_empty() {
            return text::brief(rest, 70);
        }
    }
    if a != b {
        return text::brief(&b, 70);
    }
    match &found.changes[..] {
        [only] => {
            let value = only.b.as_ref().map(ToString::to_string).unwrap_or_default();
            text::brief(&format!("{} = {value}", only.path), 70)
        }
        changes => format!("with {} assumptions changed", changes.len()),
    }
}

fn points(difference: f64) -> String {
    let tenths = format!("{:.1}", 100.0 * difference.abs());
    match tenths.as_str() {
        "0.0" => tenths,
        _ if difference < 0.0 => format!("−{tenths}"),
        _ => format!("+{tenths}"),
    }
}

fn draw_rows(canvas: &mut Canvas, area: Area, rows: &[&OutcomeDifference]) {
    let names = rows.iter().map(|o| STRONG.width(&text::brief(&o.name, 80)));
    let names = names.fold(120.0, f64::max).min(520.0);
    let body = area.inset([names + 50.0, 40.0, NUMBERS + 30.0, 34.0]);
    let height = (body.height() / rows.len() as f64).clamp(ROW, 110.0);
    let bottom = body.top + height * rows.len() as f64;
    let shares = rows.iter().flat_map(|o| [o.a.high, o.b.high]);
    let most = shares.fold(0.05, f64::max).min(1.0);
    let scale = Scale::new([0.0, most], [body.left, body.right]);
    grid(canvas, area, (&scale, body.top, bottom));
    for (k, outcome) in rows.iter().enumerate() {
        let middle = body.top + height * (k as f64 + 0.5);
        row(canvas, area, (&scale, middle, names), (outcome, k == 0));
    }
}

fn grid(canvas: &mut Canvas, area: Area, (scale, top, bottom): (&Scale, f64, f64)) {
    let (ticks, step) = scale.ticks(6);
    for tick in ticks {
        let x = scale.at(tick);
        canvas.rect([x - 1.0, top - 6.0], 2.0, bottom - top + 12.0, GRID);
        let number = numbers::plain(100.0 * tick, 100.0 * step);
        canvas.text([x, bottom + 32.0], &number, Align::Center, SMALL);
    }
    let head = area.top + 14.0;
    canvas.text([scale.at(0.0), head], "in 100 runs", Align::Left, SMALL);
    let places = [
        (NUMBERS - 100.0, "A → B"),
        (NUMBERS - 230.0, "B − A"),
        (0.0, "95% interval"),
    ];
    for (left, said) in places {
        canvas.text([area.right - left, head], said, Align::Right, SMALL);
    }
}

fn row(
    canvas: &mut Canvas,
    area: Area,
    (scale, middle, names): (&Scale, f64, f64),
    (outcome, first): (&OutcomeDifference, bool),
) {
    let difference = outcome.difference;
    let color = match (difference.is_clear(), difference.value > 0.0) {
        (false, _) => MUTED.tint(0.6),
        (true, true) => RISE,
        (true, false) => FALL,
    };
    let [a, b] = [outcome.a.value, outcome.b.value].map(|share| scale.at(share));
    canvas.line(vec![[a, middle], [b, middle]], 6.0, color);
    canvas.ring([a, middle], 11.0, 4.0, color, WHITE);
    canvas.disc([b, middle], 11.0, color);
    let kind = if first { STRONG } else { LABEL };
    let y = middle + 8.0;
    let name = kind.shorten(&outcome.name, names);
    canvas.text([MARGIN, y], &name, Align::Left, kind);
    let muted = Type {
        color: MUTED,
        ..LABEL
    };
    let [share_a, share_b] = [outcome.a.value, outcome.b.value].map(numbers::in_100);
    let shares = format!("{share_a} → {share_b}");
    let at = |left: f64| [area.right - left, y];
    canvas.text(at(NUMBERS - 100.0), &shares, Align::Right, muted);
    let bold = Type {
        color: color.for_text(),
        ..STRONG
    };
    canvas.text(
        at(NUMBERS - 230.0),
        &points(difference.value),
        Align::Right,
        bold,
    );
    let ends = [difference.low, difference.high].map(points);
    let ends = format!("{} to {}", ends[0], ends[1]);
    canvas.text(at(0.0), &ends, Align::Right, muted);
}

fn table(found: &Comparison) -> Table {
    let mut table = Table::new([
        "outcome",
        "name",
        "a",
        "a_low",
        "a_high",
        "b",
        "b_low",
        "b_high",
        "difference",
        "low",
        "high",
        "only_a",
        "only_b",
    ]);
    for outcome in &found.outcomes {
        let differ = |count: Option<u64>| count.map_or(Cell::Empty, Cell::from);
        let pairs = outcome.pairs;
        table.row([
            outcome.id.as_str().into(),
            outcome.name.as_str().into(),
            outcome.a.value.into(),
            outcome.a.low.into(),
            outcome.a.high.into(),
            outcome.b.value.into(),
            outcome.b.low.into(),
            outcome.b.high.into(),
            outcome.difference.value.into(),
            outcome.difference.low.into(),
            outcome.difference.high.into(),
            differ(pairs.map(|p| p.only_a)),
            differ(pairs.map(|p| p.only_b)),
        ]);
    }
    let mut alone = |outcome: &OutcomeShare, in_a: bool| {
        let share = [outcome.share.value, outcome.share.low, outcome.share.high].map(Cell::from);
        let mut row: Vec<Cell> = vec![outcome.id.as_str().into(), outcome.name.as_str().into()];
        if !in_a {
            row.extend(vec![Cell::Empty; 3]);
        }
        row.extend(share);
        table.row(row);
    };
    found.only_a.iter().for_each(|outcome| alone(outcome, true));
    found
        .only_b
        .iter()
        .for_each(|outcome| alone(outcome, false));
    table
}

fn alt(found: &Comparison, heading: &Heading) -> String {
    let row = |o: &&OutcomeDifference| {
        format!(
            "{} {} in A, {} in B ({} points, {} to {})",
            text::clean(&o.name),
            numbers::in_100(o.a.value),
            numbers::in_100(o.b.value),
            points(o.difference.value),
            points(o.difference.low),
            points(o.difference.high)
        )
    };
    let rows: Vec<String> = found.by_size().iter().map(row).collect();
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
    use crate::experiment::compare::{Seen, Side, Tally};

    fn comparison(classes: usize, runs: u64, name: &str) -> Comparison {
        let side = Side {
            id: "talks".to_owned(),
            name: name.to_owned(),
            hash: "0123456789ab".to_owned(),
            zopa: "0.1.0".to_owned(),
            seed: 1,
            runs,
            days_per_round: 1.0,
            outcomes: (0..classes)
                .map(|k| [format!("o{k}"), format!("{name} {k}")])
                .collect(),
            parties: vec![["p".to_owned(), name.to_owned()]],
        };
        let mut tally = Tally::new(&side, &side);
        for run in 0..runs as usize {
            let seen = |outcome: usize| Seen {
                outcome,
                deal: (outcome > 0).then_some(3),
                utilities: &[0.5],
            };
            let a = run * run % classes;
            tally.add(seen(a), seen(if run % 3 == 0 { run % classes } else { a }));
        }
        tally.comparison(side.clone(), side, Vec::new())
    }

    #[test]
    fn nothing_is_cut_off_or_drawn_over_whatever_comes_in() {
        let long = "A name that is rather long for what it says, and then goes on and on";
        for (classes, runs, name) in [
            (1, 0, "x"),
            (1, 5, "x"),
            (3, 1000, long),
            (12, 10_000, "Outcome"),
            (60, 100_000, long),
        ] {
            let found = comparison(classes, runs, name);
            let plate = plate(Differences {
                comparison: &found,
                footer: "10,000 runs",
            });
            let told = format!("{classes} classes in {runs} runs");
            assert_eq!(plate.canvas.cut_off(), Vec::<&str>::new(), "{told}");
            assert_eq!(plate.canvas.overlaps(), [], "{told}");
            assert!(plate.canvas.smallest_text() >= 18.0, "{told}");
        }
    }
}
