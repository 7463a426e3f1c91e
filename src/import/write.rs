//! Writes what was read as a scenario: utilities as given, no status quo, alternating offers in the
//! order of the profiles until the first deal.
//!
//! Numbers are written with the fewest digits that lead back to the same double.

use super::domain::{Domain, Profile, Rectangle, Values};
use super::{File, Format, Reading, Settings, ids};
use crate::scenario::readable;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// The scenario as a tree in the order in which it is written.
pub(super) fn scenario(
    format: Format,
    domain: &Domain,
    profiles: &[Profile],
    settings: &Settings,
    files: &[File],
) -> Value {
    let names: Vec<&str> = profiles
        .iter()
        .map(|profile| profile.name.as_str())
        .collect();
    let parties = ids::unique(names.iter().copied(), "party");
    let issue_ids = ids::unique(
        domain.issues.iter().map(|issue| issue.name.as_str()),
        "issue",
    );
    let options: Vec<Vec<String>> = domain
        .issues
        .iter()
        .map(|issue| options(&issue.values))
        .collect();
    let title = match domain.name.trim() {
        "" => format!("{} negotiation", format.name()),
        name => name.to_owned(),
    };
    let issues = domain.issues.iter().zip(&issue_ids).zip(&options);
    let issues: Vec<Value> = issues
        .map(|((issue, id), options)| issue_table(id, &issue.name, &issue.values, options))
        .collect();
    let context = Context {
        issues: &issue_ids,
        options: &options,
        domain,
    };
    let tables = profiles
        .iter()
        .zip(&parties)
        .map(|(profile, id)| context.party(profile, id, settings));
    json!({
        "name": title,
        "about": about(format, settings),
        "sources": files.iter().map(file_name).collect::<Vec<_>>(),
        "issue": issues,
        "party": tables.collect::<Vec<_>>(),
        "protocol": { "kind": "alternating_offers", "order": parties, "after_deal": "stop" },
        "time": { "rounds": settings.rounds },
    })
}

fn about(format: Format, settings: &Settings) -> String {
    let reading = match (format, settings.reading) {
        (Format::Genius, Reading::Genius) => ", read as GENIUS means them",
        (Format::Genius, Reading::Negmas) => ", read as NegMAS does",
        _ => "",
    };
    format!(
        "Imported from {} files{reading}; utilities as given.",
        format.name()
    )
}

/// The name of a file without its folders, which mean nothing elsewhere.
fn file_name(file: &File) -> String {
    let name = std::path::Path::new(&file.name).file_name();
    name.unwrap_or_default().to_string_lossy().into_owned()
}

/// Identifiers of an issue's options.
fn options(values: &Values) -> Vec<String> {
    match values {
        Values::Words(words) => ids::unique(words.iter().map(String::as_str), "option"),
        Values::Numbers { ids, .. } => ids.clone(),
    }
}

fn issue_table(id: &str, name: &str, values: &Values, options: &[String]) -> Value {
    let mut table = Map::new();
    table.insert("id".into(), id.into());
    name_it(&mut table, name, id);
    match values {
        Values::Words(words) => {
            table.insert("options".into(), json!(options));
            let mut names = Map::new();
            for (id, word) in options.iter().zip(words) {
                if needs_name(word, id) {
                    names.insert(id.clone(), word.as_str().into());
                }
            }
            if !names.is_empty() {
                table.insert("names".into(), names.into());
            }
        }
        Values::Numbers { from, to, step, .. } => {
            table.insert(
                "numbers".into(),
                json!({ "from": from, "to": to, "step": step }),
            );
        }
    }
    Value::Object(table)
}

/// Whether a word is not what a scenario makes of the identifier; blank ones are left to it.
fn needs_name(word: &str, id: &str) -> bool {
    !word.trim().is_empty() && word != readable(id)
}

/// The file's own word for an issue or a party, where its identifier does not tell.
fn name_it(table: &mut Map<String, Value>, word: &str, id: &str) {
    if needs_name(word, id) {
        table.insert("name".into(), word.into());
    }
}

struct Context<'a> {
    issues: &'a [String],
    options: &'a [Vec<String>],
    domain: &'a Domain,
}

impl Context<'_> {
    fn party(&self, profile: &Profile, id: &str, settings: &Settings) -> Value {
        let mut table = Map::new();
        table.insert("id".into(), id.into());
        name_it(&mut table, &profile.name, id);
        table.insert("scale".into(), "as_given".into());
        if profile.divisor != 1.0 {
            table.insert("divisor".into(), json!(profile.divisor));
        }
        table.insert("reservation".into(), json!(profile.reservation));
        if let Some(discount) = profile.discount {
            let patience = crate::math::pow(discount, 1.0 / f64::from(settings.rounds));
            table.insert("patience".into(), json!(patience.clamp(1e-6, 1.0)));
        }
        let interests: Vec<Value> = self.interests(profile);
        if !interests.is_empty() {
            table.insert("interest".into(), interests.into());
        }
        let conditions: Vec<Value> = profile
            .rectangles
            .iter()
            .enumerate()
            .map(|(n, r)| self.condition(n, r))
            .collect();
        if !conditions.is_empty() {
            table.insert("condition".into(), conditions.into());
        }
        Value::Object(table)
    }

    fn interests(&self, profile: &Profile) -> Vec<Value> {
        let wanted = profile.interests.iter().enumerate();
        let wanted = wanted.filter_map(|(issue, interest)| Some((issue, interest.as_ref()?)));
        let tables = wanted.map(|(issue, interest)| {
            let values = self.options[issue].iter().zip(&interest.values);
            let values: Map<String, Value> = values.map(|(id, value)| (id.clone(), json!(value))).collect();
            json!({ "issue": self.issues[issue], "weight": interest.weight, "value": { "table": values } })
        });
        tables.collect()
    }

    /// A rectangle as a condition that is never a red line.
    fn condition(&self, number: usize, rectangle: &Rectangle) -> Value {
        let mut sides: Vec<Value> = Vec::new();
        for &(issue, first, last) in &rectangle.sides {
            let option = |option: usize| self.place(issue, option);
            if first > 0 || rectangle.sides.len() == 1 {
                sides.push(json!({ "issue": self.issues[issue], "at_least": option(first) }));
            }
            if last + 1 < self.options[issue].len() {
                sides.push(json!({ "issue": self.issues[issue], "at_most": option(last) }));
            }
        }
        if sides.is_empty() {
            // Every package lies within.
            sides.push(json!({ "issue": self.issues[0], "one_of": (0..self.options[0].len()).map(|o| self.place(0, o)).collect::<Vec<_>>() }));
        }
        let all = if sides.len() == 1 {
            sides.remove(0)
        } else {
            json!({ "all": sides })
        };
        let require = if rectangle.inside {
            all
        } else {
            json!({ "not": all })
        };
        json!({
            "id": format!("rectangle_{}", number + 1),
            "said": format!("Rectangle {}", number + 1),
            "require": require,
            "weight": rectangle.utility,
            "firmness": 0,
        })
    }

    /// An option as statements name it: numbers as numbers.
    fn place(&self, issue: usize, option: usize) -> Value {
        match &self.domain.issues[issue].values {
            Values::Words(_) => self.options[issue][option].as_str().into(),
            Values::Numbers { .. } => json!(self.domain.issues[issue].values.numbers()[option]),
        }
    }
}

/// The tree as a JSON file.
pub(super) fn json(scenario: &Value) -> String {
    let text = serde_json::to_string_pretty(scenario);
    text.expect("a tree of texts and numbers has no keys that are no texts") + "\n"
}

/// The tree as a TOML file, with where it came from in comments.
pub(super) fn toml(
    scenario: &Value,
    format: Format,
    settings: &Settings,
    files: &[File],
) -> String {
    let mut text = format!(
        "# Imported by zopa {} from {} files:\n",
        env!("CARGO_PKG_VERSION"),
        format.name()
    );
    for file in files {
        let _ = writeln!(
            text,
            "#   {}",
            file_name(file).replace(char::is_control, "?")
        );
    }
    text.push_str(
        "# Utilities are as the files give them, neither scaled nor kept within 0 and 1. Nothing stands while nothing\n\
         # is agreed: any package can be, and no deal is worth the reservation value.\n",
    );
    if scenario["party"]
        .as_array()
        .is_some_and(|parties| parties.iter().any(|party| party.get("patience").is_some()))
    {
        let rounds = settings.rounds;
        let _ = writeln!(
            text,
            "# A discount factor d over the whole negotiation is a patience of d^(1/{rounds}) for each of {rounds} rounds."
        );
    }
    for (key, value) in scenario.as_object().into_iter().flatten() {
        match value {
            Value::Array(tables) if tables.iter().any(Value::is_object) => {
                for table in tables {
                    let _ = writeln!(text, "\n[[{key}]]");
                    entries(&mut text, table);
                }
            }
            Value::Object(_) => {
                let _ = writeln!(text, "\n[{key}]");
                entries(&mut text, value);
            }
            _ => {
                let _ = writeln!(text, "{key} = {}", inline(value));
            }
        }
    }
    text
}

fn entries(text: &mut String, table: &Value) {
    for (key, value) in table.as_object().into_iter().flatten() {
        match value {
            Value::Array(items) if items.iter().any(Value::is_object) => {
                let _ = writeln!(text, "{key} = [");
                for item in items {
                    let _ = writeln!(text, "  {},", inline(item));
                }
                text.push_str("]\n");
            }
            _ => {
                let _ = writeln!(text, "{key} = {}", inline(value));
            }
        }
    }
}

/// A value on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => quote(text),
        Value::Array(items) => format!(
            "[{}]",
            items.iter().map(inline).collect::<Vec<_>>().join(", ")
        ),
        Value::Object(table) => {
            let entries = table
                .iter()
                .map(|(key, value)| format!("{} = {}", bare(key), inline(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// Keys are identifiers, which need no quotes, or numbers, which do.
fn bare(key: &str) -> String {
    let plain = !key.is_empty()
        && key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    if plain { key.to_owned() } else { quote(key) }
}

/// A basic string.
fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
