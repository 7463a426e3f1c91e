//! Talks aside: some of those at a table conclude, unseen by the others, what needs nobody's consent
//! but theirs.
//!
//! After each round of a table, one group meets. The groups are the sets of at least two and not
//! all of those present whose consents together move something; they take turns, and so do their
//! members in speaking. The speaker puts forward the package with its largest expected gain that
//! needs just this group; if each of the others accepts, it is concluded, and nobody else knows of it.
//! Nobody meets while an agenda holds agreements back, nor in shuttle mediation, where the sides
//! never talk to each other.

use super::{answer, put_forward};
use crate::model::{PartySet, Protocol};
use crate::negotiate::offer::{Wish, best_offer};
use crate::negotiate::{Listener, Setting, Talks};

/// Lets the group whose turn it is meet.
pub fn meet(setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
    if !setting.scenario.side_deals
        || talks.ended.is_some()
        || talks.docket.holds_back
        || only_meets_a_mediator(setting, talks)
    {
        return;
    }
    let agenda = talks.docket.has_begun().then_some(talks.docket.on);
    if agenda.is_some() {
        talks.within.clone_from(&talks.docket.within);
        talks.reopen();
    }
    if let Some((group, speaker)) = group(setting, talks) {
        let table = talks.present;
        talks.present = group;
        talks.aside = Some(group);
        turn_to_the_side(talks, group, true);
        let agreed = talk(setting, talks, group, speaker, listener);
        turn_to_the_side(talks, group, false);
        talks.aside = None;
        talks.present = table;
        if agreed && talks.ended.is_none() {
            talks.begin_next(setting, group);
        }
    }
    if let Some(issue) = agenda {
        talks.open_only(issue);
    }
}

fn only_meets_a_mediator(setting: &Setting<'_>, talks: &Talks) -> bool {
    let protocol = match talks.table {
        Some(table) => &setting.scenario.tracks()[table].protocol,
        None => &setting.scenario.protocol,
    };
    matches!(protocol, Protocol::Shuttle { .. })
}

/// The group that meets in this round, and who speaks.
fn group(setting: &Setting<'_>, talks: &Talks) -> Option<(PartySet, usize)> {
    let moves = |group: PartySet| {
        let mut issues = (0..talks.open.len()).filter(|&issue| talks.open[issue]);
        issues.any(|issue| group.contains_all(setting.space.consent(issue)))
    };
    let may_meet = |group: &&PartySet| {
        group.len() >= 2
            && **group != talks.present
            && talks.present.contains_all(**group)
            && moves(**group)
    };
    let groups: Vec<PartySet> = setting
        .space
        .families()
        .iter()
        .filter(may_meet)
        .copied()
        .collect();
    let meeting = (talks.round - 1) as usize;
    let group = *groups.get(meeting % groups.len().max(1))?;
    let speaker = group.iter().nth(meeting / groups.len() % group.len())?;
    Some((group, speaker))
}

/// What is said aside is no part of what was said at the table.
fn turn_to_the_side(talks: &mut Talks, group: PartySet, away: bool) {
    for party in group.iter() {
        let memory = &mut talks.side_memories[party];
        if away {
            memory.clear();
        }
        talks.minds[party].turn_to(memory);
    }
}

/// One offer and the answers to it. Returns whether it was concluded.
fn talk(
    setting: &Setting<'_>,
    talks: &mut Talks,
    group: PartySet,
    speaker: usize,
    listener: &mut impl Listener,
) -> bool {
    let mut package = Vec::new();
    let found = talks.through_eyes(speaker, |talks| {
        let wish = Wish {
            with: group,
            ..Wish::expected_gain(talks.reservations[speaker])
        };
        best_offer(setting, talks, speaker, wish, &mut package)
    });
    if found.is_none() {
        return false;
    }
    let on_the_table = std::mem::take(&mut talks.standing);
    put_forward(setting, talks, speaker, None, &package, listener);
    talks.table(setting, &package, speaker);
    for party in group.without(PartySet::of(speaker)).iter() {
        let yes = answer(setting, talks, party, &package, None, listener);
        if !yes {
            break;
        }
        talks.standing.supporters = talks.standing.supporters.union(PartySet::of(party));
    }
    let agreed = talks.conclude_if_supported(setting, listener);
    talks.standing = on_the_table;
    agreed
}
