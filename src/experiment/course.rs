//! Plays the replications of an experiment in numbered blocks, on all threads, and hands their numbers over in order.
//!
//! What a block comes to depends on nothing but its number, so that an experiment that was stopped goes on
//! after the last block that was taken down, a part of it can be played by itself, and the number of threads
//! changes no byte.

use super::in_order::{Watch, in_order};
use super::{Shard, Stop};
use crate::negotiate::Setting;
use crate::simulate::Plays;
use crate::stats::largest;
use std::collections::VecDeque;
use std::fmt;
use std::ops::Range;

/// Replications of a block.
pub const BLOCK: u64 = 64;

/// Takes down a block's numbers.
pub type Take<'a> = dyn FnMut(&[f64]) -> std::io::Result<()> + 'a;

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

/// What an experiment works with besides its scenario and settings. None of it changes a result.
pub struct Means<'a> {
    /// Threads to use; 0 for as many as the machine has.
    pub threads: usize,
    /// Blocks that were taken down before, in order.
    pub known: Vec<Vec<f64>>,
    /// Takes down each further one.
    pub take: &'a mut Take<'a>,
    /// Is told how far it has come.
    pub watch: Watch<'a>,
}

impl fmt::Debug for Means<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Means");
        shown.field("threads", &self.threads);
        shown.field("known", &self.known.len());
        shown.finish_non_exhaustive()
    }
}

impl Means<'_> {
    /// So many threads, nothing taken down and nobody watching.
    ///
    /// ```
    /// use zopa::experiment::course::Means;
    /// Means::alone(2, |means| assert_eq!(means.threads, 2));
    /// ```
    pub fn alone<T>(threads: usize, work: impl FnOnce(Means<'_>) -> T) -> T {
        work(Means {
            threads,
            known: Vec::new(),
            take: &mut |_| Ok(()),
            watch: Watch {
                progress: &mut |_| true,
                stop: &|| false,
            },
        })
    }
}

/// An experiment under way.
pub struct Course<'a, 's, 'm> {
    setting: &'a Setting<'s>,
    seed: u64,
    threads: usize,
    /// Blocks that were taken down before.
    known: VecDeque<Vec<f64>>,
    take: &'m mut Take<'m>,
    watch: Watch<'m>,
    /// The blocks to play; all where nothing is said.
    part: Option<Range<u64>>,
    /// Number of the next block.
    block: u64,
    /// Blocks taken up or down.
    taken: usize,
    done: u64,
}

impl fmt::Debug for Course<'_, '_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Course");
        shown.field("seed", &self.seed).field("done", &self.done);
        shown.finish_non_exhaustive()
    }
}

/// The output of the replication of an index, which must depend on the index alone.
pub type Play<'p, 'a, 's> = dyn Fn(&mut Plays<'a, 's>, usize) -> f64 + Sync + 'p;

impl<'a, 's, 'm> Course<'a, 's, 'm> {
    /// At its beginning.
    pub fn new(setting: &'a Setting<'s>, seed: u64, means: Means<'m>) -> Self {
        Self {
            setting,
            seed,
            threads: means.threads,
            known: means.known.into(),
            take: means.take,
            watch: means.watch,
            part: None,
            block: 0,
            taken: 0,
            done: 0,
        }
    }

    /// Only a part of so many blocks.
    #[must_use]
    pub fn part(self, shard: Shard, blocks: u64) -> Self {
        Self {
            part: Some(shard.part(blocks)),
            ..self
        }
    }

    /// Replications done.
    pub const fn done(&self) -> u64 {
        self.done
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
        let mut due = match &self.part {
            Some(part) => part.start.max(all.start)..part.end.min(all.end),
            None => all,
        };
        let of_block = |block: u64| {
            let start = ((block - first) * BLOCK) as usize;
            start..count.min(start + BLOCK as usize)
        };
        let mut values = vec![f64::NAN; count];
        while due.start < due.end {
            let Some(known) = self.known.pop_front() else {
                break;
            };
            self.taken += 1;
            let place = &mut values[of_block(due.start)];
            if known.len() != place.len() || known.iter().any(|value| !value.is_finite()) {
                return Err(Stop::Damaged(self.taken));
            }
            place.copy_from_slice(&known);
            self.done += known.len() as u64;
            due.start += 1;
        }
        let (done, taken) = (&mut self.done, &mut self.taken);
        let (take, progress, stop) = (&mut self.take, &mut self.watch.progress, self.watch.stop);
        if !progress(*done) {
            return Err(Stop::Interrupted);
        }
        let (setting, seed) = (self.setting, self.seed);
        in_order(
            due,
            self.threads,
            stop,
            &|desk| {
                let mut plays = Plays::new(setting, seed);
                desk.each(|block| {
                    let indices = of_block(block).map(|index| {
                        desk.go_on()?;
                        Ok(play(&mut plays, index))
                    });
                    indices.collect()
                });
            },
            &mut |block, numbers: Vec<f64>| {
                take(&numbers).map_err(Stop::Lost)?;
                values[of_block(block)].copy_from_slice(&numbers);
                *taken += 1;
                *done += numbers.len() as u64;
                match progress(*done) {
                    true => Ok(()),
                    false => Err(Stop::Interrupted),
                }
            },
        )?;
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
