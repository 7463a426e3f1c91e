//! The patient rule induction method: a box in the space of the inputs in which an outcome is common.
//!
//! From the box that holds all points, *peeling* cuts off a thin slice again and again: of the slices at
//! both ends of every input, each holding a share `a` of the points left, the one whose loss raises the
//! mean most per point lost,
//!
//! ```text
//! (mean of what stays - mean before) / points cut off
//! ```
//!
//! until fewer than a share `b` of all points would be left, or no cut helps. *Pasting* then lays thin slices
//! back at either end as long as the mean rises. Friedman & Fisher 1999, doi:10.1023/A:1008894516817; the
//! criterion is theirs for inputs with few values, section 14.
//!
//! Every box on the way is kept. Of each are told (Bryant & Lempert 2010, doi:10.1016/j.techfore.2009.08.002):
//!
//! ```text
//! coverage = hits in the box / all hits      density = hits in the box / points in the box
//! ```
//!
//! Both on the points that shaped the box, which flatters it: measure them on fresh points.

/// How patiently to peel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Patience {
    /// Share of the points left that a cut takes away, in (0, 1/2).
    pub peel: f64,
    /// Share of the points beyond a limit that a paste brings back, in (0, 1/2).
    pub paste: f64,
    /// Share of all points that a box holds at least, in (0, 1).
    pub least: f64,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            peel: 0.05,
            paste: 0.05,
            least: 0.05,
        }
    }
}

/// A box: lowest and highest value per input, both included.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Limits per input.
    pub limits: Vec<[f64; 2]>,
    /// The inputs whose limits are narrower than the data.
    pub restricted: Vec<usize>,
    /// Points inside.
    pub points: u64,
    /// Hits among them.
    pub hits: u64,
}

impl Region {
    /// Share of the points inside that are hits, from 0 to 1.
    pub fn density(&self) -> f64 {
        self.hits as f64 / self.points.max(1) as f64
    }

    /// Whether a point lies inside; `at` gives its coordinate by input.
    pub fn holds(&self, at: impl Fn(usize) -> f64) -> bool {
        self.restricted.iter().all(|&input| {
            let [low, high] = self.limits[input];
            (low..=high).contains(&at(input))
        })
    }
}

/// The boxes on the way, from the one that holds all points: peeled, then pasted. `columns` has the values
/// per input, `hits` one entry per point. `None` where there are no points, no inputs, columns of another
/// length or numbers that are not finite.
///
/// ```
/// use zopa::experiment::discover::prim::{Patience, induce};
/// let x: Vec<f64> = (0..1000).map(|k| k as f64 / 1000.0).collect();
/// let hits: Vec<bool> = x.iter().map(|x| (0.3..0.5).contains(x)).collect();
/// let boxes = induce(&[x], &hits, Patience::default()).unwrap();
/// let last = boxes.last().unwrap();
/// assert!(last.density() > 0.99 && last.limits[0][0] >= 0.29 && last.limits[0][1] <= 0.51);
/// ```
pub fn induce(columns: &[Vec<f64>], hits: &[bool], patience: Patience) -> Option<Vec<Region>> {
    let n = hits.len();
    let fits = |column: &Vec<f64>| column.len() == n && column.iter().all(|x| x.is_finite());
    if n == 0 || columns.is_empty() || !columns.iter().all(fits) {
        return None;
    }
    let mut search = Search::new(columns, hits, patience);
    while search.peel() {}
    while search.paste() {}
    Some(search.trail)
}

struct Search<'a> {
    columns: &'a [Vec<f64>],
    hits: &'a [bool],
    patience: Patience,
    /// Limits of all points.
    whole: Vec<[f64; 2]>,
    /// Per input, the points in the box by ascending value.
    order: Vec<Vec<u32>>,
    trail: Vec<Region>,
}

/// A box that might come next: a limit of an input moved.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    input: usize,
    /// 0 for the lower limit, 1 for the upper.
    end: usize,
    limit: f64,
    /// Points and hits inside.
    points: u64,
    hits: u64,
}

impl<'a> Search<'a> {
    fn new(columns: &'a [Vec<f64>], hits: &'a [bool], patience: Patience) -> Self {
        let sorted = |column: &Vec<f64>| {
            let mut order: Vec<u32> = (0..column.len() as u32).collect();
            order.sort_by(|&a, &b| column[a as usize].total_cmp(&column[b as usize]));
            order
        };
        let order: Vec<Vec<u32>> = columns.iter().map(sorted).collect();
        let ends = |(column, order): (&Vec<f64>, &Vec<u32>)| {
            [order[0], order[order.len() - 1]].map(|point| column[point as usize])
        };
        let whole: Vec<[f64; 2]> = columns.iter().zip(&order).map(ends).collect();
        let start = Region {
            limits: whole.clone(),
            restricted: Vec::new(),
            points: hits.len() as u64,
            hits: hits.iter().filter(|hit| **hit).count() as u64,
        };
        Self {
            columns,
            hits,
            patience,
            whole,
            order,
            trail: vec![start],
        }
    }

    fn current(&self) -> &Region {
        self.trail.last().expect("the trail starts with a box")
    }

    /// Cuts off the best slice; false where none helps.
    fn peel(&mut self) -> bool {
        let cuts = (0..self.columns.len()).flat_map(|input| [1, 0].map(|end| (input, end)));
        let candidates: Vec<Candidate> = cuts.map(|(input, end)| self.cut(input, end)).collect();
        let best = self.best(&candidates);
        let Some(best) = best.filter(|cut| cut.points < self.current().points) else {
            return false;
        };
        let column = &self.columns[best.input];
        let stays = |point: &u32| match best.end {
            0 => column[*point as usize] >= best.limit,
            _ => column[*point as usize] <= best.limit,
        };
        self.order.iter_mut().for_each(|order| order.retain(stays));
        self.step(best);
        true
    }

    /// The slice at one end of an input.
    fn cut(&self, input: usize, end: usize) -> Candidate {
        let (column, order) = (&self.columns[input], &self.order[input]);
        let share = [self.patience.peel, 1.0 - self.patience.peel][end];
        let limit = between(|k| column[order[k] as usize], order.len(), share);
        let is_off = |point: &&u32| match end {
            0 => column[**point as usize] < limit,
            _ => column[**point as usize] > limit,
        };
        let (mut points, mut hits) = (0, 0);
        let mut count = |point: &u32| {
            points += 1;
            hits += u64::from(self.hits[*point as usize]);
        };
        match end {
            0 => order.iter().take_while(is_off).for_each(&mut count),
            _ => order.iter().rev().take_while(is_off).for_each(&mut count),
        }
        let current = self.current();
        Candidate {
            input,
            end,
            limit,
            points: current.points - points,
            hits: current.hits - hits,
        }
    }

    /// Lays back the best slice; false where none helps.
    fn paste(&mut self) -> bool {
        let restricted = self.current().restricted.iter();
        let pastes = restricted.flat_map(|&input| [0, 1].map(|end| (input, end)));
        let candidates: Vec<Candidate> = pastes.map(|(i, end)| self.slice(i, end)).collect();
        let best = self.best(&candidates);
        let Some(best) = best.filter(|paste| paste.points > self.current().points) else {
            return false;
        };
        self.step(best);
        true
    }

    /// The slice beyond a limit, within the limits of the other inputs.
    fn slice(&self, input: usize, end: usize) -> Candidate {
        let current = self.current();
        let mut beyond = current.clone();
        let [low, high] = current.limits[input];
        beyond.limits[input] = match end {
            0 => [self.whole[input][0], low],
            _ => [high, self.whole[input][1]],
        };
        let inside = |region: &Region, point: usize| region.holds(|i| self.columns[i][point]);
        let points = 0..self.hits.len();
        let slice = points.clone().filter(|&point| inside(&beyond, point));
        let mut values: Vec<f64> = slice.map(|point| self.columns[input][point]).collect();
        values.sort_by(f64::total_cmp);
        let share = [1.0 - self.patience.paste, self.patience.paste][end];
        let limit = match values.len() {
            0 => self.whole[input][end],
            n => between(|k| values[k], n, share),
        };
        let mut pasted = current.clone();
        pasted.limits[input][end] = limit;
        let kept = points.filter(|&point| inside(&pasted, point));
        let (mut points, mut hits) = (0, 0);
        kept.for_each(|point| {
            points += 1;
            hits += u64::from(self.hits[point]);
        });
        Candidate {
            input,
            end,
            limit,
            points,
            hits,
        }
    }

    /// The candidate that gains most per point; among equals that with fewer restricted inputs, then the
    /// first. `None` where none gains, or the best would be too small.
    fn best(&self, candidates: &[Candidate]) -> Option<Candidate> {
        let current = self.current();
        let gain = |candidate: &Candidate| {
            let mean = candidate.hits as f64 / candidate.points.max(1) as f64;
            let moved = candidate.points.abs_diff(current.points);
            let gain = mean - current.density();
            if gain == 0.0 {
                0.0
            } else {
                gain / moved as f64
            }
        };
        let mut best: Option<(f64, usize, Candidate)> = None;
        for candidate in candidates {
            let (gain, free) = (gain(candidate), self.free(candidate));
            let better = best.is_none_or(|(g, f, _)| gain > g || (gain == g && free > f));
            if better {
                best = Some((gain, free, *candidate));
            }
        }
        let (gain, _, best) = best?;
        let mass = best.points as f64 / self.hits.len() as f64;
        (gain > 0.0 && mass >= self.patience.least).then_some(best)
    }

    /// How many inputs a candidate leaves free.
    fn free(&self, candidate: &Candidate) -> usize {
        let limits = self.limits(candidate);
        let free = limits.iter().zip(&self.whole);
        free.filter(|(limits, whole)| limits == whole).count()
    }

    fn limits(&self, candidate: &Candidate) -> Vec<[f64; 2]> {
        let mut limits = self.current().limits.clone();
        limits[candidate.input][candidate.end] = candidate.limit;
        limits
    }

    fn step(&mut self, candidate: Candidate) {
        let limits = self.limits(&candidate);
        let restricted = (0..limits.len()).filter(|&i| limits[i] != self.whole[i]);
        self.trail.push(Region {
            restricted: restricted.collect(),
            limits,
            points: candidate.points,
            hits: candidate.hits,
        });
    }
}

/// A limit between two different neighbours at a quantile of `n` ascending values, in the middle between them:
/// for a share above one half the neighbour below it is sought further down where values are equal, else the
/// one above it further up.
fn between(value: impl Fn(usize) -> f64, n: usize, share: f64) -> f64 {
    let place = (n - 1) as f64 * share;
    let (mut below, mut above) = (place.floor() as usize, place.ceil() as usize);
    while value(below) == value(above) {
        if share > 0.5 && below > 0 {
            below -= 1;
        } else if share <= 0.5 && above < n - 1 {
            above += 1;
        } else {
            break;
        }
    }
    (value(below) + value(above)) / 2.0
}
