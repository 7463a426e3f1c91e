//! A band of a large sheet, drawn on as if it were the sheet: what lies outside is left out.
//!
//! Places are moved only once the drawing library has made lines and pixels of the shapes, so that the pixels are
//! those of the whole sheet, rounding included.

use plotters::backend::BitMapBackend;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, DrawingBackend, DrawingErrorKind,
};

/// Some rows of a sheet.
pub(super) struct Band<'a> {
    rows: BitMapBackend<'a>,
    /// Width and height of the sheet.
    sheet: (u32, u32),
    /// The first row, counted from the top of the sheet.
    first: i32,
}

type Drawn<'a> = Result<(), DrawingErrorKind<<BitMapBackend<'a> as DrawingBackend>::ErrorType>>;

impl<'a> Band<'a> {
    /// The rows of a sheet from `first` on that fit into a buffer of three bytes per pixel.
    pub fn new(buffer: &'a mut [u8], sheet: (u32, u32), first: i32) -> Self {
        let rows = buffer.len() / (3 * sheet.0 as usize);
        Self {
            rows: BitMapBackend::with_buffer(buffer, (sheet.0, rows as u32)),
            sheet,
            first,
        }
    }

    fn within(&self, (x, y): BackendCoord) -> BackendCoord {
        (x, y - self.first)
    }
}

impl<'a> DrawingBackend for Band<'a> {
    type ErrorType = <BitMapBackend<'a> as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.sheet
    }

    fn ensure_prepared(&mut self) -> Drawn<'a> {
        self.rows.ensure_prepared()
    }

    fn present(&mut self) -> Drawn<'a> {
        self.rows.present()
    }

    fn draw_pixel(&mut self, place: BackendCoord, color: BackendColor) -> Drawn<'a> {
        self.rows.draw_pixel(self.within(place), color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn<'a> {
        let (from, to) = (self.within(from), self.within(to));
        self.rows.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn<'a> {
        let (from, to) = (self.within(from), self.within(to));
        self.rows.draw_rect(from, to, style, fill)
    }
}
