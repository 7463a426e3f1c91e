//! Which clauses come together? An UpSet plot (Lex et al. 2014, doi:10.1109/TVCG.2014.2346248): a
//! column per common package with a dot for each of its clauses, a row per clause with the share of
//! deals that have it.

use super::canvas::{Align, Canvas, Type};
use super::layout::{self, Area, Heading, LABEL, SMALL, STRONG, Scale};
use super::palette::{GRID, INK, MUTED, PLAIN};
use super::table::{Cell, Table};
use super::{Chart, Plate, numbers, text};
use crate::simulate::forecast::{Forecast, IssueForecast, PackageForecast};

/// Most clauses and packages that can be read.
const ROWS: usize = 15;
const COLUMNS: usize = 12;

/// Room for the clauses' names, in pixels.
const NAMES: f64 = 570.0;

/// Share of deals from which on a clause is shown though no common package has it.
const WORTH_A_ROW: f64 = 0.02;

/// An option off the status quo.
struct Clause {
    issue: usize,
    option: String,
    topic: String,
    name: String,
    /// Share of all runs that end with it, and its interval.
    share: [f64; 3],
}

pub fn plate(forecast: &Forecast) -> Plate {
    let deals = deal_share(forecast);
    let clauses = clauses(forecast);
    let packages: Vec<&PackageForecast> = forecast
        .packages
        .iter()
        .filter(|package| !package.moved.is_empty() && package.count > 0)
        .collect();
    let columns = packages.len().min(COLUMNS);
    let shown = [rows(&clauses, &packages[..columns], deals), columns];
    let heading = Heading {
        question: Chart::Package.question(),
        title: title(forecast, &clauses, &packages, deals),
        subtitle: subtitle(deals, [clauses.len() - shown[0], packages.len() - shown[1]]),
    };
    let mut canvas = Canvas::default();
    let area = layout::page(&mut canvas, forecast, &heading);
    if clauses.is_empty() || packages.is_empty() {
        layout::nothing(
            &mut canvas,
            area,
            "No run ended with a deal, so there are no clauses to show",
        );
    } else {
        let plot = Plot::new(area, &clauses[..shown[0]], &packages[..shown[1]], forecast);
        plot.draw(&mut canvas, deals);
    }
    Plate {
        canvas,
        table: table(forecast, &clauses, deals),
        alt: alt(
            &heading,
            &clauses[..shown[0]],
            &packages[..shown[1]],
            deals,
            forecast,
        ),
    }
}

/// Share of runs that end with a deal.
fn deal_share(forecast: &Forecast) -> f64 {
    let none = forecast.outcomes.iter().filter(|o| o.id == "no_deal");
    1.0 - none.map(|o| numbers::share(o.share)).sum::<f64>().min(1.0)
}

/// Options off the status quo that happened, most frequent first.
fn clauses(forecast: &Forecast) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for (issue, about) in forecast.issues.iter().enumerate() {
        for option in about.options.iter().filter(|o| o.id != about.status_quo) {
            let share = [option.share, option.low, option.high].map(numbers::share);
            if share[0] > 0.0 {
                clauses.push(Clause {
                    issue,
                    option: option.id.clone(),
                    topic: text::clean(&about.name),
                    name: text::clean(&option.name),
                    share,
                });
            }
        }
    }
    clauses.sort_by(|a, b| b.share[0].total_cmp(&a.share[0]));
    clauses
}

/// How many of the clauses to show: up to the last that is common or part of a common package.
fn rows(clauses: &[Clause], packages: &[&PackageForecast], deals: f64) -> usize {
    let telling = |clause: &&Clause| {
        let has = |p: &&PackageForecast| p.options.get(clause.issue) == Some(&clause.option);
        clause.share[0] >= WORTH_A_ROW * deals || packages.iter().any(has)
    };
    let within = &clauses[..clauses.len().min(ROWS)];
    let beyond = within
        .iter()
        .rev()
        .take_while(|clause| !telling(clause))
        .count();
    within.len() - beyond
}

fn title(
    forecast: &Forecast,
    clauses: &[Clause],
    packages: &[&PackageForecast],
    deals: f64,
) -> String {
    let (Some(first), Some(clause), true) = (packages.first(), clauses.first(), deals > 0.0) else {
        return "No deal in any run, so no package to show".to_owned();
    };
    let of_deals = numbers::in_100(first.share / deals);
    if first.share / deals < 0.1 {
        let common = numbers::in_100(clause.share[0] / deals);
        let name = text::brief(&format!("{}: {}", clause.topic, clause.name), 60);
        return format!("No package dominates, but {common} in 100 deals have “{name}”");
    }
    let names = moved_names(forecast, first);
    match names.len() {
        1 => format!(
            "The commonest deal is {} alone: {of_deals} in 100 deals",
            names[0]
        ),
        _ => format!(
            "The commonest deal joins {}: {of_deals} in 100 deals",
            numbers::list(&names)
        ),
    }
}

/// The clauses of a package as a title can hold them: up to two in full, up to three by their issue.
fn moved_names(forecast: &Forecast, package: &PackageForecast) -> Vec<String> {
    let moved = package.options.iter().zip(&forecast.issues);
    let moved: Vec<_> = moved
        .filter(|(option, issue)| **option != issue.status_quo)
        .collect();
    let full = |(option, issue): &(&String, &IssueForecast)| {
        let name = issue
            .options
            .iter()
            .find(|o| o.id == **option)
            .map_or("", |o| &o.name);
        format!(
            "“{}: {}”",
            text::brief(&issue.name, 30),
            text::brief(name, 30)
        )
    };
    let short =
        |(_, issue): &(&String, &IssueForecast)| format!("“{}”", text::brief(&issue.name, 30));
    match moved.len() {
        0..=2 => moved.iter().map(full).collect(),
        3 => moved.iter().map(short).collect(),
        n => {
            let mut names: Vec<String> = moved.iter().take(2).map(short).collect();
            names.push(format!("{} more clauses", n - 2));
            names
        }
    }
}

fn subtitle(deals: f64, [rows, columns]: [usize; 2]) -> String {
    let mut said = format!(
        "Columns: the commonest packages, a dot per clause, and how many in 100 deals are exactly that. Left: deals \
         in 100 with the clause. Deals are {} in 100 runs. Whiskers: 95% interval for sampling error.",
        numbers::in_100(deals)
    );
    said.push_str(&numbers::and_more(rows, ["rarer clause", "rarer clauses"]));
    said.push_str(&numbers::and_more(
        columns,
        ["rarer package", "rarer packages"],
    ));
    said
}

/// Where things are.
struct Plot<'a> {
    clauses: &'a [Clause],
    packages: &'a [&'a PackageForecast],
    forecast: &'a Forecast,
    area: Area,
    matrix: Area,
    row: f64,
    column: f64,
}

impl<'a> Plot<'a> {
    fn new(
        area: Area,
        clauses: &'a [Clause],
        packages: &'a [&'a PackageForecast],
        forecast: &'a Forecast,
    ) -> Self {
        let space = area.inset([880.0, 220.0, 0.0, 26.0]);
        let row = (space.height() / clauses.len() as f64).min(66.0);
        let column = (space.width() / packages.len() as f64).min(130.0);
        let matrix = Area {
            right: space.left + column * packages.len() as f64,
            bottom: space.top + row * clauses.len() as f64,
            ..space
        };
        Self {
            clauses,
            packages,
            forecast,
            area,
            matrix,
            row,
            column,
        }
    }

    fn draw(&self, canvas: &mut Canvas, deals: f64) {
        for (k, clause) in self.clauses.iter().enumerate() {
            self.clause(canvas, k, clause, deals);
        }
        let head = [self.matrix.left - 30.0, self.matrix.top - 14.0];
        canvas.text(head, "in 100 deals", Align::Right, SMALL);
        let most = self
            .packages
            .iter()
            .map(|p| self.of_deals(p, deals)[2])
            .fold(0.0, f64::max);
        let scale = Scale::new([0.0, most], [self.matrix.top - 16.0, self.area.top + 34.0]);
        for (k, package) in self.packages.iter().enumerate() {
            self.column(canvas, k, package, (&scale, deals));
        }
    }

    fn y(&self, row: usize) -> f64 {
        self.matrix.top + (row as f64 + 0.5) * self.row
    }

    fn clause(&self, canvas: &mut Canvas, k: usize, clause: &Clause, deals: f64) {
        let y = self.y(k);
        if k.is_multiple_of(2) {
            let width = self.matrix.right - self.area.left;
            let paint = GRID.tint(0.45);
            canvas.rect(
                [self.area.left - 8.0, y - self.row / 2.0],
                width + 8.0,
                self.row,
                paint,
            );
        }
        let words = [clause.topic.as_str(), clause.name.as_str()];
        let place = [self.area.left, y + 8.0];
        layout::topic_and_option(canvas, place, (NAMES, 22.0), words, INK);
        let scale = Scale::new(
            [0.0, 1.0],
            [self.area.left + NAMES + 24.0, self.matrix.left - 90.0],
        );
        let [share, low, high] = clause.share.map(|s| scale.at(s / deals.max(1e-12)));
        let half = (self.row * 0.26).min(13.0);
        canvas.rect(
            [scale.at(0.0), y - half],
            share - scale.at(0.0),
            2.0 * half,
            PLAIN,
        );
        layout::whisker(canvas, [low, high], y, half);
        let number = numbers::in_100(clause.share[0] / deals.max(1e-12));
        canvas.text(
            [self.matrix.left - 30.0, y + 8.0],
            &number,
            Align::Right,
            LABEL,
        );
    }

    fn of_deals(&self, package: &PackageForecast, deals: f64) -> [f64; 3] {
        let share = numbers::share(numbers::share(package.share) / deals.max(1e-12));
        let [low, high] = numbers::wilson(share, deals * self.forecast.runs as f64);
        [share, low, high]
    }

    fn column(
        &self,
        canvas: &mut Canvas,
        k: usize,
        package: &PackageForecast,
        (scale, deals): (&Scale, f64),
    ) {
        let x = self.matrix.left + (k as f64 + 0.5) * self.column;
        let [share, low, high] = self.of_deals(package, deals);
        let half = (self.column * 0.28).min(26.0);
        let color = if k == 0 { PLAIN } else { PLAIN.tint(0.6) };
        canvas.rect(
            [x - half, scale.at(share)],
            2.0 * half,
            scale.at(0.0) - scale.at(share),
            color,
        );
        layout::upright_whisker(canvas, x, [scale.at(low), scale.at(high)], 12.0);
        let kind = if k == 0 { STRONG } else { LABEL };
        canvas.text(
            [x, scale.at(high) - 12.0],
            &numbers::in_100(share),
            Align::Center,
            kind,
        );
        let has = |clause: &Clause| package.options.get(clause.issue) == Some(&clause.option);
        let rows: Vec<usize> = (0..self.clauses.len())
            .filter(|&r| has(&self.clauses[r]))
            .collect();
        let radius = (self.row * 0.3).min(13.0);
        for row in 0..self.clauses.len() {
            canvas.disc([x, self.y(row)], radius * 0.6, GRID);
        }
        if let (Some(&first), Some(&last)) = (rows.first(), rows.last()) {
            canvas.rect(
                [x - 2.0, self.y(first)],
                4.0,
                self.y(last) - self.y(first),
                INK,
            );
        }
        for &row in &rows {
            canvas.disc([x, self.y(row)], radius, INK);
        }
        let hidden = package.moved.len().saturating_sub(rows.len());
        if hidden > 0 {
            let more = Type::regular(20.0, MUTED);
            canvas.text(
                [x, self.matrix.bottom + 24.0],
                &format!("+{hidden}"),
                Align::Center,
                more,
            );
        }
    }
}

fn table(forecast: &Forecast, clauses: &[Clause], deals: f64) -> Table {
    let columns = [
        "kind",
        "rank",
        "package",
        "outcome",
        "share_of_runs",
        "share_of_deals",
        "low",
        "high",
    ];
    let mut table = Table::new(columns);
    let n = deals * forecast.runs as f64;
    let mut row = |kind: &str, rank: usize, words: [&str; 2], share: f64| {
        let part = (deals > 0.0).then(|| numbers::share(share / deals));
        let ends = part.map(|part| numbers::wilson(part, n));
        let numbers = [Some(share), part, ends.map(|e| e[0]), ends.map(|e| e[1])];
        let names = [
            kind.into(),
            (rank as u64).into(),
            words[0].into(),
            words[1].into(),
        ];
        table.row(names.into_iter().chain(numbers.map(Cell::from)));
    };
    let deals_only = forecast.packages.iter().filter(|p| !p.moved.is_empty());
    for (k, package) in deals_only.enumerate() {
        row(
            "package",
            k + 1,
            [&spelled(forecast, package), &package.outcome],
            package.share,
        );
    }
    for (k, clause) in clauses.iter().enumerate() {
        let issue = &forecast.issues[clause.issue].id;
        row(
            "clause",
            k + 1,
            [&format!("{issue}={}", clause.option), ""],
            clause.share[0],
        );
    }
    table
}

/// "energy=paused + prisoners=exchanged".
fn spelled(forecast: &Forecast, package: &PackageForecast) -> String {
    let moved = package
        .options
        .iter()
        .zip(&forecast.issues)
        .filter(|(option, issue)| **option != issue.status_quo);
    let parts: Vec<String> = moved
        .map(|(option, issue)| format!("{}={option}", issue.id))
        .collect();
    parts.join(" + ")
}

fn alt(
    heading: &Heading,
    clauses: &[Clause],
    packages: &[&PackageForecast],
    deals: f64,
    forecast: &Forecast,
) -> String {
    let of = |share: f64| numbers::in_100(share / deals.max(1e-12));
    let clauses: Vec<String> = clauses
        .iter()
        .map(|c| format!("{}: {} in {}", c.topic, c.name, of(c.share[0])))
        .collect();
    let packages: Vec<String> = packages
        .iter()
        .map(|p| format!("{} in {}", spelled(forecast, p), of(p.share)))
        .collect();
    format!(
        "{}. {} Clauses: {}. Packages: {}.",
        heading.title,
        heading.subtitle,
        clauses.join("; "),
        packages.join("; ")
    )
}
