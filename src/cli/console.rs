//! Standard output for results, standard error for everything else.

use super::args::{Color, Global};
use super::failure::Failure;
use crate::report::Paint;
use std::io::{self, Write};

/// Cells of a line where the width of the terminal is not known.
const USUAL_WIDTH: usize = 100;
/// Cells below which no table is readable.
const NARROWEST: usize = 40;
/// Cells above which lines are hard to read.
const WIDEST: usize = 120;

/// Where text goes, and how it looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Console {
    quiet: bool,
    color: Color,
}

impl Console {
    pub fn new(global: &Global) -> Self {
        Self {
            quiet: global.quiet,
            color: global.color,
        }
    }

    /// Prints a result, whole. Whoever reads it may stop reading at any time.
    pub fn result(self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::said(0)),
            Err(error) => Err(Failure::running(format!(
                "cannot write to standard output: {error}"
            ))),
        }
    }

    /// Prints text for people on standard output, unless told to be quiet.
    pub fn text(self, text: &str) -> Result<(), Failure> {
        if self.quiet {
            Ok(())
        } else {
            self.result(text)
        }
    }

    /// Tells something beside the result, unless told to be quiet.
    pub fn note(self, text: &str) {
        if !self.quiet {
            to_stderr(&format!("{text}\n"));
        }
    }

    /// Shows warnings or errors that come with their own layout.
    pub fn diagnostics(self, text: &str) {
        to_stderr(text);
    }

    /// Tells why a command ends early.
    pub fn failure(self, failure: &Failure) {
        let paint = self.on_stderr();
        if let Some(message) = &failure.message {
            to_stderr(&format!("{}: {message}\n", paint.red("error")));
        }
        if let Some(help) = &failure.help {
            to_stderr(&format!("{}: {help}\n", paint.bold("help")));
        }
    }

    pub const fn is_quiet(self) -> bool {
        self.quiet
    }

    /// How results are painted.
    pub fn on_stdout(self) -> Paint {
        Paint::when(match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_wanted(anstream::AutoStream::choice(&io::stdout())),
        })
    }

    /// How everything else is painted.
    pub fn on_stderr(self) -> Paint {
        Paint::when(match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => is_wanted(anstream::AutoStream::choice(&io::stderr())),
        })
    }

    /// Cells of a line of results.
    pub fn width(self) -> usize {
        let terminal = terminal_size::terminal_size_of(io::stdout());
        terminal.map_or(USUAL_WIDTH, |(width, _)| {
            usize::from(width.0).clamp(NARROWEST, WIDEST)
        })
    }
}

fn is_wanted(choice: anstream::ColorChoice) -> bool {
    choice != anstream::ColorChoice::Never
}

/// A note that nobody can read is no reason to fail.
fn to_stderr(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
