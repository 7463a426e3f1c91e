//! What a plane makes of a problem: under it the utilities of a package add up to one score, and the
//! best score of every part of the space is a handful of maxima, most of them shared by all parts.

use super::problem::Problem;
use crate::game::Space;
use crate::game::splits::{Block, Chunks};

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
    /// Per class, the best score of its options.
    pub tops: Vec<f64>,
    /// Per class, that option within its issue.
    firsts: Vec<u16>,
    /// Per term, its score where it holds.
    pub terms: Vec<f64>,
    homes: Vec<Home>,
    /// Classes with an option that may be chosen, block by block and issue by issue.
    classes: Vec<u16>,
    /// Per issue of a block, how many of these it has.
    counts: Vec<u16>,
    /// Slots of these classes, block by block, and what their classes score.
    live: Vec<u16>,
    bases: Vec<f64>,
    /// What the terms of a kind score, block by block.
    kinds: Vec<f64>,
    /// Sums of the chunks of terms that hubs decide.
    decided: Vec<f64>,
    /// Per block and variant, the best score and its slot; not a number if it was not asked for yet.
    best: Vec<(f64, u16)>,
    sums: Vec<f64>,
    shorter: Vec<f64>,
    /// Score of what all parts have in common.
    common: f64,
}

/// Where a block's numbers stand.
#[derive(Debug, Clone, Copy, Default)]
struct Home {
    classes: usize,
    counts: usize,
    live: usize,
    end: usize,
    kinds: usize,
    best: usize,
}

impl Scores {
    /// Takes up a problem: slots without an option that may be chosen are out for good.
    pub fn begin(&mut self, space: &Space, problem: &Problem) {
        let splits = space.splits();
        self.tops.clear();
        self.tops
            .resize(splits.classes[space.issues()], f64::NEG_INFINITY);
        for (&mask, &class) in problem.mask.iter().zip(&splits.class_of) {
            if mask == 0.0 {
                self.tops[class] = 0.0;
            }
        }
        self.homes.clear();
        self.classes.clear();
        self.counts.clear();
        self.live.clear();
        let mut next = Home::default();
        for block in &splits.blocks {
            next.classes = self.classes.len();
            next.counts = self.counts.len();
            next.live = self.live.len();
            self.list_live(space, block);
            next.end = self.live.len();
            self.homes.push(next);
            next.kinds += block.kinds.len() / block.terms.len().max(1);
            next.best += block.variants;
        }
        self.best.resize(next.best, (f64::NAN, 0));
    }

    /// Lists the classes of a block that have an option, and the slots they make.
    fn list_live(&mut self, space: &Space, block: &Block) {
        let splits = space.splits();
        let start = self.live.len();
        self.live.push(0);
        for &issue in &block.issues {
            let first = splits.classes[issue];
            let size = splits.classes[issue + 1] - first;
            let before = self.classes.len();
            let tops = self.tops[first..first + size].iter().enumerate();
            let live = tops.filter(|(_, top)| **top == 0.0);
            self.classes.extend(live.map(|(n, _)| (first + n) as u16));
            let count = self.classes.len() - before;
            self.counts.push(count as u16);
            let slots = self.live.len() - start;
            if count == 0 {
                self.live.truncate(start);
                return;
            }
            // From the last to the first, so that none is overwritten before it is read.
            self.live.resize(start + slots * count, 0);
            for place in (0..slots).rev() {
                let longer = self.live[start + place] * size as u16;
                for (n, &class) in self.classes[before..].iter().enumerate().rev() {
                    self.live[start + place * count + n] = longer + (class - first as u16);
                }
            }
        }
    }

    /// Whether a part holds a package that may be chosen, terms aside.
    pub fn is_live(&self, space: &Space, part: usize) -> bool {
        let classes = &space.splits().parts[part].classes;
        classes.iter().all(|&class| self.tops[class] == 0.0)
    }

    /// Scores the problem under a plane.
    pub fn fill(&mut self, space: &Space, problem: &Problem, plane: &Plane) {
        let splits = space.splits();
        self.score_options(problem, plane);
        self.find_tops(space);
        self.common = plane.height;
        for (slope, base) in plane.slopes.iter().zip(&problem.bases) {
            self.common += slope * base;
        }
        for &issue in &splits.plain {
            self.common += self.tops[splits.classes[issue]];
        }
        self.score_terms(problem, plane);
        self.kinds.clear();
        self.bases.clear();
        for (number, block) in splits.blocks.iter().enumerate() {
            self.score_slots(self.homes[number], block.issues.len());
            if block.terms.terms.is_empty() {
                continue;
            }
            tabulate(&block.terms, &self.terms, &problem.required, &mut self.sums);
            let sums = &self.sums[..];
            match block.terms.len() {
                1 => self
                    .kinds
                    .extend(block.kinds.iter().map(|&bits| sums[bits as usize])),
                2 => {
                    let (first, second) = sums.split_at(Chunks::SUMS);
                    let kinds = block.kinds.chunks_exact(2);
                    let sum = |kind: &[u8]| first[kind[0] as usize] + second[kind[1] as usize];
                    self.kinds.extend(kinds.map(sum));
                }
                width => {
                    let kinds = block.kinds.chunks_exact(width);
                    self.kinds.extend(kinds.map(|kind| held(kind, sums)));
                }
            }
        }
        self.best.fill((f64::NAN, 0));
        let (terms, required) = (&self.terms, &problem.required);
        tabulate(&splits.decided, terms, required, &mut self.decided);
        for &t in &splits.loose {
            self.common += self.terms[t].max(0.0);
        }
    }

    fn score_options(&mut self, problem: &Problem, plane: &Plane) {
        let options = problem.mask.len();
        self.options.clear();
        self.options.extend_from_slice(&problem.mask);
        for (slope, values) in plane
            .slopes
            .iter()
            .zip(problem.values.chunks_exact(options))
        {
            for (score, value) in self.options.iter_mut().zip(values) {
                *score += slope * value;
            }
        }
    }

    fn find_tops(&mut self, space: &Space) {
        let splits = space.splits();
        self.tops.fill(f64::NEG_INFINITY);
        self.firsts.resize(self.tops.len(), 0);
        let (tops, firsts) = (&mut self.tops[..], &mut self.firsts[..]);
        let places = splits.class_of.iter().zip(&splits.within);
        for (&score, (&class, &option)) in self.options.iter().zip(places) {
            if score > tops[class] {
                tops[class] = score;
                firsts[class] = option;
            }
        }
    }

    fn score_terms(&mut self, problem: &Problem, plane: &Plane) {
        let terms = problem.required.len();
        self.terms.clear();
        self.terms.resize(terms, 0.0);
        if terms == 0 {
            return;
        }
        for (slope, bonuses) in plane.slopes.iter().zip(problem.bonuses.chunks_exact(terms)) {
            for (score, bonus) in self.terms.iter_mut().zip(bonuses) {
                *score += slope * bonus;
            }
        }
    }

    /// Appends what the classes of a block's slots score.
    fn score_slots(&mut self, home: Home, issues: usize) {
        if home.live == home.end {
            return;
        }
        let start = self.bases.len();
        let mut next = home.classes;
        self.bases.push(0.0);
        for &count in &self.counts[home.counts..home.counts + issues] {
            let classes = &self.classes[next..next + count as usize];
            next += count as usize;
            self.shorter.clear();
            self.shorter.extend_from_slice(&self.bases[start..]);
            self.bases.truncate(start);
            for &known in &self.shorter {
                let tops = &self.tops;
                self.bases
                    .extend(classes.iter().map(|&class| known + tops[class as usize]));
            }
        }
    }

    /// Slots of a block that may be chosen, with their scores in a part.
    pub fn slots<'a>(
        &'a self,
        space: &'a Space,
        part: usize,
        block: usize,
    ) -> impl Iterator<Item = (usize, f64)> + 'a {
        let splits = space.splits();
        let variant = splits.parts[part].variants[block];
        let home = self.homes[block];
        let kind_of = splits.blocks[block].variant(variant);
        let kinds = match splits.blocks[block].terms.terms.is_empty() {
            true => &[0.0],
            false => &self.kinds[home.kinds..],
        };
        let live = self.live[home.live..home.end].iter();
        live.zip(&self.bases[home.live..home.end])
            .map(move |(&slot, &base)| {
                let slot = slot as usize;
                (slot, base + kinds[kind_of[slot] as usize])
            })
    }

    /// The best score of a block of a part.
    pub fn best_of_block(&self, space: &Space, part: usize, block: usize) -> f64 {
        let variant = space.splits().parts[part].variants[block];
        self.find_best(&space.splits().blocks[block], self.homes[block], variant)
            .0
    }

    /// The best score of a block in a variant, and its slot.
    fn find_best(&self, block: &Block, home: Home, variant: usize) -> (f64, u16) {
        let kind_of = block.variant(variant);
        let kinds = match block.terms.terms.is_empty() {
            true => &[0.0],
            false => &self.kinds[home.kinds..],
        };
        let live = &self.live[home.live..home.end];
        let bases = &self.bases[home.live..home.end];
        let mut best = (f64::NEG_INFINITY, 0);
        for (&slot, &base) in live.iter().zip(bases) {
            let score = base + kinds[kind_of[slot as usize] as usize];
            if score > best.0 {
                best = (score, slot);
            }
        }
        best
    }

    /// The best score of a part.
    pub fn bound(&mut self, space: &Space, part: usize) -> f64 {
        let splits = space.splits();
        let at = &splits.parts[part];
        let mut bound = self.common + held(&at.pattern, &self.decided);
        for &class in &at.classes {
            bound += self.tops[class];
        }
        for (block, &variant) in at.variants.iter().enumerate() {
            let place = self.homes[block].best + variant;
            if self.best[place].0.is_nan() {
                let home = self.homes[block];
                self.best[place] = self.find_best(&splits.blocks[block], home, variant);
            }
            bound += self.best[place].0;
        }
        bound
    }

    /// The package of a part with the best score, and the utilities it gives, loose terms aside.
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
        problem.add_terms(&splits.decided, &at.pattern, point);
        for (number, block) in splits.blocks.iter().enumerate() {
            // The part's bound was asked for, so that this is known.
            let (_, slot) = self.best[self.homes[number].best + at.variants[number]];
            for (&issue, &class) in block.issues.iter().zip(block.slot(slot as usize)) {
                package[issue] = self.firsts[class];
            }
            let pattern = block.pattern(at.variants[number], slot as usize);
            problem.add_terms(&block.terms, pattern, point);
        }
        for (issue, &option) in package.iter().enumerate() {
            problem.add_option(space.offset(issue) + option as usize, point);
        }
    }
}

/// Tabulates the sum of every combination of holding and failing, chunk by chunk; minus infinity
/// where a term fails that must hold.
fn tabulate(chunks: &Chunks, terms: &[f64], required: &[bool], sums: &mut Vec<f64>) {
    sums.clear();
    sums.resize(chunks.len() * Chunks::SUMS, 0.0);
    for (chunk, sums) in chunks.each().zip(sums.chunks_exact_mut(Chunks::SUMS)) {
        for (n, &t) in chunk.iter().enumerate() {
            let (fail, hold) = sums[..2 << n].split_at_mut(1 << n);
            for (hold, fail) in hold.iter_mut().zip(fail) {
                *hold = *fail + terms[t];
                if required[t] {
                    *fail = f64::NEG_INFINITY;
                }
            }
        }
    }
}

/// Sum over chunks.
#[inline]
fn held(pattern: &[u8], sums: &[f64]) -> f64 {
    let chunks = pattern.iter().zip(sums.chunks_exact(Chunks::SUMS));
    chunks.map(|(&bits, sums)| sums[bits as usize]).sum()
}
