//! The command line: one description that feeds the parser, the help, the man pages and the
//! completions.

use crate::chart::Chart;
use crate::experiment::study::{MOST_POINTS, MOST_RUNS, Shard};
use crate::experiment::sweep::Design;
use crate::report::number::thousands;
use crate::scenario::Override;
use crate::simulate::Runs;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

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
    #[arg(long, global = true, value_name = "N", default_value_t = 1)]
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
    #[arg(long, value_name = "N", default_value_t = 0)]
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
pub(super) struct Sensitivity {
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
    #[command(flatten)]
    pub kept: Kept,
}

/// Where the files of an experiment go, and how they are drawn.
#[derive(Debug, Args)]
pub(super) struct Kept {
    /// Folder for the files (default: output/SCENARIO/..., with --json none)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Go on where the same experiment was stopped
    #[arg(long, conflicts_with = "force")]
    pub resume: bool,
    /// Replace a result that was made differently or not finished; other files in the folder stay
    #[arg(long)]
    pub force: bool,
    /// Image format of the chart
    #[arg(long, value_name = "FORMAT", default_value = "png")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Discover {
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
    #[command(flatten)]
    pub kept: Kept,
}

#[derive(Debug, Args)]
pub(super) struct Sweep {
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

/// What all studies that can be stopped and spread over machines understand.
#[derive(Debug, Args)]
pub(super) struct Study {
    /// Folder for the files (default: output/SCENARIO/, named after the study)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Go on with a study that was stopped
    #[arg(long, conflicts_with = "force")]
    pub resume: bool,
    /// Replace a result that was made differently
    #[arg(long)]
    pub force: bool,
    /// Play one of n equal parts, to be joined by `zopa merge`
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
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

#[derive(Debug, Args)]
pub(super) struct Merge {
    /// Folders of all parts, in any order
    #[arg(required = true, value_name = "DIR")]
    pub dirs: Vec<PathBuf>,
    /// Folder for the whole
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Replace a result that was made differently
    #[arg(long)]
    pub force: bool,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    /// Scenario file, or folder of a result
    pub a: PathBuf,
    /// Another one (default: A with the changes of --with)
    #[arg(required_unless_present = "with")]
    pub b: Option<PathBuf>,
    /// Change a number or choice of B; may be repeated
    #[arg(long, value_name = "PATH=VALUE", value_parser = change)]
    pub with: Vec<Change>,
    /// Number of replications of each
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = pairs)]
    pub runs: u64,
    #[command(flatten)]
    pub files: Files,
}

#[derive(Debug, Args)]
pub(super) struct Levers {
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
    /// Fresh runs for each of the best changes
    #[arg(long, value_name = "N", default_value_t = 5_000, value_parser = pairs)]
    pub runs: u64,
    /// How many of the best changes are looked at again
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=12))]
    pub keep: u8,
    #[command(flatten)]
    pub files: Files,
}

/// Where an experiment writes its files.
#[derive(Debug, Clone, Args)]
pub(super) struct Files {
    /// Folder for the files (default: below output/, with --json none)
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace a result that was made differently; other files in the folder stay
    #[arg(long)]
    pub force: bool,
    /// Image format of the chart
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "png",
        conflicts_with = "no_charts"
    )]
    pub format: Format,
    /// Draw no chart
    #[arg(long)]
    pub no_charts: bool,
}

#[derive(Debug, Args)]
pub(super) struct Replay {
    /// Scenario file (TOML or JSON)
    pub file: PathBuf,
    /// Which replication, counted from 0
    #[arg(long, value_name = "K")]
    pub run: u64,
}

#[derive(Debug, Args)]
pub(super) struct Plot {
    /// Folder of a result: it holds summary.json and details.json
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

fn shipped() -> PossibleValuesParser {
    let names = super::shipped::SHIPPED.iter().map(|scenario| scenario.name);
    PossibleValuesParser::new(names)
}

fn charts() -> PossibleValuesParser {
    let values = Chart::ALL
        .map(|chart| clap::builder::PossibleValue::new(chart.id()).help(chart.question()));
    PossibleValuesParser::new(values)
}

/// A number of replications: digits, with `_` or `,` between them if wanted; or `auto`.
fn runs(text: &str) -> Result<Runs, String> {
    if text == "auto" {
        return Ok(Runs::Auto);
    }
    let digits: String = text.chars().filter(|c| !matches!(c, '_' | ',')).collect();
    match digits.parse() {
        Ok(0) => Err("at least 1 run is needed".to_owned()),
        Ok(n) => Ok(Runs::Fixed(n)),
        Err(_) => Err("a whole number from 1, or `auto`, is needed".to_owned()),
    }
}

/// A number of pairs of runs: at least two, as one says nothing of the spread.
fn pairs(text: &str) -> Result<u64, String> {
    match runs(text) {
        Ok(Runs::Fixed(n)) if n >= 2 => Ok(n),
        _ => Err("a whole number from 2 is needed".to_owned()),
    }
}

/// A party and its bargaining power.
fn power(text: &str) -> Result<(String, f64), String> {
    let wrong = || "PARTY=POWER is needed, the power a number above 0, such as seller=2".to_owned();
    let (party, power) = text.split_once('=').ok_or_else(wrong)?;
    let power: f64 = power.trim().parse().map_err(|_| wrong())?;
    // Powers far apart make products that doubles cannot tell from 0.
    if !(1e-3..=1e3).contains(&power) {
        return Err("a bargaining power from 0.001 to 1000 is needed".to_owned());
    }
    Ok((party.trim().to_owned(), power))
}

const MOST_ROUNDS: u32 = 100_000;

fn rounds(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(n @ 1..=MOST_ROUNDS) => Ok(n),
        _ => Err(format!("a whole number from 1 to {MOST_ROUNDS} is needed")),
    }
}

/// A number of games per seating.
fn games(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(n @ 1..=crate::experiment::tournament::MOST_GAMES) => Ok(n),
        _ => Err("a whole number from 1 is needed".to_owned()),
    }
}

/// Replications whose inputs are kept in memory.
const MOST_FORECAST: u64 = 1_000_000;
const LEAST_FORECAST: u64 = 200;

fn forecast_runs(text: &str) -> Result<u64, String> {
    within(text, LEAST_FORECAST, MOST_FORECAST)
}

fn moves(text: &str) -> Result<u64, String> {
    zero_or(text, 2, MOST_FORECAST)
}

fn trajectories(text: &str) -> Result<u64, String> {
    zero_or(text, 2, 100_000)
}

fn samples(text: &str) -> Result<u64, String> {
    zero_or(text, 32, 65_536)
}

fn zero_or(text: &str, least: u64, most: u64) -> Result<u64, String> {
    match text {
        "0" => Ok(0),
        _ => within(text, least, most).map_err(|needed| format!("0, or {needed}")),
    }
}

fn within(text: &str, least: u64, most: u64) -> Result<u64, String> {
    match text.replace('_', "").parse() {
        Ok(n) if (least..=most).contains(&n) => Ok(n),
        _ => Err(format!("a whole number from {least} to {most} is needed")),
    }
}

fn share(text: &str) -> Result<f64, String> {
    between(text, 0.0, 1.0)
}

fn peel(text: &str) -> Result<f64, String> {
    between(text, 0.005, 0.3)
}

fn between(text: &str, low: f64, high: f64) -> Result<f64, String> {
    match text.parse() {
        Ok(x) if (low..=high).contains(&x) => Ok(x),
        _ => Err(format!("a number from {low} to {high} is needed")),
    }
}

/// The words for designs.
fn design() -> impl TypedValueParser<Value = Design> {
    PossibleValuesParser::new(Design::ALL.map(Design::id)).map(|word| {
        let named = |design: &Design| design.id() == word;
        Design::ALL.into_iter().find(named).unwrap_or(Design::Grid)
    })
}

fn study_runs(text: &str) -> Result<u64, String> {
    whole(text, MOST_RUNS)
}

fn points(text: &str) -> Result<u64, String> {
    whole(text, MOST_POINTS)
}

fn whole(text: &str, most: u64) -> Result<u64, String> {
    match text.replace('_', "").parse() {
        Ok(n) if (1..=most).contains(&n) => Ok(n),
        _ => Err(format!(
            "a whole number from 1 to {} is needed",
            thousands(most.into())
        )),
    }
}

const MOST_THREADS: usize = 1024;

fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n @ 1..=MOST_THREADS) => Ok(n),
        _ => Err(format!("a whole number from 1 to {MOST_THREADS} is needed")),
    }
}

fn change(text: &str) -> Result<Change, String> {
    match text.split_once('=') {
        Some((path, value)) if !path.trim().is_empty() && !value.trim().is_empty() => Ok(Change {
            text: text.to_owned(),
            parsed: Override {
                path: path.trim().to_owned(),
                value: value.trim().to_owned(),
                flag: "--set",
            },
        }),
        _ => Err(
            "PATH=VALUE is needed, such as party.buyer.patience=0.9 (zopa list inputs FILE shows the paths)"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_description_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn numbers_of_runs_may_be_grouped() {
        assert_eq!(runs("10_000"), Ok(Runs::Fixed(10_000)));
        assert_eq!(runs("1,000,000"), Ok(Runs::Fixed(1_000_000)));
        assert_eq!(runs("auto"), Ok(Runs::Auto));
        for wrong in ["0", "", "-1", "1.5", "many", ","] {
            assert!(runs(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_change_has_a_path_and_a_value() {
        let change_to = |text| change(text).map(|c| (c.parsed.path, c.parsed.value));
        assert_eq!(change_to("a.b=1"), Ok(("a.b".into(), "1".into())));
        assert_eq!(
            change_to("input.c = { uniform = [0, 1] }"),
            Ok(("input.c".into(), "{ uniform = [0, 1] }".into()))
        );
        for wrong in ["a", "=1", "a=", ""] {
            assert!(change_to(wrong).is_err(), "{wrong}");
        }
    }
}
