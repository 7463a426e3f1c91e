//! `zopa merge`: joins the parts of a study that was spread over machines, to the same bytes as one run.

use super::answer::{self, ALONE, Context, Question, Recipe};
use super::args::{Global, Merge};
use super::console::Console;
use super::discover::Where;
use super::failure::Failure;
use super::folder::{self, Folder};
use super::load::refuse;
use super::rows::ROWS;
use super::sensitivity::Decides;
use super::study;
use super::sweep::as_expected;
use crate::experiment::Shard;
use crate::experiment::study::{Base, Piece};
use crate::experiment::sweep::{self, Tallies};
use crate::report::ledger::{Ledger, RECIPE, Start};
use crate::report::manifest::{FILE as MANIFEST, json};
use crate::report::number::count;
use crate::report::sweep as words;
use crate::scenario::Override;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A part: its folder, what shapes the whole, and which part it is.
struct Part {
    dir: PathBuf,
    whole: Map<String, Value>,
    shard: Shard,
}

pub(super) fn merge(args: &Merge, global: &Global, console: Console) -> Result<(), Failure> {
    let parts = parts(args, console)?;
    let study = parts[0].whole["study"].as_str().unwrap_or_default();
    match study {
        sweep::Recipe::STUDY => merge_sweep(&parts, args, global, console),
        Decides::NAME => merge_blocks::<Decides>(&parts, args, global, console),
        _ => merge_blocks::<Where>(&parts, args, global, console),
    }
}

const fn start(args: &Merge) -> Start {
    if args.force {
        Start::Replace
    } else {
        Start::Fresh
    }
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
        let shown = first.dir.display();
        for part in &parts[1..] {
            let dir = part.dir.display();
            if part.whole != first.whole || part.shard.of != first.shard.of {
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
    let whole = serde_json::from_str::<Map<String, Value>>(&text);
    let mut whole =
        whole.map_err(|error| format!("`{shown}` is no part of a study: `{RECIPE}`: {error}"))?;
    let known = match whole.get("study").and_then(Value::as_str) {
        Some(sweep::Recipe::STUDY) => fits::<sweep::Recipe>(&whole),
        Some(Decides::NAME) => fits::<Recipe<Decides>>(&whole),
        Some(Where::NAME) => fits::<Recipe<Where>>(&whole),
        _ => Err("it is of no study that has parts".to_owned()),
    };
    known.map_err(|why| format!("`{shown}` is no part of a study: `{RECIPE}`: {why}"))?;
    let shard = whole.shift_remove("shard");
    // The hash is that of the part.
    whole.shift_remove("hash");
    let shard = shard.and_then(|shard| shard.as_str()?.parse::<Shard>().ok());
    let Some(shard) = shard else {
        return Err(format!("`{shown}` holds a whole study, not a part"));
    };
    if !dir.join(MANIFEST).exists() {
        return Err(format!(
            "`{shown}` is not finished: part {shard}; `--resume` goes on with it"
        ));
    }
    Ok(Part {
        dir: dir.to_owned(),
        whole,
        shard,
    })
}

fn recipe<R: DeserializeOwned>(words: &Map<String, Value>) -> Result<R, String> {
    serde_json::from_value(Value::Object(words.clone())).map_err(|error| error.to_string())
}

fn fits<R: DeserializeOwned>(words: &Map<String, Value>) -> Result<(), String> {
    recipe::<R>(words).map(|_| ())
}

fn cannot_join(part: &Part, why: &dyn std::fmt::Display) -> Failure {
    Failure::running(format!("cannot join `{}`: {why}", part.dir.display()))
}

/// Joins blocks, plays what hangs on all of them, and answers.
fn merge_blocks<Q: Question>(
    parts: &[Part],
    args: &Merge,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let recipe: Recipe<Q> = recipe(&parts[0].whole).map_err(Failure::running)?;
    let set: Result<Vec<Override>, _> = recipe.set.iter().map(|text| text.parse()).collect();
    let set = set.map_err(|_| cannot_join(&parts[0], &"a change of its recipe has no `=`"))?;
    let path = parts[0].dir.join(ALONE);
    let bytes =
        fs::read(&path).map_err(|error| cannot_join(&parts[0], &format!("`{ALONE}`: {error}")))?;
    let name = format!("{}.json", recipe.scenario.id);
    let loaded = Base::new(&name, bytes, &set).at(&[]);
    let scenario = loaded
        .map_err(|problems| refuse(&problems, console))?
        .scenario;
    if scenario.hash != recipe.scenario.hash {
        let why = format!("`{ALONE}` is not the scenario that was played; it was changed since");
        return Err(cannot_join(&parts[0], &why));
    }
    let settings = recipe.question.settings(&scenario, recipe.seed)?;
    let blocks = Q::blocks(&settings, &scenario);
    let mut lines = Vec::new();
    for part in parts {
        let text = fs::read_to_string(part.dir.join(folder::LINES))
            .map_err(|error| cannot_join(part, &format!("`{}`: {error}", folder::LINES)))?;
        let due = part.shard.part(blocks);
        let before = lines.len();
        lines.extend(text.lines().map(str::to_owned));
        if (lines.len() - before) as u64 != due.end - due.start {
            let why = format!(
                "`{}` holds {} where {} are needed: it was changed since",
                folder::LINES,
                count((lines.len() - before) as u128, "block"),
                due.end - due.start
            );
            return Err(cannot_join(part, &why));
        }
    }
    let files = recipe.files();
    let folder = Folder::of_parts(&args.out, start(args), recipe.words(), &files, &lines)?;
    let context = Context {
        global,
        console,
        dir: Some(&args.out),
    };
    answer::answer(folder, &recipe, &settings, &scenario, context)
}

fn merge_sweep(
    parts: &[Part],
    args: &Merge,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let recipe: sweep::Recipe = recipe(&parts[0].whole).map_err(Failure::running)?;
    let places = recipe
        .places()
        .map_err(|error| Failure::running(error.to_string()))?;
    let files = study::files(&recipe);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let words_of = study::words_of(&recipe);
    let (mut ledger, _) = Ledger::open(&args.out, words_of, study::LINES, &files, start(args))?;
    let mut rows = match recipe.rows {
        true => Some(ledger.beside(ROWS, 0)?),
        false => None,
    };
    let mut tallies = Tallies::default();
    for part in parts {
        let joined = join(part, &mut ledger, &mut tallies, rows.as_mut());
        joined.map_err(|error| cannot_join(part, &error))?;
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
        console.result(&json(&sweep))?;
        return as_expected(&sweep);
    }
    let text = words::text(&sweep, console.width(), console.on_stdout());
    let joined = count(parts.len() as u128, "part");
    console.text(&format!(
        "{text}joined {joined} in {}/\n",
        args.out.display()
    ))?;
    as_expected(&sweep)
}

/// Appends the pieces and rows of a part of a sweep.
fn join(
    part: &Part,
    ledger: &mut Ledger,
    tallies: &mut Tallies,
    rows: Option<&mut File>,
) -> io::Result<()> {
    let lines = BufReader::new(File::open(part.dir.join(study::LINES))?).lines();
    let mut bytes = 0;
    for (n, line) in lines.enumerate() {
        let line = line?;
        let piece: Piece = serde_json::from_str(&line).map_err(|error| {
            io::Error::other(format!("`{}`, line {}: {error}", study::LINES, n + 1))
        })?;
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
