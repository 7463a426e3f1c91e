//! How a search takes a package space apart: which issues it splits on, and which it looks at
//! together, so that what is left is a plain sum over blocks of issues.
//!
//! Terms tie issues together. Some of the tied issues become *hubs*: their options fall into
//! classes that no term tells apart, and a search fixes the classes first. The other issues that
//! terms still tie together form a *block*, whose combinations of options (its *slots*) are listed;
//! every other issue is a block of its own. With the hubs' classes fixed, each term depends on one
//! block at most. This is variable elimination on the interaction graph (Dechter 1999,
//! doi:10.1016/S0004-3702(99)00059-4) with conditioning on the hubs.
//!
//! Where hubs and blocks would grow beyond bounds, the terms left over are *loose*: a search bounds
//! them and decides them as it goes.

use super::Term;

/// Most combinations of options of a block.
const MAX_SLOTS: usize = 256;
/// Most combinations of the hubs' classes.
const MAX_PARTS: usize = 256;
/// Most hubs: each has two classes at least.
pub const MAX_HUBS: usize = MAX_PARTS.ilog2() as usize;

/// An issue whose options are tried class by class.
#[derive(Debug, Clone)]
pub struct Hub {
    /// The issue.
    pub issue: usize,
    /// The block that it is, alone.
    pub block: usize,
    /// Class of each option.
    pub class_of: Vec<usize>,
    /// Number of classes.
    pub classes: usize,
}

/// Issues looked at together. Most blocks are a single issue, whose slots are its options.
#[derive(Debug, Clone)]
pub struct Block {
    /// The issues, ascending.
    pub issues: Vec<usize>,
    /// Number of the first slot among all slots.
    pub start: usize,
    /// Per slot, an option per issue, one slot after the other.
    pub options: Vec<u16>,
}

impl Block {
    /// Number of slots.
    pub fn len(&self) -> usize {
        self.options.len() / self.issues.len()
    }

    /// Options of a slot.
    pub fn slot(&self, slot: usize) -> &[u16] {
        let width = self.issues.len();
        &self.options[slot * width..(slot + 1) * width]
    }
}

/// What a term comes to once the hubs' classes are fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest {
    /// It holds, or it does not.
    Decided(bool),
    /// It holds for these slots of a block.
    In(usize, Vec<bool>),
}

/// A term as a function of the hubs' classes.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Hubs that it depends on, as indices, each with its stride in `rests`.
    pub hubs: Vec<(usize, usize)>,
    /// What is left of it, per combination of the classes of its hubs; empty where it is loose.
    pub rests: Vec<Rest>,
}

impl Rule {
    /// What is left of it where classes of hubs are fixed.
    pub fn rest(&self, fixed: &[Option<usize>]) -> &Rest {
        let class = |hub: usize| fixed[hub].unwrap_or(0);
        let places = self.hubs.iter().map(|&(hub, stride)| class(hub) * stride);
        &self.rests[places.sum::<usize>()]
    }

    /// Whether it stays tied whatever the hubs.
    pub fn is_loose(&self) -> bool {
        self.rests.is_empty()
    }
}

/// How a search takes a package space apart.
#[derive(Debug, Clone)]
pub struct Splits {
    /// Issues that are split on.
    pub hubs: Vec<Hub>,
    /// All issues, in blocks, by their first issue.
    pub blocks: Vec<Block>,
    /// Per term.
    pub rules: Vec<Rule>,
}

impl Splits {
    /// Takes a space apart.
    pub fn new(terms: &[Term], sizes: &[usize]) -> Self {
        let graph = Graph { terms, sizes };
        let hubs = graph.choose_hubs();
        let mut blocks: Vec<Block> = Vec::new();
        let mut slots = 0;
        for issues in graph.components(&hubs) {
            let parts = if product(&issues, sizes) > MAX_SLOTS as f64 && issues.len() > 1 {
                issues.iter().map(|&issue| vec![issue]).collect()
            } else {
                vec![issues]
            };
            for issues in parts {
                let options = combinations(&issues, sizes);
                let block = Block {
                    start: 0,
                    options,
                    issues,
                };
                blocks.push(block);
            }
        }
        blocks.sort_by_key(|block| block.issues[0]);
        for block in &mut blocks {
            block.start = slots;
            slots += block.len();
        }
        let hub = |issue: usize| {
            let block = blocks.iter().position(|block| block.issues == [issue]);
            Hub {
                block: block.expect("every issue is in a block, and hubs are alone"),
                ..graph.hub(issue)
            }
        };
        let hubs: Vec<Hub> = hubs.into_iter().map(hub).collect();
        let rules = terms
            .iter()
            .map(|term| rule(term, &hubs, &blocks, sizes.len()))
            .collect();
        Self {
            hubs,
            blocks,
            rules,
        }
    }
}

struct Graph<'a> {
    terms: &'a [Term],
    sizes: &'a [usize],
}

impl Graph<'_> {
    /// Adds hubs one by one as long as that makes a plane over all parts cheaper to evaluate.
    fn choose_hubs(&self) -> Vec<usize> {
        let mut hubs = Vec::new();
        let mut cost = self.cost(&hubs);
        loop {
            let candidates =
                (0..self.sizes.len()).filter(|i| !hubs.contains(i) && self.is_tied(*i));
            let with = |issue: usize| {
                let mut more = hubs.clone();
                more.push(issue);
                more
            };
            let costs = candidates.map(|issue| (self.cost(&with(issue)), issue));
            let Some((least, issue)) = costs.min_by(|a, b| a.0.total_cmp(&b.0)) else {
                return hubs;
            };
            let parts: f64 = with(issue)
                .iter()
                .map(|&i| self.hub(i).classes as f64)
                .product();
            if least >= cost || parts > MAX_PARTS as f64 || hubs.len() == MAX_HUBS {
                return hubs;
            }
            hubs.push(issue);
            cost = least;
        }
    }

    /// Parts times slots.
    fn cost(&self, hubs: &[usize]) -> f64 {
        let parts: f64 = hubs
            .iter()
            .map(|&issue| self.hub(issue).classes as f64)
            .product();
        let slots: f64 = self
            .components(hubs)
            .iter()
            .map(|issues| product(issues, self.sizes))
            .sum();
        parts * slots
    }

    fn is_tied(&self, issue: usize) -> bool {
        self.terms.iter().any(|term| term.issues().contains(&issue))
    }

    /// Issues connected by terms once the hubs are fixed, each list ascending. A hub is alone.
    fn components(&self, hubs: &[usize]) -> Vec<Vec<usize>> {
        let mut label: Vec<usize> = (0..self.sizes.len()).collect();
        for term in self.terms {
            let mut free = term.issues().iter().filter(|issue| !hubs.contains(issue));
            let Some(&first) = free.next() else { continue };
            for &issue in free {
                let (from, to) = (label[issue], label[first]);
                label
                    .iter_mut()
                    .filter(|l| **l == from)
                    .for_each(|l| *l = to);
            }
        }
        let mut components: Vec<Vec<usize>> = vec![Vec::new(); self.sizes.len()];
        for (issue, &l) in label.iter().enumerate() {
            components[l].push(issue);
        }
        components.retain(|issues| !issues.is_empty());
        components
    }

    /// Classes of options that no statement on the issue tells apart.
    fn hub(&self, issue: usize) -> Hub {
        let mut statements = Vec::new();
        for term in self.terms {
            term.predicate().statements_on(issue, &mut statements);
        }
        let mut kinds: Vec<Vec<bool>> = Vec::new();
        let class_of: Vec<usize> = (0..self.sizes[issue])
            .map(|option| {
                let kind: Vec<bool> = statements.iter().map(|allowed| allowed[option]).collect();
                let known = kinds.iter().position(|other| *other == kind);
                known.unwrap_or_else(|| {
                    kinds.push(kind);
                    kinds.len() - 1
                })
            })
            .collect();
        Hub {
            issue,
            block: 0,
            class_of,
            classes: kinds.len(),
        }
    }
}

fn product(issues: &[usize], sizes: &[usize]) -> f64 {
    issues.iter().map(|&issue| sizes[issue] as f64).product()
}

/// All combinations of options, row-major.
fn combinations(issues: &[usize], sizes: &[usize]) -> Vec<u16> {
    let count: usize = issues.iter().map(|&issue| sizes[issue]).product();
    let mut options = vec![0u16; count * issues.len()];
    for (slot, options) in options.chunks_mut(issues.len()).enumerate() {
        let mut rest = slot;
        for (option, &issue) in options.iter_mut().zip(issues).rev() {
            *option = (rest % sizes[issue]) as u16;
            rest /= sizes[issue];
        }
    }
    options
}

/// What a term comes to for each combination of its hubs' classes.
fn rule(term: &Term, hubs: &[Hub], blocks: &[Block], issues: usize) -> Rule {
    let mut stride = 1;
    let mut own = Vec::new();
    for (index, hub) in hubs.iter().enumerate() {
        if term.issues().contains(&hub.issue) {
            own.push((index, stride));
            stride *= hub.classes;
        }
    }
    let is_hub = |issue: &usize| hubs.iter().any(|hub| hub.issue == *issue);
    let mut homes = blocks.iter().enumerate().filter(|(_, block)| {
        let mut here = block.issues.iter();
        here.any(|issue| !is_hub(issue) && term.issues().contains(issue))
    });
    let home = homes.next();
    if homes.next().is_some() {
        return Rule {
            hubs: own,
            rests: Vec::new(),
        };
    }
    let mut package = vec![0u16; issues];
    let rests = (0..stride).map(|combination| {
        for &(index, stride) in &own {
            let hub = &hubs[index];
            let class = combination / stride % hub.classes;
            let first = hub.class_of.iter().position(|c| *c == class);
            package[hub.issue] = first.expect("a class has an option") as u16;
        }
        let Some((number, block)) = home else {
            return Rest::Decided(term.holds(&package));
        };
        let holds: Vec<bool> = (0..block.len())
            .map(|slot| {
                for (&issue, &option) in block.issues.iter().zip(block.slot(slot)) {
                    package[issue] = option;
                }
                term.holds(&package)
            })
            .collect();
        match holds[0] {
            first if holds.iter().all(|&h| h == first) => Rest::Decided(first),
            _ => Rest::In(number, holds),
        }
    });
    let rests = rests.collect();
    Rule { hubs: own, rests }
}
