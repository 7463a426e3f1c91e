//! `zopa sensitivity`: which uncertain inputs decide an output.

use super::args::{Global, Sensitivity as Arguments};
use super::blocks::{Folder, chart_files, drawn, folder_name, unknown};
use super::charts::ending;
use super::console::Console;
use super::failure::Failure;
use super::load::load;
use crate::chart::draw_tornado;
use crate::experiment::sensitivity::{Output, Settings, sensitivity as analyze};
use crate::model::Scenario;
use crate::report::columns;
use crate::report::manifest::json;
use crate::report::sensitivity as words;
use serde_json::{Value, json};
use std::path::PathBuf;

pub(super) fn sensitivity(
    args: &Arguments,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let scenario = load(&args.file, global, console)?.scenario;
    let settings = settings(args, global, &scenario)?;
    let dir = place(args, global, &scenario);
    let formats = args.kept.images.formats();
    let mut files = chart_files("tornado", formats);
    files.extend(["sensitivity.json", "inputs.csv", "inputs.parquet"].map(str::to_owned));
    let recipe = recipe(args, global, &scenario, &settings);
    let mut folder = Folder::open(dir.as_deref(), &args.kept, recipe, &files, console)?;
    let total = settings.replications(&scenario);
    let found = folder.play(total, console, |known, take, watch| {
        analyze(&scenario, &settings, known, take, watch)
    })?;
    if folder.is_kept() {
        let mut written = drawn("tornado", formats, |format| draw_tornado(&found, format))?;
        written.push(("sensitivity.json".to_owned(), json(&found).into_bytes()));
        let table = words::columns(&found);
        let parquet = columns::to_parquet(&table)
            .map_err(|error| Failure::running(format!("cannot write `inputs.parquet`: {error}")))?;
        written.push(("inputs.csv".to_owned(), table.to_csv().into_bytes()));
        written.push(("inputs.parquet".to_owned(), parquet));
        folder.finish(written)?;
    }
    if global.json {
        return console.result(&json(&found));
    }
    let mut text = words::text(&found, console.width(), console.on_stdout());
    if let Some(dir) = &dir {
        text.push_str(&format!(
            "wrote {}/ (sensitivity.json, inputs.csv, inputs.parquet, tornado.{})\n",
            dir.display(),
            ending(formats[0])
        ));
    }
    console.text(&text)
}

fn settings(args: &Arguments, global: &Global, scenario: &Scenario) -> Result<Settings, Failure> {
    let output = args.output.as_deref();
    let output = output.map(|name| Output::named(name, scenario)).transpose();
    let output = output.map_err(|names| {
        let name = args.output.as_deref().unwrap_or_default();
        unknown("--output", "output", name, &names)
    })?;
    if args.moves > args.runs {
        return Err(Failure::usage(format!(
            "`--moves {}` compares with as many replications of the forecast, and `--runs {}` has fewer",
            args.moves, args.runs
        )));
    }
    let samples = args
        .samples
        .unwrap_or_else(|| Settings::usual_samples(scenario));
    Ok(Settings {
        seed: global.seed,
        threads: global.threads.unwrap_or(0),
        output,
        runs: args.runs,
        moves: args.moves,
        trajectories: args.trajectories,
        // Groups are of equal size.
        samples: samples.next_multiple_of(16),
    })
}

fn recipe(args: &Arguments, global: &Global, scenario: &Scenario, settings: &Settings) -> Value {
    let set = global.set.iter().map(|change| change.text.as_str());
    let charts = args.kept.images.formats().iter().map(|&f| ending(f));
    json!({
        "zopa": env!("CARGO_PKG_VERSION"),
        "study": "sensitivity",
        "scenario": { "id": scenario.id, "hash": scenario.hash },
        "seed": settings.seed,
        "output": settings.output.map(|output| output.id(scenario)),
        "runs": settings.runs,
        "moves": settings.moves,
        "trajectories": settings.trajectories,
        "samples": settings.samples,
        "set": set.collect::<Vec<_>>(),
        "charts": charts.collect::<Vec<_>>(),
    })
}

/// The folder for the files: with `--json` none unless it is named.
fn place(args: &Arguments, global: &Global, scenario: &Scenario) -> Option<PathBuf> {
    if args.kept.out.is_some() || global.json {
        return args.kept.out.clone();
    }
    let of = args.output.as_deref().unwrap_or("headline");
    Some(folder_name(scenario, "sensitivity", of, global.seed))
}
