//! The Pareto frontier of a space that is too large to look at package by package.
//!
//! Where utilities are sums over issues, a choice on the first issues that another dominates stays
//! dominated whatever follows, and adding in floating point keeps the order. So the frontier of all
//! packages comes from the frontiers of their beginnings, issue by issue (dynamic programming with
//! dominance; Nemhauser & Ullmann 1969, doi:10.1287/mnsc.15.9.494). All distinct points are found,
//! exactly; of packages with equal utilities, one.

use super::frontier::frontier;
use super::gather::Efficient;
use crate::game::{Space, Valuation};

/// Why a frontier is not computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLarge {
    /// Conditions tie issues together, so that utilities are no sums over issues.
    Tied,
    /// A limit ties issues together.
    Limited,
    /// There are more than 2^64 packages.
    Packages,
    /// Too many beginnings dominate each other in nothing.
    Points,
}

impl TooLarge {
    /// In words, after "because".
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Tied => "conditions tie issues together",
            Self::Limited => "a limit ties issues together",
            Self::Packages => "they are more than 2^64",
            Self::Points => "too many of them are efficient",
        }
    }
}

/// Most points that one issue may be added to, times its options.
const MOST_POINTS: usize = 8_000_000;

/// The frontier for `parties`, over packages that cross none of their red lines, with one package per
/// distinct point.
///
/// # Errors
/// [`TooLarge`] where it cannot be computed this way.
pub fn efficient_by_issues(
    space: &Space,
    valuations: &[Valuation],
    parties: &[usize],
) -> Result<Efficient, TooLarge> {
    super::count(space).ok_or(TooLarge::Packages)?;
    let seen: Vec<&Valuation> = parties.iter().map(|&party| &valuations[party]).collect();
    let tied = |v: &Valuation| !v.required.is_empty() || v.bonuses.iter().any(|&b| b != 0.0);
    if !space.limits().is_empty() {
        return Err(TooLarge::Limited);
    }
    if seen.iter().any(|v| tied(v)) {
        return Err(TooLarge::Tied);
    }
    if seen.iter().any(|v| v.never) {
        return Ok(Efficient::default());
    }
    let mut points: Vec<f64> = seen.iter().map(|v| v.base).collect();
    let mut packages = vec![0u64];
    for issue in 0..space.issues() {
        (points, packages) = extend(space, &seen, issue, (&points, &packages))?;
    }
    for row in points.chunks_exact_mut(seen.len()) {
        let pairs = row.iter_mut().zip(&seen);
        pairs.for_each(|(u, v)| *u /= v.divisor);
    }
    Ok(distinct(&points, &packages, seen.len()))
}

/// Every beginning with every option of the next issue, less what is dominated.
fn extend(
    space: &Space,
    seen: &[&Valuation],
    issue: usize,
    (points, packages): (&[f64], &[u64]),
) -> Result<(Vec<f64>, Vec<u64>), TooLarge> {
    let options = space.options_of(issue);
    if packages.len().saturating_mul(options) > MOST_POINTS {
        return Err(TooLarge::Points);
    }
    let mut more = Vec::with_capacity(points.len() * options);
    let mut numbers = Vec::with_capacity(packages.len() * options);
    for (row, &package) in points.chunks_exact(seen.len()).zip(packages) {
        for option in 0..options {
            let place = space.offset(issue) + option;
            if seen.iter().any(|v| v.forbidden[place]) {
                continue;
            }
            more.extend(row.iter().zip(seen).map(|(sum, v)| sum + v.values[place]));
            numbers.push(package * options as u64 + option as u64);
        }
    }
    let kept = distinct(&more, &numbers, seen.len());
    Ok((kept.points, kept.packages))
}

/// The frontier of points with their packages, one per distinct point.
fn distinct(points: &[f64], packages: &[u64], dimensions: usize) -> Efficient {
    let first = frontier(points, dimensions).first;
    let row = |&place: &u32| &points[place as usize * dimensions..][..dimensions];
    Efficient {
        points: first.iter().flat_map(row).copied().collect(),
        packages: first
            .iter()
            .map(|&place| packages[place as usize])
            .collect(),
        first: (0..first.len() as u32).collect(),
    }
}
