//! How far the walk can still get: bounds on each utility, against floors and the ceiling.

use super::super::problem::{LANES, Row, plus, reaches};
use super::layout::{Layout, What};
use super::{OPEN, Path, Walk};

/// No choice at all: the least is above everything, and the most below.
const NOTHING: (Row, Row) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);

impl Path {
    /// Bounds what is still to come at each depth from `from` on, as far as the path settles it.
    pub(super) fn bound_rests<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        layout: &Layout,
        from: usize,
    ) {
        if !walk.bounded {
            return;
        }
        let (groups, depth) = (walk.groups(), layout.levels.len());
        let nothing = ([0.0; LANES], [0.0; LANES]);
        let rows = (depth + 1) * groups;
        if self.rest.len() < rows {
            self.rest.resize(rows, nothing);
        }
        for group in 0..groups {
            let mut rest = nothing;
            self.rest[depth * groups + group] = rest;
            for (d, level) in layout.levels.iter().enumerate().skip(from).rev() {
                let (low, high) = match level.what {
                    What::Block(_) => {
                        let (start, end) = layout.range(level, &self.class);
                        let range = start as usize * groups..end as usize * groups;
                        ends_of(&layout.adds[range], group, groups)
                    }
                    What::Issue(issue) => match self.class[issue] {
                        OPEN => {
                            let classes = self.classes_of(walk, issue);
                            let ends = classes.map(|class| layout.ends[class * groups + group]);
                            ends.fold(NOTHING, |a, b| (least(&a.0, &b.0), most(&a.1, &b.1)))
                        }
                        class => layout.ends[class * groups + group],
                    },
                };
                rest = (plus(&rest.0, &low), plus(&rest.1, &high));
                self.rest[d * groups + group] = rest;
            }
        }
    }

    /// Whether every path from the root meets all floors, so that nobody has to ask again.
    pub(super) fn floors_are_sure<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
    ) -> bool {
        if !walk.splits.loose.is_empty() || walk.problem.ceiling.is_some() || !walk.bounded {
            return false;
        }
        let rows = self.utilities.iter().zip(&self.rest);
        let mut rows = rows.zip(&walk.problem.least);
        rows.all(|((utilities, rest), least)| reaches(&plus(utilities, &rest.0), least))
    }

    /// Whether every floor, and the ceiling, can still be met.
    #[inline(always)]
    pub(super) fn within_reach<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
        depth: usize,
    ) -> bool {
        let groups = walk.groups();
        for group in 0..groups {
            let place = depth * groups + group;
            let most = plus(&self.utilities[place], &self.rest[place].1);
            if !reaches(&most, &walk.problem.almost[group]) {
                return false;
            }
        }
        let ceiling = walk.problem.ceiling;
        ceiling.is_none_or(|ceiling| self.comes_below(walk, depth, ceiling))
    }

    /// Whether the ceiling can still be met.
    #[cold]
    fn comes_below<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
        depth: usize,
        ceiling: f64,
    ) -> bool {
        let place = depth * walk.groups();
        let loose = walk.splits.loose.iter();
        let missed: f64 = loose.map(|&t| walk.problem.bonus(0, t).abs()).sum();
        self.utilities[place][0] + self.rest[place].0[0] - missed <= ceiling
    }
}

/// Least and most that choices add in the dimensions of a group.
pub(super) fn ends_of(adds: &[Row], group: usize, groups: usize) -> (Row, Row) {
    adds.chunks_exact(groups)
        .map(|rows| &rows[group])
        .fold(NOTHING, |ends, row| {
            (least(row, &ends.0), most(row, &ends.1))
        })
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
