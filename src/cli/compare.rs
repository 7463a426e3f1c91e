//! `zopa compare`: two scenarios or two results side by side.

use super::answer::tables;
use super::args::{Compare, Global};
use super::console::Console;
use super::experiment::{Written, shown_with, watched};
use super::failure::{EXPECTATION, Failure, SCENARIO};
use super::load::load;
use crate::chart::{self, Differences, Drawing, ImageFormat};
use crate::experiment::compare::{self, Change, ChangeKind, Comparison, Saved, Side};
use crate::experiment::trend::{self, Point, Verdict};
use crate::model::Trend;
use crate::report::manifest::{Recipe, ScenarioKey, json};
use crate::report::number::{count, thousands};
use crate::report::{compare as words, saved_rows};
use crate::scenario::Loaded;
use crate::simulate::Row;
use std::path::Path;

/// What differs, a row each.
const TABLES: [&str; 2] = ["differences.csv", "differences.parquet"];

pub(super) fn compare(args: &Compare, global: &Global, console: Console) -> Result<(), Failure> {
    let b = args.b.as_ref().unwrap_or(&args.a);
    match (args.a.is_dir(), b.is_dir()) {
        (true, true) => results([&args.a, b], args, global, console),
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
    let written = Written {
        command: "compare",
        scenario: key(&of_a, &of_b),
        name: String::new(),
        runs: args.runs,
        with: args.with.iter().map(|c| format!("B:{}", c.text)).collect(),
        rows: args.rows,
        files: &args.files,
    };
    let mut place = written.claim(global, &TABLES)?;
    let threads = global.threads.unwrap_or(0);
    let both = [&a.scenario, &b.scenario];
    let mut rows = written.open_rows(place.as_ref(), &words::row_header(both))?;
    let tally = watched(console, args.runs, |watch| {
        let mut sink = |pair: &[Row; 2]| match &mut rows {
            Some(rows) => rows
                .write_record(words::row_fields(pair, both))
                .map_err(std::io::Error::other),
            None => Ok(()),
        };
        let sink: Option<&mut compare::PairSink<'_>> = match args.rows {
            true => Some(&mut sink),
            false => None,
        };
        compare::play(both, global.seed, args.runs, threads, sink, watch)
    })?;
    written.close_rows(place.as_mut(), rows, &words::row_kind)?;
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
    tell(&found, &written, place, global, console)
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

fn results(
    [a, b]: [&Path; 2],
    args: &Compare,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    if !global.set.is_empty() || !args.with.is_empty() {
        let message = "`--set` and `--with` change scenarios, and these are results";
        return Err(Failure::usage(message));
    }
    if args.rows {
        let message = "`--rows` writes what is played, and these are results, which have their own";
        return Err(Failure::usage(message));
    }
    let read = |dir: &Path| {
        let saved = saved_rows::load(dir).map_err(|error| Failure::running(error.to_string()));
        saved.map_err(|failure| failure.with_help("a result is a folder that `zopa run` wrote"))
    };
    let (read_a, read_b) = (read(a), read(b));
    if let (Err(first), Err(_)) = (&read_a, &read_b) {
        // The mistakes of both are told.
        console.failure(first);
    }
    let (saved_b, saved_a) = (read_b?, read_a?);
    warn(&saved_a, &saved_b, console);
    let recipes = [a, b].map(saved_rows::recipe);
    let changes = changes([&saved_a, &saved_b], &recipes);
    let found = compare::of_results(&saved_a, &saved_b, changes);
    let written = Written {
        command: "compare",
        scenario: key(&found.a, &found.b),
        name: String::new(),
        runs: found.a.runs.max(found.b.runs),
        with: Vec::new(),
        rows: false,
        files: &args.files,
    };
    let seed = Global {
        seed: found.a.seed,
        ..global.clone()
    };
    let place = written.claim(&seed, &TABLES)?;
    tell(&found, &written, place, &seed, console)
}

fn changes([a, b]: [&Saved; 2], recipes: &[Option<Recipe>; 2]) -> Vec<Change> {
    let [set_a, set_b] = [&recipes[0], &recipes[1]].map(|recipe| {
        let set = recipe.as_ref().map(|recipe| recipe.set.as_slice());
        set.unwrap_or_default()
    });
    saved_rows::changes((a, set_a), (b, set_b))
}

/// What to know before reading the differences.
fn warn(a: &Saved, b: &Saved, console: Console) {
    let [of_a, of_b] = [&a.forecast, &b.forecast];
    if of_a.zopa != of_b.zopa {
        console.note(&format!(
            "note: A was made by zopa {}, B by zopa {}: some of the differences may be the program's",
            crate::report::text::clean(&of_a.zopa),
            crate::report::text::clean(&of_b.zopa)
        ));
    }
    let same = of_a.scenario.hash == of_b.scenario.hash && of_a.seed == of_b.seed;
    if same && of_a.zopa == of_b.zopa {
        console.note("note: both are of the same scenario and seed");
    }
}

/// Which two are compared; with the folder's name.
fn key(a: &Side, b: &Side) -> ScenarioKey {
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

/// Writes the files and prints what was found.
fn tell(
    found: &Comparison,
    written: &Written<'_>,
    place: Option<(crate::report::output::Place, std::path::PathBuf)>,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let as_json = json(found);
    let wrote = match place {
        Some(place) => {
            let tables = tables("differences", &words::columns(found))?;
            let tables = TABLES.into_iter().zip(tables.map(|(_, bytes)| bytes));
            let tables: Vec<(&str, Vec<u8>)> = tables.collect();
            written.write(place, global, &as_json, &tables, |f| draw(found, f))?
        }
        None => String::new(),
    };
    if global.json {
        console.result(&as_json)?;
    } else {
        let text = words::comparison(found, console.width(), console.on_stdout());
        console.text(&(text + &wrote))?;
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
