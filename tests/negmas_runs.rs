//! NegMAS's own runs, offer for offer: every domain of the reference folder under all four pairings
//! of its negotiators, with both readings of the files.

#[path = "support/reference.rs"]
mod reference;

use serde_json::Value;
use std::path::Path;
use zopa::experiment::tournament::{Game, Seating, Settings, Stage, Tournament};
use zopa::import::Reading;
use zopa::model::Scenario;
use zopa::negotiate::arena::{Arena, Seat, Side};
use zopa::negotiate::strategy::Entrant;
use zopa::negotiate::strategy::negmas::{Micro, TimeDependent};

const PAIRINGS: [(&str, [&str; 2]); 4] = [
    ("boulware_conceder", ["negmas:boulware", "negmas:conceder"]),
    ("conceder_boulware", ["negmas:conceder", "negmas:boulware"]),
    ("linear", ["negmas:linear", "negmas:linear"]),
    ("micro", ["negmas:micro", "negmas:micro"]),
];

#[test]
fn agreements_utilities_and_rounds_are_those_of_negmas() {
    let Some(folder) = reference::folder() else {
        return;
    };
    let mut runs = 0;
    let mut offers = 0;
    for_each_domain(&folder, |id, word, scenario, answers| {
        let games = games(scenario);
        for (pairing, names) in PAIRINGS {
            let expected = &answers["sao"][pairing]["stable"];
            let seats: Vec<&str> = (0..scenario.parties.len()).map(|p| names[p % 2]).collect();
            let game = games.iter().find(|game| game.strategies == seats);
            let game = game.unwrap_or_else(|| panic!("{id} {word}: {seats:?}"));
            let told = format!("{id} {word} {pairing}: {game:?}");
            assert_eq!(game.index, expected["agreement_index"].as_u64(), "{told}");
            assert_eq!(
                Some(u64::from(game.round)),
                expected["rounds_run"].as_u64(),
                "{told}"
            );
            if let Some(utilities) = expected["utilities"].as_array() {
                let utilities: Vec<f64> = utilities.iter().filter_map(Value::as_f64).collect();
                assert_eq!(game.utilities, utilities, "{told}");
                let words = expected["agreement"].as_array().expect("words");
                let agreement = game.agreement.as_ref().expect("an agreement");
                assert!(agreement.values().eq(words), "{told}");
            }
            runs += 1;
        }
        let trace = folder.join("traces").join(format!("{id}.{word}.json"));
        if trace.exists() {
            offers += compare_offers(id, scenario, &reference::json(&trace));
        }
    });
    assert!(runs >= 90 && offers > 2000, "{runs} runs, {offers} offers");
    println!("{runs} runs and {offers} offers agree");
}

fn for_each_domain(folder: &Path, mut check: impl FnMut(&str, &str, &Scenario, &Value)) {
    let expected = reference::json(&folder.join("expected.json"));
    for (id, domain) in expected["domains"].as_object().expect("domains") {
        for (reading, word) in [(Reading::Genius, "genius"), (Reading::Negmas, "negmas")] {
            let answers = &domain[word];
            if answers["sao"].is_null() || id.contains("negolog") {
                continue;
            }
            let names = answers["names"].as_array().expect("names");
            let names: Vec<&str> = names.iter().filter_map(Value::as_str).collect();
            let scenario = reference::scenario(folder, id, reading, &names);
            check(id, word, &scenario, answers);
        }
    }
}

fn games(scenario: &Scenario) -> Vec<Game> {
    let names = ["boulware", "conceder", "linear", "micro"].map(|name| format!("negmas:{name}"));
    let entrants = names.map(|name| Entrant::named(&name).expect("a preset"));
    let settings = Settings {
        rounds: Some(100),
        runs: 1,
        seating: Seating::Pairs,
        seed: 1,
        threads: 0,
    };
    let scenarios = [scenario.clone()];
    let tournament = Tournament::new(&scenarios, &entrants, settings).expect("small enough");
    let mut games = Vec::new();
    let mut take = |game: &Game| {
        games.push(game.clone());
        Ok(())
    };
    tournament
        .play(0, &mut take, &mut |_| true)
        .unwrap_or_else(|error| panic!("{error}"));
    games
}

/// Compares every offer of a domain's traces; returns how many.
fn compare_offers(id: &str, scenario: &Scenario, traces: &Value) -> usize {
    let stage = Stage::fixed(scenario).expect("nothing uncertain");
    let packages = stage.packages.as_ref().expect("few packages");
    let sides: Vec<Side<'_>> = packages
        .tables
        .iter()
        .zip(&stage.reservations)
        .map(|(table, &reservation)| Side { table, reservation })
        .collect();
    let mut compared = 0;
    for (pairing, exponents) in [
        ("boulware_conceder", Some([4.0, 0.25])),
        ("conceder_boulware", Some([0.25, 4.0])),
        ("linear", Some([1.0, 1.0])),
        ("micro", None),
    ] {
        let Some(trace) = traces[pairing].as_array() else {
            continue;
        };
        let seat = |party: usize| match exponents {
            Some(pair) => Seat::TimeDependent(TimeDependent::new(pair[party % 2])),
            None => Seat::Micro(Micro::new()),
        };
        let seats = (0..sides.len()).map(seat).collect();
        let mut arena = Arena::new(&sides, &packages.numbering, seats, 100, 1);
        let mut offers = Vec::new();
        arena.play(0, |party, package| {
            offers.push(serde_json::json!([party, package]))
        });
        let differing = offers.iter().zip(trace).position(|(a, b)| a != b);
        assert_eq!(differing, None, "{id} {pairing}");
        assert_eq!(offers.len(), trace.len(), "{id} {pairing}");
        compared += offers.len();
    }
    compared
}
