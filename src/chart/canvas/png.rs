//! A sheet as pixels.
//!
//! Shapes are drawn at twice the size and averaged, for smooth edges; texts are set on top from the
//! font's outlines, because the drawing library drops the space before each letter.

use ab_glyph::{Font, ScaleFont, point};
use image::ImageEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use plotters::backend::BitMapBackend;
use plotters_backend::{BackendColor, DrawingBackend, DrawingErrorKind};

use super::{Canvas, HEIGHT, Label, Point, Shape, WIDTH};
use crate::chart::palette::Color;

const SIZE: (u32, u32) = (WIDTH as u32, HEIGHT as u32);
const FINE: (u32, u32) = (2 * SIZE.0, 2 * SIZE.1);

pub fn render(canvas: &Canvas) -> Result<Vec<u8>, String> {
    let mut fine = vec![255_u8; 3 * (FINE.0 * FINE.1) as usize];
    let mut backend = BitMapBackend::with_buffer(&mut fine, FINE);
    for shape in &canvas.shapes {
        draw_shape(&mut backend, shape).map_err(|error| error.to_string())?;
    }
    drop(backend);
    let mut pixels = halve(&fine);
    let mut backend = BitMapBackend::with_buffer(&mut pixels, SIZE);
    for label in &canvas.labels {
        draw_label(&mut backend, label).map_err(|error| error.to_string())?;
    }
    drop(backend);
    encode(&pixels)
}

fn encode(pixels: &[u8]) -> Result<Vec<u8>, String> {
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::NoFilter)
        .write_image(pixels, SIZE.0, SIZE.1, image::ColorType::Rgb8)
        .map_err(|error| error.to_string())?;
    Ok(file)
}

/// Averages each square of four pixels. Blocks of white paper, most of a chart, are passed over.
fn halve(fine: &[u8]) -> Vec<u8> {
    const BLOCK: usize = 96;
    const WHITE: [u8; BLOCK] = [255; BLOCK];
    let row = 3 * FINE.0 as usize;
    let mut pixels = vec![255; fine.len() / 4];
    for (pair, done) in fine
        .chunks_exact(2 * row)
        .zip(pixels.chunks_exact_mut(row / 2))
    {
        let (upper, lower) = pair.split_at(row);
        let blocks = upper.chunks(BLOCK).zip(lower.chunks(BLOCK));
        for ((upper, lower), done) in blocks.zip(done.chunks_mut(BLOCK / 2)) {
            if upper != &WHITE[..upper.len()] || lower != &WHITE[..lower.len()] {
                halve_block([upper, lower], done);
            }
        }
    }
    pixels
}

fn halve_block([upper, lower]: [&[u8]; 2], done: &mut [u8]) {
    let squares = upper.chunks_exact(6).zip(lower.chunks_exact(6));
    for ((a, b), pixel) in squares.zip(done.chunks_exact_mut(3)) {
        for k in 0..3 {
            let sum: u16 = [a[k], a[k + 3], b[k], b[k + 3]].map(u16::from).iter().sum();
            pixel[k] = ((sum + 2) / 4) as u8;
        }
    }
}

fn color(color: Color) -> BackendColor {
    let [r, g, b] = color.rgb;
    BackendColor {
        alpha: color.alpha,
        rgb: (r, g, b),
    }
}

/// A place on the sheet of twice the size.
fn fine([x, y]: Point) -> (i32, i32) {
    ((2.0 * x).round() as i32, (2.0 * y).round() as i32)
}

fn draw_shape<B: DrawingBackend>(
    backend: &mut B,
    shape: &Shape,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    match shape {
        Shape::Polygon(corners, paint) => fill(backend, corners, *paint),
        Shape::Line(points, stroke, paint) => draw_line(backend, points, *stroke, *paint),
        Shape::Disc(center, radius, paint) => disc(backend, fine(*center), 2.0 * radius, *paint),
    }
}

/// Fills a circle line by line, with soft ends; the drawing library's own takes twice as long.
fn disc<B: DrawingBackend>(
    backend: &mut B,
    (x, y): (i32, i32),
    radius: f64,
    paint: Color,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    let ink = color(paint);
    let radius = radius + 0.5;
    let reach = radius.floor() as i32;
    for dy in -reach..=reach {
        let half = (radius * radius - f64::from(dy * dy)).max(0.0).sqrt() - 0.5;
        if half < 0.0 {
            continue;
        }
        let whole = half.floor() as i32;
        let row = y + dy;
        backend.draw_rect((x - whole, row), (x + whole + 1, row + 1), &ink, true)?;
        let soft = ink.mix(half - half.floor());
        backend.draw_pixel((x - whole - 1, row), soft)?;
        backend.draw_pixel((x + whole + 1, row), soft)?;
    }
    Ok(())
}

/// Fills a polygon; a rectangle exactly, without soft edges.
fn fill<B: DrawingBackend>(
    backend: &mut B,
    corners: &[Point],
    paint: Color,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    if let [a, b, c, d] = corners
        && a[1] == b[1]
        && b[0] == c[0]
        && c[1] == d[1]
        && d[0] == a[0]
    {
        return backend.draw_rect(fine(*a), fine(*c), &color(paint), true);
    }
    backend.fill_polygon(corners.iter().map(|&corner| fine(corner)), &color(paint))
}

/// Draws a line as a bar per piece with a disc at each bend: the drawing library's own thick lines
/// tear at sharp bends.
fn draw_line<B: DrawingBackend>(
    backend: &mut B,
    points: &[Point],
    stroke: f64,
    paint: Color,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        let length = (dx * dx + dy * dy).sqrt();
        if length > 0.0 {
            let [nx, ny] = [-dy / length * stroke / 2.0, dx / length * stroke / 2.0];
            let corners = [
                [from[0] + nx, from[1] + ny],
                [to[0] + nx, to[1] + ny],
                [to[0] - nx, to[1] - ny],
                [from[0] - nx, from[1] - ny],
            ];
            fill(backend, &corners, paint)?;
        }
    }
    if stroke > 2.0 && points.len() > 2 {
        for &bend in &points[1..points.len() - 1] {
            disc(backend, fine(bend), stroke, paint)?;
        }
    }
    Ok(())
}

fn draw_label<B: DrawingBackend>(
    backend: &mut B,
    label: &Label,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    let font = label.kind.weight.font();
    let scale = label.kind.weight.scale(label.kind.size);
    let scaled = font.as_scaled(scale);
    let ink = color(label.kind.color);
    let mut x = label.place[0] as f32;
    let y = label.place[1].round() as f32;
    let mut last = None;
    for c in label.text.chars() {
        let id = scaled.glyph_id(c);
        x += last.map_or(0.0, |before| scaled.kern(before, id));
        if let Some(outline) = font.outline_glyph(id.with_scale_and_position(scale, point(x, y))) {
            let corner = outline.px_bounds().min;
            let mut dots = Vec::new();
            outline.draw(|dx, dy, cover| {
                if cover > 0.0 {
                    let place = (corner.x as i32 + dx as i32, corner.y as i32 + dy as i32);
                    dots.push((place, ink.mix(f64::from(cover.min(1.0)))));
                }
            });
            for (place, dot) in dots {
                backend.draw_pixel(place, dot)?;
            }
        }
        x += scaled.h_advance(id);
        last = Some(id);
    }
    Ok(())
}
