//! Tournaments: every seating of some strategies on every scenario, and who does how well.
//!
//! A *game* is one play of one seating on one scenario. Games are numbered scenario by scenario,
//! seating by seating, run by run; each is a function of the scenario, the seating, the run and the
//! seed alone, so that the number of threads changes no byte and a tournament can stop after any
//! game and go on later.
//!
//! Uncertain numbers and red lines are drawn once per run, and alike for all seatings.

mod game;
mod play;
mod ranking;
mod seating;
mod stage;

pub use game::Game;
pub use ranking::{Cell, Counter, Ranking, Standing, ranking};
pub use seating::{Seating, seatings};
pub use stage::Stage;

use crate::game::search::table::LIMIT;
use crate::model::{Bidding, Quantity, Scenario};
use crate::negotiate::strategy::{Entrant, Way};
use crate::scenario::{Problems, refuse_equilibrium};
use rayon::prelude::*;
use std::fmt;

/// Most games of a tournament.
pub const MOST_GAMES: u64 = 100_000_000;
/// Games of a seating that one thread plays in one go, by how long they take: on lists, by the engine,
/// and by the engine with packages to list anew for each.
const BLOCKS: [u64; 3] = [1024, 16, 1];
/// Packages from which listing them anew takes long.
const MANY: u128 = 10_000;
/// Blocks between two looks at the watcher.
const WAVE: usize = 16;

/// What shapes a tournament besides its scenarios and strategies.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Rounds until the deadline; those of the scenario where none are given.
    pub rounds: Option<u32>,
    /// Games per seating.
    pub runs: u64,
    /// Who sits where.
    pub seating: Seating,
    /// Seed of all randomness.
    pub seed: u64,
    /// Threads to use; 0 for as many as the machine has. Changes no result.
    pub threads: usize,
}

/// Why a tournament cannot be played, or was not played to its end.
#[derive(Debug)]
pub enum TournamentError {
    /// A strategy needs a list of all packages, and a scenario has too many.
    TooManyPackages {
        /// The scenario.
        scenario: String,
        /// How many it has.
        packages: u128,
        /// The strategy.
        strategy: String,
    },
    /// Equilibrium play is named, and does not apply to some of the scenarios: every reason.
    NoEquilibrium(Problems),
    /// There would be more than [`MOST_GAMES`] games.
    TooManyGames(u128),
    /// The watcher asked to stop.
    Interrupted,
    /// A game could not be taken down.
    Lost(std::io::Error),
    /// Threads could not be started.
    Threads(String),
}

impl fmt::Display for TournamentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyPackages {
                scenario,
                packages,
                strategy,
            } => write!(
                f,
                "`{strategy}` needs a list of all packages, and `{scenario}` has {packages}; \
                 up to {LIMIT} can be listed"
            ),
            Self::NoEquilibrium(problems) => write!(f, "{problems}"),
            Self::TooManyGames(games) => {
                write!(
                    f,
                    "these are {games} games; at most {MOST_GAMES} are played"
                )
            }
            Self::Interrupted => f.write_str("the tournament was stopped"),
            Self::Lost(error) => write!(f, "a game cannot be written: {error}"),
            Self::Threads(error) => write!(f, "cannot start threads: {error}"),
        }
    }
}

impl std::error::Error for TournamentError {}

/// A tournament, ready to be played.
#[derive(Debug)]
pub struct Tournament<'a> {
    scenarios: Vec<Scenario>,
    entrants: &'a [Entrant],
    settings: Settings,
    /// Per scenario, who sits where.
    seatings: Vec<Vec<Vec<usize>>>,
}

/// Some games of one seating, in order of run.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    scenario: usize,
    seating: usize,
    runs: std::ops::Range<u64>,
}

impl<'a> Tournament<'a> {
    /// Prepares the games of `entrants` on `scenarios`.
    ///
    /// # Errors
    /// If a strategy cannot be played on a scenario, or there are too many games.
    pub fn new(
        scenarios: &[Scenario],
        entrants: &'a [Entrant],
        settings: Settings,
    ) -> Result<Self, TournamentError> {
        for scenario in scenarios {
            refuse_too_large(scenario, entrants)?;
        }
        let seatings: Vec<_> = scenarios
            .iter()
            .map(|scenario| seatings(settings.seating, entrants.len(), scenario.parties.len()))
            .collect::<Option<_>>()
            .ok_or(TournamentError::TooManyGames(u128::MAX))?;
        let scenarios: Vec<_> = scenarios
            .iter()
            .map(|scenario| with_rounds(scenario, settings.rounds))
            .collect();
        refuse_no_equilibrium(&scenarios, entrants)?;
        let tournament = Self {
            scenarios,
            entrants,
            settings,
            seatings,
        };
        let tables: u128 = tournament.seatings.iter().map(|s| s.len() as u128).sum();
        let games = tables.saturating_mul(settings.runs.into());
        if games > MOST_GAMES.into() {
            return Err(TournamentError::TooManyGames(games));
        }
        Ok(tournament)
    }

    /// Number of games.
    pub fn games(&self) -> u64 {
        let tables: usize = self.seatings.iter().map(Vec::len).sum();
        tables as u64 * self.settings.runs
    }

    /// Whether a game is the one with this number, as far as scenario, seats and run say.
    pub fn expects(&self, number: u64, game: &Game) -> bool {
        let mut table = (number / self.settings.runs) as usize;
        for (scenario, seatings) in self.scenarios.iter().zip(&self.seatings) {
            if let Some(seats) = seatings.get(table) {
                let names = seats.iter().map(|&who| &self.entrants[who].name);
                return game.scenario == scenario.id
                    && game.run == number % self.settings.runs
                    && game.strategies.iter().eq(names);
            }
            table -= seatings.len();
        }
        false
    }

    /// Plays all games from number `first` on, in order. `take` takes down each game; `watch` is
    /// told now and then how many games are done, and says whether to go on.
    ///
    /// # Errors
    /// [`TournamentError`] if the watcher asks to stop, or a game cannot be taken down.
    pub fn play(
        &self,
        first: u64,
        take: &mut dyn FnMut(&Game) -> std::io::Result<()>,
        watch: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(), TournamentError> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.settings.threads)
            .build()
            .map_err(|error| TournamentError::Threads(error.to_string()))?;
        let mut done = first;
        for (index, scenario) in self.scenarios.iter().enumerate() {
            let before: usize = self.seatings[..=index].iter().map(Vec::len).sum();
            if before as u64 * self.settings.runs <= first {
                continue;
            }
            // What is the same in every game of a scenario is built once, and only while it is on.
            let stage = Stage::fixed(scenario);
            let size = BLOCKS[match &stage {
                Some(_) if self.plays_on_lists(scenario) => 0,
                None if scenario.packages() >= MANY => 2,
                _ => 1,
            }];
            let blocks = self.blocks(index, first, size);
            for wave in blocks.chunks(WAVE) {
                if !watch(done) {
                    return Err(TournamentError::Interrupted);
                }
                let played: Vec<Vec<Game>> = pool.install(|| {
                    let play = |block: &Block| self.play_block(block, stage.as_ref());
                    wave.par_iter().map(play).collect()
                });
                for game in played.iter().flatten() {
                    take(game).map_err(TournamentError::Lost)?;
                    done += 1;
                }
            }
        }
        watch(done);
        Ok(())
    }

    /// Whether all games of a scenario are played without the engine.
    fn plays_on_lists(&self, scenario: &Scenario) -> bool {
        let mut ways = self.entrants.iter().map(|entrant| &entrant.way);
        play::moves_by_clock_alone(scenario) && ways.all(|way| matches!(way, Way::Seated(_)))
    }

    /// The blocks of a scenario, of at most `size` games, without the games before number `first`.
    fn blocks(&self, scenario: usize, first: u64, size: u64) -> Vec<Block> {
        let runs = self.settings.runs;
        let before: usize = self.seatings[..scenario].iter().map(Vec::len).sum();
        let mut blocks = Vec::new();
        for seating in 0..self.seatings[scenario].len() {
            let start = (before + seating) as u64 * runs;
            let mut from = first.saturating_sub(start).min(runs);
            while from < runs {
                let to = runs.min(from + size);
                blocks.push(Block {
                    scenario,
                    seating,
                    runs: from..to,
                });
                from = to;
            }
        }
        blocks
    }

    fn play_block(&self, block: &Block, stage: Option<&Stage>) -> Vec<Game> {
        let scenario = &self.scenarios[block.scenario];
        let seats = &self.seatings[block.scenario][block.seating];
        let seats: Vec<&Entrant> = seats.iter().map(|&who| &self.entrants[who]).collect();
        let seed = self.settings.seed;
        play::play(scenario, stage, &seats, block.runs.clone(), seed)
    }
}

/// A scenario with another deadline.
fn with_rounds(scenario: &Scenario, rounds: Option<u32>) -> Scenario {
    let mut scenario = scenario.clone();
    if let Some(rounds) = rounds {
        scenario.time.rounds = rounds;
        scenario.time.deadline = Quantity::constant(f64::from(rounds));
    }
    scenario
}

fn refuse_too_large(scenario: &Scenario, entrants: &[Entrant]) -> Result<(), TournamentError> {
    let packages = scenario.packages();
    let listing = entrants
        .iter()
        .find(|entrant| matches!(entrant.way, Way::Seated(_)));
    match listing {
        Some(entrant) if packages > LIMIT => Err(TournamentError::TooManyPackages {
            scenario: scenario.id.clone(),
            packages,
            strategy: entrant.name.clone(),
        }),
        _ => Ok(()),
    }
}

/// Whoever plays the equilibrium meets all others on every scenario, so that it must apply to all of them.
fn refuse_no_equilibrium(
    scenarios: &[Scenario],
    entrants: &[Entrant],
) -> Result<(), TournamentError> {
    let plays = |entrant: &&Entrant| matches!(&entrant.way, Way::Composed(s) if matches!(s.bidding, Bidding::Equilibrium));
    let Some(entrant) = entrants.iter().find(plays) else {
        return Ok(());
    };
    let asked = format!("--strategies {}", entrant.name);
    match refuse_equilibrium(scenarios, &asked) {
        Some(problems) => Err(TournamentError::NoEquilibrium(problems)),
        None => Ok(()),
    }
}
