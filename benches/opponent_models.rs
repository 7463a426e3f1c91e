//! How well opponent models come to know others: the rank correlation between estimated and true
//! utilities of all packages, after listening to time-dependent parties in random domains.
//!
//! After 100 rounds the parties have conceded everything, which misleads models that take offers for
//! wishes; deals come before. Prints a table; nothing is timed but what a heard offer costs. A model that learns nothing has a
//! correlation of 0, since it takes all packages to be equal.

#[path = "../tests/support/opponents.rs"]
mod opponents;

use opponents::{Domain, ROUNDS, spearman};
use std::time::Instant;
use zopa::model::OpponentModel;
use zopa::negotiate::Learner;

const DOMAINS: u64 = 200;

const MODELS: [(&str, OpponentModel); 3] = [
    ("hardheaded", OpponentModel::HardHeaded),
    ("smith", OpponentModel::Smith),
    ("bayesian", OpponentModel::Bayesian),
];

fn main() {
    println!("Spearman's rank correlation with the truth, mean of {DOMAINS} random domains");
    println!("(a model that learns nothing: 0)\n");
    println!(
        "model        opponent     after 10   after 50   after {ROUNDS}   microseconds per offer"
    );
    for (name, model) in MODELS {
        for (opponent, exponent) in [("boulware", 0.2), ("linear", 1.0), ("conceder", 2.0)] {
            let mut means = [0.0; 3];
            let mut seconds = 0.0;
            for seed in 0..DOMAINS {
                let domain = Domain::random(seed);
                let sizes = domain.sizes.iter().copied();
                let mut learner = Learner::new(model, sizes, ROUNDS).expect("it learns");
                let mut values = vec![0.0; domain.sizes.iter().sum()];
                for (turn, offer) in domain.offers(exponent).iter().enumerate() {
                    let start = Instant::now();
                    learner.hear(offer);
                    learner.write(&mut values);
                    seconds += start.elapsed().as_secs_f64();
                    let stop = [10, 50, 100].iter().position(|&n| n == turn + 1);
                    if let Some(stop) = stop {
                        let estimate = domain.sums(&values);
                        means[stop] += spearman(&estimate, &domain.truth) / DOMAINS as f64;
                    }
                }
            }
            let each = seconds / (DOMAINS as f64 * f64::from(ROUNDS)) * 1e6;
            let [a, b, c] = means;
            assert!(b > 0.2, "{name} learns nothing of a {opponent} party");
            println!("{name:<12} {opponent:<12} {a:>8.2}   {b:>8.2}   {c:>9.2}   {each:>22.2}");
        }
    }
}
