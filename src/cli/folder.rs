//! Results that grow line by line, as all experiments share them: the folder with what was played before,
//! progress, and why they stop.

use super::args::{Global, Kept};
use super::console::Console;
use super::failure::Failure;
use super::interrupt;
use super::load::refuse;
use super::progress::Bar;
use crate::experiment::course::Means;
use crate::experiment::{Shard, Stop, Watch};
use crate::report::ledger::{Ledger, Start};
use crate::report::number::count;
use serde_json::{Map, Value};
use std::path::Path;

/// A line per block.
pub(super) const LINES: &str = "blocks.jsonl";

/// The folder of an experiment that plays blocks, where it has one, and the blocks that are there already.
pub(super) struct Folder {
    /// Where it is written, if anywhere.
    pub ledger: Option<Ledger>,
    known: Vec<Vec<f64>>,
}

impl Folder {
    /// Opens the folder `dir`; `files` will be added at the end.
    pub fn open(
        dir: Option<&Path>,
        kept: &Kept,
        recipe: Map<String, Value>,
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
        let (ledger, lines) = open_ledger(dir, (kept.resume, kept.force), recipe, LINES, files)?;
        let known = blocks(&lines).map_err(|line| damaged(line, LINES))?;
        if !known.is_empty() {
            let blocks = count(known.len() as u128, "block");
            console.note(&format!("{blocks} played before"));
        }
        Ok(Self {
            ledger: Some(ledger),
            known,
        })
    }

    /// A folder with blocks that were played elsewhere, and what was played since.
    pub fn of_parts(ledger: Ledger, lines: &[String]) -> Result<Self, Failure> {
        let known = blocks(lines).map_err(|line| damaged(line, LINES))?;
        Ok(Self {
            ledger: Some(ledger),
            known,
        })
    }

    /// The blocks that are there already.
    pub fn known(&self) -> &[Vec<f64>] {
        &self.known
    }

    /// Plays an experiment of so many replications, taking down its blocks.
    pub fn play<T>(
        &mut self,
        total: u64,
        global: &Global,
        console: Console,
        play: impl FnOnce(Means<'_>) -> Result<T, Stop>,
    ) -> Result<T, Failure> {
        let (result, done) = self.work((None, total), global, console, play);
        result.map_err(|stop| self.stopped(stop, done, console))
    }

    /// Plays a part of an experiment, of so many replications, taking down its blocks; says how many replications
    /// it has.
    pub fn play_part(
        &mut self,
        shard: Shard,
        total: u64,
        global: &Global,
        console: Console,
        play: impl FnOnce(Means<'_>) -> Result<(), Stop>,
    ) -> Result<u64, Failure> {
        match self.work((Some(shard), total), global, console, play) {
            (Ok(()) | Err(Stop::Part), done) => Ok(done),
            (Err(stop), done) => Err(self.stopped(stop, done, console)),
        }
    }

    /// What came of it, and how many replications are done.
    fn work<T>(
        &mut self,
        (shard, total): (Option<Shard>, u64),
        global: &Global,
        console: Console,
        play: impl FnOnce(Means<'_>) -> Result<T, Stop>,
    ) -> (Result<T, Stop>, u64) {
        interrupt::watch();
        let bar = Bar::of_study(console, total);
        let ledger = &mut self.ledger;
        let mut done = 0;
        let result = play(Means {
            threads: global.threads.unwrap_or(0),
            shard,
            known: std::mem::take(&mut self.known),
            take: &mut |numbers| match ledger {
                Some(ledger) => {
                    // Whole numbers, as most are, without their ".0".
                    let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
                    ledger.append(&format!("[{}]\n", numbers.join(",")))
                }
                None => Ok(()),
            },
            watch: Watch {
                progress: &mut |runs| {
                    done = runs;
                    bar.games(runs);
                    !interrupt::requested()
                },
                stop: &interrupt::requested,
            },
        });
        bar.finish();
        (result, done)
    }

    fn stopped(&self, stop: Stop, done: u64, console: Console) -> Failure {
        let done = count(done.into(), "run");
        stopped(stop, &done, self.ledger.is_some(), LINES, console)
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

/// The numbers of blocks; else which line is none, from 1.
pub(super) fn blocks(lines: &[String]) -> Result<Vec<Vec<f64>>, usize> {
    let block = |(n, line): (usize, &String)| serde_json::from_str(line).map_err(|_| n + 1);
    lines.iter().enumerate().map(block).collect()
}

/// Opens the folder of a result that grows line by line, to begin it, to go on or to replace it. Returns
/// the lines that are there already.
pub(super) fn open_ledger(
    dir: &Path,
    (resume, force): (bool, bool),
    recipe: Map<String, Value>,
    lines: &'static str,
    files: &[String],
) -> Result<(Ledger, Vec<String>), Failure> {
    let start = match (resume, force) {
        (true, _) => Start::Resume,
        (_, true) => Start::Replace,
        _ => Start::Fresh,
    };
    if resume && !dir.exists() {
        let message = format!("there is nothing to go on with in `{}`", dir.display());
        let help = "`--out DIR` names the folder of what was stopped";
        return Err(Failure::usage(message).with_help(help));
    }
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    Ok(Ledger::open(dir, recipe, lines, &files, start)?)
}

/// What the folder of a part ends in.
pub(super) fn part_of(shard: Option<Shard>) -> String {
    shard.map_or(String::new(), |Shard { number, of }| {
        format!("-part-{number}-of-{of}")
    })
}

/// What is said when a part is done.
pub(super) fn part_done(shard: Shard, runs: u64) -> String {
    let done = count(runs.into(), "run");
    format!("part {shard} is done: {done}; `zopa merge` joins all parts\n")
}

pub(super) fn damaged(line: usize, lines: &str) -> Failure {
    let what = if lines == LINES { "block" } else { "piece" };
    let message = format!("line {line} of `{lines}` is no {what} of this experiment");
    Failure::running(message).with_help("`--force` starts the experiment anew")
}

/// Why an experiment that grows in a folder stopped; `done` says how far it had come.
pub(super) fn stopped(
    stop: Stop,
    done: &str,
    kept: bool,
    lines: &str,
    console: Console,
) -> Failure {
    let failure = Failure::running(stop.to_string());
    match stop {
        Stop::Interrupted => {
            let failure = Failure::interrupted(format!("stopped after {done}"));
            match kept {
                true => failure.with_help("`--resume` goes on from there"),
                false => failure,
            }
        }
        Stop::Part => failure,
        Stop::Wrong(problems) => refuse(&problems, console),
        Stop::Damaged(line) => damaged(line, lines),
        Stop::NothingUncertain => failure.with_help(
            "ranges make numbers uncertain, such as { uniform = [0.2, 0.6] } (zopa list distributions)",
        ),
        Stop::Threads(_) => failure.with_help("`--threads N` asks for fewer"),
        Stop::Lost(_) => {
            failure.with_help("what is there already is kept; `--resume` goes on from there")
        }
        Stop::DoesNotVary(..) => failure.with_help(
            "there is nothing to explain; more `--runs` may find what is rare",
        ),
    }
}
