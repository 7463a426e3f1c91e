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
    about: "A check of the forecast: the share of an outcome class, or of an option.",
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
            "at_least",
            Kind::Fixed(SHARE),
            "Smallest share expected (default: 0).",
        ),
        key(
            "at_most",
            Kind::Fixed(SHARE),
            "Largest share expected (default: 1).",
        ),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};
