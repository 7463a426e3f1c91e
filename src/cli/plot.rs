//! `zopa plot`: draws the charts of a saved result again, without simulating.

use super::args::{Global, Plot};
use super::charts;
use super::console::Console;
use super::failure::Failure;
use crate::chart::Chart;
use crate::report::manifest::{self, FileEntry, Manifest};
use crate::report::number::count;
use crate::report::output::Place;
use crate::report::saved;
use std::fs;

pub(super) fn plot(args: &Plot, global: &Global, console: Console) -> Result<(), Failure> {
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

/// The manifest with these files in place of those of the same path.
fn with_files(mut manifest: Manifest, drawn: Vec<FileEntry>) -> Manifest {
    manifest
        .files
        .retain(|file| drawn.iter().all(|new| new.path != file.path));
    manifest.files.extend(drawn);
    manifest.files.sort_by(|a, b| a.path.cmp(&b.path));
    manifest
}
