//! `zopa analyze`: what can be said of a scenario without playing it.

use super::args::{Analyze, From, Global};
use super::charts;
use super::console::Console;
use super::failure::Failure;
use super::interrupt;
use super::load::load;
use crate::analysis::{self, Disagreement, MOST_PACKAGES, Settings, SharesError};
use crate::chart::Chart;
use crate::model::Scenario;
use crate::report::analysis_text;
use crate::report::manifest::{Manifest, Recipe, RunsAsked, ScenarioKey, json};
use crate::report::number::{count, packages};
use crate::report::output::Place;
use crate::simulate::preview::preview;
use std::path::{Path, PathBuf};

pub(super) fn analyze(args: &Analyze, global: &Global, console: Console) -> Result<(), Failure> {
    let scenario = load(&args.file, global, console)?.scenario;
    let settings = settings(args, &scenario)?;
    let place = args.charts.then(|| claim(args, global, &scenario));
    let place = place.transpose()?;
    let mut found = analysis::analyze(&scenario, &settings);
    if args.draws > 0 {
        interrupt::watch();
        let threads = global.threads.unwrap_or(0);
        let mut watch = |_| !interrupt::requested();
        let shares = analysis::shares(
            &scenario,
            &settings,
            args.draws,
            global.seed,
            threads,
            &mut watch,
        );
        found.draws = Some(shares.map_err(|error| failure(error, &scenario))?);
    }
    let wrote = match place {
        Some(place) => draw(args, global, &scenario, place)?,
        None => String::new(),
    };
    if global.json {
        console.result(&json(&found))
    } else {
        let (width, paint) = (console.width(), console.on_stdout());
        let text = analysis_text::render(&scenario, &found, width, paint);
        console.text(&(text + &wrote))
    }
}

/// The charts of an analysis that a scenario has material for.
fn charts_of(scenario: &Scenario) -> Vec<Chart> {
    let charts = [Chart::Frontier, Chart::Conditions].into_iter();
    charts.filter(|chart| chart.suits(scenario)).collect()
}

fn folder(args: &Analyze, global: &Global, scenario: &Scenario) -> PathBuf {
    let usual = || {
        Path::new("output")
            .join(&scenario.id)
            .join(format!("analysis-{}", global.seed))
    };
    args.out.clone().unwrap_or_else(usual)
}

/// What shapes the charts: the settings of the solutions do not.
fn recipe(args: &Analyze, global: &Global, scenario: &Scenario) -> Recipe {
    let formats = args.format.images().iter();
    Recipe {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: ScenarioKey {
            id: scenario.id.clone(),
            hash: scenario.hash.clone(),
        },
        seed: global.seed,
        runs: RunsAsked::Rule("analysis".to_owned()),
        set: global
            .set
            .iter()
            .map(|change| change.text.clone())
            .collect(),
        charts: formats.map(|&f| charts::ending(f).to_owned()).collect(),
        rows: false,
    }
}

/// Claims the folder for the charts before the work begins.
fn claim(args: &Analyze, global: &Global, scenario: &Scenario) -> Result<Place, Failure> {
    let planned = charts::planned(&charts_of(scenario), args.format.images());
    let recipe = recipe(args, global, scenario);
    let place = Place::claim(
        &folder(args, global, scenario),
        &recipe,
        &planned,
        args.force,
    )?;
    Ok(place)
}

/// Draws and writes the charts; says where they are.
fn draw(
    args: &Analyze,
    global: &Global,
    scenario: &Scenario,
    mut place: Place,
) -> Result<String, Failure> {
    let (forecast, details) = preview(scenario, global.seed);
    let formats = args.format.images();
    let drawn = charts_of(scenario);
    charts::write(
        &mut place,
        &forecast,
        &details,
        &drawn,
        formats,
        global.threads,
    )?;
    if interrupt::requested() {
        return Err(Failure::interrupted("stopped; nothing was written"));
    }
    let manifest = Manifest {
        recipe: recipe(args, global, scenario),
        // The charts come of draws; nothing was played.
        replications: 0,
        files: place.files(),
    };
    place.commit(Some(&manifest))?;
    let dir = folder(args, global, scenario);
    Ok(format!(
        "wrote {} to {}\n",
        count(drawn.len() as u128, "chart"),
        dir.join("charts").display()
    ))
}

fn settings(args: &Analyze, scenario: &Scenario) -> Result<Settings, Failure> {
    let mut settings = Settings {
        disagreement: match args.from {
            From::Reservation => Disagreement::Reservation,
            From::StatusQuo => Disagreement::StatusQuo,
        },
        lotteries: args.lotteries,
        ..Settings::usual(scenario)
    };
    if args.from == From::StatusQuo && !scenario.has_status_quo() {
        return Err(
            Failure::usage("`--from status-quo`: this scenario has no status quo")
                .with_help("`--from reservation` measures gains from what no deal is worth"),
        );
    }
    for (id, power) in &args.power {
        let party = scenario.parties.iter().position(|party| party.id == *id);
        let Some(party) = party else {
            let ids: Vec<String> = scenario
                .parties
                .iter()
                .map(|p| format!("`{}`", p.id))
                .collect();
            return Err(
                Failure::usage(format!("`--power`: there is no party `{id}`"))
                    .with_help(format!("the parties are {}", ids.join(", "))),
            );
        };
        settings.powers[party] = *power;
    }
    Ok(settings)
}

fn failure(error: SharesError, scenario: &Scenario) -> Failure {
    match error {
        SharesError::TooManyPackages => Failure::running(format!(
            "`--draws` looks at every package in every draw, and {} are too many",
            packages(scenario.packages())
        ))
        .with_help(format!(
            "spaces of up to {} packages can be analyzed over draws",
            packages(u128::from(MOST_PACKAGES))
        )),
        SharesError::Interrupted => Failure::interrupted("stopped; nothing was written"),
        SharesError::Threads(error) => Failure::running(format!("cannot start threads: {error}"))
            .with_help("`--threads N` asks for fewer"),
    }
}
