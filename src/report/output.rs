//! Writing a result whole or not at all, and never over something else in silence.
//!
//! Files are first written to a hidden folder in the same file system (`.zopa-…`), which vanishes
//! when the [`Place`] is dropped. [`Place::commit`] then moves them where they belong: in one step
//! where nothing was there, else file by file, undoing every step if one fails. `manifest.json`
//! goes last, so that a folder that has one is complete.
//!
//! [`Place::claim`] looks at the place and tries to write there before the simulation starts, so
//! that a long run is not lost to a mistyped path.

use super::checksum::hex;
use super::manifest::{self, FileEntry, Manifest, Recipe};
use super::moves::Moves;
use super::output_error::OutputError;
use super::survey::{Survey, survey};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Where a result will stand, and the files that wait to be moved there.
#[derive(Debug)]
pub struct Place {
    target: PathBuf,
    /// Whether the folder was there before.
    existing: bool,
    /// Files there that the new result replaces or takes away.
    old: Vec<String>,
    edited: Vec<String>,
    /// Path and hash of each file written.
    files: BTreeMap<String, String>,
    // Dropped in this order: the scratch folder before the parents that hold it.
    scratch: TempDir,
    parents: CreatedParents,
}

/// Name, inside the scratch folder, of the folder with the new files.
const NEW: &str = "result";
/// Name, inside the scratch folder, of the folder that old files are moved to.
const OLD: &str = "old";

impl Place {
    /// Claims the folder `target` for a result. `planned` are the paths of the files to come.
    ///
    /// A folder that is not there is created with its parents. In a folder that holds a result of
    /// the same `recipe` and nothing else, the files of that result will be replaced. Anything else
    /// there needs `force`, and even then only files that the old manifest lists, or that bear the
    /// name of a planned one, are touched.
    ///
    /// # Errors
    /// When the place holds something else, is not a folder, or cannot be written to. Nothing is
    /// changed then.
    pub fn claim(
        target: &Path,
        recipe: &Recipe,
        planned: &[String],
        force: bool,
    ) -> Result<Self, OutputError> {
        let found = survey(target)?;
        if !force {
            found.refuse_unless_same(target, recipe)?;
        }
        Self::open(target, found, planned)
    }

    /// Claims the folder of an earlier result to add or replace some of its files, leaving the
    /// others alone.
    ///
    /// # Errors
    /// When one of `planned` exists but does not belong to the result, or the folder cannot be
    /// written to.
    pub fn amend(target: &Path, planned: &[String]) -> Result<Self, OutputError> {
        let mut found = survey(target)?;
        let foreign = planned
            .iter()
            .filter(|path| target.join(path).exists() && !found.owns(path));
        let foreign: Vec<String> = foreign.cloned().collect();
        if !foreign.is_empty() {
            return Err(OutputError::Foreign {
                dir: target.to_owned(),
                files: foreign,
            });
        }
        found.own.retain(|file| planned.contains(&file.path));
        found.edited.retain(|path| planned.contains(path));
        Self::open(target, found, planned)
    }

    fn open(target: &Path, found: Survey, planned: &[String]) -> Result<Self, OutputError> {
        for path in planned.iter().map(String::as_str).chain([manifest::FILE]) {
            no_folder_in_the_way(target, path)?;
        }
        let parents = CreatedParents::above(target)?;
        // A folder that exists may be all that can be written to, or a file system of its own.
        let home = if found.exists {
            target
        } else {
            parent_of(target)
        };
        let unwritable = |source| OutputError::Unwritable {
            path: home.to_owned(),
            source,
        };
        let scratch = tempfile::Builder::new()
            .prefix(".zopa-")
            .tempdir_in(home)
            .map_err(without_path)
            .map_err(unwritable)?;
        // A folder inside, because the scratch folder itself is closed to other users.
        for folder in [NEW, OLD] {
            fs::create_dir(scratch.path().join(folder)).map_err(unwritable)?;
        }
        let mut old: Vec<String> = found.own.into_iter().map(|file| file.path).collect();
        if found.recipe.is_some() {
            old.push(manifest::FILE.to_owned());
        }
        Ok(Self {
            target: target.to_owned(),
            existing: found.exists,
            old,
            edited: found.edited,
            files: BTreeMap::new(),
            scratch,
            parents,
        })
    }

    /// Files of the old result that were changed by hand since they were written.
    pub fn edited(&self) -> &[String] {
        &self.edited
    }

    /// Writes a file of the result. `path` is relative, with `/` between its parts.
    ///
    /// # Errors
    /// When the disk is full, or the like.
    pub fn write(&mut self, path: &str, bytes: &[u8]) -> Result<(), OutputError> {
        let mut file = self.create(path)?;
        file.write_all(bytes)
            .map_err(|source| self.cannot_write(path, source))?;
        self.close(path, file)
    }

    /// Opens a file of the result for writing bit by bit; [`Place::close`] makes it part of it.
    ///
    /// # Errors
    /// When it cannot be created.
    pub fn create(&self, path: &str) -> Result<HashedFile, OutputError> {
        let place = self.scratch.path().join(NEW).join(path);
        let open = || {
            if let Some(parent) = place.parent() {
                fs::create_dir_all(parent)?;
            }
            File::create(&place)
        };
        let file = open().map_err(|source| self.cannot_write(path, source))?;
        Ok(HashedFile {
            file: BufWriter::with_capacity(1 << 16, file),
            hash: Sha256::new(),
        })
    }

    /// Finishes a file opened with [`Place::create`].
    ///
    /// # Errors
    /// When its last bytes cannot be written.
    pub fn close(&mut self, path: &str, mut file: HashedFile) -> Result<(), OutputError> {
        file.flush()
            .map_err(|source| self.cannot_write(path, source))?;
        self.files
            .insert(path.to_owned(), hex(&file.hash.finalize()));
        Ok(())
    }

    /// The error for a file of this result that cannot be written.
    pub fn cannot_write(&self, path: &str, source: io::Error) -> OutputError {
        OutputError::Write {
            path: self.target.join(path),
            source,
        }
    }

    /// The files written so far, for a manifest.
    pub fn files(&self) -> Vec<FileEntry> {
        let entries = self.files.iter().map(|(path, sha256)| FileEntry {
            path: path.clone(),
            sha256: sha256.clone(),
        });
        entries.collect()
    }

    /// Moves all files to their place, with `manifest` if there is one; it says which files the
    /// folder will hold.
    ///
    /// # Errors
    /// When a move fails; everything is then as it was before.
    pub fn commit(mut self, manifest: Option<&Manifest>) -> Result<(), OutputError> {
        if let Some(manifest) = manifest {
            self.write(manifest::FILE, manifest.to_json().as_bytes())?;
        }
        let result = if self.existing {
            self.move_files()
        } else {
            fs::rename(self.scratch.path().join(NEW), &self.target)
        };
        result.map_err(|source| self.not_moved(source))?;
        self.parents.keep();
        Ok(())
    }

    /// Why the files could not be moved: something may stand now where nothing was.
    fn not_moved(&self, source: io::Error) -> OutputError {
        let path = self.target.clone();
        match !self.existing && path.symlink_metadata().is_ok() {
            true => OutputError::Taken(path),
            false => OutputError::Write { path, source },
        }
    }

    /// Moves the old files away and the new ones in, one by one.
    fn move_files(&self) -> io::Result<()> {
        let new = self.scratch.path().join(NEW);
        let away = self.scratch.path().join(OLD);
        let mut moves = Moves::default();
        let manifest_first = |path: &&String| *path != manifest::FILE;
        let mut leaving: Vec<&String> = self.old.iter().chain(self.files.keys()).collect();
        leaving.sort_by_key(manifest_first);
        for path in leaving {
            moves.move_if_there(&self.target.join(path), &away.join(path))?;
        }
        let mut coming: Vec<&String> = self.files.keys().collect();
        coming.sort_by_key(|path| *path == manifest::FILE);
        for path in coming {
            moves.move_file(&new.join(path), &self.target.join(path))?;
        }
        moves.keep();
        self.remove_empty_folders();
        Ok(())
    }

    /// Removes folders that only held files of the old result.
    fn remove_empty_folders(&self) {
        for path in &self.old {
            if let Some((folder, _)) = path.rsplit_once('/') {
                // Fails where something is left in it, as it should.
                let _ = fs::remove_dir(self.target.join(folder));
            }
        }
    }
}

/// An error about a temporary file without that file's name, which tells nobody anything.
pub(crate) fn without_path(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((said, _)) => io::Error::new(error.kind(), said),
        None => error,
    }
}

/// The folder that `target` stands in.
pub(crate) fn parent_of(target: &Path) -> &Path {
    match target.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// Fails where `path` is a folder, or one of the folders above it within `target` is a file.
fn no_folder_in_the_way(target: &Path, path: &str) -> Result<(), OutputError> {
    if target.join(path).is_dir() {
        return Err(OutputError::FolderInTheWay(target.join(path)));
    }
    if let Some((folder, _)) = path.rsplit_once('/') {
        let folder = target.join(folder);
        if folder.exists() && !folder.is_dir() {
            return Err(OutputError::NotAFolder(folder));
        }
    }
    Ok(())
}

/// A file that computes the hash of what is written to it.
#[derive(Debug)]
pub struct HashedFile {
    file: BufWriter<File>,
    hash: Sha256,
}

impl Write for HashedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.file.write(bytes)?;
        self.hash.update(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Folders created above the result; removed again unless kept.
#[derive(Debug, Default)]
struct CreatedParents(Vec<PathBuf>);

impl CreatedParents {
    fn above(target: &Path) -> Result<Self, OutputError> {
        let missing: Vec<&Path> = parent_of(target)
            .ancestors()
            .take_while(|folder| *folder != Path::new("") && !folder.exists())
            .collect();
        let mut created = Self::default();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => created.0.push(folder.to_owned()),
                // Another run made it in the meantime: it is not ours to remove.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(source) => {
                    return Err(OutputError::Unwritable {
                        path: folder.to_owned(),
                        source,
                    });
                }
            }
        }
        Ok(created)
    }

    fn keep(&mut self) {
        self.0.clear();
    }
}

impl Drop for CreatedParents {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // Fails where somebody else has put something in, as it should.
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
#[path = "output_tests.rs"]
mod tests;
