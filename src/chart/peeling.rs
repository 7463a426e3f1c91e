//! Where does an outcome become likely? The boxes of a peeling by coverage and density, and the limits of the
//! one that was chosen.

mod words;

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas};
use super::layout::{self, Area, Heading, INK_SMALL, LABEL, SMALL, STRONG};
use super::marks::{self, Mark};
use super::palette::{self, GRID, MUTED, PLAIN};
use super::{Drawing, ImageFormat, Plate, numbers};
use crate::experiment::discover::{Box, Discovery, Limit, Step};

/// Most limits that can be read.
const MOST: usize = 9;

/// Draws the peeling of a scenario discovery.
///
/// # Errors
/// A message if the image or the table cannot be encoded.
pub fn draw_peeling(found: &Discovery, format: ImageFormat) -> Result<Drawing, String> {
    plate(found).drawing(format)
}

fn plate(found: &Discovery) -> Plate {
    let heading = Heading {
        question: "Where does it become likely?",
        title: words::title(found),
        subtitle: words::subtitle(found),
    };
    let mut canvas = Canvas::default();
    let area = layout::sheet(
        &mut canvas,
        &found.scenario_name,
        &words::footer(found),
        &heading,
    );
    let middle = area.left + area.width() * 0.52;
    let left = Area {
        right: middle - 50.0,
        ..area
    };
    trajectory(&mut canvas, left, found);
    let right = Area {
        left: middle + 30.0,
        ..area
    };
    match &found.found {
        Some(region) => limits(&mut canvas, right, region),
        None => layout::nothing(&mut canvas, right, "No limit is clear"),
    }
    Plate {
        canvas,
        table: words::table(found),
        alt: words::alt(found, &heading),
    }
}

fn trajectory(canvas: &mut Canvas, area: Area, found: &Discovery) {
    let plot = area.inset([90.0, 60.0, 30.0, 84.0]);
    let steps = &found.trajectory;
    let highest = steps.iter().map(|step| numbers::share(step.density));
    let highest = highest.fold(numbers::share(found.base.value), f64::max);
    let highest = found.found.as_ref().map_or(highest, |region| {
        highest.max(numbers::share(region.density.high))
    });
    let top = ((highest * 1.05 * 10.0).ceil() / 10.0).clamp(0.1, 1.0);
    let x = Scale::new([0.0, 1.0], [plot.left, plot.right]);
    let y = Scale::new([0.0, top], [plot.bottom, plot.top]);
    let heading = "Share of runs in the box that end so, in 100 (density)";
    canvas.text([area.left, area.top + 20.0], heading, Align::Left, LABEL);
    for tick in y.ticks(5).0 {
        canvas.rect([plot.left, y.at(tick) - 1.0], plot.width(), 2.0, GRID);
        let number = numbers::plain(100.0 * tick, 1.0);
        canvas.text(
            [plot.left - 14.0, y.at(tick) + 7.0],
            &number,
            Align::Right,
            SMALL,
        );
    }
    for tick in x.ticks(5).0 {
        let number = numbers::plain(100.0 * tick, 1.0);
        canvas.text(
            [x.at(tick), plot.bottom + 32.0],
            &number,
            Align::Center,
            SMALL,
        );
    }
    let below = [(plot.left + plot.right) / 2.0, plot.bottom + 70.0];
    let said = "Share of all that end so that lies in it, in 100 (coverage)";
    canvas.text(below, said, Align::Center, LABEL);
    let base = y.at(numbers::share(found.base.value));
    canvas.dashes([[plot.left, base], [plot.right, base]], 3.0, MUTED);
    let most = steps
        .iter()
        .map(|step| step.restricted)
        .max()
        .unwrap_or(0)
        .max(1);
    for step in steps {
        let shade = palette::viridis(0.9 * step.restricted as f64 / most as f64);
        canvas.disc(at(step, &x, &y), 9.0, shade);
    }
    if let Some(region) = &found.found {
        star(canvas, region, &x, &y);
    }
}

fn at(step: &Step, x: &Scale, y: &Scale) -> [f64; 2] {
    [
        x.at(numbers::share(step.coverage)),
        y.at(numbers::share(step.density)),
    ]
}

fn star(canvas: &mut Canvas, region: &Box, x: &Scale, y: &Scale) {
    let place = [
        x.at(numbers::share(region.coverage.value)),
        y.at(numbers::share(region.density.value)),
    ];
    let across = [region.coverage.low, region.coverage.high].map(|end| x.at(numbers::share(end)));
    let upright = [region.density.low, region.density.high].map(|end| y.at(numbers::share(end)));
    axis::whisker(canvas, across, place[1], 14.0);
    axis::upright_whisker(canvas, place[0], upright, 14.0);
    marks::mark(canvas, Mark::Star, place, 13.0, palette::party(1));
}

fn limits(canvas: &mut Canvas, area: Area, region: &Box) {
    let mass = format!(
        "The box holds {} in 100 runs and {} in 100 of those that end so",
        numbers::in_100(region.mass.value),
        numbers::in_100(region.coverage.value)
    );
    let mass = LABEL.shorten(&mass, area.width());
    canvas.text([area.left, area.top + 20.0], &mass, Align::Left, LABEL);
    let shown = &region.limits[..region.limits.len().min(MOST)];
    let body = area.inset([0.0, 56.0, 0.0, 40.0]);
    let panels = body.panels(1, shown.len().max(5), [0.0, 12.0]);
    for (panel, limit) in panels.iter().zip(shown) {
        row(canvas, *panel, limit);
    }
    for (place, said) in [(area.left, "lowest"), (area.right, "highest")] {
        let align = if place == area.left {
            Align::Left
        } else {
            Align::Right
        };
        canvas.text([place, area.bottom - 6.0], said, align, SMALL);
    }
}

fn row(canvas: &mut Canvas, panel: Area, limit: &Limit) {
    let name = STRONG.shorten(&limit.name, panel.width());
    canvas.text([panel.left, panel.top + 22.0], &name, Align::Left, STRONG);
    let scale = Scale::new([0.0, 1.0], [panel.left, panel.right]);
    let [low, high] = limit.places.map(|place| scale.at(numbers::share(place)));
    let bar = panel.top + 32.0;
    canvas.rect([panel.left, bar], panel.width(), 14.0, GRID);
    canvas.rect([low, bar], (high - low).max(3.0), 14.0, PLAIN);
    let below = bar + 36.0;
    let ends = [
        limit.at_least.map(|x| (low, x)),
        limit.at_most.map(|x| (high, x)),
    ];
    let texts = ends.map(|end| end.map(|(at, x)| (at, words::value(x))));
    match texts {
        [Some((low, a)), Some((high, b))] => {
            // Where both would lie on each other, they share a line.
            if high - low < INK_SMALL.width(&a) + INK_SMALL.width(&b) + 12.0 {
                let both = format!("{a} to {b}");
                end_text(canvas, panel, (low + high) / 2.0, below, &both);
            } else {
                end_text(canvas, panel, low, below, &a);
                end_text(canvas, panel, high, below, &b);
            }
        }
        [Some((at, said)), None] | [None, Some((at, said))] => {
            end_text(canvas, panel, at, below, &said);
        }
        [None, None] => {}
    }
}

/// A text around a place, kept within the panel.
fn end_text(canvas: &mut Canvas, panel: Area, at: f64, y: f64, said: &str) {
    let half = INK_SMALL.width(said) / 2.0;
    let at = at.clamp(
        panel.left + half,
        (panel.right - half).max(panel.left + half),
    );
    canvas.text([at, y], said, Align::Center, INK_SMALL);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::Estimate;

    fn estimate(value: f64) -> Estimate {
        Estimate {
            value,
            low: value - 0.02,
            high: value + 0.02,
        }
    }

    fn limit(k: usize, ends: [Option<f64>; 2]) -> Limit {
        let name = "An input with a name that goes on and on, longer than anybody reads in a chart";
        Limit {
            path: format!("input.x{k}"),
            name: if k.is_multiple_of(2) { name } else { "Brief" }.to_owned(),
            unit: String::new(),
            at_least: ends[0],
            at_most: ends[1],
            places: [ends[0].map_or(0.0, |_| 0.48), ends[1].map_or(1.0, |_| 0.5)],
            quasi_p: 0.01,
        }
    }

    fn found(limits: Vec<Limit>, density: f64) -> Discovery {
        let step = |k: usize| Step {
            coverage: 1.0 - k as f64 / 50.0,
            density: density * (0.3 + k as f64 / 80.0),
            mass: 1.0 - k as f64 / 50.0,
            restricted: k / 5,
            chosen: k == 30,
        };
        let region = Box {
            limits,
            density: estimate(density),
            coverage: estimate(0.6),
            mass: estimate(0.2),
        };
        Discovery {
            outcome: "deal".to_owned(),
            outcome_name: "A deal with a name that is rather long for what it says".to_owned(),
            base: estimate(0.3),
            found: (!region.limits.is_empty()).then_some(region),
            density: None,
            reached: true,
            trajectory: (0..50).map(step).collect(),
            inputs: 20,
            scenario: "call".to_owned(),
            scenario_name: "A call".to_owned(),
            hash: "0123456789ab".to_owned(),
            seed: 1,
            zopa: "0.1.0".to_owned(),
            runs: 10_000,
            peel: 0.05,
        }
    }

    #[test]
    fn nothing_is_cut_off_or_drawn_over_whatever_comes_in() {
        let ends = [
            [Some(0.1), None],
            [None, Some(12_345.6)],
            [Some(-0.004), Some(0.75)],
        ];
        let many = (0..14).map(|k| limit(k, ends[k % 3])).collect();
        let broken = vec![limit(0, [Some(f64::NAN), Some(f64::INFINITY)])];
        for limits in [vec![], vec![limit(1, ends[0])], many, broken] {
            for density in [0.0, 0.02, 0.9, 1.0, f64::NAN] {
                let plate = plate(&found(limits.clone(), density));
                assert_eq!(plate.canvas.cut_off(), Vec::<&str>::new());
                assert_eq!(plate.canvas.overlaps(), []);
                assert!(plate.canvas.smallest_text() >= 18.0);
            }
        }
    }

    #[test]
    fn the_title_tells_the_region() {
        let one = plate(&found(vec![limit(1, [Some(0.25), None])], 0.62)).alt;
        assert!(
            one.contains("in 62 in 100 where Brief is at least 0.25, in 30 overall"),
            "{one}"
        );
        let limits = [
            [Some(0.25), None],
            [None, Some(0.5)],
            [Some(0.1), Some(0.2)],
        ];
        let limits: Vec<Limit> = limits.map(|ends| limit(1, ends)).into();
        let two = plate(&found(limits[..2].to_vec(), 0.62)).alt;
        let said = "where Brief is at least 0.25 and Brief is at most 0.5, in 30 overall";
        assert!(two.contains(said), "{two}");
        let many = words::title(&found([&limits[..], &limits, &limits].concat(), 0.62));
        assert!(many.ends_with(" more limits hold"), "{many}");
        assert!(
            many.contains("not 30, where Brief ≥ 0.25, Brief ≤ 0.5"),
            "{many}"
        );
        assert!(layout::has_room(&many), "{many}");
        let none = plate(&found(vec![], 0.62)).alt;
        assert!(none.starts_with("No region"), "{none}");
    }
}
