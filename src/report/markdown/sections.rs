//! The sections of the report that hold the numbers: a heading, a sentence where one is needed, a
//! table.

use super::{plain, table};
use crate::model::{IssueKind, Scenario};
use crate::report::findings::{self, issue_name, name_of, option_name};
use crate::report::number::{day, gain, half_width, in_100, points, short, tenths, utility};
use crate::report::text::{clean, join};
use crate::simulate::forecast::{Forecast, IssueForecast, OptionForecast, Scales};
use std::fmt::Write;

pub(super) fn outcomes(forecast: &Forecast) -> String {
    let rows: Vec<Vec<String>> = findings::by_share(forecast)
        .into_iter()
        .map(|outcome| {
            let gains = match findings::largest_gain(forecast, outcome) {
                Some((party, most)) => format!("{} {}", plain(&party.name), gain(most)),
                None => "–".to_owned(),
            };
            vec![
                plain(&outcome.name),
                in_100(outcome.share),
                half_width(outcome.low, outcome.high),
                day(outcome.median_day),
                gains,
            ]
        })
        .collect();
    let head = [
        "Outcome",
        ">in 100",
        ">sampling ±",
        ">median day",
        "who gains most",
    ];
    let mut text = format!("## How it ends\n\n{}", table(&head, &rows));
    let never: Vec<String> = findings::without_runs(forecast)
        .map(|o| plain(&o.name))
        .collect();
    if !never.is_empty() {
        let _ = write!(text, "\nIn no run: {}.", never.join(" · "));
    }
    text
}

pub(super) fn decides(forecast: &Forecast) -> String {
    let Some(headline) = findings::headline(forecast) else {
        return String::new();
    };
    let rows: Vec<Vec<String>> = findings::clear_drivers(forecast)
        .take(10)
        .map(|driver| {
            vec![
                plain(&driver.name),
                format!("{} → {}", short(driver.low), short(driver.high)),
                format!(
                    "{} → {}",
                    in_100(driver.share_low),
                    in_100(driver.share_high)
                ),
                points(driver.effect),
                format!("`{}`", clean(&driver.path)),
            ]
        })
        .collect();
    let mut text = format!(
        "## What decides it\n\nHow the share of \"{}\" moves as one uncertain input goes from its 10th to its 90th percentile (the fifths of runs around them are compared). A red line is 1 where it is drawn, 0 where it is not.\n\n",
        plain(&headline.name)
    );
    if rows.is_empty() {
        text.push_str("No single input moves it by more than the sampling error.");
    } else {
        let head = ["Input", "from → to", "in 100", ">points", "path"];
        text.push_str(&table(&head, &rows));
    }
    text
}

pub(super) fn blocks(forecast: &Forecast) -> String {
    if forecast.conditions.is_empty() {
        return String::new();
    }
    let rows: Vec<Vec<String>> = forecast
        .conditions
        .iter()
        .map(|condition| {
            vec![
                name_of(forecast, &condition.party),
                plain(&condition.said),
                in_100(condition.red_line),
                in_100(condition.met),
                in_100(condition.refused),
                in_100(condition.blocking),
            ]
        })
        .collect();
    let zone = &forecast.zone;
    let mut text = format!(
        "## Who blocks what\n\nIn {} of 100 runs there was no deal because no package was better than no deal for all who must sign it; in {} there was such a package, and the talks missed it.\n\n",
        in_100(zone.empty),
        in_100(zone.missed)
    );
    let head = [
        "Party",
        "Condition",
        ">red line",
        ">met at the end",
        ">offers refused for it",
        ">alone closed the door",
    ];
    text.push_str(&table(&head, &rows));
    text.push_str("\nAll in 100 runs. \"Alone closed the door\": no deal was possible, and without this one red line one would have been.");
    let opened: Vec<String> = zone
        .opened_by_reservation
        .iter()
        .filter(|share| share.share > 0.0)
        .map(|share| format!("{} ({})", name_of(forecast, &share.id), in_100(share.share)))
        .collect();
    if !opened.is_empty() {
        let _ = write!(
            text,
            "\n\nA deal would also have been possible if no deal had been worth nothing to: {} of 100 runs.",
            opened.join(", ")
        );
    }
    text
}

pub(super) fn issues(scenario: &Scenario, forecast: &Forecast) -> String {
    let rows: Vec<Vec<String>> = forecast
        .issues
        .iter()
        .map(|issue| {
            let scale = scenario.issues.iter().find(|i| i.id == issue.id);
            let ordered = scale.is_some_and(|i| i.kind != IssueKind::Unordered);
            vec![plain(&issue.name), ends_on(issue, ordered)]
        })
        .collect();
    format!(
        "## What each issue ends on\n\n{}",
        table(&["Issue", "in 100 runs"], &rows)
    )
}

/// Most options of an issue that are listed one by one.
const LISTED: usize = 7;

/// The options that an issue ends on, commonest first; of many ordered ones the middle half.
fn ends_on(issue: &IssueForecast, ordered: bool) -> String {
    let stands = |option: &OptionForecast| Some(&option.id) == issue.status_quo.as_ref();
    let told = |option: &OptionForecast| {
        let mark = if stands(option) { " (status quo)" } else { "" };
        format!("{}{mark} {}", plain(&option.name), in_100(option.share))
    };
    let mut options: Vec<&OptionForecast> =
        issue.options.iter().filter(|o| o.share > 0.0).collect();
    if ordered && options.len() > LISTED {
        let moved: Vec<&OptionForecast> = options.iter().copied().filter(|o| !stands(o)).collect();
        let [low, middle, high] = [0.25, 0.5, 0.75].map(|part| quantile(&moved, part));
        let status_quo = options.iter().find(|o| stands(o)).map(|o| told(o));
        let without = || without_any(issue).map(|share| format!("no deal {}", in_100(share)));
        let apart = status_quo.or_else(without);
        let of = apart.as_ref().map_or("the runs", |_| "the others");
        let rest = format!("half of {of} from {low} to {high}, the median {middle}");
        return apart
            .into_iter()
            .chain([rest])
            .collect::<Vec<_>>()
            .join(" · ");
    }
    options.sort_by(|a, b| b.share.total_cmp(&a.share));
    let mut parts: Vec<String> = options.iter().take(LISTED).map(|o| told(o)).collect();
    if options.len() > LISTED {
        parts.push(format!("… and {} more", options.len() - LISTED));
    }
    parts.join(" · ")
}

/// Share of the runs that end with none of the options, if any do: without a status quo, those without a deal.
fn without_any(issue: &IssueForecast) -> Option<f64> {
    let settled: f64 = issue.options.iter().map(|o| o.share).sum();
    let rest = 1.0 - settled;
    (issue.status_quo.is_none() && rest > 1e-9).then_some(rest)
}

/// Name of the option below which a part of the runs lies, among options in order.
fn quantile(options: &[&OptionForecast], part: f64) -> String {
    let total: f64 = options.iter().map(|o| o.share).sum();
    let mut upto = 0.0;
    let found = options.iter().find(|option| {
        upto += option.share;
        upto >= part * total
    });
    found
        .or(options.last())
        .map_or_else(String::new, |o| plain(&o.name))
}

pub(super) fn packages(forecast: &Forecast) -> String {
    let rows: Vec<Vec<String>> = forecast
        .packages
        .iter()
        .take(10)
        .map(|package| {
            let moved: Vec<String> = forecast
                .issues
                .iter()
                .zip(&package.options)
                .filter(|(issue, _)| package.moved.contains(&issue.id))
                .map(|(issue, option)| {
                    let option = option_name(issue, option);
                    format!("{}: {}", plain(&issue.name), plain(&option))
                })
                .collect();
            let what = match moved[..] {
                [] if forecast.has_status_quo() => "nothing moves".to_owned(),
                [] => "nothing is settled".to_owned(),
                _ => moved.join(" · "),
            };
            vec![what, in_100(package.share), package.first_run.to_string()]
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let what = match forecast.has_status_quo() {
        true => "Moves off the status quo",
        false => "What is settled",
    };
    format!(
        "## The commonest packages\n\n{}",
        table(&[what, ">in 100", ">first run"], &rows)
    )
}

pub(super) fn clauses(forecast: &Forecast) -> String {
    let rows: Vec<Vec<String>> = forecast
        .clauses
        .iter()
        .filter(|clause| clause.agreed > 0.0)
        .map(|clause| {
            let shares = [clause.agreed, clause.in_force, clause.breached, clause.held];
            let mut row = vec![plain(&issue_name(forecast, &clause.issue))];
            row.extend(shares.map(in_100));
            row
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let head = ["Clause", ">agreed", ">came into force", ">broken", ">held"];
    format!(
        "## Agreed is not held\n\nIn 100 runs:\n\n{}",
        table(&head, &rows)
    )
}

pub(super) fn tables(forecast: &Forecast) -> String {
    let rows: Vec<Vec<String>> = forecast
        .tables
        .iter()
        .map(|at| {
            let known = if at.secret {
                "those there"
            } else {
                "everybody"
            };
            vec![
                plain(&at.name),
                in_100(at.share),
                half_width(at.low, at.high),
                day(at.median_day),
                known.to_owned(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let head = [
        "Table",
        ">a deal in 100 runs",
        ">sampling ±",
        ">median day of the first",
        "known to",
    ];
    format!("## At which table\n\n{}", table(&head, &rows))
}

pub(super) fn parties(forecast: &Forecast) -> String {
    let rows: Vec<Vec<String>> = forecast
        .parties
        .iter()
        .map(|party| {
            vec![
                plain(&party.name),
                party.role.clone(),
                utility(party.utility.q50),
                format!(
                    "{} to {}",
                    utility(party.utility.q05),
                    utility(party.utility.q95)
                ),
                utility(party.no_deal.q50),
                in_100(party.better_than_no_deal),
            ]
        })
        .collect();
    let head = [
        "Party",
        "role",
        ">median utility",
        "90 of 100 runs within",
        ">median of no deal",
        ">better than no deal in 100",
    ];
    let below = forecast
        .parties
        .iter()
        .any(|party| party.is_below_packages(party.utility.q05));
    let below = match below {
        true => " Below 0 lies what leaves less than any package, as delay and levers cost.",
        false => "",
    };
    let scale = match forecast.scales() {
        Scales::Unit => {
            "Utility runs from 0 (the party's worst package) to 1 (its best).".to_owned()
        }
        Scales::AsGiven => "Utilities are as the scenario file gives them.".to_owned(),
        Scales::Both => {
            let given = forecast.parties.iter().filter(|party| party.as_given);
            let given: Vec<String> = given.map(|party| plain(&party.name)).collect();
            format!(
                "Utility runs from 0 (the party's worst package) to 1 (its best); for {} it is as the scenario file gives it.",
                join(&given, "and")
            )
        }
    };
    format!(
        "## What each side gets\n\n{scale}{below} Utilities of different parties cannot be compared.\n\n{}",
        table(&head, &rows)
    )
}

pub(super) fn expectations(forecast: &Forecast) -> String {
    if forecast.expectations.is_empty() {
        return String::new();
    }
    let mut text = "## What the scenario expects\n\n".to_owned();
    for expectation in &forecast.expectations {
        let _ = writeln!(
            text,
            "- {} {} {} (found: {})",
            if expectation.met { "✓" } else { "✗" },
            plain(&expectation.name),
            findings::bounds_in_words(expectation.at_least, expectation.at_most),
            tenths(expectation.share)
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A price of ten steps, each in as many of 100 runs as said; the first is the status quo, if there is one.
    fn price(in_100: [f64; 10], has_status_quo: bool) -> IssueForecast {
        let option = |(n, share): (usize, f64)| OptionForecast {
            id: n.to_string(),
            name: format!("{n} euros"),
            share: share / 100.0,
            low: 0.0,
            high: 1.0,
            red_lines: Vec::new(),
        };
        IssueForecast {
            id: "price".into(),
            name: "Price".into(),
            status_quo: has_status_quo.then(|| "0".to_owned()),
            options: in_100.into_iter().enumerate().map(option).collect(),
        }
    }

    #[test]
    fn the_middle_half_says_of_what_it_is_half() {
        let even = [10.0; 10];
        assert_eq!(
            ends_on(&price(even, false), true),
            "half of the runs from 2 euros to 7 euros, the median 4 euros"
        );
        assert_eq!(
            ends_on(&price(even.map(|share| share / 2.0), false), true),
            "no deal 50 · half of the others from 2 euros to 7 euros, the median 4 euros"
        );
        assert_eq!(
            ends_on(&price(even, true), true),
            "0 euros (status quo) 10 · half of the others from 3 euros to 7 euros, the median 5 euros"
        );
        let mut left = even;
        left[0] = 0.0;
        left[1] = 20.0;
        assert_eq!(
            ends_on(&price(left, true), true),
            "half of the runs from 2 euros to 7 euros, the median 4 euros"
        );
    }
}
