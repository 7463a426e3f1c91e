//! Designs: which combinations of values a sweep plays.
//!
//! The full grid plays all of them. The others place N points in the unit cube of the axes: a Latin
//! hypercube (McKay, Beckman & Conover 1979, doi 10.1080/00401706.1979.10489755), Sobol's sequence
//! with Owen's scrambling (Owen 1998, doi 10.1006/jcom.1998.0487; Burley 2020), or Halton's sequence,
//! randomly shifted (Cranley & Patterson 1976, doi 10.1137/0713071). The seed of the study fixes them.

use super::{Axis, Level, Values};
use crate::experiment::study::MOST_POINTS;
use crate::game::uniform;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

/// How points are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Design {
    /// Every combination of the axes' values.
    Grid,
    /// Latin hypercube.
    Lhs,
    /// Sobol's sequence, scrambled.
    Sobol,
    /// Halton's sequence, shifted.
    Halton,
}

/// Why there is no such design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DesignError {
    /// An axis without listed values on a grid.
    NeedsValues(String),
    /// More points than can be played.
    TooMany(u128),
    /// More axes than the sequence has dimensions.
    TooManyAxes(usize, usize),
    /// More points than the sequence has.
    SequenceTooShort(u64),
}

impl Design {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Grid, Self::Lhs, Self::Sobol, Self::Halton];

    /// The word for it in files and on the command line.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Lhs => "lhs",
            Self::Sobol => "sobol",
            Self::Halton => "halton",
        }
    }
}

impl std::fmt::Display for DesignError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NeedsValues(path) => write!(
                f,
                "a grid needs the values of `{path}`: `{path}=FROM:TO:N`; `LO..HI` goes with `--design lhs`, `sobol` or `halton`"
            ),
            Self::TooMany(points) => {
                write!(
                    f,
                    "{points} points are more than the {MOST_POINTS} that a sweep may have"
                )
            }
            Self::TooManyAxes(axes, most) => {
                write!(f, "{axes} axes are more than the {most} of this design")
            }
            Self::SequenceTooShort(points) => write!(
                f,
                "{points} points are more than the {SOBOL_POINTS} of `--design sobol`; `lhs` has no such limit"
            ),
        }
    }
}

impl std::error::Error for DesignError {}

/// Points of the scrambled Sobol sequence.
const SOBOL_POINTS: u64 = 1 << 16;
/// The sequences' dimensions: Halton's in high bases are no better than chance.
const SOBOL_AXES: usize = 256;
/// The first primes.
const PRIMES: [u8; 20] = [
    2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71,
];
/// Stream of random numbers that no replication uses.
const STREAM: u64 = u64::MAX;

/// The points of a design, each with a value per axis. `points` is their number, for designs that
/// choose points themselves.
///
/// # Errors
/// [`DesignError`] if the axes or the number do not fit the design.
pub fn points(
    design: Design,
    axes: &[Axis],
    points: u64,
    seed: u64,
) -> Result<Vec<Vec<Level>>, DesignError> {
    if design == Design::Grid {
        return grid(axes);
    }
    if points > MOST_POINTS {
        return Err(DesignError::TooMany(points.into()));
    }
    let place = match design {
        Design::Halton => halton(axes.len(), points, seed)?,
        Design::Sobol => sobol(axes.len(), points, seed)?,
        _ => latin(axes.len(), points, seed),
    };
    let point = |places: &Vec<f64>| {
        let pairs = axes.iter().zip(places);
        pairs.map(|(axis, &u)| axis.place(u)).collect()
    };
    Ok(place.iter().map(point).collect())
}

/// Every combination, the first axis slowest.
fn grid(axes: &[Axis]) -> Result<Vec<Vec<Level>>, DesignError> {
    let mut number: u128 = 1;
    for axis in axes {
        if matches!(axis.values, Values::Between { .. }) {
            return Err(DesignError::NeedsValues(axis.path.clone()));
        }
        number = number.saturating_mul(axis.levels().len() as u128);
    }
    if number > MOST_POINTS.into() {
        return Err(DesignError::TooMany(number));
    }
    let mut points = vec![Vec::new()];
    for axis in axes {
        let longer = |point: &Vec<Level>| {
            let point = point.clone();
            let levels = axis.levels().iter().cloned();
            levels.map(move |level| [point.clone(), vec![level]].concat())
        };
        points = points.iter().flat_map(longer).collect();
    }
    Ok(points)
}

fn random(seed: u64) -> ChaCha8Rng {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(STREAM);
    rng
}

/// Each of N equal slices of each axis holds one point.
fn latin(axes: usize, points: u64, seed: u64) -> Vec<Vec<f64>> {
    let mut rng = random(seed);
    let n = points as usize;
    let mut places = vec![vec![0.0; axes]; n];
    for axis in 0..axes {
        let mut slices: Vec<usize> = (0..n).collect();
        for last in (1..n).rev() {
            let other = (uniform(&mut rng) * (last + 1) as f64) as usize;
            slices.swap(last, other);
        }
        for (place, slice) in places.iter_mut().zip(slices) {
            place[axis] = (slice as f64 + uniform(&mut rng)) / n as f64;
        }
    }
    places
}

fn sobol(axes: usize, points: u64, seed: u64) -> Result<Vec<Vec<f64>>, DesignError> {
    if axes > SOBOL_AXES {
        return Err(DesignError::TooManyAxes(axes, SOBOL_AXES));
    }
    if points > SOBOL_POINTS {
        return Err(DesignError::SequenceTooShort(points));
    }
    let scramble = random(seed).next_u32();
    let place = |point: u64, axis: usize| {
        f64::from(sobol_burley::sample(point as u32, axis as u32, scramble))
    };
    let point = |point| (0..axes).map(|axis| place(point, axis)).collect();
    Ok((0..points).map(point).collect())
}

fn halton(axes: usize, points: u64, seed: u64) -> Result<Vec<Vec<f64>>, DesignError> {
    if axes > PRIMES.len() {
        return Err(DesignError::TooManyAxes(axes, PRIMES.len()));
    }
    let mut rng = random(seed);
    let mut places = vec![Vec::with_capacity(axes); points as usize];
    for &prime in &PRIMES[..axes] {
        let shift = uniform(&mut rng);
        for (place, value) in places.iter_mut().zip(halton::Sequence::new(prime)) {
            place.push((value + shift).fract());
        }
    }
    Ok(places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axes(texts: &[&str]) -> Vec<Axis> {
        let axis = |text: &&str| Axis::parse(text, &[]).expect("an axis");
        texts.iter().map(axis).collect()
    }

    #[test]
    fn a_grid_has_every_combination_once() {
        let points = points(Design::Grid, &axes(&["a=0:1:2", "b=x,y,z"]), 0, 1).expect("points");
        let told: Vec<String> = points
            .iter()
            .map(|p| format!("{} {}", p[0], p[1]))
            .collect();
        assert_eq!(told, ["0 x", "0 y", "0 z", "1 x", "1 y", "1 z"]);
    }

    /// Of N points every slice of an axis of width 1/N holds one (Latin hypercube), or every interval
    /// of width 1/8 about N/8 (sequences).
    #[test]
    fn designs_fill_each_axis_evenly() {
        let axes = axes(&["a=0..1", "b=0..1", "c=0..1"]);
        for (design, parts, spare) in [
            (Design::Lhs, 64, 0),
            (Design::Sobol, 64, 0),
            (Design::Halton, 8, 2),
        ] {
            let points = points(design, &axes, 64, 3).expect("points");
            for axis in 0..3 {
                let mut held = vec![0u32; parts];
                for point in &points {
                    let u = point[axis].number().expect("a number");
                    held[(u * parts as f64) as usize] += 1;
                }
                let even = 64 / parts as u32;
                let near = |n: &u32| n.abs_diff(even) <= spare;
                assert!(held.iter().all(near), "{design:?}: {held:?}");
            }
            assert_ne!(
                points,
                super::points(design, &axes, 64, 4).expect("points"),
                "{design:?} does not follow the seed"
            );
        }
    }

    #[test]
    fn too_much_is_refused() {
        let wide = axes(&["a=0:1:1000", "b=0:1:1000"]);
        assert_eq!(
            points(Design::Grid, &wide, 0, 1),
            Err(DesignError::TooMany(1_000_000))
        );
        let open = axes(&["a=0..1"]);
        assert!(matches!(
            points(Design::Grid, &open, 0, 1),
            Err(DesignError::NeedsValues(_))
        ));
        assert!(points(Design::Sobol, &open, 1 << 17, 1).is_err());
        assert!(points(Design::Lhs, &open, 1_000_000_000_000, 1).is_err());
    }
}
