//! `zopa run`: simulates a scenario, writes the result and prints the forecast.

use super::args::{Global, Run};
use super::charts;
use super::console::Console;
use super::failure::{EXPECTATION, Failure};
use super::interrupt;
use super::load::load;
use super::progress::Bar;
use super::shell;
use crate::chart::{Chart, ImageFormat};
use crate::model::Scenario;
use crate::report::manifest::{Manifest, Recipe, RunsAsked, ScenarioKey, json};
use crate::report::number::{count, thousands};
use crate::report::output::{HashedFile, Place};
use crate::report::{markdown, terminal};
use crate::simulate::forecast::Forecast;
use crate::simulate::{self, Progress, Row, RunError, Runs, Settings, Simulation};
use std::path::{Path, PathBuf};
use std::time::Instant;

const ROWS: &str = "rows.csv";

pub(super) fn run(args: &Run, global: &Global, console: Console) -> Result<(), Failure> {
    let scenario = load(&args.file, global, console)?.scenario;
    let recipe = recipe(args, global, &scenario);
    let dir = args.out.clone().unwrap_or_else(|| usual_place(&recipe));
    let mut place = claim(args, global, &dir, (&recipe, &scenario), console)?;

    interrupt::watch();
    let start = Instant::now();
    let simulation = simulate(args, global, &scenario, place.as_mut(), console)?;
    let forecast = &simulation.forecast;
    let seconds = start.elapsed().as_secs_f64();
    let files = match place {
        Some(place) => Some(write(args, global, &scenario, &simulation, recipe, place)?),
        None => None,
    };

    console.note(&speed(forecast.runs, seconds));
    if global.json {
        console.result(&json(forecast))?;
    } else {
        let mut text = terminal::forecast(forecast, console.width(), console.on_stdout());
        if let Some(files) = files {
            text.push_str(&format!("wrote {}/ ({files})\n", dir.display()));
        }
        text.push_str(&next(args, global, forecast));
        console.text(&text)?;
    }
    if !scenario.trends.is_empty() {
        console.note(&format!(
            "note: left to `zopa sweep` and `zopa compare`: {} about what a change does",
            count(scenario.trends.len() as u128, "expectation")
        ));
    }
    if forecast
        .expectations
        .iter()
        .all(|expectation| expectation.met)
    {
        Ok(())
    } else {
        Err(Failure::said(EXPECTATION))
    }
}

/// What shapes the result.
fn recipe(args: &Run, global: &Global, scenario: &Scenario) -> Recipe {
    let formats = args.images.formats().iter();
    Recipe {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: ScenarioKey {
            id: scenario.id.clone(),
            hash: scenario.hash.clone(),
        },
        seed: global.seed,
        runs: match args.runs {
            Runs::Fixed(n) => RunsAsked::Fixed(n),
            Runs::Auto => RunsAsked::Rule("auto".to_owned()),
        },
        set: global
            .set
            .iter()
            .map(|change| change.text.clone())
            .collect(),
        charts: formats.map(|&f| charts::ending(f).to_owned()).collect(),
        rows: args.rows,
    }
}

/// The charts that a scenario has material for.
fn charts_of(scenario: &Scenario, formats: &[ImageFormat]) -> Vec<Chart> {
    let charts = Chart::ALL.into_iter();
    charts
        .filter(|chart| !formats.is_empty() && chart.suits(scenario))
        .collect()
}

/// `output/<scenario>/<runs>-<seed>`.
fn usual_place(recipe: &Recipe) -> PathBuf {
    let name = format!("{}-{}", recipe.runs.word(), recipe.seed);
    Path::new("output").join(&recipe.scenario.id).join(name)
}

/// Claims the folder before the work begins. With `--json` the forecast on standard output is what
/// was asked for: where the usual folder is not free, it stays as it is and no files are written.
fn claim(
    args: &Run,
    global: &Global,
    dir: &Path,
    (recipe, scenario): (&Recipe, &Scenario),
    console: Console,
) -> Result<Option<Place>, Failure> {
    let mut planned: Vec<String> = ["summary.json", "details.json", "report.md"]
        .map(str::to_owned)
        .into();
    planned.extend(args.rows.then(|| ROWS.to_owned()));
    let charts = charts_of(scenario, args.images.formats());
    planned.extend(charts::planned(&charts, args.images.formats()));
    match Place::claim(dir, recipe, &planned, args.force) {
        Ok(place) => {
            for file in place.edited() {
                console.note(&format!(
                    "note: `{}` was changed since zopa wrote it; it is replaced",
                    dir.join(file).display()
                ));
            }
            Ok(Some(place))
        }
        Err(error) if global.json && args.out.is_none() && !args.rows => {
            console.note(&format!("note: no files are written: {error}"));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Plays the scenario, with rows written as they come.
fn simulate(
    args: &Run,
    global: &Global,
    scenario: &Scenario,
    place: Option<&mut Place>,
    console: Console,
) -> Result<Simulation, Failure> {
    let settings = Settings {
        seed: global.seed,
        runs: args.runs,
        threads: global.threads.unwrap_or(0),
    };
    let total = match args.runs {
        Runs::Fixed(runs) => Some(runs),
        Runs::Auto => None,
    };
    let bar = Bar::new(console, total);
    let mut done = 0;
    let mut watch = |progress: &Progress| {
        done = progress.done;
        bar.show(progress);
        !interrupt::requested()
    };
    let stop = || {
        bar.begin_run();
        interrupt::requested()
    };
    let result = match place {
        Some(place) if args.rows => with_rows(scenario, &settings, place, &mut watch, &stop)?,
        _ => simulate::run_until(scenario, &settings, None, &mut watch, &stop),
    };
    bar.finish();
    result.map_err(|error| match error {
        RunError::Interrupted => stopped(done),
        RunError::Rows(error) => Failure::running(format!("cannot write `{ROWS}`: {error}")),
        RunError::Threads(error) => Failure::running(format!("cannot start threads: {error}"))
            .with_help("`--threads N` asks for fewer"),
    })
}

fn with_rows(
    scenario: &Scenario,
    settings: &Settings,
    place: &mut Place,
    watch: &mut dyn FnMut(&Progress) -> bool,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Result<Simulation, RunError>, Failure> {
    let mut rows = csv::Writer::from_writer(place.create(ROWS)?);
    let result = write_row(&mut rows, &Row::header(scenario))
        .map_err(RunError::Rows)
        .and_then(|()| {
            let mut sink = |row: &Row| write_row(&mut rows, &row.fields(scenario));
            simulate::run_until(scenario, settings, Some(&mut sink), watch, stop)
        });
    let file = rows
        .into_inner()
        .map_err(|error| place.cannot_write(ROWS, error.into_error()))?;
    place.close(ROWS, file)?;
    Ok(result)
}

fn write_row(rows: &mut csv::Writer<HashedFile>, fields: &[String]) -> std::io::Result<()> {
    rows.write_record(fields)
        .map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            other => std::io::Error::other(format!("{other:?}")),
        })
}

/// Writes all files and moves them to their place; says what there is, in words.
fn write(
    args: &Run,
    global: &Global,
    scenario: &Scenario,
    simulation: &Simulation,
    recipe: Recipe,
    mut place: Place,
) -> Result<String, Failure> {
    let Simulation { forecast, details } = simulation;
    place.write("summary.json", json(forecast).as_bytes())?;
    place.write("details.json", json(details).as_bytes())?;
    let formats = args.images.formats();
    let charts = charts_of(scenario, formats);
    let links = charts::write(
        &mut place,
        forecast,
        details,
        &charts,
        formats,
        global.threads,
    )?;
    let report = markdown::report(scenario, forecast, &links, &command(args, &recipe));
    place.write("report.md", report.as_bytes())?;
    if interrupt::requested() {
        return Err(stopped(forecast.runs));
    }
    let manifest = Manifest {
        recipe,
        replications: forecast.runs,
        files: place.files(),
    };
    place.commit(Some(&manifest))?;
    let mut files = vec!["report.md".to_owned(), "summary.json".to_owned()];
    files.extend(args.rows.then(|| ROWS.to_owned()));
    if !links.is_empty() {
        files.push(count(links.len() as u128, "chart"));
    }
    Ok(files.join(", "))
}

fn stopped(runs: u64) -> Failure {
    Failure::interrupted(format!(
        "stopped after {}; nothing was written",
        count(runs.into(), "run")
    ))
}

/// The command that makes this result again, without the paths of this machine.
fn command(args: &Run, recipe: &Recipe) -> String {
    let file = args.file.file_name().unwrap_or(args.file.as_os_str());
    let mut words = vec!["zopa".to_owned(), "run".to_owned()];
    words.push(file.to_string_lossy().into_owned());
    words.extend(["--runs".to_owned(), recipe.runs.word()]);
    words.extend(["--seed".to_owned(), recipe.seed.to_string()]);
    for change in &recipe.set {
        words.extend(["--set".to_owned(), change.clone()]);
    }
    shell::line(&words)
}

fn speed(runs: u64, seconds: f64) -> String {
    let per_second = if seconds > 0.0 {
        runs as f64 / seconds
    } else {
        0.0
    };
    format!(
        "{} in {seconds:.1} s ({} per second)",
        count(runs.into(), "run"),
        thousands(per_second.round() as u128)
    )
}

/// What to do next: the most typical run, told.
fn next(args: &Run, global: &Global, forecast: &Forecast) -> String {
    let mut words = vec!["zopa".to_owned(), "replay".to_owned()];
    words.push(args.file.to_string_lossy().into_owned());
    words.extend(["--run".to_owned(), forecast.typical_run.to_string()]);
    if global.seed != 1 {
        words.extend(["--seed".to_owned(), global.seed.to_string()]);
    }
    for change in &global.set {
        words.extend(["--set".to_owned(), change.text.clone()]);
    }
    format!("next: {}   (the most typical run)\n", shell::line(&words))
}
