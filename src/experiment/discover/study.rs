//! Scenario discovery of a scenario: plays three samples, finds a box and measures it.

use super::choice::{Counted, Rows, choose, prune, tested};
use super::prim::{Patience, Region, induce};
use super::result::{Box, Discovery, Limit, Step};
use crate::experiment::Stop;
use crate::experiment::course::{Course, Extent, Means, Row, blocks, commonest};
use crate::game::{Draw, Streams};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::stats::Estimate;

/// Samples: one to shape boxes, one to choose, one to measure.
const SAMPLES: u64 = 3;
/// Their names in tables.
const STAGES: [&str; 3] = ["shape", "choose", "measure"];

/// What shapes a discovery besides the scenario.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Seed of all randomness.
    pub seed: u64,
    /// The outcome class; the commonest where nothing is said.
    pub outcome: Option<usize>,
    /// Replications per sample.
    pub runs: u64,
    /// Density that the box should reach; that of the box that separates best where nothing is said.
    pub density: Option<f64>,
    /// Share of the replications left that a cut takes away.
    pub peel: f64,
}

impl Settings {
    /// How much a discovery plays, all of which is known beforehand.
    pub fn extent(&self) -> Extent {
        let replications = SAMPLES * self.runs;
        Extent {
            replications,
            beforehand: replications,
            blocks: blocks(replications as usize),
        }
    }
}

/// A discovery with all that was played for it.
#[derive(Debug)]
pub struct Discovered<'a> {
    /// What it found.
    pub found: Discovery,
    scenario: &'a Scenario,
    settings: &'a Settings,
    /// The outcome class of every replication.
    classes: Vec<f64>,
}

impl Discovered<'_> {
    /// The replications with their inputs, in order; the output is the index of the outcome class.
    pub fn rows(&self) -> impl Iterator<Item = Row> {
        let streams = Streams::new(self.settings.seed);
        let mut draw = Draw::default();
        let rows = self.classes.iter().enumerate();
        rows.map(move |(run, &class)| {
            draw.draw(self.scenario, &streams, run as u64);
            Row {
                stage: STAGES[run / self.settings.runs as usize].to_owned(),
                run: run as u64,
                inputs: draw.inputs.clone(),
                output: class,
            }
        })
    }
}

/// Finds the region in which an outcome is likely.
///
/// # Errors
/// [`Stop`] where nothing is uncertain, the outcome never or always happens, the discovery was stopped, or a part
/// of it was played.
///
/// ```
/// use zopa::experiment::course::Means;
/// use zopa::experiment::discover::{Settings, discover};
/// # let text = include_str!("../../../scenarios/take-it-or-leave-it.toml");
/// let loaded = zopa::scenario::parse("take-it-or-leave-it.toml", text.as_bytes(), &[]).unwrap();
/// let scenario = loaded.scenario;
/// let settings = Settings {
///     seed: 1,
///     outcome: Some(scenario.no_deal_class()),
///     runs: 1000,
///     density: None,
///     peel: 0.05,
/// };
/// let found = Means::alone(1, |means| discover(&scenario, &settings, means)).unwrap().found;
/// let region = found.found.expect("whoever loses little in court goes there");
/// assert!(region.density.low > found.base.high && region.limits[0].at_most.is_some());
/// ```
pub fn discover<'a>(
    scenario: &'a Scenario,
    settings: &'a Settings,
    means: Means<'_>,
) -> Result<Discovered<'a>, Stop> {
    let classes = play(scenario, settings, means)?;
    Ok(Discovered {
        found: find(scenario, settings, &classes)?,
        scenario,
        settings,
        classes,
    })
}

/// The outcome classes of the replications.
fn play(scenario: &Scenario, settings: &Settings, means: Means<'_>) -> Result<Vec<f64>, Stop> {
    if scenario.inputs.is_empty() {
        return Err(Stop::NothingUncertain);
    }
    let setting = Setting::new(scenario);
    let extent = settings.extent();
    let mut course = Course::new(&setting, settings.seed, means, extent.blocks);
    let count = extent.replications as usize;
    let classes = course.play(count, &|plays, run| plays.row(run as u64).outcome as f64)?;
    course.end()?;
    Ok(classes)
}

fn find(scenario: &Scenario, settings: &Settings, classes: &[f64]) -> Result<Discovery, Stop> {
    let commonest = || commonest(classes, scenario.outcomes.len());
    let outcome = settings.outcome.unwrap_or_else(commonest);
    let classes: Vec<usize> = classes.iter().map(|&class| class as usize).collect();
    let [shape, choice, measure] = samples(scenario, settings, &classes, outcome);
    let all = shape.all();
    if all.hits == 0 || all.hits == all.points {
        return Err(Stop::DoesNotVary(all.density(), settings.runs));
    }
    let patience = Patience {
        peel: settings.peel,
        paste: settings.peel,
        ..Patience::default()
    };
    let boxes = induce(&shape.columns, &shape.hits, patience).unwrap_or_default();
    let Some((chosen, reached)) = choose(&boxes, &choice, settings.density) else {
        return Err(Stop::NothingUncertain);
    };
    let whole = &boxes[0].limits;
    let region = prune(&boxes[chosen], whole, &choice);
    Ok(Discovery {
        outcome: scenario.outcomes[outcome].id.clone(),
        outcome_name: scenario.outcomes[outcome].name.clone(),
        base: Estimate::share(measure.all().hits, measure.all().points),
        found: measured(scenario, &region, whole, &measure),
        density: settings.density,
        reached,
        trajectory: trajectory(&boxes, &choice, chosen),
        inputs: scenario.inputs.len(),
        scenario: scenario.id.clone(),
        scenario_name: scenario.name.clone(),
        hash: scenario.hash.clone(),
        seed: settings.seed,
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        runs: settings.runs,
        peel: settings.peel,
    })
}

/// The replications' inputs and hits, in three samples.
fn samples(
    scenario: &Scenario,
    settings: &Settings,
    classes: &[usize],
    outcome: usize,
) -> [Rows; 3] {
    let streams = Streams::new(settings.seed);
    let mut draw = Draw::default();
    [0, 1, 2].map(|sample| {
        let mut rows = Rows {
            columns: vec![Vec::new(); scenario.inputs.len()],
            hits: Vec::new(),
        };
        for run in sample * settings.runs..(sample + 1) * settings.runs {
            draw.draw(scenario, &streams, run);
            for (column, &value) in rows.columns.iter_mut().zip(&draw.inputs) {
                column.push(value);
            }
            rows.hits.push(classes[run as usize] == outcome);
        }
        rows
    })
}

fn trajectory(boxes: &[Region], rows: &Rows, chosen: usize) -> Vec<Step> {
    let all = rows.all();
    let step = |(k, region): (usize, &Region)| {
        let inside = rows.within(region);
        Step {
            coverage: inside.hits as f64 / all.hits.max(1) as f64,
            density: inside.density(),
            mass: inside.points as f64 / all.points.max(1) as f64,
            restricted: region.restricted.len(),
            chosen: k == chosen,
        }
    };
    boxes.iter().enumerate().map(step).collect()
}

/// The box on fresh rows; nothing where it has no limits or is no denser than all rows.
fn measured(scenario: &Scenario, region: &Region, whole: &[[f64; 2]], rows: &Rows) -> Option<Box> {
    let (inside, all): (Counted, Counted) = (rows.within(region), rows.all());
    let density = Estimate::share(inside.hits, inside.points);
    if region.restricted.is_empty() || density.low <= all.density() {
        return None;
    }
    let tested = tested(region, whole, rows);
    let limit = |&input: &usize| {
        let drawn = &scenario.inputs[input];
        let ends = region.limits[input];
        let own = |end: usize| (ends[end] != whole[input][end]).then_some(ends[end]);
        let place = |end: usize| own(end).map(|value| drawn.distribution.cdf(value));
        let clear = tested.iter().filter(|(of, ..)| *of == input);
        Limit {
            path: drawn.path.clone(),
            name: drawn.name.clone(),
            unit: drawn.unit.clone(),
            at_least: own(0),
            at_most: own(1),
            places: [place(0).unwrap_or(0.0), place(1).unwrap_or(1.0)],
            quasi_p: clear.map(|(.., p)| *p).fold(1.0, f64::min),
        }
    };
    Some(Box {
        limits: region.restricted.iter().map(limit).collect(),
        density,
        coverage: Estimate::share(inside.hits, all.hits),
        mass: Estimate::share(inside.points, all.points),
    })
}
