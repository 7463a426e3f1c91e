//! An axis of a sweep: a path of the scenario file and the values it takes.
//!
//! Written `PATH=FROM:TO:N` (N evenly spaced values, both ends among them), `PATH=a,b,c` (these), or
//! `PATH=LO..HI` (anything between, for designs that choose points themselves).

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
            values: read(path, values, whole)?,
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

fn read(path: &str, text: &str, whole: bool) -> Result<Values, AxisError> {
    if let Some((low, high)) = text.split_once("..") {
        return between(path, [low, high], whole);
    }
    let parts: Vec<&str> = text.split(':').collect();
    if let [from, to, steps] = parts[..]
        && !text.contains(['{', '[', '"', '\'', ','])
    {
        return evenly(path, [from, to], steps, whole);
    }
    if parts.len() > 1 && parts.iter().all(|part| number(part.trim()).is_some()) {
        return error(
            format!(
                "`{path}={text}` is no range: it has {} numbers",
                parts.len()
            ),
            "FROM:TO:N has three, the last how many values",
        );
    }
    let items = items(text);
    let levels: Vec<Level> = items.iter().map(|item| Level::parse(item)).collect();
    if items.iter().any(|item| item.is_empty()) {
        return error(
            format!("`{path}={text}` has an empty value"),
            "commas stand between values",
        );
    }
    for (index, level) in levels.iter().enumerate() {
        if levels[..index].contains(level) {
            return error(
                format!("`{path}` takes the value {level} twice"),
                "each value is played once",
            );
        }
    }
    if let [only] = &levels[..] {
        return error(
            format!("`{path}` takes one value only, {only}"),
            "a value that stays the same is set with `--set`",
        );
    }
    Ok(Values::Levels(levels))
}

fn between(path: &str, ends: [&str; 2], whole: bool) -> Result<Values, AxisError> {
    let [low, high] = numbers(path, ends)?;
    if low >= high {
        return error(
            format!("`{path}`: {low}..{high} is empty"),
            "the lower end comes first",
        );
    }
    if whole && (low.fract() != 0.0 || high.fract() != 0.0) {
        return error(
            format!("`{path}` takes whole numbers, not {low}..{high}"),
            "both ends must be whole",
        );
    }
    Ok(Values::Between { low, high })
}

fn evenly(path: &str, ends: [&str; 2], steps: &str, whole: bool) -> Result<Values, AxisError> {
    let [from, to] = numbers(path, ends)?;
    let count = match steps.trim().parse::<u64>() {
        Ok(count @ 2..=MOST_VALUES) => count,
        _ => {
            return error(
                format!("`{path}`: {:?} is no number of values", steps.trim()),
                "N in FROM:TO:N is a whole number from 2 to 100,000",
            );
        }
    };
    if from == to {
        return error(
            format!("`{path}`: from {from} to {to} is an empty range"),
            "FROM and TO must differ",
        );
    }
    let last = (count - 1) as f64;
    let at = |k: u64| tidy(from + (to - from) * (k as f64 / last));
    let values: Vec<f64> = (0..count).map(at).collect();
    if whole && values.iter().any(|value| value.fract() != 0.0) {
        return error(
            format!(
                "`{path}` takes whole numbers; {from}:{to}:{count} has {} among them",
                values
                    .iter()
                    .find(|value| value.fract() != 0.0)
                    .copied()
                    .unwrap_or_default()
            ),
            "N - 1 must divide TO - FROM",
        );
    }
    if values.windows(2).any(|pair| pair[0] == pair[1]) {
        return error(
            format!("`{path}`: {from} and {to} are too near each other for {count} values"),
            "fewer values, or ends further apart",
        );
    }
    Ok(Values::Levels(
        values.into_iter().map(Level::Number).collect(),
    ))
}

fn numbers(path: &str, texts: [&str; 2]) -> Result<[f64; 2], AxisError> {
    let mut found = [0.0; 2];
    for (slot, text) in found.iter_mut().zip(texts) {
        match number(text.trim()) {
            Some(number) => *slot = number,
            None => {
                return error(
                    format!("`{path}`: {:?} is not a finite number", text.trim()),
                    FORMS,
                );
            }
        }
    }
    Ok(found)
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Without the last digits, which only come from counting in binary: 0.3 and not 0.30000000000000004.
pub fn tidy(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value) + 0.0
}

/// The parts between commas, but for commas within brackets or quotes.
fn items(text: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut depth, mut quote) = (0, 0usize, None);
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                items.push(text[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(text[start..].trim());
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(text: &str) -> Vec<String> {
        let axis = Axis::parse(text, &[]).expect("an axis");
        axis.levels().iter().map(Level::to_string).collect()
    }

    fn wrong(text: &str) -> String {
        Axis::parse(text, &[]).expect_err("no axis").what
    }

    #[test]
    fn steps_are_even_and_round() {
        assert_eq!(levels("a=0.1:0.5:5"), ["0.1", "0.2", "0.3", "0.4", "0.5"]);
        assert_eq!(levels("a=1:-1:3"), ["1", "0", "-1"]);
        assert_eq!(
            levels("a=1e-9:3e-9:3"),
            ["0.000000001", "0.000000002", "0.000000003"]
        );
    }

    #[test]
    fn lists_keep_what_is_in_brackets_together() {
        assert_eq!(levels("a=x, y,z"), ["x", "y", "z"]);
        assert_eq!(
            levels("a={ uniform = [0, 1] },0.5,\"b,c\""),
            ["{ uniform = [0, 1] }", "0.5", "\"b,c\""]
        );
    }

    #[test]
    fn mistakes_are_told() {
        for (text, part) in [
            ("a", "no `=`"),
            ("a=", "lacks"),
            ("a=1:4", "it has 2 numbers"),
            ("a=1:1:4", "empty range"),
            ("a=0:1:0", "no number of values"),
            ("a=0:1:1000000000000", "no number of values"),
            ("a=NaN:1:3", "not a finite number"),
            ("a=0:inf:3", "not a finite number"),
            ("a=2..1", "is empty"),
            ("a=1,,2", "empty value"),
            ("a=1,2,1.0", "twice"),
            ("a=1", "one value only"),
            ("a=1:1.0000000000001:5", "too near"),
        ] {
            let said = wrong(text);
            assert!(said.contains(part), "{text}: {said}");
        }
    }
}
