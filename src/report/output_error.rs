//! Why a result cannot be written, and what helps.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a result cannot be written.
#[derive(Debug)]
pub enum OutputError {
    /// The folder holds a result that was made differently.
    OtherResult {
        /// The folder.
        dir: PathBuf,
        /// What differs, in words.
        differences: Vec<String>,
    },
    /// The folder holds files that zopa did not write.
    Foreign {
        /// The folder.
        dir: PathBuf,
        /// The files, relative to it.
        files: Vec<String>,
    },
    /// The folder holds a result of the same recipe that was stopped before its end.
    Unfinished(PathBuf),
    /// A folder is needed where something else stands.
    NotAFolder(PathBuf),
    /// A folder is needed where a link leads nowhere.
    DeadLink(PathBuf),
    /// Something stands now where nothing was when the work began.
    Taken(PathBuf),
    /// A file is needed where a folder stands.
    FolderInTheWay(PathBuf),
    /// The folder cannot be created or written to.
    Unwritable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file cannot be written, or not be moved to its place.
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl OutputError {
    /// What helps, as a statement; `None` where the message says it all.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::OtherResult { .. } => Some(
                "`--force` replaces that result (other files in the folder stay); `--out DIR` writes elsewhere",
            ),
            Self::Foreign { .. } => Some(
                "`--force` writes the result beside them, replacing only files of the same name; `--out DIR` writes elsewhere",
            ),
            Self::Unfinished(_) => {
                Some("`--resume` goes on where it stopped; `--force` starts it anew")
            }
            Self::NotAFolder(_)
            | Self::DeadLink(_)
            | Self::Taken(_)
            | Self::FolderInTheWay(_)
            | Self::Unwritable { .. } => Some("`--out DIR` writes elsewhere"),
            Self::Write { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
                Some("the disk is full; `--out DIR` on another disk writes there")
            }
            Self::Write { .. } => None,
        }
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherResult { dir, differences } => write!(
                f,
                "`{}` holds another result: {}",
                dir.display(),
                differences.join("; ")
            ),
            Self::Foreign { dir, files } => write!(
                f,
                "`{}` holds what does not belong to this result: {}",
                dir.display(),
                some_of(files)
            ),
            Self::Unfinished(dir) => write!(
                f,
                "`{}` holds the same result, stopped before its end",
                dir.display()
            ),
            Self::NotAFolder(path) => {
                write!(
                    f,
                    "`{}` is a file; a folder is needed there",
                    path.display()
                )
            }
            Self::DeadLink(path) => write!(
                f,
                "`{}` is a link to what is not there; a folder is needed there",
                path.display()
            ),
            Self::Taken(path) => write!(
                f,
                "`{}` was not there when this run began, and is now: something else wrote it meanwhile",
                path.display()
            ),
            Self::FolderInTheWay(path) => {
                write!(
                    f,
                    "`{}` is a folder; a file is needed there",
                    path.display()
                )
            }
            Self::Unwritable { path, source } => {
                write!(
                    f,
                    "cannot write to the folder `{}`: {source}",
                    path.display()
                )
            }
            Self::Write { path, source } => {
                write!(f, "cannot write `{}`: {source}", path.display())
            }
        }
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unwritable { source, .. } | Self::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The first few of many names.
fn some_of(names: &[String]) -> String {
    const SHOWN: usize = 3;
    let first: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{}`", super::text::clean(name)))
        .collect();
    match names.len().saturating_sub(SHOWN) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}
