//! What all charts share: the page with title, subtitle and footer, axes, and labels kept apart.

use super::canvas::{Align, Canvas, HEIGHT, Point, Type, WIDTH};
use super::numbers;
use super::palette::{GRID, INK, MUTED, WHITE};
use super::text;
use crate::simulate::forecast::Forecast;

/// Space left free at the sides of the sheet.
pub const MARGIN: f64 = 60.0;

/// Smallest text of any chart.
pub const SMALL: Type = Type::regular(20.0, MUTED);
/// Small text that matters.
pub const INK_SMALL: Type = Type::regular(20.0, INK);
/// Labels.
pub const LABEL: Type = Type::regular(24.0, INK);
/// Labels that matter.
pub const STRONG: Type = Type::bold(24.0, INK);

const TITLE: Type = Type::bold(44.0, INK);
const KICKER: Type = Type::bold(22.0, MUTED);
const SUBTITLE: Type = Type::regular(25.0, MUTED);

/// Part of the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Top edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Bottom edge.
    pub bottom: f64,
}

impl Area {
    /// Its width.
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Its height.
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The area without this much at its left, top, right and bottom.
    pub fn inset(&self, [left, top, right, bottom]: [f64; 4]) -> Self {
        Self {
            left: self.left + left,
            top: self.top + top,
            right: self.right - right,
            bottom: self.bottom - bottom,
        }
    }

    /// Equal areas in rows and columns, `gap` apart, row by row.
    pub fn panels(&self, columns: usize, rows: usize, gap: [f64; 2]) -> Vec<Self> {
        let [columns, rows] = [columns.max(1), rows.max(1)];
        let width = (self.width() - gap[0] * (columns - 1) as f64) / columns as f64;
        let height = (self.height() - gap[1] * (rows - 1) as f64) / rows as f64;
        let panel = |k: usize| {
            let left = self.left + (k % columns) as f64 * (width + gap[0]);
            let top = self.top + (k / columns) as f64 * (height + gap[1]);
            Self {
                left,
                top,
                right: left + width,
                bottom: top + height,
            }
        };
        (0..columns * rows).map(panel).collect()
    }
}

/// What a chart says before it shows anything.
#[derive(Debug, Clone)]
pub struct Heading {
    /// The question it answers.
    pub question: &'static str,
    /// The finding, as a sentence.
    pub title: String,
    /// What is drawn, in which unit, what an interval means.
    pub subtitle: String,
}

/// Writes heading and footer; what is left is for the chart.
pub fn page(canvas: &mut Canvas, forecast: &Forecast, heading: &Heading) -> Area {
    let room = WIDTH - 2.0 * MARGIN;
    let question = heading.question;
    let name_room = room - KICKER.width(question) - KICKER.width("  ·  ");
    let name = KICKER.shorten(&forecast.scenario.name, name_room);
    let kicker = format!("{name}  ·  {question}");
    canvas.text([MARGIN, 56.0], kicker.trim(), Align::Left, KICKER);
    let mut y = 64.0;
    for line in text::balance(&heading.title, TITLE.size, TITLE.weight, room, 2) {
        y += 54.0;
        canvas.text([MARGIN, y], &line, Align::Left, TITLE);
    }
    y += 10.0;
    for line in text::wrap(&heading.subtitle, SUBTITLE.size, SUBTITLE.weight, room, 3) {
        y += 34.0;
        canvas.text([MARGIN, y], &line, Align::Left, SUBTITLE);
    }
    let foot = HEIGHT - 62.0;
    canvas.rect([MARGIN, foot], room, 2.0, GRID);
    canvas.text([MARGIN, foot + 38.0], &footer(forecast), Align::Left, SMALL);
    Area {
        left: MARGIN,
        top: y + 34.0,
        right: WIDTH - MARGIN,
        bottom: foot - 22.0,
    }
}

/// Where the numbers come from.
fn footer(forecast: &Forecast) -> String {
    let facts = format!(
        "@{} · n = {} · seed {} · zopa {} · conditional on the stated assumptions",
        text::brief(&forecast.scenario.hash, 16),
        numbers::count(forecast.runs),
        forecast.seed,
        text::brief(&forecast.zopa, 24),
    );
    let room = WIDTH - 2.0 * MARGIN - SMALL.width(&facts);
    format!("{}{facts}", SMALL.shorten(&forecast.scenario.id, room))
}

/// Writes in the middle of an area why there is nothing to draw.
pub fn nothing(canvas: &mut Canvas, area: Area, why: &str) {
    let kind = Type::regular(30.0, MUTED);
    let mut y = (area.top + area.bottom) / 2.0;
    for line in text::wrap(why, kind.size, kind.weight, area.width(), 3) {
        let middle = (area.left + area.right) / 2.0;
        canvas.text([middle, y], &line, Align::Center, kind);
        y += 44.0;
    }
}

/// Maps values to pixels along an axis.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    domain: [f64; 2],
    range: [f64; 2],
}

impl Scale {
    /// Maps the values of `domain` to the pixels of `range`. An empty domain is widened by one.
    pub fn new([low, high]: [f64; 2], range: [f64; 2]) -> Self {
        let low = numbers::finite(low, 0.0).clamp(-1e15, 1e15);
        let high = numbers::finite(high, 1.0).clamp(-1e15, 1e15);
        let high = if high - low > 1e-9 { high } else { low + 1.0 };
        Self {
            domain: [low, high],
            range,
        }
    }

    /// The pixel of the highest value.
    pub fn right(&self) -> f64 {
        self.range[1]
    }

    /// The pixel of the lowest value.
    pub fn left(&self) -> f64 {
        self.range[0]
    }

    /// The pixel of a value; values beyond the ends are drawn at the ends.
    pub fn at(&self, value: f64) -> f64 {
        let [low, high] = self.domain;
        let part = (numbers::finite(value, low).clamp(low, high) - low) / (high - low);
        self.range[0] + part * (self.range[1] - self.range[0])
    }

    /// Round values for grid lines, about `wanted` of them, and the step between them.
    pub fn ticks(&self, wanted: usize) -> (Vec<f64>, f64) {
        let [low, high] = self.domain;
        let rough = (high - low) / wanted.max(1) as f64;
        let mut unit = 1e-3;
        while unit * 10.0 <= rough {
            unit *= 10.0;
        }
        let factor = [1.0, 2.0, 5.0].into_iter().find(|f| unit * f >= rough);
        let step = unit * factor.unwrap_or(10.0);
        let first = (low / step - 1e-6).ceil();
        let values = (0..=2 * wanted + 2).map(|k| (first + k as f64) * step);
        let within = values.filter(|v| *v <= high + step * 1e-6);
        (within.collect(), step)
    }
}

/// Whole numbers for an axis of rounds or days.
pub fn whole_ticks(scale: &Scale, wanted: usize) -> Vec<f64> {
    let (ticks, _) = scale.ticks(wanted);
    ticks
        .into_iter()
        .filter(|t| t.fract().abs() < 1e-9)
        .collect()
}

/// Draws an axis of utilities along the left of an area: grid lines and numbers.
pub fn utility_axis(canvas: &mut Canvas, area: Area, scale: &Scale, wanted: usize) {
    let (ticks, step) = scale.ticks(wanted);
    for tick in ticks {
        let y = scale.at(tick);
        canvas.rect([area.left, y - 1.0], area.width(), 2.0, GRID);
        let number = numbers::plain(tick, step);
        canvas.text([area.left - 12.0, y + 7.0], &number, Align::Right, SMALL);
    }
}

/// Draws numbers below an area, whole ones, with what they count behind the last.
pub fn round_axis(canvas: &mut Canvas, area: Area, scale: &Scale, wanted: usize, unit: &str) {
    let y = area.bottom + 30.0;
    canvas.rect([area.left, area.bottom - 1.0], area.width(), 2.0, MUTED);
    let mut free = area.left - 40.0;
    let [first, _] = scale.domain;
    let mut ticks = whole_ticks(scale, wanted);
    if first.fract() == 0.0 && ticks.first().is_none_or(|tick| *tick > first) {
        ticks.insert(0, first);
    }
    for (k, tick) in ticks.into_iter().enumerate() {
        let x = scale.at(tick);
        let number = numbers::day(tick);
        let said = if k == 0 {
            format!("{unit} {number}")
        } else {
            number
        };
        let half = SMALL.width(&said) / 2.0;
        if x - half < free || x + half > area.right + 40.0 {
            continue;
        }
        free = x + half + 16.0;
        canvas.rect([x - 1.0, area.bottom], 2.0, 8.0, MUTED);
        canvas.text([x, y], &said, Align::Center, SMALL);
    }
}

/// Draws a level interval with end marks.
pub fn whisker(canvas: &mut Canvas, [low, high]: [f64; 2], y: f64, size: f64) {
    let stroke = 3.0;
    canvas.rect([low, y - stroke / 2.0], (high - low).max(1.0), stroke, INK);
    for x in [low, high] {
        canvas.rect([x - 1.5, y - size / 2.0], stroke, size, INK);
    }
}

/// Draws an upright interval with end marks.
pub fn upright_whisker(canvas: &mut Canvas, x: f64, [low, high]: [f64; 2], size: f64) {
    let stroke = 3.0;
    canvas.rect([x - stroke / 2.0, high], stroke, (low - high).max(1.0), INK);
    for y in [low, high] {
        canvas.rect([x - size / 2.0, y - 1.5], size, stroke, INK);
    }
}

/// Moves labels apart: places at least `gap` from each other within `[top, bottom]`, near where they
/// belong and in the same order. Where they cannot all fit, they share the room evenly.
pub fn spread(wanted: &[f64], gap: f64, [top, bottom]: [f64; 2]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].total_cmp(&wanted[b]).then(a.cmp(&b)));
    let steps = (wanted.len().max(2) - 1) as f64;
    let gap = gap.min((bottom - top) / steps);
    let mut places = vec![0.0; wanted.len()];
    let mut free = top;
    for &k in &order {
        places[k] = wanted[k].max(free);
        free = places[k] + gap;
    }
    let mut free = bottom;
    for &k in order.iter().rev() {
        places[k] = places[k].min(free);
        free = places[k] - gap;
    }
    places
}

/// How far to move marks sideways so that those on the same spot stand side by side.
pub fn aside(places: &[Point], size: f64) -> Vec<f64> {
    let near = |a: Point, b: Point| (a[0] - b[0]).abs() < size && (a[1] - b[1]).abs() < size;
    let shift = |k: usize| {
        let here = |j: &usize| near(places[*j], places[k]);
        let together = (0..places.len()).filter(here).count();
        let before = (0..k).filter(here).count();
        (before as f64 - (together as f64 - 1.0) / 2.0) * size * 1.1
    };
    (0..places.len()).map(shift).collect()
}

/// The axis of utilities for values from `low` to `high`: 0 to 1, without an empty lower part, and
/// with what lies beyond.
pub fn utility_domain(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let [low, high] = values
        .map(numbers::utility)
        .fold([1.0_f64, 1.0_f64], |so_far, u| {
            [so_far[0].min(u), so_far[1].max(u)]
        });
    [
        (low * 5.0 - 1e-9).floor() / 5.0,
        (high * 5.0 - 1e-9).ceil() / 5.0,
    ]
}

/// Writes "**Topic** option" from a place, both shortened to the room: the topic first gives way.
pub fn topic_and_option(
    canvas: &mut Canvas,
    [x, y]: Point,
    (room, size): (f64, f64),
    [topic, option]: [&str; 2],
    color: super::palette::Color,
) {
    const GAP: f64 = 10.0;
    let [bold, regular] = [Type::bold(size, color), Type::regular(size, INK)];
    let option = regular.shorten(option, room * 0.55);
    let topic = bold.shorten(topic, room - regular.width(&option) - GAP);
    canvas.text([x, y], &topic, Align::Left, bold);
    canvas.text(
        [x + bold.width(&topic) + GAP, y],
        &option,
        Align::Left,
        regular,
    );
}

/// At most `max` of `n` indices, evenly, with the first and the last.
pub fn thin(n: usize, max: usize) -> Vec<usize> {
    if n <= max || max < 2 {
        return (0..n.min(max.max(n.min(1)))).collect();
    }
    (0..max).map(|k| k * (n - 1) / (max - 1)).collect()
}

/// A diamond, a triangle, a square or a star around a point.
pub fn mark(
    canvas: &mut Canvas,
    shape: Mark,
    [x, y]: Point,
    radius: f64,
    color: super::palette::Color,
) {
    let halo = radius + 3.0;
    for (r, paint) in [(halo, WHITE), (radius, color)] {
        match shape {
            Mark::Disc => canvas.disc([x, y], r, paint),
            _ => canvas.polygon(corners(shape, [x, y], r), paint),
        }
    }
}

/// Shapes of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// ●
    Disc,
    /// ◆
    Diamond,
    /// ▲
    Triangle,
    /// ■
    Square,
    /// ★
    Star,
    /// ✕
    Cross,
}

fn corners(shape: Mark, [x, y]: Point, r: f64) -> Vec<Point> {
    let unit: &[Point] = match shape {
        Mark::Disc => &[],
        Mark::Diamond => &[[0.0, -1.1], [1.1, 0.0], [0.0, 1.1], [-1.1, 0.0]],
        Mark::Triangle => &[[0.0, -1.1], [1.05, 0.8], [-1.05, 0.8]],
        Mark::Square => &[[-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]],
        Mark::Star => &STAR,
        Mark::Cross => &CROSS,
    };
    unit.iter().map(|[a, b]| [x + r * a, y + r * b]).collect()
}

/// A five-pointed star: corners every 36°, at 1.2 and at 0.5.
const STAR: [Point; 10] = [
    [0.0, -1.2],
    [0.294, -0.405],
    [1.141, -0.371],
    [0.476, 0.155],
    [0.705, 0.971],
    [0.0, 0.5],
    [-0.705, 0.971],
    [-0.476, 0.155],
    [-1.141, -0.371],
    [-0.294, -0.405],
];

/// Two crossed bars.
const CROSS: [Point; 12] = [
    [-0.65, -1.0],
    [0.0, -0.35],
    [0.65, -1.0],
    [1.0, -0.65],
    [0.35, 0.0],
    [1.0, 0.65],
    [0.65, 1.0],
    [0.0, 0.35],
    [-0.65, 1.0],
    [-1.0, 0.65],
    [-0.35, 0.0],
    [-1.0, -0.65],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_within() {
        let scale = Scale::new([0.0, 1.0], [0.0, 100.0]);
        let (ticks, step) = scale.ticks(5);
        assert_eq!(ticks.len(), 6);
        assert!((step - 0.2).abs() < 1e-12);
        let (ticks, _) = Scale::new([1.0, 37.0], [0.0, 100.0]).ticks(6);
        assert_eq!(ticks, [10.0, 20.0, 30.0]);
        let (ticks, _) = Scale::new([0.0, 1e15], [0.0, 100.0]).ticks(6);
        assert!(ticks.len() > 2 && ticks.len() < 12);
    }

    #[test]
    fn scale_holds_values_within_its_range() {
        let scale = Scale::new([0.0, 2.0], [10.0, 20.0]);
        assert_eq!(scale.at(1.0), 15.0);
        assert_eq!(scale.at(9.0), 20.0);
        assert_eq!(scale.at(f64::NAN), 10.0);
        assert!(Scale::new([3.0, 3.0], [0.0, 1.0]).at(3.0).is_finite());
    }

    #[test]
    fn spread_keeps_distance_order_and_bounds() {
        let places = spread(&[50.0, 51.0, 52.0, 0.0], 20.0, [0.0, 100.0]);
        assert!(places[0] + 20.0 <= places[1] && places[1] + 20.0 <= places[2]);
        assert!(places.iter().all(|p| (0.0..=100.0).contains(p)));
        let crowded = spread(&[5.0; 11], 20.0, [0.0, 100.0]);
        assert!(crowded.iter().all(|p| (-1e-9..=100.0 + 1e-9).contains(p)));
    }

    #[test]
    fn thinning_keeps_the_ends() {
        assert_eq!(thin(3, 10), [0, 1, 2]);
        assert_eq!(thin(101, 3), [0, 50, 100]);
        assert_eq!(thin(0, 5), Vec::<usize>::new());
    }

    #[test]
    fn marks_on_one_spot_stand_side_by_side() {
        let shifts = aside(&[[0.0, 0.0], [1.0, 1.0], [500.0, 0.0]], 20.0);
        assert_eq!(shifts, [-11.0, 11.0, 0.0]);
    }

    #[test]
    fn utilities_start_at_a_fifth_below_the_lowest() {
        assert_eq!(utility_domain([0.45, 0.9].into_iter()), [0.4, 1.0]);
        assert_eq!(utility_domain([-0.1, 1.1].into_iter()), [-0.2, 1.2]);
        assert_eq!(utility_domain(std::iter::empty()), [0.8, 1.0]);
    }

    #[test]
    fn panels_fill_the_area() {
        let area = Area {
            left: 0.0,
            top: 0.0,
            right: 100.0,
            bottom: 50.0,
        };
        let panels = area.panels(2, 2, [10.0, 10.0]);
        assert_eq!(panels.len(), 4);
        assert_eq!(panels[3].right, 100.0);
        assert_eq!(panels[3].bottom, 50.0);
        assert_eq!(panels[0].width(), 45.0);
    }
}
