//! Experiments that are killed, or played in parts: neither changes a byte.

use super::deciding::QUICK;
use super::support::{Folder, Outcome};
use super::sweep::SWEEP;

const DISCOVER: &str = "discover talks.toml --outcome no_deal --runs 2500 --rows";

fn refused(outcome: &Outcome, code: i32, part: &str) {
    assert_eq!(outcome.code, code, "{outcome:?}");
    assert!(outcome.stderr.contains(part), "{part}: {}", outcome.stderr);
}

/// Kills a command at so many moments of its work, every third time again while it goes on, and finishes it:
/// the files are always those of one run.
#[cfg(unix)]
fn kill(command: &str, moments: u32) {
    use std::process::Stdio;
    use std::time::Instant;
    let folder = Folder::with_starter();
    // The fastest of three runs, so that the moments lie within the work also on a busy machine.
    let timed = |name: &str| {
        let start = Instant::now();
        assert_eq!(folder.zopa(&format!("{command} --out {name}")).code, 0);
        start.elapsed()
    };
    let whole = timed("whole").min(timed("again")).min(timed("third"));
    let expected = folder.tree("whole");
    assert!(folder.tree("again") == expected);
    let mut killed_within = 0;
    for trial in 0..moments {
        let dir = format!("t{trial}");
        for go in 0..1 + u32::from(trial % 3 == 0) {
            let resume = if folder.path(&dir).join("recipe.json").exists() {
                "--resume"
            } else {
                ""
            };
            let mut child = folder
                .command(&format!("{command} --out {dir} {resume}"))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the program starts");
            std::thread::sleep(whole.mul_f64(f64::from(trial + go) / f64::from(moments + 1)));
            killed_within += u32::from(child.try_wait().expect("known").is_none());
            child.kill().expect("killed");
            child.wait().expect("ended");
        }
        let started = folder.path(&dir).join("recipe.json").exists();
        let resume = if started { "--resume" } else { "--force" };
        let outcome = folder.zopa(&format!("{command} --out {dir} {resume}"));
        assert_eq!(outcome.code, 0, "{outcome:?}");
        let mut found = folder.tree(&dir);
        // What a kill left of a file that was being written.
        found.retain(|name, _| !name.starts_with('.'));
        assert!(found == expected, "{command}: trial {trial}");
    }
    assert!(
        killed_within >= moments / 2,
        "{command}: {killed_within} were still at work"
    );
}

#[test]
#[cfg(unix)]
fn a_sweep_killed_at_twenty_moments_has_the_same_bytes() {
    kill(SWEEP, 20);
}

#[test]
#[cfg(unix)]
fn an_analysis_killed_at_ten_moments_has_the_same_bytes() {
    kill(&format!("{QUICK} --rows"), 10);
}

#[test]
#[cfg(unix)]
fn a_discovery_killed_at_ten_moments_has_the_same_bytes() {
    kill(DISCOVER, 10);
}

/// Parts, joined where the scenario file is not at hand, are one run, whatever hangs on all of them: the
/// commonest outcome, and the pairs that are worth a look.
#[test]
fn eight_parts_of_a_question_joined_are_one_run() {
    let quick = format!("{QUICK} --rows --set party.ada.patience=0.93");
    for command in [quick.as_str(), DISCOVER] {
        let folder = Folder::with_starter();
        assert_eq!(folder.zopa(&format!("{command} --out whole")).code, 0);
        let mut played = 0;
        for part in 1..=8 {
            let outcome = folder.zopa(&format!("{command} --shard {part}/8 --out part{part}"));
            assert_eq!(outcome.code, 0, "{outcome:?}");
            let said = format!("part {part}/8 is done: ");
            let (runs, _) = outcome
                .stdout
                .strip_prefix(&said)
                .expect("said")
                .split_once(' ')
                .expect("runs");
            played += runs.replace(',', "").parse::<usize>().expect("a number");
        }
        let rows = folder.read("whole/rows.csv").lines().count() - 1;
        // Only what the pairs need is left to be played where parts are joined.
        assert!(
            played <= rows && played > rows * 4 / 5,
            "{played} of {rows}"
        );
        let missing =
            folder.zopa("merge part1 part3 part2 part2 part4 part5 part6 part8 --out joined");
        refused(&missing, 1, "part 7/8 is missing");
        refused(&missing, 1, "are all part 2/8");
        std::fs::remove_file(folder.path("talks.toml")).expect("removed");
        let outcome =
            folder.zopa("merge part8 part1 part3 part2 part4 part5 part6 part7 --out joined");
        assert_eq!(outcome.code, 0, "{outcome:?}");
        let (joined, whole) = (folder.tree("joined"), folder.tree("whole"));
        let names = |tree: &std::collections::BTreeMap<String, Vec<u8>>| {
            tree.keys().cloned().collect::<Vec<_>>()
        };
        assert_eq!(names(&joined), names(&whole));
        for (name, bytes) in &whole {
            assert!(joined[name] == *bytes, "{command}: {name}");
        }
        // What was changed since is told, and nothing is joined.
        let blocks = folder.read("part3/blocks.jsonl");
        let (_, cut) = blocks.split_once('\n').expect("lines");
        folder.write("part3/blocks.jsonl", cut);
        let all = "part1 part2 part3 part4 part5 part6 part7 part8";
        refused(
            &folder.zopa(&format!("merge {all} --out no")),
            1,
            "it was changed since",
        );
        folder.write("part3/blocks.jsonl", &blocks);
        let text = folder
            .read("part1/scenario.json")
            .replacen("\"rounds\": ", "\"rounds\": 1", 1);
        folder.write("part1/scenario.json", &text);
        refused(
            &folder.zopa(&format!("merge {all} --out no")),
            1,
            "is not the scenario that was played",
        );
        assert!(!folder.path("no").exists());
    }
}

#[test]
fn a_part_that_was_stopped_goes_on() {
    let folder = Folder::with_starter();
    let command = format!("{QUICK} --shard 2/3");
    assert_eq!(folder.zopa(&format!("{command} --out whole")).code, 0);
    let lines = folder.read("whole/blocks.jsonl");
    folder.write("part/recipe.json", &folder.read("whole/recipe.json"));
    folder.write("part/blocks.jsonl", &lines[..lines.len() / 2]);
    let unfinished = folder.zopa("merge part --out no");
    refused(
        &unfinished,
        1,
        "is not finished: part 2/3; `--resume` goes on with it",
    );
    let outcome = folder.zopa(&format!("{command} --out part --resume"));
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(folder.tree("part") == folder.tree("whole"));
}
