//! Fonts of charts: those that `--font` adds, and what is drawn as boxes since no font has it.

use super::args::{Cli, Command};
use super::console::Console;
use super::failure::Failure;
use crate::chart::{self, Drawing};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Characters drawn as boxes so far.
static LACKING: Mutex<BTreeSet<char>> = Mutex::new(BTreeSet::new());
/// As many of them as are named.
const NAMED: usize = 12;
/// Bytes of the largest font file that is read: collections for all of Chinese, Japanese and Korean have some 20 million.
const LARGEST: u64 = 100 << 20;

/// Adds the fonts of `--font`.
pub(super) fn add(cli: &Cli) -> Result<(), Failure> {
    let files = &cli.global.font;
    if !files.is_empty() && !draws(&cli.command) {
        return Err(Failure::usage(
            "`--font` is for charts, and this command draws none",
        ));
    }
    for file in files {
        let name = file.display();
        let bytes = read(file)
            .map_err(|error| Failure::usage(format!("`--font`: cannot read `{name}`: {error}")))?;
        chart::add_font(bytes).map_err(|what| {
            Failure::usage(format!("`--font`: `{name}` is {what}"))
                .with_help("TrueType and OpenType fonts are known: .ttf, .otf, .ttc")
        })?;
    }
    Ok(())
}

/// Reads a file of at most [`LARGEST`] bytes.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it is larger than 100 MiB"));
    }
    Ok(bytes)
}

const fn draws(command: &Command) -> bool {
    matches!(
        command,
        Command::Run(_)
            | Command::Analyze(_)
            | Command::Tournament(_)
            | Command::Compare(_)
            | Command::Levers(_)
            | Command::Sensitivity(_)
            | Command::Discover(_)
            | Command::Sweep(_)
            | Command::Merge(_)
            | Command::Plot(_)
    )
}

/// Notes what a drawing has boxes for.
pub(super) fn note(drawing: &Drawing) {
    let mut lacking = LACKING.lock().unwrap_or_else(PoisonError::into_inner);
    lacking.extend(drawing.lacking.chars());
}

/// Tells once what is drawn as boxes.
pub(super) fn tell(console: Console) {
    let lacking = LACKING.lock().unwrap_or_else(PoisonError::into_inner);
    if lacking.is_empty() {
        return;
    }
    let named: String = lacking.iter().take(NAMED).collect();
    let more = match lacking.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    console.note(&format!(
        "note: charts have empty boxes where their fonts lack a character ({named}{more}); `--font FILE` adds a font that has it"
    ));
}
