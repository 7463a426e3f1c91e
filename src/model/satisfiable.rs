//! Whether any package satisfies a statement, decided exactly by depth-first search.
//!
//! Only the issues that the statement mentions are settled, and of an issue's options only one of
//! each group that the statement does not tell apart: "price at most 300" splits a thousand prices
//! into two groups. Branches are cut as soon as the statement is known to fail.

use super::Predicate;
use std::collections::BTreeMap;

/// Whether some package satisfies the statement; `None` if `budget` steps do not suffice to tell.
///
/// ```
/// use zopa::model::{Predicate, satisfiable};
/// let first = Predicate::OneOf { issue: 0, allowed: vec![true, false] };
/// let second = Predicate::OneOf { issue: 0, allowed: vec![false, true] };
/// let either = Predicate::Any(vec![first.clone(), second.clone()]);
/// let both = Predicate::All(vec![first, second]);
/// assert_eq!(satisfiable(&either, 1000), Some(true));
/// assert_eq!(satisfiable(&both, 1000), Some(false));
/// ```
pub fn satisfiable(statement: &Predicate, budget: usize) -> Option<bool> {
    let mut search = Search {
        statement,
        groups: representatives(statement),
        settled: BTreeMap::new(),
        budget,
    };
    search.from(0)
}

/// Per issue mentioned, one option of each group of options that the statement treats alike.
fn representatives(statement: &Predicate) -> Vec<(usize, Vec<u16>)> {
    let mut marks: BTreeMap<usize, Vec<&[bool]>> = BTreeMap::new();
    collect_marks(statement, &mut marks);
    let of_issue = |(issue, marks): (usize, Vec<&[bool]>)| {
        let options = marks.first().map_or(0, |allowed| allowed.len());
        let mut groups: BTreeMap<Vec<bool>, u16> = BTreeMap::new();
        for option in 0..options {
            let signature = marks.iter().map(|allowed| allowed[option]).collect();
            groups.entry(signature).or_insert(option as u16);
        }
        (issue, groups.into_values().collect())
    };
    marks.into_iter().map(of_issue).collect()
}

fn collect_marks<'a>(statement: &'a Predicate, marks: &mut BTreeMap<usize, Vec<&'a [bool]>>) {
    match statement {
        Predicate::OneOf { issue, allowed } => marks.entry(*issue).or_default().push(allowed),
        Predicate::All(parts) | Predicate::Any(parts) => {
            parts.iter().for_each(|part| collect_marks(part, marks));
        }
        Predicate::Not(part) => collect_marks(part, marks),
    }
}

struct Search<'a> {
    statement: &'a Predicate,
    groups: Vec<(usize, Vec<u16>)>,
    settled: BTreeMap<usize, u16>,
    budget: usize,
}

impl Search<'_> {
    /// Whether some way to settle the issues from the `depth`th on satisfies the statement.
    fn from(&mut self, depth: usize) -> Option<bool> {
        self.budget = self.budget.checked_sub(1)?;
        let settled = |issue| self.settled.get(&issue).copied();
        if let Some(known) = self.statement.holds_partly(&settled) {
            return Some(known);
        }
        // With every issue settled, the statement is known.
        let issue = self.groups[depth].0;
        for option in 0..self.groups[depth].1.len() {
            self.settled.insert(issue, self.groups[depth].1[option]);
            if self.from(depth + 1)? {
                return Some(true);
            }
        }
        self.settled.remove(&issue);
        Some(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const OPTIONS: usize = 3;
    const ISSUES: usize = 3;

    fn statements() -> impl Strategy<Value = Predicate> {
        let marks = prop::collection::vec(any::<bool>(), OPTIONS);
        let leaf =
            (0..ISSUES, marks).prop_map(|(issue, allowed)| Predicate::OneOf { issue, allowed });
        leaf.prop_recursive(4, 24, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Predicate::All),
                prop::collection::vec(inner.clone(), 0..3).prop_map(Predicate::Any),
                inner.prop_map(|part| Predicate::Not(Box::new(part))),
            ]
        })
    }

    proptest! {
        #[test]
        fn agrees_with_trying_every_package(statement in statements()) {
            let packages = (0..OPTIONS.pow(ISSUES as u32)).map(|n| {
                [n % OPTIONS, n / OPTIONS % OPTIONS, n / OPTIONS / OPTIONS].map(|o| o as u16)
            });
            let found = packages.into_iter().any(|package| statement.holds(&package));
            prop_assert_eq!(satisfiable(&statement, 100_000), Some(found));
        }
    }

    #[test]
    fn gives_up_when_the_budget_is_spent() {
        let even = |issue| Predicate::OneOf {
            issue,
            allowed: vec![true, false],
        };
        let odd_pairs = (0..20).map(|issue| {
            Predicate::Any(vec![even(issue), Predicate::Not(Box::new(even(issue + 1)))])
        });
        let mut parts: Vec<Predicate> = odd_pairs.collect();
        parts.push(even(20));
        parts.push(Predicate::Not(Box::new(even(0))));
        assert_eq!(satisfiable(&Predicate::All(parts), 3), None);
    }
}
