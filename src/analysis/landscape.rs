//! The package space as the parties see it: where packages lie in their utilities, which are in
//! the zone of possible agreement, which are Pareto-efficient for two of them, and where the
//! bargaining solutions lie.
//!
//! Spaces of up to two million packages are looked at whole, larger ones by an even sample.

use crate::game::{Space, Valuation};
use crate::model::PartySet;
use std::collections::BTreeSet;

/// Most packages looked at.
const MAX_PACKAGES: u128 = 2_000_000;

/// Utilities of a package, per party.
pub type Point = Vec<f64>;

/// The package space in utilities.
#[derive(Debug, Clone, Default)]
pub struct Landscape {
    /// Number of packages looked at.
    pub packages: u64,
    /// Whether that was all of them.
    pub complete: bool,
    /// Per pair, the occupied cells of a 100 x 100 grid.
    pub cells: Vec<BTreeSet<[u8; 2]>>,
    /// Per pair, the cells that hold a package in the zone of possible agreement.
    pub zone: Vec<BTreeSet<[u8; 2]>>,
    /// Per pair, the Pareto frontier, ascending in the first party's utility.
    pub pareto: Vec<Vec<[f64; 2]>>,
    /// Nash, Kalai-Smorodinsky, egalitarian and utilitarian solutions among packages no worse than
    /// no deal for every principal, each with its utilities; empty where there is no such package.
    pub solutions: Vec<(&'static str, Point)>,
}

/// Looks at the packages of a space. `pairs` are the pairs of parties to look at,
/// `reservations` what no deal is worth to each party, `principals` whom the solutions serve.
pub fn landscape(
    space: &Space,
    valuations: &[Valuation],
    reservations: &[f64],
    principals: PartySet,
    pairs: &[[usize; 2]],
) -> Landscape {
    let mut found = Landscape {
        cells: vec![BTreeSet::new(); pairs.len()],
        zone: vec![BTreeSet::new(); pairs.len()],
        ..Landscape::default()
    };
    let mut fronts: Vec<Front> = pairs.iter().map(|_| Front::default()).collect();
    let mut solver = Solver::new(principals, reservations);
    let mut occupied = vec![[false; 101 * 101]; pairs.len()];
    let mut in_zone = occupied.clone();
    let ideal = ideals(space, valuations, reservations, principals);
    found.complete = for_each_package(space, |package| {
        found.packages += 1;
        let utilities: Point = valuations
            .iter()
            .map(|v| v.utility(space, package))
            .collect();
        let signatories = space.signatories(package, space.start());
        let possible = !signatories.is_empty()
            && signatories
                .iter()
                .all(|p| utilities[p] >= reservations[p] && !valuations[p].crosses(space, package));
        for (n, pair) in pairs.iter().enumerate() {
            let at = pair.map(|p| utilities[p]);
            let [column, row] = at.map(|u| (u.clamp(0.0, 1.0) * 100.0) as usize);
            occupied[n][column * 101 + row] = true;
            in_zone[n][column * 101 + row] |= possible;
            fronts[n].add(at);
        }
        solver.add(&utilities, &ideal);
    });
    for n in 0..pairs.len() {
        found.cells[n] = cells(&occupied[n]);
        found.zone[n] = cells(&in_zone[n]);
    }
    found.pareto = fronts.into_iter().map(Front::into_points).collect();
    found.solutions = solver.into_solutions();
    found
}

fn cells(marks: &[bool]) -> BTreeSet<[u8; 2]> {
    let marked = marks.iter().enumerate().filter(|(_, mark)| **mark);
    marked
        .map(|(place, _)| [(place / 101).min(99) as u8, (place % 101).min(99) as u8])
        .collect()
}

/// Calls `visit` for every package, or for an evenly spread sample of a space that is too large.
/// Returns whether it was every package.
fn for_each_package(space: &Space, mut visit: impl FnMut(&[u16])) -> bool {
    let sizes: Vec<u128> = (0..space.issues())
        .map(|i| space.options_of(i) as u128)
        .collect();
    let total = sizes.iter().fold(1u128, |n, &size| n.saturating_mul(size));
    let mut package = vec![0u16; sizes.len()];
    let count = total.min(MAX_PACKAGES);
    for k in 0..count {
        // Multiples of the golden ratio spread evenly in every digit of the mixed radix.
        let mut rest = if count == total { k } else { spread(k, total) };
        for issue in (0..sizes.len()).rev() {
            package[issue] = (rest % sizes[issue]) as u16;
            rest /= sizes[issue];
        }
        visit(&package);
    }
    count == total
}

fn spread(k: u128, total: u128) -> u128 {
    const GOLDEN: u128 = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835;
    let fraction = (k + 1).wrapping_mul(GOLDEN) >> 64;
    if total >> 64 == 0 {
        (fraction * total) >> 64
    } else {
        (k + 1).wrapping_mul(GOLDEN) % total
    }
}

/// Per principal, the most it can get in a package no worse than no deal for every principal.
fn ideals(
    space: &Space,
    valuations: &[Valuation],
    reservations: &[f64],
    principals: PartySet,
) -> Point {
    let mut ideal = reservations.to_vec();
    for_each_package(space, |package| {
        let utility = |p: usize| valuations[p].utility(space, package);
        if principals.iter().all(|p| utility(p) >= reservations[p]) {
            for p in principals.iter() {
                ideal[p] = ideal[p].max(utility(p));
            }
        }
    });
    ideal
}

/// The Pareto frontier of points, kept ascending in the first coordinate.
#[derive(Debug, Default)]
struct Front {
    points: Vec<[f64; 2]>,
}

impl Front {
    fn add(&mut self, point: [f64; 2]) {
        let place = self.points.partition_point(|other| other[0] < point[0]);
        // The frontier falls: whatever stands at or after the place is the best beyond it.
        if self
            .points
            .get(place)
            .is_some_and(|other| other[1] >= point[1])
        {
            return;
        }
        let end = match self.points.get(place) {
            Some(other) if other[0] == point[0] => place + 1,
            _ => place,
        };
        let start = self.points[..place].partition_point(|other| other[1] > point[1]);
        self.points.splice(start..end, [point]);
    }

    fn into_points(self) -> Vec<[f64; 2]> {
        self.points
    }
}

/// Keeps the best package of each bargaining solution.
struct Solver<'a> {
    principals: PartySet,
    reservations: &'a [f64],
    best: [(f64, f64, Point); 4],
}

impl<'a> Solver<'a> {
    fn new(principals: PartySet, reservations: &'a [f64]) -> Self {
        let nothing = || (f64::NEG_INFINITY, f64::NEG_INFINITY, Point::new());
        Self {
            principals,
            reservations,
            best: [nothing(), nothing(), nothing(), nothing()],
        }
    }

    fn add(&mut self, utilities: &[f64], ideal: &[f64]) {
        let gain = |p: usize| utilities[p] - self.reservations[p];
        if self.principals.iter().any(|p| gain(p) < 0.0) {
            return;
        }
        let share = |p: usize| {
            let range = ideal[p] - self.reservations[p];
            if range > 0.0 { gain(p) / range } else { 1.0 }
        };
        let sum: f64 = self.principals.iter().map(gain).sum();
        let worths = [
            self.principals.iter().map(gain).product(),
            self.principals
                .iter()
                .map(share)
                .fold(f64::INFINITY, f64::min),
            self.principals
                .iter()
                .map(gain)
                .fold(f64::INFINITY, f64::min),
            sum,
        ];
        for (best, worth) in self.best.iter_mut().zip(worths) {
            // Among equals, the one with the larger sum: no solution is then dominated.
            if worth > best.0 || (worth == best.0 && sum > best.1) {
                *best = (worth, sum, utilities.to_vec());
            }
        }
    }

    fn into_solutions(self) -> Vec<(&'static str, Point)> {
        let names = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"];
        let found = names.into_iter().zip(self.best);
        found
            .filter(|(_, (_, _, point))| !point.is_empty())
            .map(|(name, (_, _, point))| (name, point))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_front_keeps_exactly_the_undominated_points() {
        let mut front = Front::default();
        for point in [
            [0.2, 0.5],
            [0.4, 0.4],
            [0.2, 0.6],
            [0.3, 0.3],
            [0.5, 0.4],
            [0.1, 0.6],
            [0.0, 0.9],
        ] {
            front.add(point);
        }
        assert_eq!(front.into_points(), [[0.0, 0.9], [0.2, 0.6], [0.5, 0.4]]);
    }
}
