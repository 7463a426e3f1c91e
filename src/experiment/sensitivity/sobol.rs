//! Sobol's indices: which share of an output's variance is due to an input alone, to it and its
//! interplay with others, and to the interplay of two.
//!
//! For independent inputs `x_i` and an output `y = g(x)` of variance `V`:
//!
//! ```text
//! first order  S_i  = Var(E[y | x_i]) / V
//! total        T_i  = E[Var(y | all but x_i)] / V
//! second order S_ij = Var(E[y | x_i, x_j]) / V - S_i - S_j
//! ```
//!
//! Two independent samples A and B of `n` points; `AB_i` is A with coordinate i from B, `BA_i` is B with
//! coordinate i from A. With outputs centred on the mean of all evaluations:
//!
//! ```text
//! V S_i  = mean b (ab_i - a)                       Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018
//! V T_i  = mean (a - ab_i)^2 / 2                   Jansen 1999, doi:10.1016/S0010-4655(98)00154-4
//! V S_ij = mean (ba_i ab_j - a b) - V S_i - V S_j  Saltelli 2002, doi:10.1016/S0010-4655(02)00280-1
//! ```
//!
//! `V` is the variance of the outputs on A and B together. Pairs can also be estimated by
//!
//! ```text
//! V S_ij = mean (ba_i - b) (ab_j - a)              Pairs::Differences
//! ```
//!
//! since the product's four means are `V S_ij + V S_i + V S_j`, `V S_i`, `V S_j` and 0 but for the squared
//! mean, which cancels. Where inputs seldom change the output, most of these products are 0, and noise that
//! `ab_j` shares with `a` drops out.
//!
//! **Random models.** Where the output is random at a given point and `g` is its mean there, the output
//! is drawn twice or more with independent randomness, alike at `a` and `ab_i` (common random numbers).
//! Every square becomes a product of two such draws, whose mean is the square of the means: `V` and the
//! indices are then those of `g`, free of the bias that squared noise would be. B's randomness is
//! independent of A's. With one draw the formulas are those above.
//!
//! **Dependent inputs.** First order is then estimated at points that share `x_i` with B and draw the
//! others given it, total at points that draw `x_i` given the others of A (Kucherenko, Tarantola &
//! Annoni 2012, doi:10.1016/j.cpc.2011.12.020): see [`Moved`]. The sum of first-order indices may then
//! exceed 1.
//!
//! Intervals are those of the grouped jackknife ([`super::interval`]): groups of points with a scramble
//! each.

use super::interval::jackknife;
use super::sequence::{MOST_POINTS, Sequence};
use crate::stats::Estimate;

/// Outputs at the points of a sample: per draw of the model's randomness, one per point. A model
/// without randomness has one draw.
pub type Outputs = Vec<Vec<f64>>;

/// Where the points of A and B lie.
#[derive(Debug, Clone, Copy)]
pub struct Design {
    /// Number of inputs.
    pub inputs: usize,
    /// Groups, each a scramble of its own; intervals need at least two.
    pub groups: usize,
    /// Points per group, from 1 to 2^16, best a power of two.
    pub points: u32,
    /// Seed of the scrambles.
    pub seed: u64,
}

impl Design {
    /// Number of points of A, and of B.
    pub fn samples(&self) -> usize {
        self.groups * self.points as usize
    }

    /// Point number `row` of A and of B, in the unit cube. Groups come one after the other.
    ///
    /// ```
    /// use zopa::experiment::sensitivity::sobol::Design;
    /// let design = Design { inputs: 3, groups: 4, points: 8, seed: 1 };
    /// let [a, b] = design.row(31);
    /// assert!(a.iter().chain(&b).all(|x| 0.0 < *x && *x < 1.0));
    /// assert_ne!(a, b);
    /// ```
    ///
    /// # Panics
    /// If a group has more points than a sequence.
    pub fn row(&self, row: usize) -> [Vec<f64>; 2] {
        assert!(self.points <= MOST_POINTS, "a group is one sequence");
        let points = self.points as usize;
        let sequence = Sequence::new(self.seed, (row / points) as u64);
        let point = (row % points) as u32;
        let at = |from: usize| {
            let dimensions = from..from + self.inputs;
            dimensions.map(|d| sequence.at(point, d)).collect()
        };
        [at(0), at(self.inputs)]
    }
}

/// Outputs where one input was moved.
#[derive(Debug, Clone, Default)]
pub struct Moved {
    /// At `AB_i`: A with input i from B; where inputs depend on each other, with input i drawn anew
    /// given the others of A.
    pub total: Outputs,
    /// Where inputs depend on each other, at points with input i of B and the others drawn given it;
    /// else nothing, since `AB_i` serves.
    pub first: Option<Outputs>,
    /// At `BA_i`: B with input i from A; nothing where no pairs are asked for.
    pub back: Option<Outputs>,
}

/// How second-order indices are estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pairs {
    /// As Saltelli (2002) does.
    #[default]
    Saltelli,
    /// By products of differences: less noise where the output is random or seldom changes.
    Differences,
}

/// All outputs of a design.
#[derive(Debug, Clone, Default)]
pub struct Evaluations {
    /// At the points of A.
    pub a: Outputs,
    /// At the points of B.
    pub b: Outputs,
    /// Per input.
    pub moved: Vec<Moved>,
    /// Number of groups that the points fall into, in order and equally many each.
    pub groups: usize,
    /// How pairs are estimated.
    pub pairs: Pairs,
}

/// Sobol's indices with their intervals.
#[derive(Debug, Clone, PartialEq)]
pub struct Indices {
    /// Variance of the output's mean over the inputs, in the output's unit squared.
    pub variance: Estimate,
    /// First-order index per input.
    pub first: Vec<Estimate>,
    /// Total index per input.
    pub total: Vec<Estimate>,
    /// Total less first order, per input: what its interplay with others adds.
    pub interplay: Vec<Estimate>,
    /// Second-order index per pair of inputs with outputs at `BA`.
    pub pairs: Vec<(usize, usize, Estimate)>,
}

/// Estimates the indices; `None` where the output does not vary, where a number is not finite or where
/// the evaluations are not of one size.
///
/// ```
/// use zopa::experiment::sensitivity::sobol::{Design, Evaluations, Moved, indices};
/// let design = Design { inputs: 2, groups: 8, points: 64, seed: 1 };
/// let model = |x: &[f64]| 2.0 * x[0] + x[1];
/// let rows: Vec<_> = (0..design.samples()).map(|row| design.row(row)).collect();
/// let on = |pick: &dyn Fn(&[Vec<f64>; 2]) -> Vec<f64>| vec![rows.iter().map(|r| model(&pick(r))).collect()];
/// let found = indices(&Evaluations {
///     a: on(&|[a, _]| a.clone()),
///     b: on(&|[_, b]| b.clone()),
///     moved: vec![
///         Moved { total: on(&|[a, b]| vec![b[0], a[1]]), ..Moved::default() },
///         Moved { total: on(&|[a, b]| vec![a[0], b[1]]), ..Moved::default() },
///     ],
///     groups: 8,
///     ..Evaluations::default()
/// })
/// .unwrap();
/// assert!((found.first[0].value - 0.8).abs() < 0.01 && found.total[0].covers(0.8));
/// ```
pub fn indices(evaluations: &Evaluations) -> Option<Indices> {
    let sums = Sums::new(evaluations)?;
    let inputs = evaluations.moved.len();
    let of = |statistic: &dyn Fn(&[f64]) -> f64| {
        let over = |without: Option<usize>| statistic(&sums.means(without));
        jackknife(sums.groups.len(), over)
    };
    let share = |numerator: &dyn Fn(&[f64]) -> f64| of(&|m| numerator(m) / sums.variance(m));
    let variance = of(&|m| sums.variance(m));
    if variance.value.is_nan() || variance.value <= 0.0 {
        return None;
    }
    let pairs = sums.pairs.iter().enumerate().map(|(pair, &(i, j))| {
        let index = share(&|m| match evaluations.pairs {
            Pairs::Saltelli => m[sums.pair(pair)] - m[sums.first(i)] - m[sums.first(j)],
            Pairs::Differences => m[sums.pair(pair)],
        });
        (i, j, index)
    });
    Some(Indices {
        variance,
        first: (0..inputs).map(|i| share(&|m| m[sums.first(i)])).collect(),
        total: (0..inputs).map(|i| share(&|m| m[sums.total(i)])).collect(),
        interplay: (0..inputs)
            .map(|i| share(&|m| m[sums.total(i)] - m[sums.first(i)]))
            .collect(),
        pairs: pairs.collect(),
    })
}

/// Sums over the points of each group, from which every estimate follows.
struct Sums {
    /// Per group, as many sums as [`Sums::width`] says.
    groups: Vec<Vec<f64>>,
    /// Points per group.
    points: f64,
    inputs: usize,
    pairs: Vec<(usize, usize)>,
}

/// Sums of the centred outputs on A and B, and of their squares.
const SUM: usize = 0;
const SQUARES: usize = 1;
const SHARED: usize = 2;

impl Sums {
    fn first(&self, input: usize) -> usize {
        SHARED + input
    }

    fn total(&self, input: usize) -> usize {
        SHARED + self.inputs + input
    }

    fn pair(&self, pair: usize) -> usize {
        SHARED + 2 * self.inputs + pair
    }

    fn width(&self) -> usize {
        self.pair(self.pairs.len())
    }

    fn new(evaluations: &Evaluations) -> Option<Self> {
        let (centre, points) = centre(evaluations)?;
        let per_group = points / evaluations.groups;
        let moved = &evaluations.moved;
        let with_back: Vec<usize> = (0..moved.len())
            .filter(|&i| moved[i].back.is_some())
            .collect();
        let mut sums = Self {
            groups: Vec::new(),
            points: per_group as f64,
            inputs: moved.len(),
            pairs: with_back
                .iter()
                .flat_map(|&i| with_back.iter().map(move |&j| (i, j)))
                .filter(|(i, j)| i < j)
                .collect(),
        };
        for group in 0..evaluations.groups {
            let mut group_sums = vec![0.0; sums.width()];
            for row in group * per_group..(group + 1) * per_group {
                sums.add(&mut group_sums, evaluations, row, centre);
            }
            sums.groups.push(group_sums);
        }
        Some(sums)
    }

    fn add(&self, sums: &mut [f64], evaluations: &Evaluations, row: usize, centre: f64) {
        let mean = |of: &Outputs, draws: usize| {
            let draws = &of[..draws];
            draws.iter().map(|draw| draw[row] - centre).sum::<f64>() / draws.len() as f64
        };
        let (a, b) = (&evaluations.a, &evaluations.b);
        let (on_a, on_b) = (mean(a, a.len()), mean(b, b.len()));
        sums[SUM] += (on_a + on_b) / 2.0;
        let square = |of: &Outputs| product(of.len(), |draw| of[draw][row] - centre);
        sums[SQUARES] += (square(a) + square(b)) / 2.0;
        for (i, moved) in evaluations.moved.iter().enumerate() {
            let total = &moved.total;
            let first = moved.first.as_ref().unwrap_or(total);
            // The draws that both have, so that noise that both share drops out.
            let alike = mean(a, first.len());
            sums[self.first(i)] += on_b * (mean(first, first.len()) - alike);
            let step = |draw: usize| a[draw][row] - total[draw][row];
            sums[self.total(i)] += product(total.len(), step) / 2.0;
        }
        for (pair, &(i, j)) in self.pairs.iter().enumerate() {
            let back = evaluations.moved[i].back.as_ref();
            let back = back.expect("pairs are of inputs with outputs there");
            let forth = &evaluations.moved[j].total;
            let (on_back, on_forth) = (mean(back, back.len()), mean(forth, forth.len()));
            sums[self.pair(pair)] += match evaluations.pairs {
                Pairs::Saltelli => on_back * on_forth - on_a * on_b,
                Pairs::Differences => {
                    let (alike_b, alike_a) = (mean(b, back.len()), mean(a, forth.len()));
                    (on_back - alike_b) * (on_forth - alike_a)
                }
            };
        }
    }

    /// Means over all points, or over those of all groups but one.
    fn means(&self, without: Option<usize>) -> Vec<f64> {
        let kept = (0..self.groups.len()).filter(|group| Some(*group) != without);
        let points = kept.clone().count() as f64 * self.points;
        let mut means = vec![0.0; self.width()];
        for group in kept {
            let sums = means.iter_mut().zip(&self.groups[group]);
            sums.for_each(|(mean, sum)| *mean += sum);
        }
        means.iter_mut().for_each(|mean| *mean /= points);
        means
    }

    fn variance(&self, means: &[f64]) -> f64 {
        means[SQUARES] - means[SUM] * means[SUM]
    }
}

/// Mean product of two different draws; the square where there is one draw.
fn product(draws: usize, value: impl Fn(usize) -> f64) -> f64 {
    if draws == 1 {
        return value(0) * value(0);
    }
    let (mut sum, mut squares) = (0.0, 0.0);
    for draw in 0..draws {
        let value = value(draw);
        sum += value;
        squares += value * value;
    }
    (sum * sum - squares) / (draws * (draws - 1)) as f64
}

/// Mean of all outputs, and the number of points; `None` where the evaluations do not fit together.
fn centre(evaluations: &Evaluations) -> Option<(f64, usize)> {
    let points = evaluations.a.first()?.len();
    let (draws, groups) = (evaluations.a.len(), evaluations.groups);
    let mut sum = 0.0;
    let mut count = 0;
    let mut add = |outputs: &Outputs| {
        let values = outputs.iter().flatten();
        sum += values.clone().sum::<f64>();
        count += values.count();
        !outputs.is_empty() && outputs.iter().all(|draw| draw.len() == points)
    };
    let mut fit = add(&evaluations.a) && add(&evaluations.b);
    for moved in &evaluations.moved {
        let alike = [Some(&moved.total), moved.first.as_ref()];
        for outputs in alike.into_iter().flatten() {
            fit = fit && add(outputs) && outputs.len() <= draws;
        }
        let back = moved.back.as_ref();
        fit = fit && back.is_none_or(|back| add(back) && back.len() <= evaluations.b.len());
    }
    let divides = groups > 0 && points > 0 && points.is_multiple_of(groups);
    let mean = sum / count as f64;
    (fit && divides && mean.is_finite()).then_some((mean, points))
}
