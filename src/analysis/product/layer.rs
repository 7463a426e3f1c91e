//! The efficient beginnings of packages, context by context.

use super::TooLarge;
use super::plan::{Context, Move, Plan, Step};
use crate::analysis::frontier::frontier;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Most points that one step may weigh against each other, in two dimensions and in more.
const MOST_POINTS: [usize; 2] = [8_000_000, 2_000_000];
/// Most contexts.
const MOST_CONTEXTS: usize = 1 << 16;

/// Points of which none dominates another, each once, with the packages that have them: rows of
/// utilities in descending order, the first utility first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Efficients {
    pub points: Vec<f64>,
    /// Per point, the least number of a package.
    pub lowest: Vec<u64>,
    /// Per point, how many packages have it.
    pub count: Vec<u64>,
}

/// The efficient beginnings of each context.
pub type Layer = BTreeMap<Context, Efficients>;

impl Efficients {
    /// One point, of nothing chosen yet.
    pub fn one(point: &[f64]) -> Self {
        Self {
            points: point.to_vec(),
            lowest: vec![0],
            count: vec![1],
        }
    }

    pub fn len(&self) -> usize {
        self.lowest.len()
    }

    /// The place of a point, if it is here.
    pub fn find(&self, point: &[f64]) -> Option<usize> {
        let width = point.len();
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match descending(&self.points[middle * width..][..width], point) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Every point with an option more: the order stays.
    fn moved(&self, by: &Move, stride: u64) -> Self {
        let rows = self.points.chunks_exact(by.adds.len());
        let sums = rows.flat_map(|row| row.iter().zip(&by.adds).map(|(sum, add)| sum + add));
        let number = by.option as u64 * stride;
        Self {
            points: sums.collect(),
            lowest: self.lowest.iter().map(|package| package + number).collect(),
            count: self.count.clone(),
        }
    }

    fn push(&mut self, other: &Self, place: usize, width: usize) {
        let row = &other.points[place * width..][..width];
        self.points.extend_from_slice(row);
        self.lowest.push(other.lowest[place]);
        self.count.push(other.count[place]);
    }

    /// Counts a point of another set with the last point of this one, which equals it.
    fn join(&mut self, other: &Self, place: usize) {
        if let (Some(lowest), Some(count)) = (self.lowest.last_mut(), self.count.last_mut()) {
            *lowest = other.lowest[place].min(*lowest);
            *count += other.count[place];
        }
    }
}

fn descending(a: &[f64], b: &[f64]) -> Ordering {
    let mut pairs = a.iter().zip(b).map(|(a, b)| b.total_cmp(a));
    pairs.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

/// The efficient beginnings with one issue more.
///
/// # Errors
/// [`TooLarge`] where they are too many.
pub fn next(plan: &Plan<'_>, step: &Step, layer: &Layer, width: usize) -> Result<Layer, TooLarge> {
    let mut runs: BTreeMap<Context, Vec<(&Efficients, Move)>> = BTreeMap::new();
    let mut points = 0;
    for (context, set) in layer {
        for by in plan.moves(step, context) {
            points += set.len();
            runs.entry(by.to.clone()).or_default().push((set, by));
        }
        if points > MOST_POINTS[usize::from(width > 2)] {
            return Err(TooLarge::Points);
        }
        if runs.len() > MOST_CONTEXTS {
            return Err(TooLarge::Contexts);
        }
    }
    let merge = |(context, runs): (Context, Vec<(&Efficients, Move)>)| {
        let moved = runs.iter().map(|(set, by)| set.moved(by, step.stride));
        (context, merged(moved.collect(), width))
    };
    Ok(runs.into_iter().map(merge).collect())
}

/// The efficient points of several sets.
pub fn merged(mut sets: Vec<Efficients>, width: usize) -> Efficients {
    if width != 2 {
        return swept(&sets, width);
    }
    // Two at a time, so that what is dominated goes early.
    while sets.len() > 1 {
        sets = sets
            .chunks(2)
            .map(|pair| match pair {
                [a, b] => zipped(a, b),
                _ => pair[0].clone(),
            })
            .collect();
    }
    sets.pop().unwrap_or_default()
}

/// The efficient points of two sets in two dimensions: where the first coordinate falls, the second
/// must rise.
fn zipped(a: &Efficients, b: &Efficients) -> Efficients {
    let mut all = Efficients::default();
    all.points.reserve(a.points.len() + b.points.len());
    let (mut i, mut j) = (0, 0);
    let mut highest = f64::NEG_INFINITY;
    while i < a.len() || j < b.len() {
        let row = |set: &Efficients, place: usize| {
            let at = 2 * place;
            (place < set.len()).then(|| [set.points[at], set.points[at + 1]])
        };
        let first = match (row(a, i), row(b, j)) {
            (Some(x), Some(y)) => x[0] > y[0] || (x[0] == y[0] && x[1] >= y[1]),
            (x, _) => x.is_some(),
        };
        let (set, place) = if first { (a, &mut i) } else { (b, &mut j) };
        let second = set.points[2 * *place + 1];
        if second > highest {
            highest = second;
            all.push(set, *place, 2);
        } else if second == highest && all.points[all.points.len() - 2] == set.points[2 * *place] {
            all.join(set, *place);
        }
        *place += 1;
    }
    all
}

/// The efficient points of several sets in any number of dimensions.
pub fn swept(sets: &[Efficients], width: usize) -> Efficients {
    let mut all = Efficients::default();
    for set in sets {
        all.points.extend_from_slice(&set.points);
        all.lowest.extend_from_slice(&set.lowest);
        all.count.extend_from_slice(&set.count);
    }
    let row = |place: u32| &all.points[place as usize * width..][..width];
    let mut order = frontier(&all.points, width).all;
    order.sort_unstable_by(|&a, &b| descending(row(a), row(b)));
    let mut kept = Efficients::default();
    for &place in &order {
        let last = kept.points.len().saturating_sub(width);
        if kept.points.get(last..) == Some(row(place)) {
            kept.join(&all, place as usize);
        } else {
            kept.push(&all, place as usize, width);
        }
    }
    kept
}
