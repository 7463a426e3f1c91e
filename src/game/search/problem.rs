//! A search as it is posed: which packages count, and which utilities matter, laid out for sums.

use super::rows::{
    LANES, Row, add_up, begin_rows, ends_of, fill_rows, into_lane, plus, reaches, side_by_side,
};
use crate::game::{Space, Valuation};
use std::array::from_fn;

/// Improvements smaller than this do not count: less than half the grid on which utilities lie, so
/// that no two different utilities are taken for equal.
pub(super) const TIE: f64 = 4e-13;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    pub dims: usize,
    /// Options of all issues; terms are numbered on from them, and both are places.
    pub options: usize,
    /// What every place adds in four dimensions; then in the next four, and so on.
    rows: Vec<Row>,
    pub bases: Vec<f64>,
    /// Per dimension, the least that will do.
    pub floors: Vec<f64>,
    /// Rows that hold a number of every dimension.
    pub groups: usize,
    /// Utilities before any option is chosen.
    pub start: Vec<Row>,
    /// The floors; minus infinity where there is none. Whether there is any.
    pub least: Vec<Row>,
    pub has_floors: bool,
    /// The floors as a sum in any order reaches them.
    pub almost: Vec<Row>,
    /// Per term, whether a red line requires it; and how many are.
    pub required: Vec<bool>,
    requires: usize,
    /// Per option of all issues, 0 where it may be chosen, else minus infinity; then 0 per term.
    pub mask: Vec<f64>,
    pub current: Vec<u16>,
    /// Only packages of at most this much in dimension 0, and after `after` among equals.
    pub ceiling: Option<f64>,
    pub after: Vec<u16>,
    pub exclude_current: bool,
    /// Dimensions of the objective, where limits of the space follow as further ones.
    pub wanted: Option<usize>,
    /// Number of packages, were it not for terms and floors; unknown until it is asked for.
    packages: Option<usize>,
}

impl Problem {
    /// Has no dimensions yet, nor anything that may be chosen.
    pub fn clear(&mut self, space: &Space, current: &[u16]) {
        self.clear_dimensions();
        self.options = space.options();
        self.packages = None;
        self.required.clear();
        self.required.resize(space.terms().len(), false);
        self.requires = 0;
        self.current.clear();
        self.current.extend_from_slice(current);
        self.ceiling = None;
        self.exclude_current = true;
        self.mask.clear();
        self.mask.resize(space.options(), f64::NEG_INFINITY);
        let places = space.options() + space.terms().len();
        self.mask.resize(places, 0.0);
    }

    /// Has no dimensions any more; what may be chosen stays.
    pub fn clear_dimensions(&mut self) {
        self.dims = 0;
        self.groups = 0;
        self.bases.clear();
        self.floors.clear();
        self.wanted = None;
    }

    /// Rules out what a party's red lines do.
    pub fn keep_red_lines(&mut self, valuation: &Valuation) {
        self.packages = None;
        for (mask, &forbidden) in self.mask.iter_mut().zip(&valuation.forbidden) {
            if forbidden || valuation.never {
                *mask = f64::NEG_INFINITY;
            }
        }
        for &term in &valuation.required {
            self.requires += usize::from(!self.required[term]);
            self.required[term] = true;
        }
    }

    /// Number of packages, were it not for terms and floors.
    pub fn packages(&mut self, space: &Space) -> usize {
        *self.packages.get_or_insert_with(|| {
            let options = space.by_issue(&self.mask);
            let allowed = options.map(|mask| mask.iter().filter(|mask| **mask == 0.0).count());
            allowed.fold(1, |product, allowed| product.saturating_mul(allowed.max(1)))
        })
    }

    /// Adds a dimension: what it starts from, the least that will do, and what every option and every term adds.
    pub fn add(
        &mut self,
        base: f64,
        floor: f64,
        options: impl Iterator<Item = f64>,
        terms: impl Iterator<Item = f64>,
    ) {
        let last = self.dims;
        self.dims += 1;
        self.bases.push(base);
        self.floors.push(floor);
        let lane = last % LANES;
        let places = (self.options, self.mask.len() - self.options);
        debug_assert!(places == (options.size_hint().0, terms.size_hint().0));
        if lane == 0 {
            self.groups += 1;
            let places = self.groups * self.mask.len();
            if self.rows.len() < places {
                self.rows.resize(places, [0.0; LANES]);
            }
        }
        let (of_options, of_terms) = self.dimension(last);
        if lane == 0 {
            // What an earlier problem left is overwritten.
            begin_rows(of_options, options);
            begin_rows(of_terms, terms);
        } else {
            into_lane(of_options, lane, options);
            into_lane(of_terms, lane, terms);
        }
    }

    /// Adds the first four dimensions at once.
    pub fn add_row(&mut self, sums: [(&Valuation, f64); LANES]) {
        let places = self.mask.len();
        (self.dims, self.groups) = (LANES, 1);
        if self.rows.len() < places {
            self.rows.resize(places, [0.0; LANES]);
        }
        for (sum, floor) in sums {
            self.bases.push(sum.base);
            self.floors.push(floor);
        }
        let (of_options, of_terms) = self.dimension(0);
        side_by_side(sums.map(|(sum, _)| &sum.values[..]), of_options);
        side_by_side(sums.map(|(sum, _)| &sum.bonuses[..]), of_terms);
    }

    /// The rows of options and those of terms in which a dimension stands.
    fn dimension(&mut self, k: usize) -> (&mut [Row], &mut [Row]) {
        let rows = &mut self.rows[k / LANES * self.mask.len()..][..self.mask.len()];
        rows.split_at_mut(self.options)
    }

    /// Adds what is left of each limit of the space as a dimension with a floor, unless that is done;
    /// returns the number of dimensions without them. Limits add up over issues, as utilities do, so
    /// that planes, scans and trees see nothing but floors.
    pub fn add_limits(&mut self, space: &Space) -> usize {
        if let Some(wanted) = self.wanted {
            return wanted;
        }
        let wanted = self.dims;
        self.wanted = Some(wanted);
        for limit in space.limits() {
            let numbers = limit.numbers.iter().map(|n| -n);
            let terms = std::iter::repeat_n(0.0, space.terms().len());
            self.add(0.0, -limit.at_most, numbers, terms);
        }
        wanted
    }

    /// Lays out what is compared with sums of rows.
    pub fn lay_ends(&mut self) {
        fill_rows(&self.bases, 0.0, &mut self.start);
        fill_rows(&self.floors, f64::NEG_INFINITY, &mut self.least);
        self.has_floors = self.floors.iter().any(|floor| floor.is_finite());
        let almost = |row: &Row| row.map(|floor| floor - TIE);
        self.almost.clear();
        self.almost.extend(self.least.iter().map(almost));
    }

    /// The point where everything is in the middle of its range.
    pub fn middle(&self, space: &Space, into: &mut Vec<f64>) {
        into.clear();
        for (group, start) in self.start.iter().enumerate() {
            let (options, terms) = self.rows(group).split_at(self.options);
            let allowed = options.iter().zip(&self.mask);
            let mut sum = *start;
            for ends in space.offsets().windows(2) {
                let allowed = allowed.clone().skip(ends[0]).take(ends[1] - ends[0]);
                let allowed = allowed.filter(|(_, mask)| **mask == 0.0);
                let (low, high) = ends_of(allowed.map(|(row, _)| row));
                if low[0] <= high[0] {
                    sum = from_fn(|k| sum[k] + 0.5 * (low[k] + high[k]));
                }
            }
            let bonuses = terms.iter().fold([0.0; LANES], |sum, row| plus(&sum, row));
            into.extend((0..LANES).map(|k| sum[k] + 0.5 * bonuses[k]));
        }
        into.truncate(self.dims);
    }

    /// What a place adds in a dimension.
    fn value(&self, k: usize, place: usize) -> f64 {
        self.rows[k / LANES * self.mask.len() + place][k % LANES]
    }

    /// What a term adds in a dimension.
    pub fn bonus(&self, k: usize, term: usize) -> f64 {
        self.value(k, self.options + term)
    }

    /// Scores every place under a plane's slopes: minus infinity where it may not be chosen.
    pub fn score(&self, slopes: &[f64], scores: &mut [f64]) {
        scores.copy_from_slice(&self.mask);
        for (group, slopes) in slopes.chunks(LANES).enumerate() {
            let rows = self.rows(group);
            match *slopes {
                [a] => add_up([a], rows, scores),
                [a, b] => add_up([a, b], rows, scores),
                [a, b, c] => add_up([a, b, c], rows, scores),
                [a, b, c, d] => add_up([a, b, c, d], rows, scores),
                _ => {}
            }
        }
    }

    /// What every place adds in the dimensions of a group.
    pub fn rows(&self, group: usize) -> &[Row] {
        &self.rows[group * self.mask.len()..][..self.mask.len()]
    }

    /// What a place adds in the dimensions of a group.
    #[inline(always)]
    pub fn row(&self, group: usize, place: usize) -> &Row {
        &self.rows[group * self.mask.len() + place]
    }

    /// A sum in the dimensions of a group, and what some places add to it.
    #[inline(always)]
    pub fn sum(&self, group: usize, sum: Row, places: impl Iterator<Item = usize>) -> Row {
        let rows = &self.rows[group * self.mask.len()..];
        places.fold(sum, |sum, place| plus(&sum, &rows[place]))
    }

    /// Adds what a place adds in every dimension.
    #[inline(always)]
    pub fn add_place(&self, place: usize, utilities: &mut [Row]) {
        for (group, sum) in utilities[..self.groups].iter_mut().enumerate() {
            *sum = plus(sum, &self.rows[group * self.mask.len() + place]);
        }
    }

    /// Adds what some places add in every dimension.
    #[inline(always)]
    pub fn add_places(&self, places: impl Iterator<Item = usize>, utilities: &mut [Row]) {
        if let (1, [sum, ..]) = (self.groups, &mut *utilities) {
            *sum = self.sum(0, *sum, places);
        } else {
            places.for_each(|place| self.add_place(place, utilities));
        }
    }

    /// Adds what loose terms add; returns whether the required ones among them hold.
    pub fn add_loose(&self, space: &Space, package: &[u16], utilities: &mut [Row]) -> bool {
        let mut kept = true;
        for &t in &space.splits().loose {
            if space.terms()[t].holds(package) {
                self.add_place(self.options + t, utilities);
            } else {
                kept &= !self.required[t];
            }
        }
        kept
    }

    /// Whether utilities reach every floor.
    #[inline]
    pub fn meets_floors(&self, utilities: &[Row]) -> bool {
        let mut pairs = utilities.iter().zip(&self.least);
        pairs.all(|(row, least)| reaches(row, least))
    }

    /// Adds what the terms add that hold in a package; returns whether all that are required do.
    #[inline(always)] // a scan asks for every package, and many spaces have no terms
    pub fn add_held(&self, space: &Space, package: &[u16], utilities: &mut [Row]) -> bool {
        self.required.is_empty() || self.add_all_held(space, package, utilities)
    }

    fn add_all_held(&self, space: &Space, package: &[u16], utilities: &mut [Row]) -> bool {
        let mut required = self.requires;
        let places = space.held(package).map(|term| {
            required -= usize::from(self.required[term]);
            self.options + term
        });
        self.add_places(places, utilities);
        required == 0
    }

    /// Utilities of a package in every dimension; returns whether it may be chosen.
    pub fn utilities(&self, space: &Space, package: &[u16], into: &mut Vec<Row>) -> bool {
        into.clone_from(&self.start);
        let options = package.iter().zip(space.offsets());
        let mut counts = true;
        let places = options.map(|(&option, offset)| {
            let place = offset + option as usize;
            counts &= self.mask[place] == 0.0;
            place
        });
        self.add_places(places, into);
        self.add_held(space, package, into) && counts
    }
}
