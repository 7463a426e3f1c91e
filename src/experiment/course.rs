//! Plays the replications of one scenario in numbered blocks, each taken down as one number per replication.

use super::Stop;
use super::blocks::{Blocks, Stretch};
use crate::negotiate::Setting;
use crate::simulate::Plays;
use crate::stats::largest;
use std::fmt;

pub use super::blocks::{Extent, Means, Take};

/// Replications of a block.
pub const BLOCK: u64 = 64;

/// A replication with its inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it was played for.
    pub stage: String,
    /// Its number, which tells its random streams.
    pub run: u64,
    /// Values of the uncertain inputs, in the order of the scenario.
    pub inputs: Vec<f64>,
    /// What came out.
    pub output: f64,
}

/// An experiment under way.
pub struct Course<'a, 's, 'm> {
    setting: &'a Setting<'s>,
    seed: u64,
    blocks: Blocks<'m>,
    /// Number of the next block.
    block: u64,
}

impl fmt::Debug for Course<'_, '_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Course");
        shown.field("seed", &self.seed).field("done", &self.done());
        shown.finish_non_exhaustive()
    }
}

/// The output of the replication of an index, which must depend on the index alone.
pub type Play<'p, 'a, 's> = dyn Fn(&mut Plays<'a, 's>, usize) -> f64 + Sync + 'p;

impl<'a, 's, 'm> Course<'a, 's, 'm> {
    /// At its beginning, with so many blocks known beforehand.
    pub fn new(setting: &'a Setting<'s>, seed: u64, means: Means<'m>, beforehand: u64) -> Self {
        Self {
            setting,
            seed,
            blocks: Blocks::new(means, beforehand),
            block: 0,
        }
    }

    /// Replications done.
    pub const fn done(&self) -> u64 {
        self.blocks.done()
    }

    /// Whether only a part is to be played, of which nothing can be told.
    pub const fn is_part(&self) -> bool {
        self.blocks.is_part()
    }

    /// To be called when all is played that is known beforehand, before anything that hangs on all of it.
    ///
    /// # Errors
    /// Those of [`Course::end`] where only a part was to be played.
    pub fn end_part(&self) -> Result<(), Stop> {
        self.blocks.end_part()
    }

    /// To be called when all is played.
    ///
    /// # Errors
    /// [`Stop::Damaged`] where more was taken down before than there is to play; [`Stop::Part`] where only a part
    /// was to be played.
    pub fn end(&self) -> Result<(), Stop> {
        self.blocks.end()
    }

    /// Plays `count` replications and returns their outputs, in order: no number where they belong to
    /// another part.
    ///
    /// # Errors
    /// [`Stop`]; all blocks before have been taken down.
    pub fn play(&mut self, count: usize, play: &Play<'_, 'a, 's>) -> Result<Vec<f64>, Stop> {
        let first = self.block;
        let all = first..first + blocks(count);
        self.block = all.end;
        let of_block = |block: u64| {
            let start = ((block - first) * BLOCK) as usize;
            start..count.min(start + BLOCK as usize)
        };
        let mut values = vec![f64::NAN; count];
        let (setting, seed) = (self.setting, self.seed);
        let stretch = Stretch {
            size: &|block| of_block(block).len() as u64,
            work: &|desk| {
                let mut plays = Plays::new(setting, seed);
                desk.each(|block| {
                    let indices = of_block(block).map(|index| {
                        desk.go_on()?;
                        Ok(play(&mut plays, index))
                    });
                    indices.collect()
                });
            },
            numbers: &mut Ok,
            count: &mut |block, numbers| {
                let place = &mut values[of_block(block)];
                let fits = place.len() == numbers.len();
                if fits {
                    place.copy_from_slice(numbers);
                }
                fits
            },
        };
        self.blocks.play(all, stretch)?;
        Ok(values)
    }
}

/// Blocks of so many replications.
pub fn blocks(count: usize) -> u64 {
    (count as u64).div_ceil(BLOCK)
}

/// The commonest of so many classes, each given by its index; among equals the first.
pub fn commonest(classes: &[f64], count: usize) -> usize {
    let mut counts = vec![0; count];
    for &class in classes {
        // What was taken down before may have been changed since.
        if let Some(count) = counts.get_mut(class as usize) {
            *count += 1;
        }
    }
    largest(&counts)
}
