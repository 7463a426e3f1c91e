//! `zopa plot`: draws the charts of a saved result again, without simulating.

use super::args::{Global, Plot};
use super::charts::{self, ending};
use super::compare::Differs;
use super::console::Console;
use super::discover::Where;
use super::failure::Failure;
use super::levers::Could;
use super::question::Question;
use super::sensitivity::Decides;
use super::study;
use crate::chart::Chart;
use crate::experiment::sweep::{Recipe, Sweep};
use crate::report::ledger;
use crate::report::manifest::{self, FileEntry, Manifest};
use crate::report::number::count;
use crate::report::output::Place;
use crate::report::saved;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fs;
use std::path::Path;

pub(super) fn plot(args: &Plot, global: &Global, console: Console) -> Result<(), Failure> {
    let holds = |name: &str| args.dir.join(name).exists();
    if holds(study::RESULT) {
        return sweep(args, console);
    }
    if holds(Decides::RESULT) {
        return answer::<Decides>(args, console);
    }
    if holds(Where::RESULT) {
        return answer::<Where>(args, console);
    }
    if holds(Differs::RESULT) {
        return answer::<Differs>(args, console);
    }
    if holds(Could::RESULT) {
        return answer::<Could>(args, console);
    }
    if let Some(recipe) = ledger::recipe(&args.dir) {
        return Err(unfinished(
            &args.dir,
            recipe.get("shard").and_then(Value::as_str),
        ));
    }
    let (forecast, details) =
        saved::load(&args.dir).map_err(|error| Failure::running(error.to_string()))?;
    let chosen: Vec<Chart> = Chart::ALL
        .into_iter()
        .filter(|chart| chart.has(&forecast, &details))
        .filter(|chart| args.charts.is_empty() || args.charts.iter().any(|id| id == chart.id()))
        .collect();
    let formats = args.format.images();
    let mut place = Place::amend(&args.dir, &charts::planned(&chosen, formats))?;
    charts::write(
        &mut place,
        &forecast,
        &details,
        &chosen,
        formats,
        global.threads,
    )?;
    commit(place, &args.dir)?;
    console.text(&format!(
        "wrote {} to {}\n",
        count(chosen.len() as u128, "chart"),
        args.dir.join("charts").display()
    ))
}

/// Why there is nothing to draw of a study that has not come to its end here.
fn unfinished(dir: &Path, shard: Option<&str>) -> Failure {
    let dir = dir.display();
    match shard {
        Some(shard) => Failure::running(format!(
            "`{dir}` holds part {shard} of a study, which has no chart"
        ))
        .with_help("`zopa merge` joins all parts, and draws"),
        None => Failure::running(format!(
            "`{dir}` holds a study that was stopped before its end"
        ))
        .with_help("the command that began it goes on with `--resume`, and draws"),
    }
}

/// The chart of a sweep.
fn sweep(args: &Plot, console: Console) -> Result<(), Failure> {
    let found: Sweep = found(args, study::RESULT)?;
    let path = args.dir.join(study::RESULT);
    let wrong = |what: &str| Failure::running(format!("`{}`: {what}", path.display()));
    let recipe = ledger::recipe(&args.dir).and_then(|map| {
        let hash = map.get("hash")?.as_str()?.to_owned();
        let recipe: Recipe = serde_json::from_value(map.into()).ok()?;
        Some((recipe, hash))
    });
    let (mut recipe, hash) = recipe.ok_or_else(|| wrong("no sweep that zopa wrote"))?;
    if !found.is_whole() {
        return Err(wrong(
            "its parts do not fit each other; it was changed since",
        ));
    }
    let formats = args.format.images().iter();
    recipe.charts = formats.map(|&format| ending(format).to_owned()).collect();
    ledger::amend(&args.dir, &study::drawings(&recipe, &hash, &found)?)?;
    wrote_one(&args.dir, console)
}

/// The chart of an answer.
fn answer<Q: Question>(args: &Plot, console: Console) -> Result<(), Failure> {
    let found: Q::Found = found(args, Q::RESULT)?;
    let formats = args.format.images();
    let drawn = charts::drawn(Q::CHART, formats, |format| Q::draw(&found, format))?;
    ledger::amend(&args.dir, &drawn)?;
    let chart = args.dir.join(Q::CHART);
    wrote_one(chart.parent().unwrap_or(&args.dir), console)
}

/// What an experiment found, from the folder; there is one chart of it.
fn found<T: DeserializeOwned>(args: &Plot, name: &str) -> Result<T, Failure> {
    if !args.charts.is_empty() {
        let message = "an experiment has one chart; `--chart` chooses among those of a forecast";
        return Err(Failure::usage(message));
    }
    let path = args.dir.join(name);
    let wrong = |what: String| Failure::running(format!("`{}`: {what}", path.display()));
    let text = fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))
}

fn wrote_one(dir: &Path, console: Console) -> Result<(), Failure> {
    console.text(&format!("wrote 1 chart to {}\n", dir.display()))
}

/// Moves what was drawn to its place, and notes it in the manifest.
fn commit(place: Place, dir: &Path) -> Result<(), Failure> {
    let manifest = fs::read_to_string(dir.join(manifest::FILE))
        .ok()
        .and_then(|text| Manifest::from_json(&text))
        .map(|manifest| with_files(manifest, place.files()));
    Ok(place.commit(manifest.as_ref())?)
}

/// The manifest with these files in place of those of the same path.
fn with_files(mut manifest: Manifest, drawn: Vec<FileEntry>) -> Manifest {
    manifest
        .files
        .retain(|file| drawn.iter().all(|new| new.path != file.path));
    manifest.files.extend(drawn);
    manifest.files.sort_by(|a, b| a.path.cmp(&b.path));
    manifest
}
