//! What is written in the cells of a heatmap, and the lines that keep clear of it.

use super::super::canvas::{Align, Canvas, Point, Type};
use super::super::palette::Color;

/// Pixels between a number and its letter, and between what is written and a line.
const GAP: f64 = 7.0;
const CLEAR: f64 = 4.0;

/// A number and a letter in the middle of a cell.
pub struct Label {
    number: String,
    letter: String,
    middle: Point,
    /// How wide the number is, and both are.
    widths: [f64; 2],
    types: [Type; 2],
}

impl Label {
    pub fn new(middle: Point, number: String, letter: String, ink: Color) -> Self {
        let types = [Type::bold(22.0, ink), Type::regular(22.0, ink)];
        let wide = types[0].width(&number);
        let both = wide + GAP + types[1].width(&letter);
        Self {
            number,
            letter,
            middle,
            widths: [wide, both],
            types,
        }
    }

    pub fn draw(&self, canvas: &mut Canvas) {
        let [x, y] = [
            self.middle[0] - 0.5 * self.widths[1],
            self.middle[1] + 0.35 * self.types[0].size,
        ];
        canvas.text([x, y], &self.number, Align::Left, self.types[0]);
        let after = x + self.widths[0] + GAP;
        canvas.text([after, y], &self.letter, Align::Left, self.types[1]);
    }

    /// Between which shares of a line of some thickness it would touch what is written, if anywhere.
    fn covers(&self, [from, to]: [Point; 2], stroke: f64) -> Option<[f64; 2]> {
        let around = CLEAR + 0.5 * stroke;
        let half = [
            0.5 * self.widths[1] + around,
            0.5 * self.types[0].size + around,
        ];
        let (mut first, mut last) = (0.0f64, 1.0f64);
        for k in 0..2 {
            let (way, off) = (to[k] - from[k], from[k] - self.middle[k]);
            if way == 0.0 {
                if off.abs() >= half[k] {
                    return None;
                }
                continue;
            }
            let ends = [(-half[k] - off) / way, (half[k] - off) / way];
            first = first.max(ends[0].min(ends[1]));
            last = last.min(ends[0].max(ends[1]));
        }
        (first < last).then_some([first, last])
    }
}

/// What is left of lines where they stop short of labels.
pub fn beside(lines: Vec<[Point; 2]>, labels: &[Label], stroke: f64) -> Vec<[Point; 2]> {
    let around = |lines: Vec<[Point; 2]>, label: &Label| {
        let pieces = lines.into_iter().flat_map(|line| {
            let [first, last] = label.covers(line, stroke).unwrap_or([1.0, 1.0]);
            let [from, to] = line;
            let at = move |share: f64| [0, 1].map(|k| from[k] + share * (to[k] - from[k]));
            [(0.0, first), (last, 1.0)]
                .into_iter()
                .filter(|(start, end)| start < end)
                .map(move |(start, end)| [at(start), at(end)])
        });
        pieces.collect()
    };
    labels.iter().fold(lines, around)
}

#[cfg(test)]
mod tests {
    use super::super::super::palette::INK;
    use super::*;

    #[test]
    fn lines_stop_short_of_what_is_written() {
        let label = || Label::new([100.0, 100.0], "52".into(), "A".into(), INK);
        let half = 0.5 * label().widths[1] + CLEAR + 1.0;
        let across = vec![[[0.0, 100.0], [200.0, 100.0]]];
        let left = beside(across, &[label()], 2.0);
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert_eq!(left.len(), 2);
        assert!(near(left[0][0][0], 0.0) && near(left[0][1][0], 100.0 - half));
        assert!(near(left[1][0][0], 100.0 + half) && near(left[1][1][0], 200.0));
        let past = vec![[[0.0, 80.0], [200.0, 80.0]]];
        assert_eq!(beside(past.clone(), &[label()], 2.0), past);
        let within = vec![[[99.0, 99.0], [101.0, 101.0]]];
        assert_eq!(beside(within, &[label()], 2.0), Vec::<[Point; 2]>::new());
    }
}
