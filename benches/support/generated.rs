//! Negotiations of any size: so many issues of so many options between three parties with uncertain weights
//! and no-deal values, some of whose demands tie two issues together.
//!
//! Weights vary by 30% to either side, conditions are red lines in 20 to 60 of 100 replications, and
//! each party plays Boulware for 20 rounds against beliefs by frequency. The same size is the same file.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::fmt::Write;
use zopa::model::Scenario;

const PARTIES: [&str; 3] = ["north", "south", "west"];

/// Issues, options of each, and conditions over pairs of issues.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub issues: usize,
    pub options: usize,
    pub conditions: usize,
}

/// A scenario of this size.
pub fn scenario(size: Size) -> Scenario {
    let loaded = zopa::scenario::parse("generated.toml", toml(size).as_bytes(), &[]);
    loaded
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

/// The file of a scenario of this size.
pub fn toml(size: Size) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut text = format!(
        "name = \"{} issues of {} options\"\n",
        size.issues, size.options
    );
    for issue in 0..size.issues {
        let options: Vec<String> = (0..size.options).map(|n| format!("\"o{n}\"")).collect();
        let options = options.join(", ");
        add(
            &mut text,
            format_args!(
                "\n[[issue]]\nid = \"i{issue}\"\noptions = [{options}]\nstatus_quo = \"o0\""
            ),
        );
    }
    for (party, name) in PARTIES.iter().enumerate() {
        add(
            &mut text,
            format_args!(
                "\n[[party]]\nid = \"{name}\"\nreservation_over_status_quo = {{ uniform = [0.0, 0.1] }}"
            ),
        );
        for issue in 0..size.issues {
            interest(&mut text, &mut rng, issue, size.options);
        }
        for condition in (0..size.conditions).filter(|c| c % PARTIES.len() == party) {
            self::condition(&mut text, &mut rng, condition, size);
        }
        let strategy = "bidding = \"boulware\"\nacceptance = \"next\"\nmodel = \"frequency\"";
        add(&mut text, format_args!("[[party.strategy]]\n{strategy}"));
    }
    text + "\n[protocol]\nkind = \"alternating_offers\"\nafter_deal = \"stop\"\n\
        \n[time]\nrounds = 20\n\
        \n[[outcome]]\nid = \"deal\"\nname = \"A deal\"\nwhen = { deal = true }\n"
}

fn add(text: &mut String, lines: std::fmt::Arguments<'_>) {
    let _ = writeln!(text, "{lines}");
}

fn interest(text: &mut String, rng: &mut ChaCha8Rng, issue: usize, options: usize) {
    let weight: f64 = rng.random_range(2.0..10.0);
    let [low, high] = [0.7, 1.3].map(|factor| weight * factor);
    let worth: Vec<String> = (0..options)
        .map(|option| format!("o{option} = {:.2}", rng.random_range(0.0..1.0)))
        .collect();
    let worth = worth.join(", ");
    add(
        text,
        format_args!(
            "[[party.interest]]\nissue = \"i{issue}\"\nweight = {{ uniform = [{low:.2}, {high:.2}] }}\n\
             value = {{ table = {{ {worth} }} }}"
        ),
    );
}

/// If one issue ends in one half of its options, another is to end in one half of its own.
fn condition(text: &mut String, rng: &mut ChaCha8Rng, condition: usize, size: Size) {
    let [if_this, then_that] = [2 * condition, 2 * condition + 1].map(|n| n % size.issues);
    let mut half = || {
        let mut names: Vec<String> = (0..size.options).map(|n| format!("\"o{n}\"")).collect();
        while names.len() > size.options.div_ceil(2) {
            names.remove(rng.random_range(0..names.len()));
        }
        names.join(", ")
    };
    let (when, require) = (half(), half());
    add(
        text,
        format_args!(
            "[[party.condition]]\nid = \"c{condition}\"\nsaid = \"If this, then that\"\nsource = \"Made up\"\n\
             when = {{ issue = \"i{if_this}\", one_of = [{when}] }}\n\
             require = {{ issue = \"i{then_that}\", one_of = [{require}] }}\n\
             weight = 4\nfirmness = {{ uniform = [0.2, 0.6] }}"
        ),
    );
}
