//! A hash of what a scenario says, whatever the layout and the comments of its file.

use super::node::{Node, Value};
use sha2::{Digest, Sha256};

/// The key of what shapes no replication.
const STUDY: &str = "sweep";

/// First 12 hexadecimal digits of the SHA-256 of the tree as JSON with sorted keys and without
/// spaces: the same for TOML and JSON of the same content, different for any other content.
pub(super) fn hash(tree: &Node) -> String {
    let mut content = json(tree, true);
    if let Some(content) = content.as_object_mut() {
        content.shift_remove(STUDY);
    }
    let digest = Sha256::digest(content.to_string());
    digest[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The tree as JSON; keys in the order of the file, or sorted. Whole numbers have no point.
pub(super) fn json(node: &Node, sorted: bool) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Text(text) => text.clone().into(),
        Value::Number(number) => plain(*number),
        Value::Flag(flag) => (*flag).into(),
        Value::Array(items) => items.iter().map(|item| json(item, sorted)).collect(),
        Value::Table(table) => {
            let mut entries: Vec<_> = table.entries.iter().collect();
            if sorted {
                entries.sort_by(|a, b| a.key.cmp(&b.key));
            }
            let pairs = entries
                .into_iter()
                .map(|entry| (entry.key.clone(), json(&entry.node, sorted)));
            Json::Object(pairs.collect())
        }
        Value::Alien(what) => (*what).into(),
    }
}

/// A number as JSON; whole ones without a point, and what is no number as text.
pub(super) fn plain(number: f64) -> serde_json::Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT {
        (number as i64).into()
    } else if number.is_finite() {
        number.into()
    } else {
        number.to_string().into()
    }
}
