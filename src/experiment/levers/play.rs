//! Plays variants of a scenario on the same runs, and notes what matters of each run.

use super::Settings;
use crate::experiment::waves::{Watch, in_waves, pool};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::simulate::{Plays, RunError};
use std::ops::Range;

/// Replications of a task.
const BLOCK: u64 = 128;

/// A scenario, and what is looked for in it.
pub(super) struct Variant<'s> {
    pub scenario: &'s Scenario,
    pub party: usize,
    pub outcome: usize,
}

/// What matters of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glimpse {
    /// Whether it ended in the outcome class.
    pub hit: bool,
    /// Utility of the party.
    pub utility: f64,
}

/// The runs of every variant, in order. `done` replications were played before.
pub(super) fn play(
    variants: &[Variant<'_>],
    runs: Range<u64>,
    settings: &Settings,
    done: u64,
    watch: &mut Watch<'_>,
) -> Result<Vec<Vec<Glimpse>>, RunError> {
    let pool = pool(settings.threads)?;
    let made: Vec<Setting<'_>> = variants.iter().map(|v| Setting::new(v.scenario)).collect();
    let stop = watch.stop;
    let count = runs.end - runs.start;
    let blocks = count.div_ceil(BLOCK);
    let task = |n: u64| {
        let (k, block) = ((n / blocks) as usize, n % blocks);
        let Variant { party, outcome, .. } = variants[k];
        let mut plays = Plays::new(&made[k], settings.seed);
        let first = runs.start + block * BLOCK;
        let mut seen = Vec::with_capacity(BLOCK as usize);
        for run in first..runs.end.min(first + BLOCK) {
            if stop() {
                break;
            }
            let row = plays.row(run);
            seen.push(Glimpse {
                hit: row.outcome == outcome,
                utility: row.utilities[party],
            });
        }
        seen
    };
    let mut seen: Vec<Vec<Glimpse>> = vec![Vec::new(); variants.len()];
    in_waves(
        &pool,
        0..blocks * variants.len() as u64,
        task,
        |n, runs| {
            seen[(n / blocks) as usize].extend(runs);
            Ok::<(), RunError>(())
        },
        stop,
        |tasks| {
            let (whole, part) = (tasks / blocks, tasks % blocks);
            (watch.progress)(done + whole * count + count.min(part * BLOCK))
        },
    )?;
    Ok(seen)
}
