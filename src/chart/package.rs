//! Which clauses come together? An UpSet plot (Lex et al. 2014, doi:10.1109/TVCG.2014.2346248): a
//! column per common package with a dot for each of its clauses, a row per clause with the share of
//! deals that have it.

mod plot;

use super::canvas::Canvas;
use super::layout::{self, Heading};
use super::table::{Cell, Table};
use super::{Chart, Plate, numbers, text};
use crate::simulate::forecast::{Forecast, IssueForecast, PackageForecast};

/// Most clauses and packages that can be read.
const ROWS: usize = 15;
const COLUMNS: usize = 12;

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
        .filter(|package| package.count > 0 && moved(forecast, package).next().is_some())
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
        let plot = plot::Plot::new(area, &clauses[..shown[0]], &packages[..shown[1]], forecast);
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
        for option in about
            .options
            .iter()
            .filter(|o| Some(&o.id) != about.status_quo.as_ref())
        {
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
            "The commonest deal, {of_deals} in 100, is {} alone",
            names[0]
        ),
        _ => format!(
            "The commonest deal, {of_deals} in 100, joins {}",
            numbers::list(&names)
        ),
    }
}

/// The clauses of a package as a title can hold them: up to two in full, up to three by their issue.
fn moved_names(forecast: &Forecast, package: &PackageForecast) -> Vec<String> {
    let moved: Vec<_> = moved(forecast, package).collect();
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
    let deal = |p: &&PackageForecast| moved(forecast, p).next().is_some();
    let deals_only = forecast.packages.iter().filter(deal);
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

/// The options of a package off the status quo, each with its issue.
fn moved<'a>(
    forecast: &'a Forecast,
    package: &'a PackageForecast,
) -> impl Iterator<Item = (&'a String, &'a IssueForecast)> {
    let all = package.options.iter().zip(&forecast.issues);
    all.filter(|(option, issue)| Some(*option) != issue.status_quo.as_ref())
}

/// "energy=paused + prisoners=exchanged".
fn spelled(forecast: &Forecast, package: &PackageForecast) -> String {
    let parts: Vec<String> = moved(forecast, package)
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
