//! Statements about packages and about endings.

use super::{Key, Kind, TableFormat, Target, key};

const ABOUT_ISSUE: Key = key(
    "issue",
    Kind::Reference(Target::Issue),
    "The issue that `is`, `is_not`, `one_of`, `at_least` or `at_most` speak of.",
);

const IS: Key = key("is", Kind::Place, "The issue has this option.");

const IS_NOT: Key = key("is_not", Kind::Place, "The issue has another option.");

const ONE_OF: Key = key(
    "one_of",
    Kind::Places,
    "The issue has one of these options.",
);

const AT_LEAST: Key = key(
    "at_least",
    Kind::Place,
    "The issue has this option or a later one; for ordered and numeric issues.",
);

const AT_MOST: Key = key(
    "at_most",
    Kind::Place,
    "The issue has this option or an earlier one; for ordered and numeric issues.",
);

/// A statement about packages.
pub static PREDICATE: TableFormat = TableFormat {
    name: "statement about packages",
    about: "An `issue` with comparisons, all of which must hold; or `all`, `any` or `not` of other statements.",
    keys: &[
        ABOUT_ISSUE,
        IS,
        IS_NOT,
        ONE_OF,
        AT_LEAST,
        AT_MOST,
        key("all", Kind::Predicates, "Every one of these holds."),
        key("any", Kind::Predicates, "At least one of these holds."),
        key("not", Kind::Predicate, "This does not hold."),
    ],
};

/// A statement about how talks ended.
pub static STATE_PREDICATE: TableFormat = TableFormat {
    name: "statement about endings",
    about: "A statement about the final package, or about how it came about.",
    keys: &[
        ABOUT_ISSUE,
        IS,
        IS_NOT,
        ONE_OF,
        AT_LEAST,
        AT_MOST,
        key("all", Kind::StatePredicates, "Every one of these holds."),
        key("any", Kind::StatePredicates, "At least one of these holds."),
        key("not", Kind::StatePredicate, "This does not hold."),
        key("deal", Kind::Flag, "Whether anything at all was agreed."),
        key(
            "signed_by",
            Kind::Reference(Target::Party),
            "The party signed something.",
        ),
        key(
            "moved",
            Kind::Reference(Target::Issue),
            "The issue ended off its status quo.",
        ),
        key(
            "held",
            Kind::Reference(Target::Issue),
            "The issue was agreed on and its clause was kept by all.",
        ),
        key(
            "breached",
            Kind::Reference(Target::Issue),
            "The issue was agreed on and its clause was broken.",
        ),
        key("ended", Kind::Word(ENDINGS), "How the talks ended."),
    ],
};

/// Words for `ended`.
pub static ENDINGS: &[(&str, &str)] = &[
    (
        "concluded",
        "nothing was left to settle, or the scenario stops after a deal",
    ),
    ("deadline", "the last round passed"),
    ("breakdown", "talks broke down by chance"),
    ("walk_out", "a party whose consent was needed left"),
];
