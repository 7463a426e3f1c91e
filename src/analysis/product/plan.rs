//! In which order issues are added, and what of the issues behind still matters.
//!
//! A condition over several issues is decided with the last of them, a limit by a running sum. What is
//! yet to be decided hangs on the *context*: the classes of the open issues (options that no condition
//! tells apart are one class), and the sums of the limits that may still be broken. Beginnings in the
//! same context have the same futures, so that one may dominate another. Issues that conditions tie
//! come first, those that leave the fewest contexts before others (variable elimination; Dechter 1999,
//! doi:10.1016/S0004-3702(99)00059-4).

use super::Sums;
use crate::game::Space;
use std::collections::BTreeMap;

/// A context: an option per open issue that stands for its class, then a number per limit.
pub type Context = Vec<u64>;

/// A limit that nothing can break any more.
const MET: u64 = u64::MAX;

/// The addition of one issue.
#[derive(Debug)]
pub struct Step {
    /// The issue.
    pub issue: usize,
    /// What an option of it counts in the number of a package.
    pub stride: u64,
    /// Issues that are open before.
    before: Vec<usize>,
    /// Issues that are open after, ascending.
    after: Vec<usize>,
    /// Terms that it decides.
    decides: Vec<usize>,
    /// Per limit, the least and the most that the issues still to come add.
    rest: Vec<[f64; 2]>,
}

/// A way on from a beginning: an option of the next issue.
#[derive(Debug, Clone)]
pub struct Move {
    /// The option.
    pub option: usize,
    /// What it adds to each utility, conditions decided included.
    pub adds: Vec<f64>,
    /// The context it leads to.
    pub to: Context,
}

/// The steps from no issue to all of them.
#[derive(Debug)]
pub struct Plan<'a> {
    space: &'a Space,
    sums: &'a Sums,
    pub steps: Vec<Step>,
}

impl<'a> Plan<'a> {
    /// A plan that adds issues in the order of the scenario if `in_order`, else the tied ones first.
    pub fn new(space: &'a Space, sums: &'a Sums, in_order: bool) -> Self {
        let terms: Vec<usize> = (0..space.terms().len())
            .filter(|&term| sums.matters(term))
            .collect();
        let order = if in_order {
            (0..space.issues()).collect()
        } else {
            order(space, &terms)
        };
        let mut steps = Vec::with_capacity(order.len());
        let mut before = Vec::new();
        for (n, &issue) in order.iter().enumerate() {
            let (behind, ahead) = order.split_at(n + 1);
            let after = open(space, &terms, behind);
            let decided = |term: &&usize| {
                let issues = space.terms()[**term].issues();
                issues.contains(&issue) && !issues.iter().any(|issue| ahead.contains(issue))
            };
            steps.push(Step {
                issue,
                stride: (issue + 1..space.issues())
                    .map(|issue| space.options_of(issue) as u64)
                    .product(),
                before,
                decides: terms.iter().filter(decided).copied().collect(),
                rest: rest(space, ahead),
                after: after.clone(),
            });
            before = after;
        }
        Self { space, sums, steps }
    }

    /// Where no issue has been added.
    pub fn start(&self) -> Context {
        vec![0f64.to_bits(); self.space.limits().len()]
    }

    /// The ways on from a context, by option.
    pub fn moves(&self, step: &Step, from: &Context) -> Vec<Move> {
        let Self { space, sums, .. } = *self;
        let mut package = vec![0; space.issues()];
        for (&issue, &option) in step.before.iter().zip(from) {
            package[issue] = option as u16;
        }
        let mut moves = Vec::new();
        for option in 0..space.options_of(step.issue) {
            let place = space.offset(step.issue) + option;
            package[step.issue] = option as u16;
            let holds = |&term: &usize| space.terms()[term].holds(&package);
            let crossed = |term: &usize| sums.required[*term] && !holds(term);
            if sums.forbidden[place] || step.decides.iter().any(crossed) {
                continue;
            }
            let Some(limits) = self.limits(step, &from[step.before.len()..], place) else {
                continue;
            };
            let mut adds = sums.of_option(place).to_vec();
            for term in step.decides.iter().filter(|term| holds(term)) {
                let bonuses = adds.iter_mut().zip(sums.of_term(*term));
                bonuses.for_each(|(sum, bonus)| *sum += bonus);
            }
            let open = step.after.iter().map(|&issue| {
                let option = usize::from(package[issue]);
                representative(space, issue, option) as u64
            });
            moves.push(Move {
                option,
                adds,
                to: open.chain(limits).collect(),
            });
        }
        moves
    }

    /// The running sums of the limits with one option more; `None` where one is broken whatever follows.
    fn limits(&self, step: &Step, from: &[u64], place: usize) -> Option<Vec<u64>> {
        let limits = self.space.limits().iter().zip(from).zip(&step.rest);
        let sums = limits.map(|((limit, &sum), [least, most])| {
            if sum == MET {
                return Some(MET);
            }
            let sum = f64::from_bits(sum) + limit.numbers[place];
            if sum + most <= limit.at_most {
                Some(MET)
            } else if sum + least <= limit.at_most {
                Some((sum + 0.0).to_bits())
            } else {
                None
            }
        });
        sums.collect()
    }
}

/// The first option that no condition tells apart from this one.
fn representative(space: &Space, issue: usize, option: usize) -> usize {
    let classes = &space.splits().class_of[space.offset(issue)..space.offset(issue + 1)];
    let same = classes.iter().position(|&class| class == classes[option]);
    same.unwrap_or(option)
}

/// Per limit, the least and the most that some issues add to it.
fn rest(space: &Space, issues: &[usize]) -> Vec<[f64; 2]> {
    let limits = space.limits().iter();
    let ranges = limits.map(|limit| {
        issues.iter().fold([0.0, 0.0], |[least, most], &issue| {
            let numbers = &limit.numbers[space.offset(issue)..space.offset(issue + 1)];
            let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
            let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            [least + low, most + high]
        })
    });
    ranges.collect()
}

/// Of the issues behind, those that terms also tie to others, ascending.
fn open(space: &Space, terms: &[usize], behind: &[usize]) -> Vec<usize> {
    let mut open: Vec<usize> = terms
        .iter()
        .map(|&term| space.terms()[term].issues())
        .filter(|issues| !issues.iter().all(|issue| behind.contains(issue)))
        .flat_map(|issues| issues.iter().copied())
        .filter(|issue| behind.contains(issue))
        .collect();
    open.sort_unstable();
    open.dedup();
    open
}

/// Tied issues first, always the one that leaves the fewest contexts; then those of limits, then the
/// others.
fn order(space: &Space, terms: &[usize]) -> Vec<usize> {
    let classes = |issue: usize| {
        let options = 0..space.options_of(issue);
        let own = options.map(|option| (representative(space, issue, option), ()));
        own.collect::<BTreeMap<_, _>>().len() as f64
    };
    let tied = |issue: &usize| {
        let mut terms = terms.iter().map(|&term| space.terms()[term].issues());
        terms.any(|issues| issues.contains(issue))
    };
    let (mut left, mut others): (Vec<usize>, Vec<usize>) = (0..space.issues()).partition(tied);
    let mut order: Vec<usize> = Vec::with_capacity(space.issues());
    while !left.is_empty() {
        let contexts = |issue: usize| -> f64 {
            let behind: Vec<usize> = order.iter().copied().chain([issue]).collect();
            open(space, terms, &behind)
                .into_iter()
                .map(classes)
                .product()
        };
        let fewest = |&a: &usize, &b: &usize| {
            contexts(left[a])
                .total_cmp(&contexts(left[b]))
                .then(left[a].cmp(&left[b]))
        };
        let next = (0..left.len()).min_by(fewest).unwrap_or(0);
        order.push(left.remove(next));
    }
    let free = |issue: &usize| {
        let range = space.offset(*issue)..space.offset(issue + 1);
        let mut limits = space.limits().iter();
        limits.all(|limit| limit.numbers[range.clone()].iter().all(|&n| n == 0.0))
    };
    others.sort_by_key(|issue| (free(issue), space.options_of(*issue)));
    order.extend(others);
    order
}
