//! Studies: one scenario played at many points, each a list of changes to the file.
//!
//! ```text
//! Base + changes of a point --> Scenario --> blocks of replications --> Piece --> Tally per point
//! ```
//! All points use the same random streams: replication k draws the same everywhere but for what a
//! point changes (common random numbers). A study is cut into numbered *pieces*, some replications of one
//! point each; a piece depends on nothing but its number, so that a study can be stopped and taken up
//! again, and spread over machines in *shards*.
//!
//! Pieces with the same replications of several points, a *stripe*, follow each other: whoever plays them meets the
//! same questions about packages again and again, and looks for most answers once (`game::search::Memo`).

mod base;
mod counts;
mod order;
mod play;

pub use base::Base;
pub use counts::Counts;
pub use play::play;

use crate::scenario::{Override, Problems};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Pieces per point, as far as that leaves no fewer replications per piece than the least, nor more than the most: small
/// enough that little is lost when a study is killed and no thread is idle for long.
const PIECES: u64 = 64;
const LEAST: u64 = 16;
const MOST: u64 = 256;
/// Points of a stripe. All are kept ready at once, a fifth of a megabyte each in the first scenario.
const STRIPE: u64 = 512;
/// Tasks that a stripe is cut into at least, as far as that leaves no fewer pieces per task than the fewest.
const TASKS: u64 = 32;
const FEWEST: u64 = 8;
/// Most points of a study.
pub const MOST_POINTS: u64 = 100_000;
/// Most replications of a study.
pub const MOST_RUNS: u64 = 10_000_000_000;

/// What a study plays: points, and how often each.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// The scenario, unchanged.
    pub base: &'a Base,
    /// Changes per point.
    pub points: Vec<Vec<Override>>,
    /// Those of them that come before these are played already.
    pub first: usize,
    /// Replications per point, at least 1.
    pub runs: u64,
    /// Seed of all randomness.
    pub seed: u64,
    /// Whether to keep a row per replication.
    pub rows: bool,
}

/// A part of a point's replications, counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// Which point.
    pub point: usize,
    /// Number of its first replication.
    pub first: u64,
    /// What came out.
    #[serde(flatten)]
    pub counts: Counts,
    /// Bytes of its rows, where rows are kept.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub row_bytes: u64,
}

/// Points that are played together.
struct Stripe {
    points: Range<usize>,
    pieces: Range<u64>,
}

impl Stripe {
    /// Cuts pieces where other replications begin, and where few replications per point would leave threads without
    /// work.
    fn tasks(&self, pieces: Range<u64>) -> Vec<Range<u64>> {
        let width = self.points.len() as u64;
        let most = (pieces.end - pieces.start).div_ceil(TASKS).max(FEWEST);
        let mut tasks = Vec::new();
        let mut from = pieces.start;
        while from < pieces.end {
            let begun = (from - self.pieces.start) % width;
            let end = pieces.end.min(from + most.min(width - begun));
            tasks.push(from..end);
            from = end;
        }
        tasks
    }
}

fn is_zero(bytes: &u64) -> bool {
    *bytes == 0
}

impl Plan<'_> {
    /// Replications of a piece; the last ones of a point may have fewer.
    fn piece_runs(&self) -> u64 {
        self.runs.div_ceil(PIECES).clamp(LEAST, MOST)
    }

    /// Pieces per point.
    fn pieces_per_point(&self) -> u64 {
        self.runs.div_ceil(self.piece_runs())
    }

    /// Number of pieces.
    pub fn pieces(&self) -> u64 {
        self.points.len() as u64 * self.pieces_per_point()
    }

    /// The point and the replications of a piece.
    pub fn piece(&self, number: u64) -> (usize, Range<u64>) {
        let stripe = self.stripe(number);
        let width = stripe.points.len() as u64;
        let within = number - stripe.pieces.start;
        let first = within / width * self.piece_runs();
        let point = stripe.points.start + (within % width) as usize;
        (point, first..self.runs.min(first + self.piece_runs()))
    }

    /// The stripe in which a piece lies.
    fn stripe(&self, number: u64) -> Stripe {
        let per_point = self.pieces_per_point();
        let before = number - self.first as u64 * per_point;
        let first = self.first as u64 + before / (STRIPE * per_point) * STRIPE;
        let end = (first + STRIPE).min(self.points.len() as u64);
        Stripe {
            points: first as usize..end as usize,
            pieces: first * per_point..end * per_point,
        }
    }

    /// Replications of some pieces.
    pub fn runs_of(&self, pieces: Range<u64>) -> u64 {
        let runs = pieces.map(|number| self.piece(number).1);
        runs.map(|runs| runs.end - runs.start).sum()
    }

    /// Reads the scenario at every point, so that no point turns out to be wrong in the middle.
    ///
    /// # Errors
    /// The problems of the first point that has any.
    pub fn check(&self) -> Result<(), Box<Problems>> {
        use rayon::prelude::*;
        let wrong = self
            .points
            .par_iter()
            .find_map_first(|changes| self.base.at(changes).err());
        match wrong {
            Some(problems) => Err(Box::new(problems)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_replications_at_many_points_are_shared_out() {
        let stripe = Stripe {
            points: 0..128,
            pieces: 0..128,
        };
        assert_eq!(stripe.tasks(0..128).len(), 16);
        let many = Stripe {
            points: 0..128,
            pieces: 0..128 * 64,
        };
        assert_eq!(many.tasks(0..128 * 64).len(), 64);
    }

    /// Whatever the numbers of points and replications, and points played before.
    #[test]
    fn pieces_are_all_replications_of_all_points_once() {
        let base = Base::new("none", Vec::new(), &[]);
        for (points, first, runs) in [
            (1, 0, 1),
            (3, 1, 40),
            (64, 0, 100),
            (200, 5, 1_000),
            (70, 0, 9),
        ] {
            let plan = Plan {
                base: &base,
                points: vec![Vec::new(); points],
                first,
                runs,
                seed: 1,
                rows: false,
            };
            let due = first as u64 * plan.pieces_per_point()..plan.pieces();
            let mut next = vec![0; points];
            for number in due.clone() {
                let (point, runs) = plan.piece(number);
                assert!(point >= first && runs.start == next[point], "{number}");
                assert!(!runs.is_empty());
                next[point] = runs.end;
            }
            assert!(next[first..].iter().all(|&end| end == runs), "{next:?}");
            assert_eq!(plan.runs_of(due.clone()), runs * (points - first) as u64);
            let stripe = plan.stripe(due.start);
            let mut next = stripe.pieces.start;
            for task in stripe.tasks(stripe.pieces.clone()) {
                let firsts = task.clone().map(|number| plan.piece(number).1.start);
                assert!(
                    firsts
                        .clone()
                        .all(|first| Some(first) == firsts.clone().next())
                );
                assert!(task.start == next && task.end - task.start <= STRIPE);
                next = task.end;
            }
            assert_eq!(next, stripe.pieces.end);
        }
    }
}
