//! What replications of one point add up to: counts of outcome classes, and means.

use crate::model::Scenario;
use crate::simulate::Row;
use crate::stats::{Moments, largest};
use serde::{Deserialize, Serialize};

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
        self.round.merge(&later.round);
        let means = self.utilities.iter_mut().zip(&later.utilities);
        means.for_each(|(mean, part)| mean.merge(part));
    }

    /// Share of an outcome class with its 95% Wilson interval.
    pub fn share(&self, class: usize) -> [f64; 3] {
        let count = self.outcomes[class];
        let (low, high) = crate::stats::wilson(count, self.runs);
        [count as f64 / self.runs.max(1) as f64, low, high]
    }

    /// The commonest outcome class; among equals, the first.
    pub fn headline(&self) -> usize {
        largest(&self.outcomes)
    }
}
