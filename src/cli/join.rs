//! Joins the parts of a study to the files of one run, and plays what hangs on all parts.

use super::answer::Asked;
use super::args::{Global, Merge};
use super::console::Console;
use super::failure::Failure;
use super::folder::{self, Folder, open_ledger};
use super::given::{self, Given, Missing};
use super::merge::{Part, recipe};
use super::question::{Question, Recipe};
use super::rows::ROWS;
use super::study;
use super::sweep::as_expected;
use crate::experiment::study::Piece;
use crate::experiment::sweep::{self, Tallies};
use crate::report::ledger::Ledger;
use crate::report::manifest::json;
use crate::report::number::count;
use crate::report::sweep as words;
use crate::scenario::Override;
use serde_json::{Map, Value};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::vec::IntoIter;

/// The whole while its lines are put together. Joining that was stopped has left some of them.
struct Whole {
    ledger: Ledger,
    there: IntoIter<String>,
}

impl Whole {
    fn open(
        args: &Merge,
        recipe: Map<String, Value>,
        lines: &'static str,
        files: &[String],
    ) -> Result<Self, Failure> {
        let how = (args.resume, args.force);
        let (ledger, there) = open_ledger(&args.out, how, recipe, lines, files)?;
        Ok(Self {
            ledger,
            there: there.into_iter(),
        })
    }

    /// Adds a line, unless it is there already.
    fn add(&mut self, line: &str) -> io::Result<()> {
        match self.there.next() {
            None => self.ledger.append(&format!("{line}\n")),
            Some(known) if known == line => Ok(()),
            Some(_) => Err(io::Error::other(
                "the whole has another line in its place; `--force` joins anew",
            )),
        }
    }
}

/// Joins the blocks of a question, plays what hangs on all of them, and answers.
pub(super) fn blocks<Q: Question>(
    parts: &[Part],
    args: &Merge,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let recipe: Recipe<Q> = recipe(&parts[0].whole).map_err(Failure::running)?;
    let given = carried(&parts[0], &recipe, console)?;
    let case = recipe.question.case(given, recipe.seed)?;
    let total = Q::extent(&case).blocks;
    let mut lines = Vec::new();
    for part in parts {
        lines.push(lines_of(part, total)?);
    }
    let mut whole = Whole::open(args, recipe.words(), folder::LINES, &recipe.files())?;
    if recipe.rows && Q::ROWS_GROW {
        join_rows::<Q>(parts, &lines, &case, &whole.ledger)?;
    }
    for (part, lines) in parts.iter().zip(&lines) {
        let added = lines.iter().try_for_each(|line| whole.add(line));
        added.map_err(|error| part.failure(&error))?;
    }
    let mut lines = lines.concat();
    lines.extend(whole.there);
    let asked = Asked {
        recipe: &recipe,
        case: &case,
        dir: Some(&args.out),
        global,
        console,
    };
    asked.answer(Folder::of_parts(whole.ledger, &lines)?)
}

/// The scenarios that a part carries.
fn carried<Q: Question>(
    part: &Part,
    recipe: &Recipe<Q>,
    console: Console,
) -> Result<Vec<Given>, Failure> {
    let own = recipe.question.changes();
    let changes = own.iter().map(|own| {
        let texts = recipe.set.iter().chain(own);
        texts.map(|text| text.parse::<Override>()).collect()
    });
    let changes: Result<Vec<Vec<Override>>, _> = changes.collect();
    let changes = changes.map_err(|_| part.failure(&"a change of its recipe has no `=`"))?;
    let given = given::of_part(&part.dir, &recipe.scenario.id, &changes, console);
    let given = given.map_err(|missing| match missing {
        Missing::Document(why) => part.failure(&why),
        Missing::Told(failure) => failure,
    })?;
    if given::key(&given) != recipe.scenario {
        let why = "what it carries is not the scenario that was played; it was changed since";
        return Err(part.failure(&why));
    }
    Ok(given)
}

/// The lines of a part, of so many blocks in all.
fn lines_of(part: &Part, total: u64) -> Result<Vec<String>, Failure> {
    let text = fs::read_to_string(part.dir.join(folder::LINES))
        .map_err(|error| part.failure(&format!("`{}`: {error}", folder::LINES)))?;
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let due = part.shard.part(total);
    if lines.len() as u64 != due.end - due.start {
        let why = format!(
            "`{}` holds {} where {} are needed: it was changed since",
            folder::LINES,
            count(lines.len() as u128, "block"),
            due.end - due.start
        );
        return Err(part.failure(&why));
    }
    Ok(lines)
}

/// Joins rows that were written while they were played.
fn join_rows<Q: Question>(
    parts: &[Part],
    lines: &[Vec<String>],
    case: &Q::Case,
    ledger: &Ledger,
) -> Result<(), Failure> {
    let mut rows = ledger.beside(ROWS, 0)?;
    let mut first = 0;
    for (part, lines) in parts.iter().zip(lines) {
        let known = folder::blocks(lines);
        let known = known.map_err(|line| folder::damaged(line, folder::LINES))?;
        let bytes = Q::row_bytes(case, first, &known).map_err(|stop| part.failure(&stop))?;
        append_rows(part, bytes, &mut rows).map_err(|error| part.failure(&error))?;
        first += known.len() as u64;
    }
    Ok(())
}

/// Appends the rows of a part, so many bytes behind a header, of which the first part's alone is kept.
fn append_rows(part: &Part, bytes: u64, rows: &mut File) -> io::Result<()> {
    let mut file = File::open(part.dir.join(ROWS))?;
    let length = file.metadata()?.len();
    let Some(header) = length.checked_sub(bytes) else {
        let why = format!("`{ROWS}` is shorter than its lines say: it was changed since");
        return Err(io::Error::other(why));
    };
    let skipped = if part.shard.number == 1 { 0 } else { header };
    file.seek(SeekFrom::Start(skipped))?;
    io::copy(&mut file.take(length - skipped), rows)?;
    rows.flush()
}

/// Joins the pieces of a sweep, which hangs on nothing else.
pub(super) fn sweeps(
    parts: &[Part],
    args: &Merge,
    global: &Global,
    console: Console,
) -> Result<(), Failure> {
    let recipe: sweep::Recipe = recipe(&parts[0].whole).map_err(Failure::running)?;
    let places = recipe
        .places()
        .map_err(|error| Failure::running(error.to_string()))?;
    let (words_of, files) = (study::words_of(&recipe), study::files(&recipe));
    let mut whole = Whole::open(args, words_of, study::LINES, &files)?;
    let mut rows = match recipe.rows {
        true => Some(whole.ledger.beside(ROWS, 0)?),
        false => None,
    };
    let mut tallies = Tallies::default();
    for part in parts {
        let joined = join_pieces(part, &mut whole, &mut tallies, rows.as_mut());
        joined.map_err(|error| part.failure(&error))?;
    }
    let expected = places.len() as u128 * u128::from(recipe.runs);
    let fits = u128::from(tallies.runs()) == expected && tallies.counts.len() == places.len();
    if !fits || whole.there.len() > 0 {
        let message = format!(
            "the parts hold {} where {expected} are needed: their files were changed",
            count(tallies.runs().into(), "run")
        );
        return Err(Failure::running(message));
    }
    let sweep = recipe.result(&places, &tallies);
    study::finish(whole.ledger, &recipe, &sweep)?;
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
fn join_pieces(
    part: &Part,
    whole: &mut Whole,
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
        whole.add(&line)?;
    }
    match rows {
        Some(rows) => append_rows(part, bytes, rows),
        None => Ok(()),
    }
}
