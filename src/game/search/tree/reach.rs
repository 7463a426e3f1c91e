//! How far the walk can still get: bounds on each utility, against floors and the ceiling.

use super::super::rows::{LANES, NOTHING, Row, least, minus, most, plus, reaches};
use super::layout::{Layout, Level, What};
use super::{OPEN, Path, Walk};
use std::ops::Range;

impl Path {
    /// Notes what is needed at each of some levels, given what is at the level after them, and what is still to come where
    /// one row does not hold it; the least that is still to come too where there is a ceiling.
    #[inline(always)]
    pub(super) fn look_ahead<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
        levels: Range<usize>,
    ) {
        if !walk.bounded {
            return;
        }
        if levels.end == layout.levels.len() {
            self.steps[levels.end].needed = walk.problem.almost[0];
        }
        let mut needed = self.steps[levels.end].needed;
        for step in self.steps[levels.clone()].iter_mut().rev() {
            needed = minus(&needed, &step.most);
            step.needed = needed;
        }
        if GROUPS != 1 {
            let ends = |level: &Level, group| ends_below(walk, layout, &self.class, level, group).1;
            add_up_ends(walk, layout, levels.start, &mut self.most, ends);
        }
        if walk.problem.ceiling.is_some() {
            let ends = |level: &Level, group| ends_below(walk, layout, &self.class, level, group).0;
            add_up_ends(walk, layout, levels.start, &mut self.least, ends);
        }
    }

    /// Notes the most that each level may add; returns whether every path from the root meets all floors, so that nobody
    /// has to ask again.
    pub(super) fn note_most<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
    ) -> bool {
        let mut sure = !walk.special;
        for (group, floor) in walk.problem.least.iter().enumerate() {
            let mut sum = [0.0; LANES];
            for (level, step) in layout.levels.iter().zip(&mut self.steps).rev() {
                let (least, most) = ends_below(walk, layout, &self.class, level, group);
                sum = plus(&sum, &least);
                if group == 0 {
                    step.most = most;
                }
            }
            sure &= reaches(&plus(&self.utilities[group], &sum), floor);
        }
        sure
    }

    /// Whether every floor, and the ceiling, can still be met at a depth.
    #[inline(always)]
    pub(super) fn within_reach<const GROUPS: usize>(
        &self,
        walk: &Walk<'_, GROUPS>,
        depth: usize,
    ) -> bool {
        let step = &self.steps[depth];
        reaches(&step.utilities, &step.needed)
            && (GROUPS == 1 || self.further_within_reach(walk, depth))
            && (!walk.special || self.comes_below(walk, depth))
    }

    /// Whether the floors beyond the first four dimensions can still be met.
    fn further_within_reach<const GROUPS: usize>(
        &self,
        walk: &Walk<'_, GROUPS>,
        depth: usize,
    ) -> bool {
        let groups = walk.groups();
        let utilities = self.utilities[depth * groups..][..groups].iter();
        let rows = utilities.zip(&self.most[depth * groups..]);
        let mut rows = rows.zip(&walk.problem.almost);
        rows.all(|((utilities, most), almost)| reaches(&plus(utilities, most), almost))
    }

    /// Whether the ceiling, if there is one, can still be met.
    #[cold]
    fn comes_below<const GROUPS: usize>(&self, walk: &Walk<'_, GROUPS>, depth: usize) -> bool {
        // The least is known only where there is one.
        let Some(ceiling) = walk.problem.ceiling else {
            return true;
        };
        let loose = walk.splits.loose.iter();
        let missed: f64 = loose.map(|&t| walk.problem.bonus(0, t).abs()).sum();
        let least = self.steps[depth].utilities[0] + self.least[depth * walk.groups()][0];
        least - missed <= ceiling
    }
}

/// Adds up what the levels from `from` on may add, one end of it, from the last level to each.
fn add_up_ends<const GROUPS: usize>(
    walk: &Walk<'_, GROUPS>,
    layout: &Layout,
    from: usize,
    rests: &mut Vec<Row>,
    end: impl Fn(&Level, usize) -> Row,
) {
    let (groups, depth) = (walk.groups(), layout.levels.len());
    grow(rests, (depth + 1) * groups);
    for group in 0..groups {
        let mut rest = [0.0; LANES];
        rests[depth * groups + group] = rest;
        for (d, level) in layout.levels.iter().enumerate().skip(from).rev() {
            rest = plus(&rest, &end(level, group));
            rests[d * groups + group] = rest;
        }
    }
}

/// The least and the most that a level may add in the dimensions of a group, given the classes of issues.
#[inline(always)]
fn ends_below<const GROUPS: usize>(
    walk: &Walk<'_, GROUPS>,
    layout: &Layout,
    class: &[usize],
    level: &Level,
    group: usize,
) -> (Row, Row) {
    let ends_of = |class: usize| layout.ends[class * walk.groups() + group];
    match level.what {
        What::Block(_) => layout.ends_of(walk, level.range.unwrap_or_default(), group),
        What::Issue(issue) => match class[issue] {
            OPEN => {
                let ends = walk.classes_of(class, issue).map(ends_of);
                ends.fold(NOTHING, |a, b| (least(&a.0, &b.0), most(&a.1, &b.1)))
            }
            class => ends_of(class),
        },
    }
}

/// Whether rows reach what others ask at least.
#[inline(always)]
pub(super) fn almost_met(rows: &[Row], almost: &[Row]) -> bool {
    let mut pairs = rows.iter().zip(almost);
    pairs.all(|(row, almost)| reaches(row, almost))
}

/// Makes room for so many rows.
pub(super) fn grow(rows: &mut Vec<Row>, count: usize) {
    if rows.len() < count {
        rows.resize(count, [0.0; LANES]);
    }
}
