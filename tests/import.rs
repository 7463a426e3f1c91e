//! Other programs' files as scenarios: what packages are worth, to the last bit; and files that are
//! broken or hostile.
//!
//! Where the environment variable `ZOPA_REFERENCE` names a folder with `saop/expected.json`, its
//! domains are imported and compared too.

#[path = "support/folder.rs"]
mod folder;

use proptest::prelude::*;
use serde_json::Value;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use zopa::game::search::Search;
use zopa::game::{Compiler, Draw, Space, Valuation};
use zopa::import::{File, Folder, Format, Imported, Reading, Settings, import};
use zopa::model::Scenario;
use zopa::scenario::parse;

fn fixture(format: &str, names: &[&str]) -> Vec<File> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/import")
        .join(format);
    names.iter().map(|name| file(&folder.join(name))).collect()
}

fn file(path: &Path) -> File {
    File::read(path).unwrap_or_else(|problems| panic!("{problems}"))
}

fn made(name: &str, text: &str) -> File {
    File {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    }
}

fn imported(format: Format, files: &[File], settings: &Settings) -> Imported {
    import(format, files, settings).unwrap_or_else(|problems| panic!("{problems}"))
}

/// A negotiation in numbers.
struct Numbers {
    scenario: Scenario,
    space: Space,
    valuations: Vec<Valuation>,
    reservations: Vec<f64>,
}

impl Numbers {
    /// Reads what was written, as TOML and as JSON: both must be the same scenario.
    fn of(imported: &Imported) -> Self {
        let toml = Self::parse("x.toml", &imported.toml);
        let json = Self::parse("x.json", &imported.json);
        assert_eq!(toml.scenario.hash, json.scenario.hash);
        let bits = |valuations: &[Valuation]| -> Vec<Vec<u64>> {
            let each = |v: &Valuation| {
                v.values
                    .iter()
                    .chain(&v.bonuses)
                    .map(|x| x.to_bits())
                    .collect()
            };
            valuations.iter().map(each).collect()
        };
        assert_eq!(bits(&toml.valuations), bits(&json.valuations));
        toml
    }

    fn parse(name: &str, text: &str) -> Self {
        let loaded =
            parse(name, text.as_bytes(), &[]).unwrap_or_else(|problems| panic!("{problems}"));
        let scenario = loaded.scenario;
        let space = Space::new(&scenario);
        let draw = Draw::medians(&scenario);
        let valuations =
            Compiler::new(&scenario).compile_all(&scenario, &space, &draw, &mut Search::new());
        let reservation =
            |p: usize| Compiler::reservation(&scenario, &space, p, &draw.inputs, &valuations[p]);
        let reservations = (0..valuations.len()).map(reservation).collect();
        Self {
            scenario,
            space,
            valuations,
            reservations,
        }
    }

    /// The package with this number, row-major: the first issue varies slowest.
    fn package(&self, index: u64) -> Vec<u16> {
        let mut rest = index;
        let mut package = vec![0; self.space.issues()];
        for issue in (0..package.len()).rev() {
            let options = self.space.options_of(issue) as u64;
            package[issue] = (rest % options) as u16;
            rest /= options;
        }
        package
    }

    fn utilities(&self, package: &[u16]) -> Vec<f64> {
        self.valuations
            .iter()
            .map(|v| v.utility(&self.space, package))
            .collect()
    }

    fn all(&self) -> Vec<Vec<f64>> {
        let count = u64::try_from(self.scenario.packages()).expect("few packages");
        (0..count)
            .map(|index| self.utilities(&self.package(index)))
            .collect()
    }

    /// The package of these words.
    fn named(&self, words: &[&str]) -> Vec<u16> {
        let issues = self.scenario.issues.iter().zip(words);
        let option = |(issue, word): (&zopa::model::Issue, &&str)| {
            let found = issue.options.iter().position(|option| option.name == *word);
            found.unwrap_or_else(|| panic!("{word} of {}", issue.name)) as u16
        };
        issues.map(option).collect()
    }
}

#[test]
fn genius_discrete_integer_and_real_issues() {
    let files = fixture("genius", &["flat.xml", "tenant.xml", "owner.xml"]);
    let settings = Settings {
        steps: 4,
        rounds: 10,
        ..Settings::default()
    };
    let imported = imported(Format::Genius, &files, &settings);
    assert_eq!(
        imported.warnings.codes().collect::<Vec<_>>(),
        ["Z0610"],
        "costs are told of"
    );
    assert!(imported.warnings.to_string().contains("costs of items"));
    let numbers = Numbers::of(&imported);
    let scenario = &numbers.scenario;
    assert_eq!(scenario.packages(), 3 * 4 * 5);
    assert!(!scenario.has_status_quo());
    let ids: Vec<&str> = scenario.parties.iter().map(|p| p.id.as_str()).collect();
    assert_eq!(ids, ["tenant", "owner"]);
    let names: Vec<&str> = scenario.issues[0]
        .options
        .iter()
        .map(|o| o.name.as_str())
        .collect();
    assert_eq!(names, ["gas", "heat pump & solar", "dépôt \"wood\""]);
    assert_eq!(numbers.reservations, [0.0, 0.25]);
    let patience = scenario.parties[0].patience.offset;
    assert!(
        (zopa::math::pow(patience, 10.0) - 0.5).abs() < 1e-12
            && scenario.parties[1].patience.offset == 1.0
    );
    for (words, expected) in [
        // 0.5 x 4/4 + 0.3 x (1 - 0.4 x 1) + 0.2 x (1.5 - 0.75); 0.25 x 2/10 + 0.25 x (0.3 + 0.1) + 0.5 x 1/3
        (
            ["heat pump & solar", "3", "0.75"],
            [0.5 + 0.18 + 0.15, 0.05 + 0.1 + 0.5 / 3.0],
        ),
        // The evaluators stop at 0 and 1: 1 - 0.4 x 3 and 0.1 + 0.3 x 3; a triangle ends at its ends.
        (["gas", "5", "1.5"], [0.125, 0.25 + 0.25]),
        (
            ["dépôt \"wood\"", "2", "1.25"],
            [0.375 + 0.3 + 0.05, 0.125 + 0.025 + 0.5],
        ),
    ] {
        let got = numbers.utilities(&numbers.named(&words));
        assert!(
            got.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12),
            "{words:?}: {got:?} {expected:?}"
        );
    }
    let negmas = Settings {
        reading: Reading::Negmas,
        ..settings
    };
    let numbers = Numbers::of(&self::imported(Format::Genius, &files, &negmas));
    let got = numbers.utilities(&numbers.named(&["gas", "5", "1.5"]));
    // 0.5 x 1 + 0.3 x (1 - 0.4 x 5); 0.25 x 10 + 0.25 x (0.1 + 0.3 x 5)
    assert!(
        (got[0] - (0.5 - 0.3)).abs() < 1e-12 && (got[1] - (2.5 + 0.4)).abs() < 1e-12,
        "{got:?}"
    );
}

#[test]
fn genius_rectangles_are_added_and_divided_once() {
    let files = fixture("genius", &["boxes.xml", "boxes-one.xml"]);
    let genius = |a: u16, b: u16| {
        let mut sum = 10.0;
        sum += if (1..=2).contains(&a) && b >= 2 {
            10.0
        } else {
            0.0
        };
        sum += if b == 3 { 20.0 } else { 0.0 };
        sum + if a <= 1 && b <= 2 { 0.0 } else { 30.0 }
    };
    // Without their edges, three of the ranges are empty: two rectangles let nothing in, and
    // everything stays out of the third.
    let negmas = 30.0 + 10.0;
    for (index, (a, b)) in (0..4).flat_map(|a| (1..4).map(move |b| (a, b))).enumerate() {
        for (reading, worth) in [
            (Reading::Genius, genius(a, b) / 70.0),
            (Reading::Negmas, negmas),
        ] {
            let settings = Settings {
                reading,
                ..Settings::default()
            };
            let numbers = Numbers::of(&imported(Format::Genius, &files, &settings));
            assert_eq!(numbers.reservations, [0.4]);
            let package = numbers.package(index as u64);
            assert_eq!(numbers.utilities(&package), [worth], "{a} {b}");
        }
    }
}

#[test]
fn geniusweb_tables_lines_and_reservation_bids() {
    let files = fixture("geniusweb", &["trip.json", "ann.json", "bob.json"]);
    let numbers = Numbers::of(&imported(Format::GeniusWeb, &files, &Settings::default()));
    assert_eq!(numbers.scenario.packages(), 8);
    let got = numbers.utilities(&numbers.named(&["the mountains", "5"]));
    // Ann: 0.6 x 1 + 0.4 x (0.9 - 0.8 x 4/6); Bob: 0.75 x 0.3 + 0.25 x 4/6.
    let expected = [
        0.6 + 0.4 * (0.9 - 0.8 * 4.0 / 6.0),
        0.225 + 0.25 * 4.0 / 6.0,
    ];
    assert!(
        got.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12),
        "{got:?}"
    );
    let bid = numbers.utilities(&numbers.named(&["sea", "3"]));
    assert_eq!(numbers.reservations, bid);
}

#[test]
fn negmas_functions_bias_and_free_weights() {
    let files = fixture("negmas", &["wine.yml", "buyer.yml", "seller.yml"]);
    let imported = imported(Format::Negmas, &files, &Settings::default());
    assert_eq!(imported.warnings.codes().collect::<Vec<_>>(), ["Z0610"]);
    let numbers = Numbers::of(&imported);
    // The seller states none, which leaves the worst package: 1 bottle of red.
    assert_eq!(numbers.reservations, [0.5, 0.6 * 1.0 + 0.4 * 0.1]);
    let colours = [("red", 1.0, 0.1), ("yes", 0.3, 0.2), ("3", 0.7, 0.3)];
    for bottles in 1..=3 {
        for (colour, buyer, seller) in colours {
            let got = numbers.utilities(&numbers.named(&[&bottles.to_string(), colour]));
            let x = f64::from(bottles);
            assert_eq!(
                got,
                [
                    0.125 + 2.0 * (x * -0.25 + 1.0) + 0.5 * buyer,
                    0.6 * x + 0.4 * seller
                ]
            );
        }
    }
}

#[test]
fn negolog_profiles_in_any_order() {
    let files = fixture("negolog", &["profileA.json", "specs.json", "profileB.json"]);
    let imported = imported(Format::Negolog, &files, &Settings::default());
    assert_eq!(imported.warnings.codes().collect::<Vec<_>>(), ["Z0610"]);
    let numbers = Numbers::of(&imported);
    assert_eq!(numbers.scenario.name, "Letters");
    assert_eq!(numbers.reservations, [0.3, 0.1]);
    let got = numbers.utilities(&numbers.named(&["p", "s"]));
    assert_eq!(got, [0.3 * 1.0 + 0.7 * 0.7, 0.4 * 0.3 + 0.6 * 0.6]);
}

#[test]
fn issues_with_a_single_value_count_with_the_next() {
    let profile = |x: f64, y: f64| {
        format!(
            r#"{{ "issueWeights": {{ "a": 0.25, "b": 0.5, "c": 0.25 }},
                 "issues": {{ "a": {{ "only": {x} }}, "b": {{ "p": 1, "q": {y} }}, "c": {{ "last": 1 }} }} }}"#
        )
    };
    let files = [
        made("one.json", &profile(0.5, 0.75)),
        made("two.json", &profile(1.0, 0.0)),
    ];
    let imported = imported(Format::Negolog, &files, &Settings::default());
    assert_eq!(imported.warnings.codes().collect::<Vec<_>>(), ["Z0610"; 2]);
    let numbers = Numbers::of(&imported);
    assert_eq!(numbers.all(), [[0.875, 1.0], [0.75, 0.5]]);
    let nothing = made(
        "x.json",
        r#"{ "issueWeights": { "a": 1 }, "issues": { "a": { "only": 1 } } }"#,
    );
    let problems = import(Format::Negolog, &[nothing], &Settings::default()).expect_err("nothing");
    assert_eq!(problems.codes().collect::<Vec<_>>(), ["Z0609"]);
}

// ---------------------------------------------------------------- files as they are met

/// Types in capitals, groups of issues, a whole number with one value, gaps between indices, other letter case and
/// order in the profile, a byte order mark and Windows line ends.
#[test]
fn genius_files_of_other_hands() {
    let domain = "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- by hand -->\r\n<negotiation_template>\r\n\
        <utility_space number_of_issues=\"3\"><objective index=\"1\" name=\"Car\">\r\n\
        <issue index=\"2\" name=\"Size\" type=\"DISCRETE\"><item index=\"10\" value=\" small \"/><item index=\"20\" value=\"groß\"/></issue>\r\n\
        <issue index=\"5\" name=\"Price\" vtype=\"Real\"><range lowerbound=\"1000\" upperbound=\"2000\"/></issue>\r\n\
        <objective index=\"7\" name=\"Inner\"><issue index=\"9\" name=\"n\" type=\"integer\"><range lowerbound=\"3\" upperbound=\"3\"/></issue></objective>\r\n\
        </objective></utility_space></negotiation_template>\r\n";
    let profile = "<utility_space><objective index=\"1\" name=\"Car\">\
        <weight index=\"5\" value=\"0.4\"/><weight index=\"2\" value=\"0.5\"/><weight index=\"7\" value=\"0.3\"/>\
        <issue index=\"5\" name=\" price\" vtype=\"Real\"><range lowerbound=\"1000\" upperbound=\"2000\"/>\
        <evaluator ftype=\"Linear\" parameter0=\"2\" parameter1=\"-0.001\"/></issue>\
        <objective index=\"7\" name=\"Inner\"><weight index=\"9\" value=\"0.1\"/>\
        <issue index=\"9\" name=\"n\" type=\"integer\"><range lowerbound=\"1\" upperbound=\"3\"/>\
        <evaluator ftype=\"linear\" slope=\"0.25\" offset=\"0\"/></issue></objective>\
        <issue index=\"2\" name=\"Size\" type=\"Discrete\"><item index=\"20\" value=\"groß\" evaluation=\"3\"/><item index=\"10\" value=\"small\" evaluation=\"4.0\"/></issue>\
        </objective><discount_factor value=\"1.0\"/><reservation value=\"0.0\"/></utility_space>";
    let files = [made("d.xml", domain), made("p.xml", profile)];
    let settings = Settings {
        steps: 2,
        ..Settings::default()
    };
    let imported = imported(Format::Genius, &files, &settings);
    let told = imported.warnings.to_string();
    assert!(told.contains("the weight of a group"), "{told}");
    assert!(told.contains("`n` has a single value"), "{told}");
    let numbers = Numbers::of(&imported);
    assert_eq!(numbers.scenario.packages(), 2 * 3);
    // n = 3 lies 2 above the profile's own lower bound: 0.1 x 0.25 x 2.
    let constant = 0.1 * (0.25 * 2.0);
    for (size, worth) in [(0, 1.0), (1, 0.75)] {
        for (price, part) in [(0, 1.0), (1, 0.5), (2, 0.0)] {
            let got = numbers.utilities(&[size, price])[0];
            let expected = 0.5 * worth + 0.4 * part + constant;
            assert!(
                close(got, expected),
                "{size} {price}: {got}, not {expected}"
            );
        }
    }
    // A party of its own is a scenario, and so are names that make the same identifier.
    assert_eq!(numbers.scenario.parties.len(), 1);
}

#[test]
fn declared_latin_encodings_are_read() {
    let text = |first: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><utility_space><objective index=\"1\" name=\"x\">\
             <weight index=\"1\" value=\"1\"/><issue index=\"1\" name=\"Menu\" type=\"discrete\">\
             <item index=\"1\" value=\"{first}\" evaluation=\"1\"/><item index=\"2\" value=\"tea\" evaluation=\"0\"/>\
             </issue></objective></utility_space>"
        )
    };
    let latin = text("café").chars().map(|c| c as u8).collect();
    let file = File {
        name: "x.xml".into(),
        bytes: latin,
    };
    let numbers = Numbers::of(&imported(Format::Genius, &[file], &Settings::default()));
    assert_eq!(numbers.utilities(&numbers.named(&["café"])), [1.0]);
}

/// A side of a rectangle on an issue with a single value says nothing, for packages inside or outside.
#[test]
fn rectangles_with_a_side_that_is_always_met() {
    let domain = "<negotiation_template><utility_space><objective index=\"0\" name=\"root\">\
        <issue index=\"1\" name=\"a\" type=\"integer\" lowerbound=\"5\" upperbound=\"5\"/>\
        <issue index=\"2\" name=\"b\" type=\"integer\" lowerbound=\"0\" upperbound=\"2\"/>\
        </objective></utility_space></negotiation_template>";
    let profile = "<utility_space type=\"nonlinear\"><utility maxutility=\"10\"><ufun aggregation=\"sum\">\
        <hyperRectangle utility=\"4\"><INCLUDES index=\"1\" min=\"5\" max=\"5\"/><INCLUDES index=\"2\" min=\"0\" max=\"1\"/></hyperRectangle>\
        <hyperRectangle utility=\"1\"><INCLUDES index=\"1\" min=\"0\" max=\"9\"/></hyperRectangle>\
        <hyperRectangle utility=\"2\"><EXCLUDES index=\"1\" min=\"5\" max=\"5\"/><EXCLUDES index=\"2\" min=\"0\" max=\"1\"/></hyperRectangle>\
        <hyperRectangle utility=\"7\"><EXCLUDES index=\"1\" min=\"5\" max=\"5\"/></hyperRectangle>\
        </ufun></utility></utility_space>";
    let files = [made("d.xml", domain), made("p.xml", profile)];
    let numbers = Numbers::of(&imported(Format::Genius, &files, &Settings::default()));
    assert_eq!(numbers.all(), [[0.5], [0.5], [0.3]]);
}

/// NegMAS's ways of saying what no deal is worth, values in the order of the options, and issues repeated within a function.
#[test]
fn negmas_files_of_other_hands() {
    let domain = made(
        "d.yml",
        "issues:\n- {name: price, type: ContiguousIssue, values: [1, 3]}\n\
         - {name: color, type: negmas.outcomes.CategoricalIssue, values: [red, blue]}\n\
         - {name: n, type: ContiguousIssue, values: [4, 4]}\n",
    );
    let party = |name: &str, reserved: &str| {
        made(
            name,
            &format!(
                "type: LinearAdditiveUtilityFunction\n{reserved}\nissues: [price, color, n]\n\
                 values:\n  price: {{type: AffineFun, slope: -1.0, bias: 0.5}}\n  color: [0.25, 1.0]\n  n: {{type: IdentityFun}}\n\
                 weights: [0.5, 0.5, 0.125]\n"
            ),
        )
    };
    let files = [
        domain,
        party("a.yml", "reserved_value: -.inf"),
        party(
            "b.yml",
            "reserved_value: null\nreserved_outcome: [2, blue, 4]",
        ),
        party("c.yml", "reserved_outcome: {color: red, n: 4, price: 1}"),
        party(
            "d.yml",
            "reserved_value: 0.25\nreserved_outcome: [2, red, 4]",
        ),
        party("e.yml", ""),
    ];
    let imported = imported(Format::Negmas, &files, &Settings::default());
    let told = imported.warnings.to_string();
    assert!(
        told.contains("no deal is worth minus infinity to `a`"),
        "{told}"
    );
    assert!(told.contains("`reserved_outcome` is not kept"), "{told}");
    let numbers = Numbers::of(&imported);
    let worst = 0.5 * -2.5 + 0.5 * 0.25 + 0.125 * 4.0;
    let middle = 0.5 * -1.5 + 0.5 * 1.0 + 0.125 * 4.0;
    let best = 0.5 * -0.5 + 0.5 * 0.25 + 0.125 * 4.0;
    assert_eq!(numbers.reservations, [worst, middle, best, 0.25, worst]);
    assert_eq!(numbers.utilities(&[1, 1])[0], middle);

    // The outcome space may stand within a function.
    let text = "type: LinearAdditiveUtilityFunction\noutcome_space: {name: x, issues: [{name: c, values: [p, q]}]}\n\
        reserved_value: 0.5\nvalues: [{p: 1, q: 0.25}]\n";
    let alone = Numbers::of(&self::imported(
        Format::Negmas,
        &[made("a.yml", text)],
        &Settings::default(),
    ));
    assert_eq!(alone.all(), [[1.0], [0.25]]);

    let mut wrong = files[..2].to_vec();
    wrong[1] = party("a.yml", "reserved_outcome: [2, green, 4]");
    let problems = import(Format::Negmas, &wrong, &Settings::default()).expect_err("green");
    assert!(problems.to_string().contains("--> a.yml:2:"), "{problems}");
    wrong[0] = made(
        "d.yml",
        "issues:\n- {name: price, type: CountableInfiniteIssue, values: [1, .inf]}\n",
    );
    let problems = import(Format::Negmas, &wrong, &Settings::default()).expect_err("infinite");
    assert!(
        problems.to_string().contains("infinitely many"),
        "{problems}"
    );
}

#[test]
fn geniusweb_ranges_of_a_single_number() {
    let profile = |bid: &str| {
        made(
            "p.json",
            &format!(
                r#"{{ "LinearAdditiveUtilitySpace": {{ "name": "p", {bid}
                "issueWeights": {{ "n": 0.5, "c": 0.5 }},
                "issueUtilities": {{
                    "n": {{ "numberutils": {{ "lowValue": 2, "lowUtility": 0.5, "highValue": 2, "highUtility": 1 }} }},
                    "c": {{ "discreteutils": {{ "valueUtilities": {{ "x": 1, "y": 0 }} }} }} }},
                "domain": {{ "name": "d", "issuesValues": {{
                    "n": {{ "range": ["2", "2", "1"] }}, "c": {{ "values": ["x", "y"] }} }} }} }} }}"#
            ),
        )
    };
    for (bid, reservation) in [
        ("", 0.0),
        (r#""reservationBid": null,"#, 0.0),
        (
            r#""reservationBid": { "issuevalues": { "c": "x", "n": 2 } },"#,
            0.75,
        ),
    ] {
        let files = [profile(bid)];
        let numbers = Numbers::of(&imported(Format::GeniusWeb, &files, &Settings::default()));
        assert_eq!(numbers.all(), [[0.75], [0.25]]);
        assert_eq!(numbers.reservations, [reservation]);
    }
}

#[test]
fn folders_give_their_domain_and_profiles_in_the_order_of_names() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("folder-of-a-negotiation");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("old.xml")).expect("a folder");
    let [domain, profile, _] = &fixture("genius", &["flat.xml", "tenant.xml", "owner.xml"])[..]
    else {
        panic!("three files");
    };
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).expect(name);
    for number in [10, 2, 1] {
        write(&format!("flat_util{number}.XML"), &profile.bytes);
    }
    write("flat.xml", &domain.bytes);
    write("pareto.xml", b"<pareto/>");
    write("readme.txt", b"hello");
    let read = Folder::read(&folder, Format::Genius).expect("a folder");
    assert!(read.others.len() == 1 && read.others[0].ends_with("pareto.xml"));
    let numbers = Numbers::of(&imported(Format::Genius, &read.files, &Settings::default()));
    let parties = numbers.scenario.parties.iter();
    let ids: Vec<&str> = parties.map(|party| party.id.as_str()).collect();
    assert_eq!(ids, ["flat_util1", "flat_util2", "flat_util10"]);
    let problems = Folder::read(&folder, Format::Negmas).expect_err("no YAML");
    assert_eq!(problems.codes().collect::<Vec<_>>(), ["Z0609"]);
}

// ---------------------------------------------------------------- talks

/// Nothing stands before a deal: any package can be agreed, the first of the file among them, and
/// where there is no deal nothing is left on the issues.
#[test]
fn talks_without_a_status_quo_agree_on_any_package_or_none() {
    use zopa::simulate::{Runs, Settings, run};
    for best in 0..3 {
        for (reservation, share) in [(0.4, 1.0), (2.0, 0.0)] {
            let values: Vec<String> = (0..3)
                .map(|o| format!("\"v{o}\": {}", if o == best { 1.0 } else { 0.1 }))
                .collect();
            let profile = format!(
                r#"{{ "reservationValue": {reservation}, "issueWeights": {{ "x": 1 }}, "issues": {{ "x": {{ {} }} }} }}"#,
                values.join(", ")
            );
            let files = [made("a.json", &profile), made("b.json", &profile)];
            let numbers = Numbers::of(&imported(
                Format::Negolog,
                &files,
                &zopa::import::Settings::default(),
            ));
            let settings = Settings {
                seed: 1,
                runs: Runs::Fixed(20),
                threads: 1,
            };
            let mut unsettled = 0;
            let mut sink = |row: &zopa::simulate::Row| {
                unsettled += u32::from(!row.is_settled());
                Ok(())
            };
            let found = run(&numbers.scenario, &settings, Some(&mut sink), &mut |_| true);
            let forecast = found.unwrap_or_else(|error| panic!("{error:?}")).forecast;
            assert_eq!(forecast.issues[0].options[best].share, share, "{best}");
            assert_eq!(forecast.issues[0].status_quo, None);
            assert_eq!(unsettled, if share == 0.0 { 20 } else { 0 });
            assert_eq!(
                forecast.outcomes[numbers.scenario.no_deal_class()].share,
                1.0 - share
            );
        }
    }
}

// ---------------------------------------------------------------- round trips

/// Words, or the bounds of whole numbers.
type Values = Result<Vec<String>, (i32, i32)>;
/// A weight, evaluations by option, slope and offset.
type Wants = (f64, Vec<f64>, f64, f64);

/// A random linear GENIUS domain, as its numbers.
#[derive(Debug, Clone)]
struct Plan {
    /// Per issue, its name and values.
    issues: Vec<(String, Values)>,
    /// Per party and issue.
    parties: Vec<Vec<Wants>>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let word = "[ -~äß日]{1,12}";
    let values = prop_oneof![
        prop::collection::hash_set(word, 2..5)
            .prop_map(|words| Ok(words.into_iter().collect::<Vec<_>>())),
        (-9..9i32, 1..6i32).prop_map(|(low, more)| Err((low, low + more))),
    ];
    let issues = prop::collection::vec((word, values), 1..4).prop_map(|mut issues| {
        for (index, (name, values)) in issues.iter_mut().enumerate() {
            *name = format!("{index}{name}x");
            if let Ok(words) = values {
                words.sort();
                words
                    .iter_mut()
                    .enumerate()
                    .for_each(|(k, word)| *word = format!("{k}{word}x"));
            }
        }
        issues
    });
    let wants = (
        0.01..1.0f64,
        prop::collection::vec(0.0..100.0f64, 8),
        -1.0..1.0f64,
        0.0..1.0f64,
    );
    let parties = prop::collection::vec(prop::collection::vec(wants, 3), 1..4);
    (issues, parties).prop_map(|(issues, mut parties)| {
        for party in &mut parties {
            party.truncate(issues.len());
            let total: f64 = party.iter().map(|wants| wants.0).sum();
            party.iter_mut().for_each(|wants| wants.0 /= total);
        }
        Plan { issues, parties }
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

/// The files of a plan; without a party, the domain.
fn xml(plan: &Plan, party: Option<usize>) -> String {
    let mut out = String::from("<objective index=\"0\">\n");
    for (index, (name, values)) in plan.issues.iter().enumerate() {
        let name = escaped(name);
        let wants = party.map(|party| &plan.parties[party][index]);
        let kind = if values.is_ok() {
            "discrete"
        } else {
            "integer"
        };
        let bounds = values.as_ref().err().map_or(String::new(), |(low, high)| {
            format!("lowerbound=\"{low}\" upperbound=\"{high}\" ")
        });
        let _ = writeln!(
            out,
            "<issue {bounds}index=\"{}\" name=\"{name}\" vtype=\"{kind}\">",
            index + 1
        );
        for (option, word) in values.iter().flatten().enumerate() {
            let evaluation = wants.map_or(String::new(), |wants| {
                format!("evaluation=\"{}\" ", wants.1[option])
            });
            let _ = writeln!(
                out,
                "<item index=\"{}\" {evaluation}value=\"{}\"/>",
                option + 1,
                escaped(word)
            );
        }
        if let (Err(_), Some(wants)) = (values, wants) {
            let _ = writeln!(
                out,
                "<evaluator ftype=\"linear\" slope=\"{}\" offset=\"{}\"/>",
                wants.2, wants.3
            );
        }
        out.push_str("</issue>\n");
        if let Some(wants) = wants {
            let _ = writeln!(
                out,
                "<weight index=\"{}\" value=\"{}\"/>",
                index + 1,
                wants.0
            );
        }
    }
    out.push_str("</objective>\n");
    match party {
        Some(_) => format!("<utility_space>{out}</utility_space>"),
        None => format!(
            "<negotiation_template><utility_space>{out}</utility_space></negotiation_template>"
        ),
    }
}

/// What a value is worth, straight from the definition.
fn worth(plan: &Plan, party: usize, issue: usize, option: usize) -> f64 {
    let (_, evaluations, slope, offset) = &plan.parties[party][issue];
    match &plan.issues[issue].1 {
        Ok(words) => {
            let largest = evaluations[..words.len()]
                .iter()
                .copied()
                .fold(0.0, f64::max);
            if largest < 0.00001 {
                0.0
            } else {
                evaluations[option] / largest
            }
        }
        Err(_) => (slope * option as f64 + offset).clamp(0.0, 1.0),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_genius_domains_keep_every_bit(plan in plan()) {
        let mut files = vec![made("domain.xml", &xml(&plan, None))];
        files.extend((0..plan.parties.len()).map(|party| made(&format!("p{party}.xml"), &xml(&plan, Some(party)))));
        let numbers = Numbers::of(&imported(Format::Genius, &files, &Settings::default()));
        for (issue, (name, values)) in numbers.scenario.issues.iter().zip(&plan.issues) {
            prop_assert_eq!(&issue.name, name);
            for (option, word) in issue.options.iter().zip(values.iter().flatten()) {
                prop_assert_eq!(&option.name, word);
            }
        }
        for (index, utilities) in numbers.all().iter().enumerate() {
            let package = numbers.package(index as u64);
            for (party, utility) in utilities.iter().enumerate() {
                let sum = package.iter().enumerate().fold(0.0, |sum, (issue, &option)| {
                    sum + plan.parties[party][issue].0 * worth(&plan, party, issue, usize::from(option))
                });
                prop_assert_eq!(utility.to_bits(), sum.to_bits());
            }
        }
    }

    /// Whatever stands in the files, there is an answer, and never a scenario that cannot be read.
    #[test]
    fn odd_files_never_panic(
        plan in plan(),
        cuts in prop::collection::vec((any::<u16>(), any::<u8>(), "[<>/=\"&;:{}\\[\\]0-9a-z \n-]{0,4}"), 0..4),
        format in 0..4usize,
    ) {
        let format = [Format::Genius, Format::GeniusWeb, Format::Negmas, Format::Negolog][format];
        let texts = match format {
            Format::Genius => vec![xml(&plan, None), xml(&plan, Some(0))],
            Format::GeniusWeb => texts("geniusweb", &["trip.json", "ann.json"]),
            Format::Negmas => texts("negmas", &["wine.yml", "buyer.yml", "seller.yml"]),
            Format::Negolog => texts("negolog", &["profileA.json", "profileB.json"]),
        };
        let mut files: Vec<File> = texts.iter().enumerate().map(|(n, text)| made(&format!("f{n}"), text)).collect();
        for (at, much, with) in cuts {
            let n = usize::from(at) % files.len();
            let bytes = &mut files[n].bytes;
            let start = usize::from(at) % (bytes.len() + 1);
            let end = (start + usize::from(much) % 9).min(bytes.len());
            bytes.splice(start..end, with.bytes());
        }
        match import(format, &files, &Settings::default()) {
            Ok(imported) => drop(Numbers::of(&imported)),
            Err(problems) => prop_assert!(problems.errors() > 0 && !problems.render(false).is_empty()),
        }
    }
}

/// What is wrong is the outcome space, and nothing else.
#[test]
fn an_outcome_space_without_issues_is_the_only_mistake() {
    let mut files = fixture("negmas", &["wine.yml", "buyer.yml", "seller.yml"]);
    files[0].bytes = b"type: CartesianOutcomeSpace\nissues: []\n".to_vec();
    let Err(problems) = import(Format::Negmas, &files, &Settings::default()) else {
        panic!("there is nothing to negotiate");
    };
    let told = problems.render(false);
    assert_eq!(problems.errors(), 1, "{told}");
    assert!(told.contains("the domain has 0 issues"), "{told}");
}

/// A range that runs downwards, or has no step, is one mistake, whatever profiles say of its issue.
#[test]
fn an_issue_that_cannot_be_read_is_the_only_mistake() {
    for (format, folder, names, from, to) in [
        (
            Format::GeniusWeb,
            "geniusweb",
            &["trip.json", "ann.json", "bob.json"][..],
            "[\"1\", \"7\", \"2\"]",
            "[\"7\", \"1\", \"2\"]",
        ),
        (
            Format::Negmas,
            "negmas",
            &["wine.yml", "buyer.yml", "seller.yml"],
            "values: [1, 3]",
            "values: [3, 1]",
        ),
    ] {
        let mut files = fixture(folder, names);
        let text = String::from_utf8(files[0].bytes.clone()).expect("text");
        assert!(text.contains(from), "{text}");
        files[0] = made(names[0], &text.replace(from, to));
        let problems = import(format, &files, &Settings::default()).expect_err("broken");
        let codes: Vec<_> = problems.codes().collect();
        assert_eq!(codes, ["Z0608"], "{problems}");
    }
}

fn texts(format: &str, names: &[&str]) -> Vec<String> {
    let text = |file: File| String::from_utf8(file.bytes).expect("text");
    fixture(format, names).into_iter().map(text).collect()
}

// ---------------------------------------------------------------- broken files

/// The errors of the flat's files after a change of one of them.
fn errors(which: usize, change: impl Fn(String) -> String) -> (Vec<&'static str>, String) {
    let mut files = fixture("genius", &["flat.xml", "tenant.xml", "owner.xml"]);
    let text = String::from_utf8(files[which].bytes.clone()).expect("text");
    files[which] = made(
        ["flat.xml", "tenant.xml", "owner.xml"][which],
        &change(text),
    );
    let problems = import(Format::Genius, &files, &Settings::default()).expect_err("broken");
    (problems.codes().collect(), problems.render(false))
}

#[test]
fn broken_genius_files_are_told_with_their_lines() {
    for (which, from, to, code, line) in [
        (0, "index=\"4\"", "index=\"2\"", "Z0605", "flat.xml:10"),
        (
            0,
            "upperbound=\"5\"",
            "upperbound=\"1\"",
            "Z0608",
            "flat.xml:9",
        ),
        (
            0,
            "upperbound=\"5\"",
            "upperbound=\"99999999999\"",
            "Z0608",
            "flat.xml:9",
        ),
        (0, "negotiation_template", "sessions", "Z0602", "flat.xml:1"),
        (
            1,
            "<weight value=\"0.2\" index=\"4\"/>",
            "<weight value=\"0.2\" index=\"7\"/>",
            "Z0605",
            "tenant.xml:6",
        ),
        (
            1,
            "<weight value=\"0.2\" index=\"4\"/>",
            "<weight value=\"0.2\" index=\"x\"/>",
            "Z0605",
            "tenant.xml:6",
        ),
        (1, "value=\"0.2\"", "value=\"0.9\"", "Z0607", "tenant.xml:5"),
        (
            1,
            "value=\"0.2\"",
            "value=\"lots\"",
            "Z0604",
            "tenant.xml:6",
        ),
        (
            1,
            "<weight value=\"0.2\" index=\"4\"/>",
            "",
            "Z0603",
            "tenant.xml:16",
        ),
        (1, "evaluation=\"1\" ", "", "Z0606", "tenant.xml:8"),
        (
            1,
            "value=\"gas\"",
            "value=\"coal\"",
            "Z0605",
            "tenant.xml:10",
        ),
        (
            1,
            "name=\"Heating\"",
            "name=\"Cooling\"",
            "Z0605",
            "tenant.xml:8",
        ),
        (
            1,
            "ftype=\"linear\" slope=\"-0.4\"",
            "ftype=\"cubic\"",
            "Z0602",
            "tenant.xml:14",
        ),
        (1, "</objective>", "", "Z0601", "tenant.xml"),
        (
            2,
            "evaluation=\"10\"",
            "evaluation=\"-10\"",
            "Z0604",
            "owner.xml:5",
        ),
        (
            2,
            "<reservation value=\"0.25\"/>",
            "<reservation/>",
            "Z0603",
            "owner.xml:2",
        ),
    ] {
        let (codes, text) = errors(which, |file| {
            assert!(file.contains(from), "{from}");
            file.replace(from, to)
        });
        assert!(codes.contains(&code), "{to}: {codes:?}\n{text}");
        assert!(
            text.contains(&format!("--> {line}")),
            "{to}: no {line} in\n{text}"
        );
        assert!(zopa::scenario::codes::explain(code).is_some());
    }
    // All at once.
    let (codes, _) = errors(1, |file| {
        file.replace("evaluation=\"4\"", "evaluation=\"?\"")
            .replace("value=\"0.3\"", "value=\"-0.3\"")
    });
    assert_eq!(codes, ["Z0604", "Z0604", "Z0610"]);
}

#[test]
fn hostile_files_are_refused_at_once() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n<utility_space>&b;</utility_space>";
    let deep = format!(
        "<utility_space>{}{}</utility_space>",
        "<a>".repeat(200_000),
        "</a>".repeat(200_000)
    );
    let many = format!("<utility_space>{}</utility_space>", "<a/>".repeat(400_000));
    let huge = format!("<utility_space>{}</utility_space>", " ".repeat(50 << 20));
    for (text, code) in [
        (bomb, "Z0601"),
        (&deep, "Z0601"),
        (&many, "Z0601"),
        (&huge, "Z0102"),
        ("", "Z0104"),
        ("hello", "Z0601"),
    ] {
        let problems = import(Format::Genius, &[made("x.xml", text)], &Settings::default())
            .expect_err("hostile");
        assert_eq!(problems.codes().collect::<Vec<_>>(), [code], "{problems}");
    }
    let latin = File {
        name: "x.xml".into(),
        bytes: b"<utility_space name=\"caf\xe9\"/>".to_vec(),
    };
    let problems = import(Format::Genius, &[latin], &Settings::default()).expect_err("no UTF-8");
    assert_eq!(problems.codes().collect::<Vec<_>>(), ["Z0103"]);
    assert!(problems.to_string().contains("x.xml:1:25"), "{problems}");
    for format in [Format::GeniusWeb, Format::Negmas, Format::Negolog] {
        for text in [
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "[1, 2]".to_owned(),
            "\"x\"".to_owned(),
        ] {
            let files = [made("x", &text)];
            assert!(
                import(format, &files, &Settings::default()).is_err(),
                "{format:?}"
            );
        }
        assert!(import(format, &[], &Settings::default()).is_err());
    }
}

#[test]
fn other_formats_tell_what_is_missing() {
    for (format, folder, names, which, from, to, code) in [
        (
            Format::GeniusWeb,
            "geniusweb",
            &["trip.json", "ann.json"][..],
            1,
            "\"sea\": 0.2",
            "\"lake\": 0.2",
            "Z0605",
        ),
        (
            Format::GeniusWeb,
            "geniusweb",
            &["trip.json", "ann.json"],
            1,
            ", \"sea\": 0.2",
            "",
            "Z0606",
        ),
        (
            Format::GeniusWeb,
            "geniusweb",
            &["trip.json", "ann.json"],
            1,
            "LinearAdditive",
            "PartialOrdering",
            "Z0602",
        ),
        (
            Format::GeniusWeb,
            "geniusweb",
            &["trip.json", "ann.json"],
            1,
            "\"Where\": 0.6",
            "\"Where\": 0.9",
            "Z0607",
        ),
        (
            Format::Negmas,
            "negmas",
            &["wine.yml", "buyer.yml"],
            1,
            "weights: [2, 0.5]",
            "weights: [2]",
            "Z0606",
        ),
        (
            Format::Negmas,
            "negmas",
            &["wine.yml", "buyer.yml"],
            1,
            "AffineFun",
            "SinFun",
            "Z0602",
        ),
        (
            Format::Negmas,
            "negmas",
            &["wine.yml", "buyer.yml"],
            1,
            "yes: 0.3, ",
            "",
            "Z0606",
        ),
        (
            Format::Negmas,
            "negmas",
            &["wine.yml", "buyer.yml"],
            1,
            "LinearAdditiveUtilityFunction",
            "MappingUtilityFunction",
            "Z0602",
        ),
        (
            Format::Negolog,
            "negolog",
            &["profileA.json", "profileB.json"],
            1,
            "\"q\": 1.0, ",
            "",
            "Z0606",
        ),
        (
            Format::Negolog,
            "negolog",
            &["profileA.json", "profileB.json"],
            1,
            "\"x\": 0.4",
            "\"z\": 0.4",
            "Z0605",
        ),
    ] {
        let mut files = fixture(folder, names);
        let text = String::from_utf8(files[which].bytes.clone()).expect("text");
        assert!(text.contains(from), "{from}");
        files[which] = made(names[which], &text.replace(from, to));
        let problems = import(format, &files, &Settings::default()).expect_err("broken");
        assert!(
            problems.codes().any(|found| found == code),
            "{to}: {problems}"
        );
        assert!(
            problems
                .to_string()
                .contains(&format!("--> {}:", names[which])),
            "{problems}"
        );
    }
}

#[test]
fn negmas_weights_that_are_no_list_are_told_as_such() {
    let mut files = fixture("negmas", &["wine.yml", "buyer.yml"]);
    let text = String::from_utf8(files[1].bytes.clone()).expect("text");
    for (to, expected) in [
        ("weights: two", "`weights` is text, not a list"),
        ("weights: []", "`weights` has 0 entries for 2 issues"),
    ] {
        files[1] = made("buyer.yml", &text.replace("weights: [2, 0.5]", to));
        let problems = import(Format::Negmas, &files, &Settings::default()).expect_err("broken");
        assert!(problems.to_string().contains(expected), "{problems}");
    }
}

// ---------------------------------------------------------------- reference

fn reference() -> Option<PathBuf> {
    Some(folder::folder()?.join("saop"))
}

/// The domain file, then the profiles that the answers name, in their order.
fn files_of(folder: &Path, names: &[&str]) -> Vec<File> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("readable")
        .map(|e| e.expect("readable").path())
        .collect();
    paths.sort();
    let stem = |path: &PathBuf| {
        path.file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    let is_profile = |path: &PathBuf| names.contains(&stem(path).as_str());
    let domain = paths.iter().filter(|path| {
        let text = std::fs::read_to_string(path).expect("text");
        text.contains("<negotiation_template")
            || (text.contains("issuesValues") && !text.contains("issueWeights"))
            || text.contains("issues:")
    });
    let profiles = names.iter().map(|name| {
        paths
            .iter()
            .find(|path| stem(path) == *name)
            .expect("there")
    });
    domain
        .filter(|path| !is_profile(path))
        .chain(profiles)
        .map(|path| file(path))
        .collect()
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * b.abs().max(1.0)
}

fn floats(value: &Value) -> Vec<f64> {
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|v| v.as_f64().unwrap_or(f64::NAN))
        .collect()
}

#[test]
fn every_number_of_the_reference_domains() {
    let Some(folder) = reference() else { return };
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("readable");
    let expected: Value = serde_json::from_str(&text).expect("JSON");
    let mut readings = 0;
    for (id, domain) in expected["domains"].as_object().expect("domains") {
        for reading in [Reading::Genius, Reading::Negmas] {
            let word = if reading == Reading::Genius {
                "genius"
            } else {
                "negmas"
            };
            let Some(answers) = domain
                .get(word)
                .filter(|answers| answers["n_outcomes"].is_u64())
            else {
                continue;
            };
            let names: Vec<&str> = answers["names"]
                .as_array()
                .expect("names")
                .iter()
                .filter_map(Value::as_str)
                .collect();
            let format = match id {
                id if id.contains("geniusweb") => Format::GeniusWeb,
                id if id.contains("negmas_yaml") => Format::Negmas,
                _ => Format::Genius,
            };
            let files = files_of(&folder.join("domains").join(id), &names);
            let settings = Settings {
                reading,
                ..Settings::default()
            };
            let numbers = Numbers::of(&imported(format, &files, &settings));
            check(&format!("{id} {word}"), &numbers, answers);
            readings += 1;
        }
    }
    assert!(readings >= 20, "{readings} readings");
    println!("{readings} readings of domains agree");
}

fn check(id: &str, numbers: &Numbers, answers: &Value) {
    assert_eq!(
        numbers.scenario.packages(),
        u128::from(answers["n_outcomes"].as_u64().expect("whole")),
        "{id}"
    );
    let reserved = floats(&answers["reserved"]);
    assert!(
        numbers
            .reservations
            .iter()
            .zip(&reserved)
            .all(|(a, b)| close(*a, *b)),
        "{id}: {:?} {reserved:?}",
        numbers.reservations
    );
    let all = numbers.all();
    for (party, reserved) in reserved.iter().enumerate() {
        let own = || all.iter().map(|utilities| utilities[party]);
        let least = own().fold(f64::INFINITY, f64::min);
        let most = own().fold(f64::NEG_INFINITY, f64::max);
        for (what, got) in [
            ("min", least),
            ("max", most),
            ("sum_utilities", own().sum()),
        ] {
            let said = answers[what][party].as_f64().expect("a number");
            assert!(
                close(got, said),
                "{id}: {what} of party {party} is {got}, not {said} (reserved {reserved})"
            );
        }
    }
    let rational = all
        .iter()
        .filter(|u| u.iter().zip(&numbers.reservations).all(|(u, r)| u >= r))
        .count();
    assert_eq!(
        rational as u64,
        answers["n_rational"].as_u64().expect("whole"),
        "{id}"
    );
    for sample in answers["sample"].as_array().expect("samples") {
        let index = sample["index"].as_u64().expect("whole");
        let words: Vec<&str> = sample["outcome"]
            .as_array()
            .expect("words")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        assert_eq!(
            numbers.package(index),
            numbers.named(&words),
            "{id}: package {index}"
        );
        let said = floats(&sample["u"]);
        assert!(
            all[index as usize]
                .iter()
                .zip(&said)
                .all(|(a, b)| close(*a, *b)),
            "{id}: {index}"
        );
    }
}

#[test]
fn the_rectangle_domain_that_is_too_large_to_list() {
    let Some(folder) = reference() else { return };
    let text = std::fs::read_to_string(folder.join("expected.json")).expect("readable");
    let expected: Value = serde_json::from_str(&text).expect("JSON");
    let domain = &expected["domains"]["14_anac2014_10issues_dfrv"];
    let files = files_of(
        &folder.join("domains/14_anac2014_10issues_dfrv"),
        &["profile-1", "profile-2"],
    );
    let samples = domain["sample"].as_array().expect("samples");
    for reading in [Reading::Negmas, Reading::Genius] {
        let settings = Settings {
            reading,
            ..Settings::default()
        };
        let numbers = Numbers::of(&imported(Format::Genius, &files, &settings));
        assert_eq!(
            numbers.scenario.packages().to_string(),
            domain["cardinality"].as_str().expect("digits")
        );
        assert_eq!(numbers.reservations, floats(&domain["reserved"]));
        for sample in samples {
            let words = words(sample);
            let package = numbers.named(&words);
            let got = numbers.utilities(&package);
            match reading {
                // The answers are those of NegMAS.
                Reading::Negmas => assert_eq!(got, floats(&sample["u"]), "{words:?}"),
                Reading::Genius => {
                    let most = [635.0, 750.0];
                    for (file, (got, most)) in files[1..].iter().zip(got.iter().zip(most)) {
                        assert_eq!(*got, rectangles(file, &package) / most, "{words:?}");
                    }
                }
            }
        }
    }
}

fn words(sample: &Value) -> Vec<&str> {
    let words = sample["outcome"].as_array().expect("words");
    words.iter().filter_map(Value::as_str).collect()
}

/// Sum of the rewards of the rectangles, edges included, that a package of options numbered from 0
/// lies in; read with nothing but the file's text.
fn rectangles(file: &File, package: &[u16]) -> f64 {
    let text = std::str::from_utf8(&file.bytes).expect("text");
    let number = |text: &str, name: &str| -> f64 {
        let after = text.split(&format!("{name}=\"")).nth(1).expect("there");
        after
            .split('"')
            .next()
            .expect("there")
            .parse()
            .expect("a number")
    };
    let rewards = text.split("<hyperRectangle").skip(1).map(|rectangle| {
        let rectangle = rectangle.split("</hyperRectangle").next().expect("there");
        let within = rectangle.split("<INCLUDES").skip(1).all(|range| {
            let option = f64::from(package[number(range, "index") as usize - 1]);
            (number(range, "min")..=number(range, "max")).contains(&option)
        });
        if within {
            number(rectangle, "utility")
        } else {
            0.0
        }
    });
    rewards.sum()
}

#[test]
fn negolog_folders_agree_with_their_own_answers() {
    let Some(folder) = reference() else { return };
    let folder = folder.join("domains/23_negolog_domain1");
    let files: Vec<File> = ["profileA.json", "profileB.json", "specs.json"]
        .map(|name| file(&folder.join(name)))
        .into();
    let specs: Value = serde_json::from_slice(&files[2].bytes).expect("JSON");
    let numbers = Numbers::of(&imported(Format::Negolog, &files, &Settings::default()));
    assert_eq!(
        numbers.scenario.packages(),
        u128::from(specs["NumberOfBids"].as_u64().expect("whole"))
    );
    let at = |bid: &str| {
        let words: Vec<&str> = specs[bid]
            .as_object()
            .expect("bid")
            .values()
            .filter_map(Value::as_str)
            .collect();
        numbers.utilities(&numbers.named(&words))
    };
    for (bid, keys) in [
        ("NashBid", ["Nash_A", "Nash_B"]),
        ("KalaiBid", ["Kalai_A", "Kalai_B"]),
    ] {
        let got = at(bid);
        for (got, key) in got.iter().zip(keys) {
            assert!(
                close(*got, specs[key].as_f64().expect("number")),
                "{key}: {got}"
            );
        }
    }
    let all = numbers.all();
    let most = |value: &dyn Fn(&[f64]) -> f64| {
        all.iter()
            .map(|u| value(u))
            .fold(f64::NEG_INFINITY, f64::max)
    };
    assert!(close(
        most(&|u| u[0] * u[1]),
        specs["Nash Product"].as_f64().expect("number")
    ));
    assert!(close(
        most(&|u| u[0] + u[1]),
        specs["Social Welfare"].as_f64().expect("number")
    ));
    assert!(close(
        most(&|u| u[0].max(u[1])),
        specs["MaxUtility"].as_f64().expect("number")
    ));
    let least = all.iter().flatten().copied().fold(f64::INFINITY, f64::min);
    assert!(close(least, specs["MinUtility"].as_f64().expect("number")));
}
