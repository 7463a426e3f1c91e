//! What do the runs start from? A histogram per named input as drawn, and the ranks of those that
//! move together, a point per run.

use super::axis::Scale;
use super::canvas::{Align, Canvas};
use super::layout::{self, Area, Heading, SMALL, STRONG};
use super::palette::{self, GRID, INK, MUTED};
use super::table::Table;
use super::{Chart, Plate, numbers, text};
use crate::simulate::forecast::{Details, DrawnInput, DrawnPair, Forecast, Inputs};

/// Most histograms, and most pairs, that can be read.
const MOST: [usize; 2] = [12, 4];

pub fn plate(forecast: &Forecast, details: &Details) -> Plate {
    let inputs = &details.inputs;
    let drawn = &inputs.drawn[..inputs.drawn.len().min(MOST[0])];
    let pairs: Vec<&DrawnPair> = known(inputs).take(MOST[1]).collect();
    let hidden = inputs.drawn.len() - drawn.len();
    let heading = Heading {
        question: Chart::Inputs.question(),
        title: title(inputs),
        subtitle: subtitle(inputs, pairs.len(), hidden),
    };
    let mut canvas = Canvas::default();
    let area = layout::page(&mut canvas, forecast, &heading);
    if drawn.is_empty() {
        layout::nothing(&mut canvas, area, "No named input is uncertain");
    } else {
        let count = drawn.len() + pairs.len();
        // Wide enough for names: three beside each other, four where panels are many.
        let columns = count.min(if count <= 9 { 3 } else { 4 });
        let rows = count.div_ceil(columns);
        let panels = area.panels(columns, rows, [50.0, 36.0]);
        for (area, input) in panels.iter().zip(drawn) {
            histogram(&mut canvas, *area, input);
        }
        for (area, pair) in panels[drawn.len()..].iter().zip(&pairs) {
            scatter(&mut canvas, *area, inputs, pair);
        }
    }
    Plate {
        canvas,
        table: table(inputs),
        alt: alt(inputs, &heading),
    }
}

/// Pairs of which both inputs are there.
fn known(inputs: &Inputs) -> impl Iterator<Item = &DrawnPair> {
    let n = inputs.drawn.len();
    inputs
        .pairs
        .iter()
        .filter(move |pair| pair.inputs.iter().all(|&input| input < n))
}

/// The two names of a pair, each this long at most.
fn names(inputs: &Inputs, pair: &DrawnPair, most: usize) -> [String; 2] {
    pair.inputs
        .map(|input| text::brief(&inputs.drawn[input].name, most))
}

fn correlation(x: f64) -> String {
    numbers::plain(numbers::finite(x, 0.0).clamp(-1.0, 1.0), 0.01)
}

fn title(inputs: &Inputs) -> String {
    let strongest = known(inputs).max_by(|a, b| a.found.abs().total_cmp(&b.found.abs()));
    match (strongest, &inputs.drawn[..]) {
        (Some(pair), _) => {
            let [a, b] = names(inputs, pair, 45);
            let (found, stated) = (correlation(pair.found), correlation(pair.stated));
            format!(
                "{a} and {b} move together: rank correlation {found}, where the file says {stated}"
            )
        }
        (None, []) => "No named input is uncertain".to_owned(),
        (None, [only]) => format!(
            "{} lies between {} and half the time below {}",
            text::brief(&only.name, 50),
            ends(only),
            value(only.median, only.range)
        ),
        (None, all) => format!("{} named inputs, drawn apart from each other", all.len()),
    }
}

fn subtitle(inputs: &Inputs, pairs: usize, hidden: usize) -> String {
    let mut said = format!(
        "Named uncertain inputs as the first {} runs drew them; the line marks the median.",
        numbers::count(inputs.draws)
    );
    if pairs > 0 {
        said.push_str(
            " Points: where two inputs that move together fall in their own distributions, a point per run.",
        );
    }
    said.push_str(&numbers::and_more(hidden, ["more input", "more inputs"]));
    said
}

/// A value, to as many digits as its range needs.
fn value(x: f64, [low, high]: [f64; 2]) -> String {
    let span = numbers::finite(high - low, 1.0).abs();
    let step = [1000.0, 100.0, 10.0, 1.0, 0.1, 0.01].into_iter();
    let step = step.clone().find(|step| span >= 20.0 * step);
    let x = numbers::finite(x, 0.0).clamp(-1e12, 1e12);
    numbers::plain(x, step.unwrap_or(0.001))
}

fn ends(input: &DrawnInput) -> String {
    let [low, high] = input.range.map(|end| value(end, input.range));
    let unit = text::brief(&input.unit, 30);
    format!("{low} and {high} {unit}").trim_end().to_owned()
}

fn head(canvas: &mut Canvas, area: Area, name: &str, said: &str) -> Area {
    let name = STRONG.shorten(name, area.width());
    canvas.text([area.left, area.top + 22.0], &name, Align::Left, STRONG);
    let said = SMALL.shorten(said, area.width());
    canvas.text([area.left, area.top + 50.0], &said, Align::Left, SMALL);
    area.inset([0.0, 64.0, 0.0, 30.0])
}

fn histogram(canvas: &mut Canvas, area: Area, input: &DrawnInput) {
    let median = format!("median {}", value(input.median, input.range));
    let said = match input.unit.as_str() {
        "" => median,
        unit => format!("{median} ({unit})"),
    };
    let plot = head(canvas, area, &input.name, &said);
    let most = input.counts.iter().copied().max().unwrap_or(0).max(1) as f64;
    let y = Scale::new([0.0, most], [plot.bottom, plot.top]);
    let width = plot.width() / input.counts.len().max(1) as f64;
    for (k, &count) in input.counts.iter().enumerate().filter(|(_, n)| **n > 0) {
        let top = y.at(count as f64);
        let left = plot.left + k as f64 * width;
        let height = plot.bottom - top;
        canvas.rect([left, top], (width - 2.0).max(1.0), height, palette::PLAIN);
    }
    canvas.rect([plot.left, plot.bottom - 1.0], plot.width(), 2.0, MUTED);
    let x = Scale::new(input.range, [plot.left, plot.right]);
    let at = x.at(input.median);
    canvas.rect([at - 1.5, plot.top], 3.0, plot.height(), INK);
    let [low, high] = input.range.map(|end| value(end, input.range));
    let below = plot.bottom + 26.0;
    let half = plot.width() / 2.0 - 10.0;
    canvas.text(
        [plot.left, below],
        &SMALL.shorten(&low, half),
        Align::Left,
        SMALL,
    );
    canvas.text(
        [plot.right, below],
        &SMALL.shorten(&high, half),
        Align::Right,
        SMALL,
    );
}

fn scatter(canvas: &mut Canvas, area: Area, inputs: &Inputs, pair: &DrawnPair) {
    let [a, b] = names(inputs, pair, 20);
    let said = format!(
        "rank correlation {}, stated {}",
        correlation(pair.found),
        correlation(pair.stated)
    );
    let plot = head(canvas, area, &format!("{b} against {a}"), &said);
    canvas.rect([plot.left, plot.top], plot.width(), plot.height(), GRID);
    let plot_in = plot.inset([6.0; 4]);
    let x = Scale::new([0.0, 1.0], [plot_in.left, plot_in.right]);
    let y = Scale::new([0.0, 1.0], [plot_in.bottom, plot_in.top]);
    for [u, v] in pair.points.iter().take(400) {
        canvas.disc([x.at(*u), y.at(*v)], 3.5, palette::PLAIN.fade(0.6));
    }
    let below = SMALL.shorten("low to high", plot.width());
    canvas.text([plot.left, plot.bottom + 26.0], &below, Align::Left, SMALL);
}

fn table(inputs: &Inputs) -> Table {
    let mut table = Table::new([
        "kind", "input", "with", "from", "to", "count", "stated", "found",
    ]);
    for input in &inputs.drawn {
        let [low, high] = input.range;
        let n = input.counts.len().max(1) as f64;
        let edge = |k: f64| numbers::finite(low + k / n * (high - low), 0.0);
        for (k, &count) in input.counts.iter().enumerate() {
            table.row([
                "histogram".into(),
                input.id.as_str().into(),
                "".into(),
                edge(k as f64).into(),
                edge(k as f64 + 1.0).into(),
                count.into(),
                "".into(),
                "".into(),
            ]);
        }
    }
    for pair in known(inputs) {
        let [a, b] = pair.inputs.map(|input| inputs.drawn[input].id.as_str());
        let shown = |x: f64| numbers::finite(x, 0.0).clamp(-1.0, 1.0);
        table.row([
            "correlation".into(),
            a.into(),
            b.into(),
            "".into(),
            "".into(),
            inputs.draws.into(),
            shown(pair.stated).into(),
            shown(pair.found).into(),
        ]);
    }
    table
}

fn alt(inputs: &Inputs, heading: &Heading) -> String {
    let input = |input: &DrawnInput| {
        let median = value(input.median, input.range);
        format!(
            "{}: between {}, median {median}",
            text::clean(&input.name),
            ends(input)
        )
    };
    let mut said: Vec<String> = inputs.drawn.iter().map(input).collect();
    said.extend(known(inputs).map(|pair| {
        let [a, b] = names(inputs, pair, 200);
        format!("{a} with {b}: rank correlation {}", correlation(pair.found))
    }));
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        said.join("; ")
    )
}
