//! `zopa compare` of two results: read, held against each other and written at once, since nothing is played.

use super::answer::{files, images, tell, wrote};
use super::args::{Compare, Global};
use super::charts;
use super::compare::Differs;
use super::console::Console;
use super::failure::Failure;
use super::given::joint;
use super::question::{Question, result_and_tables};
use crate::experiment::compare::{self, Change, Comparison, Saved};
use crate::report::manifest::{Manifest, Recipe, RunsAsked};
use crate::report::output::Place;
use crate::report::saved_rows;
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
    let wrote = write(&found, args, &global)?;
    tell::<Differs>(&found, &wrote, &global, console)
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
    if args.study.shard.is_some() {
        let message =
            "`--shard` plays a part, and these are results: there is nothing to play in parts";
        return Err(Failure::usage(message).with_help("two results are compared at once"));
    }
    if args.study.kept.resume {
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
fn write(found: &Comparison, args: &Compare, global: &Global) -> Result<String, Failure> {
    let kept = &args.study.kept;
    let formats = kept.images.formats();
    let replications = found.a.runs.max(found.b.runs);
    let sides = [&found.a, &found.b].map(|side| (side.id.as_str(), side.hash.as_str()));
    let recipe = Recipe {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: joint(sides),
        seed: global.seed,
        runs: RunsAsked::Fixed(replications),
        set: Vec::new(),
        charts: formats
            .iter()
            .map(|&f| charts::ending(f).to_owned())
            .collect(),
        rows: false,
    };
    let question = Differs {
        runs: replications,
        with: Vec::new(),
    };
    let dir = match &kept.out {
        Some(dir) => dir.clone(),
        None if global.json => return Ok(String::new()),
        None => Path::new("output").join(question.place(&recipe.scenario.id, global.seed)),
    };
    let files = files::<Differs>(found, formats)?;
    let planned: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let mut place = Place::claim(&dir, &recipe, &planned, kept.force)?;
    for (name, bytes) in &files {
        place.write(name, bytes)?;
    }
    let mut told = result_and_tables::<Differs>();
    told.extend(images::<Differs>(&recipe.charts));
    let manifest = Manifest {
        recipe,
        replications,
        files: place.files(),
    };
    place.commit(Some(&manifest))?;
    Ok(wrote(&dir, &told))
}
