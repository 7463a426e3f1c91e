//! How a search takes a package space apart: which issues it splits on, and which it looks at
//! together, so that under a plane the best package is a handful of maxima.
//!
//! Terms tie issues together. The options of an issue fall into *classes* that no term tells apart,
//! so that terms see classes only. Some of the tied issues become *hubs*: a *part* of the space is a
//! combination of their classes. Within a part, the other tied issues form *blocks*: a block's
//! *slots* are the combinations of its issues' classes, and each term lies within one block at most.
//! Where the options of a block have few combinations, each option is a class of its own, so that slots settle issues.
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
/// Most combinations of options of a block that are slots, each option a class of its own. By instructions on the US–Russia
/// scenario, on a budget and on a labour contract none of 1, 26 and 30 takes less; 100 takes no less there, and three fifths
/// more on twelve issues of ten options.
const SPELLED_OUT: usize = 40;
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
    /// The terms that hold, ascending, one kind after the other; once all kinds are there, as places, which number terms
    /// on from options.
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

    /// Numbers the terms that hold on from so many options, as places are.
    fn number_on_from(&mut self, options: usize) {
        self.held.iter_mut().for_each(|term| *term += options);
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
    /// Which of the issues have a class with several options: a slot settles the others.
    open: Vec<usize>,
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
    /// Per variant and slot, what makes it up, one after the other; and where each ends.
    made: Vec<usize>,
    ends: Vec<usize>,
}

impl Block {
    /// Classes of a slot, per issue.
    pub fn slot(&self, slot: usize) -> &[usize] {
        let width = self.issues.len();
        &self.slots[slot * width..(slot + 1) * width]
    }

    /// The issues that a slot does not settle, each with its class.
    #[inline]
    pub fn open(&self, slot: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let classes = self.slot(slot);
        let open = self.open.iter();
        open.map(move |&n| (self.issues[n], classes[n]))
    }

    /// Kinds of the slots of a variant.
    pub fn variant(&self, variant: usize) -> &[u32] {
        &self.kind_of[variant * self.size..(variant + 1) * self.size]
    }

    /// What makes up a slot of a variant: the options that it settles, and the terms that hold, as places.
    #[inline(always)]
    pub fn made_of(&self, variant: usize, slot: usize) -> &[usize] {
        let n = variant * self.size + slot;
        &self.made[self.ends[n]..self.ends[n + 1]]
    }

    /// Lists what makes up the slots, once all kinds are there, given the first option of each class.
    fn make(&mut self, firsts: &[usize]) {
        self.ends.push(0);
        for variant in 0..self.variants {
            for slot in 0..self.size {
                let kind = self.variant(variant)[slot] as usize;
                let classes = self.slot(slot).iter().enumerate();
                let settled = classes.filter(|(n, _)| !self.open.contains(n));
                let settled: Vec<usize> = settled.map(|(_, &class)| firsts[class]).collect();
                self.made.extend(settled);
                self.made.extend_from_slice(self.kinds.held(kind));
                self.ends.push(self.made.len());
            }
        }
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
    /// What the classes of hubs and of plain issues settle: options, and the terms of that kind, as places.
    pub made: Vec<usize>,
    /// The classes of these issues that leave a choice.
    pub open: Vec<usize>,
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
    /// Per option of all issues, its issue and its number there.
    options: Vec<(usize, u16)>,
    /// Issues of which a class has several options.
    pub open: Vec<usize>,
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

    /// Whether a class of an issue has several options.
    fn is_open(&self, issue: usize) -> bool {
        let mut classes = self.classes[issue]..self.classes[issue + 1];
        classes.any(|class| self.members(class).len() > 1)
    }

    /// The issue that a class belongs to.
    #[inline]
    pub fn issue_of_class(&self, class: usize) -> usize {
        self.options[self.firsts[class]].0
    }

    /// Writes those of some places that are options into a package.
    pub fn write(&self, places: &[usize], package: &mut [u16]) {
        for &place in places {
            if let Some(&(issue, option)) = self.options.get(place) {
                package[issue] = option;
            }
        }
    }

    /// Takes a space apart: its terms, and the number of options of each issue.
    pub fn new(terms: &[Term], sizes: &[usize]) -> Self {
        let mut graph = Graph::new(terms, sizes);
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
        blocks.iter().for_each(|issues| graph.spell_out(issues));
        graph.assemble(hubs, blocks)
    }
}

#[cfg(test)]
mod tests {
    use super::{Kinds, Splits};
    use crate::game::Term;
    use crate::model::Predicate;
    use rand::{RngExt, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    const PAIRS: usize = 5;

    /// Pairs of issues, each tied by a term, with so many options.
    fn tied(of_pair: [usize; 2]) -> Splits {
        let sizes = of_pair.repeat(PAIRS);
        let first = |issue: usize| {
            let allowed = (0..sizes[issue]).map(|option| option == 0).collect();
            Predicate::OneOf { issue, allowed }
        };
        let both = |n: usize| Predicate::All(vec![first(2 * n), first(2 * n + 1)]);
        let terms: Vec<_> = (0..PAIRS).map(|n| Term::new(both(n), &sizes)).collect();
        Splits::new(&terms, &sizes)
    }

    #[test]
    fn slots_settle_options_where_they_have_few_combinations() {
        let (few, many) = (tied([3, 4]), tied([7, 8]));
        let (block, term) = (&few.blocks[0], 7 * PAIRS);
        assert_eq!((few.open.len(), block.size, block.variants), (0, 12, 1));
        let mut pairs = Vec::new();
        for slot in 0..block.size {
            let mut package = [u16::MAX; 2 * PAIRS];
            few.write(block.made_of(0, slot), &mut package);
            let holds = block.made_of(0, slot).contains(&term);
            assert_eq!(holds, package[..2] == [0, 0]);
            assert_eq!(block.open(slot).count(), 0);
            pairs.push([package[0], package[1]]);
        }
        pairs.sort_unstable();
        let all = (0..12).map(|n| [n / 4, n % 4]);
        assert!(pairs.into_iter().eq(all));
        // The first option of each issue, and the others.
        let (block, term) = (&many.blocks[0], 15 * PAIRS);
        assert_eq!((many.open.len(), block.size), (2 * PAIRS, 4));
        assert!((0..4).all(|slot| block.open(slot).count() == 2));
        let held = (0..4).filter(|&slot| block.made_of(0, slot) == [term]);
        assert_eq!(held.count(), 1);
    }

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
