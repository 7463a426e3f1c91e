//! Uncertain numbers: named inputs, distributions, and numbers fed by inputs.

use super::{ANY, Key, Kind, Range, TableFormat, Target, key, required};

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
