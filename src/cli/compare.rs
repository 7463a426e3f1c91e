//! `zopa compare`: two scenarios side by side, played run by run; or two results ([`results`]).

use super::answer::tables;
use super::args::{Compare, Global};
use super::console::Console;
use super::experiment::{Experiment, cannot_write, shown_with};
use super::failure::{EXPECTATION, Failure, SCENARIO};
use super::folder::{Folder, LINES, stopped};
use super::load::load;
use super::results;
use super::rows::{self, ROWS};
use crate::chart::{self, Differences, Drawing, ImageFormat};
use crate::experiment::compare::{self, ChangeKind, Comparison, Side, Tally};
use crate::experiment::trend::{self, Point, Verdict};
use crate::model::{Scenario, Trend};
use crate::report::compare as words;
use crate::report::manifest::{ScenarioKey, json};
use crate::report::number::{count, thousands};
use crate::scenario::Loaded;
use crate::simulate::Row;
use serde::Serialize;
use std::fs::File;
use std::io::Write;
use std::path::Path;

/// The command, which also names its files.
pub(super) const NAME: &str = "compare";
/// What differs, a row each.
pub(super) const TABLE: &str = "differences";

/// What is asked, as it stands in the recipe.
#[derive(Clone, Serialize)]
struct Asked {
    runs: u64,
    /// Changes to B alone.
    with: Vec<String>,
}

pub(super) fn compare(args: &Compare, global: &Global, console: Console) -> Result<(), Failure> {
    let b = args.b.as_ref().unwrap_or(&args.a);
    match (args.a.is_dir(), b.is_dir()) {
        (true, true) => results::compare([&args.a, b], args, global, console),
        (false, false) => scenarios([&args.a, b], args, global, console),
        (a_is_result, _) => {
            let (result, scenario) = if a_is_result {
                (&args.a, b)
            } else {
                (b, &args.a)
            };
            if !scenario.exists() {
                let message = format!("`{}` does not exist", scenario.display());
                return Err(Failure::usage(message));
            }
            let message = format!(
                "`{}` is a folder and `{}` a file; two scenarios or two results can be compared",
                result.display(),
                scenario.display()
            );
            let help = "`zopa run FILE --rows --out DIR` makes a result of a scenario";
            Err(Failure::usage(message).with_help(help))
        }
    }
}

fn scenarios(
    [a, b]: [&Path; 2],
    args: &Compare,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let mut changed = global.clone();
    changed.set.extend(shown_with(&args.with, "--with"));
    // The mistakes of both are told.
    let (loaded_a, loaded_b) = (load(a, global, console), load(b, &changed, console));
    let (Ok(a), Ok(b)) = (loaded_a, loaded_b) else {
        return Err(Failure::said(SCENARIO));
    };
    let [of_a, of_b] = [&a, &b].map(|l| Side::of(&l.scenario, global.seed, args.runs));
    let experiment = Experiment {
        command: NAME,
        table: TABLE,
        scenario: key(&of_a, &of_b),
        name: String::new(),
        runs: args.runs,
        question: Asked {
            runs: args.runs,
            with: args.with.iter().map(|c| c.text.clone()).collect(),
        },
        rows: args.rows,
        kept: &args.kept,
    };
    let mut folder = experiment.open(global, console)?;
    let tally = play(
        [&a.scenario, &b.scenario],
        args,
        &mut folder,
        global,
        console,
    )?;
    let changes = compare::changes(&a.settings, &b.settings);
    let mut found = tally.comparison(of_a, of_b, changes);
    found.trends = trends(&found, [&a, &b]);
    let untold = a.scenario.trends.len() - found.trends.len();
    if untold > 0 {
        console.note(&format!(
            "note: left to `zopa sweep`: {} about other numbers than the one that differs",
            count(untold as u128, "expectation")
        ));
    }
    let as_json = json(&found);
    let tables = || tables(TABLE, &words::columns(&found));
    let draw = |format| draw(&found, format);
    let wrote = experiment.finish(folder, global, &as_json, tables, draw)?;
    tell(&found, &as_json, &wrote, global, console)
}

/// Plays what is not there yet, with rows where they are wanted.
fn play(
    both: [&Scenario; 2],
    args: &Compare,
    folder: &mut Folder,
    global: &Global,
    console: Console,
) -> Result<Tally, Failure> {
    let mut rows = rows_of(both, args, folder, console)?;
    let mut sink = |pairs: &[[Row; 2]]| {
        let lines = rows::lines(pairs.iter().map(|pair| words::row_fields(pair, both)))?;
        if let Some(rows) = &mut rows {
            rows.write_all(&lines)?;
        }
        Ok(lines.len() as u64)
    };
    let tally = folder.play(args.runs, global, console, |means| {
        let sink: Option<&mut compare::PairSink<'_>> = match args.rows {
            true => Some(&mut sink),
            false => None,
        };
        compare::play(both, global.seed, args.runs, sink, means)
    })?;
    if let Some(ledger) = folder.ledger.as_ref().filter(|_| args.rows) {
        rows::as_parquet(ledger, &words::row_kind)?;
    }
    Ok(tally)
}

/// The file of rows, with those of the blocks that are there already.
fn rows_of(
    both: [&Scenario; 2],
    args: &Compare,
    folder: &Folder,
    console: Console,
) -> Result<Option<File>, Failure> {
    let Some(ledger) = folder.ledger.as_ref().filter(|_| args.rows) else {
        return Ok(None);
    };
    let bytes = compare::bytes_written(both, args.runs, folder.known())
        .map_err(|stop| stopped(stop, "", true, LINES, console))?;
    let header =
        rows::lines([words::row_header(both)]).map_err(|error| cannot_write(ROWS, &error))?;
    rows::open(ledger, &header, bytes).map(Some)
}

/// What the runs say of the expectations about the one number that differs.
fn trends(found: &Comparison, [a, b]: [&Loaded; 2]) -> Vec<Verdict> {
    let [only] = &found.changes[..] else {
        return Vec::new();
    };
    let numbers = (number(&only.a), number(&only.b));
    let (ChangeKind::Changed, (Some(from), Some(to))) = (only.kind, numbers) else {
        return Vec::new();
    };
    let about = a.scenario.trends.iter().filter(|t| t.path == only.path);
    let shared = about.filter(|t| b.scenario.trends.contains(t));
    let verdict = |trend: &Trend| {
        let class = &a.scenario.outcomes[trend.outcome];
        let outcome = found.outcomes.iter().find(|o| o.id == class.id)?;
        let pairs = outcome.pairs?;
        let point = |at, count| Point {
            at,
            count,
            runs: pairs.count(),
        };
        let mut points = [point(from, pairs.in_a()), point(to, pairs.in_b())];
        let mut difference = outcome.difference;
        if from > to {
            points.reverse();
            (difference.low, difference.high) = (-difference.high, -difference.low);
            difference.value = -difference.value;
        }
        let class = [class.id.as_str(), &class.name];
        Some(trend::between(trend, class, points, difference))
    };
    shared.filter_map(verdict).collect()
}

fn number(value: &Option<serde_json::Value>) -> Option<f64> {
    value.as_ref().and_then(serde_json::Value::as_f64)
}

/// Which two are compared; with the folder's name.
pub(super) fn key(a: &Side, b: &Side) -> ScenarioKey {
    let id = if a.id == b.id {
        a.id.clone()
    } else {
        format!("{}-vs-{}", a.id, b.id)
    };
    ScenarioKey {
        id,
        hash: format!("{}-{}", a.hash, b.hash),
    }
}

/// Prints what was found, and where it was written.
pub(super) fn tell(
    found: &Comparison,
    as_json: &str,
    wrote: &str,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    if global.json {
        console.result(as_json)?;
    } else {
        let text = words::comparison(found, console.width(), console.on_stdout());
        console.text(&(text + wrote))?;
    }
    if found.trends.iter().all(Verdict::is_met) {
        Ok(())
    } else {
        Err(Failure::said(EXPECTATION))
    }
}

/// The chart of what was found.
pub(super) fn draw(found: &Comparison, format: ImageFormat) -> Result<Drawing, String> {
    let footer = footer(found);
    let differences = Differences {
        comparison: found,
        footer: &footer,
    };
    chart::draw_differences(differences, format)
}

/// Where the numbers of the chart come from.
fn footer(found: &Comparison) -> String {
    let side = |side: &Side| format!("@{} · n = {}", side.hash, thousands(side.runs.into()));
    format!(
        "A {} · B {} · seed {} · zopa {} · conditional on the stated assumptions",
        side(&found.a),
        side(&found.b),
        found.a.seed,
        found.a.zopa
    )
}
