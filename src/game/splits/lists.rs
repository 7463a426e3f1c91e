//! The lists of a recipe, with cells numbered as narrowly as may be, and how they are worked out.
//!
//! Where a byte numbers all cells, they are an array of more numbers than bytes have values, which needs no check
//! of a byte's bounds: that nearly halves the time.

use std::array::from_fn;
use std::ops::{Index, IndexMut, Range};

/// As much of a list as is written out, so that its end is looked for less often.
pub(super) const TOGETHER: usize = 4;

/// As many cells as are worked out side by side where they follow each other.
pub(super) const ABREAST: usize = 4;

/// As many cells of a part as are added up without a look for the end of the list.
pub(super) const WIDE: usize = 8;

/// Two cells, and the one that is made of them.
pub(super) type Step<N> = [N; 3];

/// Lists of cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists<N> {
    /// The options of all classes, class by class.
    pub members: Vec<N>,
    /// The best options of classes: the greater of two cells at a time.
    pub tops: Vec<Step<N>>,
    /// Slots: sums of [`ABREAST`] cells, the first given, with one, and where they begin. What is in excess is written over.
    pub slots: Vec<Step<N>>,
    /// Kinds: sums of two cells.
    pub sums: Vec<Step<N>>,
    /// The best slots of groups, and of several groups: the greater of two cells at a time.
    pub bests: Vec<Step<N>>,
    /// The best slots of variants: each at least the sum of two cells.
    pub variants: Vec<Step<N>>,
    /// Per part, the cells whose sum is its score.
    pub parts: Vec<[N; WIDE]>,
    /// Per block, variant and slot, the cell of its kind.
    pub kinds: Vec<N>,
}

impl Lists<usize> {
    /// The same with other numbers.
    pub fn numbered<N>(&self, number: impl Fn(usize) -> N) -> Lists<N> {
        let all = |cells: &[usize]| cells.iter().map(|&cell| number(cell)).collect();
        let each = |steps: &[Step<usize>]| steps.iter().map(|step| step.map(&number)).collect();
        let parts = self.parts.iter().map(|cells| cells.map(&number));
        Lists {
            members: all(&self.members),
            tops: each(&self.tops),
            slots: each(&self.slots),
            sums: each(&self.sums),
            bests: each(&self.bests),
            variants: each(&self.variants),
            parts: parts.collect(),
            kinds: all(&self.kinds),
        }
    }
}

impl<N: Copy + Into<usize>> Lists<N> {
    /// Works out all that options and terms make: the best of classes, sums, and the best slots of groups.
    #[inline(always)]
    pub fn work_out<C: IndexMut<usize, Output = f64> + ?Sized>(&self, cells: &mut C) {
        each(&self.tops, |a, b, to| {
            cells[to] = greater(cells[a], cells[b])
        });
        each(&self.slots, |a, b, to| {
            let by = cells[b];
            let sums: [f64; ABREAST] = from_fn(|k| cells[a + k] + by);
            for (k, sum) in sums.into_iter().enumerate() {
                cells[to + k] = sum;
            }
        });
        each(&self.sums, |a, b, to| cells[to] = cells[a] + cells[b]);
        each(&self.bests, |a, b, to| {
            cells[to] = greater(cells[a], cells[b])
        });
    }

    /// Works out the best slots of variants, which are minus infinity before.
    #[inline(always)]
    pub fn work_out_variants<C: IndexMut<usize, Output = f64> + ?Sized>(&self, cells: &mut C) {
        each(&self.variants, |a, b, to| {
            cells[to] = greater(cells[to], cells[a] + cells[b]);
        });
    }

    /// What the cells of a part, which takes these rows, add to a sum.
    #[inline(always)]
    pub fn score<C: Index<usize, Output = f64> + ?Sized>(
        rows: &[[N; WIDE]],
        cells: &C,
        start: f64,
    ) -> f64 {
        let cells = rows.as_flattened().iter().map(|&cell| cells[cell.into()]);
        cells.fold(start, |sum, score| sum + score)
    }

    /// The first option of a class, given by where its options are, that scores as much.
    #[inline(always)]
    pub fn first_option<C: Index<usize, Output = f64> + ?Sized>(
        &self,
        class: Range<usize>,
        cells: &C,
        score: f64,
    ) -> usize {
        let members = &self.members[class];
        let first = members
            .iter()
            .find(|&&option| cells[option.into()] >= score);
        (*first.unwrap_or(&members[0])).into()
    }

    /// The first slot that scores as much together with its kind.
    #[inline(always)]
    pub fn first_slot<C: Index<usize, Output = f64> + ?Sized>(
        &self,
        slots: &[f64],
        kinds: Range<usize>,
        cells: &C,
        score: f64,
    ) -> usize {
        let mut slots = slots.iter().zip(&self.kinds[kinds]);
        let first = slots.position(|(slot, &kind)| slot + cells[kind.into()] >= score);
        first.unwrap_or(0)
    }

    /// Gives the slots that score no less together with their kinds, each with its score.
    #[inline(always)]
    pub fn slots_from<C: Index<usize, Output = f64> + ?Sized>(
        &self,
        slots: &[f64],
        kinds: Range<usize>,
        cells: &C,
        least: f64,
        mut take: impl FnMut(usize, f64),
    ) {
        for (slot, (base, &kind)) in slots.iter().zip(&self.kinds[kinds]).enumerate() {
            let score = base + cells[kind.into()];
            if score >= least {
                take(slot, score);
            }
        }
    }
}

/// Takes steps one after the other.
#[inline(always)]
fn each<N: Copy + Into<usize>>(steps: &[Step<N>], mut take: impl FnMut(usize, usize, usize)) {
    // Number by number, since a step read at once is taken apart again.
    let mut take = |[a, b, to]: &Step<N>| take((*a).into(), (*b).into(), (*to).into());
    let (fours, rest) = steps.as_chunks::<TOGETHER>();
    for four in fours {
        four.iter().for_each(&mut take);
    }
    rest.iter().for_each(take);
}

#[inline(always)]
fn greater(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}
