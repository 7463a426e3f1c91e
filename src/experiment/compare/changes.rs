//! What differs in what two scenarios assume: settings by their paths.

use crate::scenario::Setting;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How a setting differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Both have it, with other values.
    Changed,
    /// A alone has it.
    OnlyA,
    /// B alone has it.
    OnlyB,
}

/// A difference between two scenarios.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// How it differs.
    pub kind: ChangeKind,
    /// Path of the setting; of the table around them, where one of the two has the table alone.
    pub path: String,
    /// What it is, for people; empty for a table of several settings.
    pub name: String,
    /// Its value in A, as in the file.
    pub a: Option<Value>,
    /// Its value in B.
    pub b: Option<Value>,
    /// How many settings it stands for.
    pub settings: usize,
}

/// What differs between the settings of two scenarios: changed ones first, then what A alone has, then
/// what B alone has, each in the order of its file. A table that one of the two has alone, such as a
/// condition, is one entry.
///
/// ```
/// use zopa::experiment::compare::{ChangeKind, changes};
/// let text = include_bytes!("../../../scenarios/split-the-pie.toml");
/// let load = |set: &[&str]| {
///     let set: Vec<_> = set.iter().map(|change| change.parse().unwrap()).collect();
///     zopa::scenario::parse("split-the-pie.toml", text, &set).unwrap().settings
/// };
/// let found = changes(&load(&[]), &load(&["time.rounds=3"]));
/// assert_eq!(found.len(), 1);
/// assert_eq!((found[0].kind, found[0].path.as_str()), (ChangeKind::Changed, "time.rounds"));
/// ```
pub fn changes(a: &[Setting], b: &[Setting]) -> Vec<Change> {
    let [in_a, in_b] = [a, b].map(by_path);
    let mut found: Vec<Change> = Vec::new();
    for setting in a.iter().filter(|setting| is_assumed(setting)) {
        let Some(other) = in_b.get(setting.path.as_str()) else {
            continue;
        };
        if other.value != setting.value {
            found.push(Change {
                kind: ChangeKind::Changed,
                path: setting.path.clone(),
                name: setting.name.clone(),
                a: Some(setting.value.clone()),
                b: Some(other.value.clone()),
                settings: 1,
            });
        }
    }
    found.extend(alone(a, &in_b, ChangeKind::OnlyA));
    found.extend(alone(b, &in_a, ChangeKind::OnlyB));
    found
}

/// Whether a setting says something of the negotiation: studies and checks that a file carries do not.
fn is_assumed(setting: &Setting) -> bool {
    let first = setting.path.split('.').next();
    !matches!(first, Some("sweep" | "expect"))
}

fn by_path(settings: &[Setting]) -> BTreeMap<&str, &Setting> {
    let pairs = settings.iter().map(|s| (s.path.as_str(), s));
    pairs.collect()
}

/// What the other does not have, by the largest table that it lacks.
fn alone(own: &[Setting], other: &BTreeMap<&str, &Setting>, kind: ChangeKind) -> Vec<Change> {
    let mut tables: BTreeSet<&str> = BTreeSet::new();
    for path in other.keys() {
        tables.extend(prefixes(path));
    }
    let mut found: Vec<Change> = Vec::new();
    let lacking = |s: &&Setting| is_assumed(s) && !other.contains_key(s.path.as_str());
    for setting in own.iter().filter(lacking) {
        let missing = prefixes(&setting.path).find(|prefix| !tables.contains(prefix));
        let path = missing.unwrap_or(&setting.path);
        if let Some(known) = found.iter_mut().find(|change| change.path == path) {
            known.settings += 1;
            known.name.clear();
            (known.a, known.b) = (None, None);
            continue;
        }
        let value = Some(setting.value.clone());
        let (a, b) = match kind {
            ChangeKind::OnlyB => (None, value),
            _ => (value, None),
        };
        found.push(Change {
            kind,
            path: path.to_owned(),
            name: setting.name.clone(),
            a,
            b,
            settings: 1,
        });
    }
    found
}

/// The tables around a setting, the outermost that can be told from its like first (`party.us`,
/// `party.us.condition.x`), then the setting itself.
fn prefixes(path: &str) -> impl Iterator<Item = &str> {
    let ends = path.match_indices('.').map(|(end, _)| end);
    ends.chain([path.len()]).map(|end| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(pairs: &[(&str, i64)]) -> Vec<Setting> {
        let one = |&(path, value): &(&str, i64)| Setting {
            path: path.to_owned(),
            value: value.into(),
            uncertain: false,
            about: String::new(),
            name: path.to_owned(),
            whole: false,
        };
        pairs.iter().map(one).collect()
    }

    #[test]
    fn a_table_that_one_has_alone_is_one_change() {
        let a = settings(&[("party.us.condition.x.firmness", 1), ("time.rounds", 3)]);
        let b = settings(&[
            ("party.us.condition.x.firmness", 0),
            ("party.us.condition.y.firmness", 1),
            ("party.us.condition.y.weight", 2),
            ("time.rounds", 3),
            ("time.deadline", 2),
            ("sweep.runs", 100),
            ("expect.0.at_least", 1),
        ]);
        let found = changes(&a, &b);
        let told: Vec<_> = found
            .iter()
            .map(|change| (change.kind, change.path.as_str(), change.settings))
            .collect();
        let expected = [
            (ChangeKind::Changed, "party.us.condition.x.firmness", 1),
            (ChangeKind::OnlyB, "party.us.condition.y", 2),
            (ChangeKind::OnlyB, "time.deadline", 1),
        ];
        assert_eq!(told, expected);
        assert_eq!(found[1].b, None);
        let back = changes(&b, &a);
        assert_eq!(back[1].kind, ChangeKind::OnlyA);
        assert!(changes(&a, &a).is_empty());
    }
}
