//! How a search takes a package space apart: which issues it splits on, and which it looks at
//! together, so that under a plane the best package is a handful of maxima.
//!
//! Terms tie issues together. The options of an issue fall into *classes* that no term tells apart,
//! so that terms see classes only. Some of the tied issues become *hubs*: a *part* of the space is a
//! combination of their classes. Within a part, the other tied issues form *blocks*: a block's
//! *slots* are the combinations of its issues' classes, and each term lies within one block at most.
//! This is variable elimination on the interaction graph (Dechter 1999,
//! doi:10.1016/S0004-3702(99)00059-4) with conditioning on the hubs.
//!
//! Where hubs and blocks would grow beyond bounds, the terms left over are *loose*: a search bounds
//! them and decides them as it goes.

mod graph;
mod lists;
mod recipe;

use super::Term;
use graph::Graph;
pub use recipe::{Parts, Recipe};
use std::collections::HashMap;

/// Most combinations of classes of a block.
const MAX_SLOTS: usize = 256;
/// Most combinations of the hubs' classes.
const MAX_PARTS: usize = 256;
/// Sets in which others are looked for: the last ones of what may be tens of thousands.
const LOOKED_THROUGH: usize = 256;

/// Terms, and sets of them that hold together (*kinds*). Each kind but the first, the empty one, is another grown
/// by one term, so that to score all of them takes one addition each. Some may be there for others to grow
/// from only.
#[derive(Debug, Clone)]
pub struct Kinds {
    /// The terms.
    pub terms: Vec<usize>,
    /// Per kind but the first, the one that it grows from and the term that it adds.
    pub grown: Vec<(u32, u32)>,
    /// The kinds that were asked for, by their terms.
    known: HashMap<Vec<usize>, usize>,
    /// The terms that hold, ascending, one kind after the other.
    held: Vec<usize>,
    /// Where each kind starts among these, and an end.
    starts: Vec<usize>,
    /// The first of them among the recipe's cells.
    pub first: usize,
}

impl Kinds {
    /// The empty kind of some terms.
    fn of(terms: Vec<usize>) -> Self {
        Self {
            terms,
            grown: Vec::new(),
            known: HashMap::new(),
            held: Vec::new(),
            starts: vec![0, 0],
            first: 0,
        }
    }

    /// Number of kinds.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The terms that hold in a kind.
    #[inline]
    pub fn held(&self, kind: usize) -> &[usize] {
        &self.held[self.starts[kind]..self.starts[kind + 1]]
    }

    /// The number of a kind, added if it is new.
    fn number(&mut self, holds: impl Fn(usize) -> bool) -> usize {
        let terms = self.terms.iter().copied();
        let held: Vec<usize> = terms.filter(|&term| holds(term)).collect();
        if let Some(&known) = self.known.get(&held) {
            return known;
        }
        let mut kind = self.largest_within(&held);
        for &term in &held {
            if !self.held(kind).contains(&term) {
                kind = self.grow(kind, term);
            }
        }
        self.known.insert(held, kind);
        kind
    }

    /// The largest of the last kinds that are part of one with these terms, ascending: little is left for it to grow by.
    fn largest_within(&self, held: &[usize]) -> usize {
        let last = (0..self.len()).rev().take(LOOKED_THROUGH);
        let is_part = |term: &usize| held.binary_search(term).is_ok();
        let parts = last.filter(|&kind| self.held(kind).iter().all(is_part));
        parts.max_by_key(|&kind| self.held(kind).len()).unwrap_or(0)
    }

    /// Adds a kind that grows from another.
    fn grow(&mut self, kind: usize, by: usize) -> usize {
        let start = self.held.len();
        self.held
            .extend_from_within(self.starts[kind]..self.starts[kind + 1]);
        self.held.push(by);
        self.held[start..].sort_unstable();
        self.starts.push(self.held.len());
        self.grown.push((kind as u32, by as u32));
        self.grown.len()
    }
}

/// Issues that terms tie together within a part.
#[derive(Debug, Clone)]
pub struct Block {
    /// The issues, ascending.
    pub issues: Vec<usize>,
    /// Per slot, a class per issue, one slot after the other.
    pub slots: Vec<usize>,
    /// Number of slots.
    pub size: usize,
    /// Terms that lie within it.
    pub kinds: Kinds,
    /// Its first slot among the recipe's cells.
    pub first_sum: usize,
    /// Per variant and slot, its kind. Parts whose hubs make no difference to the block share a
    /// variant.
    pub kind_of: Vec<u32>,
    /// Number of variants.
    pub variants: usize,
}

impl Block {
    /// Classes of a slot, per issue.
    pub fn slot(&self, slot: usize) -> &[usize] {
        let width = self.issues.len();
        &self.slots[slot * width..(slot + 1) * width]
    }

    /// Kinds of the slots of a variant.
    pub fn variant(&self, variant: usize) -> &[u32] {
        &self.kind_of[variant * self.size..(variant + 1) * self.size]
    }

    /// Terms that hold in a slot of a variant.
    #[inline]
    pub fn held(&self, variant: usize, slot: usize) -> &[usize] {
        self.kinds.held(self.variant(variant)[slot] as usize)
    }
}

/// A combination of the hubs' classes.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Per hub, its class.
    pub classes: Vec<usize>,
    /// Per block, its variant.
    pub variants: Vec<usize>,
    /// The kind of the terms that hubs alone decide.
    pub kind: usize,
}

/// How a search takes a package space apart. Options and classes are numbered through all issues.
#[derive(Debug, Clone)]
pub struct Splits {
    /// A number that no other splits have but copies, so that what was worked out for these can be told.
    pub number: u64,
    /// Per option, its class.
    pub class_of: Vec<usize>,
    /// Per issue, the number of its first class, and an end.
    pub classes: Vec<usize>,
    /// Per class, its first option.
    pub firsts: Vec<usize>,
    /// The options of all classes, class by class; and per class where they start, and an end.
    pub members: Vec<usize>,
    pub starts: Vec<usize>,
    /// Per issue, whether each of its classes has one option only.
    pub determined: Vec<bool>,
    /// Issues that no term speaks of: one class each.
    pub plain: Vec<usize>,
    /// Issues that are split on.
    pub hubs: Vec<usize>,
    /// The other issues.
    pub blocks: Vec<Block>,
    /// Combinations of the hubs' classes, the first hub fastest.
    pub parts: Vec<Part>,
    /// How scores are worked out.
    pub recipe: Recipe,
    /// Terms that hubs alone decide.
    pub decided: Kinds,
    /// Terms that stay tied whatever the hubs.
    pub loose: Vec<usize>,
}

impl Splits {
    /// The options of a class, ascending.
    #[inline]
    pub fn members(&self, class: usize) -> &[usize] {
        &self.members[self.starts[class]..self.starts[class + 1]]
    }

    /// Takes a space apart: its terms, and the number of options of each issue.
    pub fn new(terms: &[Term], sizes: &[usize]) -> Self {
        let graph = Graph::new(terms, sizes);
        let hubs = graph.choose_hubs();
        let mut blocks: Vec<Vec<usize>> = Vec::new();
        for issues in graph.components(&hubs) {
            if graph.combinations(&issues) > MAX_SLOTS as f64 && issues.len() > 1 {
                blocks.extend(issues.iter().map(|&issue| vec![issue]));
            } else {
                blocks.push(issues);
            }
        }
        blocks.sort();
        graph.assemble(hubs, blocks)
    }
}

#[cfg(test)]
mod tests {
    use super::Kinds;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    /// Long sets take many kinds to grow from: more than two bytes number.
    #[test]
    fn kinds_hold_what_they_were_made_of_however_many_there_are() {
        let terms = 700;
        // Half of the terms each, at random.
        let mut bits = ChaCha8Rng::seed_from_u64(1);
        let sets: Vec<Vec<bool>> = (0..300)
            .map(|_| (0..terms).map(|_| bits.random()).collect())
            .collect();
        let mut kinds = Kinds::of((0..terms).collect());
        let made: Vec<usize> = sets.iter().map(|set| kinds.number(|t| set[t])).collect();
        assert!(kinds.len() > usize::from(u16::MAX), "{}", kinds.len());
        for (set, &kind) in sets.iter().zip(&made) {
            let own: Vec<usize> = (0..terms).filter(|&term| set[term]).collect();
            assert_eq!(kinds.held(kind), own);
            assert_eq!(kinds.number(|term| set[term]), kind);
        }
    }
}
