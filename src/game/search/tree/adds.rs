//! What choices add to the utilities, and the least and the most of that.

use super::super::rows::{LANES, Row, ends_of, plus};
use super::layout::{Layout, What};
use super::{Path, Walk};

impl Layout {
    /// Lists what is not listed with the choices yet: what slots add, what choices add beyond four dimensions, and
    /// the least and the most of each class.
    pub(super) fn list_adds<const GROUPS: usize>(&mut self, walk: &Walk<'_, GROUPS>, path: &Path) {
        let groups = walk.groups();
        let nothing = ([0.0; LANES], [0.0; LANES]);
        if GROUPS != 1 {
            self.adds.resize(self.choices.len() * groups, [0.0; LANES]);
        }
        let bounded = self.asks_for_bounds(walk);
        self.ends.resize(self.only.len() * groups, nothing);
        for at in 0..self.levels.len() {
            match self.levels[at].what {
                What::Block(block) => self.add_slots(walk, block, self.levels[at].all),
                What::Issue(issue) => {
                    for class in walk.classes_of(&path.class, issue) {
                        if GROUPS != 1 {
                            self.add_options(walk, issue, class);
                        }
                        if bounded {
                            self.find_ends(walk, class);
                        }
                    }
                }
            }
        }
    }

    /// Lists what the slots of a block add: their terms, and the issues that are folded into the block.
    fn add_slots<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        block: usize,
        (start, end): (u32, u32),
    ) {
        let home = &walk.splits.blocks[block];
        let variant = walk.splits.parts[walk.part].variants[block];
        let groups = walk.groups();
        for group in 0..groups {
            let rows = walk.problem.rows(group);
            let of_options = &rows[..walk.problem.options];
            let choices = &mut self.choices[start as usize..end as usize];
            for (n, choice) in (start as usize..).zip(choices) {
                let slot = choice.number as usize;
                let places = home.made_of(variant, slot).iter();
                let mut sum = places.fold([0.0; LANES], |sum, &place| plus(&sum, &rows[place]));
                for (_, class) in home.open(slot) {
                    // There is none where the option is chosen later.
                    if let Some(row) = of_options.get(self.only[class]) {
                        sum = plus(&sum, row);
                    }
                }
                if group == 0 {
                    choice.adds = sum;
                }
                if GROUPS != 1 {
                    self.adds[n * groups + group] = sum;
                }
            }
        }
    }

    /// Lists what the options of a class add, where one row does not hold it.
    fn add_options<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        issue: usize,
        class: usize,
    ) {
        let (groups, offset) = (walk.groups(), walk.space.offset(issue));
        let (start, end) = self.options[class];
        for n in start as usize..end as usize {
            let place = offset + self.choices[n].number as usize;
            for group in 0..groups {
                self.adds[n * groups + group] = *walk.problem.row(group, place);
            }
        }
    }

    /// Finds the least and the most that the options of a class add.
    fn find_ends<const GROUPS: usize>(&mut self, walk: &Walk<'_, GROUPS>, class: usize) {
        let groups = walk.groups();
        for group in 0..groups {
            let ends = self.ends_of(walk, self.options[class], group);
            self.ends[class * groups + group] = ends;
        }
    }

    /// Least and most that some choices add in the dimensions of a group.
    #[inline]
    pub(super) fn ends_of<const GROUPS: usize>(
        &self,
        walk: &Walk<'_, GROUPS>,
        (start, end): (u32, u32),
        group: usize,
    ) -> (Row, Row) {
        let (start, end) = (start as usize, end as usize);
        if GROUPS == 1 {
            return ends_of(self.choices[start..end].iter().map(|choice| &choice.adds));
        }
        let groups = walk.groups();
        let rows = self.adds[start * groups..end * groups].chunks_exact(groups);
        ends_of(rows.map(|rows| &rows[group]))
    }
}
