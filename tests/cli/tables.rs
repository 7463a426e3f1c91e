//! Every experiment writes its results as CSV and as Parquet, with a row per replication when asked, and
//! `zopa plot` draws them again.

use super::deciding::QUICK;
use super::experiments::LEVERS;
use super::support::{Folder, Outcome};
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs::File;

const COMPARE: &str = "compare talks.toml --with time.rounds=5 --runs 300";

fn done(folder: &Folder, arguments: &str) -> Outcome {
    let outcome = folder.zopa(arguments);
    assert_eq!(outcome.code, 0, "{outcome:?}");
    outcome
}

/// A table as CSV, a map per row; the Parquet file beside it must hold the same.
fn table(folder: &Folder, stem: &str) -> Vec<BTreeMap<String, String>> {
    let text = folder.read(&format!("{stem}.csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Result<Vec<BTreeMap<String, String>>, _> = reader.deserialize().collect();
    let rows = rows.expect("CSV");
    let file = File::open(folder.path(&format!("{stem}.parquet"))).expect("there");
    let parquet = SerializedFileReader::new(file).expect("Parquet");
    let found = parquet.get_row_iter(None).expect("rows");
    let mut count = 0;
    for (row, expected) in found.zip(&rows) {
        for (name, field) in row.expect("a row").get_column_iter() {
            let said = match field {
                parquet::record::Field::Null => String::new(),
                parquet::record::Field::Str(text) => text.clone(),
                parquet::record::Field::Long(number) => number.to_string(),
                parquet::record::Field::Double(number) => number.to_string(),
                other => panic!("{stem}: {name} is {other:?}"),
            };
            // CSV may hold more zeros than a number needs.
            let same = said == expected[name] || said.parse::<f64>() == expected[name].parse();
            assert!(same, "{stem}: {name}: {said} and {}", expected[name]);
        }
        count += 1;
    }
    assert_eq!(count, rows.len(), "{stem}");
    rows
}

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn share(
    rows: &[BTreeMap<String, String>],
    hit: impl Fn(&BTreeMap<String, String>) -> bool,
) -> f64 {
    rows.iter().filter(|row| hit(row)).count() as f64 / rows.len() as f64
}

#[test]
fn sensitivity_has_a_row_per_input_and_per_replication() {
    let folder = Folder::with_starter();
    let found = done(&folder, &format!("{QUICK} --rows --out there --json")).json();
    assert_eq!(
        table(&folder, "there/inputs").len(),
        found["inputs"].as_array().map_or(0, Vec::len)
    );
    let rows = table(&folder, "there/rows");
    assert_eq!(rows.len() as f64, number(&found["replications"]));
    let forecast: Vec<_> = rows
        .iter()
        .filter(|row| row["stage"] == "forecast")
        .cloned()
        .collect();
    assert_eq!(forecast.len(), 1000);
    assert_eq!(
        share(&forecast, |row| row["output"] == "1"),
        number(&found["mean"]["value"])
    );
    // In the tornado an input is where it was put: at the two ends of the table.
    let [low, high] = ["low", "high"].map(|end| number(&found["inputs"][0][end]).to_string());
    let path = found["inputs"][0]["path"].as_str().expect("a path");
    let put = |end: &str| {
        let at = |row: &&BTreeMap<String, String>| row["stage"] == "tornado" && row[path] == end;
        rows.iter().filter(at).count()
    };
    assert!(put(&low) >= 100 && put(&high) >= 100, "{low} to {high}");
}

#[test]
fn discovery_has_tables_of_limits_boxes_and_replications() {
    let folder = Folder::new();
    done(&folder, "init talks.toml --from take-it-or-leave-it");
    let command = "discover talks.toml --outcome no_deal --runs 2000 --rows --out there --json";
    let found = done(&folder, command).json();
    let limits = table(&folder, "there/limits");
    let told = found["box"]["limits"].as_array().expect("limits");
    assert_eq!(limits.len(), told.len());
    assert_eq!(limits[0]["path"], told[0]["path"].as_str().expect("a path"));
    let boxes = table(&folder, "there/boxes");
    let measured = &boxes[boxes.len() - 1];
    assert_eq!(measured["sample"], "measure");
    let density = number(&found["box"]["density"]["value"]);
    assert_eq!(measured["density"], density.to_string());
    // The box and its density, counted again from the rows.
    let rows = table(&folder, "there/rows");
    assert_eq!(rows.len(), 6000);
    let within = |row: &&BTreeMap<String, String>| {
        row["stage"] == "measure"
            && limits.iter().all(|limit| {
                let value: f64 = row[&limit["path"]].parse().expect("a number");
                let low = limit["at_least"].parse().unwrap_or(f64::NEG_INFINITY);
                (low..=limit["at_most"].parse().unwrap_or(f64::INFINITY)).contains(&value)
            })
    };
    let inside: Vec<_> = rows.iter().filter(within).cloned().collect();
    assert_eq!(share(&inside, |row| row["outcome"] == "no_deal"), density);
}

#[test]
fn comparing_has_a_row_per_difference_and_per_pair() {
    let folder = Folder::with_starter();
    let found = done(&folder, &format!("{COMPARE} --rows --out there --json")).json();
    let differences = table(&folder, "there/differences");
    let outcomes = found["outcomes"].as_array().expect("outcomes");
    let rows = table(&folder, "there/rows");
    assert_eq!(rows.len(), 300);
    for (outcome, row) in outcomes.iter().zip(&differences) {
        assert_eq!(row["id"], outcome["id"].as_str().expect("an id"));
        let difference = number(&outcome["difference"]["value"]);
        assert_eq!(row["difference"], difference.to_string());
        for (side, key) in [("a", "a.outcome"), ("b", "b.outcome")] {
            let counted = share(&rows, |pair| pair[key] == row["id"]);
            assert!(
                (counted - number(&outcome[side]["value"])).abs() < 1e-12,
                "{outcome}"
            );
        }
    }
    assert!(
        differences
            .iter()
            .any(|row| row["quantity"] == "utility" && row["id"] == "ada")
    );
}

#[test]
fn levers_have_a_row_per_change_and_per_run() {
    let folder = Folder::with_starter();
    let found = done(&folder, &format!("{LEVERS} --rows --out there --json")).json();
    let levers = found["levers"]["levers"].as_array().expect("levers");
    assert_eq!(table(&folder, "there/levers").len(), levers.len());
    let rows = table(&folder, "there/rows");
    let best = &levers[0];
    let set = best["set"][0].as_str().expect("a change");
    let fresh: Vec<_> = rows
        .iter()
        .filter(|r| r["stage"] == "fresh" && r["set"] == set)
        .cloned()
        .collect();
    assert_eq!(fresh.len(), 300);
    let counted = share(&fresh, |row| row["ends_so"] == "1");
    assert!(
        (counted - number(&best["effect"]["share"]["value"])).abs() < 1e-12,
        "{best}"
    );
    assert_eq!(
        rows.iter()
            .filter(|row| row["stage"] == "screen" && row["set"].is_empty())
            .count(),
        100
    );
}

#[test]
fn what_was_saved_is_drawn_again() {
    let folder = Folder::with_starter();
    let discover = "discover talks.toml --runs 700";
    for (command, chart) in [
        (QUICK, "tornado"),
        (discover, "peeling"),
        (COMPARE, "charts/compare"),
        (LEVERS, "charts/levers"),
    ] {
        done(&folder, &format!("{command} --out there --force"));
        let before = folder.tree("there");
        std::fs::remove_file(folder.path(&format!("there/{chart}.png"))).expect("drawn");
        done(&folder, "plot there");
        assert!(folder.tree("there") == before, "{command}");
        done(&folder, "plot there --format svg");
        let listed = format!("\"{chart}.svg\"");
        assert!(
            folder.read("there/manifest.json").contains(&listed),
            "{command}"
        );
        let chosen = folder.zopa("plot there --chart outcomes");
        assert_eq!(chosen.code, 2, "{chosen:?}");
        std::fs::remove_dir_all(folder.path("there")).expect("removed");
    }
    folder.write("there/sensitivity.json", "{}");
    let wrong = folder.zopa("plot there");
    assert_eq!(wrong.code, 1);
    assert!(wrong.stderr.contains("sensitivity.json"), "{wrong:?}");
    done(&folder, &format!("{QUICK} --no-charts --out bare"));
    assert!(!folder.path("bare/tornado.png").exists());
}

/// Whoever may read one file of a result may read all of them.
#[test]
#[cfg(unix)]
fn files_are_open_to_the_same_people() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with_starter();
    done(&folder, &format!("{QUICK} --out there"));
    let mode = |name: &str| {
        let file = std::fs::metadata(folder.path(&format!("there/{name}"))).expect("there");
        file.permissions().mode()
    };
    for name in ["inputs.csv", "tornado.png", "manifest.json"] {
        assert_eq!(mode(name), mode("blocks.jsonl"), "{name}");
    }
}
