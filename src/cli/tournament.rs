//! `zopa tournament`: strategies against each other on scenarios.

use super::args::{Global, Tournament as Arguments};
use super::console::Console;
use super::failure::{Failure, SCENARIO, USAGE};
use super::fonts;
use super::interrupt;
use super::load::{load, refuse};
use super::progress::Bar;
use crate::chart::{self, ImageFormat, Matrix};
use crate::experiment::tournament::{
    Counter, Game, Ranking, Seating, Settings, Tournament, TournamentError,
};
use crate::model::Scenario;
use crate::negotiate::strategy::{Entrant, NotAStrategy};
use crate::report::ledger::{Ledger, Start};
use crate::report::manifest::json;
use crate::report::number::count;
use crate::report::tournament as words;
use serde_json::{Map, Value, json};
use std::path::{Path, PathBuf};

/// The games.
const LINES: &str = "games.jsonl";
/// Files beside the games.
const FILES: [&str; 4] = ["ranking.json", "payoffs.png", "payoffs.csv", "payoffs.txt"];

pub(super) fn tournament(
    args: &Arguments,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let entrants = entrants(args, console)?;
    let scenarios = scenarios(args, global, console)?;
    let settings = Settings {
        rounds: args.rounds,
        runs: args.runs,
        seating: if args.every_seating {
            Seating::Every
        } else {
            Seating::Pairs
        },
        seed: global.seed,
        threads: global.threads.unwrap_or(0),
    };
    let tournament = Tournament::new(&scenarios, &entrants, settings)
        .map_err(|error| cannot_be_played(&error, console))?;
    let recipe = recipe(args, global, &scenarios, &settings);
    let dir = place(args, global, &scenarios);
    let mut ledger = None;
    let mut counter = Counter::new(entrants.iter().map(|e| e.name.clone()).collect());
    let mut first = 0;
    if let Some(dir) = &dir {
        let start = match (args.resume, args.force) {
            (true, _) => Start::Resume,
            (_, true) => Start::Replace,
            _ => Start::Fresh,
        };
        let (opened, lines) = Ledger::open(dir, recipe.clone(), LINES, &FILES, start)?;
        first = take_up(&lines, &tournament, &mut counter, dir, global, console)?;
        ledger = Some(opened);
    } else if args.resume {
        return Err(
            Failure::usage("`--resume` needs the folder of what was stopped")
                .with_help("with `--json`, `--out DIR` names it"),
        );
    }
    interrupt::watch();
    play(
        &tournament,
        first,
        &mut counter,
        ledger.as_mut(),
        global,
        console,
    )?;
    let ranking = counter.ranking(tournament.games());
    if let Some(ledger) = ledger {
        finish(ledger, &ranking, &recipe, &scenarios)?;
    }
    if global.json {
        return Ok(());
    }
    let mut text = words::ranking(&ranking, &scenarios, console.width(), console.on_stdout());
    if let Some(dir) = &dir {
        let shown = dir.display();
        text.push_str(&format!(
            "wrote {shown}/ ({LINES}, ranking.json, payoffs.png)\n"
        ));
    }
    console.text(&text)
}

fn cannot_be_played(error: &TournamentError, console: Console) -> Failure {
    match error {
        TournamentError::NoEquilibrium(problems) => refuse(problems, console),
        TournamentError::TooManyGames(_) => {
            Failure::running(error.to_string()).with_help("fewer strategies or `--runs` make fewer")
        }
        _ => Failure::running(error.to_string()),
    }
}

/// The strategies named, each once; all mistakes are told.
fn entrants(args: &Arguments, console: Console) -> Result<Vec<Entrant>, Failure> {
    let mut found: Vec<Entrant> = Vec::new();
    let mut wrong: Vec<NotAStrategy> = Vec::new();
    for text in &args.strategies {
        match Entrant::named(text.trim()) {
            Ok(entrant) if found.iter().any(|other| other.name == entrant.name) => {
                console.note(&format!(
                    "note: `{}` is named twice; every strategy meets itself anyway",
                    entrant.name
                ));
            }
            Ok(entrant) => found.push(entrant),
            Err(error) => wrong.push(error),
        }
    }
    if wrong.is_empty() {
        return Ok(found);
    }
    for error in &wrong {
        let failure = Failure::usage(error.to_string());
        console.failure(&match error.help() {
            Some(help) => failure.with_help(help),
            None => failure,
        });
    }
    Err(Failure::said(USAGE))
}

/// All scenarios; the problems of all files are told. Files of the same name are told apart by
/// their paths.
fn scenarios(
    args: &Arguments,
    global: &Global,
    console: Console,
) -> Result<Vec<Scenario>, Failure> {
    let mut found: Vec<Scenario> = Vec::new();
    let mut wrong = false;
    for file in &args.files {
        match load(file, global, console) {
            Ok(loaded) => found.push(loaded.scenario),
            Err(_) => wrong = true,
        }
    }
    if wrong {
        return Err(Failure::said(SCENARIO));
    }
    let ids: Vec<String> = found.iter().map(|scenario| scenario.id.clone()).collect();
    for (n, scenario) in found.iter_mut().enumerate() {
        if ids.iter().filter(|id| **id == ids[n]).count() > 1 {
            scenario.id = args.files[n].display().to_string();
        }
    }
    Ok(found)
}

/// What shapes the result.
fn recipe(
    args: &Arguments,
    global: &Global,
    scenarios: &[Scenario],
    settings: &Settings,
) -> Map<String, Value> {
    let scenarios: Vec<Value> = scenarios
        .iter()
        .map(|scenario| json!({ "id": scenario.id, "hash": scenario.hash }))
        .collect();
    let set: Vec<&str> = global
        .set
        .iter()
        .map(|change| change.text.as_str())
        .collect();
    let recipe = json!({
        "zopa": env!("CARGO_PKG_VERSION"),
        "scenarios": scenarios,
        "strategies": args.strategies,
        "rounds": settings.rounds,
        "runs": settings.runs,
        "seating": settings.seating.id(),
        "seed": settings.seed,
        "set": set,
    });
    match recipe {
        Value::Object(recipe) => recipe,
        _ => Map::new(),
    }
}

/// The folder for the files: with `--json` none unless it is named.
fn place(args: &Arguments, global: &Global, scenarios: &[Scenario]) -> Option<PathBuf> {
    if args.out.is_some() || global.json {
        return args.out.clone();
    }
    let stem = match (&args.files[..], scenarios) {
        ([file], _) => file.file_stem().map(|s| s.to_string_lossy().into_owned()),
        (files, _) => Some(format!("{}-scenarios", files.len())),
    };
    let name = format!("{}-{}", stem.unwrap_or_default(), global.seed);
    Some(Path::new("output").join("tournament").join(name))
}

/// Counts, and prints with `--json`, the games that were played before. Returns how many they are.
fn take_up(
    lines: &[String],
    tournament: &Tournament<'_>,
    counter: &mut Counter,
    dir: &Path,
    global: &Global,
    console: Console,
) -> Result<u64, Failure> {
    let damaged = |line: usize| {
        let path = dir.join(LINES);
        let message = format!(
            "line {line} of `{}` is no game of this tournament",
            path.display()
        );
        Failure::running(message).with_help("`--force` starts the tournament anew")
    };
    for (n, line) in lines.iter().enumerate() {
        let game: Game = serde_json::from_str(line).map_err(|_| damaged(n + 1))?;
        if !tournament.expects(n as u64, &game) {
            return Err(damaged(n + 1));
        }
        counter.add(&game);
        if global.json {
            console.result(&format!("{line}\n"))?;
        }
    }
    if !lines.is_empty() {
        let done = count(lines.len() as u128, "game");
        console.note(&format!("{done} played before"));
    }
    Ok(lines.len() as u64)
}

fn play(
    tournament: &Tournament<'_>,
    first: u64,
    counter: &mut Counter,
    mut ledger: Option<&mut Ledger>,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let mut said = Ok(());
    let mut played = first;
    let all = tournament.games();
    let bar = Bar::of_games(console, all);
    let result = tournament.play(
        first,
        &mut |game| {
            let line = game.line();
            if let Some(ledger) = &mut ledger {
                ledger.append(&line)?;
            }
            played += 1;
            counter.add(game);
            if global.json && said.is_ok() {
                said = console.result(&line);
            }
            match said {
                Ok(()) => Ok(()),
                Err(_) => Err(std::io::Error::other("nobody reads on")),
            }
        },
        &mut |done| {
            bar.games(done);
            !interrupt::requested()
        },
    );
    bar.finish();
    said?;
    result.map_err(|error| match error {
        TournamentError::Interrupted => {
            let failure = Failure::interrupted(format!(
                "stopped after {played} of {}",
                count(all.into(), "game")
            ));
            match ledger {
                Some(_) => failure.with_help("`--resume` goes on from there"),
                None => failure,
            }
        }
        other => Failure::running(other.to_string()),
    })
}

/// Writes the ranking and the heatmap, and declares the result complete.
fn finish(
    ledger: Ledger,
    ranking: &Ranking,
    recipe: &Map<String, Value>,
    scenarios: &[Scenario],
) -> Result<(), Failure> {
    let name = match scenarios {
        [only] => only.name.clone(),
        many => count(many.len() as u128, "scenario"),
    };
    let footer = footer(ledger.hash(), ranking.games.into(), &recipe["seed"]);
    let matrix = Matrix {
        ranking,
        name: &name,
        footer: &footer,
    };
    let drawing = chart::draw_matrix(matrix, ImageFormat::Png)
        .map_err(|error| Failure::running(format!("cannot draw the heatmap: {error}")))?;
    fonts::note(&drawing);
    ledger.add("ranking.json", json(ranking).as_bytes())?;
    ledger.add("payoffs.png", &drawing.image)?;
    ledger.add("payoffs.csv", drawing.csv.as_bytes())?;
    ledger.add("payoffs.txt", (drawing.alt + "\n").as_bytes())?;
    Ok(ledger.finish()?)
}

/// Where the numbers of the heatmap come from.
fn footer(hash: &str, games: u128, seed: &Value) -> String {
    format!(
        "tournament@{hash} · {} · seed {seed} · zopa {} · conditional on the stated assumptions",
        count(games, "game"),
        env!("CARGO_PKG_VERSION")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_footer_names_what_was_hashed() {
        let footer = footer("e0cb6519cea2", 8, &Value::from(1));
        assert!(footer.starts_with("tournament@e0cb6519cea2 · 8 games · seed 1 · zopa "));
    }
}
