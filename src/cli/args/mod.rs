//! The command line: one description that feeds the parser, the help, the man pages and the
//! completions.

mod studies;
mod values;

use crate::scenario::Override;
use crate::simulate::Runs;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
pub(super) use studies::{Compare, Discover, Kept, Levers, Merge, Sensitivity, Study, Sweep};
use values::{change, charts, games, natural, power, rounds, runs, shipped, threads};

/// Forecasts negotiations: which outcomes are likely, why, and what would change them.
#[derive(Debug, Parser)]
#[command(
    name = "zopa",
    version,
    max_term_width = 100,
    propagate_version = true,
    after_help = "Exit codes: 0 done · 1 failed while running · 2 wrong usage · 3 the scenario has errors · \
                  4 an [[expect]] failed · 130 stopped with Ctrl-C\n\
                  First steps: zopa init talks.toml, zopa check talks.toml, zopa run talks.toml"
)]
pub(super) struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub(super) struct Global {
    /// Seed of all randomness: the same seed gives the same result
    #[arg(long, global = true, value_name = "N", default_value_t = 1, value_parser = natural)]
    pub seed: u64,

    /// Threads to use (default: as many as the machine has); changes no result
    #[arg(long, global = true, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,

    /// Change a number or choice of the scenario first; may be repeated
    #[arg(long, global = true, value_name = "PATH=VALUE", value_parser = change)]
    pub set: Vec<Change>,

    /// Print JSON instead of text
    #[arg(long, global = true)]
    pub json: bool,

    /// Print nothing but errors (and JSON if asked for)
    #[arg(long, short, global = true)]
    pub quiet: bool,

    /// Colours in text; NO_COLOR is respected
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,

    /// Font for characters in charts that the built-in one lacks, such as Chinese; may be repeated
    #[arg(long, global = true, value_name = "FILE")]
    pub font: Vec<PathBuf>,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A change to the scenario, as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub text: String,
    pub parsed: Override,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a commented starter scenario
    Init(Init),
    /// Check scenario files: every problem at once, and what they hold
    Check(Check),
    /// Simulate a scenario: the forecast as a table, charts and report files
    Run(Run),
    /// Analyze a scenario without playing it: Pareto frontier, bargaining solutions, ZOPA, blockers
    Analyze(Analyze),
    /// Let strategies play each other on scenarios: who does how well, and what was left on the table
    Tournament(Tournament),
    /// Say which uncertain inputs decide an output: tornado, Morris, Sobol, given data
    Sensitivity(Sensitivity),
    /// Say in what region of the inputs an outcome becomes likely
    Discover(Discover),
    /// Play a scenario at many values of some of its numbers: how the forecast moves, where it flips
    Sweep(Sweep),
    /// Join the parts of a study that was spread over machines with --shard
    Merge(Merge),
    /// Compare two scenarios run by run, or two results: what differs, with intervals
    Compare(Compare),
    /// Find what a party could change about an outcome, and what each change costs it
    Levers(Levers),
    /// Tell one replication round by round
    Replay(Replay),
    /// Draw the charts of a saved result again
    Plot(Plot),
    /// Write a scenario from GENIUS, GeniusWeb, NegMAS or NegoLog files
    Import(Import),
    /// Explain an error code, a term or a key of the scenario format
    Explain(Explain),
    /// List strategies, protocols, distributions, charts, scenarios, or the inputs of a scenario
    List(List),
    /// Print the JSON Schema of scenario files, for editors
    Schema,
    /// Print the completions for a shell
    Completions(Completions),
    /// Print the manual page, in roff
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// File to write (TOML)
    pub file: PathBuf,
    /// Start from a shipped scenario (zopa list scenarios)
    #[arg(long, value_name = "NAME", default_value = "starter", value_parser = shipped())]
    pub from: String,
    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Scenario files (TOML or JSON)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Run {
    /// Scenario file (TOML or JSON)
    pub file: PathBuf,
    /// Number of replications, or `auto`: until the headline share is known well enough
    #[arg(long, value_name = "N|auto", default_value = "10000", value_parser = runs)]
    pub runs: Runs,
    /// Folder for the files (default: output/SCENARIO/RUNS-SEED)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace a result that was made differently; other files in the folder stay
    #[arg(long)]
    pub force: bool,
    /// Write a row per replication to rows.csv
    #[arg(long)]
    pub rows: bool,
    #[command(flatten)]
    pub images: Images,
}

/// Whether and how charts are drawn.
#[derive(Debug, Clone, Args)]
pub(super) struct Images {
    /// Image format of the charts
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "png",
        conflicts_with = "no_charts"
    )]
    pub format: Format,
    /// Draw no charts
    #[arg(long)]
    pub no_charts: bool,
}

/// Image format of charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Pixels, 2000 x 1125
    Png,
    /// Lines and text
    Svg,
    /// Both
    Both,
}

#[derive(Debug, Args)]
pub(super) struct Analyze {
    /// Scenario file (TOML or JSON)
    pub file: PathBuf,
    /// Disagreement point that gains are measured from
    #[arg(long, value_name = "POINT", default_value = "reservation")]
    pub from: From,
    /// Bargaining power of a party in the Nash solution, above 0 (default: 1); may be repeated
    #[arg(long, value_name = "PARTY=POWER", value_parser = power)]
    pub power: Vec<(String, f64)>,
    /// Find the Nash solution over lotteries of packages too
    #[arg(long)]
    pub lotteries: bool,
    /// Say in which share of N draws of the uncertain inputs and red lines it holds
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = natural)]
    pub draws: u64,
    /// Draw the charts frontier and conditions
    #[arg(long)]
    pub charts: bool,
    /// Folder for the charts (default: output/SCENARIO/analysis-SEED)
    #[arg(long, value_name = "DIR", requires = "charts")]
    pub out: Option<PathBuf>,
    /// Replace charts that were made differently; other files in the folder stay
    #[arg(long, requires = "charts")]
    pub force: bool,
    /// Image format of the charts
    #[arg(long, value_name = "FORMAT", default_value = "png")]
    pub format: Format,
}

/// Disagreement points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum From {
    /// What no deal is worth to each party
    Reservation,
    /// The utility of the status quo
    StatusQuo,
}

#[derive(Debug, Args)]
pub(super) struct Tournament {
    /// Scenario files (TOML or JSON)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The strategies, separated by commas (zopa list strategies); keys may follow a colon:
    /// boulware,micro,time_dependent:exponent=0.1:model=none,negmas:micro
    #[arg(
        long,
        short,
        required = true,
        value_name = "A,B,..",
        value_delimiter = ','
    )]
    pub strategies: Vec<String>,
    /// Rounds until the deadline (default: as each scenario says)
    #[arg(long, value_name = "N", value_parser = rounds)]
    pub rounds: Option<u32>,
    /// Games per seating, each with its own draw of what is uncertain
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = games)]
    pub runs: u64,
    /// Seat strategies in every way, not only in pairs (more than two parties)
    #[arg(long)]
    pub every_seating: bool,
    /// Folder for the files (default: output/tournament/..., with --json none)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Go on where the same tournament was stopped
    #[arg(long, conflicts_with = "force")]
    pub resume: bool,
    /// Replace a result that was made differently or not finished; other files in the folder stay
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Replay {
    /// Scenario file (TOML or JSON)
    pub file: PathBuf,
    /// Which replication, counted from 0
    #[arg(long, value_name = "K", value_parser = natural)]
    pub run: u64,
}

#[derive(Debug, Args)]
pub(super) struct Plot {
    /// Folder of a result, of `zopa run` or of an experiment
    pub dir: PathBuf,
    /// Image format
    #[arg(long, value_name = "FORMAT", default_value = "png")]
    pub format: Format,
    /// Which charts (default: all)
    #[arg(long = "chart", value_name = "NAME", num_args = 1.., value_delimiter = ',', value_parser = charts())]
    pub charts: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Import {
    /// Whose files they are
    pub format: ImportFormat,
    /// The domain and a profile per party, in the order in which the parties speak; or a folder with them, by name
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Scenario file to write (TOML, or JSON where the name ends in .json)
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// How GENIUS files are understood
    #[arg(long, value_name = "AS", default_value = "genius")]
    pub reading: ImportReading,
    /// Rounds of the talks; a discount over the whole negotiation is spread over them
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub rounds: u32,
    /// Into how many steps the range of a real issue is cut
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=9999))]
    pub steps: u32,
    /// Take weights that do not add up to 1 as they are
    #[arg(long)]
    pub any_weights: bool,
    /// Replace the file if it is there
    #[arg(long)]
    pub force: bool,
}

/// Whose files are imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportFormat {
    /// GENIUS: XML domain and utility spaces
    Genius,
    /// GeniusWeb: JSON domain and LinearAdditive profiles
    Geniusweb,
    /// NegMAS: YAML outcome space and utility functions
    Negmas,
    /// NegoLog: JSON profiles
    Negolog,
}

/// How GENIUS files are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportReading {
    /// As GENIUS means them
    Genius,
    /// As NegMAS loads them, for comparison
    Negmas,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// A code (Z0203), a term (red line) or a key of the format (party.patience); none lists all
    #[arg(value_name = "CODE-OR-TERM")]
    pub what: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[command(subcommand)]
    pub what: Listed,
}

#[derive(Debug, Subcommand)]
pub(super) enum Listed {
    /// Ways to bid, to accept and to model the others
    Strategies,
    /// Who may speak when
    Protocols,
    /// How an uncertain number can be spread
    Distributions,
    /// Charts of a forecast
    Charts,
    /// Scenarios that zopa ships with
    Scenarios,
    /// All that --set reaches in a scenario, uncertain inputs first
    Inputs {
        /// Scenario file (TOML or JSON)
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// Page of one command (default: of zopa itself)
    pub command: Option<String>,
}
