//! What all commands do that play blocks of replications and find something in them: the folder, a part or the
//! whole, the files, and what is told.

use super::args::{Global, Study};
use super::charts;
use super::console::Console;
use super::failure::{EXPECTATION, Failure, cannot_write};
use super::folder::{Folder, LINES, part_done, part_of, stopped};
use super::given::{self, Given};
use super::question::{Question, Recipe, Table};
use super::rows::{ROWS, Rows};
use crate::chart::ImageFormat;
use crate::experiment::Shard;
use crate::report::columns::{self, Columns};
use crate::report::manifest::json;
use std::path::{Path, PathBuf};

/// A question with what shapes its answer and where that goes.
pub(super) struct Asked<'a, Q: Question> {
    pub recipe: &'a Recipe<Q>,
    pub case: &'a Q::Case,
    /// The folder, if there is one.
    pub dir: Option<&'a Path>,
    pub global: &'a Global,
    pub console: Console,
}

/// Answers a question to scenarios, or plays a part of what that takes.
pub(super) fn ask<Q: Question>(
    question: Q,
    given: Vec<Given>,
    (study, rows): (&Study, bool),
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let kept = &study.kept;
    let formats = kept.images.formats().iter();
    let recipe = Recipe {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        study: Q::NAME.to_owned(),
        scenario: given::key(&given),
        seed: global.seed,
        question,
        set: global.set.iter().map(|c| c.text.clone()).collect(),
        charts: formats.map(|&f| charts::ending(f).to_owned()).collect(),
        rows,
        shard: study.shard.map(|shard| shard.to_string()),
    };
    let part = match study.shard {
        Some(shard) => Some((shard, given::documents(&given, console)?)),
        None => None,
    };
    let case = recipe.question.case(given, recipe.seed)?;
    let dir = dir(&recipe, study, global);
    let asked = Asked {
        recipe: &recipe,
        case: &case,
        dir: dir.as_deref(),
        global,
        console,
    };
    let files = match &part {
        Some((_, documents)) => {
            let mut files: Vec<String> = documents.iter().map(|(name, _)| name.clone()).collect();
            files.extend((rows && Q::ROWS_GROW).then(|| ROWS.to_owned()));
            files
        }
        None => recipe.files(),
    };
    let folder = Folder::open(asked.dir, kept, recipe.words(), &files, console)?;
    match part {
        Some((shard, documents)) => asked.play_part(folder, shard, documents),
        None => asked.answer(folder),
    }
}

impl<Q: Question> Asked<'_, Q> {
    /// Plays what is not there yet of a part, and adds what joining needs.
    fn play_part(
        &self,
        mut folder: Folder,
        shard: Shard,
        documents: Vec<(String, Vec<u8>)>,
    ) -> Result<(), Failure> {
        let extent = Q::extent(self.case);
        let mut rows = match Q::ROWS_GROW {
            true => self.rows(&folder, shard.part(extent.blocks).start)?,
            false => None,
        };
        let total = extent.beforehand / shard.of;
        let runs = folder.play_part(shard, total, self.global, self.console, |means| {
            Q::answer(self.case, means, rows.as_mut()).map(|_| ())
        })?;
        folder.finish(documents)?;
        self.console.text(&part_done(shard, runs))
    }

    /// Plays what is not there yet, writes the files and tells what was found.
    pub fn answer(&self, mut folder: Folder) -> Result<(), Failure> {
        let mut rows = self.rows(&folder, 0)?;
        let total = Q::extent(self.case).replications;
        let found = folder.play(total, self.global, self.console, |means| {
            Q::answer(self.case, means, rows.as_mut())
        })?;
        if let Some(ledger) = &folder.ledger {
            if let Some(rows) = rows {
                rows.close(ledger, &Q::row_kind)?;
            }
            folder.finish(files::<Q>(&found, &charts::named(&self.recipe.charts))?)?;
        }
        if let Some(note) = Q::note(self.case, &found) {
            self.console.note(&note);
        }
        let wrote = self.dir.map(|dir| {
            let mut names = self.recipe.tables();
            names.extend(images::<Q>(&self.recipe.charts));
            wrote(dir, &names)
        });
        let wrote = wrote.unwrap_or_default();
        tell::<Q>(&found, &wrote, self.global, self.console)
    }

    /// The file of rows where they are wanted, with those of the blocks that are there already, of which the first
    /// has this number.
    fn rows(&self, folder: &Folder, first: u64) -> Result<Option<Rows>, Failure> {
        let Some(ledger) = folder.ledger.as_ref().filter(|_| self.recipe.rows) else {
            return Ok(None);
        };
        let bytes = Q::row_bytes(self.case, first, folder.known())
            .map_err(|stop| stopped(stop, "", true, LINES, self.console))?;
        Rows::open(ledger, Q::row_header(self.case), bytes).map(Some)
    }
}

/// Prints what was found, and where it was written; fails where it is not what the scenario expects.
pub(super) fn tell<Q: Question>(
    found: &Q::Found,
    wrote: &str,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    if global.json {
        console.result(&json(found))?;
    } else {
        let text = Q::text(found, console.width(), console.on_stdout());
        console.text(&(text + wrote))?;
    }
    match Q::is_as_expected(found) {
        true => Ok(()),
        false => Err(Failure::said(EXPECTATION)),
    }
}

/// Names of the images of a chart.
pub(super) fn images<Q: Question>(endings: &[String]) -> impl Iterator<Item = String> {
    endings
        .iter()
        .map(|ending| format!("{}.{ending}", Q::CHART))
}

/// What was written, in words.
pub(super) fn wrote(dir: &Path, names: &[String]) -> String {
    format!("wrote {}/ ({})\n", dir.display(), names.join(", "))
}

/// The files of what was found.
pub(super) fn files<Q: Question>(
    found: &Q::Found,
    formats: &[ImageFormat],
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = vec![(Q::RESULT.to_owned(), json(found).into_bytes())];
    files.extend(Q::tables(found)?.into_iter().flatten());
    let drawn = charts::drawn(Q::CHART, formats, |format| Q::draw(found, format));
    files.extend(drawn?);
    Ok(files)
}

/// A table as CSV and as Parquet.
pub(super) fn table(name: &str, table: &Columns) -> Result<Table, Failure> {
    let parquet = columns::to_parquet(table);
    let parquet = parquet.map_err(|e| cannot_write(&format!("{name}.parquet"), &e))?;
    Ok([
        (format!("{name}.csv"), table.to_csv().into_bytes()),
        (format!("{name}.parquet"), parquet),
    ])
}

/// The folder for the files: with `--json` none unless it is named or something needs one.
fn dir<Q: Question>(recipe: &Recipe<Q>, study: &Study, global: &Global) -> Option<PathBuf> {
    let needed = recipe.rows || study.shard.is_some();
    if study.kept.out.is_some() || (global.json && !needed) {
        return study.kept.out.clone();
    }
    let place = recipe.question.place(&recipe.scenario.id, recipe.seed);
    Some(Path::new("output").join(place + &part_of(study.shard)))
}
