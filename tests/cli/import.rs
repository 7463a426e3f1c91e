//! `zopa import` from start to end.

use crate::support::Folder;

const DOMAIN: &str =
    "<negotiation_template><utility_space number_of_issues=\"1\"><objective index=\"0\">
<issue index=\"1\" name=\"Colour\" vtype=\"discrete\">
<item index=\"1\" value=\"deep red\"/><item index=\"2\" value=\"blue\"/>
</issue></objective></utility_space></negotiation_template>
";

fn profile(red: &str, blue: &str) -> String {
    format!(
        "<utility_space><objective index=\"0\">
<issue index=\"1\" name=\"Colour\" vtype=\"discrete\">
<item index=\"1\" value=\"deep red\" {red}/><item index=\"2\" value=\"blue\" {blue}/>
</issue><weight index=\"1\" value=\"1\"/></objective>
<discount_factor value=\"0.5\"/><reservation value=\"0.3\"/><mood value=\"good\"/></utility_space>
"
    )
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("domain.xml", DOMAIN);
    folder.write("ann.xml", &profile("evaluation=\"10\"", "evaluation=\"3\""));
    folder.write("bob.xml", &profile("evaluation=\"1\"", "evaluation=\"4\""));
    folder
}

#[test]
fn what_is_imported_can_be_checked_and_run() {
    let folder = folder();
    let outcome = folder.zopa("import genius domain.xml ann.xml bob.xml --out deal.toml");
    assert_eq!(outcome.code, 0, "{outcome:?}");
    assert!(outcome.stdout.contains("wrote deal.toml"), "{outcome:?}");
    assert_eq!(
        outcome.stderr.matches("warning[Z0610]").count(),
        2,
        "{outcome:?}"
    );
    let version = format!("zopa {}", env!("CARGO_PKG_VERSION"));
    insta::assert_snapshot!(
        "imported",
        folder.read("deal.toml").replace(&version, "zopa VERSION")
    );
    let check = folder.zopa("check deal.toml");
    assert_eq!((check.code, check.stderr.as_str()), (0, ""), "{check:?}");
    let run = folder.zopa("run deal.toml --runs 100 --rows --out out");
    assert_eq!(run.code, 0, "{run:?}");
    let again = folder.zopa("import genius domain.xml ann.xml bob.xml --out deal.toml");
    assert_eq!(again.code, 1, "never over an older file: {again:?}");
    let json = folder.zopa("import genius domain.xml ann.xml bob.xml --out deal.json --quiet");
    assert_eq!((json.code, json.stderr.as_str()), (0, ""), "{json:?}");
    assert_eq!(folder.zopa("check deal.json").code, 0);
}

#[test]
fn mistakes_are_told_with_their_places_and_nothing_is_written() {
    let folder = folder();
    folder.write("bob.xml", &profile("", "evaluation=\"much\""));
    let outcome = folder.zopa("import genius domain.xml ann.xml bob.xml --out deal.toml");
    assert_eq!(outcome.code, 3, "{outcome:?}");
    assert!(!folder.path("deal.toml").exists());
    insta::assert_snapshot!("import_mistakes", outcome.stderr);
    let outcome = folder.zopa("import genius nowhere.xml --out deal.toml");
    assert_eq!(outcome.code, 3);
    assert!(outcome.stderr.contains("Z0101"), "{outcome:?}");
}
