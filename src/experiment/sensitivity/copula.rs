//! Inputs that move together: points that follow the scenario's Gaussian copula, with one input drawn
//! given the others, or the others drawn given one.
//!
//! Places in distributions, in (0, 1), become normal scores `z`; the scores have the correlation matrix `R`.
//! With `R = L L'` for an order of the inputs, `z = L w` and independent normal `w`, an input that comes
//! first in the order can be held while the others are drawn given it, and one that comes last can be drawn
//! given the others (Rosenblatt 1952, doi:10.1214/aoms/1177729394).

use crate::math::{normal_cdf, normal_quantile};
use crate::model::Correlations;

/// Dependence between some of the inputs.
#[derive(Debug, Clone)]
pub struct Copula {
    /// The inputs concerned.
    inputs: Vec<usize>,
    /// Lower Cholesky factor in their order.
    plain: Vec<f64>,
    /// The same with one input moved to the front, per input.
    first: Vec<Vec<f64>>,
    /// The same with one input moved to the end, per input.
    last: Vec<Vec<f64>>,
}

impl Copula {
    /// Of a scenario.
    pub fn new(correlations: &Correlations) -> Self {
        let (inputs, factor) = (&correlations.inputs, &correlations.factor);
        let n = inputs.len();
        let entry = |a: usize, b: usize| -> f64 {
            let products = (0..n).map(|k| factor[a * n + k] * factor[b * n + k]);
            products.sum()
        };
        let in_order = |order: Vec<usize>| cholesky(n, |a, b| entry(order[a], order[b]));
        Self {
            inputs: inputs.clone(),
            plain: factor.clone(),
            first: (0..n).map(|k| in_order(to_front(n, k))).collect(),
            last: (0..n).map(|k| in_order(to_end(n, k))).collect(),
        }
    }

    /// Whether an input moves with another.
    pub fn is_dependent(&self, input: usize) -> bool {
        !self.companions(input).is_empty()
    }

    /// The inputs that move with an input; none where it is independent of all.
    pub fn companions(&self, input: usize) -> Vec<usize> {
        let n = self.inputs.len();
        let Some(place) = self.place(input) else {
            return Vec::new();
        };
        let row = |k: usize| &self.plain[k * n..(k + 1) * n];
        let product = |k: usize| row(place).iter().zip(row(k)).map(|(a, b)| a * b);
        let moves = |&k: &usize| k != place && product(k).sum::<f64>().abs() > 1e-9;
        (0..n).filter(moves).map(|k| self.inputs[k]).collect()
    }

    fn place(&self, input: usize) -> Option<usize> {
        self.inputs.iter().position(|&other| other == input)
    }

    /// Turns independent uniform numbers, one per input, into places that move together.
    pub fn follow(&self, uniforms: &mut [f64]) {
        let order: Vec<usize> = (0..self.inputs.len()).collect();
        self.mix(&order, &self.plain, uniforms);
    }

    /// The same with one input at a given place and the others drawn given it.
    pub fn given(&self, input: usize, place: f64, uniforms: &mut [f64]) {
        uniforms[input] = place;
        match self.place(input) {
            Some(k) => {
                let order = to_front(self.inputs.len(), k);
                self.mix(&order, &self.first[k], uniforms);
                uniforms[input] = place;
            }
            None => self.follow(uniforms),
        }
    }

    /// Draws one input given the places of the others, by a uniform number.
    pub fn redraw(&self, input: usize, uniform: f64, places: &mut [f64]) {
        let Some(k) = self.place(input) else {
            places[input] = uniform;
            return;
        };
        let (n, factor) = (self.inputs.len(), &self.last[k]);
        let order = to_end(n, k);
        let mut scores = vec![0.0; n];
        for row in 0..n - 1 {
            let known = (0..row).map(|column| factor[row * n + column] * scores[column]);
            let z = normal_quantile(places[self.inputs[order[row]]]);
            scores[row] = (z - known.sum::<f64>()) / factor[row * n + row];
        }
        scores[n - 1] = normal_quantile(uniform);
        let last = scores
            .iter()
            .zip(&factor[(n - 1) * n..])
            .map(|(w, l)| w * l);
        places[input] = inside(normal_cdf(last.sum()));
    }

    fn mix(&self, order: &[usize], factor: &[f64], uniforms: &mut [f64]) {
        let n = order.len();
        let scores: Vec<f64> = order
            .iter()
            .map(|&k| normal_quantile(uniforms[self.inputs[k]]))
            .collect();
        for row in 0..n {
            let mixed = (0..=row).map(|column| factor[row * n + column] * scores[column]);
            uniforms[self.inputs[order[row]]] = inside(normal_cdf(mixed.sum()));
        }
    }
}

/// Within (0, 1) whatever rounding does.
fn inside(place: f64) -> f64 {
    place.clamp(1e-16, 1.0 - 1e-16)
}

/// The numbers below `n` with `k` first.
fn to_front(n: usize, k: usize) -> Vec<usize> {
    let others = (0..n).filter(|&other| other != k);
    std::iter::once(k).chain(others).collect()
}

/// The numbers below `n` with `k` last.
fn to_end(n: usize, k: usize) -> Vec<usize> {
    let others = (0..n).filter(|&other| other != k);
    others.chain([k]).collect()
}

/// Lower Cholesky factor, row-major, of a positive definite matrix.
fn cholesky(n: usize, entry: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut factor = vec![0.0; n * n];
    for row in 0..n {
        for column in 0..=row {
            let known = (0..column).map(|k| factor[row * n + k] * factor[column * n + k]);
            let rest = entry(row, column) - known.sum::<f64>();
            factor[row * n + column] = if row == column {
                // A scenario's correlations are positive definite; rounding may take a last bit.
                rest.max(1e-12).sqrt()
            } else {
                rest / factor[column * n + column]
            };
        }
    }
    factor
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sensitivity::sequence::Sequence;

    /// Two inputs with correlation 0.6 of the normals, and one apart.
    fn copula() -> Copula {
        Copula::new(&Correlations {
            inputs: vec![0, 2],
            factor: vec![1.0, 0.0, 0.6, 0.8],
        })
    }

    fn correlation(points: &[Vec<f64>]) -> f64 {
        let scores = |i: usize| points.iter().map(move |p| normal_quantile(p[i]));
        let products = scores(0).zip(scores(2)).map(|(a, b)| a * b);
        products.sum::<f64>() / points.len() as f64
    }

    #[test]
    fn every_way_to_draw_keeps_the_correlation_and_what_is_held() {
        let copula = copula();
        let sequence = Sequence::new(1, 0);
        let uniforms = |n: u32| -> Vec<f64> { (0..3).map(|d| sequence.at(n, d)).collect() };
        let (mut followed, mut given, mut redrawn) = (Vec::new(), Vec::new(), Vec::new());
        for n in 0..4096 {
            let mut point = uniforms(n);
            copula.follow(&mut point);
            let mut other = uniforms(n);
            let held = sequence.at(n, 3);
            copula.given(2, held, &mut other);
            assert_eq!((other[2], other[1]), (held, point[1]));
            let mut again = point.clone();
            copula.redraw(0, sequence.at(n, 4), &mut again);
            assert_eq!(again[1..], point[1..]);
            followed.push(point);
            given.push(other);
            redrawn.push(again);
        }
        for points in [followed, given, redrawn] {
            assert!(
                (correlation(&points) - 0.6).abs() < 0.01,
                "{}",
                correlation(&points)
            );
        }
    }

    /// The sum of two normal numbers with correlation r: first order (1 + r)/2, total (1 - r)/2 each
    /// (Kucherenko, Tarantola & Annoni 2012).
    #[test]
    fn indices_of_dependent_inputs_are_those_of_a_normal_sum() {
        use crate::experiment::sensitivity::sobol::{Design, Evaluations, Moved, indices};
        let copula = copula();
        let design = Design {
            inputs: 3,
            groups: 16,
            points: 512,
            seed: 2,
        };
        let rows: Vec<[Vec<f64>; 2]> = (0..design.samples()).map(|row| design.row(row)).collect();
        let model = |x: &[f64]| normal_quantile(x[0]) + normal_quantile(x[2]);
        let on = |change: &dyn Fn(&[Vec<f64>; 2]) -> Vec<f64>| {
            vec![rows.iter().map(|row| model(&change(row))).collect()]
        };
        let follow = |row: &[f64]| {
            let mut row = row.to_vec();
            copula.follow(&mut row);
            row
        };
        let moved = |input: usize| Moved {
            total: on(&|[a, b]| {
                let mut places = follow(a);
                copula.redraw(input, b[input], &mut places);
                places
            }),
            first: Some(on(&|[a, b]| {
                let mut places = a.clone();
                copula.given(input, follow(b)[input], &mut places);
                places
            })),
            back: None,
        };
        let found = indices(&Evaluations {
            a: on(&|[a, _]| follow(a)),
            b: on(&|[_, b]| follow(b)),
            moved: vec![moved(0), moved(1), moved(2)],
            groups: 16,
            ..Evaluations::default()
        })
        .expect("it varies");
        assert!(found.variance.covers(3.2), "{:?}", found.variance);
        for input in [0, 2] {
            assert!(found.first[input].covers(0.8), "{:?}", found.first[input]);
            assert!(found.total[input].covers(0.2), "{:?}", found.total[input]);
            assert!((found.first[input].value - 0.8).abs() < 0.03);
            assert!((found.total[input].value - 0.2).abs() < 0.03);
        }
        assert!(found.total[1].value.abs() < 1e-12, "it has no effect");
    }

    #[test]
    fn who_moves_with_whom_is_known() {
        let copula = copula();
        assert_eq!(copula.companions(0), [2]);
        assert!(copula.companions(1).is_empty());
        let none = Copula::new(&Correlations::default());
        let mut point = vec![0.25, 0.5];
        none.follow(&mut point);
        none.given(1, 0.75, &mut point);
        none.redraw(0, 0.125, &mut point);
        assert_eq!(point, [0.125, 0.75]);
    }
}
