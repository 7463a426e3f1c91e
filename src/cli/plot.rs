//! `zopa plot`: draws the charts of a saved result again, without simulating.

use super::args::{Global, Plot};
use super::charts::{self, ending};
use super::console::Console;
use super::failure::Failure;
use super::study::{RESULT, drawings};
use crate::chart::Chart;
use crate::experiment::sweep::{Recipe, Sweep};
use crate::report::ledger;
use crate::report::manifest::{self, FileEntry, Manifest};
use crate::report::number::count;
use crate::report::output::Place;
use crate::report::saved;
use std::fs;

pub(super) fn plot(args: &Plot, global: &Global, console: Console) -> Result<(), Failure> {
    if args.dir.join(RESULT).exists() {
        return sweep(args, console);
    }
    let (forecast, details) =
        saved::load(&args.dir).map_err(|error| Failure::running(error.to_string()))?;
    let chosen: Vec<Chart> = Chart::ALL
        .into_iter()
        .filter(|chart| chart.has(&details))
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
    let manifest = fs::read_to_string(args.dir.join(manifest::FILE))
        .ok()
        .and_then(|text| Manifest::from_json(&text))
        .map(|manifest| with_files(manifest, place.files()));
    place.commit(manifest.as_ref())?;
    console.text(&format!(
        "wrote {} to {}\n",
        count(chosen.len() as u128, "chart"),
        args.dir.join("charts").display()
    ))
}

/// Draws the chart of a sweep.
fn sweep(args: &Plot, console: Console) -> Result<(), Failure> {
    let path = args.dir.join(RESULT);
    let wrong = |what: &str| Failure::running(format!("`{}`: {what}", path.display()));
    let text = fs::read_to_string(&path).map_err(|error| wrong(&error.to_string()))?;
    let sweep: Sweep = serde_json::from_str(&text).map_err(|error| wrong(&error.to_string()))?;
    let recipe = ledger::recipe(&args.dir).and_then(|map| {
        let hash = map.get("hash")?.as_str()?.to_owned();
        let recipe: Recipe = serde_json::from_value(map.into()).ok()?;
        Some((recipe, hash))
    });
    let (mut recipe, hash) = recipe.ok_or_else(|| wrong("no sweep that zopa wrote"))?;
    if !sweep.is_whole() {
        return Err(wrong(
            "its parts do not fit each other; it was changed since",
        ));
    }
    if !args.charts.is_empty() {
        let message = "a sweep has one chart, `sweep`; `--chart` chooses among those of a forecast";
        return Err(Failure::usage(message));
    }
    let formats = args.format.images().iter();
    recipe.charts = formats.map(|&format| ending(format).to_owned()).collect();
    let files = drawings(&recipe, &hash, &sweep)?;
    ledger::amend(&args.dir, &files)?;
    console.text(&format!("wrote 1 chart to {}\n", args.dir.display()))
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
