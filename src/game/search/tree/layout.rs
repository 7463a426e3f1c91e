//! Laying a part out for the walk: what each block and each issue may still choose, and in which order
//! the choices are made.

use super::super::rows::{LANES, Row};
use super::{Bounds, OPEN, Path, Walk};
use crate::game::splits::Splits;

/// The choices that a walk has to make, with all that may be part of an answer.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    /// The choices to be made, in the order in which they are made.
    pub levels: Vec<Level>,
    /// How many of them are blocks' slots; they come first.
    pub blocks: usize,
    /// The choices of a level or class that is being listed, as far as they may be part of an answer, best first:
    /// how short each is, and its slot or place.
    ranked: Vec<(f64, u32)>,
    /// What each level may choose, grouped.
    pub choices: Vec<Choice>,
    /// Per choice, what it adds where one row does not hold it.
    pub adds: Vec<Row>,
    /// Issues whose class the slot of a block settles, and whose options are chosen after that.
    pub opened: Vec<Opened>,
    /// Up to which level there are issues whose class a slot settles; 0 if there are none.
    pub open_until: usize,
    /// The space that `options` and `only` are made for; walks change what these say of issues that may leave a choice.
    space: u64,
    /// Per class of issues that leave a choice, where its options stand among the choices.
    pub options: Vec<(u32, u32)>,
    /// Per class, the least and the most that its options add.
    pub ends: Vec<(Row, Row)>,
    /// Per class of folded issues, those whose classes leave no choice, its only option: what it adds counts with the
    /// slot of the issue's block. `NOWHERE` for classes of other issues.
    pub only: Vec<usize>,
    /// Per depth, the loose terms decided by then.
    pub decided: Vec<Vec<usize>>,
}

/// How much a choice scores below the best of its level under each plane, its number, and what it adds in the first
/// four dimensions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub short: Bounds,
    pub number: u32,
    pub adds: Row,
}

/// No place.
pub(super) const NOWHERE: usize = usize::MAX;

impl Choice {
    /// What it leaves of bounds.
    #[inline(always)]
    pub fn leaves(&self, bounds: &Bounds) -> Bounds {
        [bounds[0] - self.short[0], bounds[1] - self.short[1]]
    }
}

/// A choice to be made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Level {
    pub what: What,
    /// Where its choices stand; those of an issue that is open stand where those of its class do.
    pub range: Option<(u32, u32)>,
    /// Where all choices stand that any class leaves, with those that were dropped from their class's.
    pub all: (u32, u32),
    /// Of a block, where the issues stand among the opened ones whose class its slot settles.
    pub opens: (u32, u32),
    /// How much the second best choice scores below the best: what a wrong choice costs at least.
    runner_up: f64,
}

/// An issue whose class the slot of a block settles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened {
    /// The issue, and the level where its option is chosen.
    pub issue: usize,
    pub level: usize,
    /// Its place in the block.
    pub place: usize,
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
    #[inline(never)] // so that laying out and going down do not crowd each other's registers
    pub fn lay_out<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        path: &mut Path,
    ) -> bool {
        self.fit(walk.splits);
        self.levels.clear();
        self.choices.clear();
        let slack = walk.bound - path.limit;
        if !self.lay_out_blocks(walk, path, slack) || !self.lay_out_issues(walk, path, slack) {
            return false;
        }
        self.order();
        self.find_opened(walk);
        self.list_adds(walk, path);
        self.drop_dominated(walk, path);
        path.start(walk, &self.levels);
        true
    }

    /// Makes the lists for another space. Where every class of an issue has one option only, they stay as they are.
    fn fit(&mut self, splits: &Splits) {
        if self.space != splits.number {
            self.space = splits.number;
            self.only.clone_from(&splits.firsts);
            self.options.clear();
            self.options.resize(splits.firsts.len(), (0, 0));
        }
    }

    /// Lists the slots of each block that may be part of an answer; a single one is settled.
    /// Returns whether every block has one.
    fn lay_out_blocks<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        path: &mut Path,
        slack: f64,
    ) -> bool {
        let variants = &walk.splits.parts[walk.part].variants;
        let bests = walk.scores.bests_of_blocks(walk.splits, walk.part);
        let blocks = walk.splits.blocks.iter().zip(variants).enumerate();
        for ((block, (home, &variant)), best) in blocks.zip(bests) {
            let least = least(best, slack);
            let ranked = &mut self.ranked;
            ranked.clear();
            walk.scores
                .slots_from(walk.splits, block, variant, least, |slot, score| {
                    ranked.push((best - score, slot as u32));
                });
            self.sort();
            match self.ranked[..] {
                [] => return false,
                [(_, slot)] => {
                    let slot = slot as usize;
                    path.enter_slot(home, slot);
                    path.slots.push((block, slot));
                    path.add_settled(walk.problem, home.made_of(variant, slot));
                }
                [_, (runner_up, _), ..] => {
                    let all = self.list(|slot| (slot, [0.0; LANES]));
                    self.levels.push(Level {
                        what: What::Block(block),
                        range: Some(all),
                        all,
                        opens: (0, 0),
                        runner_up,
                    });
                }
            }
        }
        self.blocks = self.levels.len();
        true
    }

    /// Lists the options of the issues of which a class has several, class by class. Where there is a single one in a class
    /// that is known, it is settled; an issue of a block that leaves no choice in any class is folded into the block.
    fn lay_out_issues<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        path: &mut Path,
        slack: f64,
    ) -> bool {
        let open = &walk.splits.open;
        open.iter()
            .all(|&issue| self.lay_out_issue(walk, path, slack, issue))
    }

    /// Lists the options of an issue. Returns whether there is one.
    #[inline(always)]
    fn lay_out_issue<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        path: &mut Path,
        slack: f64,
        issue: usize,
    ) -> bool {
        let class = path.class[issue];
        if class == OPEN {
            self.lay_out_classes(walk, slack, issue);
            return true;
        }
        self.rank_options(walk, slack, class);
        match self.ranked[..] {
            [] => return false,
            [(_, place)] => {
                path.settled.push(place as usize);
                path.add_settled(walk.problem, &[place as usize]);
            }
            [_, (runner_up, _), ..] => {
                self.list_options(walk, issue, class);
                self.levels.push(Level {
                    what: What::Issue(issue),
                    range: Some(self.options[class]),
                    all: self.options[class],
                    opens: (0, 0),
                    runner_up,
                });
            }
        }
        true
    }

    /// Lists the options of an issue that may be in any of its classes. If none leaves a choice, it is folded.
    fn lay_out_classes<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        slack: f64,
        issue: usize,
    ) {
        let (mut most, mut several) = (0.0f64, false);
        let start = self.choices.len() as u32;
        let classes = walk.splits.classes[issue]..walk.splits.classes[issue + 1];
        for class in classes.clone() {
            self.rank_options(walk, slack, class);
            self.list_options(walk, issue, class);
            self.only[class] = NOWHERE;
            match self.ranked[..] {
                [] => {}
                [(short, place)] => {
                    most = most.max(short);
                    self.only[class] = place as usize;
                }
                [_, (runner_up, _), ..] => {
                    most = most.max(runner_up);
                    several = true;
                }
            }
        }
        if several {
            self.only[classes].fill(NOWHERE);
            self.levels.push(Level {
                what: What::Issue(issue),
                range: None,
                all: (start, self.choices.len() as u32),
                opens: (0, 0),
                runner_up: most,
            });
        }
    }

    /// Ranks the options of a class.
    #[inline(always)]
    fn rank_options<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        slack: f64,
        class: usize,
    ) {
        let top = walk.scores.top(walk.splits, class);
        let members = walk.splits.members(class).iter();
        let scores = members.map(|&place| (place, walk.scores.option(place)));
        self.rank(top, slack, scores);
    }

    /// Lists the ranked options of a class.
    #[inline(always)]
    fn list_options<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        issue: usize,
        class: usize,
    ) {
        let offset = walk.space.offset(issue);
        self.options[class] = self.list(|place| {
            let adds = *walk.problem.row(0, place as usize);
            (place - offset as u32, adds)
        });
    }

    /// Ranks those choices, each with its number and its score, that are short of the best by no more than the slack
    /// between the bound and the limit.
    #[inline(always)]
    fn rank(&mut self, best: f64, slack: f64, choices: impl Iterator<Item = (usize, f64)>) {
        let least = least(best, slack);
        self.ranked.clear();
        for (number, score) in choices {
            if score >= least {
                self.ranked.push((best - score, number as u32));
            }
        }
        self.sort();
    }

    /// Sorts what is ranked.
    #[inline(always)]
    fn sort(&mut self) {
        if self.ranked.len() > 1 {
            self.ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
    }

    /// Lists the ranked choices, given the number and what it adds in the first four dimensions of each; returns
    /// where they stand.
    #[inline(always)]
    fn list(&mut self, choice: impl Fn(u32) -> (u32, Row)) -> (u32, u32) {
        let start = self.choices.len() as u32;
        self.choices
            .extend(self.ranked.iter().map(|&(short, ranked)| {
                let (number, adds) = choice(ranked);
                Choice {
                    short: [short, 0.0],
                    number,
                    adds,
                }
            }));
        (start, self.choices.len() as u32)
    }

    /// What is decided most clearly comes first, within blocks and within issues: what goes wrong there is cut off at
    /// once.
    fn order(&mut self) {
        let (blocks, issues) = self.levels.split_at_mut(self.blocks);
        for levels in [blocks, issues] {
            levels.sort_by(|a, b| b.runner_up.total_cmp(&a.runner_up));
        }
    }

    /// Finds the issues whose class the slot of a block settles, block by block.
    fn find_opened<const GROUPS: usize>(&mut self, walk: &Walk<'_, GROUPS>) {
        self.opened.clear();
        self.open_until = 0;
        let (blocks, issues) = self.levels.split_at_mut(self.blocks);
        for home in blocks {
            let What::Block(block) = home.what else {
                continue;
            };
            let own = &walk.splits.blocks[block].issues;
            home.opens.0 = self.opened.len() as u32;
            for (level, at) in (self.blocks..).zip(&*issues) {
                if let (What::Issue(issue), None) = (at.what, at.range)
                    && let Ok(place) = own.binary_search(&issue)
                {
                    self.opened.push(Opened {
                        issue,
                        level,
                        place,
                    });
                    self.open_until = self.open_until.max(level + 1);
                }
            }
            home.opens.1 = self.opened.len() as u32;
        }
    }

    /// Whether an issue whose block is open leaves no choice in any class.
    pub fn is_folded(&self, splits: &Splits, issue: usize) -> bool {
        let classes = splits.classes[issue]..splits.classes[issue + 1];
        self.only[classes].iter().any(|&place| place != NOWHERE)
    }

    /// Whether the walk has to know what is still to come: where floors or a ceiling are looked at before the end.
    #[inline]
    pub fn asks_for_bounds<const GROUPS: usize>(&self, walk: &Walk<'_, GROUPS>) -> bool {
        walk.bounded && (self.levels.len() > 1 || walk.special)
    }
}

/// What a choice must score at least, given the best and the slack. What may not be chosen scores minus infinity.
#[inline(always)]
fn least(best: f64, slack: f64) -> f64 {
    (best - slack).max(f64::MIN)
}

#[cfg(test)]
mod tests {
    use super::Layout;

    /// However little the bound leaves: less than the last bit of the best score here.
    #[test]
    fn the_best_choice_is_always_ranked() {
        let mut layout = Layout::default();
        layout.rank(900.0, 4e-14, [(3, 899.0), (5, 900.0)].into_iter());
        assert_eq!(layout.ranked, [(0.0, 5)]);
    }
}
