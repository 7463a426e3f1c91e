//! What a party believes of another's type: a posterior over its no-deal value and over how it
//! holds out, by Bayes' rule from the scenario's own distributions (the common prior assumption of
//! Harsanyi 1967, doi:10.1287/mnsc.14.3.159).
//!
//! A *type* is a value of the inputs that feed the other's no-deal value: 128 quantiles at
//! `(k + 1/2) / 128` where one continuous input does, its values with their shares where it is a
//! choice, and 512 draws where several do, correlations included. A *manner* is how the other
//! behaves on top: by the clock, if its strategy in the file says so, with the numbers of the file
//! at their medians. Anybody else goes by what it hears, and what it would offer next is not known: it
//! holds out for 0, 1/4, 1/2, 3/4 or all of what its own last offer gains it over no deal (before the
//! first, its best package). Who holds out for all of it refuses whatever its own bidding beats, so that
//! its refusals say nothing about its no-deal value: they speak for one only as far as they speak against
//! that manner. A *cell* is a type with a manner; its prior is the product of shares.
//!
//! With `r` the no-deal value of a cell, `c` the utility that it holds out for now, and a package
//! worth `u` to the other:
//! - it accepts with probability 0 below `r`, where nobody signs, and else
//!   `1 / (1 + exp(-(u - c) / 0.01))`, or 1 where it holds out for no more than `r`;
//! - it refuses with one minus that, times the probability that no red line of its is crossed;
//! - it offers nothing below `r`; by the clock, an offer's likelihood falls off from `c` by e per
//!   0.02 above and per 0.005 below;
//! - an event whose hazard is `h` for this type happens with probability `h`, and fails to happen
//!   with `1 - h`: a battle is a signal of strength (Slantchev 2003,
//!   doi:10.1017/S0003055403000911), and so is its absence.
//!
//! What no cell makes likely is taken for an error of the model, made once in a million: a posterior
//! is never 0 everywhere. Nothing is forgotten: the type does not change in the course of the talks.
//!
//! Inputs that do not feed the no-deal value count as their medians; a party does not reckon with
//! what its own type says about another's that is correlated with it. Utilities lie in [0, 1].

use crate::game::{Curve, Draw, Space, Streams, Valuation};
use crate::math;
use crate::model::{
    Acceptance, Bidding, Convention, Distribution, Quantity, Reservation, Scale, Scenario, Strategy,
};

const QUANTILES: usize = 128;
const DRAWS: u64 = 512;
/// Logistic error in what is held out for, in utility: packages come in steps.
const BLUR: f64 = 0.01;
/// How far above and below its aspiration a party by the clock offers, in utility.
const OFFERS: [f64; 2] = [0.02, 0.005];
/// Probability of what the model calls impossible.
const ERROR: f64 = 1e-6;
/// Shares of what it asked for last that a party of unknown manner holds out for.
const GENERIC: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

/// How a party holds out.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Manner {
    /// What it asks for, where that goes by the clock.
    asks: Option<Clock>,
    /// What it accepts.
    accepts: Rule,
}

/// A demand that falls from one share of the attainable gain to another.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Clock {
    start: f64,
    least: f64,
    exponent: f64,
    convention: Convention,
}

/// What is accepted.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Rule {
    /// What the clock asks for.
    Clock(Clock),
    /// This share of the attainable gain.
    Share(f64),
    /// This share of what it asked for last, over no deal.
    Own(f64),
    /// Nothing before this share of the talks, then anything.
    After(f64),
}

/// A posterior over another party's type.
#[derive(Debug, Clone)]
pub struct Types {
    quantity: Quantity,
    /// Per type, all inputs: those that make the type, and the others at their medians.
    inputs: Vec<Vec<f64>>,
    /// The inputs that make the type.
    own: Vec<usize>,
    manners: Vec<Manner>,
    /// Probability per cell, type by type.
    weights: Vec<f64>,
    /// Median of the prior, and per type whether it lies above.
    median: f64,
    firm: Vec<bool>,
    /// What events have added to inputs, and events, levers and deals to the no-deal value.
    moved: Vec<f64>,
    shift: f64,
    /// What the no-deal value is measured from, and on which scale.
    over: f64,
    scale: Scale,
    /// Utility of the other's best package.
    best: f64,
    /// What the package that it offered last is worth to it.
    asked: Option<f64>,
    /// Share of the talks that has passed.
    now: f64,
}

impl Types {
    /// The common prior over a party's type, by what is public of its utilities.
    pub fn new(scenario: &Scenario, space: &Space, party: usize, worth: &Valuation) -> Self {
        let model = &scenario.parties[party];
        let (quantity, over) = match &model.reservation {
            Reservation::Absolute(quantity) => (quantity, 0.0),
            Reservation::OverStatusQuo(quantity) => {
                let stands = space.status_quo();
                (quantity, stands.map_or(0.0, |p| worth.utility(space, p)))
            }
        };
        let mut own: Vec<usize> = quantity.feeds.iter().map(|&(input, _)| input).collect();
        own.sort_unstable();
        own.dedup();
        let medians = Draw::medians(scenario).inputs;
        let (inputs, prior) = types(scenario, &own, &medians);
        let (manners, shares) = manners(&model.strategies, &medians);
        let cells = prior.iter().flat_map(|p| shares.iter().map(move |s| p * s));
        let scale = model.scale;
        let before = |inputs: &Vec<f64>| scale.place(quantity.value(inputs) + over);
        let values: Vec<f64> = inputs.iter().map(before).collect();
        let median = median(&values, &prior);
        Self {
            median,
            firm: values.iter().map(|value| *value > median).collect(),
            quantity: quantity.clone(),
            inputs,
            own,
            manners,
            weights: cells.collect(),
            moved: vec![0.0; medians.len()],
            shift: 0.0,
            over,
            scale,
            best: best(space, worth),
            asked: None,
            now: 0.0,
        }
    }

    /// No-deal value of a type, as it is now.
    fn reservation(&self, kind: usize) -> f64 {
        let value = if self.moved.iter().all(|m| *m == 0.0) {
            self.quantity.value(&self.inputs[kind])
        } else {
            let both = self.inputs[kind].iter().zip(&self.moved);
            let inputs: Vec<f64> = both.map(|(input, moved)| input + moved).collect();
            self.quantity.value(&inputs)
        };
        self.scale.place(value + self.over + self.shift)
    }

    /// Probability of each type's no-deal value, as `(value, probability)`.
    pub fn reservations(&self) -> impl Iterator<Item = (f64, f64)> {
        let kinds = self.weights.chunks(self.manners.len()).enumerate();
        kinds.map(|(kind, cells)| (self.reservation(kind), cells.iter().sum()))
    }

    /// Mean of the no-deal value.
    pub fn mean(&self) -> f64 {
        self.reservations().map(|(value, p)| value * p).sum()
    }

    /// Standard deviation of the no-deal value.
    pub fn sd(&self) -> f64 {
        let mean = self.mean();
        let squares = self
            .reservations()
            .map(|(v, p)| p * (v - mean) * (v - mean));
        squares.sum::<f64>().sqrt()
    }

    /// Probability that the no-deal value is at or below a utility.
    pub fn at_most(&self, utility: f64) -> f64 {
        let below = self.reservations().filter(|(value, _)| *value <= utility);
        below.map(|(_, p)| p).sum::<f64>().clamp(0.0, 1.0)
    }

    /// How likely a utility is accepted now, red lines aside, if the no-deal value were `by` higher.
    pub fn curve(&self, by: f64) -> Curve {
        let m = self.manners.len();
        let mut sure: Vec<(f64, f64)> = Vec::with_capacity(self.weights.len());
        for (kind, cells) in self.weights.chunks(m).enumerate() {
            let floor = self.reservation(kind) + by;
            for (manner, weight) in self.manners.iter().zip(cells) {
                let held = self.holds_out_for(manner, floor);
                sure.push((held.unwrap_or(f64::INFINITY), *weight));
            }
        }
        sure.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut sum = 0.0;
        for (_, weight) in &mut sure {
            sum += *weight;
            *weight = sum;
        }
        Curve::tabulate(|u| match sure.partition_point(|(held, _)| *held <= u) {
            0 => 0.0,
            n => sure[n - 1].1,
        })
    }

    /// Time has passed: `now` is the share of the talks that is over.
    pub fn pass(&mut self, now: f64) {
        self.now = now;
    }

    /// An event, a lever or a deal added to the no-deal value, for everybody to see.
    pub fn shift(&mut self, by: f64) {
        self.shift += by;
    }

    /// An event moved an input, for everybody to see.
    pub fn move_input(&mut self, input: usize, by: f64) {
        self.moved[input] += by;
    }

    /// The other offered a package worth `utility` to it.
    pub fn hear_offer(&mut self, utility: f64) {
        self.asked = Some(utility);
        self.update(|types, manner, floor| {
            if utility < floor {
                return 0.0;
            }
            let Some(clock) = manner.asks else { return 1.0 };
            let held = types.by_the_clock(&clock, floor);
            let scale = OFFERS[usize::from(utility < held)];
            math::exp(-(utility - held).abs() / scale)
        });
    }

    /// The other answered a package worth `utility` to it that crosses none of its red lines with
    /// probability `clear`.
    pub fn hear_answer(&mut self, utility: f64, clear: f64, yes: bool) {
        self.update(|types, manner, floor| {
            let accepts = match types.holds_out_for(manner, floor) {
                _ if utility < floor => 0.0,
                Some(held) if held > floor => math::logistic((utility - held) / BLUR),
                Some(_) => 1.0,
                None => 0.0,
            };
            if yes { accepts } else { 1.0 - clear * accepts }
        });
    }

    /// An event that could happen with this hazard happened, or did not.
    pub fn hear_event(&mut self, hazard: &Quantity, happened: bool) {
        if !hazard.feeds.iter().any(|(feed, _)| self.own.contains(feed)) {
            return;
        }
        let m = self.manners.len();
        let likelihood: Vec<f64> = self
            .inputs
            .iter()
            .map(|inputs| {
                let both = inputs.iter().zip(&self.moved);
                let now: Vec<f64> = both.map(|(input, moved)| input + moved).collect();
                let h = hazard.value(&now).clamp(0.0, 1.0);
                if happened { h } else { 1.0 - h }
            })
            .collect();
        for (cells, likelihood) in self.weights.chunks_mut(m).zip(&likelihood) {
            cells.iter_mut().for_each(|w| *w *= likelihood + ERROR);
        }
        self.normalise();
    }

    /// Somebody whose word can be taken says that the no-deal value lies in the upper half of the
    /// prior (`firm`) or the lower, and is right with probability `accuracy`.
    pub fn hear_said(&mut self, firm: bool, accuracy: f64) {
        let m = self.manners.len();
        for (cells, is_firm) in self.weights.chunks_mut(m).zip(&self.firm) {
            let p = if *is_firm == firm {
                accuracy
            } else {
                1.0 - accuracy
            };
            cells.iter_mut().for_each(|w| *w *= p + ERROR);
        }
        self.normalise();
    }

    /// Median of the no-deal value before the talks.
    pub fn prior_median(&self) -> f64 {
        self.median
    }

    /// Probability that the no-deal value lies in the upper half of the prior.
    pub fn firm(&self) -> f64 {
        let kinds = self.weights.chunks(self.manners.len()).zip(&self.firm);
        let firm = kinds.filter(|(_, firm)| **firm);
        firm.map(|(cells, _)| cells.iter().sum::<f64>()).sum()
    }

    /// Bayes' rule.
    fn update(&mut self, likelihood: impl Fn(&Self, &Manner, f64) -> f64) {
        let m = self.manners.len();
        let mut weights = std::mem::take(&mut self.weights);
        for (kind, cells) in weights.chunks_mut(m).enumerate() {
            let floor = self.reservation(kind);
            for (manner, weight) in self.manners.iter().zip(cells) {
                *weight *= likelihood(self, manner, floor) + ERROR;
            }
        }
        self.weights = weights;
        self.normalise();
    }

    fn normalise(&mut self) {
        let total: f64 = self.weights.iter().sum();
        self.weights.iter_mut().for_each(|w| *w /= total);
    }

    /// The least utility that is accepted now, if any is.
    fn holds_out_for(&self, manner: &Manner, floor: f64) -> Option<f64> {
        match manner.accepts {
            Rule::Clock(clock) => Some(self.by_the_clock(&clock, floor)),
            Rule::Share(share) => Some(floor + share * (self.best - floor).max(0.0)),
            Rule::Own(share) => {
                let asked = self.asked.unwrap_or(self.best);
                Some(floor + share * (asked - floor).max(0.0))
            }
            Rule::After(moment) => (self.now >= moment).then_some(floor),
        }
    }

    fn by_the_clock(&self, clock: &Clock, floor: f64) -> f64 {
        let kept = 1.0 - super::bidding::conceded(self.now, clock.exponent, clock.convention);
        let least = clock.least.min(clock.start);
        floor + (least + (clock.start - least) * kept) * (self.best - floor).max(0.0)
    }
}

/// The types, each as all inputs, with their prior probabilities.
fn types(scenario: &Scenario, own: &[usize], medians: &[f64]) -> (Vec<Vec<f64>>, Vec<f64>) {
    let with = |input: usize, value: f64| {
        let mut inputs = medians.to_vec();
        inputs[input] = value;
        inputs
    };
    match *own {
        [] => (vec![medians.to_vec()], vec![1.0]),
        [input] => match &scenario.inputs[input].distribution {
            Distribution::Choice { values, cumulated } => {
                let mut before = 0.0;
                let share = |&sum: &f64| sum - std::mem::replace(&mut before, sum);
                let shares = cumulated.iter().map(share).collect();
                (values.iter().map(|&v| with(input, v)).collect(), shares)
            }
            distribution => {
                let at = |k: usize| (k as f64 + 0.5) / QUANTILES as f64;
                let values = (0..QUANTILES).map(|k| with(input, distribution.quantile(at(k))));
                (values.collect(), vec![1.0 / QUANTILES as f64; QUANTILES])
            }
        },
        _ => {
            let streams = Streams::new(0);
            let mut draw = Draw::default();
            let mut one = |run| {
                draw.draw(scenario, &streams, run);
                let mut inputs = medians.to_vec();
                own.iter().for_each(|&i| inputs[i] = draw.inputs[i]);
                inputs
            };
            let kinds = (0..DRAWS).map(&mut one).collect();
            (kinds, vec![1.0 / DRAWS as f64; DRAWS as usize])
        }
    }
}

/// The manners that a party's strategies come to, with their shares.
fn manners(strategies: &[(Quantity, Strategy)], medians: &[f64]) -> (Vec<Manner>, Vec<f64>) {
    let shares = strategies.iter().map(|(s, _)| s.value(medians).max(0.0));
    let total: f64 = shares.clone().sum();
    let (mut found, mut weights) = (Vec::new(), Vec::new());
    for ((_, strategy), share) in strategies.iter().zip(shares) {
        let of_this = manners_of(strategy, medians);
        let each = if total > 0.0 { share / total } else { 1.0 } / of_this.len() as f64;
        weights.extend(of_this.iter().map(|_| each));
        found.extend(of_this);
    }
    (found, weights)
}

fn manners_of(strategy: &Strategy, medians: &[f64]) -> Vec<Manner> {
    let clock = |exponent: &Quantity, convention, start: &Quantity, least: &Quantity| Clock {
        exponent: exponent.value(medians),
        convention,
        start: start.value(medians),
        least: least.value(medians),
    };
    let asks = match &strategy.bidding {
        Bidding::TimeDependent {
            exponent,
            convention,
            start,
            least,
        } => Some(clock(exponent, *convention, start, least)),
        Bidding::TradeOff {
            exponent,
            start,
            least,
        } => Some(clock(exponent, Convention::Faratin, start, least)),
        _ => None,
    };
    let accepts = match (&strategy.acceptance, asks) {
        (Acceptance::Const { level }, _) => vec![Rule::Share(level.value(medians))],
        (Acceptance::Time { after }, _) => vec![Rule::After(after.value(medians))],
        (_, Some(clock)) => vec![Rule::Clock(clock)],
        (_, None) => GENERIC.map(Rule::Own).to_vec(),
    };
    let manner = |accepts| Manner { asks, accepts };
    accepts.into_iter().map(manner).collect()
}

/// The least value with at least half of the weight at or below it.
fn median(values: &[f64], weights: &[f64]) -> f64 {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut sum = 0.0;
    let reached = order.iter().find(|&&k| {
        sum += weights[k];
        sum >= 0.5 - 1e-12
    });
    reached.map_or(0.0, |&k| values[k])
}

/// A bound on the utility of any package; no more than 1.
fn best(space: &Space, worth: &Valuation) -> f64 {
    let issues = 0..space.issues();
    let most = |issue| {
        let values = &worth.values[space.offset(issue)..space.offset(issue + 1)];
        values.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    };
    let bonuses = worth.bonuses.iter().map(|b| b.max(0.0));
    (worth.base + issues.map(most).sum::<f64>() + bonuses.sum::<f64>()).min(1.0)
}
