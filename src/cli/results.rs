//! `zopa compare` of two results: read, held against each other and written at once, since nothing is played.

use super::answer::tables;
use super::args::{Compare, Global};
use super::charts;
use super::compare::{NAME, TABLE, draw, key, tell};
use super::console::Console;
use super::experiment::{chart, dir, json_file, wrote};
use super::failure::Failure;
use crate::experiment::compare::{self, Change, Comparison, Saved};
use crate::report::manifest::{Manifest, Recipe, RunsAsked, json};
use crate::report::output::Place;
use crate::report::{compare as words, saved_rows};
use std::path::Path;

pub(super) fn compare(
    [a, b]: [&Path; 2],
    args: &Compare,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    refuse_what_plays(args, global)?;
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
    // The results bring their own seed.
    let global = Global {
        seed: found.a.seed,
        ..global.clone()
    };
    let as_json = json(&found);
    let wrote = write(&found, &as_json, args, &global)?;
    tell(&found, &as_json, &wrote, &global, console)
}

/// What shapes or continues a simulation would be ignored in silence.
fn refuse_what_plays(args: &Compare, global: &Global) -> Result<(), Failure> {
    if !global.set.is_empty() || !args.with.is_empty() {
        let message = "`--set` and `--with` change scenarios, and these are results";
        return Err(Failure::usage(message));
    }
    if args.rows {
        let message = "`--rows` writes what is played, and these are results, which have their own";
        return Err(Failure::usage(message));
    }
    if args.kept.resume {
        let message = "`--resume` goes on with what is played, and these are results: there is nothing to go on with";
        return Err(Failure::usage(message).with_help("two results are compared at once"));
    }
    Ok(())
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

/// Writes the files where there is a place for them; says where they are.
fn write(
    found: &Comparison,
    as_json: &str,
    args: &Compare,
    global: &Global,
) -> Result<String, Failure> {
    let formats = args.kept.images.formats();
    let replications = found.a.runs.max(found.b.runs);
    let recipe = Recipe {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: key(&found.a, &found.b),
        seed: global.seed,
        runs: RunsAsked::Fixed(replications),
        set: Vec::new(),
        charts: formats
            .iter()
            .map(|&f| charts::ending(f).to_owned())
            .collect(),
        rows: false,
    };
    let dir = match &args.kept.out {
        Some(dir) => dir.clone(),
        None if global.json => return Ok(String::new()),
        None => dir(NAME, &recipe.scenario, "", replications, global.seed),
    };
    let mut files = vec![(json_file(NAME), as_json.as_bytes().to_vec())];
    files.extend(tables(TABLE, &words::columns(found))?);
    files.extend(charts::drawn(&chart(NAME), formats, |format| {
        draw(found, format)
    })?);
    let planned: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let mut place = Place::claim(&dir, &recipe, &planned, args.kept.force)?;
    for (name, bytes) in &files {
        place.write(name, bytes)?;
    }
    let manifest = Manifest {
        recipe,
        replications,
        files: place.files(),
    };
    place.commit(Some(&manifest))?;
    let tables = ["csv", "parquet"].map(|ending| format!("{TABLE}.{ending}"));
    Ok(wrote(&dir, NAME, &tables, formats))
}
