//! Why a command ends early, and with which exit code.

use crate::report::OutputError;

/// Failed while running.
pub(super) const FAILED: u8 = 1;
/// Wrong usage.
pub(super) const USAGE: u8 = 2;
/// The scenario has errors.
pub(super) const SCENARIO: u8 = 3;
/// An expectation of the scenario failed.
pub(super) const EXPECTATION: u8 = 4;
/// Stopped with Ctrl-C, as shells number it: 128 + SIGINT.
const INTERRUPTED: u8 = 130;

/// Why a command ends early.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// Exit code.
    pub code: u8,
    /// What is wrong, for stderr; nothing where it has been said already.
    pub message: Option<String>,
    /// What helps.
    pub help: Option<String>,
}

impl Failure {
    /// Something went wrong while running.
    pub fn running(message: impl Into<String>) -> Self {
        Self {
            code: FAILED,
            message: Some(message.into()),
            help: None,
        }
    }

    /// The command line makes no sense.
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            code: USAGE,
            ..Self::running(message)
        }
    }

    /// Ends with this code; what there is to say has been said.
    pub fn said(code: u8) -> Self {
        Self {
            code,
            message: None,
            help: None,
        }
    }

    /// Stopped with Ctrl-C.
    pub fn interrupted(message: impl Into<String>) -> Self {
        Self {
            code: INTERRUPTED,
            ..Self::running(message)
        }
    }

    /// With something that helps.
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Why a file could not be written.
pub(super) fn cannot_write(what: &str, error: &dyn std::fmt::Display) -> Failure {
    Failure::running(format!("cannot write `{what}`: {error}"))
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        let failure = Self::running(error.to_string());
        match error.help() {
            Some(help) => failure.with_help(help),
            None => failure,
        }
    }
}
