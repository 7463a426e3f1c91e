//! Choices that another of the same level dominates: it adds no less in any dimension. Whatever else is chosen, a package
//! with the one is no worse than with the other, and no answer needs the latter.

use super::super::rows::{plus, reaches};
use super::layout::{Choice, Layout, What};
use super::{Path, Walk};

/// Choices of a level that may dominate others: the first ones, so that long levels do not take the square of their length.
const DOMINATORS: usize = 8;

impl Layout {
    /// Drops the choices that an earlier one dominates, which scores no less either: a walk finds the same without them.
    ///
    /// Not so where more of a utility may count less, where one row does not hold all dimensions, with loose terms or a
    /// ceiling, nor where a package that is as good must be told of. What stands dominates nothing, since it is no answer
    /// together with all else that stands. A single level is not worth it: a walk looks at each of its choices but once.
    pub(super) fn drop_dominated<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        path: &mut Path,
    ) {
        if GROUPS != 1 || !walk.dominance || self.levels.len() < 2 {
            return;
        }
        let is_here = walk.current_is_in_part();
        for at in 0..self.levels.len() {
            match self.levels[at].what {
                // Slots that leave an issue open differ in more than what they add.
                What::Block(_) if self.levels[at].opens.0 < self.levels[at].opens.1 => {}
                What::Block(block) => {
                    let block = &walk.splits.blocks[block];
                    self.shorten(at, |slot| {
                        let mut classes = block.issues.iter().zip(block.slot(slot as usize));
                        is_here
                            && classes
                                .all(|(&issue, &class)| walk.current_class(issue) == Some(class))
                    });
                }
                What::Issue(issue) => {
                    let current = u32::from(walk.problem.current[issue]);
                    let is_current = |option| is_here && option == current;
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
        // Where slots settle classes, levels are known by their numbers.
        if self.opened.is_empty() {
            self.settle_single(walk, path);
        }
    }

    /// Settles the levels that have a single choice left, which is the best of its level.
    fn settle_single<const GROUPS: usize>(&mut self, walk: &Walk<'_, GROUPS>, path: &mut Path) {
        let (mut left, mut blocks) = (0, 0);
        for at in 0..self.levels.len() {
            let level = self.levels[at];
            match level.range {
                Some((start, end)) if end - start == 1 => {
                    let choice = &self.choices[start as usize];
                    path.utilities[0] = plus(&path.utilities[0], &choice.adds);
                    path.settle_choice(walk, self, level.what, choice.number);
                }
                _ => {
                    blocks += usize::from(at < self.blocks);
                    self.levels[left] = level;
                    left += 1;
                }
            }
        }
        self.levels.truncate(left);
        self.blocks = blocks;
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
        if end - start < 2 {
            return (start, end);
        }
        let choices = &mut self.choices[start as usize..end as usize];
        let mut left = 1;
        for n in 1..choices.len() {
            let choice = choices[n];
            let dominates =
                |other: &Choice| reaches(&other.adds, &choice.adds) && !is_current(other.number);
            if !choices[..left.min(DOMINATORS)].iter().any(dominates) {
                choices[left] = choice;
                left += 1;
            }
        }
        (start, start + left as u32)
    }
}

#[cfg(test)]
mod tests {
    use crate::game::search::{Limits, Search, Sum};
    use crate::game::{Space, Valuation};

    /// Six issues of four numbers, which may add up to so much.
    fn space(at_most: u32) -> Space {
        let mut text = String::from(
            "name = \"Sums\"\nprotocol = { kind = \"alternating_offers\" }\ntime = { rounds = 1 }\n",
        );
        for issue in 0..6 {
            text += &format!(
                "[[issue]]\nid = \"i{issue}\"\nnumbers = {{ from = 0, to = 300, step = 100 }}\nstatus_quo = 0\n"
            );
        }
        let issues = "[\"i0\", \"i1\", \"i2\", \"i3\", \"i4\", \"i5\"]";
        text += &format!("[[limit]]\nissues = {issues}\nat_most = {at_most}\n");
        for id in ["ann", "ben"] {
            text += &format!(
                "[[party]]\nid = \"{id}\"\nreservation = 0\nstrategy = {{ bidding = \"linear\" }}\n"
            );
            text +=
                "interest = [{ issue = \"i0\", weight = 1, value = { linear = \"rising\" } }]\n";
        }
        let loaded = crate::scenario::parse("sums.toml", text.as_bytes(), &[]);
        let loaded = loaded.unwrap_or_else(|bad| panic!("{}", bad.render(false)));
        Space::new(&loaded.scenario)
    }

    /// What a step of each issue adds to both parties' utilities together: they like the later issues more.
    fn step(issue: usize) -> f64 {
        2.0 + issue as f64
    }

    /// The most that both can have together but for what stands, as a search has it: utilities times a weight.
    fn most(space: &Space, current: &[u16], weight: f64) -> f64 {
        let mut search = Search::new();
        search.begin(space, current, |_| true);
        for share in [0.25, 0.75] {
            let of = |option: usize| weight * share * step(option / 4) * (option % 4) as f64;
            let valuation = Valuation {
                values: (0..24).map(of).collect(),
                ..Valuation::default()
            };
            search.add(&valuation, f64::NEG_INFINITY);
        }
        let sum = Sum(&[weight, weight]);
        assert!(search.maximise(space, &sum, f64::NEG_INFINITY, Limits::EXACT));
        search.worth
    }

    /// The same of a list of all packages.
    fn most_of_all(space: &Space, current: &[u16]) -> f64 {
        let all = (0..1u32 << 12)
            .map(|bits| -> Vec<u16> { (0..6).map(|n| (bits >> (2 * n) & 3) as u16).collect() });
        let allowed = all.filter(|package| package != current && space.keeps_limits(package));
        let worth = |package: Vec<u16>| -> f64 {
            let steps = package.iter().enumerate();
            steps.map(|(n, &option)| step(n) * f64::from(option)).sum()
        };
        allowed.map(worth).fold(f64::NEG_INFINITY, f64::max)
    }

    /// The best option of every issue stands, and is no answer: the next best of one issue is.
    #[test]
    fn what_stands_dominates_nothing() {
        let space = space(1_800);
        for current in [[0; 6], [3; 6]] {
            assert_eq!(most(&space, &current, 1.0), most_of_all(&space, &current));
        }
    }

    /// Where less counts more, an option that leaves more and takes less of a limit is none the better for it.
    #[test]
    fn more_is_no_better_where_less_counts_more() {
        for at_most in (100..1_800).step_by(50) {
            let space = space(at_most);
            let all = most_of_all(&space, &[0; 6]);
            assert_eq!(most(&space, &[0; 6], -1.0), all, "{at_most}");
            assert_eq!(most(&space, &[0; 6], 1.0), all, "{at_most}");
        }
    }
}
