//! What `zopa compare` and `zopa levers` have in common: a folder that grows block by block, and what is put
//! beside the blocks at the end.

use super::answer::Recipe;
use super::args::{Change, Global, Kept};
use super::charts;
use super::console::Console;
use super::failure::Failure;
use super::folder::Folder;
use super::rows::{ROWS, ROWS_PARQUET};
use crate::chart::{Drawing, ImageFormat};
use crate::report::manifest::ScenarioKey;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// An experiment, and where its files go.
pub(super) struct Experiment<'a, Q> {
    /// The command, which is also the name of the JSON file and of the chart.
    pub command: &'static str,
    /// Name of the tables, without an ending.
    pub table: &'static str,
    /// Which scenario, or which two.
    pub scenario: ScenarioKey,
    /// What else tells this result from its like, for the folder's name; may be empty.
    pub name: String,
    /// Number of replications asked for, for the folder's name.
    pub runs: u64,
    /// What else shapes the result.
    pub question: Q,
    /// Whether there is a row per replication.
    pub rows: bool,
    pub kept: &'a Kept,
}

impl<Q: Clone + Serialize> Experiment<'_, Q> {
    /// The folder: with `--json` none unless it is named or rows need one.
    pub fn dir(&self, global: &Global) -> Option<PathBuf> {
        if self.kept.out.is_some() || (global.json && !self.rows) {
            return self.kept.out.clone();
        }
        Some(dir(
            self.command,
            &self.scenario,
            &self.name,
            self.runs,
            global.seed,
        ))
    }

    /// Opens the folder, if there is one, before the work begins.
    pub fn open(&self, global: &Global, console: Console) -> Result<Folder, Failure> {
        let formats = self.kept.images.formats();
        let recipe = Recipe {
            zopa: env!("CARGO_PKG_VERSION").to_owned(),
            study: self.command.to_owned(),
            scenario: self.scenario.clone(),
            seed: global.seed,
            question: self.question.clone(),
            set: global.set.iter().map(|c| c.text.clone()).collect(),
            charts: formats
                .iter()
                .map(|&f| charts::ending(f).to_owned())
                .collect(),
            rows: self.rows,
            shard: None,
        };
        let mut files = self.tables_and_rows();
        files.push(json_file(self.command));
        files.extend(charts::files(&chart(self.command), formats));
        let dir = self.dir(global);
        Folder::open(dir.as_deref(), self.kept, recipe.words(), &files, console)
    }

    /// Writes the JSON, the tables and the chart, and declares the result complete; says where it is, if
    /// anywhere.
    pub fn finish(
        &self,
        folder: Folder,
        global: &Global,
        json: &str,
        tables: impl FnOnce() -> Result<[(String, Vec<u8>); 2], Failure>,
        draw: impl Fn(ImageFormat) -> Result<Drawing, String>,
    ) -> Result<String, Failure> {
        let Some(dir) = self.dir(global) else {
            return Ok(String::new());
        };
        let formats = self.kept.images.formats();
        let mut files = charts::drawn(&chart(self.command), formats, draw)?;
        files.push((json_file(self.command), json.as_bytes().to_vec()));
        files.extend(tables()?);
        folder.finish(files)?;
        let others = self.tables_and_rows();
        Ok(wrote(&dir, self.command, &others, formats))
    }

    fn tables_and_rows(&self) -> Vec<String> {
        let mut files: Vec<String> = ["csv", "parquet"]
            .map(|ending| format!("{}.{ending}", self.table))
            .into();
        if self.rows {
            files.extend([ROWS, ROWS_PARQUET].map(str::to_owned));
        }
        files
    }
}

/// What a command found.
pub(super) fn json_file(command: &str) -> String {
    format!("{command}.json")
}

/// Path of a command's chart, without an ending.
pub(super) fn chart(command: &str) -> String {
    format!("charts/{command}")
}

/// The folder where none is named.
pub(super) fn dir(
    command: &str,
    scenario: &ScenarioKey,
    name: &str,
    runs: u64,
    seed: u64,
) -> PathBuf {
    let joint = if name.is_empty() { "" } else { "-" };
    let place = Path::new("output").join(command).join(&scenario.id);
    place.join(format!("{name}{joint}{runs}-{seed}"))
}

/// What was written, in words.
pub(super) fn wrote(
    dir: &Path,
    command: &str,
    others: &[String],
    formats: &[ImageFormat],
) -> String {
    let mut names = vec![json_file(command)];
    names.extend(others.iter().cloned());
    let images = formats.iter().map(|&format| charts::ending(format));
    names.extend(images.map(|ending| format!("{}.{ending}", chart(command))));
    format!("wrote {}/ ({})\n", dir.display(), names.join(", "))
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
