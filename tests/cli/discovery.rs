//! Commands that tell what there is: check, init, explain, list, schema, completions, man.

use crate::support::Folder;
use std::fs;
use std::path::Path;

#[test]
fn the_starter_passes_its_own_check() {
    let folder = Folder::new();
    let init = folder.zopa("init talks.toml");
    assert_eq!((init.code, init.stderr.as_str()), (0, ""));
    assert_eq!(
        init.stdout,
        "wrote talks.toml\nnext: zopa check talks.toml\n"
    );
    insta::assert_snapshot!(folder.zopa("check talks.toml").transcript());
}

#[test]
fn every_shipped_scenario_can_be_started_from() {
    let folder = Folder::new();
    let listed = folder.zopa("list scenarios --json").json();
    let names: Vec<&str> = listed
        .as_array()
        .expect("a list")
        .iter()
        .map(|scenario| scenario["name"].as_str().expect("a name"))
        .collect();
    let mut files: Vec<String> =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"))
            .expect("a folder")
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
            .map(|path| {
                path.file_stem()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
    files.push("starter".to_owned());
    let (mut sorted, mut expected) = (
        names.clone(),
        files.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    sorted.sort_unstable();
    expected.sort_unstable();
    assert_eq!(sorted, expected, "every file of scenarios/ is shipped");
    for name in names {
        let file = format!("{name}.toml");
        assert_eq!(folder.zopa(&format!("init {file} --from {name}")).code, 0);
        let check = folder.zopa(&format!("check {file}"));
        assert_eq!(check.code, 0, "{name}: {}", check.stderr);
    }
}

#[test]
fn a_scenario_comes_with_the_one_that_it_extends() {
    let folder = Folder::new();
    let base = "us-russia-2025-03-18";
    let line = format!("init what-if.toml --from {base}-common-table");
    let wrote = folder.zopa(&line);
    assert_eq!(
        wrote.stdout,
        format!(
            "wrote what-if.toml and {base}.toml, which it extends\nnext: zopa check what-if.toml\n"
        )
    );
    assert_eq!(folder.zopa("check what-if.toml").code, 0);
    // One that is there already stays.
    let own = folder
        .read(&format!("{base}.toml"))
        .replace("rounds = 30 ", "rounds = 29 ");
    folder.write(&format!("{base}.toml"), &own);
    let again = folder.zopa(&format!("{line} --force"));
    assert_eq!(
        again.stdout,
        "wrote what-if.toml\nnext: zopa check what-if.toml\n"
    );
    assert_eq!(folder.read(&format!("{base}.toml")), own);
}

#[test]
fn init_does_not_overwrite() {
    let folder = Folder::new();
    folder.write("talks.toml", "mine");
    let outcome = folder.zopa("init talks.toml");
    assert_eq!(outcome.code, 1);
    assert_eq!(
        outcome.stderr,
        "error: `talks.toml` exists already\nhelp: `--force` replaces it\n"
    );
    assert_eq!(folder.read("talks.toml"), "mine");
    assert_eq!(folder.zopa("init talks.toml --force").code, 0);
    assert_ne!(folder.read("talks.toml"), "mine");
    // The folder is made, as `run` does; what stands in its way is told, and not the draft's name.
    assert_eq!(folder.zopa("init new/folder/talks.toml").code, 0);
    assert!(folder.read("new/folder/talks.toml").contains("name"));
    let outcome = folder.zopa("init talks.toml/new.toml");
    assert_eq!(outcome.code, 1);
    let said = "cannot make the folder `talks.toml`";
    assert!(
        outcome.stderr.contains(said) && !outcome.stderr.contains(".zopa-"),
        "{}",
        outcome.stderr
    );
    assert_eq!(folder.names(), ["new", "talks.toml"]);
}

#[test]
fn check_tells_everything_as_json() {
    let folder = Folder::with_starter();
    let cards = folder.zopa("check talks.toml --json").json();
    assert_eq!(cards[0]["packages"], "588");
    assert_eq!(cards[0]["parties"][0]["conditions"], 2);
    assert_eq!(cards[0]["issues"].as_array().map(Vec::len), Some(4));
}

#[test]
fn conflicts_between_red_lines_are_found() {
    let folder = Folder::with_starter();
    let conflicts = |when: &str| {
        let condition = format!(
            "id = \"not_above\"\nsaid = \"Not more than 6,500\"\n{when}\n\
             require = {{ issue = \"price\", at_most = 6_500 }}\nfirmness = 0.5\n\n\
             [[party.condition]]\nid = \"tyres_too\""
        );
        let text = folder.read("talks.toml");
        folder.write("more.toml", &text.replace("id = \"tyres_too\"", &condition));
        let cards = folder.zopa("check more.toml --json").json();
        let found = cards[0]["conflicts"].as_array().expect("a list").clone();
        let first_two = |c: &serde_json::Value| {
            c["first"]["condition"] == "not_below" && c["second"]["condition"] == "not_above"
        };
        found.into_iter().find(first_two).expect("a conflict")
    };
    // "If sold, 7,000 or more" and "6,500 or less" leave a price only where nothing is sold.
    let conflict = conflicts("when = { issue = \"car\", is = \"sold\" }");
    assert_eq!(conflict["rules_out"][0]["issue"], "car");
    assert_eq!(conflict["rules_out"][0]["option"], "sold");
    assert_eq!(conflict["rules_out"].as_array().map(Vec::len), Some(1));
    assert_eq!(conflict["both"], 0.2, "0.4 (the median) times 0.5");
    let text = folder.zopa("check talks.toml").stdout;
    assert!(text.contains("No two conditions"), "{text}");
}

#[test]
fn terms_codes_and_keys_are_explained() {
    let folder = Folder::new();
    for (word, expected) in [
        (
            "zopa",
            "packages that all their signatories prefer to no deal",
        ),
        ("Red-Line", "without exception"),
        ("micro", "de Jonge"),
        ("Z0203", "Wrong:"),
        ("z0203", "Right:"),
        ("party.patience", "one round later"),
        ("firmness", "required key of scenario files"),
    ] {
        let outcome = folder.zopa(&format!("explain {word}"));
        assert_eq!(outcome.code, 0, "{word}: {}", outcome.stderr);
        let flat = outcome
            .stdout
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        let expected = expected.replace(
            "optional key",
            if word == "firmness" {
                "required key"
            } else {
                ""
            },
        );
        assert!(flat.contains(&expected), "{word}: {}", outcome.stdout);
    }
    insta::assert_snapshot!(folder.zopa("explain red line").transcript());
}

#[test]
fn everything_listed_can_be_explained() {
    let folder = Folder::new();
    let index = folder.zopa("explain --json").json();
    for kind in ["codes", "terms", "keys"] {
        let words = index[kind].as_array().expect("a list");
        assert!(words.len() > 20, "{kind}");
        for word in words.iter().step_by(7) {
            let word = word.as_str().expect("a word");
            assert_eq!(folder.zopa(&format!("explain {word}")).code, 0, "{word}");
        }
    }
}

#[test]
fn lists_are_tables_or_json() {
    let folder = Folder::new();
    for what in ["strategies", "protocols", "distributions", "charts"] {
        let entries = folder.zopa(&format!("list {what} --json")).json();
        let text = folder.zopa(&format!("list {what}")).stdout;
        for entry in entries.as_array().expect("a list") {
            let form = entry["form"].as_str().expect("a form");
            assert!(text.contains(form), "{what}: {form}");
        }
    }
}

#[test]
fn inputs_are_listed_with_the_uncertain_first() {
    let folder = Folder::with_starter();
    let inputs = folder.zopa("list inputs talks.toml --json").json();
    let inputs = inputs.as_array().expect("a list");
    let uncertain: Vec<bool> = inputs
        .iter()
        .map(|input| input["uncertain"].as_bool().expect("yes or no"))
        .collect();
    let first_certain = uncertain.iter().position(|u| !u).expect("some are certain");
    assert_eq!(
        first_certain, 3,
        "three numbers of the starter are uncertain"
    );
    assert!(uncertain[first_certain..].iter().all(|u| !u));
    let paths: Vec<&str> = inputs
        .iter()
        .filter_map(|input| input["path"].as_str())
        .collect();
    assert!(paths.contains(&"party.ada.patience"), "{paths:?}");
    assert!(inputs.iter().all(|input| !input["value"].is_null()));
}

#[test]
fn generated_files_are_fresh() {
    let folder = Folder::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut expected: Vec<(String, String)> = [
        ("bash", "zopa.bash"),
        ("zsh", "_zopa"),
        ("fish", "zopa.fish"),
        ("elvish", "zopa.elv"),
        ("powershell", "_zopa.ps1"),
    ]
    .map(|(shell, file)| {
        (
            format!("completions {shell}"),
            format!("completions/{file}"),
        )
    })
    .into();
    expected.push(("man".to_owned(), "man/zopa.1".to_owned()));
    let commands = [
        "init",
        "check",
        "run",
        "analyze",
        "tournament",
        "replay",
        "plot",
        "import",
        "explain",
        "list",
    ];
    for command in commands {
        expected.push((format!("man {command}"), format!("man/zopa-{command}.1")));
    }
    expected.push((
        "schema".to_owned(),
        "scenarios/scenario.schema.json".to_owned(),
    ));
    for (command, file) in expected {
        let committed = fs::read_to_string(root.join(&file)).unwrap_or_default();
        let fresh = folder.zopa(&command).stdout;
        assert!(
            committed.replace("\r\n", "\n") == fresh,
            "`{file}` is out of date; `zopa {command} > {file}` makes it again"
        );
    }
}
