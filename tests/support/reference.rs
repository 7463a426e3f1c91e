//! Domains of the reference folder, imported.

#[path = "folder.rs"]
mod folder;

use serde_json::Value;
use std::path::{Path, PathBuf};
use zopa::import::{File, Format, Reading, Settings, import};
use zopa::model::Scenario;

/// The folder with the reference runs; says so where it is not given.
pub fn folder() -> Option<PathBuf> {
    Some(folder::folder()?.join("saop"))
}

/// A JSON file.
pub fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).expect("readable");
    serde_json::from_str(&text).expect("JSON")
}

/// A domain as a scenario: the domain file, then the profiles with these names.
pub fn scenario(folder: &Path, id: &str, reading: Reading, names: &[&str]) -> Scenario {
    let format = match id {
        id if id.contains("geniusweb") => Format::GeniusWeb,
        id if id.contains("negmas_yaml") => Format::Negmas,
        _ => Format::Genius,
    };
    let entries = std::fs::read_dir(folder.join("domains").join(id)).expect("readable");
    let mut paths: Vec<PathBuf> = entries.map(|e| e.expect("readable").path()).collect();
    paths.sort();
    let stem = |path: &Path| {
        path.file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let is_domain = |path: &&PathBuf| {
        let text = std::fs::read_to_string(path).expect("text");
        let marks = ["<negotiation_template", "issuesValues", "issues:"];
        let weighs = text.contains("issueWeights") || text.contains("<utility_space");
        marks.iter().any(|mark| text.contains(mark))
            && !weighs
            && !names.contains(&stem(path).as_str())
    };
    let profile = |name: &&str| {
        paths
            .iter()
            .find(|path| stem(path) == *name)
            .expect("there")
    };
    let chosen = paths
        .iter()
        .filter(is_domain)
        .chain(names.iter().map(profile));
    let file = |path: &PathBuf| File::read(path).unwrap_or_else(|problems| panic!("{problems}"));
    let files: Vec<File> = chosen.map(file).collect();
    let settings = Settings {
        reading,
        ..Settings::default()
    };
    let imported =
        import(format, &files, &settings).unwrap_or_else(|problems| panic!("{problems}"));
    zopa::scenario::parse(&format!("{id}.toml"), imported.toml.as_bytes(), &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}
