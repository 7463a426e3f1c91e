//! One replication told round by round, as text and as data.

use super::Paint;
use super::assumptions::spread;
use super::number::{count, gain, short, utility};
use super::table::{Align, Table};
use super::text::{beside, clean, shorten, width, wrap};
use crate::model::Scenario;
use crate::simulate::{Replay, Row, forecast::Move};
use serde_json::{Value, json};

/// How many of the drawn inputs are listed: those farthest from their medians.
const LISTED: usize = 8;
/// Most cells of the column with the parties' names.
const WIDEST_NAME: usize = 24;

/// Cells of the column with the parties' names.
fn label_cells(scenario: &Scenario) -> usize {
    let names = scenario
        .parties
        .iter()
        .map(|party| width(&clean(&party.name)));
    names.chain([6]).max().unwrap_or(0).min(WIDEST_NAME) + 2
}

/// The story of a replication, in lines of about `cells` cells.
pub fn tell(scenario: &Scenario, seed: u64, replay: &Replay, cells: usize, paint: Paint) -> String {
    let row = &replay.row;
    let mut text = format!("{}\n", paint.bold(&clean(&scenario.name)));
    let outcome = clean(&scenario.outcomes[row.outcome].name);
    text.push_str(&format!("run {} of seed {seed}: {outcome}\n\n", row.run));
    text.push_str(&drawn(scenario, replay, cells));
    let inputs = unusual_inputs(scenario, replay);
    if !inputs.is_empty() {
        text.push('\n');
        text.push_str(&inputs.render(cells, paint));
    }
    text.push_str(&rounds(scenario, &replay.dance.moves, cells, paint));
    text.push_str(&ending(scenario, replay, cells, paint));
    text
}

/// Red lines and strategies.
fn drawn(scenario: &Scenario, replay: &Replay, cells: usize) -> String {
    let mut text = String::new();
    for (party, who) in scenario.parties.iter().enumerate() {
        let lines: Vec<String> = replay
            .red_lines
            .iter()
            .filter(|(p, _)| *p == party)
            .map(|&(_, c)| format!("\"{}\"", clean(&who.conditions[c].said)))
            .collect();
        let strategy = replay.strategies.get(party);
        let strategy = strategy.and_then(|&s| who.strategies.get(s));
        let plays = strategy.map_or_else(String::new, |(_, s)| format!("plays {}", clean(&s.name)));
        let lines = match lines.len() {
            0 => "no red lines".to_owned(),
            1 => format!("red line: {}", lines[0]),
            _ => format!("red lines: {}", lines.join(" · ")),
        };
        let body = if plays.is_empty() {
            lines
        } else {
            format!("{plays}; {lines}")
        };
        let name = shorten(&clean(&who.name), WIDEST_NAME);
        text.push_str(&beside(&name, &body, label_cells(scenario), cells));
    }
    text
}

/// The inputs whose draws lie farthest from their medians.
fn unusual_inputs(scenario: &Scenario, replay: &Replay) -> Table {
    let mut ranked: Vec<(f64, usize)> = replay
        .inputs
        .iter()
        .zip(&scenario.inputs)
        .enumerate()
        .map(|(index, (&value, input))| {
            let rank = input.distribution.cdf(value);
            ((rank - 0.5).abs(), index)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut table = Table::new(&[
        ("Most unusual draws", Align::Left),
        ("drawn", Align::Right),
        ("out of", Align::Left),
    ]);
    for (_, index) in ranked.into_iter().take(LISTED) {
        let input = &scenario.inputs[index];
        table.row(vec![
            clean(&input.name),
            short(replay.inputs[index]),
            spread(&input.distribution),
        ]);
    }
    table
}

fn rounds(scenario: &Scenario, moves: &[Move], cells: usize, paint: Paint) -> String {
    let mut text = String::new();
    let mut last = None;
    for step in moves {
        if last != Some(step.round) {
            let day = short(f64::from(step.round) * scenario.time.days_per_round);
            let head = format!("Round {} · day {day}", step.round);
            text.push_str(&format!("\n{}\n", paint.bold(&head)));
            last = Some(step.round);
        }
        let mark = match step.kind.as_str() {
            "deal" => paint.green("★"),
            "walk_out" | "breakdown" => paint.red("✕"),
            "event" | "pull" | "release" => "!".to_owned(),
            _ => "·".to_owned(),
        };
        let worth = worth(scenario, step);
        for (row, line) in wrap(
            &(clean(&step.text) + &worth),
            cells.saturating_sub(4).max(20),
        )
        .into_iter()
        .enumerate()
        {
            let lead = if row == 0 { mark.as_str() } else { " " };
            text.push_str(&format!("  {lead} {line}\n"));
        }
    }
    text
}

/// What an offer or a deal is worth to whom: " (Russia 0.71, Ukraine 0.40)".
fn worth(scenario: &Scenario, step: &Move) -> String {
    if step.utilities.is_empty() || !["offer", "text", "deal"].contains(&step.kind.as_str()) {
        return String::new();
    }
    let parts: Vec<String> = scenario
        .parties
        .iter()
        .zip(&step.utilities)
        .map(|(party, &u)| format!("{} {}", clean(&party.name), utility(u)))
        .collect();
    format!(" ({})", parts.join(", "))
}

fn ending(scenario: &Scenario, replay: &Replay, cells: usize, paint: Paint) -> String {
    let row = &replay.row;
    let how = row.ended.id().replace('_', " ");
    let head = format!(
        "How it ended: {how}, {}",
        count(replay.dance.rounds.into(), "round")
    );
    let mut text = format!("\n{}\n", paint.bold(&head));
    let moved: Vec<String> = scenario
        .issues
        .iter()
        .zip(&row.package)
        .filter(|(issue, option)| issue.status_quo != Some(usize::from(**option)))
        .filter_map(|(issue, &option)| {
            let option = issue.options.get(usize::from(option))?;
            Some(format!("{}: {}", clean(&issue.name), clean(&option.name)))
        })
        .collect();
    let package = if !scenario.has_status_quo() && moved.is_empty() {
        "nothing".to_owned()
    } else if moved.is_empty() {
        "nothing moved off the status quo".to_owned()
    } else {
        moved.join(" · ")
    };
    let label = label_cells(scenario) + 2;
    text.push_str(&beside("  agreed", &package, label, cells));
    for (party, (&u, &without)) in row.utilities.iter().zip(&row.no_deal).enumerate() {
        let name = shorten(&clean(&scenario.parties[party].name), WIDEST_NAME);
        let body = format!(
            "{} (no deal: {}, {})",
            utility(u),
            utility(without),
            gain(u - without)
        );
        text.push_str(&beside(&format!("  {name}"), &body, label, cells));
    }
    text
}

/// The replication as data. `row` holds the text of each column exactly as `rows.csv` does.
pub fn as_json(scenario: &Scenario, seed: u64, replay: &Replay) -> Value {
    let row = &replay.row;
    let fields: serde_json::Map<String, Value> = Row::header(scenario)
        .into_iter()
        .zip(row.fields(scenario).into_iter().map(Value::from))
        .collect();
    let per_party = |value: &dyn Fn(usize) -> Value| -> Value {
        let ids = scenario.parties.iter().enumerate();
        ids.map(|(p, party)| (party.id.clone(), value(p))).collect()
    };
    let package: Value = scenario
        .issues
        .iter()
        .zip(&row.package)
        .map(|(issue, &o)| {
            let option = issue.options.get(usize::from(o)).map(|option| &option.id);
            (issue.id.clone(), json!(option))
        })
        .collect();
    let red_lines: Vec<Value> = replay
        .red_lines
        .iter()
        .map(|&(p, c)| {
            let party = &scenario.parties[p];
            json!({ "party": party.id, "condition": party.conditions[c].id })
        })
        .collect();
    let inputs: Vec<Value> = scenario
        .inputs
        .iter()
        .zip(&replay.inputs)
        .map(|(input, &value)| json!({ "path": input.path, "name": input.name, "value": value }))
        .collect();
    let strategy = |p: usize| {
        let drawn = replay.strategies.get(p);
        let strategy = drawn.and_then(|&s| scenario.parties[p].strategies.get(s));
        json!(strategy.map(|(_, strategy)| &strategy.name))
    };
    json!({
        "zopa": env!("CARGO_PKG_VERSION"),
        "scenario": { "id": scenario.id, "name": scenario.name, "hash": scenario.hash },
        "seed": seed,
        "run": row.run,
        "outcome": scenario.outcomes[row.outcome].id,
        "ended": row.ended.id(),
        "round": row.round,
        "day": f64::from(row.round) * scenario.time.days_per_round,
        "package": package,
        "utilities": per_party(&|p| json!(row.utilities.get(p))),
        "no_deal": per_party(&|p| json!(row.no_deal.get(p))),
        "row": fields,
        "inputs": inputs,
        "red_lines": red_lines,
        "strategies": per_party(&strategy),
        "moves": replay.dance.moves,
    })
}
