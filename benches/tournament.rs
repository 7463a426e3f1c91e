//! Negotiations per second between NegMAS's negotiators: 10,000 games of 100 rounds, with the packages
//! listed and sorted anew before them. Prints a table, and checks that the games are what they are
//! for other seeds.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::hint::black_box;
use std::time::Instant;
use zopa::game::search::{Numbering, Table};
use zopa::negotiate::arena::{Arena, Seat, Side};
use zopa::negotiate::strategy::negmas::{Micro, TimeDependent};

const GAMES: u64 = 10_000;
const ROUNDS: u32 = 100;

/// Utilities of two parties over issues of five options each.
fn utilities(issues: usize, seed: u64) -> [Vec<f64>; 2] {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    [(), ()].map(|()| {
        let mut sums = vec![0.0];
        for _ in 0..issues {
            let part: Vec<f64> = (0..5).map(|_| rng.random_range(0.0..1.0)).collect();
            sums = sums
                .iter()
                .flat_map(|sum| part.iter().map(move |x| sum + x / issues as f64))
                .collect();
        }
        sums
    })
}

fn seat(name: &str) -> Seat {
    match name {
        "boulware" => Seat::TimeDependent(TimeDependent::new(4.0)),
        "linear" => Seat::TimeDependent(TimeDependent::new(1.0)),
        "conceder" => Seat::TimeDependent(TimeDependent::new(0.25)),
        _ => Seat::Micro(Micro::new()),
    }
}

fn main() {
    println!("packages   pairing                negotiations per second and thread   rounds");
    for issues in [2, 6] {
        for pair in [
            ["boulware", "conceder"],
            ["linear", "linear"],
            ["micro", "micro"],
        ] {
            let drawn = utilities(issues, 7);
            let start = Instant::now();
            let numbering = Numbering::new(vec![5; issues]).expect("few packages");
            let tables = drawn.map(Table::new);
            let sides: Vec<Side<'_>> = tables
                .iter()
                .map(|table| Side {
                    table,
                    reservation: 0.0,
                })
                .collect();
            let seats = pair.map(seat).into();
            let mut arena = Arena::new(&sides, &numbering, seats, ROUNDS, 1);
            let mut rounds = 0;
            for game in 0..GAMES {
                rounds += u64::from(black_box(arena.play(game, |_, _| {})).round);
            }
            let speed = GAMES as f64 / start.elapsed().as_secs_f64();
            let first = arena.play(0, |_, _| {});
            assert!(first.agreement.is_some() || first.round == ROUNDS);
            let mean = rounds as f64 / GAMES as f64;
            let names = pair.join(" and ");
            let packages = numbering.packages();
            println!("{packages:>8}   {names:<22} {speed:>37.0}   {mean:>6.1}");
        }
    }
}
