//! What `zopa run` and `zopa replay` say.

use crate::support::Folder;
use serde_json::Value;

const RUNS: &str = "run talks.toml --runs 300 --no-charts";

#[test]
fn a_forecast_in_json_adds_up() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa(&format!("{RUNS} --json"));
    let forecast = outcome.json();
    let outcomes = forecast["outcomes"].as_array().expect("a list");
    let sum: f64 = outcomes.iter().filter_map(|o| o["share"].as_f64()).sum();
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    let counted: u64 = outcomes.iter().filter_map(|o| o["count"].as_u64()).sum();
    assert_eq!(counted, 300);
    let ids: Vec<&str> = outcomes.iter().filter_map(|o| o["id"].as_str()).collect();
    assert_eq!(ids, ["sold_with_tyres", "sold", "no_deal", "other"]);
    assert_eq!(forecast["runs"], 300);
    assert_eq!(forecast["seed"], 1);
    for key in [
        "zopa",
        "scenario",
        "issues",
        "conditions",
        "parties",
        "timing",
        "clauses",
    ] {
        assert!(!forecast[key].is_null(), "{key}");
    }
    assert_eq!(
        outcome.stdout,
        folder.read("output/talks/300-1/summary.json")
    );
}

#[test]
fn the_table_has_a_line_per_outcome() {
    let folder = Folder::with_starter();
    let text = folder.zopa(RUNS).stdout;
    for expected in [
        "A used car · 2 parties · 4 issues · 588 packages · 3 uncertain inputs",
        "Outcome",
        "in 100",
        "sampling ±",
        "median day",
        "who gains most",
        "expect:",
        "wrote output/talks/300-1/ (report.md, summary.json)",
        "next: zopa replay talks.toml --run ",
    ] {
        assert!(
            text.contains(expected),
            "`{expected}` is missing in\n{text}"
        );
    }
    assert!(
        text.lines().all(|line| line.chars().count() <= 110),
        "{text}"
    );
}

#[test]
fn seeds_matter_and_threads_do_not() {
    let folder = Folder::with_starter();
    let run = |more: &str| folder.zopa(&format!("{RUNS} --json {more}")).stdout;
    let first = run("--out one --threads 1");
    assert_eq!(first, run("--out two --threads 2"));
    assert_ne!(first, run("--out three --seed 2"));
    let (one, two) = (folder.tree("one"), folder.tree("two"));
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        two.keys().collect::<Vec<_>>()
    );
    for (file, bytes) in &one {
        assert!(
            two[file] == *bytes,
            "`{file}` differs between one thread and two"
        );
    }
}

#[test]
fn an_expectation_that_fails_ends_with_4() {
    let folder = Folder::with_starter();
    let text = folder.read("talks.toml").replace(
        "at_most = 0.6",
        "at_most = 0.6\n\n[[expect]]\noutcome = \"other\"\nat_least = 0.99",
    );
    folder.write("hopes.toml", &text);
    let outcome = folder.zopa("run hopes.toml --runs 100 --no-charts");
    assert_eq!(outcome.code, 4);
    assert!(outcome.stdout.contains("✗ expect: "), "{}", outcome.stdout);
    assert!(
        folder.path("output/hopes/100-1/summary.json").exists(),
        "the result is kept"
    );
    assert_eq!(
        folder.zopa("run hopes.toml --runs 100 --json --quiet").code,
        4
    );
}

#[test]
fn quiet_says_nothing() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa(&format!("{RUNS} --quiet"));
    assert_eq!(
        (
            outcome.code,
            outcome.stdout.as_str(),
            outcome.stderr.as_str()
        ),
        (0, "", "")
    );
    let outcome = folder.zopa(&format!("{RUNS} --quiet --json"));
    assert_eq!(outcome.stderr, "");
    assert_eq!(outcome.json()["runs"], 300);
}

#[test]
fn a_replay_ends_as_its_row_did() {
    let folder = Folder::with_starter();
    assert_eq!(folder.zopa(&format!("{RUNS} --rows --seed 5")).code, 0);
    let rows = folder.read("output/talks/300-5/rows.csv");
    let mut reader = csv::Reader::from_reader(rows.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 300);
    for run in [0, 1, 63, 64, 299] {
        assert_eq!(rows[run][0], run.to_string(), "rows come in order");
        let told = folder
            .zopa(&format!("replay talks.toml --run {run} --seed 5 --json"))
            .json();
        let row: Vec<(&str, &Value)> = header
            .iter()
            .map(|name| (name, &told["row"][name]))
            .collect();
        for ((name, value), field) in row.iter().zip(&rows[run]) {
            assert_eq!(value.as_str(), Some(field), "run {run}, {name}");
        }
    }
}

#[test]
fn a_replay_is_a_story() {
    let folder = Folder::with_starter();
    let story = folder.zopa("replay talks.toml --run 3");
    assert_eq!(story.code, 0);
    for expected in [
        "A used car",
        "run 3 of seed 1",
        "Round 1 · day 1",
        "How it ended",
        "Ada",
        "Ben",
    ] {
        assert!(
            story.stdout.contains(expected),
            "{expected}: {}",
            story.stdout
        );
    }
}

#[test]
fn changes_reach_the_scenario_and_the_commands_that_follow() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa(&format!("{RUNS} --set party.ada.patience=0.9 --seed 3"));
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let next = outcome
        .stdout
        .lines()
        .find(|line| line.starts_with("next: "))
        .expect("a next step");
    assert!(
        next.contains("--seed 3 --set party.ada.patience=0.9"),
        "{next}"
    );
    let report = folder.read("output/talks/300-3/report.md");
    assert!(
        report.contains("zopa run talks.toml --runs 300 --seed 3 --set party.ada.patience=0.9")
    );
    assert!(
        folder
            .read("output/talks/300-3/manifest.json")
            .contains("party.ada.patience=0.9")
    );
    let wrong = folder.zopa("run talks.toml --set party.ada.patiense=0.9");
    assert_eq!(wrong.code, 3, "{}", wrong.stderr);
}

#[test]
fn the_stopping_rule_names_its_folder() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa("run talks.toml --runs auto --no-charts");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let manifest: Value =
        serde_json::from_str(&folder.read("output/talks/auto-1/manifest.json")).expect("JSON");
    assert_eq!(manifest["runs"], "auto");
    assert!(manifest["replications"].as_u64().is_some_and(|n| n > 0));
}
