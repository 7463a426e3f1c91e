//! One axis: a line with its band per outcome class, or points with whiskers where the axis's values
//! are words.

use super::super::axis::{self, Scale};
use super::super::canvas::{Align, Canvas, Point as Pixel, Type, WIDTH};
use super::super::layout::{self, Area, LABEL, MARGIN, SMALL};
use super::super::palette::{self, Color, GRID, INK, MUTED};
use super::super::{numbers, text};
use super::place::Places;
use super::{axis_name, level, rough};
use crate::experiment::sweep::{Point, Sweep};
use crate::report::number::short;

/// Most lines that can be told apart.
const LINES: usize = 7;
const NAME: Type = Type::bold(23.0, MUTED);

pub fn draw(canvas: &mut Canvas, area: Area, sweep: &Sweep) {
    let places = Places::of(sweep, 0);
    let mut points: Vec<&Point> = sweep.points.iter().collect();
    if places.numeric {
        let number = |point: &Point| point.at[0].number().unwrap_or_default();
        points.sort_by(|a, b| number(a).total_cmp(&number(b)));
    }
    let shown = shown(sweep);
    let names = shown.iter().map(|&class| NAME.width(&name(sweep, class)));
    let room = names.fold(200.0, f64::max).min(480.0) + 110.0;
    let plot = area.inset([70.0, 34.0, room, 92.0]);
    let highest = points
        .iter()
        .flat_map(|point| shown.iter().map(|&class| point.outcomes[class].high));
    let highest = (highest.fold(0.1, f64::max) * 10.0).ceil() / 10.0;
    let y = Scale::new([0.0, highest], [plot.bottom, plot.top]);
    for tick in y.ticks(5).0 {
        canvas.rect([plot.left, y.at(tick) - 1.0], plot.width(), 2.0, GRID);
        let at = [plot.left - 12.0, y.at(tick) + 7.0];
        canvas.text(at, &numbers::in_100(tick), Align::Right, SMALL);
    }
    canvas.text([MARGIN, area.top + 6.0], "runs in 100", Align::Left, SMALL);
    let axis = Across::new(&places, plot);
    axis.draw(canvas, plot, &axis_name(sweep, 0), &places);
    let colors = palette::classes_by(
        sweep
            .scenario
            .outcomes
            .iter()
            .enumerate()
            .map(|(class, outcome)| (outcome.id.as_str(), sweep.range(class)[1])),
    );
    flips(canvas, plot, sweep, &axis);
    base(canvas, plot, sweep, &axis, &places);
    for &class in shown.iter().rev() {
        line(canvas, (&axis, &y), &points, class, colors[class]);
    }
    labels(
        canvas,
        plot,
        sweep,
        &shown,
        (&y, &colors, points[points.len() - 1]),
    );
}

fn name(sweep: &Sweep, class: usize) -> String {
    text::brief(&sweep.scenario.outcomes[class].name, 60)
}

/// The classes with the largest shares anywhere, and those that are commonest somewhere.
fn shown(sweep: &Sweep) -> Vec<usize> {
    let mut ranked: Vec<usize> = (0..sweep.scenario.outcomes.len())
        .filter(|&class| sweep.range(class)[1] > 0.0)
        .collect();
    let top = |class: usize| sweep.range(class)[1];
    ranked.sort_by(|&a, &b| top(b).total_cmp(&top(a)));
    ranked.truncate(LINES);
    if !ranked.contains(&sweep.focus) {
        ranked.pop();
        ranked.push(sweep.focus);
    }
    ranked
}

/// The axis across: a scale of numbers, or listed values side by side.
enum Across {
    Numbers(Scale),
    Listed { left: f64, step: f64 },
}

impl Across {
    fn new(places: &Places, plot: Area) -> Self {
        if places.numeric {
            Self::Numbers(Scale::new(places.ends(), [plot.left, plot.right]))
        } else {
            let step = plot.width() / places.levels.len() as f64;
            Self::Listed {
                left: plot.left + step / 2.0,
                step,
            }
        }
    }

    fn at(&self, point: &Point, index: usize) -> f64 {
        match self {
            Self::Numbers(scale) => scale.at(point.at[0].number().unwrap_or_default()),
            Self::Listed { left, step } => left + step * index as f64,
        }
    }

    fn draw(&self, canvas: &mut Canvas, plot: Area, name: &str, places: &Places) {
        canvas.rect([plot.left, plot.bottom - 1.0], plot.width(), 2.0, MUTED);
        match self {
            Self::Numbers(scale) => {
                let (ticks, step) = scale.ticks(8);
                for tick in ticks {
                    let x = scale.at(tick);
                    canvas.rect([x - 1.0, plot.bottom], 2.0, 8.0, MUTED);
                    let number = numbers::plain(tick, step);
                    canvas.text([x, plot.bottom + 30.0], &number, Align::Center, SMALL);
                }
            }
            Self::Listed { left, step } => {
                for (k, value) in places.levels.iter().enumerate() {
                    let said = SMALL.shorten(&level(value), step - 16.0);
                    let at = [left + step * k as f64, plot.bottom + 30.0];
                    canvas.text(at, &said, Align::Center, SMALL);
                }
            }
        }
        let middle = (plot.left + plot.right) / 2.0;
        let name = LABEL.shorten(name, plot.width());
        canvas.text([middle, plot.bottom + 70.0], &name, Align::Center, LABEL);
    }
}

/// Where the commonest outcome changes.
fn flips(canvas: &mut Canvas, plot: Area, sweep: &Sweep, axis: &Across) {
    let Across::Numbers(scale) = axis else {
        return;
    };
    for flip in &sweep.flips {
        let ends = [plot.left, plot.right];
        let end = |k: usize| flip.clear[k].map_or(ends[k], |value| scale.at(value));
        let (from, to) = (end(0), end(1));
        canvas.rect([from, plot.top], to - from, plot.height(), GRID.fade(0.6));
    }
    let mut free = plot.left;
    for flip in &sweep.flips {
        let x = scale.at(flip.at);
        canvas.dashes([[x, plot.top], [x, plot.bottom]], 3.0, INK);
        let said = rough(flip.at);
        let half = SMALL.width(&said) / 2.0;
        if x - half > free {
            canvas.text(
                [x, plot.top - 10.0],
                &said,
                Align::Center,
                Type {
                    color: INK,
                    ..SMALL
                },
            );
            free = x + half + 12.0;
        }
    }
}

/// The value that the scenario has as it stands.
fn base(canvas: &mut Canvas, plot: Area, sweep: &Sweep, axis: &Across, places: &Places) {
    let (Across::Numbers(scale), Some(base)) = (axis, &sweep.axes[0].base) else {
        return;
    };
    let Some(value) = base.number() else {
        return;
    };
    let [low, high] = places.ends();
    if (low..=high).contains(&value) {
        let x = scale.at(value);
        let corners = vec![
            [x, plot.bottom - 2.0],
            [x - 11.0, plot.bottom - 22.0],
            [x + 11.0, plot.bottom - 22.0],
        ];
        canvas.polygon(corners, INK);
        let said = format!("as it stands: {}", short(value));
        let left = x > (plot.left + plot.right) / 2.0;
        let (shift, align) = if left {
            (-18.0, Align::Right)
        } else {
            (18.0, Align::Left)
        };
        canvas.text([x + shift, plot.bottom - 8.0], &said, align, SMALL);
    }
}

fn line(
    canvas: &mut Canvas,
    (axis, y): (&Across, &Scale),
    points: &[&Point],
    class: usize,
    color: Color,
) {
    let path = |value: &dyn Fn(&Point) -> f64| -> Vec<Pixel> {
        let pairs = points.iter().enumerate();
        pairs
            .map(|(index, point)| [axis.at(point, index), y.at(value(point))])
            .collect()
    };
    if let Across::Listed { .. } = axis {
        for (index, point) in points.iter().enumerate() {
            let x = axis.at(point, index);
            let share = &point.outcomes[class];
            axis::upright_whisker(canvas, x, [y.at(share.low), y.at(share.high)], 14.0);
            canvas.disc([x, y.at(share.share)], 9.0, color);
        }
        return;
    }
    let mut band = path(&|point| point.outcomes[class].low);
    band.reverse();
    band.extend(path(&|point| point.outcomes[class].high));
    canvas.polygon(band, color.fade(0.25));
    canvas.line(path(&|point| point.outcomes[class].share), 5.0, color);
    if points.len() <= 60 {
        for at in path(&|point| point.outcomes[class].share) {
            canvas.disc(at, 6.0, color);
        }
    }
}

/// Names at the ends of the lines, kept apart.
fn labels(
    canvas: &mut Canvas,
    plot: Area,
    sweep: &Sweep,
    shown: &[usize],
    (y, colors, last): (&Scale, &[Color], &Point),
) {
    let mut shown = shown.to_vec();
    let share = |class: usize| last.outcomes[class].share;
    shown.sort_by(|&a, &b| share(b).total_cmp(&share(a)));
    let wanted: Vec<f64> = shown.iter().map(|&class| y.at(share(class))).collect();
    let places = layout::spread(&wanted, 36.0, [plot.top, plot.bottom]);
    for ((&class, from), to) in shown.iter().zip(&wanted).zip(&places) {
        let left = plot.right;
        let color = colors[class];
        canvas.line(vec![[left + 10.0, *from], [left + 38.0, *to]], 2.0, color);
        let kind = Type {
            color: color.for_text(),
            ..NAME
        };
        let number = numbers::in_100(share(class));
        canvas.text([left + 90.0, to + 8.0], &number, Align::Right, kind);
        let said = kind.shorten(&name(sweep, class), WIDTH - MARGIN - left - 104.0);
        canvas.text([left + 104.0, to + 8.0], &said, Align::Left, kind);
    }
}
