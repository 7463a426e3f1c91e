//! Every package of a space with what it is worth to each party, whose red lines it crosses and who
//! must sign it.
//!
//! Packages are numbered row-major: the first issue varies slowest. Going from one to the next, sums
//! go on from the first issue that changed, in the order of [`Valuation::utility`], so that they are
//! the same to the last bit.

use crate::game::{Space, Valuation};
use crate::model::{PartySet, Predicate};
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
    predicate: &'a Predicate,
    /// What satisfying it adds, per party.
    bonuses: Vec<f64>,
    /// Whose red line it is.
    required: PartySet,
}

/// The sums up to an issue.
struct Prefixes {
    utilities: Vec<f64>,
    crossed: Vec<PartySet>,
    signatories: Vec<PartySet>,
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
    ties: Vec<Tie<'a>>,
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
        let ties = space.terms().iter().enumerate().map(|(term, tied)| Tie {
            predicate: tied.predicate(),
            bonuses: valuations.iter().map(|v| v.bonuses[term]).collect(),
            required: whose(&|v| v.required.contains(&term)),
        });
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
            ties: ties
                .filter(|tie| !tie.required.is_empty() || tie.bonuses.iter().any(|&b| b != 0.0))
                .collect(),
        }
    }

    /// Visits the packages with these numbers, ascending.
    pub fn visit(&self, range: Range<u64>, mut visitor: impl FnMut(Visit<'_>)) {
        if range.is_empty() {
            return;
        }
        let issues = self.space.issues();
        let mut package = package(self.space, range.start);
        let mut prefixes = self.prefixes();
        let mut utilities = vec![0.0; self.parties];
        let mut changed = 0;
        for index in range {
            for issue in changed..issues {
                self.extend(&mut prefixes, issue, package[issue]);
            }
            utilities.copy_from_slice(&prefixes.utilities[issues * self.parties..]);
            let crossed = self.tie(&package, &mut utilities, prefixes.crossed[issues]);
            visitor(Visit {
                index,
                utilities: &utilities,
                crossed,
                signatories: prefixes.signatories[issues],
            });
            changed = self.advance(&mut package);
        }
    }

    fn prefixes(&self) -> Prefixes {
        let levels = self.space.issues() + 1;
        let mut utilities = vec![0.0; levels * self.parties];
        utilities[..self.parties].copy_from_slice(&self.base);
        Prefixes {
            utilities,
            crossed: vec![self.never; levels],
            signatories: vec![PartySet::EMPTY; levels],
        }
    }

    /// Adds an issue's option to the sums before it.
    #[inline]
    fn extend(&self, prefixes: &mut Prefixes, issue: usize, option: u16) {
        let place = self.space.offset(issue) + usize::from(option);
        let values = &self.values[place * self.parties..][..self.parties];
        let (before, after) = prefixes.utilities.split_at_mut((issue + 1) * self.parties);
        let before = &before[issue * self.parties..];
        for ((sum, from), value) in after.iter_mut().zip(before).zip(values) {
            *sum = from + value;
        }
        prefixes.crossed[issue + 1] = prefixes.crossed[issue].union(self.forbidden[place]);
        let moved = option != self.space.status_quo()[issue];
        prefixes.signatories[issue + 1] = match moved {
            true => prefixes.signatories[issue].union(self.space.consent(issue)),
            false => prefixes.signatories[issue],
        };
    }

    /// Adds what ties issues together; returns whose red lines are crossed in all.
    fn tie(&self, package: &[u16], utilities: &mut [f64], mut crossed: PartySet) -> PartySet {
        for tie in &self.ties {
            if tie.predicate.holds(package) {
                for (utility, &bonus) in utilities.iter_mut().zip(&tie.bonuses) {
                    if bonus != 0.0 {
                        *utility += bonus;
                    }
                }
            } else {
                crossed = crossed.union(tie.required);
            }
        }
        crossed
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
