//! The README's tutorial works as it is written: every step of its scenario is free of errors, the
//! forecast that it quotes is the one that comes out, and every command that it shows exists.

use std::collections::BTreeMap;
use std::path::Path;
use zopa::scenario::{Loaded, Override, parse};
use zopa::simulate::{Runs, Settings, run};

/// Points by which a quoted share may differ from the simulated one before the README is stale.
const STALE: f64 = 1.0;

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    std::fs::read_to_string(path).expect("README.md can be read")
}

/// A fenced block: its language and its text.
struct Block {
    language: String,
    text: String,
}

fn blocks(markdown: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for line in markdown.lines() {
        match (line.strip_prefix("```"), open.as_mut()) {
            (Some(language), None) => {
                open = Some(Block {
                    language: language.to_owned(),
                    text: String::new(),
                });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (None, Some(block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is not closed");
    found
}

/// The scenario after each step: `toml` blocks are added to the end, `diff` blocks change lines.
fn steps() -> Vec<String> {
    let mut file = String::new();
    let mut steps = Vec::new();
    for block in blocks(&readme()) {
        match block.language.as_str() {
            "toml" => {
                file.push('\n');
                file.push_str(&block.text);
            }
            "diff" => apply(&mut file, &block.text),
            _ => continue,
        }
        steps.push(file.clone());
    }
    steps
}

/// Applies pairs of `-` and `+` lines, each to the one line that it fits.
fn apply(file: &mut String, diff: &str) {
    let lines: Vec<&str> = diff.lines().collect();
    for pair in lines.chunks(2) {
        let [old, new] = pair else {
            panic!("a line of the diff has no partner: {pair:?}")
        };
        let old = old.strip_prefix('-').expect("starts with -");
        let new = new.strip_prefix('+').expect("starts with +");
        let fitting = file.lines().filter(|line| *line == old).count();
        assert_eq!(fitting, 1, "lines that read {old:?}");
        *file = file.replacen(&format!("{old}\n"), &format!("{new}\n"), 1);
    }
}

fn load(text: &str, changes: &[Override]) -> Loaded {
    parse("rent.toml", text.as_bytes(), changes).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Shares of the outcome classes in 100, by name, as `zopa run` would find them.
fn shares(text: &str, changes: &[Override]) -> BTreeMap<String, f64> {
    let settings = Settings {
        seed: 1,
        runs: Runs::Fixed(10_000),
        threads: 0,
    };
    let scenario = load(text, changes).scenario;
    let simulation = run(&scenario, &settings, None, &mut |_| true).expect("runs to the end");
    let outcomes = simulation.forecast.outcomes.into_iter();
    outcomes.map(|o| (o.name, 100.0 * o.share)).collect()
}

/// The number before "in 100", "of 100" and the like that follows a phrase.
fn number_after(text: &str, phrase: &str) -> f64 {
    let (_, rest) = text.split_once(phrase).expect("the README has the phrase");
    let number = rest.split_whitespace().next().expect("a word follows");
    number.parse().expect("which is a number")
}

#[test]
fn every_step_of_the_tutorial_is_a_scenario_without_errors_or_warnings() {
    let steps = steps();
    assert_eq!(steps.len(), 4, "parties, conditions, uncertainty, outcomes");
    for step in &steps {
        assert_eq!(load(step, &[]).warnings.render(false), "", "{step}");
    }
}

#[test]
fn each_step_adds_what_it_says() {
    let scenarios: Vec<_> = steps().iter().map(|s| load(s, &[]).scenario).collect();
    let conditions = |n: usize| scenarios[n].parties[1].conditions.len();
    assert_eq!((conditions(0), conditions(1)), (0, 2));
    assert_eq!(scenarios[1].inputs.len(), 0);
    assert_eq!(scenarios[2].inputs.len(), 3);
    assert_eq!(scenarios[3].outcomes.len(), 4, "two, no deal, other deal");
}

#[test]
fn the_quoted_forecast_is_what_comes_out() {
    let (readme, steps) = (readme(), steps());
    let certain = shares(&steps[0], &[]);
    assert_eq!(certain["Deal"], 100.0);
    let found = shares(&steps[3], &[]);
    let table = blocks(&readme)
        .into_iter()
        .find(|block| block.language == "text")
        .expect("the README quotes a forecast");
    for name in ["No deal", "A new kitchen"] {
        let quoted = number_after(&table.text, &format!("\n{name}"));
        assert!(
            (quoted - found[name]).abs() <= STALE,
            "{name}: {quoted} quoted, {} found",
            found[name]
        );
    }
    let cheaper: Override = "party.landlord.interest.kitchen.weight=1".parse().unwrap();
    let found = shares(&steps[3], &[cheaper])["A new kitchen"];
    let quoted = number_after(&readme, "A new kitchen then comes in ");
    assert!(
        (quoted - found).abs() <= STALE,
        "{quoted} quoted, {found} found"
    );
}

/// Every `zopa …` in code, in blocks and in running text.
#[cfg(feature = "cli")]
fn commands(markdown: &str) -> Vec<String> {
    let in_blocks = blocks(markdown).into_iter().filter(|b| b.language == "sh");
    let mut found: Vec<String> = in_blocks
        .flat_map(|b| b.text.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let spans = markdown.split('`').skip(1).step_by(2);
    found.extend(spans.map(str::to_owned));
    let arguments = |line: &String| {
        let rest = line.strip_prefix("cargo run --release -- ");
        rest.or_else(|| line.strip_prefix("zopa "))
            .map(str::to_owned)
    };
    found.iter().filter_map(arguments).collect()
}

#[cfg(feature = "cli")]
#[test]
fn every_command_shown_exists_with_its_options() {
    let commands = commands(&readme());
    assert!(commands.len() >= 10, "{commands:?}");
    for command in commands {
        let mut words = command.split_whitespace();
        let verb = words.next().expect("a verb");
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_zopa"))
            .args([verb, "--help"])
            .output()
            .expect("zopa starts");
        assert!(output.status.success(), "zopa {command}");
        let help = String::from_utf8(output.stdout).expect("help is text");
        for option in words.filter(|word| word.starts_with("--")) {
            assert!(help.contains(option), "zopa {command}: no {option}");
        }
    }
}

/// A reader who types the blocks of the tutorial one after the other.
#[cfg(feature = "cli")]
#[test]
fn the_tutorial_can_be_followed_from_top_to_bottom() {
    let folder = tempfile::tempdir().expect("a folder");
    // What a reader who holds another program's files has at hand.
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import/genius");
    for name in ["flat.xml", "tenant.xml", "owner.xml"] {
        std::fs::copy(fixtures.join(name), folder.path().join(name)).expect("a fixture");
    }
    // And what everybody has who cloned the repository.
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    std::fs::create_dir(folder.path().join("scenarios")).expect("a folder");
    let entries = std::fs::read_dir(shipped).expect("a folder").flatten();
    for entry in entries.filter(|entry| entry.path().is_file()) {
        let to = folder.path().join("scenarios").join(entry.file_name());
        std::fs::copy(entry.path(), to).expect("a scenario");
    }
    let mut file = String::new();
    let mut followed = 0;
    for block in blocks(&readme()) {
        match block.language.as_str() {
            "toml" => {
                file.push('\n');
                file.push_str(&block.text);
            }
            "diff" => apply(&mut file, &block.text),
            "sh" => {
                for line in block.text.lines().filter(|line| line.starts_with("zopa ")) {
                    std::fs::write(folder.path().join("rent.toml"), &file).expect("written");
                    let output = std::process::Command::new(env!("CARGO_BIN_EXE_zopa"))
                        .args(line.split_whitespace().skip(1))
                        .current_dir(folder.path())
                        .output()
                        .expect("zopa starts");
                    let said = String::from_utf8_lossy(&output.stderr);
                    assert!(output.status.success(), "{line}: {said}");
                    followed += 1;
                }
            }
            _ => {}
        }
    }
    assert!(followed >= 5, "{followed} commands");
    assert!(
        folder
            .path()
            .join("output/rent/10000-1/report.md")
            .is_file()
    );
    assert!(
        folder
            .path()
            .join("output/rent/cheaper/report.md")
            .is_file()
    );
}

#[test]
fn every_file_linked_in_the_repository_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = readme();
    let links = readme.split("](").skip(1);
    let targets = links.map(|rest| rest.split(')').next().expect("closed"));
    let files = targets.filter(|target| !target.contains("://"));
    // The gallery is made by the program; CI looks after it.
    for file in files.filter(|file| !file.starts_with("output/")) {
        assert!(root.join(file).exists(), "{file}");
    }
}
