//! Plays one replication from the draw to the end.

use super::guest::Guest;
use super::protocol::{
    AlternatingOffers, Attrition, IssueByIssue, Legislative, Proposals, Shuttle,
    SimultaneousConcession, SingleText, Tracks, side,
};
use super::strategy::Strategy;
use super::{Clauses, Happening, Listener, Setting, Talks, events, leverage};
use crate::game::{Streams, uniform};
use crate::model::{How, Protocol};

/// How a replication's talks ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ending {
    /// How.
    pub how: How,
    /// Last round of the talks.
    pub rounds: u32,
}

/// Plays replications one after the other, with the same memory.
#[derive(Debug)]
pub struct Player<'a, 's> {
    setting: &'a Setting<'s>,
    seed: u64,
    streams: Streams,
    /// The talks, as they ended.
    pub talks: Talks,
    /// What became of each clause.
    pub clauses: Clauses,
}

impl<'a, 's> Player<'a, 's> {
    /// A player with the random streams of a seed.
    pub fn new(setting: &'a Setting<'s>, seed: u64) -> Self {
        Self {
            setting,
            seed,
            streams: Streams::new(seed),
            talks: Talks::new(setting),
            clauses: Clauses::new(setting),
        }
    }

    /// Gives a party's seat to a strategy from outside. Returns whether it could be seated: not where
    /// there are more packages than can be listed ([`LIMIT`](crate::game::search::table::LIMIT)).
    pub fn seat(&mut self, party: usize, strategy: Box<dyn Strategy>) -> bool {
        let guest = Guest::new(self.setting, strategy, self.seed);
        let seated = guest.is_some();
        self.talks.guests[party] = guest;
        seated
    }

    /// Plays a replication; its outcome is then in [`talks`](Self::talks) and
    /// [`clauses`](Self::clauses).
    pub fn play(&mut self, run: u64, listener: &mut impl Listener) -> Ending {
        let (setting, talks) = (self.setting, &mut self.talks);
        talks.reset(setting, &self.streams, run);
        match &setting.scenario.protocol {
            Protocol::AlternatingOffers { order } => {
                talk(setting, talks, &AlternatingOffers { order }, listener);
            }
            Protocol::Proposals { order, recognition } => {
                let recognition = *recognition;
                talk(setting, talks, &Proposals { order, recognition }, listener);
            }
            Protocol::Attrition { order } => {
                talk(setting, talks, &Attrition { order: *order }, listener);
            }
            Protocol::Shuttle {
                mediator,
                order,
                tells,
            } => {
                let (mediator, tells) = (*mediator, *tells);
                let shuttle = Shuttle {
                    mediator,
                    order,
                    tells,
                };
                talk(setting, talks, &shuttle, listener);
            }
            Protocol::SimultaneousConcession { order, step } => {
                let protocol = SimultaneousConcession { order, step };
                talk(setting, talks, &protocol, listener);
            }
            Protocol::SingleText(rules) => {
                talk(setting, talks, &SingleText { rules }, listener);
            }
            Protocol::IssueByIssue { order, agenda } => {
                talk(setting, talks, &IssueByIssue { order, agenda }, listener);
            }
            Protocol::Tracks(tracks) => talk(setting, talks, &Tracks { tracks }, listener),
            Protocol::Legislative(legislature) => {
                talk(setting, talks, &Legislative { legislature }, listener);
            }
        }
        talks.break_up(setting);
        self.clauses.follow(setting, talks, &self.streams, run);
        Ending {
            how: talks.ended.unwrap_or(How::Deadline),
            rounds: talks.round,
        }
    }
}

fn talk(
    setting: &Setting<'_>,
    talks: &mut Talks,
    protocol: &impl super::protocol::Protocol,
    listener: &mut impl Listener,
) {
    let time = &setting.scenario.time;
    let deadline = talks.deadline(setting);
    for round in 1..=deadline {
        talks.round = round;
        talks
            .minds
            .iter_mut()
            .for_each(super::mind::Mind::new_round);
        events::happen(setting, talks, listener);
        protocol.round(setting, talks, listener);
        if setting.scenario.tracks().is_empty() {
            side::meet(setting, talks, listener);
        }
        leverage::charge(setting, talks);
        if talks.ended.is_some() {
            return;
        }
        if round < deadline && uniform(&mut talks.chance) < time.breakdown.value(&talks.inputs_now)
        {
            talks.ended = Some(How::Breakdown);
            talks.break_down(setting);
            listener.hear(talks, Happening::Breakdown);
            return;
        }
    }
    talks.ended = Some(How::Deadline);
}
