//! What could a party do about an outcome? Every single change within its own power ([`catalogue()`]) is
//! played against the scenario as it stands, run by run with the same random numbers: by how much it raises
//! the share of an outcome class, and what it costs the party in utility.
//!
//! First all changes are screened with few runs. The best of them would look better than they are, since
//! chance has a say in which come out on top; so they are estimated again on fresh runs, and only these
//! figures are told. Intervals are those of [`crate::stats::paired`], one by one.

mod catalogue;
mod manners;
mod play;

pub use catalogue::{Kind, Lever, catalogue};

use super::Stop;
use super::blocks::{Blocks, Extent, Means};
use crate::model::Scenario;
use crate::scenario::{Loaded, Override};
use crate::stats::paired::Pairs;
use crate::stats::{Estimate, Moments};
use play::{Glimpse, Variant, play};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::ops::Range;

/// How changes are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Seed of all randomness.
    pub seed: u64,
    /// Runs that screen each change; at least 2.
    pub screen: u64,
    /// Fresh runs for each of the best; at least 2.
    pub runs: u64,
    /// How many of the best are looked at again.
    pub keep: usize,
}

impl Settings {
    /// How much is played for so many changes. Which of them are looked at again hangs on all runs that screen
    /// them, so that only those are known beforehand.
    pub fn extent(&self, levers: usize) -> Extent {
        let (all, kept) = (levers as u64 + 1, levers.min(self.keep) as u64 + 1);
        Extent {
            replications: all * self.screen + kept * self.runs,
            beforehand: all * self.screen,
            blocks: all * play::blocks(self.screen),
        }
    }
}

/// What a change does to the share of the outcome and to the party.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Effect {
    /// Share with the change.
    pub share: Estimate,
    /// That less the share without it.
    pub difference: Estimate,
    /// The party's mean utility with the change less that without it; negative is what it costs.
    pub utility: Estimate,
}

/// A change with what it does.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// What the party does, for people.
    pub name: String,
    /// What kind of change.
    pub kind: Kind,
    /// The change, as `--set` takes it.
    pub set: Vec<String>,
    /// What screening showed: of the best, too good to be true.
    pub screened: Effect,
    /// What fresh runs showed, for the best.
    pub effect: Option<Effect>,
}

/// What a party could do about an outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Levers {
    /// Identifier of the party.
    pub party: String,
    /// Its name.
    pub party_name: String,
    /// Its place among the parties of the scenario, from 0.
    #[serde(default)]
    pub party_index: usize,
    /// Whether its utilities are those of the file, not from 0, its worst package, to 1, its best.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub as_given: bool,
    /// Identifier of the outcome class.
    pub outcome: String,
    /// Its name.
    pub outcome_name: String,
    /// Share of the outcome without any change, in the fresh runs.
    pub share: Estimate,
    /// Runs that screened each change.
    pub screen: u64,
    /// Fresh runs for each of the best.
    pub runs: u64,
    /// How many of the best were looked at again.
    pub kept: usize,
    /// The changes: those looked at again first, the largest rise first, then all others by what screening
    /// showed.
    pub levers: Vec<Found>,
}

impl Levers {
    /// The changes that were looked at again on fresh runs, the largest rise first.
    pub fn best(&self) -> impl Iterator<Item = (&Found, Effect)> {
        let levers = self.levers.iter();
        levers.filter_map(|lever| lever.effect.map(|effect| (lever, effect)))
    }
}

/// Reads the scenario with some changes; `None` where they do not fit it.
pub type Reader<'r> = dyn Fn(&[Override]) -> Option<Loaded> + 'r;

/// Changes that fit a scenario, each with the scenario that it makes.
pub fn fitting(levers: Vec<Lever>, read: &Reader<'_>) -> Vec<(Lever, Loaded)> {
    let fits = levers.into_iter().filter_map(|lever| {
        let loaded = read(&lever.changes)?;
        Some((lever, loaded))
    });
    fits.collect()
}

/// A run of the scenario as it stands, or with a change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// Whether it is one of the fresh runs; else it screened.
    pub fresh: bool,
    /// Index of the change; `None` as it stands.
    pub lever: Option<usize>,
    /// Which run.
    pub run: u64,
    /// Whether it ended in the outcome class.
    pub hit: bool,
    /// Utility of the party.
    pub utility: f64,
}

/// Takes runs, in order.
pub type RunSink<'a> = dyn FnMut(&Run) -> std::io::Result<()> + 'a;

/// Plays the scenario with each of the changes, and hands over all runs where they are wanted, also those that
/// were taken down before.
///
/// # Errors
/// [`Stop`] if somebody asked to stop, a run could not be taken, threads cannot be started, or a part was played:
/// of the runs that screen.
pub fn find(
    base: &Loaded,
    (party, outcome): (usize, usize),
    levers: &[(Lever, Loaded)],
    settings: &Settings,
    runs: Option<&mut RunSink<'_>>,
    means: Means<'_>,
) -> Result<Levers, Stop> {
    let mut trials = Trials {
        base: &base.scenario,
        levers,
        party,
        outcome,
        seed: settings.seed,
        blocks: Blocks::new(means, settings.extent(levers.len()).blocks),
        runs,
    };
    let all: Vec<usize> = (0..levers.len()).collect();
    let seen = trials.play(false, 0..settings.screen, &all)?;
    let mut found: Vec<Found> = levers
        .iter()
        .zip(&seen[1..])
        .map(|((lever, _), runs)| Found {
            name: lever.name.clone(),
            kind: lever.kind,
            set: lever.set(),
            screened: effect(&seen[0], runs),
            effect: None,
        })
        .collect();
    let mut order = all;
    order.sort_by(|&a, &b| best_first(&found[a], &found[b]));
    let kept: Vec<usize> = order.iter().take(settings.keep).copied().collect();
    let numbers = settings.screen..settings.screen + settings.runs;
    let seen = trials.play(true, numbers, &kept)?;
    trials.blocks.end()?;
    for (&k, runs) in kept.iter().zip(&seen[1..]) {
        found[k].effect = Some(effect(&seen[0], runs));
    }
    order.sort_by(|&a, &b| best_first(&found[a], &found[b]));
    let (of_party, of_outcome) = (
        &base.scenario.parties[party],
        &base.scenario.outcomes[outcome],
    );
    Ok(Levers {
        party: of_party.id.clone(),
        party_name: of_party.name.clone(),
        party_index: party,
        as_given: of_party.scale.is_as_given(),
        outcome: of_outcome.id.clone(),
        outcome_name: of_outcome.name.clone(),
        share: share(&seen[0]),
        screen: settings.screen,
        runs: settings.runs,
        kept: kept.len(),
        levers: order.into_iter().map(|k| found[k].clone()).collect(),
    })
}

/// A party's changes while they are tried.
struct Trials<'a, 'm, 'r, 's> {
    base: &'a Scenario,
    levers: &'a [(Lever, Loaded)],
    party: usize,
    outcome: usize,
    seed: u64,
    blocks: Blocks<'m>,
    runs: Option<&'r mut RunSink<'s>>,
}

impl Trials<'_, '_, '_, '_> {
    /// Runs of the scenario as it stands, then with each of these changes.
    fn play(
        &mut self,
        fresh: bool,
        numbers: Range<u64>,
        changes: &[usize],
    ) -> Result<Vec<Vec<Glimpse>>, Stop> {
        let changed = changes.iter().map(|&k| &self.levers[k].1.scenario);
        let variants = [self.base].into_iter().chain(changed);
        let variants: Vec<Variant<'_>> = variants
            .map(|scenario| Variant {
                scenario,
                party: self.party,
                outcome: self.outcome,
            })
            .collect();
        let seen = play(&variants, numbers.clone(), self.seed, &mut self.blocks)?;
        self.blocks.end_part()?;
        if let Some(sink) = &mut self.runs {
            let levers = [None].into_iter().chain(changes.iter().copied().map(Some));
            for (lever, glimpses) in levers.zip(&seen) {
                for (run, &Glimpse { hit, utility }) in numbers.clone().zip(glimpses) {
                    let run = Run {
                        fresh,
                        lever,
                        run,
                        hit,
                        utility,
                    };
                    sink(&run).map_err(Stop::Lost)?;
                }
            }
        }
        Ok(seen)
    }
}

/// Those looked at again first, the largest rise first; then all others by what screening showed.
fn best_first(a: &Found, b: &Found) -> Ordering {
    let place = |found: &Found| match found.effect {
        Some(effect) => (0, effect.difference.value),
        None => (1, found.screened.difference.value),
    };
    let ((stage, rise), (other_stage, other)) = (place(a), place(b));
    stage.cmp(&other_stage).then(other.total_cmp(&rise))
}

fn share(runs: &[Glimpse]) -> Estimate {
    let count = runs.iter().filter(|run| run.hit).count();
    Estimate::share(count as u64, runs.len() as u64)
}

fn effect(without: &[Glimpse], with: &[Glimpse]) -> Effect {
    let mut pairs = Pairs::default();
    let mut gains = Moments::default();
    for (a, b) in without.iter().zip(with) {
        pairs.add(a.hit, b.hit);
        gains.add(b.utility - a.utility);
    }
    let nothing = Estimate {
        value: 0.0,
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    };
    Effect {
        share: share(with),
        difference: pairs.difference(),
        utility: gains.estimate().unwrap_or(nothing),
    }
}
