//! The recipe by which the best score of every part follows from the scores of options and terms: a list of
//! *cells*, each the sum of two earlier ones, worked out one after the other.
//!
//! First come the places themselves (options, then terms), a nought, and the best options of the classes that have
//! several. Then come the sums: the slots of each block, and the kinds of terms that may hold with them. The best
//! slots of blocks in their variants are left for whoever asks.

use super::{Block, Kinds, Splits};
use std::ops::Range;

/// As many cells as a byte numbers.
pub const FEW: usize = 1 << u8::BITS;

/// How scores are worked out.
#[derive(Debug, Clone, Default)]
pub struct Recipe {
    /// The cell that holds a nought; the places come before it.
    pub zero: usize,
    /// Per class, the cell of its best option.
    pub tops: Vec<usize>,
    /// The classes with several options.
    pub contested: Vec<usize>,
    /// The cells that each further cell is the sum of.
    sums: Vec<(u32, u32)>,
    /// The first of these cells, and the first kind among them: kinds come last.
    pub first_sum: usize,
    pub first_kind: usize,
    /// The first variant of a block.
    pub first_variant: usize,
    /// Number of all cells.
    pub cells: usize,
    /// Per part, the cells whose sum is its score: its kind, its hubs' classes, and its blocks' variants.
    parts: Vec<u32>,
    width: usize,
    /// The same where there are no more than [`FEW`] cells.
    few: Option<Few>,
}

/// A recipe of so few cells that a byte numbers them: an array of that many needs no check of a byte's bounds,
/// which nearly halves the time.
#[derive(Debug, Clone, Default)]
struct Few {
    sums: Vec<[u8; 2]>,
    parts: Vec<u8>,
    /// Per block, variant and slot, the cell of its kind; and per block, where that starts.
    kinds: Vec<u8>,
    starts: Vec<usize>,
}

impl Recipe {
    /// The recipe for a space of so many terms.
    pub(super) fn new(splits: &mut Splits, terms: usize) -> Self {
        let options = splits.class_of.len();
        let zero = options + terms;
        let mut recipe = Self {
            zero,
            cells: zero + 1,
            ..Self::default()
        };
        for class in 0..splits.firsts.len() {
            if let [only] = splits.members(class)[..] {
                recipe.tops.push(only);
            } else {
                recipe.contested.push(class);
                recipe.tops.push(recipe.cells);
                recipe.cells += 1;
            }
        }
        recipe.first_sum = recipe.cells;
        let classes = std::mem::take(&mut splits.classes);
        for block in &mut splits.blocks {
            block.first_sum = recipe.add_slots(&classes, block).start;
        }
        splits.classes = classes;
        recipe.first_kind = recipe.cells;
        let blocks = splits.blocks.iter_mut().map(|block| &mut block.kinds);
        for kinds in blocks.chain([&mut splits.decided]) {
            recipe.add_kinds(kinds, options);
        }
        recipe.first_variant = recipe.cells;
        recipe.add_parts(splits);
        recipe.number_by_bytes(&splits.blocks);
        recipe
    }

    fn number_by_bytes(&mut self, blocks: &[Block]) {
        if self.cells > FEW {
            return;
        }
        let mut few = Few {
            sums: self.sums.iter().map(|&(a, b)| [a as u8, b as u8]).collect(),
            parts: self.parts.iter().map(|&cell| cell as u8).collect(),
            ..Few::default()
        };
        for block in blocks {
            few.starts.push(few.kinds.len());
            let cells = block
                .kind_of
                .iter()
                .map(|&kind| block.kinds.first + kind as usize);
            few.kinds.extend(cells.map(|cell| cell as u8));
        }
        self.few = Some(few);
    }

    /// Works out the cells that are sums; there is room for [`FEW`] cells at least.
    pub fn work_out(&self, cells: &mut [f64]) {
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk_mut::<FEW>()) {
            for (n, [a, b]) in few.sums.iter().enumerate() {
                cells[(self.first_sum + n) % FEW] = cells[*a as usize] + cells[*b as usize];
            }
            return;
        }
        for (n, &(a, b)) in self.sums.iter().enumerate() {
            cells[self.first_sum + n] = cells[a as usize] + cells[b as usize];
        }
    }

    /// What a part's cells add to a sum.
    #[inline(always)]
    pub fn score(&self, part: usize, cells: &[f64], start: f64) -> f64 {
        let range = part * self.width..(part + 1) * self.width;
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk::<FEW>()) {
            let own = few.parts[range].iter();
            return own.fold(start, |sum, &cell| sum + cells[cell as usize]);
        }
        let own = self.parts[range].iter();
        own.fold(start, |sum, &cell| sum + cells[cell as usize])
    }

    /// The best score of the slots of a block in a variant.
    pub fn best_slot(&self, number: usize, block: &Block, variant: usize, cells: &[f64]) -> f64 {
        let bases = &cells[block.first_sum..][..block.size];
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk::<FEW>()) {
            let kinds = &few.kinds[few.starts[number] + variant * block.size..][..block.size];
            return greatest(bases, kinds, |base, &kind| base + cells[kind as usize]);
        }
        let kinds = &cells[block.kinds.first..][..block.kinds.len()];
        greatest(bases, block.variant(variant), |base, &kind| {
            base + kinds[kind as usize]
        })
    }

    /// The cells whose sum is a part's score.
    #[inline]
    pub fn part(&self, part: usize) -> &[u32] {
        &self.parts[part * self.width..][..self.width]
    }

    fn sum(&mut self, a: usize, b: usize) {
        self.sums.push((a as u32, b as u32));
        self.cells += 1;
    }

    /// The slots of a block: the classes of its issues, added up issue by issue.
    fn add_slots(&mut self, classes: &[usize], block: &Block) -> Range<usize> {
        let mut slots: Vec<usize> = vec![self.zero];
        for (n, &issue) in block.issues.iter().enumerate() {
            let tops = self.tops[classes[issue]..classes[issue + 1]].to_vec();
            if n == 0 && block.issues.len() > 1 {
                slots = tops;
                continue;
            }
            let start = self.cells;
            for top in tops {
                slots.iter().for_each(|&shorter| self.sum(shorter, top));
            }
            slots = (start..self.cells).collect();
        }
        self.cells - slots.len()..self.cells
    }

    /// Kinds, each grown from another by a term; terms are numbered on from options.
    fn add_kinds(&mut self, kinds: &mut Kinds, options: usize) {
        kinds.first = self.cells;
        self.sum(self.zero, self.zero);
        for &(from, term) in &kinds.grown {
            self.sum(kinds.first + from as usize, options + term as usize);
        }
    }

    /// What each part's score is the sum of.
    fn add_parts(&mut self, splits: &Splits) {
        let mut firsts = Vec::new();
        for block in &splits.blocks {
            firsts.push(self.cells);
            self.cells += block.variants;
        }
        for part in &splits.parts {
            let kind = splits.decided.first + part.kind;
            let hubs = part.classes.iter().map(|&class| self.tops[class]);
            let blocks = part.variants.iter().zip(&firsts);
            let blocks = blocks.map(|(variant, first)| first + variant);
            let cells = [kind].into_iter().chain(hubs).chain(blocks);
            self.parts.extend(cells.map(|cell| cell as u32));
        }
        self.width = self.parts.len() / splits.parts.len();
    }
}

/// The greatest sum. Four at a time, so that comparisons need not wait for each other.
#[inline(always)]
fn greatest<K>(bases: &[f64], kinds: &[K], sum: impl Fn(f64, &K) -> f64) -> f64 {
    const LANES: usize = 4;
    let mut best = [f64::NEG_INFINITY; LANES];
    let (fours, rest) = bases.as_chunks::<LANES>();
    let (kind_fours, kind_rest) = kinds.as_chunks::<LANES>();
    let mut take = |n: usize, score: f64| best[n] = if score > best[n] { score } else { best[n] };
    for (bases, kinds) in fours.iter().zip(kind_fours) {
        for n in 0..LANES {
            take(n, sum(bases[n], &kinds[n]));
        }
    }
    for (n, (base, kind)) in rest.iter().zip(kind_rest).enumerate() {
        take(n, sum(*base, kind));
    }
    best.into_iter().fold(f64::NEG_INFINITY, f64::max)
}
