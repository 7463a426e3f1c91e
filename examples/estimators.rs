//! The estimators on a sample from elsewhere, as CSV: a column per input, then the output. Prints JSON. The
//! scripts in `tests/against` compare it with other programs on the same sample.
//!
//! ```text
//! cargo run --release --example estimators -- sobol SAMPLE.csv    rows: a, ab_1.., ba_1.., b; and again
//! cargo run --release --example estimators -- morris SAMPLE.csv   rows: trajectory by trajectory
//! cargo run --release --example estimators -- given SAMPLE.csv    rows: a plain sample
//! cargo run --release --example estimators -- prim SAMPLE.csv     rows: the same, the output 0 or 1
//! ```

use serde_json::{Value, json};
use std::error::Error;
use zopa::experiment::discover::prim::{Patience, induce};
use zopa::experiment::sensitivity::given_data::first_order;
use zopa::experiment::sensitivity::morris::effects;
use zopa::experiment::sensitivity::sobol::{Evaluations, Moved, indices};
use zopa::stats::Estimate;

const USAGE: &str = "estimators sobol|morris|given|prim SAMPLE.csv";

/// Rows of inputs, and the output of each.
type Sample = (Vec<Vec<f64>>, Vec<f64>);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [what, file] = &arguments[..] else {
        return Err(USAGE.into());
    };
    let sample = read(file)?;
    let found = match what.as_str() {
        "sobol" => sobol(&sample),
        "morris" => morris(&sample),
        "given" => given(&sample),
        "prim" => prim(&sample),
        _ => return Err(USAGE.into()),
    };
    println!("{}", found.ok_or("the sample does not fit the method")?);
    Ok(())
}

fn read(file: &str) -> Result<Sample, Box<dyn Error>> {
    let mut reader = csv::Reader::from_path(file)?;
    let (mut points, mut outputs) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let numbers: Result<Vec<f64>, _> = record?.iter().map(str::parse).collect();
        let mut numbers = numbers?;
        outputs.push(numbers.pop().ok_or("a row without numbers")?);
        points.push(numbers);
    }
    Ok((points, outputs))
}

fn value(estimate: Estimate) -> Value {
    json!({ "value": estimate.value, "low": estimate.low, "high": estimate.high })
}

fn sobol((points, outputs): &Sample) -> Option<Value> {
    let inputs = points.first()?.len();
    let every = 2 * inputs + 2;
    let column = |k: usize| vec![outputs.iter().skip(k).step_by(every).copied().collect()];
    let moved = |i: usize| Moved {
        total: column(1 + i),
        first: None,
        back: Some(column(1 + inputs + i)),
    };
    let found = indices(&Evaluations {
        a: column(0),
        b: column(every - 1),
        moved: (0..inputs).map(moved).collect(),
        groups: 16,
        ..Evaluations::default()
    })?;
    let all = |list: &[Estimate]| list.iter().map(|e| value(*e)).collect::<Vec<_>>();
    let pair = |&(i, j, e): &(usize, usize, Estimate)| json!([i, j, value(e)]);
    Some(json!({
        "first": all(&found.first),
        "total": all(&found.total),
        "pairs": found.pairs.iter().map(pair).collect::<Vec<_>>(),
    }))
}

fn morris((points, outputs): &Sample) -> Option<Value> {
    let found = effects(points, outputs)?;
    let list = |of: &dyn Fn(usize) -> f64| (0..found.len()).map(of).collect::<Vec<f64>>();
    Some(json!({
        "mu": list(&|i| found[i].mu.value),
        "mu_star": list(&|i| found[i].mu_star.value),
        "sigma": list(&|i| found[i].sigma),
    }))
}

fn columns(points: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let inputs = points.first()?.len();
    let column = |i: usize| points.iter().map(|point| point[i]).collect();
    Some((0..inputs).map(column).collect())
}

fn given((points, outputs): &Sample) -> Option<Value> {
    let columns = columns(points)?;
    let shares = columns.iter().map(|column| first_order(column, outputs));
    let shares: Option<Vec<Value>> = shares.map(|share| share.map(value)).collect();
    Some(json!({ "first": shares? }))
}

fn prim((points, outputs): &Sample) -> Option<Value> {
    let hits: Vec<bool> = outputs.iter().map(|y| *y > 0.5).collect();
    let boxes = induce(&columns(points)?, &hits, Patience::default())?;
    let told = boxes.iter().map(|region| {
        json!({
            "limits": region.limits,
            "points": region.points,
            "hits": region.hits,
            "restricted": region.restricted,
        })
    });
    Some(json!({ "boxes": told.collect::<Vec<_>>() }))
}
