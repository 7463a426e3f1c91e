//! Which of up to 64 predicates a package satisfies, all at once.
//!
//! Where an option of one issue, the hub, is given, most predicates hold just where every other issue has one of some
//! options, or fail just there: "no ceasefire, or aid ended" holds without a ceasefire, and with one where aid is
//! ended. So there is a bit per predicate, and a word per option of the hub and option of all issues that says for
//! which predicates it is one of those: the words of a package's options, and-ed, answer for all. What takes another
//! form is looked up by itself.

use super::Term;

/// The most that are checked at once: the first ones.
pub const MOST: usize = 64;
/// Combinations of options that are looked at to find a predicate's form.
const MOST_ENTRIES: usize = 1 << 10;
/// Words kept where an issue is the hub.
const MOST_WORDS: usize = 1 << 14;

/// Up to 64 predicates, a bit each.
#[derive(Debug, Clone)]
pub struct Checks {
    hub: usize,
    /// From the words for one of the hub's options to those for the next; 0 where no issue is the hub.
    stride: usize,
    /// Options of all issues. The words for each are followed by one with the predicates that fail there.
    options: usize,
    words: Vec<u64>,
    /// The other issues that predicates speak of, each with the number of its first option.
    issues: Vec<(usize, usize)>,
    /// Predicates whose forms are known.
    known: u64,
    /// The others, by their bits.
    others: Vec<(usize, Term)>,
}

impl Checks {
    /// Checks of the first of some predicates about issues with so many options each.
    pub(super) fn new(terms: &[Term], sizes: &[usize]) -> Self {
        let options: usize = sizes.iter().sum();
        let speak = |issue: &usize| terms.iter().filter(|t| t.issues().contains(issue)).count();
        let fits = |issue: &usize| sizes[*issue] * (options + 1) <= MOST_WORDS;
        let hub = (0..sizes.len()).filter(fits).max_by_key(speak);
        let rows = hub.map_or(1, |hub| sizes[hub]);
        let spoken_of = (0..sizes.len()).filter(|i| Some(*i) != hub && speak(i) > 0);
        let mut checks = Self {
            hub: hub.unwrap_or(0),
            stride: hub.map_or(0, |_| options + 1),
            options,
            words: vec![0; rows * (options + 1)],
            issues: spoken_of.map(|i| (i, sizes[..i].iter().sum())).collect(),
            known: 0,
            others: Vec::new(),
        };
        for (bit, term) in terms.iter().enumerate().take(MOST) {
            let form = |row| form(term, hub.map(|hub| (hub, row)), sizes);
            let forms: Option<Vec<Form>> = (0..rows).map(form).collect();
            match forms {
                Some(forms) => checks.write(bit, &forms),
                None => checks.others.push((bit, term.clone())),
            }
        }
        checks
    }

    fn write(&mut self, bit: usize, forms: &[Form]) {
        self.known |= 1 << bit;
        for (row, form) in self.words.chunks_mut(self.options + 1).zip(forms) {
            let marks = form.options.iter().chain([&form.fails]);
            for (word, &mark) in row.iter_mut().zip(marks) {
                *word |= u64::from(mark) << bit;
            }
        }
    }

    /// The words for a package's option of the hub, per option of all issues.
    #[inline]
    pub fn words(&self, package: &[u16]) -> &[u64] {
        &self.words[self.row(package)..][..self.options]
    }

    #[inline]
    fn row(&self, package: &[u16]) -> usize {
        usize::from(package[self.hub]) * self.stride
    }

    /// The predicates that a package satisfies, where is known what the words of its options have in common.
    #[inline]
    pub fn finish(&self, common: u64, package: &[u16]) -> u64 {
        let satisfied = common ^ self.words[self.row(package) + self.options];
        match &self.others[..] {
            [] => satisfied,
            others => satisfied | look_up(others, package),
        }
    }

    /// The predicates that a package satisfies.
    pub fn satisfied(&self, package: &[u16]) -> u64 {
        let words = self.words(package);
        let common = self
            .issues
            .iter()
            .fold(self.known, |common, &(issue, first)| {
                common & words[first + usize::from(package[issue])]
            });
        self.finish(common, package)
    }
}

#[cold]
fn look_up(terms: &[(usize, Term)], package: &[u16]) -> u64 {
    let holds = |(bit, term): &(usize, Term)| u64::from(term.holds(package)) << bit;
    terms.iter().map(holds).sum()
}

/// The bits that are set, ascending.
#[inline]
pub fn bits(mut set: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        bit
    })
}

/// Where a predicate holds, or where it fails: just where every issue has one of some options.
struct Form {
    /// Per option of all issues, whether it is one of those.
    options: Vec<bool>,
    fails: bool,
}

/// The form of a predicate where an option of one issue may be given; `None` if it has none, or there is too much to
/// look at.
fn form(term: &Term, given: Option<(usize, usize)>, sizes: &[usize]) -> Option<Form> {
    let mut package = vec![0u16; sizes.len()];
    let mut free = term.issues().to_vec();
    if let Some((hub, option)) = given {
        package[hub] = option as u16;
        free.retain(|issue| *issue != hub);
    }
    let entries = free.iter().fold(1usize, |n, &i| n.saturating_mul(sizes[i]));
    if entries > MOST_ENTRIES {
        return None;
    }
    // Where it fails, and where it holds: how often, and with which options of each issue.
    let mut count = [0; 2];
    let mut seen = [false, true].map(|_| sizes.iter().map(|&n| vec![false; n]).collect::<Vec<_>>());
    for entry in 0..entries {
        let mut rest = entry;
        for &issue in &free {
            package[issue] = (rest % sizes[issue]) as u16;
            rest /= sizes[issue];
        }
        let holds = usize::from(term.holds(&package));
        count[holds] += 1;
        for &issue in &free {
            seen[holds][issue][usize::from(package[issue])] = true;
        }
    }
    let of = |holds: bool| {
        let seen = &seen[usize::from(holds)];
        let sizes = free
            .iter()
            .map(|&issue| seen[issue].iter().filter(|s| **s).count());
        let is_all = sizes.product::<usize>() == count[usize::from(holds)];
        let options = seen.iter().enumerate();
        let options = options.flat_map(|(issue, seen)| {
            let any = !free.contains(&issue);
            seen.iter().map(move |seen| any || *seen)
        });
        is_all.then(|| Form {
            options: options.collect(),
            fails: !holds,
        })
    };
    of(true).or_else(|| of(false))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Predicate;

    fn one(issue: usize, allowed: &[u16], size: u16) -> Predicate {
        let allowed = (0..size).map(|option| allowed.contains(&option)).collect();
        Predicate::OneOf { issue, allowed }
    }

    /// Simple and intricate predicates about three issues, checked for all packages.
    #[test]
    fn each_bit_says_what_its_predicate_does() {
        let sizes = [3u16, 2, 4];
        let not = |p: Predicate| Predicate::Not(Box::new(p));
        let (a, b, c) = (one(0, &[1], 3), one(1, &[0], 2), one(2, &[1, 3], 4));
        let both = Predicate::All(vec![b.clone(), c.clone()]);
        let either = Predicate::Any(vec![b.clone(), c.clone()]);
        let either_or = |p: &Predicate, q: &Predicate| {
            let one = Predicate::All(vec![p.clone(), not(q.clone())]);
            let other = Predicate::All(vec![not(p.clone()), q.clone()]);
            Predicate::Any(vec![one, other])
        };
        let differ = either_or(&b, &c);
        let odd = either_or(&a, &differ);
        let implied = [&b, &both, &either, &differ, &odd]
            .map(|p| Predicate::Any(vec![not(a.clone()), p.clone()]));
        let plain = [
            a,
            b,
            c,
            both,
            either,
            differ,
            odd,
            Predicate::All(vec![]),
            Predicate::Any(vec![]),
        ];
        let predicates: Vec<Predicate> = plain.into_iter().chain(implied).collect();
        let sizes_of = sizes.map(usize::from);
        let term = |p: &Predicate| Term::new(p.clone(), &sizes_of);
        let checks = Checks::new(&predicates.iter().map(term).collect::<Vec<_>>(), &sizes_of);
        assert!(
            !checks.others.is_empty(),
            "all three tell whether they are odd"
        );
        for entry in 0..24 {
            let package = [entry % 3, entry / 3 % 2, entry / 6];
            let satisfied = checks.satisfied(&package);
            let holds = |n: &usize| predicates[*n].holds(&package);
            let expected: Vec<usize> = (0..predicates.len()).filter(holds).collect();
            assert_eq!(bits(satisfied).collect::<Vec<_>>(), expected, "{package:?}");
        }
    }
}
