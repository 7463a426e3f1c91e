//! A predicate over several issues, which keeps a utility from being a plain sum over issues.

use crate::model::Predicate;

/// Largest table kept per term.
const MAX_ENTRIES: usize = 1 << 14;

/// A predicate over several issues.
#[derive(Debug, Clone)]
pub struct Term {
    predicate: Predicate,
    issues: Vec<usize>,
    /// The same, each with what an option of it counts in the table's index.
    places: Vec<(usize, usize)>,
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
        Self {
            predicate,
            issues,
            places,
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
    pub fn holds(&self, package: &[u16]) -> bool {
        if self.table.is_empty() {
            return self.predicate.holds(package);
        }
        let mut entry = 0;
        for &(issue, stride) in &self.places {
            entry += package[issue] as usize * stride;
        }
        self.table[entry]
    }
}
