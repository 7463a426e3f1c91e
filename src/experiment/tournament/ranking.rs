//! Who does how well: each strategy's mean utility over its games, with an interval.
//!
//! Utilities are taken on each party's scale from its worst package (0) to its best (1), so that
//! scenarios of different scales count alike. A strategy that has several seats in a game counts
//! once, with the mean of its seats. The interval is Student's: mean ± t s / sqrt(n) over its n
//! games, with t the 97.5% quantile for n - 1 degrees of freedom. It says how far the mean would
//! move with other games of this kind; games of one scenario are more alike than it supposes.

use super::Game;
use crate::stats::t_quantile;
use serde::Serialize;
use std::collections::BTreeMap;

/// A strategy in the ranking.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Its name.
    pub strategy: String,
    /// Games it took part in.
    pub games: u64,
    /// Its mean utility, from 0 (worst package) to 1 (best).
    pub utility: f64,
    /// Ends of the 95% interval of the mean, cut at 0 and 1, or at the ends of what its games were worth
    /// where these lie beyond: what no deal leaves can be less than any package.
    pub interval: [f64; 2],
    /// Share of its games that end in a deal.
    pub deals: f64,
    /// Mean sum of the utilities of all parties, on the same scales.
    pub welfare: f64,
    /// Mean distance to the Pareto frontier, where it is known.
    pub pareto_distance: Option<f64>,
    /// Mean distance to the Nash point, where there is one.
    pub nash_distance: Option<f64>,
    /// Mean rounds run.
    pub rounds: f64,
}

/// What a strategy gets in company with another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The strategy.
    pub strategy: String,
    /// Who else sits at the table.
    pub with: String,
    /// Games.
    pub games: u64,
    /// Mean utility of the strategy.
    pub utility: f64,
    /// Share that ends in a deal.
    pub deals: f64,
}

/// The outcome of a tournament.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking {
    /// Games played.
    pub games: u64,
    /// The strategies, best first; the first named first among equals.
    pub standings: Vec<Standing>,
    /// All pairs, in the order in which the strategies were named.
    pub cells: Vec<Cell>,
}

impl Ranking {
    /// Whether some strategy gets less, in some company, than any package would give it.
    pub fn falls_below_packages(&self) -> bool {
        self.standings.iter().any(|s| s.interval[0] < 0.0)
            || self.cells.iter().any(|cell| cell.utility < 0.0)
    }
}

/// Sums over some games.
#[derive(Debug, Clone, Default)]
struct Sums {
    games: u64,
    utility: f64,
    squares: f64,
    /// The least and the greatest utility, of 0 and those of the games.
    ends: [f64; 2],
    deals: u64,
    welfare: f64,
    pareto: (f64, u64),
    nash: (f64, u64),
    rounds: f64,
}

impl Sums {
    fn add(&mut self, game: &Game, utility: f64) {
        self.games += 1;
        self.utility += utility;
        self.squares += utility * utility;
        self.ends = [self.ends[0].min(utility), self.ends[1].max(utility)];
        self.deals += u64::from(game.agreement.is_some());
        self.welfare += game.shares.iter().sum::<f64>();
        self.rounds += f64::from(game.round);
        for (sum, distance) in [
            (&mut self.pareto, game.pareto_distance),
            (&mut self.nash, game.nash_distance),
        ] {
            sum.0 += distance.unwrap_or(0.0);
            sum.1 += u64::from(distance.is_some());
        }
    }

    fn mean(&self, sum: f64) -> f64 {
        sum / self.games.max(1) as f64
    }

    fn interval(&self) -> [f64; 2] {
        let n = self.games as f64;
        let mean = self.mean(self.utility);
        let [least, most] = [self.ends[0], self.ends[1].max(1.0)];
        if self.games < 2 {
            return [least, most];
        }
        let variance = ((self.squares - n * mean * mean) / (n - 1.0)).max(0.0);
        let half = t_quantile(0.975, n - 1.0) * (variance / n).sqrt();
        [(mean - half).max(least), (mean + half).min(most)]
    }
}

/// Counts games as they come, and ranks at the end.
#[derive(Debug)]
pub struct Counter {
    names: Vec<String>,
    own: Vec<Sums>,
    pairs: BTreeMap<(usize, usize), Sums>,
}

impl Counter {
    /// For strategies of these names.
    pub fn new(names: Vec<String>) -> Self {
        Self {
            own: vec![Sums::default(); names.len()],
            names,
            pairs: BTreeMap::new(),
        }
    }

    /// Counts a game.
    pub fn add(&mut self, game: &Game) {
        let place = |name: &String| self.names.iter().position(|other| other == name);
        let seats: Vec<Option<usize>> = game.strategies.iter().map(place).collect();
        for who in 0..self.names.len() {
            let own: Vec<usize> = (0..seats.len())
                .filter(|&s| seats[s] == Some(who))
                .collect();
            if own.is_empty() {
                continue;
            }
            let total: f64 = own.iter().map(|&seat| game.shares[seat]).sum();
            self.own[who].add(game, total / own.len() as f64);
            // In company with each other strategy at the table, and with itself if it has more
            // than one seat.
            for other in 0..self.names.len() {
                let there = seats.iter().filter(|seat| **seat == Some(other)).count();
                if there > usize::from(other == who) {
                    let pair = self.pairs.entry((who, other)).or_default();
                    pair.add(game, total / own.len() as f64);
                }
            }
        }
    }

    /// The ranking.
    pub fn ranking(&self, games: u64) -> Ranking {
        let standing = |(name, sums): (&String, &Sums)| Standing {
            strategy: name.clone(),
            games: sums.games,
            utility: sums.mean(sums.utility),
            interval: sums.interval(),
            deals: sums.mean(sums.deals as f64),
            welfare: sums.mean(sums.welfare),
            pareto_distance: mean_of(sums.pareto),
            nash_distance: mean_of(sums.nash),
            rounds: sums.mean(sums.rounds),
        };
        let mut standings: Vec<Standing> = self.names.iter().zip(&self.own).map(standing).collect();
        standings.sort_by(|a, b| b.utility.total_cmp(&a.utility));
        let cell = |(&(who, with), sums): (&(usize, usize), &Sums)| Cell {
            strategy: self.names[who].clone(),
            with: self.names[with].clone(),
            games: sums.games,
            utility: sums.mean(sums.utility),
            deals: sums.mean(sums.deals as f64),
        };
        Ranking {
            games,
            standings,
            cells: self.pairs.iter().map(cell).collect(),
        }
    }
}

fn mean_of((sum, count): (f64, u64)) -> Option<f64> {
    (count > 0).then(|| sum / count as f64)
}

/// Ranks strategies by their games.
pub fn ranking<'g>(names: Vec<String>, games: impl IntoIterator<Item = &'g Game>) -> Ranking {
    let mut counter = Counter::new(names);
    let mut count = 0;
    for game in games {
        counter.add(game);
        count += 1;
    }
    counter.ranking(count)
}
