//! Several tables, at once or one after the other, each with its parties, issues, protocol and
//! calendar.
//!
//! In each round, the tables that are open have a round each, in the order of the file. A table opens in its first
//! round, or in the round after the table that it waits for has ended if that is later; it closes
//! when its talks end or its last round has passed. What a table agrees binds those who sign, and is
//! what the others go on from; if it is secret, those who do not sit there go on from what they
//! know. The talks are over when no table is open or can still open.

use super::{AlternatingOffers, IssueByIssue, Protocol, Shuttle, side};
use crate::model::{self, How, Track};
use crate::negotiate::{Listener, Setting, Talks};

/// Several tables.
#[derive(Debug)]
pub struct Tracks<'s> {
    /// The tables.
    pub tracks: &'s [Track],
}

impl Protocol for Tracks<'_> {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        for (table, track) in self.tracks.iter().enumerate() {
            if !self.is_open(talks, table) {
                continue;
            }
            talks.sit_down(setting, table);
            round_of(&track.protocol, setting, talks, listener);
            side::meet(setting, talks, listener);
            let how = talks.ended.take();
            let how = how.or((talks.round >= track.to).then_some(How::Deadline));
            if let Some(how) = how {
                talks.close_table(table, how);
            }
        }
        if (0..self.tracks.len()).all(|table| self.is_over(talks, table)) {
            talks.ended = Some(self.how(talks));
        }
    }
}

impl Tracks<'_> {
    fn is_open(&self, talks: &Talks, table: usize) -> bool {
        let track = &self.tracks[table];
        let is_its_turn = track.after.is_none_or(|before| {
            let before = &talks.sittings[before];
            before.ended.is_some() && before.ended_in < talks.round
        });
        is_its_turn
            && talks.sittings[table].ended.is_none()
            && (track.from..=track.to).contains(&talks.round)
    }

    /// Whether a table is closed for good.
    fn is_over(&self, talks: &Talks, table: usize) -> bool {
        talks.sittings[table].ended.is_some() || talks.round >= self.tracks[table].to
    }

    /// How the talks as a whole ended: at the deadline if a table did, or never opened; else by a
    /// walk-out if one did.
    fn how(&self, talks: &Talks) -> How {
        let ends = || talks.sittings.iter().map(|sitting| sitting.ended);
        if ends().any(|how| how.is_none_or(|how| how == How::Deadline)) {
            How::Deadline
        } else if ends().any(|how| how == Some(How::WalkOut)) {
            How::WalkOut
        } else {
            How::Concluded
        }
    }
}

/// A round at one table.
fn round_of(
    protocol: &model::Protocol,
    setting: &Setting<'_>,
    talks: &mut Talks,
    listener: &mut impl Listener,
) {
    match protocol {
        model::Protocol::AlternatingOffers { order } => {
            AlternatingOffers { order }.round(setting, talks, listener);
        }
        model::Protocol::Shuttle {
            mediator,
            order,
            tells,
        } => {
            let (mediator, tells) = (*mediator, *tells);
            Shuttle {
                mediator,
                order,
                tells,
            }
            .round(setting, talks, listener);
        }
        model::Protocol::IssueByIssue { order, agenda } => {
            IssueByIssue { order, agenda }.round(setting, talks, listener);
        }
        // The loader sees to it that a table talks in one of the ways above.
        model::Protocol::Proposals { .. }
        | model::Protocol::Attrition { .. }
        | model::Protocol::Legislative(_)
        | model::Protocol::SimultaneousConcession { .. }
        | model::Protocol::SingleText(_)
        | model::Protocol::Tracks(_) => {}
    }
}
