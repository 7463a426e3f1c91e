//! How a legislature decides: who is recognised, whose votes count, and how many are needed.

use super::{PartySet, Scenario};

/// Most packages whose equilibrium is worked out by looking at each.
pub const MOST_LISTED: u128 = 50_000;
/// Most of them times the parties.
const MOST_UTILITIES: u128 = 1_000_000;

/// What may happen to a motion before the vote (Baron & Ferejohn 1989, doi:10.2307/1961664).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Nothing: it is voted on at once.
    Closed,
    /// Another party is recognised, which seconds it or moves an amendment.
    Open,
}

/// Votes, quota, vetoes and recognition.
///
/// ```
/// use zopa::model::{Legislature, PartySet, Rule};
/// let council = Legislature {
///     votes: vec![1, 1, 1],
///     quota: 2,
///     vetoes: PartySet::of(0),
///     recognition: vec![1.0, 1.0, 1.0],
///     rule: Rule::Closed,
/// };
/// assert!(council.suffices([0, 2].into_iter().collect()));
/// assert!(!council.suffices([1, 2].into_iter().collect()));
/// assert!(council.carries([1, 2].into_iter().collect()));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Legislature {
    /// Votes per party.
    pub votes: Vec<u32>,
    /// Votes that a motion needs; at least 1, at most all votes together.
    pub quota: u32,
    /// Parties whose yes is always needed.
    pub vetoes: PartySet,
    /// How likely each party is to be recognised, relative to the others; not negative, not all 0.
    pub recognition: Vec<f64>,
    /// What may happen to a motion before the vote.
    pub rule: Rule,
}

impl Legislature {
    /// Votes of a set of parties.
    pub fn votes_of(&self, parties: PartySet) -> u32 {
        parties.iter().map(|party| self.votes[party]).sum()
    }

    /// Whether these parties together have the quota, vetoes aside.
    pub fn carries(&self, yes: PartySet) -> bool {
        self.votes_of(yes) >= self.quota
    }

    /// Whether the yes of these parties passes a motion.
    pub fn suffices(&self, yes: PartySet) -> bool {
        yes.contains_all(self.vetoes) && self.carries(yes)
    }

    /// Everybody with votes or a veto.
    pub fn voters(&self) -> PartySet {
        let votes = self.votes.iter().enumerate();
        let voters = votes.filter(|(_, votes)| **votes > 0);
        let voters: PartySet = voters.map(|(party, _)| party).collect();
        voters.union(self.vetoes)
    }

    /// The smallest sets that pass a motion: none of their members could be spared. `None` where
    /// there are more than `most`.
    pub fn minimal_coalitions(&self, most: usize) -> Option<Vec<PartySet>> {
        let voters: Vec<usize> = self.voters().without(self.vetoes).iter().collect();
        let mut found = Vec::new();
        let all: u32 = voters.iter().map(|&party| self.votes[party]).sum();
        self.extend(self.vetoes, &voters, all, most, &mut found);
        (found.len() <= most).then_some(found)
    }

    /// Adds the minimal coalitions that have `chosen` and nobody else but some of `left`, who have
    /// `left_votes` together; stops beyond `most`.
    fn extend(
        &self,
        chosen: PartySet,
        left: &[usize],
        left_votes: u32,
        most: usize,
        found: &mut Vec<PartySet>,
    ) {
        if found.len() > most || self.votes_of(chosen) + left_votes < self.quota {
            return;
        }
        if self.carries(chosen) {
            let spare = |party: usize| self.carries(chosen.without(PartySet::of(party)));
            if !chosen.without(self.vetoes).iter().any(spare) {
                found.push(chosen);
            }
            return;
        }
        let [first, rest @ ..] = left else {
            return;
        };
        let rest_votes = left_votes - self.votes[*first];
        let with = chosen.union(PartySet::of(*first));
        self.extend(with, rest, rest_votes, most, found);
        self.extend(chosen, rest, rest_votes, most, found);
    }

    /// One minimal coalition per party: the vetoes and the parties that follow it in the order of
    /// the file, round and round, until they suffice. For legislatures with too many coalitions to
    /// look at all.
    pub fn coalitions_in_order(&self) -> Vec<PartySet> {
        let voters: Vec<usize> = self.voters().iter().collect();
        let mut found = Vec::new();
        for start in 0..voters.len() {
            let in_order = voters[start..].iter().chain(&voters[..start]).copied();
            let mut coalition = self.vetoes;
            for party in in_order.clone() {
                if self.suffices(coalition) {
                    break;
                }
                coalition = coalition.union(PartySet::of(party));
            }
            for party in in_order {
                let without = coalition.without(PartySet::of(party));
                if self.suffices(without) {
                    coalition = without;
                }
            }
            if !found.contains(&coalition) {
                found.push(coalition);
            }
        }
        found
    }
}

impl Scenario {
    /// Whether its packages are few enough for an equilibrium of votes that looks at each.
    pub fn are_few_packages(&self) -> bool {
        let packages = self.packages();
        let utilities = packages.saturating_mul(self.parties.len() as u128);
        packages <= MOST_LISTED && utilities <= MOST_UTILITIES
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(votes: &[u32], quota: u32, vetoes: &[usize]) -> Legislature {
        Legislature {
            votes: votes.to_vec(),
            quota,
            vetoes: vetoes.iter().copied().collect(),
            recognition: vec![1.0; votes.len()],
            rule: Rule::Closed,
        }
    }

    /// Every set of parties, by brute force.
    fn minimal(house: &Legislature) -> Vec<PartySet> {
        let sets = (0u32..1 << house.votes.len()).map(|bits| {
            let members = (0..house.votes.len()).filter(|party| bits >> party & 1 == 1);
            members.collect::<PartySet>()
        });
        let mut found: Vec<PartySet> = sets
            .filter(|set| {
                let spare = |party| house.suffices(set.without(PartySet::of(party)));
                house.suffices(*set) && !set.iter().any(spare)
            })
            .collect();
        found.sort();
        found
    }

    #[test]
    fn minimal_coalitions_are_those_of_brute_force() {
        for (votes, quota, vetoes) in [
            (&[1, 1, 1][..], 2, &[][..]),
            (&[1, 1, 1], 2, &[0]),
            (&[4, 3, 2, 1, 0], 6, &[]),
            (&[4, 3, 2, 1, 0], 6, &[4]),
            (&[1, 1, 1, 1, 1, 1, 1], 4, &[2, 5]),
            (&[50, 26, 24], 51, &[]),
        ] {
            let house = house(votes, quota, vetoes);
            let mut found = house.minimal_coalitions(1000).expect("few");
            found.sort();
            assert_eq!(found, minimal(&house), "{votes:?} {quota} {vetoes:?}");
            for coalition in house.coalitions_in_order() {
                assert!(found.contains(&coalition), "{coalition:?} of {votes:?}");
            }
        }
        let large = house(&[1; 101], 51, &[]);
        assert_eq!(large.minimal_coalitions(64), None);
        assert_eq!(large.coalitions_in_order().len(), 101);
    }
}
