//! Counts over replications. Its size does not grow with their number.

use crate::model::{How, Reservation, Scenario};
use crate::stats::Histogram;
use std::collections::BTreeMap;

/// Resolution of utilities in quantiles.
const STEPS: usize = 2000;
/// Resolution of demands in quantiles.
const DEMAND_STEPS: usize = 100;
/// Demands are followed in at most about this many cells, parties times rounds.
const DEMAND_CELLS: usize = 4000;
/// Most different final packages that are told apart.
const MAX_PACKAGES: usize = 20_000;
/// Parts into which an input's distribution is cut.
pub const FIFTHS: usize = 5;

/// Replications that ended alike: how many, and when.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Alike {
    /// How many.
    pub count: u64,
    /// Per round, how many ended in it, and the first of them.
    pub rounds: BTreeMap<u32, (u64, u64)>,
}

/// What is known of a final package: its replications by outcome class. One package can end in
/// several classes, where they ask who signed, how the talks ended, or what held.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PackageTally {
    /// Per outcome class that occurred.
    pub classes: BTreeMap<usize, Alike>,
}

/// Counts over replications.
#[derive(Debug, Clone)]
pub struct Tally {
    /// Replications.
    pub runs: u64,
    /// Per outcome class.
    pub outcomes: Vec<u64>,
    /// Per outcome class and party, sum of gains over no deal.
    pub gains: Vec<Vec<f64>>,
    /// Per outcome class, how many by round.
    pub rounds: Vec<BTreeMap<u32, u64>>,
    /// Per option of all issues, final packages with it.
    pub options: Vec<u64>,
    /// Per party and option of all issues, how often a red line of the party forbids it.
    pub forbidden: Vec<Vec<u64>>,
    /// Per party and condition: met, red line, blocking, refused.
    pub conditions: Vec<Vec<[u64; 4]>>,
    /// Per party, its utility.
    pub utility: Vec<Histogram>,
    /// Per party, its no-deal value.
    pub no_deal: Vec<Histogram>,
    /// Per party, how often it ends better off than without a deal.
    pub better: Vec<u64>,
    /// Per issue: agreed, in force, breached, held.
    pub clauses: Vec<[u64; 4]>,
    /// Final packages of replications with a deal.
    pub packages: BTreeMap<Vec<u16>, PackageTally>,
    /// Replications without a deal.
    pub without_deal: Alike,
    /// Per way to end.
    pub endings: [u64; How::ALL.len()],
    /// Per table of several tracks, then for side deals, replications with a deal there by the round of
    /// the first.
    pub tables: Vec<BTreeMap<u32, u64>>,
    /// No deal although the zone was not empty.
    pub missed: u64,
    /// No deal and an empty zone.
    pub empty: u64,
    /// Per party, how often its no-deal value alone emptied the zone.
    pub opened: Vec<u64>,
    /// Per input, fifth of its distribution and outcome class.
    pub by_input: Vec<[Vec<u64>; FIFTHS]>,
    /// Per party and condition, not a red line or a red line, and outcome class.
    pub by_red_line: Vec<Vec<[Vec<u64>; 2]>>,
    /// Per party and stretch of rounds, the utility it demanded.
    pub demands: Vec<Vec<Option<Histogram>>>,
    /// Rounds per stretch.
    pub stride: u32,
    /// Per party, the range of its histograms.
    ranges: Vec<[f64; 2]>,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(scenario: &Scenario) -> Self {
        let parties = scenario.parties.len();
        let classes = scenario.outcomes.len();
        let options: usize = scenario
            .issues
            .iter()
            .map(|issue| issue.options.len())
            .sum();
        let cells = parties * scenario.time.rounds as usize;
        let stride = cells.div_ceil(DEMAND_CELLS).max(1) as u32;
        let stretches = scenario.time.rounds.div_ceil(stride) as usize;
        let conditions = |party: &crate::model::Party| party.conditions.len();
        let ranges: Vec<[f64; 2]> = scenario
            .parties
            .iter()
            .map(|p| range(scenario, p))
            .collect();
        let histograms = || ranges.iter().map(|&range| Histogram::over(range, STEPS));
        Self {
            runs: 0,
            outcomes: vec![0; classes],
            gains: vec![vec![0.0; parties]; classes],
            rounds: vec![BTreeMap::new(); classes],
            options: vec![0; options],
            forbidden: vec![vec![0; options]; parties],
            conditions: scenario
                .parties
                .iter()
                .map(|p| vec![[0; 4]; conditions(p)])
                .collect(),
            utility: histograms().collect(),
            no_deal: histograms().collect(),
            better: vec![0; parties],
            clauses: vec![[0; 4]; scenario.issues.len()],
            packages: BTreeMap::new(),
            without_deal: Alike::default(),
            endings: [0; How::ALL.len()],
            tables: vec![BTreeMap::new(); scenario.tracks().len() + 1],
            missed: 0,
            empty: 0,
            opened: vec![0; parties],
            by_input: vec![std::array::from_fn(|_| vec![0; classes]); scenario.inputs.len()],
            by_red_line: scenario
                .parties
                .iter()
                .map(|p| vec![std::array::from_fn(|_| vec![0; classes]); conditions(p)])
                .collect(),
            demands: vec![vec![None; stretches]; parties],
            stride,
            ranges,
        }
    }

    /// Counts a demand: the utility to a party of the package that it put forward in a round.
    pub fn add_demand(&mut self, party: usize, round: u32, utility: f64) {
        let stretch = ((round - 1) / self.stride) as usize;
        self.demands[party][stretch]
            .get_or_insert_with(|| Histogram::over(self.ranges[party], DEMAND_STEPS))
            .add(utility);
    }

    /// Counts a final package.
    pub fn add_package(&mut self, package: &[u16], outcome: usize, round: u32, run: u64) {
        let known = match self.packages.get_mut(package) {
            Some(known) => known,
            None => self.packages.entry(package.to_vec()).or_default(),
        };
        known.classes.entry(outcome).or_default().add(round, run);
    }

    /// Adds the counts of later replications.
    pub fn merge(&mut self, later: Self) {
        self.runs += later.runs;
        add(&mut self.outcomes, &later.outcomes);
        for (a, b) in self.gains.iter_mut().zip(&later.gains) {
            a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
        }
        let rounds = self.rounds.iter_mut().chain(&mut self.tables);
        for (a, b) in rounds.zip(later.rounds.into_iter().chain(later.tables)) {
            for (round, count) in b {
                *a.entry(round).or_default() += count;
            }
        }
        add(&mut self.options, &later.options);
        add_all(&mut self.forbidden, &later.forbidden);
        for (a, b) in self
            .conditions
            .iter_mut()
            .flatten()
            .zip(later.conditions.iter().flatten())
        {
            add(a, b);
        }
        self.utility
            .iter_mut()
            .zip(&later.utility)
            .for_each(|(a, b)| a.merge(b));
        self.no_deal
            .iter_mut()
            .zip(&later.no_deal)
            .for_each(|(a, b)| a.merge(b));
        add(&mut self.better, &later.better);
        self.clauses
            .iter_mut()
            .zip(&later.clauses)
            .for_each(|(a, b)| add(a, b));
        self.merge_packages(later.packages);
        self.without_deal.merge(&later.without_deal);
        add(&mut self.endings, &later.endings);
        self.missed += later.missed;
        self.empty += later.empty;
        add(&mut self.opened, &later.opened);
        for (a, b) in self.by_input.iter_mut().zip(&later.by_input) {
            add_all(a, b);
        }
        for (a, b) in self
            .by_red_line
            .iter_mut()
            .flatten()
            .zip(later.by_red_line.iter().flatten())
        {
            add_all(a, b);
        }
        for (a, b) in self
            .demands
            .iter_mut()
            .flatten()
            .zip(later.demands.into_iter().flatten())
        {
            match (a.as_mut(), b) {
                (Some(a), Some(b)) => a.merge(&b),
                (None, b) => *a = b,
                (Some(_), None) => {}
            }
        }
    }

    fn merge_packages(&mut self, later: BTreeMap<Vec<u16>, PackageTally>) {
        for (package, tally) in later {
            let room = self.packages.len() < MAX_PACKAGES;
            if let Some(known) = self.packages.get_mut(&package) {
                known.merge(&tally);
            } else if room {
                self.packages.insert(package, tally);
            }
        }
    }
}

/// What a party's utilities are counted over most closely: 0 to 1, and beyond where its scale is as given. What delay and
/// levers cost may take it below.
fn range(scenario: &Scenario, party: &crate::model::Party) -> [f64; 2] {
    if !party.scale.is_as_given() {
        return [0.0, 1.0];
    }
    let no_deal = match &party.reservation {
        Reservation::Absolute(quantity) => quantity.reach(&scenario.inputs),
        Reservation::OverStatusQuo(_) => [0.0, 1.0],
    };
    let apart = [&party.outside_option, &party.breakdown_value];
    let apart = apart
        .into_iter()
        .flatten()
        .map(|q| q.reach(&scenario.inputs));
    let all = apart.chain([no_deal, party.reach(&scenario.inputs)]);
    all.fold([0.0, 1.0], |[low, high]: [f64; 2], reach| {
        [low.min(reach[0]), high.max(reach[1])]
    })
}

impl Alike {
    /// Counts a replication, later than all before.
    pub fn add(&mut self, round: u32, run: u64) {
        self.count += 1;
        self.rounds.entry(round).or_insert((0, run)).0 += 1;
    }

    /// The first of them.
    pub fn first_run(&self) -> Option<u64> {
        self.rounds.values().map(|&(_, run)| run).min()
    }

    /// The first of those that ended in the median round.
    pub fn typical_run(&self) -> Option<u64> {
        let mut passed = 0;
        let mut rounds = self.rounds.values();
        let median = rounds.find(|(count, _)| {
            passed += count;
            2 * passed >= self.count
        });
        median.map(|&(_, run)| run)
    }

    fn merge(&mut self, later: &Self) {
        self.count += later.count;
        for (&round, &(count, run)) in &later.rounds {
            self.rounds.entry(round).or_insert((0, run)).0 += count;
        }
    }
}

impl PackageTally {
    /// Replications that ended with it.
    pub fn count(&self) -> u64 {
        self.classes.values().map(|alike| alike.count).sum()
    }

    /// The class of most of them, and these; among equals the first class.
    pub fn commonest(&self) -> Option<(usize, &Alike)> {
        let classes = self.classes.iter().map(|(&class, alike)| (class, alike));
        classes.max_by_key(|&(class, alike)| (alike.count, std::cmp::Reverse(class)))
    }

    fn merge(&mut self, later: &Self) {
        for (&class, alike) in &later.classes {
            self.classes.entry(class).or_default().merge(alike);
        }
    }
}

fn add(a: &mut [u64], b: &[u64]) {
    a.iter_mut().zip(b).for_each(|(a, b)| *a += b);
}

fn add_all(a: &mut [Vec<u64>], b: &[Vec<u64>]) {
    a.iter_mut().zip(b).for_each(|(a, b)| add(a, b));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_of_several_classes_is_of_the_commonest() {
        let mut package = PackageTally::default();
        for (class, round, run) in [(3, 5, 0), (1, 9, 1), (1, 7, 2), (1, 7, 4), (0, 7, 5)] {
            let mut later = PackageTally::default();
            later.classes.entry(class).or_default().add(round, run);
            package.merge(&later);
        }
        assert_eq!(package.count(), 5);
        let (class, alike) = package.commonest().expect("counted");
        assert_eq!((class, alike.count), (1, 3));
        assert_eq!(alike.first_run(), Some(1));
        assert_eq!(alike.typical_run(), Some(2), "round 7 is the median");
        assert_eq!(package.classes[&3].typical_run(), Some(0));
    }

    #[test]
    fn equal_classes_give_the_first() {
        let mut package = PackageTally::default();
        for (class, run) in [(2, 0), (1, 1)] {
            package.classes.entry(class).or_default().add(1, run);
        }
        assert_eq!(package.commonest().map(|(class, _)| class), Some(1));
        assert_eq!(Alike::default().typical_run(), None);
    }
}
