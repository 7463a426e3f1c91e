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
    /// The point with the largest sum so far: what it dominates is not even kept for later.
    strong: Vec<f64>,
    sum: f64,
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
    /// What is known of packages with equal points that are not listed.
    pub equals: Equals,
}

/// What a frontier says of packages with equal points.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Equals {
    /// All of them are listed.
    #[default]
    Listed,
    /// The first of them is listed; how many packages each stands for, itself included.
    Counted(Vec<u64>),
    /// One of them is listed; how many there are is not known.
    Unknown,
}

impl Efficient {
    /// A frontier of `packages` in any order with their `points`, of which `equals` speaks in that order.
    pub(super) fn of(points: Vec<f64>, packages: Vec<u64>, equals: Equals) -> Self {
        let width = points.len() / packages.len().max(1);
        let row = |place: usize| &points[place * width..][..width];
        let mut order: Vec<usize> = (0..packages.len()).collect();
        // Equal points are neighbours yet: the least package of each run is the first.
        let mut first = vec![false; packages.len()];
        let mut start = 0;
        for place in 0..packages.len() {
            if place + 1 == packages.len() || row(place + 1) != row(start) {
                let least = (start..=place).min_by_key(|&place| packages[place]);
                first[least.unwrap_or(start)] = true;
                start = place + 1;
            }
        }
        order.sort_unstable_by_key(|&place| packages[place]);
        let firsts = order.iter().enumerate();
        Self {
            first: firsts
                .filter(|&(_, &place)| first[place])
                .map(|(rank, _)| rank as u32)
                .collect(),
            points: order
                .iter()
                .flat_map(|&place| row(place))
                .copied()
                .collect(),
            packages: order.iter().map(|&place| packages[place]).collect(),
            equals: match equals {
                Equals::Counted(counts) => {
                    Equals::Counted(order.iter().map(|&place| counts[place]).collect())
                }
                other => other,
            },
        }
    }

    /// Number of packages on the frontier; `None` if it is not known.
    pub fn count(&self) -> Option<u64> {
        match &self.equals {
            Equals::Listed => Some(self.packages.len() as u64),
            Equals::Counted(counts) => Some(counts.iter().sum()),
            Equals::Unknown => None,
        }
    }
}

impl Gatherer {
    pub fn new(dimensions: usize) -> Self {
        Self {
            dimensions,
            points: Vec::new(),
            indices: Vec::new(),
            limit: LIMIT,
            strong: Vec::new(),
            sum: f64::NEG_INFINITY,
        }
    }

    /// Adds a package. Packages come in ascending order of their numbers.
    #[inline]
    pub fn add(&mut self, index: u64, point: impl Iterator<Item = f64>) {
        let start = self.points.len();
        self.points.extend(point);
        let row = &self.points[start..];
        let sum: f64 = row.iter().sum();
        if sum > self.sum {
            self.sum = sum;
            self.strong.clear();
            self.strong.extend_from_slice(row);
        } else if self.strong.iter().zip(row).all(|(strong, x)| strong >= x) && self.strong != row {
            self.points.truncate(start);
            return;
        }
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
            equals: Equals::Listed,
        }
    }
}
