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

use super::copula::Copula;
use super::given_data::first_order;
use super::interval::difference;
use super::morris;
use super::output::{Output, Unit};
use super::result::{InputEffect, PairEffect, Sensitivity};
use super::sobol::{Design, Evaluations, Indices, Moved, Outputs, Pairs, indices};
use crate::experiment::course::{Course, Stop, Take, Watch, commonest};
use crate::game::{Draw, Streams};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::simulate::Plays;
use crate::stats::Estimate;

/// Inputs whose pairs are looked at.
pub const PAIRED: usize = 5;
/// Groups of base samples, for intervals.
const GROUPS: usize = 16;
/// Independent draws of what is decided by lot, on A and on B.
const DRAWS: usize = 4;
/// The same where an input was moved.
const FEWER: usize = 2;
/// Ends of the tornado, as places in a distribution.
const ENDS: [f64; 2] = [0.1, 0.9];
/// Replications that the usual base sample may take.
const USUAL: u64 = 75_000;

/// What shapes an analysis besides the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Seed of all randomness.
    pub seed: u64,
    /// Threads to use; 0 for as many as the machine has. Changes no result.
    pub threads: usize,
    /// What to look at; the commonest outcome class where nothing is said.
    pub output: Option<Output>,
    /// Replications of the forecast, at least 200.
    pub runs: u64,
    /// Replications per end in the tornado, at most `runs`; 0 leaves it out.
    pub moves: u64,
    /// Trajectories of Morris' method, not 1; 0 leaves it out.
    pub trajectories: u64,
    /// Base samples of Sobol's indices, in steps of 16; 0 leaves them out.
    pub samples: u64,
}

impl Settings {
    /// Base samples that take about as long as the rest: a power of two from 64 to 4,096.
    pub fn usual_samples(scenario: &Scenario) -> u64 {
        let copula = Copula::new(&scenario.correlations);
        let inputs = 0..scenario.inputs.len();
        let blocks: usize = inputs.map(|i| FEWER * (1 + dependent(&copula, i))).sum();
        let fitting = USUAL / (2 * DRAWS + blocks) as u64;
        [4096, 2048, 1024, 512, 256, 128]
            .into_iter()
            .find(|samples| *samples <= fitting)
            .unwrap_or(64)
    }

    /// Replications that an analysis takes, at most.
    pub fn replications(&self, scenario: &Scenario) -> u64 {
        let copula = Copula::new(&scenario.correlations);
        let inputs = scenario.inputs.len() as u64;
        let blocks: u64 = (0..scenario.inputs.len())
            .map(|i| (FEWER * (1 + dependent(&copula, i))) as u64)
            .sum();
        let paired = FEWER as u64 * inputs.min(PAIRED as u64);
        self.runs
            + 2 * inputs * self.moves
            + self.trajectories * (inputs + 1)
            + self.samples * (2 * DRAWS as u64 + blocks + paired)
    }
}

/// 1 where an input moves with another, else 0.
fn dependent(copula: &Copula, input: usize) -> usize {
    usize::from(!copula.companions(input).is_empty())
}

/// Analyzes a scenario. `known` are the blocks that were taken down before, in order; `take` takes down each
/// further one; `watch` is told how many replications are done, and says whether to go on.
///
/// # Errors
/// [`Stop`] where nothing is uncertain, the output does not vary, or the analysis was stopped.
///
/// ```
/// use zopa::experiment::sensitivity::{Settings, sensitivity};
/// # let text = include_str!("../../../scenarios/take-it-or-leave-it.toml");
/// let loaded = zopa::scenario::parse("take-it-or-leave-it.toml", text.as_bytes(), &[]).unwrap();
/// let settings = Settings {
///     seed: 1,
///     threads: 1,
///     output: None,
///     runs: 400,
///     moves: 50,
///     trajectories: 10,
///     samples: 64,
/// };
/// let found = sensitivity(&loaded.scenario, &settings, vec![], &mut |_| Ok(()), &mut |_| true).unwrap();
/// assert_eq!(found.inputs.len(), loaded.scenario.inputs.len());
/// assert!(found.inputs[0].is_clear(), "the responder's no-deal value decides");
/// ```
pub fn sensitivity(
    scenario: &Scenario,
    settings: &Settings,
    known: Vec<Vec<f64>>,
    take: &mut Take<'_>,
    watch: &mut Watch<'_>,
) -> Result<Sensitivity, Stop> {
    if scenario.inputs.is_empty() {
        return Err(Stop::NothingUncertain);
    }
    let setting = Setting::new(scenario);
    let (mut take, mut watch) = (|v: &[f64]| take(v), |n: u64| watch(n));
    let course = Course::new(
        &setting,
        settings.seed,
        settings.threads,
        known,
        &mut take,
        &mut watch,
    )?;
    let mut study = Study {
        scenario,
        settings,
        copula: Copula::new(&scenario.correlations),
        course,
        output: Output::Day,
    };
    let forecast = study.forecast()?;
    let mut found = study.begin(&forecast)?;
    if settings.moves > 0 {
        study.tornado(&forecast, &mut found)?;
    }
    if settings.trajectories > 0 {
        study.morris(&mut found)?;
    }
    if settings.samples > 0 {
        study.sobol(&forecast, &mut found)?;
    }
    found.replications = study.course.done();
    let importance = |input: &InputEffect| input.importance();
    found
        .inputs
        .sort_by(|a, b| importance(b).total_cmp(&importance(a)));
    Ok(found)
}

struct Study<'a, 's> {
    scenario: &'a Scenario,
    settings: &'a Settings,
    copula: Copula,
    course: Course<'a, 's>,
    output: Output,
}

/// The ordinary replications.
struct Forecast {
    /// Per replication, the place of every input in its distribution.
    places: Vec<Vec<f64>>,
    /// Per replication, the output.
    outputs: Vec<f64>,
}

impl<'a, 's> Study<'a, 's> {
    fn forecast(&mut self) -> Result<Forecast, Stop> {
        let (scenario, runs) = (self.scenario, self.settings.runs);
        let asked = self.settings.output;
        // Where nothing was asked for, the class: which is the commonest shows at the end.
        let numbers = self.course.play(runs as usize, 1, &|plays, run, numbers| {
            let row = plays.row(run as u64);
            numbers.push(asked.map_or(row.outcome as f64, |output| output.of(&row, scenario)));
        })?;
        let outputs = match asked {
            Some(output) => {
                self.output = output;
                numbers
            }
            None => {
                let headline = commonest(&numbers, scenario.outcomes.len());
                self.output = Output::Outcome(headline);
                let is_headline = |class: &f64| *class as usize == headline;
                let counts = numbers.iter().map(is_headline);
                counts.map(|hit| f64::from(u8::from(hit))).collect()
            }
        };
        let streams = Streams::new(self.settings.seed);
        let mut draw = Draw::default();
        let mut places = |run: u64| {
            draw.draw(scenario, &streams, run);
            draw.ranks.clone()
        };
        Ok(Forecast {
            places: (0..runs).map(&mut places).collect(),
            outputs,
        })
    }

    /// What the forecast alone says.
    fn begin(&self, forecast: &Forecast) -> Result<Sensitivity, Stop> {
        let (scenario, settings, outputs) = (self.scenario, self.settings, &forecast.outputs);
        let first = outputs[0];
        if outputs.iter().all(|output| *output == first) {
            return Err(Stop::DoesNotVary(first, settings.runs));
        }
        let given = |input: usize| {
            let column: Vec<f64> = forecast.places.iter().map(|row| row[input]).collect();
            first_order(&column, outputs)
        };
        let effect = |(index, input): (usize, &crate::model::Input)| {
            let [low, high] = ENDS.map(|end| input.distribution.quantile(end));
            let companions = self.copula.companions(index).into_iter();
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
        Ok(Sensitivity {
            output: self.output.id(scenario),
            output_name: self.output.name(scenario),
            unit: self.output.unit(),
            mean: mean(self.output.unit(), outputs),
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
        })
    }

    /// Plays replications with inputs at given places: `at` says which replication, and where.
    fn play_at(
        &mut self,
        count: usize,
        at: &(dyn Fn(usize) -> (u64, Vec<f64>) + Sync),
    ) -> Result<Vec<f64>, Stop> {
        let (scenario, output) = (self.scenario, self.output);
        self.course
            .play(count, 1, &|plays: &mut Plays<'_, '_>, index, numbers| {
                let (run, places) = at(index);
                numbers.push(output.of(&plays.row_placed(run, &places), scenario));
            })
    }

    fn tornado(&mut self, forecast: &Forecast, found: &mut Sensitivity) -> Result<(), Stop> {
        let moves = self.settings.moves as usize;
        let count = 2 * moves * found.inputs.len();
        let outputs = self.play_at(count, &|index| {
            let (input, end, run) = (index / (2 * moves), index / moves % 2, index % moves);
            let mut places = forecast.places[run].clone();
            places[input] = ENDS[end];
            (run as u64, places)
        })?;
        for (input, ends) in found.inputs.iter_mut().zip(outputs.chunks(2 * moves)) {
            let (low, high) = ends.split_at(moves);
            let unit = self.output.unit();
            // Exact for what the move changes: the replications' own mean would add their chance.
            let at = |end: &[f64]| {
                let change = moved(unit, &forecast.outputs[..moves], end);
                Estimate {
                    value: found.mean.value + change.value,
                    low: found.mean.value + change.low,
                    high: found.mean.value + change.high,
                }
            };
            input.at_low = Some(at(low));
            input.at_high = Some(at(high));
            let moved = moved(unit, low, high);
            input.effect = Some(moved.value);
            input.effect_interval = Some([moved.low, moved.high]);
        }
        Ok(())
    }

    fn morris(&mut self, found: &mut Sensitivity) -> Result<(), Stop> {
        let inputs = found.inputs.len();
        let seed = self.settings.seed;
        let walks = 0..self.settings.trajectories;
        let points: Vec<Vec<f64>> = walks
            .flat_map(|number| morris::trajectory(inputs, seed, number))
            .collect();
        let outputs = self.play_at(points.len(), &|index| {
            ((index / (inputs + 1)) as u64, points[index].clone())
        })?;
        let effects = morris::effects(&points, &outputs).unwrap_or_default();
        for (input, effect) in found.inputs.iter_mut().zip(effects) {
            input.mu = Some(effect.mu.value);
            input.mu_star = Some(effect.mu_star.value);
            input.mu_star_interval = Some([effect.mu_star.low, effect.mu_star.high]);
            input.sigma = Some(effect.sigma);
        }
        Ok(())
    }

    fn sobol(&mut self, forecast: &Forecast, found: &mut Sensitivity) -> Result<(), Stop> {
        let samples = Samples::new(self.scenario, self.settings, self.copula.clone());
        let mut evaluations = Evaluations {
            a: self.draws(&samples, DRAWS, Side::A, &|s, row| s.a[row].clone())?,
            b: self.draws(&samples, DRAWS, Side::B, &|s, row| s.b[row].clone())?,
            moved: Vec::new(),
            groups: GROUPS,
            pairs: Pairs::Differences,
        };
        for input in 0..found.inputs.len() {
            let total = self.draws(&samples, FEWER, Side::A, &|s, row| s.total(input, row))?;
            let first = if dependent(&self.copula, input) == 0 {
                None
            } else {
                Some(self.draws(&samples, FEWER, Side::A, &|s, row| s.first(input, row))?)
            };
            evaluations.moved.push(Moved {
                total,
                first,
                back: None,
            });
        }
        let Some(screened) = indices(&evaluations) else {
            return Ok(());
        };
        for input in self.paired(&screened) {
            let back = self.draws(&samples, FEWER, Side::B, &|s, row| s.back(input, row))?;
            evaluations.moved[input].back = Some(back);
        }
        let Some(indices) = indices(&evaluations) else {
            return Ok(());
        };
        found.due_to_inputs = Some(due_to_inputs(&indices, &forecast.outputs));
        for (k, input) in found.inputs.iter_mut().enumerate() {
            input.s1 = Some(indices.first[k]);
            input.st = Some(indices.total[k]);
            input.interacts = indices.interplay[k].is_above(0.0);
        }
        let path = |input: usize| self.scenario.inputs[input].path.clone();
        let pairs = indices.pairs.into_iter();
        let pairs = pairs.map(|(i, j, s2)| PairEffect {
            inputs: [path(i), path(j)],
            s2,
        });
        found.pairs = pairs.collect();
        found
            .pairs
            .sort_by(|a, b| b.s2.value.total_cmp(&a.s2.value));
        Ok(())
    }

    /// The independent inputs of largest total index, in order of the file.
    fn paired(&self, found: &Indices) -> Vec<usize> {
        let total = |&input: &usize| found.total[input].value;
        let mut inputs: Vec<usize> = (0..found.total.len())
            .filter(|&input| dependent(&self.copula, input) == 0 && total(&input) > 0.0)
            .collect();
        inputs.sort_by(|a, b| total(b).total_cmp(&total(a)));
        inputs.truncate(PAIRED);
        inputs.sort_unstable();
        inputs
    }

    /// Outputs at the points that `at` gives, each in several replications: of A or of B.
    fn draws(
        &mut self,
        samples: &Samples,
        draws: usize,
        side: Side,
        at: &(dyn Fn(&Samples, usize) -> Vec<f64> + Sync),
    ) -> Result<Outputs, Stop> {
        let rows = samples.a.len();
        let outputs = self.play_at(rows * draws, &|index| {
            let (row, draw) = (index / draws, index % draws);
            let run = row * 2 * DRAWS + side as usize * DRAWS + draw;
            (run as u64, at(samples, row))
        })?;
        let of_draw = |draw: usize| outputs.iter().skip(draw).step_by(draws).copied().collect();
        Ok((0..draws).map(of_draw).collect())
    }
}

/// Whose replications: those of A and those of B are different.
#[derive(Debug, Clone, Copy)]
enum Side {
    A,
    B,
}

/// The base samples, as places in distributions.
struct Samples {
    copula: Copula,
    /// Independent uniform numbers behind A and B.
    uniforms: [Vec<Vec<f64>>; 2],
    a: Vec<Vec<f64>>,
    b: Vec<Vec<f64>>,
}

impl Samples {
    fn new(scenario: &Scenario, settings: &Settings, copula: Copula) -> Self {
        let design = Design {
            inputs: scenario.inputs.len(),
            groups: GROUPS,
            points: (settings.samples as usize).div_ceil(GROUPS) as u32,
            seed: settings.seed,
        };
        let rows = (0..design.samples()).map(|row| design.row(row));
        let uniforms: [Vec<Vec<f64>>; 2] = rows.map(|[a, b]| (a, b)).unzip().into();
        let [a, b] = [0, 1].map(|side| {
            let mut rows = uniforms[side].clone();
            rows.iter_mut().for_each(|row| copula.follow(row));
            rows
        });
        Self {
            copula,
            uniforms,
            a,
            b,
        }
    }

    /// A with an input drawn anew given the others.
    fn total(&self, input: usize, row: usize) -> Vec<f64> {
        let mut places = self.a[row].clone();
        let uniform = self.uniforms[1][row][input];
        self.copula.redraw(input, uniform, &mut places);
        places
    }

    /// The input of B, with the others drawn given it as for A.
    fn first(&self, input: usize, row: usize) -> Vec<f64> {
        let mut places = self.uniforms[0][row].clone();
        self.copula.given(input, self.b[row][input], &mut places);
        places
    }

    /// B with an independent input of A.
    fn back(&self, input: usize, row: usize) -> Vec<f64> {
        let mut places = self.b[row].clone();
        places[input] = self.a[row][input];
        places
    }
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
