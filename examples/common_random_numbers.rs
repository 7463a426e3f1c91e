//! By how much do common random numbers narrow a difference? Small changes of one input of the first
//! scenario, each played run by run against the scenario as it stands: the variance of the difference
//! between two shares if the runs were drawn apart, over that with the runs paired.
//!
//! The ratio is told twice: estimated from the pairs, and measured without any formula, by the variance over
//! batches of runs, paired (batch k against batch k) and apart (batch k against batch k + 1).
//!
//! `cargo run --release --example common_random_numbers`

use zopa::negotiate::Setting;
use zopa::scenario::{Override, load};
use zopa::simulate::Plays;
use zopa::stats::Moments;
use zopa::stats::paired::Pairs;

const RUNS: u64 = 6000;
const BATCH: usize = 50;
const SCENARIO: &str = "scenarios/us-russia-2025-03-18.toml";

/// Small changes: the input's distribution, moved by a tenth of its width or less.
const CHANGES: [[&str; 2]; 6] = [
    ["input.grid_pain", "{ uniform = [0.95, 1.85] }"],
    ["input.haste", "{ pert = [0.22, 0.67, 1] }"],
    [
        "input.aid_dependence",
        "{ triangular = [0.25, 0.55, 0.95] }",
    ],
    [
        "party.russia.condition.end_of_aid.firmness",
        "{ uniform = [0.25, 0.85] }",
    ],
    [
        "party.russia.condition.settlement_first.firmness",
        "{ uniform = [0.43, 0.93] }",
    ],
    ["time.breakdown", "{ uniform = [0.003, 0.021] }"],
];

fn main() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(SCENARIO);
    let hits = |changes: &[Override]| -> Vec<bool> {
        let scenario = load(&path, changes)
            .expect("the scenario is right")
            .scenario;
        let setting = Setting::new(&scenario);
        let mut plays = Plays::new(&setting, 1);
        let no_deal = scenario.no_deal_class();
        (0..RUNS)
            .map(|run| plays.row(run).outcome == no_deal)
            .collect()
    };
    let base = hits(&[]);
    println!("share of no deal, {RUNS} runs of each, seed 1, batches of {BATCH}\n");
    println!("difference  interval               from pairs  over batches  changed");
    let mut least = f64::INFINITY;
    for [path, value] in CHANGES {
        let changed = hits(&[Override {
            path: path.to_owned(),
            value: value.to_owned(),
            flag: "--set",
        }]);
        let mut pairs = Pairs::default();
        for (a, b) in base.iter().zip(&changed) {
            pairs.add(*a, *b);
        }
        let found = pairs.difference();
        let ratio = pairs.variance_ratio();
        println!(
            "{:+8.2}    {:+6.2} to {:+6.2} in 100 {:9}   {:9.1}     {path} = {value}",
            100.0 * found.value,
            100.0 * found.low,
            100.0 * found.high,
            ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.1}")),
            over_batches(&base, &changed),
        );
        least = least.min(ratio.unwrap_or(f64::INFINITY));
    }
    println!("\nvariance divided by at least {least:.1}");
    assert!(least >= 5.0, "common random numbers should divide it by 5");
}

/// Variance of the difference between batches drawn apart, over that between batches of the same runs.
fn over_batches(a: &[bool], b: &[bool]) -> f64 {
    let shares = |runs: &[bool]| -> Vec<f64> {
        let batches = runs.chunks(BATCH);
        batches
            .map(|batch| batch.iter().filter(|hit| **hit).count() as f64 / BATCH as f64)
            .collect()
    };
    let (a, b) = (shares(a), shares(b));
    let variance = |shift: usize| {
        let mut moments = Moments::default();
        for (k, share) in a.iter().enumerate() {
            moments.add(b[(k + shift) % b.len()] - share);
        }
        moments.variance()
    };
    variance(1) / variance(0)
}
