//! Laying a part out for the walk: what each block and each issue may still choose, and in which order
//! the choices are made.

use super::super::problem::{LANES, Row};
use super::reach::ends;
use super::{OPEN, Path, Walk};

/// The choices that a walk has to make, with all that may be part of an answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// The choices to be made, in the order in which they are made.
    pub levels: Vec<Level>,
    /// How many of them are blocks' slots; they come first.
    pub blocks: usize,
    /// What each level may choose, grouped.
    pub choices: Vec<Choice>,
    /// Per choice, what it adds where one row does not hold it.
    pub adds: Vec<Row>,
    /// Per class of issues that leave a choice, where its options stand among the choices.
    pub options: Vec<(u32, u32)>,
    /// Per class, the least and the most that its options add.
    pub ends: Vec<(Row, Row)>,
    /// Issues of blocks whose classes leave no choice: what their options add counts with the slot.
    pub folded: Vec<bool>,
    /// Per class of folded issues, its only option.
    pub only: Vec<usize>,
    /// Per depth, the loose terms decided by then.
    pub decided: Vec<Vec<usize>>,
}

/// How much a choice scores below the best of its level, its number, and what it adds in the first four
/// dimensions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub short: f64,
    pub number: u32,
    pub adds: Row,
}

/// A choice to be made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    pub what: What,
    /// Where it stands among the choices; an issue that is open has them where those of its class are.
    range: Option<(u32, u32)>,
    /// How much hangs on it.
    spread: f64,
}

/// What is chosen at a level.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// The slot of a block.
    Block(usize),
    /// The option of an issue.
    Issue(usize),
}

impl Layout {
    /// Lays a part out; what leaves no choice is settled at the path's root. Returns whether there is anything
    /// to choose from everywhere.
    #[inline(never)]
    pub fn lay_out<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        path: &mut Path,
    ) -> bool {
        self.levels.clear();
        self.choices.clear();
        self.folded.clear();
        self.folded.resize(walk.space.issues(), false);
        self.options.resize(walk.splits.firsts.len(), (0, 0));
        self.only.clone_from(&walk.splits.firsts);
        if !self.lay_out_blocks(walk, path) || !self.lay_out_issues(walk, path) {
            return false;
        }
        self.order();
        self.list_adds(walk, path);
        path.start(walk, self.levels.len());
        true
    }

    /// Where the choices of a level stand, given the classes of issues.
    #[inline(always)]
    pub fn range(&self, level: &Level, class: &[usize]) -> (u32, u32) {
        match (level.range, level.what) {
            (None, What::Issue(issue)) => self.options[class[issue]],
            (range, _) => range.unwrap_or_default(),
        }
    }

    /// Lists the slots of each block that may be part of an answer; a single one is settled.
    /// Returns whether every block has one.
    fn lay_out_blocks<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        path: &mut Path,
    ) -> bool {
        for (block, home) in walk.splits.blocks.iter().enumerate() {
            let best = walk.scores.best_of_block(walk.space, walk.part, block);
            let slots = walk.scores.slots(walk.space, walk.part, block);
            let start = self.choices.len();
            self.list(
                slots.map(|score| best - score).enumerate(),
                walk.bound,
                path.limit,
            );
            match self.choices[start..] {
                [] => return false,
                [Choice { number, .. }] => {
                    self.choices.truncate(start);
                    path.enter_slot(walk, block, number as usize);
                    let variant = walk.splits.parts[walk.part].variants[block];
                    path.settle_terms(walk, home.held(variant, number as usize));
                }
                _ => {
                    let spread = sort(&mut self.choices[start..]);
                    let range = Some((start as u32, self.choices.len() as u32));
                    let what = What::Block(block);
                    self.levels.push(Level {
                        what,
                        range,
                        spread,
                    });
                }
            }
        }
        self.blocks = self.levels.len();
        true
    }

    /// Lists the options of each issue, class by class. Where there is a single one in a class that is known, it
    /// is settled; an issue of a block that leaves no choice in any class is folded into the block.
    fn lay_out_issues<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        path: &mut Path,
    ) -> bool {
        for (issue, &determined) in walk.splits.determined.iter().enumerate() {
            let known = path.class[issue];
            if !determined {
                if !self.lay_out_issue(walk, path, issue) {
                    return false;
                }
            } else if known == OPEN {
                self.folded[issue] = true;
            } else {
                path.settle_issue(walk, issue, walk.splits.firsts[known]);
            }
        }
        true
    }

    /// Lists the options of an issue that has several in some class. Returns whether there is one.
    fn lay_out_issue<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        path: &mut Path,
        issue: usize,
    ) -> bool {
        let offset = walk.space.offset(issue);
        let classes = path.classes_of(walk, issue);
        let (mut spread, mut several) = (0.0f64, false);
        for class in classes.clone() {
            let start = self.choices.len();
            let top = walk.scores.top(walk.splits, class);
            let members = walk.splits.members(class).iter();
            let shorts = members.map(|&place| (place - offset, top - walk.scores.option(place)));
            self.list(shorts, walk.bound, path.limit);
            self.options[class] = (start as u32, self.choices.len() as u32);
            match self.choices[start..] {
                [] => {}
                [Choice { number, short, .. }] => {
                    spread = spread.max(short);
                    self.only[class] = offset + number as usize;
                }
                _ => {
                    spread = spread.max(sort(&mut self.choices[start..]));
                    several = true;
                }
            }
        }
        if !several && path.class[issue] == OPEN {
            self.folded[issue] = true;
            return true;
        }
        if !several {
            let (start, end) = self.options[classes.start];
            self.choices.truncate(start as usize);
            if start < end {
                path.settle_issue(walk, issue, self.only[classes.start]);
            }
            return start < end;
        }
        let range = match path.class[issue] {
            OPEN => None,
            class => Some(self.options[class]),
        };
        let what = What::Issue(issue);
        self.levels.push(Level {
            what,
            range,
            spread,
        });
        true
    }

    /// Lists those choices, each with how much it scores below the best, that the bound leaves above the limit.
    #[inline(always)]
    fn list(&mut self, choices: impl Iterator<Item = (usize, f64)>, bound: f64, limit: f64) {
        let left = choices.filter(|&(_, short)| bound - short > limit);
        self.choices.extend(left.map(|(number, short)| Choice {
            short,
            number: number as u32,
            adds: [0.0; LANES],
        }));
    }

    /// What matters most comes first, within blocks and within issues.
    fn order(&mut self) {
        let (blocks, issues) = self.levels.split_at_mut(self.blocks);
        for levels in [blocks, issues] {
            levels.sort_by(|a, b| b.spread.total_cmp(&a.spread));
        }
    }

    /// Lists what each choice adds.
    fn list_adds<O, const GROUPS: usize>(&mut self, walk: &Walk<'_, O, GROUPS>, path: &Path) {
        let groups = walk.groups();
        let nothing = ([0.0; LANES], [0.0; LANES]);
        if GROUPS != 1 {
            self.adds.resize(self.choices.len() * groups, [0.0; LANES]);
        }
        self.ends.resize(self.only.len() * groups, nothing);
        for at in 0..self.levels.len() {
            match self.levels[at].what {
                What::Block(block) => self.add_slots(walk, block, at),
                What::Issue(issue) => {
                    for class in path.classes_of(walk, issue) {
                        self.add_options(walk, issue, class);
                    }
                }
            }
        }
    }

    /// Lists what the options of a class add, and the least and the most of that.
    fn add_options<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        issue: usize,
        class: usize,
    ) {
        let offset = walk.space.offset(issue);
        let range = self.options[class];
        self.write_adds(walk, range, |choice, rows| {
            walk.problem.write_place(offset + choice as usize, rows);
        });
        if walk.bounded {
            let groups = walk.groups();
            for group in 0..groups {
                self.ends[class * groups + group] = self.ends_of(walk, range, group);
            }
        }
    }

    /// Lists what the slots of a block add: their terms, and the issues that are folded into the block.
    fn add_slots<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        block: usize,
        level: usize,
    ) {
        let home = &walk.splits.blocks[block];
        let variant = walk.splits.parts[walk.part].variants[block];
        let range = self.levels[level].range.unwrap_or_default();
        let (folded, only) = (
            std::mem::take(&mut self.folded),
            std::mem::take(&mut self.only),
        );
        self.write_adds(walk, range, |slot, rows| {
            let slot = slot as usize;
            let terms = home.held(variant, slot).iter();
            let options = home.issues.iter().zip(home.slot(slot));
            let options = options.filter(|&(&issue, _)| folded[issue]);
            rows.fill([0.0; LANES]);
            walk.problem
                .add_places(terms.map(|term| walk.problem.options + term), rows);
            walk.problem
                .add_places(options.map(|(_, &class)| only[class]), rows);
        });
        (self.folded, self.only) = (folded, only);
    }

    /// Writes what choices add, given how to write it by their numbers.
    #[inline(always)]
    fn write_adds<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        (start, end): (u32, u32),
        write: impl Fn(u32, &mut [Row]),
    ) {
        let (groups, range) = (walk.groups(), start as usize..end as usize);
        if GROUPS == 1 {
            for choice in &mut self.choices[range] {
                write(choice.number, std::slice::from_mut(&mut choice.adds));
            }
            return;
        }
        let rows = self.adds[start as usize * groups..].chunks_exact_mut(groups);
        for (choice, rows) in self.choices[range].iter_mut().zip(rows) {
            write(choice.number, rows);
            choice.adds = rows[0];
        }
    }

    /// Least and most that choices add in the dimensions of a group.
    pub fn ends_of<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
        (start, end): (u32, u32),
        group: usize,
    ) -> (Row, Row) {
        let (start, end) = (start as usize, end as usize);
        if GROUPS == 1 {
            return ends(self.choices[start..end].iter().map(|choice| &choice.adds));
        }
        let rows = self.adds.iter().skip(group).step_by(walk.groups());
        ends(rows.skip(start).take(end - start))
    }
}

impl Path {
    /// Settles an issue at the root.
    #[inline]
    fn settle_issue<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        issue: usize,
        place: usize,
    ) {
        self.package[issue] = (place - walk.space.offset(issue)) as u16;
        self.settled.push(place);
    }

    /// Lets terms hold from the root on.
    #[inline]
    pub(super) fn settle_terms<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        terms: &[usize],
    ) {
        let places = terms.iter().map(|term| walk.problem.options + term);
        self.settled.extend(places);
    }

    /// Classes that an issue may be in.
    #[inline]
    pub(super) fn classes_of<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
        issue: usize,
    ) -> std::ops::Range<usize> {
        match self.class[issue] {
            OPEN => walk.splits.classes[issue]..walk.splits.classes[issue + 1],
            class => class..class + 1,
        }
    }
}

/// Sorts choices, the best first; returns how short the last one is.
fn sort(choices: &mut [Choice]) -> f64 {
    choices.sort_by(|a, b| a.short.total_cmp(&b.short));
    choices.last().map_or(0.0, |choice| choice.short)
}
