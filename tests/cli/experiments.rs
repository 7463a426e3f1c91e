//! `zopa compare`, `zopa levers` and expectations about changes: what they print and write, and what they
//! say of wrong input.

use crate::support::{Folder, Outcome};
use serde_json::Value;

const RUNS: &str = "--runs 400";

/// Runs the program and wants it to succeed.
fn done(folder: &Folder, arguments: &str) -> Outcome {
    let outcome = folder.zopa(arguments);
    assert_eq!(outcome.code, 0, "zopa {arguments}: {outcome:?}");
    outcome
}

#[test]
fn a_change_is_compared_run_by_run() {
    let folder = Folder::with_starter();
    let arguments = format!("compare talks.toml --with party.ben.patience=0.8 {RUNS}");
    let outcome = done(&folder, &arguments);
    insta::assert_snapshot!(outcome.transcript());
    let tree = folder.tree("output/compare/talks/400-1");
    let names: Vec<&str> = tree.keys().map(String::as_str).collect();
    let expected = [
        "blocks.jsonl",
        "charts/compare.csv",
        "charts/compare.png",
        "charts/compare.txt",
        "compare.json",
        "differences.csv",
        "differences.parquet",
        "manifest.json",
        "recipe.json",
    ];
    assert_eq!(names, expected);
    let alt = String::from_utf8_lossy(&tree["charts/compare.txt"]).into_owned();
    insta::assert_snapshot!("compare_alt", alt);
    // The same again gives the same bytes, and so does another number of threads.
    done(&folder, &format!("{arguments} --threads 1"));
    assert_eq!(folder.tree("output/compare/talks/400-1"), tree);
    // Another change is another result, and refused in its place.
    let other = folder.zopa(&format!(
        "compare talks.toml --with party.ben.patience=0.7 {RUNS}"
    ));
    insta::assert_snapshot!("compare_of_another_change", other.transcript());
}

#[test]
fn a_change_that_is_named_twice_is_tried_once() {
    let folder = Folder::with_starter();
    let of = "levers talks.toml --party ada --outcome sold --screen 20 --runs 20 --keep 1 --json";
    let found = done(
        &folder,
        &format!("{of} --also time.rounds=30 --also time.rounds=30"),
    )
    .json();
    let tried = found["levers"]["levers"].as_array().expect("a list");
    let named = tried
        .iter()
        .filter(|lever| lever["set"][0] == "time.rounds=30");
    assert_eq!(named.count(), 1, "{found}");
}

/// Utilities of a party that wants something else are another measure.
#[test]
fn utilities_on_two_scales_are_said_to_be() {
    let folder = Folder::with_starter();
    let said = |with: &str| {
        let outcome = done(
            &folder,
            &format!("compare talks.toml {with} --runs 20 --no-charts --force"),
        );
        outcome.stdout.replace('\n', " ")
    };
    let told = "are on two scales, and their difference is neither gain nor loss";
    let one = said("--with party.ada.interest.car.weight=5");
    assert!(
        one.contains("What Ada wants is") && one.contains(told),
        "{one}"
    );
    let both =
        said("--with party.ada.interest.car.weight=5 --with party.ben.interest.car.weight=5");
    assert!(both.contains("What Ada and Ben want is"), "{both}");
    assert!(!said("--with party.ben.patience=0.8").contains("scales"));
}

#[test]
fn nothing_changes_where_nothing_is_changed() {
    let folder = Folder::with_starter();
    let found = done(
        &folder,
        &format!("compare talks.toml talks.toml {RUNS} --json"),
    )
    .json();
    assert_eq!(found["paired"], true);
    assert_eq!(found["changes"], Value::Array(Vec::new()));
    for outcome in found["outcomes"].as_array().expect("a list") {
        assert_eq!(outcome["difference"]["value"], 0.0, "{outcome}");
        assert_eq!(outcome["pairs"]["only_a"], 0, "{outcome}");
    }
    assert_eq!(folder.names(), ["talks.toml"], "with --json no files");
}

#[test]
fn results_are_compared_by_their_rows_as_the_scenarios_are() {
    let folder = Folder::with_starter();
    done(
        &folder,
        &format!("run talks.toml {RUNS} --rows --no-charts --out a"),
    );
    let set = "--set party.ben.patience=0.8";
    done(
        &folder,
        &format!("run talks.toml {RUNS} --rows --no-charts {set} --out b"),
    );
    let played = done(
        &folder,
        &format!("compare talks.toml --with party.ben.patience=0.8 {RUNS} --json"),
    );
    let (played, read) = (played.json(), done(&folder, "compare a b --json").json());
    for part in ["paired", "outcomes", "moves"] {
        assert_eq!(played[part], read[part], "{part}");
    }
    let days = [&played, &read].map(|found| found["day"]["difference"]["low"].as_f64());
    assert_eq!(days[0], days[1]);
    let change = &read["changes"][0];
    assert_eq!(change["path"], "party.ben.patience");
    assert_eq!((&change["a"], &change["b"]), (&Value::Null, &"0.8".into()));
    // Without rows, they are two samples that have nothing to do with each other.
    std::fs::remove_file(folder.path("b/rows.csv")).expect("there");
    let apart = done(&folder, "compare a b --json").json();
    assert_eq!(apart["paired"], false);
    let width = |found: &Value, k: usize| {
        let end = |end: &str| {
            found["outcomes"][k]["difference"][end]
                .as_f64()
                .expect("a number")
        };
        end("high") - end("low")
    };
    for k in 0..3 {
        assert_eq!(
            apart["outcomes"][k]["difference"]["value"],
            read["outcomes"][k]["difference"]["value"]
        );
        assert!(width(&apart, k) > width(&read, k), "{k}");
    }
    insta::assert_snapshot!(
        "compare_of_results",
        done(&folder, "compare a b").transcript()
    );
    // A result of another version is compared, with a warning.
    let summary = folder.read("b/summary.json");
    folder.write(
        "b/summary.json",
        &summary.replace("\"zopa\": \"", "\"zopa\": \"9."),
    );
    let warned = done(&folder, "compare a b --out other");
    assert!(warned.stderr.contains("may be the program's"), "{warned:?}");
}

#[test]
fn what_cannot_be_compared_is_said() {
    let folder = Folder::with_starter();
    done(
        &folder,
        &format!("run talks.toml {RUNS} --rows --no-charts --out a"),
    );
    done(
        &folder,
        &format!("run talks.toml {RUNS} --rows --no-charts --out b"),
    );
    folder.write("empty/note.txt", "nothing to see");
    let rows = folder.read("b/rows.csv");
    folder.write(
        "b/rows.csv",
        &rows
            .replacen("no_deal", "no_such_class", 1)
            .replace(",sold,", ",sld,"),
    );
    let transcripts: Vec<String> = [
        ("compare talks.toml", 2),
        ("compare talks.toml a", 2),
        ("compare a b --set time.rounds=3", 2),
        (
            "compare talks.toml --with party.ben.patience=0.8 --runs 1",
            2,
        ),
        (
            "compare talks.toml --with party.ben.patience=0.8 --runs auto",
            2,
        ),
        ("compare talks.toml --with party.ben.patence=0.8", 3),
        ("compare talks.toml gone.toml", 3),
        ("compare a empty", 1),
        ("compare a gone", 2),
        ("compare a b", 1),
    ]
    .iter()
    .map(|(arguments, code)| {
        let outcome = folder.zopa(arguments);
        assert_eq!(outcome.code, *code, "zopa {arguments}: {outcome:?}");
        assert_eq!(outcome.stdout, "", "zopa {arguments}");
        format!("$ zopa {arguments}\n{}", outcome.stderr)
    })
    .collect();
    insta::assert_snapshot!(transcripts.join("\n"));
}

/// The starter with an expectation about a change.
fn expecting(folder: &Folder, expectation: &str) {
    let text = folder.read("talks.toml");
    folder.write(
        "trend.toml",
        &format!("{text}\n[[expect]]\n{expectation}\n"),
    );
}

#[test]
fn expectations_about_a_change_are_checked_by_comparing() {
    let folder = Folder::with_starter();
    let change =
        "compare trend.toml --set time.breakdown=0.02 --with time.breakdown=0.3 --runs 400 --json";
    expecting(
        &folder,
        "outcome = \"no_deal\"\nrises_with = \"time.breakdown\"\nat_least = 0.05",
    );
    let met = done(&folder, change).json();
    assert_eq!(met["trends"][0]["finding"], "shown");
    // A single run leaves it to others, and says so.
    let run = done(&folder, "run trend.toml --runs 50 --no-charts");
    assert!(run.stderr.contains("left to `zopa sweep`"), "{run:?}");
    // Backwards, it is the same expectation.
    let backwards =
        "compare trend.toml --set time.breakdown=0.3 --with time.breakdown=0.02 --runs 400 --json";
    assert_eq!(
        done(&folder, backwards).json()["trends"][0]["finding"],
        "shown"
    );
    // Another number says nothing of it.
    let other = done(
        &folder,
        "compare trend.toml --with party.ben.patience=0.8 --runs 50 --json",
    );
    assert_eq!(other.json()["trends"], Value::Array(Vec::new()));
    assert!(other.stderr.contains("about other numbers"), "{other:?}");
    for broken in [
        "outcome = \"no_deal\"\nfalls_with = \"time.breakdown\"",
        "outcome = \"no_deal\"\nrises_with = \"time.breakdown\"\nat_most = 0.01",
        "outcome = \"no_deal\"\nrises_with = \"time.breakdown\"\nat_least = 0.99",
    ] {
        expecting(&folder, broken);
        let outcome = folder.zopa(change);
        assert_eq!(outcome.code, 4, "{broken}: {outcome:?}");
        assert_eq!(outcome.json()["trends"][0]["finding"], "broken", "{broken}");
    }
    let told = folder.zopa(&change.replace(" --json", " --no-charts"));
    let line = told.stdout.lines().find(|line| line.starts_with('✗'));
    insta::assert_snapshot!("broken_trend", line.unwrap_or_default());
}

#[test]
fn expectations_about_a_change_are_checked_by_sweeping() {
    let folder = Folder::with_starter();
    let sweep = "sweep trend.toml --vary time.breakdown=0.02:0.3:4 --runs 300";
    expecting(
        &folder,
        "outcome = \"no_deal\"\nrises_with = \"time.breakdown\"\nat_least = 0.05",
    );
    let met = done(&folder, &format!("{sweep} --json")).json();
    assert_eq!(met["expectations"][0]["finding"], "shown", "{met}");
    assert_eq!(
        met["expectations"][0]["values"],
        serde_json::json!([0.02, 0.3])
    );
    // Over two numbers, the runs of all values of the other are taken together.
    let both = format!("{sweep} --vary party.ben.patience=0.8,0.95 --json");
    let both = done(&folder, &both).json();
    assert_eq!(both["expectations"][0]["finding"], "shown", "{both}");
    // A sweep of something else does not speak of it, and says so.
    let other = done(
        &folder,
        "sweep trend.toml --vary party.ben.patience=0.8,0.95 --runs 50",
    );
    assert!(
        other
            .stderr
            .contains("not checked by this sweep: 1 expectation"),
        "{other:?}"
    );
    expecting(
        &folder,
        "outcome = \"no_deal\"\nfalls_with = \"time.breakdown\"",
    );
    let broken = folder.zopa(&format!("{sweep} --out broken --no-charts"));
    assert_eq!(broken.code, 4, "{broken:?}");
    assert!(
        broken
            .stdout
            .contains("✗ expect: No deal falls with time.breakdown"),
        "{broken:?}"
    );
    // Parts say nothing; what joins them does.
    for part in ["1/2", "2/2"] {
        let name = &part[..1];
        done(
            &folder,
            &format!("{sweep} --no-charts --shard {part} --out part{name}"),
        );
    }
    let joined = folder.zopa("merge part1 part2 --out joined");
    assert_eq!(joined.code, 4, "{joined:?}");
    assert_eq!(
        folder.read("joined/sweep.json"),
        folder.read("broken/sweep.json")
    );
}

pub const LEVERS: &str =
    "levers talks.toml --party ben --outcome no_deal --screen 100 --runs 300 --keep 4";

#[test]
fn levers_are_told_and_written() {
    let folder = Folder::with_starter();
    let outcome = done(&folder, LEVERS);
    insta::assert_snapshot!(outcome.transcript());
    let tree = folder.tree("output/levers/talks/ben-no_deal-300-1");
    let names: Vec<&str> = tree.keys().map(String::as_str).collect();
    let expected = [
        "blocks.jsonl",
        "charts/levers.csv",
        "charts/levers.png",
        "charts/levers.txt",
        "levers.csv",
        "levers.json",
        "levers.parquet",
        "manifest.json",
        "recipe.json",
    ];
    assert_eq!(names, expected);
    insta::assert_snapshot!(
        "levers_table",
        folder.read("output/levers/talks/ben-no_deal-300-1/levers.csv")
    );
    done(&folder, &format!("{LEVERS} --threads 1"));
    assert_eq!(folder.tree("output/levers/talks/ben-no_deal-300-1"), tree);
}

#[test]
fn what_fresh_runs_show_of_a_lever_is_what_comparing_shows() {
    let folder = Folder::with_starter();
    let found = done(
        &folder,
        &format!("{LEVERS} --json --also party.ada.patience=0.9"),
    )
    .json();
    let found = &found["levers"]["levers"];
    let all = found.as_array().expect("a list");
    assert!(
        all.iter()
            .any(|lever| lever["set"][0] == "party.ada.patience=0.9")
    );
    let looked_at: Vec<&Value> = all
        .iter()
        .filter(|lever| !lever["effect"].is_null())
        .collect();
    assert_eq!(looked_at.len(), 4);
    // Runs 100 to 399 are those of 400 runs that are not among the first 100.
    for lever in looked_at {
        let with: Vec<String> = lever["set"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|change| format!("--with {}", change.as_str().expect("text")))
            .collect();
        let only_b = |runs: u64| {
            let arguments = format!("compare talks.toml {} --runs {runs} --json", with.join(" "));
            let compared = done(&folder, &arguments).json();
            let outcomes = compared["outcomes"].as_array().expect("a list").clone();
            let no_deal = outcomes
                .iter()
                .find(|o| o["id"] == "no_deal")
                .expect("there");
            let of = |key: &str| no_deal["pairs"][key].as_f64().expect("a number");
            of("only_b") - of("only_a")
        };
        let expected = (only_b(400) - only_b(100)) / 300.0;
        let difference = lever["effect"]["difference"]["value"]
            .as_f64()
            .expect("a number");
        assert!((difference - expected).abs() < 1e-12, "{lever}");
    }
}

#[test]
fn wrong_levers_are_said() {
    let folder = Folder::with_starter();
    let transcripts: Vec<String> = [
        ("levers talks.toml --party ben", 2),
        ("levers talks.toml --party bne --outcome no_deal", 2),
        (
            "levers talks.toml --party nobody --outcome sold_with_tires",
            2,
        ),
        (
            "levers talks.toml --party ben --outcome no_deal --also party.ben.patence=1",
            3,
        ),
        (
            "levers talks.toml --party ben --outcome no_deal --keep 0",
            2,
        ),
        (
            "levers talks.toml --party ben --outcome no_deal --screen 0",
            2,
        ),
        ("levers gone.toml --party ben --outcome no_deal", 3),
    ]
    .iter()
    .map(|(arguments, code)| {
        let outcome = folder.zopa(arguments);
        assert_eq!(outcome.code, *code, "zopa {arguments}: {outcome:?}");
        assert_eq!(outcome.stdout, "", "zopa {arguments}");
        format!("$ zopa {arguments}\n{}", outcome.stderr)
    })
    .collect();
    insta::assert_snapshot!(transcripts.join("\n"));
}
