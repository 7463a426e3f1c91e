//! Random additive domains: six issues of five options each, 15,625 packages, with uniform values and
//! weights and a reservation value of 0.2 for everybody.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;
use zopa::game::search::{Limits, Product, Search};
use zopa::model::Scenario;
use zopa::negotiate::{Setting, Talks};

const ISSUES: usize = 6;
const OPTIONS: usize = 5;
/// What no deal is worth to everybody.
pub const RESERVATION: f64 = 0.2;

/// A random domain under a protocol.
pub fn additive(seed: u64, parties: usize, protocol: &str, rounds: u32) -> Scenario {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut draw = || -> f64 { rng.random_range(0.0..1.0) };
    let mut text = String::from("name = \"Additive\"\n");
    let last = OPTIONS - 1;
    for issue in 0..ISSUES {
        let _ = writeln!(
            text,
            "[[issue]]\nid = \"i{issue}\"\nnumbers = {{ from = 0, to = {last}, step = 1 }}"
        );
    }
    for party in 0..parties {
        let _ = writeln!(
            text,
            "[[party]]\nid = \"p{party}\"\nreservation = {RESERVATION}"
        );
        for issue in 0..ISSUES {
            let weight = 0.1 + draw();
            let table: Vec<String> = (0..OPTIONS)
                .map(|option| format!("\"{option}\" = {}", draw()))
                .collect();
            let table = table.join(", ");
            let _ = writeln!(
                text,
                "[[party.interest]]\nissue = \"i{issue}\"\nweight = {weight}\nvalue = {{ table = {{ {table} }} }}"
            );
        }
    }
    let _ = write!(text, "[protocol]\n{protocol}\n[time]\nrounds = {rounds}\n");
    zopa::scenario::parse("additive.toml", text.as_bytes(), &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

/// Product of all parties' gains by the package that stands.
pub fn product(setting: &Setting<'_>, talks: &Talks) -> f64 {
    let parties = 0..talks.valuations.len();
    let gain = |p| (talks.utility(setting, p, &talks.current) - RESERVATION).max(0.0);
    parties.map(gain).product()
}

/// The largest product of all parties' gains.
pub fn nash_product(setting: &Setting<'_>, talks: &Talks) -> f64 {
    let mut search = Search::new();
    let space = &setting.space;
    search.begin(space, space.start(), |_| true);
    for valuation in &talks.valuations {
        search.add(valuation, RESERVATION);
    }
    let floors = vec![RESERVATION; talks.valuations.len()];
    let objective = Product { floors: &floors };
    assert!(search.maximise(space, &objective, f64::NEG_INFINITY, Limits::EXACT));
    zopa::math::exp(search.worth)
}
