//! Points that fill the unit cube evenly: Sobol's sequence with Owen's scrambling, seeded.
//!
//! The sequence is Sobol's with the direction numbers of Joe & Kuo (2008, doi:10.1137/070709359),
//! scrambled as Owen (1995) does by a hash (Burley 2020, jcgt.org/published/0009/04/01). Each point by
//! itself is uniform on the cube, so that means over the points are unbiased; the first `2^m` points
//! are a net, so that the error of a smooth function's mean falls faster than `1/sqrt(n)`. Sequences of
//! different seeds are independent.
//!
//! Coordinates are midpoints of 2^-23, strictly between 0 and 1.

/// Most points of one sequence.
pub const MOST_POINTS: u32 = 1 << 16;

/// A scrambled sequence.
#[derive(Debug, Clone, Copy)]
pub struct Sequence {
    seed: u64,
}

impl Sequence {
    /// Number `stream` of the sequences of a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        let seed = mixed(seed ^ mixed(stream.wrapping_add(0x9e37_79b9_7f4a_7c15)));
        Self { seed }
    }

    /// A coordinate of a point, in (0, 1).
    ///
    /// ```
    /// use zopa::experiment::sensitivity::sequence::Sequence;
    /// let sequence = Sequence::new(1, 0);
    /// // Of the first 64 points, each 64th of the axis holds exactly one.
    /// let mut cells: Vec<usize> = (0..64).map(|n| (sequence.at(n, 7) * 64.0) as usize).collect();
    /// cells.sort_unstable();
    /// assert!(cells.into_iter().eq(0..64));
    /// ```
    ///
    /// # Panics
    /// If `point` is not below [`MOST_POINTS`].
    pub fn at(&self, point: u32, dimension: usize) -> f64 {
        assert!(point < MOST_POINTS, "a sequence has {MOST_POINTS} points");
        let most = sobol_burley::NUM_DIMENSIONS as usize;
        // Beyond the dimensions of the table, another sequence serves.
        let seed = mixed(self.seed.wrapping_add((dimension / most) as u64)) as u32;
        let x = sobol_burley::sample(point, (dimension % most) as u32, seed);
        f64::from(x) + 1.0 / (1u64 << 24) as f64
    }
}

/// A bijection that leaves no pattern (the finisher of SplitMix64; Steele, Lea & Flood 2014,
/// doi:10.1145/2660193.2660195).
fn mixed(x: u64) -> u64 {
    let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
