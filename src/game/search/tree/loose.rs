//! Loose terms along the walk: they count at their better value until the path decides them.

use super::super::rows::LANES;
use super::layout::{Layout, What};
use super::{Path, Walk};

impl Path {
    /// Starts with every loose term at its better value, and lists where the path decides each. Returns the
    /// bound; `None` where a required one fails at the root.
    pub(super) fn enter_loose<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &mut Layout,
    ) -> Option<f64> {
        if walk.splits.loose.is_empty() {
            return Some(walk.bound);
        }
        layout.decided.iter_mut().for_each(Vec::clear);
        layout
            .decided
            .resize_with(layout.levels.len() + 1, Vec::new);
        for &t in &walk.splits.loose {
            for k in 0..walk.problem.dims {
                self.change(walk, 0, k, walk.problem.bonus(k, t).max(0.0));
            }
            let issues = walk.space.terms()[t].issues();
            let last = layout.levels.iter().rposition(|level| match level.what {
                What::Block(block) => {
                    let mut own = walk.splits.blocks[block].issues.iter();
                    own.any(|&issue| {
                        layout.is_folded(walk.splits, issue) && issues.contains(&issue)
                    })
                }
                What::Issue(issue) => issues.contains(&issue),
            });
            layout.decided[last.map_or(0, |depth| depth + 1)].push(t);
        }
        self.decide(walk, layout, 0, walk.bound)
    }

    /// Decides the loose terms that the path to a depth decides; returns the bound after them,
    /// `None` where a required one fails.
    pub(super) fn decide<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        layout: &Layout,
        depth: usize,
        bound: f64,
    ) -> Option<f64> {
        let mut bound = bound;
        for &t in &layout.decided[depth] {
            let score = walk.scores.term(t);
            let holds = walk.space.terms()[t].holds(&self.package);
            if !holds && walk.problem.required[t] {
                return None;
            }
            bound += if holds {
                score.min(0.0)
            } else {
                -score.max(0.0)
            };
            for k in 0..walk.problem.dims {
                let bonus = walk.problem.bonus(k, t);
                let counted = if holds { bonus } else { 0.0 };
                self.change(walk, depth, k, counted - bonus.max(0.0));
            }
        }
        Some(bound)
    }

    /// Changes a utility at a depth.
    fn change<const GROUPS: usize>(
        &mut self,
        walk: &Walk<'_, GROUPS>,
        depth: usize,
        k: usize,
        by: f64,
    ) {
        if k < LANES {
            self.steps[depth].utilities[k] += by;
        }
        if GROUPS != 1 {
            self.utilities[depth * walk.groups() + k / LANES][k % LANES] += by;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::game::search::{
        Answer, Limits, Objective, Scope, Search, best, closest_above, next_below,
    };
    use crate::game::{Compiler, Curve, Draw, Space, Streams, Valuation};
    use crate::model::{PartySet, Scenario};
    use std::fmt::Write;

    const ISSUES: usize = 17;

    /// Seventeen issues, so tied to each other that no hubs and blocks hold them; some ties are red lines.
    fn tied() -> Scenario {
        let mut text = String::from(
            "name = \"Ties\"\nprotocol = { kind = \"alternating_offers\" }\ntime = { rounds = 5 }\n",
        );
        for issue in 0..ISSUES {
            let _ = writeln!(
                text,
                "[[issue]]\nid = \"i{issue}\"\noptions = [\"no\", \"yes\"]\nstatus_quo = \"no\""
            );
        }
        for (party, id) in ["ann", "ben"].into_iter().enumerate() {
            let _ = writeln!(
                text,
                "[[party]]\nid = \"{id}\"\nreservation = 0.3\nstrategy = {{ bidding = \"linear\" }}"
            );
            for issue in 0..ISSUES {
                let (weight, yes) = (1 + (7 * issue + 5 * party) % 11, (issue + party) % 2);
                let no = 1 - yes;
                let _ = writeln!(
                    text,
                    "[[party.interest]]\nissue = \"i{issue}\"\nweight = {weight}\nvalue = {{ table = {{ no = {no}, yes = {yes} }} }}"
                );
            }
            for (i, j) in (0..ISSUES).flat_map(|i| (0..i).map(move |j| (i, j))) {
                if (i * j + party) % 3 != 1 {
                    continue;
                }
                let word = |n: usize| ["no", "yes"][n % 2];
                let (when, require, weight) = (word(i + j), word(i / 2 + party), 1 + (i + j) % 5);
                let firmness = u8::from((i + 2 * j) % 11 == 0);
                let _ = writeln!(
                    text,
                    "[[party.condition]]\nid = \"c{i}_{j}\"\nsaid = \"Tied\"\nwhen = {{ issue = \"i{i}\", is = \"{when}\" }}\nrequire = {{ issue = \"i{j}\", is = \"{require}\" }}\nweight = {weight}\nfirmness = {firmness}"
                );
            }
        }
        let loaded = crate::scenario::parse("ties.toml", text.as_bytes(), &[]);
        loaded
            .unwrap_or_else(|bad| panic!("{}", bad.render(false)))
            .scenario
    }

    /// All packages but the one that stands that cross no red line of a party, with its utility and the other's.
    fn admissible(space: &Space, own: &Valuation, other: &Valuation) -> Vec<(f64, f64)> {
        let packages = (1..1u32 << ISSUES)
            .map(|bits| -> Vec<u16> { (0..ISSUES).map(|n| (bits >> n & 1) as u16).collect() });
        let admissible = packages.filter(|package| !own.crosses(space, package));
        let utilities = admissible.map(|p| (own.utility(space, &p), other.utility(space, &p)));
        utilities.collect()
    }

    /// A search that was asked nothing before finds what trying every package finds.
    #[test]
    fn loose_terms_count_as_in_a_list_of_all_packages() {
        let scenario = tied();
        let space = Space::new(&scenario);
        assert!(space.splits().loose.len() > 10);
        let mut draw = Draw::default();
        draw.draw(&scenario, &Streams::new(1), 0);
        let compiler = Compiler::new(&scenario);
        let valuations = compiler.compile_all(&scenario, &space, &draw, &mut Search::new());
        let scope = Scope {
            current: space.start(),
            open: &[true; ISSUES],
            signatories: [0, 1].into_iter().collect::<PartySet>(),
        };
        for (own, other) in [(0, 1), (1, 0)] {
            let (own, other) = (&valuations[own], &valuations[other]);
            let all = admissible(&space, own, other);
            assert!(all.len() > 100 && all.len() < (1 << ISSUES) - 1);
            let mut ranking: Vec<f64> = all.iter().map(|(utility, _)| *utility).collect();
            ranking.sort_by(|a, b| b.total_cmp(a));
            let most = best(&space, own, &scope, &mut Search::new());
            assert_eq!(most, Some(ranking[0]));
            let mut search = Search::new();
            let mut after: Option<Vec<u16>> = None;
            for &utility in &ranking[..20] {
                let next = next_below(&space, own, &scope, after.as_deref(), 0.0, &mut search);
                assert_eq!(next, Some(utility));
                after = Some(search.best.clone());
            }
            for target in [0.5, 0.8 * ranking[0], ranking[5]] {
                let least = ranking.iter().rev().find(|&&utility| utility >= target);
                let found = closest_above(&space, own, &scope, target, 0.0, &mut Search::new());
                assert_eq!(found.as_ref(), least);
            }
            for (floor, gain_over) in [(0.3, Some(0.3)), (0.6, Some(0.3)), (0.6, None)] {
                let (middle, scale) = (0.7, 0.05);
                let objective = Answer {
                    curves: &[Curve::Logistic { middle, scale }],
                    gain_over,
                    rough: false,
                };
                let mut search = Search::new();
                search.begin(&space, scope.current, |_| true);
                search.keep_red_lines(own);
                search.add(own, floor);
                search.add(other, f64::NEG_INFINITY);
                let found = search.maximise(&space, &objective, f64::NEG_INFINITY, Limits::EXACT);
                let meet = all.iter().filter(|(utility, _)| *utility >= floor);
                let most = meet.map(|&(own, other)| objective.worth(&[own, other]));
                let most = most.fold(f64::NEG_INFINITY, f64::max);
                assert!(
                    found && (search.worth - most).abs() < 1e-9,
                    "{} {most}",
                    search.worth
                );
            }
        }
    }
}
