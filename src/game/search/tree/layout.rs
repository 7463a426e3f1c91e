//! Laying a part out for the walk: what each block and each issue may still choose, and in which order
//! the choices are made.

use super::{Level, OPEN, Stand, Tree, Walk, What};

impl Tree {
    /// Stands at the root: the hubs' classes, and the terms that they decide.
    pub(super) fn enter<O>(&mut self, walk: &Walk<'_, O>) {
        let part = &walk.splits.parts[self.part];
        self.levels.clear();
        self.choices.clear();
        self.package.clear();
        self.package.resize(walk.space.issues(), 0);
        self.class.clear();
        self.class.resize(walk.space.issues(), OPEN);
        self.folded.clear();
        self.folded.resize(walk.space.issues(), false);
        for &issue in &walk.splits.plain {
            self.class[issue] = walk.splits.classes[issue];
        }
        for (&issue, &class) in walk.splits.hubs.iter().zip(&part.classes) {
            self.class[issue] = class;
        }
        walk.problem.start(&mut self.utilities);
        let held = walk.splits.decided.held(part.kind);
        walk.problem.add_terms(held, &mut self.utilities);
    }

    /// Lists the slots of each block that may be part of an answer; a single one is settled.
    /// Returns whether every block has one.
    pub(super) fn lay_out_blocks<O>(
        &mut self,
        walk: &Walk<'_, O>,
        drop: &impl Fn(f64) -> bool,
    ) -> bool {
        for number in 0..walk.splits.blocks.len() {
            let best = walk.scores.best_of_block(walk.space, self.part, number);
            let start = self.choices.len();
            let slots = walk.scores.slots(walk.space, self.part, number);
            for (slot, score) in slots.enumerate() {
                let short = best - score;
                if !drop(short) {
                    self.choices.push((short, slot));
                }
            }
            match self.choices.len() - start {
                0 => return false,
                1 => {
                    let (_, slot) = self.choices[start];
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
                    choices.sort_by(|a, b| a.0.total_cmp(&b.0));
                    self.levels.push(Level {
                        what: What::Block(number, start, end),
                        spread: choices[choices.len() - 1].0,
                    });
                }
            }
        }
        self.blocks = self.levels.len();
        true
    }

    /// Lists the options of each issue, class by class. Where there is a single one in a class that is known, it
    /// is settled; an issue of a block that leaves no choice in any class is folded into the block.
    pub(super) fn lay_out_issues<O>(
        &mut self,
        walk: &Walk<'_, O>,
        drop: &impl Fn(f64) -> bool,
    ) -> bool {
        self.options.clear();
        self.options.resize(walk.splits.firsts.len(), (0, 0));
        for issue in 0..walk.space.issues() {
            let known = self.class[issue];
            if walk.splits.determined[issue] {
                if known == OPEN {
                    self.folded[issue] = true;
                } else {
                    self.settle_issue(walk, issue, walk.splits.firsts[known]);
                }
                continue;
            }
            let mut spread = 0.0f64;
            for class in self.classes_of(walk, issue) {
                let start = self.choices.len();
                self.list_options(walk, issue, class, drop);
                self.options[class] = (start, self.choices.len());
                if let Some(last) = self.choices[start..].last() {
                    spread = spread.max(last.0);
                }
            }
            if known == OPEN {
                let classes = walk.splits.classes[issue]..walk.splits.classes[issue + 1];
                let mut lists = self.options[classes].iter();
                if lists.all(|(start, end)| end - start <= 1) {
                    self.folded[issue] = true;
                    continue;
                }
            } else {
                let (start, end) = self.options[known];
                match end - start {
                    0 => return false,
                    1 => {
                        let option = self.choices[start].1;
                        self.choices.truncate(start);
                        self.settle_issue(walk, issue, walk.space.offset(issue) + option);
                        continue;
                    }
                    _ => {}
                }
            }
            self.levels.push(Level {
                what: What::Issue(issue),
                spread,
            });
        }
        true
    }

    /// Settles an issue at the root.
    fn settle_issue<O>(&mut self, walk: &Walk<'_, O>, issue: usize, place: usize) {
        self.package[issue] = (place - walk.space.offset(issue)) as u16;
        walk.problem.add_option(place, &mut self.utilities);
    }

    /// The only option that a class of a folded issue has left, numbered through all issues.
    pub(super) fn only_option<O>(&self, walk: &Walk<'_, O>, issue: usize, class: usize) -> usize {
        if walk.splits.determined[issue] {
            walk.splits.firsts[class]
        } else {
            let (start, _) = self.options[class];
            walk.space.offset(issue) + self.choices[start].1
        }
    }

    /// Lists the options of a class that may be part of an answer, the best first.
    fn list_options<O>(
        &mut self,
        walk: &Walk<'_, O>,
        issue: usize,
        class: usize,
        drop: &impl Fn(f64) -> bool,
    ) {
        let start = self.choices.len();
        let top = walk.scores.top(class);
        let offset = walk.space.offset(issue);
        let scores = &walk.scores.places;
        let mut list = |place: usize| {
            let short = top - scores[place];
            if !drop(short) {
                self.choices.push((short, place - offset));
            }
        };
        let first = walk.splits.firsts[class];
        list(first);
        if walk.splits.sizes[class] > 1 {
            let own = |place: &usize| walk.splits.class_of[*place] == class;
            let others = first + 1..walk.space.offset(issue + 1);
            others.filter(own).for_each(list);
            self.choices[start..].sort_by(|a, b| a.0.total_cmp(&b.0));
        }
    }

    /// What matters most comes first, within blocks and within issues.
    pub(super) fn order(&mut self) {
        let (blocks, issues) = self.levels.split_at_mut(self.blocks);
        for levels in [blocks, issues] {
            levels.sort_by(|a, b| b.spread.total_cmp(&a.spread));
        }
        self.utilities
            .resize((self.levels.len() + 1) * self.dims, 0.0);
        self.path.clear();
        self.path.resize(self.levels.len(), Stand::default());
    }

    /// Lists what each choice adds.
    pub(super) fn list_adds<O>(&mut self, walk: &Walk<'_, O>) {
        let dims = self.dims;
        self.adds.resize(self.choices.len() * dims, 0.0);
        for level in &self.levels {
            match level.what {
                What::Block(block, start, end) => {
                    let home = &walk.splits.blocks[block];
                    let variant = walk.splits.parts[self.part].variants[block];
                    for n in start..end {
                        let slot = self.choices[n].1;
                        let mut adds = std::mem::take(&mut self.adds);
                        let row = &mut adds[n * dims..(n + 1) * dims];
                        row.fill(0.0);
                        walk.problem.add_terms(home.held(variant, slot), row);
                        for (&issue, &class) in home.issues.iter().zip(home.slot(slot)) {
                            if self.folded[issue] {
                                let place = self.only_option(walk, issue, class);
                                walk.problem.add_option(place, row);
                            }
                        }
                        self.adds = adds;
                    }
                }
                What::Issue(issue) => {
                    let offset = walk.space.offset(issue);
                    for class in self.classes_of(walk, issue) {
                        let (start, end) = self.options[class];
                        for n in start..end {
                            let row = &mut self.adds[n * dims..(n + 1) * dims];
                            walk.problem.write_option(offset + self.choices[n].1, row);
                        }
                    }
                }
            }
        }
        self.list_ends(walk);
    }

    /// Lists the least and the most that the options of each class add in the bounded dimensions.
    fn list_ends<O>(&mut self, walk: &Walk<'_, O>) {
        let width = self.bounded.len();
        if width == 0 {
            return;
        }
        self.ends
            .resize(walk.splits.firsts.len() * width, (0.0, 0.0));
        for level in &self.levels {
            if let What::Issue(issue) = level.what {
                for class in self.classes_of(walk, issue) {
                    let (start, end) = self.options[class];
                    for (n, &k) in self.bounded.iter().enumerate() {
                        self.ends[class * width + n] = self.ends_of(k, start, end);
                    }
                }
            }
        }
    }

    /// Classes that an issue may be in.
    pub(super) fn classes_of<O>(&self, walk: &Walk<'_, O>, issue: usize) -> std::ops::Range<usize> {
        match self.class[issue] {
            OPEN => walk.splits.classes[issue]..walk.splits.classes[issue + 1],
            class => class..class + 1,
        }
    }
}
