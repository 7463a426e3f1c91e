//! What packages are worth to a party in one replication.
//!
//! `u(x) = base + sum over issues of values[x_i] + sum over terms of bonus x [x satisfies it]`,
//! scaled so that the worst package is worth 0 and the best 1. Every addend is a multiple of 2^-40,
//! so that a sum is the same to the last bit in whatever order it is taken.
//!
//! A party whose scale is "as given" keeps weight times value as plain doubles: `u(x)` is then the
//! sum in the order above, divided by the party's divisor.

use super::checks::MOST;
use super::search::{Search, extremes};
use super::{Draw, Placed, Space};
use crate::math::quantise;
use crate::model::{Interest, Quantity, Reservation, Scale, Scenario, ValueFunction};

/// A party's utilities and red lines.
#[derive(Debug, Clone, PartialEq)]
pub struct Valuation {
    /// Utility before any option is chosen.
    pub base: f64,
    /// Per option of all issues, what it adds.
    pub values: Vec<f64>,
    /// Per term of the space, what satisfying it adds.
    pub bonuses: Vec<f64>,
    /// Per option of all issues, whether a red line forbids it whatever the rest.
    pub forbidden: Vec<bool>,
    /// Issues of which a red line forbids options.
    pub guarded: Vec<usize>,
    /// Terms that a red line requires, ascending.
    pub required: Vec<usize>,
    /// Whether red lines forbid every package.
    pub never: bool,
    /// Whether the party's scale is as given, so that sums depend on their order in the last bits.
    pub as_given: bool,
    /// What sums are divided by: 1 except where the scale is as given.
    pub divisor: f64,
}

impl Default for Valuation {
    fn default() -> Self {
        Self {
            base: 0.0,
            values: Vec::new(),
            bonuses: Vec::new(),
            forbidden: Vec::new(),
            guarded: Vec::new(),
            required: Vec::new(),
            never: false,
            as_given: false,
            divisor: 1.0,
        }
    }
}

/// Writes the sums of numbers and as many others.
fn add_two(sums: &mut Vec<f64>, some: &[f64], others: &[f64]) {
    sums.clear();
    sums.extend(some.iter().zip(others).map(|(one, other)| one + other));
}

/// Adds numbers to as many others.
fn add_up(sums: &mut [f64], more: &[f64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

impl Valuation {
    /// Utility of a package; every issue must be settled.
    pub fn utility(&self, space: &Space, package: &[u16]) -> f64 {
        if space.terms().is_empty() {
            return self.divide(self.of_options(space, package));
        }
        // What the options add, and which terms they satisfy, in one pass.
        let checks = space.checks();
        let words = checks.words(package);
        let values = &self.values[..words.len()];
        let (mut sum, mut common) = (self.base, u64::MAX);
        for (&option, first) in package.iter().zip(space.offsets()) {
            let place = first + usize::from(option);
            sum += values[place];
            common &= words[place];
        }
        self.with_terms(sum, checks.finish(common, package), space, package)
    }

    /// The base and what a package's options add.
    pub fn of_options(&self, space: &Space, package: &[u16]) -> f64 {
        let mut sum = self.base;
        for (&option, first) in package.iter().zip(space.offsets()) {
            sum += self.values[first + option as usize];
        }
        sum
    }

    /// Utility of a package where the sum of the base and of what the options add is known.
    pub fn with_bonuses(&self, sum: f64, space: &Space, package: &[u16]) -> f64 {
        let held = space.checks().satisfied(package);
        self.with_terms(sum, held, space, package)
    }

    /// The same where is known too which of the terms that are checked at once hold.
    #[inline(always)]
    fn with_terms(&self, mut sum: f64, mut held: u64, space: &Space, package: &[u16]) -> f64 {
        while held != 0 {
            let term = held.trailing_zeros() as usize;
            held &= held - 1;
            if let Some(bonus) = self.bonuses.get(term) {
                sum += bonus;
            }
        }
        if self.bonuses.len() > MOST {
            sum = self.with_later_terms(sum, space, package);
        }
        self.divide(sum)
    }

    /// Adds what the terms give that are not checked at once.
    #[cold]
    fn with_later_terms(&self, sum: f64, space: &Space, package: &[u16]) -> f64 {
        let later = space.terms().iter().zip(&self.bonuses).skip(MOST);
        let held = later.filter(|(term, _)| term.holds(package));
        held.fold(sum, |sum, (_, bonus)| sum + bonus)
    }

    #[inline]
    fn divide(&self, sum: f64) -> f64 {
        if self.divisor == 1.0 {
            sum
        } else {
            sum / self.divisor
        }
    }

    /// Becomes the sum of others whose divisor is 1, red lines aside; stays as it is if there are none.
    pub fn sum_up<'v>(&mut self, mut others: impl Iterator<Item = &'v Self>) {
        let Some(first) = others.next() else { return };
        self.base = first.base;
        let Some(second) = others.next() else {
            self.values.clone_from(&first.values);
            self.bonuses.clone_from(&first.bonuses);
            return;
        };
        self.base += second.base;
        add_two(&mut self.values, &first.values, &second.values);
        add_two(&mut self.bonuses, &first.bonuses, &second.bonuses);
        for other in others {
            self.base += other.base;
            add_up(&mut self.values, &other.values);
            add_up(&mut self.bonuses, &other.bonuses);
        }
    }

    /// The same utilities, to within rounding, with a divisor of 1.
    #[must_use]
    pub fn divided(mut self) -> Self {
        if self.divisor != 1.0 {
            self.base /= self.divisor;
            let each = self.values.iter_mut().chain(&mut self.bonuses);
            each.for_each(|value| *value /= self.divisor);
            self.divisor = 1.0;
        }
        self
    }

    /// Whether a package crosses a red line.
    pub fn crosses(&self, space: &Space, package: &[u16]) -> bool {
        let forbids =
            |&issue: &usize| self.forbidden[space.offset(issue) + usize::from(package[issue])];
        self.never
            || self.guarded.iter().any(forbids)
            || self
                .required
                .iter()
                .any(|&term| !space.terms()[term].holds(package))
    }

    /// Marks the red lines drawn.
    pub fn draw_red_lines(&mut self, space: &Space, party: usize, drawn: &[bool]) {
        self.forbidden.clear();
        self.forbidden.resize(space.options(), false);
        self.guarded.clear();
        self.required.clear();
        self.never = false;
        for (placed, _) in space
            .conditions(party)
            .iter()
            .zip(drawn)
            .filter(|(_, red)| **red)
        {
            match placed {
                Placed::Always(holds) => self.never |= !holds,
                Placed::One(issue, allowed) => {
                    self.guarded.push(*issue);
                    let options = &mut self.forbidden[space.offset(*issue)..];
                    for (forbidden, allowed) in options.iter_mut().zip(allowed) {
                        *forbidden |= !allowed;
                    }
                }
                Placed::Term(term) => self.required.push(*term),
            }
        }
        self.required.sort_unstable();
        self.required.dedup();
    }
}

/// Compiles a party's utilities from a draw, rebuilding only what uncertain inputs feed.
#[derive(Debug, Clone)]
pub struct Compiler {
    feeds: Vec<Vec<bool>>,
    uncertain: Vec<bool>,
}

impl Compiler {
    /// Looks up which inputs feed each party's utilities.
    pub fn new(scenario: &Scenario) -> Self {
        let feeds: Vec<Vec<bool>> = scenario
            .parties
            .iter()
            .map(|party| {
                let mut fed = vec![false; scenario.inputs.len()];
                let mut note =
                    |q: &Quantity| q.feeds.iter().for_each(|&(input, _)| fed[input] = true);
                party
                    .interests
                    .iter()
                    .for_each(|interest| visit(interest, &mut note));
                party.conditions.iter().for_each(|c| note(&c.weight));
                fed
            })
            .collect();
        Self {
            uncertain: feeds.iter().map(|fed| fed.contains(&true)).collect(),
            feeds,
        }
    }

    /// Whether a party's utilities differ between replications.
    pub fn is_uncertain(&self, party: usize) -> bool {
        self.uncertain[party]
    }

    /// Whether an input feeds a party's utilities.
    pub fn depends(&self, party: usize, input: usize) -> bool {
        self.feeds[party][input]
    }

    /// Writes a party's utilities for one draw of the inputs into `into`; its red lines are left
    /// as they are.
    pub fn compile(
        &self,
        scenario: &Scenario,
        space: &Space,
        party: usize,
        inputs: &[f64],
        search: &mut Search,
        into: &mut Valuation,
    ) {
        raw(scenario, space, party, inputs, into);
        if let Scale::AsGiven { divisor } = scenario.parties[party].scale {
            into.as_given = true;
            into.divisor = divisor;
            return;
        }
        into.as_given = false;
        into.divisor = 1.0;
        let (worst, best) = extremes(space, into, search);
        let range = best - worst;
        let factor = if range > 1e-12 { 1.0 / range } else { 0.0 };
        let scale = |v: &mut f64| *v = quantise(*v * factor);
        into.values.iter_mut().for_each(scale);
        into.bonuses.iter_mut().for_each(scale);
        into.base = quantise(-worst * factor);
    }

    /// A valuation of every party for a draw, red lines included.
    pub fn compile_all(
        &self,
        scenario: &Scenario,
        space: &Space,
        draw: &Draw,
        search: &mut Search,
    ) -> Vec<Valuation> {
        (0..scenario.parties.len())
            .map(|party| {
                let mut valuation = Valuation::default();
                self.compile(scenario, space, party, &draw.inputs, search, &mut valuation);
                valuation.draw_red_lines(space, party, &draw.red_lines[party]);
                valuation
            })
            .collect()
    }

    /// What no deal is worth to a party before anything has happened.
    pub fn reservation(
        scenario: &Scenario,
        space: &Space,
        party: usize,
        inputs: &[f64],
        valuation: &Valuation,
    ) -> f64 {
        let value = match &scenario.parties[party].reservation {
            Reservation::Absolute(quantity) => quantity.value(inputs),
            Reservation::OverStatusQuo(quantity) => {
                // The loader lets this kind stand only where there is a status quo.
                let stands = space.status_quo();
                stands.map_or(0.0, |package| valuation.utility(space, package))
                    + quantity.value(inputs)
            }
        };
        scenario.parties[party].scale.place(value)
    }
}

/// Weights times values, before scaling.
fn raw(scenario: &Scenario, space: &Space, party: usize, inputs: &[f64], into: &mut Valuation) {
    let party_model = &scenario.parties[party];
    into.base = 0.0;
    into.values.clear();
    into.values.resize(space.options(), 0.0);
    into.bonuses.clear();
    into.bonuses.resize(space.terms().len(), 0.0);
    for interest in &party_model.interests {
        let weight = party_model.weight(&interest.weight, inputs);
        let offset = space.offset(interest.issue);
        let issue = &scenario.issues[interest.issue];
        for option in 0..issue.options.len() {
            into.values[offset + option] += weight * worth(&interest.value, issue, option, inputs);
        }
    }
    for (condition, placed) in party_model.conditions.iter().zip(space.conditions(party)) {
        let weight = party_model.weight(&condition.weight, inputs);
        match placed {
            Placed::Always(_) => {}
            Placed::One(issue, allowed) => {
                let options = &mut into.values[space.offset(*issue)..];
                for (value, _) in options.iter_mut().zip(allowed).filter(|(_, ok)| **ok) {
                    *value += weight;
                }
            }
            Placed::Term(term) => into.bonuses[*term] += weight,
        }
    }
}

/// `v_i(o)`.
fn worth(
    function: &ValueFunction,
    issue: &crate::model::Issue,
    option: usize,
    inputs: &[f64],
) -> f64 {
    let place = issue.place(option);
    match function {
        ValueFunction::Table(values) => values[option].value(inputs),
        ValueFunction::Linear { rising } => {
            let (first, last) = (issue.place(0), issue.place(issue.options.len() - 1));
            let share = (place - first) / (last - first);
            if *rising { share } else { 1.0 - share }
        }
        ValueFunction::Peaked { ideal, tolerance } => {
            let away = (place - ideal.value(inputs)).abs();
            (1.0 - away / tolerance.value(inputs).max(1e-9)).max(0.0)
        }
        ValueFunction::Threshold { at, rising, short } => {
            let at = at.value(inputs);
            // Places on a grid and thresholds typed in decimals may differ in the last bits.
            let good = if *rising {
                place >= at - 1e-9
            } else {
                place <= at + 1e-9
            };
            if good { 1.0 } else { short.value(inputs) }
        }
    }
}

fn visit(interest: &Interest, note: &mut impl FnMut(&Quantity)) {
    note(&interest.weight);
    match &interest.value {
        ValueFunction::Table(values) => values.iter().for_each(note),
        ValueFunction::Linear { .. } => {}
        ValueFunction::Peaked { ideal, tolerance } => {
            note(ideal);
            note(tolerance);
        }
        ValueFunction::Threshold { at, short, .. } => {
            note(at);
            note(short);
        }
    }
}
