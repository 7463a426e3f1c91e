//! Moves of files that are undone, last first, unless all of them succeed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Moves made so far, and folders created for them. Undone when dropped, unless kept.
#[derive(Debug, Default)]
pub(super) struct Moves {
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    Moved { from: PathBuf, to: PathBuf },
    Created(PathBuf),
}

impl Moves {
    /// Moves a file, creating the folder it goes to. Nothing may be at `to`.
    pub fn move_file(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        if let Some(folder) = to.parent() {
            self.create_folder(folder)?;
        }
        fs::rename(from, to)?;
        self.steps.push(Step::Moved {
            from: from.to_owned(),
            to: to.to_owned(),
        });
        Ok(())
    }

    /// Moves a file if there is one.
    pub fn move_if_there(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        // A link counts as there even if what it points to is gone.
        match fs::symlink_metadata(from) {
            Ok(_) => self.move_file(from, to),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }

    fn create_folder(&mut self, folder: &Path) -> io::Result<()> {
        if !folder.exists() {
            fs::create_dir(folder)?;
            self.steps.push(Step::Created(folder.to_owned()));
        }
        Ok(())
    }

    /// Makes the moves last.
    pub fn keep(mut self) {
        self.steps.clear();
    }
}

impl Drop for Moves {
    fn drop(&mut self) {
        for step in self.steps.iter().rev() {
            // Nothing better can be done about a failure on the way back; the next steps are
            // independent of it.
            let _ = match step {
                Step::Moved { from, to } => fs::rename(to, from),
                Step::Created(folder) => fs::remove_dir(folder),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_move_undoes_those_before_it() {
        let dir = tempfile::tempdir().expect("a folder for the test");
        let [a, b, sub] = ["a", "b", "sub/b"].map(|name| dir.path().join(name));
        fs::write(&a, "a").expect("written");
        {
            let mut moves = Moves::default();
            moves.move_file(&a, &sub).expect("moved");
            assert!(sub.exists() && !a.exists());
            assert!(moves.move_file(&b, &a).is_err(), "b is not there");
        }
        assert_eq!(fs::read_to_string(&a).expect("back again"), "a");
        assert!(!dir.path().join("sub").exists());
    }

    #[test]
    fn kept_moves_last() {
        let dir = tempfile::tempdir().expect("a folder for the test");
        let [a, b] = ["a", "b"].map(|name| dir.path().join(name));
        fs::write(&a, "a").expect("written");
        let mut moves = Moves::default();
        moves.move_if_there(&a, &b).expect("moved");
        moves
            .move_if_there(&a, &b)
            .expect("nothing to move is no error");
        moves.keep();
        assert!(b.exists() && !a.exists());
    }
}
