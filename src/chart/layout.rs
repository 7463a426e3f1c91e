//! What all charts share: the page with title, subtitle and footer, axes, and labels kept apart.

use super::canvas::{Align, Canvas, HEIGHT, Point, Type, WIDTH};
use super::numbers;
use super::palette::{GRID, INK, MUTED};
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

const TITLE_LINES: usize = 2;
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

/// Writes heading and footer of a forecast; what is left is for the chart.
pub fn page(canvas: &mut Canvas, forecast: &Forecast, heading: &Heading) -> Area {
    sheet(canvas, &forecast.scenario.name, &footer(forecast), heading)
}

/// Writes a heading under a name, and a footer; what is left is for the chart.
pub fn sheet(canvas: &mut Canvas, name: &str, footer: &str, heading: &Heading) -> Area {
    let room = WIDTH - 2.0 * MARGIN;
    let question = heading.question;
    let name_room = room - KICKER.width(question) - KICKER.width("  ·  ");
    let name = KICKER.shorten(name, name_room);
    let kicker = format!("{name}  ·  {question}");
    canvas.text([MARGIN, 56.0], kicker.trim(), Align::Left, KICKER);
    let mut y = 64.0;
    for line in text::balance(&heading.title, TITLE.size, TITLE.weight, room, TITLE_LINES) {
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
    canvas.text([MARGIN, foot + 38.0], footer, Align::Left, SMALL);
    Area {
        left: MARGIN,
        top: y + 34.0,
        right: WIDTH - MARGIN,
        bottom: foot - 22.0,
    }
}

/// Whether a title can be read whole.
pub fn has_room(title: &str) -> bool {
    let room = WIDTH - 2.0 * MARGIN;
    text::wrap(title, TITLE.size, TITLE.weight, room, TITLE_LINES + 1).len() <= TITLE_LINES
}

/// Where the numbers come from.
fn footer(forecast: &Forecast) -> String {
    let runs = numbers::count(forecast.runs);
    let basis = match forecast.is_played() {
        true => format!("n = {runs}"),
        false => format!("{runs} draws, nothing played"),
    };
    let facts = format!(
        "@{} · {basis} · seed {} · zopa {} · conditional on the stated assumptions",
        text::brief(&forecast.scenario.hash, 16),
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

/// Writes "**Topic** option" from a place, both shortened to the room: the topic first gives way.
pub fn topic_and_option(
    canvas: &mut Canvas,
    [x, y]: Point,
    (room, size): (f64, f64),
    [topic, option]: [&str; 2],
    color: super::palette::Color,
) {
    let [bold, regular] = [Type::bold(size, color), Type::regular(size, INK)];
    let gap = if topic.is_empty() { 0.0 } else { 10.0 };
    let needed = bold.width(&bold.shorten(topic, room)) + gap;
    let option = regular.shorten(option, (room - needed).max(room * 0.55));
    let topic = bold.shorten(topic, room - regular.width(&option) - gap);
    let after = x + bold.width(&topic) + gap;
    canvas.text([x, y], &topic, Align::Left, bold);
    canvas.text([after, y], &option, Align::Left, regular);
}

/// Writes the name of a row of a height, in the middle of it: in two lines where one has no room for it, of small type
/// where the row is not high enough for them, and in one that is cut where it is not high enough for that.
pub fn row_name(
    canvas: &mut Canvas,
    [x, middle]: Point,
    name: &str,
    kind: Type,
    [room, height]: [f64; 2],
) {
    // With half a line between rows, two of one row are not taken for two rows.
    let size = match height {
        height if height >= 2.9 * kind.size => kind.size,
        _ => SMALL.size,
    };
    let gap = 1.2 * size;
    let whole = kind.width(&text::clean(name)) <= room;
    let (kind, lines) = if whole || height < 2.0 * gap {
        (kind, vec![kind.shorten(name, room)])
    } else {
        let lines = text::wrap(name, size, kind.weight, room, 2);
        (Type { size, ..kind }, lines)
    };
    let first = middle - 0.5 * gap * (lines.len() - 1) as f64 + 0.35 * kind.size;
    for (n, line) in lines.iter().enumerate() {
        let at = [x, first + gap * n as f64];
        canvas.text(at, line, Align::Left, kind);
    }
}

/// At most `max` of `n` indices, evenly, with the first and the last.
pub fn thin(n: usize, max: usize) -> Vec<usize> {
    if n <= max || max < 2 {
        return (0..n.min(max.max(n.min(1)))).collect();
    }
    (0..max).map(|k| k * (n - 1) / (max - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
