//! What replications draw, against the distributions and the rank correlations asked for.

use statrs::distribution::{Beta, ContinuousCDF, Normal, Triangular, Uniform};
use zopa::game::{Draw, Streams};
use zopa::model::Scenario;

const N: u64 = 20_000;
/// Kolmogorov-Smirnov distance that chance exceeds once in a thousand seeds; the seed is fixed.
const FAR: f64 = 1.95;

/// A scenario with one input per line of `inputs`, and further tables.
fn scenario(inputs: &[(&str, &str)], more: &str) -> Scenario {
    let mut text = String::from("name = \"Draws\"\n");
    for (id, value) in inputs {
        text += &format!("[[input]]\nid = \"{id}\"\nvalue = {value}\n");
    }
    text += more;
    text += "[[issue]]\nid = \"i\"\noptions = [\"a\", \"b\"]\nstatus_quo = \"a\"\n";
    for party in ["p", "q"] {
        text += &format!(
            "[[party]]\nid = \"{party}\"\nreservation = 0\nstrategy = {{ bidding = \"linear\" }}\n[[party.interest]]\nissue = \"i\"\nweight = 1\nvalue = {{ table = {{ a = 0, b = 1 }} }}\n"
        );
    }
    text += "[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 1\n";
    let loaded = zopa::scenario::parse("draws.toml", text.as_bytes(), &[]);
    loaded
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

/// Per input, all values drawn.
fn draws(scenario: &Scenario) -> Vec<Vec<f64>> {
    let (streams, mut draw) = (Streams::new(17), Draw::default());
    let mut values = vec![Vec::new(); scenario.inputs.len()];
    for run in 0..N {
        draw.draw(scenario, &streams, run);
        for (values, value) in values.iter_mut().zip(&draw.inputs) {
            values.push(*value);
        }
    }
    values
}

/// Largest distance between the empirical and the true distribution function.
fn distance(mut values: Vec<f64>, cdf: impl Fn(f64) -> f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let n = values.len() as f64;
    let gap = |(k, x): (usize, &f64)| {
        let p = cdf(*x);
        (p - k as f64 / n).abs().max((p - (k + 1) as f64 / n).abs())
    };
    values.iter().enumerate().map(gap).fold(0.0, f64::max)
}

#[test]
fn draws_follow_their_distributions() {
    let scenario = scenario(
        &[
            ("uniform", "{ uniform = [2, 5] }"),
            ("normal", "{ normal = [3, 0.5] }"),
            ("cut", "{ normal = [0.5, 0.3], low = 0.2, high = 1 }"),
            ("triangular", "{ triangular = [0, 1, 4] }"),
            ("pert", "{ pert = [1, 2, 5] }"),
            ("beta", "{ beta = [2, 5] }"),
        ],
        "",
    );
    let drawn = draws(&scenario);
    let normal = Normal::new(0.5, 0.3).expect("valid");
    let (below, above) = (normal.cdf(0.2), normal.cdf(1.0));
    let pert = Beta::new(2.0, 4.0).expect("valid");
    type Known = (&'static str, Box<dyn Fn(f64) -> f64>);
    let known: [Known; 6] = [
        ("uniform", {
            let d = Uniform::new(2.0, 5.0).expect("valid");
            Box::new(move |x| d.cdf(x))
        }),
        ("normal", {
            let d = Normal::new(3.0, 0.5).expect("valid");
            Box::new(move |x| d.cdf(x))
        }),
        (
            "cut",
            Box::new(move |x| (normal.cdf(x) - below) / (above - below)),
        ),
        ("triangular", {
            let d = Triangular::new(0.0, 4.0, 1.0).expect("valid");
            Box::new(move |x| d.cdf(x))
        }),
        ("pert", Box::new(move |x| pert.cdf((x - 1.0) / 4.0))),
        ("beta", {
            let d = Beta::new(2.0, 5.0).expect("valid");
            Box::new(move |x| d.cdf(x))
        }),
    ];
    for (values, (name, cdf)) in drawn.into_iter().zip(known) {
        let off = distance(values, cdf) * (N as f64).sqrt();
        assert!(off < FAR, "{name}: {off}");
    }
}

#[test]
fn a_choice_is_drawn_by_its_shares() {
    let scenario = scenario(&[("pick", "{ choice = [[1, 1], [2, 3], [7, 4]] }")], "");
    let drawn = &draws(&scenario)[0];
    for (value, share) in [(1.0, 0.125), (2.0, 0.375), (7.0, 0.5)] {
        let found = drawn.iter().filter(|v| **v == value).count() as f64 / N as f64;
        let error = (share * (1.0 - share) / N as f64).sqrt();
        assert!((found - share).abs() < 4.0 * error, "{value}: {found}");
    }
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    for (rank, index) in order.into_iter().enumerate() {
        ranks[index] = rank as f64;
    }
    ranks
}

/// Spearman's rank correlation of continuous values.
fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = (a.len() - 1) as f64 / 2.0;
    let product = |x: &[f64], y: &[f64]| -> f64 {
        x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum()
    };
    product(&a, &b) / product(&a, &a)
}

#[test]
fn correlated_inputs_reach_the_rank_correlation_asked_for() {
    for rank in [-0.9, -0.3, 0.5, 0.95] {
        let scenario = scenario(
            &[
                ("a", "{ beta = [2, 5] }"),
                ("alone", "{ uniform = [0, 1] }"),
                ("b", "{ triangular = [0, 1, 4] }"),
            ],
            &format!("[[correlation]]\ninputs = [\"a\", \"b\"]\nrank = {rank}\n"),
        );
        let drawn = draws(&scenario);
        let found = spearman(&drawn[0], &drawn[2]);
        // Four standard errors of a correlation of independent values, the widest there is.
        let allowed = 4.0 / (N as f64).sqrt();
        assert!((found - rank).abs() < allowed, "{found} for {rank}");
        let with_others = spearman(&drawn[0], &drawn[1]);
        assert!(
            with_others.abs() < allowed,
            "{with_others} with an independent input"
        );
        let off = distance(drawn[2].clone(), |x| {
            Triangular::new(0.0, 4.0, 1.0).expect("valid").cdf(x)
        });
        assert!(
            off * (N as f64).sqrt() < FAR,
            "correlation bends the distribution: {off}"
        );
    }
}
