//! Plays pieces on all threads and hands them over in order.
//!
//! A thread keeps a point's scenario and setting while its pieces are of that point.

use super::{Counts, Piece, Plan};
use crate::experiment::Stop;
use crate::experiment::in_order::{Desk, in_order};
use crate::negotiate::Setting;
use crate::simulate::{Plays, Row};
use std::ops::Range;

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
    in_order(
        pieces,
        threads,
        stop,
        &|desk| work(plan, desk),
        &mut |_, (piece, rows): Played| take(piece, &rows).map_err(Stop::Lost),
    )
}

/// Plays pieces until none is left.
fn work(plan: &Plan<'_>, desk: &Desk<'_, Played>) {
    let mut next = desk.next();
    while let Some(number) = next {
        let (point, _) = plan.piece(number);
        let loaded = match plan.base.at(&plan.points[point]) {
            Ok(loaded) => loaded,
            Err(problems) => {
                desk.hand_in(number, Err(Stop::Wrong(Box::new(problems))));
                return;
            }
        };
        let setting = Setting::new(&loaded.scenario);
        let mut plays = Plays::new(&setting, plan.seed);
        while let Some(number) = next.filter(|&number| plan.piece(number).0 == point) {
            let played = play_piece(plan, number, &setting, &mut plays, desk);
            if !desk.hand_in(number, played) {
                return;
            }
            next = desk.next();
        }
    }
}

fn play_piece(
    plan: &Plan<'_>,
    number: u64,
    setting: &Setting<'_>,
    plays: &mut Plays<'_, '_>,
    desk: &Desk<'_, Played>,
) -> Result<Played, Stop> {
    let (point, runs) = plan.piece(number);
    let scenario = setting.scenario;
    let mut piece = Piece {
        point,
        first: runs.start,
        counts: Counts::new(scenario),
        row_bytes: 0,
    };
    let mut rows = plan.rows.then(|| csv::Writer::from_writer(Vec::new()));
    for run in runs {
        desk.go_on()?;
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
