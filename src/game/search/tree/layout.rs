//! Laying a part out for the walk: what each block and each issue may still choose, and in which order
//! the choices are made.

use super::super::problem::LANES;
use super::{Choice, Level, OPEN, Stand, Tree, Walk, What};

impl Tree {
    /// Stands at the root: the hubs' classes, and the terms that they decide.
    pub(super) fn enter<O, const GROUPS: usize>(&mut self, walk: &Walk<'_, O, GROUPS>) {
        let part = &walk.splits.parts[self.part];
        let issues = walk.space.issues();
        self.levels.clear();
        self.choices.clear();
        self.package.clear();
        self.package.resize(issues, 0);
        self.class.clear();
        self.class.resize(issues, OPEN);
        self.folded.clear();
        self.folded.resize(issues, false);
        self.options.resize(walk.splits.firsts.len(), (0, 0));
        for &issue in &walk.splits.plain {
            self.class[issue] = walk.splits.classes[issue];
        }
        for (&issue, &class) in walk.splits.hubs.iter().zip(&part.classes) {
            self.class[issue] = class;
        }
        self.utilities.clear();
        self.utilities.extend_from_slice(&walk.problem.start);
        let held = walk.splits.decided.held(part.kind);
        walk.problem.add_terms(held, &mut self.utilities);
    }

    /// Lists the slots of each block that may be part of an answer; a single one is settled.
    /// Returns whether every block has one.
    pub(super) fn lay_out_blocks<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
    ) -> bool {
        for number in 0..walk.splits.blocks.len() {
            let best = walk.scores.best_of_block(walk.space, self.part, number);
            let start = self.choices.len();
            let slots = walk.scores.slots(walk.space, self.part, number);
            for (slot, score) in slots.enumerate() {
                let short = best - score;
                if walk.is_open(short) {
                    let number = slot;
                    self.choices.push(Choice { short, number });
                }
            }
            match self.choices.len() - start {
                0 => return false,
                1 => {
                    let slot = self.choices[start].number;
                    self.choices.truncate(start);
                    self.enter_slot(walk, number, slot);
                    let home = &walk.splits.blocks[number];
                    let variant = walk.splits.parts[self.part].variants[number];
                    let held = home.held(variant, slot);
                    walk.problem.add_terms(held, &mut self.utilities);
                }
                _ => {
                    let end = self.choices.len();
                    let choices = &mut self.choices[start..];
                    choices.sort_by(|a, b| a.short.total_cmp(&b.short));
                    self.levels.push(Level {
                        what: What::Block(number, start, end),
                        spread: choices[choices.len() - 1].short,
                    });
                }
            }
        }
        self.blocks = self.levels.len();
        true
    }

    /// Lists the options of each issue, class by class. Where there is a single one in a class that is known, it
    /// is settled; an issue of a block that leaves no choice in any class is folded into the block.
    pub(super) fn lay_out_issues<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
    ) -> bool {
        for (issue, &determined) in walk.splits.determined.iter().enumerate() {
            let known = self.class[issue];
            if !determined {
                if !self.lay_out_issue(walk, issue, known) {
                    return false;
                }
            } else if known == OPEN {
                self.folded[issue] = true;
            } else {
                self.settle_issue(walk, issue, walk.splits.firsts[known]);
            }
        }
        true
    }

    /// Lists the options of an issue that has several in some class. Returns whether there is one.
    fn lay_out_issue<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        issue: usize,
        known: usize,
    ) -> bool {
        let mut spread = 0.0f64;
        let mut several = false;
        for class in self.classes_of(walk, issue) {
            let start = self.choices.len();
            self.list_options(walk, issue, class);
            self.options[class] = (start, self.choices.len());
            several |= self.choices.len() > start + 1;
            if let Some(last) = self.choices[start..].last() {
                spread = spread.max(last.short);
            }
        }
        if known != OPEN {
            let (start, end) = self.options[known];
            match end - start {
                0 => return false,
                1 => {
                    let option = self.choices[start].number;
                    self.choices.truncate(start);
                    self.settle_issue(walk, issue, walk.space.offset(issue) + option);
                    return true;
                }
                _ => {}
            }
        } else if !several {
            self.folded[issue] = true;
            return true;
        }
        self.levels.push(Level {
            what: What::Issue(issue),
            spread,
        });
        true
    }

    /// Settles an issue at the root.
    #[inline]
    fn settle_issue<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        issue: usize,
        place: usize,
    ) {
        self.package[issue] = (place - walk.space.offset(issue)) as u16;
        walk.problem
            .add_place(place, &mut self.utilities[..walk.groups()]);
    }

    /// The only option that a class of a folded issue has left, numbered through all issues.
    #[inline]
    pub(super) fn only_option<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
        issue: usize,
        class: usize,
    ) -> usize {
        if walk.splits.determined[issue] {
            walk.splits.firsts[class]
        } else {
            let (start, _) = self.options[class];
            walk.space.offset(issue) + self.choices[start].number
        }
    }

    /// Lists the options of a class that may be part of an answer, the best first.
    fn list_options<O, const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, O, GROUPS>,
        issue: usize,
        class: usize,
    ) {
        let start = self.choices.len();
        let top = walk.scores.top(class);
        let offset = walk.space.offset(issue);
        let scores = &walk.scores.places;
        let mut list = |place: usize| {
            let short = top - scores[place];
            if walk.is_open(short) {
                let number = place - offset;
                self.choices.push(Choice { short, number });
            }
        };
        let members = walk.splits.members(class);
        members.iter().for_each(|&place| list(place));
        if members.len() > 1 {
            self.choices[start..].sort_by(|a, b| a.short.total_cmp(&b.short));
        }
    }

    /// What matters most comes first, within blocks and within issues.
    pub(super) fn order<O, const GROUPS: usize>(&mut self, walk: &Walk<'_, O, GROUPS>) {
        let (blocks, issues) = self.levels.split_at_mut(self.blocks);
        for levels in [blocks, issues] {
            levels.sort_by(|a, b| b.spread.total_cmp(&a.spread));
        }
        let depth = self.levels.len();
        self.utilities
            .resize((depth + 1) * walk.groups(), [0.0; LANES]);
        self.path.clear();
        self.path.resize(depth, Stand::default());
    }

    /// Lists what each choice adds.
    pub(super) fn list_adds<O, const GROUPS: usize>(&mut self, walk: &Walk<'_, O, GROUPS>) {
        let groups = walk.groups();
        let mut adds = std::mem::take(&mut self.adds);
        adds.resize(self.choices.len() * groups, [0.0; LANES]);
        for level in &self.levels {
            match level.what {
                What::Block(block, start, end) => {
                    let rows = adds[start * groups..end * groups].chunks_exact_mut(groups);
                    for (choice, row) in self.choices[start..end].iter().zip(rows) {
                        self.add_slot(walk, block, choice.number, row);
                    }
                }
                What::Issue(issue) => {
                    let offset = walk.space.offset(issue);
                    for class in self.classes_of(walk, issue) {
                        let (start, end) = self.options[class];
                        let rows = adds[start * groups..end * groups].chunks_exact_mut(groups);
                        for (choice, row) in self.choices[start..end].iter().zip(rows) {
                            let adds = walk.problem.rows(offset + choice.number);
                            row.iter_mut()
                                .zip(adds)
                                .for_each(|(row, adds)| *row = *adds);
                        }
                    }
                }
            }
        }
        self.adds = adds;
        self.list_ends(walk);
    }

    /// Writes what a slot adds: its terms, and the issues that are folded into its block.
    fn add_slot<O, const GROUPS: usize>(
        &self,
        walk: &Walk<'_, O, GROUPS>,
        block: usize,
        slot: usize,
        row: &mut [super::Row],
    ) {
        let home = &walk.splits.blocks[block];
        let variant = walk.splits.parts[self.part].variants[block];
        row.fill([0.0; LANES]);
        walk.problem.add_terms(home.held(variant, slot), row);
        for (&issue, &class) in home.issues.iter().zip(home.slot(slot)) {
            if self.folded[issue] {
                walk.problem
                    .add_place(self.only_option(walk, issue, class), row);
            }
        }
    }

    /// Lists the least and the most that the options of each class add.
    fn list_ends<O, const GROUPS: usize>(&mut self, walk: &Walk<'_, O, GROUPS>) {
        if !self.bounded {
            return;
        }
        let groups = walk.groups();
        let nothing = ([0.0; LANES], [0.0; LANES]);
        self.ends.resize(walk.splits.firsts.len() * groups, nothing);
        for level in &self.levels {
            if let What::Issue(issue) = level.what {
                for class in self.classes_of(walk, issue) {
                    let (start, end) = self.options[class];
                    for group in 0..groups {
                        self.ends[class * groups + group] = self.ends_of(walk, group, start, end);
                    }
                }
            }
        }
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
