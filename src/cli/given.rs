//! Scenarios as a command read them, and as a part of a study carries them: JSON documents that need no other
//! file, so that parts can be joined, and the rest be played, where the scenario files are not at hand.

use super::args::Global;
use super::console::Console;
use super::failure::Failure;
use super::load::{read, refuse};
use crate::experiment::study::Base;
use crate::report::manifest::{FILE as MANIFEST, ScenarioKey};
use crate::scenario::{Loaded, Override};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The document of a scenario that is played alone.
const ALONE: &str = "scenario.json";
/// Folders of the documents of two that are compared; a file's name is the scenario's.
const SIDES: [&str; 2] = ["a", "b"];

/// A scenario, and what it is made of.
pub(super) struct Given {
    pub base: Base,
    pub loaded: Loaded,
}

impl Given {
    /// Reads a file with the changes asked for; shows what is wrong with it.
    pub fn read(file: &Path, global: &Global, console: Console) -> Result<Self, Failure> {
        let (base, loaded) = read(file, global, console)?;
        Ok(Self { base, loaded })
    }
}

/// Which scenario is played, or which two.
pub(super) fn key(given: &[Given]) -> ScenarioKey {
    let scenarios = given.iter().map(|given| &given.loaded.scenario);
    joint(scenarios.map(|s| (s.id.as_str(), s.hash.as_str())))
}

/// What stands for scenarios of these names and hashes.
pub(super) fn joint<'n>(scenarios: impl IntoIterator<Item = (&'n str, &'n str)>) -> ScenarioKey {
    let (mut ids, hashes): (Vec<&str>, Vec<&str>) = scenarios.into_iter().unzip();
    ids.dedup();
    ScenarioKey {
        id: ids.join("-vs-"),
        hash: hashes.join("-"),
    }
}

/// The documents that a part carries, with their names in its folder.
pub(super) fn documents(
    given: &[Given],
    console: Console,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let name = |k: usize| match given {
        [_] => ALONE.to_owned(),
        _ => format!("{}/{}.json", SIDES[k], given[k].loaded.scenario.id),
    };
    let document = |(k, given): (usize, &Given)| {
        let text = given.base.standalone();
        let text = text.map_err(|problems| refuse(&problems, console))?;
        Ok((name(k), text.into_bytes()))
    };
    given.iter().enumerate().map(document).collect()
}

/// Why the scenarios of a part are not at hand.
pub(super) enum Missing {
    /// A document cannot be read.
    Document(String),
    /// A failure that has been told.
    Told(Failure),
}

/// The scenarios that the finished part in a folder carries, one for each list of changes to make in it. `id` is
/// that of the study.
pub(super) fn of_part(
    dir: &Path,
    id: &str,
    changes: &[Vec<Override>],
    console: Console,
) -> Result<Vec<Given>, Missing> {
    let names = match changes {
        [_] => vec![(ALONE.to_owned(), format!("{id}.json"))],
        _ => sides(dir)?,
    };
    let one = |((path, name), changes): (&(String, String), &Vec<Override>)| {
        let bytes = fs::read(dir.join(path));
        let bytes = bytes.map_err(|error| Missing::Document(format!("`{path}`: {error}")))?;
        let base = Base::new(name, bytes, changes);
        let loaded = base.at(&[]);
        let loaded = loaded.map_err(|problems| Missing::Told(refuse(&problems, console)))?;
        Ok(Given { base, loaded })
    };
    names.iter().zip(changes).map(one).collect()
}

/// Paths and names of the documents of both sides, which the manifest lists.
fn sides(dir: &Path) -> Result<Vec<(String, String)>, Missing> {
    let text = fs::read_to_string(dir.join(MANIFEST)).unwrap_or_default();
    let manifest: Value = serde_json::from_str(&text).unwrap_or_default();
    let files = manifest["files"].as_array().into_iter().flatten();
    let paths: Vec<&str> = files.filter_map(|file| file["path"].as_str()).collect();
    let of_side = |side: &str| {
        let mut documents = paths.iter().filter_map(|path| {
            let (folder, name) = path.split_once('/')?;
            (folder == side).then(|| ((*path).to_owned(), name.to_owned()))
        });
        let none = || Missing::Document(format!("`{MANIFEST}` lists no scenario in `{side}/`"));
        documents.next().ok_or_else(none)
    };
    SIDES.into_iter().map(of_side).collect()
}
