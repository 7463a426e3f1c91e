//! The Pareto frontier of a finite set of points, exactly, in any number of dimensions.
//!
//! A point is dominated if another is at least as good in every dimension and better in one. What is
//! left is the frontier. Coordinates are compared as they are, without tolerance; larger is better.
//!
//! Points are sorted so that nothing dominates what stands before it (Chomicki et al. 2003, *Skyline
//! with presorting*, doi:10.1109/ICDE.2003.1260846), and equal points are neighbours. Then one sweep:
//! - two dimensions: a point is kept if its second coordinate is the highest so far;
//! - three: the staircase of the last two coordinates (Kung, Luccio & Preparata 1975,
//!   doi:10.1145/321906.321910), kept sorted;
//! - more: bit sets of the points kept, per band of each coordinate ([`window`]).
//!
//! Before the sort, points that a few strong ones dominate are dropped.

mod window;

use window::Window;

/// Which points are on the frontier, by their place in the list given, ascending.
///
/// ```
/// use zopa::analysis::frontier;
/// let points = [0.2, 0.5, 0.6, 0.4, 0.6, 0.4, 0.5, 0.3];
/// let found = frontier(&points, 2);
/// assert_eq!(found.first, [0, 1]);
/// assert_eq!(found.all, [0, 1, 2]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Members {
    /// The first of each group of equal points on the frontier: one per distinct point.
    pub first: Vec<u32>,
    /// All points on the frontier, equal ones included.
    pub all: Vec<u32>,
}

/// The frontier of `points`: rows of `dimensions` finite coordinates, one after another.
///
/// # Panics
/// If there are more than `u32::MAX` points, or `dimensions` is 0.
pub fn frontier(points: &[f64], dimensions: usize) -> Members {
    assert!(dimensions > 0, "points have at least one coordinate");
    let n = points.len() / dimensions;
    assert!(u32::try_from(n).is_ok(), "positions fit 32 bits");
    let set = Set { points, dimensions };
    let order = set.sorted(set.candidates());
    let mut found = Members::default();
    match dimensions {
        1 | 2 => set.sweep(&order, &mut Highest(f64::NEG_INFINITY), &mut found),
        3 => set.sweep(&order, &mut Staircase::default(), &mut found),
        _ => {
            let mut window = Window::new(&set, &order);
            set.sweep(&order, &mut window, &mut found);
        }
    }
    found.first.sort_unstable();
    found.all.sort_unstable();
    found
}

/// What a sweep remembers of the points it has kept.
trait Kept {
    /// Whether a point kept earlier is at least as good everywhere; keeps the point if not.
    fn covers_or_keeps(&mut self, point: &[f64]) -> bool;
}

struct Set<'a> {
    points: &'a [f64],
    dimensions: usize,
}

impl Set<'_> {
    fn row(&self, position: u32) -> &[f64] {
        let start = position as usize * self.dimensions;
        &self.points[start..start + self.dimensions]
    }

    /// Positions of the points that the strong ones do not dominate, ascending.
    fn candidates(&self) -> Vec<u32> {
        match self.dimensions {
            _ if self.points.len() < 256 * self.dimensions => {
                (0..(self.points.len() / self.dimensions) as u32).collect()
            }
            2 | 3 => Grid::new(self).survivors(self),
            _ => self.not_below(&self.strong()),
        }
    }

    /// Least and largest coordinate per dimension.
    fn bounds(&self) -> (Vec<f64>, Vec<f64>) {
        let mut low = vec![f64::INFINITY; self.dimensions];
        let mut high = vec![f64::NEG_INFINITY; self.dimensions];
        for row in self.points.chunks_exact(self.dimensions) {
            for ((low, high), &x) in low.iter_mut().zip(&mut high).zip(row) {
                *low = low.min(x);
                *high = high.max(x);
            }
        }
        (low, high)
    }

    /// The points with the largest sum, and with the largest least coordinate, each on scales from
    /// 0 to 1.
    fn strong(&self) -> Vec<u32> {
        let (low, high) = self.bounds();
        let factors: Vec<f64> = low.iter().zip(&high).map(|(l, h)| unit(h - l)).collect();
        let mut best = [(f64::NEG_INFINITY, 0u32); 2];
        for (position, row) in self.points.chunks_exact(self.dimensions).enumerate() {
            let (mut sum, mut least) = (0.0, f64::INFINITY);
            for ((x, low), factor) in row.iter().zip(&low).zip(&factors) {
                let share = (x - low) * factor;
                sum += share;
                least = f64::min(least, share);
            }
            for (best, worth) in best.iter_mut().zip([sum, least]) {
                if worth > best.0 {
                    *best = (worth, position as u32);
                }
            }
        }
        best.map(|(_, position)| position).into()
    }

    fn not_below(&self, strong: &[u32]) -> Vec<u32> {
        let rows = self.points.chunks_exact(self.dimensions).enumerate();
        let stays = |row: &[f64]| {
            strong.iter().all(|&s| {
                let above = self.row(s);
                above.iter().zip(row).any(|(a, x)| x > a) || above == row
            })
        };
        rows.filter(|(_, row)| stays(row))
            .map(|(position, _)| position as u32)
            .collect()
    }

    /// Sorts so that nothing dominates what stands before it and equal points are neighbours, the
    /// first of them first: by the first coordinate, or in many dimensions by the sum, descending,
    /// and then by each coordinate. Rounding keeps the order of sums but may make two equal; the
    /// coordinates then decide.
    fn sorted(&self, candidates: Vec<u32>) -> Vec<u32> {
        let key = |row: &[f64]| {
            if self.dimensions <= 3 {
                descending(row[0])
            } else {
                descending(row.iter().sum())
            }
        };
        let mut keyed: Vec<(u64, u32)> = candidates
            .into_iter()
            .map(|position| (key(self.row(position)), position))
            .collect();
        keyed.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0)
                .then_with(|| {
                    let pairs = self.row(a.1).iter().zip(self.row(b.1));
                    let mut orders = pairs.map(|(x, y)| descending(*x).cmp(&descending(*y)));
                    orders
                        .find(|order| order.is_ne())
                        .unwrap_or(std::cmp::Ordering::Equal)
                })
                .then(a.1.cmp(&b.1))
        });
        keyed.into_iter().map(|(_, position)| position).collect()
    }

    fn sweep(&self, order: &[u32], kept: &mut impl Kept, found: &mut Members) {
        let mut last: Option<(&[f64], bool)> = None;
        for &position in order {
            let row = self.row(position);
            if let Some((before, on_frontier)) = last
                && before == row
            {
                if on_frontier {
                    found.all.push(position);
                }
                continue;
            }
            let keeps = !kept.covers_or_keeps(row);
            if keeps {
                found.first.push(position);
                found.all.push(position);
            }
            last = Some((row, keeps));
        }
    }
}

/// `1 / range`, or 0 where there is none.
fn unit(range: f64) -> f64 {
    if range > 0.0 { 1.0 / range } else { 0.0 }
}

/// A key that sorts numbers from the largest down; both zeros are one.
fn descending(x: f64) -> u64 {
    let bits = (x + 0.0).to_bits();
    // Positive numbers sort as their bits do, negative ones the other way round.
    if bits >> 63 == 0 {
        !(bits | 1 << 63)
    } else {
        bits
    }
}

/// The highest last coordinate of the points kept, where every other coordinate only falls.
struct Highest(f64);

impl Kept for Highest {
    fn covers_or_keeps(&mut self, point: &[f64]) -> bool {
        let last = point[point.len() - 1];
        let covered = self.0 >= last;
        self.0 = self.0.max(last);
        covered
    }
}

/// Second and third coordinates of the points kept that no other of them covers: the second
/// ascends, the third descends.
#[derive(Default)]
struct Staircase(Vec<[f64; 2]>);

impl Kept for Staircase {
    fn covers_or_keeps(&mut self, point: &[f64]) -> bool {
        let (y, z) = (point[1], point[2]);
        let steps = &mut self.0;
        // Of the steps at or beyond y, the first is the highest.
        let place = steps.partition_point(|step| step[0] < y);
        if steps.get(place).is_some_and(|step| step[1] >= z) {
            return true;
        }
        let end = place + usize::from(steps.get(place).is_some_and(|step| step[0] == y));
        let start = steps[..place].partition_point(|step| step[1] > z);
        steps.splice(start..end, [[y, z]]);
        false
    }
}

/// A grid over all coordinates but the last that knows, per cell, the best last coordinate in the
/// cells that lie beyond in each of the others: whatever is not better than that is dominated.
struct Grid {
    low: Vec<f64>,
    factors: Vec<f64>,
    cells: usize,
    best: Vec<f64>,
}

impl Grid {
    fn new(set: &Set<'_>) -> Self {
        let axes = set.dimensions - 1;
        let cells = if axes == 1 { 4096 } else { 128 };
        let (low, high) = set.bounds();
        let factors: Vec<f64> = (0..axes)
            .map(|axis| unit(high[axis] - low[axis]) * (cells - 1) as f64)
            .collect();
        // One cell more per axis: what lies beyond the last one.
        let mut grid = Self {
            low,
            factors,
            cells: cells + 1,
            best: vec![f64::NEG_INFINITY; (cells + 1).pow(axes as u32)],
        };
        for row in set.points.chunks_exact(set.dimensions) {
            let cell = grid.cell(row);
            grid.best[cell] = grid.best[cell].max(row[axes]);
        }
        grid.accumulate(axes);
        grid
    }

    fn cell(&self, row: &[f64]) -> usize {
        let axes = row.iter().zip(&self.low).zip(&self.factors);
        axes.fold(0, |cell, ((x, low), factor)| {
            cell * self.cells + ((x - low) * factor) as usize
        })
    }

    /// Makes each cell's number the best of all cells at or beyond it.
    fn accumulate(&mut self, axes: usize) {
        for axis in 0..axes {
            let stride = self.cells.pow((axes - 1 - axis) as u32);
            for cell in (0..self.best.len()).rev() {
                if cell / stride % self.cells + 1 < self.cells {
                    self.best[cell] = self.best[cell].max(self.best[cell + stride]);
                }
            }
        }
    }

    fn survivors(&self, set: &Set<'_>) -> Vec<u32> {
        let axes = set.dimensions - 1;
        // Diagonally next: strictly beyond in every axis, since cells follow the order of numbers.
        let step: usize = (0..axes).map(|axis| self.cells.pow(axis as u32)).sum();
        let rows = set.points.chunks_exact(set.dimensions).enumerate();
        rows.filter(|(_, row)| row[axes] > self.best[self.cell(row) + step])
            .map(|(position, _)| position as u32)
            .collect()
    }
}

#[cfg(test)]
#[path = "frontier/tests.rs"]
mod tests;
