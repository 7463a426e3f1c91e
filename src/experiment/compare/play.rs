//! Plays two scenarios run by run with the same random numbers.

use super::{Seen, Side, Tally};
use crate::experiment::Stop;
use crate::experiment::in_order::{Watch, in_order};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::simulate::{Plays, Row};

/// Pairs of replications that are counted at a stretch.
const BLOCK: u64 = 256;

/// Takes pairs of replications, in order: that of A, that of B.
pub type PairSink<'a> = dyn FnMut(&[Row; 2]) -> std::io::Result<()> + 'a;

/// Plays the first `runs` replications of both with a seed and counts the pairs; hands them over where they
/// are wanted.
///
/// # Errors
/// [`Stop`] if somebody asked to stop, a pair could not be taken, or threads cannot be started.
pub fn play(
    [a, b]: [&Scenario; 2],
    seed: u64,
    runs: u64,
    threads: usize,
    mut pairs: Option<&mut PairSink<'_>>,
    watch: &mut Watch<'_>,
) -> Result<Tally, Stop> {
    let sides = [a, b].map(|scenario| Side::of(scenario, seed, runs));
    let settings = [a, b].map(Setting::new);
    let mut tally = Tally::new(&sides[0], &sides[1]);
    let keep = pairs.is_some();
    in_order(
        0..runs.div_ceil(BLOCK),
        threads,
        watch.stop,
        &|desk| {
            let [mut of_a, mut of_b] = [0, 1].map(|k| Plays::new(&settings[k], seed));
            desk.each(|n| {
                let mut tally = Tally::new(&sides[0], &sides[1]);
                let mut kept = Vec::new();
                for run in n * BLOCK..runs.min((n + 1) * BLOCK) {
                    desk.go_on()?;
                    let (row_a, row_b) = (of_a.row(run), of_b.row(run));
                    tally.add(seen(&row_a, a), seen(&row_b, b));
                    if keep {
                        kept.push([row_a, row_b]);
                    }
                }
                Ok((tally, kept))
            });
        },
        &mut |n, (block, kept)| {
            tally.merge(&block);
            if let Some(sink) = &mut pairs {
                kept.iter().try_for_each(sink).map_err(Stop::Lost)?;
            }
            match (watch.progress)(runs.min((n + 1) * BLOCK)) {
                true => Ok(()),
                false => Err(Stop::Interrupted),
            }
        },
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
