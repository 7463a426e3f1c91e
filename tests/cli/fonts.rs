//! What charts do with characters that the built-in font lacks.

use crate::support::Folder;
use std::path::Path;

/// A small negotiation whose names are of three signs, of which the test font has two.
const TEXT: &str = r#"
name = "国美"
protocol = { kind = "alternating_offers" }
time = { rounds = 3 }
issue = [{ id = "pie", options = ["none", "split"], status_quo = "none" }]

[[party]]
id = "a"
name = "美"
reservation = 0
interest = [{ issue = "pie", weight = 1, value = { table = { none = 0, split = 1 } } }]
strategy = { bidding = "linear" }

[[party]]
id = "b"
name = "甲"
reservation = 0
interest = [{ issue = "pie", weight = 1, value = { table = { none = 0, split = 1 } } }]
strategy = { bidding = "linear" }
"#;

/// Copies a font that was drawn for these tests into a folder: `two-signs.ttf`, `a-huge-sign.ttf` (a thousand times as wide as
/// its em), or `no-height.ttf`.
fn add_font(folder: &Folder, name: &str) {
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/fonts");
    let font = Path::new(fonts).join(name);
    std::fs::copy(font, folder.path(name)).expect("a copy of the font");
}

#[test]
fn what_no_font_has_is_told_and_can_be_added() {
    let folder = Folder::new();
    folder.write("talks.toml", TEXT);
    add_font(&folder, "two-signs.ttf");
    let run =
        |more: &str| folder.zopa(&format!("run talks.toml --runs 100 --out o --force {more}"));
    let chart = || folder.tree("o")["charts/payoffs.png"].clone();
    let boxes = run("");
    assert_eq!(boxes.code, 0, "{}", boxes.stderr);
    let told = "note: charts have empty boxes where their fonts lack a character (国甲美); `--font FILE` adds a font that has it\n";
    assert!(boxes.stderr.ends_with(told), "{}", boxes.stderr);
    let before = chart();
    let added = run("--font two-signs.ttf");
    assert!(
        added.stderr.contains("lack a character (甲)"),
        "{}",
        added.stderr
    );
    assert!(chart() != before);
    // Whoever shows an SVG has fonts of its own.
    assert!(!run("--format svg").stderr.contains("boxes"));
    assert!(!run("--quiet").stderr.contains("boxes"));
}

/// What is larger than the sheet is left out; to fill it would take gigabytes.
#[test]
fn a_sign_that_no_sheet_holds_is_not_drawn() {
    let folder = Folder::new();
    folder.write("talks.toml", TEXT);
    add_font(&folder, "a-huge-sign.ttf");
    let outcome = folder.zopa("run talks.toml --runs 100 --out o --font a-huge-sign.ttf");
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(folder.tree("o").contains_key("charts/payoffs.png"));
}

#[test]
fn what_is_no_font_is_refused() {
    let folder = Folder::new();
    folder.write("talks.toml", TEXT);
    add_font(&folder, "no-height.ttf");
    for (arguments, why) in [
        (
            "run talks.toml --font talks.toml",
            "`--font`: `talks.toml` is not a TrueType or OpenType font",
        ),
        (
            "run talks.toml --font no-height.ttf",
            "`--font`: `no-height.ttf` is a font whose letters have no height",
        ),
        #[cfg(unix)]
        (
            "run talks.toml --font /dev/zero",
            "`--font`: cannot read `/dev/zero`: it is larger than 100 MiB",
        ),
        (
            "run talks.toml --font there.ttf",
            "`--font`: cannot read `there.ttf`",
        ),
        (
            "check talks.toml --font talks.toml",
            "`--font` is for charts, and this command draws none",
        ),
    ] {
        let outcome = folder.zopa(arguments);
        assert_eq!(outcome.code, 2, "{arguments}");
        assert!(outcome.stderr.contains(why), "{}", outcome.stderr);
        assert!(!folder.path("output").exists());
    }
}
