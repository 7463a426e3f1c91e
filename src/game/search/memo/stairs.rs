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

/// What was found for a question, in 64 bytes: a line of the processor's cache.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// The half of the hash that does not place it.
    about: u64,
    floor: f64,
    at_least: f64,
    worth: f64,
    price: f64,
    holds: Holds,
    /// Where its package stands, if there is one.
    package: u32,
    /// The step noted before this one, of those in the same place.
    before: u32,
}

/// How far an answer holds.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Holds {
    /// For every floor up to what its package gives, as no other is nearly as good; for every higher floor where there is
    /// none.
    UpTo(f64),
    /// Only for what was asked in just this way.
    AskedSo(u64),
}

/// No step before, or no package.
const NONE: u32 = u32::MAX;

/// Answers to questions about anything.
#[derive(Debug, Clone, Default)]
pub(super) struct Stairs {
    /// The step noted last, by half the hash of what it is about.
    last: HashMap<u64, u32, ByHash>,
    steps: Vec<Step>,
    /// Each after its length.
    packages: Vec<u16>,
}

/// The halves of a hash.
fn halves(hash: u128) -> [u64; 2] {
    [hash as u64, (hash >> 64) as u64]
}

impl Step {
    /// Whether a package answers a question about the same, or that there is none; `None` where this says nothing.
    fn answers(&self, asked: &Asked) -> Option<bool> {
        let any = self.package != NONE;
        match self.holds {
            Holds::AskedSo(way) => {
                let same = self.floor == asked.floor && self.at_least == asked.at_least;
                (same && way == asked.way).then_some(any)
            }
            Holds::UpTo(_) if self.floor > asked.floor => None,
            Holds::UpTo(_) if !any => (self.at_least <= asked.at_least).then_some(false),
            Holds::UpTo(_) if self.worth <= asked.at_least + TIE => Some(false),
            Holds::UpTo(gives) => (gives >= asked.floor).then_some(true),
        }
    }
}

impl Stairs {
    /// The answer to a question, if it is known; the package is written to `best`, which is empty if there is none.
    pub fn answer(&self, asked: &Asked, best: &mut Vec<u16>) -> Option<Found> {
        let [place, about] = halves(asked.about);
        let mut next = *self.last.get(&place)?;
        while let Some(step) = self.steps.get(next as usize) {
            if step.about == about
                && let Some(any) = step.answers(asked)
            {
                best.clear();
                if any {
                    best.extend_from_slice(self.package(step.package));
                }
                return Some(Found {
                    worth: step.worth,
                    nodes: 0,
                    price: step.price,
                });
            }
            next = step.before;
        }
        None
    }

    fn package(&self, from: u32) -> &[u16] {
        let (length, rest) = self.packages[from as usize..]
            .split_first()
            .unwrap_or((&0, &[]));
        &rest[..*length as usize]
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
        let [place, about] = halves(asked.about);
        let number = self.steps.len() as u32;
        let gives = package.map_or(f64::INFINITY, |(gives, _)| gives);
        let package = package.map_or(NONE, |(_, options)| self.put(options));
        self.steps.push(Step {
            about,
            floor: asked.floor,
            at_least: asked.at_least,
            worth: found.worth,
            price: found.price,
            holds: match certain {
                true => Holds::UpTo(gives),
                false => Holds::AskedSo(asked.way),
            },
            package,
            before: self.last.insert(place, number).unwrap_or(NONE),
        });
    }

    /// Puts a package down; returns where.
    fn put(&mut self, options: &[u16]) -> u32 {
        let from = self.packages.len() as u32;
        self.packages.push(options.len() as u16);
        self.packages.extend_from_slice(options);
        from
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

    #[test]
    fn a_step_fills_a_line_of_the_cache() {
        assert_eq!(size_of::<Step>(), 64);
    }

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
