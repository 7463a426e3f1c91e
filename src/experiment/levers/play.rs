//! Plays variants of a scenario on the same runs, and notes what matters of each run.

use crate::experiment::Stop;
use crate::experiment::blocks::{Blocks, Stretch};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::simulate::Plays;
use std::ops::Range;

/// Replications of a block.
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

/// Blocks of so many runs of one variant.
pub(super) fn blocks(runs: u64) -> u64 {
    runs.div_ceil(BLOCK)
}

/// The runs of every variant, in order: block by block, variant after variant.
pub(super) fn play(
    variants: &[Variant<'_>],
    runs: Range<u64>,
    seed: u64,
    blocks: &mut Blocks<'_>,
) -> Result<Vec<Vec<Glimpse>>, Stop> {
    let made: Vec<Setting<'_>> = variants.iter().map(|v| Setting::new(v.scenario)).collect();
    let each = self::blocks(runs.end - runs.start);
    let of_block = |block: u64| {
        let first = runs.start + block % each * BLOCK;
        first..runs.end.min(first + BLOCK)
    };
    let mut seen: Vec<Vec<Glimpse>> = vec![Vec::new(); variants.len()];
    let stretch = Stretch {
        size: &|block| of_block(block).count() as u64,
        work: &|desk| {
            desk.each(|block| {
                let k = (block / each) as usize;
                let Variant { party, outcome, .. } = variants[k];
                let mut plays = Plays::new(&made[k], seed);
                let glimpses = of_block(block).map(|run| {
                    desk.go_on()?;
                    let row = plays.row(run);
                    Ok(Glimpse {
                        hit: row.outcome == outcome,
                        utility: row.utilities[party],
                    })
                });
                glimpses.collect()
            });
        },
        numbers: &mut |glimpses: Vec<Glimpse>| Ok(numbers(&glimpses)),
        count: &mut |block, numbers| match glimpses(numbers) {
            Some(glimpses) if glimpses.len() == of_block(block).count() => {
                seen[(block / each) as usize].extend(glimpses);
                true
            }
            _ => false,
        },
    };
    blocks.play(0..each * variants.len() as u64, stretch)?;
    Ok(seen)
}

/// Runs as numbers, two each.
fn numbers(glimpses: &[Glimpse]) -> Vec<f64> {
    let pairs = glimpses
        .iter()
        .map(|run| [f64::from(u8::from(run.hit)), run.utility]);
    pairs.flatten().collect()
}

/// Runs from their numbers; `None` where they are those of no runs.
fn glimpses(numbers: &[f64]) -> Option<Vec<Glimpse>> {
    let pairs = numbers.chunks(2).map(|pair| match *pair {
        [hit, utility] if hit == 0.0 || hit == 1.0 => Some(Glimpse {
            hit: hit == 1.0,
            utility,
        }),
        _ => None,
    });
    pairs.collect()
}
