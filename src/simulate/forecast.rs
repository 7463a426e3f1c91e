//! The forecast: what a simulation found, as plain data that reports, charts and other programs
//! read. [`Forecast`] is `summary.json`; [`Details`] is `details.json`, the material of the charts.
//!
//! Shares are fractions of all replications, from 0 to 1. `low` and `high` bound the 95% Wilson
//! interval for sampling error alone: more runs shrink it, uncertain inputs do not enter it.

use serde::{Deserialize, Serialize};

/// What a simulation found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forecast {
    /// Version of zopa that made it.
    pub zopa: String,
    /// Which scenario.
    pub scenario: ScenarioLabel,
    /// Seed of all randomness.
    pub seed: u64,
    /// Number of replications.
    pub runs: u64,
    /// Whether the number of runs was fixed or found by the stopping rule.
    pub stopping: Stopping,
    /// How it ends, per outcome class in the scenario's order; `no_deal` and `other` always exist.
    pub outcomes: Vec<Outcome>,
    /// What each issue ends on.
    pub issues: Vec<IssueForecast>,
    /// What became of each condition.
    pub conditions: Vec<ConditionForecast>,
    /// What each party gets.
    pub parties: Vec<PartyForecast>,
    /// When it ends.
    pub timing: Timing,
    /// What becomes of each clause once agreed.
    pub clauses: Vec<ClauseForecast>,
    /// The commonest final packages, most frequent first, at most 20.
    pub packages: Vec<PackageForecast>,
    /// How talks end (concluded, deadline, breakdown, walk_out).
    pub endings: Vec<Share>,
    /// What comes of each table, where there are several tracks, and of side deals, where there are any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tables: Vec<TableForecast>,
    /// Whether agreement was possible at all.
    pub zone: Zone,
    /// How much the share of the headline outcome moves with each uncertain input, largest first.
    pub drivers: Vec<Driver>,
    /// Index of the headline outcome in `outcomes`: the most frequent class.
    pub headline: usize,
    /// The most typical replication: of those in the commonest package of the headline outcome,
    /// the one nearest the median of its round.
    pub typical_run: u64,
    /// The scenario's own expectations.
    pub expectations: Vec<ExpectationResult>,
}

impl Forecast {
    /// Whether anything was played: every replication ends in some class. A preview only draws.
    pub fn is_played(&self) -> bool {
        self.outcomes.iter().any(|outcome| outcome.count > 0)
    }

    /// Whether every issue has a status quo; without it, none has.
    pub fn has_status_quo(&self) -> bool {
        self.issues.iter().all(|issue| issue.status_quo.is_some())
    }

    /// On which scales utilities are told.
    pub fn scales(&self) -> Scales {
        let given = self.parties.iter().filter(|party| party.as_given).count();
        match given {
            0 => Scales::Unit,
            n if n == self.parties.len() => Scales::AsGiven,
            _ => Scales::Both,
        }
    }
}

/// Which scenario a forecast is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScenarioLabel {
    /// Short name: the file's name without its ending.
    pub id: String,
    /// Title for people.
    pub name: String,
    /// First 12 hexadecimal digits of the hash of its content.
    pub hash: String,
    /// Number of packages, in words where it is very large.
    pub packages: String,
    /// Number of uncertain inputs.
    pub uncertain_inputs: usize,
}

/// What comes of the talks at one table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableForecast {
    /// Identifier; `aside` for side deals.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Whether others learn nothing of its deals.
    pub secret: bool,
    /// Number of replications in which something was concluded there.
    pub count: u64,
    /// Share of all replications.
    pub share: f64,
    /// Lower end of the share's 95% interval.
    pub low: f64,
    /// Upper end of the share's 95% interval.
    pub high: f64,
    /// Median day of the first deal there.
    pub median_day: Option<f64>,
}

/// How the number of runs came about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stopping {
    /// `fixed` or `auto`.
    pub rule: String,
    /// Half-width of the headline share's 95% interval.
    pub half_width: f64,
    /// Half-width at which `auto` stops.
    pub target: Option<f64>,
}

/// Share of an outcome class.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Number of replications.
    pub count: u64,
    /// Share of all replications.
    pub share: f64,
    /// Lower end of its 95% interval.
    pub low: f64,
    /// Upper end of its 95% interval.
    pub high: f64,
    /// Median day of the last deal (of the end of talks, for `no_deal`); absent without runs.
    pub median_day: Option<f64>,
    /// Mean gain of each party over its no-deal value, in utility, in the scenario's order of
    /// parties; empty without runs.
    pub gains: Vec<f64>,
}

impl PartyForecast {
    /// Whether a utility is seen to be less than any package gives the party, told in hundredths.
    pub fn is_below_packages(&self, utility: f64) -> bool {
        !self.as_given && utility < -0.005
    }
}

impl Outcome {
    /// Whether the order of this and a rarer outcome is not beyond sampling error: their intervals meet.
    pub fn is_level_with(&self, rarer: &Self) -> bool {
        self.low <= rarer.high
    }
}

/// Shares of the options of an issue in the final package.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IssueForecast {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Identifier of the option that stands without agreement, if any does.
    pub status_quo: Option<String>,
    /// Its options.
    pub options: Vec<OptionForecast>,
}

/// Share of an option.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OptionForecast {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Share of replications that end with it.
    pub share: f64,
    /// Lower end of its 95% interval.
    pub low: f64,
    /// Upper end of its 95% interval.
    pub high: f64,
    /// Per party, the share of replications in which a red line of the party forbids this option
    /// whatever the rest of the package.
    pub red_lines: Vec<f64>,
}

/// What became of a condition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConditionForecast {
    /// Identifier of the party.
    pub party: String,
    /// Identifier of the condition within the party.
    pub id: String,
    /// What was said.
    pub said: String,
    /// Share of replications whose final package satisfies it.
    pub met: f64,
    /// Share of replications in which it was a red line.
    pub red_line: f64,
    /// Share of replications without a deal in which no package was acceptable to its signatories,
    /// and dropping this red line alone would have opened one.
    pub blocking: f64,
    /// Share of replications in which the party turned down an offer that crosses it as a red line.
    pub refused: f64,
}

/// Utility and no-deal value of a party.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PartyForecast {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// `principal` or `mediator`.
    pub role: String,
    /// Utility of how it ended: of the final package where there is a deal, the no-deal value else;
    /// less what pulling levers cost.
    pub utility: Spread,
    /// What no deal is worth at the end of the talks.
    pub no_deal: Spread,
    /// Share of replications in which it ends better off than without a deal.
    pub better_than_no_deal: f64,
    /// Whether its utilities are those of the file, not from 0, its worst package, to 1, its best.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub as_given: bool,
}

/// On which scales the utilities of a forecast's parties are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scales {
    /// Each from 0, the party's worst package, to 1, its best.
    Unit,
    /// Each as the file gives it.
    AsGiven,
    /// Some parties' one way, some the other.
    Both,
}

/// Summary of a spread.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
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

/// When talks end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Timing {
    /// Median round of the last deal, over replications with a deal.
    pub median_round: Option<f64>,
    /// Days per round.
    pub days_per_round: f64,
    /// Per round from 1, the share of replications that have reached their final package by then,
    /// per outcome class in the order of `outcomes`. `no_deal` counts from the end of its talks.
    pub by_round: Vec<RoundShares>,
}

/// Cumulated shares at a round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RoundShares {
    /// The round, from 1.
    pub round: u32,
    /// The day it ends on.
    pub day: f64,
    /// Cumulated share per outcome class.
    pub shares: Vec<f64>,
}

/// What becomes of a clause, as shares of all replications.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClauseForecast {
    /// Identifier of the issue.
    pub issue: String,
    /// Share in which the issue was moved off its status quo.
    pub agreed: f64,
    /// Share in which the clause came into force.
    pub in_force: f64,
    /// Share in which somebody broke it.
    pub breached: f64,
    /// Share in which everybody kept it, to its term or to the end of what is followed.
    pub held: f64,
}

/// How often a package is the final one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackageForecast {
    /// Option identifier per issue, in the scenario's order.
    pub options: Vec<String>,
    /// Identifiers of the issues off their status quo.
    pub moved: Vec<String>,
    /// Identifier of its outcome class; of the commonest, where its replications are of several
    /// (classes may ask who signed, how talks ended, or what held).
    pub outcome: String,
    /// Number of replications.
    pub count: u64,
    /// Share of all replications.
    pub share: f64,
    /// First replication that ended with it in that class.
    pub first_run: u64,
}

/// A named share.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Identifier.
    pub id: String,
    /// Share of all replications.
    pub share: f64,
}

/// Whether agreement was possible.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Zone {
    /// Share of replications without a deal although some package was better than no deal for all
    /// its signatories: bargaining failed, not the interests.
    pub missed: f64,
    /// Share of replications without a deal and without such a package.
    pub empty: f64,
    /// Per party, the share of replications with an empty zone that would open if the party's
    /// no-deal value alone were 0.
    pub opened_by_reservation: Vec<Share>,
}

/// How the share of the headline outcome moves with an input.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Driver {
    /// Path of the input in the scenario file; for red lines, of the condition.
    pub path: String,
    /// Name for people.
    pub name: String,
    /// Value at the 10th percentile ("no red line" is 0).
    pub low: f64,
    /// Value at the 90th percentile ("red line" is 1).
    pub high: f64,
    /// Share of the headline outcome among the fifth of replications with the lowest values.
    pub share_low: f64,
    /// Share among the fifth with the highest values.
    pub share_high: f64,
    /// `share_high - share_low`.
    pub effect: f64,
    /// Half-width of the 95% interval of `effect`.
    pub half_width: f64,
}

/// Whether the scenario's expectation came true.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ExpectationResult {
    /// What it is about: `outcome.energy_only` or `issue.nato.open`.
    pub subject: String,
    /// Name for people.
    pub name: String,
    /// Smallest share expected.
    pub at_least: f64,
    /// Largest share expected.
    pub at_most: f64,
    /// Share found.
    pub share: f64,
    /// Whether it lies within.
    pub met: bool,
}

/// Material of the charts that a forecast's summary does not hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// Per party, 50 equally likely values of its utility and of its no-deal value.
    pub payoffs: Vec<Payoff>,
    /// Per pair of parties, the package space in their utilities.
    pub frontiers: Vec<Frontier>,
    /// The typical replication.
    pub dance: Dance,
    /// Per party that makes demands, how much it demands by round.
    pub concessions: Vec<Concession>,
    /// The named inputs as drawn.
    #[serde(default, skip_serializing_if = "Inputs::is_empty")]
    pub inputs: Inputs,
}

/// The named inputs as the first replications drew them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Inputs {
    /// Number of replications looked at.
    pub draws: u64,
    /// A histogram per named input.
    pub drawn: Vec<DrawnInput>,
    /// The pairs that move together.
    pub pairs: Vec<DrawnPair>,
}

impl Inputs {
    /// Whether no named input is uncertain.
    pub fn is_empty(&self) -> bool {
        self.drawn.is_empty()
    }
}

/// A named input as drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawnInput {
    /// Where it stands in the file: `input.cards`.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Unit, or empty.
    pub unit: String,
    /// Lower and upper end of the histogram: of the distribution, or of the draws where that has none.
    pub range: [f64; 2],
    /// Median of the draws.
    pub median: f64,
    /// Number of draws per interval; the intervals are equally wide.
    pub counts: Vec<u64>,
}

/// Two inputs that move together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DrawnPair {
    /// Which of the inputs drawn.
    pub inputs: [usize; 2],
    /// Spearman's rank correlation as the file says, from -1 to 1.
    pub stated: f64,
    /// The same of the draws.
    pub found: f64,
    /// For some replications, the share of each input's distribution below what was drawn.
    pub points: Vec<[f64; 2]>,
}

/// Equally likely values, ascending: quantiles at (k + 1/2) / n.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payoff {
    /// Identifier of the party.
    pub party: String,
    /// 50 values of its utility.
    pub utility: Vec<f64>,
    /// 50 values of its no-deal value.
    pub no_deal: Vec<f64>,
}

/// The package space as two parties see it, uncertain inputs at their medians and no red line
/// drawn but those of firmness 1/2 or more.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Frontier {
    /// Indices of the parties on the two axes.
    pub parties: [usize; 2],
    /// Number of packages looked at; all of them, or a sample where they are too many.
    pub packages: u64,
    /// Whether all were looked at.
    pub complete: bool,
    /// Cells of a 100 x 100 grid over the unit square that hold a package, as `[column, row]`.
    pub cells: Vec<[u8; 2]>,
    /// The same for packages in the zone of possible agreement.
    pub zone: Vec<[u8; 2]>,
    /// Pareto frontier for the two, ascending in the first party's utility.
    pub pareto: Vec<[f64; 2]>,
    /// No-deal values.
    pub no_deal: [f64; 2],
    /// Utilities of the status quo, if there is one.
    pub status_quo: Option<[f64; 2]>,
    /// Bargaining solutions over all principals, each with its first package.
    pub solutions: Vec<Solution>,
    /// Simulated final packages at their median-input utilities, with their share.
    pub deals: Vec<Deal>,
}

/// A bargaining solution.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Solution {
    /// `nash`, `kalai_smorodinsky`, `egalitarian` or `utilitarian`.
    pub id: String,
    /// Utilities of the two parties.
    pub utilities: [f64; 2],
}

/// A simulated deal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Deal {
    /// Utilities of the two parties.
    pub utilities: [f64; 2],
    /// Share of all replications.
    pub share: f64,
    /// Index of its outcome class.
    pub outcome: usize,
}

/// One replication, as offers and answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dance {
    /// Which replication.
    pub run: u64,
    /// Index of its outcome class.
    pub outcome: usize,
    /// How the talks ended (concluded, deadline, breakdown, walk_out).
    pub ended: String,
    /// Last round of the talks.
    pub rounds: u32,
    /// What happened, in order.
    pub moves: Vec<Move>,
}

/// One thing that happened in a replication.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// Round, from 1.
    pub round: u32,
    /// `offer`, `accept`, `refuse`, `agreed` (if all the rest is), `deal`, `walk_out`, `event`,
    /// `pull`, `release` or `breakdown`.
    pub kind: String,
    /// The table at which it happened, where there are several tracks, or who talked aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// Index of the party that moved; absent for events, deals and breakdown.
    pub party: Option<usize>,
    /// Utility per party of the package spoken of (after it, for a deal); empty without package.
    pub utilities: Vec<f64>,
    /// What happened, in words.
    pub text: String,
}

/// How much a party demands, by round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concession {
    /// Index of the party.
    pub party: usize,
    /// One entry per round in which at least 20 replications had a demand of the party.
    pub rounds: Vec<Fan>,
}

/// Quantiles of the utility demanded in a round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fan {
    /// Round, from 1.
    pub round: u32,
    /// Number of demands.
    pub count: u64,
    /// Quantiles at 2.5, 10, 25, 50, 75, 90 and 97.5%.
    pub quantiles: [f64; 7],
}
