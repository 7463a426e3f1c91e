//! The scenario format, written down once.
//!
//! Every key of a scenario file stands here with its kind, range, unit and meaning. The checker
//! (`shape`), the JSON Schema (`schema`), `zopa explain KEY` and
//! `zopa list inputs` all read this description, so that they cannot disagree.

mod inputs;
mod issues;
mod outcomes;
mod parties;
mod predicates;
mod strategies;
mod talks;

pub use inputs::{CORRELATION, DISTRIBUTION, FEED, INPUT, QUANTITY};
pub use issues::{ISSUE, LIMIT, NUMBERS};
pub use outcomes::{EXPECT, OUTCOME, SWEEP};
pub use parties::{CONDITION, INTEREST, PARTY, VALUE};
pub use predicates::{ENDINGS, PREDICATE, STATE_PREDICATE};
pub use strategies::{ACCEPTANCE, BIDDING, CONVENTION, OPPONENT_MODEL, STRATEGY, WINDOW};
pub use talks::{
    CLAUSE, EFFECT, EVENT, IMPLEMENTATION, LEVERAGE, PROTOCOL, PROTOCOLS, RULES, TIME, TRACK,
    TRACK_PROTOCOLS,
};

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
    /// Whether its range holds on the unit scale only: within a party whose scale is `as_given`,
    /// any number may stand there.
    pub scaled: bool,
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
    /// A table of talks in several tracks.
    Track,
}

impl Target {
    /// The word for it in messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Party => "party",
            Self::Input => "input",
            Self::Outcome => "outcome class",
            Self::Track => "track",
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

/// Wide enough for every number a model can use.
pub const ANY: Range = Range {
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
        scaled: false,
    }
}

const fn required(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key {
        name,
        about,
        kind,
        required: true,
        scaled: false,
    }
}

/// A key whose range holds on the unit scale only.
const fn scaled(key: Key) -> Key {
    Key {
        scaled: true,
        ..key
    }
}

/// The whole file.
pub static SCENARIO: TableFormat = TableFormat {
    name: "scenario",
    about: "A negotiation: its issues, its parties and what they said, and how they talk.",
    keys: &[
        key(
            "extends",
            Kind::Text,
            "Another scenario file, from the folder of this one: this file says what differs.",
        ),
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
        key(
            "limit",
            Kind::Tables(&LIMIT),
            "Sums that packages must keep to, such as a budget.",
        ),
        required("party", Kind::Tables(&PARTY), "Who negotiates."),
        required("protocol", Kind::Table(&PROTOCOL), "Who may speak when."),
        key(
            "track",
            Kind::Tables(&TRACK),
            "The tables, where the protocol is `tracks`.",
        ),
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
        key(
            "sweep",
            Kind::Table(&SWEEP),
            "The sweep that `zopa sweep` plays.",
        ),
    ],
};

impl TableFormat {
    /// The key with this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

impl Key {
    /// The range of the numbers it takes, within a party whose scale is as given or elsewhere.
    pub fn range(&self, as_given: bool) -> Option<Range> {
        match &self.kind {
            _ if as_given && self.scaled => Some(ANY),
            Kind::Number(range)
            | Kind::Fixed(range)
            | Kind::Whole(range)
            | Kind::ByOption(range)
            | Kind::FixedByOption(range) => Some(*range),
            _ => None,
        }
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

    /// The first key that takes a word.
    pub fn key_of_word(&self, word: &str) -> Option<&'static Key> {
        let takes = |key: &&Key| match key.kind {
            Kind::Word(words) => words.iter().any(|(known, _)| *known == word),
            _ => false,
        };
        self.keys.iter().find(takes)
    }
}

impl Kind {
    /// What the one table may hold that can stand here.
    pub const fn one_table(&self) -> Option<&'static TableFormat> {
        match self {
            Self::Table(format) | Self::OneOrMore(format) => Some(format),
            _ => None,
        }
    }

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
        write!(
            f,
            "between {} and {}",
            written(self.low),
            written(self.high)
        )?;
        if !self.unit.is_empty() {
            write!(f, " {}", self.unit)?;
        }
        Ok(())
    }
}

/// A number as messages write it: in full, or with an exponent where that would be a row of zeros.
pub fn written(number: f64) -> String {
    let size = number.abs();
    if size >= 1e9 || (size > 0.0 && size < 1e-6) {
        format!("{number:e}")
    } else {
        number.to_string()
    }
}
