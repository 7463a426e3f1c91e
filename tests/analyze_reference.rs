//! Analyses of other people's negotiations against the numbers that NegMAS 0.16.0 computes on them.
//!
//! Read from `saop/` in the folder that the environment variable `ZOPA_REFERENCE` names; without it, the
//! tests are skipped with a note.
//!
//! NegMAS takes the frontier of the rational outcomes and one outcome per distinct point of it (which
//! of several equal ones depends on its sort), measures gains from the reservation value or the
//! party's worst outcome, whichever is higher, and counts all points within 1e-12 of the best as ties.
//! zopa lists every package of a tie. NegMAS's `ks` follows a rule of its own (the least spread of
//! normalised gains) and is not compared.

#[path = "support/reference.rs"]
mod reference;

use reference::scenario;
use serde_json::Value;
use std::collections::BTreeSet;
use zopa::analysis::findings::{Analysis, Solution};
use zopa::analysis::{Settings, TooLarge, analyze};
use zopa::import::Reading;

fn words(list: &Value) -> Vec<&str> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

fn indices(list: &Value) -> BTreeSet<u64> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|x| x.as_u64().or_else(|| x["index"].as_u64()))
        .collect()
}

#[test]
fn frontiers_and_solutions_agree() {
    let Some(folder) = reference::folder() else {
        return;
    };
    let expected = reference::json(&folder.join("expected.json"));
    let mut readings = 0;
    for (id, domain) in expected["domains"].as_object().expect("domains") {
        for (word, reading) in [("genius", Reading::Genius), ("negmas", Reading::Negmas)] {
            let Some(known) = domain
                .get(word)
                .filter(|known| known["n_outcomes"].is_u64())
            else {
                continue;
            };
            let scenario = scenario(&folder, id, reading, &words(&known["names"]));
            let start = std::time::Instant::now();
            let found = analyze(&scenario, &Settings::usual(&scenario));
            println!("{id} {word}: {:?}", start.elapsed());
            compare(&format!("{id} {word}"), &found, known);
            readings += 1;
        }
    }
    assert!(readings >= 20, "{readings} readings");
}

fn compare(id: &str, found: &Analysis, known: &Value) {
    assert_eq!(
        Some(found.packages.0 as u64),
        known["n_outcomes"].as_u64(),
        "{id}"
    );
    assert_eq!(found.rational, known["n_rational"].as_u64(), "{id}");
    let pareto = found.pareto.as_ref().expect("all packages were looked at");
    let size = |key: &str| known[key].as_u64().map(|n| n as usize);
    assert_eq!(
        Some(pareto.size),
        size("pareto_size_distinct_points"),
        "{id}"
    );
    assert_eq!(
        pareto.packages,
        known["pareto_size_outcomes_incl_duplicates"].as_u64(),
        "{id}"
    );
    let all: BTreeSet<u64> = pareto.indices.iter().copied().collect();
    assert!(all.is_superset(&indices(&known["pareto_indices"])), "{id}");
    for (name, key, solutions) in [
        ("Nash", "nash", &found.nash),
        ("egalitarian", "kalai_egalitarian", &found.egalitarian),
        ("utilitarian", "max_welfare", &found.utilitarian),
    ] {
        let ours: BTreeSet<u64> = solutions.iter().map(|s| s.index).collect();
        let theirs = indices(&known[key]);
        assert!(
            ours.is_superset(&theirs),
            "{id}: {name} {ours:?}, not {theirs:?}"
        );
        let count = known[&format!("{key}_count")].as_u64().unwrap_or(0);
        assert_eq!(points(solutions), count as usize, "{id}: {name} {ours:?}");
        for solution in known[key].as_array().into_iter().flatten() {
            let index = solution["index"].as_u64();
            let ours = solutions
                .iter()
                .find(|s| Some(s.index) == index)
                .expect("found above");
            let theirs = solution["utilities"].as_array().into_iter().flatten();
            for (u, known) in ours.utilities.iter().zip(theirs) {
                let known = known.as_f64().expect("a utility");
                assert!(
                    (u - known).abs() <= 1e-9 * known.abs().max(1.0),
                    "{id}: {name}"
                );
            }
        }
    }
}

/// Number of distinct points among tied packages.
fn points(solutions: &[Solution]) -> usize {
    let distinct: BTreeSet<Vec<u64>> = solutions
        .iter()
        .map(|s| s.utilities.iter().map(|u| u.to_bits()).collect())
        .collect();
    distinct.len()
}

#[test]
fn what_is_too_large_to_look_at_is_said_to_be() {
    let Some(folder) = reference::folder() else {
        return;
    };
    let names = ["profile-1", "profile-2"];
    let scenario = scenario(
        &folder,
        "14_anac2014_10issues_dfrv",
        Reading::Genius,
        &names,
    );
    let found = analyze(&scenario, &Settings::usual(&scenario));
    assert_eq!(found.packages.0, scenario.packages());
    assert!(!found.enumerated && found.pareto.is_none() && found.rational.is_none());
    assert!(found.nash.is_empty());
    assert_eq!(found.not_computed.as_deref(), Some(TooLarge::Tied.reason()));
}
