//! Correlated inputs: the Gaussian copula gives the rank correlations that the file states, leaves
//! each input's own distribution alone, and matrices that cannot be are refused.

use zopa::game::{Draw, Streams};
use zopa::model::Scenario;
use zopa::simulate::spearman;

const DRAWS: u64 = 20_000;

fn text(correlations: &str) -> String {
    format!(
        r#"
        name = "Correlated"
        input = [
          {{ id = "a", value = {{ uniform = [0, 1] }} }},
          {{ id = "b", value = {{ normal = [0.5, 0.2], low = 0, high = 1 }} }},
          {{ id = "c", value = {{ pert = [0, 0.2, 1] }} }},
          {{ id = "d", value = {{ triangular = [0, 0.9, 1] }} }},
        ]
        issue = [{{ id = "price", numbers = {{ from = 0, to = 10, step = 1 }}, status_quo = 0 }}]
        party = [
          {{ id = "p", reservation = {{ inputs = [{{ input = "a" }}, {{ input = "b", scale = 0.1 }}] }}, interest = [{{ issue = "price", weight = 1, value = {{ linear = "rising" }} }}] }},
          {{ id = "q", reservation = {{ inputs = [{{ input = "c" }}, {{ input = "d", scale = 0.1 }}] }}, interest = [{{ issue = "price", weight = 1, value = {{ linear = "falling" }} }}] }},
        ]
        protocol = {{ kind = "alternating_offers" }}
        time = {{ rounds = 2 }}
        {correlations}
        "#
    )
}

fn load(correlations: &str) -> Result<Scenario, String> {
    let loaded = zopa::scenario::parse("test.toml", text(correlations).as_bytes(), &[]);
    loaded.map(|l| l.scenario).map_err(|p| p.to_string())
}

fn correlation(a: &str, b: &str, rank: f64) -> String {
    format!("[[correlation]]\ninputs = [\"{a}\", \"{b}\"]\nrank = {rank}\n")
}

/// Values drawn, a column per input.
fn columns(scenario: &Scenario) -> Vec<Vec<f64>> {
    let streams = Streams::new(5);
    let mut draw = Draw::default();
    let mut columns = vec![Vec::new(); scenario.inputs.len()];
    for run in 0..DRAWS {
        draw.draw(scenario, &streams, run);
        for (column, value) in columns.iter_mut().zip(&draw.inputs) {
            column.push(*value);
        }
    }
    columns
}

#[test]
fn rank_correlations_come_out_as_stated() {
    let stated = [(0, 1, 0.8), (1, 2, -0.5), (0, 2, -0.3)];
    let ids = ["a", "b", "c", "d"];
    let all: String = stated
        .iter()
        .map(|&(x, y, rank)| correlation(ids[x], ids[y], rank))
        .collect();
    let scenario = load(&all).expect("possible");
    let columns = columns(&scenario);
    // Four standard errors of a rank correlation near 0, 1 / sqrt(n - 1).
    let allowed = 4.0 / ((DRAWS - 1) as f64).sqrt();
    let mut pairs = scenario.correlations.pairs();
    pairs.sort_by_key(|pair| (pair.0, pair.1));
    assert_eq!(pairs.len(), 3);
    for (a, b, rank) in stated {
        let found = spearman(&columns[a], &columns[b]);
        assert!(
            (found - rank).abs() < allowed,
            "{a} {b}: {found}, not {rank}"
        );
        let told = pairs.iter().find(|pair| (pair.0, pair.1) == (a, b));
        let (.., told) = told.expect("a pair");
        assert!((told - rank).abs() < 1e-9, "{a} {b}: {told}");
    }
    for other in 0..3 {
        let found = spearman(&columns[other], &columns[3]);
        assert!(
            found.abs() < allowed,
            "{other}: {found} with one left apart"
        );
    }
}

/// The largest distance between the empirical and the stated distribution function
/// (Kolmogorov-Smirnov) stays below its 0.1% critical value, 1.95 / sqrt(n).
#[test]
fn each_input_keeps_its_distribution() {
    let scenario =
        load(&(correlation("a", "b", 0.7) + &correlation("b", "c", 0.5))).expect("possible");
    for (column, input) in columns(&scenario).iter_mut().zip(&scenario.inputs) {
        column.sort_by(f64::total_cmp);
        let n = column.len() as f64;
        let gaps = column.iter().enumerate().map(|(k, &value)| {
            let known = input.distribution.cdf(value);
            (known - k as f64 / n)
                .abs()
                .max((known - (k as f64 + 1.0) / n).abs())
        });
        let largest = gaps.fold(0.0, f64::max);
        assert!(largest < 1.95 / n.sqrt(), "{}: {largest}", input.path);
    }
}

#[test]
fn impossible_matrices_are_refused() {
    let pair = |x, y, rank| correlation(x, y, rank);
    let impossible = pair("a", "b", 0.9) + &pair("b", "c", 0.9) + &pair("a", "c", -0.9);
    let problems = load(&impossible).expect_err("impossible");
    assert!(problems.contains("Z0310"), "{problems}");
    let possible = pair("a", "b", 0.9) + &pair("b", "c", 0.9) + &pair("a", "c", 0.7);
    assert!(load(&possible).is_ok());
    // What the ranks allow, the normals beneath may not: 2 sin(pi rank / 6) lies further out.
    let problems = load(&correlation("a", "b", 1.0)).expect_err("beyond 0.99");
    assert!(problems.contains("0.99"), "{problems}");
}
