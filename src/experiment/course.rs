//! Plays the replications of an experiment in blocks, on all threads, and hands their numbers over in order.
//!
//! What a block comes to depends on nothing but its place, so that an experiment that was stopped goes on
//! after the last block that was taken down, and the number of threads changes no byte.

use super::waves::{in_waves, pool};
use crate::negotiate::Setting;
use crate::simulate::{Plays, RunError};
use crate::stats::largest;
use std::collections::VecDeque;
use std::fmt;

/// Replications of a block.
pub const BLOCK: usize = 64;

/// Why an experiment did not finish.
#[derive(Debug)]
pub enum Stop {
    /// The watcher asked to stop.
    Interrupted,
    /// No input of the scenario is uncertain.
    NothingUncertain,
    /// The output was the same in every replication: its value, and in how many.
    DoesNotVary(f64, u64),
    /// A block that was taken down before is none of this experiment: which, from 1.
    Damaged(usize),
    /// A block could not be taken down.
    Lost(std::io::Error),
    /// Threads could not be started.
    Threads(String),
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Interrupted => f.write_str("the experiment was stopped"),
            Self::NothingUncertain => f.write_str("no input of this scenario is uncertain"),
            Self::DoesNotVary(value, runs) => {
                write!(f, "the output is {value} in all of {runs} replications")
            }
            Self::Damaged(line) => write!(f, "line {line} is no block of this experiment"),
            Self::Lost(error) => write!(f, "a block cannot be written: {error}"),
            Self::Threads(error) => write!(f, "cannot start threads: {error}"),
        }
    }
}

impl std::error::Error for Stop {}

/// Takes down a block's numbers.
pub type Take<'a> = dyn FnMut(&[f64]) -> std::io::Result<()> + 'a;
/// Is told how many replications are done; says whether to go on.
pub type Watch<'a> = dyn FnMut(u64) -> bool + 'a;

/// An experiment under way.
pub struct Course<'a, 's> {
    setting: &'a Setting<'s>,
    seed: u64,
    pool: rayon::ThreadPool,
    /// Blocks that were taken down before.
    known: VecDeque<Vec<f64>>,
    take: &'a mut Take<'a>,
    watch: &'a mut Watch<'a>,
    blocks: usize,
    done: u64,
}

impl fmt::Debug for Course<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Course");
        shown.field("seed", &self.seed).field("done", &self.done);
        shown.finish_non_exhaustive()
    }
}

impl<'a, 's> Course<'a, 's> {
    /// At its beginning; `threads` is 0 for as many as the machine has.
    ///
    /// # Errors
    /// If threads cannot be started.
    pub fn new(
        setting: &'a Setting<'s>,
        seed: u64,
        threads: usize,
        known: Vec<Vec<f64>>,
        take: &'a mut Take<'a>,
        watch: &'a mut Watch<'a>,
    ) -> Result<Self, Stop> {
        Ok(Self {
            setting,
            seed,
            pool: pool(threads).map_err(Stop::from)?,
            known: known.into(),
            take,
            watch,
            blocks: 0,
            done: 0,
        })
    }

    /// Replications done.
    pub const fn done(&self) -> u64 {
        self.done
    }

    /// Plays `count` replications and returns their numbers, `width` each, in order. `play` plays the one
    /// of an index and appends its numbers; it must depend on the index alone.
    ///
    /// # Errors
    /// [`Stop`]; all blocks before have been taken down.
    pub fn play(
        &mut self,
        count: usize,
        width: usize,
        play: &(dyn Fn(&mut Plays<'a, 's>, usize, &mut Vec<f64>) + Sync),
    ) -> Result<Vec<f64>, Stop> {
        let blocks = count.div_ceil(BLOCK);
        let of_block = |block: usize| block * BLOCK..count.min((block + 1) * BLOCK);
        let mut values = Vec::with_capacity(count * width);
        let mut next = 0;
        while next < blocks {
            let Some(known) = self.known.pop_front() else {
                break;
            };
            self.blocks += 1;
            let fits = known.len() == of_block(next).len() * width;
            if !fits || known.iter().any(|value| !value.is_finite()) {
                return Err(Stop::Damaged(self.blocks));
            }
            self.done += of_block(next).len() as u64;
            values.extend(known);
            next += 1;
        }
        if !(self.watch)(self.done) {
            return Err(Stop::Interrupted);
        }
        let (setting, seed) = (self.setting, self.seed);
        let play_block = |block: u64| {
            let mut plays = Plays::new(setting, seed);
            let mut numbers = Vec::with_capacity(BLOCK * width);
            of_block(block as usize).for_each(|index| play(&mut plays, index, &mut numbers));
            numbers
        };
        let within = |blocks: u64| (count as u64).min(blocks * BLOCK as u64);
        let before = self.done - within(next as u64);
        let done = |blocks: u64| before + within(blocks);
        let (take, watch, taken) = (&mut self.take, &mut self.watch, &mut self.blocks);
        in_waves(
            &self.pool,
            next as u64..blocks as u64,
            play_block,
            |_, numbers: Vec<f64>| {
                take(&numbers).map_err(Stop::Lost)?;
                *taken += 1;
                values.extend(numbers);
                Ok::<(), Stop>(())
            },
            &|| false,
            |blocks| watch(done(blocks)),
        )?;
        self.done = done(blocks as u64);
        Ok(values)
    }
}

impl From<RunError> for Stop {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Interrupted => Self::Interrupted,
            RunError::Rows(error) => Self::Lost(error),
            RunError::Threads(error) => Self::Threads(error),
        }
    }
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
