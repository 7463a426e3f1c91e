//! What a party believes of another: what packages are worth to it, how much it holds out for, and
//! which of its conditions are red lines.
//!
//! - *Worth.* Either the public profile, or a frequency model: each issue's options by how often
//!   the other asked for them, in statements and offers, and issues by how firmly it sticks to one
//!   option (in the spirit of van Krimpen, Looije & Hajizadeh 2013,
//!   doi:10.1007/978-3-642-30737-9_17).
//! - *Threshold.* How large a share of its attainable gain the other holds out for, on a grid of 33
//!   shares that Bayes' rule reweighs after every answer. Since aspirations fall and no answer is
//!   final, a twentieth of what was learnt is forgotten each time. Where talks go on after a
//!   partial deal, the attainable gain is that on the issues a package moves: accepting a first
//!   step gives nothing up elsewhere. A package's margin over the mean share is then a sum over
//!   issues again, and acceptance is logistic in it, whose logarithm is concave.
//!
//!   A party that learns types instead has a posterior over the no-deal value ([`Types`]), and what
//!   counts is the package's utility against it.
//! - *Red lines.* Per condition, the probability that it is one: up by Bayes' rule when a package
//!   that breaks it is turned down, 0 once the other offers or accepts such a package.

use super::learner::Learner;
use super::public::Profile;
use super::types::Types;
use crate::game::search::Question;
use crate::game::{Curve, Placed, Space, UNSETTLED, Valuation};
use crate::math::{self, several::logistic_each};
use crate::model::OpponentModel;

const GRID: usize = 33;
/// Shares of the attainable gain that the grid spans.
const LEAST_SHARE: f64 = -0.25;
const MOST_SHARE: f64 = 1.0;
/// Logistic error in judging what a package is worth to somebody else.
const BLUR: f64 = 0.03;
/// Share of the attainable gain over which a prior threshold gets e times less likely.
const PRIOR_REACH: f64 = 0.3;
/// Attainable gain for which the uncertainty of the threshold is reckoned.
const USUAL_GAIN: f64 = 0.1;
const FORGET: f64 = 0.05;
/// Firmness ascribed to a condition by those who know only that it was said.
const UNKNOWN_FIRMNESS: f64 = 0.5;
/// Largest probability of a red line: nothing is ever certain, and its logarithm stays finite.
const MAX_FIRMNESS: f64 = 0.999;

/// A party's picture of another.
#[derive(Debug, Clone)]
pub struct Belief {
    /// Estimated utilities.
    pub worth: Valuation,
    /// Logarithm of the probability that a package crosses no red line, as a sum over options and
    /// terms.
    pub caution: Valuation,
    /// By how much a package exceeds the gain that the other is believed to hold out for.
    pub margin: Valuation,
    /// How likely a margin is accepted, red lines aside.
    pub curve: Curve,
    current: Vec<u16>,
    /// Whether something stands on every issue.
    settled: bool,
    /// Where nothing stands yet: how far between its worst and its best package no deal lies.
    fallback: f64,
    /// What the current package is worth to the other.
    stands: f64,
    /// Per issue, the gain over the current option that its best option gives.
    attainable: Vec<f64>,
    /// The same per option of all issues; 0 for current options, where talks go on after a partial deal.
    held_out_for: Vec<f64>,
    step_by_step: bool,
    /// What levers have added to what it can fall back on.
    shift: f64,
    firmness: Vec<f64>,
    /// Logarithm of the probability that each condition is no red line.
    costs: Vec<f64>,
    /// Conditions that the package at hand breaks.
    broken: Vec<usize>,
    learns_worth: bool,
    /// What it learns by, where that is more than counting.
    learner: Option<Learner>,
    /// The posterior over its type, in place of the threshold's.
    types: Option<Types>,
    /// Per option of all issues, how often it was offered.
    counts: Vec<f64>,
    /// Per issue, the sum of the squares of these.
    squares: Vec<f64>,
    /// Per issue, how much it seems to weigh.
    weight: Vec<f64>,
    /// Offers heard.
    heard: f64,
    prior: [f64; GRID],
    weights: [f64; GRID],
    /// Mean share by these weights.
    mean: f64,
    /// Counts changes.
    version: u64,
    /// Hashes of the margin with its curve and of the caution, where they were asked for since they changed.
    digests: [Option<u128>; 2],
}

impl Belief {
    /// The picture before the talks. `step_by_step` says whether talks go on after a partial deal.
    pub fn new(
        model: OpponentModel,
        profile: &Profile,
        space: &Space,
        party: usize,
        step_by_step: bool,
    ) -> Self {
        let learns_worth = !matches!(
            model,
            OpponentModel::Public | OpponentModel::Perfect | OpponentModel::Types
        );
        let firmness = |f: &f64| if learns_worth { UNKNOWN_FIRMNESS } else { *f }.min(MAX_FIRMNESS);
        let mut belief = Self {
            worth: profile.valuation.clone(),
            caution: Valuation {
                values: vec![0.0; space.options()],
                bonuses: vec![0.0; space.terms().len()],
                ..Valuation::default()
            },
            margin: profile.valuation.clone(),
            curve: Curve::Sure,
            current: space.start().to_vec(),
            settled: false,
            fallback: fallback(profile, space),
            stands: 0.0,
            attainable: vec![0.0; space.issues()],
            held_out_for: vec![0.0; space.options()],
            step_by_step,
            shift: 0.0,
            firmness: profile.firmness.iter().map(firmness).collect(),
            costs: Vec::new(),
            broken: Vec::new(),
            learns_worth,
            learner: None,
            types: None,
            counts: Vec::new(),
            squares: Vec::new(),
            weight: vec![0.0; space.issues()],
            heard: 0.0,
            prior: prior(),
            weights: [0.0; GRID],
            mean: 0.0,
            version: 0,
            digests: [None; 2],
        };
        if learns_worth {
            belief.counts = vec![0.0; space.options()];
            belief.squares = vec![0.0; space.issues()];
            belief.worth.base = 0.0;
            belief.worth.bonuses.fill(0.0);
        }
        belief.costs = belief.firmness.iter().map(|f| math::ln(1.0 - f)).collect();
        belief.rebuild_caution(space, party);
        belief.set_threshold(space, space.start());
        if learns_worth {
            belief.estimate_worth(profile, space);
        }
        belief
    }

    /// Becomes a copy of another picture of the same party, reusing memory. It takes the other apart, so that no
    /// part can be forgotten: what was left from another model would carry over into the next replication.
    pub fn copy_from(&mut self, other: &Self) {
        let Self {
            worth,
            caution,
            margin,
            curve,
            current,
            settled,
            fallback,
            stands,
            attainable,
            held_out_for,
            step_by_step,
            shift,
            firmness,
            costs,
            broken: _, // Written before it is read.
            learns_worth,
            learner,
            types,
            counts,
            squares,
            weight,
            heard,
            prior,
            weights,
            mean,
            version: _, // Goes on counting.
            digests: _,
        } = other;
        self.digests = [None; 2];
        for (own, other) in [
            (&mut self.worth, worth),
            (&mut self.caution, caution),
            (&mut self.margin, margin),
        ] {
            own.base = other.base;
            own.divisor = other.divisor;
            own.values.copy_from_slice(&other.values);
            own.bonuses.copy_from_slice(&other.bonuses);
        }
        self.curve.clone_from(curve);
        self.current.copy_from_slice(current);
        self.settled = *settled;
        self.fallback = *fallback;
        self.stands = *stands;
        self.attainable.copy_from_slice(attainable);
        self.held_out_for.copy_from_slice(held_out_for);
        self.step_by_step = *step_by_step;
        self.shift = *shift;
        self.firmness.copy_from_slice(firmness);
        self.costs.copy_from_slice(costs);
        self.learns_worth = *learns_worth;
        self.learner.clone_from(learner);
        self.types.clone_from(types);
        self.counts.clone_from(counts);
        self.squares.clone_from(squares);
        self.weight.copy_from_slice(weight);
        self.heard = *heard;
        self.prior = *prior;
        self.weights = *weights;
        self.mean = *mean;
    }

    /// A number that changes whenever the picture does.
    pub(super) fn version(&self) -> u64 {
        self.version
    }

    /// What it says of margins has changed.
    fn change_margin(&mut self) {
        self.version += 1;
        self.digests[0] = None;
    }

    /// Writes down what it says of packages; returns whether that was possible.
    pub(super) fn describe(&mut self, whole: &mut Question, part: &mut Question) -> bool {
        let curve = &self.curve;
        let written = || {
            part.clear();
            part.worth(&self.margin);
            curve.describe(part).then(|| part.hash())
        };
        let Some(margin) = self.digests[0].or_else(written) else {
            return false;
        };
        let caution = self.digests[1].unwrap_or_else(|| {
            part.clear();
            part.worth(&self.caution);
            part.hash()
        });
        self.digests = [Some(margin), Some(caution)];
        whole.part(margin);
        whole.part(caution);
        true
    }

    /// Takes the place of a picture that was only tried, which had a version of its own.
    pub(super) fn count_on_from(&mut self, tried: &Self) {
        self.version = tried.version + 1;
    }

    /// Learns what packages are worth to the other by a model of its own from now on.
    pub fn learn_by(&mut self, learner: Learner, space: &Space) {
        learner.write(&mut self.worth.values);
        self.learner = Some(learner);
        self.fit(space, None);
    }

    /// Keeps a posterior over the other's type from now on.
    pub fn learn_type(&mut self, types: Types, space: &Space) {
        self.types = Some(types);
        self.fit(space, None);
    }

    /// The posterior over the other's type, if it keeps one.
    pub fn types(&self) -> Option<&Types> {
        self.types.as_ref()
    }

    /// Changes the posterior over the other's type, if it keeps one.
    pub(super) fn revise(&mut self, space: &Space, change: impl FnOnce(&mut Types)) {
        if let Some(types) = &mut self.types {
            change(types);
            self.fit(space, None);
        }
    }

    /// Comes to know what packages are worth to the other.
    pub fn know(&mut self, valuation: &Valuation, space: &Space) {
        self.worth.base = valuation.base;
        self.worth.values.copy_from_slice(&valuation.values);
        self.worth.bonuses.copy_from_slice(&valuation.bonuses);
        self.worth.divisor = valuation.divisor;
        self.worth = std::mem::take(&mut self.worth).divided();
        self.fit(space, None);
    }

    /// Starts the threshold anew above a package that now stands.
    pub fn set_threshold(&mut self, space: &Space, current: &[u16]) {
        if let Some(types) = &mut self.types {
            // What stands is now what refusing falls back on.
            let gained =
                self.worth.utility(space, current) - self.worth.utility(space, &self.current);
            types.shift(gained);
        }
        self.current.copy_from_slice(current);
        self.settled = !current.contains(&UNSETTLED);
        self.weights = self.prior;
        self.fit_curve();
        self.fit(space, None);
    }

    /// Probability that the other accepts a package.
    pub fn acceptance(&self, space: &Space, package: &[u16]) -> f64 {
        let margin = self.sum(&self.margin, space, package);
        let clear = math::exp(self.caution.utility(space, package));
        self.curve.probability(margin) * clear
    }

    /// The other offered a package: it wants these options, and crosses no red line of its own.
    pub fn hear_offer(&mut self, profile: &Profile, space: &Space, party: usize, package: &[u16]) {
        self.clear_red_lines(space, party, package);
        if let Some(types) = &mut self.types {
            types.hear_offer(self.worth.utility(space, package));
            self.fit(space, None);
        } else if let Some(learner) = &mut self.learner {
            learner.hear(package);
            learner.write(&mut self.worth.values);
            self.fit(space, None);
        } else if self.learns_worth {
            let offered = package.iter().zip(space.offsets());
            for (square, (&option, first)) in self.squares.iter_mut().zip(offered) {
                let count = &mut self.counts[first + option as usize];
                *square += 2.0 * *count + 1.0;
                *count += 1.0;
            }
            self.heard += 1.0;
            self.estimate_worth(profile, space);
        }
    }

    /// The other answered an offer.
    pub fn hear_answer(&mut self, space: &Space, party: usize, package: &[u16], yes: bool) {
        // Before the answer: it would count twice otherwise.
        let clear = match self.types {
            Some(_) => math::exp(self.caution.utility(space, package)),
            None => 1.0,
        };
        if yes {
            self.clear_red_lines(space, party, package);
        } else {
            self.suspect_red_lines(space, party, package);
        }
        if self.types.is_some() {
            let utility = self.worth.utility(space, package);
            self.revise(space, |types| types.hear_answer(utility, clear, yes));
            return;
        }
        let (gain, attainable) = self.gains(space, package);
        let over = gain - self.shift;
        let mut likely = SHARES;
        for share in &mut likely {
            *share = (over - *share * attainable) / BLUR;
        }
        logistic_each(&mut likely);
        if !yes {
            likely
                .iter_mut()
                .for_each(|accepts| *accepts = 1.0 - *accepts);
        }
        for (weight, likely) in self.weights.iter_mut().zip(&likely) {
            *weight *= likely + 1e-9;
        }
        let total: f64 = self.weights.iter().sum();
        for (weight, prior) in self.weights.iter_mut().zip(&self.prior) {
            *weight = (1.0 - FORGET) * *weight / total + FORGET * prior;
        }
        self.fit_curve();
        self.fit_margin();
    }

    /// How likely the other would accept if what it can fall back on changed by `by`.
    pub fn shifted(&self, by: f64) -> Curve {
        if let Some(types) = &self.types {
            return types.curve(by);
        }
        match self.curve {
            Curve::Logistic { middle, scale } => Curve::Logistic {
                middle: middle + by,
                scale,
            },
            ref other => other.clone(),
        }
    }

    /// The same for good: a lever was pulled or released.
    pub fn shift_threshold(&mut self, by: f64) {
        self.change_margin();
        if let Some(types) = &mut self.types {
            types.shift(by);
            self.curve = types.curve(0.0);
            return;
        }
        self.shift += by;
        self.curve = self.shifted(by);
    }

    /// A package's worth or margin. Who learns the worth knows nothing of terms.
    fn sum(&self, of: &Valuation, space: &Space, package: &[u16]) -> f64 {
        if self.learns_worth {
            of.of_options(space, package)
        } else {
            of.utility(space, package)
        }
    }

    /// Estimated gain over what stands, and the most that could be gained on the issues moved
    /// (on all issues, where talks stop after a deal).
    fn gains(&self, space: &Space, package: &[u16]) -> (f64, f64) {
        let gain = self.sum(&self.worth, space, package) - self.stands;
        let issues = self
            .attainable
            .iter()
            .zip(package.iter().zip(&self.current));
        let counted = issues.filter(|(_, (new, old))| !self.step_by_step || new != old);
        (gain, counted.map(|(most, _)| most).sum())
    }

    /// Fits what follows from the worth and from what stands. Where the worth is only what speaks for each option as
    /// yet, it takes the `total` of all issues' weights to make it a share of that.
    fn fit(&mut self, space: &Space, total: Option<f64>) {
        self.change_margin();
        if let Some(types) = &self.types {
            self.margin.base = self.worth.base;
            self.margin.values.copy_from_slice(&self.worth.values);
            self.margin.bonuses.copy_from_slice(&self.worth.bonuses);
            self.curve = types.curve(0.0);
            return;
        }
        self.measure(space, total);
        self.fit_margin();
    }

    /// Measures what stands, and what can be gained over it. Where nothing does, no deal is spread over
    /// the issues.
    fn measure(&mut self, space: &Space, total: Option<f64>) {
        let mut stands = if self.settled { self.worth.base } else { 0.0 };
        let issues = self.attainable.iter_mut().zip(&self.current);
        let issues = issues.zip(self.weight.iter().zip(space.ordered()));
        let worth = space.by_issue_mut(&mut self.worth.values);
        let options = worth.zip(space.by_issue_mut(&mut self.held_out_for));
        for (((attainable, &current), (weight, &ordered)), (worth, held_out_for)) in
            issues.zip(options)
        {
            let rate = |values: &mut [f64]| {
                if let Some(total) = total {
                    rate(values, ordered, *weight, total);
                }
            };
            let stands_on = (current, self.fallback);
            let (standing, most) = match worth.len() {
                // Most issues have two or three options: loops over so many are laid out flat.
                2 => gain(&mut worth[..2], &mut held_out_for[..2], rate, stands_on),
                3 => gain(&mut worth[..3], &mut held_out_for[..3], rate, stands_on),
                _ => gain(worth, held_out_for, rate, stands_on),
            };
            stands += standing;
            *attainable = most;
            if self.step_by_step && current != UNSETTLED {
                held_out_for[current as usize] = 0.0;
            }
        }
        self.stands = if self.settled && !self.learns_worth {
            self.worth.with_bonuses(stands, space, &self.current)
        } else if self.settled {
            stands
        } else {
            self.worth.base + stands
        };
        self.margin.base = self.worth.base - self.stands;
        self.margin.bonuses.copy_from_slice(&self.worth.bonuses);
    }

    /// Writes the margin over the mean threshold as a sum over options and terms.
    fn fit_margin(&mut self) {
        self.change_margin();
        let worth = self.worth.values.iter().zip(&self.held_out_for);
        for (margin, (worth, held_out_for)) in self.margin.values.iter_mut().zip(worth) {
            *margin = worth - self.mean * held_out_for;
        }
    }

    /// Fits the mean threshold, and how likely a margin over it is accepted.
    fn fit_curve(&mut self) {
        let weighted = || self.weights.iter().zip(&SHARES);
        let mean: f64 = weighted().map(|(weight, share)| weight * share).sum();
        let square = |x: f64| x * x;
        let squares = weighted().map(|(weight, share)| weight * square(share - mean));
        let variance: f64 = squares.sum();
        self.mean = mean;
        // The variance of a logistic distribution is (pi x scale)^2 / 3.
        let pi_squared = std::f64::consts::PI * std::f64::consts::PI;
        let spread = 3.0 * variance * USUAL_GAIN * USUAL_GAIN / pi_squared;
        self.curve = Curve::Logistic {
            middle: self.shift,
            scale: (spread + BLUR * BLUR).sqrt(),
        };
    }

    fn clear_red_lines(&mut self, space: &Space, party: usize, package: &[u16]) {
        self.note_broken(space, party, package);
        if self.broken.is_empty() {
            return;
        }
        for &condition in &self.broken {
            self.firmness[condition] = 0.0;
        }
        self.rebuild_caution(space, party);
    }

    fn suspect_red_lines(&mut self, space: &Space, party: usize, package: &[u16]) {
        self.note_broken(space, party, package);
        if self.broken.is_empty() {
            return;
        }
        let mut clear = 1.0;
        for &condition in &self.broken {
            clear *= 1.0 - self.firmness[condition];
        }
        let content = self.sum(&self.margin, space, package);
        let content = self.curve.probability(content);
        let refusal = 1.0 - content * clear;
        for &condition in &self.broken {
            // A red line refuses for sure: P(red | refusal) = P(red) / P(refusal).
            let red = self.firmness[condition] / refusal.max(1e-9);
            self.firmness[condition] = red.min(MAX_FIRMNESS);
            self.costs[condition] = math::ln(1.0 - self.firmness[condition]);
        }
        self.rebuild_caution(space, party);
    }

    /// Notes the conditions that may be red lines and that a package breaks.
    fn note_broken(&mut self, space: &Space, party: usize, package: &[u16]) {
        self.broken.clear();
        let broken = space.broken(party, package);
        self.broken
            .extend(broken.filter(|&condition| self.firmness[condition] > 0.0));
    }

    /// Writes `sum over conditions of ln(1 - firmness) x [broken]` as a sum over options and terms.
    fn rebuild_caution(&mut self, space: &Space, party: usize) {
        self.version += 1;
        self.digests[1] = None;
        let caution = &mut self.caution;
        caution.base = 0.0;
        caution.values.fill(0.0);
        caution.bonuses.fill(0.0);
        let sure = self.firmness.iter().zip(&self.costs);
        for (placed, (&firmness, &cost)) in space.conditions(party).iter().zip(sure) {
            if firmness <= 0.0 {
                continue;
            }
            match placed {
                Placed::Always(holds) => caution.base += if *holds { 0.0 } else { cost },
                Placed::One(issue, allowed) => {
                    let values = &mut caution.values[space.offset(*issue)..];
                    for (value, _) in values.iter_mut().zip(allowed).filter(|(_, ok)| !**ok) {
                        *value += cost;
                    }
                }
                Placed::Term(term) => {
                    caution.base += cost;
                    caution.bonuses[*term] -= cost;
                }
            }
        }
    }

    /// Frequency model: options by what speaks for them, issues by how the other sticks to one.
    fn estimate_worth(&mut self, profile: &Profile, space: &Space) {
        let trust = self.heard / (self.heard + 3.0);
        let heard_squared = (self.heard * self.heard).max(1.0);
        let mut total = 0.0;
        let issues = self.squares.iter().zip(&profile.mentioned);
        for (weight, (squares, &mentioned)) in self.weight.iter_mut().zip(issues) {
            let concentration = squares / heard_squared;
            let stated = if mentioned { 1.0 } else { 0.0 };
            *weight = 0.3 + stated + 2.0 * trust * concentration;
            total += *weight;
        }
        let speaks = self.counts.iter().zip(&profile.asked);
        for (value, (offers, asked)) in self.worth.values.iter_mut().zip(speaks) {
            *value = offers + asked;
        }
        self.fit(space, Some(total));
    }
}

/// Turns what speaks for an issue's options into what they are worth, as a share of all issues' weight.
#[inline(always)]
fn rate(values: &mut [f64], ordered: bool, weight: f64, total: f64) {
    if ordered {
        spread_to_neighbours(values);
    }
    let most = greatest(values).max(0.0);
    for value in values {
        *value = weight * (1.0 + *value) / (1.0 + most) / total;
    }
}

/// What stands on an issue is worth, once its options are rated, and what the best of them gains over that, which is
/// written down for every option.
#[inline(always)]
fn gain(
    worth: &mut [f64],
    held_out_for: &mut [f64],
    rate: impl Fn(&mut [f64]),
    (current, fallback): (u16, f64),
) -> (f64, f64) {
    rate(worth);
    let most = greatest(worth);
    let standing = match current {
        UNSETTLED => {
            let low = least(worth);
            low + fallback * (most - low)
        }
        option => worth[option as usize],
    };
    held_out_for.fill(most - standing);
    (standing, most - standing)
}

/// The least of some numbers.
fn least(numbers: &[f64]) -> f64 {
    numbers.iter().copied().fold(f64::INFINITY, f64::min)
}

/// The greatest of some numbers. A comparison, since `f64::max` also provides for what is not a number.
#[inline(always)]
fn greatest(numbers: &[f64]) -> f64 {
    let above = |most: f64, &number: &f64| if number > most { number } else { most };
    numbers.iter().fold(f64::NEG_INFINITY, above)
}

/// How far between its worst and its best package a party's no-deal value lies, terms aside.
fn fallback(profile: &Profile, space: &Space) -> f64 {
    let valuation = &profile.valuation;
    let (mut low, mut high) = (valuation.base, valuation.base);
    for values in space.by_issue(&valuation.values) {
        low += least(values);
        high += greatest(values);
    }
    if high > low {
        ((profile.reservation - low) / (high - low)).clamp(0.0, 1.0)
    } else {
        0.0
    }
}

/// On an ordered issue, what speaks for an option speaks for its neighbours too, less with the
/// distance and not at all at the far end: `v_i = sum over j of c_j (1 - |i - j| / (n - 1))`.
#[inline(always)]
fn spread_to_neighbours(values: &mut [f64]) {
    let steps = (values.len() - 1).max(1) as f64;
    let (mut total, mut weighted, mut place) = (0.0, 0.0, 0.0);
    for count in values.iter() {
        total += count;
        weighted += count * place;
        place += 1.0;
    }
    let (mut before, mut before_weighted, mut place) = (0.0, 0.0, 0.0);
    for value in values {
        let count = *value;
        let left = before * place - before_weighted;
        let right = (weighted - before_weighted) - (total - before) * place;
        *value = total - (left + right) / steps;
        before += count;
        before_weighted += count * place;
        place += 1.0;
    }
}

/// The shares of the attainable gain that grid points stand for.
const SHARES: [f64; GRID] = {
    let mut shares = [0.0; GRID];
    let mut k = 0;
    while k < GRID {
        shares[k] = LEAST_SHARE + (MOST_SHARE - LEAST_SHARE) * k as f64 / (GRID - 1) as f64;
        k += 1;
    }
    shares
};

/// How likely each share is before anything was heard.
fn prior() -> [f64; GRID] {
    let weights = SHARES.map(|share| math::exp(-share.abs() / PRIOR_REACH));
    let total = weights.iter().fold(0.0, |sum, weight| sum + weight);
    weights.map(|weight| weight / total)
}
