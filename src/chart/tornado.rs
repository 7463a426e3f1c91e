//! Which assumption decides? A tornado: per input, what setting it alone to its 10th or 90th percentile
//! changes, the largest effect at the top.

mod words;

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas, Type};
use super::layout::{self, Area, Heading, INK_SMALL, LABEL, SMALL};
use super::palette::{Color, GRID, INK, PLAIN};
use super::{Drawing, ImageFormat, Plate, numbers};
use crate::experiment::sensitivity::{InputEffect, Sensitivity, Unit};
use crate::stats::Estimate;

/// Names of inputs.
const NAME: Type = Type::bold(22.0, INK);
/// Most inputs that can be read.
const MOST: usize = 12;
/// Pixels between two of them.
const GAP: f64 = 14.0;

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
        title: words::title(found, shown),
        subtitle: words::subtitle(found, moved.len() - shown.len()),
    };
    let mut canvas = Canvas::default();
    let area = layout::sheet(
        &mut canvas,
        &found.scenario_name,
        &words::footer(found),
        &heading,
    );
    if shown.is_empty() {
        layout::nothing(&mut canvas, area, "No input was moved alone");
    } else {
        rows(&mut canvas, area, found, shown);
    }
    Plate {
        canvas,
        table: words::table(found),
        alt: words::alt(found, shown, &heading),
    }
}

const LOW: Color = Color::hex(0x9DB4C8);
const HIGH: Color = PLAIN;

/// Changes of the output at both ends of an input.
fn changes(found: &Sensitivity, input: &InputEffect) -> [Estimate; 2] {
    let base = words::base(found);
    [input.at_low, input.at_high].map(|at| {
        let at = at.unwrap_or(Estimate {
            value: base,
            low: base,
            high: base,
        });
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
    let panels = plot.panels(1, shown.len().max(6), [0.0, GAP]);
    for (panel, input) in panels.iter().zip(shown) {
        let middle = (panel.top + panel.bottom) / 2.0;
        // In front, where it stays whatever the room.
        let star = if input.interacts { "★ " } else { "" };
        let size = [plot.left - area.left - 90.0, panel.height() + GAP];
        let name = format!("{star}{}", input.name);
        layout::row_name(canvas, [area.left, middle], &name, NAME, size);
        row(canvas, *panel, found, input, &scale);
        if let (Some(s1), Some(st)) = (input.s1, input.st) {
            for (place, share) in [(190.0, s1), (0.0, st)] {
                let at = [area.right - place, middle + 8.0];
                canvas.text(at, &words::of_variance(share), Align::Right, INK_SMALL);
            }
        }
    }
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
                words::told(found.unit, words::base(found)),
                words::counted(found.unit)
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
        let said = words::end(at);
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
            unmoved: Some(0.4),
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
