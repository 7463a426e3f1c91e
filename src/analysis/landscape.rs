//! The package space as the parties see it: where packages lie in their utilities, which are in
//! the zone of possible agreement, which are Pareto-efficient for two of them, and where the
//! bargaining solutions lie.
//!
//! Spaces of up to two million packages are looked at whole, larger ones by an even sample.

use super::gather::{Efficient, Gatherer};
use super::sample::Sample;
use super::{Packages, Problem, Visit};
use crate::game::{Space, Valuation};
use crate::model::PartySet;
use std::collections::BTreeSet;

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
    let served: Vec<usize> = principals.iter().collect();
    let mut fronts: Vec<Gatherer> = pairs.iter().map(|_| Gatherer::new(2)).collect();
    let mut rational = Gatherer::new(served.len().max(1));
    let mut occupied = vec![[false; 101 * 101]; pairs.len()];
    let mut in_zone = occupied.clone();
    let see = |visit: Visit<'_>| {
        let utilities = visit.utilities;
        let possible = visit.could_be_signed(space, reservations);
        for (n, pair) in pairs.iter().enumerate() {
            let at = pair.map(|p| utilities[p]);
            let [column, row] = at.map(|u| usize::from((u.clamp(0.0, 1.0) * 100.0) as u8));
            occupied[n][column * 101 + row] = true;
            in_zone[n][column * 101 + row] |= possible;
            fronts[n].add(visit.index, at.into_iter());
        }
        if served.iter().all(|&p| utilities[p] >= reservations[p]) && !served.is_empty() {
            rational.add(visit.index, served.iter().map(|&p| utilities[p]));
        }
    };
    let packages = Packages::new(space, valuations);
    let sample = Sample::of(space, valuations.len());
    match sample.whole {
        true => packages.visit(0..sample.size, see),
        false => packages.visit_picked(sample.size, |k, package| sample.pick(k, package), see),
    }
    Landscape {
        packages: sample.size,
        complete: sample.whole,
        cells: occupied.iter().map(|marks| cells(marks)).collect(),
        zone: in_zone.iter().map(|marks| cells(marks)).collect(),
        pareto: fronts
            .into_iter()
            .map(|front| ascending(front.finish()))
            .collect(),
        solutions: solutions(
            space,
            valuations,
            &served,
            reservations,
            (&sample, rational.finish()),
        ),
    }
}

/// The distinct points of a frontier of two parties, ascending in the first one's utility.
fn ascending(found: Efficient) -> Vec<[f64; 2]> {
    let point = |&place: &u32| {
        let place = 2 * place as usize;
        [found.points[place], found.points[place + 1]]
    };
    let mut points: Vec<[f64; 2]> = found.first.iter().map(point).collect();
    points.sort_unstable_by(|a, b| a[0].total_cmp(&b[0]));
    points
}

/// The first package of each solution for those served, with every party's utilities.
fn solutions(
    space: &Space,
    valuations: &[Valuation],
    served: &[usize],
    reservations: &[f64],
    (sample, rational): (&Sample<'_>, Efficient),
) -> Vec<(&'static str, Point)> {
    let disagreement: Vec<f64> = served.iter().map(|&p| reservations[p]).collect();
    let problem = Problem {
        points: &rational.points,
        disagreement: &disagreement,
    };
    let found = [
        ("nash", problem.nash(&vec![1.0; served.len()])),
        ("kalai_smorodinsky", problem.kalai_smorodinsky()),
        ("egalitarian", problem.egalitarian()),
        ("utilitarian", problem.utilitarian()),
    ];
    let utilities = |place: usize| {
        let mut package = vec![0; space.issues()];
        sample.pick(rational.packages[place], &mut package);
        let each = valuations.iter();
        each.map(|v| v.utility(space, &package)).collect()
    };
    found
        .into_iter()
        .filter_map(|(name, places)| Some((name, utilities(*places.first()?))))
        .collect()
}

fn cells(marks: &[bool]) -> BTreeSet<[u8; 2]> {
    let marked = marks.iter().enumerate().filter(|(_, mark)| **mark);
    marked
        .map(|(place, _)| [(place / 101).min(99) as u8, (place % 101).min(99) as u8])
        .collect()
}
