//! What a question is made of, as bytes, and the hash by which it is known.

use super::super::incumbent::Limits;
use super::super::problem::Problem;
use crate::game::Valuation;
use bytemuck::NoUninit;
use xxhash_rust::xxh3::xxh3_128;

/// What a question is made of, as bytes.
#[derive(Debug, Clone, Default)]
pub struct Question {
    bytes: Vec<u8>,
}

impl Question {
    /// Begins anew.
    pub fn clear(&mut self) {
        self.bytes.clear();
    }

    /// The hash of all that was added.
    pub fn hash(&self) -> u128 {
        xxh3_128(&self.bytes)
    }

    /// Adds a count.
    #[inline(always)]
    pub fn count(&mut self, count: u64) {
        self.bytes.extend_from_slice(&count.to_le_bytes());
    }

    /// Adds a number.
    #[inline(always)]
    pub fn number(&mut self, number: f64) {
        self.count(number.to_bits());
    }

    /// Adds a number that may be missing.
    pub fn maybe(&mut self, number: Option<f64>) {
        self.count(number.is_some().into());
        self.number(number.unwrap_or(0.0));
    }

    /// Adds numbers.
    pub fn numbers(&mut self, numbers: &[f64]) {
        self.all(numbers);
    }

    /// Adds the hash of what was asked about elsewhere.
    pub fn part(&mut self, hash: u128) {
        self.bytes.extend_from_slice(&hash.to_le_bytes());
    }

    /// Adds a list as it lies in memory, which is quicker than number by number.
    pub fn all<T: NoUninit>(&mut self, list: &[T]) {
        self.count(list.len() as u64);
        self.bytes.extend_from_slice(bytemuck::cast_slice(list));
    }

    /// Adds what packages are worth to a party.
    pub fn worth(&mut self, valuation: &Valuation) {
        self.number(valuation.base);
        self.number(valuation.divisor);
        self.count(valuation.as_given.into());
        self.all(&valuation.values);
        self.all(&valuation.bonuses);
    }

    /// Adds a party's red lines.
    pub fn red_lines(&mut self, valuation: &Valuation) {
        self.count(valuation.never.into());
        self.all(&valuation.forbidden);
        self.all(&valuation.required);
    }

    /// Adds what a problem poses.
    pub(in crate::game::search) fn problem(&mut self, problem: &Problem) {
        self.count(problem.exclude_current.into());
        self.maybe(problem.ceiling);
        self.maybe(problem.wanted.map(|wanted| wanted as f64));
        self.all(&problem.after);
        self.all(&problem.current);
        self.all(&problem.required);
        self.all(&problem.mask);
        self.all(&problem.bases);
        self.all(&problem.floors);
        (0..problem.groups).for_each(|group| self.all(problem.rows(group)));
    }

    /// Adds when a search may stop.
    pub(super) fn limits(&mut self, limits: Limits) {
        let Limits {
            enough,
            nodes,
            tune,
            rivals: _, // Changes no answer, where no limit of nodes ends a search.
        } = limits;
        self.number(enough);
        self.count(nodes);
        self.count(tune.into());
    }
}
