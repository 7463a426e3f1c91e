//! How well beliefs are calibrated: of all the times that somebody said 0.7, was it so in 70 of 100?
//!
//! Statements are put into ten bins by the probability stated. The *expected calibration error* is
//! the mean distance between what was stated and what was so, bin by bin, weighted by the number
//! of statements (Naeini, Cooper & Hauskrecht 2015, doi:10.1609/aaai.v29i1.9602):
//!
//! ```text
//! ECE = sum over bins of n_b / n x |share that was so - mean stated|
//! ```
//!
//! The *Brier score* is the mean of `(stated - so)^2` (Brier 1950,
//! doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2): 0 for somebody who knows, 1/4 for "one half"
//! every time. Both run from 0 to 1.

/// Number of bins.
pub const BINS: usize = 10;

/// The statements whose probability lies in `[k / 10, (k + 1) / 10)`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bin {
    /// Number of statements.
    pub count: u64,
    /// Sum of the probabilities stated.
    pub stated: f64,
    /// How many were so.
    pub so: u64,
}

impl Bin {
    /// Mean probability stated; 0 without statements.
    pub fn mean_stated(&self) -> f64 {
        self.stated / self.count.max(1) as f64
    }

    /// Share that was so; 0 without statements.
    pub fn share_so(&self) -> f64 {
        self.so as f64 / self.count.max(1) as f64
    }
}

/// What was stated against what was so.
///
/// ```
/// use zopa::experiment::calibration::Calibration;
/// let mut calibration = Calibration::default();
/// for k in 0..100 {
///     calibration.add(0.7, k < 60);
/// }
/// assert!((calibration.error() - 0.1).abs() < 1e-9);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calibration {
    /// The bins, from the least probability to the largest.
    pub bins: [Bin; BINS],
    squares: f64,
}

impl Calibration {
    /// Adds a statement with the probability stated, in [0, 1], and whether it was so.
    pub fn add(&mut self, stated: f64, so: bool) {
        let stated = stated.clamp(0.0, 1.0);
        let bin = &mut self.bins[((stated * BINS as f64) as usize).min(BINS - 1)];
        bin.count += 1;
        bin.stated += stated;
        bin.so += u64::from(so);
        let miss = stated - f64::from(u8::from(so));
        self.squares += miss * miss;
    }

    /// Number of statements.
    pub fn count(&self) -> u64 {
        self.bins.iter().map(|bin| bin.count).sum()
    }

    /// Expected calibration error, from 0 to 1; 0 without statements.
    pub fn error(&self) -> f64 {
        let n = self.count().max(1) as f64;
        let miss = |bin: &Bin| bin.count as f64 / n * (bin.share_so() - bin.mean_stated()).abs();
        self.bins.iter().map(miss).sum()
    }

    /// Brier score, from 0 to 1; 0 without statements.
    pub fn brier(&self) -> f64 {
        self.squares / self.count().max(1) as f64
    }
}
