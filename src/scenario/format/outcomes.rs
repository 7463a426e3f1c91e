//! Outcome classes and expectations.

use super::{Kind, SHARE, TableFormat, Target, key, required};

/// An outcome class.
pub static OUTCOME: TableFormat = TableFormat {
    name: "outcome",
    about: "A class of endings. `no_deal` always exists and may be declared only to name it.",
    keys: &[
        required("id", Kind::Id, "Identifier."),
        key("name", Kind::Text, "Name for people."),
        key(
            "when",
            Kind::StatePredicate,
            "What must hold. A run belongs to the first class that fits.",
        ),
    ],
};

/// An expectation.
pub static EXPECT: TableFormat = TableFormat {
    name: "expect",
    about: "A check of the forecast: the share of an outcome class, or of an option; or what happens to it when a number changes.",
    keys: &[
        key(
            "outcome",
            Kind::Reference(Target::Outcome),
            "The outcome class.",
        ),
        key(
            "issue",
            Kind::Reference(Target::Issue),
            "The issue, for the share of an option.",
        ),
        key("option", Kind::Place, "The option."),
        key(
            "rises_with",
            Kind::Text,
            "Path of a number of this file: the share of `outcome` rises with it. Experiments that move the number check it, a single run does not.",
        ),
        key(
            "falls_with",
            Kind::Text,
            "The same, for a share that falls.",
        ),
        key(
            "at_least",
            Kind::Fixed(SHARE),
            "Smallest share expected (default: 0); with `rises_with` or `falls_with`, the least change from the lowest to the highest value tried.",
        ),
        key(
            "at_most",
            Kind::Fixed(SHARE),
            "Largest share expected (default: 1); with `rises_with` or `falls_with`, the largest such change.",
        ),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};
