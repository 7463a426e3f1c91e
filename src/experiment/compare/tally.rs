//! Counts over pairs of runs. Their size does not grow with the number of pairs.

use super::{Change, Comparison, MeanDifference, Move, OutcomeDifference, OutcomeShare, Side};
use crate::stats::paired::{Pairs, Times};
use crate::stats::{Estimate, Moments, whole};

/// Most moves from class to class that are told.
const MOVES: usize = 10;

/// How a run ended, as far as comparing goes.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'r> {
    /// Index of its outcome class.
    pub outcome: usize,
    /// Round of the last deal, if there was one.
    pub deal: Option<u32>,
    /// Utility per party.
    pub utilities: &'r [f64],
}

/// Counts over pairs of runs.
#[derive(Debug, Clone)]
pub struct Tally {
    pairs: u64,
    /// Number of classes of B.
    columns: usize,
    /// Pairs by class in A and in B, row-major.
    joint: Vec<u64>,
    /// The parties that both have: index in A and in B.
    parties: Vec<[usize; 2]>,
    /// Per party, its utility in A and in B, and the difference.
    utilities: Vec<[Moments; 3]>,
    times: Times,
}

impl Tally {
    /// Nothing counted yet.
    pub fn new(a: &Side, b: &Side) -> Self {
        let parties = a.parties.iter().enumerate().filter_map(|(in_a, [id, _])| {
            let in_b = b.parties.iter().position(|[other, _]| other == id)?;
            Some([in_a, in_b])
        });
        let parties: Vec<[usize; 2]> = parties.collect();
        Self {
            pairs: 0,
            columns: b.outcomes.len(),
            joint: vec![0; a.outcomes.len() * b.outcomes.len()],
            utilities: vec![Default::default(); parties.len()],
            parties,
            times: Times::default(),
        }
    }

    /// Counts a pair of runs.
    pub fn add(&mut self, a: Seen<'_>, b: Seen<'_>) {
        self.pairs += 1;
        self.joint[a.outcome * self.columns + b.outcome] += 1;
        for (moments, [in_a, in_b]) in self.utilities.iter_mut().zip(&self.parties) {
            let (a, b) = (a.utilities[*in_a], b.utilities[*in_b]);
            moments[0].add(a);
            moments[1].add(b);
            moments[2].add(b - a);
        }
        self.times.add(a.deal, b.deal);
    }

    /// Adds the pairs of another tally, which are later ones.
    pub fn merge(&mut self, later: &Self) {
        self.pairs += later.pairs;
        add(&mut self.joint, &later.joint);
        let utilities = self.utilities.iter_mut().flatten();
        for (moments, other) in utilities.zip(later.utilities.iter().flatten()) {
            moments.merge(other);
        }
        self.times.merge(&later.times);
    }

    /// The counts as numbers, for [`Tally::read`]. Whole ones are exact: a block has too few pairs for sums of
    /// rounds beyond 2^53.
    pub fn numbers(&self) -> Vec<f64> {
        let joint = self.joint.iter().map(|&count| count as f64);
        let moments = self.utilities.iter().flatten();
        let moments = moments.flat_map(Moments::numbers);
        joint.chain(moments).chain(self.times.numbers()).collect()
    }

    /// The counts that gave these numbers, of the same two as this one; `None` where they are none.
    pub fn read(&self, numbers: &[f64]) -> Option<Self> {
        let (joint, rest) = numbers.split_at_checked(self.joint.len())?;
        let (moments, times) = rest.split_at_checked(6 * self.utilities.len())?;
        let times = Times::of_numbers(times.try_into().ok()?)?;
        let joint: Option<Vec<u64>> = joint.iter().map(|&count| whole(count)).collect();
        let joint = joint?;
        // What was taken down before may have been changed since: no sum may go beyond all bounds.
        let pairs = joint.iter().try_fold(0_u64, |sum, &n| sum.checked_add(n))?;
        let read = |k: usize| Moments::of_numbers(pairs, [moments[k], moments[k + 1]]);
        let utilities = (0..self.utilities.len()).map(|k| [0, 2, 4].map(|of| read(6 * k + of)));
        Some(Self {
            pairs,
            joint,
            utilities: utilities.collect(),
            times,
            ..self.clone()
        })
    }

    /// Number of pairs.
    pub const fn pairs(&self) -> u64 {
        self.pairs
    }

    /// What was found.
    pub fn comparison(&self, a: Side, b: Side, changes: Vec<Change>) -> Comparison {
        let (outcomes, only_a) = self.outcomes(&a, &b);
        let unmatched = b.outcomes.iter().enumerate();
        let only_b = unmatched
            .filter(|(_, [id, _])| class(&a, id).is_none())
            .map(|(k, [id, name])| OutcomeShare {
                id: id.clone(),
                name: name.clone(),
                share: Estimate::share(self.column(k), self.pairs),
            });
        Comparison {
            paired: true,
            outcomes,
            only_a,
            only_b: only_b.collect(),
            parties: self.means(&a),
            day: self.day(&a, &b),
            moves: self.moves(&a, &b),
            changes,
            trends: Vec::new(),
            a,
            b,
        }
    }

    fn row(&self, k: usize) -> u64 {
        self.joint[k * self.columns..][..self.columns].iter().sum()
    }

    fn column(&self, k: usize) -> u64 {
        self.joint.iter().skip(k).step_by(self.columns).sum()
    }

    fn outcomes(&self, a: &Side, b: &Side) -> (Vec<OutcomeDifference>, Vec<OutcomeShare>) {
        let (mut shared, mut only_a) = (Vec::new(), Vec::new());
        for (k, [id, name]) in a.outcomes.iter().enumerate() {
            let in_a = self.row(k);
            let share = Estimate::share(in_a, self.pairs);
            let (id, name) = (id.clone(), name.clone());
            let Some(other) = class(b, &id) else {
                only_a.push(OutcomeShare { id, name, share });
                continue;
            };
            let both = self.joint[k * self.columns + other];
            let in_b = self.column(other);
            let pairs = Pairs {
                both,
                only_a: in_a - both,
                only_b: in_b - both,
                neither: self.pairs + both - in_a - in_b,
            };
            shared.push(OutcomeDifference {
                id,
                name,
                a: share,
                b: Estimate::share(in_b, self.pairs),
                difference: pairs.difference(),
                pairs: Some(pairs),
                variance_ratio: pairs.variance_ratio(),
            });
        }
        (shared, only_a)
    }

    fn means(&self, a: &Side) -> Vec<MeanDifference> {
        let all = self.parties.iter().zip(&self.utilities);
        all.filter_map(|([party, _], [in_a, in_b, difference])| {
            let [id, name] = a.parties[*party].clone();
            Some(MeanDifference {
                id,
                name,
                a: in_a.mean(),
                b: in_b.mean(),
                difference: difference.estimate()?,
            })
        })
        .collect()
    }

    fn day(&self, a: &Side, b: &Side) -> Option<MeanDifference> {
        let days = [a.days_per_round, b.days_per_round];
        let (means, difference) = self.times.estimate(days)?;
        Some(day(means, difference))
    }

    fn moves(&self, a: &Side, b: &Side) -> Vec<Move> {
        let mut moves: Vec<Move> = Vec::new();
        for (place, &runs) in self.joint.iter().enumerate() {
            let [from, from_name] = &a.outcomes[place / self.columns];
            let [to, to_name] = &b.outcomes[place % self.columns];
            if runs > 0 && from != to {
                moves.push(Move {
                    from: from_name.clone(),
                    to: to_name.clone(),
                    runs,
                });
            }
        }
        // Stable: among equals the order of the files.
        moves.sort_by_key(|m| std::cmp::Reverse(m.runs));
        moves.truncate(MOVES);
        moves
    }
}

/// The day of agreement as a mean of A and of B.
pub(super) fn day([a, b]: [f64; 2], difference: Estimate) -> MeanDifference {
    MeanDifference {
        id: "day".to_owned(),
        name: "Day of the last deal".to_owned(),
        a,
        b,
        difference,
    }
}

fn class(side: &Side, id: &str) -> Option<usize> {
    side.outcomes.iter().position(|[other, _]| other == id)
}

fn add(sums: &mut [u64], more: &[u64]) {
    sums.iter_mut().zip(more).for_each(|(sum, x)| *sum += x);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(outcomes: usize) -> Side {
        let named = |k: usize| [format!("id{k}"), format!("Name {k}")];
        Side {
            id: "talks".to_owned(),
            name: "Talks".to_owned(),
            hash: String::new(),
            zopa: String::new(),
            seed: 1,
            runs: 40,
            days_per_round: 7.0,
            outcomes: (0..outcomes).map(named).collect(),
            parties: (0..2).map(named).collect(),
        }
    }

    #[test]
    fn counts_come_back_from_their_numbers() {
        let (a, b) = (side(3), side(2));
        let empty = Tally::new(&a, &b);
        let mut tally = empty.clone();
        for k in 0..40_u32 {
            let utilities = [f64::from(k % 7) / 7.0, 0.1 * f64::from(k)];
            let seen = |outcomes: u32, round: u32| Seen {
                outcome: (k % outcomes) as usize,
                deal: (k % outcomes > 0).then_some(round),
                utilities: &utilities,
            };
            tally.add(seen(3, k), seen(2, 100_000 - k));
        }
        let numbers = tally.numbers();
        let read = empty.read(&numbers).expect("the same numbers");
        assert_eq!(read.pairs(), 40);
        assert_eq!(read.numbers(), numbers);
        let found = |tally: &Tally| tally.comparison(a.clone(), b.clone(), Vec::new());
        assert_eq!(found(&read), found(&tally));
        assert!(empty.read(&numbers[1..]).is_none());
        for wrong in [-1.0, 0.5, 1e300] {
            let mut numbers = numbers.clone();
            numbers[0] = wrong;
            assert!(empty.read(&numbers).is_none(), "{wrong}");
        }
    }
}
