//! What a search maximises: concave functions of several utilities, each with a line above it.

use super::memo::Question;
use crate::game::Curve;
use crate::math::{self, tabulated::tables};

/// A function of the utilities that a package gives in each dimension of a search, to be
/// maximised.
///
/// [`tangent`](Self::tangent) must give a plane that nowhere lies below
/// [`worth`](Self::worth): the search prunes with it.
pub trait Objective {
    /// Worth of a package by its utilities; minus infinity where it serves no purpose.
    fn worth(&self, utilities: &[f64]) -> f64;

    /// Height at `utilities` of a plane above `worth`, and its slopes, all of which are written.
    fn tangent(&self, utilities: &[f64], slopes: &mut [f64]) -> f64;

    /// Writes down all that the worth depends on beside the utilities, for questions to be remembered; returns whether
    /// it did.
    fn describe(&self, _question: &mut Question) -> bool {
        false
    }

    /// Whether the worth is a weighted sum, so that one plane is all there is.
    fn is_linear(&self) -> bool {
        false
    }

    /// Whether the worth never falls where utilities rise: no package is then needed to which another gives as much in
    /// every dimension.
    fn rises(&self) -> bool {
        false
    }
}

/// A weighted sum; dimensions beyond the weights count nothing.
#[derive(Debug, Clone, Copy)]
pub struct Sum<'a>(pub &'a [f64]);

impl Objective for Sum<'_> {
    fn worth(&self, utilities: &[f64]) -> f64 {
        self.0.iter().zip(utilities).map(|(w, u)| w * u).sum()
    }

    fn tangent(&self, utilities: &[f64], slopes: &mut [f64]) -> f64 {
        slopes.fill(0.0);
        slopes[..self.0.len()].copy_from_slice(self.0);
        self.worth(utilities)
    }

    fn is_linear(&self) -> bool {
        true
    }

    fn rises(&self) -> bool {
        self.0.iter().all(|weight| *weight >= 0.0)
    }

    fn describe(&self, question: &mut Question) -> bool {
        question.count(1);
        question.numbers(self.0);
        true
    }
}

/// What several others will say: dimension 0 is the searcher's own utility; then comes the estimated
/// utility of each listener, and last, where there is one more, the logarithm of the probability that
/// no red line of theirs is crossed.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// Per listener, how likely it says yes.
    pub curves: &'a [Curve],
    /// The searcher's utility without agreement, if its own gain counts: the worth is then the
    /// logarithm of the expected gain. Without it, the worth is the logarithm of the probability
    /// that all say yes, plus next to nothing of the utilities: of what all are sure to accept, what they like best, and of
    /// what they like as well, the better for itself.
    pub gain_over: Option<f64>,
    /// Whether logarithms may be too low by 5e-5 each, where that is faster.
    pub rough: bool,
}

/// What a unit of a listener's utility counts, and one of its own, where packages are as likely: next to nothing, but
/// more than what is taken for a tie.
const THEIRS: f64 = 1e-3;
const OWN: f64 = 1e-6;
/// Gain at which the logarithm's tangent is taken at the least.
const SMALL_GAIN: f64 = 1e-3;

impl Objective for Answer<'_> {
    // Always: the tree takes the worths of many packages in a row.
    #[inline(always)]
    fn worth(&self, utilities: &[f64]) -> f64 {
        if self.rough {
            let tables = tables();
            let ln_of = |curve: &Curve, utility| curve.rough_ln(tables, utility);
            self.worth_by(utilities, |gain| tables.ln(gain), ln_of)
        } else {
            self.worth_by(utilities, math::ln, Curve::ln)
        }
    }

    fn tangent(&self, utilities: &[f64], slopes: &mut [f64]) -> f64 {
        if self.rough {
            let tables = tables();
            let of_ln = |curve: &Curve, utility| curve.rough_tangent(tables, utility);
            self.tangent_by(utilities, slopes, |gain| tables.ln_tangent(gain), of_ln)
        } else {
            let ln = |gain| (math::ln(gain), 1.0 / gain);
            self.tangent_by(utilities, slopes, ln, Curve::tangent)
        }
    }

    fn rises(&self) -> bool {
        true
    }

    fn describe(&self, question: &mut Question) -> bool {
        question.count(2 + u64::from(self.rough));
        question.maybe(self.gain_over);
        question.count(self.curves.len() as u64);
        self.curves.iter().all(|curve| curve.describe(question))
    }
}

impl Curve {
    /// Writes it down; returns whether that was possible.
    pub(crate) fn describe(&self, question: &mut Question) -> bool {
        match self {
            Self::Sure => question.count(0),
            Self::Logistic { middle, scale } => question.numbers(&[*middle, *scale]),
            // Rare, and long to write down.
            Self::Table(_) => return false,
        }
        true
    }
}

impl Answer<'_> {
    /// What a unit of a listener's utility counts beside the likelihood.
    #[inline(always)]
    fn theirs(&self) -> f64 {
        match self.gain_over {
            None => THEIRS,
            Some(_) => 0.0,
        }
    }

    /// The worth by logarithms of gains and of likelihoods.
    #[inline(always)]
    fn worth_by(
        &self,
        utilities: &[f64],
        ln: impl Fn(f64) -> f64,
        ln_of: impl Fn(&Curve, f64) -> f64,
    ) -> f64 {
        let mut sum = match self.gain_over {
            None => OWN * utilities[0],
            Some(over) if utilities[0] > over => ln(utilities[0] - over),
            Some(_) => return f64::NEG_INFINITY,
        };
        let theirs = self.theirs();
        let (listeners, caution) = utilities[1..].split_at(self.curves.len());
        for (curve, &utility) in self.curves.iter().zip(listeners) {
            sum += ln_of(curve, utility) + theirs * utility;
        }
        sum + in_all(caution)
    }

    /// The tangent by lines above the logarithms of gains and of likelihoods, each given by its height and its slope.
    #[inline(always)]
    fn tangent_by(
        &self,
        utilities: &[f64],
        slopes: &mut [f64],
        ln: impl Fn(f64) -> (f64, f64),
        ln_of: impl Fn(&Curve, f64) -> (f64, f64),
    ) -> f64 {
        let mut sum;
        (sum, slopes[0]) = match self.gain_over {
            None => (OWN * utilities[0], OWN),
            Some(over) => {
                let gain = (utilities[0] - over).max(SMALL_GAIN);
                let (height, slope) = ln(gain);
                (height + (utilities[0] - over - gain) * slope, slope)
            }
        };
        let theirs = self.theirs();
        let (listeners, caution) = utilities[1..].split_at(self.curves.len());
        let (of_listeners, of_caution) = slopes[1..].split_at_mut(self.curves.len());
        let listeners = listeners.iter().zip(of_listeners);
        for (curve, (&utility, of_listener)) in self.curves.iter().zip(listeners) {
            let (height, slope) = ln_of(curve, utility);
            *of_listener = slope + theirs;
            sum += height + theirs * utility;
        }
        of_caution.fill(1.0);
        sum + in_all(caution)
    }
}

/// The sum of numbers, mostly none or one.
#[inline(always)]
fn in_all(numbers: &[f64]) -> f64 {
    match *numbers {
        [] => 0.0,
        [number] => number,
        _ => numbers.iter().sum(),
    }
}

/// An objective that looks at the first dimensions only; those that follow have floors and no worth.
#[derive(Debug)]
pub(super) struct Within<'o, O> {
    pub objective: &'o O,
    pub dims: usize,
}

impl<O: Objective> Objective for Within<'_, O> {
    #[inline(always)]
    fn worth(&self, utilities: &[f64]) -> f64 {
        self.objective.worth(&utilities[..self.dims])
    }

    fn tangent(&self, utilities: &[f64], slopes: &mut [f64]) -> f64 {
        slopes.fill(0.0);
        let (utilities, slopes) = (&utilities[..self.dims], &mut slopes[..self.dims]);
        self.objective.tangent(utilities, slopes)
    }

    fn is_linear(&self) -> bool {
        self.objective.is_linear()
    }

    fn rises(&self) -> bool {
        self.objective.rises()
    }
}
