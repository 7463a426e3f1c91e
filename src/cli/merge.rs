//! `zopa merge`: joins the parts of a study that was spread over machines, to the same bytes as one run.

use super::args::{Global, Merge};
use super::console::Console;
use super::failure::Failure;
use super::study::{self, LINES, ROWS};
use crate::experiment::study::{Piece, Shard};
use crate::experiment::sweep::{Recipe, Tallies};
use crate::report::ledger::{Ledger, RECIPE, Start};
use crate::report::manifest::{FILE as MANIFEST, json};
use crate::report::number::count;
use crate::report::sweep as words;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A part: its folder, its recipe, and which part it is.
struct Part {
    dir: PathBuf,
    recipe: Recipe,
    shard: Shard,
}

pub(super) fn merge(args: &Merge, global: &Global, console: Console) -> Result<(), Failure> {
    let parts = parts(args, console)?;
    let recipe = Recipe {
        shard: None,
        ..parts[0].recipe.clone()
    };
    let places = recipe
        .places()
        .map_err(|error| Failure::running(error.to_string()))?;
    let start = if args.force {
        Start::Replace
    } else {
        Start::Fresh
    };
    let files = study::files(&recipe);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let (mut ledger, _) = Ledger::open(&args.out, study::words_of(&recipe), LINES, &files, start)?;
    let mut rows = match recipe.rows {
        true => Some(ledger.beside(ROWS, 0)?),
        false => None,
    };
    let mut tallies = Tallies::default();
    for part in &parts {
        join(part, &mut ledger, &mut tallies, rows.as_mut()).map_err(|error| {
            Failure::running(format!("cannot join `{}`: {error}", part.dir.display()))
        })?;
    }
    let expected = places.len() as u128 * u128::from(recipe.runs);
    if u128::from(tallies.runs()) != expected || tallies.counts.len() != places.len() {
        let message = format!(
            "the parts hold {} where {expected} are needed: their files were changed",
            count(tallies.runs().into(), "run")
        );
        return Err(Failure::running(message));
    }
    let sweep = recipe.result(&places, &tallies);
    study::finish(ledger, &recipe, &sweep)?;
    if global.json {
        return console.result(&json(&sweep));
    }
    let text = words::text(&sweep, console.width(), console.on_stdout());
    let joined = count(parts.len() as u128, "part");
    console.text(&format!(
        "{text}joined {joined} in {}/\n",
        args.out.display()
    ))
}

/// All parts in order; everything that is wrong with them is told.
fn parts(args: &Merge, console: Console) -> Result<Vec<Part>, Failure> {
    let mut parts: Vec<Part> = Vec::new();
    let mut wrong = Vec::new();
    for dir in &args.dirs {
        match part(dir) {
            Ok(part) => parts.push(part),
            Err(message) => wrong.push(message),
        }
    }
    parts.sort_by_key(|part| part.shard.number);
    if let Some(first) = parts.first() {
        let whole = |part: &Part| {
            let mut recipe = part.recipe.clone();
            recipe.shard = None;
            recipe
        };
        let shown = first.dir.display();
        for part in &parts[1..] {
            let dir = part.dir.display();
            if whole(part) != whole(first) || part.shard.of != first.shard.of {
                wrong.push(format!(
                    "`{dir}` and `{shown}` are no parts of the same study"
                ));
            }
        }
        for number in 1..=first.shard.of {
            let same = parts.iter().filter(|part| part.shard.number == number);
            let dirs: Vec<String> = same.map(|p| format!("`{}`", p.dir.display())).collect();
            match &dirs[..] {
                [] => wrong.push(format!("part {number}/{} is missing", first.shard.of)),
                [_] => {}
                several => wrong.push(format!(
                    "{} are all part {number}/{}",
                    several.join(", "),
                    first.shard.of
                )),
            }
        }
    }
    const SHOWN: usize = 10;
    for message in wrong.iter().take(SHOWN) {
        console.failure(&Failure::running(message.clone()));
    }
    match wrong.len() {
        0 => Ok(parts),
        n => Err(Failure::running(format!(
            "nothing was joined: {}",
            count(n as u128, "problem")
        ))),
    }
}

fn part(dir: &Path) -> Result<Part, String> {
    let shown = dir.display();
    let text = fs::read_to_string(dir.join(RECIPE))
        .map_err(|error| format!("`{shown}` is no part of a study: `{RECIPE}`: {error}"))?;
    let recipe: Recipe = serde_json::from_str(&text)
        .map_err(|error| format!("`{shown}` is no part of a sweep: `{RECIPE}`: {error}"))?;
    let Some(shard) = recipe.shard() else {
        return Err(format!("`{shown}` holds a whole study, not a part"));
    };
    if !dir.join(MANIFEST).exists() {
        return Err(format!(
            "`{shown}` is not finished: part {shard}; `--resume` goes on with it"
        ));
    }
    Ok(Part {
        dir: dir.to_owned(),
        recipe,
        shard,
    })
}

/// Appends the pieces and rows of a part.
fn join(
    part: &Part,
    ledger: &mut Ledger,
    tallies: &mut Tallies,
    rows: Option<&mut File>,
) -> io::Result<()> {
    let lines = BufReader::new(File::open(part.dir.join(LINES))?).lines();
    let mut bytes = 0;
    for (n, line) in lines.enumerate() {
        let line = line?;
        let piece: Piece = serde_json::from_str(&line)
            .map_err(|error| io::Error::other(format!("`{LINES}`, line {}: {error}", n + 1)))?;
        bytes += piece.row_bytes;
        tallies.add(&piece);
        ledger.append(&(line + "\n"))?;
    }
    let Some(rows) = rows else {
        return Ok(());
    };
    let mut file = File::open(part.dir.join(ROWS))?;
    let length = file.metadata()?.len();
    let Some(header) = length.checked_sub(bytes) else {
        return Err(io::Error::other(format!(
            "`{ROWS}` is shorter than its pieces say"
        )));
    };
    // Only the first part's header is kept.
    let skipped = if part.shard.number == 1 { 0 } else { header };
    file.seek(SeekFrom::Start(skipped))?;
    io::copy(&mut file.take(length - skipped), rows)?;
    rows.flush()
}
