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

/// Terms, and which of them may hold together.
#[derive(Debug, Clone, Default)]
pub struct Kinds {
    /// The terms.
    pub terms: Vec<usize>,
    /// The terms that hold, one kind after the other.
    held: Vec<usize>,
    /// Where each kind ends among these.
    ends: Vec<usize>,
}

impl Kinds {
    /// Number of kinds.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The terms that hold in a kind.
    #[inline]
    pub fn held(&self, kind: usize) -> &[usize] {
        let start = match kind {
            0 => 0,
            _ => self.ends[kind - 1],
        };
        &self.held[start..self.ends[kind]]
    }

    /// All kinds, the terms that hold in each.
    #[inline]
    pub fn each(&self) -> impl Iterator<Item = &[usize]> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let held = &self.held[start..end];
            start = end;
            held
        })
    }

    /// Adds all kinds of another list.
    fn append(&mut self, other: &Self) {
        let start = self.held.len();
        self.held.extend(&other.held);
        self.ends.extend(other.ends.iter().map(|end| start + end));
    }

    /// The number of a kind, added if it is new.
    fn number(&mut self, holds: impl Fn(usize) -> bool) -> usize {
        let held: Vec<usize> = self.terms.iter().copied().filter(|&t| holds(t)).collect();
        let known = self.each().position(|kind| kind == held);
        known.unwrap_or_else(|| {
            self.held.extend(held);
            self.ends.push(self.held.len());
            self.len() - 1
        })
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
    pub kinds: Kinds,
    /// The first of its kinds among those of all blocks.
    pub first_kind: usize,
    /// Its first slot among the nodes of [`Splits::steps`].
    pub first_node: usize,
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

    /// Terms that hold in a slot of a variant.
    #[inline]
    pub fn held(&self, variant: usize, slot: usize) -> &[usize] {
        self.kinds.held(self.variant(variant)[slot] as usize)
    }
}

/// An earlier node, and the classes of an issue that are added to it.
#[derive(Debug, Clone)]
pub struct Step {
    /// The node.
    pub from: usize,
    /// The classes.
    pub classes: std::ops::Range<usize>,
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
    /// Per part, what its score is the sum of: its kind among those of the terms that hubs decide, its
    /// hubs' classes, and its blocks' variants, the last two numbered on from what comes before.
    pub summands: Vec<u32>,
    /// The terms that hold in each kind: those of the blocks, block by block, then those that hubs decide.
    pub kinds: Kinds,
    /// How the slots' classes add up to nodes, of which the first is 0: each step appends a node for each of
    /// some classes to an earlier one. A block's slots stand one after the other.
    pub steps: Vec<Step>,
    /// Number of these nodes.
    pub nodes: usize,
    /// Terms that hubs alone decide.
    pub decided: Kinds,
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
