//! How parties bargain.

use super::{Kind, Range, SHARE, TableFormat, WEIGHT, key};

/// A strategy.
pub static STRATEGY: TableFormat = TableFormat {
    name: "strategy",
    about: "How a party bargains: bidding, acceptance, and its model of the others.",
    keys: &[
        key("name", Kind::Text, "Name in reports."),
        key(
            "share",
            Kind::Number(WEIGHT),
            "Share of replications in which it is played, relative to the others (default: 1).",
        ),
        key(
            "bidding",
            Kind::Word(BIDDING),
            "What it demands (default: linear).",
        ),
        key(
            "exponent",
            Kind::Number(Range {
                low: 0.0,
                high: 100.0,
                unit: "",
            }),
            "`e` of a time-dependent bidding; overrides the one its name implies.",
        ),
        key(
            "start",
            Kind::Number(SHARE),
            "Share of its attainable gain it starts from (default: 1).",
        ),
        key(
            "least",
            Kind::Number(SHARE),
            "Share of its attainable gain below which it never goes (default: 0).",
        ),
        key(
            "reciprocity",
            Kind::Number(Range {
                low: 0.0,
                high: 10.0,
                unit: "",
            }),
            "Concession for one unit of the other's, for tit_for_tat (default: 1).",
        ),
        key(
            "acceptance",
            Kind::Word(ACCEPTANCE),
            "When it says yes (default: next).",
        ),
        key(
            "accept_level",
            Kind::Number(SHARE),
            "Share of its attainable gain that `const` accepts (default: 0.5).",
        ),
        key(
            "accept_after",
            Kind::Number(SHARE),
            "Share of the talks after which `time` accepts anything better than no deal, and `combi` the best it has heard (default: 0.9).",
        ),
        key(
            "model",
            Kind::Word(OPPONENT_MODEL),
            "What it takes the others to want (default: frequency).",
        ),
        key(
            "noise",
            Kind::Number(Range {
                low: 0.0,
                high: 1.0,
                unit: "(in utility)",
            }),
            "Scale of the logistic error of its decisions (default: 0).",
        ),
        key(
            "walk_out_after",
            Kind::Whole(Range {
                low: 1.0,
                high: 1e6,
                unit: "offers",
            }),
            "Leaves after this many offers in a row that are worse than no deal (default: never).",
        ),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};

/// Words for `bidding`.
pub static BIDDING: &[(&str, &str)] = &[
    ("boulware", "time-dependent with e = 0.2: concedes late"),
    ("linear", "time-dependent with e = 1: concedes evenly"),
    ("conceder", "time-dependent with e = 2: concedes early"),
    ("hardliner", "time-dependent with e = 0: never concedes"),
    ("time_dependent", "time-dependent with the `exponent` given"),
    ("tit_for_tat", "answers concessions with concessions"),
    (
        "micro",
        "offers packages in descending order, one new one for each new one received",
    ),
    (
        "best_reply",
        "offers what is best given what it believes the others will accept",
    ),
];

/// Words for `acceptance`.
pub static ACCEPTANCE: &[(&str, &str)] = &[
    (
        "next",
        "AC_next: anything at least as good as its own next offer",
    ),
    (
        "const",
        "AC_const: anything above a fixed share of its attainable gain",
    ),
    (
        "time",
        "AC_time: anything better than no deal, after a moment",
    ),
    (
        "combi",
        "AC_combi: like next, and after a moment the best it can still expect to hear",
    ),
];

/// Words for `model`.
pub static OPPONENT_MODEL: &[(&str, &str)] = &[
    (
        "none",
        "knows nothing of the others: offers the package cheapest to itself",
    ),
    (
        "frequency",
        "learns from their public conditions and from what they keep asking for",
    ),
    (
        "public",
        "knows what the scenario file says of them, but not the draws",
    ),
];
