//! Every protocol on one scenario: the budget among five parties. A new protocol is a line here; tests
//! and benches go over all of them.

use std::path::Path;
use zopa::model::Scenario;

/// A protocol, what else must be set for it, and whether somebody must mediate.
pub struct Case {
    /// Its word in files.
    pub kind: &'static str,
    /// Further changes, as `--set` takes them.
    pub changes: &'static [&'static str],
    /// What the scenario lacks for it.
    pub more: &'static str,
}

/// All but wars of attrition, which are between two; the first is what the others are measured by.
pub const PROTOCOLS: &[Case] = &[
    Case {
        kind: "alternating_offers",
        changes: &[],
        more: "",
    },
    Case {
        kind: "shuttle",
        changes: &["protocol.mediator=speaker"],
        more: SPEAKER,
    },
    Case {
        kind: "simultaneous_concession",
        changes: &[],
        more: "",
    },
    Case {
        kind: "single_text",
        changes: &[],
        more: "",
    },
    Case {
        kind: "issue_by_issue",
        changes: &[],
        more: "",
    },
    Case {
        kind: "legislative",
        changes: &[],
        more: "",
    },
    Case {
        kind: "tracks",
        changes: &[],
        more: TABLES,
    },
];

/// Somebody who mediates, for protocols that need it: content with anything that passes.
const SPEAKER: &str = "
[[party]]
id = \"speaker\"
role = \"mediator\"
reservation = 0
interest = [{ issue = \"health\", weight = 1, value = { linear = \"rising\" } }]
";

/// A table for all of them.
const TABLES: &str = "
[[track]]
id = \"all\"
parties = [\"labour\", \"conservatives\", \"greens\", \"liberals\", \"regions\"]
kind = \"alternating_offers\"
";

/// The budget under a protocol.
pub fn budget(case: &Case) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/budget-coalition.toml");
    let mut text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    text += case.more;
    let kind = format!("protocol.kind={}", case.kind);
    let changes: Vec<zopa::scenario::Override> = std::iter::once(kind.as_str())
        .chain(case.changes.iter().copied())
        .map(|change| change.parse().expect("PATH=VALUE"))
        .collect();
    zopa::scenario::parse("budget-coalition.toml", text.as_bytes(), &changes)
        .unwrap_or_else(|problems| panic!("{}: {problems}", case.kind))
        .scenario
}
