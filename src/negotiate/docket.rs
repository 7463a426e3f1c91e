//! How far talks issue by issue have come: what is on the agenda, what was agreed for now, and what
//! the parties expect of the rest.
//!
//! Where nothing is agreed until everything is, an agreement on one issue is held back: it stands
//! for the talks about the next ones, and falls if one of them fails. A party then signs an issue
//! for less than no deal if what it expects of the rest makes up for it: its floor is
//! `no deal - E(rest)`, with
//!
//! ```text
//! E(rest) = sum over issues j that are still to come of g_j
//! g_j     = mean over the parties q whose consent j needs of v_j(option that q likes best) - v_j(what stands)
//! ```
//!
//! in the party's own values `v_j`; never below 0 where j needs its own consent, as it can then
//! leave the issue where it is. It knows what it likes best itself, and takes the others to like
//! best what its belief says, or any option alike where it has none. That each side gets its way
//! with equal chance is the midpoint from which Raiffa's solution starts (Raiffa 1982, The Art and
//! Science of Negotiation; Luce & Raiffa 1957, Games and Decisions). Conditions that tie issues
//! together count with what stands on those to come.
//!
//! Where agreed issues stand by themselves, a failure on one leaves the rest to be talked about all
//! the same: E(rest) stands on both sides of every comparison, and drops out.

use super::{Happening, Listener, Setting, Talks};
use crate::model::{How, PartySet};

/// An issue that was agreed for now.
#[derive(Debug, Clone, Copy)]
struct Agreed {
    issue: usize,
    stood: u16,
    option: u16,
}

/// The agenda of one table, as far as it has come.
#[derive(Debug, Clone, Default)]
pub(super) struct Docket {
    /// The issues in order; empty before the first round.
    pub order: Vec<usize>,
    /// Place in it.
    pub place: usize,
    /// The issue on which the parties talk.
    pub on: Option<usize>,
    /// Last round for it, if another one follows or its rounds are numbered.
    pub until: Option<u32>,
    /// Whether agreements wait for all issues.
    pub holds_back: bool,
    /// Why an issue was left, if one was.
    pub failed: Option<How>,
    /// What the table is about.
    pub within: Vec<bool>,
    /// First and last round of the table.
    pub window: [u32; 2],
    /// First and last round of the issue.
    pub issue_window: [u32; 2],
    agreed: Vec<Agreed>,
}

impl Docket {
    /// Nothing was taken up yet.
    pub fn clear(&mut self) {
        self.order.clear();
        self.place = 0;
        self.on = None;
        self.until = None;
        self.holds_back = false;
        self.failed = None;
        self.agreed.clear();
    }

    /// Whether the talks have begun.
    pub const fn has_begun(&self) -> bool {
        !self.order.is_empty()
    }
}

impl Talks {
    /// What is on the table holds if everything else will.
    pub(super) fn agree_for_now(&mut self, setting: &Setting<'_>, listener: &mut impl Listener) {
        let signatories = self.standing.signatories;
        for issue in 0..self.current.len() {
            if self.standing.moved[issue] {
                let agreed = Agreed {
                    issue,
                    stood: self.current[issue],
                    option: self.standing.package[issue],
                };
                self.docket.agreed.push(agreed);
                self.put(issue, agreed.option);
            }
        }
        self.clear_table();
        self.ended = Some(How::Concluded);
        for party in 0..self.minds.len() {
            self.set_reservation(setting, party);
        }
        let package = self.current.clone();
        let agreed = Happening::Agreed {
            package: &package,
            signatories,
        };
        listener.hear(self, agreed);
    }

    /// Whether all issues of the agenda are agreed for now.
    pub(super) fn all_agreed(&self) -> bool {
        self.docket.agreed.len() == self.docket.order.len()
    }

    /// Parties without whom what was agreed for now cannot stand.
    pub(super) fn bound_for_now(&self, setting: &Setting<'_>) -> PartySet {
        let issues = self.docket.agreed.iter().map(|agreed| agreed.issue);
        issues.fold(PartySet::EMPTY, |set, issue| {
            set.union(setting.space.consent(issue))
        })
    }

    /// Turns away from the agenda: what was agreed for now does not stand elsewhere.
    pub(super) fn suspend(&mut self, setting: &Setting<'_>) {
        if !self.docket.has_begun() {
            return;
        }
        for index in (0..self.docket.agreed.len()).rev() {
            let Agreed { issue, stood, .. } = self.docket.agreed[index];
            self.put(issue, stood);
        }
        self.within.clone_from(&self.docket.within);
        self.window = self.docket.window;
        self.reopen();
        if self.docket.holds_back {
            self.expect_nothing(setting);
        }
    }

    /// Returns to the agenda.
    pub(super) fn resume(&mut self, setting: &Setting<'_>) {
        if !self.docket.has_begun() {
            return;
        }
        let mut agreed = std::mem::take(&mut self.docket.agreed);
        agreed.retain(|agreed| !self.settled[agreed.issue]);
        for entry in &mut agreed {
            entry.stood = self.current[entry.issue];
            self.put(entry.issue, entry.option);
        }
        self.docket.agreed = agreed;
        self.open_only(self.docket.on);
        self.window = self.docket.issue_window;
        if self.docket.holds_back {
            self.expect(setting);
        }
    }

    /// Opens one issue and no other.
    pub(super) fn open_only(&mut self, issue: Option<usize>) {
        self.within.fill(false);
        if let Some(issue) = issue {
            self.within[issue] = true;
        }
        self.reopen();
    }

    /// Nothing hangs on what is agreed now.
    pub(super) fn expect_nothing(&mut self, setting: &Setting<'_>) {
        self.outlook.fill(0.0);
        for party in 0..self.minds.len() {
            self.set_reservation(setting, party);
        }
    }

    /// Works out what each party expects of the issues that are still to come.
    pub(super) fn expect(&mut self, setting: &Setting<'_>) {
        for party in 0..self.minds.len() {
            let rest = self.docket.order.iter().skip(self.docket.place + 1);
            let gains = rest.map(|&issue| self.expected_gain(setting, party, issue));
            self.outlook[party] = crate::math::quantise(gains.sum());
            self.set_reservation(setting, party);
        }
    }

    /// What a party expects to gain on an issue.
    fn expected_gain(&self, setting: &Setting<'_>, party: usize, issue: usize) -> f64 {
        let space = &setting.space;
        let consent = space.consent(issue);
        if !self.present.contains_all(consent) || consent.is_empty() {
            return 0.0;
        }
        let range = space.offset(issue)..space.offset(issue + 1);
        let valuation = &self.valuations[party];
        let values = &valuation.values[range.clone()];
        let forbidden = &valuation.forbidden[range.clone()];
        let of = |who: usize| {
            if who == party {
                return mean_at_best(values, |option| {
                    (!forbidden[option]).then(|| values[option])
                });
            }
            match &self.minds[party].beliefs[who] {
                Some(belief) => {
                    let worth = &belief.worth.values[range.clone()];
                    mean_at_best(values, |option| Some(worth[option]))
                }
                None => mean_at_best(values, |_| Some(0.0)),
            }
        };
        let sum: f64 = consent.iter().map(of).sum();
        let stands = values[usize::from(self.current[issue])];
        let gain = (sum / consent.len() as f64 - stands) / valuation.divisor;
        if consent.contains(party) {
            gain.max(0.0)
        } else {
            gain
        }
    }

    /// Puts an option in force for now, as everybody sees it.
    fn put(&mut self, issue: usize, option: u16) {
        self.current[issue] = option;
        self.show_all(issue, option);
    }
}

/// Mean of some values over the options that somebody likes best; over all options where none can
/// be liked.
fn mean_at_best(values: &[f64], liked: impl Fn(usize) -> Option<f64>) -> f64 {
    let options = 0..values.len();
    let best = options
        .clone()
        .filter_map(&liked)
        .fold(f64::NEG_INFINITY, f64::max);
    let favourites = options.filter(|&option| match liked(option) {
        Some(worth) => worth >= best - 1e-12,
        None => best == f64::NEG_INFINITY,
    });
    let (sum, count) = favourites.fold((0.0, 0u32), |(sum, count), option| {
        (sum + values[option], count + 1)
    });
    sum / f64::from(count.max(1))
}

#[cfg(test)]
mod tests {
    use super::mean_at_best;

    #[test]
    fn favourites_share_the_chance() {
        let values = [0.0, 0.4, 0.2];
        assert_eq!(mean_at_best(&values, |o| Some([1.0, 0.0, 0.0][o])), 0.0);
        assert!((mean_at_best(&values, |o| Some([1.0, 1.0, 0.0][o])) - 0.2).abs() < 1e-12);
        assert!((mean_at_best(&values, |_| None) - 0.2).abs() < 1e-12);
    }
}
