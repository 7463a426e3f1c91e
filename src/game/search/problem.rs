//! A search as it is posed: which packages count, and which utilities matter, laid out for sums.

use crate::game::Space;

/// Improvements smaller than this do not count: less than half the grid on which utilities lie, so
/// that no two different utilities are taken for equal.
pub(super) const TIE: f64 = 4e-13;
/// Dimensions that are added up together.
pub(super) const LANES: usize = 4;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Problem {
    pub dims: usize,
    /// Options of all issues; terms are numbered on from them.
    pub options: usize,
    /// Per dimension, what every option and then every term adds.
    pub values: Vec<f64>,
    pub bases: Vec<f64>,
    /// The same per option and term, with room for `width` dimensions each.
    rows: Vec<f64>,
    /// Dimensions, rounded up so that sums are taken four at a time.
    pub width: usize,
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

    /// Whether utilities reach every floor.
    #[inline]
    pub fn meets_floors(&self, utilities: &[f64]) -> bool {
        utilities
            .iter()
            .zip(&self.floors)
            .all(|(u, floor)| u >= floor)
    }

    /// What a term adds in a dimension.
    pub fn bonus(&self, k: usize, term: usize) -> f64 {
        self.values[k * self.mask.len() + self.options + term]
    }

    /// Lays values out by option and term.
    pub fn lay_rows(&mut self) {
        let places = self.mask.len();
        self.width = self.dims.next_multiple_of(LANES);
        self.rows.resize(places * self.width, 0.0);
        for (group, numbers) in self.values.chunks(LANES * places.max(1)).enumerate() {
            let rows = &mut self.rows[group * LANES..];
            match numbers.len() / places.max(1) {
                1 => transpose::<1>(numbers, rows, self.width),
                2 => transpose::<2>(numbers, rows, self.width),
                3 => transpose::<3>(numbers, rows, self.width),
                _ => transpose::<LANES>(numbers, rows, self.width),
            }
        }
    }

    /// Utilities before any option is chosen; there is room for `width`.
    pub fn start(&self, utilities: &mut Vec<f64>) {
        utilities.clear();
        utilities.extend_from_slice(&self.bases);
        utilities.resize(self.width, 0.0);
    }

    /// Writes what an option adds in every dimension.
    #[inline]
    pub fn write_option(&self, place: usize, into: &mut [f64]) {
        let row = &self.rows[place * self.width..];
        for (into, row) in into.chunks_exact_mut(LANES).zip(row.chunks_exact(LANES)) {
            into.copy_from_slice(row);
        }
    }

    /// Adds what an option adds in every dimension.
    #[inline]
    pub fn add_option(&self, place: usize, utilities: &mut [f64]) {
        add(utilities, &self.rows[place * self.width..]);
    }

    /// Adds what some options, and terms numbered on from them, add in every dimension.
    pub fn add_places(&self, places: impl Iterator<Item = usize> + Clone, utilities: &mut [f64]) {
        for (group, sums) in utilities.chunks_exact_mut(LANES).enumerate() {
            let mut sum = [0.0; LANES];
            sum.copy_from_slice(sums);
            for place in places.clone() {
                let row = &self.rows[place * self.width + group * LANES..][..LANES];
                for k in 0..LANES {
                    sum[k] += row[k];
                }
            }
            sums.copy_from_slice(&sum);
        }
    }

    /// Adds what some terms add in every dimension.
    #[inline]
    pub fn add_terms(&self, terms: &[usize], utilities: &mut [f64]) {
        terms.iter().for_each(|&t| self.add_term(t, utilities));
    }

    /// Adds what a term adds in every dimension.
    #[inline]
    pub fn add_term(&self, term: usize, utilities: &mut [f64]) {
        self.add_option(self.options + term, utilities);
    }

    /// Adds what loose terms add; returns whether the required ones among them hold.
    pub fn add_loose(&self, space: &Space, package: &[u16], utilities: &mut [f64]) -> bool {
        let mut kept = true;
        for &t in &space.splits().loose {
            if space.terms()[t].holds(package) {
                self.add_term(t, utilities);
            } else {
                kept &= !self.required[t];
            }
        }
        kept
    }

    /// Utilities of a package in every dimension; returns whether it may be chosen.
    pub fn utilities(&self, space: &Space, package: &[u16], into: &mut Vec<f64>) -> bool {
        self.start(into);
        let mut counts = true;
        let options = package.iter().enumerate();
        let places = options.map(|(issue, &option)| space.offset(issue) + option as usize);
        for place in places.clone() {
            counts &= self.mask[place] == 0.0;
        }
        self.add_places(places, into);
        for (t, term) in space.terms().iter().enumerate() {
            if term.holds(package) {
                self.add_term(t, into);
            } else {
                counts &= !self.required[t];
            }
        }
        into.truncate(self.dims);
        counts
    }
}

/// Writes numbers of up to four dimensions, one dimension after the other, into rows that are `width` apart.
fn transpose<const DIMS: usize>(numbers: &[f64], rows: &mut [f64], width: usize) {
    let places = numbers.len() / DIMS;
    let columns: [&[f64]; DIMS] = std::array::from_fn(|k| &numbers[k * places..][..places]);
    for (place, row) in rows.chunks_mut(width).take(places).enumerate() {
        let mut numbers = [0.0; LANES];
        for k in 0..DIMS {
            numbers[k] = columns[k][place];
        }
        row[..LANES].copy_from_slice(&numbers);
    }
}

/// Adds a row to a sum, four dimensions at a time.
#[inline]
fn add(sum: &mut [f64], row: &[f64]) {
    for (sum, row) in sum.chunks_exact_mut(LANES).zip(row.chunks_exact(LANES)) {
        for k in 0..LANES {
            sum[k] += row[k];
        }
    }
}
