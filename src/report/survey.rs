//! What stands in the place where a result should go: nothing, an earlier result, other files.

use super::manifest::{self, FileEntry, Manifest, Recipe};
use super::output_error::OutputError;
use std::fs;
use std::io;
use std::path::Path;

/// What was found in a folder.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Whether the folder is there.
    pub exists: bool,
    /// What made the result that is there.
    pub recipe: Option<Recipe>,
    /// Files of that result.
    pub own: Vec<FileEntry>,
    /// Those of them that were changed since they were written.
    pub edited: Vec<String>,
    /// Files and folders that do not belong to it.
    pub foreign: Vec<String>,
}

/// Looks at a folder.
///
/// # Errors
/// When it is not a folder, or cannot be read.
pub(super) fn survey(dir: &Path) -> Result<Survey, OutputError> {
    no_file_on_the_way(dir)?;
    if !dir.is_dir() {
        return Ok(Survey::default());
    }
    let unreadable = |source| OutputError::Unwritable {
        path: dir.to_owned(),
        source,
    };
    let manifest = fs::read_to_string(dir.join(manifest::FILE))
        .ok()
        .and_then(|text| Manifest::from_json(&text));
    let (recipe, own) = match manifest {
        Some(manifest) => (Some(manifest.recipe), manifest.files),
        None => (None, Vec::new()),
    };
    let mut found = Survey {
        exists: true,
        recipe,
        own,
        ..Survey::default()
    };
    found.walk(dir, "").map_err(unreadable)?;
    found.foreign.sort();
    found.edited = found.changed_since(dir);
    Ok(found)
}

/// Fails where a file, or a link that leads nowhere, stands at `dir` or above it: the likelier mistake than a missing
/// right, and it says more.
pub(super) fn no_file_on_the_way(dir: &Path) -> Result<(), OutputError> {
    for path in dir.ancestors() {
        if path.is_file() {
            return Err(OutputError::NotAFolder(path.to_owned()));
        }
        if path.is_symlink() && !path.exists() {
            return Err(OutputError::DeadLink(path.to_owned()));
        }
    }
    Ok(())
}

impl Survey {
    /// Whether a path belongs to the result that is there.
    pub fn owns(&self, path: &str) -> bool {
        (path == manifest::FILE && self.recipe.is_some())
            || self.own.iter().any(|file| file.path == path)
    }

    /// Fails unless the place is free, or holds a result of the same recipe and nothing else.
    pub fn refuse_unless_same(&self, dir: &Path, recipe: &Recipe) -> Result<(), OutputError> {
        if let Some(there) = &self.recipe {
            let differences = recipe.differences(there);
            if !differences.is_empty() {
                return Err(OutputError::OtherResult {
                    dir: dir.to_owned(),
                    differences,
                });
            }
        }
        if self.foreign.is_empty() {
            Ok(())
        } else {
            Err(OutputError::Foreign {
                dir: dir.to_owned(),
                files: self.foreign.clone(),
            })
        }
    }

    /// Collects what does not belong to the result. Only folders that hold some of its files are
    /// entered, so that a folder full of other things is not searched through.
    fn walk(&mut self, dir: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(dir)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            let inner = format!("{path}/");
            let is_folder = entry.file_type()?.is_dir();
            if is_folder && self.own.iter().any(|file| file.path.starts_with(&inner)) {
                self.walk(&entry.path(), &inner)?;
            } else if is_folder && name.starts_with(".zopa-") {
                // What a run that was killed left behind, or another one is about to move.
            } else if is_folder || !self.owns(&path) {
                self.foreign.push(path);
            }
        }
        Ok(())
    }

    fn changed_since(&self, dir: &Path) -> Vec<String> {
        let changed = self.own.iter().filter(|file| file.has_changed(dir));
        changed.map(|file| file.path.clone()).collect()
    }
}
