//! Searches that are not made, because their answers are remembered.

use super::memo::{Asked, Found, Memo, Start};
use super::objective::{Objective, Within};
use super::{Limits, Search};
use crate::game::Space;

impl Search {
    /// Looks questions up in a memo from now on, and adds to it; returns the one used until now.
    pub fn remember(&mut self, memo: Option<Memo>) -> Option<Memo> {
        std::mem::replace(&mut self.memo, memo)
    }

    /// Whether questions are remembered.
    pub fn remembers(&self) -> bool {
        self.memo.is_some()
    }

    /// The answer to a question that need not be posed, if it was asked before, perhaps with another floor: whether there
    /// is a package, which is then in [`best`](Self::best).
    pub fn recall(&mut self, asked: &Asked) -> Option<bool> {
        let found = self.memo.as_mut()?.recall(asked, &mut self.best)?;
        Some(self.take_over(found))
    }

    /// Finds the answer to a question that could not be recalled, as it is posed now, and remembers it.
    pub fn maximise_asked<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        asked: Asked,
        limits: Limits,
    ) -> bool {
        // One that may stop early finds what it comes across first.
        let in_full = limits.nodes == u64::MAX && limits.enough == f64::INFINITY;
        let limits = Limits {
            rivals: in_full,
            ..limits
        };
        let any = if space.limits().is_empty() {
            self.solve(space, objective, asked.at_least, limits)
        } else {
            let dims = self.problem.add_limits(space);
            self.solve(space, &Within { objective, dims }, asked.at_least, limits)
        };
        let certain = in_full && !(any && self.found.has_rival);
        let gives = any.then(|| {
            let point = &mut self.lead.point;
            self.problem.utilities(space, &self.best, point);
            point[0][0]
        });
        let found = self.last();
        if let Some(memo) = &mut self.memo {
            let package = gives.map(|gives| (gives, &self.best[..]));
            memo.note(asked, certain, found, package);
        }
        any
    }

    /// Solves a problem, unless the question was asked before and is remembered.
    pub(super) fn look_up<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        at_least: f64,
        limits: Limits,
    ) -> bool {
        let start = Start {
            at_least,
            limits,
            hint: &self.hint,
            price: self.price,
        };
        let memo = self.memo.as_mut();
        let known = memo
            .and_then(|memo| memo.answer(space, &self.problem, objective, start, &mut self.best));
        if let Some(found) = known {
            return self.take_over(found);
        }
        let any = self.solve(space, objective, at_least, limits);
        let found = self.last();
        if let Some(memo) = &mut self.memo {
            memo.keep(found, &self.best);
        }
        any
    }

    /// What the last search found.
    fn last(&self) -> Found {
        Found {
            worth: self.worth,
            nodes: self.nodes,
            price: self.price,
        }
    }

    /// Takes what was found before as what was found now; returns whether there is a package.
    fn take_over(&mut self, found: Found) -> bool {
        (self.worth, self.nodes, self.price) = (found.worth, found.nodes, found.price);
        !self.best.is_empty()
    }
}
