//! A saved result, read back: `summary.json` and `details.json`.
//!
//! The files may have been edited or mixed up since, so everything that charts rely on is checked:
//! indices point at things that exist, lists that go together have the same length.

use crate::simulate::forecast::{Details, Forecast};
use serde::de::DeserializeOwned;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Why a saved result cannot be used.
#[derive(Debug)]
pub enum SavedError {
    /// The file is missing or cannot be read.
    Unreadable(PathBuf, std::io::Error),
    /// The file is not what zopa wrote.
    Malformed(PathBuf, serde_json::Error),
    /// The two files do not fit together, or one not to itself.
    Inconsistent(PathBuf, &'static str),
}

impl fmt::Display for SavedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(file, error) if error.kind() == std::io::ErrorKind::NotFound => {
                write!(
                    f,
                    "no result is saved here: `{}` is missing",
                    file.display()
                )
            }
            Self::Unreadable(file, error) => {
                write!(f, "cannot read `{}`: {error}", file.display())
            }
            Self::Malformed(file, error) => {
                write!(f, "`{}` is not what zopa wrote: {error}", file.display())
            }
            Self::Inconsistent(dir, what) => {
                write!(
                    f,
                    "the result in `{}` does not fit together: {what}",
                    dir.display()
                )
            }
        }
    }
}

impl std::error::Error for SavedError {}

/// Reads the result saved in a folder.
///
/// # Errors
/// When a file is missing, or is not what zopa wrote.
pub fn load(dir: &Path) -> Result<(Forecast, Details), SavedError> {
    let forecast: Forecast = read(&dir.join("summary.json"))?;
    let details: Details = read(&dir.join("details.json"))?;
    match inconsistency(&forecast, &details) {
        None => Ok((forecast, details)),
        Some(what) => Err(SavedError::Inconsistent(dir.to_owned(), what)),
    }
}

fn read<T: DeserializeOwned>(file: &Path) -> Result<T, SavedError> {
    let text =
        fs::read_to_string(file).map_err(|error| SavedError::Unreadable(file.to_owned(), error))?;
    serde_json::from_str(&text).map_err(|error| SavedError::Malformed(file.to_owned(), error))
}

/// What does not fit together, if anything.
fn inconsistency(forecast: &Forecast, details: &Details) -> Option<&'static str> {
    let parties = forecast.parties.len();
    let outcomes = forecast.outcomes.len();
    let issues = forecast.issues.len();
    let some_or_none = |n: usize| n == 0 || n == parties;
    let checks = [
        (forecast.headline < outcomes, "the headline is no outcome"),
        (
            forecast
                .outcomes
                .iter()
                .all(|o| some_or_none(o.gains.len())),
            "an outcome has gains of too few parties",
        ),
        (
            forecast
                .issues
                .iter()
                .flat_map(|issue| &issue.options)
                .all(|o| o.red_lines.len() == parties),
            "an option has red lines of too few parties",
        ),
        (
            forecast
                .timing
                .by_round
                .iter()
                .all(|round| round.shares.len() == outcomes),
            "a round has shares of too few outcomes",
        ),
        (
            forecast
                .packages
                .iter()
                .all(|package| package.options.len() == issues),
            "a package has options of too few issues",
        ),
        (
            details
                .payoffs
                .iter()
                .all(|payoff| forecast.parties.iter().any(|p| p.id == payoff.party)),
            "payoffs of a party that the summary does not know",
        ),
        (
            details.frontiers.iter().all(|f| {
                f.parties.iter().all(|&p| p < parties)
                    && f.deals.iter().all(|deal| deal.outcome < outcomes)
            }),
            "a frontier of a party or with an outcome that the summary does not know",
        ),
        (
            details.dance.outcome < outcomes
                && details.dance.moves.iter().all(|step| {
                    step.party.is_none_or(|p| p < parties) && some_or_none(step.utilities.len())
                }),
            "a move of a party that the summary does not know",
        ),
        (
            details
                .concessions
                .iter()
                .all(|concession| concession.party < parties),
            "concessions of a party that the summary does not know",
        ),
        (
            details.inputs.pairs.iter().all(|pair| {
                let inputs = pair.inputs.iter();
                inputs
                    .copied()
                    .all(|input| input < details.inputs.drawn.len())
            }),
            "a correlation of an input that was not drawn",
        ),
    ];
    checks
        .into_iter()
        .find(|(holds, _)| !holds)
        .map(|(_, what)| what)
}
