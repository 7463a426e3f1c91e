//! The lists of a recipe, with cells numbered as narrowly as may be, and how they are worked out.
//!
//! Where a byte numbers all cells, they are an array of as many numbers as bytes have values, which needs no check
//! of a byte's bounds: that nearly halves the time.

use std::ops::{Index, IndexMut, Range};

/// Lists of cells.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists<N> {
    /// The options of the classes that have several, class by class.
    pub rivals: Vec<N>,
    /// The cells that each further cell is the sum of.
    pub sums: Vec<[N; 2]>,
    /// Per part, the cells whose sum is its score.
    pub parts: Vec<N>,
    /// Per block, variant and slot, the cell of its kind.
    pub kinds: Vec<N>,
}

impl Lists<usize> {
    /// The same with other numbers.
    pub fn numbered<N>(&self, number: impl Fn(usize) -> N) -> Lists<N> {
        let all = |cells: &[usize]| cells.iter().map(|&cell| number(cell)).collect();
        let sums = self.sums.iter().map(|sum| sum.map(&number));
        Lists {
            rivals: all(&self.rivals),
            sums: sums.collect(),
            parts: all(&self.parts),
            kinds: all(&self.kinds),
        }
    }
}

impl<N: Copy + Into<usize>> Lists<N> {
    /// Works out the best of each class's options, which end where `ends` says and whose cells begin at
    /// `first_top`; then the sums, whose cells begin at `first_sum`. `cell` makes a number of a cell one that is
    /// known to be in bounds.
    #[inline(always)]
    pub fn work_out<C: IndexMut<usize, Output = f64> + ?Sized>(
        &self,
        ends: &[usize],
        (first_top, first_sum): (usize, usize),
        cells: &mut C,
        cell: impl Fn(usize) -> usize,
    ) {
        let mut start = 0;
        for (n, &end) in ends.iter().enumerate() {
            let scores = self.rivals[start..end].iter();
            let scores = scores.map(|&option| cells[option.into()]);
            cells[cell(first_top + n)] = scores.fold(f64::NEG_INFINITY, greater);
            start = end;
        }
        for (n, &[a, b]) in self.sums.iter().enumerate() {
            cells[cell(first_sum + n)] = cells[a.into()] + cells[b.into()];
        }
    }

    /// What the cells of a part add to a sum.
    #[inline(always)]
    pub fn score<C: Index<usize, Output = f64> + ?Sized>(
        &self,
        part: Range<usize>,
        cells: &C,
        start: f64,
    ) -> f64 {
        let own = self.parts[part].iter();
        own.fold(start, |sum, &cell| sum + cells[cell.into()])
    }

    /// The greatest sum of a slot and its kind. Four at a time, so that comparisons need not wait for each other.
    #[inline(always)]
    pub fn best_slot<C: Index<usize, Output = f64> + ?Sized>(
        &self,
        slots: &[f64],
        kinds: Range<usize>,
        cells: &C,
    ) -> f64 {
        const LANES: usize = 4;
        let mut best = [f64::NEG_INFINITY; LANES];
        let (fours, rest) = slots.as_chunks::<LANES>();
        let (kind_fours, kind_rest) = self.kinds[kinds].as_chunks::<LANES>();
        for (slots, kinds) in fours.iter().zip(kind_fours) {
            for n in 0..LANES {
                best[n] = greater(best[n], slots[n] + cells[kinds[n].into()]);
            }
        }
        for (n, (slot, &kind)) in rest.iter().zip(kind_rest).enumerate() {
            best[n] = greater(best[n], slot + cells[kind.into()]);
        }
        best.into_iter().fold(f64::NEG_INFINITY, f64::max)
    }
}

#[inline(always)]
fn greater(a: f64, b: f64) -> f64 {
    if b > a { b } else { a }
}
