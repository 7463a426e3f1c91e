//! Questions that were asked before, and their answers.
//!
//! Where a scenario is played again with a number changed, the same replication asks the same questions until that
//! number matters, and many later. A search is a function of its question alone, so that to remember the answer
//! changes no result. A question is known by a hash of 128 bits: of the problem as it is posed, to the last bit, or, for
//! offers, of what it hangs on, so that it need not be posed, and whatever its floor (`stairs`).

mod hashed;
mod question;
mod stairs;

use super::incumbent::Limits;
use super::objective::Objective;
use super::problem::Problem;
use crate::game::Space;
use hashed::ByHash;
use stairs::Stairs;
use std::collections::HashMap;

pub use question::Question;
pub use stairs::Asked;

/// Most answers of either kind that are remembered. The table of those to problems is then 13 MB large (2^18 places of 49
/// bytes), the stairs 17 MB (2^17 steps of 64 bytes and packages of 14 numbers, 2^18 places of 17 bytes).
const MOST: usize = 1 << 17;

/// How a search is begun, beside its problem.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start<'a> {
    pub at_least: f64,
    pub limits: Limits,
    pub hint: &'a [u16],
    pub price: f64,
}

/// What a search found.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub worth: f64,
    pub nodes: u64,
    pub price: f64,
}

/// Questions and answers.
#[derive(Debug, Clone, Default)]
pub struct Memo {
    question: Question,
    /// The hash of the question in hand, where it is one that can be remembered.
    asked: Option<u128>,
    /// What was found, and where the package stands; it is empty where there is none.
    answers: HashMap<u128, (Found, (u32, u32)), ByHash>,
    packages: Vec<u16>,
    stairs: Stairs,
    /// How many questions were asked since all was forgotten, and how many of them before.
    counts: (u64, u64),
}

impl Memo {
    /// The answer to a question that was asked before; the package is written to `best`.
    pub(super) fn answer<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        objective: &O,
        start: Start<'_>,
        best: &mut Vec<u16>,
    ) -> Option<Found> {
        let question = &mut self.question;
        question.clear();
        self.asked = None;
        if !objective.describe(question) {
            return None;
        }
        question.count(space.fingerprint());
        question.number(start.at_least);
        question.limits(start.limits);
        question.all(start.hint);
        question.number(start.price);
        question.problem(problem);
        let asked = question.hash();
        self.asked = Some(asked);
        self.counts.0 += 1;
        let (found, (from, to)) = *self.answers.get(&asked)?;
        self.counts.1 += 1;
        best.clear();
        best.extend_from_slice(&self.packages[from as usize..to as usize]);
        Some(found)
    }

    /// Remembers the answer to the question asked last.
    pub(super) fn keep(&mut self, found: Found, best: &[u16]) {
        let Some(asked) = self.asked else { return };
        if self.answers.len() == MOST {
            self.forget_answers();
        }
        let from = self.packages.len() as u32;
        self.packages.extend_from_slice(best);
        let place = (from, self.packages.len() as u32);
        self.answers.insert(asked, (found, place));
    }

    /// The answer to a question that need not be posed to be known; the package is written to `best`.
    pub(super) fn recall(&mut self, asked: &Asked, best: &mut Vec<u16>) -> Option<Found> {
        self.counts.0 += 1;
        let found = self.stairs.answer(asked, best)?;
        self.counts.1 += 1;
        Some(found)
    }

    /// Remembers the answer to such a question.
    pub(super) fn note(
        &mut self,
        asked: Asked,
        certain: bool,
        found: Found,
        package: Option<(f64, &[u16])>,
    ) {
        if self.stairs.len() == MOST {
            self.stairs.clear();
        }
        self.stairs.note(asked, certain, found, package);
    }

    fn forget_answers(&mut self) {
        self.answers.clear();
        self.packages.clear();
    }

    /// Forgets all questions.
    pub fn forget(&mut self) {
        self.forget_answers();
        self.stairs.clear();
        self.counts = (0, 0);
    }

    /// Share of the questions since all was forgotten that had been asked before.
    pub fn known(&self) -> f64 {
        self.counts.1 as f64 / self.counts.0.max(1) as f64
    }
}
