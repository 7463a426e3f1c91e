//! Parties: what they want and what they said.

use super::strategies::STRATEGY;
use super::{
    ANY, CHANGE, Kind, PROBABILITY, Range, SHARE, TableFormat, Target, UTILITY, WEIGHT, key,
    required, scaled,
};

/// A party.
pub static PARTY: TableFormat = TableFormat {
    name: "party",
    about: "Somebody who negotiates.",
    keys: &[
        required("id", Kind::Id, "Identifier."),
        key("name", Kind::Text, "Name for people."),
        key("about", Kind::Text, "Who it is."),
        key(
            "role",
            Kind::Word(&[
                ("principal", "negotiates for itself"),
                (
                    "mediator",
                    "carries packages between the others, with interests of its own",
                ),
            ]),
            "Part it plays (default: principal).",
        ),
        key(
            "scale",
            Kind::Word(&[
                ("unit", "from 0, its worst package, to 1, its best"),
                (
                    "as_given",
                    "weights times values as they stand here, added up: for other programs' negotiations",
                ),
            ]),
            "How its utilities are measured (default: unit).",
        ),
        key(
            "divisor",
            Kind::Fixed(Range {
                low: 1e-12,
                high: 1e12,
                unit: "",
            }),
            "What the sum is divided by where the scale is `as_given` (default: 1).",
        ),
        scaled(key(
            "reservation",
            Kind::Number(UTILITY),
            "Utility of ending without a deal, on its own scale from its worst package to its best. Default: the status quo's utility; needed where there is no status quo.",
        )),
        scaled(key(
            "reservation_over_status_quo",
            Kind::Number(CHANGE),
            "The same, counted from the utility of the status quo. Give one of the two.",
        )),
        key(
            "patience",
            Kind::Number(Range {
                low: 1e-6,
                high: 1.0,
                unit: "(discount factor per round)",
            }),
            "What a deal one round later is worth now (default: 1).",
        ),
        scaled(key(
            "outside_option",
            Kind::Number(UTILITY),
            "What leaving is worth to it while nothing is agreed; it may leave when it answers (default: nowhere to go).",
        )),
        scaled(key(
            "breakdown_value",
            Kind::Number(UTILITY),
            "What it is left with where the talks break down before anything is agreed (default: what no deal is worth).",
        )),
        key(
            "recognition",
            Kind::Fixed(WEIGHT),
            "How likely it is to propose where the proposer is drawn, relative to the others (default: 1, for a mediator of a legislature 0).",
        ),
        scaled(key(
            "delay_cost",
            Kind::Number(Range {
                low: 0.0,
                high: 1.0,
                unit: "(in utility per round)",
            }),
            "What each round that passes costs it in a war of attrition (default: 0).",
        )),
        key(
            "votes",
            Kind::Whole(Range {
                low: 0.0,
                high: 1000.0,
                unit: "votes",
            }),
            "Its votes where the protocol is legislative (default: 1, for a mediator 0).",
        ),
        key(
            "interest",
            Kind::Tables(&INTEREST),
            "What it wants of the issues.",
        ),
        key(
            "condition",
            Kind::Tables(&CONDITION),
            "What it said it needs.",
        ),
        key(
            "strategy",
            Kind::OneOrMore(&STRATEGY),
            "How it bargains; several tables with `share` make a mixture.",
        ),
        key("because", Kind::Text, "The reasoning behind its numbers."),
    ],
};

/// An interest.
pub static INTEREST: TableFormat = TableFormat {
    name: "interest",
    about: "What a party wants of one issue.",
    keys: &[
        required("issue", Kind::Reference(Target::Issue), "The issue."),
        scaled(required(
            "weight",
            Kind::Number(WEIGHT),
            "Importance relative to the party's other weights.",
        )),
        required(
            "value",
            Kind::Table(&VALUE),
            "What each option is worth, from 0 to 1.",
        ),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};

/// A value function.
pub static VALUE: TableFormat = TableFormat {
    name: "value",
    about: "What each option of an issue is worth: `table`, `linear`, `peaked` or `threshold`.",
    keys: &[
        scaled(key(
            "table",
            Kind::ByOption(SHARE),
            "A value for every option.",
        )),
        key(
            "linear",
            Kind::Word(&[
                ("rising", "0 for the first option, 1 for the last"),
                ("falling", "1 for the first option, 0 for the last"),
            ]),
            "Proportional to the place on the issue's scale.",
        ),
        key(
            "peaked",
            Kind::Number(ANY),
            "Ideal place: 1 there, 0 at `tolerance` away from it. For ordered issues, places are counted from 0.",
        ),
        key(
            "tolerance",
            Kind::Number(Range {
                low: 1e-9,
                high: 1e12,
                unit: "(in the issue's unit)",
            }),
            "Distance from the ideal at which the value reaches 0.",
        ),
        key(
            "threshold",
            Kind::Number(ANY),
            "Place at which the value jumps to 1.",
        ),
        key(
            "side",
            Kind::Word(&[
                ("at_least", "1 at the threshold and above"),
                ("at_most", "1 at the threshold and below"),
            ]),
            "Good side of the threshold (default: at_least).",
        ),
        scaled(key(
            "short",
            Kind::Number(SHARE),
            "Value on the bad side of the threshold (default: 0).",
        )),
    ],
};

/// A condition.
pub static CONDITION: TableFormat = TableFormat {
    name: "condition",
    about: "Something a party said it needs.",
    keys: &[
        required("id", Kind::Id, "Identifier within the party."),
        required("said", Kind::Text, "What was said, in short."),
        key("source", Kind::Text, "Where it was said."),
        key(
            "when",
            Kind::Predicate,
            "The condition binds only packages that satisfy this (default: all).",
        ),
        required("require", Kind::Predicate, "What it requires of a package."),
        scaled(key(
            "weight",
            Kind::Number(WEIGHT),
            "What satisfying it is worth, relative to the party's other weights (default: 0).",
        )),
        required(
            "firmness",
            Kind::Number(PROBABILITY),
            "Probability that it is a red line: 0 for a bluff, 1 for certain.",
        ),
        key("because", Kind::Text, "The reasoning behind its numbers."),
    ],
};
