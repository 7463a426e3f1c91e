//! The recipe by which the best score of every part follows from the scores of options and terms: a list of
//! *cells*, each worked out of earlier ones by sums of two and by the greater of two, one after the other.
//!
//! First come the places themselves (options, then terms), a nought, and the best options of the classes that have
//! several. Then come the sums: the slots of each block, and the kinds of terms that may hold with them. Then come the best
//! slots of groups, and last those of blocks in their variants.
//!
//! Slots that have the same kind as each other in every variant form a *group*. Rounding keeps order, so the best of a
//! group is its best slot whatever the kind adds, and a variant compares groups instead of slots.

use super::lists::{Lists, Step, TOGETHER};
use super::{Block, Kinds, Splits};
use std::collections::BTreeMap;
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
    /// The cells of kinds.
    pub kinds: Range<usize>,
    /// The first variant of a block.
    pub first_variant: usize,
    /// Number of all cells.
    pub cells: usize,
    /// All this cell by cell. A part is noughts, its kind, its hubs' classes, and its blocks' variants.
    lists: Lists<usize>,
    /// The same where there are no more than [`FEW`] cells.
    few: Option<Lists<u8>>,
    /// Cells of a part.
    width: usize,
    /// Per block, where its slots' kinds start among those of the lists.
    starts: Vec<usize>,
}

/// What the parts of a space score: what their cells add to a sum.
pub struct Parts<'a> {
    cells: Cells<'a>,
    width: usize,
    start: f64,
}

/// Lists, and what is in their cells.
enum Cells<'a> {
    Few(&'a Lists<u8>, &'a [f64; FEW]),
    Many(&'a Lists<usize>, &'a [f64]),
}

impl Parts<'_> {
    /// The score of a part.
    #[inline(always)]
    pub fn score(&self, part: usize) -> f64 {
        let part = part * self.width..(part + 1) * self.width;
        match self.cells {
            Cells::Few(lists, cells) => lists.score(part, cells, self.start),
            Cells::Many(lists, cells) => lists.score(part, cells, self.start),
        }
    }
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
        recipe.lists.members.clone_from(&splits.members);
        for class in 0..splits.firsts.len() {
            let members = splits.members(class);
            let top = best_of(members, &mut recipe.cells, &mut recipe.lists.tops);
            recipe.tops.push(top);
        }
        let classes = std::mem::take(&mut splits.classes);
        for block in &mut splits.blocks {
            block.first_sum = recipe.add_slots(&classes, block).start;
        }
        splits.classes = classes;
        let first_kind = recipe.cells;
        let blocks = splits.blocks.iter_mut().map(|block| &mut block.kinds);
        for kinds in blocks.chain([&mut splits.decided]) {
            recipe.add_kinds(kinds, options);
        }
        recipe.kinds = first_kind..recipe.cells;
        let blocks = splits.blocks.iter();
        let steps: Vec<_> = blocks.map(|block| recipe.add_groups(block)).collect();
        recipe.first_variant = recipe.cells;
        recipe.add_parts(splits, &steps);
        for Block { kinds, kind_of, .. } in &splits.blocks {
            recipe.starts.push(recipe.lists.kinds.len());
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
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk_mut::<FEW>()) {
            few.work_out(cells);
        } else {
            self.lists.work_out(cells);
        }
    }

    /// Works out the best slots of blocks in their variants.
    pub fn work_out_variants(&self, cells: &mut [f64]) {
        cells[self.first_variant..self.cells].fill(f64::NEG_INFINITY);
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk_mut::<FEW>()) {
            few.work_out_variants(cells);
        } else {
            self.lists.work_out_variants(cells);
        }
    }

    /// What is in cells as lists know them.
    #[inline(always)]
    fn read<'a>(&'a self, cells: &'a [f64]) -> Cells<'a> {
        match (&self.few, cells.first_chunk::<FEW>()) {
            (Some(few), Some(cells)) => Cells::Few(few, cells),
            _ => Cells::Many(&self.lists, cells),
        }
    }

    /// What parts score beyond a sum.
    #[inline(always)]
    pub fn parts<'a>(&'a self, cells: &'a [f64], start: f64) -> Parts<'a> {
        Parts {
            cells: self.read(cells),
            width: self.width,
            start,
        }
    }

    /// The first option of a class, given by where its options are among all members, that scores as much.
    #[inline(always)]
    pub fn first_option(&self, class: Range<usize>, cells: &[f64], score: f64) -> usize {
        match self.read(cells) {
            Cells::Few(lists, cells) => lists.first_option(class, cells, score),
            Cells::Many(lists, cells) => lists.first_option(class, cells, score),
        }
    }

    /// The first slot of a block in a variant that scores as much.
    #[inline(always)]
    pub fn first_slot(
        &self,
        (number, block): (usize, &Block),
        variant: usize,
        cells: &[f64],
        score: f64,
    ) -> usize {
        let slots = &cells[block.first_sum..][..block.size];
        let start = self.starts[number] + variant * block.size;
        let kinds = start..start + block.size;
        match self.read(cells) {
            Cells::Few(lists, cells) => lists.first_slot(slots, kinds, cells, score),
            Cells::Many(lists, cells) => lists.first_slot(slots, kinds, cells, score),
        }
    }

    /// The cells whose sum is a part's score.
    #[inline]
    pub fn part(&self, part: usize) -> &[usize] {
        &self.lists.parts[part * self.width..][..self.width]
    }

    fn sum(&mut self, a: usize, b: usize) {
        self.lists.sums.push([a, b, self.cells]);
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

    /// The best slots of a block's groups, and of several groups where they have a kind in common. Returns what each
    /// variant is the best of: the cell of groups, that of their kind, and the variant's number.
    fn add_groups(&mut self, block: &Block) -> Vec<Step<usize>> {
        let mut groups: BTreeMap<Vec<u32>, Vec<usize>> = BTreeMap::new();
        for slot in 0..block.size {
            let kinds = (0..block.variants).map(|variant| block.variant(variant)[slot]);
            let group = groups.entry(kinds.collect()).or_default();
            group.push(block.first_sum + slot);
        }
        let mut known = BTreeMap::new();
        let mut best = |cells: Vec<usize>| {
            let (next, steps) = (&mut self.cells, &mut self.lists.bests);
            let work_out = |cells: &Vec<usize>| best_of(cells, next, steps);
            *known.entry(cells).or_insert_with_key(work_out)
        };
        let groups = groups.into_iter();
        let groups: Vec<_> = groups.map(|(kinds, slots)| (kinds, best(slots))).collect();
        let mut steps = Vec::new();
        for variant in 0..block.variants {
            let mut alike: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
            for (kinds, group) in &groups {
                alike.entry(kinds[variant]).or_default().push(*group);
            }
            for (kind, groups) in alike {
                steps.push([best(groups), block.kinds.first + kind as usize, variant]);
            }
        }
        steps
    }

    /// What each variant of the blocks is the best of, and what each part's score is the sum of.
    fn add_parts(&mut self, splits: &Splits, steps: &[Vec<Step<usize>>]) {
        let mut firsts = Vec::new();
        for (block, steps) in splits.blocks.iter().zip(steps) {
            let first = self.cells;
            let steps = steps.iter();
            let steps = steps.map(|&[groups, kind, variant]| [groups, kind, first + variant]);
            self.lists.variants.extend(steps);
            firsts.push(first);
            self.cells += block.variants;
        }
        for part in &splits.parts {
            let kind = splits.decided.first + part.kind;
            let hubs = part.classes.iter().map(|&class| self.tops[class]);
            let blocks = part.variants.iter().zip(&firsts);
            let blocks = blocks.map(|(variant, first)| first + variant);
            let cells = [kind].into_iter().chain(hubs).chain(blocks);
            let count = 1 + part.classes.len() + part.variants.len();
            let noughts = count.next_multiple_of(TOGETHER) - count;
            let noughts = std::iter::repeat_n(self.zero, noughts);
            self.lists.parts.extend(noughts.chain(cells));
        }
        self.width = self.lists.parts.len() / splits.parts.len();
    }
}

/// The best of some cells, at least one: a cell of its own if there are several, which `next` is the number of.
fn best_of(cells: &[usize], next: &mut usize, steps: &mut Vec<Step<usize>>) -> usize {
    let (mut best, rest) = (cells[0], &cells[1..]);
    for &cell in rest {
        steps.push([best, cell, *next]);
        best = *next;
    }
    *next += usize::from(!rest.is_empty());
    best
}
