//! What a forecast looks like to people: terminal text, the Markdown report, the model card, the
//! story of one replication, and the files of a result on disk.
//!
//! Nothing here knows the command line, and nothing prints: functions take data and return text,
//! or write the files they are asked to write.
//!
//! - [`terminal`]: the forecast as `zopa run` prints it
//! - [`markdown`]: the forecast as `report.md`
//! - [`card`]: what a scenario holds, as `zopa check` prints it
//! - [`story`]: one replication, round by round
//! - [`manifest`]: what made a result, and which files belong to it
//! - [`output`]: writing a result whole or not at all
//! - [`analysis_text`]: an analysis as `zopa analyze` prints it
//! - [`ledger`]: writing a result line by line, to be taken up again
//! - [`tournament`]: the ranking of a tournament
//! - [`compare`]: two scenarios or results side by side, as `zopa compare` prints them
//! - [`levers`]: what a party could change, as `zopa levers` prints it
//! - [`saved`], [`saved_rows`]: a result read back
//! - [`trends`]: what runs say of an expectation about a change
//! - [`sensitivity`]: which inputs decide; [`discovery`]: in what region an outcome becomes likely
//! - [`columns`]: tables as CSV and Parquet; [`experiment_rows`]: the replications of an experiment as one
//! - [`terms`]: the vocabulary, each word with an example
//! - [`findings`]: what stands out in a forecast, for all of these
//! - [`number`], [`text`], [`table`]: how numbers, lines and columns look

pub mod analysis_text;
pub mod assumptions;
pub mod card;
pub mod card_text;
pub mod catalogue;
mod checksum;
pub mod columns;
pub mod compare;
pub mod conflicts;
pub mod discovery;
pub mod experiment_rows;
pub mod findings;
pub mod keys;
pub mod ledger;
pub mod levers;
pub mod manifest;
pub mod markdown;
mod moves;
pub mod number;
pub mod output;
mod output_error;
mod paint;
pub mod saved;
pub mod saved_rows;
pub mod sensitivity;
pub mod story;
mod survey;
pub mod sweep;
pub mod table;
pub mod terminal;
pub mod terms;
pub mod text;
pub mod tournament;
pub mod trends;

pub use output_error::OutputError;
pub use paint::Paint;

#[cfg(test)]
mod tests;
