//! A sensitivity analysis as `zopa sensitivity` prints it, and its table.

use super::Paint;
use super::columns::{Columns, Values};
use super::number::{count, in_100, points, short, tenths, utility};
use super::table::{Align, Table};
use super::text::{clean, join, wrap};
use crate::experiment::sensitivity::{InputEffect, Sensitivity, Unit};
use crate::stats::Estimate;

/// Inputs shown.
const MOST: usize = 12;

/// The analysis in words, with a table of the inputs that matter most.
pub fn text(found: &Sensitivity, cells: usize, paint: Paint) -> String {
    let mean = found.mean;
    let interval = [mean.low, mean.high].map(|x| bare(found.unit, x));
    let mut text = format!(
        "{} · {}\n{}: {} on average ({} to {}) · {}\n\n",
        clean(&found.scenario_name),
        count(found.inputs.len() as u128, "uncertain input"),
        paint.bold(&clean(&found.output_name)),
        value(found.unit, mean.value),
        interval[0],
        interval[1],
        count(found.replications.into(), "replication"),
    );
    text.push_str(&inputs(found).render(cells, paint));
    if found.inputs.len() > MOST {
        let more = found.inputs.len() - MOST;
        text.push_str(&paint.dim(&format!("and {more} more of less effect")));
        text.push('\n');
    }
    text.push('\n');
    for said in findings(found) {
        for line in wrap(&said, cells) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    for line in wrap(&key(found), cells) {
        text.push_str(&paint.dim(&line));
        text.push('\n');
    }
    text
}

/// A value of the output.
fn value(unit: Unit, x: f64) -> String {
    match unit {
        Unit::Share => format!("{} in 100", tenths(x)),
        Unit::Utility => utility(x),
        Unit::Days => format!("day {}", bare(unit, x)),
    }
}

/// The same without what it counts.
fn bare(unit: Unit, x: f64) -> String {
    match unit {
        Unit::Share => tenths(x),
        Unit::Utility => utility(x),
        Unit::Days => format!("{x:.1}"),
    }
}

/// A change of the output, with its sign.
fn change(unit: Unit, x: f64) -> String {
    let size = match unit {
        Unit::Share => points(x),
        Unit::Utility => utility(x.abs()),
        Unit::Days => format!("{:.1}", x.abs()),
    };
    let zero = size.chars().all(|c| matches!(c, '0' | '.'));
    match x {
        _ if zero => size,
        x if x < 0.0 => format!("−{size}"),
        _ => format!("+{size}"),
    }
}

fn inputs(found: &Sensitivity) -> Table {
    let mut columns = vec![("Input", Align::Left), ("from – to", Align::Right)];
    if found.moves > 0 {
        columns.push(("effect", Align::Right));
    }
    if found.samples > 0 {
        columns.extend([("alone", Align::Right), ("in all", Align::Right)]);
    } else {
        columns.push(("of variance", Align::Right));
    }
    if found.trajectories > 0 {
        columns.push(("Morris", Align::Right));
    }
    let mut table = Table::new(&columns);
    for input in found.inputs.iter().take(MOST) {
        table.row(row(found, input));
    }
    table
}

fn row(found: &Sensitivity, input: &InputEffect) -> Vec<String> {
    let star = if input.interacts { " *" } else { "" };
    let mut row = vec![
        format!("{}{star}", clean(&input.name)),
        format!("{} – {}", brief(input.low), brief(input.high)),
    ];
    if let (Some(effect), Some([low, high])) = (input.effect, input.effect_interval) {
        let half = change(found.unit, (high - low) / 2.0).replace('+', "");
        row.push(format!("{} ±{half}", change(found.unit, effect)));
    }
    let share = |estimate: Option<Estimate>| estimate.map_or("–".to_owned(), of_variance);
    if found.samples > 0 {
        row.extend([share(input.s1), share(input.st)]);
    } else {
        row.push(share(input.given));
    }
    if let Some(mu_star) = input.mu_star {
        row.push(format!("{mu_star:.2}"));
    }
    row
}

/// A value of an input, to two significant digits below 1 and three above.
fn brief(x: f64) -> String {
    let step = match x.abs() {
        size if size >= 100.0 || size == 0.0 => 1.0,
        size if size >= 10.0 => 0.1,
        size if size >= 0.1 => 0.01,
        size if size >= 0.01 => 0.001,
        _ => 1e-4,
    };
    short((x / step).round() * step)
}

/// A share of variance with its interval, in 100: "21 (10–33)".
fn of_variance(share: Estimate) -> String {
    let [value, low, high] =
        [share.value, share.low, share.high].map(|x| (100.0 * x).clamp(-999.0, 999.0).round());
    // Estimates of nothing fall on either side of 0; a share does not.
    // Of two noughts with different signs `max` may take either.
    let [value, low, high] = [value, low, high].map(|points| points.max(0.0) + 0.0);
    format!("{value} ({low}–{high})")
}

/// What stands out.
fn findings(found: &Sensitivity) -> Vec<String> {
    let mut said = Vec::new();
    if let (Some(due), true) = (found.due_to_inputs, found.samples > 0) {
        said.push(format!(
            "Of what tells one negotiation from another, {} in 100 ({} to {}) lies in the inputs; the rest is drawn: red lines, \
             strategies, events, decisions.",
            in_100(due.value.clamp(0.0, 1.0)),
            in_100(due.low.clamp(0.0, 1.0)),
            in_100(due.high.clamp(0.0, 1.0)),
        ));
    }
    let clear: Vec<&InputEffect> = found.inputs.iter().filter(|i| i.is_clear()).collect();
    if found.moves > 0 {
        said.push(match clear.len() {
            0 => "No input alone moves it by more than chance does.".to_owned(),
            n => format!("{} more than chance does.", moves(n)),
        });
    }
    let apart: Vec<&crate::experiment::sensitivity::PairEffect> = found
        .pairs
        .iter()
        .filter(|pair| pair.s2.low > 0.0 || pair.s2.high < 0.0)
        .collect();
    for pair in apart {
        let names = pair.inputs.each_ref().map(|path| name(found, path));
        said.push(format!(
            "{} and {} act together: {} in 100 of the variance due to inputs.",
            names[0],
            names[1],
            of_variance(pair.s2)
        ));
    }
    let bound: Vec<String> = found
        .inputs
        .iter()
        .filter(|input| !input.moves_with.is_empty())
        .map(|input| clean(&input.name))
        .collect();
    if !bound.is_empty() {
        said.push(format!(
            "{} move together: the tornado and Morris set each apart; Sobol's first order counts what it tells of the others, \
             the total what it adds to them.",
            join(&bound, "and")
        ));
    }
    said
}

fn moves(n: usize) -> String {
    match n {
        1 => "1 input alone moves it by".to_owned(),
        n => format!("{n} inputs, each alone, move it by"),
    }
}

fn name(found: &Sensitivity, path: &str) -> String {
    let input = found.inputs.iter().find(|input| input.path == path);
    input.map_or_else(|| path.to_owned(), |input| clean(&input.name))
}

fn key(found: &Sensitivity) -> String {
    let mut said = vec!["from – to: 10th and 90th percentile of the input".to_owned()];
    if found.moves > 0 {
        said.push(format!(
            "effect: what going from one to the other alone changes, all else as in the same {} replications",
            found.moves
        ));
    }
    if found.samples > 0 {
        said.push(
            "alone, in all: Sobol's first-order and total index, in 100 of the variance due to inputs, with 95% intervals"
                .to_owned(),
        );
        if found.inputs.iter().take(MOST).any(|input| input.interacts) {
            said.push("*: acts through other inputs too".to_owned());
        }
    } else {
        said.push("of variance: share of the variance between replications, in 100".to_owned());
    }
    if found.trajectories > 0 {
        said.push("Morris: mean absolute elementary effect over the whole range".to_owned());
    }
    said.join("; ")
}

/// A row per input.
pub fn columns(found: &Sensitivity) -> Columns {
    let mut columns = Columns::default();
    let mut text = |name: &str, of: &dyn Fn(&InputEffect) -> String| {
        let values = found.inputs.iter().map(of).collect();
        columns.push(name, Values::Text(values));
    };
    text("path", &|input| input.path.clone());
    text("name", &|input| input.name.clone());
    text("unit", &|input| input.unit.clone());
    text("interacts", &|input| {
        if input.interacts { "yes" } else { "no" }.to_owned()
    });
    let mut number = |name: &str, of: &dyn Fn(&InputEffect) -> Option<f64>| {
        let values = found.inputs.iter().map(of).collect();
        columns.push(name, Values::Number(values));
    };
    number("low", &|input| Some(input.low));
    number("high", &|input| Some(input.high));
    number("effect", &|input| input.effect);
    number("effect_low", &|input| {
        input.effect_interval.map(|ends| ends[0])
    });
    number("effect_high", &|input| {
        input.effect_interval.map(|ends| ends[1])
    });
    type Of = fn(&InputEffect) -> Option<Estimate>;
    let estimates: [(&str, Of); 5] = [
        ("at_low", |input| input.at_low),
        ("at_high", |input| input.at_high),
        ("given", |input| input.given),
        ("s1", |input| input.s1),
        ("st", |input| input.st),
    ];
    for (name, of) in estimates {
        number(name, &|input| of(input).map(|e| e.value));
        number(&format!("{name}_low"), &|input| of(input).map(|e| e.low));
        number(&format!("{name}_high"), &|input| of(input).map(|e| e.high));
    }
    number("mu", &|input| input.mu);
    number("mu_star", &|input| input.mu_star);
    number("mu_star_low", &|input| {
        input.mu_star_interval.map(|ends| ends[0])
    });
    number("mu_star_high", &|input| {
        input.mu_star_interval.map(|ends| ends[1])
    });
    number("sigma", &|input| input.sigma);
    columns
}
