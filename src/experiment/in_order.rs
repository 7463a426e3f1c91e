//! Numbered tasks on all threads, handed over in the order of their numbers: the number of threads changes
//! no byte.
//!
//! Each thread takes the next task that nobody has begun. What is finished early waits for its turn.

use super::Stop;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

/// Who is told how far the work has come, and may stop it.
pub struct Watch<'w> {
    /// Told how many replications are done; says whether to go on.
    pub progress: &'w mut dyn FnMut(u64) -> bool,
    /// Asked before every replication, on any thread, whether to stop.
    pub stop: &'w (dyn Fn() -> bool + Sync),
}

impl std::fmt::Debug for Watch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

/// Where a thread finds its tasks, and leaves what came of them.
pub(super) struct Desk<'d, T> {
    next: &'d AtomicU64,
    end: u64,
    over: &'d AtomicBool,
    stop: &'d (dyn Fn() -> bool + Sync),
    done: mpsc::Sender<(u64, Result<T, Stop>)>,
}

impl<T> Desk<'_, T> {
    /// The next task that nobody has begun.
    pub fn next(&self) -> Option<u64> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        (number < self.end).then_some(number)
    }

    /// To be asked before every replication.
    ///
    /// # Errors
    /// [`Stop::Interrupted`] where nobody waits for it any more.
    pub fn go_on(&self) -> Result<(), Stop> {
        if self.over.load(Ordering::Relaxed) || (self.stop)() {
            return Err(Stop::Interrupted);
        }
        Ok(())
    }

    /// Hands in what came of a task; says whether to do another.
    pub fn hand_in(&self, number: u64, result: Result<T, Stop>) -> bool {
        let failed = result.is_err();
        self.done.send((number, result)).is_ok() && !failed
    }

    /// Does one task after the other, as long as there are any.
    pub fn each(&self, mut work: impl FnMut(u64) -> Result<T, Stop>) {
        while let Some(number) = self.next() {
            if !self.hand_in(number, work(number)) {
                return;
            }
        }
    }
}

/// Does the tasks on so many threads, 0 for as many as the machine has. Every thread calls `work` once, which
/// takes tasks from its [`Desk`]; `take` is called with what came of each, in order, and says with an error
/// when to stop.
///
/// # Errors
/// The first error in the order of the tasks; all tasks before have been taken.
pub(super) fn in_order<T: Send>(
    tasks: Range<u64>,
    threads: usize,
    stop: &(dyn Fn() -> bool + Sync),
    work: &(dyn Fn(&Desk<'_, T>) + Sync),
    take: &mut dyn FnMut(u64, T) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let threads = match threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let count = tasks.end.saturating_sub(tasks.start);
    let threads = threads.min(count.try_into().unwrap_or(usize::MAX));
    let (next, over) = (AtomicU64::new(tasks.start), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..threads {
            let desk = Desk {
                next: &next,
                end: tasks.end,
                over: &over,
                stop,
                done: send.clone(),
            };
            let started = std::thread::Builder::new().spawn_scoped(scope, move || work(&desk));
            if let Err(error) = started {
                over.store(true, Ordering::Relaxed);
                return Err(Stop::Threads(error));
            }
        }
        drop(send);
        let result = take_in_order(tasks, &receive, take);
        over.store(true, Ordering::Relaxed);
        result
    })
}

fn take_in_order<T>(
    tasks: Range<u64>,
    receive: &mpsc::Receiver<(u64, Result<T, Stop>)>,
    take: &mut dyn FnMut(u64, T) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut early = BTreeMap::new();
    let mut due = tasks.start;
    while due < tasks.end {
        let Ok((number, result)) = receive.recv() else {
            return Err(Stop::Interrupted);
        };
        early.insert(number, result);
        while let Some(result) = early.remove(&due) {
            take(due, result?)?;
            due += 1;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(desk: &Desk<'_, u64>) {
        desk.each(|number| {
            desk.go_on()?;
            // Early tasks take longest, so that later ones are there before them.
            std::thread::sleep(std::time::Duration::from_micros(50 * (40 - number % 40)));
            match number {
                90 => Err(Stop::Damaged(90)),
                _ => Ok(number * number),
            }
        });
    }

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        for threads in [0, 1, 3, 64] {
            let mut taken = Vec::new();
            let mut take = |number, square| {
                taken.push((number, square));
                Ok(())
            };
            let done = in_order(5..60, threads, &|| false, &squares, &mut take);
            assert!(done.is_ok());
            let expected: Vec<(u64, u64)> = (5..60).map(|n| (n, n * n)).collect();
            assert_eq!(taken, expected, "{threads} threads");
        }
        let nothing = in_order(3..3, 2, &|| false, &squares, &mut |_, _| Ok(()));
        assert!(nothing.is_ok());
    }

    #[test]
    fn all_before_the_first_error_is_taken() {
        let mut taken = 0;
        let mut take = |_, _| {
            taken += 1;
            Ok(())
        };
        let failed = in_order(0..200, 3, &|| false, &squares, &mut take);
        assert!(matches!(failed, Err(Stop::Damaged(90))), "{failed:?}");
        assert_eq!(taken, 90);
        let mut taken = 0;
        let mut take = |number, _| {
            taken += 1;
            match number {
                7 => Err(Stop::Interrupted),
                _ => Ok(()),
            }
        };
        let stopped = in_order(0..50, 3, &|| false, &squares, &mut take);
        assert!(matches!(stopped, Err(Stop::Interrupted)));
        assert_eq!(taken, 8);
        let stopped = in_order(0..50, 3, &|| true, &squares, &mut |_, _| Ok(()));
        assert!(matches!(stopped, Err(Stop::Interrupted)));
    }
}
