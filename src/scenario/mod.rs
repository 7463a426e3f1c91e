//! Scenario files: from text that may be wrong to a [`Scenario`] that cannot be.

pub mod format;

use crate::model::Scenario;
use std::path::Path;

/// A change to a scenario before it is checked: `party.russia.condition.no_nato.firmness=0.8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Where, as a dotted path.
    pub path: String,
    /// The new value, as it would stand in a TOML file; a bare word is text.
    pub value: String,
}

/// A number or choice of a scenario file that an [`Override`] reaches.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Setting {
    /// Its dotted path.
    pub path: String,
    /// Its value as it stands in the file, as JSON.
    pub value: serde_json::Value,
    /// Whether it is uncertain.
    pub uncertain: bool,
    /// What it means.
    pub about: String,
}

/// A scenario that was read, with what the reader should know.
#[derive(Debug)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// Warnings; no errors among them.
    pub warnings: Problems,
    /// All that overrides reach, uncertain ones first.
    pub settings: Vec<Setting>,
}

/// The mistakes of a scenario file.
#[derive(Debug)]
pub struct Problems {}

impl Problems {
    /// How many errors.
    pub fn errors(&self) -> usize {
        todo!()
    }
    /// How many warnings.
    pub fn warnings(&self) -> usize {
        todo!()
    }
    /// As text for people: rustc-style, with colours if asked for.
    pub fn render(&self, _color: bool) -> String {
        todo!()
    }
}

/// Reads a scenario file (TOML, or JSON where its name ends in `.json`).
///
/// # Errors
/// All mistakes of the file at once.
pub fn load(_path: &Path, _overrides: &[Override]) -> Result<Loaded, Problems> {
    todo!()
}

/// Reads a scenario from bytes; `name` stands in messages, and its ending tells TOML from JSON.
///
/// # Errors
/// All mistakes at once.
pub fn parse(_name: &str, _bytes: &[u8], _overrides: &[Override]) -> Result<Loaded, Problems> {
    todo!()
}

/// The JSON Schema of the format, as text ending in a newline.
pub fn schema() -> String {
    todo!()
}
