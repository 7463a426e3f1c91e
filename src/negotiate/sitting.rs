//! A table of talks in several tracks while the parties talk elsewhere.
//!
//! Each table has its own scope (its issues, those who sit there), its own clock, and its own
//! memories; what stands, what was settled, and what parties believe of each other is the same
//! everywhere. A deal at one table is where the others go on from: what lay on them is off, as it
//! was made while something else stood.

use super::changes::withdraw_support;
use super::docket::Docket;
use super::memory::Memory;
use super::talks::Standing;
use super::{Setting, Talks};
use crate::model::{How, PartySet, Track};

/// A table's own state.
#[derive(Debug, Clone, Default)]
pub(super) struct Sitting {
    /// Round in which it opened.
    pub opened: Option<u32>,
    /// How it ended, once it did.
    pub ended: Option<How>,
    /// Round in which it ended.
    pub ended_in: u32,
    present: PartySet,
    standing: Standing,
    docket: Docket,
    memories: Vec<Memory>,
    /// What stood when the parties left the table.
    stood: Vec<u16>,
}

impl Sitting {
    /// One per table of a scenario.
    pub fn all(setting: &Setting<'_>) -> Vec<Self> {
        let parties = setting.scenario.parties.len();
        let sitting = Self {
            memories: vec![Memory::default(); parties],
            ..Self::default()
        };
        vec![sitting; setting.scenario.tracks().len()]
    }

    /// Nobody has sat down yet.
    pub fn clear(&mut self) {
        self.opened = None;
        self.ended = None;
        self.ended_in = 0;
        self.standing.supporters = PartySet::EMPTY;
        self.docket.clear();
        self.memories.iter_mut().for_each(Memory::clear);
        self.stood.clear();
    }
}

impl Talks {
    /// The parties of a table sit down at it.
    pub(super) fn sit_down(&mut self, setting: &Setting<'_>, table: usize) {
        if self.table == Some(table) {
            return;
        }
        self.rise(setting);
        let track = &setting.scenario.tracks()[table];
        self.table = Some(table);
        let round = self.round;
        let sitting = &mut self.sittings[table];
        let first_time = sitting.opened.is_none();
        let opened = *sitting.opened.get_or_insert(round);
        if first_time {
            sitting.present = track.parties;
        }
        self.present = sitting.present;
        self.within.copy_from_slice(&track.issues);
        self.window = [opened, track.to.min(setting.horizon).max(opened)];
        self.after_deal = setting.after_deal(&track.protocol, track.after_deal);
        self.swap_state(track, table);
        let changed = if first_time {
            self.current != setting.space.start()
        } else {
            self.sittings[table].stood != self.current
        };
        self.resume(setting);
        if changed {
            self.clear_table();
            self.begin_next(setting, track.parties);
        }
        self.reopen();
        withdraw_support(setting, self);
    }

    /// The parties leave the table at which they sit, if they do.
    pub(super) fn rise(&mut self, setting: &Setting<'_>) {
        let Some(table) = self.table else { return };
        self.suspend(setting);
        let track = &setting.scenario.tracks()[table];
        self.swap_state(track, table);
        let sitting = &mut self.sittings[table];
        sitting.present = self.present;
        sitting.stood.clear();
        sitting.stood.extend_from_slice(&self.current);
        self.table = None;
    }

    fn swap_state(&mut self, track: &Track, table: usize) {
        let sitting = &mut self.sittings[table];
        std::mem::swap(&mut self.standing, &mut sitting.standing);
        std::mem::swap(&mut self.docket, &mut sitting.docket);
        for party in track.parties.iter() {
            self.minds[party].turn_to(&mut sitting.memories[party]);
        }
    }

    /// Ends the talks at a table.
    pub(super) fn close_table(&mut self, table: usize, how: How) {
        let sitting = &mut self.sittings[table];
        sitting.ended = Some(how);
        sitting.ended_in = self.round;
        sitting.present = self.present;
        self.clear_table();
    }

    /// The talks are over: nobody sits at a table any more, and who walked out of one counts as gone.
    pub(super) fn break_up(&mut self, setting: &Setting<'_>) {
        self.rise(setting);
        self.suspend(setting);
        let tracks = setting.scenario.tracks();
        if tracks.is_empty() {
            return;
        }
        self.present = setting.everybody();
        for party in 0..self.minds.len() {
            let mut seats = tracks.iter().zip(&self.sittings);
            let left = |(track, sitting): &(&Track, &Sitting)| {
                track.parties.contains(party)
                    && sitting.opened.is_some()
                    && !sitting.present.contains(party)
            };
            if seats.any(|seat| left(&seat)) {
                self.present = self.present.without(PartySet::of(party));
            }
        }
    }
}
