//! Plays pieces on all threads and hands them over in order, stripe by stripe.
//!
//! A thread takes all pieces of a stripe with the same replications. It plays a few replications at one point after
//! the other, and remembers what was asked about packages until it comes to the next replications.

use super::order::{Orders, places};
use super::{Counts, Piece, Plan, Stripe};
use crate::experiment::Stop;
use crate::experiment::in_order::{Desk, in_order};
use crate::game::search::Memo;
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::simulate::{Plays, Row};
use std::ops::Range;
use std::sync::OnceLock;

/// Replications that are played at all points of a stripe before the next ones.
const TOGETHER: u64 = 32;
/// Share of the questions that must have been asked before, or remembering costs more than it saves.
const WORTHWHILE: f64 = 0.1;

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
    let mut from = pieces.start;
    while from < pieces.end {
        let stripe = plan.stripe(from);
        let scenarios = read(plan, &stripe, threads, stop)?;
        let settings: Vec<_> = scenarios.iter().map(|_| OnceLock::new()).collect();
        let due = from..stripe.pieces.end.min(pieces.end);
        from = due.end;
        let tasks = stripe.tasks(due);
        let work = |desk: &Desk<'_, Vec<Played>>| {
            let mut table = Table {
                plan,
                stripe: &stripe,
                scenarios: &scenarios,
                settings: &settings,
                memo: Memo::default(),
                orders: Orders::default(),
            };
            desk.each(|task| table.play(tasks[task as usize].clone(), desk));
        };
        let mut take = |_, played: Vec<Played>| {
            let mut played = played.into_iter();
            played.try_for_each(|(piece, rows)| take(piece, &rows).map_err(Stop::Lost))
        };
        in_order(0..tasks.len() as u64, threads, stop, &work, &mut take)?;
    }
    Ok(())
}

/// Reads the scenario at all points of a stripe.
fn read(
    plan: &Plan<'_>,
    stripe: &Stripe,
    threads: usize,
    stop: &(dyn Fn() -> bool + Sync),
) -> Result<Vec<Scenario>, Stop> {
    let mut scenarios = Vec::new();
    let mut take = |_, scenario| {
        scenarios.push(scenario);
        Ok(())
    };
    let points = stripe.points.start as u64..stripe.points.end as u64;
    let work = |desk: &Desk<'_, Scenario>| {
        desk.each(|point| {
            desk.go_on()?;
            let loaded = plan.base.at(&plan.points[point as usize]);
            let loaded = loaded.map_err(|problems| Stop::Wrong(Box::new(problems)))?;
            Ok(loaded.scenario)
        });
    };
    in_order(points, threads, stop, &work, &mut take)?;
    Ok(scenarios)
}

/// Where a thread plays a stripe.
struct Table<'t> {
    plan: &'t Plan<'t>,
    stripe: &'t Stripe,
    /// Per point of the stripe.
    scenarios: &'t [Scenario],
    /// The same, made ready by the first thread that needs it.
    settings: &'t [OnceLock<Setting<'t>>],
    memo: Memo,
    orders: Orders,
}

impl Table<'_> {
    /// Plays pieces that have the same replications.
    fn play(
        &mut self,
        numbers: Range<u64>,
        desk: &Desk<'_, Vec<Played>>,
    ) -> Result<Vec<Played>, Stop> {
        let (_, runs) = self.plan.piece(numbers.start);
        let mut pieces: Vec<Begun> = numbers.map(|number| self.begin(number)).collect();
        let mut remembers = pieces.len() > 1;
        let mut first = runs.start;
        while first < runs.end {
            let end = runs.end.min(first + TOGETHER);
            self.memo.forget();
            let order = self.orders.next();
            for place in places(order, pieces.len()) {
                let begun = &mut pieces[place];
                let n = begun.piece.point - self.stripe.points.start;
                let scenario = &self.scenarios[n];
                let setting = self.settings[n].get_or_init(|| Setting::new(scenario));
                let mut plays = Plays::new(setting, self.plan.seed);
                for run in first..end {
                    desk.go_on()?;
                    let row = match remembers {
                        true => plays.row_remembering(run, &mut self.memo),
                        false => plays.row(run),
                    };
                    begun.add(&row, scenario).map_err(Stop::Lost)?;
                }
            }
            if remembers {
                self.orders.note(order, self.memo.known());
                remembers = self.memo.known() >= WORTHWHILE;
            }
            first = end;
        }
        let played: std::io::Result<Vec<Played>> = pieces.into_iter().map(Begun::end).collect();
        played.map_err(Stop::Lost)
    }

    fn begin(&self, number: u64) -> Begun {
        let (point, runs) = self.plan.piece(number);
        let piece = Piece {
            point,
            first: runs.start,
            counts: Counts::new(&self.scenarios[point - self.stripe.points.start]),
            row_bytes: 0,
        };
        let rows = self.plan.rows.then(|| csv::Writer::from_writer(Vec::new()));
        Begun { piece, rows }
    }
}

/// A piece that is being played.
struct Begun {
    piece: Piece,
    rows: Option<csv::Writer<Vec<u8>>>,
}

impl Begun {
    /// Counts a replication.
    fn add(&mut self, row: &Row, scenario: &Scenario) -> std::io::Result<()> {
        self.piece.counts.add(row, scenario.no_deal_class());
        let Some(rows) = &mut self.rows else {
            return Ok(());
        };
        let mut fields = vec![self.piece.point.to_string()];
        fields.extend(row.fields(scenario));
        rows.write_record(&fields).map_err(std::io::Error::other)
    }

    /// The piece with its rows.
    fn end(mut self) -> std::io::Result<Played> {
        let rows = self.rows.map_or(Ok(Vec::new()), csv::Writer::into_inner);
        let rows = rows.map_err(csv::IntoInnerError::into_error)?;
        self.piece.row_bytes = rows.len() as u64;
        Ok((self.piece, rows))
    }
}
