//! The walk through a part of the space: first the slots of its blocks, then the options of its
//! issues, depth first, each in descending order of score, cut off where the plane rules out
//! anything better.
//!
//! Along a path, what its choices score below the best is added up; the part's bound less that sum
//! bounds whatever lies beyond, and so does a second plane (`second`). Utilities are added up in rows of four
//! dimensions; a walk is compiled for one such row, which is the rule, and for any number.

mod adds;
mod descent;
mod dominance;
mod layout;
mod loose;
mod reach;
mod second;

use super::Objective;
use super::incumbent::Incumbent;
use super::problem::Problem;
use super::rows::Row;
use super::scores::Scores;
use crate::game::splits::Splits;
use crate::game::{Space, UNSETTLED};
use layout::Layout;
use std::ops::Range;

/// A part laid out for the walk, and where the walk stands; memory is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    layout: Layout,
    path: Path,
}

/// Where a walk stands.
#[derive(Debug, Clone, Default)]
struct Path {
    /// Per depth, the choices there; at the last depth none is left.
    steps: Vec<Step>,
    /// Per issue, its class; `OPEN` while its block is open.
    class: Vec<usize>,
    /// Utilities per depth; of what is settled at the root alone where one row holds them.
    utilities: Vec<Row>,
    /// Per depth, the most that is still to come where one row does not hold it.
    most: Vec<Row>,
    /// Per depth, the least that is still to come where there is a ceiling.
    least: Vec<Row>,
    /// What is settled at the root beside what the part settles: slots of blocks, and options.
    slots: Vec<(usize, usize)>,
    settled: Vec<usize>,
    /// The package, as far as it was written: at the end of a path, and along it where loose terms ask.
    package: Vec<u16>,
    /// What promises no more is passed over.
    limit: f64,
}

/// How high the walk's own plane and the second one can still get.
type Bounds = [f64; 2];

/// A depth of the path.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    /// What the choices before have left.
    bounds: Bounds,
    /// Where its choices stand, once the path settles that.
    range: (u32, u32),
    /// The choice to be made next; the one on the path stands before it.
    next: u32,
    /// Utilities in the first four dimensions.
    utilities: Row,
    /// The most that its choices may add to them, and the least that they must be for the floors to be in reach.
    most: Row,
    needed: Row,
}

const OPEN: usize = usize::MAX;

/// What stays the same during a walk through a part. `GROUPS` is the number of rows per choice; 0 for as many as
/// the problem has.
struct Walk<'a, const GROUPS: usize> {
    space: &'a Space,
    splits: &'a Splits,
    problem: &'a Problem,
    scores: &'a Scores,
    part: usize,
    /// Bounds the part.
    bound: f64,
    /// Whether floors or a ceiling have to be looked at.
    bounded: bool,
    /// Whether there are loose terms or a ceiling, which ask more of every step.
    special: bool,
    /// Whether a choice is needless to which another adds no less in any dimension.
    dominance: bool,
}

impl<'a> Walk<'a, 1> {
    /// The same for any number of rows.
    fn wide(self) -> Walk<'a, 0> {
        Walk {
            space: self.space,
            splits: self.splits,
            problem: self.problem,
            scores: self.scores,
            part: self.part,
            bound: self.bound,
            bounded: self.bounded,
            special: self.special,
            dominance: self.dominance,
        }
    }
}

impl<const GROUPS: usize> Walk<'_, GROUPS> {
    /// Rows per choice.
    #[inline(always)]
    fn groups(&self) -> usize {
        match GROUPS {
            0 => self.problem.groups,
            _ => GROUPS,
        }
    }

    /// The class of the option that stands on an issue, if one does.
    fn current_class(&self, issue: usize) -> Option<usize> {
        let option = self.problem.current[issue];
        let place = self.space.offset(issue) + usize::from(option);
        (option != UNSETTLED).then(|| self.splits.class_of[place])
    }

    /// Whether the package that stands is in the part, and no answer.
    fn current_is_in_part(&self) -> bool {
        let classes = &self.splits.parts[self.part].classes;
        let mut hubs = self.splits.hubs.iter().zip(classes);
        self.problem.exclude_current
            && hubs.all(|(&issue, &class)| self.current_class(issue) == Some(class))
    }

    /// Classes that an issue may be in, given the class of each that is in one.
    #[inline]
    fn classes_of(&self, class: &[usize], issue: usize) -> Range<usize> {
        match class[issue] {
            OPEN => self.splits.classes[issue]..self.splits.classes[issue + 1],
            class => class..class + 1,
        }
    }
}

impl Tree {
    /// Walks a part under the plane that has scored the problem.
    pub fn walk<O: Objective>(
        &mut self,
        space: &Space,
        problem: &Problem,
        scores: &Scores,
        part: usize,
        objective: &O,
        incumbent: &mut Incumbent,
    ) {
        let bound = scores.bounds(space).score(part);
        let special = problem.ceiling.is_some() || !space.splits().loose.is_empty();
        let walk = Walk::<1> {
            space,
            splits: space.splits(),
            problem,
            scores,
            part,
            bound,
            bounded: problem.ceiling.is_some() || problem.has_floors,
            special,
            dominance: !special && !incumbent.limits.rivals && objective.rises(),
        };
        if problem.groups == 1 {
            self.through(walk, objective, incumbent);
        } else {
            self.through(walk.wide(), objective, incumbent);
        }
    }

    fn through<O: Objective, const GROUPS: usize>(
        &mut self,
        mut walk: Walk<'_, GROUPS>,
        objective: &O,
        incumbent: &mut Incumbent,
    ) {
        self.path.limit = incumbent.limit(walk.problem);
        if let Some(bound) = self.set_out(&mut walk) {
            let Self { layout, path } = self;
            let second = layout.lay_second(&walk, objective, &path.steps[0].utilities, incumbent);
            path.steps[0].bounds = [bound, second];
            path.descend(&walk, objective, layout, incumbent);
        }
    }

    /// Lays the part out, and stands at its root; returns the bound there, `None` where there is nothing to choose
    /// from. The objective has no say in this, so that all have it in common.
    #[inline(never)] // in one place: a search asks for different objectives in turn
    fn set_out<const GROUPS: usize>(&mut self, walk: &mut Walk<'_, GROUPS>) -> Option<f64> {
        let Self { layout, path } = self;
        path.enter(walk);
        if !layout.lay_out(walk, path) {
            return None;
        }
        if layout.asks_for_bounds(walk) {
            walk.bounded = !path.note_most(walk, layout);
            path.look_ahead(walk, layout, 0..layout.levels.len());
        }
        if walk.special {
            path.write_settled(walk);
        }
        path.enter_loose(walk, layout)
    }
}
