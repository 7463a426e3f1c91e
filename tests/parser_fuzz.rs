//! Whatever the bytes, reading a scenario ends in a scenario or in errors, never in a panic.
//!
//! `PROPTEST_CASES=100000 cargo test --release --test parser_fuzz` looks longer.

use proptest::prelude::*;
use std::path::Path;
use zopa::scenario::{Override, Problems, parse};

fn cases(default: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|n| n.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(default),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Reads the bytes; if they are refused there is a reason, and it can be told.
fn survives(name: &str, bytes: &[u8], overrides: &[Override]) {
    let told = |problems: &Problems| {
        let text = problems.render(false);
        assert!(text.len() < 1_000_000, "too much to say");
        assert!(!problems.render(true).is_empty() || text.is_empty());
    };
    match parse(name, bytes, overrides) {
        Ok(loaded) => {
            assert_eq!(loaded.warnings.errors(), 0);
            told(&loaded.warnings);
            let scenario = &loaded.scenario;
            assert!(!scenario.issues.is_empty() && !scenario.parties.is_empty());
            for issue in &scenario.issues {
                assert!(
                    issue.status_quo.is_none_or(|o| o < issue.options.len())
                        && !issue.consent.is_empty()
                );
            }
        }
        Err(problems) => {
            assert!(problems.errors() > 0, "refused without a reason");
            told(&problems);
        }
    }
}

fn fixture() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/complete.toml");
    std::fs::read(path).expect("readable")
}

/// Pieces of the format in any order.
fn soup() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "[[issue]]\n",
        "[[party]]\n",
        "[[party.condition]]\n",
        "[[party.interest]]\n",
        "[time]\n",
        "[protocol]\n",
        "[[outcome]]\n",
        "[[event]]\n",
        "[implementation]\n",
        "[[input]]\n",
        "id = ",
        "\"a\"\n",
        "\"b\"\n",
        "name = ",
        "options = [\"a\", \"b\"]\n",
        "status_quo = ",
        "numbers = ",
        "{ from = 0, to = 1, step = 0.1 }\n",
        "rounds = ",
        "1\n",
        "-1e308\n",
        "nan\n",
        "when = ",
        "require = ",
        "{ all = [{ issue = \"a\", is = \"b\" }] }\n",
        "{ deal = true }\n",
        "{ not = { moved = \"a\" } }\n",
        "firmness = ",
        "{ uniform = [0, 1] }\n",
        "kind = ",
        "\"shuttle\"\n",
        "value = ",
        "{ linear = \"rising\" }\n",
        "weight = ",
        "issue = ",
        "consent = ",
        "[]\n",
        "[[]]\n",
        "{}\n",
        "true\n",
        "1979-05-27\n",
        "\"\"\"",
        "'",
        "\\u0000",
        "\u{FEFF}",
        "é",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|words| words.concat())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        survives("any.toml", &bytes, &[]);
        survives("any.json", &bytes, &[]);
    }

    #[test]
    fn any_order_of_the_format_s_pieces(text in soup()) {
        survives("soup.toml", text.as_bytes(), &[]);
    }

    #[test]
    fn any_json(text in "[\\[\\]{}:,\"a-z0-9 .eE\\\\/*-]{0,200}") {
        survives("any.json", text.as_bytes(), &[]);
    }

    #[test]
    fn a_valid_file_with_bytes_changed(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        printable in any::<bool>(),
    ) {
        let mut bytes = fixture();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = if printable { 32 + byte % 95 } else { byte };
        }
        survives("changed.toml", &bytes, &[]);
    }

    #[test]
    fn a_valid_file_with_lines_moved_or_lost(
        moves in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()), 1..6),
    ) {
        let text = String::from_utf8(fixture()).expect("UTF-8");
        let mut lines: Vec<&str> = text.lines().collect();
        for (from, to, lost) in moves {
            let line = lines.remove(from.index(lines.len()));
            if !lost {
                lines.insert(to.index(lines.len()), line);
            }
        }
        survives("moved.toml", lines.join("\n").as_bytes(), &[]);
    }

    #[test]
    fn any_override(path in "[a-z.*\"\\\\_0-9]{0,40}", value in "[ -~]{0,30}") {
        survives("complete.toml", &fixture(), &[Override { path, value, flag: "--set" }]);
    }

    #[test]
    fn any_value_at_any_setting(pick in any::<prop::sample::Index>(), value in prop::sample::select(vec![
        "0", "1", "-1", "1e300", "nan", "x", "\"\"", "true", "[]", "{}", "[1, 2]", "{ uniform = [0, 1] }",
        "{ normal = [0, 1] }", "{ input = \"cards\" }", "{ issue = \"nato\" }", "{ deal = true }", "\"nato\"",
        "{ choice = [[1]] }", "{ beta = [-1, 2] }", "[[1, 2], [3]]", "1979-05-27",
    ])) {
        let bytes = fixture();
        let loaded = parse("complete.toml", &bytes, &[]).unwrap_or_else(|p| panic!("{p}"));
        let setting = &loaded.settings[pick.index(loaded.settings.len())];
        let change = Override { path: setting.path.clone(), value: value.to_owned(), flag: "--set" };
        survives("complete.toml", &bytes, &[change]);
    }
}
