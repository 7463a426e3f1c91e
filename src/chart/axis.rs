//! Axes: values to pixels, round numbers beside them, intervals along them.

use super::canvas::{Align, Canvas};
use super::layout::{Area, SMALL};
use super::numbers;
use super::palette::{GRID, INK, MUTED};

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
    fn utilities_start_at_a_fifth_below_the_lowest() {
        assert_eq!(utility_domain([0.45, 0.9].into_iter()), [0.4, 1.0]);
        assert_eq!(utility_domain([-0.1, 1.1].into_iter()), [-0.2, 1.2]);
        assert_eq!(utility_domain(std::iter::empty()), [0.8, 1.0]);
    }
}
