//! What exact Pareto frontiers cost: of a list of points, and of spaces of a million million packages,
//! which nobody could list. Every bench checks the size of what it computes: a fast wrong answer is no
//! result.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;
use std::hint::black_box;
use zopa::analysis::{efficient_by_issues, frontier, likeliest, signers};
use zopa::game::search::Search;
use zopa::game::{Compiler, Space};

const ISSUES: usize = 12;
const OPTIONS: usize = 10;

/// Points spread evenly over the unit cube.
fn cloud(points: usize, dimensions: usize) -> Vec<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let numbers = 0..points * dimensions;
    numbers.map(|_| rng.random_range(0.0..1.0)).collect()
}

fn lists(c: &mut Criterion) {
    let mut group = c.benchmark_group("frontier_of_a_list");
    group.sample_size(20);
    for (points, dimensions, size) in [(100_000, 3, 77), (240_000, 5, 1220)] {
        let cloud = cloud(points, dimensions);
        group.throughput(Throughput::Elements(points as u64));
        group.bench_function(format!("{points}_points_{dimensions}_dimensions"), |b| {
            b.iter(|| assert_eq!(frontier(black_box(&cloud), dimensions).first.len(), size));
        });
    }
    group.finish();
}

/// How the parties of a large space see its options.
#[derive(Clone, Copy)]
enum Values {
    /// Each option is worth what chance gives it.
    Random,
    /// The first party wants the last option of each issue, the second the first one.
    Opposed,
    /// What an option is worth to the first party, it lacks for the second, but for a share of chance;
    /// issues weigh the same for both.
    Contrary(f64),
}

/// Parties over 12 issues of 10 options each, with so many conditions over pairs of issues each.
fn large(parties: usize, values: Values, conditions: usize) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let mut text = String::from("name = \"Large\"\n");
    for issue in 0..ISSUES {
        let options: Vec<String> = (0..OPTIONS).map(|o| format!("\"o{o}\"")).collect();
        let options = options.join(", ");
        let _ = writeln!(text, "[[issue]]\nid = \"i{issue}\"\noptions = [{options}]");
    }
    let weights: Vec<f64> = (0..ISSUES).map(|_| rng.random_range(0.2..1.0)).collect();
    let first: Vec<f64> = (0..ISSUES * OPTIONS)
        .map(|_| rng.random_range(0.0..1.0))
        .collect();
    for party in 0..parties {
        let _ = writeln!(text, "[[party]]\nid = \"p{party}\"\nreservation = 0.3");
        for issue in 0..ISSUES {
            let weight = match values {
                Values::Contrary(_) => weights[issue],
                _ => rng.random_range(0.2..1.0),
            };
            let mut value = |option: usize| {
                let chance: f64 = rng.random_range(0.0..1.0);
                let theirs = first[issue * OPTIONS + option];
                let place = option as f64 / (OPTIONS - 1) as f64;
                match (values, party) {
                    (Values::Opposed, 0) => place,
                    (Values::Opposed, 1) => 1.0 - place,
                    (Values::Contrary(_), 0) => theirs,
                    (Values::Contrary(share), 1) => (1.0 - theirs) * (1.0 - share) + chance * share,
                    _ => chance,
                }
            };
            let table: Vec<String> = (0..OPTIONS)
                .map(|option| format!("o{option} = {:.6}", value(option)))
                .collect();
            let table = table.join(", ");
            let _ = writeln!(
                text,
                "[[party.interest]]\nissue = \"i{issue}\"\nweight = {weight:.4}\nvalue = {{ table = {{ {table} }} }}"
            );
        }
        for condition in 0..conditions {
            let a = (5 * condition + party) % ISSUES;
            let b = (7 * condition + 3 + party) % ISSUES;
            let (x, y) = (rng.random_range(0..OPTIONS), rng.random_range(0..OPTIONS));
            let _ = writeln!(
                text,
                "[[party.condition]]\nid = \"c{condition}\"\nsaid = \"So\"\nsource = \"Nobody\"\nweight = 0.3\nfirmness = 0\nrequire = {{ any = [{{ issue = \"i{a}\", is = \"o{x}\" }}, {{ issue = \"i{b}\", is = \"o{y}\" }}] }}"
            );
        }
    }
    text + "[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 10\n"
}

fn spaces(c: &mut Criterion) {
    let mut group = c.benchmark_group("frontier_of_1e12_packages");
    group.sample_size(10);
    for (name, parties, values, conditions, size) in [
        ("two_parties_random", 2, Values::Random, 0, 102),
        ("two_parties_opposed", 2, Values::Opposed, 0, 697),
        ("two_parties_contrary", 2, Values::Contrary(0.01), 0, 10_867),
        (
            "two_parties_nearly_zero_sum",
            2,
            Values::Contrary(0.001),
            0,
            79_159,
        ),
        (
            "two_parties_contrary_ten_conditions",
            2,
            Values::Contrary(0.01),
            5,
            1_614,
        ),
        ("three_parties_random", 3, Values::Random, 0, 2_448),
        (
            "three_parties_contrary",
            3,
            Values::Contrary(0.3),
            0,
            12_518,
        ),
    ] {
        let text = large(parties, values, conditions);
        let scenario = zopa::scenario::parse("large.toml", text.as_bytes(), &[])
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario;
        let space = Space::new(&scenario);
        let draw = likeliest(&scenario);
        let compiler = Compiler::new(&scenario);
        let valuations = compiler.compile_all(&scenario, &space, &draw, &mut Search::new());
        let parties = signers(&scenario);
        group.bench_function(name, |b| {
            b.iter(|| {
                let found = efficient_by_issues(&space, black_box(&valuations), &parties);
                assert_eq!(found.map(|found| found.first.len()), Ok(size));
            });
        });
    }
    group.finish();
}

criterion_group!(benches, spaces, lists);
criterion_main!(benches);
