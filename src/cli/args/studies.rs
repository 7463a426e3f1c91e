//! Arguments of the commands that take many simulations.

use super::values::{
    change, design, forecast_runs, moves, pairs, peel, points, samples, share, study_runs,
    trajectories,
};
use super::{Change, Images};
use crate::experiment::Shard;
use crate::experiment::sweep::Design;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct Sensitivity {
    /// Scenario file (TOML or JSON)
    pub file: PathBuf,
    /// What to look at: outcome.ID, utility.PARTY or day (default: the commonest outcome)
    #[arg(long, value_name = "OUTPUT")]
    pub output: Option<String>,
    /// Replications of the forecast that all else is compared with
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = forecast_runs)]
    pub runs: u64,
    /// Replications per end of an input in the tornado; 0 leaves it out
    #[arg(long, value_name = "N", default_value_t = 250, value_parser = moves)]
    pub moves: u64,
    /// Trajectories of Morris' elementary effects; 0 leaves them out
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = trajectories)]
    pub trajectories: u64,
    /// Base samples of Sobol's indices (default: so many that they take about as long as the rest); 0
    /// leaves them out
    #[arg(long, value_name = "N", value_parser = samples)]
    pub samples: Option<u64>,
    /// Write a row per replication to rows.csv and rows.parquet
    #[arg(long)]
    pub rows: bool,
    #[command(flatten)]
    pub study: Study,
}

/// Where the files of an experiment go, and how they are drawn.
#[derive(Debug, Args)]
pub(in crate::cli) struct Kept {
    /// Folder for the files (default: below output/, with --json none)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Go on where the same experiment was stopped
    #[arg(long, conflicts_with = "force")]
    pub resume: bool,
    /// Replace a result that was made differently or not finished; other files in the folder stay
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub images: Images,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Discover {
    /// Scenario file (TOML or JSON)
    pub file: PathBuf,
    /// The outcome class (default: the commonest)
    #[arg(long, value_name = "ID")]
    pub outcome: Option<String>,
    /// Replications that shape the boxes, and again as many that choose and measure one each
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = forecast_runs)]
    pub runs: u64,
    /// Share of the replications in the box that end so, at least (default: what separates best)
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub density: Option<f64>,
    /// Share of the replications left that a cut takes away
    #[arg(long, value_name = "SHARE", default_value_t = 0.05, value_parser = peel)]
    pub peel: f64,
    /// Write a row per replication to rows.csv and rows.parquet
    #[arg(long)]
    pub rows: bool,
    #[command(flatten)]
    pub study: Study,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Sweep {
    /// Scenario file (TOML or JSON)
    pub file: PathBuf,
    /// A number or choice and its values: PATH=FROM:TO:N, PATH=a,b,c, or PATH=LO..HI with --design;
    /// may be repeated (default: the [sweep] table of the file)
    #[arg(long, value_name = "PATH=VALUES")]
    pub vary: Vec<String>,
    /// Replications per point (default: 1000)
    #[arg(long, value_name = "N", value_parser = study_runs)]
    pub runs: Option<u64>,
    /// How points are chosen (default: grid)
    #[arg(long, value_name = "DESIGN", value_parser = design())]
    pub design: Option<Design>,
    /// Number of points, for all designs but the grid (default: 64)
    #[arg(long, value_name = "N", value_parser = points)]
    pub points: Option<u64>,
    /// Halve the step, up to four times, wherever the commonest outcome changes
    #[arg(long)]
    pub refine: bool,
    /// Outcome class to show where a chart shows one (default: the one whose share moves most)
    #[arg(long, value_name = "ID")]
    pub outcome: Option<String>,
    /// Write a row per replication to rows.csv and rows.parquet
    #[arg(long)]
    pub rows: bool,
    #[command(flatten)]
    pub study: Study,
}

/// What studies understand that can be spread over machines.
#[derive(Debug, Args)]
pub(in crate::cli) struct Study {
    #[command(flatten)]
    pub kept: Kept,
    /// Play one of n equal parts, to be joined by `zopa merge`, which plays what hangs on all of them
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Joining also plays what hangs on all parts: the pairs of inputs that `sensitivity` looks at, and the \
                  fresh runs of the changes that screening chose for `levers`. Stopped, it goes on with --resume."
)]
pub(in crate::cli) struct Merge {
    /// Folders of all parts, in any order
    #[arg(required = true, value_name = "DIR")]
    pub dirs: Vec<PathBuf>,
    /// Folder for the whole
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Go on where joining the same parts was stopped
    #[arg(long, conflicts_with = "force")]
    pub resume: bool,
    /// Replace a result that was made differently or not finished; other files in the folder stay
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Compare {
    /// Scenario file, or folder of a result
    pub a: PathBuf,
    /// Another one (default: A with the changes of --with)
    pub b: Option<PathBuf>,
    /// Change a number or choice of B; may be repeated
    #[arg(long, value_name = "PATH=VALUE", value_parser = change)]
    pub with: Vec<Change>,
    /// Number of replications of each
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = pairs)]
    pub runs: u64,
    /// Write a row per replication to rows.csv and rows.parquet
    #[arg(long)]
    pub rows: bool,
    #[command(flatten)]
    pub study: Study,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Levers {
    /// Scenario file (TOML or JSON)
    pub file: PathBuf,
    /// The party that could change something
    #[arg(long, value_name = "ID")]
    pub party: String,
    /// The outcome class whose share it wants to raise
    #[arg(long, value_name = "ID")]
    pub outcome: String,
    /// Try this change as well; may be repeated
    #[arg(long, value_name = "PATH=VALUE", value_parser = change)]
    pub also: Vec<Change>,
    /// Runs that screen each change
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = pairs)]
    pub screen: u64,
    /// Fresh runs for each of the best changes; of a study in parts, `zopa merge` plays them
    #[arg(long, value_name = "N", default_value_t = 5_000, value_parser = pairs)]
    pub runs: u64,
    /// How many of the best changes are looked at again
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=12))]
    pub keep: u8,
    /// Write a row per replication to rows.csv and rows.parquet
    #[arg(long)]
    pub rows: bool,
    #[command(flatten)]
    pub study: Study,
}
