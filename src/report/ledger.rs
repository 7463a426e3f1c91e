//! A result that grows line by line and survives being stopped: games of a tournament, pieces of a
//! study, blocks of any other experiment.
//!
//! The folder holds `recipe.json` (what shapes the result, with its hash) from the start, a file of
//! lines as far as it has come, and `manifest.json` last, when all is there. A line that was cut off
//! in the middle is dropped when the work is taken up again; what comes out then has the same bytes
//! as if it had never been stopped.

use super::OutputError;
use super::checksum;
use super::survey::no_file_on_the_way;
use serde_json::{Map, Value};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What shapes the result.
pub const RECIPE: &str = "recipe.json";
/// The list of files, written last.
const MANIFEST: &str = super::manifest::FILE;

/// What to do with what is in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// Begin; refuse to touch a result that is unfinished or was made differently.
    Fresh,
    /// Go on where the same result stopped.
    Resume,
    /// Begin, replacing whatever result is there.
    Replace,
}

/// A result being written.
#[derive(Debug)]
pub struct Ledger {
    dir: PathBuf,
    name: &'static str,
    lines: File,
    recipe: Map<String, Value>,
    files: Vec<String>,
}

impl Ledger {
    /// Opens the folder `dir` for the result of a recipe, whose lines go to the file `name`. Returns
    /// the lines that are there already; none unless the work is taken up again. `files` are those
    /// that will be added at the end.
    ///
    /// # Errors
    /// If the folder holds something else, or cannot be written to.
    pub fn open(
        dir: &Path,
        recipe: Map<String, Value>,
        name: &'static str,
        files: &[&str],
        start: Start,
    ) -> Result<(Self, Vec<String>), OutputError> {
        no_file_on_the_way(dir)?;
        let recipe = with_hash(recipe);
        let found = fs::read_to_string(dir.join(RECIPE)).ok();
        let theirs = found.and_then(|text| serde_json::from_str::<Map<String, Value>>(&text).ok());
        let finished = dir.join(MANIFEST).exists();
        match &theirs {
            _ if start == Start::Replace => {}
            None => refuse_foreign(dir)?,
            Some(theirs) if *theirs != recipe => {
                return Err(OutputError::OtherResult {
                    dir: dir.to_owned(),
                    differences: differences(theirs, &recipe),
                });
            }
            Some(_) if start == Start::Fresh && !finished => {
                return Err(OutputError::Unfinished(dir.to_owned()));
            }
            Some(_) => {}
        }
        let write = |path: &str, source| OutputError::Write {
            path: dir.join(path),
            source,
        };
        let unwritable = |source| OutputError::Unwritable {
            path: dir.to_owned(),
            source,
        };
        fs::create_dir_all(dir).map_err(unwritable)?;
        remove(&dir.join(MANIFEST)).map_err(|error| write(MANIFEST, error))?;
        let resumes = start == Start::Resume && theirs.is_some();
        let kept = if resumes {
            whole_lines(&dir.join(name)).map_err(|error| write(name, error))?
        } else {
            String::new()
        };
        if !resumes {
            remove(&dir.join(name)).map_err(|error| write(name, error))?;
            let text = super::manifest::json(&Value::Object(recipe.clone()));
            write_whole(dir, RECIPE, text.as_bytes())?;
        }
        let lines = OpenOptions::new()
            .create(true)
            .append(true)
            .open(dir.join(name))
            .map_err(unwritable)?;
        lines
            .set_len(kept.len() as u64)
            .map_err(|error| write(name, error))?;
        let ledger = Self {
            dir: dir.to_owned(),
            name,
            lines,
            recipe,
            files: files.iter().map(|&file| file.to_owned()).collect(),
        };
        Ok((ledger, kept.lines().map(str::to_owned).collect()))
    }

    /// Hash of what shapes the result: 12 hexadecimal digits.
    pub fn hash(&self) -> &str {
        self.recipe["hash"].as_str().unwrap_or_default()
    }

    /// Appends lines, each with its newline.
    ///
    /// # Errors
    /// When the disk is full, or the like.
    pub fn append(&mut self, lines: &str) -> io::Result<()> {
        self.lines.write_all(lines.as_bytes())
    }

    /// Opens a file that grows beside the lines, with its first `length` bytes as they are; what was
    /// written behind them, by work that was stopped, is dropped.
    ///
    /// # Errors
    /// When it cannot be opened, or is shorter: it was changed since.
    pub fn beside(&self, name: &str, length: u64) -> Result<File, OutputError> {
        let failed = |source| OutputError::Write {
            path: self.dir.join(name),
            source,
        };
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(self.dir.join(name))
            .map_err(failed)?;
        let found = file.metadata().map_err(failed)?.len();
        if found < length {
            let why = format!("{found} bytes are there, {length} were written");
            return Err(failed(io::Error::other(why)));
        }
        file.set_len(length).map_err(failed)?;
        Ok(file)
    }

    /// The file of a name, to read it again.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn read(&self, name: &str) -> io::Result<File> {
        File::open(self.dir.join(name))
    }

    /// Adds a file of the result, whole.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&self, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
        write_whole(&self.dir, name, bytes)
    }

    /// Adds a file of the result, written by `fill`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add_with(
        &self,
        name: &str,
        fill: impl FnOnce(&mut File) -> io::Result<()>,
    ) -> Result<(), OutputError> {
        write_whole_with(&self.dir, name, fill)
    }

    /// Writes the manifest: the result is complete.
    ///
    /// # Errors
    /// When a file cannot be read again, or the manifest not written.
    pub fn finish(self) -> Result<(), OutputError> {
        let mut manifest = self.recipe.clone();
        let own = [RECIPE, self.name].map(str::to_owned);
        let mut names: Vec<&String> = own.iter().chain(&self.files).collect();
        names.sort();
        let mut files = Vec::new();
        for name in names {
            let sum = checksum::of_file(&self.dir.join(name));
            let sum = sum.map_err(|source| OutputError::Write {
                path: self.dir.join(name),
                source,
            })?;
            files.push(serde_json::json!({ "path": name, "sha256": sum }));
        }
        manifest.insert("files".to_owned(), Value::Array(files));
        let text = super::manifest::json(&Value::Object(manifest));
        write_whole(&self.dir, MANIFEST, text.as_bytes())
    }
}

/// Adds files to a finished result, or replaces them, and notes them in its manifest.
///
/// # Errors
/// When a file cannot be written, or the manifest not be read.
pub fn amend(dir: &Path, files: &[(String, Vec<u8>)]) -> Result<(), OutputError> {
    let path = dir.join(MANIFEST);
    let failed = |source| OutputError::Write {
        path: path.clone(),
        source,
    };
    let text = fs::read_to_string(&path).map_err(failed)?;
    let manifest = serde_json::from_str::<Map<String, Value>>(&text);
    let mut manifest = manifest.map_err(|error| failed(error.into()))?;
    let mut listed = match manifest.remove("files") {
        Some(Value::Array(listed)) => listed,
        _ => Vec::new(),
    };
    for (name, bytes) in files {
        write_whole(dir, name, bytes)?;
        listed.retain(|file| file["path"] != name.as_str());
        let hash = checksum::of_bytes(bytes);
        listed.push(serde_json::json!({ "path": name, "sha256": hash }));
    }
    listed.sort_by(|a, b| a["path"].as_str().cmp(&b["path"].as_str()));
    manifest.insert("files".to_owned(), Value::Array(listed));
    let text = super::manifest::json(&Value::Object(manifest));
    write_whole(dir, MANIFEST, text.as_bytes())
}

/// The recipe with the hash of its text.
fn with_hash(mut recipe: Map<String, Value>) -> Map<String, Value> {
    let text = Value::Object(recipe.clone()).to_string();
    let hash = checksum::of_bytes(text.as_bytes());
    recipe.insert("hash".to_owned(), hash[..12].into());
    recipe
}

/// What differs between two recipes, in words.
fn differences(theirs: &Map<String, Value>, ours: &Map<String, Value>) -> Vec<String> {
    // Some keys stand there only where they say something.
    let gone = theirs.keys().filter(|key| !ours.contains_key(*key));
    let keys = ours.keys().chain(gone).filter(|key| *key != "hash");
    let differing = keys.filter(|key| theirs.get(*key) != ours.get(*key));
    // Longer than this, two values cannot be held against each other in a sentence.
    const LONG: usize = 60;
    let value = |recipe: &Map<String, Value>, key: &String| match recipe.get(key) {
        None => Some("nothing".to_owned()),
        Some(value) => in_words(value),
    };
    let told = |key: &String| match (value(theirs, key), value(ours, key)) {
        (Some(there), Some(now)) if there.len().max(now.len()) <= LONG => {
            format!("{key} {there} there, {now} now")
        }
        _ => format!("other {key}"),
    };
    differing.map(told).collect()
}

/// A value that stands for itself, or a list of such; `None` where it has parts of its own.
fn in_words(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) => None,
        Value::Array(items) if items.is_empty() => Some("nothing".to_owned()),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(in_words).collect();
            Some(items?.join(", "))
        }
        Value::String(text) => Some(text.clone()),
        Value::Null | Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
    }
}

/// A folder without a recipe must be empty.
fn refuse_foreign(dir: &Path) -> Result<(), OutputError> {
    if dir.exists() && !dir.is_dir() {
        return Err(OutputError::NotAFolder(dir.to_owned()));
    }
    let Ok(entries) = fs::read_dir(dir) else {
        return Ok(());
    };
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    let mut files: Vec<String> = entries.flatten().map(name).collect();
    files.sort();
    if files.is_empty() {
        return Ok(());
    }
    Err(OutputError::Foreign {
        dir: dir.to_owned(),
        files,
    })
}

/// The whole lines of a file, without one that was cut off; nothing where there is no file.
fn whole_lines(path: &Path) -> io::Result<String> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let end = bytes
        .iter()
        .rposition(|&byte| byte == b'\n')
        .map_or(0, |at| at + 1);
    String::from_utf8(bytes[..end].to_vec()).map_err(io::Error::other)
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Writes a file beside its place and moves it there.
fn write_whole(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), OutputError> {
    write_whole_with(dir, name, |file| file.write_all(bytes))
}

fn write_whole_with(
    dir: &Path,
    name: &str,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), OutputError> {
    let failed = |source| OutputError::Write {
        path: dir.join(name),
        source,
    };
    if let Some(folder) = dir.join(name).parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let mut file = new_file().tempfile_in(dir).map_err(failed)?;
    fill(file.as_file_mut()).map_err(failed)?;
    file.persist(dir.join(name))
        .map_err(|error| failed(error.error))?;
    Ok(())
}

/// A file that others may read as they may read any other: temporary ones are closed to them.
fn new_file() -> tempfile::Builder<'static, 'static> {
    #[allow(unused_mut)]
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder
}

/// What shapes the result in a folder, with its hash; `None` where there is none.
pub fn recipe(dir: &Path) -> Option<Map<String, Value>> {
    let text = fs::read_to_string(dir.join(RECIPE)).ok()?;
    serde_json::from_str(&text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "lines.jsonl";

    fn recipe(seed: u64) -> Map<String, Value> {
        let mut recipe = Map::new();
        recipe.insert("seed".to_owned(), seed.into());
        recipe
    }

    #[test]
    fn work_is_taken_up_after_the_last_whole_line() {
        let home = tempfile::tempdir().expect("a folder");
        let dir = home.path().join("result");
        let (mut ledger, done) =
            Ledger::open(&dir, recipe(1), LINES, &[], Start::Fresh).expect("free");
        assert!(done.is_empty());
        ledger.append("one\ntwo\nthr").expect("written");
        drop(ledger);
        let refused =
            Ledger::open(&dir, recipe(1), LINES, &[], Start::Fresh).expect_err("unfinished");
        assert!(matches!(refused, OutputError::Unfinished(_)));
        let refused =
            Ledger::open(&dir, recipe(2), LINES, &[], Start::Resume).expect_err("another");
        assert!(
            refused.to_string().contains("seed 1 there, 2 now"),
            "{refused}"
        );
        let (mut ledger, done) =
            Ledger::open(&dir, recipe(1), LINES, &[], Start::Resume).expect("same");
        assert_eq!(done, ["one", "two"]);
        ledger.append("three\n").expect("written");
        ledger.finish().expect("finished");
        let text = fs::read_to_string(dir.join(LINES)).expect("there");
        assert_eq!(text, "one\ntwo\nthree\n");
        // A finished result may be made again, and gone on with: there is nothing left to do.
        let (_, done) = Ledger::open(&dir, recipe(1), LINES, &[], Start::Resume).expect("same");
        assert_eq!(done.len(), 3);
        let (_, done) =
            Ledger::open(&dir, recipe(2), LINES, &[], Start::Replace).expect("replaced");
        assert!(done.is_empty());
    }

    #[test]
    fn nothing_foreign_is_touched() {
        let home = tempfile::tempdir().expect("a folder");
        fs::write(home.path().join("letter.txt"), "dear").expect("written");
        let refused = Ledger::open(home.path(), recipe(1), LINES, &[], Start::Fresh);
        assert!(matches!(refused, Err(OutputError::Foreign { .. })));
        assert!(!home.path().join(RECIPE).exists());
    }
}
