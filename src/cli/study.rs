//! Studies as results that grow piece by piece: opening the folder, taking up what is there, playing
//! the rest, refining, and writing what came out.

use super::args::Global;
use super::charts;
use super::console::Console;
use super::failure::Failure;
use super::folder::{damaged, stopped};
use super::interrupt;
use super::progress::Bar;
use super::rows::{self, ROWS, ROWS_PARQUET};
use crate::chart;
use crate::experiment::study::{self, Base, Piece, Plan};
use crate::experiment::sweep::{Level, Recipe, Sweep, Tallies};
use crate::model::Scenario;
use crate::report::columns;
use crate::report::ledger::Ledger;
use crate::report::manifest::json;
use crate::report::number::count;
use crate::report::sweep as words;
use crate::scenario::Override;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::Write;
use std::ops::Range;

/// The pieces.
pub(super) const LINES: &str = "pieces.jsonl";
/// The chart.
const CHART: &str = "sweep";
/// What a sweep found.
pub(super) const RESULT: &str = "sweep.json";

/// Names of the files of a finished sweep beside its pieces.
pub(super) fn files(recipe: &Recipe) -> Vec<String> {
    let mut files = Vec::new();
    if recipe.rows {
        files.push(ROWS.to_owned());
    }
    if recipe.shard.is_some() {
        return files;
    }
    files.extend([RESULT, "points.csv", "points.parquet"].map(str::to_owned));
    if recipe.rows {
        files.push(ROWS_PARQUET.to_owned());
    }
    files.extend(charts::files(CHART, &charts::named(&recipe.charts)));
    files
}

/// A recipe as it stands in the folder.
pub(super) fn words_of(recipe: &Recipe) -> Map<String, Value> {
    match serde_json::to_value(recipe) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// A sweep under way.
pub(super) struct Course<'a> {
    /// What shapes it.
    pub recipe: &'a Recipe,
    /// The scenario.
    pub base: &'a Base,
    /// The same, read.
    pub scenario: &'a Scenario,
    /// Places of the points.
    pub places: Vec<Vec<Level>>,
    /// How many of them are played, all that came before a refinement.
    settled: usize,
    /// What was counted.
    pub tallies: Tallies,
    /// Where it is written, if anywhere.
    pub ledger: Option<Ledger>,
    /// The file of rows, once it is open, and how many bytes of rows it should hold.
    rows: (Option<File>, u64),
}

impl<'a> Course<'a> {
    /// At its beginning.
    pub fn new(
        recipe: &'a Recipe,
        base: &'a Base,
        scenario: &'a Scenario,
        places: Vec<Vec<Level>>,
        ledger: Option<Ledger>,
    ) -> Self {
        Self {
            recipe,
            base,
            scenario,
            places,
            settled: 0,
            tallies: Tallies::default(),
            ledger,
            rows: (None, 0),
        }
    }

    /// What is to be played, as far as is known yet.
    pub fn plan(&self) -> Plan<'a> {
        let changes = |place: &Vec<Level>| -> Vec<Override> {
            let pairs = self.recipe.axes.iter().zip(place);
            pairs.map(|(axis, level)| axis.at(level)).collect()
        };
        Plan {
            base: self.base,
            points: self.places.iter().map(changes).collect(),
            first: self.settled,
            runs: self.recipe.runs,
            seed: self.recipe.seed,
            rows: self.recipe.rows,
        }
    }

    /// Takes up what is there in `lines`, and plays the rest.
    pub fn run(
        &mut self,
        lines: &[String],
        global: &Global,
        console: Console,
    ) -> Result<(), Failure> {
        let mut lines = lines.iter().enumerate();
        let (mut next, mut refinements) = (0, 0);
        loop {
            let plan = self.plan();
            let whole = next..plan.pieces();
            let mut due = self
                .recipe
                .shard()
                .map_or(whole, |shard| shard.part(plan.pieces()));
            let before = due.start;
            for (n, line) in lines.by_ref().take((due.end - due.start) as usize) {
                let piece = piece(&plan, due.start, line).ok_or_else(|| damaged(n + 1, LINES))?;
                self.count(&piece);
                due.start += 1;
            }
            next = due.end;
            if due.start > before && refinements == 0 {
                let done = count(self.tallies.runs().into(), "run");
                console.note(&format!("{done} played before"));
            }
            self.play(&plan, due, global, console)?;
            let more = self
                .recipe
                .refinement(&self.places, &self.tallies, refinements);
            if more.is_empty() {
                break;
            }
            refinements += 1;
            self.settled = self.places.len();
            self.places.extend(more);
        }
        self.open_rows()
    }

    fn count(&mut self, piece: &Piece) {
        self.tallies.add(piece);
        self.rows.1 += piece.row_bytes;
    }

    /// Opens the file of rows where rows are kept, without what was written behind the last piece.
    fn open_rows(&mut self) -> Result<(), Failure> {
        let Some(ledger) = self.ledger.as_ref().filter(|_| self.recipe.rows) else {
            return Ok(());
        };
        if self.rows.0.is_some() {
            return Ok(());
        }
        let header = words::row_header(self.scenario);
        let file = rows::open(ledger, header.as_bytes(), self.rows.1)?;
        self.rows.0 = Some(file);
        Ok(())
    }

    fn play(
        &mut self,
        plan: &Plan<'_>,
        due: Range<u64>,
        global: &Global,
        console: Console,
    ) -> Result<(), Failure> {
        if due.is_empty() {
            return Ok(());
        }
        self.open_rows()?;
        let ahead = plan.runs_of(due.clone());
        let bar = Bar::of_study(console, self.tallies.runs() + ahead);
        let mut take = |piece: Piece, rows: &[u8]| {
            if let Some(file) = &mut self.rows.0 {
                file.write_all(rows)?;
            }
            if let Some(ledger) = &mut self.ledger {
                let line = serde_json::to_string(&piece).map_err(std::io::Error::other)?;
                ledger.append(&(line + "\n"))?;
            }
            self.tallies.add(&piece);
            self.rows.1 += piece.row_bytes;
            bar.games(self.tallies.runs());
            Ok(())
        };
        let threads = global.threads.unwrap_or(0);
        let result = study::play(plan, due, threads, &mut take, &interrupt::requested);
        bar.finish();
        let done = count(self.tallies.runs().into(), "run");
        result.map_err(|stop| stopped(stop, &done, self.ledger.is_some(), LINES, console))
    }
}

/// A line of the ledger, where it is the piece of this number.
pub(super) fn piece(plan: &Plan<'_>, number: u64, line: &str) -> Option<Piece> {
    let piece: Piece = serde_json::from_str(line).ok()?;
    let (point, runs) = plan.piece(number);
    let length = runs.end - runs.start;
    let fits = piece.point == point && piece.first == runs.start && piece.counts.runs == length;
    fits.then_some(piece)
}

/// Writes what a sweep found, and declares the result complete.
pub(super) fn finish(ledger: Ledger, recipe: &Recipe, sweep: &Sweep) -> Result<(), Failure> {
    let cannot = |what: &str, error: &dyn std::fmt::Display| {
        Failure::running(format!("cannot write `{what}`: {error}"))
    };
    ledger.add(RESULT, json(sweep).as_bytes())?;
    let points = words::columns(sweep);
    ledger.add("points.csv", points.to_csv().as_bytes())?;
    let parquet = columns::to_parquet(&points).map_err(|e| cannot("points.parquet", &e))?;
    ledger.add("points.parquet", &parquet)?;
    if recipe.rows {
        rows::as_parquet(&ledger, &words::row_kind)?;
    }
    for (name, bytes) in drawings(recipe, ledger.hash(), sweep)? {
        ledger.add(&name, &bytes)?;
    }
    Ok(ledger.finish()?)
}

/// The chart of a sweep in the formats asked for, with its data and its description.
pub(super) fn drawings(
    recipe: &Recipe,
    hash: &str,
    sweep: &Sweep,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let footer = format!(
        "{}@{hash} · {} x {} · seed {} · zopa {} · conditional on the stated assumptions",
        sweep.scenario.id,
        count(sweep.points.len() as u128, "point"),
        count(sweep.runs.into(), "run"),
        sweep.seed,
        recipe.zopa
    );
    charts::drawn(CHART, &charts::named(&recipe.charts), |format| {
        chart::draw_sweep(sweep, &footer, format)
    })
}
