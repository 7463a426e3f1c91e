//! A predicate over several issues, which keeps a utility from being a plain sum over issues.

use crate::model::Predicate;

/// A predicate over several issues.
#[derive(Debug, Clone)]
pub struct Term {
    predicate: Predicate,
    issues: Vec<usize>,
}

impl Term {
    pub(super) fn new(predicate: Predicate) -> Self {
        Self {
            issues: predicate.issues(),
            predicate,
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
}
