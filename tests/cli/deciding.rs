//! `zopa sensitivity` and `zopa discover`: what they print, and that nothing that stops them changes a byte.

use super::support::{Folder, Outcome};
use std::fs;

pub const QUICK: &str =
    "sensitivity talks.toml --runs 1000 --moves 100 --trajectories 20 --samples 256";

fn refused(outcome: &Outcome, code: i32, part: &str) {
    assert_eq!(outcome.code, code, "{outcome:?}");
    assert!(outcome.stderr.contains(part), "{part}: {}", outcome.stderr);
}

#[test]
fn inputs_are_told_by_what_they_move() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa(QUICK);
    insta::assert_snapshot!("sensitivity", outcome.transcript());
    let dir = "output/talks/sensitivity-headline-1";
    let names: Vec<String> = folder.tree(dir).into_keys().collect();
    insta::assert_snapshot!("sensitivity_files", names.join("\n"));
    let inputs = folder.read(&format!("{dir}/inputs.csv"));
    assert!(inputs.starts_with("path,name,unit,interacts,low,high,effect"));
    let only = folder.zopa(
        "sensitivity talks.toml --runs 1000 --moves 0 --trajectories 0 --samples 0 --output day",
    );
    insta::assert_snapshot!("given_data_alone", only.transcript());
}

#[test]
fn json_has_an_output_and_inputs_with_intervals() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa(&format!("{QUICK} --output utility.ada --json"));
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let found = outcome.json();
    assert_eq!(found["output"], "utility.ada");
    let inputs = found["inputs"].as_array().expect("inputs");
    assert!(!inputs.is_empty());
    let mut before = f64::INFINITY;
    for input in inputs {
        let number = |of: &serde_json::Value| of.as_f64().expect("a number");
        assert!(number(&input["low"]) <= number(&input["high"]));
        let effect = number(&input["effect"]);
        assert!(effect.abs() <= before, "the most important first");
        before = effect.abs();
        for index in ["s1", "st", "given"] {
            let [value, low, high] = ["value", "low", "high"].map(|key| number(&input[index][key]));
            assert!(low <= high && value.is_finite(), "{input}");
        }
        assert!(number(&input["mu_star"]) >= 0.0);
    }
    assert_eq!(folder.names(), ["talks.toml"], "with --json no folder");
}

/// What an input decides alone, it decides to the last run: from none to all, and not beyond.
#[test]
fn shares_at_both_ends_of_an_input_are_shares() {
    let folder = Folder::new();
    folder.zopa("init talks.toml --from take-it-or-leave-it");
    let command =
        "sensitivity talks.toml --runs 1000 --moves 50 --trajectories 10 --samples 64 --json";
    let found = folder.zopa(command).json();
    let number = |of: &serde_json::Value| of.as_f64().expect("a number");
    let unmoved = number(&found["unmoved"]);
    assert!(unmoved > 0.0 && unmoved < 1.0);
    let input = &found["inputs"][0];
    let [low, high] = ["at_low", "at_high"].map(|end| &input[end]);
    assert_eq!([number(&low["value"]), number(&high["value"])], [0.0, 1.0]);
    assert_eq!(number(&input["effect"]), 1.0);
    for end in [low, high] {
        let range = [number(&end["low"]), number(&end["high"])];
        assert!(range[0] >= 0.0 && range[1] <= 1.0, "{range:?}");
    }
}

#[test]
fn a_density_that_is_there_already_takes_no_region() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa("discover talks.toml --runs 1000 --density 0.5");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let said = outcome.stdout.replace('\n', " ");
    let told = "no less than the 50 in 100 asked for: it takes no region to get there";
    assert!(said.contains(told), "{said}");
    let words = folder.read("output/talks/discover-headline-1/peeling.txt");
    assert!(
        words.contains("in 100 anyway, no less than the 50 asked for"),
        "{words}"
    );
}

#[test]
fn the_region_of_an_outcome_is_told_in_a_sentence() {
    let folder = Folder::new();
    assert_eq!(
        folder
            .zopa("init talks.toml --from take-it-or-leave-it")
            .code,
        0
    );
    let command = "discover talks.toml --outcome no_deal --runs 2000";
    let outcome = folder.zopa(command);
    insta::assert_snapshot!("discover", outcome.transcript());
    let found = folder.zopa(&format!("{command} --json")).json();
    let region = &found["box"];
    assert!(
        region["density"]["low"].as_f64() > found["base"]["high"].as_f64(),
        "{found}"
    );
    assert!(region["limits"][0]["path"].is_string());
    assert_eq!(found["trajectory"][0]["coverage"], 1.0);
    let dense =
        folder.zopa("discover talks.toml --outcome no_deal --runs 2000 --density 1 --seed 3");
    assert_eq!(dense.code, 0, "{dense:?}");
}

/// Stopped in the middle of a line, taken up again, with another number of threads: the same bytes.
#[test]
fn what_was_stopped_goes_on_to_the_same_bytes() {
    for (command, blocks) in [(QUICK, 10), ("discover talks.toml --runs 700", 7)] {
        let folder = Folder::with_starter();
        let whole = folder.zopa(&format!("{command} --out whole --threads 1"));
        assert_eq!(whole.code, 0, "{whole:?}");
        let lines = folder.read("whole/blocks.jsonl");
        assert!(lines.lines().count() > blocks, "{}", lines.lines().count());
        fs::create_dir(folder.path("part")).expect("a folder");
        folder.write("part/recipe.json", &folder.read("whole/recipe.json"));
        for cut in [0, 1, 1000, lines.len() / 2, lines.len() - 1, lines.len()] {
            folder.write("part/blocks.jsonl", &lines[..cut]);
            let _ = fs::remove_file(folder.path("part/manifest.json"));
            let again = folder.zopa(&format!("{command} --out part --resume --threads 2"));
            assert_eq!(again.code, 0, "{again:?}");
            assert_eq!(folder.tree("part"), folder.tree("whole"), "cut at {cut}");
        }
        folder.write("part/blocks.jsonl", "[1.0]\n");
        let _ = fs::remove_file(folder.path("part/manifest.json"));
        let damaged = folder.zopa(&format!("{command} --out part --resume"));
        refused(&damaged, 1, "no block of this experiment");
        let other = folder.zopa(&format!("{command} --out part --resume --seed 2"));
        refused(&other, 1, "seed 1 there, 2 now");
        let changed = folder.zopa(&format!(
            "{command} --out part --resume --set time.rounds=5"
        ));
        refused(&changed, 1, "there");
    }
}

#[test]
fn mistakes_are_told_and_nothing_is_played() {
    let folder = Folder::with_starter();
    for (arguments, part) in [
        (
            "sensitivity talks.toml --output no_deall",
            "`outcome.no_deal`",
        ),
        (
            "sensitivity talks.toml --output utility.bem",
            "`utility.ben`",
        ),
        ("sensitivity talks.toml --output nan", "no output `nan`"),
        ("sensitivity talks.toml --runs 0", "from 200 to 1000000"),
        (
            "sensitivity talks.toml --runs 1000000000000",
            "from 200 to 1000000",
        ),
        (
            "sensitivity talks.toml --moves 1",
            "0, or a whole number from 2",
        ),
        ("sensitivity talks.toml --moves 900 --runs 500", "has fewer"),
        (
            "sensitivity talks.toml --samples nan",
            "0, or a whole number",
        ),
        (
            "sensitivity talks.toml --trajectories=-1",
            "0, or a whole number",
        ),
        ("sensitivity talks.toml --json --resume", "needs the folder"),
        ("sensitivity talks.toml --resume", "nothing to go on with"),
        ("discover talks.toml --outcome no-deal", "`no_deal`"),
        ("discover talks.toml --outcome x", "no outcome class `x`"),
        ("discover talks.toml --density nan", "a number from 0 to 1"),
        ("discover talks.toml --peel 0", "a number from 0.005 to 0.3"),
        ("discover talks.toml --runs 0", "from 200"),
    ] {
        let outcome = folder.zopa(arguments);
        refused(&outcome, 2, part);
    }
    assert_eq!(folder.names(), ["talks.toml"], "nothing was written");
    assert_eq!(folder.zopa("init pie.toml --from split-the-pie").code, 0);
    for command in ["sensitivity", "discover"] {
        let sure = folder.zopa(&format!("{command} pie.toml --json"));
        refused(&sure, 1, "no input of this scenario is uncertain");
        let wrong = folder.zopa(&format!("{command} talks.toml --set time.rounds=nan"));
        assert_eq!(wrong.code, 3, "{wrong:?}");
    }
    let never = folder.zopa("sensitivity talks.toml --output other --json --runs 300");
    refused(&never, 1, "the output is 0 in all of 300 replications");
}
