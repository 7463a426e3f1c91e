//! Plays variants of a scenario on the same runs, and notes what matters of each run.

use super::Settings;
use crate::experiment::Stop;
use crate::experiment::in_order::{Watch, in_order};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::simulate::Plays;
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
) -> Result<Vec<Vec<Glimpse>>, Stop> {
    let made: Vec<Setting<'_>> = variants.iter().map(|v| Setting::new(v.scenario)).collect();
    let count = runs.end - runs.start;
    let blocks = count.div_ceil(BLOCK);
    let mut seen: Vec<Vec<Glimpse>> = vec![Vec::new(); variants.len()];
    let mut done = done;
    in_order(
        0..blocks * variants.len() as u64,
        settings.threads,
        watch.stop,
        &|desk| {
            desk.each(|n| {
                let (k, block) = ((n / blocks) as usize, n % blocks);
                let Variant { party, outcome, .. } = variants[k];
                let mut plays = Plays::new(&made[k], settings.seed);
                let first = runs.start + block * BLOCK;
                let glimpses = (first..runs.end.min(first + BLOCK)).map(|run| {
                    desk.go_on()?;
                    let row = plays.row(run);
                    Ok(Glimpse {
                        hit: row.outcome == outcome,
                        utility: row.utilities[party],
                    })
                });
                glimpses.collect::<Result<Vec<Glimpse>, Stop>>()
            });
        },
        &mut |n, runs| {
            done += runs.len() as u64;
            seen[(n / blocks) as usize].extend(runs);
            match (watch.progress)(done) {
                true => Ok(()),
                false => Err(Stop::Interrupted),
            }
        },
    )?;
    Ok(seen)
}
