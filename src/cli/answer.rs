//! What `zopa sensitivity` and `zopa discover` have in common: both play blocks of replications whatever comes
//! out, whole or in parts, and find something in them that is told, drawn and written as tables.

use super::args;
use super::args::Global;
use super::charts;
use super::console::Console;
use super::experiment::cannot_write;
use super::failure::Failure;
use super::folder::{Folder, part_done, part_of};
use super::load::{read, refuse};
use super::rows::{self, ROWS, ROWS_PARQUET};
use crate::chart::{Drawing, ImageFormat};
use crate::experiment::course::{Means, Row};
use crate::experiment::{Shard, Stop};
use crate::model::Scenario;
use crate::report::columns::{self, Columns, Values};
use crate::report::manifest::{ScenarioKey, json};
use crate::report::text::join;
use crate::report::{Paint, experiment_rows};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::io;
use std::path::{Path, PathBuf};

/// The scenario of a part, so that parts can be joined where the file is not at hand.
pub(super) const ALONE: &str = "scenario.json";
/// Most names told.
const MOST_NAMES: usize = 12;

/// Takes rows with the text of their output.
pub(super) type RowSink<'a> = dyn FnMut(&Row, &str) -> io::Result<()> + 'a;

/// A question to a scenario, as the command asks it: it stands in the recipe.
pub(super) trait Question: Clone + PartialEq + Serialize + DeserializeOwned {
    /// The command.
    const NAME: &'static str;
    /// The file of what it found.
    const RESULT: &'static str;
    /// The chart.
    const CHART: &'static str;
    /// The tables.
    const TABLES: &'static [&'static str];
    /// The column of the output in the rows, and what it holds.
    const OUTPUT: (&'static str, Values);
    /// What shapes the answer besides the scenario.
    type Settings;
    /// What it finds.
    type Found: Serialize + DeserializeOwned;

    /// What it looks at, for the folder's name.
    fn about(&self) -> &str;
    /// The same in terms of a scenario.
    fn settings(&self, scenario: &Scenario, seed: u64) -> Result<Self::Settings, Failure>;
    /// Replications that it takes, at most.
    fn replications(settings: &Self::Settings, scenario: &Scenario) -> u64;
    /// Blocks that can be played in parts.
    fn blocks(settings: &Self::Settings, scenario: &Scenario) -> u64;
    /// Plays all, hands over the rows where they are wanted, and answers.
    fn answer(
        settings: &Self::Settings,
        scenario: &Scenario,
        means: Means<'_>,
        rows: Option<&mut RowSink<'_>>,
    ) -> Result<Self::Found, Stop>;
    /// Plays a part; says how many replications that was.
    fn part(
        settings: &Self::Settings,
        scenario: &Scenario,
        shard: Shard,
        means: Means<'_>,
    ) -> Result<u64, Stop>;
    /// Draws what was found.
    fn draw(found: &Self::Found, format: ImageFormat) -> Result<Drawing, String>;
    /// What was found, as the tables.
    fn tables(found: &Self::Found) -> Vec<Columns>;
    /// What was found, in words.
    fn text(found: &Self::Found, cells: usize, paint: Paint) -> String;
}

/// What shapes a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Recipe<Q> {
    /// Version of zopa.
    pub zopa: String,
    /// The command.
    pub study: String,
    /// Which scenario.
    pub scenario: ScenarioKey,
    /// Seed of all randomness.
    pub seed: u64,
    /// What is asked.
    #[serde(flatten)]
    pub question: Q,
    /// Changes to the scenario, as `PATH=VALUE`.
    pub set: Vec<String>,
    /// Image formats of the chart.
    pub charts: Vec<String>,
    /// Whether there is a row per replication.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rows: bool,
    /// Which part of the whole, as `i/n`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<String>,
}

impl<Q: Serialize> Recipe<Q> {
    /// The recipe as it stands in the folder.
    pub fn words(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        }
    }
}

impl<Q: Question> Recipe<Q> {
    /// Names of the files beside the blocks.
    pub fn files(&self) -> Vec<String> {
        if self.shard.is_some() {
            return vec![ALONE.to_owned()];
        }
        let mut files = charts::files(Q::CHART, &charts::named(&self.charts));
        files.push(Q::RESULT.to_owned());
        for table in Q::TABLES {
            files.extend(["csv", "parquet"].map(|ending| format!("{table}.{ending}")));
        }
        if self.rows {
            files.extend([ROWS, ROWS_PARQUET].map(str::to_owned));
        }
        files
    }
}

/// Where an answer comes from and where it goes.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub global: &'a Global,
    pub console: Console,
    /// The folder, if there is one.
    pub dir: Option<&'a Path>,
}

/// Answers a question to the scenario of a file, or plays a part of what that takes.
pub(super) fn ask<Q: Question>(
    file: &Path,
    (study, rows): (&args::Study, bool),
    global: &Global,
    console: Console,
    question: impl FnOnce(&Scenario) -> Result<Q, Failure>,
) -> Result<(), Failure> {
    let (base, loaded) = read(file, global, console)?;
    let scenario = &loaded.scenario;
    let question = question(scenario)?;
    let settings = question.settings(scenario, global.seed)?;
    let formats = study.kept.images.formats().iter();
    let recipe = Recipe {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        study: Q::NAME.to_owned(),
        scenario: ScenarioKey {
            id: scenario.id.clone(),
            hash: scenario.hash.clone(),
        },
        seed: global.seed,
        question,
        set: global.set.iter().map(|c| c.text.clone()).collect(),
        charts: formats.map(|&f| charts::ending(f).to_owned()).collect(),
        rows,
        shard: study.shard.map(|shard| shard.to_string()),
    };
    let dir = dir(&recipe, study, global);
    let (kept, files) = (&study.kept, recipe.files());
    let mut folder = Folder::open(dir.as_deref(), kept, recipe.words(), &files, console)?;
    let Some(shard) = study.shard else {
        let context = Context {
            global,
            console,
            dir: dir.as_deref(),
        };
        return answer(folder, &recipe, &settings, scenario, context);
    };
    let alone = base.standalone();
    let alone = alone.map_err(|problems| refuse(&problems, console))?;
    let total = Q::replications(&settings, scenario) / shard.of;
    let runs = folder.play(total, global, console, |means| {
        Q::part(&settings, scenario, shard, means)
    })?;
    folder.finish(vec![(ALONE.to_owned(), alone.into_bytes())])?;
    console.text(&part_done(shard, runs))
}

/// Plays what is not there yet, writes the files and tells what was found.
pub(super) fn answer<Q: Question>(
    mut folder: Folder,
    recipe: &Recipe<Q>,
    settings: &Q::Settings,
    scenario: &Scenario,
    context: Context<'_>,
) -> Result<(), Failure> {
    let (global, console) = (context.global, context.console);
    let mut table = match &folder.ledger {
        Some(ledger) if recipe.rows => {
            let header = experiment_rows::header(scenario, Q::OUTPUT.0);
            Some(rows::Anew::open(ledger, header)?)
        }
        _ => None,
    };
    let mut sink = |row: &Row, output: &str| match &mut table {
        Some(table) => table.add(&experiment_rows::fields(row, output)),
        None => Ok(()),
    };
    let total = Q::replications(settings, scenario);
    let found = folder.play(total, global, console, |means| {
        let sink: Option<&mut RowSink<'_>> = match recipe.rows {
            true => Some(&mut sink),
            false => None,
        };
        Q::answer(settings, scenario, means, sink)
    })?;
    if let Some(ledger) = &folder.ledger {
        if let Some(table) = table {
            table.close(ledger, &|name| experiment_rows::kind(name, Q::OUTPUT))?;
        }
        folder.finish(files::<Q>(&found, &charts::named(&recipe.charts))?)?;
    }
    if global.json {
        return console.result(&json(&found));
    }
    let mut text = Q::text(&found, console.width(), console.on_stdout());
    if let Some(dir) = context.dir {
        let tables = Q::TABLES.iter();
        let tables = tables.flat_map(|t| [format!("{t}.csv"), format!("{t}.parquet")]);
        let images = recipe.charts.iter().take(1);
        let images = images.map(|ending| format!("{}.{ending}", Q::CHART));
        let rows = [ROWS, ROWS_PARQUET].map(str::to_owned).into_iter();
        let rows = rows.take(if recipe.rows { 2 } else { 0 });
        let names: Vec<String> = [Q::RESULT.to_owned()]
            .into_iter()
            .chain(tables)
            .chain(rows)
            .chain(images)
            .collect();
        text.push_str(&format!(
            "wrote {}/ ({})\n",
            dir.display(),
            names.join(", ")
        ));
    }
    console.text(&text)
}

/// The files of what was found.
fn files<Q: Question>(
    found: &Q::Found,
    formats: &[ImageFormat],
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = charts::drawn(Q::CHART, formats, |format| Q::draw(found, format))?;
    files.push((Q::RESULT.to_owned(), json(found).into_bytes()));
    for (name, table) in Q::TABLES.iter().zip(Q::tables(found)) {
        files.extend(tables(name, &table)?);
    }
    Ok(files)
}

/// A table as CSV and as Parquet.
pub(super) fn tables(name: &str, table: &Columns) -> Result<[(String, Vec<u8>); 2], Failure> {
    let parquet = columns::to_parquet(table);
    let parquet = parquet.map_err(|e| cannot_write(&format!("{name}.parquet"), &e))?;
    Ok([
        (format!("{name}.csv"), table.to_csv().into_bytes()),
        (format!("{name}.parquet"), parquet),
    ])
}

/// The folder for the files: with `--json` none unless it is named or something needs one.
fn dir<Q: Question>(recipe: &Recipe<Q>, study: &args::Study, global: &Global) -> Option<PathBuf> {
    let needed = recipe.rows || recipe.shard.is_some();
    if study.kept.out.is_some() || (global.json && !needed) {
        return study.kept.out.clone();
    }
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    let about: String = recipe.question.about().chars().map(plain).collect();
    let part = part_of(study.shard);
    let name = format!("{}-{about}-{}{part}", Q::NAME, recipe.seed);
    Some(Path::new("output").join(&recipe.scenario.id).join(name))
}

/// A name that is not there, with those that are.
pub(super) fn unknown(flag: &str, what: &str, name: &str, names: &[String]) -> Failure {
    let names = names
        .iter()
        .take(MOST_NAMES)
        .map(|name| format!("`{name}`"));
    let names: Vec<String> = names.collect();
    Failure::usage(format!("`{flag}`: there is no {what} `{name}`"))
        .with_help(format!("there is {}", join(&names, "and")))
}
