//! Packages of one party in order of its utility, for spaces small enough to be listed.
//!
//! Branch and bound answers most questions without listing packages. Those about an order of *all*
//! packages ("the cheapest at or above a threshold, ties as a stable sort leaves them") have exact
//! answers only from a list. [`Table`] is that list, sorted once and shared by all games in which
//! the party's utilities are the same; each question is then a binary search or a look-up.
//!
//! Packages are numbered row-major: the first issue varies slowest. The order is ascending in
//! utility, and by number among equals.

use crate::game::{Space, Valuation};
use std::ops::Range;

/// Number of a package, row-major from 0.
pub type Number = u32;

/// Most packages that are listed. A table takes 20 bytes per package.
pub const LIMIT: u128 = 4_000_000;

/// The row-major numbering of packages.
///
/// ```
/// use zopa::game::search::Numbering;
/// let numbering = Numbering::new([2, 3]).unwrap();
/// assert_eq!(numbering.number(&[1, 2]), 5);
/// let mut package = Vec::new();
/// numbering.write(5, &mut package);
/// assert_eq!(package, [1, 2]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbering {
    sizes: Vec<u32>,
    packages: u32,
}

impl Numbering {
    /// The numbering of packages with this many options per issue; `None` where there are more than
    /// [`LIMIT`], or an issue has no option.
    pub fn new(sizes: impl IntoIterator<Item = usize>) -> Option<Self> {
        let mut packages = 1u128;
        let mut kept = Vec::new();
        for size in sizes {
            packages = packages.checked_mul(size as u128)?;
            if packages == 0 || packages > LIMIT {
                return None;
            }
            kept.push(size as u32);
        }
        Some(Self {
            sizes: kept,
            packages: packages as u32,
        })
    }

    /// The numbering of a space.
    pub fn of(space: &Space) -> Option<Self> {
        Self::new((0..space.issues()).map(|issue| space.options_of(issue)))
    }

    /// Number of packages.
    pub fn packages(&self) -> Number {
        self.packages
    }

    /// Number of options of each issue.
    pub fn sizes(&self) -> &[u32] {
        &self.sizes
    }

    /// The number of a package.
    pub fn number(&self, package: &[u16]) -> Number {
        let digits = self.sizes.iter().zip(package);
        digits.fold(0, |n, (size, &option)| n * size + u32::from(option))
    }

    /// Writes the options of a package into `package`.
    pub fn write(&self, number: Number, package: &mut Vec<u16>) {
        package.clear();
        package.resize(self.sizes.len(), 0);
        let mut rest = number;
        for (digit, size) in package.iter_mut().zip(&self.sizes).rev() {
            *digit = (rest % size) as u16;
            rest /= size;
        }
    }
}

/// One party's packages in ascending order of utility.
///
/// ```
/// use zopa::game::search::Table;
/// let table = Table::new(vec![0.5, 0.2, 0.9, 0.5]);
/// assert_eq!(table.best(), Some(2));
/// assert_eq!(table.at(table.rank_at_or_above(0.3)), Some(0)); // the first of two equals
/// assert_eq!(table.at(table.rank_at_or_above(0.6)), Some(2));
/// assert_eq!(table.at(table.rank_at_or_above(1.0)), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    utilities: Vec<f64>,
    order: Vec<Number>,
    sorted: Vec<f64>,
}

impl Table {
    /// The table of all packages, from the utility of each by number.
    pub fn new(utilities: Vec<f64>) -> Self {
        Self::of_those(utilities, |_| true)
    }

    /// The table of the packages that `keep` keeps; the others have a utility, but no rank.
    pub fn of_those(utilities: Vec<f64>, mut keep: impl FnMut(Number) -> bool) -> Self {
        // Adding 0 turns -0 into 0, so that both count as equal.
        let numbered = utilities.iter().zip(0..).filter(|(_, n)| keep(*n));
        let mut pairs: Vec<(f64, Number)> = numbered.map(|(u, n)| (u + 0.0, n)).collect();
        pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Self {
            order: pairs.iter().map(|pair| pair.1).collect(),
            sorted: pairs.iter().map(|pair| pair.0).collect(),
            utilities,
        }
    }

    /// Number of packages that have a rank.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether no package has a rank.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Utility of a package.
    pub fn utility(&self, package: Number) -> f64 {
        self.utilities[package as usize]
    }

    /// Utilities of all packages, by number.
    pub fn utilities(&self) -> &[f64] {
        &self.utilities
    }

    /// The package with a rank, from 0 for the worst.
    pub fn at(&self, rank: usize) -> Option<Number> {
        self.order.get(rank).copied()
    }

    /// The package so many places below the best, from 0 for the last among equally good ones.
    pub fn from_best(&self, places: usize) -> Option<Number> {
        self.at(self.len().checked_sub(places + 1)?)
    }

    /// The least rank whose utility is at or above a value; the number of packages if there is none.
    pub fn rank_at_or_above(&self, value: f64) -> usize {
        self.sorted.partition_point(|&u| u < value)
    }

    /// Ranks with utilities from `low` to `high`, both included.
    pub fn ranks_between(&self, low: f64, high: f64) -> Range<usize> {
        let start = self.rank_at_or_above(low);
        start..self.sorted.partition_point(|&u| u <= high).max(start)
    }

    /// The first of the best packages.
    pub fn best(&self) -> Option<Number> {
        self.at(self.rank_at_or_above(self.highest()?))
    }

    /// Utility of the best package.
    pub fn highest(&self) -> Option<f64> {
        self.sorted.last().copied()
    }

    /// Utility of the worst package.
    pub fn lowest(&self) -> Option<f64> {
        self.sorted.first().copied()
    }

    /// The cheapest package at or above a threshold and at or above `floor`; one up to `slack` below
    /// the threshold instead if that is strictly nearer to it. The first in order among equals.
    pub fn nearest_above(&self, threshold: f64, slack: f64, floor: f64) -> Option<Number> {
        let first = self.rank_at_or_above(floor);
        let rank = self.rank_at_or_above(threshold).max(first);
        if rank > first {
            let below = self.sorted[rank - 1];
            let short = threshold - below;
            let over = self
                .sorted
                .get(rank)
                .map_or(f64::INFINITY, |u| u - threshold);
            if short <= slack && short < over {
                return self.at(self.rank_at_or_above(below).max(first));
            }
        }
        self.at(rank)
    }
}

/// Utilities of all packages to a party by number: the sum of the parts of its valuation, issue by
/// issue from the first, then the bonuses of terms.
pub fn utilities(space: &Space, valuation: &Valuation, numbering: &Numbering) -> Vec<f64> {
    let mut sums = Vec::with_capacity(numbering.packages() as usize);
    sums.push(valuation.base);
    for issue in 0..space.issues() {
        let values = &valuation.values[space.offset(issue)..space.offset(issue + 1)];
        sums = sums
            .iter()
            .flat_map(|sum| values.iter().map(move |value| sum + value))
            .collect();
    }
    let divisor = valuation.divisor;
    let tied = space.terms().iter().zip(&valuation.bonuses);
    let tied: Vec<_> = tied.filter(|(_, bonus)| **bonus != 0.0).collect();
    if !tied.is_empty() {
        let mut package = Vec::new();
        for (sum, number) in sums.iter_mut().zip(0..) {
            numbering.write(number, &mut package);
            for (term, bonus) in &tied {
                if term.predicate().holds(&package) {
                    *sum += **bonus;
                }
            }
        }
    }
    if divisor != 1.0 {
        sums.iter_mut().for_each(|sum| *sum /= divisor);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_keep_the_order_of_numbers() {
        let table = Table::new(vec![0.3, 0.1, 0.3, -0.0, 0.0]);
        let ranks: Vec<_> = (0..5).map(|rank| table.at(rank).expect("five")).collect();
        assert_eq!(ranks, [3, 4, 1, 0, 2]);
        assert_eq!(table.from_best(0), Some(2));
        assert_eq!(table.from_best(5), None);
        assert_eq!(table.ranks_between(0.0, 0.1), 0..3);
    }

    #[test]
    fn a_package_just_below_is_taken_only_if_it_is_nearer() {
        let table = Table::new(vec![0.1, 0.499_999_5, 0.500_000_2, 0.9]);
        assert_eq!(table.nearest_above(0.5, 1e-6, 0.0), Some(2));
        assert_eq!(table.nearest_above(0.499_999_7, 1e-6, 0.0), Some(1));
        assert_eq!(table.nearest_above(0.499_999_7, 1e-6, 0.499_999_6), Some(2));
        assert_eq!(table.nearest_above(0.500_001, 1e-6, 0.0), Some(2));
        assert_eq!(table.nearest_above(0.6, 1e-6, 0.0), Some(3));
        assert_eq!(table.nearest_above(0.95, 1e-6, 0.0), None);
    }

    #[test]
    fn no_list_is_made_of_too_many_packages() {
        assert!(Numbering::new([2000, 2000]).is_some());
        assert!(Numbering::new([2000, 2001]).is_none());
        assert!(Numbering::new([10_000; 64]).is_none());
    }
}
