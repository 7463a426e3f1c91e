//! A strategy from outside that takes a party's seat in the engine's talks.
//!
//! It sees its packages as a list in order of its utility: those that it could sign now, with issues
//! that are closed, or that nobody present can move, left where they are. The engine's own rules
//! hold for it as for anybody: it never signs what is worse for it than no deal or crosses a red
//! line of its own, whatever it says.

use super::mind::Bid;
use super::strategy::{Answer, Chance, Strategy, View};
use super::{Setting, Talks};
use crate::game::search::{Number, Numbering, Table, table};

/// A strategy in a seat, with what it sees.
pub struct Guest {
    strategy: Box<dyn Strategy>,
    numbering: Numbering,
    table: Table,
    chance: Chance,
    begun: bool,
}

impl std::fmt::Debug for Guest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Guest").finish_non_exhaustive()
    }
}

impl Guest {
    /// Seats a strategy; `None` where the space has too many packages to list.
    pub fn new(setting: &Setting<'_>, strategy: Box<dyn Strategy>, seed: u64) -> Option<Self> {
        Some(Self {
            strategy,
            numbering: Numbering::of(&setting.space)?,
            table: Table::default(),
            chance: Chance::new(seed),
            begun: false,
        })
    }

    /// A replication begins.
    pub fn reset(&mut self, run: u64, party: usize) {
        self.begun = false;
        self.chance.turn_to(run, party);
    }
}

/// A guest's next bid: what it proposes, if it may sign it.
pub fn bid(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    let number = ask(setting, talks, party, |strategy, view| {
        strategy.propose(view)
    })?;
    let mut package = Vec::new();
    let guest = talks.guests[party].as_ref()?;
    guest.numbering.write(number, &mut package);
    let utility = talks.utility(setting, party, &package);
    talks.may_sign(setting, party, &package).then_some(Bid {
        package,
        utility,
        value: utility,
    })
}

/// A guest's answer; leaving counts as having had enough.
pub fn accepts(setting: &Setting<'_>, talks: &mut Talks, party: usize, package: &[u16]) -> bool {
    let Some(number) = number_of(talks, party, package) else {
        return false;
    };
    let answer = ask(setting, talks, party, |s, view| {
        Some(s.answer(view, number))
    });
    if answer == Some(Answer::Leave) {
        talks.minds[party].walk_out_after = Some(0);
    }
    answer == Some(Answer::Accept)
}

/// A guest hears another's offer.
pub fn observe(setting: &Setting<'_>, talks: &mut Talks, party: usize, by: usize, package: &[u16]) {
    if let Some(number) = number_of(talks, party, package) {
        ask(setting, talks, party, |strategy, view| {
            strategy.observe(view, by, number);
            Some(())
        });
    }
}

fn number_of(talks: &Talks, party: usize, package: &[u16]) -> Option<Number> {
    let guest = talks.guests[party].as_ref()?;
    Some(guest.numbering.number(package))
}

/// Asks a guest something, with its view brought up to date first.
fn ask<T>(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    question: impl FnOnce(&mut dyn Strategy, &mut View<'_>) -> Option<T>,
) -> Option<T> {
    let mut guest = talks.guests[party].take()?;
    let stale = talks.minds[party].guest_is_stale;
    if stale {
        guest.table = list(setting, talks, party, &guest.numbering);
        talks.minds[party].guest_is_stale = false;
    }
    let [first, last] = talks.window;
    let rounds = last.saturating_sub(first) + 1;
    let mut view = View {
        party,
        parties: talks.minds.len(),
        round: (talks.round.saturating_sub(first) + 1).min(rounds),
        rounds,
        table: &guest.table,
        reservation: talks.reservations[party],
        numbering: &guest.numbering,
        chance: &mut guest.chance,
    };
    if stale {
        guest.strategy.sit(&mut view);
    }
    if !guest.begun {
        guest.strategy.begin(&mut view);
        guest.begun = true;
    }
    let answer = question(guest.strategy.as_mut(), &mut view);
    talks.guests[party] = Some(guest);
    answer
}

/// The packages that a party could sign now, in order.
fn list(setting: &Setting<'_>, talks: &Talks, party: usize, numbering: &Numbering) -> Table {
    let utilities = table::utilities(&setting.space, &talks.valuations[party], numbering);
    let mut package = Vec::new();
    let keep = |number: Number| {
        numbering.write(number, &mut package);
        talks.may_sign(setting, party, &package)
    };
    Table::of_those(utilities, keep)
}
