//! Experiments that are stopped, at any moment and in any way: what goes on with them changes no byte.

use super::deciding::QUICK;
use super::support::{Folder, Outcome};
use super::sweep::SWEEP;
use std::fs;

pub const DISCOVER: &str = "discover talks.toml --outcome no_deal --runs 2500 --rows";
pub const COMPARE: &str = "compare talks.toml --with party.ben.patience=0.8 --runs 6000 --rows";
pub const LEVERS: &str =
    "levers talks.toml --party ben --outcome no_deal --screen 200 --runs 800 --keep 4 --rows";

pub fn refused(outcome: &Outcome, code: i32, part: &str) {
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

#[test]
#[cfg(unix)]
fn a_comparison_killed_at_ten_moments_has_the_same_bytes() {
    kill(COMPARE, 10);
}

#[test]
#[cfg(unix)]
fn levers_killed_at_ten_moments_have_the_same_bytes() {
    kill(LEVERS, 10);
}

/// Stopped between two lines or within one, taken up again, with another number of threads: the same bytes.
#[test]
fn what_is_played_in_pairs_goes_on_to_the_same_bytes() {
    for command in [COMPARE, LEVERS] {
        let folder = Folder::with_starter();
        let whole = folder.zopa(&format!("{command} --out whole --threads 1"));
        assert_eq!(whole.code, 0, "{whole:?}");
        let expected = folder.tree("whole");
        let [lines, recipe, rows] = ["blocks.jsonl", "recipe.json", "rows.csv"]
            .map(|name| folder.read(&format!("whole/{name}")));
        assert!(lines.lines().count() > 20, "{}", lines.lines().count());
        folder.write("part/recipe.json", &recipe);
        let cuts = [0, 1, 1000, lines.len() / 2, lines.len() - 1, lines.len()];
        for cut in cuts {
            folder.write("part/blocks.jsonl", &lines[..cut]);
            // Rows come before the line of their block, so that some may have been written for nothing.
            folder.write("part/rows.csv", &format!("{rows}17,cut off"));
            let _ = fs::remove_file(folder.path("part/manifest.json"));
            let again = folder.zopa(&format!("{command} --out part --resume --threads 2"));
            assert_eq!(again.code, 0, "{again:?}");
            let known = lines[..cut].contains('\n');
            assert_eq!(again.stderr.contains("played before"), known);
            assert!(folder.tree("part") == expected, "{command}: cut at {cut}");
        }
        for damage in [
            "[1.0]\n".to_owned(),
            lines.replacen('[', "[0.5,", 1),
            format!("{lines}[1]\n"),
        ] {
            folder.write("part/blocks.jsonl", &damage);
            let damaged = folder.zopa(&format!("{command} --out part --resume"));
            refused(&damaged, 1, "no block of this experiment");
        }
        // What a line says of rows is not believed before the line is.
        assert!(folder.read("part/rows.csv") == rows || command == LEVERS);
    }
}

#[test]
fn another_comparison_or_other_levers_are_not_taken_up() {
    for command in [COMPARE, LEVERS] {
        let folder = Folder::with_starter();
        let quick = command.replace("6000", "500");
        let there = folder.zopa(&format!("{quick} --out there"));
        assert_eq!(there.code, 0, "{there:?}");
        let before = folder.tree("there");
        let resume = format!("{quick} --out there --resume");
        for (other, said) in [
            (format!("{resume} --seed 2"), "seed 1 there, 2 now"),
            (resume.replace("--runs ", "--runs 1"), "runs "),
            (resume.replace("--rows", ""), "rows "),
            (format!("{resume} --no-charts"), "charts "),
            (format!("{resume} --set time.rounds=5"), "set nothing there"),
            (
                resume.replace(
                    "--with party.ben.patience=0.8",
                    "--with party.ben.patience=0.7",
                ),
                "with ",
            ),
            (
                resume.replace("--keep 4", "--keep 5"),
                "keep 4 there, 5 now",
            ),
            (
                resume.replace("--screen 200", "--screen 100"),
                "screen 200 there, 100 now",
            ),
            (
                resume.replace("--party ben", "--party ada"),
                "ben there, ada now",
            ),
        ] {
            if other != resume {
                let outcome = folder.zopa(&other);
                refused(&outcome, 1, "holds another result");
                refused(&outcome, 1, said);
            }
        }
        let text = folder.read("talks.toml");
        let changed = text.replacen("patience = 0.9", "patience = 0.85", 1);
        assert_ne!(text, changed);
        folder.write("talks.toml", &changed);
        refused(
            &folder.zopa(&resume),
            1,
            "holds another result: other scenario",
        );
        folder.write("talks.toml", &text);
        assert!(folder.tree("there") == before, "nothing is lost");
        // Nothing is left to be played; the files are written again.
        assert_eq!(folder.zopa(&resume).code, 0);
        assert!(folder.tree("there") == before);
        // Without the manifest, it was stopped: begun anew or gone on with, but not in silence.
        fs::remove_file(folder.path("there/manifest.json")).expect("there");
        refused(
            &folder.zopa(&quick.replace("--rows", "--rows --out there")),
            1,
            "stopped before its end",
        );
    }
}

#[test]
fn there_may_be_nothing_to_go_on_with() {
    let folder = Folder::with_starter();
    for name in ["a", "b"] {
        let run = folder.zopa(&format!(
            "run talks.toml --runs 50 --rows --no-charts --out {name}"
        ));
        assert_eq!(run.code, 0, "{run:?}");
    }
    let names = folder.names();
    for (arguments, part) in [
        (format!("{COMPARE} --resume"), "nothing to go on with in"),
        (format!("{LEVERS} --resume"), "nothing to go on with in"),
        (
            COMPARE.replace("--rows", "--json --resume"),
            "needs the folder",
        ),
        (
            LEVERS.replace("--rows", "--json --resume"),
            "needs the folder",
        ),
        (format!("{COMPARE} --resume --force"), "cannot be used with"),
        (
            "compare a b --resume".to_owned(),
            "these are results: there is nothing to go on with",
        ),
        (
            "compare a b --resume --out c".to_owned(),
            "these are results: there is nothing to go on with",
        ),
    ] {
        refused(&folder.zopa(&arguments), 2, part);
    }
    assert_eq!(folder.names(), names, "nothing was written");
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_loses_no_pair() {
    for command in [COMPARE, LEVERS] {
        let folder = Folder::with_starter();
        assert_eq!(folder.zopa(&format!("{command} --out whole")).code, 0);
        let full = folder.on_a_full_disk(&format!("{command} --out there"));
        refused(&full, 1, "cannot write");
        let outcome = folder.zopa(&format!("{command} --out there --resume"));
        assert_eq!(outcome.code, 0, "{outcome:?}");
        assert!(outcome.stderr.contains("played before"), "{outcome:?}");
        assert!(folder.tree("there") == folder.tree("whole"), "{command}");
    }
}

#[test]
#[cfg(unix)]
fn ctrl_c_keeps_the_pairs_that_were_played() {
    for command in [
        COMPARE.replace("6000", "1000000"),
        LEVERS.replace("--runs 800", "--runs 1000000"),
    ] {
        let outcome = Folder::with_starter().interrupted(&command, "blocks.jsonl");
        assert_eq!(outcome.code, 130, "{outcome:?}");
        assert!(outcome.stderr.contains("`--resume` goes on"), "{outcome:?}");
    }
}
