//! The recipe by which the best score of every part follows from the scores of options and terms: a list of
//! *cells*, each worked out of earlier ones by sums of two and by the greater of two, one after the other.
//!
//! First come the places themselves (options, then terms), a nought, and the best options of the classes that have
//! several. Then come the sums: the slots of each block, and the kinds of terms that may hold with them. Then come the best
//! slots of groups, and last those of blocks in their variants.
//!
//! Slots that have the same kind as each other in every variant form a *group*. Rounding keeps order, so the best of a
//! group is its best slot whatever the kind adds, and a variant compares groups instead of slots.

use super::lists::{ABREAST, Lists, Step, WIDE};
use super::{Block, Kinds, LOOKED_THROUGH, Splits};
use std::collections::BTreeMap;
use std::ops::Range;
use std::slice::from_ref;

/// As many cells as a byte numbers.
const FEW: usize = 1 << u8::BITS;
/// Room for as many, and for what is worked out in excess.
const ROOM: usize = FEW + ABREAST;

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
    /// Rows of cells that a part takes.
    rows: usize,
    /// Per block, where its slots' kinds start among those of the lists.
    starts: Vec<usize>,
}

/// What parts score, by their number; a function for each width of numbers, so that neither asks which.
pub enum Parts<F, M> {
    Few(F),
    Many(M),
}

/// Lists, and what is in their cells.
enum Cells<'a> {
    Few(&'a Lists<u8>, &'a [f64; ROOM]),
    Many(&'a Lists<usize>, &'a [f64]),
}

impl<F: Fn(usize) -> f64, M: Fn(usize) -> f64> Parts<F, M> {
    /// The score of one part.
    #[inline(always)]
    pub fn score(&self, part: usize) -> f64 {
        match self {
            Self::Few(score) => score(part),
            Self::Many(score) => score(part),
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
        let lists = &mut recipe.lists;
        for steps in [&mut lists.sums, &mut lists.bests, &mut lists.variants] {
            spread(steps);
        }
        if recipe.cells <= FEW {
            recipe.few = Some(recipe.lists.numbered(|cell| cell as u8));
        }
        recipe
    }

    /// As many numbers as hold the cells.
    #[inline]
    pub fn room(&self) -> usize {
        self.cells.max(FEW) + ABREAST
    }

    /// Works out all cells after the places, but for the variants.
    pub fn work_out(&self, cells: &mut [f64]) {
        cells[self.zero] = 0.0;
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk_mut::<ROOM>()) {
            few.work_out(cells);
        } else {
            self.lists.work_out(cells);
        }
    }

    /// Works out the best slots of blocks in their variants.
    pub fn work_out_variants(&self, cells: &mut [f64]) {
        cells[self.first_variant..self.cells].fill(f64::NEG_INFINITY);
        if let (Some(few), Some(cells)) = (&self.few, cells.first_chunk_mut::<ROOM>()) {
            few.work_out_variants(cells);
        } else {
            self.lists.work_out_variants(cells);
        }
    }

    /// What is in cells as lists know them.
    #[inline(always)]
    fn read<'a>(&'a self, cells: &'a [f64]) -> Cells<'a> {
        match (&self.few, cells.first_chunk::<ROOM>()) {
            (Some(few), Some(cells)) => Cells::Few(few, cells),
            _ => Cells::Many(&self.lists, cells),
        }
    }

    /// What parts score beyond a sum.
    #[inline(always)]
    pub fn parts<'a>(
        &'a self,
        cells: &'a [f64],
        start: f64,
    ) -> Parts<impl Fn(usize) -> f64 + 'a, impl Fn(usize) -> f64 + 'a> {
        match self.read(cells) {
            // A part takes more than a row where it has many blocks.
            Cells::Few(Lists { parts, .. }, cells) if self.rows == 1 => {
                Parts::Few(move |part| Lists::score(from_ref(&parts[part]), cells, start))
            }
            _ => Parts::Many(move |part| Lists::score(self.part(part), cells, start)),
        }
    }

    /// The first option of a class that scores best.
    #[inline(always)]
    pub fn first_option(&self, splits: &Splits, class: usize, cells: &[f64]) -> usize {
        let top = self.tops[class];
        if top < self.zero {
            return top;
        }
        let members = splits.starts[class]..splits.starts[class + 1];
        match self.read(cells) {
            Cells::Few(lists, cells) => lists.first_option(members, cells, cells[top]),
            Cells::Many(lists, cells) => lists.first_option(members, cells, cells[top]),
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

    /// Gives the slots of a block in a variant that score no less than `least`, each with its score.
    #[inline(always)]
    pub fn slots_from(
        &self,
        (number, block): (usize, &Block),
        variant: usize,
        cells: &[f64],
        least: f64,
        take: impl FnMut(usize, f64),
    ) {
        let slots = &cells[block.first_sum..][..block.size];
        let start = self.starts[number] + variant * block.size;
        let kinds = start..start + block.size;
        match self.read(cells) {
            Cells::Few(lists, cells) => lists.slots_from(slots, kinds, cells, least, take),
            Cells::Many(lists, cells) => lists.slots_from(slots, kinds, cells, least, take),
        }
    }

    /// The cells whose sum is a part's score, row by row.
    #[inline(always)]
    pub fn part(&self, part: usize) -> &[[usize; WIDE]] {
        &self.lists.parts[part * self.rows..][..self.rows]
    }

    fn sum(&mut self, a: usize, b: usize) {
        self.lists.sums.push([a, b, self.cells]);
        self.cells += 1;
    }

    /// The slots of a block: the classes of its issues, added up issue by issue.
    fn add_slots(&mut self, classes: &[usize], block: &Block) -> Range<usize> {
        let tops = |issue: usize| classes[issue]..classes[issue + 1];
        let mut slots = self.tops[tops(block.issues[0])].to_vec();
        if block.issues.len() == 1 {
            self.add_to_each(&slots, self.zero);
        }
        for &issue in &block.issues[1..] {
            let start = self.cells;
            for class in tops(issue) {
                self.add_to_each(&slots, self.tops[class]);
            }
            slots = (start..self.cells).collect();
        }
        self.cells - slots.len()..self.cells
    }

    /// The sums of each of some cells with one, as many at once as follow each other.
    fn add_to_each(&mut self, cells: &[usize], by: usize) {
        for run in cells.chunk_by(|a, b| a + 1 == *b) {
            for some in run.chunks(ABREAST) {
                self.lists.slots.push([some[0], by, self.cells]);
                self.cells += some.len();
            }
        }
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
        let (next, bests) = (&mut self.cells, &mut self.lists.bests);
        let groups = groups.into_iter();
        let groups = groups.map(|(kinds, slots)| (kinds, best_of(&slots, next, bests)));
        let groups: Vec<_> = groups.collect();
        let mut unions = Vec::new();
        for variant in 0..block.variants {
            let mut alike: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
            for (kinds, group) in &groups {
                alike.entry(kinds[variant]).or_default().push(*group);
            }
            for (kind, groups) in alike {
                unions.push((groups, block.kinds.first + kind as usize, variant));
            }
        }
        // The largest last, since others are found within it, and equal ones in a row.
        unions.sort_by_cached_key(|(groups, ..)| (groups.len(), groups.clone()));
        let mut known = Vec::new();
        let steps = unions.into_iter().map(|(groups, kind, variant)| {
            let parts = within(&groups, &known);
            let best = best_of(&parts, next, bests);
            if parts.len() > 1 {
                known.push((groups, best));
            }
            [best, kind, variant]
        });
        steps.collect()
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
            let noughts = count.next_multiple_of(WIDE) - count;
            let noughts = std::iter::repeat_n(self.zero, noughts);
            let cells: Vec<_> = noughts.chain(cells).collect();
            self.lists.parts.extend(cells.as_chunks().0);
        }
        self.rows = self.lists.parts.len() / splits.parts.len();
    }
}

/// Orders steps by how many wait for each other up to them, so that a processor has others to take meanwhile.
fn spread(steps: &mut [Step<usize>]) {
    let mut waits = BTreeMap::new();
    let step_by_step = steps.iter().map(|step| {
        let before = step.iter().filter_map(|cell| waits.get(cell)).max();
        let wait = before.map_or(0, |wait| wait + 1);
        waits.insert(step[2], wait);
        (wait, *step)
    });
    let mut spread: Vec<_> = step_by_step.collect();
    spread.sort_by_key(|(wait, _)| *wait);
    for (step, (_, next)) in steps.iter_mut().zip(spread) {
        *step = next;
    }
}

/// What some cells are the best of, given the best of other sets: of the largest within what is left, one after the other.
fn within(cells: &[usize], known: &[(Vec<usize>, usize)]) -> Vec<usize> {
    let mut left = cells.to_vec();
    let mut found = Vec::new();
    for (set, best) in known.iter().rev().take(LOOKED_THROUGH) {
        if set.iter().all(|cell| left.contains(cell)) {
            left.retain(|cell| !set.contains(cell));
            found.push(*best);
        }
    }
    found.extend(left);
    found
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
