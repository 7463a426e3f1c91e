//! Scenario discovery as `zopa discover` tells it: a sentence, and the limits of the box.

use super::Paint;
use super::columns::{Columns, Values};
use super::number::{count, in_100, short};
use super::table::{Align, Table};
use super::text::{clean, join, wrap};
use crate::experiment::discover::{Discovery, Limit, Step};
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
    if let Some(asked) = found.asks_for_less() {
        return format!(
            "“{name}” comes in {} of all negotiations, no less than the {} in 100 asked for: it takes no region to get there.",
            share(found.base),
            in_100(asked)
        );
    }
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

/// The limits of the box that was found, a row each.
pub fn limits(found: &Discovery) -> Columns {
    let region = found.found.as_ref();
    let limits = region.map_or(&[][..], |region| &region.limits);
    let mut columns = Columns::default();
    let mut text = |name: &str, of: &dyn Fn(&Limit) -> String| {
        columns.push(name, Values::Text(limits.iter().map(of).collect()));
    };
    text("path", &|limit| limit.path.clone());
    text("name", &|limit| limit.name.clone());
    text("unit", &|limit| limit.unit.clone());
    let mut number = |name: &str, of: &dyn Fn(&Limit) -> Option<f64>| {
        columns.push(name, Values::Number(limits.iter().map(of).collect()));
    };
    number("at_least", &|limit| limit.at_least);
    number("at_most", &|limit| limit.at_most);
    number("place_low", &|limit| Some(limit.places[0]));
    number("place_high", &|limit| Some(limit.places[1]));
    number("quasi_p", &|limit| Some(limit.quasi_p));
    columns
}

/// The boxes on the way on the sample that chose among them, and behind them the one that was found, on the
/// sample that measured it, with intervals.
pub fn boxes(found: &Discovery) -> Columns {
    let (steps, region) = (&found.trajectory, found.found.as_ref());
    let ways = steps.len();
    let rows = ways + usize::from(region.is_some());
    let samples = (0..rows).map(|row| if row < ways { "choose" } else { "measure" });
    let mut columns = Columns::default();
    columns.push("sample", Values::Text(samples.map(str::to_owned).collect()));
    type OfStep = fn(&Step) -> f64;
    let measures: [(&str, OfStep, Option<Estimate>); 3] = [
        ("coverage", |step| step.coverage, region.map(|r| r.coverage)),
        ("density", |step| step.density, region.map(|r| r.density)),
        ("mass", |step| step.mass, region.map(|r| r.mass)),
    ];
    for (name, of_step, measured) in measures {
        let mut values: Vec<Option<f64>> = steps.iter().map(|step| Some(of_step(step))).collect();
        values.extend(measured.map(|estimate| Some(estimate.value)));
        columns.push(name, Values::Number(values));
        for (end, of) in [
            ("low", measured.map(|e| e.low)),
            ("high", measured.map(|e| e.high)),
        ] {
            let mut values = vec![None; ways];
            values.extend(of.map(Some));
            columns.push(format!("{name}_{end}"), Values::Number(values));
        }
    }
    let restricted = steps.iter().map(|step| step.restricted as i64);
    let restricted = restricted.chain(region.map(|region| region.limits.len() as i64));
    columns.push("restricted", Values::Whole(restricted.collect()));
    let chosen = steps.iter().map(|step| i64::from(step.chosen));
    columns.push(
        "chosen",
        Values::Whole(chosen.chain(region.map(|_| 1)).collect()),
    );
    columns
}
