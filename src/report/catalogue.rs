//! What there is to choose from: strategies, protocols, distributions, charts.

#[cfg(feature = "charts")]
use crate::chart::Chart;
use crate::negotiate::strategy::registry::PRESETS;
use crate::scenario::format::{ACCEPTANCE, BIDDING, OPPONENT_MODEL, PROTOCOLS};
use serde::Serialize;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What kind of thing: "bidding", "protocol".
    pub kind: &'static str,
    /// The word for it in scenario files or on the command line.
    pub id: &'static str,
    /// How it is written in a scenario file.
    pub form: String,
    /// What it means.
    pub about: &'static str,
}

/// Ways to bid, to accept, and to model the others.
pub fn strategies() -> Vec<Choice> {
    let words = |kind, words: &'static [(&'static str, &'static str)]| {
        words.iter().map(move |&(id, about)| Choice {
            kind,
            id,
            form: format!("{kind} = \"{id}\""),
            about,
        })
    };
    let presets = PRESETS.iter().map(|preset| Choice {
        kind: "preset",
        id: preset.name,
        form: format!("--strategies {}", preset.name),
        about: preset.about,
    });
    words("bidding", BIDDING)
        .chain(words("acceptance", ACCEPTANCE))
        .chain(words("model", OPPONENT_MODEL))
        .chain(presets)
        .collect()
}

/// Who may speak when.
pub fn protocols() -> Vec<Choice> {
    let choice = |&(id, about): &(&'static str, &'static str)| Choice {
        kind: "protocol",
        id,
        form: format!("kind = \"{id}\""),
        about,
    };
    PROTOCOLS.iter().map(choice).collect()
}

/// How an uncertain number can be spread.
pub fn distributions() -> Vec<Choice> {
    [
        ("uniform", "{ uniform = [low, high] }", "equally likely between two ends"),
        (
            "normal",
            "{ normal = [mean, sd], low = 0, high = 1 }",
            "bell-shaped; cut off at `low` and `high` where they are given",
        ),
        (
            "triangular",
            "{ triangular = [low, likeliest, high] }",
            "rises evenly to the likeliest value and falls evenly after it",
        ),
        (
            "pert",
            "{ pert = [low, likeliest, high] }",
            "like triangular, but smooth and closer to the likeliest value",
        ),
        (
            "beta",
            "{ beta = [a, b] }",
            "between 0 and 1 (or `low` and `high`), mean a / (a + b); the larger a + b, the narrower",
        ),
        (
            "choice",
            "{ choice = [[value, share], [value, share]] }",
            "one of several values, each with its share",
        ),
        (
            "input",
            "{ input = \"id\", scale = 1, offset = 0 }",
            "follows a named input, which may feed several numbers",
        ),
    ]
    .map(|(id, form, about)| Choice {
        kind: "distribution",
        id,
        form: form.to_owned(),
        about,
    })
    .into()
}

/// Charts of a forecast.
#[cfg(feature = "charts")]
pub fn charts() -> Vec<Choice> {
    let choice = |chart: Chart| Choice {
        kind: "chart",
        id: chart.id(),
        form: format!("--chart {}", chart.id()),
        about: chart.question(),
    };
    Chart::ALL.map(choice).into()
}
