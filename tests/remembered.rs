//! Questions about packages that are remembered from other replications and scenarios: they change no row.

#[path = "support/random.rs"]
mod random;

use proptest::prelude::*;
use std::path::Path;
use zopa::game::search::Memo;
use zopa::model::Scenario;
use zopa::negotiate::Setting;
use zopa::scenario::{Override, load};
use zopa::simulate::{Plays, Row};

fn rows(scenario: &Scenario, runs: u64, mut memo: Option<&mut Memo>) -> Vec<Row> {
    let setting = Setting::new(scenario);
    let mut plays = Plays::new(&setting, 1);
    let row = |run| match &mut memo {
        Some(memo) => plays.row_remembering(run, memo),
        None => plays.row(run),
    };
    (0..runs).map(row).collect()
}

fn read(file: &str, changes: &[&str]) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let changes: Vec<Override> = changes.iter().map(|text| text.parse().unwrap()).collect();
    let loaded = load(&folder.join(file), &changes);
    loaded.unwrap_or_else(|wrong| panic!("{wrong}")).scenario
}

#[test]
fn a_changed_number_asks_mostly_what_was_asked_before() {
    let file = "us-russia-2025-03-18.toml";
    let mut memo = Memo::default();
    for cards in ["input.cards=-0.3", "input.cards=0.1"] {
        for aid in [0.3, 0.4, 0.5, 0.6] {
            let scenario = read(file, &[cards, &format!("input.aid_dependence={aid}")]);
            let remembered = rows(&scenario, 40, Some(&mut memo));
            assert_eq!(remembered, rows(&scenario, 40, None), "{cards} {aid}");
        }
    }
    // The first of the eight points has nothing to go by.
    assert!(memo.known() > 0.4, "{}", memo.known());
    memo.forget();
    assert_eq!(memo.known(), 0.0);
}

#[test]
fn scenarios_do_not_answer_for_each_other() {
    let files = [
        "us-russia-2025-03-18-common-table.toml",
        "house-price.toml",
        "labour-contract.toml",
        "budget-coalition.toml",
        "envoy.toml",
        "truce.toml",
    ];
    let mut memo = Memo::default();
    for round in 0..2 {
        for file in files {
            let scenario = read(file, &[]);
            let remembered = rows(&scenario, 30, Some(&mut memo));
            assert_eq!(remembered, rows(&scenario, 30, None), "{file} {round}");
        }
    }
    assert!(memo.known() >= 0.5, "{}", memo.known());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn random_scenarios_do_not_either(texts in prop::collection::vec(random::texts(), 2)) {
        let scenarios: Vec<Scenario> = texts.iter().filter_map(|text| random::read(text)).collect();
        let mut memo = Memo::default();
        for _ in 0..2 {
            for scenario in &scenarios {
                prop_assert_eq!(rows(scenario, 6, Some(&mut memo)), rows(scenario, 6, None));
            }
        }
    }
}
