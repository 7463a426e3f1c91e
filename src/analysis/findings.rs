//! What an analysis found, as plain data that reports and other programs read: what
//! `zopa analyze --json` prints.
//!
//! Packages are numbered row-major, the first issue slowest; utilities stand in the order of
//! `parties`. Shares run from 0 to 1; `low` and `high` bound their 95% Wilson interval.

use super::{Efficient, Solved, package};
use crate::game::Space;
use crate::model::Scenario;
use serde::{Serialize, Serializer};

/// An analysis.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Analysis {
    /// Version of zopa that made it.
    pub zopa: String,
    /// Short name of the scenario.
    pub scenario: String,
    /// Hash of its content.
    pub hash: String,
    /// The parties that can sign something, by identifier.
    pub parties: Vec<String>,
    /// Number of packages.
    pub packages: Count,
    /// Whether all packages were looked at. If not, those in the zone and rational ones are not counted.
    pub enumerated: bool,
    /// Why there is no frontier, and so no solution, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_computed: Option<String>,
    /// Number of packages at or above the disagreement point for every party, and across no red line.
    pub rational: Option<u64>,
    /// Number of packages in the zone of possible agreement: partial deals count, and only their
    /// signatories are asked.
    pub zone: Option<u64>,
    /// What gains are measured from.
    pub disagreement: DisagreementPoint,
    /// Per party, the most it gets in a rational package.
    pub ideal: Vec<f64>,
    /// The Pareto frontier of the rational packages.
    pub pareto: Option<Pareto>,
    /// The Pareto frontier of all packages that cross no red line, rational or not.
    pub efficient: Option<Pareto>,
    /// Nash solutions.
    pub nash: Vec<Solution>,
    /// The Nash solution where packages may be drawn by lot, if asked for.
    pub nash_lottery: Option<LotteryFound>,
    /// Kalai-Smorodinsky solutions.
    pub kalai_smorodinsky: Vec<Solution>,
    /// Egalitarian solutions.
    pub egalitarian: Vec<Solution>,
    /// Utilitarian solutions.
    pub utilitarian: Vec<Solution>,
    /// Least distance of a package from everybody's best (see [`super::distance_from_best`]).
    pub opposition: Option<f64>,
    /// That of the Kalai-Smorodinsky solution.
    pub opposition_kalai_smorodinsky: Option<f64>,
    /// Per pair of parties, how opposed their rankings are; empty where packages were not looked at.
    pub conflict: Vec<Conflict>,
    /// What stands in the way of agreement.
    pub blockers: BlockersFound,
    /// What becomes of it over draws, if asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draws: Option<Shares>,
}

/// A number of packages; in JSON a number up to 2^64, a text of digits above.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count(pub u128);

impl Count {
    /// The number.
    pub const fn of(n: u128) -> Self {
        Self(n)
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match u64::try_from(self.0) {
            Ok(n) => serializer.serialize_u64(n),
            Err(_) => serializer.collect_str(&self.0),
        }
    }
}

/// The disagreement point.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct DisagreementPoint {
    /// `reservation` or `status_quo`.
    pub kind: String,
    /// Utility per party, raised to that of its worst package where it is below.
    pub utilities: Vec<f64>,
    /// Whether any was raised.
    #[serde(skip)]
    pub raised: bool,
}

/// A Pareto frontier.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Pareto {
    /// Number of distinct points.
    pub size: usize,
    /// Number of packages, those of equal utilities included; absent where it is not known.
    pub packages: Option<u64>,
    /// These packages, ascending: all of them, or one per distinct point where they were not looked at
    /// and packages of equal utilities are too many to list.
    pub indices: Vec<u64>,
    /// The first package of each distinct point, ascending.
    pub distinct: Vec<u64>,
}

impl Pareto {
    pub(super) fn of(found: &Efficient) -> Self {
        let first = found.first.iter();
        Self {
            size: found.first.len(),
            packages: found.count(),
            indices: found.packages.clone(),
            distinct: first.map(|&place| found.packages[place as usize]).collect(),
        }
    }
}

/// A package that solves the bargaining problem.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Solution {
    /// Its number.
    pub index: u64,
    /// Utility per party.
    pub utilities: Vec<f64>,
    /// Per issue, the identifier of its option.
    pub package: serde_json::Map<String, serde_json::Value>,
    /// The same in words; what stays at the status quo is left out.
    pub words: String,
}

/// A lottery over packages.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LotteryFound {
    /// Expected utility per party.
    pub utilities: Vec<f64>,
    /// The packages drawn.
    pub draws: Vec<LotteryDraw>,
}

/// A package of a lottery.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LotteryDraw {
    /// Probability, from 0 to 1.
    pub probability: f64,
    /// The package.
    #[serde(flatten)]
    pub solution: Solution,
}

/// How opposed the rankings of two parties are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// Places of the two among the scenario's parties.
    pub parties: [usize; 2],
    /// Share of the pairs of packages that they rank in opposite order (see [`super::conflict`]);
    /// absent where all packages are worth the same to both.
    pub level: Option<f64>,
    /// Number of packages compared: all, or 100,000 evenly spread ones.
    pub compared: u64,
}

/// What stands in the way of agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct BlockersFound {
    /// Whether the zone of possible agreement has a package.
    pub zone_exists: bool,
    /// Where it has none: the least sets of red lines, one or else two, that open it if dropped.
    pub red_lines: Vec<Vec<RedLineFound>>,
    /// Where it has none: the parties whose no-deal value alone, if it were low enough, would open it.
    pub no_deal_values: Vec<String>,
}

/// A red line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RedLineFound {
    /// Identifier of the party.
    pub party: String,
    /// Identifier of its condition.
    pub condition: String,
    /// What was said.
    pub said: String,
}

/// Findings over draws of the uncertain inputs and red lines.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shares {
    /// Number of draws.
    pub draws: u64,
    /// Seed of the draws; the same as those of `zopa run` with it.
    pub seed: u64,
    /// Share of draws in which the zone of possible agreement has a package.
    pub zone: Share,
    /// Share of draws with a rational package.
    pub rational: Share,
    /// Share of all packages that lie in the zone, over draws; absent without draws.
    pub zone_size: Option<Spread>,
    /// Opposition, over draws with an allowed package.
    pub opposition: Option<Spread>,
    /// Per solution, over draws with a rational package.
    pub solutions: Vec<SolutionShares>,
}

/// A share with its interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// Share, from 0 to 1.
    pub share: f64,
    /// Lower end of its 95% interval for the finite number of draws.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// Mean and quantiles of a number over draws: how uncertain the inputs make it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// 5% quantile.
    pub q05: f64,
    /// Median.
    pub q50: f64,
    /// 95% quantile.
    pub q95: f64,
}

/// A solution over draws.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SolutionShares {
    /// `nash`, `kalai_smorodinsky`, `egalitarian` or `utilitarian`.
    pub id: String,
    /// Utility per party; empty where no draw had a rational package.
    pub utilities: Vec<Spread>,
    /// Per issue, the share of each option. Where packages tie, each counts an equal part of the draw.
    pub options: Vec<OptionShares>,
}

/// The options of an issue in a solution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionShares {
    /// Identifier of the issue.
    pub issue: String,
    /// Per option in its order, identifier and share.
    pub shares: Vec<OptionShare>,
}

/// An option in a solution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OptionShare {
    /// Identifier.
    pub option: String,
    /// Share of draws whose solution has it.
    #[serde(flatten)]
    pub share: Share,
}

/// Names for what was computed in numbers.
pub(super) struct Words<'a> {
    pub scenario: &'a Scenario,
    pub space: &'a Space,
}

impl Words<'_> {
    pub fn solution(&self, solved: &Solved) -> Solution {
        let options = package(self.space, solved.index);
        let issues = self.scenario.issues.iter().zip(&options);
        let mut ids = serde_json::Map::new();
        let mut said = Vec::new();
        for (n, (issue, &option)) in issues.enumerate() {
            let chosen = &issue.options[usize::from(option)];
            ids.insert(issue.id.clone(), chosen.id.clone().into());
            if option != self.space.start()[n] {
                said.push(format!("{}: {}", issue.name, chosen.name));
            }
        }
        Solution {
            index: solved.index,
            utilities: solved.utilities.clone(),
            package: ids,
            words: match said.is_empty() {
                true => "everything stays as it is".to_owned(),
                false => said.join(" · "),
            },
        }
    }
}
