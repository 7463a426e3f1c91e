//! A predicate over several issues, tabulated so that a search knows as early as possible whether
//! it holds.

use crate::model::Predicate;

/// Largest table kept per term.
const MAX_ENTRIES: usize = 1 << 14;

/// What is known of a term while only some of its issues are settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// It depends on what is still open.
    Open,
    /// It holds.
    Holds,
    /// It does not hold.
    Fails,
}

/// A predicate over several issues.
#[derive(Debug, Clone)]
pub struct Term {
    predicate: Predicate,
    issues: Vec<usize>,
    sizes: Vec<usize>,
    /// Per number of settled issues less one, what is known for each combination of their options;
    /// empty where the tables would be too large.
    tables: Vec<Vec<Known>>,
}

impl Term {
    /// Tabulates a predicate for a search that settles the issues in `order`.
    pub(super) fn new(predicate: Predicate, order: &[usize], offsets: &[usize]) -> Self {
        let spoken_of = predicate.issues();
        let issues: Vec<usize> = order
            .iter()
            .copied()
            .filter(|issue| spoken_of.contains(issue))
            .collect();
        let sizes: Vec<usize> = issues
            .iter()
            .map(|&i| offsets[i + 1] - offsets[i])
            .collect();
        let entries = sizes.iter().fold(1usize, |n, &size| n.saturating_mul(size));
        let tables = if entries <= MAX_ENTRIES {
            tabulate(&predicate, &issues, &sizes, entries)
        } else {
            Vec::new()
        };
        Self {
            predicate,
            issues,
            sizes,
            tables,
        }
    }

    /// The predicate.
    pub fn predicate(&self) -> &Predicate {
        &self.predicate
    }

    /// The issues it speaks of, in search order.
    pub fn issues(&self) -> &[usize] {
        &self.issues
    }

    /// Index of the combination that adds an option at `level` to a combination of the levels
    /// before it.
    #[inline]
    pub(super) fn combine(&self, level: usize, before: usize, option: usize) -> usize {
        before * self.sizes[level] + option
    }

    /// What is known once the issues up to `level` are settled; `package` holds their options.
    #[inline]
    pub(super) fn known(&self, level: usize, combination: usize, package: &[u16]) -> Known {
        if let Some(table) = self.tables.get(level) {
            table[combination]
        } else if level + 1 < self.issues.len() {
            Known::Open
        } else if self.predicate.holds(package) {
            Known::Holds
        } else {
            Known::Fails
        }
    }
}

fn tabulate(
    predicate: &Predicate,
    issues: &[usize],
    sizes: &[usize],
    entries: usize,
) -> Vec<Vec<Known>> {
    let mut package = vec![0u16; issues.iter().max().map_or(0, |&i| i + 1)];
    let last: Vec<Known> = (0..entries)
        .map(|entry| {
            let mut rest = entry;
            for (&issue, &size) in issues.iter().zip(sizes).rev() {
                package[issue] = (rest % size) as u16;
                rest /= size;
            }
            match predicate.holds(&package) {
                true => Known::Holds,
                false => Known::Fails,
            }
        })
        .collect();
    let mut tables = vec![last];
    for &size in sizes.iter().skip(1).rev() {
        let finer = &tables[tables.len() - 1];
        let coarser = finer.chunks(size).map(|chunk| match chunk[0] {
            first if chunk.iter().all(|&known| known == first) => first,
            _ => Known::Open,
        });
        tables.push(coarser.collect());
    }
    tables.reverse();
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decides_as_soon_as_the_settled_issues_decide() {
        let is = |issue, allowed: &[bool]| Predicate::OneOf {
            issue,
            allowed: allowed.to_vec(),
        };
        // "If issue 0 is at option 1, issue 1 must be at option 2."
        let guarded = Predicate::Any(vec![
            Predicate::Not(Box::new(is(0, &[false, true]))),
            is(1, &[false, false, true]),
        ]);
        let term = Term::new(guarded, &[0, 1], &[0, 2, 5]);
        assert_eq!(term.known(0, 0, &[0, 0]), Known::Holds);
        assert_eq!(term.known(0, 1, &[1, 0]), Known::Open);
        let combination = term.combine(1, 1, 2);
        assert_eq!(term.known(1, combination, &[1, 2]), Known::Holds);
        assert_eq!(term.known(1, term.combine(1, 1, 0), &[1, 0]), Known::Fails);
    }
}
