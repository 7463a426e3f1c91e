//! Many negotiations of one domain between strategies that go by lists of packages, as fast as they can be
//! played: the file is read, the packages are listed, and 10,000 negotiations are played, so many times
//! over. `benches/against_negmas.py` takes the time of it.
//!
//! ```text
//! cargo run --release --example many_negotiations -- scenarios/labour-contract.toml negmas:boulware,negmas:conceder 20
//! ```
//!
//! Where there are more parties than strategies, they take turns. Prints how the last negotiation ended, as JSON.

use std::error::Error;
use std::path::Path;
use zopa::experiment::tournament::Stage;
use zopa::negotiate::arena::{Arena, Result as Ending, Seat, Side};
use zopa::negotiate::strategy::{Entrant, Way};

/// Negotiations per set-up.
const NEGOTIATIONS: u64 = 10_000;
/// Rounds until the deadline.
const ROUNDS: u32 = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, strategies, times] = &arguments[..] else {
        return Err("usage: many_negotiations FILE STRATEGY,STRATEGY TIMES".into());
    };
    let mut last = None;
    for _ in 0..times.parse::<u64>()? {
        last = Some(play(Path::new(file), strategies)?);
    }
    let (ending, rounds) = last.ok_or("nothing was played")?;
    println!(
        "{}",
        serde_json::json!({ "index": ending.agreement, "round": ending.round, "rounds": rounds })
    );
    Ok(())
}

/// All of it once: how the last negotiation ended, and how many rounds were played.
fn play(file: &Path, strategies: &str) -> Result<(Ending, u64), Box<dyn Error>> {
    let scenario = zopa::scenario::load(file, &[])?.scenario;
    let stage = Stage::fixed(&scenario).ok_or("the domain is uncertain")?;
    let packages = stage.packages.as_ref().ok_or("too many packages to list")?;
    let sides: Vec<Side<'_>> = packages
        .tables
        .iter()
        .zip(&stage.reservations)
        .map(|(table, &reservation)| Side { table, reservation })
        .collect();
    let names: Vec<&str> = strategies.split(',').collect();
    let seats = names
        .iter()
        .cycle()
        .take(sides.len())
        .map(|name| seat(name));
    let seats = seats.collect::<Result<_, _>>()?;
    let mut arena = Arena::new(&sides, &packages.numbering, seats, ROUNDS, 1);
    let mut rounds = 0;
    let mut last = None;
    for game in 0..NEGOTIATIONS {
        let ending = arena.play(game, |_, _| {});
        rounds += u64::from(ending.round);
        last = Some(ending);
    }
    Ok((last.ok_or("nothing was played")?, rounds))
}

fn seat(name: &str) -> Result<Seat, Box<dyn Error>> {
    match Entrant::named(name)?.way {
        Way::Seated(make) => Ok(make()),
        Way::Composed(_) => Err(format!("`{name}` does not go by lists").into()),
    }
}
