//! Help, wrong usage, exit codes, streams.

use crate::support::Folder;
use std::fs::File;
use std::io::Read;
use std::process::Stdio;

#[test]
fn help_fits_on_a_screen() {
    let folder = Folder::new();
    insta::assert_snapshot!("help", folder.zopa("-h").transcript());
    insta::assert_snapshot!("help_run", folder.zopa("run -h").transcript());
}

#[test]
fn wrong_usage_ends_with_2() {
    let folder = Folder::with_starter();
    let transcripts: Vec<String> = [
        "",
        "runs talks.toml",
        "run talks.toml --run 5",
        "run talks.toml --runs 0",
        "run talks.toml --runs many",
        "run talks.toml --threads 0",
        "run talks.toml --set patience",
        "run talks.toml --format gif",
        "run talks.toml --no-charts --format svg",
        "replay talks.toml",
        "init new.toml --from nothing",
        "init new.json",
        "plot . --chart pie",
        "explain xyzzy",
        "explain firmnes",
        "man runs",
        "list charts --set a=1",
        "completions cmd",
    ]
    .iter()
    .map(|arguments| {
        let outcome = folder.zopa(arguments);
        assert_eq!(outcome.code, 2, "zopa {arguments}: {outcome:?}");
        assert_eq!(outcome.stdout, "", "zopa {arguments}");
        assert!(
            !outcome.stderr.contains('?'),
            "a question: {}",
            outcome.stderr
        );
        format!("$ zopa {arguments}\n{}", outcome.stderr)
    })
    .collect();
    insta::assert_snapshot!(transcripts.join("\n"));
}

#[test]
fn the_version_is_the_crate_s() {
    let outcome = Folder::new().zopa("--version");
    assert_eq!(
        outcome.stdout,
        concat!("zopa ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn a_scenario_with_errors_ends_with_3() {
    let folder = Folder::with_starter();
    folder.write("bad.toml", "name = \"Bad\"\nissues = []\n");
    for command in [
        "check bad.toml",
        "check talks.toml bad.toml",
        "run bad.toml",
        "replay bad.toml --run 1",
        "list inputs bad.toml",
        "check nowhere.toml",
    ] {
        let outcome = folder.zopa(command);
        assert_eq!(outcome.code, 3, "zopa {command}: {outcome:?}");
        assert!(outcome.stderr.contains("error[Z"), "{}", outcome.stderr);
    }
    assert_eq!(
        folder.names(),
        ["bad.toml", "talks.toml"],
        "nothing is written"
    );
}

#[test]
fn one_bad_file_does_not_hide_the_others() {
    let folder = Folder::with_starter();
    folder.write("bad.toml", "name = \"Bad\"\n");
    let outcome = folder.zopa("check bad.toml talks.toml");
    assert_eq!(outcome.code, 3);
    assert!(outcome.stdout.contains("A used car"), "{}", outcome.stdout);
}

#[test]
fn colours_only_where_asked_for() {
    let folder = Folder::with_starter();
    let colored = |arguments: &str| folder.zopa(arguments).stdout.contains("\u{1b}[");
    assert!(!colored("check talks.toml"), "a pipe gets no colours");
    assert!(colored("check talks.toml --color always"));
    assert!(!colored("check talks.toml --color never"));
    let forced = folder
        .command("check talks.toml")
        .env("CLICOLOR_FORCE", "1")
        .env("NO_COLOR", "1")
        .output()
        .expect("the program starts");
    assert!(
        !folder.outcome(&forced).stdout.contains("\u{1b}["),
        "NO_COLOR wins"
    );
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    let folder = Folder::with_starter();
    for arguments in [
        "list inputs talks.toml",
        "explain",
        "schema",
        "check talks.toml",
        "--help",
    ] {
        let mut child = folder
            .command(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let mut said = String::new();
        let mut stderr = child.stderr.take().expect("piped");
        stderr.read_to_string(&mut said).expect("text");
        let status = child.wait().expect("it ends");
        assert_eq!(
            (status.code(), said.as_str()),
            (Some(0), ""),
            "zopa {arguments}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_behind_standard_output_is_told() {
    let folder = Folder::with_starter();
    let full = File::options()
        .write(true)
        .open("/dev/full")
        .expect("linux has it");
    let output = folder
        .command("check talks.toml")
        .stdout(full)
        .output()
        .expect("the program starts");
    let outcome = folder.outcome(&output);
    assert_eq!(outcome.code, 1);
    assert!(
        outcome.stderr.contains("cannot write to standard output"),
        "{}",
        outcome.stderr
    );
}
