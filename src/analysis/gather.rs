//! The Pareto frontier of a stream of packages, without keeping them all.

use super::frontier::frontier;

/// Points kept before the dominated ones are dropped.
const LIMIT: usize = 1 << 18;

/// Points of a stream that may be on the frontier.
#[derive(Debug)]
pub(super) struct Gatherer {
    dimensions: usize,
    points: Vec<f64>,
    indices: Vec<u64>,
    limit: usize,
}

/// The frontier of a stream.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Efficient {
    /// Rows of one utility per party: the points of all packages on the frontier, equal points once
    /// per package.
    pub points: Vec<f64>,
    /// The number of each of these packages, ascending.
    pub packages: Vec<u64>,
    /// Which of them are the first with their point, ascending.
    pub first: Vec<u32>,
}

impl Gatherer {
    pub fn new(dimensions: usize) -> Self {
        Self {
            dimensions,
            points: Vec::new(),
            indices: Vec::new(),
            limit: LIMIT,
        }
    }

    /// Adds a package. Packages come in ascending order of their numbers.
    #[inline]
    pub fn add(&mut self, index: u64, point: impl Iterator<Item = f64>) {
        self.points.extend(point);
        self.indices.push(index);
        if self.indices.len() >= self.limit {
            let kept = frontier(&self.points, self.dimensions).all;
            self.keep(&kept);
            self.limit = LIMIT.max(4 * self.indices.len());
        }
    }

    fn keep(&mut self, kept: &[u32]) {
        let row = |&k: &u32| &self.points[k as usize * self.dimensions..][..self.dimensions];
        self.points = kept.iter().flat_map(row).copied().collect();
        self.indices = kept.iter().map(|&k| self.indices[k as usize]).collect();
    }

    pub fn finish(mut self) -> Efficient {
        let found = frontier(&self.points, self.dimensions);
        self.keep(&found.all);
        let place = |first| {
            found
                .all
                .binary_search(first)
                .map_or(0, |place| place as u32)
        };
        Efficient {
            first: found.first.iter().map(place).collect(),
            points: self.points,
            packages: self.indices,
        }
    }
}
