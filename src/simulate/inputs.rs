//! The named inputs as the replications drew them, for the charts: histograms, and Spearman's rank
//! correlation of those that are said to move together.

use super::forecast::{DrawnInput, DrawnPair, Inputs};
use crate::game::{Draw, Streams};
use crate::model::{Input, Scenario};

/// Most replications looked at.
const DRAWS: u64 = 10_000;
/// Intervals of a histogram.
const INTERVALS: usize = 24;
/// Most pairs of ranks kept per correlation.
const POINTS: usize = 400;

/// What the first replications of a seed drew of the named inputs.
pub fn inputs(scenario: &Scenario, seed: u64, runs: u64) -> Inputs {
    let named: Vec<usize> = (0..scenario.inputs.len())
        .filter(|&input| scenario.inputs[input].is_named())
        .collect();
    if named.is_empty() {
        return Inputs::default();
    }
    let streams = Streams::new(seed);
    let mut draw = Draw::default();
    let (mut values, mut ranks) = (Vec::new(), Vec::new());
    for run in 0..runs.min(DRAWS) {
        draw.draw(scenario, &streams, run);
        values.push(draw.inputs.clone());
        ranks.push(draw.ranks.clone());
    }
    let column = |of: &[Vec<f64>], input: usize| of.iter().map(|row| row[input]).collect();
    let drawn = named.iter().map(|&input| {
        let column: Vec<f64> = column(&values, input);
        histogram(&scenario.inputs[input], &column)
    });
    let pairs = scenario.correlations.pairs().into_iter();
    let pair = |(a, b, stated): (usize, usize, f64)| {
        let place = |input| named.iter().position(|&n| n == input);
        let (x, y): (Vec<f64>, Vec<f64>) = (column(&ranks, a), column(&ranks, b));
        let points = x.iter().zip(&y).take(POINTS);
        let points = points.map(|(x, y)| [rounded(*x), rounded(*y)]).collect();
        Some(DrawnPair {
            inputs: [place(a)?, place(b)?],
            stated: rounded(stated),
            found: rounded(spearman(&x, &y)),
            points,
        })
    };
    Inputs {
        draws: runs.min(DRAWS),
        drawn: drawn.collect(),
        pairs: pairs.filter_map(pair).collect(),
    }
}

/// To four decimals: enough for a chart.
fn rounded(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}

fn histogram(input: &Input, values: &[f64]) -> DrawnInput {
    let ends = values
        .iter()
        .fold([f64::INFINITY, f64::NEG_INFINITY], |e, &v| {
            [e[0].min(v), e[1].max(v)]
        });
    let (low, high) = input.distribution.support();
    let low = if low.is_finite() { low } else { ends[0] };
    let high = if high.is_finite() { high } else { ends[1] };
    let mut counts = vec![0; INTERVALS];
    for value in values {
        let place = if high > low {
            (value - low) / (high - low) * INTERVALS as f64
        } else {
            0.0
        };
        counts[(place.max(0.0) as usize).min(INTERVALS - 1)] += 1;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    DrawnInput {
        id: input.path.clone(),
        name: input.name.clone(),
        unit: input.unit.clone(),
        range: [low, high],
        median,
        counts,
    }
}

/// Spearman's rank correlation: Pearson's of the ranks of two samples without ties, 0 for less than
/// two.
///
/// ```
/// use zopa::simulate::spearman;
/// assert_eq!(spearman(&[0.1, 0.4, 0.2], &[1.0, 9.0, 4.0]), 1.0);
/// assert_eq!(spearman(&[0.1, 0.4, 0.2], &[3.0, 1.0, 2.0]), -1.0);
/// ```
pub fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().min(b.len());
    if n < 2 {
        return 0.0;
    }
    let place = |of: &[f64]| {
        let mut order: Vec<usize> = (0..n).collect();
        order.sort_by(|&x, &y| of[x].total_cmp(&of[y]));
        let mut rank = vec![0.0; n];
        for (k, &index) in order.iter().enumerate() {
            rank[index] = k as f64;
        }
        rank
    };
    let (ranks, others) = (place(a), place(b));
    let squares = ranks.iter().zip(&others).map(|(x, y)| (x - y) * (x - y));
    let n = n as f64;
    1.0 - 6.0 * squares.sum::<f64>() / (n * (n * n - 1.0))
}
