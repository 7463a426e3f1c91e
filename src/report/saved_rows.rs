//! A saved result with the rows of its runs (`rows.csv`), read back for a comparison, and what its manifest
//! says of how it was made.

use super::manifest::{self, Manifest, Recipe};
use super::saved::{self, SavedError};
use crate::experiment::compare::{Change, ChangeKind, Saved, SavedRow};
use crate::simulate::forecast::Forecast;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The rows of a result.
const ROWS: &str = "rows.csv";

/// Reads the result saved in a folder, with its rows where it kept them.
///
/// # Errors
/// When a file is missing, or is not what zopa wrote.
pub fn load(dir: &Path) -> Result<Saved, SavedError> {
    let (forecast, details) = saved::load(dir)?;
    let wrong = |what| SavedError::Inconsistent(dir.to_owned(), what);
    if forecast.runs == 0 || counted(&forecast) != forecast.runs {
        return Err(wrong("the outcomes do not add up to the runs"));
    }
    let by_round = &forecast.timing.by_round;
    if by_round.windows(2).any(|two| two[0].round >= two[1].round) {
        return Err(wrong("the rounds of the timing are out of order"));
    }
    let file = dir.join(ROWS);
    let rows = match fs::read_to_string(&file) {
        Ok(text) => Some(rows(&text, &forecast).map_err(wrong)?),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(SavedError::Unreadable(file, error)),
    };
    Ok(Saved {
        forecast,
        details,
        rows,
    })
}

fn counted(forecast: &Forecast) -> u64 {
    let counts = forecast.outcomes.iter().map(|outcome| outcome.count);
    counts.fold(0, u64::saturating_add)
}

/// The rows of a table; what is wrong with it, if it is none.
fn rows(text: &str, forecast: &Forecast) -> Result<Vec<SavedRow>, &'static str> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().map_err(|_| "rows.csv has no header")?;
    let column = |name: &str| header.iter().position(|column| column == name);
    let named = [column("run"), column("outcome"), column("round")];
    let [Some(run), Some(outcome), Some(round)] = named else {
        return Err("rows.csv lacks the columns run, outcome and round");
    };
    let parties = forecast.parties.iter();
    let utilities: Option<Vec<usize>> = parties
        .map(|party| column(&format!("utility.{}", party.id)))
        .collect();
    let utilities = utilities.ok_or("rows.csv lacks the utility of a party")?;
    let row = |record: &csv::StringRecord| {
        let id = record.get(outcome)?;
        let number = |&at: &usize| {
            let number: f64 = record.get(at)?.parse().ok()?;
            number.is_finite().then_some(number)
        };
        Some(SavedRow {
            run: record.get(run)?.parse().ok()?,
            outcome: forecast.outcomes.iter().position(|o| o.id == id)?,
            round: record.get(round)?.parse().ok()?,
            utilities: utilities.iter().map(number).collect::<Option<_>>()?,
        })
    };
    let records = reader.records().map(|record| record.ok());
    let rows: Option<Vec<SavedRow>> = records.map(|record| row(&record?)).collect();
    let rows = rows.ok_or("a row of rows.csv is not what zopa wrote")?;
    if rows.len() as u64 != forecast.runs {
        return Err("rows.csv has another number of runs than summary.json");
    }
    Ok(rows)
}

/// What made the result in a folder, if its manifest can be read.
pub fn recipe(dir: &Path) -> Option<Recipe> {
    let text = fs::read_to_string(dir.join(manifest::FILE)).ok()?;
    Manifest::from_json(&text).map(|manifest| manifest.recipe)
}

/// What the manifests and summaries of two results say of how their scenarios differ: changes made on
/// the command line, and parties, issues and conditions that one has alone. Other changes of the file
/// show in its hash alone.
pub fn changes(a: (&Saved, &[String]), b: (&Saved, &[String])) -> Vec<Change> {
    let mut found = Vec::new();
    let [set_a, set_b] = [a.1, b.1].map(by_path);
    let none = String::new;
    for (path, value) in &set_a {
        match set_b.get(path) {
            Some(other) if other == value => {}
            Some(other) => found.push(change(
                (ChangeKind::Changed, path, none()),
                [Some(*value), Some(*other)],
            )),
            None => found.push(change(
                (ChangeKind::OnlyA, path, none()),
                [Some(*value), None],
            )),
        }
    }
    for (path, value) in set_b.iter().filter(|(path, _)| !set_a.contains_key(*path)) {
        found.push(change(
            (ChangeKind::OnlyB, path, none()),
            [None, Some(*value)],
        ));
    }
    let [in_a, in_b] = [a.0, b.0].map(|saved| parts(&saved.forecast));
    for (kind, own, other) in [
        (ChangeKind::OnlyA, &in_a, &in_b),
        (ChangeKind::OnlyB, &in_b, &in_a),
    ] {
        let alone = own.iter().filter(|(path, _)| !other.contains_key(*path));
        found.extend(alone.map(|(path, name)| change((kind, path, name.clone()), [None, None])));
    }
    found
}

fn change((kind, path, name): (ChangeKind, &str, String), [a, b]: [Option<&str>; 2]) -> Change {
    Change {
        kind,
        path: path.to_owned(),
        name,
        a: a.map(Into::into),
        b: b.map(Into::into),
        settings: 1,
    }
}

/// Values by their paths; of changes to the same path the last counts.
fn by_path(set: &[String]) -> BTreeMap<&str, &str> {
    let pairs = set.iter().filter_map(|change| change.split_once('='));
    pairs
        .map(|(path, value)| (path.trim(), value.trim()))
        .collect()
}

/// Parties, issues and conditions by their paths, with their names.
fn parts(forecast: &Forecast) -> BTreeMap<String, String> {
    let parties = forecast.parties.iter();
    let parties = parties.map(|p| (format!("party.{}", p.id), p.name.clone()));
    let issues = forecast.issues.iter();
    let issues = issues.map(|i| (format!("issue.{}", i.id), i.name.clone()));
    let conditions = forecast.conditions.iter().map(|condition| {
        let path = format!("party.{}.condition.{}", condition.party, condition.id);
        (path, condition.said.clone())
    });
    parties.chain(issues).chain(conditions).collect()
}
