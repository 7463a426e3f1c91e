//! The best package as the floor of the first dimension rises: a staircase, of which every answer is a step.
//!
//! What is best above a floor is best above higher ones too, up to what the package itself gives there. So an answer to
//! one question answers others that differ in the floor alone, unless it hangs on how the search went.

use super::super::problem::TIE;
use super::Found;
use super::hashed::ByHash;
use std::collections::HashMap;

/// A question for the best package, as it is known without being posed.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// A hash of all that it is about, but for what follows.
    pub about: u128,
    /// The least utility in the first dimension.
    pub floor: f64,
    /// Only what is worth more counts.
    pub at_least: f64,
    /// A hash of all that may decide which of several answers is found.
    pub way: u64,
}

/// What was found for a question.
#[derive(Debug, Clone, Copy)]
struct Step {
    floor: f64,
    at_least: f64,
    /// How it was asked, if that may have decided what was found.
    way: Option<u64>,
    found: Found,
    /// What the package gives in the first dimension, and where it stands; `None` if nothing was found.
    package: Option<(f64, [u32; 2])>,
    /// The step noted before this one, of those about the same.
    before: Option<u32>,
}

/// Answers to questions about anything.
#[derive(Debug, Clone, Default)]
pub(super) struct Stairs {
    /// The step noted last, by what it is about.
    last: HashMap<u128, u32, ByHash>,
    steps: Vec<Step>,
    packages: Vec<u16>,
}

impl Step {
    /// Whether a package answers a question about the same, or that there is none; `None` where this says nothing.
    fn answers(&self, asked: &Asked) -> Option<bool> {
        if let Some(way) = self.way {
            let same = (self.floor, self.at_least, way) == (asked.floor, asked.at_least, asked.way);
            return same.then_some(self.package.is_some());
        }
        if self.floor > asked.floor {
            return None;
        }
        match self.package {
            None => (self.at_least <= asked.at_least).then_some(false),
            Some(_) if self.found.worth <= asked.at_least + TIE => Some(false),
            Some((gives, _)) => (gives >= asked.floor).then_some(true),
        }
    }
}

impl Stairs {
    /// The answer to a question, if it is known; the package is written to `best`, which is empty if there is none.
    pub fn answer(&self, asked: &Asked, best: &mut Vec<u16>) -> Option<Found> {
        let mut next = self.last.get(&asked.about);
        while let Some(&n) = next {
            let step = &self.steps[n as usize];
            if let Some(any) = step.answers(asked) {
                best.clear();
                if any && let Some((_, [from, to])) = step.package {
                    best.extend_from_slice(&self.packages[from as usize..to as usize]);
                }
                return Some(step.found);
            }
            next = step.before.as_ref();
        }
        None
    }

    /// Notes an answer: its package, if there is one, and what it gives in the first dimension. It is `certain` if no other
    /// package is nearly as good, so that every way of asking leads to it.
    pub fn note(
        &mut self,
        asked: Asked,
        certain: bool,
        found: Found,
        package: Option<(f64, &[u16])>,
    ) {
        let number = self.steps.len() as u32;
        let package = package.map(|(gives, package)| {
            let from = self.packages.len() as u32;
            self.packages.extend_from_slice(package);
            (gives, [from, self.packages.len() as u32])
        });
        self.steps.push(Step {
            floor: asked.floor,
            at_least: asked.at_least,
            way: (!certain).then_some(asked.way),
            found,
            package,
            before: self.last.insert(asked.about, number),
        });
    }

    /// How many answers are noted.
    pub fn len(&self) -> usize {
        self.steps.len()
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.last.clear();
        self.steps.clear();
        self.packages.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(floor: f64, at_least: f64, way: u64) -> Asked {
        Asked {
            about: 1,
            floor,
            at_least,
            way,
        }
    }

    fn found(worth: f64) -> Found {
        Found {
            worth,
            nodes: 0,
            price: 0.0,
        }
    }

    #[test]
    fn a_step_reaches_from_its_floor_to_what_its_package_gives() {
        let mut stairs = Stairs::default();
        let mut best = Vec::new();
        stairs.note(asked(0.5, -9.0, 0), true, found(-1.0), Some((0.6, &[1, 2])));
        stairs.note(asked(0.7, -9.0, 0), true, found(-9.0), None);
        for (floor, at_least, expected) in [
            (0.5, -5.0, Some(&[1, 2][..])),
            (0.6, -99.0, Some(&[1, 2])),
            (0.4, -5.0, None),
            (0.61, -5.0, None),
            // Above all that is worth more, or where that is no better than what is asked for, there is nothing.
            (0.9, -1.0, Some(&[])),
            (0.7, -9.0, Some(&[])),
            (0.65, -9.0, None),
            (0.8, -10.0, None),
        ] {
            let known = stairs.answer(&asked(floor, at_least, 7), &mut best);
            assert_eq!(known.map(|_| &best[..]), expected, "{floor} {at_least}");
        }
        let other = Asked {
            about: 2,
            ..asked(0.5, -5.0, 0)
        };
        assert!(stairs.answer(&other, &mut best).is_none());
    }

    #[test]
    fn what_hangs_on_the_way_answers_just_the_same_question() {
        let mut stairs = Stairs::default();
        let mut best = Vec::new();
        stairs.note(asked(0.5, -9.0, 3), false, found(-1.0), Some((0.6, &[1])));
        assert!(stairs.answer(&asked(0.5, -9.0, 3), &mut best).is_some());
        for other in [
            asked(0.55, -9.0, 3),
            asked(0.5, -8.0, 3),
            asked(0.5, -9.0, 4),
        ] {
            assert!(stairs.answer(&other, &mut best).is_none(), "{other:?}");
        }
    }
}
