//! A sensitivity analysis as `zopa sensitivity` prints it, and its table.

use super::Paint;
use super::number::{count, in_100, points, short, tenths, utility};
use super::table::{Align, Table};
use super::text::{clean, join, wrap};
use crate::experiment::sensitivity::interval::Estimate;
use crate::experiment::sensitivity::{InputEffect, Sensitivity, Unit};

/// Inputs shown.
const MOST: usize = 12;

/// The analysis in words, with a table of the inputs that matter most.
pub fn text(found: &Sensitivity, cells: usize, paint: Paint) -> String {
    let mut text = format!(
        "{} · {}, {} on average ({} to {})\n{} · {}\n\n",
        clean(&found.scenario_name),
        clean(&found.output_name),
        value(found.unit, found.mean.value),
        value(found.unit, found.mean.low),
        value(found.unit, found.mean.high),
        count(found.inputs.len() as u128, "uncertain input"),
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
pub fn value(unit: Unit, x: f64) -> String {
    match unit {
        Unit::Share => format!("{} in 100", tenths(x)),
        Unit::Utility => utility(x),
        Unit::Days => format!("day {x:.1}"),
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
        columns.extend([("effect", Align::Right), ("95%", Align::Right)]);
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
        format!("{} – {}", short(input.low), short(input.high)),
    ];
    if let (Some(effect), Some([low, high])) = (input.effect, input.effect_interval) {
        row.push(change(found.unit, effect));
        let ends = [low, high].map(|end| change(found.unit, end));
        row.push(format!("{} to {}", ends[0], ends[1]));
    }
    let share = |estimate: Option<Estimate>| estimate.map_or("–".to_owned(), of_variance);
    if found.samples > 0 {
        row.extend([share(input.s1), share(input.st)]);
    } else {
        row.push(share(input.given));
    }
    if let Some(mu_star) = input.mu_star {
        row.push(change(found.unit, mu_star).replace('+', ""));
    }
    row
}

/// A share of variance with its interval, in 100: "21 (10–33)".
fn of_variance(share: Estimate) -> String {
    let [value, low, high] =
        [share.value, share.low, share.high].map(|x| (100.0 * x).clamp(-999.0, 999.0).round());
    // Estimates of nothing fall on either side of 0; a share does not.
    format!("{} ({}–{})", value.max(0.0), low.max(0.0), high.max(0.0))
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
        if found.inputs.iter().any(|input| input.interacts) {
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

/// A row per input, as CSV.
pub fn table(found: &Sensitivity) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let columns = [
        "path",
        "name",
        "unit",
        "low",
        "high",
        "at_low",
        "at_high",
        "effect",
        "effect_low",
        "effect_high",
        "given",
        "given_low",
        "given_high",
        "s1",
        "s1_low",
        "s1_high",
        "st",
        "st_low",
        "st_high",
        "interacts",
        "mu",
        "mu_star",
        "mu_star_low",
        "mu_star_high",
        "sigma",
    ];
    // Writing to memory does not fail, and all rows have as many fields as the header.
    let _ = writer.write_record(columns);
    let number = |x: Option<f64>| x.map_or(String::new(), |x| x.to_string());
    let three = |estimate: Option<Estimate>| match estimate {
        Some(e) => [Some(e.value), Some(e.low), Some(e.high)],
        None => [None; 3],
    };
    let two = |ends: Option<[f64; 2]>| [ends.map(|e| e[0]), ends.map(|e| e[1])];
    for input in &found.inputs {
        let mut row = vec![input.path.clone(), input.name.clone(), input.unit.clone()];
        let mut numbers = vec![Some(input.low), Some(input.high)];
        numbers.extend([input.at_low, input.at_high].map(|at| at.map(|at| at.value)));
        numbers.push(input.effect);
        numbers.extend(two(input.effect_interval));
        numbers.extend([input.given, input.s1, input.st].map(three).concat());
        row.extend(numbers.into_iter().map(number));
        row.push(if input.interacts { "yes" } else { "no" }.to_owned());
        let [low, high] = two(input.mu_star_interval);
        row.extend([input.mu, input.mu_star, low, high, input.sigma].map(number));
        let _ = writer.write_record(row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}
