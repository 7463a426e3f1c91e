//! One look at every package of a space, as the parties see it in one draw: how many are rational and
//! how many lie in the zone of possible agreement, the Pareto frontier, and the bargaining solutions.

use super::gather::{Efficient, Equals, Gatherer};
use super::lottery::{Lottery, nash_lottery};
use super::measures::distance_from_best;
use super::product::{TooLarge, efficient_by_issues, range_by_issues};
use super::{Packages, Problem};
use crate::game::{Space, Valuation};
use crate::model::PartySet;

/// What the parties get without agreement, and whose interests count.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// The parties whose utilities span the frontier and whom the solutions serve, ascending.
    pub parties: &'a [usize],
    /// Per party of the scenario, what no deal is worth: what the zone is measured by.
    pub reservations: &'a [f64],
    /// Per party of `parties`, its utility at the disagreement point.
    pub disagreement: &'a [f64],
    /// Per party of `parties`, its bargaining power, above 0.
    pub powers: &'a [f64],
    /// Whether to look at lotteries over packages too.
    pub lotteries: bool,
}

/// A package that solves a bargaining problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Solved {
    /// Its number.
    pub index: u64,
    /// Utility per party of the view.
    pub utilities: Vec<f64>,
}

/// A lottery over packages that solves a bargaining problem.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The packages drawn, each with its probability.
    pub packages: Vec<(Solved, f64)>,
    /// Expected utility per party of the view.
    pub utilities: Vec<f64>,
}

/// What a look at all packages has found.
///
/// A package is *allowed* if it crosses no red line of a party of the view, and *rational* if it is
/// allowed and at or above the disagreement point for each.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Survey {
    /// Number of packages.
    pub packages: u64,
    /// Number of allowed ones.
    pub allowed: u64,
    /// Number of rational ones.
    pub rational: u64,
    /// Number of packages in the zone of possible agreement: no worse than no deal for all their
    /// signatories, whoever they are, and across no red line of theirs.
    pub zone: u64,
    /// Least and largest utility per party of the view, over all packages.
    pub ranges: Vec<[f64; 2]>,
    /// The disagreement point that gains are measured from: never below a party's worst package,
    /// because less than that cannot happen to it by agreeing.
    pub disagreement: Vec<f64>,
    /// Per party of the view, the most it gets in a rational package.
    pub ideal: Vec<f64>,
    /// The Pareto frontier of the rational packages.
    pub pareto: Efficient,
    /// The Pareto frontier of all allowed packages.
    pub efficient: Efficient,
    /// Nash solutions.
    pub nash: Vec<Solved>,
    /// Kalai-Smorodinsky solutions.
    pub kalai_smorodinsky: Vec<Solved>,
    /// Egalitarian solutions.
    pub egalitarian: Vec<Solved>,
    /// Utilitarian solutions.
    pub utilitarian: Vec<Solved>,
    /// The Nash solution over lotteries, with the packages drawn and their probabilities.
    pub lottery: Option<Drawn>,
    /// Least distance of an allowed package from everybody's best.
    pub opposition: Option<f64>,
}

/// Looks at every package.
///
/// The space must have fewer than 2^64 packages; the time is proportional to their number.
pub fn survey(space: &Space, valuations: &[Valuation], view: &View<'_>) -> Survey {
    let total = super::count(space).unwrap_or(u64::MAX);
    let mut found = Survey {
        packages: total,
        ranges: vec![[f64::INFINITY, f64::NEG_INFINITY]; view.parties.len()],
        ..Survey::default()
    };
    let viewers: PartySet = view.parties.iter().copied().collect();
    let mut gatherer = Gatherer::new(view.parties.len());
    Packages::new(space, valuations).visit(0..total, |visit| {
        let utility = |n: usize| visit.utilities[view.parties[n]];
        for (n, range) in found.ranges.iter_mut().enumerate() {
            *range = [range[0].min(utility(n)), range[1].max(utility(n))];
        }
        let signed = visit.could_be_signed(space, view.reservations);
        found.zone += u64::from(signed);
        if visit.crossed.intersects(viewers) {
            return;
        }
        found.allowed += 1;
        let mut places = view.disagreement.iter().enumerate();
        found.rational += u64::from(places.all(|(n, d)| utility(n) >= *d));
        gatherer.add(visit.index, (0..view.parties.len()).map(utility));
    });
    found.efficient = gatherer.finish();
    solve(&mut found, view);
    found
}

/// What can be said without looking at every package: the frontiers and the solutions. Rational packages
/// and those of the zone are not counted.
///
/// # Errors
/// [`TooLarge`] where the frontier cannot be computed.
pub fn survey_by_issues(
    space: &Space,
    valuations: &[Valuation],
    view: &View<'_>,
) -> Result<Survey, TooLarge> {
    let ranges = view.parties.iter();
    let ranges = ranges.map(|&party| range_by_issues(space, &valuations[party]));
    let mut found = Survey {
        ranges: ranges.collect::<Result<_, _>>()?,
        efficient: efficient_by_issues(space, valuations, view.parties)?,
        ..Survey::default()
    };
    solve(&mut found, view);
    Ok(found)
}

/// Fills in what follows from the frontier of the allowed packages. The frontier of the rational ones
/// is its rational part, since whatever dominates a rational package is rational.
fn solve(found: &mut Survey, view: &View<'_>) {
    let pairs = view.disagreement.iter().zip(&found.ranges);
    found.disagreement = pairs.map(|(d, range)| d.max(range[0])).collect();
    found.pareto = rational(&found.efficient, view.disagreement);
    let best: Vec<f64> = found.ranges.iter().map(|range| range[1]).collect();
    let distances = found.efficient.points.chunks_exact(view.parties.len());
    found.opposition = distances
        .map(|point| distance_from_best(point, &best))
        .min_by(f64::total_cmp);
    let problem = Problem {
        points: &found.pareto.points,
        disagreement: &found.disagreement,
    };
    let solved = |places: Vec<usize>| -> Vec<Solved> {
        let solved = places
            .into_iter()
            .map(|place| found.pareto.solved(place, view));
        solved.collect()
    };
    found.ideal = problem.ideal();
    found.nash = solved(problem.nash(view.powers));
    found.kalai_smorodinsky = solved(problem.kalai_smorodinsky());
    found.egalitarian = solved(problem.egalitarian());
    found.utilitarian = solved(problem.utilitarian());
    if view.lotteries {
        let problem = Problem {
            points: &found.efficient.points,
            disagreement: &found.disagreement,
        };
        found.lottery = nash_lottery(&problem, view.powers).map(|lottery| {
            let Lottery { draws, utilities } = lottery;
            let draws = draws.into_iter();
            let packages = draws.map(|(place, p)| (found.efficient.solved(place, view), p));
            Drawn {
                packages: packages.collect(),
                utilities,
            }
        });
    }
}

impl Efficient {
    fn solved(&self, place: usize, view: &View<'_>) -> Solved {
        let n = view.parties.len();
        Solved {
            index: self.packages[place],
            utilities: self.points[place * n..][..n].to_vec(),
        }
    }
}

/// The packages of a frontier that are at or above the disagreement point for all.
fn rational(efficient: &Efficient, disagreement: &[f64]) -> Efficient {
    let problem = Problem {
        points: &efficient.points,
        disagreement,
    };
    let mut kept = Efficient::default();
    let mut counts = Vec::new();
    let mut first = efficient.first.iter().peekable();
    for place in problem.rational() {
        // Equal points stay or go together, so the first of them stays the first.
        while first.next_if(|&&f| (f as usize) < place).is_some() {}
        if first.next_if(|&&f| f as usize == place).is_some() {
            kept.first.push(kept.packages.len() as u32);
        }
        if let Equals::Counted(all) = &efficient.equals {
            counts.push(all[place]);
        }
        kept.packages.push(efficient.packages[place]);
        kept.points.extend_from_slice(problem.row(place));
    }
    kept.equals = match efficient.equals {
        Equals::Counted(_) => Equals::Counted(counts),
        ref other => other.clone(),
    };
    kept
}
