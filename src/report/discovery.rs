//! Scenario discovery as `zopa discover` tells it: a sentence, and the limits of the box.

use super::Paint;
use super::number::{count, in_100, short};
use super::table::{Align, Table};
use super::text::{clean, join, wrap};
use crate::experiment::discover::{Discovery, Limit};
use crate::stats::Estimate;

/// The finding in words, and a table of limits.
pub fn text(found: &Discovery, cells: usize, paint: Paint) -> String {
    let mut text = format!(
        "{} · {} · {}\n\n",
        clean(&found.scenario_name),
        count(found.inputs as u128, "uncertain input"),
        count((3 * found.runs).into(), "replication"),
    );
    let mut say = |said: &str| {
        for line in wrap(said, cells) {
            text.push_str(&line);
            text.push('\n');
        }
    };
    say(&sentence(found));
    if !found.reached {
        let asked = in_100(found.density.unwrap_or(0.0));
        say(&format!(
            "No box of at least 1 in 20 of the replications reaches {asked} in 100; this is the densest there is."
        ));
    }
    if let Some(region) = &found.found {
        let mut table = Table::new(&[
            ("Limit", Align::Left),
            ("values", Align::Right),
            ("of its distribution", Align::Right),
            ("quasi-p", Align::Right),
        ]);
        for limit in &region.limits {
            let places = limit.places.map(in_100);
            table.row(vec![
                clean(&limit.name),
                values(limit),
                format!("{} to {}", places[0], places[1]),
                p(limit.quasi_p),
            ]);
        }
        text.push('\n');
        text.push_str(&table.render(cells, paint));
    }
    text.push('\n');
    let key = format!(
        "one sample of {} shapes boxes, a second chooses one and drops limits it does not need, a third measures it; 95% \
         intervals in brackets",
        count(found.runs.into(), "replication")
    );
    for line in wrap(&key, cells) {
        text.push_str(&paint.dim(&line));
        text.push('\n');
    }
    text
}

/// The finding as sentences.
///
/// The first says in what region the outcome comes how often, the second how much of it lies there.
pub fn sentence(found: &Discovery) -> String {
    let name = clean(&found.outcome_name);
    let base = in_100(found.base.value);
    let Some(region) = &found.found else {
        return format!(
            "No region of the inputs makes “{name}” clearly likelier than {base} in 100, which it is overall."
        );
    };
    let limits: Vec<String> = region.limits.iter().map(limit).collect();
    format!(
        "“{name}” comes in {} of negotiations where {}; overall in {base}. That region holds {} of all negotiations and {} \
         of those that end so.",
        share(region.density),
        join(&limits, "and"),
        share(region.mass),
        share(region.coverage),
    )
}

/// "62 in 100 (60 to 64)".
fn share(estimate: Estimate) -> String {
    let [value, low, high] = [estimate.value, estimate.low, estimate.high].map(in_100);
    format!("{value} in 100 ({low} to {high})")
}

/// A limit in a sentence: "the cards are at least 0.2".
fn limit(limit: &Limit) -> String {
    let unit = match limit.unit.as_str() {
        "" => String::new(),
        unit => format!(" ({})", clean(unit)),
    };
    let name = clean(&limit.name);
    match (limit.at_least, limit.at_most) {
        (Some(low), Some(high)) => {
            format!("{name} is between {} and {}{unit}", brief(low), brief(high))
        }
        (Some(low), None) => format!("{name} is at least {}{unit}", brief(low)),
        (None, Some(high)) => format!("{name} is at most {}{unit}", brief(high)),
        (None, None) => format!("{name} is anything"),
    }
}

fn values(limit: &Limit) -> String {
    match (limit.at_least, limit.at_most) {
        (Some(low), Some(high)) => format!("{} to {}", brief(low), brief(high)),
        (Some(low), None) => format!("≥ {}", brief(low)),
        (None, Some(high)) => format!("≤ {}", brief(high)),
        (None, None) => "any".to_owned(),
    }
}

/// To three significant digits.
fn brief(x: f64) -> String {
    let size = x.abs();
    let mut step = 1e-6;
    while step * 1000.0 <= size && step < 1.0 {
        step *= 10.0;
    }
    short((x / step).round() * step)
}

fn p(p: f64) -> String {
    if p < 0.001 {
        "<0.001".to_owned()
    } else {
        format!("{p:.3}")
    }
}
