//! What an analysis plays: stages of replications, each with its number and the places of its inputs.
//!
//! All stages but [`Stage::Back`] are known before anything is played, so that they can be played in parts.

use super::copula::Copula;
use super::morris;
use super::samples::Samples;
use super::settings::Settings;
use crate::game::{Draw, Streams};
use crate::model::Scenario;

/// Inputs whose pairs are looked at.
pub const PAIRED: usize = 5;
/// Independent draws of what is decided by lot, on A and on B.
pub(super) const DRAWS: usize = 4;
/// The same where an input was moved.
pub(super) const FEWER: usize = 2;
/// Ends of the tornado, as places in a distribution.
pub(super) const ENDS: [f64; 2] = [0.1, 0.9];

/// A stage of an analysis; inputs by their index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Ordinary replications.
    Forecast,
    /// Each input at either end, in the first replications of the forecast.
    Tornado,
    /// Morris' trajectories.
    Morris,
    /// Sobol's first base sample.
    A,
    /// The second.
    B,
    /// A with an input drawn anew given the others.
    Total(usize),
    /// The input of B, with the others drawn given it.
    First(usize),
    /// B with an input of A.
    Back(usize),
}

/// All that an analysis may play.
pub(super) struct Stages<'a> {
    pub scenario: &'a Scenario,
    pub settings: &'a Settings,
    pub copula: Copula,
    /// Per replication of the forecast, the place of every input in its distribution.
    pub forecast: Vec<Vec<f64>>,
    /// Points of Morris' trajectories, one after the other.
    pub walks: Vec<Vec<f64>>,
    samples: Option<Samples>,
}

impl<'a> Stages<'a> {
    pub fn new(scenario: &'a Scenario, settings: &'a Settings) -> Self {
        let (inputs, seed) = (scenario.inputs.len(), settings.seed);
        let copula = Copula::new(&scenario.correlations);
        let streams = Streams::new(seed);
        let mut draw = Draw::default();
        let mut places = |run: u64| {
            draw.draw(scenario, &streams, run);
            draw.ranks.clone()
        };
        let walks = 0..settings.trajectories;
        let samples = || Samples::new(inputs, settings.samples, seed, copula.clone());
        Self {
            scenario,
            settings,
            forecast: (0..settings.runs).map(&mut places).collect(),
            walks: walks
                .flat_map(|number| morris::trajectory(inputs, seed, number))
                .collect(),
            samples: (settings.samples > 0).then(samples),
            copula,
        }
    }

    /// The stages that are known beforehand, in order, with their numbers of replications.
    pub fn sizes(scenario: &Scenario, settings: &Settings) -> Vec<(Stage, usize)> {
        let inputs = scenario.inputs.len();
        let copula = Copula::new(&scenario.correlations);
        let mut stages = vec![
            (Stage::Forecast, settings.runs as usize),
            (Stage::Tornado, 2 * settings.moves as usize * inputs),
            (Stage::Morris, settings.trajectories as usize * (inputs + 1)),
        ];
        let samples = settings.samples as usize;
        stages.extend([Stage::A, Stage::B].map(|stage| (stage, samples * DRAWS)));
        for input in 0..inputs {
            stages.push((Stage::Total(input), samples * FEWER));
            if copula.is_dependent(input) {
                stages.push((Stage::First(input), samples * FEWER));
            }
        }
        stages.retain(|(_, count)| *count > 0);
        stages
    }

    /// Number of a replication of a stage, and where its inputs are put: where they are drawn, if nothing
    /// is said.
    pub fn at(&self, stage: Stage, index: usize) -> (u64, Option<Vec<f64>>) {
        match stage {
            Stage::Forecast => (index as u64, None),
            Stage::Tornado => {
                let moves = self.settings.moves as usize;
                let (input, end, run) = (index / (2 * moves), index / moves % 2, index % moves);
                let mut places = self.forecast[run].clone();
                places[input] = ENDS[end];
                (run as u64, Some(places))
            }
            Stage::Morris => {
                let walk = index / (self.scenario.inputs.len() + 1);
                (walk as u64, Some(self.walks[index].clone()))
            }
            _ => {
                let (run, row) = sampled(stage, index);
                let places = self.samples.as_ref().map(|s| match stage {
                    Stage::Total(input) => s.total(input, row),
                    Stage::First(input) => s.first(input, row),
                    Stage::Back(input) => s.back(input, row),
                    Stage::B => s.b[row].clone(),
                    _ => s.a[row].clone(),
                });
                (run, places)
            }
        }
    }

    /// Values of the inputs in a replication of a stage.
    pub fn inputs(&self, stage: Stage, index: usize) -> Vec<f64> {
        let (run, places) = self.at(stage, index);
        let places = places.unwrap_or_else(|| self.forecast[run as usize].clone());
        let inputs = self.scenario.inputs.iter().zip(&places);
        inputs
            .map(|(input, &place)| input.distribution.quantile(place))
            .collect()
    }
}

/// Replications at a point of a base sample.
pub(super) const fn draws(stage: Stage) -> usize {
    match stage {
        Stage::A | Stage::B => DRAWS,
        _ => FEWER,
    }
}

/// Number of a replication at a point of a base sample, and which point. Replications of A and of B are
/// different; a point that was moved shares those of the sample that it was moved from.
const fn sampled(stage: Stage, index: usize) -> (u64, usize) {
    let (row, draw) = (index / draws(stage), index % draws(stage));
    let side = matches!(stage, Stage::B | Stage::Back(_)) as usize;
    let run = row * 2 * DRAWS + side * DRAWS + draw;
    (run as u64, row)
}

impl Stage {
    /// Its name in tables, with the paths of inputs.
    pub fn name(self, scenario: &Scenario) -> String {
        let of = |what: &str, input: usize| format!("{what}:{}", scenario.inputs[input].path);
        match self {
            Self::Forecast => "forecast".to_owned(),
            Self::Tornado => "tornado".to_owned(),
            Self::Morris => "morris".to_owned(),
            Self::A => "a".to_owned(),
            Self::B => "b".to_owned(),
            Self::Total(input) => of("total", input),
            Self::First(input) => of("first", input),
            Self::Back(input) => of("back", input),
        }
    }
}
