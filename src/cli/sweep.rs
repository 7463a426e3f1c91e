//! `zopa sweep`: plays a scenario at many values of some of its numbers.

use super::args::{Global, Sweep as Arguments};
use super::charts::ending;
use super::console::Console;
use super::failure::{EXPECTATION, Failure, USAGE};
use super::folder::{open_ledger, part_done, part_of};
use super::interrupt;
use super::load::{read, refuse};
use super::study::{self, Course, finish};
use crate::experiment::study::{Base, MOST_RUNS};
use crate::experiment::sweep::conflict::{self, Conflict};
use crate::experiment::sweep::{Axis, Design, Recipe, Subject, Sweep};
use crate::report::manifest::json;
use crate::report::number::{count, thousands};
use crate::report::sweep as words;
use crate::scenario::{Loaded, Override, SweepTable, similar};
use std::path::{Path, PathBuf};

/// Replications per point, unless the command or the file says otherwise.
const RUNS: u64 = 1_000;
/// Points of a design that chooses them itself.
const POINTS: u64 = 64;

pub(super) fn sweep(args: &Arguments, global: &Global, console: Console) -> Result<(), Failure> {
    let changes: Vec<Override> = global.set.iter().map(|c| c.parsed.clone()).collect();
    let (base, loaded) = read(&args.file, global, console)?;
    let asked = asked(args, &loaded, console)?;
    let recipe = recipe(args, global, &loaded, asked)?;
    let places = recipe
        .places()
        .map_err(|error| Failure::usage(error.to_string()))?;
    refuse_too_many(&recipe, places.len() as u64)?;
    refuse_conflicts(&args.file, &base, &changes, &recipe.axes, console)?;
    let dir = place(args, global, &recipe);
    let mut course = Course::new(&recipe, &base, &loaded.scenario, places, None);
    let wrong = course.plan().check();
    wrong.map_err(|problems| refuse(&problems, console))?;
    let mut lines = Vec::new();
    if let Some(dir) = &dir {
        let files = study::files(&recipe);
        let words = study::words_of(&recipe);
        let how = (args.study.kept.resume, args.study.kept.force);
        let (ledger, found) = open_ledger(dir, how, words, study::LINES, &files)?;
        (course.ledger, lines) = (Some(ledger), found);
    }
    interrupt::watch();
    course.run(&lines, global, console)?;
    if let Some(shard) = args.study.shard {
        if let Some(ledger) = course.ledger.take() {
            ledger.finish()?;
        }
        return console.text(&part_done(shard, course.tallies.runs()));
    }
    let sweep = recipe.result(&course.places, &course.tallies);
    if let Some(ledger) = course.ledger.take() {
        finish(ledger, &recipe, &sweep)?;
    }
    let untold = recipe.trends.len() - sweep.expectations.len();
    if untold > 0 {
        let untold = count(untold as u128, "expectation");
        console.note(&format!(
            "note: not checked by this sweep: {untold} about changes"
        ));
    }
    if global.json {
        console.result(&json(&sweep))?;
        return as_expected(&sweep);
    }
    let mut text = words::text(&sweep, console.width(), console.on_stdout());
    if let Some(dir) = &dir {
        let chart = if recipe.charts.is_empty() {
            ""
        } else {
            ", 1 chart"
        };
        let dir = dir.display();
        text.push_str(&format!(
            "wrote {dir}/ (points.csv, points.parquet, sweep.json{chart})\n"
        ));
    }
    console.text(&text)?;
    as_expected(&sweep)
}

/// Fails where the sweep contradicts what the scenario expects.
pub(super) fn as_expected(sweep: &Sweep) -> Result<(), Failure> {
    if sweep.is_as_expected() {
        Ok(())
    } else {
        Err(Failure::said(EXPECTATION))
    }
}

/// What is asked for on the command line, else by the file; all mistakes are told.
fn asked(args: &Arguments, loaded: &Loaded, console: Console) -> Result<SweepTable, Failure> {
    let mut axes = Vec::new();
    let mut wrong = false;
    for text in &args.vary {
        match Axis::parse(text, &loaded.settings) {
            Ok(axis) => axes.push(axis.with_median(&loaded.scenario)),
            Err(error) => {
                console.failure(&Failure::usage(error.what).with_help(error.help));
                wrong = true;
            }
        }
    }
    if wrong {
        return Err(Failure::said(USAGE));
    }
    let file = loaded.sweep.as_ref();
    if axes.is_empty() && file.is_none() {
        let help =
            "`--vary PATH=FROM:TO:N` varies a number (zopa list inputs FILE shows the paths)";
        return Err(Failure::usage("nothing is varied").with_help(help));
    }
    // Other axes are another study: only its runs and its outcome still make sense.
    let own = file.filter(|_| axes.is_empty());
    let design = args.design.map(|design| design.id().to_owned());
    Ok(SweepTable {
        runs: args.runs.or(file.and_then(|file| file.runs)),
        design: design
            .or(own.map(|own| own.design.clone()))
            .unwrap_or_else(|| Design::Grid.id().to_owned()),
        points: args.points.or(own.and_then(|own| own.points)),
        refine: args.refine || own.is_some_and(|own| own.refine),
        outcome: args
            .outcome
            .clone()
            .or(file.and_then(|file| file.outcome.clone())),
        axes: own.map_or(axes, |own| own.axes.clone()),
    })
}

fn recipe(
    args: &Arguments,
    global: &Global,
    loaded: &Loaded,
    asked: SweepTable,
) -> Result<Recipe, Failure> {
    let named = |design: &Design| design.id() == asked.design;
    let design = Design::ALL.into_iter().find(named).unwrap_or(Design::Grid);
    if design == Design::Grid && asked.points.is_some() {
        let help = "`--design lhs`, `sobol` or `halton` chooses so many points";
        return Err(Failure::usage(
            "`--points` does not go with a grid, which has every combination",
        )
        .with_help(help));
    }
    if asked.refine && (design != Design::Grid || asked.axes.len() > 2) {
        return Err(Failure::usage("`--refine` needs a grid of one or two axes"));
    }
    if asked.refine && args.study.shard.is_some() {
        let help = "refinement looks at all points, and a part knows only its own";
        return Err(Failure::usage("`--refine` does not go with `--shard`").with_help(help));
    }
    let subject = Subject::of(&loaded.scenario);
    check_outcome(asked.outcome.as_ref(), &subject)?;
    let formats = args.study.kept.images.formats();
    Ok(Recipe {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        study: Recipe::STUDY.to_owned(),
        scenario: subject,
        seed: global.seed,
        runs: asked.runs.unwrap_or(RUNS),
        set: global.set.iter().map(|c| c.text.clone()).collect(),
        points: (design != Design::Grid).then(|| asked.points.unwrap_or(POINTS)),
        design,
        axes: asked.axes,
        refine: asked.refine,
        outcome: asked.outcome,
        rows: args.rows,
        trends: loaded.scenario.trends.clone(),
        charts: formats.iter().map(|&f| ending(f).to_owned()).collect(),
        shard: args.study.shard.map(|shard| shard.to_string()),
    })
}

fn check_outcome(outcome: Option<&String>, subject: &Subject) -> Result<(), Failure> {
    let Some(id) = outcome else {
        return Ok(());
    };
    let ids = || subject.outcomes.iter().map(|class| class.id.as_str());
    if ids().any(|known| known == id) {
        return Ok(());
    }
    let help = match similar(id, ids()) {
        Some(near) => format!("a similar one exists: `{near}`"),
        None => format!("there are {}", ids().collect::<Vec<_>>().join(", ")),
    };
    Err(Failure::usage(format!("there is no outcome class `{id}`")).with_help(help))
}

fn refuse_too_many(recipe: &Recipe, points: u64) -> Result<(), Failure> {
    let runs = u128::from(points) * u128::from(recipe.runs);
    if runs <= MOST_RUNS.into() {
        return Ok(());
    }
    let said = format!(
        "{} at {} are more than the {} runs that a study may have",
        count(recipe.runs.into(), "run"),
        count(points.into(), "point"),
        thousands(MOST_RUNS.into())
    );
    Err(Failure::usage(said))
}

/// Says what is wrong with the values of axes, each tried alone, and with axes that stand in each other's way.
pub(super) fn refuse_conflicts(
    file: &Path,
    base: &Base,
    changes: &[Override],
    axes: &[Axis],
    console: Console,
) -> Result<(), Failure> {
    conflict::check(base, changes, axes).map_err(|conflict| match conflict {
        Conflict::Wrong(problems) => refuse(&problems, console),
        other => Failure::usage(format!("{}: {other}", file.display())),
    })
}

/// The folder for the files: with `--json` none unless it is named.
fn place(args: &Arguments, global: &Global, recipe: &Recipe) -> Option<PathBuf> {
    if args.study.kept.out.is_some() || (global.json && !args.rows && args.study.shard.is_none()) {
        return args.study.kept.out.clone();
    }
    let mut name = String::from("sweep");
    if recipe.design != Design::Grid {
        name.push_str(&format!("-{}", recipe.design.id()));
    }
    for axis in recipe.axes.iter().take(2) {
        let end: Vec<&str> = axis.path.rsplitn(3, '.').take(2).collect();
        let end = end.into_iter().rev().collect::<Vec<_>>().join("-");
        let plain = |c: char| {
            if c.is_alphanumeric() || c == '_' {
                c
            } else {
                '-'
            }
        };
        name.push('-');
        name.extend(end.chars().map(plain));
    }
    if recipe.axes.len() > 2 {
        name.push_str(&format!("-and-{}-more", recipe.axes.len() - 2));
    }
    name.push_str(&format!("-{}-{}", recipe.runs, recipe.seed));
    name.push_str(&part_of(args.study.shard));
    Some(Path::new("output").join(&recipe.scenario.id).join(name))
}
