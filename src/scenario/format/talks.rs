//! The setting of the talks.

use super::{
    ANY, CHANGE, Key, Kind, PROBABILITY, Range, TableFormat, Target, UTILITY, key, required,
};

/// The protocol.
pub static PROTOCOL: TableFormat = TableFormat {
    name: "protocol",
    about: "Who may speak when, and what makes an agreement.",
    keys: &[
        required("kind", Kind::Word(PROTOCOLS), "The protocol."),
        ORDER,
        MEDIATOR,
        AFTER_DEAL,
        AGENDA,
        AGENDA_RULE,
        CHOOSER,
        ROUNDS_PER_ISSUE,
        NOTHING_UNTIL_EVERYTHING,
        key(
            "side_deals",
            Kind::Flag,
            "Whether some may conclude, unseen by the others, what needs only their consents (default: false).",
        ),
        key(
            "quota",
            Kind::Whole(Range {
                low: 1.0,
                high: 128_000.0,
                unit: "votes",
            }),
            "Legislative: votes that a motion needs (default: more than half of all).",
        ),
        key(
            "vetoes",
            Kind::References(Target::Party),
            "Legislative: parties whose yes is always needed (default: none).",
        ),
        key(
            "rule",
            Kind::Word(RULES),
            "Legislative: what may happen to a motion before the vote (default: closed).",
        ),
        key(
            "proposer",
            Kind::Word(PROPOSERS),
            "Alternating offers: who proposes in a round (default: each).",
        ),
        key(
            "step",
            Kind::Number(SHARE_OF_FIRST),
            "Simultaneous concession: the least that a concession gives up, as a share of what the first offer would gain (default: 0, the smallest concession that suffices).",
        ),
        key(
            "changes",
            Kind::Whole(Range {
                low: 1.0,
                high: 64.0,
                unit: "issues",
            }),
            "Single text: most issues that one change touches (default: 2).",
        ),
        key(
            "drafts",
            Kind::Whole(Range {
                low: 1.0,
                high: 10_000.0,
                unit: "per round",
            }),
            "Single text: changes put to the vote in a round (default: 100).",
        ),
        key(
            "start_temperature",
            Kind::Number(Range {
                low: 1e-6,
                high: 100.0,
                unit: "(of the logistic votes)",
            }),
            "Single text: how loosely parties vote at the start; at 0.2, a change that costs a fifth of the gain gets a yes in 25 of 100 (default: 0.2).",
        ),
        key(
            "cooling",
            Kind::Number(Range {
                low: 1e-6,
                high: 1.0,
                unit: "per round",
            }),
            "Single text: share of the temperature that is left a round later (default: such that 0.03 of it is left at the expected end).",
        ),
        key(
            "weigh",
            Kind::Word(&[
                (
                    "proportion",
                    "gains over no deal in proportion to each other",
                ),
                (
                    "difference",
                    "gains over no deal by their difference, as a share of the attainable gain",
                ),
            ]),
            "Single text: what a vote compares (default: proportion).",
        ),
        TELLS,
    ],
};

const ORDER: Key = key(
    "order",
    Kind::References(Target::Party),
    "Order of speaking, or of the mediator's meetings (default: order of the file).",
);
const MEDIATOR: Key = key(
    "mediator",
    Kind::Reference(Target::Party),
    "Who shuttles, or drafts the single text (there, by default, a neutral hand).",
);
const TELLS: Key = key(
    "tells",
    Kind::Fixed(Range {
        low: 0.5,
        high: 1.0,
        unit: "",
    }),
    "How often the mediator is right about which half of its distribution a side's no-deal value lies in; it tells the others, who believe it as far as its interests let them (default: it tells nothing).",
);
const AFTER_DEAL: Key = key(
    "after_deal",
    Kind::Word(&[
        (
            "continue",
            "talks go on about the issues still at their status quo",
        ),
        ("stop", "talks are over"),
    ]),
    "What follows a concluded deal (default: stop).",
);
const AGENDA: Key = key(
    "agenda",
    Kind::References(Target::Issue),
    "The issues in the order in which they come; others are not talked about (default: all).",
);
const AGENDA_RULE: Key = key(
    "agenda_rule",
    Kind::Word(&[
        ("given", "as `agenda` has it, or the order of the file"),
        ("easiest_first", "the least opposed issues first"),
        ("hardest_first", "the most opposed issues first"),
        (
            "chosen",
            "as the `chooser` likes it: first what means little to it and much to the others",
        ),
    ]),
    "What decides the order of the agenda (default: given).",
);
const CHOOSER: Key = key(
    "chooser",
    Kind::Reference(Target::Party),
    "Who chooses the order of the agenda.",
);
const ROUNDS_PER_ISSUE: Key = key(
    "rounds_per_issue",
    Kind::Whole(ROUNDS),
    "Rounds until the next issue comes (default: what is left, shared out evenly).",
);
const NOTHING_UNTIL_EVERYTHING: Key = key(
    "nothing_until_everything",
    Kind::Flag,
    "Whether what is agreed holds only once every issue is (default: false).",
);

const ROUNDS: Range = Range {
    low: 1.0,
    high: 100_000.0,
    unit: "rounds",
};

/// A table of talks in several tracks.
pub static TRACK: TableFormat = TableFormat {
    name: "track",
    about: "A table of talks in several tracks: who sits there, what it is about, and when.",
    keys: &[
        required("id", Kind::Id, "Identifier."),
        key("name", Kind::Text, "Name for people."),
        required(
            "parties",
            Kind::References(Target::Party),
            "Who sits there.",
        ),
        key(
            "issues",
            Kind::References(Target::Issue),
            "What can be settled there (default: all that needs only their consents).",
        ),
        required(
            "kind",
            Kind::Word(TRACK_PROTOCOLS),
            "The protocol of this table.",
        ),
        ORDER,
        MEDIATOR,
        TELLS,
        AFTER_DEAL,
        AGENDA,
        AGENDA_RULE,
        CHOOSER,
        ROUNDS_PER_ISSUE,
        NOTHING_UNTIL_EVERYTHING,
        key("from", Kind::Whole(ROUNDS), "First round (default: 1)."),
        key(
            "to",
            Kind::Whole(ROUNDS),
            "Last round (default: the last of the talks).",
        ),
        key(
            "after",
            Kind::Reference(Target::Track),
            "The table that must have ended before this one opens.",
        ),
        key(
            "result",
            Kind::Word(&[
                ("public", "everybody learns of it"),
                ("secret", "only those at the table know"),
            ]),
            "Who learns what is agreed there (default: public).",
        ),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};

/// Words for a table's `kind`.
pub static TRACK_PROTOCOLS: &[(&str, &str)] = &[ALTERNATING_OFFERS, SHUTTLE, ISSUE_BY_ISSUE];

const ALTERNATING_OFFERS: (&str, &str) = (
    "alternating_offers",
    "each party in turn accepts, counters or walks out",
);
const SHUTTLE: (&str, &str) = (
    "shuttle",
    "a mediator meets one side per round and carries packages between them",
);
const ISSUE_BY_ISSUE: (&str, &str) = (
    "issue_by_issue",
    "one issue after the other, each by alternating offers",
);

/// Words for the protocol's `kind`.
pub static PROTOCOLS: &[(&str, &str)] = &[
    ALTERNATING_OFFERS,
    SHUTTLE,
    ISSUE_BY_ISSUE,
    (
        "tracks",
        "several tables (`[[track]]`), at once or one after the other",
    ),
    (
        "attrition",
        "two parties hold on to their demands at `delay_cost` a round, until one gives in",
    ),
    (
        "simultaneous_concession",
        "all put offers forward at once, and who risks less by insisting gives way",
    ),
    (
        "single_text",
        "one text is revised change by change, voted on, and ratified at the end",
    ),
    (
        "legislative",
        "a party drawn at random moves a package, and a vote decides for all",
    ),
];

/// Shares of what a first offer would gain.
const SHARE_OF_FIRST: Range = Range {
    low: 0.0,
    high: 1.0,
    unit: "of the gain by the first offer",
};
/// Words for the protocol's `proposer`.
pub static PROPOSERS: &[(&str, &str)] = &[
    (
        "each",
        "everybody has a turn in every round, to answer and to counter",
    ),
    (
        "in_turn",
        "one party a round, in order; all others answer at once",
    ),
    (
        "random",
        "one party a round, drawn by `recognition`; all others answer at once",
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
            "horizon",
            Kind::Word(&[
                (
                    "rounds",
                    "the talks end after the last round, as everybody knows",
                ),
                (
                    "infinite",
                    "nobody sees an end; `rounds` is where the simulation stops looking",
                ),
            ]),
            "What parties that look ahead see at the end (default: rounds).",
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
            "if",
            Kind::Predicate,
            "What the package that stands must satisfy for it to happen.",
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
