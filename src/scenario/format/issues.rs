//! Issues and their options.

use super::{ANY, DAYS, Kind, Range, TableFormat, Target, key, required};

/// An issue.
pub static ISSUE: TableFormat = TableFormat {
    name: "issue",
    about: "A question to settle. Give either `options` or `numbers`.",
    keys: &[
        required("id", Kind::Id, "Identifier."),
        key("name", Kind::Text, "Name for people."),
        key("about", Kind::Text, "What the question is."),
        key(
            "options",
            Kind::Options,
            "Identifiers of the possible answers.",
        ),
        key(
            "ordered",
            Kind::Flag,
            "Whether the options are in order as listed (default: false).",
        ),
        key(
            "names",
            Kind::NamesByOption,
            "Names of the options for people.",
        ),
        key(
            "numbers",
            Kind::Table(&NUMBERS),
            "Options that are numbers.",
        ),
        key(
            "status_quo",
            Kind::Place,
            "The option that stands while nothing is agreed. Left out on every issue where nothing stands: then any package can be agreed, and no deal is worth the parties' `reservation`.",
        ),
        key(
            "consent",
            Kind::References(Target::Party),
            "The parties whose agreement moves the issue (default: every principal).",
        ),
        key(
            "takes_effect_days",
            Kind::Fixed(DAYS),
            "Days between signing and the clause being in force (default: 0).",
        ),
        key(
            "term_days",
            Kind::FixedByOption(DAYS),
            "Days after which an option's clause runs out.",
        ),
    ],
};

/// Options that are numbers.
pub static NUMBERS: TableFormat = TableFormat {
    name: "numbers",
    about: "Options from one number to another.",
    keys: &[
        required("from", Kind::Fixed(ANY), "First option."),
        required("to", Kind::Fixed(ANY), "Last option; above `from`."),
        required(
            "step",
            Kind::Fixed(Range {
                low: 1e-9,
                high: 1e12,
                unit: "",
            }),
            "Distance between options; must fit a whole number of times.",
        ),
        key("unit", Kind::Text, "Unit of the numbers."),
    ],
};

/// A limit.
pub static LIMIT: TableFormat = TableFormat {
    name: "limit",
    about: "A sum over issues with numbers that every package must keep to: nobody offers or signs more.",
    keys: &[
        required(
            "issues",
            Kind::References(Target::Issue),
            "The issues whose numbers are added up.",
        ),
        required(
            "at_most",
            Kind::Fixed(ANY),
            "The most that they may add up to, in the unit of the issues.",
        ),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};
