//! What experiments that play blocks have in common: their folder, the blocks that were taken down before,
//! progress, and why they stop.

use super::args::Kept;
use super::charts::ending;
use super::console::Console;
use super::failure::Failure;
use super::interrupt;
use super::progress::Bar;
use crate::chart::{Drawing, ImageFormat};
use crate::experiment::course::{Stop, Take, Watch};
use crate::model::Scenario;
use crate::report::ledger::{Ledger, Start};
use crate::report::number::count;
use crate::report::text::join;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// A line per block.
const LINES: &str = "blocks.jsonl";
/// Most names told.
const MOST_NAMES: usize = 12;

/// The folder of an experiment, where it has one, and the blocks that are there already.
pub(super) struct Folder {
    ledger: Option<Ledger>,
    known: Vec<Vec<f64>>,
}

impl Folder {
    /// Opens the folder `dir`; `files` will be added at the end.
    pub fn open(
        dir: Option<&Path>,
        kept: &Kept,
        recipe: Value,
        files: &[String],
        console: Console,
    ) -> Result<Self, Failure> {
        let Some(dir) = dir else {
            if kept.resume {
                let failure = Failure::usage("`--resume` needs the folder of what was stopped");
                return Err(failure.with_help("with `--json`, `--out DIR` names it"));
            }
            return Ok(Self {
                ledger: None,
                known: Vec::new(),
            });
        };
        let recipe = match recipe {
            Value::Object(recipe) => recipe,
            _ => Map::new(),
        };
        let (ledger, lines) = open_ledger(dir, kept, recipe, LINES, files)?;
        let block = |(n, line): (usize, &String)| {
            serde_json::from_str::<Vec<f64>>(line).map_err(|_| damaged(n + 1))
        };
        let known: Result<Vec<_>, _> = lines.iter().enumerate().map(block).collect();
        let known = known?;
        if !known.is_empty() {
            let blocks = count(known.len() as u128, "block");
            console.note(&format!("{blocks} played before"));
        }
        Ok(Self {
            ledger: Some(ledger),
            known,
        })
    }

    /// Plays an experiment of so many replications, taking down its blocks.
    pub fn play<T>(
        &mut self,
        total: u64,
        console: Console,
        play: impl FnOnce(Vec<Vec<f64>>, &mut Take<'_>, &mut Watch<'_>) -> Result<T, Stop>,
    ) -> Result<T, Failure> {
        interrupt::watch();
        let bar = Bar::of_study(console, total);
        let known = std::mem::take(&mut self.known);
        let ledger = &mut self.ledger;
        let mut done = 0;
        let result = play(
            known,
            &mut |numbers| match ledger {
                Some(ledger) => {
                    // Whole numbers, as most are, without their ".0".
                    let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
                    ledger.append(&format!("[{}]\n", numbers.join(",")))
                }
                None => Ok(()),
            },
            &mut |runs| {
                done = runs;
                bar.games(runs);
                !interrupt::requested()
            },
        );
        bar.finish();
        let kept = self.ledger.is_some();
        result.map_err(|stop| failure(stop, done, kept))
    }

    /// Whether there is a folder at all.
    pub fn is_kept(&self) -> bool {
        self.ledger.is_some()
    }

    /// Writes the files and declares the result complete.
    pub fn finish(self, files: Vec<(String, Vec<u8>)>) -> Result<(), Failure> {
        let Some(ledger) = self.ledger else {
            return Ok(());
        };
        for (name, bytes) in files {
            ledger.add(&name, &bytes)?;
        }
        Ok(ledger.finish()?)
    }
}

/// Opens the folder of a result that grows line by line, to begin it, to go on or to replace it. Returns
/// the lines that are there already.
pub(super) fn open_ledger(
    dir: &Path,
    kept: &Kept,
    recipe: Map<String, Value>,
    lines: &'static str,
    files: &[String],
) -> Result<(Ledger, Vec<String>), Failure> {
    let start = match (kept.resume, kept.force) {
        (true, _) => Start::Resume,
        (_, true) => Start::Replace,
        _ => Start::Fresh,
    };
    if kept.resume && !dir.exists() {
        let message = format!("there is nothing to go on with in `{}`", dir.display());
        let help = "`--out DIR` names the folder of what was stopped";
        return Err(Failure::usage(message).with_help(help));
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    Ok(Ledger::open(dir, recipe, lines, &files, start)?)
}

fn damaged(line: usize) -> Failure {
    let message = format!("line {line} of `{LINES}` is no block of this experiment");
    Failure::running(message).with_help("`--force` starts the experiment anew")
}

fn failure(stop: Stop, done: u64, kept: bool) -> Failure {
    match stop {
        Stop::Interrupted => {
            let message = format!("stopped after {}", count(done.into(), "run"));
            let failure = Failure::interrupted(message);
            match kept {
                true => failure.with_help("`--resume` goes on from there"),
                false => failure,
            }
        }
        Stop::Damaged(line) => damaged(line),
        Stop::NothingUncertain => Failure::running(stop.to_string()).with_help(
            "ranges make numbers uncertain, such as { uniform = [0.2, 0.6] } (zopa list distributions)",
        ),
        Stop::Threads(_) => Failure::running(stop.to_string()).with_help("`--threads N` asks for fewer"),
        Stop::Lost(_) => Failure::running(stop.to_string())
            .with_help("what is there already is kept; `--resume` goes on from there"),
        Stop::DoesNotVary(..) => Failure::running(stop.to_string()).with_help(
            "there is nothing to explain; more `--runs` may find what is rare, `--output` looks at something else",
        ),
    }
}

/// The usual folder of an experiment that looks at something: letters, digits and `_` of its name.
pub(super) fn folder_name(scenario: &Scenario, study: &str, of: &str, seed: u64) -> PathBuf {
    let plain = |c: char| {
        if c.is_ascii_alphanumeric() || c == '_' {
            c
        } else {
            '-'
        }
    };
    let of: String = of.chars().map(plain).collect();
    Path::new("output")
        .join(&scenario.id)
        .join(format!("{study}-{of}-{seed}"))
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

/// Names of the files of a chart.
pub(super) fn chart_files(name: &str, formats: &[ImageFormat]) -> Vec<String> {
    if formats.is_empty() {
        return Vec::new();
    }
    let endings = formats.iter().map(|&format| ending(format));
    let endings = endings.chain(["csv", "txt"]);
    endings.map(|ending| format!("{name}.{ending}")).collect()
}

/// A chart with its data and its description.
pub(super) fn drawn(
    name: &str,
    formats: &[ImageFormat],
    draw: impl Fn(ImageFormat) -> Result<Drawing, String>,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut files = Vec::new();
    for &format in formats {
        let drawing = draw(format)
            .map_err(|error| Failure::running(format!("cannot draw `{name}`: {error}")))?;
        if files.is_empty() {
            files.push((format!("{name}.csv"), drawing.csv.into_bytes()));
            files.push((format!("{name}.txt"), (drawing.alt + "\n").into_bytes()));
        }
        files.push((format!("{name}.{}", ending(format)), drawing.image));
    }
    Ok(files)
}
