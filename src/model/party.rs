//! A party: what it cares about, what it said, what it falls back on, and how it bargains.

use super::{Input, Predicate, Quantity, Strategy};

/// Part a party plays in the talks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Negotiates for itself.
    Principal,
    /// Carries packages between the others, with interests of its own.
    Mediator,
}

/// How much each option of an issue is worth to a party, from 0 to 1 where the file keeps to the
/// customary scale.
#[derive(Debug, Clone)]
pub enum ValueFunction {
    /// A value per option.
    Table(Vec<Quantity>),
    /// Proportional to the place on the issue's scale: 0 at one end, 1 at the other.
    Linear {
        /// Whether the last option is best.
        rising: bool,
    },
    /// `max(0, 1 - |place - ideal| / tolerance)`.
    Peaked {
        /// Ideal place on the issue's scale.
        ideal: Quantity,
        /// Distance from the ideal at which the value reaches 0; above 0.
        tolerance: Quantity,
    },
    /// 1 on the good side of a threshold (itself included), `short` on the other.
    Threshold {
        /// Place on the issue's scale where the value jumps.
        at: Quantity,
        /// Whether higher places are the good side.
        rising: bool,
        /// Value on the bad side.
        short: Quantity,
    },
}

/// What a party wants of one issue: `weight x value(option)`.
#[derive(Debug, Clone)]
pub struct Interest {
    /// The issue.
    pub issue: usize,
    /// Importance relative to the party's other weights; 0 or more, or any number as given.
    pub weight: Quantity,
    /// Worth of each option.
    pub value: ValueFunction,
}

/// Something a party said it needs.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Identifier within the party.
    pub id: String,
    /// What was said, in short.
    pub said: String,
    /// Where it was said.
    pub source: String,
    /// Packages that satisfy the condition.
    pub require: Predicate,
    /// What satisfying it is worth, relative to the party's other weights; 0 or more, or any
    /// number as given.
    pub weight: Quantity,
    /// Probability that the condition is a red line, from 0 (a bluff) to 1.
    pub firmness: Quantity,
}

/// A party's utility of ending without a deal, and where the number is measured from.
#[derive(Debug, Clone)]
pub enum Reservation {
    /// On the party's own scale.
    Absolute(Quantity),
    /// Added to the utility of the status quo; only where there is one.
    OverStatusQuo(Quantity),
}

/// How a party's utilities are measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scale {
    /// From 0, its worst package, to 1, its best.
    Unit,
    /// The sum of weights times values as the file has them, over `divisor`: other programs'
    /// negotiations keep their own numbers, which may lie outside [0, 1].
    AsGiven {
        /// What the sum is divided by; above 0.
        divisor: f64,
    },
}

impl Scale {
    /// A utility that no package gives, such as a reservation value, as the party's scale has it:
    /// kept within [0, 1] and on the grid of utilities, or left as it is.
    ///
    /// ```
    /// use zopa::model::Scale;
    /// assert_eq!(Scale::Unit.place(1.5), 1.0);
    /// assert_eq!(Scale::AsGiven { divisor: 1.0 }.place(1.5), 1.5);
    /// ```
    pub fn place(self, utility: f64) -> f64 {
        match self {
            Self::Unit => crate::math::quantise(utility.clamp(0.0, 1.0)),
            Self::AsGiven { .. } => utility,
        }
    }

    /// Whether utilities are taken as the file gives them.
    pub const fn is_as_given(self) -> bool {
        matches!(self, Self::AsGiven { .. })
    }
}

/// Somebody who negotiates.
#[derive(Debug, Clone)]
pub struct Party {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// What the party is.
    pub about: String,
    /// Part it plays.
    pub role: Role,
    /// How its utilities are measured.
    pub scale: Scale,
    /// What it wants of the issues.
    pub interests: Vec<Interest>,
    /// What it said.
    pub conditions: Vec<Condition>,
    /// What no deal is worth to it.
    pub reservation: Reservation,
    /// Discount factor per round: what a deal one round later is worth now. Above 0, at most 1.
    pub patience: Quantity,
    /// What leaving is worth to it while nothing is agreed, if there is somewhere to go: a party that
    /// answers may take it. A utility on its own scale.
    pub outside_option: Option<Quantity>,
    /// What it is left with where the talks break down before anything is agreed, if that is not
    /// what no deal is worth. A utility on its own scale.
    pub breakdown_value: Option<Quantity>,
    /// How likely it is to be recognised where the proposer is drawn, relative to the others; 0 or
    /// more.
    pub recognition: f64,
    /// What each round that passes costs it in a war of attrition, in utility; 0 or more.
    pub delay_cost: Quantity,
    /// How it bargains: strategies with the share of replications each is played in. Shares are
    /// not negative and not all 0.
    pub strategies: Vec<(Quantity, Strategy)>,
}

impl Party {
    /// The least and the most that its utilities could be: from 0 to 1 on the unit scale; as given,
    /// the sum of what each interest and condition could be worth, taken apart.
    pub fn reach(&self, inputs: &[Input]) -> [f64; 2] {
        let Scale::AsGiven { divisor } = self.scale else {
            return [0.0, 1.0];
        };
        let mut reach = [0.0, 0.0];
        let mut add = |weight: [f64; 2], value: [f64; 2]| {
            let products = weight.iter().flat_map(|w| value.map(|v| w * v));
            let [low, high] = ends(products);
            reach[0] += low;
            reach[1] += high;
        };
        for interest in &self.interests {
            let value = match &interest.value {
                ValueFunction::Table(values) => ends(values.iter().flat_map(|v| v.reach(inputs))),
                _ => [0.0, 1.0],
            };
            add(interest.weight.reach(inputs), value);
        }
        for condition in &self.conditions {
            add(condition.weight.reach(inputs), [0.0, 1.0]);
        }
        reach.map(|end| end / divisor)
    }

    /// A weight for one draw of the inputs; never negative on the unit scale, whatever the inputs.
    pub fn weight(&self, weight: &Quantity, inputs: &[f64]) -> f64 {
        let weight = weight.value(inputs);
        match self.scale {
            Scale::Unit => weight.max(0.0),
            Scale::AsGiven { .. } => weight,
        }
    }
}

/// The least and the greatest of some numbers.
fn ends(numbers: impl Iterator<Item = f64>) -> [f64; 2] {
    numbers.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], x| {
        [low.min(x), high.max(x)]
    })
}
