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
            "convention",
            Kind::Word(CONVENTION),
            "How `exponent` is read (default: faratin).",
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
            "Concession for one unit of the other's, for tit_for_tat and hybrid (default: 1).",
        ),
        key(
            "span",
            Kind::Whole(Range {
                low: 1.0,
                high: 1000.0,
                unit: "turns",
            }),
            "How many turns ago the concession was made that is imitated, for the tit_for_tat_... family (default: 1; averaged: 3).",
        ),
        key(
            "jitter",
            Kind::Number(SHARE),
            "Largest random concession on top, as a share of its attainable gain, for tit_for_tat_random (default: 0.05).",
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
            "accept_window",
            Kind::Word(WINDOW),
            "What `combi` compares with, of the offers heard, in a window as long as the time that is left or in all (default: max).",
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
            "foresight",
            Kind::Flag,
            "Whether it counts what the events that a package sets off (`if`) will change for it (default: false).",
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
    (
        "tit_for_tat",
        "absolute tit-for-tat: concedes what the other has conceded since its first offer",
    ),
    (
        "tit_for_tat_absolute",
        "concedes what the other conceded `span` turns ago",
    ),
    (
        "tit_for_tat_random",
        "the same, and a random amount up to `jitter` more",
    ),
    (
        "tit_for_tat_relative",
        "concedes in proportion to what the other conceded `span` turns ago",
    ),
    (
        "tit_for_tat_averaged",
        "concedes in proportion to what the other conceded over `span` turns",
    ),
    (
        "nice_tit_for_tat",
        "comes as far towards the estimated Nash point as the other does",
    ),
    (
        "hybrid",
        "imitates concessions at first, follows the clock later",
    ),
    (
        "trade_off",
        "concedes by the clock, and offers what is most similar to the other's last offer",
    ),
    (
        "random",
        "demands something else every time, never less than `least`",
    ),
    (
        "micro",
        "offers packages in descending order, one new one for each new one received",
    ),
    (
        "best_reply",
        "offers what is best given what it believes the others will accept",
    ),
    (
        "equilibrium",
        "plays its part of the game's equilibrium, where there is one to be found",
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

/// Words for `convention`.
pub static CONVENTION: &[(&str, &str)] = &[
    (
        "faratin",
        "concedes as t^(1/e), as Faratin and GENIUS write it: large e is early",
    ),
    (
        "negmas",
        "concedes as t^e, as NegMAS writes it: large e is late",
    ),
];

/// Words for `accept_window`.
pub static WINDOW: &[(&str, &str)] = &[
    ("max", "MAX^W: the best offer in the window"),
    ("average", "AVG^W: the mean of the offers in the window"),
    ("all", "MAX^T: the best offer since the talks began"),
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
    (
        "hardheaded",
        "learns from their offers alone, as HardHeaded counts them",
    ),
    (
        "smith",
        "learns from their offers alone, as Agent Smith counts them",
    ),
    (
        "bayesian",
        "learns from their offers alone, by Bayes' rule over weights and evaluations",
    ),
    (
        "types",
        "knows what the scenario file says of them, and learns their no-deal value by Bayes' rule from its distribution",
    ),
    (
        "perfect",
        "knows their true preferences: for measuring the other models, never a forecast",
    ),
];
