//! Which box of a peeling to take, and which of its limits it needs, judged on rows that did not shape it.
//!
//! Of the boxes, that with the largest *weighted relative accuracy* is taken (Lavrac, Flach & Zupan 1999,
//! doi:10.1007/3-540-48751-4_17),
//!
//! ```text
//! mass x (density - share of hits among all rows)
//! ```
//!
//! which separates hits from the rest best, common or rare; or, where a density is asked for, the box with
//! most hits among those that reach it. A limit's *quasi-p* is the probability of as many hits or more in the box if
//! the density were that of the box without the limit (Bryant & Lempert 2010, doi:10.1016/j.techfore.2009.08.002).
//! Limits are dropped, the least clear first, until all are below 0.05.

use super::prim::Region;
use crate::math::beta_cdf;

/// Quasi-p above which a limit is dropped.
const CLEAR: f64 = 0.05;

/// Rows to judge by.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Values per input.
    pub columns: Vec<Vec<f64>>,
    /// Whether each row ends in the outcome.
    pub hits: Vec<bool>,
}

/// Rows and hits in a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted {
    /// Rows inside.
    pub points: u64,
    /// Hits among them.
    pub hits: u64,
}

impl Counted {
    /// Share of hits among the rows inside; 0 where there are none.
    pub fn density(self) -> f64 {
        self.hits as f64 / self.points.max(1) as f64
    }
}

impl Rows {
    /// All rows.
    pub fn all(&self) -> Counted {
        Counted {
            points: self.hits.len() as u64,
            hits: self.hits.iter().filter(|hit| **hit).count() as u64,
        }
    }

    /// The rows in a box.
    pub fn within(&self, region: &Region) -> Counted {
        let inside = |row: &usize| region.holds(|input| self.columns[input][*row]);
        let rows = (0..self.hits.len()).filter(inside);
        rows.fold(Counted::default(), |sum, row| Counted {
            points: sum.points + 1,
            hits: sum.hits + u64::from(self.hits[row]),
        })
    }
}

/// Index of the box to take, and whether it reaches the density asked for; `None` without boxes.
///
/// ```
/// use zopa::experiment::discover::{Rows, choose};
/// use zopa::experiment::discover::prim::{Patience, induce};
/// let x: Vec<f64> = (0..1000).map(|k| k as f64 / 1000.0).collect();
/// let hits: Vec<bool> = x.iter().map(|x| *x < 0.25).collect();
/// let boxes = induce(&[x.clone()], &hits, Patience::default()).unwrap();
/// let (best, _) = choose(&boxes, &Rows { columns: vec![x], hits }, None).unwrap();
/// assert!((boxes[best].limits[0][1] - 0.25).abs() < 0.02);
/// ```
pub fn choose(boxes: &[Region], rows: &Rows, density: Option<f64>) -> Option<(usize, bool)> {
    let base = rows.all().density();
    let counted: Vec<Counted> = boxes.iter().map(|region| rows.within(region)).collect();
    let best = |worth: &dyn Fn(&Counted) -> f64| {
        let better = |best: usize, k: usize| {
            if worth(&counted[k]) > worth(&counted[best]) {
                k
            } else {
                best
            }
        };
        (!boxes.is_empty()).then(|| (0..boxes.len()).fold(0, better))
    };
    let Some(asked) = density else {
        let gain = |c: &Counted| c.points as f64 * (c.density() - base);
        return best(&gain).map(|k| (k, true));
    };
    let reaching = |c: &Counted| {
        if c.points > 0 && c.density() >= asked {
            c.hits as f64
        } else {
            -1.0
        }
    };
    match best(&reaching) {
        Some(k) if reaching(&counted[k]) >= 0.0 => Some((k, true)),
        _ => best(&|c: &Counted| c.density()).map(|k| (k, false)),
    }
}

/// The box without a limit: 0 for the lower, 1 for the upper. `whole` are the limits of all points.
fn without(region: &Region, whole: &[[f64; 2]], input: usize, end: usize) -> Region {
    let mut wider = region.clone();
    wider.limits[input][end] = whole[input][end];
    if wider.limits[input] == whole[input] {
        wider.restricted.retain(|&other| other != input);
    }
    wider
}

/// The limits that a box has: the input, and 0 for the lower or 1 for the upper.
fn limits(region: &Region, whole: &[[f64; 2]]) -> Vec<(usize, usize)> {
    let ends = region
        .restricted
        .iter()
        .flat_map(|&input| [(input, 0), (input, 1)]);
    ends.filter(|&(input, end)| region.limits[input][end] != whole[input][end])
        .collect()
}

/// Quasi-p of a limit on these rows: `P(X >= hits)` for a binomial X over the points in the box with the
/// density of the box without the limit. 1 where the limit keeps nothing out.
pub fn quasi_p(
    region: &Region,
    whole: &[[f64; 2]],
    (input, end): (usize, usize),
    rows: &Rows,
) -> f64 {
    let inside = rows.within(region);
    let wider = rows.within(&without(region, whole, input, end));
    if inside.hits == 0 || wider.points == inside.points {
        return 1.0;
    }
    let (n, k) = (inside.points as f64, inside.hits as f64);
    let p = wider.density();
    if p >= 1.0 {
        return 1.0;
    }
    beta_cdf(k, n - k + 1.0, p)
}

/// The box without the limits that it does not need on these rows.
///
/// ```
/// use zopa::experiment::discover::{Rows, prune};
/// use zopa::experiment::discover::prim::{Patience, Region, induce};
/// let x: Vec<f64> = (0..1000).map(|k| k as f64 / 1000.0).collect();
/// let noise: Vec<f64> = (0..1000).map(|k| (k as f64 * 0.618_034).fract()).collect();
/// let hits: Vec<bool> = x.iter().map(|x| *x < 0.25).collect();
/// let rows = Rows { columns: vec![x, noise], hits };
/// let whole = [[0.0, 0.999], [0.0, 1.0]];
/// let region = Region { limits: vec![[0.0, 0.25], [0.1, 1.0]], restricted: vec![0, 1], points: 0, hits: 0 };
/// let pruned = prune(&region, &whole, &rows);
/// assert_eq!(pruned.restricted, [0], "the second input has nothing to do with it");
/// ```
pub fn prune(region: &Region, whole: &[[f64; 2]], rows: &Rows) -> Region {
    let mut region = region.clone();
    loop {
        let tested = limits(&region, whole).into_iter();
        let tested = tested.map(|limit| (quasi_p(&region, whole, limit, rows), limit));
        let least_clear = tested.max_by(|a, b| a.0.total_cmp(&b.0));
        match least_clear {
            Some((p, (input, end))) if p > CLEAR => {
                region = without(&region, whole, input, end);
            }
            _ => break,
        }
    }
    let counted = rows.within(&region);
    region.points = counted.points;
    region.hits = counted.hits;
    region
}

/// All limits of a box with their quasi-p on these rows.
pub fn tested(region: &Region, whole: &[[f64; 2]], rows: &Rows) -> Vec<(usize, usize, f64)> {
    let limits = limits(region, whole).into_iter();
    limits
        .map(|limit| (limit.0, limit.1, quasi_p(region, whole, limit, rows)))
        .collect()
}
