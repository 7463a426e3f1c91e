//! Plays two scenarios run by run with the same random numbers.

use super::{Seen, Side, Tally};
use crate::experiment::Stop;
use crate::experiment::blocks::{Blocks, Extent, Means, Stretch};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::simulate::{Plays, Row};
use crate::stats::whole;
use std::ops::Range;

/// Pairs of replications that are counted at a stretch.
const BLOCK: u64 = 256;

/// Takes the pairs of a block, blocks in order: that of A, that of B. Says how many bytes it wrote.
pub type PairSink<'a> = dyn FnMut(&[[Row; 2]]) -> std::io::Result<u64> + 'a;

/// Plays the first `runs` replications of both with a seed and counts the pairs; hands over, where they are
/// wanted, those of blocks that were not taken down before. A block is taken down as its counts and the bytes
/// written of its pairs.
///
/// # Errors
/// [`Stop`] if somebody asked to stop, a pair could not be taken, threads cannot be started, or a part was played.
pub fn play(
    [a, b]: [&Scenario; 2],
    seed: u64,
    runs: u64,
    mut pairs: Option<&mut PairSink<'_>>,
    means: Means<'_>,
) -> Result<Tally, Stop> {
    let empty = nothing([a, b]);
    let settings = [a, b].map(Setting::new);
    let mut tally = empty.clone();
    let keep = pairs.is_some();
    let due = extent(runs).blocks;
    let mut blocks = Blocks::new(means, due);
    let stretch = Stretch {
        size: &|n| of_block(n, runs).count() as u64,
        work: &|desk| {
            let [mut of_a, mut of_b] = [0, 1].map(|k| Plays::new(&settings[k], seed));
            desk.each(|n| {
                let mut tally = empty.clone();
                let mut kept = Vec::new();
                for run in of_block(n, runs) {
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
        numbers: &mut |(block, kept): (Tally, Vec<[Row; 2]>)| {
            let mut numbers = block.numbers();
            if let Some(sink) = &mut pairs {
                numbers.push(sink(&kept).map_err(Stop::Lost)? as f64);
            }
            Ok(numbers)
        },
        count: &mut |n, numbers| match read(&empty, numbers, of_block(n, runs), keep) {
            Some((block, _)) => {
                tally.merge(&block);
                true
            }
            None => false,
        },
    };
    blocks.play(0..due, stretch)?;
    blocks.end()?;
    Ok(tally)
}

/// How much a comparison of so many pairs plays, all of which is known beforehand.
pub fn extent(runs: u64) -> Extent {
    Extent {
        replications: runs,
        beforehand: runs,
        blocks: runs.div_ceil(BLOCK),
    }
}

/// Bytes that were written of the pairs of blocks that were taken down before, from the block of a number on.
///
/// # Errors
/// [`Stop::Damaged`] where one of them is none of this comparison.
pub fn bytes_written(
    both: [&Scenario; 2],
    runs: u64,
    first: u64,
    known: &[Vec<f64>],
) -> Result<u64, Stop> {
    let empty = nothing(both);
    let bytes = known.iter().zip(0..).map(|(numbers, n)| {
        let block = read(&empty, numbers, of_block(first + n, runs), true);
        block
            .map(|(_, bytes)| bytes)
            .ok_or(Stop::Damaged(n as usize + 1))
    });
    bytes.sum()
}

/// No pair of these two counted yet.
fn nothing(both: [&Scenario; 2]) -> Tally {
    let [a, b] = both.map(|scenario| Side::of(scenario, 0, 0));
    Tally::new(&a, &b)
}

/// The replications of a block.
fn of_block(n: u64, runs: u64) -> Range<u64> {
    n * BLOCK..runs.min((n + 1) * BLOCK)
}

/// A block from its numbers, with the bytes that were written of its pairs; `None` where they are those of another.
fn read(empty: &Tally, numbers: &[f64], runs: Range<u64>, kept: bool) -> Option<(Tally, u64)> {
    let (bytes, numbers) = match kept {
        true => numbers.split_last()?,
        false => (&0.0, numbers),
    };
    let block = empty.read(numbers)?;
    let fits = block.pairs() == runs.end.saturating_sub(runs.start);
    fits.then_some((block, whole(*bytes)?))
}

fn seen<'r>(row: &'r Row, scenario: &Scenario) -> Seen<'r> {
    Seen {
        outcome: row.outcome,
        deal: (row.outcome != scenario.no_deal_class()).then_some(row.round),
        utilities: &row.utilities,
    }
}
