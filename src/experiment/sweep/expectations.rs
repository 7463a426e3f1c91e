//! What the scenario expects of the numbers swept: shares that rise or fall with them.

use super::{Design, Level, Recipe, Tallies};
use crate::experiment::trend::{Point, Verdict, check};

/// What the counts say of each expectation about a number swept. With several axes the runs at a value
/// are taken together over the others, which says something of the value alone only where every value
/// comes with the same others: in a grid without further points. Elsewhere nothing is said.
pub(super) fn verdicts(recipe: &Recipe, places: &[Vec<Level>], tallies: &Tallies) -> Vec<Verdict> {
    let balanced = recipe.design == Design::Grid && !recipe.refine;
    if recipe.shard.is_some() || (recipe.axes.len() > 1 && !balanced) {
        return Vec::new();
    }
    let about = recipe.trends.iter().filter_map(|trend| {
        let axis = recipe
            .axes
            .iter()
            .position(|axis| axis.path == trend.path)?;
        let class = recipe.scenario.outcomes.get(trend.outcome)?;
        let mut points: Vec<Point> = Vec::new();
        for (place, counts) in places.iter().zip(&tallies.counts) {
            let (Some(Level::Number(at)), Some(&count)) =
                (place.get(axis), counts.outcomes.get(trend.outcome))
            else {
                return None;
            };
            match points.iter_mut().find(|point| point.at == *at) {
                Some(point) => {
                    point.count += count;
                    point.runs += counts.runs;
                }
                None => points.push(Point {
                    at: *at,
                    count,
                    runs: counts.runs,
                }),
            }
        }
        check(trend, [&class.id, &class.name], &points)
    });
    about.collect()
}
