//! Are beliefs as often right as they say? A reliability diagram: what was stated against how often
//! it was so, a panel per group of statements, with 95% Wilson intervals.

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas};
use super::layout::{self, Area, Heading, LABEL, SMALL, STRONG};
use super::palette::{self, INK, MUTED};
use super::table::Table;
use super::{Drawing, ImageFormat, Plate, numbers, text};
use crate::experiment::calibration::{Bin, Calibration};

/// What a reliability diagram shows.
#[derive(Debug, Clone, Copy)]
pub struct Reliability<'a> {
    /// One to four groups of statements, each with its name.
    pub groups: &'a [(&'a str, &'a Calibration)],
    /// What was played.
    pub name: &'a str,
    /// What a statement says.
    pub statement: &'a str,
    /// Where the numbers come from.
    pub footer: &'a str,
}

/// Most panels side by side.
const MOST: usize = 4;

/// Draws a reliability diagram.
///
/// # Errors
/// A message if the image or the table cannot be encoded.
pub fn draw_reliability(
    reliability: Reliability<'_>,
    format: ImageFormat,
) -> Result<Drawing, String> {
    plate(reliability).drawing(format)
}

fn plate(reliability: Reliability<'_>) -> Plate {
    let groups = &reliability.groups[..reliability.groups.len().min(MOST)];
    let heading = Heading {
        question: "Are beliefs as often right as they say?",
        title: title(groups),
        subtitle: format!(
            "{} Across: the probability stated, in ten bins; up: how often it was so. On the line, beliefs are calibrated. \
             Discs grow with the number of statements; whiskers are 95% intervals.",
            reliability.statement
        ),
    };
    let mut canvas = Canvas::default();
    let area = layout::sheet(&mut canvas, reliability.name, reliability.footer, &heading);
    if groups
        .iter()
        .all(|(_, calibration)| calibration.count() == 0)
    {
        layout::nothing(&mut canvas, area, "Nothing was stated");
    } else {
        let panels = area.panels(groups.len(), 1, [90.0, 0.0]);
        for ((index, group), area) in groups.iter().enumerate().zip(&panels) {
            panel(&mut canvas, *area, index, group);
        }
    }
    Plate {
        canvas,
        table: table(groups),
        alt: alt(groups, &heading),
    }
}

fn points(x: f64) -> String {
    format!("{:.1}", 100.0 * x)
}

fn title(groups: &[(&str, &Calibration)]) -> String {
    let Some((first, calibration)) = groups.first() else {
        return "Nothing was stated".to_owned();
    };
    let mut said = format!(
        "{}: stated probabilities miss by {} points in 100 on average",
        text::brief(first, 40),
        points(calibration.error())
    );
    if let [_, (second, other)] = groups {
        said.push_str(&format!(
            "; {}: by {}",
            text::brief(second, 40).to_lowercase(),
            points(other.error())
        ));
    }
    said
}

fn panel(
    canvas: &mut Canvas,
    area: Area,
    index: usize,
    (name, calibration): &(&str, &Calibration),
) {
    let name = STRONG.shorten(name, area.width());
    canvas.text([area.left, area.top + 20.0], &name, Align::Left, STRONG);
    let said = format!(
        "{} statements · error {} points · Brier score {:.3}",
        numbers::count(calibration.count()),
        points(calibration.error()),
        calibration.brier()
    );
    let said = SMALL.shorten(&said, area.width());
    canvas.text([area.left, area.top + 52.0], &said, Align::Left, SMALL);
    let plot = area.inset([50.0, 84.0, 20.0, 76.0]);
    let x = Scale::new([0.0, 1.0], [plot.left, plot.right]);
    let y = Scale::new([0.0, 1.0], [plot.bottom, plot.top]);
    axis::utility_axis(canvas, plot, &y, 5);
    for tick in x.ticks(5).0 {
        let number = numbers::plain(tick, 0.2);
        let at = [x.at(tick), plot.bottom + 30.0];
        canvas.text(at, &number, Align::Center, SMALL);
    }
    let middle = (plot.left + plot.right) / 2.0;
    let below = [middle, plot.bottom + 64.0];
    canvas.text(below, "probability stated", Align::Center, LABEL);
    let ends = [[x.at(0.0), y.at(0.0)], [x.at(1.0), y.at(1.0)]];
    canvas.dashes(ends, 3.0, MUTED);
    let most = calibration.bins.iter().map(|bin| bin.count).max();
    let most = most.unwrap_or(1).max(1) as f64;
    let color = palette::party(index);
    for bin in calibration.bins.iter().filter(|bin| bin.count > 0) {
        let at = [x.at(bin.mean_stated()), y.at(bin.share_so())];
        let [low, high] = numbers::wilson(bin.share_so(), bin.count as f64);
        // Area grows with the number of statements.
        let radius = (7.0 + 15.0 * (bin.count as f64 / most).sqrt()).min(22.0);
        canvas.disc(at, radius, color.fade(0.75));
        axis::upright_whisker(canvas, at[0], [y.at(low), y.at(high)], 14.0);
        canvas.disc(at, 3.0, INK);
    }
}

fn table(groups: &[(&str, &Calibration)]) -> Table {
    let mut table = Table::new(["group", "bin", "statements", "stated", "so", "low", "high"]);
    for (name, calibration) in groups {
        for (k, bin) in calibration.bins.iter().enumerate() {
            let [low, high] = numbers::wilson(bin.share_so(), bin.count as f64);
            table.row([
                (*name).into(),
                (k as u64 + 1).into(),
                bin.count.into(),
                bin.mean_stated().into(),
                bin.share_so().into(),
                low.into(),
                high.into(),
            ]);
        }
    }
    table
}

fn alt(groups: &[(&str, &Calibration)], heading: &Heading) -> String {
    let bin = |bin: &Bin| format!("{:.2} stated, {:.2} so", bin.mean_stated(), bin.share_so());
    let group = |(name, calibration): &(&str, &Calibration)| {
        let used = calibration.bins.iter().filter(|bin| bin.count > 0);
        let bins: Vec<String> = used.map(bin).collect();
        format!("{}: {}", text::clean(name), bins.join(", "))
    };
    let groups: Vec<String> = groups.iter().map(group).collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        groups.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_cut_off_or_drawn_over_whatever_comes_in() {
        let mut some = Calibration::default();
        for k in 0..1000 {
            some.add(f64::from(k) / 999.0, k % 3 == 0);
        }
        let none = Calibration::default();
        let long = "A name that is rather long for what it says, and then goes on and on";
        for groups in [
            vec![],
            vec![("Nobody", &none)],
            vec![("By the clock", &some), (long, &some)],
            vec![
                (long, &some),
                ("b", &none),
                (long, &some),
                ("d", &some),
                ("e", &some),
            ],
        ] {
            let reliability = Reliability {
                groups: &groups,
                name: long,
                statement: "A statement: the other's no-deal value is at or below a level.",
                footer: "1,000 games",
            };
            let plate = plate(reliability);
            assert_eq!(plate.canvas.cut_off(), Vec::<&str>::new());
            assert_eq!(plate.canvas.overlaps(), []);
            assert!(plate.canvas.smallest_text() >= 18.0);
        }
    }
}
