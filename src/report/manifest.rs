//! `manifest.json`: what made a result, and which files belong to it.
//!
//! It holds what shapes the bytes of the files and nothing else: no clock times, no numbers of
//! threads, no paths of the machine. Equal runs write equal manifests; a result is replaced in
//! silence only by one with the same [`Recipe`].

use super::checksum;
use serde::{Deserialize, Serialize};
use std::path::{Component, Path};

/// Name of the file.
pub const FILE: &str = "manifest.json";

/// What shapes a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    /// Version of zopa.
    pub zopa: String,
    /// Which scenario.
    pub scenario: ScenarioKey,
    /// Seed of all randomness.
    pub seed: u64,
    /// How many replications were asked for.
    pub runs: RunsAsked,
    /// Changes to the scenario, as `PATH=VALUE`, in the order given.
    pub set: Vec<String>,
    /// Image formats of the charts: `png`, `svg`; empty for no charts.
    pub charts: Vec<String>,
    /// Whether there is a row per replication.
    pub rows: bool,
}

/// Which scenario, with the hash of its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioKey {
    /// Short name: the file's name without its ending.
    pub id: String,
    /// First 12 hexadecimal digits of the hash of its content, changes included.
    pub hash: String,
}

/// How many replications were asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RunsAsked {
    /// This many.
    Fixed(u64),
    /// By the stopping rule named, `auto`.
    Rule(String),
}

impl RunsAsked {
    /// As the first part of the folder's name: `10000`, `auto`.
    pub fn word(&self) -> String {
        match self {
            Self::Fixed(n) => n.to_string(),
            Self::Rule(rule) => rule.clone(),
        }
    }
}

/// A file of a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Path inside the result's folder, with `/` between its parts.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl FileEntry {
    /// Whether the file is there, with other bytes than were written. One that cannot be read has not changed: whoever
    /// needs it will say why.
    pub(super) fn has_changed(&self, dir: &Path) -> bool {
        let path = dir.join(&self.path);
        path.is_file() && checksum::of_file(&path).is_ok_and(|sum| sum != self.sha256)
    }
}

/// The files of a finished result that have changed since, by the list in the text of its manifest, whatever else
/// that holds; `None` if it holds none, or one that names a file outside of the folder.
pub fn changed_files(dir: &Path, manifest: &str) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct List {
        files: Vec<FileEntry>,
    }
    let list: List = serde_json::from_str(manifest).ok()?;
    if !list.files.iter().all(|file| is_inside(&file.path)) {
        return None;
    }
    let changed = list.files.into_iter().filter(|file| file.has_changed(dir));
    Some(changed.map(|file| file.path).collect())
}

/// What made a result, and which files belong to it (this one aside).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// What shaped it.
    #[serde(flatten)]
    pub recipe: Recipe,
    /// How many replications were played.
    pub replications: u64,
    /// Its files, in order of their paths.
    pub files: Vec<FileEntry>,
}

impl Recipe {
    /// What differs from another recipe, in words; empty if nothing does.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        let mut compare = |what: &str, theirs: String, ours: String| {
            if theirs != ours {
                found.push(format!("{what} {theirs} there, {ours} now"));
            }
        };
        compare("version", other.zopa.clone(), self.zopa.clone());
        compare(
            "scenario",
            other.scenario.id.clone(),
            self.scenario.id.clone(),
        );
        compare("seed", other.seed.to_string(), self.seed.to_string());
        compare("runs", other.runs.word(), self.runs.word());
        compare("changes", list(&other.set), list(&self.set));
        compare("charts", list(&other.charts), list(&self.charts));
        compare("rows", yes_no(other.rows), yes_no(self.rows));
        if found.is_empty() && self.scenario.hash != other.scenario.hash {
            found.push(format!(
                "the scenario's content has changed since (hash {} there, {} now)",
                other.scenario.hash, self.scenario.hash
            ));
        }
        found
    }
}

fn list(words: &[String]) -> String {
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(" ")
    }
}

fn yes_no(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}

impl Manifest {
    /// Its text.
    pub fn to_json(&self) -> String {
        json(self)
    }

    /// Reads a manifest; `None` where the text is none that zopa wrote, or names a file outside of
    /// its folder.
    ///
    /// ```
    /// use zopa::report::manifest::Manifest;
    /// assert!(Manifest::from_json("{}").is_none());
    /// ```
    pub fn from_json(text: &str) -> Option<Self> {
        let manifest: Self = serde_json::from_str(text).ok()?;
        let inside = manifest.files.iter().all(|file| is_inside(&file.path));
        inside.then_some(manifest)
    }
}

/// Whether a path stays within the folder that it is relative to.
fn is_inside(path: &str) -> bool {
    let mut parts = Path::new(path).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// Data as indented JSON that ends in a newline.
pub fn json<T: Serialize + ?Sized>(data: &T) -> String {
    // Only maps with keys other than text, or a failing `Serialize`, cannot be written; the
    // types of this crate have neither.
    let mut text = serde_json::to_string_pretty(data).expect("plain data can be written as JSON");
    text.push('\n');
    text
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn recipe() -> Recipe {
        Recipe {
            zopa: "0.1.0".into(),
            scenario: ScenarioKey {
                id: "call".into(),
                hash: "0123456789ab".into(),
            },
            seed: 1,
            runs: RunsAsked::Fixed(10_000),
            set: Vec::new(),
            charts: vec!["png".into()],
            rows: false,
        }
    }

    fn manifest(path: &str) -> Manifest {
        Manifest {
            recipe: recipe(),
            replications: 10_000,
            files: vec![FileEntry {
                path: path.into(),
                sha256: "00".into(),
            }],
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let mut manifest = manifest("charts/outcomes.png");
        assert_eq!(
            Manifest::from_json(&manifest.to_json()),
            Some(manifest.clone())
        );
        manifest.recipe.runs = RunsAsked::Rule("auto".into());
        assert_eq!(Manifest::from_json(&manifest.to_json()), Some(manifest));
    }

    #[test]
    fn a_manifest_cannot_reach_outside_its_folder() {
        for path in ["../x", "/etc/passwd", "charts/../../x", ""] {
            assert_eq!(
                Manifest::from_json(&manifest(path).to_json()),
                None,
                "{path}"
            );
        }
    }

    #[test]
    fn differences_name_what_changed() {
        let old = recipe();
        assert!(old.differences(&old).is_empty());
        let mut new = recipe();
        new.seed = 2;
        new.scenario.hash = "ffffffffffff".into();
        assert_eq!(new.differences(&old), ["seed 1 there, 2 now"]);
        new.seed = 1;
        assert!(new.differences(&old)[0].contains("content has changed"));
    }
}
