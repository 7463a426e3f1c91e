//! Posing a problem to a search: which packages count, and which utilities matter.

use super::Search;
use super::problem::Problem;
use super::rows::LANES;
use crate::game::{Space, UNSETTLED, Valuation};
use crate::math::quantise;

/// A problem as it was posed, to be taken up again.
#[derive(Debug, Clone, Default)]
pub struct Posed(Problem);

impl Search {
    /// Working memory; grows to what is asked of it and is then used again.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a problem: issues that are not `open` keep the option of the `current` package; one
    /// on which nothing stands yet then has no option, and the problem no answer.
    pub fn begin(&mut self, space: &Space, current: &[u16], open: impl Fn(usize) -> bool) {
        let problem = &mut self.problem;
        problem.clear(space, current);
        for (issue, &stands) in current.iter().enumerate() {
            let offset = space.offset(issue);
            if open(issue) {
                problem.mask[offset..space.offset(issue + 1)].fill(0.0);
            } else if stands != UNSETTLED {
                problem.mask[offset + stands as usize] = 0.0;
            }
        }
        self.hint.clear();
        self.price = 0.0;
    }

    /// Allows the current package itself as an answer.
    pub fn allow_current(&mut self) {
        self.problem.exclude_current = false;
    }

    /// Keeps a party's red lines.
    pub fn keep_red_lines(&mut self, valuation: &Valuation) {
        self.problem.keep_red_lines(valuation);
    }

    /// Takes up a problem that was posed before in place of the one in hand, which is put there: so that what two questions
    /// have in common is posed once.
    pub fn swap(&mut self, posed: &mut Posed) {
        std::mem::swap(&mut self.problem, &mut posed.0);
    }

    /// Asks about the same packages with other utilities: what is added next is the first dimension.
    pub fn begin_utilities(&mut self) {
        self.problem.clear_dimensions();
    }

    /// Whether the problem in hand is just that of another search, limits of the space counted in both or in neither.
    pub fn poses_the_same(&mut self, space: &Space, other: &mut Self) -> bool {
        let hashes = [self, other].map(|search| {
            search.problem.add_limits(space);
            let mut question = super::Question::default();
            question.problem(&search.problem);
            question.hash()
        });
        hashes[0] == hashes[1]
    }

    /// Changes the least that will do in the first dimension.
    pub fn require(&mut self, floor: f64) {
        self.problem.floors[0] = floor;
    }

    /// Adds a party's utility as a dimension, and the least of it that will do.
    pub fn add(&mut self, valuation: &Valuation, floor: f64) {
        let (options, terms) = (valuation.values.iter(), valuation.bonuses.iter());
        let problem = &mut self.problem;
        if valuation.as_given {
            // On the grid, so that sums do not depend on the order in which a search adds.
            let place = |value: &f64| quantise(value / valuation.divisor);
            let base = place(&valuation.base);
            problem.add(base, floor, options.map(place), terms.map(place));
        } else {
            problem.add(valuation.base, floor, options.copied(), terms.copied());
        }
    }

    /// Adds four as the first dimensions, which takes less time than one after the other.
    pub fn add_row(&mut self, sums: [(&Valuation, f64); LANES]) {
        if sums.iter().any(|(sum, _)| sum.as_given) {
            sums.iter().for_each(|(sum, floor)| self.add(sum, *floor));
        } else {
            self.problem.add_row(sums);
        }
    }

    /// Asks for packages in descending order of dimension 0, row-major among equals: for the first,
    /// or for the next after a given one.
    pub fn after(&mut self, space: &Space, package: Option<&[u16]>) {
        let problem = &mut self.problem;
        problem.lay_ends();
        problem.after.clear();
        problem.ceiling = Some(f64::INFINITY);
        if let Some(package) = package {
            problem.utilities(space, package, &mut self.lead.point);
            problem.ceiling = Some(self.lead.point[0][0]);
            problem.after.extend_from_slice(package);
        }
    }

    /// A package that is likely to be good: a good answer early rules out most of the rest.
    pub fn try_first(&mut self, package: &[u16]) {
        self.hint.clear();
        self.hint.extend_from_slice(package);
    }

    /// What a unit of the floored dimension is likely to cost, against the objective's steepest slope: as
    /// [`price`](Self::price) has it after a similar search. 0 where the floor is likely not to bind.
    pub fn guess_price(&mut self, price: f64) {
        self.price = price;
    }

    /// What a unit of the floored dimension cost in the last search; what was guessed where none was needed to
    /// tell.
    pub fn price(&self) -> f64 {
        self.price
    }
}
