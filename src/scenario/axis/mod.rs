//! An axis of a sweep: a path of the scenario file and the values it takes.
//!
//! Written `PATH=FROM:TO:N` (N evenly spaced values, both ends among them), `PATH=a,b,c` (these), or
//! `PATH=LO..HI` (anything between, for designs that choose points themselves).

mod read;

use super::{Override, Setting};
use crate::model::Scenario;
use serde::{Deserialize, Serialize};

/// Most values of one axis.
pub const MOST_VALUES: u64 = 100_000;

/// A value on an axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Level {
    /// A number.
    Number(f64),
    /// A word, or whatever else a scenario file takes in that place, as TOML.
    Text(String),
}

impl Level {
    fn parse(text: &str) -> Self {
        match number(text) {
            Some(number) => Self::Number(number),
            None => Self::Text(text.to_owned()),
        }
    }

    /// The number, where it is one.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(_) => None,
        }
    }
}

impl std::fmt::Display for Level {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// The values that an axis takes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Values {
    /// These, in this order.
    Levels(Vec<Level>),
    /// Anything between two ends.
    Between {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
    },
}

/// An axis of a sweep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// Path in the scenario file.
    pub path: String,
    /// What it is, for people.
    pub name: String,
    /// The values it takes.
    pub values: Values,
    /// Whether it takes whole numbers only.
    pub whole: bool,
    /// Its value in the scenario as it stands: a fixed number, a word, or a median.
    pub base: Option<Level>,
}

/// Why a text is no axis.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisError {
    /// What is wrong.
    pub what: String,
    /// What is allowed.
    pub help: &'static str,
}

const FORMS: &str = "`PATH=FROM:TO:N` for N values from one number to another, `PATH=a,b,c` for these, \
                     `PATH=LO..HI` with `--design lhs`, `sobol` or `halton`";

fn error<T>(what: String, help: &'static str) -> Result<T, AxisError> {
    Err(AxisError { what, help })
}

impl Axis {
    /// Reads an axis. `settings` are those of the scenario: they tell its name, its value now, and
    /// whether it takes whole numbers. A path that is not among them is left for the scenario's own
    /// check to judge.
    ///
    /// # Errors
    /// What is wrong with the text, and what is allowed.
    pub fn parse(text: &str, settings: &[Setting]) -> Result<Self, AxisError> {
        let Some((path, values)) = text.split_once('=') else {
            return error(format!("`{text}` has no `=`"), FORMS);
        };
        let (path, values) = (path.trim(), values.trim());
        if path.is_empty() || values.is_empty() {
            return error(format!("`{text}` lacks a path or its values"), FORMS);
        }
        let setting = settings.iter().find(|setting| setting.path == path);
        let whole = setting.is_some_and(|setting| setting.whole);
        Ok(Self {
            path: path.to_owned(),
            name: setting.map_or_else(|| path.to_owned(), |setting| setting.name.clone()),
            values: read::read(path, values, whole)?,
            whole,
            base: setting.and_then(|setting| base(&setting.value)),
        })
    }

    /// The same, with the median of the scenario's distribution as its value now, where that is
    /// uncertain.
    #[must_use]
    pub fn with_median(mut self, scenario: &Scenario) -> Self {
        let input = scenario.inputs.iter().find(|input| input.path == self.path);
        let median = input.map(|input| Level::Number(input.distribution.quantile(0.5)));
        self.base = self.base.or(median);
        self
    }

    /// The change that puts the axis at a value.
    pub fn at(&self, level: &Level) -> Override {
        Override {
            path: self.path.clone(),
            value: level.to_string(),
            flag: "--vary",
        }
    }

    /// The listed values; none where anything between two ends is meant.
    pub fn levels(&self) -> &[Level] {
        match &self.values {
            Values::Levels(levels) => levels,
            Values::Between { .. } => &[],
        }
    }

    /// Some values that show whether the axis works: up to eight listed ones, or both ends.
    pub fn samples(&self) -> Vec<Level> {
        match &self.values {
            Values::Levels(levels) => {
                let step = levels.len().div_ceil(8);
                levels.iter().step_by(step).cloned().collect()
            }
            Values::Between { low, high } => [*low, *high].map(Level::Number).into(),
        }
    }

    /// The value at a place from 0 to 1: of listed values each has an equal part.
    pub fn place(&self, u: f64) -> Level {
        match &self.values {
            Values::Levels(levels) => {
                let index = (u * levels.len() as f64) as usize;
                levels[index.min(levels.len() - 1)].clone()
            }
            Values::Between { low, high } => {
                let value = if self.whole {
                    // Each whole number has an equal part, the ends too.
                    (low + (u * (high - low + 1.0)).floor()).min(*high)
                } else {
                    tidy(low + u * (high - low))
                };
                Level::Number(value)
            }
        }
    }
}

/// What a value is now, where it can be marked on an axis.
fn base(value: &serde_json::Value) -> Option<Level> {
    match value {
        serde_json::Value::Number(number) => number.as_f64().map(Level::Number),
        serde_json::Value::String(text) => Some(Level::Text(text.clone())),
        serde_json::Value::Bool(flag) => Some(Level::Text(flag.to_string())),
        _ => None,
    }
}

/// Without the last digits, which only come from counting in binary: 0.3 and not 0.30000000000000004.
pub fn tidy(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value) + 0.0
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}
