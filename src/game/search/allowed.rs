//! Which kinds of terms may hold together where red lines require some terms.

use crate::game::splits::{Kinds, Splits};

/// Sets of required terms that are remembered: those of all parties, and of groups of them, come back all the time.
const REMEMBERED: usize = 16;

/// What sets of required terms leave.
#[derive(Debug, Clone, Default)]
pub(super) struct Allowed {
    /// Of which splits.
    splits: u64,
    /// The sets, and per kind, minus infinity where a required term fails, else 0.
    known: Vec<(Vec<bool>, Vec<f64>)>,
    /// The one in use, if any term is required.
    now: Option<usize>,
    /// Required terms per kind.
    counts: Vec<u32>,
}

impl Allowed {
    /// Takes up a set of required terms.
    pub fn look_up(&mut self, splits: &Splits, required: &[bool]) {
        self.now = None;
        if !required.contains(&true) {
            return;
        }
        if self.splits != splits.number {
            self.splits = splits.number;
            self.known.clear();
        }
        let mut known = self.known.iter();
        let known = known.position(|(other, _)| other == required);
        self.now = known.or_else(|| {
            if self.known.len() == REMEMBERED {
                self.known.clear();
            }
            let kinds = self.list(splits, required);
            self.known.push((required.to_vec(), kinds));
            Some(self.known.len() - 1)
        });
    }

    /// Per kind of all blocks, and of those that hubs decide, what is to be added to its score; `None` where that is
    /// nothing.
    pub fn kinds(&self) -> Option<&[f64]> {
        self.now.map(|known| &self.known[known].1[..])
    }

    /// Rules out kinds in which a required term fails.
    fn list(&mut self, splits: &Splits, required: &[bool]) -> Vec<f64> {
        let mut allowed = Vec::new();
        let blocks = splits.blocks.iter().map(|block| &block.kinds);
        for kinds in blocks.chain([&splits.decided]) {
            self.count(kinds, required);
            let all = kinds.terms.iter().filter(|&&t| required[t]).count() as u32;
            allowed.extend(self.counts.iter().map(|&count| match count == all {
                true => 0.0,
                false => f64::NEG_INFINITY,
            }));
        }
        allowed
    }

    fn count(&mut self, kinds: &Kinds, required: &[bool]) {
        self.counts.clear();
        self.counts.push(0);
        for &(from, term) in &kinds.grown {
            let count = self.counts[from as usize] + u32::from(required[term as usize]);
            self.counts.push(count);
        }
    }
}
