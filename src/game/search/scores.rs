//! What a plane makes of a problem: under it the utilities of a package add up to one score, and the
//! best score of every part of the space is a handful of maxima, most of them shared by all parts.

use super::problem::{LANES, Problem};
use crate::game::Space;
use crate::game::splits::{Block, Kinds};

/// A weighted sum of utilities, plus a height.
#[derive(Debug, Clone, Default)]
pub(super) struct Plane {
    /// Per dimension.
    pub slopes: Vec<f64>,
    /// Height at utilities of 0.
    pub height: f64,
}

/// The scores of a problem under a plane.
#[derive(Debug, Clone, Default)]
pub(super) struct Scores {
    /// Per option, its score; minus infinity where it may not be chosen.
    pub options: Vec<f64>,
    /// Per term, its score where it holds.
    pub terms: Vec<f64>,
    /// What parts' scores are sums of (see `Splits::summands`): scores of the kinds of terms that hubs
    /// decide, of classes' best options, and of blocks in their variants; the latter are not numbers
    /// until asked for.
    summands: Vec<f64>,
    /// Where the classes start among these, and where the blocks do.
    tops: usize,
    best: usize,
    /// Per class, its best option, as a number within its issue.
    firsts: Vec<u16>,
    /// Per node of `Splits::steps`, what its classes score.
    nodes: Vec<f64>,
    /// Kinds in which a required term fails score minus infinity, the others 0: those of blocks, block
    /// by block, then those that hubs decide.
    allowed: Vec<f64>,
    /// What kinds score, in the same order.
    kinds: Vec<f64>,
    /// Score of what all parts have in common.
    common: f64,
}

impl Scores {
    /// Takes up a problem.
    pub fn begin(&mut self, space: &Space, problem: &Problem) {
        let splits = space.splits();
        let classes = splits.classes[space.issues()];
        self.tops = splits.decided.len();
        self.best = self.tops + classes;
        let variants: usize = splits.blocks.iter().map(|block| block.variants).sum();
        self.summands.clear();
        self.summands
            .resize(self.best + variants, f64::NEG_INFINITY);
        for (&mask, &class) in problem.mask.iter().zip(&splits.class_of) {
            if mask == 0.0 {
                self.summands[self.tops + class] = 0.0;
            }
        }
        self.firsts.clear();
        self.firsts.resize(classes, 0);
        self.nodes.resize(splits.nodes, 0.0);
        self.nodes[0] = 0.0;
        self.allowed.clear();
        for block in &splits.blocks {
            self.list_allowed(&block.kinds, problem);
        }
        self.list_allowed(&splits.decided, problem);
        self.kinds.resize(self.allowed.len(), 0.0);
    }

    /// Rules out kinds in which a required term fails.
    fn list_allowed(&mut self, kinds: &Kinds, problem: &Problem) {
        let required = |terms: &[usize]| terms.iter().filter(|&&t| problem.required[t]).count();
        let all = required(&kinds.terms);
        let allowed = kinds.each().map(|held| match required(held) == all {
            true => 0.0,
            false => f64::NEG_INFINITY,
        });
        self.allowed.extend(allowed);
    }

    /// Whether a part holds a package that may be chosen, terms aside.
    pub fn is_live(&self, space: &Space, part: usize) -> bool {
        let classes = &space.splits().parts[part].classes;
        classes.iter().all(|&class| self.top(class) == 0.0)
    }

    /// The best score of the options of a class.
    #[inline]
    pub fn top(&self, class: usize) -> f64 {
        self.summands[self.tops + class]
    }

    /// Scores the problem under a plane.
    pub fn fill(&mut self, space: &Space, problem: &Problem, plane: &Plane) {
        let splits = space.splits();
        self.options.clone_from(&problem.mask);
        add_up(&plane.slopes, &problem.values, &mut self.options);
        self.find_tops(space);
        self.common = plane.height;
        for (slope, base) in plane.slopes.iter().zip(&problem.bases) {
            self.common += slope * base;
        }
        for &issue in &splits.plain {
            self.common += self.top(splits.classes[issue]);
        }
        self.terms.clear();
        self.terms.resize(problem.required.len(), 0.0);
        add_up(&plane.slopes, &problem.bonuses, &mut self.terms);
        let scores = self.kinds.iter_mut().zip(&self.allowed);
        for ((score, allowed), held) in scores.zip(splits.kinds.each()) {
            let mut sum = *allowed;
            for &t in held {
                sum += self.terms[t];
            }
            *score = sum;
        }
        let decided = self.kinds.len() - self.tops;
        self.summands[..self.tops].copy_from_slice(&self.kinds[decided..]);
        self.summands[self.best..].fill(f64::NAN);
        let tops = &self.summands[self.tops..self.best];
        let mut next = 1;
        for step in &splits.steps {
            let from = self.nodes[step.from];
            let tops = &tops[step.classes.clone()];
            let nodes = &mut self.nodes[next..next + tops.len()];
            next += tops.len();
            for (node, top) in nodes.iter_mut().zip(tops) {
                *node = from + top;
            }
        }
        for &t in &splits.loose {
            self.common += self.terms[t].max(0.0);
        }
    }

    fn find_tops(&mut self, space: &Space) {
        let splits = space.splits();
        let tops = &mut self.summands[self.tops..self.best];
        tops.fill(f64::NEG_INFINITY);
        let places = splits.class_of.iter().zip(&splits.within);
        for (&score, (&class, &option)) in self.options.iter().zip(places) {
            if score > tops[class] {
                tops[class] = score;
                self.firsts[class] = option;
            }
        }
    }

    /// What the slots of a block score, terms aside.
    #[inline]
    fn bases(&self, block: &Block) -> &[f64] {
        &self.nodes[block.first_node..block.first_node + block.len()]
    }

    /// What the kinds of a block score.
    #[inline]
    fn kinds(&self, block: &Block) -> &[f64] {
        &self.kinds[block.first_kind..block.first_kind + block.kinds.len()]
    }

    /// The scores of a block's slots in a part.
    pub fn slots<'a>(
        &'a self,
        space: &'a Space,
        part: usize,
        block: usize,
    ) -> impl Iterator<Item = f64> + 'a {
        let variant = space.splits().parts[part].variants[block];
        let block = &space.splits().blocks[block];
        let kinds = self.kinds(block);
        let slots = self.bases(block).iter().zip(block.variant(variant));
        slots.map(|(base, &kind)| base + kinds[kind as usize])
    }

    /// The best score of a block of a part whose bound was asked for.
    pub fn best_of_block(&self, space: &Space, part: usize, block: usize) -> f64 {
        let splits = space.splits();
        let width = 1 + splits.hubs.len() + splits.blocks.len();
        let blocks = &splits.summands[part * width + 1 + splits.hubs.len()..];
        self.summands[blocks[block] as usize]
    }

    /// The best score of a block in a variant.
    fn find_best(&self, block: &Block, variant: usize) -> f64 {
        let kinds = self.kinds(block);
        let slots = self.bases(block).iter().zip(block.variant(variant));
        slots.fold(f64::NEG_INFINITY, |best, (base, &kind)| {
            let score = base + kinds[kind as usize];
            if score > best { score } else { best }
        })
    }

    /// The best score of a part.
    #[inline]
    pub fn bound(&mut self, space: &Space, part: usize) -> f64 {
        let splits = space.splits();
        let width = 1 + splits.hubs.len() + splits.blocks.len();
        let (known, blocks) =
            splits.summands[part * width..(part + 1) * width].split_at(1 + splits.hubs.len());
        let mut bound = self.common;
        for &summand in known {
            bound += self.summands[summand as usize];
        }
        for (n, &summand) in blocks.iter().enumerate() {
            let summand = summand as usize;
            let mut score = self.summands[summand];
            if score.is_nan() {
                let variant = splits.parts[part].variants[n];
                score = self.find_best(&splits.blocks[n], variant);
                self.summands[summand] = score;
            }
            bound += score;
        }
        bound
    }

    /// The package of a part with the best score, and the utilities it gives, loose terms aside. The
    /// part's bound must have been asked for.
    pub fn assemble(
        &self,
        space: &Space,
        problem: &Problem,
        part: usize,
        package: &mut Vec<u16>,
        point: &mut Vec<f64>,
    ) {
        let splits = space.splits();
        package.clear();
        package.resize(space.issues(), 0);
        problem.start(point);
        for &issue in &splits.plain {
            package[issue] = self.firsts[splits.classes[issue]];
        }
        let at = &splits.parts[part];
        for (&issue, &class) in splits.hubs.iter().zip(&at.classes) {
            package[issue] = self.firsts[class];
        }
        problem.add_terms(splits.decided.held(at.kind), point);
        for (n, block) in splits.blocks.iter().enumerate() {
            let best = self.best_of_block(space, part, n);
            let slot = self.slots(space, part, n).position(|score| score == best);
            let slot = slot.unwrap_or(0);
            for (&issue, &class) in block.issues.iter().zip(block.slot(slot)) {
                package[issue] = self.firsts[class];
            }
            problem.add_terms(block.held(at.variants[n], slot), point);
        }
        problem.add_options(space, package, point);
    }
}

/// Adds rows times slopes, some rows at a time, so that sums stay in registers.
fn add_up(slopes: &[f64], rows: &[f64], sums: &mut [f64]) {
    let width = sums.len();
    if width == 0 {
        return;
    }
    let mut groups = slopes.chunks_exact(LANES);
    let mut rows = rows;
    for slopes in groups.by_ref() {
        let (group, rest) = rows.split_at(LANES * width);
        rows = rest;
        let (a, group) = group.split_at(width);
        let (b, group) = group.split_at(width);
        let (c, d) = group.split_at(width);
        for ((((sum, a), b), c), d) in sums.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            *sum += slopes[0] * a;
            *sum += slopes[1] * b;
            *sum += slopes[2] * c;
            *sum += slopes[3] * d;
        }
    }
    for (slope, row) in groups.remainder().iter().zip(rows.chunks_exact(width)) {
        for (sum, value) in sums.iter_mut().zip(row) {
            *sum += slope * value;
        }
    }
}
