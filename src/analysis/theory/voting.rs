//! Voting power in a weighted vote: how often a voter decides.
//!
//! A coalition wins with a total weight of the quota or more; a voter *swings* one that wins with it and
//! loses without.
//! - Shapley-Shubik: the share of orders of arrival in which the voter swings (Shapley & Shubik 1954,
//!   doi:10.2307/1951053);
//! - Banzhaf: swings over the `2^(n - 1)` coalitions of the others, or over all swings (Banzhaf 1965;
//!   Felsenthal & Machover 1998, *The Measurement of Voting Power*).
//!
//! Losing coalitions are counted by size and weight, not gone through (generating functions, Mann &
//! Shapley 1962, RAND RM-3158).

/// The power of each voter.
#[derive(Debug, Clone, PartialEq)]
pub struct VotingPower {
    /// Shapley-Shubik index; they sum to 1 where a coalition can win.
    pub shapley_shubik: Vec<f64>,
    /// Number of coalitions of the others that the voter swings.
    pub swings: Vec<u128>,
    /// Swings as a share of the coalitions of the others.
    pub banzhaf_absolute: Vec<f64>,
    /// Swings as a share of everybody's swings.
    pub banzhaf_normalised: Vec<f64>,
    /// Whether nothing passes without the voter.
    pub veto: Vec<bool>,
    /// Whether the voter never matters.
    pub dummy: Vec<bool>,
    /// Number of coalitions that win.
    pub winning_coalitions: u128,
}

/// Most voters: beyond, coalitions cannot be counted in 128 bits.
const MOST_VOTERS: usize = 120;
/// Most counters, voters times quota.
const MOST_COUNTERS: u64 = 50_000_000;

/// The power of voters with these weights; `None` with no or more than 120 voters, a quota of 0, or
/// where voters times quota exceed 50 million.
///
/// ```
/// use zopa::analysis::theory::voting_power;
/// let found = voting_power(&[4, 3, 2, 1], 6).expect("few voters");
/// assert_eq!(found.swings, [5, 3, 3, 1]);
/// ```
pub fn voting_power(weights: &[u64], quota: u64) -> Option<VotingPower> {
    let n = weights.len();
    let counters = quota.checked_mul(n as u64 + 1)?;
    if n == 0 || n > MOST_VOTERS || quota == 0 || counters > MOST_COUNTERS {
        return None;
    }
    let quota = usize::try_from(quota).ok()?;
    let losing = Losing::of(weights, quota);
    let total: u128 = losing.counts.iter().sum();
    let by_size: Vec<Vec<u128>> = weights.iter().map(|&w| losing.swings(w)).collect();
    let swings: Vec<u128> = by_size.iter().map(|sizes| sizes.iter().sum()).collect();
    let all: u128 = swings.iter().sum();
    let sum: u128 = weights.iter().map(|&w| u128::from(w)).sum();
    let can_win = sum >= quota as u128;
    let others = (1u128 << (n - 1)) as f64;
    Some(VotingPower {
        shapley_shubik: by_size.iter().map(|sizes| index(sizes, n)).collect(),
        banzhaf_absolute: swings.iter().map(|&s| s as f64 / others).collect(),
        banzhaf_normalised: swings
            .iter()
            .map(|&s| s as f64 / all.max(1) as f64)
            .collect(),
        veto: weights
            .iter()
            .map(|&w| can_win && sum - u128::from(w) < quota as u128)
            .collect(),
        dummy: swings.iter().map(|&s| s == 0).collect(),
        swings,
        winning_coalitions: (1u128 << n) - total,
    })
}

/// Sum over sizes of swings over `n (n - 1 choose size)`.
fn index(swings: &[u128], n: usize) -> f64 {
    let mut share = 1.0 / n as f64;
    let mut sum = 0.0;
    for (size, &count) in swings.iter().enumerate().take(n) {
        if size > 0 {
            share *= size as f64 / (n - size) as f64;
        }
        sum += share * count as f64;
    }
    sum
}

/// Coalitions that lose, by size and weight.
struct Losing {
    quota: usize,
    /// Rows of one count per weight below the quota, one row per size.
    counts: Vec<u128>,
}

impl Losing {
    fn of(weights: &[u64], quota: usize) -> Self {
        let sizes = weights.len() + 1;
        let mut counts = vec![0u128; sizes * quota];
        counts[0] = 1;
        for (done, &weight) in weights.iter().enumerate() {
            let Ok(weight) = usize::try_from(weight) else {
                continue;
            };
            for size in (0..=done).rev() {
                for sum in (weight..quota).rev() {
                    counts[(size + 1) * quota + sum] += counts[size * quota + sum - weight];
                }
            }
        }
        Self { quota, counts }
    }

    /// Per size, the coalitions without a voter of this weight that win with it.
    fn swings(&self, weight: u64) -> Vec<u128> {
        let weight = usize::try_from(weight).unwrap_or(usize::MAX);
        let sizes = self.counts.len() / self.quota;
        let mut without = self.counts.clone();
        // Coalitions with the voter are those without it, one member and its weight more.
        for size in 1..sizes {
            for sum in weight..self.quota {
                without[size * self.quota + sum] -= without[(size - 1) * self.quota + sum - weight];
            }
        }
        let least = self.quota.saturating_sub(weight);
        let rows = without.chunks_exact(self.quota);
        rows.map(|row| row[least..].iter().sum()).collect()
    }
}
