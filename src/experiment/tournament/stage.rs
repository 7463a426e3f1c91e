//! What a game is measured against: each party's packages in order, what no deal is worth, the
//! Pareto frontier, and the Nash point.
//!
//! The frontier and the Nash point (Nash 1950, doi:10.2307/1907266: the largest product of gains
//! over no deal among packages no worse than no deal for anybody) are those of the principals, over
//! packages that cross no red line of theirs.

use crate::analysis::frontier;
use crate::game::search::{Numbering, Search, Table, extremes, table};
use crate::game::{Compiler, Draw, Space, Streams, Valuation};
use crate::model::{PartySet, Scenario};

/// A scenario as one draw makes it.
#[derive(Debug)]
pub struct Stage {
    /// What no deal is worth to each party.
    pub reservations: Vec<f64>,
    /// Utilities of each party's worst and best package.
    pub ranges: Vec<[f64; 2]>,
    /// The packages themselves, where there are few enough to list.
    pub packages: Option<Packages>,
}

/// All packages of a stage.
#[derive(Debug)]
pub struct Packages {
    /// How they are numbered.
    pub numbering: Numbering,
    /// Per party, in order of its utility.
    pub tables: Vec<Table>,
    /// Points of the Pareto frontier: the utilities of the principals, one after another.
    pub frontier: Vec<f64>,
    /// The Nash point in the same coordinates, several where they tie; empty where no package is
    /// better than no deal for all principals.
    pub nash: Vec<f64>,
    principals: PartySet,
}

impl Stage {
    /// The stage of all games of a scenario; `None` where chance makes them different.
    pub fn fixed(scenario: &Scenario) -> Option<Self> {
        let sure = |firmness: f64| firmness <= 0.0 || firmness >= 1.0;
        let mut conditions = scenario.parties.iter().flat_map(|p| &p.conditions);
        let certain = scenario.inputs.is_empty()
            && conditions.all(|c| c.firmness.is_constant() && sure(c.firmness.value(&[])));
        certain.then(|| Self::drawn(scenario, 0, 0))
    }

    /// The stage of one run of a seed.
    pub fn drawn(scenario: &Scenario, seed: u64, run: u64) -> Self {
        let space = Space::new(scenario);
        let mut draw = Draw::default();
        draw.draw(scenario, &Streams::new(seed), run);
        let mut search = Search::new();
        let valuations = Compiler::new(scenario).compile_all(scenario, &space, &draw, &mut search);
        let reservations: Vec<f64> = valuations
            .iter()
            .enumerate()
            .map(|(p, v)| Compiler::reservation(scenario, &space, p, &draw.inputs, v))
            .collect();
        let packages = Numbering::of(&space).map(|numbering| {
            Packages::new(scenario, &space, &valuations, &reservations, numbering)
        });
        let ranges = match &packages {
            Some(packages) => packages.tables.iter().map(range).collect(),
            None => valuations
                .iter()
                .map(|v| scale(&space, v, &mut search))
                .collect(),
        };
        Self {
            reservations,
            ranges,
            packages,
        }
    }

    /// A party's utility on a scale from its worst package (0) to its best (1).
    pub fn share(&self, party: usize, utility: f64) -> f64 {
        let [low, high] = self.ranges[party];
        if high > low {
            (utility - low) / (high - low)
        } else {
            0.0
        }
    }
}

fn range(table: &Table) -> [f64; 2] {
    [table.lowest(), table.highest()].map(|end| end.unwrap_or(0.0))
}

/// The same where packages are not listed.
fn scale(space: &Space, valuation: &Valuation, search: &mut Search) -> [f64; 2] {
    match valuation.as_given {
        true => extremes(space, valuation, search).into(),
        false => [0.0, 1.0],
    }
}

impl Packages {
    fn new(
        scenario: &Scenario,
        space: &Space,
        valuations: &[Valuation],
        reservations: &[f64],
        numbering: Numbering,
    ) -> Self {
        let mut package = Vec::new();
        let mut keeps = |number: u32| {
            numbering.write(number, &mut package);
            space.limits().is_empty() || space.keeps_limits(&package)
        };
        let utilities = valuations
            .iter()
            .map(|v| table::utilities(space, v, &numbering));
        let tables: Vec<Table> = utilities
            .map(|utilities| Table::of_those(utilities, &mut keeps))
            .collect();
        let principals = scenario.principals();
        let restricted = !space.limits().is_empty()
            || principals.iter().any(|p| {
                let v = &valuations[p];
                v.never || !v.required.is_empty() || v.forbidden.contains(&true)
            });
        let mut package = Vec::new();
        let mut possible = |number: u32| {
            if !restricted {
                return true;
            }
            numbering.write(number, &mut package);
            space.keeps_limits(&package)
                && !principals
                    .iter()
                    .any(|p| valuations[p].crosses(space, &package))
        };
        let mut points = Vec::with_capacity(numbering.packages() as usize * principals.len());
        let mut nash = Nash::default();
        let mut point = Vec::new();
        for number in 0..numbering.packages() {
            if possible(number) {
                point.clear();
                point.extend(principals.iter().map(|p| tables[p].utility(number)));
                points.extend_from_slice(&point);
                let floors = principals.iter().map(|p| reservations[p]);
                nash.add(&point, floors);
            }
        }
        let dimensions = principals.len();
        let kept = frontier(&points, dimensions).first;
        let row = |n: &u32| points[*n as usize * dimensions..][..dimensions].to_vec();
        Self {
            frontier: kept.iter().flat_map(row).collect(),
            nash: nash.points,
            tables,
            principals,
            numbering,
        }
    }

    /// Distance (Euclidean, in utility) from the principals' utilities to the nearest point of the
    /// Pareto frontier.
    pub fn pareto_distance(&self, utilities: &[f64]) -> Option<f64> {
        self.distance(&self.frontier, utilities)
    }

    /// The same to the Nash point.
    pub fn nash_distance(&self, utilities: &[f64]) -> Option<f64> {
        self.distance(&self.nash, utilities)
    }

    fn distance(&self, points: &[f64], utilities: &[f64]) -> Option<f64> {
        let square = |point: &[f64]| -> f64 {
            let pairs = self.principals.iter().zip(point);
            pairs
                .map(|(p, x)| (utilities[p] - x) * (utilities[p] - x))
                .sum()
        };
        let squares = points.chunks_exact(self.principals.len()).map(square);
        squares.reduce(f64::min).map(f64::sqrt)
    }
}

/// Most different points that count as Nash points; more tie only where nobody can gain.
const MOST_EQUAL: usize = 256;

/// The largest product of gains so far.
#[derive(Debug)]
struct Nash {
    product: f64,
    points: Vec<f64>,
}

impl Default for Nash {
    fn default() -> Self {
        Self {
            product: f64::NEG_INFINITY,
            points: Vec::new(),
        }
    }
}

impl Nash {
    fn add(&mut self, point: &[f64], floors: impl Iterator<Item = f64>) {
        let mut product = 1.0;
        for (utility, floor) in point.iter().zip(floors) {
            if *utility < floor {
                return;
            }
            product *= utility - floor;
        }
        if product > self.product {
            self.points.clear();
            self.product = product;
        }
        // Equal points count once; a tie of many equal packages is no longer list.
        if self.points.len() > MOST_EQUAL * point.len() {
            return;
        }
        let known = self
            .points
            .chunks_exact(point.len())
            .any(|other| other == point);
        if product == self.product && !known {
            self.points.extend_from_slice(point);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_run_from_worst_to_best_where_packages_are_not_listed_too() {
        let mut text = "name = \"Many\"\n".to_owned();
        for issue in ["x", "y"] {
            text += &format!(
                "[[issue]]\nid = \"{issue}\"\nnumbers = {{ from = 0, to = 2999, step = 1 }}\n"
            );
        }
        for party in ["a", "b"] {
            text += &format!(
                "[[party]]\nid = \"{party}\"\nscale = \"as_given\"\nreservation = 0\n\
                 interest = [{{ issue = \"x\", weight = 6, value = {{ linear = \"rising\" }} }}]\n"
            );
        }
        text += "[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 1\n";
        let loaded = crate::scenario::parse("many.toml", text.as_bytes(), &[]);
        let scenario = loaded
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario;
        let stage = Stage::drawn(&scenario, 1, 0);
        assert!(stage.packages.is_none());
        assert_eq!([0.0, 3.0, 6.0].map(|u| stage.share(0, u)), [0.0, 0.5, 1.0]);
    }
}
