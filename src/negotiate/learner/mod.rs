//! Opponent models that learn from offers alone what each option is worth to somebody else.
//!
//! Each estimates `u(x) = sum over issues of w_i e_i(x_i)` with weights that add up to 1 and
//! evaluations up to 1, and knows nothing but the offers it hears. A survey with measurements:
//! Baarslag, Hendrikx, Hindriks & Jonker 2016, doi:10.1007/s10458-015-9309-1.

mod bayesian;
mod hardheaded;
mod smith;

pub use bayesian::Bayesian;
pub use hardheaded::HardHeaded;
pub use smith::Smith;

use crate::model::OpponentModel;

/// Where each issue's options begin in a list of all options, with the total at the end.
pub type Offsets = Vec<usize>;

/// A model that learns.
#[derive(Debug, Clone, PartialEq)]
pub enum Learner {
    /// Frequency model of HardHeaded.
    HardHeaded(HardHeaded),
    /// Frequency model of Agent Smith.
    Smith(Smith),
    /// Bayesian model over weights and evaluations.
    Bayesian(Bayesian),
}

impl Learner {
    /// A model that has heard nothing yet, of a party that bargains for up to `rounds` rounds over
    /// issues with these numbers of options; `None` where the kind learns nothing this way.
    ///
    /// ```
    /// use zopa::model::OpponentModel;
    /// use zopa::negotiate::Learner;
    /// let mut learner = Learner::new(OpponentModel::HardHeaded, [2, 2], 100).unwrap();
    /// learner.hear(&[0, 0]);
    /// learner.hear(&[0, 1]);
    /// let mut values = [0.0; 4];
    /// learner.write(&mut values);
    /// // It keeps asking for the first option of the first issue, which therefore weighs more.
    /// assert!(values[0] > values[1] && values[0] > values[2]);
    /// ```
    pub fn new(
        model: OpponentModel,
        options: impl IntoIterator<Item = usize>,
        rounds: u32,
    ) -> Option<Self> {
        let mut offsets = vec![0];
        for count in options {
            offsets.push(offsets[offsets.len() - 1] + count);
        }
        match model {
            OpponentModel::HardHeaded => Some(Self::HardHeaded(HardHeaded::new(offsets))),
            OpponentModel::Smith => Some(Self::Smith(Smith::new(offsets))),
            OpponentModel::Bayesian => Some(Self::Bayesian(Bayesian::new(offsets, rounds))),
            OpponentModel::None
            | OpponentModel::Frequency
            | OpponentModel::Public
            | OpponentModel::Types
            | OpponentModel::Perfect => None,
        }
    }

    /// Hears an offer: the option of each issue.
    pub fn hear(&mut self, package: &[u16]) {
        match self {
            Self::HardHeaded(model) => model.hear(package),
            Self::Smith(model) => model.hear(package),
            Self::Bayesian(model) => model.hear(package),
        }
    }

    /// Writes what each option is believed to add to the utility, issue by issue.
    pub fn write(&self, values: &mut [f64]) {
        match self {
            Self::HardHeaded(model) => model.write(values),
            Self::Smith(model) => model.write(values),
            Self::Bayesian(model) => model.write(values),
        }
    }
}
