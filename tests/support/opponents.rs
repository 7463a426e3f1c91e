//! Random domains and what time-dependent parties offer in them: what opponent models are tried on.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use zopa::game::search::{Numbering, Table};

/// Rounds that an opponent is listened to.
pub const ROUNDS: u32 = 100;

/// A domain with a party whose preferences are to be learnt.
pub struct Domain {
    pub sizes: Vec<usize>,
    pub numbering: Numbering,
    /// True utilities of all packages.
    pub truth: Vec<f64>,
}

impl Domain {
    /// Three to six issues of three to six options, with random weights and evaluations; every
    /// issue's evaluations reach from 0 to 1.
    pub fn random(seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let issues = rng.random_range(3..=6);
        let sizes: Vec<usize> = (0..issues).map(|_| rng.random_range(3..=6)).collect();
        let weights: Vec<f64> = (0..issues).map(|_| rng.random_range(0.05..1.0)).collect();
        let total: f64 = weights.iter().sum();
        let mut truth = vec![0.0];
        for (&size, weight) in sizes.iter().zip(&weights) {
            let raw: Vec<f64> = (0..size).map(|_| rng.random_range(0.0..1.0)).collect();
            let low = raw.iter().copied().fold(f64::INFINITY, f64::min);
            let high = raw.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let worth = |x: f64| weight / total * (x - low) / (high - low);
            truth = truth
                .iter()
                .flat_map(|sum| raw.iter().map(move |&x| sum + worth(x)))
                .collect();
        }
        let numbering = Numbering::new(sizes.iter().copied()).expect("a small domain");
        Self {
            sizes,
            numbering,
            truth,
        }
    }

    /// What a party that concedes as `t^(1/e)` offers, round by round.
    pub fn offers(&self, exponent: f64) -> Vec<Vec<u16>> {
        let table = Table::new(self.truth.clone());
        let best = table.highest().expect("packages");
        let offer = |round: u32| {
            let t = f64::from(round) / f64::from(ROUNDS);
            let target = 1.0 - zopa::math::pow(t, 1.0 / exponent);
            let number = table
                .nearest_above(target.min(best), 0.0, 0.0)
                .expect("the best is reached");
            let mut package = Vec::new();
            self.numbering.write(number, &mut package);
            package
        };
        (0..ROUNDS).map(offer).collect()
    }

    /// Utilities of all packages from what each option adds.
    pub fn sums(&self, values: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0];
        let mut from = 0;
        for &size in &self.sizes {
            let part = &values[from..from + size];
            sums = sums
                .iter()
                .flat_map(|sum| part.iter().map(move |x| sum + x))
                .collect();
            from += size;
        }
        sums
    }
}

/// Spearman's rank correlation, equal values sharing their mean rank; 0 where one side is constant.
pub fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let n = a.len() as f64;
    let mean = (n - 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum()
    };
    let scale = (product(&a, &a) * product(&b, &b)).sqrt();
    if scale > 0.0 {
        product(&a, &b) / scale
    } else {
        0.0
    }
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let value = values[order[start]];
        // Sums that differ in their last bits only are equal.
        let equal = order[start..]
            .iter()
            .take_while(|&&i| values[i] - value < 1e-12);
        let end = start + equal.count();
        let rank = (start + end - 1) as f64 / 2.0;
        order[start..end].iter().for_each(|&i| ranks[i] = rank);
        start = end;
    }
    ranks
}
