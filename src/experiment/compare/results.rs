//! Two saved results side by side: run by run where both kept a row per run of the same seed, else as
//! samples that have nothing to do with each other.

use super::tally::day;
use super::{
    Change, Comparison, MeanDifference, OutcomeDifference, OutcomeShare, Seen, Side, Tally,
};
use crate::simulate::forecast::{Details, Forecast};
use crate::stats::paired::{Times, unpaired};
use crate::stats::{Estimate, Moments};

/// A row that a simulation kept.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedRow {
    /// Which replication.
    pub run: u64,
    /// Index of its outcome class in the forecast.
    pub outcome: usize,
    /// Round of the last deal; the last round of the talks where there was none.
    pub round: u32,
    /// Utility per party.
    pub utilities: Vec<f64>,
}

/// A saved result.
#[derive(Debug, Clone)]
pub struct Saved {
    /// Its summary.
    pub forecast: Forecast,
    /// Material of its charts.
    pub details: Details,
    /// A row per run, if it kept them: as many as the forecast has runs, in order.
    pub rows: Option<Vec<SavedRow>>,
}

impl Saved {
    /// What it is, for a comparison.
    pub fn side(&self) -> Side {
        let forecast = &self.forecast;
        let outcomes = forecast.outcomes.iter();
        let parties = forecast.parties.iter();
        Side {
            id: forecast.scenario.id.clone(),
            name: forecast.scenario.name.clone(),
            hash: forecast.scenario.hash.clone(),
            zopa: forecast.zopa.clone(),
            seed: forecast.seed,
            runs: forecast.runs,
            days_per_round: forecast.timing.days_per_round,
            outcomes: outcomes.map(|o| [o.id.clone(), o.name.clone()]).collect(),
            parties: parties.map(|p| [p.id.clone(), p.name.clone()]).collect(),
        }
    }

    fn is_deal(&self, outcome: usize) -> bool {
        self.forecast.outcomes[outcome].id != "no_deal"
    }

    fn seen<'r>(&self, row: &'r SavedRow) -> Seen<'r> {
        Seen {
            outcome: row.outcome,
            deal: self.is_deal(row.outcome).then_some(row.round),
            utilities: &row.utilities,
        }
    }

    /// Mean and spread of a party's utility: from the rows, else from the fifty quantiles of the chart
    /// of payoffs, whose spread is that of the whole but for what lies within a fiftieth.
    fn utility(&self, party: usize) -> Option<Moments> {
        let mut moments = Moments::default();
        if let Some(rows) = &self.rows {
            rows.iter()
                .for_each(|row| moments.add(row.utilities[party]));
            return Some(moments);
        }
        let of_party = &self.forecast.parties[party];
        let payoff = self
            .details
            .payoffs
            .iter()
            .find(|p| p.party == of_party.id)?;
        payoff.utility.iter().for_each(|&x| moments.add(x));
        let mean = of_party.utility.mean;
        Some(Moments::known(self.forecast.runs, mean, moments.variance()))
    }

    /// How many runs end with a deal in each round: counts of the timing.
    fn add_times(&self, times: &mut Times, b: bool) {
        let forecast = &self.forecast;
        let deals = (0..forecast.outcomes.len()).filter(|&k| self.is_deal(k));
        for outcome in deals {
            let mut before = 0;
            for at in &forecast.timing.by_round {
                let reached = (at.shares[outcome] * forecast.runs as f64).round() as u64;
                times.add_unpaired(b, at.round, reached.saturating_sub(before));
                before = before.max(reached);
            }
        }
    }
}

/// What differs between two saved results.
pub fn of_results(a: &Saved, b: &Saved, changes: Vec<Change>) -> Comparison {
    let (side_a, side_b) = (a.side(), b.side());
    if let (Some(rows_a), Some(rows_b)) = (&a.rows, &b.rows)
        && a.forecast.seed == b.forecast.seed
        && rows_a.len() == rows_b.len()
        && rows_a.iter().zip(rows_b).all(|(a, b)| a.run == b.run)
    {
        let mut tally = Tally::new(&side_a, &side_b);
        for (row_a, row_b) in rows_a.iter().zip(rows_b) {
            tally.add(a.seen(row_a), b.seen(row_b));
        }
        return tally.comparison(side_a, side_b, changes);
    }
    let mut times = Times::default();
    a.add_times(&mut times, false);
    b.add_times(&mut times, true);
    let days = times.estimate([side_a.days_per_round, side_b.days_per_round]);
    Comparison {
        paired: false,
        outcomes: outcomes(a, b),
        only_a: alone(a, b),
        only_b: alone(b, a),
        parties: parties(a, b),
        day: days.map(|(means, difference)| day(means, difference)),
        moves: Vec::new(),
        changes,
        trends: Vec::new(),
        a: side_a,
        b: side_b,
    }
}

fn outcomes(a: &Saved, b: &Saved) -> Vec<OutcomeDifference> {
    let matched = a.forecast.outcomes.iter().filter_map(|in_a| {
        let in_b = b.forecast.outcomes.iter().find(|o| o.id == in_a.id)?;
        let counts = [[in_a.count, a.forecast.runs], [in_b.count, b.forecast.runs]];
        Some(OutcomeDifference {
            id: in_a.id.clone(),
            name: in_a.name.clone(),
            a: Estimate::share(counts[0][0], counts[0][1]),
            b: Estimate::share(counts[1][0], counts[1][1]),
            difference: unpaired(counts[0], counts[1]),
            pairs: None,
            variance_ratio: None,
        })
    });
    matched.collect()
}

fn alone(own: &Saved, other: &Saved) -> Vec<OutcomeShare> {
    let known = |id: &str| other.forecast.outcomes.iter().any(|o| o.id == id);
    let alone = own.forecast.outcomes.iter().filter(|o| !known(&o.id));
    alone
        .map(|outcome| OutcomeShare {
            id: outcome.id.clone(),
            name: outcome.name.clone(),
            share: Estimate::share(outcome.count, own.forecast.runs),
        })
        .collect()
}

fn parties(a: &Saved, b: &Saved) -> Vec<MeanDifference> {
    let matched = a
        .forecast
        .parties
        .iter()
        .enumerate()
        .filter_map(|(k, party)| {
            let other = b.forecast.parties.iter().position(|p| p.id == party.id)?;
            let (in_a, in_b) = (a.utility(k)?, b.utility(other)?);
            Some(MeanDifference {
                id: party.id.clone(),
                name: party.name.clone(),
                a: in_a.mean(),
                b: in_b.mean(),
                difference: in_a.to_unpaired(&in_b)?,
            })
        });
    matched.collect()
}
