//! Numbers of a scenario: fixed, uncertain, or fed by a named input.

use super::Distribution;

/// Something uncertain that each replication draws once.
#[derive(Debug, Clone)]
pub struct Input {
    /// Where it stands in the file: `input.cards`, `party.russia.condition.no_nato.firmness`.
    pub path: String,
    /// Name for people.
    pub name: String,
    /// Unit, or empty.
    pub unit: String,
    /// How it is spread.
    pub distribution: Distribution,
    /// Which of a replication's uniform numbers places it: its position among the inputs of the file
    /// before overrides, so that changing one input leaves the draws of all others where they were.
    pub slot: u32,
}

impl Input {
    /// Whether it is declared under a name, so that several numbers can use it.
    pub fn is_named(&self) -> bool {
        self.path.starts_with("input.")
    }
}

/// A number of the scenario: `offset + scale x input`, kept within its range.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Constant part; the whole number where no input feeds it.
    pub offset: f64,
    /// The inputs that feed it, each with its factor.
    pub feeds: Vec<(usize, f64)>,
    /// Smallest value it may take.
    pub low: f64,
    /// Largest value it may take.
    pub high: f64,
}

impl Quantity {
    /// A number that is the same in every replication.
    pub fn constant(value: f64) -> Self {
        Self {
            offset: value,
            feeds: Vec::new(),
            low: f64::NEG_INFINITY,
            high: f64::INFINITY,
        }
    }

    /// The value for one draw of all inputs.
    ///
    /// ```
    /// use zopa::model::Quantity;
    /// let mut firmness = Quantity::constant(0.5);
    /// firmness.feeds = vec![(0, 0.4)];
    /// firmness.high = 1.0;
    /// assert_eq!(firmness.value(&[1.0]), 0.9);
    /// assert_eq!(firmness.value(&[2.0]), 1.0);
    /// ```
    pub fn value(&self, inputs: &[f64]) -> f64 {
        if self.feeds.is_empty() {
            return self.offset;
        }
        let sum = self.feeds.iter().fold(self.offset, |sum, &(input, scale)| {
            sum + scale * inputs[input]
        });
        sum.clamp(self.low, self.high)
    }

    /// The least and the most it can be, but for the last millionth of a distribution without ends.
    pub fn reach(&self, inputs: &[Input]) -> [f64; 2] {
        let mut reach = [self.offset; 2];
        for &(input, scale) in &self.feeds {
            let distribution = &inputs[input].distribution;
            let (low, high) = distribution.support();
            let low = if low.is_finite() {
                low
            } else {
                distribution.quantile(1e-6)
            };
            let high = if high.is_finite() {
                high
            } else {
                distribution.quantile(1.0 - 1e-6)
            };
            reach[0] += (scale * low).min(scale * high);
            reach[1] += (scale * low).max(scale * high);
        }
        reach.map(|end| end.clamp(self.low, self.high))
    }

    /// Whether it is the same in every replication.
    pub fn is_constant(&self) -> bool {
        self.feeds.is_empty()
    }
}
