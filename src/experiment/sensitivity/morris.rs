//! Morris' elementary effects: a screening by steps of one input at a time.
//!
//! A trajectory starts at a random point of a grid of `p` levels in the unit cube and moves every input
//! once, in random order, by `+d` or `-d` with `d = p / (2 (p - 1))` of the grid's extent. Each step gives
//! an *elementary effect* of its input, `(y_after - y_before) / (x_after - x_before)`. Over `r` trajectories:
//!
//! ```text
//! mu      = mean effect: direction
//! mu_star = mean absolute effect: importance (Campolongo, Cariboni & Saltelli 2007)
//! sigma   = standard deviation of the effects: curvature or interplay with others
//! ```
//!
//! Morris 1991, doi:10.1080/00401706.1991.10484804; doi:10.1016/j.envsoft.2006.10.004. Effects are in the
//! output's unit, per whole range of the input.

use crate::game::uniform;
use crate::stats::Estimate;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

/// Levels of the grid.
pub const LEVELS: u32 = 4;

/// A walk: `inputs + 1` points, each but the first one step away from the one before.
pub type Trajectory = Vec<Vec<f64>>;

/// Trajectory number `number` of a seed, over so many inputs. Levels lie in the middle of cells of width
/// `1/p`, so that distributions without ends are never asked for them.
///
/// ```
/// use zopa::experiment::sensitivity::morris::trajectory;
/// let walk = trajectory(3, 1, 0);
/// assert_eq!(walk.len(), 4);
/// let moved = |k: usize| (0..3).filter(|&i| walk[k][i] != walk[k + 1][i]).count();
/// assert!((0..3).all(|k| moved(k) == 1));
/// ```
pub fn trajectory(inputs: usize, seed: u64, number: u64) -> Trajectory {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(number);
    let half = LEVELS / 2;
    let place = |level: u32| (f64::from(level) + 0.5) / f64::from(LEVELS);
    let levels: Vec<u32> = (0..inputs).map(|_| below(&mut rng, LEVELS)).collect();
    let mut order: Vec<usize> = (0..inputs).collect();
    for k in (1..inputs).rev() {
        order.swap(k, below(&mut rng, k as u32 + 1) as usize);
    }
    let mut point: Vec<f64> = levels.iter().map(|&level| place(level)).collect();
    let mut walk = vec![point.clone()];
    for input in order {
        // From the lower half only up, from the upper only down: each level is as likely.
        let level = levels[input];
        point[input] = place(if level < half {
            level + half
        } else {
            level - half
        });
        walk.push(point.clone());
    }
    walk
}

/// A whole number below `n`, each as likely.
fn below(rng: &mut ChaCha8Rng, n: u32) -> u32 {
    ((uniform(rng) * f64::from(n)) as u32).min(n - 1)
}

/// What the elementary effects of an input say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// Mean effect.
    pub mu: Estimate,
    /// Mean absolute effect.
    pub mu_star: Estimate,
    /// Standard deviation of the effects.
    pub sigma: f64,
}

/// Effects per input, from trajectories one after the other: `points` of the unit cube and the output
/// at each. `None` where these are no such trajectories, or less than two.
///
/// ```
/// use zopa::experiment::sensitivity::morris::{effects, trajectory};
/// let points: Vec<_> = (0..10).flat_map(|number| trajectory(2, 1, number)).collect();
/// let outputs: Vec<f64> = points.iter().map(|x| 3.0 * x[0] - x[1]).collect();
/// let found = effects(&points, &outputs).unwrap();
/// assert!((found[1].mu.value + 1.0).abs() < 1e-12 && (found[1].mu_star.value - 1.0).abs() < 1e-12);
/// assert!(found[0].sigma < 1e-12, "a linear model has no interplay");
/// ```
pub fn effects(points: &[Vec<f64>], outputs: &[f64]) -> Option<Vec<Effect>> {
    let inputs = points.first()?.len();
    let whole = points.len() == outputs.len() && points.len().is_multiple_of(inputs + 1);
    if !whole || points.iter().any(|point| point.len() != inputs) {
        return None;
    }
    let mut steps = vec![Vec::new(); inputs];
    let walks = points.chunks(inputs + 1).zip(outputs.chunks(inputs + 1));
    for (walk, outputs) in walks {
        for (places, ends) in walk.windows(2).zip(outputs.windows(2)) {
            let (before, after) = (&places[0], &places[1]);
            let mut moved = (0..inputs).filter(|&i| before[i] != after[i]);
            let (input, None) = (moved.next()?, moved.next()) else {
                return None;
            };
            let effect = (ends[1] - ends[0]) / (after[input] - before[input]);
            steps[input].push(effect);
        }
    }
    let trajectories = points.len() / (inputs + 1);
    let complete = steps.iter().all(|steps| steps.len() == trajectories);
    let finite = outputs.iter().all(|y| y.is_finite());
    (complete && finite).then(|| steps.iter().map(|steps| summary(steps)).collect())?
}

fn summary(effects: &[f64]) -> Option<Effect> {
    let sizes: Vec<f64> = effects.iter().map(|e| e.abs()).collect();
    let mu = Estimate::of_mean(effects)?;
    let squares: f64 = effects
        .iter()
        .map(|e| (e - mu.value) * (e - mu.value))
        .sum();
    Some(Effect {
        mu,
        mu_star: Estimate::of_mean(&sizes)?,
        sigma: (squares / (effects.len() - 1) as f64).sqrt(),
    })
}
