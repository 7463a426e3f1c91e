//! What `zopa run` and `zopa plot` do to files: whole or not at all, and never over something else
//! in silence.

use crate::support::{Folder, Outcome};
use std::fs;

const RUN: &str = "run talks.toml --runs 100 --no-charts";

fn refused(outcome: &Outcome, expected: &str) {
    assert_eq!(outcome.code, 1, "{outcome:?}");
    assert_eq!(outcome.stdout, "");
    assert!(outcome.stderr.contains(expected), "{}", outcome.stderr);
}

#[test]
fn a_rerun_replaces_its_own_files_with_the_same_bytes() {
    let folder = Folder::with_starter();
    let run = "run talks.toml --runs 100";
    assert_eq!(folder.zopa(run).code, 0);
    let before = folder.tree("output");
    let files: Vec<&str> = before.keys().map(String::as_str).collect();
    for file in ["summary.json", "details.json", "report.md", "manifest.json"] {
        assert!(
            files.contains(&format!("talks/100-1/{file}").as_str()),
            "{files:?}"
        );
    }
    for chart in [
        "outcomes",
        "conditions",
        "package",
        "payoffs",
        "frontier",
        "dance",
        "concessions",
        "timing",
    ] {
        for ending in ["png", "csv", "txt"] {
            let file = format!("talks/100-1/charts/{chart}.{ending}");
            assert!(files.contains(&file.as_str()), "{file}");
        }
    }
    assert_eq!(folder.zopa(run).code, 0);
    assert!(folder.tree("output") == before);
}

#[test]
fn a_scenario_without_conditions_gets_no_chart_of_red_lines() {
    let folder = Folder::new();
    assert_eq!(folder.zopa("init split.toml --from split-the-pie").code, 0);
    assert_eq!(
        folder
            .zopa("run split.toml --runs 50 --format svg --out there")
            .code,
        0
    );
    let drawn = |folder: &Folder| {
        let tree = folder.tree("there");
        assert!(tree.contains_key("charts/outcomes.svg"));
        tree.keys().any(|name| name.contains("conditions"))
    };
    assert!(!drawn(&folder));
    assert!(
        !folder
            .read("there/report.md")
            .contains("Who cannot live with what?")
    );
    assert_eq!(folder.zopa("plot there --format svg").code, 0);
    assert!(!drawn(&folder));
}

#[test]
fn manifests_tell_nothing_of_the_machine() {
    let folder = Folder::with_starter();
    assert_eq!(
        folder.zopa(&format!("{RUN} --threads 2 --out there")).code,
        0
    );
    let manifest = folder.read("there/manifest.json");
    assert!(
        !manifest.contains("threads") && !manifest.contains("there"),
        "{manifest}"
    );
    assert!(
        !manifest.contains(&folder.path("").display().to_string()),
        "{manifest}"
    );
    for (name, bytes) in folder.tree("there") {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            !text.contains(&folder.path("").display().to_string()),
            "{name}"
        );
    }
}

#[test]
fn another_result_needs_force() {
    let folder = Folder::with_starter();
    assert_eq!(folder.zopa(&format!("{RUN} --out there")).code, 0);
    let before = folder.tree("there");
    let other = format!("{RUN} --seed 2 --out there");
    let outcome = folder.zopa(&other);
    refused(&outcome, "seed 1 there, 2 now");
    insta::assert_snapshot!("another_result", outcome.stderr);
    assert!(folder.tree("there") == before);
    assert_eq!(folder.zopa(&format!("{other} --force")).code, 0);
    assert!(folder.tree("there") != before);
}

#[test]
fn foreign_files_are_kept_even_with_force() {
    let folder = Folder::with_starter();
    assert_eq!(folder.zopa(&format!("{RUN} --out there")).code, 0);
    folder.write("there/notes.md", "mine");
    let outcome = folder.zopa(&format!("{RUN} --out there"));
    refused(&outcome, "`notes.md`");
    insta::assert_snapshot!("foreign_files", outcome.stderr);
    assert_eq!(
        folder
            .zopa(&format!("{RUN} --seed 2 --out there --force"))
            .code,
        0
    );
    assert_eq!(folder.read("there/notes.md"), "mine");
    assert!(folder.read("there/manifest.json").contains("\"seed\": 2"));
}

#[test]
fn a_changed_file_is_replaced_with_a_word() {
    let folder = Folder::with_starter();
    assert_eq!(folder.zopa(RUN).code, 0);
    folder.write("output/talks/100-1/report.md", "by hand");
    let outcome = folder.zopa(RUN);
    assert_eq!(outcome.code, 0);
    assert!(
        outcome.stderr.contains("report.md` was changed since"),
        "{}",
        outcome.stderr
    );
    assert_ne!(folder.read("output/talks/100-1/report.md"), "by hand");
}

#[test]
fn json_on_standard_output_does_not_need_the_usual_folder() {
    let folder = Folder::with_starter();
    assert_eq!(folder.zopa(RUN).code, 0);
    let before = folder.tree("output");
    let outcome = folder.zopa(&format!("{RUN} --json --set party.ben.patience=0.9"));
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert_eq!(outcome.json()["runs"], 100);
    assert!(
        outcome.stderr.contains("no files are written"),
        "{}",
        outcome.stderr
    );
    assert!(folder.tree("output") == before);
}

#[test]
fn a_file_in_the_way_is_told_before_the_work() {
    let folder = Folder::with_starter();
    folder.write("file", "mine");
    for out in ["file", "file/deeper"] {
        refused(
            &folder.zopa(&format!("{RUN} --out {out}")),
            "`file` is a file; a folder is needed there",
        );
    }
    assert_eq!(folder.read("file"), "mine");
    assert_eq!(folder.names(), ["file", "talks.toml"]);
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_to_is_told_before_the_work() {
    let folder = Folder::with_starter();
    // A folder that belongs to the kernel: not even root creates files there.
    let outcome = folder.zopa(&format!("{RUN} --out /proc/zopa/result"));
    refused(&outcome, "cannot write to the folder");
    assert!(
        outcome.stderr.contains("`--out DIR` writes elsewhere"),
        "{}",
        outcome.stderr
    );
}

/// Runs the program under bash after these commands.
#[cfg(target_os = "linux")]
fn under_bash(folder: &Folder, before: &str, arguments: &str) -> Outcome {
    let zopa = env!("CARGO_BIN_EXE_zopa");
    let output = std::process::Command::new("bash")
        .args(["-c", &format!("{before}; exec '{zopa}' {arguments}")])
        .current_dir(folder.path(""))
        .output()
        .expect("bash starts");
    folder.outcome(&output)
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_nothing_behind() {
    // No file may be larger than 4 KiB, and the signal that says so is ignored: writing fails as
    // it does on a full disk.
    const FULL: &str = "trap '' XFSZ; ulimit -f 4";
    let folder = Folder::with_starter();
    let outcome = under_bash(
        &folder,
        FULL,
        "run talks.toml --runs 2000 --rows --out there/deep",
    );
    refused(&outcome, "cannot write `");
    assert_eq!(folder.names(), ["talks.toml"]);
    // An earlier result stays as it was.
    assert_eq!(folder.zopa(&format!("{RUN} --out there")).code, 0);
    let before = folder.tree("there");
    let outcome = under_bash(
        &folder,
        FULL,
        "run talks.toml --runs 3000 --no-charts --rows --force --out there",
    );
    refused(&outcome, "cannot write `");
    assert!(folder.tree("there") == before);
}

#[test]
#[cfg(unix)]
fn ctrl_c_leaves_nothing_behind() {
    stops_cleanly("-INT");
}

#[test]
#[cfg(unix)]
fn a_request_to_end_leaves_nothing_behind() {
    stops_cleanly("-TERM");
}

#[test]
#[cfg(unix)]
fn ctrl_c_does_not_wait_for_slow_talks() {
    use std::time::{Duration, Instant};
    let folder = Folder::new();
    let slow = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scenarios/us-russia-2025-03-18.toml"
    );
    folder.write("talks.toml", &std::fs::read_to_string(slow).expect("read"));
    let child = folder
        .command("run talks.toml --runs 1000000 --threads 1 --out there")
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    std::thread::sleep(Duration::from_millis(1500));
    let pressed = Instant::now();
    send("-INT", child.id());
    let outcome = folder.outcome(&child.wait_with_output().expect("it ends"));
    assert_eq!(outcome.code, 130, "{outcome:?}");
    let waited = pressed.elapsed();
    assert!(waited < Duration::from_secs(3), "it took {waited:?}");
    assert_eq!(folder.names(), ["talks.toml"]);
}

#[cfg(unix)]
fn send(signal: &str, process: u32) {
    let kill = std::process::Command::new("kill")
        .args([signal, &process.to_string()])
        .status()
        .expect("kill starts");
    assert!(kill.success());
}

#[cfg(unix)]
fn stops_cleanly(signal: &str) {
    use std::process::Stdio;
    use std::time::{Duration, Instant};
    let folder = Folder::with_starter();
    let child = folder
        .command("run talks.toml --runs 1000000000 --rows --out there/deep")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // Rows on disk show that the simulation is under way.
    let start = Instant::now();
    while folder.tree("there").values().all(Vec::is_empty) {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "no rows after a minute"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    send(signal, child.id());
    let output = child.wait_with_output().expect("it ends");
    let outcome = folder.outcome(&output);
    assert_eq!(outcome.code, 130, "{outcome:?}");
    assert!(
        outcome.stderr.contains("stopped after "),
        "{}",
        outcome.stderr
    );
    assert!(
        outcome.stderr.contains("nothing was written"),
        "{}",
        outcome.stderr
    );
    assert_eq!(outcome.stdout, "");
    assert_eq!(folder.names(), ["talks.toml"]);
}

#[test]
fn charts_drawn_again_are_the_same_bytes() {
    let folder = Folder::with_starter();
    assert_eq!(
        folder
            .zopa("run talks.toml --runs 100 --format both --out there")
            .code,
        0
    );
    let before = folder.tree("there");
    fs::remove_file(folder.path("there/charts/timing.png")).expect("removed");
    let outcome = folder.zopa("plot there --format both");
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert!(folder.tree("there") == before);
}

#[test]
fn single_charts_join_the_result() {
    let folder = Folder::with_starter();
    assert_eq!(folder.zopa(&format!("{RUN} --out there")).code, 0);
    assert_eq!(
        folder
            .zopa("plot there --chart outcomes timing --format svg")
            .code,
        0
    );
    let charts: Vec<String> = folder.tree("there/charts").into_keys().collect();
    assert_eq!(
        charts,
        [
            "outcomes.csv",
            "outcomes.svg",
            "outcomes.txt",
            "timing.csv",
            "timing.svg",
            "timing.txt"
        ]
    );
    let manifest = folder.read("there/manifest.json");
    assert!(manifest.contains("charts/outcomes.svg") && manifest.contains("report.md"));
    // They belong to the result now: a rerun may replace it.
    assert_eq!(folder.zopa(&format!("{RUN} --out there")).code, 0);
}

#[test]
fn results_that_do_not_fit_together_are_not_drawn() {
    let folder = Folder::with_starter();
    refused(&folder.zopa("plot there"), "there/summary.json` is missing");
    assert_eq!(folder.zopa(&format!("{RUN} --out there")).code, 0);
    let summary = folder.read("there/summary.json");
    folder.write("there/summary.json", "{");
    refused(&folder.zopa("plot there"), "is not what zopa wrote");
    folder.write(
        "there/summary.json",
        &summary.replace("\"headline\": ", "\"headline\": 9"),
    );
    refused(&folder.zopa("plot there"), "the headline is no outcome");
}
