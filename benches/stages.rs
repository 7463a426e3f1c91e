//! What each stage of a replication takes, on the first scenario and on 12 issues of 10 options: draw, compile,
//! play, tally; and Pareto frontiers. `engine.rs` times whole forecasts and single searches, `charts.rs` charts.
//! Every bench checks what it computes.

#[path = "support/generated.rs"]
mod generated;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use generated::Size;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;
use std::path::Path;
use zopa::analysis::{efficient_by_issues, frontier};
use zopa::game::search::Search;
use zopa::game::{Compiler, Draw, Space, Streams, Valuation};
use zopa::model::Scenario;
use zopa::negotiate::Setting;
use zopa::simulate::{Plays, Replicator, Tally};

fn scenarios() -> [(&'static str, Scenario); 2] {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/us-russia-2025-03-18.toml");
    let loaded = zopa::scenario::load(&file, &[]);
    let first = loaded
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario;
    let size = Size {
        issues: 12,
        options: 10,
        conditions: 5,
    };
    [
        ("us-russia", first),
        ("twelve-by-ten", generated::scenario(size)),
    ]
}

/// Replications per second that each stage would let through: draw and compile alone, then the whole
/// replication without and with its tally.
fn stages(c: &mut Criterion) {
    for (name, scenario) in scenarios() {
        let setting = Setting::new(&scenario);
        let streams = Streams::new(1);
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Elements(1));
        let mut run = 0;
        let mut next = move || {
            run += 1;
            run
        };
        let mut draw = Draw::default();
        group.bench_function("draw", |b| {
            b.iter(|| {
                draw.draw(&scenario, &streams, next());
                assert_eq!(black_box(&draw.inputs).len(), scenario.inputs.len());
            });
        });
        let mut search = Search::new();
        let mut made = vec![Valuation::default(); scenario.parties.len()];
        let (compiler, space) = (&setting.compiler, &setting.space);
        group.bench_function("compile", |b| {
            b.iter(|| {
                let uncertain = made
                    .iter_mut()
                    .enumerate()
                    .filter(|(p, _)| compiler.is_uncertain(*p));
                for (party, into) in uncertain {
                    compiler.compile(&scenario, space, party, &draw.inputs, &mut search, into);
                    assert!((0.0..=1.0).contains(&into.utility(space, space.start())));
                }
            });
        });
        let mut plays = Plays::new(&setting, 1);
        group.bench_function("replication", |b| {
            b.iter(|| {
                let run = next();
                assert_eq!(black_box(plays.row(run)).run, run);
            });
        });
        let mut replicator = Replicator::new(&setting, 1);
        let mut tally = Tally::new(&scenario);
        group.bench_function("replication and tally", |b| {
            b.iter(|| {
                let run = next();
                assert_eq!(black_box(replicator.count(run, &mut tally)).run, run);
            });
        });
        assert_eq!(tally.outcomes.iter().sum::<u64>(), tally.runs);
        group.bench_function("merge 256 replications", |b| {
            let mut block = Tally::new(&scenario);
            for run in 0..256 {
                replicator.count(run, &mut block);
            }
            let mut all = Tally::new(&scenario);
            b.iter(|| all.merge(block.clone()));
            assert_eq!(all.runs % 256, 0);
        });
        group.finish();
    }
}

/// Points per second of a frontier: random ones in two to five dimensions.
fn points(c: &mut Criterion) {
    let mut group = c.benchmark_group("frontier of random points");
    group.sample_size(10);
    for (points, dimensions) in [(100_000, 2), (100_000, 3), (100_000, 5)] {
        let mut rng = ChaCha8Rng::seed_from_u64(1);
        let drawn: Vec<f64> = (0..points * dimensions)
            .map(|_| rng.random_range(0.0..1.0))
            .collect();
        group.throughput(Throughput::Elements(points as u64));
        group.bench_function(format!("{points} in {dimensions} dimensions"), |b| {
            b.iter(|| {
                let found = frontier(black_box(&drawn), dimensions);
                assert!(!found.first.is_empty() && found.first.len() < points / 10);
            });
        });
    }
    group.finish();
}

/// The frontier of two parties over 12 issues of 10 options without conditions, 1e12 packages, issue by issue.
fn additive(c: &mut Criterion) {
    let scenario = generated::scenario(Size {
        issues: 12,
        options: 10,
        conditions: 0,
    });
    let space = Space::new(&scenario);
    let draw = Draw::medians(&scenario);
    let compiler = Compiler::new(&scenario);
    let valuations: Vec<Valuation> =
        compiler.compile_all(&scenario, &space, &draw, &mut Search::new());
    let mut group = c.benchmark_group("frontier issue by issue");
    group.sample_size(10);
    group.throughput(Throughput::Elements(1));
    group.bench_function("two parties, 1e12 packages", |b| {
        b.iter(|| {
            let found = efficient_by_issues(&space, black_box(&valuations), &[0, 1]);
            assert!(found.is_ok());
        });
    });
    group.finish();
}

criterion_group!(benches, stages, points, additive);
criterion_main!(benches);
