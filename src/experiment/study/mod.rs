//! Studies: one scenario played at many points, each a list of changes to the file.
//!
//! ```text
//! Base + changes of a point --> Scenario --> blocks of replications --> Piece --> Tally per point
//! ```
//! All points use the same random streams: replication k draws the same everywhere but for what a
//! point changes (common random numbers). A study is cut into numbered *pieces* of up to [`PIECE`]
//! replications of one point; a piece depends on nothing but its number, so that a study can be
//! stopped and taken up again, and spread over machines in *shards*.

mod base;
mod counts;
mod play;

pub use base::Base;
pub use counts::Counts;
pub use play::play;

use crate::scenario::{Override, Problems};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Most replications of a piece. Small enough that little is lost when a study is killed, and large
/// enough that reading the scenario again does not count.
pub const PIECE: u64 = 512;
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

fn is_zero(bytes: &u64) -> bool {
    *bytes == 0
}

impl Plan<'_> {
    /// Pieces per point.
    pub fn pieces_per_point(&self) -> u64 {
        self.runs.div_ceil(PIECE)
    }

    /// Number of pieces.
    pub fn pieces(&self) -> u64 {
        self.points.len() as u64 * self.pieces_per_point()
    }

    /// The point and the replications of a piece.
    pub fn piece(&self, number: u64) -> (usize, Range<u64>) {
        let per_point = self.pieces_per_point();
        let first = number % per_point * PIECE;
        let point = (number / per_point) as usize;
        (point, first..self.runs.min(first + PIECE))
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
