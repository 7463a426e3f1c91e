//! What the outputs of the stages say of the inputs of a scenario.

use super::given_data::first_order;
use super::interval::difference;
use super::morris;
use super::output::{Output, Unit};
use super::result::{InputEffect, PairEffect, Sensitivity};
use super::sobol::Indices;
use super::stages::{ENDS, Stages};
use crate::model::Scenario;
use crate::stats::Estimate;

/// What the forecast alone says.
pub(super) fn of_forecast(stages: &Stages<'_>, output: Output, outputs: &[f64]) -> Sensitivity {
    let (scenario, settings) = (stages.scenario, stages.settings);
    let given = |input: usize| {
        let column: Vec<f64> = stages.forecast.iter().map(|row| row[input]).collect();
        first_order(&column, outputs)
    };
    let effect = |(index, input): (usize, &crate::model::Input)| {
        let [low, high] = ENDS.map(|end| input.distribution.quantile(end));
        let companions = stages.copula.companions(index).into_iter();
        InputEffect {
            path: input.path.clone(),
            name: input.name.clone(),
            unit: input.unit.clone(),
            low,
            high,
            at_low: None,
            at_high: None,
            effect: None,
            effect_interval: None,
            given: given(index),
            s1: None,
            st: None,
            interacts: false,
            mu: None,
            mu_star: None,
            mu_star_interval: None,
            sigma: None,
            moves_with: companions
                .map(|i| scenario.inputs[i].path.clone())
                .collect(),
        }
    };
    Sensitivity {
        output: output.id(scenario),
        output_name: output.name(scenario),
        unit: output.unit(),
        mean: mean(output.unit(), outputs),
        unmoved: None,
        due_to_inputs: None,
        inputs: scenario.inputs.iter().enumerate().map(effect).collect(),
        pairs: Vec::new(),
        scenario: scenario.id.clone(),
        scenario_name: scenario.name.clone(),
        hash: scenario.hash.clone(),
        seed: settings.seed,
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        runs: settings.runs,
        moves: settings.moves,
        trajectories: settings.trajectories,
        samples: settings.samples,
        replications: 0,
    }
}

/// What moving each input to either end changes in the first replications of the forecast.
pub(super) fn tornado(found: &mut Sensitivity, forecast: &[f64], outputs: &[f64]) {
    let moves = found.moves as usize;
    let unit = found.unit;
    let mean = |outputs: &[f64]| outputs.iter().sum::<f64>() / moves as f64;
    let unmoved = mean(&forecast[..moves]);
    found.unmoved = Some(unmoved);
    for (input, ends) in found.inputs.iter_mut().zip(outputs.chunks(2 * moves)) {
        let (low, high) = ends.split_at(moves);
        let at = |end: &[f64]| {
            let change = moved(unit, &forecast[..moves], end);
            let place = |by: f64| match unit {
                Unit::Share => (unmoved + by).clamp(0.0, 1.0),
                Unit::Utility | Unit::Days => unmoved + by,
            };
            Estimate {
                value: mean(end),
                low: place(change.low),
                high: place(change.high),
            }
        };
        input.at_low = Some(at(low));
        input.at_high = Some(at(high));
        let moved = moved(unit, low, high);
        input.effect = Some(moved.value);
        input.effect_interval = Some([moved.low, moved.high]);
    }
}

/// Elementary effects along the trajectories.
pub(super) fn morris(found: &mut Sensitivity, walks: &[Vec<f64>], outputs: &[f64]) {
    let effects = morris::effects(walks, outputs).unwrap_or_default();
    for (input, effect) in found.inputs.iter_mut().zip(effects) {
        input.mu = Some(effect.mu.value);
        input.mu_star = Some(effect.mu_star.value);
        input.mu_star_interval = Some([effect.mu_star.low, effect.mu_star.high]);
        input.sigma = Some(effect.sigma);
    }
}

/// Sobol's indices of the inputs, in the order of the scenario, and of pairs.
pub(super) fn sobol(
    found: &mut Sensitivity,
    scenario: &Scenario,
    indices: Indices,
    forecast: &[f64],
) {
    found.due_to_inputs = Some(due_to_inputs(&indices, forecast));
    for (k, input) in found.inputs.iter_mut().enumerate() {
        input.s1 = Some(indices.first[k]);
        input.st = Some(indices.total[k]);
        input.interacts = indices.interplay[k].is_above(0.0);
    }
    let path = |input: usize| scenario.inputs[input].path.clone();
    let pairs = indices.pairs.into_iter();
    let pairs = pairs.map(|(i, j, s2)| PairEffect {
        inputs: [path(i), path(j)],
        s2,
    });
    found.pairs = pairs.collect();
    found
        .pairs
        .sort_by(|a, b| b.s2.value.total_cmp(&a.s2.value));
}

/// Mean of independent outputs.
fn mean(unit: Unit, outputs: &[f64]) -> Estimate {
    let n = outputs.len() as u64;
    let sum: f64 = outputs.iter().sum();
    if unit == Unit::Share {
        return Estimate::share(sum as u64, n);
    }
    Estimate::of_mean(outputs).unwrap_or(Estimate {
        value: sum,
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    })
}

/// Mean difference of outputs in the same replications.
fn moved(unit: Unit, low: &[f64], high: &[f64]) -> Estimate {
    let pairs = low.iter().zip(high);
    if unit == Unit::Share {
        let count = |of: f64| pairs.clone().filter(|(l, h)| *h - *l == of).count() as u64;
        return difference(count(1.0), count(-1.0), low.len() as u64);
    }
    let differences: Vec<f64> = pairs.map(|(l, h)| h - l).collect();
    Estimate::of_mean(&differences).unwrap_or(Estimate {
        value: differences.iter().sum(),
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    })
}

/// Share of the variance between replications that is due to the inputs. The variance between replications is
/// known from the forecast, and far better than that of the mean.
fn due_to_inputs(indices: &Indices, outputs: &[f64]) -> Estimate {
    let n = outputs.len() as f64;
    let mean = outputs.iter().sum::<f64>() / n;
    let squares: f64 = outputs.iter().map(|y| (y - mean) * (y - mean)).sum();
    let all = squares / n;
    let Estimate { value, low, high } = indices.variance;
    Estimate {
        value: value / all,
        low: low / all,
        high: high / all,
    }
}
