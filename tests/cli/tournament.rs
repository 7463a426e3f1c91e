//! `zopa tournament`: what it prints and writes, wrong usage, and taking up where it stopped.

use crate::support::Folder;
use std::fs;

const NAMES: &str = "negmas:boulware,conceder:model=none,negmas:micro";

/// A price without a status quo, and a copy with another name.
fn folder() -> Folder {
    let folder = Folder::new();
    let text = r#"name = "A price"
[[issue]]
id = "price"
numbers = { from = 0, to = 20, step = 1, unit = "euros" }
[[party]]
id = "seller"
reservation = 0.2
interest = [{ issue = "price", weight = 1, value = { linear = "rising" } }]
[[party]]
id = "buyer"
reservation = 0.3
interest = [{ issue = "price", weight = 1, value = { linear = "falling" } }]
[protocol]
kind = "alternating_offers"
[time]
rounds = 30
"#;
    folder.write("price.toml", text);
    folder.write("second.toml", &text.replace("0.3", "0.5"));
    folder
}

#[test]
fn a_tournament_is_told_and_written() {
    let folder = folder();
    let arguments = format!("tournament price.toml second.toml --strategies {NAMES} --rounds 20");
    insta::assert_snapshot!(folder.zopa(&arguments).transcript());
    let tree = folder.tree("output/tournament/2-scenarios-1");
    let names: Vec<&str> = tree.keys().map(String::as_str).collect();
    let expected = [
        "games.jsonl",
        "manifest.json",
        "payoffs.csv",
        "payoffs.png",
        "payoffs.txt",
        "ranking.json",
        "recipe.json",
    ];
    assert_eq!(names, expected);
    let alt = String::from_utf8_lossy(&tree["payoffs.txt"]).into_owned();
    insta::assert_snapshot!("tournament_payoffs", alt);
    // The same again gives the same bytes; another number of threads as well.
    assert_eq!(folder.zopa(&format!("{arguments} --threads 1")).code, 0);
    assert_eq!(folder.tree("output/tournament/2-scenarios-1"), tree);
}

#[test]
fn json_is_a_line_per_game_and_nothing_else() {
    let folder = folder();
    let found = folder.zopa("tournament price.toml -s negmas:linear --rounds 20 --json");
    insta::assert_snapshot!(found.transcript());
    assert_eq!(folder.names(), ["price.toml", "second.toml"], "no files");
}

#[test]
fn a_stopped_tournament_is_taken_up_with_the_same_bytes() {
    let folder = folder();
    let start = format!("tournament price.toml second.toml -s {NAMES} --runs 5 --out");
    assert_eq!(folder.zopa(&format!("{start} whole")).code, 0);
    let whole = folder.tree("whole");
    // As it is when the process is killed: no manifest, and the last line cut off.
    let lines = String::from_utf8_lossy(&whole["games.jsonl"]).into_owned();
    fs::create_dir(folder.path("part")).expect("created");
    folder.write(
        "part/recipe.json",
        &String::from_utf8_lossy(&whole["recipe.json"]),
    );
    folder.write("part/games.jsonl", &lines[..lines.len() * 2 / 5]);
    let refused = folder.zopa(&format!("{start} part"));
    insta::assert_snapshot!("tournament_unfinished", refused.transcript());
    let other = folder.zopa(&format!("{start} part --resume --seed 2"));
    insta::assert_snapshot!("tournament_other", other.transcript());
    let taken_up = folder.zopa(&format!("{start} part --resume"));
    assert_eq!(taken_up.code, 0, "{taken_up:?}");
    assert!(
        taken_up.stderr.contains("games played before"),
        "{taken_up:?}"
    );
    assert_eq!(folder.tree("part"), whole);
    // A line that is no game of this tournament is not built upon.
    let swapped: Vec<&str> = lines.lines().rev().collect();
    fs::remove_file(folder.path("part/manifest.json")).expect("there");
    folder.write("part/games.jsonl", &(swapped.join("\n") + "\n"));
    let damaged = folder.zopa(&format!("{start} part --resume"));
    insta::assert_snapshot!("tournament_damaged", damaged.transcript());
    assert_eq!(folder.zopa(&format!("{start} part --force")).code, 0);
    assert_eq!(folder.tree("part"), whole);
}

#[test]
fn what_is_wrong_is_said_at_once() {
    let folder = folder();
    let transcripts: Vec<String> = [
        "tournament price.toml",
        "tournament --strategies linear",
        "tournament price.toml -s negmas:boulwar,liner,micro:exponnt=2,linear:exponent=-1",
        "tournament price.toml -s time_dependent",
        "tournament price.toml -s linear --rounds 0",
        "tournament price.toml -s linear --rounds many",
        "tournament price.toml -s linear --runs 0",
        "tournament price.toml -s linear --json --resume",
        "tournament price.toml -s linear --force --resume",
    ]
    .iter()
    .map(|arguments| {
        let outcome = folder.zopa(arguments);
        assert_eq!(outcome.code, 2, "zopa {arguments}: {outcome:?}");
        assert_eq!(outcome.stdout, "", "zopa {arguments}");
        format!("$ zopa {arguments}\n{}", outcome.stderr)
    })
    .collect();
    insta::assert_snapshot!(transcripts.join("\n"));
    let missing = folder.zopa("tournament price.toml gone.toml -s linear");
    assert_eq!(missing.code, 3, "{missing:?}");
    let named_twice = folder.zopa("tournament price.toml -s micro,micro --json");
    assert!(
        named_twice.stderr.contains("named twice"),
        "{named_twice:?}"
    );
    assert_eq!(named_twice.stdout.lines().count(), 1);
}

#[test]
fn equilibrium_play_that_does_not_apply_is_refused_with_the_reason() {
    let folder = folder();
    let text = fs::read_to_string(folder.path("price.toml")).expect("written");
    let private = text.replace(
        "reservation = 0.3",
        "reservation = { uniform = [0.1, 0.5] }",
    );
    folder.write("private.toml", &private);
    let names = "-s linear,equilibrium --json";
    let refused = folder.zopa(&format!("tournament price.toml private.toml {names}"));
    assert_eq!(refused.code, 3, "{refused:?}");
    insta::assert_snapshot!("tournament_no_equilibrium", refused.transcript());
    // A single offer to somebody whose no-deal value is private has an equilibrium.
    for files in ["price.toml", "private.toml --rounds 1"] {
        let played = folder.zopa(&format!("tournament {files} {names}"));
        assert_eq!(played.code, 0, "{played:?}");
        assert_eq!(played.stdout.lines().count(), 4);
    }
}
