//! The base samples of Sobol's indices, as places in the distributions of a scenario's inputs.

use super::copula::Copula;
use super::sobol::Design;

/// Groups of base samples, for intervals.
pub(super) const GROUPS: usize = 16;

/// Two base samples, A and B, and what they become where an input is moved.
pub(super) struct Samples {
    copula: Copula,
    /// Independent uniform numbers behind A and B.
    uniforms: [Vec<Vec<f64>>; 2],
    /// Places of A.
    pub a: Vec<Vec<f64>>,
    /// Places of B.
    pub b: Vec<Vec<f64>>,
}

impl Samples {
    /// So many samples of so many inputs, which move together as the copula says.
    pub fn new(inputs: usize, samples: u64, seed: u64, copula: Copula) -> Self {
        let design = Design {
            inputs,
            groups: GROUPS,
            points: (samples as usize).div_ceil(GROUPS) as u32,
            seed,
        };
        let rows = (0..design.samples()).map(|row| design.row(row));
        let uniforms: [Vec<Vec<f64>>; 2] = rows.map(|[a, b]| (a, b)).unzip().into();
        let [a, b] = [0, 1].map(|side| {
            let mut rows = uniforms[side].clone();
            rows.iter_mut().for_each(|row| copula.follow(row));
            rows
        });
        Self {
            copula,
            uniforms,
            a,
            b,
        }
    }

    /// A with an input drawn anew given the others.
    pub fn total(&self, input: usize, row: usize) -> Vec<f64> {
        let mut places = self.a[row].clone();
        let uniform = self.uniforms[1][row][input];
        self.copula.redraw(input, uniform, &mut places);
        places
    }

    /// The input of B, with the others drawn given it as for A.
    pub fn first(&self, input: usize, row: usize) -> Vec<f64> {
        let mut places = self.uniforms[0][row].clone();
        self.copula.given(input, self.b[row][input], &mut places);
        places
    }

    /// B with an independent input of A.
    pub fn back(&self, input: usize, row: usize) -> Vec<f64> {
        let mut places = self.b[row].clone();
        places[input] = self.a[row][input];
        places
    }
}
