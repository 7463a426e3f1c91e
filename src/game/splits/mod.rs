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

use super::Term;
use graph::Graph;

/// Most combinations of classes of a block.
const MAX_SLOTS: usize = 256;
/// Most combinations of the hubs' classes.
const MAX_PARTS: usize = 256;
/// Terms whose sums are tabulated together.
const CHUNK: usize = 4;

/// Terms, in chunks for which a search tabulates the sum of every combination of holding and failing.
#[derive(Debug, Clone, Default)]
pub struct Chunks {
    /// The terms, chunk by chunk.
    pub terms: Vec<usize>,
}

impl Chunks {
    /// Combinations of holding and failing within a chunk.
    pub const SUMS: usize = 1 << CHUNK;

    /// Number of chunks.
    pub fn len(&self) -> usize {
        self.terms.len().div_ceil(CHUNK)
    }

    /// The terms of each chunk.
    pub fn each(&self) -> std::slice::Chunks<'_, usize> {
        self.terms.chunks(CHUNK)
    }

    /// Calls `with` for each term that holds in a pattern, a number per chunk.
    #[inline]
    pub fn for_held(&self, pattern: &[u8], mut with: impl FnMut(usize)) {
        for (terms, &bits) in self.each().zip(pattern) {
            let mut left = bits;
            while left != 0 {
                with(terms[left.trailing_zeros() as usize]);
                left &= left - 1;
            }
        }
    }

    /// Writes which terms hold, a number per chunk: bit `n` stands for its term `n`.
    fn write(&self, holds: impl Fn(usize) -> bool, into: &mut Vec<u8>) {
        for terms in self.each() {
            let bits = terms.iter().enumerate();
            into.push(bits.fold(0, |all, (n, &t)| all | u8::from(holds(t)) << n));
        }
    }
}

/// Issues that terms tie together within a part.
#[derive(Debug, Clone)]
pub struct Block {
    /// The issues, ascending.
    pub issues: Vec<usize>,
    /// Per slot, a class per issue, one slot after the other.
    pub slots: Vec<usize>,
    /// Terms that lie within it.
    pub terms: Chunks,
    /// Which of the terms may hold together: a number per chunk, one kind after the other.
    pub kinds: Vec<u8>,
    /// Per variant and slot, its kind. Parts whose hubs make no difference to the block share a
    /// variant.
    pub kind_of: Vec<u16>,
    /// Number of variants.
    pub variants: usize,
}

impl Block {
    /// Number of slots.
    pub fn len(&self) -> usize {
        self.slots.len() / self.issues.len()
    }

    /// Classes of a slot, per issue.
    pub fn slot(&self, slot: usize) -> &[usize] {
        let width = self.issues.len();
        &self.slots[slot * width..(slot + 1) * width]
    }

    /// Kinds of the slots of a variant.
    pub fn variant(&self, variant: usize) -> &[u16] {
        &self.kind_of[variant * self.len()..(variant + 1) * self.len()]
    }

    /// Which terms hold in a slot of a variant, a number per chunk.
    pub fn pattern(&self, variant: usize, slot: usize) -> &[u8] {
        let width = self.terms.len();
        let kind = self.variant(variant)[slot] as usize;
        &self.kinds[kind * width..(kind + 1) * width]
    }
}

/// A combination of the hubs' classes.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Per hub, its class.
    pub classes: Vec<usize>,
    /// Per block, its variant.
    pub variants: Vec<usize>,
    /// Which of the terms that hubs alone decide hold, a number per chunk.
    pub pattern: Vec<u8>,
}

/// How a search takes a package space apart. Options and classes are numbered through all issues.
#[derive(Debug, Clone)]
pub struct Splits {
    /// Per option, its class.
    pub class_of: Vec<usize>,
    /// Per option, its number within its issue.
    pub within: Vec<u16>,
    /// Per issue, the number of its first class, and an end.
    pub classes: Vec<usize>,
    /// Issues that no term speaks of: one class each.
    pub plain: Vec<usize>,
    /// Issues that are split on.
    pub hubs: Vec<usize>,
    /// The other issues.
    pub blocks: Vec<Block>,
    /// Combinations of the hubs' classes, the first hub fastest.
    pub parts: Vec<Part>,
    /// Terms that hubs alone decide.
    pub decided: Chunks,
    /// Terms that stay tied whatever the hubs.
    pub loose: Vec<usize>,
    /// Per issue, the terms that speak of it.
    pub terms_of: Vec<Vec<usize>>,
}

impl Splits {
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
