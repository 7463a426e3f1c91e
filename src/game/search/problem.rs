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
    /// Per dimension and option of all issues.
    pub values: Vec<f64>,
    /// Per dimension and term.
    pub bonuses: Vec<f64>,
    pub bases: Vec<f64>,
    /// The same per option and per term, with room for `width` dimensions each.
    rows: Vec<f64>,
    term_rows: Vec<f64>,
    /// Dimensions, rounded up so that sums are taken four at a time.
    pub width: usize,
    /// Per dimension, the least that will do.
    pub floors: Vec<f64>,
    /// Per term, whether a red line requires it.
    pub required: Vec<bool>,
    /// Per option of all issues, 0 where it may be chosen, else minus infinity.
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
            self.bonuses.resize(self.dims * space.terms().len(), 0.0);
        }
        wanted
    }

    /// The point where everything is in the middle of its range.
    pub fn middle(&self, space: &Space, into: &mut Vec<f64>) {
        into.clear();
        let (options, terms) = (space.options(), space.terms().len());
        for k in 0..self.dims {
            let values = &self.values[k * options..(k + 1) * options];
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
            let bonuses = &self.bonuses[k * terms..(k + 1) * terms];
            into.push(sum + 0.5 * bonuses.iter().sum::<f64>());
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

    /// Lays values and bonuses out by option and term.
    pub fn lay_rows(&mut self) {
        self.width = self.dims.next_multiple_of(LANES);
        transpose(&self.values, self.mask.len(), self.width, &mut self.rows);
        transpose(
            &self.bonuses,
            self.required.len(),
            self.width,
            &mut self.term_rows,
        );
    }

    /// Utilities before any option is chosen; there is room for `width`.
    pub fn start(&self, utilities: &mut Vec<f64>) {
        utilities.clear();
        utilities.extend_from_slice(&self.bases);
        utilities.resize(self.width, 0.0);
    }

    /// Adds what an option adds in every dimension.
    #[inline]
    pub fn add_option(&self, place: usize, utilities: &mut [f64]) {
        add(utilities, &self.rows[place * self.width..]);
    }

    /// Adds what the options of a package add in every dimension.
    pub fn add_options(&self, space: &Space, package: &[u16], utilities: &mut [f64]) {
        for (group, sums) in utilities.chunks_exact_mut(LANES).enumerate() {
            let mut sum = [0.0; LANES];
            sum.copy_from_slice(sums);
            for (issue, &option) in package.iter().enumerate() {
                let place = space.offset(issue) + option as usize;
                let row = &self.rows[place * self.width + group * LANES..][..LANES];
                for k in 0..LANES {
                    sum[k] += row[k];
                }
            }
            sums.copy_from_slice(&sum);
        }
    }

    /// Takes away what an option adds.
    #[inline]
    pub fn take_option(&self, place: usize, utilities: &mut [f64]) {
        take(utilities, &self.rows[place * self.width..]);
    }

    /// Takes away what a term adds.
    #[inline]
    pub fn take_term(&self, term: usize, utilities: &mut [f64]) {
        take(utilities, &self.term_rows[term * self.width..]);
    }

    /// Adds what some terms add in every dimension.
    #[inline]
    pub fn add_terms(&self, terms: &[usize], utilities: &mut [f64]) {
        terms.iter().for_each(|&t| self.add_term(t, utilities));
    }

    /// Adds what a term adds in every dimension.
    #[inline]
    pub fn add_term(&self, term: usize, utilities: &mut [f64]) {
        add(utilities, &self.term_rows[term * self.width..]);
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
        for (issue, &option) in package.iter().enumerate() {
            let place = space.offset(issue) + option as usize;
            counts &= self.mask[place] == 0.0;
        }
        self.add_options(space, package, into);
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

/// Numbers by dimension, laid out by place.
fn transpose(numbers: &[f64], places: usize, width: usize, into: &mut Vec<f64>) {
    into.resize(places * width, 0.0);
    if places == 0 {
        return;
    }
    for (group, numbers) in numbers.chunks(places * LANES).enumerate() {
        let rows = into.chunks_exact_mut(width).map(|row| {
            let start = group * LANES;
            &mut row[start..start + LANES]
        });
        match numbers.len() / places {
            LANES => {
                let (a, rest) = numbers.split_at(places);
                let (b, rest) = rest.split_at(places);
                let (c, d) = rest.split_at(places);
                for ((((row, a), b), c), d) in rows.zip(a).zip(b).zip(c).zip(d) {
                    row.copy_from_slice(&[*a, *b, *c, *d]);
                }
            }
            _ => {
                for (place, row) in rows.enumerate() {
                    let column = numbers[place..].iter().step_by(places).copied();
                    let column = column.chain(std::iter::repeat(0.0));
                    row.iter_mut().zip(column).for_each(|(to, from)| *to = from);
                }
            }
        }
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

/// Takes a row away from a sum.
#[inline]
fn take(sum: &mut [f64], row: &[f64]) {
    for (sum, row) in sum.chunks_exact_mut(LANES).zip(row.chunks_exact(LANES)) {
        for k in 0..LANES {
            sum[k] -= row[k];
        }
    }
}
