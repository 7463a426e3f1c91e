//! The sheet a chart is drawn on: shapes and texts in pixels, set down once, then rendered as PNG
//! or SVG. Only this module and its children know the drawing library.
//!
//! Coordinates run right and down from the top left corner of a sheet of [`WIDTH`] x [`HEIGHT`].
//! A text's place is the left end, middle or right end of its baseline. Texts lie above all shapes.

mod band;
mod png;
mod svg;

use super::ImageFormat;
use super::font::lacking;
use super::palette::Color;
use super::text::{self, Weight};
use std::collections::BTreeSet;

/// Width of the sheet in pixels.
pub const WIDTH: f64 = 2000.0;
/// Height of the sheet in pixels.
pub const HEIGHT: f64 = 1125.0;

/// A place on the sheet, as x and y.
pub type Point = [f64; 2];

/// What a text's place means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The text begins there.
    Left,
    /// Its middle is there.
    Center,
    /// It ends there.
    Right,
}

/// Size, weight and colour of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Type {
    /// Pixels per em.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub color: Color,
}

impl Type {
    /// Regular text.
    pub const fn regular(size: f64, color: Color) -> Self {
        Self {
            size,
            weight: Weight::Regular,
            color,
        }
    }

    /// Bold text.
    pub const fn bold(size: f64, color: Color) -> Self {
        Self {
            size,
            weight: Weight::Bold,
            color,
        }
    }

    /// How wide a text is in this type.
    pub fn width(&self, text: &str) -> f64 {
        text::width(text, self.size, self.weight)
    }

    /// The text, shortened with "…" to fit.
    pub fn shorten(&self, text: &str, max: f64) -> String {
        text::shorten(text, self.size, self.weight, max)
    }
}

#[derive(Debug, Clone)]
enum Shape {
    Polygon(Vec<Point>, Color),
    Line(Vec<Point>, f64, Color),
    Disc(Point, f64, Color),
}

#[derive(Debug, Clone)]
struct Label {
    place: Point,
    text: String,
    kind: Type,
}

/// What has been drawn so far.
#[derive(Debug, Clone, Default)]
pub struct Canvas {
    shapes: Vec<Shape>,
    labels: Vec<Label>,
}

impl Canvas {
    /// A rectangle from its top left corner.
    pub fn rect(&mut self, [x, y]: Point, width: f64, height: f64, color: Color) {
        let corners = [
            [x, y],
            [x + width, y],
            [x + width, y + height],
            [x, y + height],
        ];
        self.polygon(corners.into(), color);
    }

    /// The outline of a rectangle, `stroke` pixels wide and centred on its edge.
    pub fn frame(&mut self, [x, y]: Point, width: f64, height: f64, stroke: f64, color: Color) {
        let half = stroke / 2.0;
        let long = width + stroke;
        self.rect([x - half, y - half], long, stroke, color);
        self.rect([x - half, y + height - half], long, stroke, color);
        self.rect([x - half, y - half], stroke, height + stroke, color);
        self.rect([x + width - half, y - half], stroke, height + stroke, color);
    }

    /// A filled polygon.
    pub fn polygon(&mut self, corners: Vec<Point>, color: Color) {
        if drawable(&corners) && corners.len() > 2 {
            self.shapes.push(Shape::Polygon(corners, color));
        }
    }

    /// A line through points.
    pub fn line(&mut self, points: Vec<Point>, stroke: f64, color: Color) {
        if drawable(&points) && points.len() > 1 {
            self.shapes.push(Shape::Line(points, stroke, color));
        }
    }

    /// A dashed straight line, level or upright.
    pub fn dashes(&mut self, [from, to]: [Point; 2], stroke: f64, color: Color) {
        const DASH: f64 = 9.0;
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let length = dx.abs().max(dy.abs());
        let pieces = (length / (2.0 * DASH)).floor().clamp(0.0, 500.0) as usize;
        let at = |done: f64| {
            let part = (done / length).min(1.0);
            [from[0] + dx * part, from[1] + dy * part]
        };
        for k in 0..=pieces {
            let start = k as f64 * 2.0 * DASH;
            if start < length {
                self.line(vec![at(start), at(start + DASH)], stroke, color);
            }
        }
    }

    /// A filled circle.
    pub fn disc(&mut self, center: Point, radius: f64, color: Color) {
        if drawable(&[center]) && radius > 0.0 {
            self.shapes.push(Shape::Disc(center, radius, color));
        }
    }

    /// A circle with a filled inside.
    pub fn ring(&mut self, center: Point, radius: f64, stroke: f64, color: Color, inside: Color) {
        self.disc(center, radius, color);
        self.disc(center, radius - stroke, inside);
    }

    /// A text, whole.
    pub fn text(&mut self, [x, y]: Point, text: &str, align: Align, kind: Type) {
        let text = text::clean(text);
        if text.is_empty() || !drawable(&[[x, y]]) {
            return;
        }
        let width = kind.width(&text);
        let x = match align {
            Align::Left => x,
            Align::Center => x - width / 2.0,
            Align::Right => x - width,
        };
        self.labels.push(Label {
            place: [x, y],
            text,
            kind,
        });
    }

    /// Characters of texts that are drawn as boxes in this format, each once, in their order; in an SVG whoever shows it finds
    /// fonts.
    pub fn lacking(&self, format: ImageFormat) -> String {
        if format == ImageFormat::Svg {
            return String::new();
        }
        let labels = self.labels.iter();
        let lacking = labels.flat_map(|label| lacking(&label.text, label.kind.weight));
        lacking.collect::<BTreeSet<char>>().into_iter().collect()
    }

    /// The image file's bytes.
    ///
    /// # Errors
    /// A message if the image cannot be drawn or encoded.
    pub fn render(&self, format: ImageFormat) -> Result<Vec<u8>, String> {
        match format {
            ImageFormat::Png => png::render(self),
            ImageFormat::Svg => svg::render(self),
        }
    }

    /// Texts that reach over the edge of the sheet: a mistake of the chart that set them.
    #[cfg(test)]
    pub fn cut_off(&self) -> Vec<&str> {
        let beyond = |label: &&Label| {
            let [x, y] = label.place;
            let right = x + label.kind.width(&label.text);
            x < 0.0 || y < label.kind.size * 0.75 || right > WIDTH || y > HEIGHT - 4.0
        };
        let labels = self.labels.iter().filter(beyond);
        labels.map(|label| label.text.as_str()).collect()
    }

    /// Pairs of texts that lie on each other: a mistake of the chart that set them.
    #[cfg(test)]
    pub fn overlaps(&self) -> Vec<(&str, &str)> {
        let frame = |label: &Label| {
            let [x, y] = label.place;
            let size = label.kind.size;
            let right = x + label.kind.width(&label.text);
            [x + 1.0, y - size * 0.7, right - 1.0, y + size * 0.15]
        };
        let mut found = Vec::new();
        for (k, a) in self.labels.iter().enumerate() {
            for b in &self.labels[k + 1..] {
                let [p, q] = [frame(a), frame(b)];
                if p[0] < q[2] && q[0] < p[2] && p[1] < q[3] && q[1] < p[3] {
                    found.push((a.text.as_str(), b.text.as_str()));
                }
            }
        }
        found
    }

    /// Size of the smallest text.
    #[cfg(test)]
    pub fn smallest_text(&self) -> f64 {
        let sizes = self.labels.iter().map(|label| label.kind.size);
        sizes.fold(f64::INFINITY, f64::min)
    }
}

/// Whether all points are numbers near the sheet: what a drawing library can be trusted with.
fn drawable(points: &[Point]) -> bool {
    let near = |v: f64| v.is_finite() && v.abs() < 20_000.0;
    points.iter().all(|[x, y]| near(*x) && near(*y))
}
