//! All packages of the points on a frontier, found by going back issue by issue.
//!
//! What is taken away from a point must leave an efficient beginning: it is looked up. Points that one
//! package alone has, nearly all where values are anything, need no search.

use super::layer::{Efficients, Layer};
use super::plan::{Context, Move, Plan};
use crate::analysis::gather::{Efficient, Equals};
use std::collections::BTreeMap;

/// Most packages that are searched for.
const MOST_LISTED: u64 = 100_000;

/// The frontier that the last of the layers holds, with its packages.
pub fn listed(plan: &Plan<'_>, layers: &[Layer], width: usize) -> Efficient {
    // All conditions and limits are decided in the end: one context, or none without packages.
    let Some((context, last)) = layers.last().and_then(Layer::first_key_value) else {
        return Efficient::default();
    };
    let several = last.count.iter().filter(|&&n| n > 1);
    let many = several.fold(0u64, |sum, &n| sum.saturating_add(n)) > MOST_LISTED;
    if many {
        let Efficients {
            points,
            lowest,
            count,
        } = last.clone();
        return Efficient::of(points, lowest, Equals::Counted(count));
    }
    let back = Back::new(plan, layers);
    let (mut points, mut packages) = (Vec::new(), Vec::new());
    for (place, point) in last.points.chunks_exact(width).enumerate() {
        let from = packages.len();
        match last.count[place] {
            1 => packages.push(last.lowest[place]),
            n => back.search(
                context,
                point,
                layers.len() - 1,
                (0, from + n as usize),
                &mut packages,
            ),
        }
        (from..packages.len()).for_each(|_| points.extend_from_slice(point));
    }
    Efficient::of(points, packages, Equals::Listed)
}

/// A way back: the context before, its beginnings, and the option that led on.
type Way<'a> = (&'a Context, &'a Efficients, Move);

/// The ways back from each context of each layer.
struct Back<'a> {
    plan: &'a Plan<'a>,
    ways: Vec<BTreeMap<Context, Vec<Way<'a>>>>,
}

impl<'a> Back<'a> {
    fn new(plan: &'a Plan<'a>, layers: &'a [Layer]) -> Self {
        let ways = plan.steps.iter().zip(layers).map(|(step, layer)| {
            let mut ways: BTreeMap<Context, Vec<Way<'a>>> = BTreeMap::new();
            for (context, set) in layer {
                for by in plan.moves(step, context) {
                    let to = ways.entry(by.to.clone()).or_default();
                    to.push((context, set, by));
                }
            }
            ways
        });
        Self {
            plan,
            ways: ways.collect(),
        }
    }

    /// Adds the numbers of the packages of a point, as many as there are: `number` is that of the
    /// options of the issues behind, and `until` how long the list may grow.
    fn search(
        &self,
        context: &Context,
        point: &[f64],
        layer: usize,
        (number, until): (u64, usize),
        packages: &mut Vec<u64>,
    ) {
        let stride = self.plan.steps[layer - 1].stride;
        let mut before = vec![0.0; point.len()];
        for (from, set, by) in self.ways[layer - 1].get(context).into_iter().flatten() {
            let parts = before.iter_mut().zip(point).zip(&by.adds);
            parts.for_each(|((before, sum), add)| *before = sum - add + 0.0);
            if let Some(place) = set.find(&before) {
                let number = number + by.option as u64 * stride;
                if set.count[place] == 1 {
                    packages.push(number + set.lowest[place]);
                } else {
                    self.search(from, &before, layer - 1, (number, until), packages);
                }
            }
            if packages.len() >= until {
                return;
            }
        }
    }
}
