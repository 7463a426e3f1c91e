//! What must hold of any analysis: of the frontier, of the bargaining solutions, and of the walk over
//! packages.

#[path = "support/random.rs"]
#[allow(dead_code)]
mod random;

use proptest::prelude::*;
use zopa::analysis::{
    Packages, Problem, Settings, analyze, conflict, count, frontier, index, likeliest,
    nash_lottery, package,
};
use zopa::game::search::Search;
use zopa::game::{Compiler, Space};

/// Points with one coordinate per party, and a disagreement point; coarse numbers make ties.
fn problems() -> impl Strategy<Value = (usize, Vec<f64>, Vec<f64>)> {
    (1usize..=4, 1usize..40).prop_flat_map(|(parties, n)| {
        let number = || (0u32..=24).prop_map(|k| f64::from(k) / 8.0);
        let points = proptest::collection::vec(number(), n * parties);
        let disagreement =
            proptest::collection::vec((0u32..=8).prop_map(|k| f64::from(k) / 8.0), parties);
        (Just(parties), points, disagreement)
    })
}

/// The solutions by name, as places.
fn solutions(points: &[f64], disagreement: &[f64]) -> Vec<(&'static str, Vec<usize>)> {
    let problem = Problem {
        points,
        disagreement,
    };
    let ones = vec![1.0; disagreement.len()];
    vec![
        ("nash", problem.nash(&ones)),
        ("kalai_smorodinsky", problem.kalai_smorodinsky()),
        ("egalitarian", problem.egalitarian()),
        ("utilitarian", problem.utilitarian()),
    ]
}

proptest! {
    /// Among points on the frontier no solution is dominated, and all of them are rational.
    #[test]
    fn solutions_are_efficient_and_rational((parties, points, d) in problems()) {
        let efficient = frontier(&points, parties).all;
        let problem = Problem { points: &points, disagreement: &d };
        let rational = problem.rational();
        for (name, found) in solutions(&points, &d) {
            prop_assert_eq!(found.is_empty(), rational.is_empty(), "{}", name);
            prop_assert!(found.iter().all(|place| rational.contains(place)), "{}", name);
            if name == "kalai_smorodinsky" || name == "egalitarian" {
                let gains = problem.ideal().iter().zip(&d).all(|(ideal, d)| ideal > d);
                let on = |place: &usize| efficient.contains(&(*place as u32));
                prop_assert!(!gains || found.iter().all(on), "{}", name);
            }
        }
    }

    /// Other units of one party's utility leave the Nash and Kalai-Smorodinsky packages where they are.
    #[test]
    fn units_do_not_matter((parties, points, d) in problems(), factor in 1u32..50, shift in -5i32..5) {
        let scale = |x: f64| x * f64::from(factor) + f64::from(shift);
        let mut scaled = points.clone();
        scaled.chunks_exact_mut(parties).for_each(|row| row[0] = scale(row[0]));
        let mut moved = d.clone();
        moved[0] = scale(moved[0]);
        prop_assert_eq!(&solutions(&points, &d)[..2], &solutions(&scaled, &moved)[..2]);
    }

    /// A package that another dominates changes no frontier and no solution.
    #[test]
    fn a_dominated_package_changes_nothing((parties, points, d) in problems(), which: prop::sample::Index) {
        let n = points.len() / parties;
        let chosen = which.index(n) * parties;
        let mut more = points.clone();
        more.extend(points[chosen..chosen + parties].iter().map(|x| x - 0.125));
        prop_assert_eq!(frontier(&points, parties), frontier(&more, parties));
        // On the frontier, where the zone's solutions are looked for.
        let on = |points: &[f64]| -> Vec<f64> {
            let all = frontier(points, parties).all;
            all.iter().flat_map(|&k| points[k as usize * parties..][..parties].to_vec()).collect()
        };
        prop_assert_eq!(solutions(&on(&points), &d), solutions(&on(&more), &d));
    }

    /// The order of the parties matters to nothing.
    #[test]
    fn the_order_of_parties_does_not_matter((parties, points, d) in problems(), turn in 0usize..4) {
        let turned = |row: &[f64]| {
            let mut row = row.to_vec();
            row.rotate_left(turn % parties);
            row
        };
        let rows: Vec<f64> = points.chunks_exact(parties).flat_map(turned).collect();
        prop_assert_eq!(frontier(&points, parties), frontier(&rows, parties));
        prop_assert_eq!(solutions(&points, &d), solutions(&rows, &turned(&d)));
    }

    /// No lottery is worse than the best package, and no package could improve on it.
    #[test]
    fn lotteries_are_best((parties, points, d) in problems()) {
        let problem = Problem { points: &points, disagreement: &d };
        let ones = vec![1.0; parties];
        let gainers: Vec<usize> =
            (0..parties).filter(|&p| problem.ideal()[p] > d[p]).collect();
        if let Some(found) = nash_lottery(&problem, &ones) {
            let gains: Vec<f64> = gainers.iter().map(|&p| found.utilities[p] - d[p]).collect();
            let product: f64 = gains.iter().product();
            let best = problem.nash(&ones)[0];
            prop_assert!(product >= problem.nash_product(best, &ones) * (1.0 - 1e-9));
            for row in points.chunks_exact(parties) {
                let scores = gainers.iter().zip(&gains).map(|(&p, gain)| (row[p] - d[p]) / gain);
                let score: f64 = scores.sum::<f64>() / gainers.len() as f64;
                prop_assert!(score <= 1.0 + 1e-6, "{score}");
            }
            let total: f64 = found.draws.iter().map(|(_, p)| p).sum();
            prop_assert!((total - 1.0).abs() < 1e-12);
        } else {
            prop_assert!(gainers.is_empty());
        }
    }

    #[test]
    fn conflict_is_the_share_of_opposite_rankings(points in proptest::collection::vec([0u8..6, 0u8..6], 0..40)) {
        let points: Vec<[f64; 2]> = points.into_iter().map(|p| p.map(f64::from)).collect();
        let (mut different, mut opposite) = (0u32, 0u32);
        for (n, a) in points.iter().enumerate() {
            for b in &points[..n] {
                different += u32::from(a != b);
                opposite += u32::from((a[0] - b[0]) * (a[1] - b[1]) < 0.0);
            }
        }
        let known = (different > 0).then(|| f64::from(opposite) / f64::from(different));
        prop_assert_eq!(conflict(points), known);
    }

    /// The walk over packages agrees with looking at each alone, and the analysis with the walk.
    #[test]
    fn the_walk_sees_every_package_as_it_is(text in random::texts()) {
        let Some(scenario) = random::read(&text) else { return Ok(()) };
        let space = Space::new(&scenario);
        let Some(total) = count(&space).filter(|&n| n <= 3000) else { return Ok(()) };
        let draw = likeliest(&scenario);
        let mut search = Search::new();
        let valuations =
            Compiler::new(&scenario).compile_all(&scenario, &space, &draw, &mut search);
        let mut seen = 0;
        let mut wrong = Vec::new();
        let mut rows = Vec::new();
        Packages::new(&space, &valuations).visit(0..total, |visit| {
            // Those that break a limit are passed over.
            while seen < visit.index && !space.keeps_limits(&package(&space, seen)) {
                rows.push((Vec::new(), (0..valuations.len()).collect()));
                seen += 1;
            }
            let options = package(&space, visit.index);
            let alone: Vec<f64> = valuations.iter().map(|v| v.utility(&space, &options)).collect();
            let crosses = |party: &usize| valuations[*party].crosses(&space, &options);
            let crossed = (0..valuations.len()).filter(crosses).collect();
            if visit.index != seen
                || index(&space, &options) != seen
                || alone != visit.utilities
                || visit.crossed != crossed
                || visit.signatories != space.signatories(&options, space.start())
            {
                wrong.push(seen);
            }
            rows.push((alone, visit.crossed));
            seen += 1;
        });
        while seen < total && !space.keeps_limits(&package(&space, seen)) {
            rows.push((Vec::new(), (0..valuations.len()).collect()));
            seen += 1;
        }
        prop_assert_eq!((seen, wrong), (total, vec![]));
        let found = analyze(&scenario, &Settings::usual(&scenario));
        let parties = zopa::analysis::signers(&scenario);
        let allowed = |crossed: &zopa::model::PartySet| parties.iter().all(|&p| !crossed.contains(p));
        let rational = rows.iter().filter(|(utilities, crossed)| {
            allowed(crossed)
                && parties.iter().zip(&found.disagreement.utilities).all(|(&p, d)| utilities[p] >= *d)
        });
        prop_assert_eq!(found.rational, Some(rational.count() as u64));
        let pareto = found.pareto.expect("few packages");
        let dominates = |a: &[f64], b: &[f64]| {
            parties.iter().all(|&p| a[p] >= b[p]) && parties.iter().any(|&p| a[p] > b[p])
        };
        for &on in &pareto.indices {
            let row = &rows[on as usize].0;
            prop_assert!(!rows.iter().any(|(other, crossed)| allowed(crossed) && dominates(other, row)));
        }
    }
}
