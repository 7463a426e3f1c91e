//! Which assumption decides? A tornado: per input, what setting it alone to its 10th or 90th percentile
//! changes, the largest effect at the top.

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas, Type};
use super::layout::{self, Area, Heading, INK_SMALL, LABEL, SMALL};
use super::palette::{Color, GRID, INK, PLAIN};
use super::table::Table;
use super::{Drawing, ImageFormat, Plate, numbers, text};
use crate::experiment::sensitivity::{InputEffect, Sensitivity, Unit};
use crate::stats::Estimate;

/// Names of inputs.
const NAME: Type = Type::bold(22.0, INK);
/// Most inputs that can be read.
const MOST: usize = 12;

/// Draws the tornado of a sensitivity analysis.
///
/// # Errors
/// A message if the image or the table cannot be encoded.
pub fn draw_tornado(found: &Sensitivity, format: ImageFormat) -> Result<Drawing, String> {
    plate(found).drawing(format)
}

fn plate(found: &Sensitivity) -> Plate {
    let moved: Vec<&InputEffect> = found.inputs.iter().filter(|i| i.effect.is_some()).collect();
    let shown = &moved[..moved.len().min(MOST)];
    let heading = Heading {
        question: "Which assumption decides?",
        title: title(found, shown),
        subtitle: subtitle(found, moved.len() - shown.len()),
    };
    let mut canvas = Canvas::default();
    let area = layout::sheet(&mut canvas, &found.scenario_name, &footer(found), &heading);
    if shown.is_empty() {
        layout::nothing(&mut canvas, area, "No input was moved alone");
    } else {
        rows(&mut canvas, area, found, shown);
    }
    Plate {
        canvas,
        table: table(found),
        alt: alt(found, shown, &heading),
    }
}

fn footer(found: &Sensitivity) -> String {
    format!(
        "{}@{} · n = {} · seed {} · zopa {} · conditional on the stated assumptions",
        text::brief(&found.scenario, 40),
        text::brief(&found.hash, 16),
        numbers::count(found.replications),
        found.seed,
        text::brief(&found.zopa, 24),
    )
}

/// The output's value, in words.
fn told(unit: Unit, x: f64) -> String {
    match unit {
        Unit::Share => numbers::in_100(x),
        Unit::Utility => numbers::plain(x, 0.01),
        Unit::Days => numbers::day(x),
    }
}

/// What the output's value counts, to go behind it.
fn counted(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => " in 100",
        Unit::Utility | Unit::Days => "",
    }
}

/// The output's name in a sentence.
fn named(found: &Sensitivity) -> String {
    match found.unit {
        Unit::Share => format!("“{}”", text::brief(&found.output_name, 40)),
        Unit::Utility | Unit::Days => text::brief(&found.output_name, 40),
    }
}

fn title(found: &Sensitivity, shown: &[&InputEffect]) -> String {
    let Some(first) = shown.first() else {
        return "No input was moved alone".to_owned();
    };
    let (Some(low), Some(high), true) = (first.at_low, first.at_high, first.is_clear()) else {
        return format!(
            "No input alone moves {} by more than chance does",
            named(found)
        );
    };
    format!(
        "{} moves {} most: from {} to {}{} as it goes from {} to {}",
        text::brief(&first.name, 50),
        named(found),
        told(found.unit, low.value),
        told(found.unit, high.value),
        counted(found.unit),
        end(first.low),
        end(first.high),
    )
}

fn subtitle(found: &Sensitivity, more: usize) -> String {
    let mut said = format!(
        "Change from {}{} when one input alone goes to its 10th (pale) or 90th percentile (dark), all else as in the same {} \
         replications; bars end at the input's value there, whiskers are 95% intervals.",
        told(found.unit, found.mean.value),
        counted(found.unit),
        numbers::count(found.moves),
    );
    if found.samples > 0 {
        said.push_str(" At the right, in 100 of the variance due to inputs: alone, and with other inputs; ★ where the latter is clearly more.");
    }
    said.push_str(&numbers::and_more(
        more,
        ["input of less effect", "inputs of less effect"],
    ));
    said
}

/// A value of an input, to three significant digits.
fn end(x: f64) -> String {
    let size = numbers::finite(x, 0.0).abs();
    let step = match size {
        s if s >= 100.0 => 1.0,
        s if s >= 10.0 => 0.1,
        s if s >= 0.1 || s == 0.0 => 0.01,
        s if s >= 0.01 => 0.001,
        _ => return tiny(x),
    };
    if size >= 10_000.0 {
        return numbers::plain(x.round(), 1.0);
    }
    let said = numbers::plain(x, step);
    match said.split_once('.') {
        Some(_) => said.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => said,
    }
}

/// A small value to one significant digit.
fn tiny(x: f64) -> String {
    let text = format!("{:.1e}", numbers::finite(x, 0.0).abs());
    let plain: f64 = text.parse().unwrap_or(0.0);
    let sign = if x < 0.0 { "−" } else { "" };
    format!(
        "{sign}{}",
        if plain < 1e-6 {
            text
        } else {
            plain.to_string()
        }
    )
}

const LOW: Color = Color::hex(0x9DB4C8);
const HIGH: Color = PLAIN;

/// Changes of the output at both ends of an input.
fn changes(found: &Sensitivity, input: &InputEffect) -> [Estimate; 2] {
    let base = found.mean.value;
    [input.at_low, input.at_high].map(|at| {
        let at = at.unwrap_or(found.mean);
        Estimate {
            value: at.value - base,
            low: at.low - base,
            high: at.high - base,
        }
    })
}

fn rows(canvas: &mut Canvas, area: Area, found: &Sensitivity, shown: &[&InputEffect]) {
    let right = if found.samples > 0 { 330.0 } else { 40.0 };
    let plot = area.inset([660.0, 30.0, right, 64.0]);
    let scale = scale(found, shown, plot);
    grid(canvas, plot, found, &scale);
    if found.samples > 0 {
        for (place, said) in [(190.0, "alone"), (0.0, "with others")] {
            let at = [area.right - place, area.top + 12.0];
            canvas.text(at, said, Align::Right, SMALL);
        }
    }
    let panels = plot.panels(1, shown.len().max(6), [0.0, 14.0]);
    for (panel, input) in panels.iter().zip(shown) {
        let middle = (panel.top + panel.bottom) / 2.0;
        let star = if input.interacts { " ★" } else { "" };
        let room = plot.left - area.left - 90.0 - NAME.width(star);
        let name = format!("{}{star}", NAME.shorten(&input.name, room));
        canvas.text([area.left, middle + 8.0], &name, Align::Left, NAME);
        row(canvas, *panel, found, input, &scale);
        if let (Some(s1), Some(st)) = (input.s1, input.st) {
            for (place, share) in [(190.0, s1), (0.0, st)] {
                let at = [area.right - place, middle + 8.0];
                canvas.text(at, &of_variance(share), Align::Right, INK_SMALL);
            }
        }
    }
}

/// "21 (10–33)", in 100.
fn of_variance(share: Estimate) -> String {
    let in_100 = |x: f64| (100.0 * numbers::finite(x, 0.0)).clamp(0.0, 999.0).round();
    format!(
        "{} ({}–{})",
        in_100(share.value),
        in_100(share.low),
        in_100(share.high)
    )
}

fn scale(found: &Sensitivity, shown: &[&InputEffect], plot: Area) -> Scale {
    let ends = shown.iter().flat_map(|input| changes(found, input));
    let reach = ends
        .flat_map(|change| [change.low, change.high])
        .map(|x| numbers::finite(x, 0.0))
        .fold([0.0f64, 0.0f64], |[low, high], x| [low.min(x), high.max(x)]);
    let room = ((reach[1] - reach[0]) * 0.12).max(1e-3);
    Scale::new([reach[0] - room, reach[1] + room], [plot.left, plot.right])
}

fn grid(canvas: &mut Canvas, plot: Area, found: &Sensitivity, scale: &Scale) {
    let factor = if found.unit == Unit::Share {
        100.0
    } else {
        1.0
    };
    let (ticks, step) = scale.ticks(6);
    for tick in ticks {
        let x = scale.at(tick);
        let zero = tick.abs() < step * 1e-6;
        canvas.rect(
            [x - 1.0, plot.top],
            2.0,
            plot.height(),
            if zero { INK } else { GRID },
        );
        let size = numbers::plain(factor * tick.abs(), factor * step);
        let said = match tick {
            _ if zero => format!(
                "{}{}",
                told(found.unit, found.mean.value),
                counted(found.unit)
            ),
            tick if tick < 0.0 => format!("−{size}"),
            _ => format!("+{size}"),
        };
        canvas.text([x, plot.bottom + 34.0], &said, Align::Center, LABEL);
    }
}

fn row(canvas: &mut Canvas, panel: Area, found: &Sensitivity, input: &InputEffect, scale: &Scale) {
    let half = panel.height() / 2.0;
    let ends = changes(found, input)
        .into_iter()
        .zip([input.low, input.high]);
    for (k, (change, at)) in ends.enumerate() {
        let top = panel.top + k as f64 * half;
        let [zero, tip] = [scale.at(0.0), scale.at(change.value)];
        let color = [LOW, HIGH][k];
        canvas.rect(
            [zero.min(tip), top],
            (zero - tip).abs().max(2.0),
            half - 1.0,
            color,
        );
        let middle = top + half / 2.0;
        let [low, high] = [change.low, change.high].map(|x| scale.at(x));
        axis::whisker(canvas, [low, high], middle, (half * 0.5).min(12.0));
        let said = end(at);
        if change.value < 0.0 {
            canvas.text(
                [low.min(tip) - 10.0, middle + 7.0],
                &said,
                Align::Right,
                SMALL,
            );
        } else {
            canvas.text(
                [high.max(tip) + 10.0, middle + 7.0],
                &said,
                Align::Left,
                SMALL,
            );
        }
    }
}

fn table(found: &Sensitivity) -> Table {
    let mut table = Table::new([
        "input",
        "name",
        "low",
        "high",
        "at_low",
        "at_low_from",
        "at_low_to",
        "at_high",
        "at_high_from",
        "at_high_to",
        "effect",
        "effect_from",
        "effect_to",
        "s1",
        "s1_from",
        "s1_to",
        "st",
        "st_from",
        "st_to",
        "interacts",
    ]);
    for input in &found.inputs {
        let mut row = vec![
            input.path.as_str().into(),
            input.name.as_str().into(),
            input.low.into(),
            input.high.into(),
        ];
        let mut three = |estimate: Option<Estimate>| {
            let parts = [0, 1, 2].map(|k| estimate.map(|e| [e.value, e.low, e.high][k]));
            row.extend(parts.map(super::table::Cell::from));
        };
        three(input.at_low);
        three(input.at_high);
        let effect = input.effect.zip(input.effect_interval);
        three(effect.map(|(value, [low, high])| Estimate { value, low, high }));
        three(input.s1);
        three(input.st);
        row.push(input.interacts.into());
        table.row(row);
    }
    table
}

fn alt(found: &Sensitivity, shown: &[&InputEffect], heading: &Heading) -> String {
    let input = |input: &&InputEffect| {
        let [low, high] = [input.at_low, input.at_high]
            .map(|at| told(found.unit, at.unwrap_or(found.mean).value));
        format!(
            "{}: {low} at {}, {high} at {}",
            text::clean(&input.name),
            end(input.low),
            end(input.high)
        )
    };
    let inputs: Vec<String> = shown.iter().map(input).collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        inputs.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64) -> Estimate {
        Estimate {
            value,
            low: value - 0.03,
            high: value + 0.02,
        }
    }

    fn input(k: usize, name: &str, effect: f64) -> InputEffect {
        InputEffect {
            path: format!("input.x{k}"),
            name: name.to_owned(),
            unit: String::new(),
            low: -1234.5 * k as f64,
            high: 0.05 * (k * k) as f64,
            at_low: Some(estimate(0.4 - effect / 3.0)),
            at_high: Some(estimate(0.4 + effect)),
            effect: Some(effect * 4.0 / 3.0),
            effect_interval: Some([effect - 0.05, effect + 0.05]),
            given: None,
            s1: Some(estimate(effect.abs())),
            st: Some(estimate(effect.abs() + 0.1)),
            interacts: k.is_multiple_of(2),
            mu: None,
            mu_star: None,
            mu_star_interval: None,
            sigma: None,
            moves_with: Vec::new(),
        }
    }

    fn found(unit: Unit, inputs: Vec<InputEffect>) -> Sensitivity {
        Sensitivity {
            output: "outcome.deal".to_owned(),
            output_name: "A deal with a name that is rather long for what it says".to_owned(),
            unit,
            mean: estimate(0.4),
            due_to_inputs: Some(estimate(0.1)),
            inputs,
            pairs: Vec::new(),
            scenario: "call".to_owned(),
            scenario_name: "A call".to_owned(),
            hash: "0123456789ab".to_owned(),
            seed: 1,
            zopa: "0.1.0".to_owned(),
            runs: 10_000,
            moves: 250,
            trajectories: 0,
            samples: 512,
            replications: 100_000,
        }
    }

    #[test]
    fn nothing_is_cut_off_or_drawn_over_whatever_comes_in() {
        let long =
            "An input with a name that goes on and on, longer than anybody would read in a chart";
        let many: Vec<InputEffect> = (0..30)
            .map(|k| {
                input(
                    k,
                    if k.is_multiple_of(3) { long } else { "Brief" },
                    0.4 - 0.05 * k as f64,
                )
            })
            .collect();
        let one_sided: Vec<InputEffect> = (0..3)
            .map(|k| InputEffect {
                at_low: Some(estimate(0.6)),
                ..input(k, long, 0.2)
            })
            .collect();
        let broken = InputEffect {
            at_low: Some(estimate(f64::NAN)),
            at_high: Some(estimate(f64::INFINITY)),
            ..input(1, "", 0.0)
        };
        for inputs in [
            vec![],
            many,
            one_sided,
            vec![input(0, "Only", 1e-9)],
            vec![broken],
        ] {
            for unit in [Unit::Share, Unit::Utility, Unit::Days] {
                let plate = plate(&found(unit, inputs.clone()));
                assert_eq!(plate.canvas.cut_off(), Vec::<&str>::new());
                assert_eq!(plate.canvas.overlaps(), []);
                assert!(plate.canvas.smallest_text() >= 18.0);
            }
        }
    }

    #[test]
    fn the_title_says_which_input_moves_the_output_most() {
        let title = plate(&found(Unit::Share, vec![input(2, "Patience", 0.3)])).alt;
        assert!(title.starts_with("Patience moves “A deal"), "{title}");
        assert!(title.contains("from 30 to 70 in 100"), "{title}");
        let none = plate(&found(Unit::Share, vec![input(2, "Patience", 0.01)])).alt;
        assert!(none.starts_with("No input alone moves"), "{none}");
    }
}
