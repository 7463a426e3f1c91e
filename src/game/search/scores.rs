//! What a plane makes of a problem: under it the utilities of a package add up to one score, and the
//! best score of every part of the space is a handful of maxima, most of them shared by all parts.

use super::allowed::Allowed;
use super::problem::Problem;
use super::rows::Row;
use crate::game::Space;
use crate::game::splits::{Parts, Splits};

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
    /// The cells of the space's recipe. An option that may not be chosen scores minus infinity.
    cells: Vec<f64>,
    options: usize,
    /// Score of what all parts have in common.
    common: f64,
    /// The package that is put together: its part, the slots of its blocks, and the options that these leave open.
    part: usize,
    slots: Vec<usize>,
    chosen: Vec<usize>,
}

impl Scores {
    /// The best score of the options of a class.
    #[inline]
    pub fn top(&self, splits: &Splits, class: usize) -> f64 {
        self.cells[splits.recipe.tops[class]]
    }

    /// The score of an option.
    #[inline]
    pub fn option(&self, option: usize) -> f64 {
        self.cells[option]
    }

    /// The score of a term where it holds.
    #[inline]
    pub fn term(&self, term: usize) -> f64 {
        self.cells[self.options + term]
    }

    /// Scores the problem under a plane.
    pub fn fill(&mut self, space: &Space, problem: &Problem, allowed: &Allowed, plane: &Plane) {
        let splits = space.splits();
        let recipe = &splits.recipe;
        self.options = problem.options;
        self.cells.resize(recipe.room(), 0.0);
        problem.score(&plane.slopes, &mut self.cells[..recipe.zero]);
        recipe.work_out(&mut self.cells);
        if let Some(allowed) = allowed.kinds() {
            let kinds = &mut self.cells[recipe.kinds.clone()];
            let pairs = kinds.iter_mut().zip(allowed);
            pairs.for_each(|(score, allowed)| *score += allowed);
        }
        recipe.work_out_variants(&mut self.cells);
        self.common = plane.height;
        for (slope, base) in plane.slopes.iter().zip(&problem.bases) {
            self.common += slope * base;
        }
        for &issue in &splits.plain {
            self.common += self.top(splits, splits.classes[issue]);
        }
        for &t in &splits.loose {
            self.common += self.term(t).max(0.0);
        }
    }

    /// Gives the slots of a block in a variant that score no less than `least`, each with its score.
    #[inline(always)]
    pub fn slots_from(
        &self,
        splits: &Splits,
        block: usize,
        variant: usize,
        least: f64,
        take: impl FnMut(usize, f64),
    ) {
        let block = (block, &splits.blocks[block]);
        splits
            .recipe
            .slots_from(block, variant, &self.cells, least, take);
    }

    /// The best scores of the blocks of a part.
    #[inline(always)]
    pub fn bests_of_blocks<'a>(
        &'a self,
        splits: &'a Splits,
        part: usize,
    ) -> impl Iterator<Item = f64> + 'a {
        bests_of_blocks(&self.cells, splits, part)
    }

    /// The best scores of parts.
    #[inline(always)]
    pub fn bounds<'a>(
        &'a self,
        space: &'a Space,
    ) -> Parts<impl Fn(usize) -> f64 + 'a, impl Fn(usize) -> f64 + 'a> {
        space.splits().recipe.parts(&self.cells, self.common)
    }

    /// Puts the package of a part with the best score together: the utilities it gives, loose terms aside.
    pub fn assemble(
        &mut self,
        space: &Space,
        problem: &Problem,
        part: usize,
        point: &mut Vec<Row>,
    ) {
        let splits = space.splits();
        let recipe = &splits.recipe;
        let (cells, chosen) = (&self.cells[..], &mut self.chosen);
        let at = &splits.parts[part];
        self.part = part;
        self.slots.clear();
        chosen.clear();
        let bests = bests_of_blocks(cells, splits, part);
        let blocks = splits.blocks.iter().zip(&at.variants);
        for ((n, (block, &variant)), best) in blocks.clone().enumerate().zip(bests) {
            let slot = recipe.first_slot((n, block), variant, cells, best);
            self.slots.push(slot);
            for (_, class) in block.open(slot) {
                chosen.push(recipe.first_option(splits, class, cells));
            }
        }
        for &class in &at.open {
            chosen.push(recipe.first_option(splits, class, cells));
        }
        point.clone_from(&problem.start);
        problem.add_places(chosen.iter().copied(), point);
        problem.add_places(at.made.iter().copied(), point);
        for ((block, &variant), &slot) in blocks.zip(&self.slots) {
            let made = block.made_of(variant, slot);
            problem.add_places(made.iter().copied(), point);
        }
    }

    /// The package that was put together last.
    pub fn write_package(&self, space: &Space, package: &mut Vec<u16>) {
        let splits = space.splits();
        package.resize(space.issues(), 0);
        let part = &splits.parts[self.part];
        splits.write(&part.made, package);
        splits.write(&self.chosen, package);
        let blocks = splits.blocks.iter().zip(&part.variants);
        for ((block, &variant), &slot) in blocks.zip(&self.slots) {
            splits.write(block.made_of(variant, slot), package);
        }
    }
}

/// The best scores of the blocks of a part, given all cells.
#[inline(always)]
fn bests_of_blocks<'a>(
    cells: &'a [f64],
    splits: &'a Splits,
    part: usize,
) -> impl Iterator<Item = f64> + 'a {
    let sums = splits.recipe.part(part).as_flattened();
    let bests = &sums[sums.len() - splits.blocks.len()..];
    bests.iter().map(|&best| cells[best])
}
