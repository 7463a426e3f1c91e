//! The probability that a vote passes a motion, where each vote is a yes with a probability of its
//! own: the distribution of a sum of independent votes, one voter after the other.

use super::{Setting, Talks};
use crate::model::Legislature;

/// Probability, as a party believes, that enough of those present vote for its package: all vetoes
/// and the quota. A party without a picture of another takes it to be willing.
pub fn chance(
    legislature: &Legislature,
    setting: &Setting<'_>,
    talks: &Talks,
    party: usize,
    package: &[u16],
) -> f64 {
    if !talks.present.contains_all(legislature.vetoes) {
        return 0.0;
    }
    let beliefs = &talks.minds[party].beliefs;
    let yes = |voter: usize| match &beliefs[voter] {
        Some(belief) if voter != party => belief.acceptance(&setting.space, package),
        _ => 1.0,
    };
    let voters = legislature.voters();
    let votes = talks.present.iter().filter(|voter| voters.contains(*voter));
    let votes = votes.map(|voter| Vote {
        votes: legislature.votes[voter],
        yes: yes(voter),
        veto: legislature.vetoes.contains(voter),
    });
    passes(votes, legislature.quota)
}

/// A vote to come.
#[derive(Debug, Clone, Copy)]
struct Vote {
    votes: u32,
    /// Probability of a yes.
    yes: f64,
    /// Whether the motion falls without it.
    veto: bool,
}

/// Probability that the votes reach the quota and no veto is cast.
fn passes(votes: impl Iterator<Item = Vote>, quota: u32) -> f64 {
    let quota = quota as usize;
    // Per number of votes so far, at most the quota, its probability.
    let mut so_far = vec![0.0; quota + 1];
    so_far[0] = 1.0;
    for vote in votes {
        // From above, so that what has moved is not moved again.
        for n in (0..=quota).rev() {
            let here = so_far[n];
            if here == 0.0 {
                continue;
            }
            so_far[n] = if vote.veto {
                0.0
            } else {
                here * (1.0 - vote.yes)
            };
            so_far[(n + vote.votes as usize).min(quota)] += here * vote.yes;
        }
    }
    so_far[quota]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vote_is_counted_as_by_listing_all_ballots() {
        let votes = [
            (3, 0.2, false),
            (2, 0.7, true),
            (2, 0.5, false),
            (0, 0.9, true),
        ];
        let votes = votes.map(|(votes, yes, veto)| Vote { votes, yes, veto });
        for quota in 1..=7 {
            let mut expected = 0.0;
            for ballot in 0..1u32 << votes.len() {
                let says_yes = |voter: usize| ballot >> voter & 1 == 1;
                let (mut chance, mut sum, mut vetoed) = (1.0, 0, false);
                for (voter, vote) in votes.iter().enumerate() {
                    chance *= if says_yes(voter) {
                        vote.yes
                    } else {
                        1.0 - vote.yes
                    };
                    sum += if says_yes(voter) { vote.votes } else { 0 };
                    vetoed |= vote.veto && !says_yes(voter);
                }
                if sum >= quota && !vetoed {
                    expected += chance;
                }
            }
            let found = passes(votes.into_iter(), quota);
            assert!(
                (found - expected).abs() < 1e-12,
                "{quota}: {found} {expected}"
            );
        }
    }
}
