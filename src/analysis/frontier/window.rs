//! The points kept by a sweep in many dimensions, as bit sets.
//!
//! Each coordinate's range is cut into bands of about equally many points. Per block of 512 points,
//! dimension and band, a bit set says which points of the block lie in that band or a higher one.
//! What can cover a new point is in the sets of its bands in every dimension: the intersection of one
//! set per dimension, of which few are left to compare number by number (after the bitmap method of
//! Tan, Eng & Ooi 2001, *Efficient progressive skyline computation*, VLDB, pages 301-310, with bands
//! instead of distinct values).

use super::{Kept, Set};

/// Bands per dimension.
const BANDS: usize = 64;
/// Words of a block's bit set.
const WORDS: usize = 8;
/// Points of a block.
const BLOCK: usize = WORDS * 64;
/// Points that the bands are made from.
const SAMPLE: usize = 4096;

type Bits = [u64; WORDS];

/// The points kept so far.
pub(super) struct Window {
    dimensions: usize,
    /// Per dimension, the lowest coordinates of the bands above the first, ascending.
    bounds: Vec<Vec<f64>>,
    /// Per block, dimension and band.
    sets: Vec<Bits>,
    /// The points, row by row.
    rows: Vec<f64>,
    /// Bands of the point at hand.
    bands: Vec<usize>,
}

impl Window {
    /// An empty window with bands for the points in `order`.
    pub fn new(set: &Set<'_>, order: &[u32]) -> Self {
        let step = order.len().div_ceil(SAMPLE).max(1);
        let sample: Vec<u32> = order.iter().copied().step_by(step).collect();
        let bounds = (0..set.dimensions).map(|dimension| {
            let mut values: Vec<f64> = sample.iter().map(|&p| set.row(p)[dimension]).collect();
            values.sort_unstable_by(f64::total_cmp);
            let mut bounds: Vec<f64> = (1..BANDS)
                .filter_map(|band| values.get(band * values.len() / BANDS).copied())
                .collect();
            bounds.dedup();
            bounds
        });
        Self {
            dimensions: set.dimensions,
            bounds: bounds.collect(),
            sets: Vec::new(),
            rows: Vec::new(),
            bands: vec![0; set.dimensions],
        }
    }

    fn find_bands(&mut self, point: &[f64]) {
        for ((band, bounds), &x) in self.bands.iter_mut().zip(&self.bounds).zip(point) {
            *band = bounds.partition_point(|&bound| bound <= x);
        }
    }

    fn covers(&self, point: &[f64]) -> bool {
        let per_block = self.dimensions * BANDS;
        for (block, sets) in self.sets.chunks_exact(per_block).enumerate() {
            let mut common = sets[self.bands[0]];
            for (dimension, &band) in self.bands.iter().enumerate().skip(1) {
                let set = &sets[dimension * BANDS + band];
                for (word, other) in common.iter_mut().zip(set) {
                    *word &= other;
                }
            }
            for (word, &bits) in common.iter().enumerate() {
                let mut rest = bits;
                while rest != 0 {
                    let place = block * BLOCK + word * 64 + rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    let start = place * self.dimensions;
                    let row = &self.rows[start..start + self.dimensions];
                    if row.iter().zip(point).all(|(kept, x)| kept >= x) {
                        return true;
                    }
                }
            }
        }
        false
    }

    /// Keeps a point whose bands have been found.
    fn keep(&mut self, point: &[f64]) {
        let place = self.rows.len() / self.dimensions;
        if place.is_multiple_of(BLOCK) {
            let empty = [0; WORDS];
            let length = self.sets.len() + self.dimensions * BANDS;
            self.sets.resize(length, empty);
        }
        let (word, bit) = (place % BLOCK / 64, 1u64 << (place % 64));
        let first = place / BLOCK * self.dimensions * BANDS;
        for (dimension, &band) in self.bands.iter().enumerate() {
            let start = first + dimension * BANDS;
            for set in &mut self.sets[start..=start + band] {
                set[word] |= bit;
            }
        }
        self.rows.extend_from_slice(point);
    }
}

impl Kept for Window {
    fn covers_or_keeps(&mut self, point: &[f64]) -> bool {
        self.find_bands(point);
        let covered = self.covers(point);
        if !covered {
            self.keep(point);
        }
        covered
    }
}
