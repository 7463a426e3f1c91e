//! Laying a part out for the walk: what each block and each issue may still choose, and in which order
//! the choices are made.

use super::{Level, OPEN, Tree, Walk, What};

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

    /// Lists the options of each issue, class by class; where there is a single one in a class that
    /// is known, it is settled.
    pub(super) fn lay_out_issues<O>(
        &mut self,
        walk: &Walk<'_, O>,
        drop: &impl Fn(f64) -> bool,
    ) -> bool {
        self.options.clear();
        self.options
            .resize(walk.splits.classes[walk.space.issues()], (0, 0));
        for issue in 0..walk.space.issues() {
            let known = self.class[issue];
            let classes = match known {
                OPEN => walk.splits.classes[issue]..walk.splits.classes[issue + 1],
                class => class..class + 1,
            };
            let mut spread = 0.0f64;
            for class in classes {
                let start = self.choices.len();
                self.list_options(walk, issue, class, drop);
                self.options[class] = (start, self.choices.len());
                if let Some(last) = self.choices[start..].last() {
                    spread = spread.max(last.0);
                }
                if class != known {
                    continue;
                }
                match self.choices[start..] {
                    [] => return false,
                    [(_, option)] => {
                        self.choices.truncate(start);
                        self.package[issue] = option as u16;
                        let place = walk.space.offset(issue) + option;
                        walk.problem.add_option(place, &mut self.utilities);
                    }
                    _ => {}
                }
            }
            if known == OPEN || self.choices.len() > self.options[known].0 {
                self.levels.push(Level {
                    what: What::Issue(issue),
                    spread,
                });
            }
        }
        true
    }

    pub(super) fn list_options<O>(
        &mut self,
        walk: &Walk<'_, O>,
        issue: usize,
        class: usize,
        drop: &impl Fn(f64) -> bool,
    ) {
        let start = self.choices.len();
        let top = walk.scores.top(class);
        let offset = walk.space.offset(issue);
        for place in offset..walk.space.offset(issue + 1) {
            if walk.splits.class_of[place] == class {
                let short = top - walk.scores.options[place];
                if !drop(short) {
                    self.choices.push((short, place - offset));
                }
            }
        }
        self.choices[start..].sort_by(|a, b| a.0.total_cmp(&b.0));
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
        self.path.resize(self.levels.len(), 0);
    }

    /// Lists what each choice adds.
    pub(super) fn list_adds<O>(&mut self, walk: &Walk<'_, O>) {
        let dims = self.dims;
        let classes = walk.splits.classes[walk.space.issues()];
        self.ends.resize(classes * self.bounded.len(), (0.0, 0.0));
        self.adds.clear();
        self.adds.resize(self.choices.len() * dims, 0.0);
        for level in &self.levels {
            match level.what {
                What::Block(block, start, end) => {
                    let home = &walk.splits.blocks[block];
                    let variant = walk.splits.parts[self.part].variants[block];
                    for n in start..end {
                        let held = home.held(variant, self.choices[n].1);
                        let adds = &mut self.adds[n * dims..(n + 1) * dims];
                        walk.problem.add_terms(held, adds);
                    }
                }
                What::Issue(issue) => {
                    let offset = walk.space.offset(issue);
                    for class in self.classes_of(walk, issue) {
                        let (start, end) = self.options[class];
                        for n in start..end {
                            let adds = &mut self.adds[n * dims..(n + 1) * dims];
                            walk.problem.add_option(offset + self.choices[n].1, adds);
                        }
                        for n in 0..self.bounded.len() {
                            self.ends[class * self.bounded.len() + n] =
                                self.ends_of(self.bounded[n], start, end);
                        }
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
