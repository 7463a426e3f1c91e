//! What a round costs under each protocol, on the budget among five parties, or, of those that are between
//! two, on a price; and how often a single negotiating text ends near the Nash solution. Prints the tables,
//! and checks them.

#[path = "../tests/support/domains.rs"]
mod domains;
#[path = "../tests/support/protocols.rs"]
mod protocols;

use domains::{additive, nash_product, product};
use protocols::{PROTOCOLS, budget};
use std::time::Instant;
use zopa::model::Scenario;
use zopa::negotiate::{Player, Setting};
use zopa::stats::wilson;

/// Most that a round may cost, as a multiple of alternating offers.
const MOST: f64 = 3.0;
const RUNS: u64 = 200;
const REPEATS: usize = 5;
/// Random domains per row of the second table.
const DOMAINS: u64 = 400;
/// How close to the largest product of gains is near.
const NEAR: f64 = 0.95;

fn main() {
    let budgets: Vec<_> = PROTOCOLS.iter().map(budget).collect();
    rounds("the budget among five", &budgets);
    let prices = ["alternating_offers", "attrition", "double_auction"].map(price);
    rounds("a price between two", &prices);
    neighbourhood();
}

/// Seconds and rounds of so many replications.
fn play(setting: &Setting<'_>) -> (f64, u64) {
    let mut player = Player::new(setting, 1);
    let start = Instant::now();
    let rounds = (0..RUNS).map(|run| u64::from(player.play(run, &mut ()).rounds));
    let rounds = rounds.sum();
    (start.elapsed().as_secs_f64(), rounds)
}

/// A seller and a buyer, each with a limit of its own, over a price.
fn price(kind: &str) -> Scenario {
    let party = |id: &str, way: &str| {
        format!(
            "[[party]]\nid = \"{id}\"\nreservation = {{ uniform = [0.2, 0.4] }}\ninterest = [{{ issue = \"price\", weight = 1, value = {{ linear = \"{way}\" }} }}]\nstrategy = {{ bidding = \"boulware\" }}\n"
        )
    };
    let text = format!(
        "name = \"Price\"\n[[issue]]\nid = \"price\"\nnumbers = {{ from = 0, to = 1000, step = 1 }}\n{}{}[protocol]\nkind = \"{kind}\"\n[time]\nrounds = 50\n",
        party("seller", "rising"),
        party("buyer", "falling")
    );
    zopa::scenario::parse("price.toml", text.as_bytes(), &[])
        .unwrap_or_else(|problems| panic!("{kind}: {problems}"))
        .scenario
}

/// Prints what a round costs in each scenario, and holds it against the first.
fn rounds(what: &str, scenarios: &[Scenario]) {
    println!("{what}");
    println!("protocol                   microseconds per round   to alternating offers   rounds");
    let settings: Vec<Setting<'_>> = scenarios.iter().map(Setting::new).collect();
    let mut best = vec![f64::INFINITY; settings.len()];
    let mut rounds = vec![0; settings.len()];
    // In turn, and the best of several: other work on the machine slows all alike.
    for _ in 0..REPEATS {
        for (n, setting) in settings.iter().enumerate() {
            let (seconds, played) = play(setting);
            rounds[n] = played;
            best[n] = best[n].min(seconds / played as f64);
        }
    }
    for (n, scenario) in scenarios.iter().enumerate() {
        let multiple = best[n] / best[0];
        let mean = rounds[n] as f64 / RUNS as f64;
        let micros = 1e6 * best[n];
        let kind = scenario.protocol.id();
        println!("{kind:<26} {micros:>22.1}   {multiple:>21.2}   {mean:>6.1}");
        assert!(multiple <= MOST, "{kind}: {multiple} times");
    }
    println!();
}

fn neighbourhood() {
    println!(
        "Share of {DOMAINS} random domains where the text ends within 5% of the Nash product, and the mean share of that product"
    );
    println!("parties   rounds   changes touch   votes weigh");
    for parties in [2, 3] {
        for rounds in [20, 100] {
            for changes in [1, 2] {
                for weigh in ["proportion", "difference"] {
                    row(parties, rounds, changes, weigh);
                }
            }
        }
    }
}

fn row(parties: usize, rounds: u32, changes: u32, weigh: &str) {
    let protocol = format!("kind = \"single_text\"\nchanges = {changes}\nweigh = \"{weigh}\"");
    let (mut near, mut sum) = (0, 0.0);
    for seed in 0..DOMAINS {
        let scenario = additive(seed, parties, &protocol, rounds);
        let setting = Setting::new(&scenario);
        let mut player = Player::new(&setting, 1);
        player.play(seed, &mut ());
        let talks = &player.talks;
        let agreed = talks.deal_round.map_or(0.0, |_| product(&setting, talks));
        let share = agreed / nash_product(&setting, talks);
        assert!(share <= 1.0 + 1e-9, "{seed}: {share} of the largest");
        near += u64::from(share >= NEAR);
        sum += share;
    }
    let (low, high) = wilson(near, DOMAINS);
    let rate = near as f64 / DOMAINS as f64;
    let [rate, low, high] = [rate, low, high].map(|x| 100.0 * x);
    let mean = sum / DOMAINS as f64;
    println!(
        "{parties:>7}   {rounds:>6}   {changes:>5} at most   {weigh:<11}   {rate:>3.0} in 100 ({low:.0} to {high:.0})   {mean:.3}"
    );
    // What a text that nobody revises would reach by chance is far below.
    assert!(rate > 10.0, "{rate} in 100");
}
