//! Numbered blocks of an experiment: those that were taken down before are handed in, the others are played on all
//! threads and taken down in order.
//!
//! What a block comes to depends on nothing but its number, so that an experiment that was stopped goes on after the
//! last block that was taken down, and the number of threads changes no byte.

use super::Stop;
use super::in_order::{Desk, Watch, in_order};
use std::collections::VecDeque;
use std::fmt;
use std::ops::Range;

/// Takes down a block's numbers.
pub type Take<'a> = dyn FnMut(&[f64]) -> std::io::Result<()> + 'a;

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
    /// None of them counted yet.
    pub fn new(means: Means<'m>) -> Self {
        Self {
            threads: means.threads,
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

    /// Counts the blocks of a range of numbers, those that are known first.
    ///
    /// # Errors
    /// [`Stop`]; all blocks before have been taken down.
    pub fn play<T: Send>(
        &mut self,
        mut due: Range<u64>,
        stretch: Stretch<'_, T>,
    ) -> Result<(), Stop> {
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

    /// To be called when all is played.
    ///
    /// # Errors
    /// [`Stop::Damaged`] where more was taken down before than there is to play.
    pub fn end(&self) -> Result<(), Stop> {
        match self.known.is_empty() {
            true => Ok(()),
            false => Err(Stop::Damaged(self.taken + 1)),
        }
    }
}
