//! The recipe by which the best score of every part follows from the scores of options and terms: a list of
//! *cells*, each the sum of two earlier ones, worked out one after the other.
//!
//! First come the places themselves (options, then terms), a nought, and the best options of the classes that have
//! several. Then come the sums: the slots of each block, and the kinds of terms that may hold with them. The best
//! slots of blocks in their variants are left for whoever asks.

use super::lists::Lists;
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
    /// Per class that has several options, where these end among the rivals.
    ends: Vec<usize>,
    /// The first sum, and the first kind among the sums: kinds come last.
    pub first_sum: usize,
    pub first_kind: usize,
    /// The first variant of a block.
    pub first_variant: usize,
    /// Number of all cells.
    pub cells: usize,
    /// All this cell by cell. A part is its kind, its hubs' classes, and its blocks' variants.
    lists: Lists<usize>,
    /// The same where there are no more than [`FEW`] cells.
    few: Option<Lists<u8>>,
    /// Cells of a part.
    width: usize,
    /// Per block, where its kinds start among those of the lists.
    kinds: Vec<usize>,
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
                recipe.lists.rivals.extend(splits.members(class));
                recipe.ends.push(recipe.lists.rivals.len());
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
        for Block { kinds, kind_of, .. } in &splits.blocks {
            recipe.kinds.push(recipe.lists.kinds.len());
            let cells = kind_of.iter().map(|&kind| kinds.first + kind as usize);
            recipe.lists.kinds.extend(cells);
        }
        if recipe.cells <= FEW {
            recipe.few = Some(recipe.lists.numbered(|cell| cell as u8));
        }
        recipe
    }

    /// Works out all cells after the places, but for the variants; there is room for [`FEW`] cells at least.
    pub fn work_out(&self, cells: &mut [f64]) {
        cells[self.zero] = 0.0;
        let firsts = (self.zero + 1, self.first_sum);
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk_mut::<FEW>()) {
            few.work_out(&self.ends, firsts, cells, |cell| cell % FEW);
        } else {
            self.lists.work_out(&self.ends, firsts, cells, |cell| cell);
        }
    }

    /// What a part's cells add to a sum.
    #[inline(always)]
    pub fn score(&self, part: usize, cells: &[f64], start: f64) -> f64 {
        let part = part * self.width..(part + 1) * self.width;
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk::<FEW>()) {
            few.score(part, cells, start)
        } else {
            self.lists.score(part, cells, start)
        }
    }

    /// The best score of the slots of a block in a variant.
    pub fn best_slot(&self, number: usize, block: &Block, variant: usize, cells: &[f64]) -> f64 {
        let slots = &cells[block.first_sum..][..block.size];
        let start = self.kinds[number] + variant * block.size;
        let kinds = start..start + block.size;
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk::<FEW>()) {
            few.best_slot(slots, kinds, cells)
        } else {
            self.lists.best_slot(slots, kinds, cells)
        }
    }

    /// The cells whose sum is a part's score.
    #[inline]
    pub fn part(&self, part: usize) -> &[usize] {
        &self.lists.parts[part * self.width..][..self.width]
    }

    fn sum(&mut self, a: usize, b: usize) {
        self.lists.sums.push([a, b]);
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
            self.lists.parts.extend(cells);
        }
        self.width = self.lists.parts.len() / splits.parts.len();
    }
}
