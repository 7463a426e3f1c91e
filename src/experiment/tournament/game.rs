//! One game, as a line of JSON.

use super::Stage;
use crate::model::Scenario;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a game went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Game {
    /// The scenario's short name.
    pub scenario: String,
    /// The strategies, by seat.
    pub strategies: Vec<String>,
    /// Which of the games of this seating, from 0.
    pub run: u64,
    /// The option agreed on per issue, by name; `None` where there is no deal.
    pub agreement: Option<serde_json::Map<String, serde_json::Value>>,
    /// The number of the package agreed on, row-major from 0; `None` where there is no deal, or the
    /// number is larger than 2^53.
    pub index: Option<u64>,
    /// Utilities of the parties by seat: of the package, or of no deal.
    pub utilities: Vec<f64>,
    /// Rounds run, the agreeing one included.
    pub round: u32,
    /// What no deal was worth to each party.
    pub no_deal: Vec<f64>,
    /// The utilities on scales from each party's worst package (0) to its best (1).
    pub shares: Vec<f64>,
    /// Social welfare: the sum of utilities.
    pub welfare: f64,
    /// Distance to the nearest point of the Pareto frontier, in utility.
    pub pareto_distance: Option<f64>,
    /// Distance to the Nash point, in utility.
    pub nash_distance: Option<f64>,
}

/// Largest number that every reader of JSON keeps exactly.
const EXACT: u128 = 1 << 53;

impl Game {
    /// A game that ended in a package, or without one.
    pub fn new(
        scenario: &Scenario,
        stage: &Stage,
        strategies: &[&str],
        run: u64,
        package: Option<&[u16]>,
        utilities: Vec<f64>,
        round: u32,
    ) -> Self {
        let packages = stage.packages.as_ref();
        let shares = utilities.iter().enumerate();
        Self {
            scenario: scenario.id.clone(),
            strategies: strategies.iter().map(|&name| name.to_owned()).collect(),
            run,
            agreement: package.map(|package| words(scenario, package)),
            index: package.and_then(|package| index(scenario, package)),
            round,
            no_deal: stage.reservations.clone(),
            shares: shares.map(|(party, &u)| stage.share(party, u)).collect(),
            welfare: utilities.iter().sum(),
            pareto_distance: packages.and_then(|p| p.pareto_distance(&utilities)),
            nash_distance: packages.and_then(|p| p.nash_distance(&utilities)),
            utilities,
        }
    }

    /// The game as one line of JSON, with a newline.
    pub fn line(&self) -> String {
        let mut line = serde_json::to_string(self).expect("plain data can be written as JSON");
        line.push('\n');
        line
    }
}

/// Names of the issues and of the options taken; identifiers where two names are alike.
fn words(scenario: &Scenario, package: &[u16]) -> serde_json::Map<String, serde_json::Value> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for issue in &scenario.issues {
        *seen.entry(&issue.name).or_default() += 1;
    }
    let pairs = scenario.issues.iter().zip(package);
    pairs
        .map(|(issue, &option)| {
            let unique = seen[issue.name.as_str()] == 1;
            let name = if unique { &issue.name } else { &issue.id };
            let option = &issue.options[option as usize].name;
            (name.clone(), option.clone().into())
        })
        .collect()
}

fn index(scenario: &Scenario, package: &[u16]) -> Option<u64> {
    let mut number = 0u128;
    for (issue, &option) in scenario.issues.iter().zip(package) {
        number = number.checked_mul(issue.options.len() as u128)? + u128::from(option);
    }
    (number <= EXACT).then_some(number as u64)
}
