//! What each party knows to stand, where something was agreed that not everybody knows of.
//!
//! A package is a proposal to move some issues; on the others, what stands remains. Parties with
//! different knowledge read it differently: each completes it with what it takes to stand. Who
//! knows that an issue is settled refuses to move it again.

use super::{Setting, Talks};
use crate::model::PartySet;
use std::borrow::Cow;

/// What a party takes to stand.
#[derive(Debug, Clone)]
pub(super) struct View {
    current: Vec<u16>,
    settled: Vec<bool>,
    deal_round: Option<u32>,
}

/// The package that a party takes to stand; `eyes` says whose view `current` shows now.
pub(super) fn known<'t>(
    current: &'t [u16],
    views: &'t [View],
    eyes: Option<usize>,
    party: usize,
) -> &'t [u16] {
    match views.get(party) {
        Some(view) if eyes != Some(party) => &view.current,
        _ => current,
    }
}

impl Talks {
    /// The package that a party takes to stand: what was agreed in secret by others is not in it.
    pub fn known_to(&self, party: usize) -> &[u16] {
        known(&self.current, &self.views, self.eyes, party)
    }

    /// Whether a package would move, as a party knows and others may not, what is settled already.
    pub fn moves_what_is_settled(&self, party: usize, package: &[u16]) -> bool {
        let Some(view) = self.views.get(party).filter(|_| self.eyes.is_none()) else {
            return false;
        };
        let mut issues = package.iter().zip(&view.current).zip(&view.settled);
        issues.any(|((new, old), settled)| *settled && new != old)
    }

    /// Round of the last deal that a party knows of.
    pub(super) fn deal_known_to(&self, party: usize) -> Option<u32> {
        match self.views.get(party) {
            Some(view) if self.eyes != Some(party) => view.deal_round,
            _ => self.deal_round,
        }
    }

    /// Lets a party act on what it knows.
    pub(super) fn through_eyes<T>(&mut self, party: usize, act: impl FnOnce(&mut Self) -> T) -> T {
        if self.views.is_empty() || self.eyes == Some(party) {
            return act(self);
        }
        let before = self.eyes;
        self.look_through(Some(party));
        let result = act(self);
        self.look_through(before);
        result
    }

    /// Shows what a party takes to stand, or what does.
    fn look_through(&mut self, party: Option<usize>) {
        for whose in [self.eyes, party].into_iter().flatten() {
            let view = &mut self.views[whose];
            std::mem::swap(&mut self.current, &mut view.current);
            std::mem::swap(&mut self.settled, &mut view.settled);
            std::mem::swap(&mut self.deal_round, &mut view.deal_round);
        }
        self.eyes = party;
        self.reopen();
    }

    /// How one party reads a package that another put forward: as it is while everybody knows everything.
    pub(super) fn read<'p>(&self, package: &'p [u16], from: usize, to: usize) -> Cow<'p, [u16]> {
        if self.views.is_empty() {
            return Cow::Borrowed(package);
        }
        let spoken = package.iter().zip(self.known_to(from));
        let both = spoken.zip(self.known_to(to));
        both.map(|((&new, &old), &own)| if new != old { new } else { own })
            .collect()
    }

    /// How a party reads what is on the table.
    pub(super) fn read_standing(&self, package: &[u16], to: usize) -> Vec<u16> {
        let spoken = package.iter().zip(&self.standing.moved);
        let both = spoken.zip(self.known_to(to));
        both.map(|((&new, &moved), &own)| if moved { new } else { own })
            .collect()
    }

    /// Whether a package leaves alone what, as far as the party that looks knows, is settled.
    pub(super) fn leaves_settled_alone(&self, package: &[u16]) -> bool {
        let mut issues = package.iter().zip(&self.current).zip(&self.open);
        issues.all(|((new, old), open)| *open || new == old)
    }

    /// Whether what is on the table is still acceptable to some parties that stand behind it.
    pub(super) fn still_stands(&self, setting: &Setting<'_>, signing: PartySet) -> bool {
        let package = &self.standing.package;
        if self.views.is_empty() {
            return signing.iter().all(|p| self.admissible(setting, p, package));
        }
        let mut moved = self.standing.moved.iter().zip(&self.settled);
        // What some have agreed in secret may leave less of a limit than those at the table know.
        let really = self.standing.moved.iter().zip(package).zip(&self.current);
        let really: Vec<u16> = really
            .map(|((&moved, &new), &stands)| if moved { new } else { stands })
            .collect();
        moved.all(|(moved, settled)| !(*moved && *settled))
            && setting.space.keeps_limits(&really)
            && signing.iter().all(|p| {
                let package = self.read_standing(package, p);
                self.admissible(setting, p, &package)
            })
    }

    /// Completes what is on the table with what really stands.
    pub(super) fn bring_up_to_date(&mut self) {
        if self.views.is_empty() {
            return;
        }
        let standing = &mut self.standing;
        let issues = standing.package.iter_mut().zip(&standing.moved);
        for ((option, moved), stands) in issues.zip(&self.current) {
            if !moved {
                *option = *stands;
            }
        }
    }

    /// Who comes to know of what is about to be agreed.
    pub(super) fn who_will_know(&self, setting: &Setting<'_>) -> PartySet {
        if let Some(aside) = self.aside {
            return aside;
        }
        match self.table.map(|table| &setting.scenario.tracks()[table]) {
            Some(track) if track.secret => track.parties,
            _ => setting.everybody(),
        }
    }

    /// From now on views differ, unless everybody comes to know.
    pub(super) fn keep_from_others(&mut self, setting: &Setting<'_>, knowing: PartySet) {
        if !self.views.is_empty() || knowing == setting.everybody() {
            return;
        }
        let view = View {
            current: self.current.clone(),
            settled: self.settled.clone(),
            deal_round: self.deal_round,
        };
        self.views.resize(self.minds.len(), view);
    }

    /// Everybody sees an issue at an option.
    pub(super) fn show_all(&mut self, issue: usize, option: u16) {
        for view in &mut self.views {
            view.current[issue] = option;
        }
    }

    /// Those who know of a deal that was just concluded take what it moved to stand.
    pub(super) fn tell(&mut self, knowing: PartySet) {
        if self.views.is_empty() {
            return;
        }
        for party in knowing.iter() {
            let view = &mut self.views[party];
            for issue in 0..view.current.len() {
                if self.standing.moved[issue] {
                    view.current[issue] = self.standing.package[issue];
                    view.settled[issue] = true;
                }
            }
            view.deal_round = self.deal_round;
        }
    }
}
