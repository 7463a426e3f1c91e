//! Plays two scenarios run by run with the same random numbers.

use super::{Seen, Side, Tally};
use crate::experiment::waves::{BLOCK, Watch, in_waves, pool};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::simulate::{Plays, Row, RunError};

/// Plays the first `runs` replications of both with a seed and counts the pairs.
///
/// # Errors
/// [`RunError`] if somebody asked to stop, or threads cannot be started.
pub fn play(
    [a, b]: [&Scenario; 2],
    seed: u64,
    runs: u64,
    threads: usize,
    watch: &mut Watch<'_>,
) -> Result<Tally, RunError> {
    let sides = [a, b].map(|scenario| Side::of(scenario, seed, runs));
    let settings = [a, b].map(Setting::new);
    let pool = pool(threads)?;
    let mut tally = Tally::new(&sides[0], &sides[1]);
    let stop = watch.stop;
    let block = |n: u64| {
        let mut tally = Tally::new(&sides[0], &sides[1]);
        let [mut of_a, mut of_b] = [0, 1].map(|k| Plays::new(&settings[k], seed));
        for run in n * BLOCK..runs.min((n + 1) * BLOCK) {
            if stop() {
                break;
            }
            let (row_a, row_b) = (of_a.row(run), of_b.row(run));
            tally.add(seen(&row_a, a), seen(&row_b, b));
        }
        tally
    };
    in_waves(
        &pool,
        0..runs.div_ceil(BLOCK),
        block,
        |_, block| {
            tally.merge(&block);
            Ok::<(), RunError>(())
        },
        stop,
        |blocks| (watch.progress)(runs.min(blocks * BLOCK)),
    )?;
    Ok(tally)
}

fn seen<'r>(row: &'r Row, scenario: &Scenario) -> Seen<'r> {
    Seen {
        outcome: row.outcome,
        deal: (row.outcome != scenario.no_deal_class()).then_some(row.round),
        utilities: &row.utilities,
    }
}
