//! `report.md`: the forecast as a report to read, with its charts, its assumptions and the command
//! that makes it again.

mod sections;

use super::assumptions::spread;
use super::card::with_unit;
use super::findings;
use super::number::count;
use super::text::clean;
use crate::model::Scenario;
use crate::simulate::forecast::Forecast;
use sections::{
    blocks, clauses, decides, expectations, issues, outcomes, packages, parties, tables,
};
use std::fmt::Write;

/// A chart that the report shows.
#[derive(Debug, Clone)]
pub struct ChartLink {
    /// Path of the image, relative to the report.
    pub path: String,
    /// What it shows, in words.
    pub alt: String,
    /// The question it answers.
    pub question: String,
}

/// The report's text. `command` makes the same result again.
pub fn report(
    scenario: &Scenario,
    forecast: &Forecast,
    charts: &[ChartLink],
    command: &str,
) -> String {
    let parts = [
        opening(scenario, forecast),
        outcomes(forecast),
        show(charts, &["outcomes", "timing"]),
        decides(forecast),
        blocks(forecast),
        show(charts, &["conditions"]),
        issues(scenario, forecast),
        packages(forecast),
        show(charts, &["package"]),
        clauses(forecast),
        tables(forecast),
        parties(forecast),
        show(charts, &["payoffs", "frontier", "concessions", "dance"]),
        expectations(forecast),
        how_to_read(forecast),
        assumptions(scenario),
        show(charts, &["inputs"]),
        again(forecast, command),
    ];
    let parts: Vec<&str> = parts
        .iter()
        .map(|p| p.trim_end())
        .filter(|p| !p.is_empty())
        .collect();
    parts.join("\n\n") + "\n"
}

/// Text that stands for itself in Markdown: nothing in it is taken as markup.
///
/// ```
/// use zopa::report::markdown::plain;
/// assert_eq!(plain("a|b *c* <d>"), "a\\|b \\*c\\* \\<d\\>");
/// ```
pub fn plain(text: &str) -> String {
    let mut escaped = String::new();
    for c in clean(text).chars() {
        if "\\`*_[]<>|#~$".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A table with its columns; those named with a leading `>` hold numbers.
fn table(columns: &[&str], rows: &[Vec<String>]) -> String {
    let names: Vec<&str> = columns.iter().map(|c| c.trim_start_matches('>')).collect();
    let rules: Vec<&str> = columns
        .iter()
        .map(|c| if c.starts_with('>') { "---:" } else { "---" })
        .collect();
    let mut text = format!("| {} |\n| {} |\n", names.join(" | "), rules.join(" | "));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

fn opening(scenario: &Scenario, forecast: &Forecast) -> String {
    let mut text = format!("# {}\n\n", plain(&forecast.scenario.name));
    let sentences: Vec<String> = findings::summary(forecast)
        .iter()
        .map(|s| plain(s))
        .collect();
    let _ = writeln!(text, "{}\n", sentences.join(" "));
    if !scenario.about.is_empty() {
        let _ = writeln!(text, "{}\n", plain(&scenario.about));
    }
    let _ = write!(
        text,
        "{} · {} · {} · {} · {} · seed {} · `{}@{}` · zopa {}",
        count(forecast.parties.len() as u128, "party"),
        count(forecast.issues.len() as u128, "issue"),
        findings::packages_in_words(forecast),
        count(
            forecast.scenario.uncertain_inputs as u128,
            "uncertain input"
        ),
        findings::runs_in_words(forecast),
        forecast.seed,
        forecast.scenario.id,
        forecast.scenario.hash,
        forecast.zopa
    );
    text
}

/// The charts with these ids, in this order.
fn show(charts: &[ChartLink], ids: &[&str]) -> String {
    let mut text = String::new();
    for id in ids {
        let stem = format!("charts/{id}.");
        if let Some(chart) = charts.iter().find(|chart| chart.path.starts_with(&stem)) {
            let _ = writeln!(
                text,
                "**{}**\n\n![{}]({})\n",
                plain(&chart.question),
                plain(&chart.alt),
                chart.path
            );
        }
    }
    text
}

fn how_to_read(forecast: &Forecast) -> String {
    let no_deal = match forecast.has_status_quo() {
        true => "has every issue on its status quo; a *partial deal* moves some of them",
        false => "settles no issue, and leaves each party what no deal is worth to it",
    };
    format!(
        "## How to read this\n\n\
         - \"47 in 100\" means: of 100 replications of these talks, each with its own draw of what is uncertain, 47 end so. It is a statement about this scenario, conditional on its assumptions, not about the world.\n\
         - \"sampling ±\" is half the width of the 95% interval from playing only {}. More runs shrink it. What we do not know about the parties is not in it: that is in the shares themselves.\n\
         - A *red line* is a condition that holds without exception in a replication. How often it does is its firmness, an assumption.\n\
         - *No deal* {no_deal}.",
        count(forecast.runs.into(), "run")
    )
}

fn assumptions(scenario: &Scenario) -> String {
    if scenario.inputs.is_empty() {
        return "## What is assumed\n\nNothing in this scenario is uncertain but the talks themselves.".to_owned();
    }
    let rows: Vec<Vec<String>> = scenario
        .inputs
        .iter()
        .map(|input| {
            vec![
                plain(&input.name),
                plain(&with_unit(&spread(&input.distribution), &input.unit)),
                format!("`{}`", clean(&input.path)),
            ]
        })
        .collect();
    let mut text = format!(
        "## What is assumed\n\nEach replication draws every uncertain input once. `zopa run FILE --set PATH=VALUE` tries another value.\n\n{}",
        table(&["Input", "spread", "path"], &rows)
    );
    if !scenario.sources.is_empty() {
        text.push_str("\nSources of the facts:\n\n");
        for source in &scenario.sources {
            let _ = writeln!(text, "- {}", plain(source));
        }
    }
    text
}

fn again(forecast: &Forecast, command: &str) -> String {
    format!(
        "## Make it again\n\n```console\n$ {command}\n```\n\nThe same command with zopa {} writes the same bytes on any machine. The most typical run, told round by round, is number {}.",
        forecast.zopa, forecast.typical_run
    )
}
