//! Equilibrium of legislative bargaining under the closed rule (Baron & Ferejohn 1989,
//! doi:10.2307/1961664; with vetoes Winter 1996, doi:10.2307/2945844).
//!
//! With `v_j` the expected utility of `j` at the start of a round, going on is worth
//!
//! `c_j = b x_j + (1 - b) d_j v_j`, in the last round `r_j`,
//!
//! for a no-deal value `r`, a patience `d`, a probability `b` of breakdown per round and what that
//! leaves, `x` (the no-deal value if the file does not say). `j` votes for whatever gives it
//! `max(r_j, c_j)`; whoever is recognised proposes the best package for which enough vote, itself
//! among them, drawn by lot among equals, or lets the round pass. Working back from the last round
//! gives the values of every round: an equilibrium of the game with that end.
//!
//! Where nobody sees an end, values are worked back from an end 4,000 rounds away. Mostly they soon
//! repeat from round to round, and are then those of the stationary equilibrium. Between unequal
//! parties that equilibrium may need proposers who mix between coalitions in just the right shares
//! (Eraslan 2002, *Journal of Economic Theory* 103, 11-30); by lot among equals alone, values then go round in
//! circles. What is played there is the equilibrium of the game with the far-away end.
//!
//! Who plays so takes everybody else to do so too. If somebody leaves, the game is worked out anew
//! among those who stay; that is not foreseen.

use super::division::Division;
use super::listed::Listed;
use crate::model::{Legislature, PartySet};
use crate::negotiate::mind::Bid;
use crate::negotiate::{Setting, Talks};

/// Most rounds from the end that are told apart, and most work on them, in utilities looked at.
const MOST_ROUNDS: usize = 4_000;
const MOST_WORK: usize = 400_000_000;
/// Values that move by no more than this from round to round are stationary.
const STILL: f64 = 1e-15;

/// What the parties hold out for, for talks as they stand.
#[derive(Debug, Clone)]
pub struct Legislative {
    present: PartySet,
    current: Vec<u16>,
    game: Game,
    /// Per round from the last, what each party holds out for; earlier rounds are like the first
    /// that is told apart.
    thresholds: Vec<Vec<f64>>,
    /// Whether values repeat from there on.
    stationary: bool,
}

#[derive(Debug, Clone)]
enum Game {
    Division(Division),
    Listed(Listed),
    /// Too many packages: everybody holds out for no deal, and nobody proposes.
    Unknown,
}

/// What a party proposes.
pub fn bid(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    let legislature = setting.space.legislature()?;
    let play = current(setting, talks, legislature);
    let package = play.offer(setting, talks, legislature, party);
    talks.legislative = Some(play);
    let package = package?;
    let utility = talks.utility(setting, party, &package);
    talks.may_sign(setting, party, &package).then_some(Bid {
        package,
        utility,
        value: utility,
    })
}

/// The least that a party votes for.
pub fn going_on(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<f64> {
    let legislature = setting.space.legislature()?;
    let play = current(setting, talks, legislature);
    let least = play.thresholds(setting, talks)[party];
    talks.legislative = Some(play);
    Some(least)
}

/// What was worked out for the talks as they are, or is now.
fn current(setting: &Setting<'_>, talks: &mut Talks, legislature: &Legislature) -> Legislative {
    match talks.legislative.take() {
        Some(play) if play.present == talks.present && play.current == talks.current => play,
        _ => Legislative::solve(setting, talks, legislature),
    }
}

/// Per party, what a breakdown leaves it.
fn broken(setting: &Setting<'_>, talks: &Talks) -> Vec<f64> {
    let parties = setting.scenario.parties.iter().zip(&talks.reservations);
    let left = parties.map(|(party, floor)| match &party.breakdown_value {
        Some(quantity) => party.scale.place(quantity.value(&talks.inputs_now)),
        None => *floor,
    });
    left.collect()
}

impl Legislative {
    fn solve(setting: &Setting<'_>, talks: &Talks, legislature: &Legislature) -> Self {
        let division = Division::new(setting, talks).map(Game::Division);
        let game = division.or_else(|| Listed::new(setting, talks).map(Game::Listed));
        let game = game.unwrap_or(Game::Unknown);
        let mut play = Self {
            present: talks.present,
            current: talks.current.clone(),
            game,
            thresholds: Vec::new(),
            stationary: false,
        };
        let inputs = &talks.inputs_now;
        let breakdown = setting
            .scenario
            .time
            .breakdown
            .value(inputs)
            .clamp(0.0, 1.0);
        let parties = setting.scenario.parties.iter();
        let patience: Vec<f64> = parties.map(|party| party.patience.value(inputs)).collect();
        let floors = &talks.reservations;
        let broken = broken(setting, talks);
        let mut going_on = floors.clone();
        let mut before: Vec<f64> = Vec::new();
        for _ in 0..play.rounds(setting) {
            let each = going_on.iter().zip(floors);
            let thresholds: Vec<f64> = each.map(|(on, floor)| on.max(*floor)).collect();
            let values = play.values(legislature, &thresholds, &going_on);
            play.thresholds.push(thresholds);
            let moved = values
                .iter()
                .zip(&before)
                .any(|(a, b)| (a - b).abs() > STILL);
            if !before.is_empty() && !moved {
                play.stationary = true;
                break;
            }
            for (party, on) in going_on.iter_mut().enumerate() {
                *on =
                    breakdown * broken[party] + (1.0 - breakdown) * patience[party] * values[party];
            }
            before = values;
        }
        play
    }

    /// How many rounds from the end are told apart at most.
    fn rounds(&self, setting: &Setting<'_>) -> usize {
        let affordable = match &self.game {
            Game::Division(_) => MOST_ROUNDS,
            Game::Listed(listed) => (MOST_WORK / listed.size().max(1)).min(MOST_ROUNDS),
            Game::Unknown => 1,
        };
        match setting.scenario.time.endless {
            true => affordable.max(1),
            false => affordable.min(setting.horizon as usize).max(1),
        }
    }

    /// Expected utilities at the start of a round in which everybody holds out for `thresholds`, and
    /// a round without a deal is worth `going_on`.
    fn values(&self, legislature: &Legislature, thresholds: &[f64], going_on: &[f64]) -> Vec<f64> {
        let passing = match &self.game {
            Game::Listed(listed) => listed.passing(legislature, self.present, thresholds),
            _ => Vec::new(),
        };
        let chance = |party: usize| legislature.recognition[party];
        let total: f64 = self.present.iter().map(chance).sum();
        if total <= 0.0 {
            return going_on.to_vec();
        }
        let mut values = vec![0.0; thresholds.len()];
        for proposer in self.present.iter().filter(|&party| chance(party) > 0.0) {
            let expected = match &self.game {
                Game::Division(division) => {
                    division.expected(legislature, self.present, proposer, thresholds)
                }
                Game::Listed(listed) => listed.expected(&passing, proposer),
                Game::Unknown => None,
            };
            let expected = expected.as_deref().unwrap_or(going_on);
            for (value, expected) in values.iter_mut().zip(expected) {
                *value += chance(proposer) / total * expected;
            }
        }
        values
    }

    /// What each party holds out for now.
    fn thresholds(&self, setting: &Setting<'_>, talks: &Talks) -> &[f64] {
        let first = self.thresholds.len() - 1;
        let left = match setting.scenario.time.endless {
            true if self.stationary => first,
            // The end stays away, however long the talks last.
            true => first - (talks.round as usize - 1) % (first / 2 + 1),
            false => setting.horizon.saturating_sub(talks.round) as usize,
        };
        &self.thresholds[left.min(first)]
    }

    fn offer(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        legislature: &Legislature,
        party: usize,
    ) -> Option<Vec<u16>> {
        let thresholds = self.thresholds(setting, talks);
        match &self.game {
            Game::Division(division) => division.offer(
                legislature,
                self.present,
                party,
                thresholds,
                &mut talks.decisions,
            ),
            Game::Listed(listed) => {
                let passing = listed.passing(legislature, self.present, thresholds);
                listed.offer(&passing, party, &mut talks.decisions)
            }
            Game::Unknown => None,
        }
    }
}
