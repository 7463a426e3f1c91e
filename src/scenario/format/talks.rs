//! The setting of the talks.

use super::{ANY, CHANGE, Kind, PROBABILITY, Range, TableFormat, Target, UTILITY, key, required};

/// The protocol.
pub static PROTOCOL: TableFormat = TableFormat {
    name: "protocol",
    about: "Who may speak when, and what makes an agreement.",
    keys: &[
        required("kind", Kind::Word(PROTOCOLS), "The protocol."),
        key(
            "order",
            Kind::References(Target::Party),
            "Order of speaking, or of the mediator's meetings (default: order of the file).",
        ),
        key("mediator", Kind::Reference(Target::Party), "Who shuttles."),
        key(
            "quota",
            Kind::Whole(Range {
                low: 1.0,
                high: 128_000.0,
                unit: "votes",
            }),
            "Votes that a motion needs, for legislative (default: more than half of all).",
        ),
        key(
            "vetoes",
            Kind::References(Target::Party),
            "Parties whose yes is always needed, for legislative (default: none).",
        ),
        key(
            "rule",
            Kind::Word(RULES),
            "What may happen to a motion before the vote, for legislative (default: closed).",
        ),
        key(
            "after_deal",
            Kind::Word(&[
                (
                    "continue",
                    "talks go on about the issues still at their status quo",
                ),
                ("stop", "talks are over"),
            ]),
            "What follows a concluded deal (default: stop).",
        ),
    ],
};

/// Words for the protocol's `kind`.
pub static PROTOCOLS: &[(&str, &str)] = &[
    (
        "alternating_offers",
        "each party in turn accepts, counters or walks out",
    ),
    (
        "shuttle",
        "a mediator meets one side per round and carries packages between them",
    ),
    (
        "legislative",
        "a party drawn at random moves a package, and a vote decides for all",
    ),
];

/// Words for the protocol's `rule`.
pub static RULES: &[(&str, &str)] = &[
    ("closed", "it is voted on at once"),
    (
        "open",
        "another party is drawn, which seconds it or moves an amendment; the vote between the two decides which is on the floor",
    ),
];

/// Time.
pub static TIME: TableFormat = TableFormat {
    name: "time",
    about: "How long the parties talk.",
    keys: &[
        required(
            "rounds",
            Kind::Whole(Range {
                low: 1.0,
                high: 100_000.0,
                unit: "rounds",
            }),
            "Longest possible talks.",
        ),
        key(
            "deadline",
            Kind::Number(Range {
                low: 1.0,
                high: 100_000.0,
                unit: "rounds",
            }),
            "When the talks end, if before `rounds`; may be uncertain.",
        ),
        key(
            "days_per_round",
            Kind::Fixed(Range {
                low: 1e-6,
                high: 1e6,
                unit: "days",
            }),
            "Days that one round takes (default: 1).",
        ),
        key(
            "breakdown",
            Kind::Number(PROBABILITY),
            "Probability per round that the talks break down (default: 0).",
        ),
    ],
};

/// An event.
pub static EVENT: TableFormat = TableFormat {
    name: "event",
    about: "Something that may happen while the parties talk. Give `hazard` or `round`.",
    keys: &[
        required("id", Kind::Id, "Identifier."),
        key("name", Kind::Text, "Name for people."),
        key(
            "hazard",
            Kind::Number(PROBABILITY),
            "Probability that it happens in a round.",
        ),
        key(
            "round",
            Kind::Whole(Range {
                low: 1.0,
                high: 100_000.0,
                unit: "rounds",
            }),
            "The round in which it happens.",
        ),
        key(
            "repeats",
            Kind::Flag,
            "Whether it can happen more than once (default: false).",
        ),
        required("effect", Kind::Tables(&EFFECT), "What it changes."),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};

/// An effect.
pub static EFFECT: TableFormat = TableFormat {
    name: "effect",
    about: "A change: of a party's no-deal value (`party`, `reservation`), of an option's worth to a party (`party`, `issue`, `option`, `value`), or of an input (`input`, `shift`).",
    keys: &[
        key(
            "party",
            Kind::Reference(Target::Party),
            "Whose utility changes.",
        ),
        key(
            "reservation",
            Kind::Number(CHANGE),
            "Change of the party's no-deal value.",
        ),
        key(
            "issue",
            Kind::Reference(Target::Issue),
            "The issue whose option changes.",
        ),
        key("option", Kind::Place, "The option."),
        key(
            "value",
            Kind::Number(CHANGE),
            "Change of the option's worth to the party.",
        ),
        key(
            "input",
            Kind::Reference(Target::Input),
            "The named input that changes.",
        ),
        key(
            "shift",
            Kind::Number(ANY),
            "Change of the input, in its unit.",
        ),
    ],
};

/// A lever.
pub static LEVERAGE: TableFormat = TableFormat {
    name: "leverage",
    about: "A means of a party to change what another can expect, at a cost to itself.",
    keys: &[
        required("id", Kind::Id, "Identifier."),
        key("name", Kind::Text, "Name for people."),
        required("holder", Kind::Reference(Target::Party), "Who can pull it."),
        required(
            "target",
            Kind::Reference(Target::Party),
            "Whom it is meant to move.",
        ),
        required(
            "cost",
            Kind::Number(UTILITY),
            "What each round in which it is pulled costs the holder.",
        ),
        key(
            "reversible",
            Kind::Flag,
            "Whether it can be released again (default: true).",
        ),
        required("effect", Kind::Tables(&EFFECT), "What pulling it changes."),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};

/// What follows signing.
pub static IMPLEMENTATION: TableFormat = TableFormat {
    name: "implementation",
    about: "What follows signing: each party keeps or breaks each clause, round by round.",
    keys: &[
        required(
            "rounds",
            Kind::Whole(Range {
                low: 1.0,
                high: 100_000.0,
                unit: "rounds",
            }),
            "Rounds for which a clause is followed once in force.",
        ),
        key(
            "reconsider",
            Kind::Number(PROBABILITY),
            "Probability per round that a party reconsiders a clause (default: 1).",
        ),
        key(
            "monitoring",
            Kind::Number(PROBABILITY),
            "Probability that a breach is seen when it happens (default: 1).",
        ),
        key(
            "guarantee",
            Kind::Number(UTILITY),
            "What a seen breach costs its author (default: 0).",
        ),
        key(
            "noise",
            Kind::Number(Range {
                low: 1e-6,
                high: 10.0,
                unit: "(in utility)",
            }),
            "Scale of the logit choice between keeping and breaking (default: 0.05).",
        ),
        key(
            "answer",
            Kind::Number(PROBABILITY),
            "Probability that a seen breach is answered by breach (default: 0.5).",
        ),
        key(
            "clause",
            Kind::Tables(&CLAUSE),
            "Other numbers for single clauses.",
        ),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};

/// A clause.
pub static CLAUSE: TableFormat = TableFormat {
    name: "clause",
    about: "How one clause is watched and guaranteed.",
    keys: &[
        required("issue", Kind::Reference(Target::Issue), "The issue."),
        key(
            "monitoring",
            Kind::Number(PROBABILITY),
            "Probability that a breach is seen when it happens.",
        ),
        key(
            "guarantee",
            Kind::Number(UTILITY),
            "What a seen breach costs its author.",
        ),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};
