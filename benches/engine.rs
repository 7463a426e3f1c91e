//! How many replications a core plays per second, and what single searches cost. Every bench
//! checks what it computes: a fast wrong answer is no result.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use zopa::game::search::{Scope, Search, best, closest_above, zone_package};
use zopa::game::{Compiler, Draw, Space, Streams};
use zopa::model::Scenario;
use zopa::simulate::forecast::Forecast;
use zopa::simulate::{Runs, Settings, run};

fn scenario(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    zopa::scenario::load(&folder.join(name), &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

fn forecast(scenario: &Scenario, runs: u64) -> Forecast {
    let settings = Settings {
        seed: 1,
        runs: Runs::Fixed(runs),
        threads: 1,
    };
    run(scenario, &settings, None, &mut |_| true)
        .unwrap_or_else(|error| panic!("{error:?}"))
        .forecast
}

/// Replications per second of one thread, start-up and charts' material included.
fn replications(c: &mut Criterion) {
    let mut group = c.benchmark_group("replications");
    group.sample_size(10);
    type Case = (&'static str, u64, fn(&Forecast));
    let cases: [Case; 2] = [
        ("split-the-pie.toml", 200_000, |found| {
            // Backward induction on thousandths of the pie gives the first speaker 51.9.
            assert_eq!(found.packages[0].options, ["51.9"]);
            assert_eq!(found.packages[0].share, 1.0);
        }),
        ("us-russia-2025-03-18.toml", 2_000, |found| {
            let sum: f64 = found.outcomes.iter().map(|outcome| outcome.share).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{sum}");
            assert_eq!(found.runs, 2_000);
        }),
    ];
    for (name, runs, check) in cases {
        let scenario = scenario(name);
        group.throughput(Throughput::Elements(runs));
        group.bench_function(name.trim_end_matches(".toml"), |b| {
            b.iter(|| check(&forecast(black_box(&scenario), runs)));
        });
    }
    group.finish();
}

/// Single questions on the largest shipped scenario.
fn searches(c: &mut Criterion) {
    let scenario = scenario("us-russia-2025-03-18.toml");
    let space = Space::new(&scenario);
    let mut search = Search::new();
    let mut draw = Draw::default();
    draw.draw(&scenario, &Streams::new(1), 0);
    let valuations = Compiler::new(&scenario).compile_all(&scenario, &space, &draw, &mut search);
    let reservations: Vec<f64> = (0..valuations.len())
        .map(|p| Compiler::reservation(&scenario, &space, p, &draw.inputs, &valuations[p]))
        .collect();
    let open = vec![true; space.issues()];
    let scope = Scope {
        current: space.start(),
        open: &open,
        signatories: (0..valuations.len()).collect(),
    };
    let mut group = c.benchmark_group("search");
    group.throughput(Throughput::Elements(1));
    group.bench_function("best", |b| {
        b.iter(|| {
            let found = best(&space, &valuations[0], black_box(&scope), &mut search);
            assert!(
                found.is_some_and(|u| !valuations[0].crosses(&space, &search.best) && u <= 1.0)
            );
        });
    });
    group.bench_function("closest_above", |b| {
        let target = best(&space, &valuations[0], &scope, &mut search).map_or(0.0, |u| 0.7 * u);
        b.iter(|| {
            let valuation = &valuations[0];
            let found = closest_above(&space, valuation, &scope, target, 0.01, &mut search);
            assert!(found.is_some_and(|u| u >= target));
        });
    });
    group.bench_function("zone_package", |b| {
        let none = vec![0.0; valuations.len()];
        assert!(zone_package(
            &space,
            &valuations,
            &none,
            space.start(),
            &mut search
        ));
        b.iter_batched(
            || (),
            |()| {
                zone_package(
                    &space,
                    &valuations,
                    &reservations,
                    space.start(),
                    &mut search,
                )
            },
            BatchSize::SmallInput,
        );
    });
    group.finish();
}

criterion_group!(benches, replications, searches);
criterion_main!(benches);
