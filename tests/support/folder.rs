//! The folder with reference data, and the published cases of theory in it.

use serde_json::Value;
use std::path::PathBuf;

/// The folder that the environment variable `ZOPA_REFERENCE` names; says so where none is named.
pub fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("ZOPA_REFERENCE").filter(|folder| !folder.is_empty());
    if folder.is_none() {
        println!("skipped: ZOPA_REFERENCE is not set");
    }
    folder.map(PathBuf::from)
}

/// The published cases, each with a topic; `None` where no folder is named.
#[allow(dead_code)] // some read other files of the folder
pub fn cases() -> Option<Vec<Value>> {
    let path = folder()?.join("theory/cases.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    Some(serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path:?}: {e}")))
}
