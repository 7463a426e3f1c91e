//! Who cannot live with what? A row per option that some red line forbids, a column per party; a
//! bar is the share of runs in which a red line of the party forbids the option.

mod options;

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas, Point, Type};
use super::layout::{self, Area, Heading, LABEL, MARGIN, SMALL, STRONG};
use super::palette::{self, GRID, INK, MUTED};
use super::table::{Cell, Table};
use super::{Chart, Plate, numbers, text};
use crate::simulate::forecast::Forecast;

/// Most columns and rows that can be read.
const COLUMNS: usize = 6;
const ROWS: usize = 18;
const PER_ISSUE: usize = 4;

/// Options of an issue that the same red lines forbid, or what a party said, where its condition
/// forbids only combinations; then there is no topic, and none is chosen.
struct Line {
    topic: String,
    options: String,
    chosen: Vec<usize>,
    shares: Vec<f64>,
}

impl Line {
    /// "NATO membership: open", or what was said.
    fn name(&self) -> String {
        match self.topic.as_str() {
            "" => self.options.clone(),
            topic => format!("{topic}: {}", self.options),
        }
    }

    /// The hardest to live with is the one that most parties refuse: the sum of shares says that.
    fn total(&self) -> f64 {
        self.shares.iter().sum()
    }

    /// Whether in most runs at most one party could sign it: then no two can share it.
    fn unshareable(&self) -> bool {
        let refusing = self.shares.iter().filter(|s| **s >= 0.5).count();
        !self.topic.is_empty() && self.shares.len() > 1 && refusing + 1 >= self.shares.len()
    }
}

pub fn plate(forecast: &Forecast) -> Plate {
    let lines = lines(forecast);
    let shown = lines.len().min(ROWS);
    let parties = parties(forecast, &lines[..shown]);
    let heading = Heading {
        question: Chart::Conditions.question(),
        title: title(forecast, &lines[..shown]),
        subtitle: subtitle(
            &lines[..shown],
            [lines.len() - shown, forecast.parties.len() - parties.len()],
        ),
    };
    let mut canvas = Canvas::default();
    let area = layout::page(&mut canvas, forecast, &heading);
    if lines.is_empty() {
        layout::nothing(&mut canvas, area, "No condition was a red line in any run");
    } else {
        matrix(&mut canvas, area, forecast, &lines[..shown], &parties);
    }
    Plate {
        canvas,
        table: table(forecast),
        alt: alt(forecast, &heading, &lines),
    }
}

/// Rows: issues in the order of their hardest option, options within an issue in theirs.
fn lines(forecast: &Forecast) -> Vec<Line> {
    let mut groups: Vec<(f64, Vec<Line>)> = Vec::new();
    for issue in &forecast.issues {
        let mut group: Vec<Line> = Vec::new();
        for (place, option) in issue.options.iter().enumerate() {
            let mut shares = option.red_lines.clone();
            shares.resize(forecast.parties.len(), 0.0);
            let shares: Vec<f64> = shares.into_iter().map(numbers::share).collect();
            if shares.iter().all(|s| *s <= 0.0) {
                continue;
            }
            match group.iter_mut().find(|line| line.shares == shares) {
                Some(line) => line.chosen.push(place),
                None => group.push(Line {
                    topic: text::clean(&issue.name),
                    options: String::new(),
                    chosen: vec![place],
                    shares,
                }),
            }
        }
        keep_hardest(&mut group);
        let names: Vec<String> = issue.options.iter().map(|o| text::clean(&o.name)).collect();
        for line in &mut group {
            line.options = options::words(&names, &line.chosen);
        }
        let hardest = group.iter().map(Line::total).fold(0.0, f64::max);
        groups.push((hardest, group));
    }
    groups.extend(linkages(forecast).map(|line| (line.total(), vec![line])));
    groups.sort_by(|a, b| b.0.total_cmp(&a.0));
    groups.into_iter().flat_map(|(_, group)| group).collect()
}

/// Leaves of an issue with many options, such as a price, the most refused, in their order.
fn keep_hardest(group: &mut Vec<Line>) {
    let mut totals: Vec<f64> = group.iter().map(Line::total).collect();
    totals.sort_by(|a, b| b.total_cmp(a));
    if let Some(&bar) = totals.get(PER_ISSUE - 1) {
        let mut room = PER_ISSUE;
        group.retain(|line| {
            let keep = line.total() >= bar && room > 0;
            room -= usize::from(keep);
            keep
        });
    }
}

/// Conditions that forbid only combinations. One that forbids an option by itself is known by an
/// option that is forbidden exactly as often.
fn linkages(forecast: &Forecast) -> impl Iterator<Item = Line> {
    forecast.conditions.iter().filter_map(|condition| {
        let share = numbers::share(condition.red_line);
        let mut parties = forecast.parties.iter();
        let party = parties.position(|p| p.id == condition.party)?;
        let mut options = forecast.issues.iter().flat_map(|issue| &issue.options);
        let alike = |s: &f64| (numbers::share(*s) - share).abs() < 1e-9;
        let told = options.any(|option| option.red_lines.get(party).is_some_and(alike));
        let mut shares = vec![0.0; forecast.parties.len()];
        shares[party] = share;
        (share > 0.0 && !told).then(|| Line {
            topic: String::new(),
            options: format!("“{}”", text::clean(&condition.said)),
            chosen: Vec::new(),
            shares,
        })
    })
}

/// Columns: parties in the scenario's order; where they are too many, those with most red lines.
fn parties(forecast: &Forecast, lines: &[Line]) -> Vec<usize> {
    let mut parties: Vec<usize> = (0..forecast.parties.len()).collect();
    let weight = |k: usize| lines.iter().map(|line| line.shares[k]).sum::<f64>();
    parties.sort_by(|&a, &b| weight(b).total_cmp(&weight(a)).then(a.cmp(&b)));
    parties.truncate(COLUMNS);
    parties.sort_unstable();
    parties
}

fn title(forecast: &Forecast, lines: &[Line]) -> String {
    let Some(line) = lines.iter().max_by(|a, b| a.total().total_cmp(&b.total())) else {
        return "Nobody draws a red line".to_owned();
    };
    let mut refusing: Vec<usize> = (0..line.shares.len())
        .filter(|&k| line.shares[k] > 0.0)
        .collect();
    refusing.sort_by(|&a, &b| line.shares[b].total_cmp(&line.shares[a]));
    let said: Vec<String> = refusing
        .iter()
        .take(2)
        .map(|&k| {
            let name = text::brief(&forecast.parties[k].name, 30);
            format!("{name} in {}", numbers::in_100(line.shares[k]))
        })
        .collect();
    let topic = text::brief(&line.name(), 80);
    let quoted = if line.topic.is_empty() {
        topic
    } else {
        format!("“{topic}”")
    };
    format!(
        "{quoted} is a red line for {} of 100 runs",
        numbers::list(&said)
    )
}

fn subtitle(shown: &[Line], [rows, columns]: [usize; 2]) -> String {
    let mut said = String::from(
        "Runs in 100 in which a red line of the party forbids the option, whatever the rest of the package; the \
         whisker is the 95% interval for sampling error.",
    );
    if shown.iter().any(|line| line.topic.is_empty()) {
        said.push_str(" In quotes: conditions that forbid only combinations.");
    }
    if shown.iter().any(Line::unshareable) {
        said.push_str(" Boxed: in most runs no two parties could share it.");
    }
    said.push_str(&numbers::and_more(rows, ["more row", "more rows"]));
    said.push_str(&numbers::and_more(columns, ["more party", "more parties"]));
    said
}

fn matrix(canvas: &mut Canvas, area: Area, forecast: &Forecast, lines: &[Line], parties: &[usize]) {
    let names = (area.width() * 0.46).min(760.0);
    let body = area.inset([0.0, 52.0, 0.0, 0.0]);
    let height = (body.height() / lines.len() as f64).min(84.0);
    let columns = body
        .inset([names, 0.0, 0.0, 0.0])
        .panels(parties.len(), 1, [24.0, 0.0]);
    for (panel, &party) in columns.iter().zip(parties) {
        let color = palette::party(party).for_text();
        let name = Type { color, ..STRONG };
        let said = name.shorten(&forecast.parties[party].name, panel.width());
        canvas.text([panel.left, area.top + 28.0], &said, Align::Left, name);
    }
    for (row, line) in lines.iter().enumerate() {
        let top = body.top + row as f64 * height;
        canvas.rect([MARGIN, top], area.width(), 2.0, GRID);
        let fresh = row == 0 || lines[row - 1].topic != line.topic;
        row_name(canvas, [MARGIN, top], [names - 40.0, height], line, fresh);
        for (panel, &party) in columns.iter().zip(parties) {
            let cell = Area {
                top,
                bottom: top + height,
                ..*panel
            };
            bar(canvas, cell, line.shares[party], forecast.runs, party);
        }
        if line.unshareable() {
            let left = columns.first().map_or(area.left, |p| p.left) - 14.0;
            let width = area.right - left + 6.0;
            canvas.frame([left, top + 4.0], width, height - 6.0, 3.0, INK);
        }
    }
}

/// "NATO membership: frozen, barred", the issue in bold where the row above is on another.
fn row_name(
    canvas: &mut Canvas,
    [x, top]: Point,
    [room, height]: [f64; 2],
    line: &Line,
    fresh: bool,
) {
    let y = top + height / 2.0 + 8.0;
    let size = if height < 44.0 { 21.0 } else { 23.0 };
    let color = if fresh { INK } else { MUTED };
    let words = [line.topic.as_str(), line.options.as_str()];
    layout::topic_and_option(canvas, [x, y], (room, size), words, color);
}

fn bar(canvas: &mut Canvas, cell: Area, share: f64, runs: u64, party: usize) {
    let middle = (cell.top + cell.bottom) / 2.0 + 1.0;
    let half = ((cell.bottom - cell.top) * 0.26).min(15.0);
    let scale = Scale::new([0.0, 1.0], [cell.left, cell.right - 62.0]);
    let full = scale.at(1.0) - scale.at(0.0);
    canvas.rect([cell.left, middle - half], full, 2.0 * half, palette::WHITE);
    if share <= 0.0 {
        canvas.text([cell.left, middle + 7.0], "–", Align::Left, SMALL);
        return;
    }
    canvas.rect([cell.left, middle - half], full, 2.0 * half, GRID);
    let length = scale.at(share) - scale.at(0.0);
    canvas.rect(
        [cell.left, middle - half],
        length,
        2.0 * half,
        palette::party(party),
    );
    let ends = numbers::wilson(share, runs as f64).map(|x| scale.at(x));
    axis::whisker(canvas, ends, middle, half);
    let number = numbers::in_100(share);
    canvas.text(
        [cell.right - 4.0, middle + 8.0],
        &number,
        Align::Right,
        LABEL,
    );
}

fn table(forecast: &Forecast) -> Table {
    let columns = [
        "kind",
        "issue",
        "option",
        "party",
        "condition",
        "said",
        "red_line",
        "low",
        "high",
    ];
    let more = ["met", "blocking", "refused"];
    let mut table = Table::new(columns.into_iter().chain(more));
    let bounds = |share: f64| numbers::wilson(share, forecast.runs as f64);
    for issue in &forecast.issues {
        for option in &issue.options {
            for (party, &share) in forecast.parties.iter().zip(&option.red_lines) {
                let [low, high] = bounds(share);
                let names = ["option", &issue.id, &option.id, &party.id, "", ""];
                let numbers = [share, low, high].map(Cell::from);
                table.row(names.map(Cell::from).into_iter().chain(numbers));
            }
        }
    }
    for condition in &forecast.conditions {
        let [low, high] = bounds(condition.red_line);
        let names = [
            "condition",
            "",
            "",
            &condition.party,
            &condition.id,
            &condition.said,
        ];
        let numbers = [
            condition.red_line,
            low,
            high,
            condition.met,
            condition.blocking,
            condition.refused,
        ];
        table.row(
            names
                .map(Cell::from)
                .into_iter()
                .chain(numbers.map(Cell::from)),
        );
    }
    table
}

fn alt(forecast: &Forecast, heading: &Heading, lines: &[Line]) -> String {
    let row = |line: &Line| {
        let shares: Vec<String> = forecast
            .parties
            .iter()
            .zip(&line.shares)
            .filter(|(_, share)| **share > 0.0)
            .map(|(party, share)| {
                format!("{} {}", text::clean(&party.name), numbers::in_100(*share))
            })
            .collect();
        format!("{} – {} in 100", line.name(), shares.join(", "))
    };
    let rows: Vec<String> = lines.iter().take(ROWS).map(row).collect();
    let told = format!("{}. {}", heading.title, heading.subtitle);
    if rows.is_empty() {
        told
    } else {
        format!("{told} {}.", rows.join("; "))
    }
}
