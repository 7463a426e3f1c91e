//! What an experiment looks at: one number per replication.

use crate::model::Scenario;
use crate::scenario::similar;
use crate::simulate::Row;

/// A number that every replication has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Output {
    /// 1 where the replication ends in an outcome class, else 0: its mean is the class's share.
    Outcome(usize),
    /// A party's utility at the end.
    Utility(usize),
    /// The day of the last deal; the day on which talks ended where there is none.
    Day,
}

impl Output {
    /// All outputs of a scenario.
    pub fn all(scenario: &Scenario) -> Vec<Self> {
        let outcomes = (0..scenario.outcomes.len()).map(Self::Outcome);
        let utilities = (0..scenario.parties.len()).map(Self::Utility);
        outcomes.chain(utilities).chain([Self::Day]).collect()
    }

    /// The output of a name: `outcome.ID`, `utility.PARTY` or `day`; an identifier alone where only one
    /// bears it.
    ///
    /// # Errors
    /// The names that are there, the one that was probably meant first.
    pub fn named(name: &str, scenario: &Scenario) -> Result<Self, Vec<String>> {
        let all = Self::all(scenario);
        let name = name.trim();
        let whole = |output: &&Self| output.id(scenario) == name;
        if let Some(output) = all.iter().find(whole) {
            return Ok(*output);
        }
        let ids: Vec<String> = all.iter().map(|output| output.id(scenario)).collect();
        let ends = |id: &String| id.split_once('.').is_some_and(|(_, last)| last == name);
        let bearing: Vec<usize> = (0..all.len()).filter(|&k| ends(&ids[k])).collect();
        if let [only] = bearing[..] {
            return Ok(all[only]);
        }
        let mut ids = ids;
        let last = |id: &String| id.rsplit('.').next().unwrap_or_default().to_owned();
        let lasts: Vec<String> = ids.iter().map(last).collect();
        let whole = similar(name, ids.iter().map(String::as_str));
        let meant = whole
            .and_then(|whole| ids.iter().position(|id| id == whole))
            .or_else(|| {
                let last = similar(name, lasts.iter().map(String::as_str))?;
                lasts.iter().position(|other| other == last)
            });
        if let Some(meant) = meant {
            ids[..=meant].rotate_right(1);
        }
        Err(ids)
    }

    /// Its name in arguments and files.
    pub fn id(self, scenario: &Scenario) -> String {
        match self {
            Self::Outcome(class) => format!("outcome.{}", scenario.outcomes[class].id),
            Self::Utility(party) => format!("utility.{}", scenario.parties[party].id),
            Self::Day => "day".to_owned(),
        }
    }

    /// Its name for people.
    pub fn name(self, scenario: &Scenario) -> String {
        match self {
            Self::Outcome(class) => scenario.outcomes[class].name.clone(),
            Self::Utility(party) => format!("utility of {}", scenario.parties[party].name),
            Self::Day => "day of the last deal, or of the end of talks without one".to_owned(),
        }
    }

    /// What it is counted in.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Outcome(_) => Unit::Share,
            Self::Utility(_) => Unit::Utility,
            Self::Day => Unit::Days,
        }
    }

    /// Its value in a replication.
    pub fn of(self, row: &Row, scenario: &Scenario) -> f64 {
        match self {
            Self::Outcome(class) => f64::from(u8::from(row.outcome == class)),
            Self::Utility(party) => row.utilities[party],
            Self::Day => f64::from(row.round) * scenario.time.days_per_round,
        }
    }
}

/// What an output is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A share of the replications, from 0 to 1.
    Share,
    /// A utility.
    Utility,
    /// Days.
    Days,
}
