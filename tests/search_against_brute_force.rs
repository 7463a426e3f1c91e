//! Every question that `game::search` answers, against trying every package, on random small
//! spaces with ties between issues and red lines.

#[path = "support/random.rs"]
mod random;

use proptest::prelude::*;
use zopa::game::search::{
    Answer, Limits, Objective, Scope, Search, best, closest_above, extremes, next_below,
    zone_package,
};
use zopa::game::{Compiler, Curve, Draw, Space, Streams, Valuation};
use zopa::model::{PartySet, Scenario};

/// Least difference between utilities that are not the same: a unit of their grid, halved.
const SAME: f64 = 1e-12;

struct Case {
    scenario: Scenario,
    space: Space,
    valuations: Vec<Valuation>,
    reservations: Vec<f64>,
    packages: Vec<Vec<u16>>,
}

impl Case {
    /// The first replications of a random scenario; `None` where chance wrote a contradiction.
    fn new(text: &str, run: u64) -> Option<Self> {
        let scenario = random::read(text)?;
        let space = Space::new(&scenario);
        let mut draw = Draw::default();
        draw.draw(&scenario, &Streams::new(5), run);
        let mut search = Search::new();
        let valuations =
            Compiler::new(&scenario).compile_all(&scenario, &space, &draw, &mut search);
        let reservation = |(party, valuation): (usize, &Valuation)| {
            Compiler::reservation(&scenario, &space, party, &draw.inputs, valuation)
        };
        let reservations = valuations.iter().enumerate().map(reservation).collect();
        let mut packages = vec![Vec::new()];
        for issue in 0..space.issues() {
            let longer = packages.iter().flat_map(|package: &Vec<u16>| {
                (0..space.options_of(issue) as u16).map(|option| {
                    let mut longer = package.clone();
                    longer.push(option);
                    longer
                })
            });
            packages = longer.collect();
        }
        packages.retain(|package| space.keeps_limits(package));
        Some(Self {
            scenario,
            space,
            valuations,
            reservations,
            packages,
        })
    }

    /// Admissible packages of a party within a scope, best first, row-major among equals.
    fn ranking(&self, party: usize, scope: &Scope<'_>) -> Vec<(f64, &Vec<u16>)> {
        let valuation = &self.valuations[party];
        let within = |package: &&Vec<u16>| {
            **package != scope.current
                && !valuation.crosses(&self.space, package)
                && (0..package.len()).all(|issue| {
                    package[issue] == scope.current[issue] || scope.moves(&self.space, issue)
                })
        };
        let mut ranking: Vec<(f64, &Vec<u16>)> = self
            .packages
            .iter()
            .filter(within)
            .map(|package| (valuation.utility(&self.space, package), package))
            .collect();
        ranking.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(b.1)));
        ranking
    }

    fn everybody(&self) -> PartySet {
        (0..self.valuations.len()).collect()
    }
}

/// What stands, whose consent, and which issues, to search with: from all bits set, everything from the start.
fn scope_of<'a>(case: &'a Case, bits: u64, open: &'a mut Vec<bool>) -> Scope<'a> {
    open.clear();
    open.extend(
        (0..case.space.issues()).map(|issue| bits >> issue & 1 == 1 || !bits.is_multiple_of(3)),
    );
    let present = |p: &usize| bits >> (8 + p) & 1 == 1 || !bits.is_multiple_of(5);
    let others = case.packages.len().max(1);
    let standing = case.packages.get((bits >> 16) as usize % others);
    Scope {
        current: match standing {
            Some(package) if bits.is_multiple_of(2) => package,
            _ => case.space.start(),
        },
        open,
        signatories: case.everybody().iter().filter(present).collect(),
    }
}

/// How far a search may be off: nothing on the grid of utilities, its rounding where the sums are as
/// given.
fn rounding(valuation: &Valuation) -> f64 {
    if valuation.as_given { 1e-11 } else { 0.0 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn extremes_are_0_and_1_and_nothing_lies_beyond(text in random::texts(), run in 0..4u64) {
        let Some(case) = Case::new(&text, run) else { return Ok(()) };
        let mut search = Search::new();
        for valuation in &case.valuations {
            let (low, high) = extremes(&case.space, valuation, &mut search);
            let same = SAME + rounding(valuation);
            let all = case.packages.iter().map(|p| valuation.utility(&case.space, p));
            let (least, most) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), u| {
                (l.min(u), h.max(u))
            });
            prop_assert!((low - least).abs() < same && (high - most).abs() < same,
                "{low}, {high} where it is {least}, {most}");
            let flat = most - least < 1e-9;
            prop_assert!(flat || valuation.as_given || (least.abs() < 1e-9 && (most - 1.0).abs() < 1e-9));
        }
        let all = case.packages.len() as u128 == case.scenario.packages();
        prop_assert!(all || !case.scenario.limits.is_empty());
    }

    #[test]
    fn no_package_is_better_than_the_best(text in random::texts(), run in 0..4u64, bits: u64) {
        let Some(case) = Case::new(&text, run) else { return Ok(()) };
        let mut search = Search::new();
        let mut open = Vec::new();
        let scope = scope_of(&case, bits, &mut open);
        for party in 0..case.valuations.len() {
            let ranking = case.ranking(party, &scope);
            let found = best(&case.space, &case.valuations[party], &scope, &mut search);
            prop_assert_eq!(found.is_some(), !ranking.is_empty());
            if let Some(best) = found {
                let rounding = rounding(&case.valuations[party]);
                prop_assert!(best >= ranking[0].0 - rounding, "{best} where {} is", ranking[0].0);
                let as_good = |(utility, package): &(f64, &Vec<u16>)| {
                    *utility == best && **package == search.best
                };
                prop_assert!(ranking.iter().any(as_good));
            }
        }
    }

    #[test]
    fn next_below_walks_through_all_in_order(text in random::texts(), run in 0..4u64, bits: u64, floor in 0.0..0.9f64) {
        let Some(case) = Case::new(&text, run) else { return Ok(()) };
        let mut search = Search::new();
        let mut open = Vec::new();
        let scope = scope_of(&case, bits, &mut open);
        let valuation = &case.valuations[0];
        // Sums as given have an order only to within rounding.
        prop_assume!(!valuation.as_given);
        let ranking = case.ranking(0, &scope);
        let mut after: Option<Vec<u16>> = None;
        // The first thirty tell; a thousand searches per scenario would only take longer.
        let above = ranking.iter().filter(|(utility, _)| *utility >= floor);
        for (utility, package) in above.clone().take(30) {
            let found = next_below(&case.space, valuation, &scope, after.as_deref(), floor, &mut search);
            prop_assert_eq!(found, Some(*utility));
            prop_assert_eq!(&search.best, *package);
            after = Some((*package).clone());
        }
        if above.count() <= 30 {
            let found = next_below(&case.space, valuation, &scope, after.as_deref(), floor, &mut search);
            prop_assert_eq!(found, None);
        }
    }

    #[test]
    fn closest_above_keeps_to_its_slack(text in random::texts(), run in 0..4u64, bits: u64, target in 0.0..1.0f64, slack in 0.0..0.1f64) {
        let Some(case) = Case::new(&text, run) else { return Ok(()) };
        let mut search = Search::new();
        let mut open = Vec::new();
        let scope = scope_of(&case, bits, &mut open);
        for party in 0..case.valuations.len() {
            let valuation = &case.valuations[party];
            let ranking = case.ranking(party, &scope);
            let least = ranking.iter().rev().map(|r| r.0).find(|u| *u >= target);
            let found = closest_above(&case.space, valuation, &scope, target, slack, &mut search);
            prop_assert_eq!(found.is_some(), least.is_some());
            let (Some(found), Some(least)) = (found, least) else { continue };
            let rounding = rounding(valuation);
            prop_assert!(found >= target - rounding);
            prop_assert!(found <= (target + slack).max(least) + SAME + rounding, "{found} where {least} is");
            prop_assert!(ranking.iter().any(|(u, p)| *u == found && **p == search.best));
        }
    }

    /// Offers: the likeliest agreement above a floor, and the largest expected gain.
    #[test]
    fn offers_are_the_best_there_are(
        text in random::texts(), run in 0..4u64, bits: u64, floor in 0.0..0.8f64,
        middle in 0.0..0.9f64, scale in 0.02..0.2f64, gain: bool, hint: bool,
        price in 0.0..50.0f64
    ) {
        let Some(case) = Case::new(&text, run) else { return Ok(()) };
        let (mut search, mut open) = (Search::new(), Vec::new());
        let scope = scope_of(&case, bits, &mut open);
        prop_assume!(case.valuations.iter().all(|valuation| !valuation.as_given));
        let listeners = case.valuations.len() - 1;
        let curves = vec![Curve::Logistic { middle, scale }; listeners];
        let gain_over = gain.then_some(floor);
        let objective = Answer { curves: &curves, gain_over, rough: true };
        scope.begin(&case.space, &mut search);
        search.keep_red_lines(&case.valuations[0]);
        for (party, valuation) in case.valuations.iter().enumerate() {
            search.add(valuation, if party == 0 { floor } else { f64::NEG_INFINITY });
        }
        let worth = |package: &[u16]| {
            let utilities: Vec<f64> =
                case.valuations.iter().map(|v| v.utility(&case.space, package)).collect();
            objective.worth(&utilities)
        };
        let ranking = case.ranking(0, &scope);
        let counted = ranking.iter().filter(|(utility, _)| *utility >= floor);
        let most = counted.clone().map(|(_, p)| worth(p)).fold(f64::NEG_INFINITY, f64::max);
        if let (true, Some((_, package))) = (hint, counted.clone().next_back()) {
            search.try_first(package);
        }
        search.guess_price(price);
        let found = search.maximise(&case.space, &objective, f64::NEG_INFINITY, Limits::EXACT);
        prop_assert!(search.price() >= 0.0 && search.price().is_finite());
        prop_assert_eq!(found, most > f64::NEG_INFINITY);
        if found {
            prop_assert!(counted.clone().any(|(_, package)| **package == search.best));
            prop_assert!((worth(&search.best) - search.worth).abs() < 1e-9);
            prop_assert!(search.worth >= most - 1e-9, "{} where {most} is", search.worth);
        }
    }

    #[test]
    fn a_zone_is_found_where_there_is_one(text in random::texts(), run in 0..4u64) {
        let Some(case) = Case::new(&text, run) else { return Ok(()) };
        let mut search = Search::new();
        let status_quo = case.space.start();
        // With utilities as given, what is found may differ from what adds up by rounding, either way.
        let in_zone = |package: &[u16], give: f64| {
            let signatories = case.space.signatories(package, status_quo);
            let willing = |p: &usize| {
                let least = case.reservations[*p] - give * rounding(&case.valuations[*p]);
                case.valuations[*p].utility(&case.space, package) >= least
                    && !case.valuations[*p].crosses(&case.space, package)
            };
            let yes = signatories.iter().filter(willing).collect();
            !signatories.is_empty() && case.space.suffice(yes, signatories)
        };
        let found = zone_package(
            &case.space, &case.valuations, &case.reservations, status_quo, &mut search);
        if found {
            prop_assert!(in_zone(&search.best, 1.0));
        } else {
            prop_assert!(!case.packages.iter().any(|package| in_zone(package, -1.0)));
        }
    }
}
