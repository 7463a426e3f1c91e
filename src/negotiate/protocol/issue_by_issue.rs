//! Issue by issue: an agenda, each of its issues settled by alternating offers given what is agreed
//! (Fershtman 1990, doi:10.1016/0899-8256(90)90023-J; Raiffa 1982, The Art and Science of
//! Negotiation).
//!
//! An issue is over when it is agreed, when its rounds are up, or when somebody leaves whom it
//! needs; the next one comes at the next turn. Rounds are given per issue, or what is left of the
//! expected talks is shared out evenly among the issues that are left. What was agreed stands even
//! if later issues fail. Where nothing is agreed until everything is, agreements are held back;
//! once the last issue is agreed, each signatory holds the whole against no deal, and if an issue
//! fails, everything does. What the rest is worth meanwhile: see `docket`.

use super::{AlternatingOffers, Protocol};
use crate::model::{Agenda, How, PartySet};
use crate::negotiate::{Happening, Listener, Setting, Talks, agenda};

/// Issue by issue.
#[derive(Debug)]
pub struct IssueByIssue<'s> {
    /// The order in which parties speak.
    pub order: &'s [usize],
    /// The agenda.
    pub agenda: &'s Agenda,
}

impl Protocol for IssueByIssue<'_> {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        if !talks.docket.has_begun() {
            self.begin(setting, talks, listener);
            if talks.ended.is_some() {
                return;
            }
        }
        for &party in self.order {
            if talks.present.contains(party) {
                AlternatingOffers::turn(setting, talks, party, listener);
                if let Some(how) = talks.ended.take() {
                    self.leave(setting, talks, how, listener);
                }
                if talks.ended.is_some() {
                    return;
                }
            }
            talks.turn += 1;
        }
        if talks.docket.until.is_some_and(|until| talks.round >= until) {
            self.leave(setting, talks, How::Deadline, listener);
        }
    }
}

impl IssueByIssue<'_> {
    fn begin(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        let mut order = agenda::in_order(setting, talks, self.agenda);
        order.retain(|&issue| talks.open[issue]);
        if order.is_empty() {
            talks.ended = Some(How::Concluded);
            return;
        }
        let docket = &mut talks.docket;
        docket.order = order;
        docket.holds_back = self.agenda.nothing_until_everything;
        docket.within.clone_from(&talks.within);
        docket.window = talks.window;
        self.take_up(setting, talks, talks.round, listener);
    }

    /// An issue is over, one way or the other.
    fn leave(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        how: How,
        listener: &mut impl Listener,
    ) {
        let agreed = how == How::Concluded;
        if !agreed {
            talks.docket.failed = Some(how);
        }
        let lost = !talks.present.contains_all(talks.bound_for_now(setting));
        if talks.docket.holds_back && (!agreed || lost) {
            talks.ended = Some(if lost { How::WalkOut } else { how });
            return;
        }
        talks.docket.place += 1;
        // Agreed or left in mid-round, the next issue comes at the next turn; else in the next round.
        let next = talks.round + u32::from(how == How::Deadline);
        self.take_up(setting, talks, next, listener);
    }

    /// Takes up the next issue that can be settled, in a round.
    fn take_up(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        round: u32,
        listener: &mut impl Listener,
    ) {
        let Some(issue) = self.next(setting, talks) else {
            self.finish(setting, talks, listener);
            return;
        };
        let docket = &mut talks.docket;
        let left = (docket.order.len() - docket.place) as u32;
        let last = docket.window[1];
        let rounds = self.agenda.rounds_per_issue;
        let span = rounds.unwrap_or_else(|| (last + 1).saturating_sub(round).div_ceil(left).max(1));
        let until = round.saturating_add(span - 1);
        docket.on = Some(issue);
        // The last issue has what is left of the talks, unless its rounds are numbered.
        docket.until = (left > 1 || rounds.is_some()).then_some(until);
        docket.issue_window = [round, until.min(last.max(round))];
        talks.window = talks.docket.issue_window;
        talks.open_only(Some(issue));
        talks.clear_table();
        talks.begin_next(setting, setting.everybody());
        if talks.docket.holds_back {
            talks.expect(setting);
        }
    }

    /// The next issue on the agenda that is still open and whose parties are all there.
    fn next(&self, setting: &Setting<'_>, talks: &mut Talks) -> Option<usize> {
        while let Some(&issue) = talks.docket.order.get(talks.docket.place) {
            if !talks.settled[issue] && talks.present.contains_all(setting.space.consent(issue)) {
                return Some(issue);
            }
            if !talks.settled[issue] {
                talks.docket.failed = Some(How::WalkOut);
                if talks.docket.holds_back {
                    return None;
                }
            }
            talks.docket.place += 1;
        }
        None
    }

    /// The agenda is through.
    fn finish(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        talks.docket.on = None;
        talks.docket.until = None;
        talks.open_only(None);
        if talks.docket.holds_back && talks.all_agreed() {
            self.ratify(setting, talks, listener);
        } else {
            talks.ended = Some(talks.docket.failed.unwrap_or(How::Concluded));
        }
    }

    /// Each signatory holds the whole against no deal.
    fn ratify(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        let whole = talks.current.clone();
        talks.suspend(setting);
        talks.docket.clear();
        let Some(&first) = self.order.first() else {
            return;
        };
        talks.table(setting, &whole, first);
        let signatories = talks.standing.signatories;
        talks.standing.supporters = PartySet::EMPTY;
        for party in signatories.iter() {
            let package = talks.read_standing(&whole, party);
            let package = &package;
            if !talks.admissible(setting, party, package) {
                listener.hear(talks, Happening::Refuse { party, package });
                break;
            }
            listener.hear(talks, Happening::Accept { party, package });
            talks.standing.supporters = talks.standing.supporters.union(PartySet::of(party));
        }
        if !talks.conclude_if_supported(setting, listener) {
            talks.clear_table();
            talks.ended = Some(How::Deadline);
        }
    }
}
