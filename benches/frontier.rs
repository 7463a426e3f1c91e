//! What exact Pareto frontiers cost: of a list of points, and of spaces too large to list. Every bench
//! checks what it computes: a fast wrong answer is no result.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;
use std::hint::black_box;
use zopa::analysis::{efficient_by_issues, frontier, likeliest, signers};
use zopa::game::search::Search;
use zopa::game::{Compiler, Space, Valuation};

/// Points spread evenly over the unit cube.
fn cloud(points: usize, dimensions: usize) -> Vec<f64> {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let numbers = 0..points * dimensions;
    numbers.map(|_| rng.random_range(0.0..1.0)).collect()
}

fn lists(c: &mut Criterion) {
    let mut group = c.benchmark_group("listed");
    group.sample_size(20);
    for (points, dimensions, known) in &[] as &[(usize,usize,usize)] { let (points,dimensions,known)=(*points,*dimensions,*known);}
    for (points, dimensions, known) in [(100_000, 3, 0), (240_000, 5, 0)] {
        let cloud = cloud(points, dimensions);
        let found = frontier(&cloud, dimensions).first.len();
        println!("{points} points in {dimensions} dimensions: {found} on the frontier");
        let _ = known;
        group.throughput(Throughput::Elements(points as u64));
        group.bench_function(format!("{points}_points_{dimensions}_dimensions"), |b| {
            b.iter(|| assert_eq!(frontier(black_box(&cloud), dimensions).first.len(), found));
        });
    }
    group.finish();
}

/// How the parties of a large space see its options.
#[derive(Clone, Copy, PartialEq)]
enum Values {
    /// Each option is worth what chance gives it.
    Random,
    /// One party wants the last option of each issue, the other the first.
    Opposed,
    /// What an option is worth to one party, it lacks for the other, but for chance so large.
    Contrary(f64),
}

/// Two parties over 12 issues of 10 options each, with so many conditions over pairs of issues each.
fn large(seed: u64, values: Values, conditions: usize) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut text = String::from("name = \"Large\"\n");
    for issue in 0..12 {
        let options: Vec<String> = (0..10).map(|o| format!("\"o{o}\"")).collect();
        let options = options.join(", ");
        let _ = writeln!(text, "[[issue]]\nid = \"i{issue}\"\noptions = [{options}]");
    }
    let weights: Vec<f64> = (0..12).map(|_| rng.random_range(0.2..1.0)).collect();
    let first: Vec<f64> = (0..120).map(|_| rng.random_range(0.0..0.7)).collect();
    for party in 0..2 {
        let _ = writeln!(text, "[[party]]\nid = \"p{party}\"\nreservation = 0.3\ninterest = [");
        for issue in 0..12 {
            let own: f64 = rng.random_range(0.2..1.0);
            let weight = match values {
                Values::Contrary(_) => weights[issue],
                _ => own,
            };
            let _ = write!(text, "{{ issue = \"i{issue}\", weight = {weight:.4}, value = {{ table = {{ ");
            for option in 0..10usize {
                let value = match (values, party) {
                    (Values::Random, _) => rng.random_range(0.0..1.0),
                    (Values::Opposed, 0) => option as f64 / 9.0,
                    (Values::Contrary(_), 0) => first[issue * 10 + option],
                    (Values::Contrary(chance), _) => {
                        1.0 - first[issue * 10 + option] + rng.random_range(0.0..chance)
                    }
                    (Values::Opposed, _) => (9 - option) as f64 / 9.0,
                };
                let _ = write!(text, "{}o{option} = {value:.6}", if option > 0 { ", " } else { "" });
            }
            text.push_str(" } } },\n");
        }
        text.push_str("]\n");
        for condition in 0..conditions {
            let (a, b) = ((5 * condition + party) % 12, (7 * condition + 3 + party) % 12);
            let (x, y) = (rng.random_range(0..10), rng.random_range(0..10));
            let _ = writeln!(
                text,
                "[[party.condition]]\nid = \"c{condition}\"\nsaid = \"so\"\nweight = 0.3\nfirmness = 0\nrequire = {{ any = [{{ issue = \"i{a}\", is = \"o{x}\" }}, {{ issue = \"i{b}\", is = \"o{y}\" }}] }}"
            );
        }
    }
    text.push_str("[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 10\n");
    text
}

fn spaces(c: &mut Criterion) {
    let mut group = c.benchmark_group("by_issues");
    group.sample_size(10);
    for (name, values, conditions) in [
        ("random", Values::Random, 0),
        ("opposed", Values::Opposed, 0),
        ("contrary_0.3", Values::Contrary(0.3), 0),
        ("contrary_0.1", Values::Contrary(0.1), 0),
        ("contrary_0.03", Values::Contrary(0.03), 0),
        ("contrary_0.01", Values::Contrary(0.01), 0),
        ("opposed_five_conditions", Values::Opposed, 5),
        ("random_five_conditions", Values::Random, 5),
    ] {
        let text = large(1, values, conditions);
        std::fs::write(format!("/tmp/papers/{name}.toml"), &text).unwrap();
        let scenario = zopa::scenario::parse("large.toml", text.as_bytes(), &[])
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario;
        let space = Space::new(&scenario);
        let draw = likeliest(&scenario);
        let valuations: Vec<Valuation> =
            Compiler::new(&scenario).compile_all(&scenario, &space, &draw, &mut Search::new());
        let parties = signers(&scenario);
        let t = std::time::Instant::now();
        match efficient_by_issues(&space, &valuations, &parties) {
            Ok(found) => println!("{name}: {} {:?}", found.first.len(), t.elapsed()),
            Err(e) => println!("{name}: {e:?} {:?}", t.elapsed()),
        }
    }
    let _ = &mut group;
    group.finish();
}

criterion_group!(benches, spaces, lists);
criterion_main!(benches);
