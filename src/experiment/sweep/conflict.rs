//! Whether the axes of a sweep, and the changes that all its points share, stand in each other's way:
//! two that reach the same number would make one of them idle, in silence.

use super::Axis;
use crate::experiment::study::Base;
use crate::scenario::{Override, Problems};

/// What is wrong with the axes of a sweep.
#[derive(Debug)]
pub enum Conflict {
    /// A value of an axis cannot be.
    Wrong(Box<Problems>),
    /// A shared change is undone by an axis.
    Undone {
        /// Path of the shared change.
        set: String,
        /// Path of the axis.
        axis: String,
    },
    /// Two axes reach the same number.
    Same([String; 2]),
    /// An axis changes nothing.
    Idle(String),
}

/// Looks for conflicts: some values of each axis alone, then the axes in pairs, then each with the
/// `shared` changes, which `base` has made already.
///
/// # Errors
/// The first conflict found.
pub fn check(base: &Base, shared: &[Override], axes: &[Axis]) -> Result<(), Conflict> {
    let hash = |base: &Base, changes: &[Override]| {
        let loaded = base.at(changes);
        loaded
            .map(|loaded| loaded.scenario.hash)
            .map_err(|problems| Conflict::Wrong(Box::new(problems)))
    };
    let file = &base.without_changes();
    let first = |axis: &Axis| axis.at(&axis.samples()[0]);
    for axis in axes {
        let samples = axis.samples();
        let hashes = samples.iter().map(|level| hash(base, &[axis.at(level)]));
        let hashes = hashes.collect::<Result<Vec<_>, _>>()?;
        if hashes.iter().all(|hash| *hash == hashes[0]) {
            return Err(Conflict::Idle(axis.path.clone()));
        }
    }
    for (index, one) in axes.iter().enumerate() {
        for other in &axes[..index] {
            let (a, b) = (first(other), first(one));
            let ways = [[a.clone(), b.clone()], [b, a]];
            if one.path == other.path || hash(base, &ways[0])? != hash(base, &ways[1])? {
                return Err(Conflict::Same([other.path.clone(), one.path.clone()]));
            }
        }
    }
    for (index, change) in shared.iter().enumerate() {
        let mut without = shared.to_vec();
        without.remove(index);
        for axis in axes {
            let put = first(axis);
            let with_it = hash(file, &[shared, std::slice::from_ref(&put)].concat())?;
            let without_it = hash(file, &[&without[..], std::slice::from_ref(&put)].concat());
            let idle = without_it.is_ok_and(|hash| hash == with_it);
            let unlike = hash(file, &without)
                .is_ok_and(|before| hash(file, shared).is_ok_and(|after| before != after));
            if change.path == axis.path || (idle && unlike) {
                return Err(Conflict::Undone {
                    set: change.path.clone(),
                    axis: axis.path.clone(),
                });
            }
        }
    }
    Ok(())
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Wrong(problems) => write!(f, "{problems}"),
            Self::Undone { set, axis } if set == axis => {
                write!(f, "`{set}` is both set and varied")
            }
            Self::Undone { set, axis } => {
                write!(
                    f,
                    "`--set {set}=...` has no effect, because `{axis}` is varied and reaches the same number"
                )
            }
            Self::Same([a, b]) if a == b => write!(f, "`{a}` is varied twice"),
            Self::Same([a, b]) => write!(
                f,
                "`{a}` and `{b}` reach the same number, so that one overrides the other"
            ),
            Self::Idle(path) => write!(f, "no value of `{path}` changes the scenario"),
        }
    }
}
