//! Monte Carlo: plays a scenario many times with seeded randomness and tallies how it ends.
//!
//! Each replication has its own random streams, so that it can be replayed alone, and blocks of
//! replications are tallied in a fixed order, so that the number of threads changes no byte.

pub mod forecast;
mod inputs;
mod material;
mod plays;
pub mod preview;
mod replicate;
mod row;
mod run;
mod story;
mod summary;
mod tally;

pub use inputs::spearman;
pub use plays::Plays;
pub use replicate::Replicator;
pub use row::Row;
pub use run::{run, run_until};
pub use story::replay;
pub use tally::{Alike, PackageTally, Tally};

use forecast::{Dance, Details, Forecast};

/// How many replications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// This many.
    Fixed(u64),
    /// Until the 95% interval of the headline share is narrow enough.
    Auto,
}

/// What shapes a simulation besides the scenario.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Seed of all randomness.
    pub seed: u64,
    /// How many replications.
    pub runs: Runs,
    /// Threads to use; 0 for as many as the machine has. Changes no result.
    pub threads: usize,
}

/// How far a simulation has come.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Replications done.
    pub done: u64,
    /// Replications to do, where known.
    pub total: Option<u64>,
    /// Name of the commonest outcome class so far.
    pub headline: String,
    /// Its share.
    pub share: f64,
    /// Half-width of its 95% interval.
    pub half_width: f64,
}

/// What a simulation found.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// Summary.
    pub forecast: Forecast,
    /// Material for charts.
    pub details: Details,
}

/// Why a simulation did not finish.
#[derive(Debug)]
pub enum RunError {
    /// The watcher asked to stop.
    Interrupted,
    /// A row could not be written.
    Rows(std::io::Error),
    /// Threads could not be started.
    Threads(String),
}

/// Takes the rows of a simulation, in order of replication.
pub type RowSink<'a> = dyn FnMut(&Row) -> std::io::Result<()> + 'a;

/// One replication, told in full.
#[derive(Debug, Clone)]
pub struct Replay {
    /// How it ended, exactly as in a simulation with the same seed.
    pub row: Row,
    /// What happened, in order.
    pub dance: Dance,
    /// Value drawn for each uncertain input, in the order of [`crate::model::Scenario::inputs`].
    pub inputs: Vec<f64>,
    /// Red lines drawn, as indices of party and condition.
    pub red_lines: Vec<(usize, usize)>,
    /// Strategy drawn for each party, as index into its mixture.
    pub strategies: Vec<usize>,
}
