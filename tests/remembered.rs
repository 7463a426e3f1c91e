//! Questions about packages that are remembered from other replications and scenarios: they change no row.

#[path = "../benches/support/generated.rs"]
#[allow(dead_code)] // Benches read its scenario themselves.
mod generated;
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

/// The number moves no-deal values alone, and with them what parties ask for: an answer holds for many of its values, more
/// of them where those come first that ask for less.
#[test]
fn an_answer_holds_as_far_as_its_package_reaches() {
    let file = "us-russia-2025-03-18.toml";
    let cards = (0..16).map(|n| format!("input.cards={}", f64::from(n) * 0.09 - 0.5));
    let cards: Vec<String> = cards.collect();
    let scenarios: Vec<Scenario> = cards.iter().map(|cards| read(file, &[cards])).collect();
    let alone: Vec<Vec<Row>> = scenarios.iter().map(|s| rows(s, 12, None)).collect();
    let known = [false, true].map(|backward| {
        let mut memo = Memo::default();
        let mut order: Vec<usize> = (0..scenarios.len()).collect();
        if backward {
            order.reverse();
        }
        for n in order {
            assert_eq!(
                rows(&scenarios[n], 12, Some(&mut memo)),
                alone[n],
                "{n} {backward}"
            );
        }
        memo.known()
    });
    assert!(known[0] > 0.6 && known[1] > 0.75, "{known:?}");
}

/// Where searches may end before they have found the best, answers hang on how they went: only the same ones are known.
#[test]
fn a_trillion_packages_are_remembered_too() {
    let size = generated::Size {
        issues: 12,
        options: 10,
        conditions: 5,
    };
    let text = generated::toml(size);
    let mut memo = Memo::default();
    for patience in ["1.0", "0.999", "0.998"] {
        let changes = [format!("party.north.patience={patience}").parse().unwrap()];
        let loaded = zopa::scenario::parse("generated.toml", text.as_bytes(), &changes);
        let scenario = loaded.unwrap_or_else(|wrong| panic!("{wrong}")).scenario;
        let remembered = rows(&scenario, 8, Some(&mut memo));
        assert_eq!(remembered, rows(&scenario, 8, None), "{patience}");
    }
    assert!(memo.known() > 0.6, "{}", memo.known());
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
