//! `zopa discover`: in what region of the inputs an outcome becomes likely.

use super::args::{Discover, Global};
use super::blocks::{Folder, chart_files, drawn, folder_name, unknown};
use super::charts::ending;
use super::console::Console;
use super::failure::Failure;
use super::load::load;
use crate::chart::draw_peeling;
use crate::experiment::discover::{Settings, discover as search};
use crate::model::Scenario;
use crate::report::discovery as words;
use crate::report::manifest::json;
use crate::scenario::similar;
use serde_json::{Value, json};
use std::path::PathBuf;

pub(super) fn discover(args: &Discover, global: &Global, console: Console) -> Result<(), Failure> {
    let scenario = load(&args.file, global, console)?.scenario;
    let settings = settings(args, global, &scenario)?;
    let dir = place(args, global, &scenario);
    let formats = args.kept.images.formats();
    let mut files = chart_files("peeling", formats);
    files.push("discovery.json".to_owned());
    let recipe = recipe(args, global, &scenario, &settings);
    let mut folder = Folder::open(dir.as_deref(), &args.kept, recipe, &files, console)?;
    let found = folder.play(settings.replications(), console, |known, take, watch| {
        search(&scenario, &settings, known, take, watch)
    })?;
    if folder.is_kept() {
        let mut written = drawn("peeling", formats, |format| draw_peeling(&found, format))?;
        written.push(("discovery.json".to_owned(), json(&found).into_bytes()));
        folder.finish(written)?;
    }
    if global.json {
        return console.result(&json(&found));
    }
    let mut text = words::text(&found, console.width(), console.on_stdout());
    if let Some(dir) = &dir {
        let chart = ending(formats[0]);
        let dir = dir.display();
        text.push_str(&format!("wrote {dir}/ (discovery.json, peeling.{chart})\n"));
    }
    console.text(&text)
}

fn settings(args: &Discover, global: &Global, scenario: &Scenario) -> Result<Settings, Failure> {
    let outcome = args.outcome.as_deref().map(|id| class(id, scenario));
    Ok(Settings {
        seed: global.seed,
        threads: global.threads.unwrap_or(0),
        outcome: outcome.transpose()?,
        runs: args.runs,
        density: args.density,
        peel: args.peel,
    })
}

/// The outcome class of an identifier.
fn class(id: &str, scenario: &Scenario) -> Result<usize, Failure> {
    let plain = id.trim().trim_start_matches("outcome.");
    let mut ids = scenario.outcomes.iter().map(|class| class.id.as_str());
    if let Some(class) = ids.clone().position(|other| other == plain) {
        return Ok(class);
    }
    let mut names: Vec<String> = ids.clone().map(str::to_owned).collect();
    if let Some(meant) = similar(plain, ids.by_ref()) {
        names.sort_by_key(|name| name != meant);
    }
    Err(unknown("--outcome", "outcome class", id, &names))
}

fn recipe(args: &Discover, global: &Global, scenario: &Scenario, settings: &Settings) -> Value {
    let set = global.set.iter().map(|change| change.text.as_str());
    let charts = args.kept.images.formats().iter().map(|&f| ending(f));
    json!({
        "zopa": env!("CARGO_PKG_VERSION"),
        "study": "discover",
        "scenario": { "id": scenario.id, "hash": scenario.hash },
        "seed": settings.seed,
        "outcome": settings.outcome.map(|class| &scenario.outcomes[class].id),
        "runs": settings.runs,
        "density": settings.density,
        "peel": settings.peel,
        "set": set.collect::<Vec<_>>(),
        "charts": charts.collect::<Vec<_>>(),
    })
}

/// The folder for the files: with `--json` none unless it is named.
fn place(args: &Discover, global: &Global, scenario: &Scenario) -> Option<PathBuf> {
    if args.kept.out.is_some() || global.json {
        return args.kept.out.clone();
    }
    let of = args.outcome.as_deref().unwrap_or("headline");
    Some(folder_name(scenario, "discover", of, global.seed))
}
