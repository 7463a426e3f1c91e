//! Plays pieces on all threads and hands them over in order.
//!
//! Each thread takes the next piece that nobody has begun, and keeps a point's scenario and setting
//! while its pieces are of that point. What is finished early waits for its turn, so that the number
//! of threads changes no byte.

use super::{Counts, Piece, Plan};
use crate::negotiate::Setting;
use crate::scenario::Problems;
use crate::simulate::{Plays, Row};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc;

/// Why a study did not finish.
#[derive(Debug)]
pub enum Stop {
    /// It was asked to.
    Interrupted,
    /// A point's scenario has mistakes.
    Wrong(Box<Problems>),
    /// A piece could not be taken down.
    Lost(std::io::Error),
}

/// A piece with its rows as CSV lines, where rows are kept.
type Played = (Piece, Vec<u8>);

/// Plays the pieces of a range of numbers. `take` is called with each piece and its rows, in order;
/// `stop` is asked before every replication, on any thread.
///
/// # Errors
/// [`Stop`]; all pieces before have been taken.
pub fn play(
    plan: &Plan<'_>,
    pieces: Range<u64>,
    threads: usize,
    take: &mut dyn FnMut(Piece, &[u8]) -> std::io::Result<()>,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<(), Stop> {
    let threads = match threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        threads => threads,
    };
    let work = Work {
        plan,
        next: AtomicU64::new(pieces.start),
        end: pieces.end,
        over: AtomicBool::new(false),
        stop,
    };
    let threads = threads.min((pieces.end - pieces.start).try_into().unwrap_or(usize::MAX));
    std::thread::scope(|scope| {
        let (send, receive) = mpsc::channel();
        for _ in 0..threads {
            let (send, work) = (send.clone(), &work);
            scope.spawn(move || work.run(&send));
        }
        drop(send);
        let result = in_order(pieces, &receive, take);
        work.over.store(true, Ordering::Relaxed);
        result
    })
}

/// Takes what comes in the order of its numbers.
fn in_order(
    pieces: Range<u64>,
    receive: &mpsc::Receiver<(u64, Result<Played, Stop>)>,
    take: &mut dyn FnMut(Piece, &[u8]) -> std::io::Result<()>,
) -> Result<(), Stop> {
    let mut early = BTreeMap::new();
    let mut due = pieces.start;
    while due < pieces.end {
        let Ok((number, played)) = receive.recv() else {
            return Err(Stop::Interrupted);
        };
        early.insert(number, played);
        while let Some(played) = early.remove(&due) {
            let (piece, rows) = played?;
            take(piece, &rows).map_err(Stop::Lost)?;
            due += 1;
        }
    }
    Ok(())
}

struct Work<'a, 'p> {
    plan: &'a Plan<'p>,
    next: AtomicU64,
    end: u64,
    over: AtomicBool,
    stop: &'a (dyn Fn() -> bool + Sync),
}

impl Work<'_, '_> {
    /// Plays pieces until none is left.
    fn run(&self, send: &mpsc::Sender<(u64, Result<Played, Stop>)>) {
        let mut number = self.begin();
        while number < self.end {
            let (point, _) = self.plan.piece(number);
            let loaded = match self.plan.base.at(&self.plan.points[point]) {
                Ok(loaded) => loaded,
                Err(problems) => {
                    let _ = send.send((number, Err(Stop::Wrong(Box::new(problems)))));
                    return;
                }
            };
            let setting = Setting::new(&loaded.scenario);
            let mut plays = Plays::new(&setting, self.plan.seed);
            while number < self.end && self.plan.piece(number).0 == point {
                let played = self.play(number, &setting, &mut plays);
                let over = played.is_err();
                if send.send((number, played)).is_err() || over {
                    return;
                }
                number = self.begin();
            }
        }
    }

    fn begin(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    fn play(
        &self,
        number: u64,
        setting: &Setting<'_>,
        plays: &mut Plays<'_, '_>,
    ) -> Result<Played, Stop> {
        let (point, runs) = self.plan.piece(number);
        let scenario = setting.scenario;
        let mut piece = Piece {
            point,
            first: runs.start,
            counts: Counts::new(scenario),
            row_bytes: 0,
        };
        let mut rows = self.plan.rows.then(|| csv::Writer::from_writer(Vec::new()));
        for run in runs {
            if self.over.load(Ordering::Relaxed) || (self.stop)() {
                return Err(Stop::Interrupted);
            }
            let row = plays.row(run);
            piece.counts.add(&row, scenario.no_deal_class());
            if let Some(rows) = &mut rows {
                write(rows, point, &row, scenario).map_err(Stop::Lost)?;
            }
        }
        let rows = rows.map_or(Ok(Vec::new()), csv::Writer::into_inner);
        let rows = rows.map_err(|error| Stop::Lost(error.into_error()))?;
        piece.row_bytes = rows.len() as u64;
        Ok((piece, rows))
    }
}

fn write(
    rows: &mut csv::Writer<Vec<u8>>,
    point: usize,
    row: &Row,
    scenario: &crate::model::Scenario,
) -> std::io::Result<()> {
    let mut fields = vec![point.to_string()];
    fields.extend(row.fields(scenario));
    rows.write_record(&fields).map_err(std::io::Error::other)
}
