//! What replications of one point add up to: counts of outcome classes, and sums for means.

use crate::model::Scenario;
use crate::simulate::Row;
use serde::{Deserialize, Serialize};

/// A sum and a sum of squares, for a mean with its error.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Moments {
    /// Sum of the values.
    pub sum: f64,
    /// Sum of their squares.
    pub squares: f64,
}

impl Moments {
    /// Adds a value.
    pub fn add(&mut self, value: f64) {
        self.sum += value;
        self.squares += value * value;
    }

    /// Mean and its standard error over `n` values; `None` without any.
    ///
    /// ```
    /// use zopa::experiment::study::Moments;
    /// let mut moments = Moments::default();
    /// [1.0, 2.0, 3.0].map(|value| moments.add(value));
    /// let (mean, error) = moments.mean(3).unwrap();
    /// assert_eq!(mean, 2.0);
    /// assert!((error - (1.0f64 / 3.0).sqrt()).abs() < 1e-12);
    /// ```
    pub fn mean(&self, n: u64) -> Option<(f64, f64)> {
        let count = n as f64;
        let mean = (n > 0).then(|| self.sum / count)?;
        let spread = (self.squares - self.sum * mean).max(0.0);
        let variance = if n > 1 { spread / (count - 1.0) } else { 0.0 };
        Some((mean, (variance / count).sqrt()))
    }
}

/// What replications of one point add up to.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Replications.
    pub runs: u64,
    /// Replications per outcome class.
    pub outcomes: Vec<u64>,
    /// Utility per party.
    pub utilities: Vec<Moments>,
    /// Replications with a deal.
    pub deals: u64,
    /// Round of the last deal, over the replications with one.
    pub round: Moments,
}

impl Counts {
    /// Nothing yet.
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            outcomes: vec![0; scenario.outcomes.len()],
            utilities: vec![Moments::default(); scenario.parties.len()],
            ..Self::default()
        }
    }

    /// Counts a replication; `no_deal` is the class of those without a deal.
    pub fn add(&mut self, row: &Row, no_deal: usize) {
        self.runs += 1;
        self.outcomes[row.outcome] += 1;
        for (moments, &utility) in self.utilities.iter_mut().zip(&row.utilities) {
            moments.add(utility);
        }
        if row.outcome != no_deal {
            self.deals += 1;
            self.round.add(f64::from(row.round));
        }
    }

    /// Adds what later replications of the same point add up to.
    pub fn merge(&mut self, later: &Self) {
        self.runs += later.runs;
        self.deals += later.deals;
        self.outcomes.resize(later.outcomes.len(), 0);
        let counts = self.outcomes.iter_mut().zip(&later.outcomes);
        counts.for_each(|(sum, count)| *sum += count);
        self.utilities
            .resize(later.utilities.len(), Moments::default());
        let add = |sum: &mut Moments, part: &Moments| {
            sum.sum += part.sum;
            sum.squares += part.squares;
        };
        add(&mut self.round, &later.round);
        let sums = self.utilities.iter_mut().zip(&later.utilities);
        sums.for_each(|(sum, part)| add(sum, part));
    }

    /// Share of an outcome class with its 95% Wilson interval.
    pub fn share(&self, class: usize) -> [f64; 3] {
        let count = self.outcomes[class];
        let (low, high) = crate::stats::wilson(count, self.runs);
        [count as f64 / self.runs.max(1) as f64, low, high]
    }

    /// The commonest outcome class; among equals, the first.
    pub fn headline(&self) -> usize {
        let best = |best: usize, class| {
            if self.outcomes[class] > self.outcomes[best] {
                class
            } else {
                best
            }
        };
        (0..self.outcomes.len()).fold(0, best)
    }
}
