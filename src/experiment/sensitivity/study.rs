//! A sensitivity analysis of a scenario: which of its uncertain inputs decide an output.
//!
//! Four looks at one output, each optional but the first:
//!
//! 1. *Forecast*: ordinary replications. Shares of variance from given data cost nothing more.
//! 2. *Tornado*: each input alone at the 10th and 90th percentile of its distribution, in the first
//!    replications of the forecast, everything else as it was there. Inputs that move together are set
//!    apart: the question is what the input does, not what it tells of others.
//! 3. *Morris*: trajectories on the grid of places in distributions, each in one replication. They cross the
//!    whole cube, whatever the scenario correlates. The output is that of single replications: `mu_star` says
//!    how much one negotiation's end changes.
//! 4. *Sobol*: of the output's mean given the inputs, by independent draws of everything else at every point
//!    (see [`super::sobol`]): what is decided by lot is noise here, not variance. Dependent inputs are handled as
//!    Kucherenko et al. do; pairs are looked at among the [`PAIRED`] independent inputs of largest total index.

use super::estimates;
use super::output::Output;
use super::result::{InputEffect, Sensitivity};
use super::samples::GROUPS;
use super::settings::Settings;
use super::sobol::{Evaluations, Indices, Moved, Outputs, Pairs, indices};
use super::stages::{PAIRED, Stage, Stages, draws};
use crate::experiment::Stop;
use crate::experiment::course::{Course, Means, Row, commonest};
use crate::model::Scenario;
use crate::negotiate::Setting;

/// An analysis with all that was played for it.
pub struct Analysis<'a> {
    /// What it found.
    pub found: Sensitivity,
    stages: Stages<'a>,
    /// The output of every replication, stage by stage.
    played: Vec<(Stage, Vec<f64>)>,
}

impl std::fmt::Debug for Analysis<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Analysis");
        shown.field("found", &self.found).finish_non_exhaustive()
    }
}

impl Analysis<'_> {
    /// The replications with their inputs, in the order in which they were played.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let stages = &self.stages;
        self.played.iter().flat_map(move |(stage, outputs)| {
            let name = stage.name(stages.scenario);
            let rows = outputs.iter().enumerate();
            rows.map(move |(index, &output)| Row {
                stage: name.clone(),
                run: stages.at(*stage, index).0,
                inputs: stages.inputs(*stage, index),
                output,
            })
        })
    }
}

/// Analyzes a scenario.
///
/// # Errors
/// [`Stop`] where nothing is uncertain, the output does not vary, the analysis was stopped, or a part of it was
/// played: of all stages but the pairs of inputs.
///
/// ```
/// use zopa::experiment::course::Means;
/// use zopa::experiment::sensitivity::{Settings, sensitivity};
/// # let text = include_str!("../../../scenarios/take-it-or-leave-it.toml");
/// let loaded = zopa::scenario::parse("take-it-or-leave-it.toml", text.as_bytes(), &[]).unwrap();
/// let scenario = loaded.scenario;
/// let settings = Settings {
///     seed: 1,
///     output: None,
///     runs: 400,
///     moves: 50,
///     trajectories: 10,
///     samples: 64,
/// };
/// let analysis = Means::alone(1, |means| sensitivity(&scenario, &settings, means)).unwrap();
/// let found = &analysis.found;
/// assert_eq!(found.inputs.len(), scenario.inputs.len());
/// assert!(found.inputs[0].is_clear(), "the responder's no-deal value decides");
/// assert_eq!(analysis.rows().count() as u64, found.replications);
/// ```
pub fn sensitivity<'a>(
    scenario: &'a Scenario,
    settings: &'a Settings,
    means: Means<'_>,
) -> Result<Analysis<'a>, Stop> {
    if scenario.inputs.is_empty() {
        return Err(Stop::NothingUncertain);
    }
    let setting = Setting::new(scenario);
    let stages = Stages::new(scenario, settings);
    let blocks = settings.extent(scenario).blocks;
    let mut study = Study {
        stages: &stages,
        course: Course::new(&setting, settings.seed, means, blocks),
        played: Vec::new(),
        output: settings.output.unwrap_or(Output::Day),
    };
    let found = study.analyze()?;
    let played = study.played;
    Ok(Analysis {
        found,
        stages,
        played,
    })
}

struct Study<'p, 'a, 's, 'm> {
    stages: &'p Stages<'p>,
    course: Course<'a, 's, 'm>,
    played: Vec<(Stage, Vec<f64>)>,
    output: Output,
}

impl Study<'_, '_, '_, '_> {
    /// Plays a stage. Where no output was asked for, the numbers are the outcome classes: which one is
    /// looked at shows when the forecast is there.
    fn play(&mut self, stage: Stage, count: usize) -> Result<Vec<f64>, Stop> {
        let (stages, scenario) = (self.stages, self.stages.scenario);
        let asked = stages.settings.output;
        self.course.play(count, &|plays, index| {
            let (run, places) = stages.at(stage, index);
            let row = match places {
                Some(places) => plays.row_placed(run, &places),
                None => plays.row(run),
            };
            asked.map_or(row.outcome as f64, |output| output.of(&row, scenario))
        })
    }

    /// Plays a stage and keeps its outputs.
    fn outputs(&mut self, stage: Stage, count: usize) -> Result<&[f64], Stop> {
        let mut outputs = self.play(stage, count)?;
        let scenario = self.stages.scenario;
        if self.stages.settings.output.is_none() {
            if stage == Stage::Forecast {
                self.output = Output::Outcome(commonest(&outputs, scenario.outcomes.len()));
            }
            let hit = |class: f64| Output::Outcome(class as usize) == self.output;
            let hits = outputs.iter_mut();
            hits.for_each(|class| *class = f64::from(u8::from(hit(*class))));
        }
        self.played.push((stage, outputs));
        Ok(self.stage(stage))
    }

    /// The outputs of a stage; none where it was left out.
    fn stage(&self, stage: Stage) -> &[f64] {
        let found = self.played.iter().find(|(played, _)| *played == stage);
        found.map_or(&[], |(_, outputs)| outputs)
    }

    /// Plays what is known beforehand.
    fn beforehand(&mut self) -> Result<(), Stop> {
        let settings = self.stages.settings;
        for (stage, count) in Stages::sizes(self.stages.scenario, settings) {
            if self.course.is_part() {
                self.play(stage, count)?;
                continue;
            }
            let outputs = self.outputs(stage, count)?;
            if stage == Stage::Forecast && outputs.iter().all(|output| *output == outputs[0]) {
                return Err(Stop::DoesNotVary(outputs[0], settings.runs));
            }
        }
        self.course.end_part()
    }

    fn analyze(&mut self) -> Result<Sensitivity, Stop> {
        self.beforehand()?;
        let (stages, settings) = (self.stages, self.stages.settings);
        let forecast = self.stage(Stage::Forecast);
        let mut found = estimates::of_forecast(stages, self.output, forecast);
        if settings.moves > 0 {
            estimates::tornado(&mut found, forecast, self.stage(Stage::Tornado));
        }
        if settings.trajectories > 0 {
            estimates::morris(&mut found, &stages.walks, self.stage(Stage::Morris));
        }
        if let Some(indices) = self.sobol()? {
            let forecast = self.stage(Stage::Forecast);
            estimates::sobol(&mut found, stages.scenario, indices, forecast);
        }
        self.course.end()?;
        found.replications = self.course.done();
        let importance = |input: &InputEffect| input.importance();
        found
            .inputs
            .sort_by(|a, b| importance(b).total_cmp(&importance(a)));
        Ok(found)
    }

    /// Sobol's indices, with those of the pairs that look worth it.
    fn sobol(&mut self) -> Result<Option<Indices>, Stop> {
        let samples = self.stages.settings.samples as usize;
        if samples == 0 {
            return Ok(None);
        }
        let mut evaluations = Evaluations {
            a: self.draws(Stage::A),
            b: self.draws(Stage::B),
            moved: Vec::new(),
            groups: GROUPS,
            pairs: Pairs::Differences,
        };
        for input in 0..self.stages.scenario.inputs.len() {
            let dependent = self.stages.copula.is_dependent(input);
            evaluations.moved.push(Moved {
                total: self.draws(Stage::Total(input)),
                first: dependent.then(|| self.draws(Stage::First(input))),
                back: None,
            });
        }
        let Some(screened) = indices(&evaluations) else {
            return Ok(None);
        };
        for input in self.paired(&screened) {
            let stage = Stage::Back(input);
            self.outputs(stage, samples * draws(stage))?;
            evaluations.moved[input].back = Some(self.draws(stage));
        }
        Ok(indices(&evaluations))
    }

    /// The independent inputs of largest total index, in order of the file.
    fn paired(&self, found: &Indices) -> Vec<usize> {
        let total = |&input: &usize| found.total[input].value;
        let mut inputs: Vec<usize> = (0..found.total.len())
            .filter(|&input| !self.stages.copula.is_dependent(input) && total(&input) > 0.0)
            .collect();
        inputs.sort_by(|a, b| total(b).total_cmp(&total(a)));
        inputs.truncate(PAIRED);
        inputs.sort_unstable();
        inputs
    }

    /// Outputs at the points of a base sample, replication by replication.
    fn draws(&self, stage: Stage) -> Outputs {
        let (outputs, draws) = (self.stage(stage), draws(stage));
        let of_draw = |draw: usize| outputs.iter().skip(draw).step_by(draws).copied().collect();
        (0..draws).map(of_draw).collect()
    }
}
