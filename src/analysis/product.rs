//! The Pareto frontier of a space that is too large to look at package by package.
//!
//! Where utilities are sums over issues, a choice on the first issues that another dominates stays
//! dominated whatever follows. So the frontier of all packages comes from the frontiers of their
//! beginnings, issue by issue (dynamic programming with dominance; Nemhauser & Ullmann 1969,
//! doi:10.1287/mnsc.15.9.494). Conditions and limits that tie issues together keep beginnings apart
//! until they are decided ([`plan`]). Utilities lie on a grid on which sums are exact, so that all
//! distinct points are found, and of packages with equal utilities all are counted: what two of them
//! have in common with others never differs by rounding.
//!
//! Utilities as given are plain doubles, added in the order of the issues; adding keeps their order,
//! so that all distinct points are found here too, but only one package of each.

mod equals;
mod layer;
mod plan;

use super::gather::{Efficient, Equals};
use crate::game::{Space, Valuation};
use layer::{Efficients, Layer, merged, next};
use plan::Plan;

/// Why a frontier is not computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TooLarge {
    /// Conditions or limits tie issues together, so that sums as given have no order issue by issue.
    Tied,
    /// Conditions or limits tie too many issues together.
    Contexts,
    /// There are more than 2^64 packages.
    Packages,
    /// Too many beginnings dominate each other in nothing.
    Points,
}

impl TooLarge {
    /// In words, after "because".
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Tied => {
                "conditions or limits tie issues together, and utilities are as given: they cannot be added up issue by issue"
            }
            Self::Contexts => "conditions or limits tie too many issues together",
            Self::Packages => "they are more than 2^64",
            Self::Points => "too many of them are efficient",
        }
    }
}

/// Utilities to add up, a row of one per party, with what red lines say.
#[derive(Debug)]
struct Sums {
    width: usize,
    base: Vec<f64>,
    /// Per option of all issues.
    values: Vec<f64>,
    /// Per term.
    bonuses: Vec<f64>,
    /// Per option, whether a red line of any of them forbids it.
    forbidden: Vec<bool>,
    /// Per term, whether a red line of any of them requires it.
    required: Vec<bool>,
}

impl Sums {
    /// Those of some parties, with their red lines.
    fn of(space: &Space, seen: &[&Valuation]) -> Self {
        let rows = |values: fn(&Valuation) -> &[f64], n: usize| -> Vec<f64> {
            let row = |place: usize| seen.iter().map(move |v| values(v)[place]);
            (0..n).flat_map(row).collect()
        };
        let terms = 0..space.terms().len();
        Self {
            width: seen.len(),
            // Sums that start at 0 never become -0, so that equal ones have equal bits.
            base: seen.iter().map(|v| v.base + 0.0).collect(),
            values: rows(|v| &v.values, space.options()),
            bonuses: rows(|v| &v.bonuses, terms.len()),
            forbidden: (0..space.options())
                .map(|option| seen.iter().any(|v| v.forbidden[option]))
                .collect(),
            required: terms
                .map(|term| seen.iter().any(|v| v.required.contains(&term)))
                .collect(),
        }
    }

    /// That of one party times a sign, red lines aside.
    fn alone(space: &Space, valuation: &Valuation, sign: f64) -> Self {
        let signed = |values: &[f64]| values.iter().map(|value| sign * value).collect();
        Self {
            width: 1,
            base: vec![sign * valuation.base + 0.0],
            values: signed(&valuation.values),
            bonuses: signed(&valuation.bonuses),
            forbidden: vec![false; space.options()],
            required: vec![false; space.terms().len()],
        }
    }

    fn of_option(&self, option: usize) -> &[f64] {
        &self.values[option * self.width..][..self.width]
    }

    fn of_term(&self, term: usize) -> &[f64] {
        &self.bonuses[term * self.width..][..self.width]
    }

    /// Whether a term ties issues together for anybody.
    fn matters(&self, term: usize) -> bool {
        self.required[term] || self.of_term(term).iter().any(|&bonus| bonus != 0.0)
    }

    fn is_tied(&self, space: &Space) -> bool {
        !space.limits().is_empty() || (0..space.terms().len()).any(|term| self.matters(term))
    }
}

/// The frontier for `parties`, over packages that cross none of their red lines and keep to the limits.
///
/// All packages of equal utilities are listed, unless these are more than a hundred thousand or
/// utilities are as given (see [`Equals`]).
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
    if seen.iter().any(|v| v.never) {
        return Ok(Efficient::default());
    }
    let sums = Sums::of(space, &seen);
    let as_given = seen.iter().any(|v| v.as_given);
    if as_given && sums.is_tied(space) {
        return Err(TooLarge::Tied);
    }
    let plan = Plan::new(space, &sums, as_given);
    if as_given {
        let mut found = last(&plan, &sums)?;
        for row in found.points.chunks_exact_mut(sums.width) {
            let pairs = row.iter_mut().zip(&seen);
            pairs.for_each(|(u, v)| *u /= v.divisor);
        }
        // Rounding may have made points equal, or let one dominate another.
        let found = layer::swept(&[found], sums.width);
        return Ok(Efficient::of(found.points, found.lowest, Equals::Unknown));
    }
    let layers = layers(&plan, &sums)?;
    Ok(equals::listed(&plan, &layers, sums.width))
}

/// Least and largest utility of a party over all packages that keep to the limits.
///
/// # Errors
/// [`TooLarge`] where it cannot be computed this way.
pub fn range_by_issues(space: &Space, valuation: &Valuation) -> Result<[f64; 2], TooLarge> {
    let best = |sign: f64| {
        let sums = Sums::alone(space, valuation, sign);
        if valuation.as_given && sums.is_tied(space) {
            return Err(TooLarge::Tied);
        }
        let found = last(&Plan::new(space, &sums, valuation.as_given), &sums)?;
        // A space without any package has no best one either.
        let best = found.points.first().copied();
        Ok(sign * best.unwrap_or(f64::NEG_INFINITY) / valuation.divisor)
    };
    Ok([best(-1.0)?, best(1.0)?])
}

/// The frontier of all packages alone.
fn last(plan: &Plan<'_>, sums: &Sums) -> Result<Efficients, TooLarge> {
    let start = Layer::from([(plan.start(), Efficients::one(&sums.base))]);
    let steps = plan.steps.iter();
    let last = steps
        .clone()
        .try_fold(start, |layer, step| next(plan, step, &layer, sums.width))?;
    Ok(merged(last.into_values().collect(), sums.width))
}

/// The efficient beginnings from no issue to all of them.
fn layers(plan: &Plan<'_>, sums: &Sums) -> Result<Vec<Layer>, TooLarge> {
    let mut layers = vec![Layer::from([(plan.start(), Efficients::one(&sums.base))])];
    for (n, step) in plan.steps.iter().enumerate() {
        let layer = next(plan, step, &layers[n], sums.width)?;
        layers.push(layer);
    }
    Ok(layers)
}
