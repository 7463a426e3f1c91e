//! Work in numbered tasks on all threads, merged in order: the number of threads changes no byte.

use crate::simulate::RunError;
use rayon::prelude::*;
use std::ops::Range;

/// Replications that one task plays at a stretch.
pub(super) const BLOCK: u64 = 256;
/// Tasks between two looks at the progress, whatever the number of threads.
const WAVE: u64 = 16;

/// Threads to work on; 0 for as many as the machine has.
///
/// # Errors
/// [`RunError::Threads`] if they cannot be started.
pub(super) fn pool(threads: usize) -> Result<rayon::ThreadPool, RunError> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| RunError::Threads(error.to_string()))
}

/// Who is told how far the work has come, and may stop it.
pub struct Watch<'w> {
    /// Told how many replications are done, between waves; says whether to go on.
    pub progress: &'w mut dyn FnMut(u64) -> bool,
    /// Asked before every replication, on any thread, whether to stop.
    pub stop: &'w (dyn Fn() -> bool + Sync),
}

/// Does the tasks, some at a time, and hands what they found to `merge` in the order of their numbers.
///
/// # Errors
/// [`RunError::Interrupted`] if somebody asked to stop; whatever `merge` returns.
pub(super) fn in_waves<T: Send, E: From<RunError>>(
    pool: &rayon::ThreadPool,
    tasks: Range<u64>,
    work: impl Fn(u64) -> T + Sync,
    mut merge: impl FnMut(u64, T) -> Result<(), E>,
    stop: &(dyn Fn() -> bool + Sync),
    mut after: impl FnMut(u64) -> bool,
) -> Result<(), E> {
    let mut start = tasks.start;
    while start < tasks.end {
        let end = tasks.end.min(start + WAVE);
        let found: Vec<T> = pool.install(|| (start..end).into_par_iter().map(&work).collect());
        if stop() {
            return Err(RunError::Interrupted.into());
        }
        for (task, found) in (start..end).zip(found) {
            merge(task, found)?;
        }
        start = end;
        if !after(end) {
            return Err(RunError::Interrupted.into());
        }
    }
    Ok(())
}
