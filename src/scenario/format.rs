//! The scenario format, written down once.
//!
//! Every key of a scenario file stands here with its kind, range, unit and meaning. The checker
//! ([`super::shape`]), the JSON Schema ([`super::schema`]), `zopa explain KEY` and
//! `zopa list inputs` all read this description, so that they cannot disagree.

/// A table of the file: its keys and what they mean.
#[derive(Debug)]
pub struct TableFormat {
    /// What the table is called in messages.
    pub name: &'static str,
    /// What it says.
    pub about: &'static str,
    /// Its keys.
    pub keys: &'static [Key],
}

/// A key of a table.
#[derive(Debug)]
pub struct Key {
    /// The word.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// What it takes.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
}

/// A range of numbers with its unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// Smallest value allowed.
    pub low: f64,
    /// Largest value allowed.
    pub high: f64,
    /// Unit, as it reads after a number; may be empty.
    pub unit: &'static str,
}

/// What a key takes.
#[derive(Debug)]
pub enum Kind {
    /// Text.
    Text,
    /// A list of texts.
    Texts,
    /// An identifier: letters, digits, `_` and `-`.
    Id,
    /// Yes or no.
    Flag,
    /// A whole number that is the same in every replication.
    Whole(Range),
    /// A number that is the same in every replication.
    Fixed(Range),
    /// A number that may be uncertain.
    Number(Range),
    /// One of a few words, each with its meaning.
    Word(&'static [(&'static str, &'static str)]),
    /// The identifier of something declared elsewhere.
    Reference(Target),
    /// A list of such identifiers.
    References(Target),
    /// An option of the issue at hand: its identifier, or its number.
    Place,
    /// Several options of the issue at hand.
    Places,
    /// Numbers by option identifier, each of which may be uncertain.
    ByOption(Range),
    /// Numbers by option identifier that are the same in every replication.
    FixedByOption(Range),
    /// Texts by option identifier.
    NamesByOption,
    /// The options of an issue: a list of identifiers.
    Options,
    /// A table.
    Table(&'static TableFormat),
    /// A list of tables.
    Tables(&'static TableFormat),
    /// A table, or a list of them.
    OneOrMore(&'static TableFormat),
    /// A statement about packages.
    Predicate,
    /// A list of statements about packages.
    Predicates,
    /// A statement about how talks ended.
    StatePredicate,
    /// A list of statements about how talks ended.
    StatePredicates,
    /// A distribution, or a number.
    Distribution,
    /// As many numbers as there are words, which say what each one is.
    Parameters(&'static [&'static str]),
    /// Pairs of a value and its share.
    Shares,
}

/// What an identifier may point at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An issue.
    Issue,
    /// A party.
    Party,
    /// A named input.
    Input,
    /// An outcome class.
    Outcome,
}

impl Target {
    /// The word for it in messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Party => "party",
            Self::Input => "input",
            Self::Outcome => "outcome class",
        }
    }
}

const SHARE: Range = Range {
    low: 0.0,
    high: 1.0,
    unit: "",
};
const PROBABILITY: Range = Range {
    low: 0.0,
    high: 1.0,
    unit: "(a probability)",
};
const CHANGE: Range = Range {
    low: -1.0,
    high: 1.0,
    unit: "(in utility)",
};
const UTILITY: Range = Range {
    low: 0.0,
    high: 1.0,
    unit: "(in utility)",
};
const WEIGHT: Range = Range {
    low: 0.0,
    high: 1e6,
    unit: "",
};
const ANY: Range = Range {
    low: -1e12,
    high: 1e12,
    unit: "",
};
const DAYS: Range = Range {
    low: 0.0,
    high: 1e6,
    unit: "days",
};

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key {
        name,
        about,
        kind,
        required: false,
    }
}

const fn required(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key {
        name,
        about,
        kind,
        required: true,
    }
}

/// The whole file.
pub static SCENARIO: TableFormat = TableFormat {
    name: "scenario",
    about: "A negotiation: its issues, its parties and what they said, and how they talk.",
    keys: &[
        required("name", Kind::Text, "Title for people."),
        key("about", Kind::Text, "What the negotiation is about."),
        key("sources", Kind::Texts, "Where the facts come from."),
        key(
            "input",
            Kind::Tables(&INPUT),
            "Named uncertain numbers that may feed several places.",
        ),
        key(
            "correlation",
            Kind::Tables(&CORRELATION),
            "Rank correlations between named inputs.",
        ),
        required("issue", Kind::Tables(&ISSUE), "The questions to settle."),
        required("party", Kind::Tables(&PARTY), "Who negotiates."),
        required("protocol", Kind::Table(&PROTOCOL), "Who may speak when."),
        required(
            "time",
            Kind::Table(&TIME),
            "Rounds, days, deadline and breakdown.",
        ),
        key(
            "event",
            Kind::Tables(&EVENT),
            "Things that may happen while the parties talk.",
        ),
        key(
            "leverage",
            Kind::Tables(&LEVERAGE),
            "Means of a party to move another, at a cost to itself.",
        ),
        key(
            "implementation",
            Kind::Table(&IMPLEMENTATION),
            "What happens after signing.",
        ),
        key(
            "outcome",
            Kind::Tables(&OUTCOME),
            "The outcome classes that the forecast gives shares for, tried in order.",
        ),
        key(
            "expect",
            Kind::Tables(&EXPECT),
            "Checks of the forecast that the scenario carries.",
        ),
    ],
};

/// A named input.
pub static INPUT: TableFormat = TableFormat {
    name: "input",
    about: "A named uncertain number. Other numbers use it as `{ input = \"ID\", scale = 1, offset = 0 }`.",
    keys: &[
        required("id", Kind::Id, "Identifier."),
        key("name", Kind::Text, "Name for people."),
        key("unit", Kind::Text, "Unit of the number."),
        required("value", Kind::Distribution, "How it is spread."),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};

/// A correlation.
pub static CORRELATION: TableFormat = TableFormat {
    name: "correlation",
    about: "How two named inputs move together (Gaussian copula).",
    keys: &[
        required("inputs", Kind::References(Target::Input), "The two inputs."),
        required(
            "rank",
            Kind::Fixed(Range {
                low: -0.99,
                high: 0.99,
                unit: "",
            }),
            "Spearman's rank correlation between them.",
        ),
        key("because", Kind::Text, "The reasoning behind it."),
    ],
};

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
        required(
            "status_quo",
            Kind::Place,
            "The option that stands while nothing is agreed.",
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
            "reservation",
            Kind::Number(UTILITY),
            "Utility of ending without a deal, on its own scale from its worst package to its best. Default: the status quo's utility.",
        ),
        key(
            "reservation_over_status_quo",
            Kind::Number(CHANGE),
            "The same, counted from the utility of the status quo. Give one of the two.",
        ),
        key(
            "patience",
            Kind::Number(Range {
                low: 1e-6,
                high: 1.0,
                unit: "(discount factor per round)",
            }),
            "What a deal one round later is worth now (default: 1).",
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
        required(
            "weight",
            Kind::Number(WEIGHT),
            "Importance relative to the party's other weights.",
        ),
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
        key("table", Kind::ByOption(SHARE), "A value for every option."),
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
        key(
            "short",
            Kind::Number(SHARE),
            "Value on the bad side of the threshold (default: 0).",
        ),
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
        key(
            "weight",
            Kind::Number(WEIGHT),
            "What satisfying it is worth, relative to the party's other weights (default: 0).",
        ),
        required(
            "firmness",
            Kind::Number(PROBABILITY),
            "Probability that it is a red line: 0 for a bluff, 1 for certain.",
        ),
        key("because", Kind::Text, "The reasoning behind its numbers."),
    ],
};

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

/// A distribution, as it stands in place of a number.
pub static DISTRIBUTION: TableFormat = TableFormat {
    name: "distribution",
    about: "How an uncertain number is spread: `uniform`, `normal`, `triangular`, `pert`, `beta` or `choice`.",
    keys: DISTRIBUTION_KEYS,
};

const DISTRIBUTION_KEYS: &[Key] = &[UNIFORM, NORMAL, TRIANGULAR, PERT, BETA, CHOICE, LOW, HIGH];
const UNIFORM: Key = key(
    "uniform",
    Kind::Parameters(&["lowest", "highest"]),
    "Equally likely between two ends: `[lowest, highest]`.",
);
const NORMAL: Key = key(
    "normal",
    Kind::Parameters(&["mean", "standard deviation"]),
    "Normal: `[mean, standard deviation]`, cut off at `low` and `high` where given.",
);
const TRIANGULAR: Key = key(
    "triangular",
    Kind::Parameters(&["lowest", "likeliest", "highest"]),
    "Triangular: `[lowest, likeliest, highest]`.",
);
const PERT: Key = key(
    "pert",
    Kind::Parameters(&["lowest", "likeliest", "highest"]),
    "PERT, a smooth triangular: `[lowest, likeliest, highest]`.",
);
const BETA: Key = key(
    "beta",
    Kind::Parameters(&["first shape", "second shape"]),
    "Beta: `[a, b]`, stretched from `low` to `high` (default: 0 to 1).",
);
const CHOICE: Key = key(
    "choice",
    Kind::Shares,
    "One of several values: `[[value, share], ...]`.",
);
const LOW: Key = key(
    "low",
    Kind::Fixed(ANY),
    "Lower end, for `normal` and `beta`.",
);
const HIGH: Key = key(
    "high",
    Kind::Fixed(ANY),
    "Upper end, for `normal` and `beta`.",
);

/// A number that is not simply written down: a distribution, or fed by named inputs.
pub static QUANTITY: TableFormat = TableFormat {
    name: "number",
    about: "A number that is uncertain: a distribution of its own, or `offset + scale x input` with a named input.",
    keys: &[
        UNIFORM,
        NORMAL,
        TRIANGULAR,
        PERT,
        BETA,
        CHOICE,
        LOW,
        HIGH,
        key(
            "input",
            Kind::Reference(Target::Input),
            "The named input that feeds it.",
        ),
        key(
            "scale",
            Kind::Fixed(ANY),
            "Factor of the input (default: 1).",
        ),
        key(
            "inputs",
            Kind::Tables(&FEED),
            "Several named inputs that feed it together.",
        ),
        key(
            "offset",
            Kind::Fixed(ANY),
            "Added to what the inputs give (default: 0).",
        ),
    ],
};

/// One of several inputs that feed a number.
pub static FEED: TableFormat = TableFormat {
    name: "feed",
    about: "A named input and its factor.",
    keys: &[
        required("input", Kind::Reference(Target::Input), "The named input."),
        key("scale", Kind::Fixed(ANY), "Its factor (default: 1)."),
    ],
};

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

impl TableFormat {
    /// The key with this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl TableFormat {
    /// What the table is called, with its article: "an issue".
    pub fn with_article(&self) -> String {
        match self.name {
            "scenario" | "protocol" | "time" | "implementation" | "numbers" => {
                format!("`{}`", self.name)
            }
            name if name.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {name}"),
            name => format!("a {name}"),
        }
    }
}

impl Kind {
    /// What it takes, in words.
    pub const fn takes(&self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Texts => "a list of texts",
            Self::Id => "an identifier",
            Self::Flag => "true or false",
            Self::Whole(_) => "a whole number",
            Self::Fixed(_) => "a number",
            Self::Number(_) | Self::Distribution => "a number or a distribution",
            Self::Word(_) => "a word",
            Self::Reference(_) => "an identifier",
            Self::References(_) => "a list of identifiers",
            Self::Place => "an option",
            Self::Places => "a list of options",
            Self::ByOption(_) | Self::FixedByOption(_) => "a table of numbers by option",
            Self::NamesByOption => "a table of names by option",
            Self::Options => "a list of identifiers",
            Self::Table(_) => "a table",
            Self::Tables(_) => "a list of tables",
            Self::OneOrMore(_) => "a table or a list of tables",
            Self::Predicate => "a statement such as `{ issue = \"...\", is = \"...\" }`",
            Self::Predicates | Self::StatePredicates => "a list of statements",
            Self::StatePredicate => {
                "a statement such as `{ issue = \"...\", is = \"...\" }` or `{ deal = true }`"
            }
            Self::Parameters(_) => "a list of numbers",
            Self::Shares => "a list of pairs",
        }
    }

    /// Whether a plain number can stand here.
    pub const fn takes_numbers(&self) -> bool {
        matches!(
            self,
            Self::Whole(_)
                | Self::Fixed(_)
                | Self::Number(_)
                | Self::Distribution
                | Self::ByOption(_)
                | Self::FixedByOption(_)
        )
    }

    /// Whether an identifier, a word or a name stands here.
    pub const fn takes_names(&self) -> bool {
        matches!(
            self,
            Self::Text | Self::Id | Self::Word(_) | Self::Reference(_) | Self::References(_)
        )
    }
}

impl std::fmt::Display for Range {
    /// "between 0 and 1 (a probability)".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "between {} and {}", self.low, self.high)?;
        if !self.unit.is_empty() {
            write!(f, " {}", self.unit)?;
        }
        Ok(())
    }
}
