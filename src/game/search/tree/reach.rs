//! How far the walk can still get: bounds on each utility, against floors and the ceiling.

use super::super::problem::{LANES, Row, plus, reaches};
use super::{OPEN, Tree, Walk, What};

/// No choice at all: the least is above everything, and the most below.
const NOTHING: (Row, Row) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);

impl Tree {
    /// Bounds what is still to come at each depth from `from` on, as far as the path settles it.
    pub(super) fn bound_rests<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        from: usize,
    ) {
        if !self.bounded {
            return;
        }
        let (groups, depth) = (walk.groups(), self.levels.len());
        let nothing = ([0.0; LANES], [0.0; LANES]);
        self.rest.resize((depth + 1) * groups, nothing);
        self.rest[depth * groups..].fill(nothing);
        for d in (from..depth).rev() {
            for group in 0..groups {
                let (low, high) = match self.levels[d].what {
                    What::Block(_, start, end) => self.ends_of(walk, group, start, end),
                    What::Issue(issue) => match self.class[issue] {
                        OPEN => {
                            let classes = self.classes_of(walk, issue);
                            let ends = classes.map(|class| self.ends[class * groups + group]);
                            ends.fold(NOTHING, |a, b| (least(&a.0, &b.0), most(&a.1, &b.1)))
                        }
                        class => self.ends[class * groups + group],
                    },
                };
                let (low_after, high_after) = &self.rest[(d + 1) * groups + group];
                self.rest[d * groups + group] = (plus(low_after, &low), plus(high_after, &high));
            }
        }
    }

    /// Whether every path from the root meets all floors, so that nobody has to ask again.
    pub(super) fn floors_are_sure<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
    ) -> bool {
        if !walk.splits.loose.is_empty() || walk.problem.ceiling.is_some() || !self.bounded {
            return false;
        }
        let rows = self.utilities.iter().zip(&self.rest);
        let mut rows = rows.zip(&walk.problem.least);
        rows.all(|((utilities, rest), least)| reaches_with(utilities, &rest.0, least))
    }

    /// Least and most that some choices add.
    pub(super) fn ends_of<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
        group: usize,
        start: usize,
        end: usize,
    ) -> (Row, Row) {
        let groups = walk.groups();
        let rows = self.adds[start * groups..end * groups].chunks_exact(groups);
        rows.map(|rows| &rows[group]).fold(NOTHING, |ends, row| {
            (least(row, &ends.0), most(row, &ends.1))
        })
    }

    /// Whether every floor, and the ceiling, can still be met.
    #[inline]
    pub(super) fn within_reach<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
        depth: usize,
    ) -> bool {
        let groups = walk.groups();
        let utilities = &self.utilities[depth * groups..][..groups];
        let rest = &self.rest[depth * groups..][..groups];
        let mut rows = utilities.iter().zip(rest).zip(&walk.problem.almost);
        rows.all(|((utilities, rest), almost)| reaches_with(utilities, &rest.1, almost))
            && walk.problem.ceiling.is_none_or(|ceiling| {
                let loose = walk.splits.loose.iter();
                let missed: f64 = loose.map(|&t| walk.problem.bonus(0, t).abs()).sum();
                utilities[0][0] + rest[0].0[0] - missed <= ceiling
            })
    }
}

/// Whether the sum of two rows is nowhere below another.
#[inline(always)]
fn reaches_with(utilities: &Row, rest: &Row, least: &Row) -> bool {
    reaches(&plus(utilities, rest), least)
}

/// The lesser of two rows, number by number; the second where they are equal.
#[inline(always)]
fn least(a: &Row, b: &Row) -> Row {
    std::array::from_fn(|k| if a[k] < b[k] { a[k] } else { b[k] })
}

/// The greater of two rows, number by number; the second where they are equal.
#[inline(always)]
fn most(a: &Row, b: &Row) -> Row {
    std::array::from_fn(|k| if a[k] > b[k] { a[k] } else { b[k] })
}
