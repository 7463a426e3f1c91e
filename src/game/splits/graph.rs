//! The graph of issues that terms tie together: which become hubs, and what blocks, parts and classes
//! follow.

use super::{Block, Kinds, MAX_PARTS, Part, Recipe, SPELLED_OUT, Splits};
use crate::game::Term;
use std::sync::atomic::{AtomicU64, Ordering};

/// Which issues the terms tie together.
pub(super) struct Graph<'a> {
    terms: &'a [Term],
    sizes: &'a [usize],
    /// Per issue and option, its class within the issue.
    class_of: Vec<Vec<usize>>,
    /// Per issue, the first option of each class.
    firsts: Vec<Vec<u16>>,
    tied: Vec<bool>,
}

impl<'a> Graph<'a> {
    pub fn new(terms: &'a [Term], sizes: &'a [usize]) -> Self {
        let mut graph = Self {
            terms,
            sizes,
            class_of: Vec::new(),
            firsts: Vec::new(),
            tied: vec![false; sizes.len()],
        };
        for term in terms {
            term.issues()
                .iter()
                .for_each(|&issue| graph.tied[issue] = true);
        }
        for (issue, &size) in sizes.iter().enumerate() {
            let (class_of, firsts) = classes(terms, issue, size);
            graph.class_of.push(class_of);
            graph.firsts.push(firsts);
        }
        graph
    }

    /// Adds hubs, one or two at a time, as long as that makes a plane cheaper to evaluate.
    pub fn choose_hubs(&self) -> Vec<usize> {
        let tied: Vec<usize> = (0..self.sizes.len()).filter(|&i| self.tied[i]).collect();
        let mut hubs: Vec<usize> = Vec::new();
        let mut cost = self.cost(&hubs);
        loop {
            let mut best = None;
            for (n, &first) in tied.iter().enumerate() {
                for &second in &tied[n..] {
                    if hubs.contains(&first) || hubs.contains(&second) {
                        continue;
                    }
                    let mut with = hubs.clone();
                    with.push(first);
                    if second != first {
                        with.push(second);
                    }
                    if self.combinations(&with) <= MAX_PARTS as f64 {
                        let lower = self.cost(&with);
                        if lower < cost {
                            cost = lower;
                            best = Some(with);
                        }
                    }
                }
            }
            match best {
                Some(with) => hubs = with,
                None => return hubs,
            }
        }
    }

    /// Makes every option of a block's issues a class of its own where they have few combinations: its slots then settle
    /// them, and no option is left to be chosen after.
    pub fn spell_out(&mut self, issues: &[usize]) {
        let sizes = issues.iter().map(|&issue| self.sizes[issue]);
        if sizes.fold(1, usize::saturating_mul) > SPELLED_OUT {
            return;
        }
        for &issue in issues {
            let size = self.sizes[issue];
            self.class_of[issue] = (0..size).collect();
            self.firsts[issue] = (0..size).map(|option| option as u16).collect();
        }
    }

    /// Steps that evaluating a plane takes.
    fn cost(&self, hubs: &[usize]) -> f64 {
        let components = self.components(hubs);
        let mut cost = self.combinations(hubs) * (hubs.len() + components.len()) as f64;
        for issues in &components {
            let slots = self.combinations(issues);
            let mut near: Vec<usize> = Vec::new();
            for term in self.terms {
                if term.issues().iter().any(|issue| issues.contains(issue)) {
                    near.extend(term.issues().iter().filter(|issue| hubs.contains(issue)));
                }
            }
            near.sort_unstable();
            near.dedup();
            cost += slots * (issues.len() as f64 + self.combinations(&near));
        }
        cost
    }

    /// Combinations of the classes of some issues.
    pub fn combinations(&self, issues: &[usize]) -> f64 {
        issues
            .iter()
            .map(|&i| self.firsts[i].len() as f64)
            .product()
    }

    /// Tied issues connected by terms once the hubs are fixed, each list ascending.
    pub fn components(&self, hubs: &[usize]) -> Vec<Vec<usize>> {
        let mut label: Vec<usize> = (0..self.sizes.len()).collect();
        for term in self.terms {
            let mut free = term.issues().iter().filter(|issue| !hubs.contains(issue));
            let Some(&first) = free.next() else { continue };
            for &issue in free {
                let (from, to) = (label[issue], label[first]);
                let same = label.iter_mut().filter(|l| **l == from);
                same.for_each(|l| *l = to);
            }
        }
        let mut components: Vec<Vec<usize>> = vec![Vec::new(); self.sizes.len()];
        for (issue, &l) in label.iter().enumerate() {
            if self.tied[issue] && !hubs.contains(&issue) {
                components[l].push(issue);
            }
        }
        components.retain(|issues| !issues.is_empty());
        components
    }

    pub fn assemble(&self, hubs: Vec<usize>, blocks: Vec<Vec<usize>>) -> Splits {
        let mut classes = vec![0];
        let mut class_of: Vec<usize> = Vec::new();
        let mut first_of = Vec::new();
        for (of, firsts) in self.class_of.iter().zip(&self.firsts) {
            let (first, offset) = (classes[classes.len() - 1], class_of.len());
            first_of.extend(firsts.iter().map(|&option| offset + option as usize));
            class_of.extend(of.iter().map(|class| first + class));
            classes.push(first + firsts.len());
        }
        let mut homes = vec![None; self.sizes.len()];
        for (number, issues) in blocks.iter().enumerate() {
            issues.iter().for_each(|&issue| homes[issue] = Some(number));
        }
        let mut decided = Vec::new();
        let mut loose = Vec::new();
        let mut within: Vec<Vec<usize>> = vec![Vec::new(); blocks.len()];
        for (t, term) in self.terms.iter().enumerate() {
            let mut lies_in: Vec<usize> = term.issues().iter().filter_map(|&i| homes[i]).collect();
            lies_in.dedup();
            lies_in.sort_unstable();
            lies_in.dedup();
            match lies_in[..] {
                [] => decided.push(t),
                [block] => within[block].push(t),
                _ => loose.push(t),
            }
        }
        static MADE: AtomicU64 = AtomicU64::new(0);
        let mut splits = Splits {
            number: 1 + MADE.fetch_add(1, Ordering::Relaxed),
            class_of,
            classes,
            members: Vec::new(),
            starts: Vec::new(),
            options: Vec::new(),
            open: Vec::new(),
            firsts: first_of,
            plain: (0..self.sizes.len()).filter(|&i| !self.tied[i]).collect(),
            hubs,
            blocks: Vec::new(),
            parts: Vec::new(),
            recipe: Recipe::default(),
            decided: Kinds::of(decided),
            loose,
        };
        for class in 0..splits.firsts.len() {
            splits.starts.push(splits.members.len());
            let options = splits.class_of.iter().enumerate();
            let own = options.filter(|(_, of)| **of == class);
            splits.members.extend(own.map(|(option, _)| option));
        }
        splits.starts.push(splits.members.len());
        for (issue, &size) in self.sizes.iter().enumerate() {
            let place = |option| (issue, option as u16);
            splits.options.extend((0..size).map(place));
        }
        let issues = 0..self.sizes.len();
        splits.open = issues.filter(|&issue| splits.is_open(issue)).collect();
        for (issues, terms) in blocks.into_iter().zip(within) {
            let slots = self.slots(&issues, &splits.classes);
            let open = (0..issues.len()).filter(|&n| splits.is_open(issues[n]));
            let open = open.collect();
            splits.blocks.push(Block {
                size: slots.len() / issues.len(),
                issues,
                slots,
                open,
                kinds: Kinds::of(terms),
                first_sum: 0,
                kind_of: Vec::new(),
                variants: 0,
                made: Vec::new(),
                ends: Vec::new(),
            });
        }
        self.add_parts(&mut splits);
        let options = splits.class_of.len();
        let of_blocks = splits.blocks.iter_mut().map(|block| &mut block.kinds);
        let kinds = of_blocks.chain([&mut splits.decided]);
        kinds.for_each(|kinds| kinds.number_on_from(options));
        let (blocks, firsts) = (&mut splits.blocks, &splits.firsts);
        blocks.iter_mut().for_each(|block| block.make(firsts));
        splits.recipe = Recipe::new(&mut splits, self.terms.len());
        splits
    }

    /// All combinations of classes, the first issue fastest.
    fn slots(&self, issues: &[usize], classes: &[usize]) -> Vec<usize> {
        let sizes: Vec<usize> = issues.iter().map(|&i| self.firsts[i].len()).collect();
        let count: usize = sizes.iter().product();
        let mut slots = vec![0; count * issues.len()];
        for (slot, chosen) in slots.chunks_mut(issues.len()).enumerate() {
            let mut rest = slot;
            for ((class, &issue), &size) in chosen.iter_mut().zip(issues).zip(&sizes) {
                *class = classes[issue] + rest % size;
                rest /= size;
            }
        }
        slots
    }

    /// Lists the combinations of the hubs' classes, and the variants of the blocks in them.
    fn add_parts(&self, splits: &mut Splits) {
        let count: usize = splits.hubs.iter().map(|&i| self.firsts[i].len()).product();
        let mut package = vec![0u16; self.sizes.len()];
        for number in 0..count {
            let mut part = Part::default();
            let mut rest = number;
            for &hub in &splits.hubs {
                let firsts = &self.firsts[hub];
                package[hub] = firsts[rest % firsts.len()];
                part.classes.push(splits.classes[hub] + rest % firsts.len());
                rest /= firsts.len();
            }
            let holds = |t: usize| self.terms[t].holds(&package);
            part.kind = splits.decided.number(holds);
            let plain = splits.plain.iter().map(|&issue| splits.classes[issue]);
            let classes = part.classes.iter().copied().chain(plain);
            let (open, settled): (Vec<_>, Vec<_>) =
                classes.partition(|&class| splits.is_open(splits.issue_of_class(class)));
            let settled = settled.iter().map(|&class| splits.firsts[class]);
            let terms = splits.decided.held(part.kind).iter();
            let terms = terms.map(|term| splits.class_of.len() + term);
            (part.open, part.made) = (open, settled.chain(terms).collect());
            for block in &mut splits.blocks {
                part.variants
                    .push(self.variant(block, &splits.classes, &mut package));
            }
            splits.parts.push(part);
        }
    }

    /// The variant of a block where the hubs are as in `package`, added if it is new.
    fn variant(&self, block: &mut Block, classes: &[usize], package: &mut [u16]) -> usize {
        let count = block.size;
        let mut kinds = Vec::with_capacity(count);
        for slot in 0..count {
            for (&issue, class) in block.issues.iter().zip(block.slot(slot)) {
                package[issue] = self.firsts[issue][class - classes[issue]];
            }
            let holds = |t: usize| self.terms[t].holds(package);
            kinds.push(block.kinds.number(holds) as u32);
        }
        let known = (0..block.variants).position(|v| block.variant(v) == kinds);
        known.unwrap_or_else(|| {
            block.kind_of.extend(kinds);
            block.variants += 1;
            block.variants - 1
        })
    }
}

/// Class of each option of an issue, by what the terms say of it, and the first option of each.
fn classes(terms: &[Term], issue: usize, size: usize) -> (Vec<usize>, Vec<u16>) {
    let mut statements = Vec::new();
    for term in terms {
        term.predicate().statements_on(issue, &mut statements);
    }
    let mut kinds: Vec<Vec<bool>> = Vec::new();
    let mut firsts = Vec::new();
    let class = |option: usize| {
        let kind: Vec<bool> = statements.iter().map(|allowed| allowed[option]).collect();
        let known = kinds.iter().position(|other| *other == kind);
        known.unwrap_or_else(|| {
            kinds.push(kind);
            firsts.push(option as u16);
            kinds.len() - 1
        })
    };
    let class_of = (0..size).map(class).collect();
    (class_of, firsts)
}
