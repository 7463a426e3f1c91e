//! What experiments have in common: their folder with its files, the progress, and how they end.

use super::args::{Change, Files, Global};
use super::charts;
use super::console::Console;
use super::failure::Failure;
use super::interrupt;
use super::progress::Bar;
use crate::chart::{Drawing, ImageFormat};
use crate::experiment::{Stop, Watch};
use crate::report::columns::{self, Values};
use crate::report::manifest::{Manifest, Recipe, RunsAsked, ScenarioKey};
use crate::report::number::count;
use crate::report::output::{HashedFile, Place};
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// A row per replication.
const ROWS: &str = "rows.csv";
/// The same as Parquet.
const ROWS_PARQUET: &str = "rows.parquet";

/// A file of rows being written.
pub(super) type RowFile = csv::Writer<HashedFile>;

/// What an experiment writes, and where.
pub(super) struct Written<'a> {
    /// The command, which is also the name of the JSON file and of the chart.
    pub command: &'static str,
    /// Which scenario, or which two.
    pub scenario: ScenarioKey,
    /// What else tells this result from its like, for the folder's name; may be empty.
    pub name: String,
    /// Number of replications asked for.
    pub runs: u64,
    /// What else shapes the result, as words of the command line.
    pub with: Vec<String>,
    /// Whether there is a row per replication.
    pub rows: bool,
    pub files: &'a Files,
}

impl Written<'_> {
    /// Image formats of the chart.
    pub fn formats(&self) -> &'static [ImageFormat] {
        self.files.images.formats()
    }

    /// The folder: with `--json` none unless it is named.
    pub fn dir(&self, global: &Global) -> Option<PathBuf> {
        if self.files.out.is_some() || (global.json && !self.rows) {
            return self.files.out.clone();
        }
        let joint = if self.name.is_empty() { "" } else { "-" };
        let name = format!("{}{joint}{}-{}", self.name, self.runs, global.seed);
        let place = Path::new("output").join(self.command);
        Some(place.join(&self.scenario.id).join(name))
    }

    fn recipe(&self, global: &Global) -> Recipe {
        let set = global.set.iter().map(|change| change.text.clone());
        let formats = self.formats().iter();
        Recipe {
            zopa: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: self.scenario.clone(),
            seed: global.seed,
            runs: RunsAsked::Fixed(self.runs),
            set: set.chain(self.with.iter().cloned()).collect(),
            charts: formats.map(|&f| charts::ending(f).to_owned()).collect(),
            rows: self.rows,
        }
    }

    fn json_file(&self) -> String {
        format!("{}.json", self.command)
    }

    /// Path of the chart's files, without an ending.
    fn chart(&self) -> String {
        format!("charts/{}", self.command)
    }

    /// Claims the folder before the work begins; `tables` are further files that will be written.
    pub fn claim(
        &self,
        global: &Global,
        tables: &[&str],
    ) -> Result<Option<(Place, PathBuf)>, Failure> {
        let Some(dir) = self.dir(global) else {
            return Ok(None);
        };
        let mut planned = vec![self.json_file()];
        planned.extend(tables.iter().map(|&name| name.to_owned()));
        if self.rows {
            planned.extend([ROWS, ROWS_PARQUET].map(str::to_owned));
        }
        planned.extend(charts::files(&self.chart(), self.formats()));
        let place = Place::claim(&dir, &self.recipe(global), &planned, self.files.force)?;
        Ok(Some((place, dir)))
    }

    /// Begins the file of rows, where there is one.
    pub fn open_rows(
        &self,
        place: Option<&(Place, PathBuf)>,
        header: &[String],
    ) -> Result<Option<RowFile>, Failure> {
        let Some((place, _)) = place.filter(|_| self.rows) else {
            return Ok(None);
        };
        let mut rows = csv::Writer::from_writer(place.create(ROWS)?);
        rows.write_record(header)
            .map_err(|e| cannot_write(ROWS, &e))?;
        Ok(Some(rows))
    }

    /// Ends the file of rows, and writes them as Parquet; `kind` says what a column holds.
    pub fn close_rows(
        &self,
        place: Option<&mut (Place, PathBuf)>,
        rows: Option<RowFile>,
        kind: &dyn Fn(&str) -> Values,
    ) -> Result<(), Failure> {
        let (Some((place, _)), Some(rows)) = (place, rows) else {
            return Ok(());
        };
        let file = rows
            .into_inner()
            .map_err(|error| cannot_write(ROWS, error.error()))?;
        place.close(ROWS, file)?;
        let rows = place
            .read(ROWS)
            .map_err(|e| cannot_write(ROWS_PARQUET, &e))?;
        let mut parquet = place.create(ROWS_PARQUET)?;
        columns::from_csv(BufReader::new(rows), kind, &mut parquet)
            .map_err(|error| cannot_write(ROWS_PARQUET, &error))?;
        Ok(place.close(ROWS_PARQUET, parquet)?)
    }

    /// Writes the JSON, the tables and the chart, and moves all to its place; says where it is.
    pub fn write(
        &self,
        (mut place, dir): (Place, PathBuf),
        global: &Global,
        json: &str,
        tables: &[(&str, Vec<u8>)],
        draw: impl Fn(ImageFormat) -> Result<Drawing, String>,
    ) -> Result<String, Failure> {
        place.write(&self.json_file(), json.as_bytes())?;
        for (name, bytes) in tables {
            place.write(name, bytes)?;
        }
        for (path, bytes) in charts::drawn(&self.chart(), self.formats(), draw)? {
            place.write(&path, &bytes)?;
        }
        if interrupt::requested() {
            return Err(Failure::interrupted("stopped; nothing was written"));
        }
        let manifest = Manifest {
            recipe: self.recipe(global),
            replications: self.runs,
            files: place.files(),
        };
        place.commit(Some(&manifest))?;
        let mut names = vec![self.json_file()];
        names.extend(tables.iter().map(|(name, _)| (*name).to_owned()));
        if self.rows {
            names.extend([ROWS, ROWS_PARQUET].map(str::to_owned));
        }
        let images = self.formats().iter().map(|&format| charts::ending(format));
        names.extend(images.map(|ending| format!("{}.{ending}", self.chart())));
        Ok(format!("wrote {}/ ({})\n", dir.display(), names.join(", ")))
    }
}

/// Why a file could not be written.
pub(super) fn cannot_write(what: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::running(format!("cannot write `{what}`: {error}"))
}

/// Changes that messages show with another flag than `--set`.
pub(super) fn shown_with(changes: &[Change], flag: &'static str) -> Vec<Change> {
    let mut changes = changes.to_vec();
    changes
        .iter_mut()
        .for_each(|change| change.parsed.flag = flag);
    changes
}

/// Does the work with a progress bar over so many replications and Ctrl-C heeded.
pub(super) fn watched<T>(
    console: Console,
    total: u64,
    work: impl FnOnce(&mut Watch<'_>) -> Result<T, Stop>,
) -> Result<T, Failure> {
    interrupt::watch();
    let bar = Bar::new(console, Some(total));
    let mut done = 0;
    let mut progress = |now: u64| {
        done = now;
        bar.games(now);
        !interrupt::requested()
    };
    let result = work(&mut Watch {
        progress: &mut progress,
        stop: &interrupt::requested,
    });
    bar.finish();
    result.map_err(|stop| match stop {
        Stop::Interrupted => {
            let done = count(done.into(), "run");
            Failure::interrupted(format!("stopped after {done}; nothing was written"))
        }
        Stop::Threads(_) => {
            Failure::running(stop.to_string()).with_help("`--threads N` asks for fewer")
        }
        _ => Failure::running(stop.to_string()),
    })
}
