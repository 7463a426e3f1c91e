//! A question that takes many replications to answer, as a command asks it: what each of `zopa sensitivity`,
//! `discover`, `compare` and `levers` says of itself, so that [`super::answer`] can play it whole or in parts,
//! and [`super::join`] put parts together.

use super::charts;
use super::failure::Failure;
use super::given::Given;
use super::rows::{ROWS, ROWS_PARQUET, Rows};
use crate::chart::{Drawing, ImageFormat};
use crate::experiment::Stop;
use crate::experiment::course::{Extent, Means};
use crate::report::Paint;
use crate::report::columns::Values;
use crate::report::manifest::ScenarioKey;
use crate::report::text::join;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Most names told.
const MOST_NAMES: usize = 12;

/// A table as CSV and as Parquet: names with bytes.
pub(super) type Table = [(String, Vec<u8>); 2];

/// A question, as it stands in the recipe.
pub(super) trait Question: Clone + PartialEq + Serialize + DeserializeOwned {
    /// The command.
    const NAME: &'static str;
    /// The file of what it found.
    const RESULT: &'static str;
    /// The chart, without an ending.
    const CHART: &'static str;
    /// The tables, without endings.
    const TABLES: &'static [&'static str];
    /// Whether rows are written while they are played, so that a part has its own; else they follow from the
    /// blocks and are written at the end.
    const ROWS_GROW: bool = false;
    /// What is played: one scenario or two, and the question in their terms.
    type Case;
    /// What it finds.
    type Found: Serialize + DeserializeOwned;

    /// The folder where none is named, below that of all results.
    fn place(&self, id: &str, seed: u64) -> String;
    /// For each scenario the changes, as `PATH=VALUE`, beside those that all share.
    fn changes(&self) -> Vec<Vec<String>> {
        vec![Vec::new()]
    }
    /// What is played, of as many scenarios as there are lists of changes.
    fn case(&self, given: Vec<Given>, seed: u64) -> Result<Self::Case, Failure>;
    /// How much that is.
    fn extent(case: &Self::Case) -> Extent;
    /// Plays what is not there yet and answers; [`Stop::Part`] where only a part was asked for.
    fn answer(
        case: &Self::Case,
        means: Means<'_>,
        rows: Option<&mut Rows>,
    ) -> Result<Self::Found, Stop>;
    /// Names of the columns of the rows.
    fn row_header(case: &Self::Case) -> Vec<String>;
    /// What a column of the rows holds.
    fn row_kind(name: &str) -> Values;
    /// Bytes of the rows of blocks that are there already, of which the first has this number; none where rows do
    /// not grow.
    fn row_bytes(_: &Self::Case, _first: u64, _known: &[Vec<f64>]) -> Result<u64, Stop> {
        Ok(0)
    }
    /// Draws what was found.
    fn draw(found: &Self::Found, format: ImageFormat) -> Result<Drawing, String>;
    /// What was found, as the tables.
    fn tables(found: &Self::Found) -> Result<Vec<Table>, Failure>;
    /// What was found, in words.
    fn text(found: &Self::Found, cells: usize, paint: Paint) -> String;
    /// What to know of the case beside the answer.
    fn note(_: &Self::Case, _: &Self::Found) -> Option<String> {
        None
    }
    /// Whether the scenario's expectations are met.
    fn is_as_expected(_: &Self::Found) -> bool {
        true
    }
}

/// What shapes a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Recipe<Q> {
    /// Version of zopa.
    pub zopa: String,
    /// The command.
    pub study: String,
    /// Which scenario, or which two.
    pub scenario: ScenarioKey,
    /// Seed of all randomness.
    pub seed: u64,
    /// What is asked.
    #[serde(flatten)]
    pub question: Q,
    /// Changes to all scenarios, as `PATH=VALUE`.
    pub set: Vec<String>,
    /// Image formats of the chart.
    pub charts: Vec<String>,
    /// Whether there is a row per replication.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rows: bool,
    /// Which part of the whole, as `i/n`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<String>,
}

impl<Q: Question> Recipe<Q> {
    /// The recipe as it stands in the folder.
    pub fn words(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => map,
            _ => Map::new(),
        }
    }

    /// Names of the files beside the blocks of a whole result: the result, tables, rows, and the chart.
    pub fn files(&self) -> Vec<String> {
        let mut files = self.tables();
        files.extend(charts::files(Q::CHART, &charts::named(&self.charts)));
        files
    }

    /// Those of them that hold what was found.
    pub fn tables(&self) -> Vec<String> {
        let mut files = result_and_tables::<Q>();
        if self.rows {
            files.extend([ROWS, ROWS_PARQUET].map(str::to_owned));
        }
        files
    }
}

/// Names of the files of every answer.
pub(super) fn result_and_tables<Q: Question>() -> Vec<String> {
    let mut files = vec![Q::RESULT.to_owned()];
    for table in Q::TABLES {
        files.extend(["csv", "parquet"].map(|ending| format!("{table}.{ending}")));
    }
    files
}

/// A name of letters, digits, `_` and `-`, for a folder.
pub(super) fn plain(name: &str) -> String {
    let plain = |c: char| match c.is_ascii_alphanumeric() || c == '_' {
        true => c,
        false => '-',
    };
    name.chars().map(plain).collect()
}

/// A name that is not there, with those that are.
pub(super) fn unknown(flag: &str, what: &str, name: &str, names: &[String]) -> Failure {
    let names = names
        .iter()
        .take(MOST_NAMES)
        .map(|name| format!("`{name}`"));
    let names: Vec<String> = names.collect();
    Failure::usage(format!("`{flag}`: there is no {what} `{name}`"))
        .with_help(format!("there is {}", join(&names, "and")))
}
