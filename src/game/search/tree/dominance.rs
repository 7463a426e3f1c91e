//! Choices that another of the same level dominates: it adds no less in any dimension. Whatever else is chosen, a package
//! with the one is no worse than with the other, and no answer needs the latter.

use super::super::rows::reaches;
use super::Walk;
use super::layout::{Choice, Layout, What};

impl Layout {
    /// Drops the choices that an earlier one dominates, which scores no less either: a walk finds the same without them.
    ///
    /// Not so where one row does not hold all dimensions, with loose terms or a ceiling, nor where a package that is as
    /// good must be told of. What stands dominates nothing, since it is no answer together with all else that stands.
    pub(super) fn drop_dominated<const GROUPS: usize>(&mut self, walk: &Walk<'_, GROUPS>) {
        if GROUPS != 1 || walk.special || walk.rivals {
            return;
        }
        let stands = walk.current_is_in_part();
        for at in 0..self.levels.len() {
            match self.levels[at].what {
                // Slots that leave an issue open differ in more than what they add.
                What::Block(_) if self.opened.iter().any(|opened| opened.by == at) => {}
                What::Block(block) => {
                    let block = &walk.splits.blocks[block];
                    self.shorten(at, |slot| {
                        let classes = block.issues.iter().zip(block.slot(slot as usize));
                        let is_current =
                            |(&issue, &class)| walk.current_class(issue) == Some(class);
                        stands && { classes }.all(is_current)
                    });
                }
                What::Issue(issue) => {
                    let current = u32::from(walk.problem.current[issue]);
                    let is_current = |option| stands && option == current;
                    if self.levels[at].range.is_some() {
                        self.shorten(at, is_current);
                        continue;
                    }
                    for class in walk.splits.classes[issue]..walk.splits.classes[issue + 1] {
                        self.options[class] = self.undominated(self.options[class], is_current);
                    }
                }
            }
        }
    }

    /// Drops the dominated choices of a level.
    #[inline(always)]
    fn shorten(&mut self, at: usize, is_current: impl Fn(u32) -> bool) {
        let left = self.undominated(self.levels[at].all, is_current);
        (self.levels[at].range, self.levels[at].all) = (Some(left), left);
    }

    /// Moves the choices that none dominates to the front of their range, in their order; returns theirs.
    #[inline(always)]
    fn undominated(
        &mut self,
        (start, end): (u32, u32),
        is_current: impl Fn(u32) -> bool,
    ) -> (u32, u32) {
        let choices = &mut self.choices[start as usize..end as usize];
        let mut left = 0;
        for n in 0..choices.len() {
            let choice = choices[n];
            let dominates =
                |other: &Choice| reaches(&other.adds, &choice.adds) && !is_current(other.number);
            if !choices[..left].iter().any(dominates) {
                choices[left] = choice;
                left += 1;
            }
        }
        (start, start + left as u32)
    }
}
