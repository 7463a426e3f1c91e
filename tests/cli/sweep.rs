//! `zopa sweep`, `zopa merge`: what they print, and that nothing that stops them changes a byte.

use super::support::{Folder, Outcome};

pub const SWEEP: &str = "sweep talks.toml --vary time.rounds=4:12:3 --vary party.ada.patience=0.9,0.95 --runs 1100 --rows";

fn refused(outcome: &Outcome, code: i32, part: &str) {
    assert_eq!(outcome.code, code, "{outcome:?}");
    assert!(outcome.stderr.contains(part), "{part}: {}", outcome.stderr);
}

#[test]
fn one_axis_is_a_table_and_says_where_it_flips() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa("sweep talks.toml --vary time.rounds=2:10:5 --runs 400");
    insta::assert_snapshot!("one_axis", outcome.transcript());
    let dir = "output/talks/sweep-time-rounds-400-1";
    let names: Vec<String> = folder.tree(dir).into_keys().collect();
    insta::assert_snapshot!("files", names.join("\n"));
    let points = folder.read(&format!("{dir}/points.csv"));
    assert_eq!(points.lines().count(), 6);
    assert!(points.starts_with("point,time.rounds,runs,headline,clear,share."));
}

#[test]
fn two_axes_tell_where_each_outcome_is_commonest() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa(&format!("{SWEEP} --no-charts --refine"));
    insta::assert_snapshot!("two_axes", outcome.transcript());
}

#[test]
fn axes_are_told_apart_and_long_tables_say_what_they_leave_out() {
    let folder = Folder::with_starter();
    let of = |party: &str| format!("--vary party.{party}.interest.car.weight=1:5:2");
    let both = format!(
        "sweep talks.toml {} {} --runs 20 --no-charts",
        of("ada"),
        of("ben")
    );
    let outcome = folder.zopa(&both);
    let told = "party.ada.interest.car.weight 5, party.ben.interest.car.weight 1";
    assert!(outcome.stdout.contains(told), "{outcome:?}");
    let long = "sweep talks.toml --vary party.ada.patience=0.9:0.99:90 --runs 2 --no-charts";
    let outcome = folder.zopa(long);
    assert!(
        outcome
            .stdout
            .contains("one in 3 of 90 values; points.csv has all"),
        "{outcome:?}"
    );
}

#[test]
fn json_has_axes_and_points() {
    let folder = Folder::with_starter();
    let outcome = folder.zopa(
        "sweep talks.toml --vary time.rounds=4..12 --vary party.ada.patience=0.9..1 --vary \
         party.ben.patience=0.9..1 --design lhs --points 9 --runs 50 --json",
    );
    assert_eq!(outcome.code, 0, "{outcome:?}");
    let found = outcome.json();
    assert_eq!(found["axes"][0]["path"], "time.rounds");
    assert_eq!(found["axes"][1]["values"].as_array().map(Vec::len), Some(9));
    let points = found["points"].as_array().expect("points");
    assert_eq!(points.len(), 9);
    for point in points {
        assert_eq!(point["at"].as_array().map(Vec::len), Some(3));
        let rounds = point["at"][0].as_f64().expect("a number");
        assert_eq!(rounds.fract(), 0.0, "rounds are whole");
        let outcomes = point["outcomes"].as_array().expect("outcomes");
        let sum: f64 = outcomes.iter().filter_map(|o| o["share"].as_f64()).sum();
        assert!((sum - 1.0).abs() < 1e-12);
        for outcome in outcomes {
            let number = |key: &str| outcome[key].as_f64().expect("a number");
            assert!(number("low") <= number("share") && number("share") <= number("high"));
        }
    }
    assert_eq!(folder.names(), ["talks.toml"], "with --json no folder");
}

/// A point of a sweep is the forecast of the scenario so changed.
#[test]
fn a_point_is_the_forecast_of_the_changed_scenario() {
    let folder = Folder::with_starter();
    let sweep = folder.zopa("sweep talks.toml --vary time.rounds=4,9 --runs 700 --json --seed 5");
    let run = folder.zopa("run talks.toml --set time.rounds=9 --runs 700 --json --seed 5");
    let (sweep, run) = (sweep.json(), run.json());
    let point = sweep["points"][1]["outcomes"].as_array().expect("outcomes");
    let forecast = run["outcomes"].as_array().expect("outcomes");
    for outcome in forecast {
        let same = point.iter().find(|o| o["id"] == outcome["id"]);
        let same = same.unwrap_or_else(|| panic!("{outcome}"));
        assert_eq!(same["share"], outcome["share"], "{outcome}");
    }
}

#[test]
fn mistakes_are_told_and_nothing_is_played() {
    let folder = Folder::with_starter();
    for (arguments, code, part) in [
        ("", 2, "nothing is varied"),
        ("--vary time.rounds", 2, "has no `=`"),
        ("--vary time.rounds=5:5:3", 2, "empty range"),
        ("--vary time.rounds=5:9:0", 2, "no number of values"),
        (
            "--vary time.rounds=5:9:1000000000000",
            2,
            "no number of values",
        ),
        ("--vary time.rounds=NaN:9:3", 2, "not a finite number"),
        ("--vary time.rounds=5:10:3", 2, "takes whole numbers"),
        (
            "--vary time.round=5:9:3",
            3,
            "a similar path exists: `time.rounds`",
        ),
        ("--vary time.rounds=-5:5:3", 3, "rounds"),
        ("--vary time.rounds=5..9", 2, "a grid needs the values"),
        (
            "--vary time.rounds=5:9:3 --vary time.rounds=2,3",
            2,
            "is varied twice",
        ),
        (
            "--vary party.*.patience=0.9,0.95 --vary party.ada.patience=0.8,0.9",
            2,
            "reach the same number",
        ),
        (
            "--set time.rounds=7 --vary time.rounds=5:9:3",
            2,
            "both set and varied",
        ),
        (
            "--set party.ada.patience=0.5 --vary party.*.patience=0.9,0.95",
            2,
            "has no effect",
        ),
        (
            "--vary time.rounds=5:9:3 --runs 0",
            2,
            "a whole number from 1",
        ),
        (
            "--vary time.rounds=5:9:3 --runs 1000000000000",
            2,
            "a whole number from 1",
        ),
        (
            "--vary time.rounds=5:9:3 --runs 9000000000",
            2,
            "are more than",
        ),
        (
            "--vary time.rounds=5:9:3 --outcome no_dael",
            2,
            "a similar one exists: `no_deal`",
        ),
        (
            "--vary time.rounds=5:9:3 --points 4",
            2,
            "does not go with a grid",
        ),
        (
            "--vary time.rounds=5:9:3 --shard 9/8",
            2,
            "a shard is written i/n",
        ),
        (
            "--vary time.rounds=5:9:3 --shard 1/8 --refine",
            2,
            "does not go with `--shard`",
        ),
        (
            "--vary time.rounds=5:9:3 --resume",
            2,
            "nothing to go on with",
        ),
        (
            "--vary time.rounds=2:4001:4000 --vary party.ada.patience=0.1:0.9:100",
            2,
            "400000 points are more",
        ),
    ] {
        refused(
            &folder.zopa(&format!("sweep talks.toml {arguments}")),
            code,
            part,
        );
        assert_eq!(folder.names(), ["talks.toml"], "{arguments}");
    }
    // All mistakes at once.
    let outcome = folder.zopa("sweep talks.toml --vary a --vary time.rounds=1:1:2");
    assert_eq!(outcome.stderr.matches("error: ").count(), 2, "{outcome:?}");
}

#[test]
fn a_scenario_carries_its_sweep() {
    let folder = Folder::with_starter();
    let table = "\n[sweep]\nvary = [\"time.rounds=4:12:3\"]\nruns = 300\n";
    folder.write("study.toml", &(folder.read("talks.toml") + table));
    let carried = folder.zopa("sweep study.toml --json");
    let asked = folder.zopa("sweep talks.toml --vary time.rounds=4:12:3 --runs 300 --json");
    let (mut carried, mut asked) = (carried.json(), asked.json());
    carried["scenario"]["id"] = "".into();
    asked["scenario"]["id"] = "".into();
    assert_eq!(
        carried, asked,
        "the table changes neither results nor the hash"
    );
    let at_its_end = folder.zopa("check study.toml --set time.rounds=5");
    assert_eq!(at_its_end.code, 0, "{at_its_end:?}");
    for (vary, wrong) in [
        ("time.rounds=0,8", "`rounds` must be between 1 and 100000"),
        ("time.rounds=8:0:2", "--> a point of the sweep:1:21"),
        ("party.ada.patience=\"x\",0.5", "error"),
    ] {
        let table = format!("\n[sweep]\nvary = ['{vary}']\n");
        folder.write("wrong.toml", &(folder.read("talks.toml") + &table));
        refused(&folder.zopa("check wrong.toml"), 3, wrong);
    }
}

#[test]
fn threads_change_no_byte() {
    let folder = Folder::with_starter();
    for threads in [1, 2, 5] {
        let outcome = folder.zopa(&format!("{SWEEP} --threads {threads} --out t{threads}"));
        assert_eq!(outcome.code, 0, "{outcome:?}");
    }
    assert!(folder.tree("t1") == folder.tree("t2"));
    assert!(folder.tree("t1") == folder.tree("t5"));
}

#[test]
fn eight_parts_joined_are_one_run() {
    let folder = Folder::with_starter();
    assert_eq!(folder.zopa(&format!("{SWEEP} --out whole")).code, 0);
    for part in 1..=8 {
        let outcome = folder.zopa(&format!("{SWEEP} --shard {part}/8 --out part{part}"));
        assert_eq!(outcome.code, 0, "{outcome:?}");
    }
    let missing = folder.zopa("merge part1 part3 part2 part2 part4 part5 part6 part8 --out joined");
    refused(&missing, 1, "part 7/8 is missing");
    refused(&missing, 1, "are all part 2/8");
    assert!(!folder.path("joined").exists());
    let outcome = folder.zopa("merge part8 part1 part3 part2 part4 part5 part6 part7 --out joined");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(folder.tree("joined") == folder.tree("whole"));
    // Parts of another study, a whole one, and what is no study at all.
    let other = folder.zopa(&format!("{SWEEP} --seed 2 --shard 1/8 --out other"));
    assert_eq!(other.code, 0, "{other:?}");
    let outcome = folder.zopa("merge other part2 whole talks.toml --out no");
    for part in [
        "no parts of the same study",
        "holds a whole study",
        "is no part of a study",
    ] {
        refused(&outcome, 1, part);
    }
    assert!(!folder.path("no").exists());
}

#[test]
fn a_changed_scenario_is_not_taken_up() {
    let folder = Folder::with_starter();
    let stopped = folder.zopa(&format!("{SWEEP} --out there"));
    assert_eq!(stopped.code, 0, "{stopped:?}");
    let before = folder.tree("there");
    let changed = folder
        .read("talks.toml")
        .replacen("patience = 0.9", "patience = 0.8", 1);
    assert_ne!(changed, folder.read("talks.toml"));
    folder.write("talks.toml", &changed);
    let outcome = folder.zopa(&format!("{SWEEP} --out there --resume"));
    refused(&outcome, 1, "holds another result");
    assert!(folder.tree("there") == before, "nothing is lost");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_loses_nothing_that_was_played() {
    let folder = Folder::with_starter();
    assert_eq!(folder.zopa(&format!("{SWEEP} --out whole")).code, 0);
    let full = folder.on_a_full_disk(&format!("{SWEEP} --out there"));
    refused(&full, 1, "cannot write");
    let outcome = folder.zopa(&format!("{SWEEP} --out there --resume"));
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stderr.contains("played before"), "{outcome:?}");
    assert!(folder.tree("there") == folder.tree("whole"));
}

#[test]
#[cfg(unix)]
fn ctrl_c_keeps_what_was_played() {
    let command = "sweep talks.toml --vary time.rounds=4:12:3 --runs 100000000";
    let outcome = Folder::with_starter().interrupted(command, "pieces.jsonl");
    assert_eq!(outcome.code, 130, "{outcome:?}");
    assert!(outcome.stderr.contains("`--resume` goes on"), "{outcome:?}");
}

#[test]
fn a_saved_sweep_is_drawn_again() {
    let folder = Folder::with_starter();
    assert_eq!(folder.zopa(&format!("{SWEEP} --out there")).code, 0);
    let before = folder.tree("there");
    std::fs::remove_file(folder.path("there/sweep.png")).expect("removed");
    let outcome = folder.zopa("plot there");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(folder.tree("there") == before);
    assert_eq!(folder.zopa("plot there --format svg").code, 0);
    assert!(folder.read("there/manifest.json").contains("\"sweep.svg\""));
    let broken = folder
        .read("there/sweep.json")
        .replacen("\"focus\": ", "\"focus\": 9", 1);
    folder.write("there/sweep.json", &broken);
    refused(&folder.zopa("plot there"), 1, "do not fit each other");
}
