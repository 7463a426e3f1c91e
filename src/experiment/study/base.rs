//! The scenario of a study: its bytes, read once, so that a file that changes meanwhile changes no
//! result.

use crate::scenario::{self, Loaded, Override, Problems};
use std::path::Path;

/// A scenario file, with the changes that all points share.
#[derive(Debug, Clone)]
pub struct Base {
    name: String,
    bytes: Vec<u8>,
    changes: Vec<Override>,
}

impl Base {
    /// Reads a file.
    ///
    /// # Errors
    /// All mistakes of the file at once, as it stands and as changed.
    pub fn read(path: &Path, changes: &[Override]) -> Result<(Self, Loaded), Problems> {
        let (bytes, loaded) = scenario::load_with_bytes(path, changes)?;
        let base = Self::new(&path.display().to_string(), bytes, changes);
        Ok((base, loaded))
    }

    /// The text of a file. `name` stands in messages, and a file that it extends is looked for in its
    /// folder.
    pub fn new(name: &str, bytes: Vec<u8>, changes: &[Override]) -> Self {
        Self {
            name: name.to_owned(),
            bytes,
            changes: changes.to_vec(),
        }
    }

    /// The file as one JSON document that needs no other, without the changes.
    ///
    /// # Errors
    /// All mistakes that keep it from being read.
    pub fn standalone(&self) -> Result<String, Problems> {
        scenario::standalone(&self.name, &self.bytes)
    }

    /// The file without the changes that all points share.
    pub fn without_changes(&self) -> Self {
        Self {
            changes: Vec::new(),
            ..self.clone()
        }
    }

    /// The scenario with further changes.
    ///
    /// # Errors
    /// All mistakes at once.
    pub fn at(&self, changes: &[Override]) -> Result<Loaded, Problems> {
        let all = [&self.changes, changes].concat();
        scenario::parse(&self.name, &self.bytes, &all)
    }
}
