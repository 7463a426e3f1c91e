//! What charts do with characters that the built-in font lacks.

use crate::support::Folder;

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

/// A font of two signs.
const FONT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/fixtures/fonts/two-signs.ttf"
);

#[test]
fn what_no_font_has_is_told_and_can_be_added() {
    let folder = Folder::new();
    folder.write("talks.toml", TEXT);
    std::fs::copy(FONT, folder.path("two-signs.ttf")).expect("a copy of the font");
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

#[test]
fn what_is_no_font_is_refused() {
    let folder = Folder::new();
    folder.write("talks.toml", TEXT);
    for (arguments, why) in [
        (
            "run talks.toml --font talks.toml",
            "`--font`: `talks.toml` is not a TrueType or OpenType font",
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
