//! `zopa merge`: joins the parts of a study that was spread over machines, to the same bytes as one run.

use super::args::{Global, Merge};
use super::compare::Differs;
use super::console::Console;
use super::discover::Where;
use super::failure::Failure;
use super::join::{blocks, sweeps};
use super::levers::Could;
use super::question::{Question, Recipe};
use super::sensitivity::Decides;
use crate::experiment::{Shard, sweep};
use crate::report::ledger::RECIPE;
use crate::report::manifest::{FILE as MANIFEST, changed_files};
use crate::report::number::count;
use crate::scenario::diagnostic::listed;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fs;
use std::path::{Path, PathBuf};

/// A part: its folder, what shapes the whole, and which part it is.
pub(super) struct Part {
    pub dir: PathBuf,
    pub whole: Map<String, Value>,
    pub shard: Shard,
}

impl Part {
    /// Why it cannot be joined.
    pub fn failure(&self, why: &dyn std::fmt::Display) -> Failure {
        Failure::running(format!("cannot join `{}`: {why}", self.dir.display()))
    }
}

pub(super) fn merge(args: &Merge, global: &Global, console: Console) -> Result<(), Failure> {
    let parts = parts(args, console)?;
    keep_apart(&parts, &args.out)?;
    let study = parts[0].whole["study"].as_str().unwrap_or_default();
    match study {
        sweep::Recipe::STUDY => sweeps(&parts, args, global, console),
        Decides::NAME => blocks::<Decides>(&parts, args, global, console),
        Where::NAME => blocks::<Where>(&parts, args, global, console),
        Differs::NAME => blocks::<Differs>(&parts, args, global, console),
        _ => blocks::<Could>(&parts, args, global, console),
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

/// The whole is not written over one of its parts, which is still to be read.
fn keep_apart(parts: &[Part], out: &Path) -> Result<(), Failure> {
    let Ok(out_is) = out.canonicalize() else {
        return Ok(());
    };
    let is_out = |part: &&Part| part.dir.canonicalize().is_ok_and(|dir| dir == out_is);
    match parts.iter().find(is_out) {
        None => Ok(()),
        Some(_) => {
            let title = format!("`{}` is one of the parts", out.display());
            Err(Failure::usage(title).with_help("`--out DIR` names another folder for the whole"))
        }
    }
}

/// The part in a folder, or why there is none.
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
        Some(Differs::NAME) => fits::<Recipe<Differs>>(&whole),
        Some(Could::NAME) => fits::<Recipe<Could>>(&whole),
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
    let manifest = fs::read_to_string(dir.join(MANIFEST)).unwrap_or_default();
    let Some(changed) = changed_files(dir, &manifest) else {
        return Err(format!(
            "`{shown}`: `{MANIFEST}` lists no files; it was changed since"
        ));
    };
    if !changed.is_empty() {
        let files = listed(changed.iter().map(String::as_str));
        let what = match changed.len() {
            1 => "is not what was played; it was changed since (another SHA-256 sum",
            _ => "are not what was played; they were changed since (another SHA-256 sum",
        };
        return Err(format!(
            "`{shown}` cannot be joined: {files} {what} stands in `{MANIFEST}`)"
        ));
    }
    Ok(Part {
        dir: dir.to_owned(),
        whole,
        shard,
    })
}

/// A recipe as it stands in a folder.
pub(super) fn recipe<R: DeserializeOwned>(words: &Map<String, Value>) -> Result<R, String> {
    serde_json::from_value(Value::Object(words.clone())).map_err(|error| error.to_string())
}

fn fits<R: DeserializeOwned>(words: &Map<String, Value>) -> Result<(), String> {
    recipe::<R>(words).map(|_| ())
}
