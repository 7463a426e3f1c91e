//! A folder of broken scenario files, each with what zopa says about it.
//!
//! New snapshots: `INSTA_UPDATE=always cargo test --test broken_scenarios`, then read the diff.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use zopa::scenario::{Override, load, parse};

fn broken_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let entries = fs::read_dir(folder).expect("the folder is part of the repository");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    files.sort();
    files
}

#[test]
fn every_broken_file_has_its_diagnostics() {
    let files = broken_files();
    assert!(files.len() >= 65, "only {} files", files.len());
    for file in files {
        let name = file
            .file_name()
            .expect("files have names")
            .to_string_lossy();
        let bytes = fs::read(&file).expect("readable");
        let only_warnings = name.starts_with("warning_");
        let text = match parse(&name, &bytes, &[]) {
            Ok(loaded) => {
                assert!(only_warnings, "{name} has no error");
                assert!(loaded.warnings.warnings() > 0, "{name} has no warning");
                loaded.warnings.render(false)
            }
            Err(problems) => {
                assert!(!only_warnings, "{name} has errors: {problems}");
                assert!(problems.errors() > 0, "{name}");
                problems.render(false)
            }
        };
        insta::assert_snapshot!(name.replace('.', "_"), text);
    }
}

#[test]
fn a_file_of_100_megabytes_is_refused_without_being_read() {
    let mut file = tempfile::Builder::new()
        .suffix(".toml")
        .tempfile()
        .expect("temporary file");
    // A sparse file: it has the size without taking the space.
    file.as_file_mut()
        .seek(SeekFrom::Start(100 << 20))
        .expect("seek");
    file.write_all(b"\n").expect("write");
    let problems = load(file.path(), &[]).expect_err("too large");
    assert_eq!(problems.codes().collect::<Vec<_>>(), ["Z0102"]);
    assert!(problems.render(false).contains("at most 4 MiB are read"));
}

#[test]
fn a_missing_file_and_a_folder_cannot_be_read() {
    let folder = tempfile::tempdir().expect("temporary folder");
    for path in [folder.path().join("missing.toml"), folder.path().to_owned()] {
        let problems = load(&path, &[]).expect_err("no file");
        assert_eq!(problems.codes().collect::<Vec<_>>(), ["Z0101"]);
    }
}

#[test]
fn the_first_byte_that_is_not_utf8_is_pointed_at() {
    let problems = parse("bytes.toml", b"name = \"caf\xE9\"\n", &[]).expect_err("not UTF-8");
    insta::assert_snapshot!("not_utf8", problems.render(false));
}

#[test]
fn nesting_of_any_depth_ends_in_an_error() {
    for depth in [70, 1_000, 500_000] {
        for (name, open, close) in [("deep.toml", "x = [", "]"), ("deep.json", "[", "]")] {
            let head = &open[..open.len() - 1];
            let text = format!("{head}{}{}", "[".repeat(depth), close.repeat(depth));
            let problems = parse(name, text.as_bytes(), &[]).expect_err("too deep");
            let codes: Vec<_> = problems.codes().collect();
            assert!(codes.contains(&"Z0107"), "{name} {depth}: {codes:?}");
        }
        let open = parse("deep.json", "{\"x\":".repeat(depth).as_bytes(), &[]);
        assert_eq!(open.expect_err("too deep").codes().next(), Some("Z0107"));
    }
}

#[test]
fn thousands_of_errors_are_counted_and_a_hundred_told() {
    let keys: String = (0..5_000).map(|k| format!("key{k} = 1\n")).collect();
    let problems = parse("many.toml", keys.as_bytes(), &[]).expect_err("unknown keys");
    assert!(problems.errors() >= 5_000);
    assert_eq!(problems.codes().count(), 100);
    let text = problems.render(false);
    assert!(text.ends_with(&format!(
        "({} more than shown here)\n",
        problems.errors() - 100
    )));
}

#[test]
fn a_line_of_a_megabyte_does_not_flood_the_terminal() {
    let text = format!("{{\"about\":\"{}\",\"nmae\":1}}", "x".repeat(1 << 20));
    let problems = parse("wide.json", text.as_bytes(), &[]).expect_err("unknown key");
    let rendered = problems.render(false);
    assert!(rendered.contains("a key with a similar name exists: `name`"));
    assert!(rendered.lines().all(|line| line.len() < 400), "{rendered}");
}

#[test]
fn overrides_have_diagnostics_of_their_own() {
    let file = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/complete.toml"));
    let file = file.expect("readable");
    let overrides = [
        "party.russa.patience=0.9",
        "time.rounds=1.5",
        "party.*.patience=95",
        "time..rounds=1",
        "time.rounds=]",
        "time=4",
        "input.cards={ uniform = [2, 1] }",
        "implementation.clause.enery.monitoring=1",
        "party.us.interest.energy.value.table.pasued=1",
    ];
    let overrides: Vec<Override> = overrides
        .iter()
        .map(|o| o.parse().expect("has ="))
        .collect();
    let problems = parse("complete.toml", &file, &overrides).expect_err("each is wrong");
    insta::assert_snapshot!("overrides", problems.render(false));
}

#[test]
fn colours_change_nothing_but_colours() {
    let bytes = b"name = 1\n";
    let problems = parse("plain.toml", bytes, &[]).expect_err("incomplete");
    let coloured = problems.render(true);
    assert!(coloured.contains('\u{1b}'));
    let mut plain = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = after.split_once('m').map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    assert_eq!(plain, problems.render(false));
}
