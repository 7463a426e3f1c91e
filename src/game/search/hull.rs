//! The points where planes were highest so far, and what any plane must be worth above them.
//!
//! All that a search can promise in the relaxed problem lies in the hull of such points. Where a plane is highest over
//! the part of the hull that meets a floor is found from the points alone: no plane with those slopes, whatever the
//! floor's multiplier, bounds the space by less (the master problem of Dantzig & Wolfe 1960, doi:10.1287/opre.8.1.101).

use super::rows::LANES;
use std::array::from_fn;

/// How much a plane of these slopes rises from nought to a point.
#[inline(always)]
pub(super) fn rise(slopes: &[f64], point: &[f64]) -> f64 {
    if let (&[a, b, c, d], &[e, f, g, h]) = (slopes, point) {
        return a * e + b * f + c * g + d * h;
    }
    slopes.iter().zip(point).map(|(s, u)| s * u).sum()
}

/// Writes a number for each dimension of two points.
#[inline(always)]
pub(super) fn of_both(points: [&[f64]; 2], number: impl Fn(f64, f64) -> f64, into: &mut Vec<f64>) {
    into.clear();
    if let [Some(a), Some(b)] = points.map(<[f64]>::as_array::<LANES>) {
        into.extend_from_slice(&from_fn::<_, LANES, _>(|k| number(a[k], b[k])));
    } else {
        let pairs = points[0].iter().zip(points[1]);
        into.extend(pairs.map(|(a, b)| number(*a, *b)));
    }
}

/// Points, each with a utility per dimension.
#[derive(Debug, Clone, Default)]
pub(super) struct Hull {
    dims: usize,
    points: Vec<f64>,
    /// Per point, its score when last asked for, and by how much it exceeds the floor.
    scored: Vec<(f64, f64)>,
}

/// Where a plane is highest over the hull: between two points where a floor binds, else at one, given twice.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Top {
    ends: [usize; 2],
    /// How far from the first to the second.
    share: f64,
    score: f64,
    /// What the plane gives up there per unit of the floored dimension.
    pub multiplier: f64,
}

impl Hull {
    /// Forgets all points; those to come have so many dimensions.
    pub fn clear(&mut self, dims: usize) {
        self.dims = dims;
        self.points.clear();
        self.scored.clear();
    }

    /// Adds a point.
    pub fn add(&mut self, point: &[f64]) {
        self.points.extend_from_slice(&point[..self.dims]);
        self.scored.push((0.0, 0.0));
    }

    fn point(&self, n: usize) -> &[f64] {
        &self.points[n * self.dims..][..self.dims]
    }

    /// Where a plane with these slopes is highest over what meets a floor, given by its dimension and how high it lies;
    /// `None` if no point does.
    pub fn top(&mut self, slopes: &[f64], floor: Option<(usize, f64)>) -> Option<Top> {
        for (n, scored) in self.scored.iter_mut().enumerate() {
            let point = &self.points[n * self.dims..][..self.dims];
            let over = floor.map_or(0.0, |(k, least)| point[k] - least);
            *scored = (rise(slopes, point), over);
        }
        let points = || self.scored.iter().copied().enumerate();
        let meet = || points().filter(|(_, (_, over))| *over >= 0.0);
        let mut top: Option<Top> = None;
        for (n, (score, _)) in meet() {
            if top.is_none_or(|top| score > top.score) {
                top = Some(Top {
                    ends: [n, n],
                    share: 0.0,
                    score,
                    multiplier: 0.0,
                });
            }
        }
        let alone = top?.score;
        // Only what scores more than all that meet the floor can be worth missing it for.
        for (m, (high, under)) in
            points().filter(|(_, (score, over))| *over < 0.0 && *score > alone)
        {
            for (n, (low, over)) in meet() {
                let share = -under / (over - under);
                let score = high + share * (low - high);
                if top.is_none_or(|top| score > top.score) {
                    top = Some(Top {
                        ends: [m, n],
                        share,
                        score,
                        multiplier: (high - low) / (over - under),
                    });
                }
            }
        }
        top
    }

    /// The point itself.
    pub fn place(&self, top: Top, into: &mut Vec<f64>) {
        let ends = top.ends.map(|n| self.point(n));
        of_both(ends, |a, b| a + top.share * (b - a), into);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_top_lies_on_the_floor_between_who_misses_and_who_meets_it() {
        let mut hull = Hull::default();
        hull.clear(2);
        for point in [[0.1, 1.0], [0.6, 0.5], [0.9, 0.0]] {
            hull.add(&point);
        }
        let mut place = Vec::new();
        let top = hull.top(&[0.0, 1.0], None).unwrap();
        hull.place(top, &mut place);
        assert_eq!((&place[..], top.multiplier), (&[0.1, 1.0][..], 0.0));
        // Between the first and the second, four fifths of the way.
        let top = hull.top(&[0.0, 1.0], Some((0, 0.5))).unwrap();
        hull.place(top, &mut place);
        assert!((place[0] - 0.5).abs() < 1e-12 && (place[1] - 0.6).abs() < 1e-12);
        assert!((top.multiplier - 1.0).abs() < 1e-12);
        assert_eq!(hull.top(&[0.0, 1.0], Some((0, 1.0))), None);
    }
}
