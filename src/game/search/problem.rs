//! A search as it is posed: which packages count, and which utilities matter, laid out for sums.

use crate::game::Space;

/// Improvements smaller than this do not count: less than half the grid on which utilities lie, so
/// that no two different utilities are taken for equal.
pub(super) const TIE: f64 = 4e-13;
/// Dimensions that are added up together.
pub(super) const LANES: usize = 4;

/// Numbers of four dimensions, or of fewer and noughts.
pub(super) type Row = [f64; LANES];

/// The sum of two rows.
#[inline(always)]
pub(super) fn plus(a: &Row, b: &Row) -> Row {
    std::array::from_fn(|k| a[k] + b[k])
}

/// Whether a row is nowhere below another.
#[inline(always)]
pub(super) fn reaches(row: &Row, least: &Row) -> bool {
    let reached: [bool; LANES] = std::array::from_fn(|k| row[k] >= least[k]);
    reached[0] & reached[1] & reached[2] & reached[3]
}

/// What is asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    pub dims: usize,
    /// Options of all issues; terms are numbered on from them.
    pub options: usize,
    /// Per dimension, what every option and then every term adds.
    pub values: Vec<f64>,
    pub bases: Vec<f64>,
    /// The same per option and term, `groups` rows each.
    rows: Vec<Row>,
    /// Rows that hold a number of every dimension.
    pub groups: usize,
    /// Utilities before any option is chosen.
    pub start: Vec<Row>,
    /// The floors; minus infinity where there is none. Whether there is any.
    pub least: Vec<Row>,
    pub has_floors: bool,
    /// The floors as a sum in any order reaches them.
    pub almost: Vec<Row>,
    /// Per dimension, the least that will do.
    pub floors: Vec<f64>,
    /// Per term, whether a red line requires it.
    pub required: Vec<bool>,
    /// Per option of all issues, 0 where it may be chosen, else minus infinity; then 0 per term.
    pub mask: Vec<f64>,
    pub current: Vec<u16>,
    /// Only packages of at most this much in dimension 0, and after `after` among equals.
    pub ceiling: Option<f64>,
    pub after: Vec<u16>,
    pub exclude_current: bool,
    /// Dimensions of the objective, where limits of the space follow as further ones.
    pub wanted: Option<usize>,
}

impl Problem {
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
            self.dims += 1;
            self.bases.push(0.0);
            self.floors.push(-limit.at_most);
            self.values.extend(limit.numbers.iter().map(|n| -n));
            self.values.resize(self.dims * self.mask.len(), 0.0);
        }
        wanted
    }

    /// The point where everything is in the middle of its range.
    pub fn middle(&self, space: &Space, into: &mut Vec<f64>) {
        into.clear();
        for k in 0..self.dims {
            let values = &self.values[k * self.mask.len()..(k + 1) * self.mask.len()];
            let mut sum = self.bases[k];
            for issue in 0..space.issues() {
                let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
                let range = space.offset(issue)..space.offset(issue + 1);
                for (value, mask) in values[range.clone()].iter().zip(&self.mask[range]) {
                    if *mask == 0.0 {
                        (low, high) = (low.min(*value), high.max(*value));
                    }
                }
                if low <= high {
                    sum += 0.5 * (low + high);
                }
            }
            into.push(sum + 0.5 * values[self.options..].iter().sum::<f64>());
        }
    }

    /// What a term adds in a dimension.
    pub fn bonus(&self, k: usize, term: usize) -> f64 {
        self.values[k * self.mask.len() + self.options + term]
    }

    /// Lays everything out in rows.
    pub fn lay_rows(&mut self) {
        let places = self.mask.len();
        self.groups = self.dims.div_ceil(LANES);
        self.rows.resize(places * self.groups, [0.0; LANES]);
        for (group, numbers) in self.values.chunks(LANES * places.max(1)).enumerate() {
            let rows = self.rows[group..].iter_mut().step_by(self.groups);
            match numbers.len() / places.max(1) {
                1 => transpose::<1>(numbers, rows),
                2 => transpose::<2>(numbers, rows),
                3 => transpose::<3>(numbers, rows),
                _ => transpose::<LANES>(numbers, rows),
            }
        }
        fill_rows(&self.bases, 0.0, &mut self.start);
        fill_rows(&self.floors, f64::NEG_INFINITY, &mut self.least);
        self.has_floors = self.floors.iter().any(|floor| floor.is_finite());
        let almost = |row: &Row| row.map(|floor| floor - TIE);
        self.almost.clear();
        self.almost.extend(self.least.iter().map(almost));
    }

    /// What an option or a term adds in every dimension.
    #[inline]
    pub fn rows(&self, place: usize) -> &[Row] {
        &self.rows[place * self.groups..][..self.groups]
    }

    /// Adds what an option or a term adds in every dimension.
    #[inline]
    pub fn add_place(&self, place: usize, utilities: &mut [Row]) {
        for (sum, row) in utilities.iter_mut().zip(self.rows(place)) {
            *sum = plus(sum, row);
        }
    }

    /// Adds what some terms add in every dimension.
    #[inline]
    pub fn add_terms(&self, terms: &[usize], utilities: &mut [Row]) {
        for term in terms {
            self.add_place(self.options + term, utilities);
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

    /// Utilities of a package in every dimension; returns whether it may be chosen.
    pub fn utilities(&self, space: &Space, package: &[u16], into: &mut Vec<Row>) -> bool {
        into.clear();
        into.extend_from_slice(&self.start);
        let mut counts = true;
        for (&option, offset) in package.iter().zip(space.offsets()) {
            let place = offset + option as usize;
            counts &= self.mask[place] == 0.0;
            self.add_place(place, into);
        }
        for (t, term) in space.terms().iter().enumerate() {
            if term.holds(package) {
                self.add_place(self.options + t, into);
            } else {
                counts &= !self.required[t];
            }
        }
        counts
    }
}

/// Writes numbers of up to four dimensions, one dimension after the other, into rows.
fn transpose<'a, const DIMS: usize>(numbers: &[f64], rows: impl Iterator<Item = &'a mut Row>) {
    let places = numbers.len() / DIMS;
    let columns: [&[f64]; DIMS] = std::array::from_fn(|k| &numbers[k * places..][..places]);
    for (place, row) in rows.take(places).enumerate() {
        for k in 0..DIMS {
            row[k] = columns[k][place];
        }
        row[DIMS..].fill(0.0);
    }
}

/// Writes a number per dimension into rows, and another where there is no dimension.
fn fill_rows(numbers: &[f64], other: f64, rows: &mut Vec<Row>) {
    rows.clear();
    for numbers in numbers.chunks(LANES) {
        let mut row = [other; LANES];
        row[..numbers.len()].copy_from_slice(numbers);
        rows.push(row);
    }
}
