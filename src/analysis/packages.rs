//! Every package of a space with what it is worth to each party, whose red lines it crosses and who
//! must sign it.
//!
//! Packages are numbered row-major: the first issue varies slowest. Going from one to the next, sums
//! go on from the first issue that changed, so that what the issues before it decide is not looked at
//! again. They are those of [`Valuation::utility`] to the last bit: exact in any order, and added in the
//! same one where utilities are as given.

use crate::game::{Space, Term, Valuation};
use crate::model::PartySet;
use std::ops::Range;

/// A package as the parties see it.
#[derive(Debug, Clone, Copy)]
pub struct Visit<'a> {
    /// Its number, row-major.
    pub index: u64,
    /// Utility per party.
    pub utilities: &'a [f64],
    /// The parties that have a red line which it crosses.
    pub crossed: PartySet,
    /// The parties whose consent it needs.
    pub signatories: PartySet,
}

impl Visit<'_> {
    /// Whether enough of its signatories prefer it to no deal, and cross none of their red lines: all of
    /// them, or as many as a legislature needs.
    #[inline]
    pub fn could_be_signed(&self, space: &Space, reservations: &[f64]) -> bool {
        let signatories = self.signatories;
        if signatories.is_empty() {
            return false;
        }
        let gains = |party: usize| self.utilities[party] >= reservations[party];
        match space.legislature() {
            None => !self.crossed.intersects(signatories) && signatories.iter().all(gains),
            Some(legislature) => {
                let willing = signatories.without(self.crossed).iter();
                legislature.suffices(willing.filter(|party| gains(*party)).collect())
            }
        }
    }
}

/// Number of packages of a space; `None` beyond 64 bits.
pub fn count(space: &Space) -> Option<u64> {
    (0..space.issues()).try_fold(1u64, |n, issue| {
        n.checked_mul(space.options_of(issue) as u64)
    })
}

/// The package of a number, as an option per issue.
///
/// The number must be below [`count`].
pub fn package(space: &Space, index: u64) -> Vec<u16> {
    let mut package = vec![0; space.issues()];
    let mut rest = index;
    for issue in (0..space.issues()).rev() {
        let options = space.options_of(issue) as u64;
        package[issue] = (rest % options) as u16;
        rest /= options;
    }
    package
}

/// The number of a package.
pub fn index(space: &Space, package: &[u16]) -> u64 {
    let issues = package.iter().enumerate();
    issues.fold(0, |index, (issue, &option)| {
        index * space.options_of(issue) as u64 + u64::from(option)
    })
}

/// A condition that ties issues together, and what it means to the parties.
struct Tie<'a> {
    term: &'a Term,
    /// What satisfying it adds, to each party to which it adds something.
    bonuses: Vec<(usize, f64)>,
    /// Whose red line it is.
    required: PartySet,
}

/// The packages of a space.
pub struct Packages<'a> {
    space: &'a Space,
    parties: usize,
    base: Vec<f64>,
    /// Per option of all issues, what it adds per party.
    values: Vec<f64>,
    /// Per option of all issues, whose red lines forbid it.
    forbidden: Vec<PartySet>,
    never: PartySet,
    /// What sums are divided by, per party; empty where by nothing.
    divisors: Vec<f64>,
    /// Per issue, the conditions that are decided with it: after the last issue of theirs, or all at the
    /// end where sums hang on their order.
    ties: Vec<Vec<Tie<'a>>>,
}

impl<'a> Packages<'a> {
    /// The packages of `space` as `valuations`, one per party, see them.
    pub fn new(space: &'a Space, valuations: &[Valuation]) -> Self {
        let whose = |holds: &dyn Fn(&Valuation) -> bool| -> PartySet {
            let parties = valuations.iter().enumerate();
            parties
                .filter(|(_, v)| holds(v))
                .map(|(party, _)| party)
                .collect()
        };
        let options = 0..space.options();
        let exact = !valuations.iter().any(|v| v.as_given);
        let last = space.issues().saturating_sub(1);
        let mut ties: Vec<Vec<Tie<'_>>> = space.offsets()[1..].iter().map(|_| vec![]).collect();
        for (number, term) in space.terms().iter().enumerate() {
            let bonuses = valuations.iter().map(|v| v.bonuses[number]).enumerate();
            let bonuses: Vec<(usize, f64)> = bonuses.filter(|(_, bonus)| *bonus != 0.0).collect();
            let required = whose(&|v| v.required.contains(&number));
            if !bonuses.is_empty() || !required.is_empty() {
                let decided = term.issues().last().filter(|_| exact);
                ties[*decided.unwrap_or(&last)].push(Tie {
                    term,
                    bonuses,
                    required,
                });
            }
        }
        Self {
            space,
            parties: valuations.len(),
            base: valuations.iter().map(|v| v.base).collect(),
            values: options
                .clone()
                .flat_map(|option| valuations.iter().map(move |v| v.values[option]))
                .collect(),
            forbidden: options
                .map(|option| whose(&|v| v.forbidden[option]))
                .collect(),
            never: whose(&|v| v.never),
            divisors: match valuations.iter().all(|v| v.divisor == 1.0) {
                true => Vec::new(),
                false => valuations.iter().map(|v| v.divisor).collect(),
            },
            ties,
        }
    }

    /// Visits the packages with these numbers, ascending, that keep to the limits.
    pub fn visit(&self, range: Range<u64>, mut visitor: impl FnMut(Visit<'_>)) {
        if range.is_empty() {
            return;
        }
        let mut package = package(self.space, range.start);
        let mut walk = Walk::new(self);
        let mut changed = 0;
        let limited = !self.space.limits().is_empty();
        for index in range {
            let visit = walk.go(index, &package, changed);
            if !limited || self.space.keeps_limits(&package) {
                visitor(visit);
            }
            changed = self.advance(&mut package);
        }
    }

    /// Visits those of `n` packages that `pick` writes, one option per issue, and that keep to the
    /// limits; their numbers are those of the picks.
    pub fn visit_picked(
        &self,
        n: u64,
        mut pick: impl FnMut(u64, &mut [u16]),
        mut visitor: impl FnMut(Visit<'_>),
    ) {
        let mut package = vec![0; self.space.issues()];
        let mut walk = Walk::new(self);
        for k in 0..n {
            pick(k, &mut package);
            if self.space.keeps_limits(&package) {
                visitor(walk.go(k, &package, 0));
            }
        }
    }

    /// Makes a package the next one; returns the first issue that changed.
    fn advance(&self, package: &mut [u16]) -> usize {
        for issue in (0..package.len()).rev() {
            package[issue] += 1;
            if usize::from(package[issue]) < self.space.options_of(issue) {
                return issue;
            }
            package[issue] = 0;
        }
        0
    }
}

/// Goes from package to package.
struct Walk<'a> {
    packages: &'a Packages<'a>,
    /// Sums up to each issue: a row of utilities per issue, the first before any.
    sums: Vec<f64>,
    crossed: Vec<PartySet>,
    signatories: Vec<PartySet>,
    utilities: Vec<f64>,
}

impl<'a> Walk<'a> {
    fn new(packages: &'a Packages<'a>) -> Self {
        let levels = packages.space.issues() + 1;
        let mut sums = vec![0.0; levels * packages.parties];
        sums[..packages.parties].copy_from_slice(&packages.base);
        Self {
            packages,
            sums,
            crossed: vec![packages.never; levels],
            signatories: vec![PartySet::EMPTY; levels],
            utilities: vec![0.0; packages.parties],
        }
    }

    /// Looks at a package that differs from the last one from the issue `changed` on.
    fn go(&mut self, index: u64, package: &[u16], changed: usize) -> Visit<'_> {
        for issue in changed..package.len() {
            self.extend(issue, package);
        }
        let issues = package.len();
        self.utilities
            .copy_from_slice(&self.sums[issues * self.packages.parties..]);
        for (utility, divisor) in self.utilities.iter_mut().zip(&self.packages.divisors) {
            *utility /= divisor;
        }
        Visit {
            index,
            utilities: &self.utilities,
            crossed: self.crossed[issues],
            signatories: self.signatories[issues],
        }
    }

    /// Adds an issue's option to the sums before it, and what is decided with it.
    #[inline]
    fn extend(&mut self, issue: usize, package: &[u16]) {
        let Packages {
            space,
            parties,
            values,
            forbidden,
            ties,
            ..
        } = self.packages;
        let option = package[issue];
        let place = space.offset(issue) + usize::from(option);
        let values = &values[place * parties..][..*parties];
        let (before, after) = self.sums.split_at_mut((issue + 1) * parties);
        let before = &before[issue * parties..];
        for ((sum, from), value) in after.iter_mut().zip(before).zip(values) {
            *sum = from + value;
        }
        let mut crossed = self.crossed[issue].union(forbidden[place]);
        for tie in &ties[issue] {
            if tie.term.holds(package) {
                for &(party, bonus) in &tie.bonuses {
                    after[party] += bonus;
                }
            } else {
                crossed = crossed.union(tie.required);
            }
        }
        self.crossed[issue + 1] = crossed;
        self.signatories[issue + 1] = if option == space.start()[issue] {
            self.signatories[issue]
        } else {
            self.signatories[issue].union(space.consent(issue))
        };
    }
}
