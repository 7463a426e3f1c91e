//! Experiments that are played in parts: joined, they are one run, and what does not fit is not joined.

use super::deciding::QUICK;
use super::stopped::{COMPARE, DISCOVER, LEVERS, refused};
use super::support::{Folder, Outcome};
use super::sweep::SWEEP;
use std::fs;

fn done(folder: &Folder, arguments: &str) -> Outcome {
    let outcome = folder.zopa(arguments);
    assert_eq!(outcome.code, 0, "zopa {arguments}: {outcome:?}");
    outcome
}

/// Plays all parts into `part1` and so on; returns how many replications they say they have.
fn play(folder: &Folder, command: &str, parts: usize) -> usize {
    let part = |number: usize| {
        let shard = format!("{number}/{parts}");
        let outcome = done(
            folder,
            &format!("{command} --shard {shard} --out part{number}"),
        );
        let said = format!("part {shard} is done: ");
        let runs = outcome.stdout.strip_prefix(&said).expect("said");
        let (runs, _) = runs.split_once(' ').expect("runs");
        runs.replace(',', "").parse::<usize>().expect("a number")
    };
    (1..=parts).map(part).sum()
}

fn assert_same(folder: &Folder, joined: &str, whole: &str) {
    let (joined, whole) = (folder.tree(joined), folder.tree(whole));
    let names = |tree: &std::collections::BTreeMap<String, Vec<u8>>| {
        tree.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(names(&joined), names(&whole));
    for (name, bytes) in &whole {
        assert!(joined[name] == *bytes, "{name}");
    }
}

const ALL: &str = "part8 part1 part3 part2 part4 part5 part6 part7";

/// Parts, joined where the scenario file is not at hand, are one run, whatever hangs on all of them: the
/// commonest outcome, the pairs of inputs that are worth a look, the changes that are looked at again.
#[test]
fn eight_parts_of_a_question_joined_are_one_run() {
    // The share of all replications that is played in parts, at least.
    for (command, share) in [
        (format!("{QUICK} --rows"), 0.8),
        (DISCOVER.to_owned(), 1.0),
        (COMPARE.to_owned(), 1.0),
        (LEVERS.to_owned(), 0.5),
    ] {
        let folder = Folder::with_starter();
        let command = format!("{command} --set party.ada.patience=0.93");
        done(&folder, &format!("{command} --out whole"));
        let played = play(&folder, &command, 8);
        let rows = folder.read("whole/rows.csv").lines().count() - 1;
        let least = rows as f64 * share;
        assert!(
            played <= rows && played as f64 >= least,
            "{played} of {rows}"
        );
        fs::remove_file(folder.path("talks.toml")).expect("removed");
        done(&folder, &format!("merge {ALL} --out joined"));
        assert_same(&folder, "joined", "whole");
        changed_parts_are_not_joined(&folder);
        let drawn = folder.zopa("plot part3");
        refused(
            &drawn,
            1,
            "`part3` holds part 3/8 of a study, which has no chart",
        );
        let before = folder.tree("part3");
        let over = folder.zopa(&format!("merge {ALL} --out ./part3 --force"));
        refused(&over, 2, "`./part3` is one of the parts");
        assert!(folder.tree("part3") == before);
    }
}

/// What was changed since is told, and nothing is joined.
fn changed_parts_are_not_joined(folder: &Folder) {
    let merge = || folder.zopa(&format!("merge {ALL} --out no"));
    let blocks = folder.read("part3/blocks.jsonl");
    let (_, cut) = blocks.split_once('\n').expect("lines");
    folder.write("part3/blocks.jsonl", cut);
    refused(&merge(), 1, "it was changed since");
    // A single digit that is another still makes a block: its sum tells.
    let at = blocks.rfind(|c: char| c.is_ascii_digit()).expect("counts");
    let digit = if &blocks[at..=at] == "1" { "2" } else { "1" };
    let mut touched = blocks.clone();
    touched.replace_range(at..=at, digit);
    folder.write("part3/blocks.jsonl", &touched);
    refused(
        &merge(),
        1,
        "`part3` cannot be joined: `blocks.jsonl` is not what was played",
    );
    let recipe = folder.read("part3/recipe.json");
    folder.write("part3/recipe.json", &format!("{recipe} "));
    refused(&merge(), 1, "are not what was played; they were changed");
    folder.write("part3/recipe.json", &recipe);
    folder.write("part3/blocks.jsonl", &blocks);
    let names = ["part1/scenario.json", "part1/b/talks.json"];
    let name = names.iter().find(|name| folder.path(name).exists());
    let name = name.expect("a scenario");
    let text = folder.read(name);
    folder.write(name, &text.replacen("\"rounds\": ", "\"rounds\": 1", 1));
    refused(
        &merge(),
        1,
        &format!("`{}` is not what was played", &name[6..]),
    );
    fs::remove_file(folder.path(name)).expect("removed");
    refused(&merge(), 1, "cannot join `part1`: `");
    folder.write(name, &text);
    assert!(!folder.path("no").exists());
}

#[test]
fn parts_carry_both_scenarios_and_some_may_be_empty() {
    let folder = Folder::with_starter();
    let other = "extends = \"talks.toml\"\n[time]\nrounds = 7\n";
    folder.write("other.toml", other);
    for command in [
        "compare talks.toml other.toml --runs 300",
        "compare other.toml talks.toml --runs 300 --rows --with party.ben.patience=0.8",
    ] {
        done(&folder, &format!("{command} --out whole --force"));
        // Two blocks, so that one part of three has none.
        assert_eq!(play(&folder, &format!("{command} --force"), 3), 300);
        for name in ["talks", "other"] {
            let from = folder.path(&format!("{name}.toml"));
            fs::rename(from, folder.path(&format!("{name}.away"))).expect("moved");
        }
        done(&folder, "merge part2 part3 part1 --out joined --force");
        assert_same(&folder, "joined", "whole");
        for name in ["talks", "other"] {
            let from = folder.path(&format!("{name}.away"));
            fs::rename(from, folder.path(&format!("{name}.toml"))).expect("moved");
        }
    }
    let names: Vec<String> = folder.tree("part1").into_keys().collect();
    let both = [
        "a/other.json",
        "a/talks.json",
        "b/other.json",
        "b/talks.json",
    ];
    for name in both {
        assert!(names.iter().any(|n| n == name), "{name}: {names:?}");
    }
}

#[test]
fn what_hangs_on_all_parts_goes_on_where_joining_was_stopped() {
    let folder = Folder::with_starter();
    done(&folder, &format!("{LEVERS} --out whole"));
    play(&folder, LEVERS, 3);
    let merge = "merge part1 part2 part3 --out joined";
    refused(
        &folder.zopa(&format!("{merge} --resume")),
        2,
        "nothing to go on with",
    );
    done(&folder, merge);
    let lines = folder.read("joined/blocks.jsonl");
    for cut in [0, 1000, lines.len() / 2, lines.len() - 2, lines.len()] {
        folder.write("joined/blocks.jsonl", &lines[..cut]);
        fs::remove_file(folder.path("joined/manifest.json")).expect("finished");
        refused(&folder.zopa(merge), 1, "stopped before its end");
        done(&folder, &format!("{merge} --resume"));
        assert_same(&folder, "joined", "whole");
    }
    let other = lines.replacen("[0,", "[1,", 1);
    assert_ne!(other, lines);
    folder.write("joined/blocks.jsonl", &other);
    refused(
        &folder.zopa(&format!("{merge} --resume")),
        1,
        "has another line in its place",
    );
    done(&folder, &format!("{merge} --force"));
    assert_same(&folder, "joined", "whole");
}

#[test]
fn joining_a_sweep_goes_on_where_it_was_stopped() {
    let folder = Folder::with_starter();
    let command = SWEEP;
    done(&folder, &format!("{command} --out whole"));
    for part in 1..=3 {
        done(
            &folder,
            &format!("{command} --shard {part}/3 --out part{part}"),
        );
    }
    let merge = "merge part1 part2 part3 --out joined";
    done(&folder, merge);
    let lines = folder.read("joined/pieces.jsonl");
    folder.write("joined/pieces.jsonl", &lines[..lines.len() / 2]);
    fs::remove_file(folder.path("joined/manifest.json")).expect("finished");
    refused(&folder.zopa(merge), 1, "stopped before its end");
    done(&folder, &format!("{merge} --resume"));
    assert_same(&folder, "joined", "whole");
    folder.write("joined/pieces.jsonl", &format!("{lines}{lines}"));
    let more = folder.zopa(&format!("{merge} --resume"));
    refused(&more, 1, "their files were changed");
}

#[test]
fn a_part_that_was_stopped_goes_on() {
    for command in [QUICK, COMPARE, LEVERS] {
        let folder = Folder::with_starter();
        done(&folder, &format!("{command} --out whole"));
        play(&folder, command, 3);
        let (expected, lines) = (folder.tree("part2"), folder.read("part2/blocks.jsonl"));
        for cut in [0, lines.len() / 2, lines.len() - 1] {
            folder.write("part2/blocks.jsonl", &lines[..cut]);
            if command == COMPARE {
                let rows = folder.read("part2/rows.csv") + "17,cut off";
                folder.write("part2/rows.csv", &rows);
            }
            fs::remove_file(folder.path("part2/manifest.json")).expect("finished");
            refused(
                &folder.zopa("merge part1 part2 part3 --out joined"),
                1,
                "is not finished: part 2/3; `--resume` goes on with it",
            );
            let again = format!("{command} --shard 2/3 --out part2 --resume --threads 2");
            done(&folder, &again);
            assert!(folder.tree("part2") == expected, "{command}: cut at {cut}");
        }
        done(&folder, "merge part1 part2 part3 --out joined");
        assert_same(&folder, "joined", "whole");
        // Another part is not gone on with in its place.
        let other = folder.zopa(&format!("{command} --shard 1/3 --out part2 --resume"));
        refused(&other, 1, "shard 2/3 there, 1/3 now");
        assert!(folder.tree("part2") == expected, "nothing is lost");
    }
}

#[test]
fn what_does_not_fit_is_not_joined() {
    let folder = Folder::with_starter();
    let compare = COMPARE.replace("6000", "600");
    play(&folder, &compare, 3);
    done(&folder, &format!("{compare} --out whole"));
    for (command, out) in [
        (format!("{LEVERS} --shard 2/3"), "levers"),
        (format!("{compare} --seed 2 --shard 2/3"), "seed"),
        (compare.replace("0.8", "0.7") + " --shard 2/3", "with"),
        (format!("{compare} --set time.rounds=9 --shard 2/3"), "set"),
        (format!("{compare} --shard 2/4"), "quarter"),
    ] {
        done(&folder, &format!("{command} --out {out}"));
        let joined = folder.zopa(&format!("merge part1 {out} part3 --out no"));
        refused(&joined, 1, "are no parts of the same study");
    }
    let doubled = folder.zopa("merge part1 part1 part3 --out no");
    refused(&doubled, 1, "are all part 1/3");
    refused(&doubled, 1, "part 2/3 is missing");
    let whole = folder.zopa("merge part1 part2 part3 whole --out no");
    refused(&whole, 1, "holds a whole study");
    let rows = folder.read("part2/rows.csv");
    folder.write("part2/rows.csv", &rows[..rows.len() / 2]);
    let cut = folder.zopa("merge part1 part2 part3 --out no");
    refused(&cut, 1, "`rows.csv` is not what was played");
    folder.write("part2/rows.csv", &rows);
    // Another result in the place of the whole stays.
    let before = folder.tree("whole");
    let other = folder.zopa("merge part1 part2 part3 --out seed");
    refused(&other, 1, "holds another result");
    done(&folder, "merge part1 part2 part3 --out whole");
    assert!(folder.tree("whole") == before);
}

#[test]
fn a_part_is_one_of_several() {
    let folder = Folder::with_starter();
    for name in ["a", "b"] {
        done(
            &folder,
            &format!("run talks.toml --runs 50 --rows --no-charts --out {name}"),
        );
    }
    let names = folder.names();
    for command in [COMPARE, LEVERS] {
        for shard in [
            "0/3", "4/3", "1/0", "0/0", "1", "-1/3", "1/3/3", "a/b", "1/100001",
        ] {
            let outcome = folder.zopa(&format!("{command} --shard={shard}"));
            refused(&outcome, 2, "a shard is written i/n");
        }
    }
    let results = folder.zopa("compare a b --shard 1/2");
    refused(
        &results,
        2,
        "these are results: there is nothing to play in parts",
    );
    assert_eq!(folder.names(), names, "nothing was written");
    // Without a name, a part has a folder of its own.
    done(
        &folder,
        "compare talks.toml --with time.rounds=5 --runs 300 --shard 1/2 --json",
    );
    done(&folder, &format!("{LEVERS} --shard 30/30"));
    for place in [
        "output/compare/talks/300-1-part-1-of-2",
        "output/levers/talks/ben-no_deal-800-1-part-30-of-30",
    ] {
        assert!(folder.path(place).join("manifest.json").exists(), "{place}");
    }
}

#[test]
fn parts_say_nothing_of_expectations_and_the_whole_does() {
    let folder = Folder::with_starter();
    let expect = "\n[[expect]]\noutcome = \"no_deal\"\nfalls_with = \"time.breakdown\"\n";
    folder.write("talks.toml", &(folder.read("talks.toml") + expect));
    let command =
        "compare talks.toml --set time.breakdown=0.02 --with time.breakdown=0.3 --runs 600";
    play(&folder, command, 2);
    let joined = folder.zopa("merge part1 part2 --out joined --json");
    assert_eq!(joined.code, 4, "{joined:?}");
    assert_eq!(joined.json()["trends"][0]["finding"], "broken");
}
