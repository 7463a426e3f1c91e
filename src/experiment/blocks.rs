//! Numbered blocks of an experiment: those that were taken down before are handed in, the others are played on all
//! threads and taken down in order.
//!
//! What a block comes to depends on nothing but its number, so that an experiment that was stopped goes on after the
//! last block that was taken down, and the number of threads changes no byte.
//!
//! Blocks that are known before anything is played can be played in parts. What a part takes down, put behind what
//! the parts before it took down, is what a single run takes down; what hangs on all parts is played afterwards.

use super::in_order::{Desk, Watch, in_order};
use super::{Shard, Stop};
use std::collections::VecDeque;
use std::fmt;
use std::ops::Range;

/// Takes down a block's numbers.
pub type Take<'a> = dyn FnMut(&[f64]) -> std::io::Result<()> + 'a;

/// What an experiment works with besides its scenario and settings. None of it changes a result.
pub struct Means<'a> {
    /// Threads to use; 0 for as many as the machine has.
    pub threads: usize,
    /// The part to play, of the blocks that are known beforehand; everything where nothing is said. An experiment
    /// that has played its part ends with [`Stop::Part`].
    pub shard: Option<Shard>,
    /// Blocks that were taken down before, in order; of a part, those of the part.
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
        shown.field("shard", &self.shard);
        shown.field("known", &self.known.len());
        shown.finish_non_exhaustive()
    }
}

impl Means<'_> {
    /// So many threads, everything to play, nothing taken down and nobody watching.
    ///
    /// ```
    /// use zopa::experiment::course::Means;
    /// Means::alone(2, |means| assert_eq!(means.threads, 2));
    /// ```
    pub fn alone<T>(threads: usize, work: impl FnOnce(Means<'_>) -> T) -> T {
        work(Means {
            threads,
            shard: None,
            known: Vec::new(),
            take: &mut |_| Ok(()),
            watch: Watch {
                progress: &mut |_| true,
                stop: &|| false,
            },
        })
    }
}

/// How much an experiment plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Replications in all, at most.
    pub replications: u64,
    /// Those of them that are known before anything is played.
    pub beforehand: u64,
    /// The blocks that these are, which can be played in parts.
    pub blocks: u64,
}

/// How some blocks are played.
pub(super) struct Stretch<'s, T> {
    /// Replications of a block.
    pub size: &'s dyn Fn(u64) -> u64,
    /// Plays blocks; called once on every thread.
    pub work: &'s (dyn Fn(&Desk<'_, T>) + Sync),
    /// What is taken down of a block that was played.
    pub numbers: &'s mut dyn FnMut(T) -> Result<Vec<f64>, Stop>,
    /// Counts the numbers of a block, whether it was played now or before; says whether they can be its numbers.
    pub count: &'s mut dyn FnMut(u64, &[f64]) -> bool,
}

/// The blocks of an experiment under way.
pub(super) struct Blocks<'m> {
    threads: usize,
    /// Those to play, where only a part is.
    part: Option<Range<u64>>,
    /// Those that were taken down before.
    known: VecDeque<Vec<f64>>,
    take: &'m mut Take<'m>,
    watch: Watch<'m>,
    /// Blocks taken up or down.
    taken: usize,
    /// Replications done.
    done: u64,
}

impl<'m> Blocks<'m> {
    /// None of them counted yet; so many are known beforehand, and numbered from 0.
    pub fn new(means: Means<'m>, beforehand: u64) -> Self {
        Self {
            threads: means.threads,
            part: means.shard.map(|shard| shard.part(beforehand)),
            known: means.known.into(),
            take: means.take,
            watch: means.watch,
            taken: 0,
            done: 0,
        }
    }

    /// Replications done.
    pub const fn done(&self) -> u64 {
        self.done
    }

    /// Whether only a part is to be played, of which nothing can be told.
    pub const fn is_part(&self) -> bool {
        self.part.is_some()
    }

    /// Counts the blocks of a range of numbers, as far as they belong to the part, those that are known first.
    ///
    /// # Errors
    /// [`Stop`]; all blocks before have been taken down.
    pub fn play<T: Send>(
        &mut self,
        blocks: Range<u64>,
        stretch: Stretch<'_, T>,
    ) -> Result<(), Stop> {
        let mut due = match &self.part {
            Some(part) => part.start.max(blocks.start)..part.end.min(blocks.end),
            None => blocks,
        };
        let Stretch {
            size,
            work,
            numbers,
            count,
        } = stretch;
        while due.start < due.end {
            let Some(known) = self.known.pop_front() else {
                break;
            };
            self.taken += 1;
            if known.iter().any(|value| !value.is_finite()) || !count(due.start, &known) {
                return Err(Stop::Damaged(self.taken));
            }
            self.done += size(due.start);
            due.start += 1;
        }
        let (done, taken) = (&mut self.done, &mut self.taken);
        let (take, progress, stop) = (&mut self.take, &mut self.watch.progress, self.watch.stop);
        if !progress(*done) {
            return Err(Stop::Interrupted);
        }
        in_order(due, self.threads, stop, work, &mut |block, played| {
            let numbers = numbers(played)?;
            take(&numbers).map_err(Stop::Lost)?;
            count(block, &numbers);
            *taken += 1;
            *done += size(block);
            match progress(*done) {
                true => Ok(()),
                false => Err(Stop::Interrupted),
            }
        })
    }

    /// To be called when all is played that is known beforehand, before anything that hangs on all of it.
    ///
    /// # Errors
    /// Those of [`Blocks::end`] where only a part was to be played.
    pub fn end_part(&self) -> Result<(), Stop> {
        match self.is_part() {
            true => self.end(),
            false => Ok(()),
        }
    }

    /// To be called when all is played.
    ///
    /// # Errors
    /// [`Stop::Damaged`] where more was taken down before than there is to play; [`Stop::Part`] where only a part
    /// was to be played.
    pub fn end(&self) -> Result<(), Stop> {
        if !self.known.is_empty() {
            return Err(Stop::Damaged(self.taken + 1));
        }
        match self.is_part() {
            true => Err(Stop::Part),
            false => Ok(()),
        }
    }
}
