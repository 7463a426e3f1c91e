//! An analysis over draws of the uncertain inputs and red lines: in which share of draws there is a
//! zone of possible agreement, and which options the bargaining solutions choose.
//!
//! Draw `k` is that of replication `k` of a simulation with the same seed. Draws are analyzed on all
//! threads and tallied in their order, so that the result does not depend on the number of threads.

use super::analyze::{MOST_PACKAGES, Numbers, Settings, signers};
use super::findings::{OptionShare, OptionShares, Share, Shares, SolutionShares, Spread};
use super::{Solved, Survey, package, survey};
use crate::game::search::Search;
use crate::game::{Compiler, Draw, Space, Streams};
use crate::model::Scenario;
use crate::stats::wilson_share;
use rayon::prelude::*;

/// Draws between two looks at whether to go on.
const WAVE: u64 = 64;

const SOLUTIONS: [&str; 4] = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"];

/// Why there are no shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SharesError {
    /// The space has more packages than can be looked at in every draw.
    TooManyPackages,
    /// The watcher asked to stop.
    Interrupted,
    /// Threads could not be started.
    Threads(String),
}

/// Analyzes `draws` draws from `seed`. `watch` is told how many are done and returns whether to go
/// on; 0 `threads` are as many as the machine has.
///
/// # Errors
/// [`SharesError`] if the space is too large, or the watcher asks to stop.
pub fn shares(
    scenario: &Scenario,
    settings: &Settings,
    draws: u64,
    seed: u64,
    threads: usize,
    watch: &mut dyn FnMut(u64) -> bool,
) -> Result<Shares, SharesError> {
    let space = Space::new(scenario);
    if super::count(&space).is_none_or(|n| n > MOST_PACKAGES) {
        return Err(SharesError::TooManyPackages);
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| SharesError::Threads(error.to_string()))?;
    let compiler = Compiler::new(scenario);
    let streams = Streams::new(seed);
    let parties = signers(scenario);
    let one = |run: u64| {
        let (mut draw, mut search) = (Draw::default(), Search::new());
        draw.draw(scenario, &streams, run);
        let numbers = Numbers::new(scenario, &space, &compiler, &draw, settings, &mut search);
        survey(&space, &numbers.valuations, &numbers.view(&parties, false))
    };
    let mut tally = Tally::new(&space, signers(scenario).len());
    while tally.draws < draws {
        let wave = tally.draws..draws.min(tally.draws + WAVE);
        let found: Vec<Survey> = pool.install(|| wave.into_par_iter().map(one).collect());
        found.iter().for_each(|survey| tally.add(&space, survey));
        if !watch(tally.draws) {
            return Err(SharesError::Interrupted);
        }
    }
    Ok(tally.into_shares(scenario, &space, seed))
}

/// What has been drawn so far.
struct Tally {
    draws: u64,
    with_zone: u64,
    with_rational: u64,
    zone_size: Vec<f64>,
    opposition: Vec<f64>,
    solutions: [SolutionTally; 4],
}

/// One solution over draws with a rational package.
struct SolutionTally {
    /// Per party, its utility in each draw.
    utilities: Vec<Vec<f64>>,
    /// Per option of all issues, in how many draws it was chosen.
    options: Vec<f64>,
}

impl Tally {
    fn new(space: &Space, parties: usize) -> Self {
        let solution = |_| SolutionTally {
            utilities: vec![Vec::new(); parties],
            options: vec![0.0; space.options()],
        };
        Self {
            draws: 0,
            with_zone: 0,
            with_rational: 0,
            zone_size: Vec::new(),
            opposition: Vec::new(),
            solutions: SOLUTIONS.map(solution),
        }
    }

    fn add(&mut self, space: &Space, survey: &Survey) {
        self.draws += 1;
        self.with_zone += u64::from(survey.zone > 0);
        self.with_rational += u64::from(survey.rational > 0);
        self.zone_size
            .push(survey.zone as f64 / survey.packages as f64);
        self.opposition.extend(survey.opposition);
        let solved = [
            &survey.nash,
            &survey.kalai_smorodinsky,
            &survey.egalitarian,
            &survey.utilitarian,
        ];
        for (tally, solved) in self.solutions.iter_mut().zip(solved) {
            tally.add(space, solved);
        }
    }

    fn into_shares(self, scenario: &Scenario, space: &Space, seed: u64) -> Shares {
        let part = |count: u64| share(count as f64, self.draws);
        let solutions = SOLUTIONS.into_iter().zip(self.solutions);
        let named =
            solutions.map(|(id, tally)| tally.named(id, scenario, space, self.with_rational));
        Shares {
            draws: self.draws,
            seed,
            zone: part(self.with_zone),
            rational: part(self.with_rational),
            zone_size: spread(self.zone_size),
            opposition: spread(self.opposition),
            solutions: named.collect(),
        }
    }
}

impl SolutionTally {
    fn add(&mut self, space: &Space, solved: &[Solved]) {
        let part = 1.0 / solved.len() as f64;
        for (party, utilities) in self.utilities.iter_mut().enumerate() {
            let sum: f64 = solved.iter().map(|s| s.utilities[party]).sum();
            utilities.extend((!solved.is_empty()).then_some(sum * part));
        }
        for found in solved {
            let options = package(space, found.index);
            for (issue, &option) in options.iter().enumerate() {
                self.options[space.offset(issue) + usize::from(option)] += part;
            }
        }
    }

    fn named(self, id: &str, scenario: &Scenario, space: &Space, draws: u64) -> SolutionShares {
        let issues = scenario.issues.iter().enumerate().map(|(n, issue)| {
            let counts = self.options[space.offset(n)..].iter();
            let shares = issue.options.iter().zip(counts);
            OptionShares {
                issue: issue.id.clone(),
                shares: shares
                    .map(|(option, &count)| OptionShare {
                        option: option.id.clone(),
                        share: share(count, draws),
                    })
                    .collect(),
            }
        });
        SolutionShares {
            id: id.to_owned(),
            options: issues.collect(),
            utilities: self.utilities.into_iter().filter_map(spread).collect(),
        }
    }
}

fn share(count: f64, n: u64) -> Share {
    // Parts of ties may sum to a hair more than the number of draws.
    let share = (count / n.max(1) as f64).clamp(0.0, 1.0);
    let (low, high) = wilson_share(share, n);
    Share { share, low, high }
}

/// Mean and quantiles (the value below which that share of the draws lies); `None` without any.
fn spread(mut values: Vec<f64>) -> Option<Spread> {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.sort_unstable_by(f64::total_cmp);
    let quantile = |share: f64| {
        let place = (share * values.len() as f64) as usize;
        values.get(place.min(values.len().wrapping_sub(1))).copied()
    };
    Some(Spread {
        mean,
        q05: quantile(0.05)?,
        q50: quantile(0.5)?,
        q95: quantile(0.95)?,
    })
}
