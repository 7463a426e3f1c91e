//! A sheet as pixels.
//!
//! Shapes are drawn at twice the size and averaged, for smooth edges, one band of the sheet after the other: a
//! whole sheet of that size would take more memory than all the rest of a run. Texts are set on top from the
//! font's outlines, because the drawing library drops the space before each letter.

use crate::chart::font::letters;
use ab_glyph::{Font, OutlinedGlyph, point};
use image::ImageEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use plotters::backend::BitMapBackend;
use plotters_backend::{BackendColor, DrawingBackend, DrawingErrorKind};

use super::band::Band;
use super::{Canvas, HEIGHT, Label, Point, Shape, WIDTH};
use crate::chart::palette::Color;

const SIZE: (u32, u32) = (WIDTH as u32, HEIGHT as u32);
/// Rows of a band.
const BAND: usize = 125;

pub fn render(canvas: &Canvas) -> Result<Vec<u8>, String> {
    let mut pixels = draw_shapes(canvas, BAND)?;
    let mut backend = BitMapBackend::with_buffer(&mut pixels, SIZE);
    for label in &canvas.labels {
        draw_label(&mut backend, label).map_err(|error| error.to_string())?;
    }
    drop(backend);
    encode(&pixels)
}

/// The pixels of the sheet without texts, drawn in bands of so many rows.
fn draw_shapes(canvas: &Canvas, height: usize) -> Result<Vec<u8>, String> {
    let row = 3 * SIZE.0 as usize;
    let mut pixels = vec![255_u8; row * SIZE.1 as usize];
    let mut fine = vec![255_u8; 4 * row * height];
    let reaches: Vec<(i32, i32)> = canvas.shapes.iter().map(reach).collect();
    for (number, done) in pixels.chunks_mut(row * height).enumerate() {
        let rows = 2 * (done.len() / row);
        let fine = &mut fine[..2 * row * rows];
        fine.fill(255);
        let first = (2 * number * height) as i32;
        let mut band = Band::new(fine, (2 * SIZE.0, 2 * SIZE.1), first);
        let seen = |(from, to): (i32, i32)| from < first + rows as i32 && to >= first;
        for (shape, &reach) in canvas.shapes.iter().zip(&reaches) {
            if seen(reach) {
                draw_shape(&mut band, shape).map_err(|error| error.to_string())?;
            }
        }
        drop(band);
        halve(fine, done);
    }
    Ok(pixels)
}

/// The rows of twice the size that a shape may touch, from the first to the last.
fn reach(shape: &Shape) -> (i32, i32) {
    let (points, beyond) = match shape {
        Shape::Polygon(corners, _) => (&corners[..], 0.0),
        Shape::Line(points, stroke, _) => (&points[..], *stroke),
        Shape::Disc(center, radius, _) => (std::slice::from_ref(center), *radius),
    };
    let rows = points.iter().map(|&point| fine(point).1);
    let (first, last) = (rows.clone().min(), rows.max());
    let beyond = (2.0 * beyond).ceil() as i32 + 2;
    (
        first.unwrap_or_default() - beyond,
        last.unwrap_or_default() + beyond,
    )
}

fn encode(pixels: &[u8]) -> Result<Vec<u8>, String> {
    let mut file = Vec::new();
    PngEncoder::new_with_quality(&mut file, CompressionType::Default, FilterType::NoFilter)
        .write_image(pixels, SIZE.0, SIZE.1, image::ColorType::Rgb8)
        .map_err(|error| error.to_string())?;
    Ok(file)
}

/// Averages each square of four pixels. Blocks of white paper, most of a chart, are passed over: what is written to is
/// white.
fn halve(fine: &[u8], pixels: &mut [u8]) {
    const BLOCK: usize = 96;
    const WHITE: [u8; BLOCK] = [255; BLOCK];
    let row = 6 * SIZE.0 as usize;
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
    let ink = color(label.kind.color);
    let mut x = label.place[0] as f32;
    let y = label.place[1].round() as f32;
    for letter in letters(&label.text, label.kind.size, label.kind.weight) {
        x += letter.kern;
        let glyph = letter
            .glyph
            .with_scale_and_position(letter.scale, point(x, y));
        let outline = letter.font.outline_glyph(glyph);
        if let Some(outline) = outline.filter(is_of_a_letter) {
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
        x += letter.advance;
    }
    Ok(())
}

/// Whether an outline is no larger than the sheet: a font from outside may hold anything, and filling takes memory by the
/// square.
fn is_of_a_letter(outline: &OutlinedGlyph) -> bool {
    let bounds = outline.px_bounds();
    f64::from(bounds.width()) <= WIDTH && f64::from(bounds.height()) <= HEIGHT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::canvas::Point;

    const INK: Color = Color {
        rgb: [200, 30, 60],
        alpha: 0.7,
    };

    /// Shapes that lie across the edges of bands, soft edges and all, come out as on a whole sheet.
    #[test]
    fn bands_show_what_a_whole_sheet_does() {
        let mut canvas = Canvas::default();
        let corner = |k: u32| -> Point {
            // All over the sheet, in steps that have nothing to do with its rows.
            let [x, y] = [k * 733 % 1_900, k * 397 % 1_000];
            [50.3 + f64::from(x), 60.7 + f64::from(y)]
        };
        canvas.polygon((0..9).map(corner).collect(), INK);
        canvas.line((9..20).map(corner).collect(), 3.7, INK);
        for k in 0..12 {
            let place = f64::from(k) * 125.0;
            canvas.disc([place, place], 6.0 + f64::from(k) / 3.0, INK);
            canvas.rect([30.0 * place, place - 3.0], 40.5, 6.5, INK);
        }
        canvas.rect([-50.0, 1100.0], 500.0, 300.0, INK);
        let whole = draw_shapes(&canvas, SIZE.1 as usize).unwrap();
        for height in [BAND, 1, 64, 1000] {
            assert!(draw_shapes(&canvas, height).unwrap() == whole, "{height}");
        }
        let drawn = whole.iter().filter(|&&byte| byte != 255).count();
        assert!(drawn > 100_000, "{drawn}");
    }
}
