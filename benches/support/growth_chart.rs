//! The chart of `growth.rs`: instructions per replication, on a logarithmic scale, against the number of issues.

use std::fmt::Write;
use std::path::Path;

type Points<'a> = &'a [(usize, f64)];

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 500.0;
/// Edges of the plot: left, right, top, bottom.
const EDGES: [f64; 4] = [90.0, 690.0, 80.0, 440.0];
/// Ends of the axis of issues.
const ISSUES: [f64; 2] = [2.0, 25.0];
/// Upper end of the other axis, as a power of ten of instructions.
const HIGHEST: i32 = 12;

const ZOPA: &str = "#0072B2";
const LISTING: &str = "#D55E00";
const MUTED: &str = "#666666";

fn x(issues: f64) -> f64 {
    let share = (issues - ISSUES[0]) / (ISSUES[1] - ISSUES[0]);
    EDGES[0] + share * (EDGES[1] - EDGES[0])
}

fn power(instructions: f64) -> f64 {
    zopa::math::ln(instructions) / zopa::math::ln(10.0)
}

/// What is drawn so far, and the lower end of the axis of instructions, as a power of ten.
struct Drawing(String, i32);

impl Drawing {
    fn y(&self, instructions: f64) -> f64 {
        let [low, high] = [self.1, HIGHEST].map(f64::from);
        let share = (power(instructions) - low) / (high - low);
        EDGES[3] - share * (EDGES[3] - EDGES[2])
    }

    fn text(&mut self, place: [f64; 2], size: u32, colour: &str, anchor: &str, words: &str) {
        let [x, y] = place;
        let _ = writeln!(
            self.0,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" fill=\"{colour}\" text-anchor=\"{anchor}\">{words}</text>"
        );
    }

    fn line(&mut self, points: Points<'_>, colour: &str, style: &str) {
        let places: Vec<String> = points
            .iter()
            .map(|&(issues, count)| format!("{:.1},{:.1}", x(issues as f64), self.y(count)))
            .collect();
        let places = places.join(" ");
        let _ = writeln!(
            self.0,
            "<polyline points=\"{places}\" fill=\"none\" stroke=\"{colour}\" {style}/>"
        );
    }

    fn dots(&mut self, points: Points<'_>, colour: &str) {
        for &(issues, count) in points {
            let (x, y) = (x(issues as f64), self.y(count));
            let _ = writeln!(
                self.0,
                "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" fill=\"{colour}\"/>"
            );
        }
    }

    fn axes(&mut self) {
        let [left, right, _, bottom] = EDGES;
        for power in self.1..=HIGHEST {
            let at = self.y(zopa::math::pow(10.0, f64::from(power)));
            let _ = writeln!(
                self.0,
                "<line x1=\"{left}\" x2=\"{right}\" y1=\"{at:.1}\" y2=\"{at:.1}\" stroke=\"#E8E8E8\"/>"
            );
            let words = format!("10<tspan dy=\"-5\" font-size=\"10\">{power}</tspan>");
            self.text([left - 10.0, at + 4.0], 13, MUTED, "end", &words);
        }
        for issues in [4, 8, 12, 16, 20, 24] {
            let words = issues.to_string();
            self.text(
                [x(f64::from(issues)), bottom + 20.0],
                13,
                MUTED,
                "middle",
                &words,
            );
        }
        let words = "issues of ten options each (three parties, uncertain weights, five conditions over pairs of issues)";
        self.text([left, bottom + 44.0], 13, MUTED, "start", words);
    }
}

/// The drawing: what was counted as dots and lines, and dashed, what follows if each issue makes the list ten
/// times as long, and if zopa's cost were proportional to the number of issues.
fn svg(counts: Points<'_>, listed: Points<'_>) -> Option<String> {
    let (&(fewest, least), &(most, last)) = (counts.first()?, counts.last()?);
    let &(listed_to, dearest) = listed.last()?;
    let beyond: Vec<(usize, f64)> = (listed_to..=most)
        .scan(dearest / 10.0, |count, issues| {
            *count *= 10.0;
            (*count <= 1e12).then_some((issues, *count))
        })
        .collect();
    let proportional: Vec<(usize, f64)> = (fewest..=most)
        .map(|issues| (issues, least * issues as f64 / fewest as f64))
        .collect();
    let cheapest = counts.iter().chain(listed).map(|(_, count)| *count);
    let lowest = power(cheapest.reduce(f64::min)?).floor() as i32;
    let mut drawing = Drawing(
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"DejaVu Sans, Verdana, sans-serif\">\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#FFFFFF\"/>\n"
        ),
        lowest,
    );
    let title = format!(
        "{:.0} times the issues, {:.1} times the cost; a list of packages grows tenfold with each issue",
        most as f64 / fewest as f64,
        last / least
    );
    drawing.text([24.0, 32.0], 17, "#222222", "start", &title);
    let words = "Instructions of a replication, counted under callgrind; logarithmic scale";
    drawing.text([24.0, 56.0], 13, MUTED, "start", words);
    drawing.axes();
    drawing.line(&proportional, MUTED, "stroke-dasharray=\"2 4\"");
    drawing.line(
        &beyond,
        LISTING,
        "stroke-width=\"1.5\" stroke-dasharray=\"6 4\"",
    );
    drawing.line(listed, LISTING, "stroke-width=\"2\"");
    drawing.dots(listed, LISTING);
    drawing.line(counts, ZOPA, "stroke-width=\"2\"");
    drawing.dots(counts, ZOPA);
    let &(issues, top) = beyond.last()?;
    let beside = [x(issues as f64) + 12.0, drawing.y(top) + 14.0];
    drawing.text(
        beside,
        13,
        LISTING,
        "start",
        "listing and sorting all packages,",
    );
    let below = [beside[0], beside[1] + 17.0];
    drawing.text(
        below,
        13,
        LISTING,
        "start",
        "without playing (dashed: not run)",
    );
    let end = x(most as f64) + 12.0;
    drawing.text(
        [end, drawing.y(last) - 4.0],
        13,
        ZOPA,
        "start",
        "zopa, the whole replication",
    );
    let line = proportional.last()?.1;
    // Kept apart from the line above it where the two end at the same height.
    let below = (drawing.y(last) + 16.0).max(drawing.y(line) + 4.0);
    drawing.text(
        [end, below],
        13,
        MUTED,
        "start",
        "dotted: proportional to issues",
    );
    Some(drawing.0 + "</svg>\n")
}

fn csv(counts: Points<'_>, listed: Points<'_>) -> String {
    let mut lines = String::from("what,issues,options,instructions\n");
    for (what, points) in [("replication", counts), ("listing", listed)] {
        for (issues, count) in points {
            let _ = writeln!(lines, "{what},{issues},10,{count:.0}");
        }
    }
    lines
}

/// Writes the chart and its numbers.
pub fn write(counts: Points<'_>, listed: Points<'_>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches");
    let svg = svg(counts, listed).expect("something was counted");
    for (name, text) in [("growth.svg", svg), ("growth.csv", csv(counts, listed))] {
        std::fs::write(folder.join(name), text).expect("benches/ can be written");
    }
}
