//! Runs blocks of replications on all threads and tallies them in order.

use super::material::details;
use super::replicate::Replicator;
use super::summary::forecast;
use super::tally::Tally;
use super::{Progress, Row, RowSink, RunError, Runs, Settings, Simulation};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::stats::{largest, wilson};
use rayon::prelude::*;

/// Replications that one thread plays at a stretch.
const BLOCK: u64 = 256;
/// Blocks between two looks at the progress, whatever the number of threads.
const WAVE: u64 = 16;
/// Half-width of the headline share's 95% interval at which `auto` stops.
pub const AUTO_HALF_WIDTH: f64 = 0.01;
/// Most replications of `auto`.
const AUTO_LIMIT: u64 = 1 << 20;

/// Plays a scenario and tallies how it ends. `watch` is called between waves of replications and
/// returns whether to go on.
///
/// # Errors
/// [`RunError`] if the watcher asks to stop or a row cannot be written.
pub fn run(
    scenario: &Scenario,
    settings: &Settings,
    rows: Option<&mut RowSink<'_>>,
    watch: &mut dyn FnMut(&Progress) -> bool,
) -> Result<Simulation, RunError> {
    run_until(scenario, settings, rows, watch, &|| false)
}

/// The same, but `stop` is asked before every replication, on any thread, so that a wave of slow
/// replications need not be waited for.
///
/// # Errors
/// As [`run`]; [`RunError::Interrupted`] also where `stop` says so.
pub fn run_until(
    scenario: &Scenario,
    settings: &Settings,
    rows: Option<&mut RowSink<'_>>,
    watch: &mut dyn FnMut(&Progress) -> bool,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Simulation, RunError> {
    let setting = Setting::new(scenario);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.threads)
        .build()
        .map_err(|error| RunError::Threads(error.to_string()))?;
    let tally = play_waves(&setting, settings, &pool, rows, watch, stop)?;
    let forecast = forecast(scenario, settings, &tally);
    let details = details(&setting, settings, &tally, &forecast);
    Ok(Simulation { forecast, details })
}

fn play_waves(
    setting: &Setting<'_>,
    settings: &Settings,
    pool: &rayon::ThreadPool,
    mut rows: Option<&mut RowSink<'_>>,
    watch: &mut dyn FnMut(&Progress) -> bool,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Tally, RunError> {
    let mut tally = Tally::new(setting.scenario);
    let total = match settings.runs {
        Runs::Fixed(runs) => runs,
        Runs::Auto => AUTO_LIMIT,
    };
    while tally.runs < total {
        let start = tally.runs;
        let end = total.min(start + BLOCK * WAVE);
        let keep_rows = rows.is_some();
        let blocks: Vec<(Tally, Vec<Row>)> = pool.install(|| {
            let blocks = (end - start).div_ceil(BLOCK);
            let block = |n: u64| {
                let first = start + n * BLOCK;
                play_block(
                    setting,
                    settings.seed,
                    first..end.min(first + BLOCK),
                    keep_rows,
                    stop,
                )
            };
            (0..blocks).into_par_iter().map(block).collect()
        });
        if stop() {
            return Err(RunError::Interrupted);
        }
        for (block, block_rows) in blocks {
            tally.merge(block);
            if let Some(sink) = &mut rows {
                for row in &block_rows {
                    sink(row).map_err(RunError::Rows)?;
                }
            }
        }
        let progress = progress(setting.scenario, settings, &tally);
        if !watch(&progress) {
            return Err(RunError::Interrupted);
        }
        if settings.runs == Runs::Auto && progress.half_width <= AUTO_HALF_WIDTH {
            break;
        }
    }
    Ok(tally)
}

fn play_block(
    setting: &Setting<'_>,
    seed: u64,
    runs: std::ops::Range<u64>,
    keep_rows: bool,
    stop: &(dyn Fn() -> bool + Sync),
) -> (Tally, Vec<Row>) {
    let mut tally = Tally::new(setting.scenario);
    let mut replicator = Replicator::new(setting, seed);
    let mut rows = Vec::new();
    for run in runs {
        if stop() {
            break;
        }
        let row = replicator.count(run, &mut tally);
        if keep_rows {
            rows.push(row);
        }
    }
    (tally, rows)
}

fn progress(scenario: &Scenario, settings: &Settings, tally: &Tally) -> Progress {
    let headline = largest(&tally.outcomes);
    let (low, high) = wilson(tally.outcomes[headline], tally.runs);
    Progress {
        done: tally.runs,
        total: match settings.runs {
            Runs::Fixed(runs) => Some(runs),
            Runs::Auto => None,
        },
        headline: scenario.outcomes[headline].name.clone(),
        share: tally.outcomes[headline] as f64 / tally.runs.max(1) as f64,
        half_width: 0.5 * (high - low),
    }
}
