//! A forecast as the text that `zopa run` prints: how it ends, what decides it, who blocked what,
//! and whether the scenario's expectations came true.

use super::findings::{self, most_refused, name_of};
use super::number::{count, day, half_width, in_100, points, tenths};
use super::table::{Align, Table};
use super::text::{beside, clean, shorten, width, wrap};
use super::{Paint, number};
use crate::simulate::forecast::{ExpectationResult, Forecast, Outcome};

/// Cells of the column of labels below the table.
const LABEL: usize = 21;

/// What the simulation was of, and how large: the first lines.
pub fn header(forecast: &Forecast, cells: usize, paint: Paint) -> String {
    let scenario = &forecast.scenario;
    let name = shorten(&clean(&scenario.name), cells);
    let title = paint.bold(&name);
    let size = [
        count(forecast.parties.len() as u128, "party"),
        count(forecast.issues.len() as u128, "issue"),
        findings::packages_in_words(forecast),
        count(scenario.uncertain_inputs as u128, "uncertain input"),
    ]
    .join(" · ");
    let one_line = format!("{title} · {size}");
    let first = if width(&name) + 3 + width(&size) <= cells {
        one_line + "\n"
    } else {
        format!("{title}\n{}\n", wrap(&size, cells).join("\n"))
    };
    let sample = format!(
        "{} · seed {} · {}@{} · zopa {}",
        findings::runs_in_words(forecast),
        forecast.seed,
        scenario.id,
        scenario.hash,
        forecast.zopa
    );
    let sample: Vec<String> = wrap(&sample, cells).iter().map(|l| paint.dim(l)).collect();
    format!("{first}{}\n", sample.join("\n"))
}

/// The whole text, in lines of about `cells` cells.
pub fn forecast(forecast: &Forecast, cells: usize, paint: Paint) -> String {
    let mut text = header(forecast, cells, paint);
    text.push('\n');
    text.push_str(&outcome_table(forecast).render(cells, paint));
    if let Some(never) = never(forecast) {
        for line in wrap(&never, cells) {
            text.push_str(&paint.dim(&line));
            text.push('\n');
        }
    }
    text.push('\n');
    for (label, body) in [
        ("What decides it", drivers(forecast)),
        ("Without a deal", no_deal(forecast)),
        ("Deals by table", tables(forecast)),
    ] {
        if let Some(body) = body {
            text.push_str(&beside(label, &body, LABEL, cells));
        }
    }
    for (row, body) in blockers(forecast).iter().enumerate() {
        let label = if row == 0 { "Blocked most often" } else { "" };
        text.push_str(&beside(label, body, LABEL, cells));
    }
    for expectation in &forecast.expectations {
        text.push_str(&expectation_line(expectation, paint));
        text.push('\n');
    }
    text
}

fn outcome_table(forecast: &Forecast) -> Table {
    let mut table = Table::new(&[
        ("Outcome", Align::Left),
        ("in 100", Align::Right),
        ("sampling ±", Align::Right),
        ("median day", Align::Right),
        ("who gains most", Align::Left),
    ]);
    for outcome in findings::by_share(forecast) {
        table.row(vec![
            clean(&outcome.name),
            in_100(outcome.share),
            half_width(outcome.low, outcome.high),
            day(outcome.median_day),
            gains_most(forecast, outcome),
        ]);
    }
    table
}

/// The party with the largest mean gain over its no-deal value, if any gains.
fn gains_most(forecast: &Forecast, outcome: &Outcome) -> String {
    match findings::largest_gain(forecast, outcome) {
        Some((party, gain)) => format!("{}  {}", clean(&party.name), number::gain(gain)),
        None => "–".to_owned(),
    }
}

fn never(forecast: &Forecast) -> Option<String> {
    let names: Vec<String> = findings::without_runs(forecast)
        .map(|outcome| clean(&outcome.name))
        .collect();
    (!names.is_empty()).then(|| format!("In no run: {}", names.join(" · ")))
}

fn drivers(forecast: &Forecast) -> Option<String> {
    if forecast.drivers.is_empty() {
        return None;
    }
    let clear: Vec<String> = findings::clear_drivers(forecast)
        .take(3)
        .map(|driver| format!("{} ({} points)", clean(&driver.name), points(driver.effect)))
        .collect();
    Some(if clear.is_empty() {
        "no single input moves it by more than the sampling error".to_owned()
    } else {
        clear.join(" · ")
    })
}

fn no_deal(forecast: &Forecast) -> Option<String> {
    let zone = &forecast.zone;
    (zone.missed + zone.empty > 0.0).then(|| {
        format!(
            "in {} of 100 runs no package was better than no deal for all who must sign it; in {} one was, and the talks missed it",
            in_100(zone.empty),
            in_100(zone.missed)
        )
    })
}

/// "Common table in 56 of 100 runs (median day 16) · …".
fn tables(forecast: &Forecast) -> Option<String> {
    let told = forecast.tables.iter().map(|table| {
        let when = match table.median_day {
            Some(median) => format!(" (median day {})", day(Some(median))),
            None => String::new(),
        };
        let secret = if table.secret { ", in secret" } else { "" };
        let share = in_100(table.share);
        format!(
            "{} in {share} of 100 runs{when}{secret}",
            clean(&table.name)
        )
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

fn blockers(forecast: &Forecast) -> Vec<String> {
    most_refused(forecast)
        .take(3)
        .map(|condition| {
            let party = name_of(forecast, &condition.party);
            let mut parts = Vec::new();
            if condition.refused > 0.0 {
                parts.push(format!(
                    "refused in {} of 100 runs",
                    in_100(condition.refused)
                ));
            }
            if condition.blocking > 0.0 {
                let share = in_100(condition.blocking);
                parts.push(format!("alone closed the door in {share}"));
            }
            let said = clean(&condition.said);
            format!("\"{said}\" ({party}): {}", parts.join("; "))
        })
        .collect()
}

/// "✓ expect: energy pause between 30 and 65 in 100 (46.9)".
pub fn expectation_line(expectation: &ExpectationResult, paint: Paint) -> String {
    let mark = if expectation.met {
        paint.green("✓")
    } else {
        paint.red("✗")
    };
    format!(
        "{mark} expect: {} {} ({})",
        clean(&expectation.name),
        findings::bounds_in_words(expectation.at_least, expectation.at_most),
        tenths(expectation.share)
    )
}
