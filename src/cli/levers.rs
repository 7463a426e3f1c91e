//! `zopa levers`: what a party could change about an outcome.

use super::args::{Global, Levers};
use super::console::Console;
use super::experiment::{Experiment, cannot_write, shown_with};
use super::failure::Failure;
use super::load::load;
use super::rows::Anew;
use crate::chart::{self, Drawing, ImageFormat, LeverChart};
use crate::experiment::levers::{self, Kind, Lever, Settings, catalogue, fitting};
use crate::model::Scenario;
use crate::report::columns;
use crate::report::levers::{self as words, Document};
use crate::report::manifest::{ScenarioKey, json};
use crate::report::number::{count, packages};
use crate::report::text::clean;
use crate::scenario::{self, Override, similar};
use crate::simulate::forecast::ScenarioLabel;
use serde::Serialize;

/// The command, which also names its files.
pub(super) const NAME: &str = "levers";

/// What is asked, as it stands in the recipe.
#[derive(Clone, Serialize)]
struct Asked {
    party: String,
    outcome: String,
    also: Vec<String>,
    screen: u64,
    runs: u64,
    keep: u8,
}

pub(super) fn levers(args: &Levers, global: &Global, console: Console) -> Result<(), Failure> {
    let base = load(&args.file, global, console)?;
    let (party, outcome) = both(args, &base.scenario)?;
    let set: Vec<Override> = global.set.iter().map(|c| c.parsed.clone()).collect();
    let read = |changes: &[Override]| {
        let all: Vec<Override> = set.iter().chain(changes).cloned().collect();
        scenario::load(&args.file, &all).ok()
    };
    // A change that the reader asked for is not left out in silence.
    for change in shown_with(&args.also, "--also") {
        let mut with = global.clone();
        with.set.push(change);
        load(&args.file, &with, console)?;
    }
    let mut all = catalogue(&base, party, outcome);
    all.extend(args.also.iter().map(|change| Lever {
        kind: Kind::Given,
        name: change.text.clone(),
        changes: vec![change.parsed.clone()],
    }));
    let named = all.len();
    let levers = fitting(all, &read);
    if levers.len() < named {
        let unfit = count((named - levers.len()) as u128, "change");
        console.note(&format!(
            "note: left out, not fitting this scenario: {unfit}"
        ));
    }
    let settings = Settings {
        seed: global.seed,
        screen: args.screen,
        runs: args.runs,
        keep: usize::from(args.keep),
    };
    let label = label(&base.scenario);
    let experiment = experiment(args, &label);
    let mut folder = experiment.open(global, console)?;
    let mut rows = match &folder.ledger {
        Some(ledger) if args.rows => {
            Some(Anew::open(ledger, words::ROWS.map(str::to_owned).into())?)
        }
        _ => None,
    };
    let mut sink = |run: &levers::Run| match &mut rows {
        Some(rows) => rows.add(&words::row_fields(run, run.lever.map(|k| &levers[k].0))),
        None => Ok(()),
    };
    let total = settings.total(levers.len());
    let found = folder.play(total, global, console, |means| {
        let sink: Option<&mut levers::RunSink<'_>> = match args.rows {
            true => Some(&mut sink),
            false => None,
        };
        levers::find(&base, (party, outcome), &levers, &settings, sink, means)
    })?;
    if let (Some(ledger), Some(rows)) = (&folder.ledger, rows) {
        rows.close(ledger, &words::kind)?;
    }
    let found = Document {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: label.clone(),
        seed: global.seed,
        finding: words::finding(&found),
        levers: found,
    };
    let as_json = json(&found);
    let tables = || tables(&found.levers);
    let draw = |format| draw(&found, format);
    let wrote = experiment.finish(folder, global, &as_json, tables, draw)?;
    if global.json {
        return console.result(&as_json);
    }
    let (width, paint) = (console.width(), console.on_stdout());
    let of = (base.scenario.name.as_str(), &label);
    let text = words::levers(&found.levers, of, global.seed, width, paint);
    console.text(&(text + &wrote))
}

/// The chart of what was found.
pub(super) fn draw(found: &Document, format: ImageFormat) -> Result<Drawing, String> {
    let label = &found.scenario;
    let footer = format!(
        "{}@{} · n = {} per change · seed {} · zopa {} · conditional on the stated assumptions",
        clean(&label.id),
        label.hash,
        count(found.levers.runs.into(), "run"),
        found.seed,
        found.zopa
    );
    let chart = LeverChart {
        levers: &found.levers,
        name: &label.name,
        footer: &footer,
    };
    chart::draw_levers(chart, format)
}

/// All changes with what they do, as CSV and as Parquet.
fn tables(found: &levers::Levers) -> Result<[(String, Vec<u8>); 2], Failure> {
    let [csv_file, parquet_file] = ["csv", "parquet"].map(|ending| format!("{NAME}.{ending}"));
    let csv = words::csv(found).map_err(Failure::running)?;
    let mut parquet = Vec::new();
    columns::from_csv(csv.as_bytes(), &words::kind, &mut parquet)
        .map_err(|error| cannot_write(&parquet_file, &error))?;
    Ok([(csv_file, csv.into_bytes()), (parquet_file, parquet)])
}

/// Indices of the party and of the outcome class; the mistakes in both are told.
fn both(args: &Levers, scenario: &Scenario) -> Result<(usize, usize), Failure> {
    let parties: Vec<&str> = scenario.parties.iter().map(|p| p.id.as_str()).collect();
    let outcomes: Vec<&str> = scenario.outcomes.iter().map(|o| o.id.as_str()).collect();
    let find = |option: &str, what: &str, id: &str, known: &[&str]| {
        let article = if what.starts_with('o') { "an" } else { "a" };
        known.iter().position(|other| *other == id).ok_or_else(|| {
            let help = match similar(id, known.iter().copied()) {
                Some(near) => format!("{article} {what} with a similar name exists: `{near}`"),
                None => format!("the scenario has {}", listed(known)),
            };
            (
                format!("`{option}`: there is no {what} `{}`", clean(id)),
                help,
            )
        })
    };
    let party = find("--party", "party", &args.party, &parties);
    let outcome = find("--outcome", "outcome class", &args.outcome, &outcomes);
    match (party, outcome) {
        (Ok(party), Ok(outcome)) => Ok((party, outcome)),
        (Err((message, help)), Ok(_)) | (Ok(_), Err((message, help))) => {
            Err(Failure::usage(message).with_help(help))
        }
        (Err((first, a)), Err((second, b))) => {
            Err(Failure::usage(format!("{first}; {second}")).with_help(format!("{a}; {b}")))
        }
    }
}

fn listed(known: &[&str]) -> String {
    let quoted: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
    quoted.join(", ")
}

fn label(scenario: &Scenario) -> ScenarioLabel {
    ScenarioLabel {
        id: scenario.id.clone(),
        name: scenario.name.clone(),
        hash: scenario.hash.clone(),
        packages: packages(scenario.packages()),
        uncertain_inputs: scenario.inputs.len(),
    }
}

fn experiment<'a>(args: &'a Levers, label: &ScenarioLabel) -> Experiment<'a, Asked> {
    Experiment {
        command: NAME,
        table: NAME,
        scenario: ScenarioKey {
            id: label.id.clone(),
            hash: label.hash.clone(),
        },
        name: format!("{}-{}", args.party, args.outcome),
        runs: args.runs,
        question: Asked {
            party: args.party.clone(),
            outcome: args.outcome.clone(),
            also: args.also.iter().map(|c| c.text.clone()).collect(),
            screen: args.screen,
            runs: args.runs,
            keep: args.keep,
        },
        rows: args.rows,
        kept: &args.kept,
    }
}
