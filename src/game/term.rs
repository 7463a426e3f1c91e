//! A predicate over several issues, which keeps a utility from being a plain sum over issues.

use crate::model::Predicate;

/// Largest table kept per term.
const MAX_ENTRIES: usize = 1 << 14;

/// A predicate over several issues.
#[derive(Debug, Clone)]
pub struct Term {
    predicate: Predicate,
    issues: Vec<usize>,
    /// The first two, each with what an option of it counts in the table's index: most terms have no
    /// more.
    pair: [(usize, usize); 2],
    /// The same for the others.
    others: Vec<(usize, usize)>,
    /// Whether it holds, per combination of their options; empty where that would be too large.
    table: Vec<bool>,
}

impl Term {
    pub(super) fn new(predicate: Predicate, sizes: &[usize]) -> Self {
        let issues = predicate.issues();
        let mut places: Vec<(usize, usize)> = issues.iter().map(|&issue| (issue, 1)).collect();
        let mut entries = 1usize;
        for (issue, stride) in places.iter_mut().rev() {
            *stride = entries;
            entries = entries.saturating_mul(sizes[*issue]);
        }
        let mut package = vec![0u16; sizes.len()];
        let holds = |entry: usize| {
            for &(issue, stride) in &places {
                package[issue] = (entry / stride % sizes[issue]) as u16;
            }
            predicate.holds(&package)
        };
        let table = if entries <= MAX_ENTRIES {
            (0..entries).map(holds).collect()
        } else {
            Vec::new()
        };
        if table.is_empty() {
            places.iter_mut().for_each(|(_, stride)| *stride = 0);
        }
        let mut places = places.into_iter();
        let mut next = || places.next().unwrap_or((0, 0));
        Self {
            predicate,
            issues,
            pair: [next(), next()],
            others: places.collect(),
            table,
        }
    }

    /// The predicate.
    pub fn predicate(&self) -> &Predicate {
        &self.predicate
    }

    /// The issues it speaks of, ascending.
    pub fn issues(&self) -> &[usize] {
        &self.issues
    }

    /// Whether a package satisfies it.
    #[inline]
    pub fn holds(&self, package: &[u16]) -> bool {
        let [(first, first_stride), (second, second_stride)] = self.pair;
        let mut entry =
            package[first] as usize * first_stride + package[second] as usize * second_stride;
        for &(issue, stride) in &self.others {
            entry += package[issue] as usize * stride;
        }
        match self.table.get(entry) {
            Some(&holds) => holds,
            None => self.predicate.holds(package),
        }
    }
}
