//! A sheet as SVG. Texts stay texts: a viewer with DejaVu Sans or Verdana, which is as wide, shows
//! them as measured.

use plotters::backend::SVGBackend;
use plotters::style::{
    Color as _, FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle,
};
use plotters_backend::{DrawingBackend, DrawingErrorKind};

use super::{Canvas, HEIGHT, Label, Point, Shape, WIDTH};
use crate::chart::palette::Color;
use crate::chart::text::Weight;

const FAMILY: &str = "DejaVu Sans, Verdana, sans-serif";

/// The drawing library writes sizes in pixels per em divided by this.
const SIZE_UNIT: f64 = 1.24;

/// Where the drawing library sets the baseline below a text's top, in em.
const ASCENT: f64 = 0.76;

pub fn render(canvas: &Canvas) -> Result<Vec<u8>, String> {
    let mut file = String::new();
    let mut backend = SVGBackend::with_string(&mut file, (WIDTH as u32, HEIGHT as u32));
    draw(&mut backend, canvas).map_err(|error| error.to_string())?;
    drop(backend);
    Ok(file.into_bytes())
}

fn draw<B: DrawingBackend>(
    backend: &mut B,
    canvas: &Canvas,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    let sheet = (WIDTH as i32, HEIGHT as i32);
    backend.draw_rect((0, 0), sheet, &RGBAColor(255, 255, 255, 1.0).filled(), true)?;
    for shape in &canvas.shapes {
        draw_shape(backend, shape)?;
    }
    for label in &canvas.labels {
        draw_label(backend, label)?;
    }
    backend.present()
}

fn rgba(color: Color) -> RGBAColor {
    let [r, g, b] = color.rgb;
    RGBAColor(r, g, b, color.alpha)
}

fn pixel([x, y]: Point) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

fn draw_shape<B: DrawingBackend>(
    backend: &mut B,
    shape: &Shape,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    match shape {
        Shape::Polygon(corners, paint) => {
            backend.fill_polygon(corners.iter().map(|&p| pixel(p)), &rgba(*paint).filled())
        }
        Shape::Line(points, stroke, paint) => {
            let style = ShapeStyle {
                color: rgba(*paint),
                filled: false,
                stroke_width: stroke.round().max(1.0) as u32,
            };
            backend.draw_path(points.iter().map(|&p| pixel(p)), &style)
        }
        Shape::Disc(center, radius, paint) => {
            let radius = radius.round().max(1.0) as u32;
            backend.draw_circle(pixel(*center), radius, &rgba(*paint).filled(), true)
        }
    }
}

fn draw_label<B: DrawingBackend>(
    backend: &mut B,
    label: &Label,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    let style = match label.kind.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let size = label.kind.size * SIZE_UNIT;
    let font = FontDesc::new(FontFamily::Name(FAMILY), size, style);
    let ink = rgba(label.kind.color);
    let style = TextStyle::from(font).color(&ink);
    let [x, y] = label.place;
    backend.draw_text(
        &label.text,
        &style,
        pixel([x, y - ASCENT * label.kind.size]),
    )
}
