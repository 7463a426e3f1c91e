//! Branch and bound over packages.
//!
//! The objective is a concave function of several utilities, each a sum over issues plus bonuses
//! for terms. A plane above the objective turns it into one sum over issues, whose maximum over the
//! issues still open is a bound (Lagrangian relaxation; floors on utilities enter with multipliers).
//! The plane is chosen at the root by a few steps towards the relaxed optimum; the tree is then
//! walked depth first, the issue's options in descending order of that sum, terms decided as soon
//! as the settled issues decide them.
//!
//! Among packages within rounding of the best, the one found first is kept. The order of the search
//! depends on nothing but the problem, so the same problem always gets the same answer.

use super::Objective;
use crate::game::term::Known;
use crate::game::{Space, UNSETTLED, Valuation};

/// Improvements smaller than this do not count: less than half the grid on which utilities lie, so
/// that no two different utilities are taken for equal.
const TIE: f64 = 4e-13;
/// How many issues are split at most, one within the other.
const SPLITS: usize = 2;
/// Most options of an issue that is split.
const MAX_SPLIT: usize = 16;
/// Steps towards the relaxed optimum before a tree is walked.
const STEPS: usize = 4;
/// Steps before a tree is split.
const GLANCE: usize = 1;

/// Working memory of searches, and the answer of the last one.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// The best package found.
    pub best: Vec<u16>,
    /// Its worth.
    pub worth: f64,
    /// Nodes visited in the last search.
    pub nodes: u64,
    // The problem.
    dims: usize,
    values: Vec<f64>,
    bonuses: Vec<f64>,
    bases: Vec<f64>,
    floors: Vec<f64>,
    required: Vec<bool>,
    options: Vec<Vec<u16>>,
    current: Vec<u16>,
    ceiling: Option<f64>,
    after: Vec<u16>,
    exclude_current: bool,
    // The plane.
    offset: f64,
    slopes: Vec<f64>,
    multipliers: Vec<f64>,
    at: Vec<f64>,
    kept_slopes: Vec<f64>,
    scores: Vec<f64>,
    coefficients: Vec<f64>,
    // Bounds of what is still open, per depth.
    rest_score: Vec<f64>,
    rest_high: Vec<f64>,
    rest_low: Vec<f64>,
    // The path.
    package: Vec<u16>,
    path_score: Vec<f64>,
    path_utilities: Vec<f64>,
    starts: Vec<usize>,
    known: Vec<Known>,
    combination: Vec<usize>,
    active: Vec<bool>,
    relaxed: Vec<u16>,
    point: Vec<f64>,
}

/// When a search may stop before it has proved its answer the best.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Stop at any package with at least this worth.
    pub enough: f64,
    /// Stop after this many nodes.
    pub nodes: u64,
    /// Whether to look for good multipliers of the floors.
    pub tune: bool,
    /// A package may be passed over if it is better by no more than this.
    pub gap: f64,
}

impl Limits {
    /// Only the best will do.
    pub const EXACT: Self = Self {
        enough: f64::INFINITY,
        nodes: 2_000_000,
        tune: true,
        gap: TIE,
    };
}

impl Search {
    /// Working memory; grows to what is asked of it and is then used again.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a problem: issues that are not `open` keep the option of the `current` package; one
    /// on which nothing stands yet then has no option, and the problem no answer.
    pub fn begin(&mut self, space: &Space, current: &[u16], open: impl Fn(usize) -> bool) {
        self.dims = 0;
        self.values.clear();
        self.bonuses.clear();
        self.bases.clear();
        self.floors.clear();
        self.required.clear();
        self.required.resize(space.terms().len(), false);
        self.current.clear();
        self.current.extend_from_slice(current);
        self.ceiling = None;
        self.exclude_current = true;
        self.options.resize_with(space.issues(), Vec::new);
        for (issue, &stands) in current.iter().enumerate() {
            let options = &mut self.options[issue];
            options.clear();
            if open(issue) {
                options.extend(0..space.options_of(issue) as u16);
            } else if stands != UNSETTLED {
                options.push(stands);
            }
        }
    }

    /// Allows the current package itself as an answer.
    pub fn allow_current(&mut self) {
        self.exclude_current = false;
    }

    /// Keeps a party's red lines.
    pub fn keep_red_lines(&mut self, space: &Space, valuation: &Valuation) {
        for (issue, options) in self.options.iter_mut().enumerate() {
            let forbidden = &valuation.forbidden[space.offset(issue)..];
            options.retain(|&option| !forbidden[option as usize]);
            if valuation.never {
                options.clear();
            }
        }
        for &term in &valuation.required {
            self.required[term] = true;
        }
    }

    /// Adds a dimension: a utility, and the least of it that will do.
    pub fn add(&mut self, base: f64, values: &[f64], bonuses: &[f64], floor: f64) {
        self.dims += 1;
        self.bases.push(base);
        self.values.extend_from_slice(values);
        self.bonuses.extend_from_slice(bonuses);
        self.floors.push(floor);
    }

    /// Adds a party's utility as a dimension.
    pub fn add_valuation(&mut self, valuation: &Valuation, floor: f64) {
        self.add(valuation.base, &valuation.values, &valuation.bonuses, floor);
        if valuation.divisor != 1.0 {
            self.divide_last(valuation);
        }
    }

    /// Divides what was added last as the valuation says.
    fn divide_last(&mut self, valuation: &Valuation) {
        let first = self.values.len() - valuation.values.len();
        let first_bonus = self.bonuses.len() - valuation.bonuses.len();
        let base = self.bases.iter_mut().rev().take(1);
        let values = self.values[first..].iter_mut();
        let bonuses = self.bonuses[first_bonus..].iter_mut();
        let all = base.chain(values).chain(bonuses);
        all.for_each(|value| *value /= valuation.divisor);
    }

    /// Asks for packages after a given one in descending order of dimension 0, row-major among
    /// equals.
    pub fn below(&mut self, utility: f64, package: &[u16]) {
        self.ceiling = Some(utility);
        self.after.clear();
        self.after.extend_from_slice(package);
    }

    /// Finds the package with the greatest worth above `at_least`; it is then in
    /// [`best`](Self::best). Returns whether there is one.
    pub fn maximise<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        at_least: f64,
        limits: Limits,
    ) -> bool {
        self.nodes = 0;
        self.worth = at_least;
        self.best.clear();
        if self.options.iter().any(Vec::is_empty) {
            return false;
        }
        self.prepare(space);
        if self.fold_terms(space) {
            self.fill_point_with_means(space);
            self.at.copy_from_slice(&self.point);
            self.solve(space, objective, limits, SPLITS);
        }
        !self.best.is_empty()
    }

    /// Walks the tree of what is open; where terms still tie issues together, one tree per option
    /// of the most tied issue, each with a plane of its own.
    fn solve<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        limits: Limits,
        splits: usize,
    ) -> bool {
        match self.issue_to_split(space).filter(|_| splits > 0) {
            Some(issue) => {
                // One plane for all may already show that nothing here is better.
                self.tune(space, objective, limits, GLANCE)
                    && self.split(space, objective, limits, (issue, splits - 1))
            }
            None => {
                if self.tune(space, objective, limits, STEPS) {
                    self.order_options(space);
                    self.bound_rests(space);
                    self.enter_root(space);
                    return self.descend(space, objective, limits, 0);
                }
                self.worth >= limits.enough
            }
        }
    }

    /// The most tied issue of those that undecided terms speak of.
    fn issue_to_split(&self, space: &Space) -> Option<usize> {
        let tied = |issue: usize| {
            let options = self.options[issue].len();
            (2..=MAX_SPLIT).contains(&options)
                && space
                    .touching(issue)
                    .iter()
                    .any(|(term, _)| self.active[*term])
        };
        space.order().iter().copied().find(|&issue| tied(issue))
    }

    fn split<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        limits: Limits,
        (issue, splits): (usize, usize),
    ) -> bool {
        let options = std::mem::take(&mut self.options[issue]);
        let kept = (
            self.values.clone(),
            self.bonuses.clone(),
            self.bases.clone(),
            self.options.clone(),
            self.active.clone(),
        );
        let mut stop = false;
        for &option in &options {
            self.values.clone_from(&kept.0);
            self.bonuses.clone_from(&kept.1);
            self.bases.clone_from(&kept.2);
            self.options.clone_from(&kept.3);
            self.active.clone_from(&kept.4);
            self.options[issue].push(option);
            stop = self.fold_terms(space) && self.solve(space, objective, limits, splits);
            if stop {
                break;
            }
        }
        (
            self.values,
            self.bonuses,
            self.bases,
            self.options,
            self.active,
        ) = kept;
        self.options[issue] = options;
        stop
    }

    /// Decides the terms that what is settled decides, and folds those that depend on one open
    /// issue into its options. Returns `false` if a red line then leaves nothing.
    fn fold_terms(&mut self, space: &Space) -> bool {
        for t in 0..space.terms().len() {
            if !self.active[t] {
                continue;
            }
            let term = &space.terms()[t];
            if term
                .issues()
                .iter()
                .any(|&issue| self.options[issue].is_empty())
            {
                return false;
            }
            let open = |issue: &&usize| self.options[**issue].len() > 1;
            let mut undecided = term.issues().iter().filter(open);
            match (undecided.next().copied(), undecided.next()) {
                (_, Some(_)) => {}
                (Some(issue), None) => self.fold_into(space, t, issue),
                (None, _) => self.fold_into(space, t, term.issues()[0]),
            }
        }
        self.options.iter().all(|options| !options.is_empty())
    }

    /// Turns a term that depends on one issue into what the issue's options add.
    fn fold_into(&mut self, space: &Space, t: usize, issue: usize) {
        let term = &space.terms()[t];
        let (all, terms) = (space.options(), space.terms().len());
        for &other in term.issues() {
            self.package[other] = self.options[other][0];
        }
        let mut options = std::mem::take(&mut self.options[issue]);
        options.retain(|&option| {
            self.package[issue] = option;
            let holds = term.predicate().holds(&self.package);
            if holds {
                for k in 0..self.dims {
                    let place = k * all + space.offset(issue) + option as usize;
                    self.values[place] += self.bonuses[k * terms + t];
                }
            }
            holds || !self.required[t]
        });
        // Later terms read the package: it must hold an option that is still there.
        if let Some(&first) = options.first() {
            self.package[issue] = first;
        }
        self.options[issue] = options;
        for k in 0..self.dims {
            self.bonuses[k * terms + t] = 0.0;
        }
        self.active[t] = false;
    }

    fn prepare(&mut self, space: &Space) {
        let (dims, terms) = (self.dims, space.terms().len());
        self.active.clear();
        self.starts.clear();
        let mut start = 0;
        for (t, term) in space.terms().iter().enumerate() {
            let counts = (0..dims).any(|k| self.bonuses[k * terms + t] != 0.0);
            self.active.push(counts || self.required[t]);
            self.starts.push(start);
            start += term.issues().len();
        }
        self.known.resize(start, Known::Open);
        self.combination.resize(start, 0);
        self.slopes.clear();
        self.slopes.resize(dims, 0.0);
        self.multipliers.clear();
        self.multipliers.resize(dims, 0.0);
        self.at.clear();
        self.at.resize(dims, 0.0);
        self.point.clear();
        self.point.resize(dims, 0.0);
        self.scores.resize(space.options(), 0.0);
        self.package.clear();
        self.package.extend_from_slice(&self.current);
        self.relaxed.clear();
        self.relaxed.extend_from_slice(&self.current);
    }

    /// Chooses the plane. Returns whether the tree still has to be walked.
    fn tune<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        limits: Limits,
        steps: usize,
    ) -> bool {
        let floors = limits.tune && self.floors.iter().any(|f| f.is_finite());
        let steps = if objective.is_linear() && !floors {
            1
        } else {
            steps
        };
        let mut least = f64::INFINITY;
        for step in 0..steps {
            let height = objective.tangent(&self.at, &mut self.slopes);
            let mut offset = height;
            for k in 0..self.dims {
                offset -= self.slopes[k] * self.at[k];
            }
            if floors {
                offset += self.add_multipliers();
            }
            self.offset = offset;
            let bound = self.relax(space);
            if bound < least {
                least = bound;
                self.kept_slopes.clone_from(&self.slopes);
                self.kept_slopes.push(offset);
            }
            if self.hopeless(bound, limits) {
                return false;
            }
            self.try_relaxed(space, objective);
            if self.worth >= limits.enough || self.hopeless(least, limits) {
                return false;
            }
            if floors {
                self.move_multipliers();
            }
            let pace = 2.0 / (step as f64 + 2.0);
            for k in 0..self.dims {
                self.at[k] += pace * (self.point[k] - self.at[k]);
            }
        }
        self.offset = self.kept_slopes.pop().unwrap_or(0.0);
        self.slopes.clone_from(&self.kept_slopes);
        self.score(space);
        true
    }

    /// Utilities of the middle of each issue's range, as a first guess.
    fn fill_point_with_means(&mut self, space: &Space) {
        for k in 0..self.dims {
            let values = &self.values[k * space.options()..];
            let mut sum = self.bases[k];
            for (issue, options) in self.options.iter().enumerate() {
                let of = |option: &u16| values[space.offset(issue) + *option as usize];
                let high = options.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
                let low = options.iter().map(of).fold(f64::INFINITY, f64::min);
                sum += 0.5 * (high + low);
            }
            self.point[k] = sum;
        }
    }

    /// Adds the floors' multipliers to the slopes; returns their part of the offset.
    fn add_multipliers(&mut self) -> f64 {
        let largest = self.slopes.iter().fold(0.0f64, |a, b| a.max(b.abs()));
        let unit = if largest > 0.0 { largest } else { 1.0 };
        let mut offset = 0.0;
        for k in 0..self.dims {
            if self.floors[k].is_finite() {
                if self.multipliers[k] == 0.0 {
                    self.multipliers[k] = unit;
                }
                self.slopes[k] += self.multipliers[k];
                offset -= self.multipliers[k] * self.floors[k];
            }
        }
        offset
    }

    /// Raises the multipliers of floors that the relaxed optimum misses, lowers the others.
    fn move_multipliers(&mut self) {
        for k in 0..self.dims {
            if self.floors[k].is_finite() {
                let missed = self.point[k] < self.floors[k];
                self.multipliers[k] *= if missed { 1.9 } else { 0.55 };
            }
        }
    }

    /// Scores every option by the plane.
    fn score(&mut self, space: &Space) {
        let (options, terms) = (space.options(), space.terms().len());
        for issue in 0..space.issues() {
            let offset = space.offset(issue);
            for &option in &self.options[issue] {
                let place = offset + option as usize;
                let mut score = 0.0;
                for k in 0..self.dims {
                    score += self.slopes[k] * self.values[k * options + place];
                }
                self.scores[place] = score;
            }
        }
        self.coefficients.clear();
        for t in 0..terms {
            let weigh = |k| self.slopes[k] * self.bonuses[k * terms + t];
            self.coefficients.push((0..self.dims).map(weigh).sum());
        }
    }

    /// Maximum of the plane with every term at its better value; `relaxed` is where.
    fn relax(&mut self, space: &Space) -> f64 {
        self.score(space);
        let mut bound = self.offset;
        for k in 0..self.dims {
            bound += self.slopes[k] * self.bases[k];
        }
        for (issue, options) in self.options.iter().enumerate() {
            let mut best = options[0];
            let scores = &self.scores[space.offset(issue)..];
            for &option in &options[1..] {
                if scores[option as usize] > scores[best as usize] {
                    best = option;
                }
            }
            bound += scores[best as usize];
            self.relaxed[issue] = best;
        }
        bound + self.coefficients.iter().map(|c| c.max(0.0)).sum::<f64>()
    }

    /// Tries the relaxed optimum as an answer and leaves its utilities in `point`.
    fn try_relaxed<O: Objective>(&mut self, space: &Space, objective: &O) {
        let (options, terms) = (space.options(), space.terms().len());
        for k in 0..self.dims {
            let mut sum = self.bases[k];
            for (issue, &option) in self.relaxed.iter().enumerate() {
                sum += self.values[k * options + space.offset(issue) + option as usize];
            }
            self.point[k] = sum;
        }
        let mut kept = true;
        for (t, term) in space.terms().iter().enumerate() {
            if self.active[t] {
                if term.predicate().holds(&self.relaxed) {
                    for k in 0..self.dims {
                        self.point[k] += self.bonuses[k * terms + t];
                    }
                } else {
                    kept &= !self.required[t];
                }
            }
        }
        let reached = (0..self.dims).all(|k| self.point[k] >= self.floors[k]);
        if kept
            && reached
            && self.ceiling.is_none()
            && !(self.exclude_current && self.relaxed == self.current)
        {
            let worth = objective.worth(&self.point);
            if worth > self.worth + TIE {
                self.worth = worth;
                self.best.clone_from(&self.relaxed);
            }
        }
    }

    fn order_options(&mut self, space: &Space) {
        for (issue, options) in self.options.iter_mut().enumerate() {
            let scores = &self.scores[space.offset(issue)..];
            options.sort_by(|&a, &b| {
                let (a_score, b_score) = (scores[a as usize], scores[b as usize]);
                b_score.total_cmp(&a_score).then(a.cmp(&b))
            });
        }
    }

    /// Per depth, what the issues still open can add at most (and, to dimension 0, at least).
    fn bound_rests(&mut self, space: &Space) {
        let (issues, dims, options) = (space.issues(), self.dims, space.options());
        self.rest_score.clear();
        self.rest_score.resize(issues + 1, 0.0);
        self.rest_high.clear();
        self.rest_high.resize((issues + 1) * dims, 0.0);
        self.rest_low.clear();
        self.rest_low.resize(issues + 1, 0.0);
        for depth in (0..issues).rev() {
            let issue = space.order()[depth];
            let offset = space.offset(issue);
            let allowed = &self.options[issue];
            let score = self.scores[offset + allowed[0] as usize];
            self.rest_score[depth] = self.rest_score[depth + 1] + score;
            for k in 0..dims {
                let floor_or_first = k == 0 || self.floors[k].is_finite();
                if floor_or_first {
                    let values = &self.values[k * options + offset..];
                    let of = |&option: &u16| values[option as usize];
                    let high = allowed.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
                    self.rest_high[depth * dims + k] =
                        self.rest_high[(depth + 1) * dims + k] + high;
                    if k == 0 {
                        let low = allowed.iter().map(of).fold(f64::INFINITY, f64::min);
                        self.rest_low[depth] = self.rest_low[depth + 1] + low;
                    }
                }
            }
        }
    }

    fn enter_root(&mut self, space: &Space) {
        let (issues, dims, terms) = (space.issues(), self.dims, space.terms().len());
        self.path_score.resize(issues + 1, 0.0);
        self.path_utilities.resize((issues + 1) * dims, 0.0);
        let mut score = self.offset;
        for k in 0..dims {
            score += self.slopes[k] * self.bases[k];
            let better: f64 = (0..terms)
                .map(|t| self.bonuses[k * terms + t].max(0.0))
                .sum();
            self.path_utilities[k] = self.bases[k] + better;
        }
        score += self.coefficients.iter().map(|c| c.max(0.0)).sum::<f64>();
        self.path_score[0] = score;
    }

    /// Settles the issue at `depth` in every way that may still lead to something better. Returns
    /// whether to stop everything.
    fn descend<O: Objective>(
        &mut self,
        space: &Space,
        objective: &O,
        limits: Limits,
        depth: usize,
    ) -> bool {
        if depth == space.issues() {
            self.leaf(objective);
            return self.worth >= limits.enough;
        }
        let issue = space.order()[depth];
        let offset = space.offset(issue);
        for n in 0..self.options[issue].len() {
            let option = self.options[issue][n];
            let place = offset + option as usize;
            let score = self.path_score[depth] + self.scores[place];
            // The rest of the options score no better, and terms can only lower a score.
            if self.hopeless(score + self.rest_score[depth + 1], limits) {
                return false;
            }
            self.nodes += 1;
            if self.nodes > limits.nodes {
                return true;
            }
            self.package[issue] = option;
            if self.settle(space, depth, issue, option, score)
                && !self.hopeless(
                    self.path_score[depth + 1] + self.rest_score[depth + 1],
                    limits,
                )
                && self.within_reach(depth + 1)
                && self.descend(space, objective, limits, depth + 1)
            {
                return true;
            }
        }
        false
    }

    fn hopeless(&self, bound: f64, limits: Limits) -> bool {
        match self.ceiling {
            // Equals are told apart by their order, so they must be looked at.
            Some(_) => bound < self.worth - TIE,
            None => bound <= self.worth + limits.gap,
        }
    }

    /// Writes the scores and utilities after an option; `false` if a required term fails.
    fn settle(
        &mut self,
        space: &Space,
        depth: usize,
        issue: usize,
        option: u16,
        score: f64,
    ) -> bool {
        let (dims, terms, options) = (self.dims, space.terms().len(), space.options());
        let place = space.offset(issue) + option as usize;
        let (before, after) = self.path_utilities.split_at_mut((depth + 1) * dims);
        let before = &before[depth * dims..];
        for k in 0..dims {
            after[k] = before[k] + self.values[k * options + place];
        }
        let mut score = score;
        for &(t, level) in space.touching(issue) {
            if !self.active[t] {
                continue;
            }
            let cell = self.starts[t] + level;
            let (known, combination) = match level {
                0 => (Known::Open, 0),
                _ => (self.known[cell - 1], self.combination[cell - 1]),
            };
            if known != Known::Open {
                self.known[cell] = known;
                continue;
            }
            let term = &space.terms()[t];
            let combination = term.combine(level, combination, option as usize);
            let known = term.known(level, combination, &self.package);
            self.combination[cell] = combination;
            self.known[cell] = known;
            match known {
                Known::Open => {}
                Known::Holds => score += self.coefficients[t].min(0.0),
                Known::Fails => {
                    if self.required[t] {
                        return false;
                    }
                    score -= self.coefficients[t].max(0.0);
                }
            }
            if known != Known::Open {
                for (k, utility) in after.iter_mut().take(dims).enumerate() {
                    let bonus = self.bonuses[k * terms + t];
                    let better = bonus.max(0.0);
                    *utility += if known == Known::Holds { bonus } else { 0.0 } - better;
                }
            }
        }
        self.path_score[depth + 1] = score;
        true
    }

    /// Whether every floor, and the ceiling, can still be met.
    fn within_reach(&self, depth: usize) -> bool {
        let dims = self.dims;
        let utilities = &self.path_utilities[depth * dims..];
        let rest = &self.rest_high[depth * dims..];
        let floors = (0..dims).all(|k| {
            self.floors[k] == f64::NEG_INFINITY || utilities[k] + rest[k] >= self.floors[k] - TIE
        });
        floors
            && self
                .ceiling
                .is_none_or(|ceiling| self.lowest(depth) <= ceiling)
    }

    /// A lower bound of dimension 0 below a node: every bonus counted as missed.
    fn lowest(&self, depth: usize) -> f64 {
        let terms = self.active.len();
        let missed: f64 = self.bonuses[..terms].iter().map(|b| b.abs()).sum();
        self.path_utilities[depth * self.dims] + self.rest_low[depth] - missed
    }

    fn leaf<O: Objective>(&mut self, objective: &O) {
        let depth = self.package.len();
        let utilities = &self.path_utilities[depth * self.dims..(depth + 1) * self.dims];
        if utilities
            .iter()
            .zip(&self.floors)
            .any(|(u, floor)| u < floor)
            || (self.exclude_current && self.package == self.current)
        {
            return;
        }
        let worth = objective.worth(utilities);
        if let Some(ceiling) = self.ceiling {
            let after =
                utilities[0] < ceiling || (utilities[0] == ceiling && self.package > self.after);
            let first = worth > self.worth || (worth == self.worth && self.package < self.best);
            if !after || !first {
                return;
            }
        } else if worth <= self.worth + TIE {
            return;
        }
        self.worth = worth;
        self.best.clone_from(&self.package);
    }
}
