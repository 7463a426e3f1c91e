//! Outcome classes, expectations and sweeps.

use super::{Kind, Range, SHARE, TableFormat, Target, key, required};

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

const POINTS: Range = Range {
    low: 1.0,
    high: 100_000.0,
    unit: "points",
};
const RUNS: Range = Range {
    low: 1.0,
    high: 1e10,
    unit: "runs",
};

/// A sweep.
pub static SWEEP: TableFormat = TableFormat {
    name: "sweep",
    about: "The sweep that `zopa sweep` plays where the command line varies nothing, so that a study is one file.",
    keys: &[
        required(
            "vary",
            Kind::Texts,
            "What is varied, each as on the command line: `PATH=FROM:TO:N`, `PATH=a,b,c`, or `PATH=LO..HI`.",
        ),
        key(
            "runs",
            Kind::Whole(RUNS),
            "Replications per point (default: 1000).",
        ),
        key(
            "design",
            Kind::Word(DESIGNS),
            "How points are chosen (default: grid).",
        ),
        key(
            "points",
            Kind::Whole(POINTS),
            "Number of points, for all designs but the grid (default: 64).",
        ),
        key(
            "refine",
            Kind::Flag,
            "Whether to halve the step, up to four times, wherever the commonest outcome changes (default: false).",
        ),
        key(
            "outcome",
            Kind::Reference(Target::Outcome),
            "The outcome class to show where a chart shows one (default: the one whose share moves most).",
        ),
    ],
};

const DESIGNS: &[(&str, &str)] = &[
    ("grid", "every combination"),
    ("lhs", "a Latin hypercube"),
    ("sobol", "Sobol's sequence, scrambled after Owen"),
    ("halton", "Halton's sequence, randomly shifted"),
];
