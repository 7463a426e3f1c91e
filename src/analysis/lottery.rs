//! The Nash solution where packages may be drawn by lot: on the convex hull of the points.
//!
//! Maximises `sum_i w_i ln G_i` over lotteries `p`, where `G_i = sum_k p_k u_ki - d_i` are the expected
//! gains (Nash 1950, doi:10.2307/1907266, whose agreements are lotteries). The objective is concave;
//! a lottery is best if and only if no point's score `sum_i w_i (u_ki - d_i) / G_i` exceeds that of
//! one in the lottery. So weight is moved from the worst point drawn to the best point of all,
//! by an exact search along the line (pairwise conditional gradients, Lacoste-Julien & Jaggi 2015,
//! arXiv:1511.05932), first among the few points in play until they balance, then for all.
//!
//! Points below the disagreement point for somebody may be drawn too, if the lottery as a whole is
//! not: what counts is the expectation before the draw.

use super::Problem;

/// A lottery over points.
#[derive(Debug, Clone, PartialEq)]
pub struct Lottery {
    /// Points drawn with a probability above 0, as places in the list, ascending, each with its
    /// probability.
    pub draws: Vec<(usize, f64)>,
    /// Expected utility per party.
    pub utilities: Vec<f64>,
}

/// Difference of scores (whose mean is 1) below which two points balance.
const BALANCED: f64 = 1e-13;
/// Most moves of weight; far more than any problem met has needed.
const MOVES: usize = 200_000;

/// The Nash solution over lotteries, with bargaining `powers` above 0; `None` where no mixture of
/// rational points gives everybody a gain who could have one in some.
///
/// ```
/// use zopa::analysis::{Problem, nash_lottery};
/// let problem = Problem { points: &[0.0, 1.0, 10.0, 0.2], disagreement: &[0.0, 0.0] };
/// let lottery = nash_lottery(&problem, &[1.0, 1.0]).expect("both can gain");
/// assert!((lottery.draws[1].1 - 0.625).abs() < 1e-12);
/// assert!((lottery.utilities[0] - 6.25).abs() < 1e-12);
/// ```
pub fn nash_lottery(problem: &Problem<'_>, powers: &[f64]) -> Option<Lottery> {
    let mut mix = Mix::start(problem, powers)?;
    let everything: Vec<usize> = (0..problem.points.len() / powers.len()).collect();
    for _ in 0..MOVES {
        mix.balance();
        if !mix.shift(&everything) {
            break;
        }
    }
    Some(mix.into_lottery())
}

/// A lottery in the making.
struct Mix<'a> {
    problem: &'a Problem<'a>,
    gainers: Vec<usize>,
    /// Powers of the gainers, which sum to 1.
    powers: Vec<f64>,
    draws: Vec<(usize, f64)>,
    moves: usize,
}

impl<'a> Mix<'a> {
    /// Equal chances of each gainer's best rational points: everybody who can gain does.
    fn start(problem: &'a Problem<'a>, powers: &[f64]) -> Option<Self> {
        let gainers = problem.gainers();
        let rational = problem.rational();
        let mut points: Vec<usize> = gainers
            .iter()
            .filter_map(|&party| {
                let better = |a: &&usize, b: &&usize| {
                    problem
                        .gain(**a, party)
                        .total_cmp(&problem.gain(**b, party))
                };
                rational.iter().max_by(better).copied()
            })
            .collect();
        points.sort_unstable();
        points.dedup();
        let share = 1.0 / points.len() as f64;
        let total: f64 = gainers.iter().map(|&party| powers[party]).sum();
        (!points.is_empty()).then(|| Self {
            problem,
            powers: gainers.iter().map(|&party| powers[party] / total).collect(),
            gainers,
            draws: points.into_iter().map(|point| (point, share)).collect(),
            moves: 0,
        })
    }

    /// Expected gains.
    fn gains(&self) -> Vec<f64> {
        let expected = |&party: &usize| {
            let parts = self.draws.iter();
            parts
                .map(|&(point, p)| p * self.problem.gain(point, party))
                .sum()
        };
        self.gainers.iter().map(expected).collect()
    }

    fn score(&self, point: usize, gains: &[f64]) -> f64 {
        let parties = self.gainers.iter().zip(&self.powers).zip(gains);
        parties
            .map(|((&party, power), gain)| power * self.problem.gain(point, party) / gain)
            .sum()
    }

    /// Moves weight among the points in play until they balance.
    fn balance(&mut self) {
        loop {
            let points: Vec<usize> = self.draws.iter().map(|&(point, _)| point).collect();
            if !self.shift(&points) {
                return;
            }
        }
    }

    /// Moves weight from the worst point drawn to the best of `points`; false if they balance.
    fn shift(&mut self, points: &[usize]) -> bool {
        let gains = self.gains();
        let score = |&point: &usize| (self.score(point, &gains), point);
        let best = points.iter().map(score).max_by(|a, b| a.0.total_cmp(&b.0));
        let drawn = self.draws.iter().map(|(point, _)| score(point));
        let worst = drawn.min_by(|a, b| a.0.total_cmp(&b.0));
        let (Some(best), Some(worst)) = (best, worst) else {
            return false;
        };
        self.moves += 1;
        if best.0 - worst.0 <= BALANCED || self.moves > MOVES {
            return false;
        }
        self.transfer(worst.1, best.1, &gains)
    }

    /// Moves as much weight from one point to another as serves best; false if none does.
    fn transfer(&mut self, from: usize, to: usize, gains: &[f64]) -> bool {
        let source = self.draws.iter().find(|(point, _)| *point == from);
        let most = source.map_or(0.0, |(_, p)| *p);
        let direction: Vec<f64> = self
            .gainers
            .iter()
            .map(|&party| self.problem.gain(to, party) - self.problem.gain(from, party))
            .collect();
        let slope = |step: f64| -> f64 {
            let parties = self.powers.iter().zip(gains).zip(&direction);
            parties
                .map(|((power, gain), d)| {
                    let after = gain + step * d;
                    // A gain that vanishes forbids the step, however large the other gains are.
                    if after > 0.0 {
                        power * d / after
                    } else {
                        f64::NEG_INFINITY
                    }
                })
                .sum()
        };
        let step = last_rise(slope, most);
        if step <= 0.0 {
            return false;
        }
        match self.draws.iter_mut().find(|(point, _)| *point == to) {
            Some(gaining) => gaining.1 += step,
            None => self.draws.push((to, step)),
        }
        self.draws.retain_mut(|(point, p)| {
            if *point == from {
                *p -= step;
            }
            *p > 0.0
        });
        self.draws.sort_unstable_by_key(|(point, _)| *point);
        true
    }

    fn into_lottery(self) -> Lottery {
        let total: f64 = self.draws.iter().map(|(_, p)| p).sum();
        let draws: Vec<(usize, f64)> = self.draws.iter().map(|&(k, p)| (k, p / total)).collect();
        let parties = 0..self.problem.disagreement.len();
        let expected = |party| {
            draws
                .iter()
                .map(|&(k, p)| p * self.problem.row(k)[party])
                .sum()
        };
        Lottery {
            utilities: parties.map(expected).collect(),
            draws,
        }
    }
}

/// The largest step up to `most` at which a falling slope is not negative.
fn last_rise(slope: impl Fn(f64) -> f64, most: f64) -> f64 {
    if slope(most) >= 0.0 {
        return most;
    }
    let (mut low, mut high) = (0.0, most);
    loop {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            return low;
        }
        if slope(middle) >= 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
}
