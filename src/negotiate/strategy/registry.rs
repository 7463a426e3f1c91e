//! Strategies by name: the one list behind `--strategies`, `zopa list strategies` and the docs.
//!
//! A name is a bidding of the scenario format (`linear`, `tit_for_tat`, …) or a preset
//! (`negmas:micro`). Keys of the format may follow, each after a colon: `boulware:model=none`,
//! `time_dependent:exponent=0.1:acceptance=combi`.

use super::negmas::{Micro, TimeDependent};
use crate::model;
use crate::negotiate::arena::Seat;
use crate::scenario::format::{BIDDING, Key, Kind, STRATEGY};
use crate::scenario::{self, similar};
use std::fmt;
use std::sync::Arc;

/// A strategy that is no composition of the scenario format's parts.
#[derive(Debug)]
pub struct Preset {
    /// The word for it.
    pub name: &'static str,
    /// What it does.
    pub about: &'static str,
    seat: fn() -> Seat,
}

/// All of them.
pub static PRESETS: &[Preset] = &[
    Preset {
        name: "negmas:boulware",
        about: "NegMAS's Boulware negotiator, offer for offer: concedes as t^4",
        seat: || Seat::TimeDependent(TimeDependent::new(4.0)),
    },
    Preset {
        name: "negmas:linear",
        about: "NegMAS's linear negotiator, offer for offer: concedes as t",
        seat: || Seat::TimeDependent(TimeDependent::new(1.0)),
    },
    Preset {
        name: "negmas:conceder",
        about: "NegMAS's Conceder negotiator, offer for offer: concedes as t^(1/4)",
        seat: || Seat::TimeDependent(TimeDependent::new(0.25)),
    },
    Preset {
        name: "negmas:micro",
        about: "NegMAS's MiCRO negotiator, offer for offer",
        seat: || Seat::Micro(Micro::new()),
    },
];

/// A strategy with its name.
#[derive(Clone)]
pub struct Entrant {
    /// Name in results.
    pub name: String,
    /// How it is played.
    pub way: Way,
}

/// How a strategy is played.
#[derive(Clone)]
pub enum Way {
    /// By the engine, from the parts of the scenario format.
    Composed(Box<model::Strategy>),
    /// In a seat of its own; the function makes one.
    Seated(Arc<dyn Fn() -> Seat + Send + Sync>),
}

impl Entrant {
    /// A strategy of a library user's own; `make` makes one per seat.
    pub fn own<S: super::Strategy + 'static>(
        name: impl Into<String>,
        make: impl Fn() -> S + Send + Sync + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            way: Way::Seated(Arc::new(move || Seat::Other(Box::new(make())))),
        }
    }

    /// The strategy that a text names.
    ///
    /// ```
    /// use zopa::negotiate::strategy::Entrant;
    /// assert!(Entrant::named("negmas:micro").is_ok());
    /// assert!(Entrant::named("time_dependent:exponent=0.1:acceptance=combi").is_ok());
    /// let error = Entrant::named("boulwar").unwrap_err();
    /// assert_eq!(error.to_string(), "there is no strategy `boulwar`");
    /// assert_eq!(error.help().as_deref(), Some("a similar one is `boulware`"));
    /// ```
    ///
    /// # Errors
    /// What is wrong with the text, with what would be right.
    pub fn named(text: &str) -> Result<Self, NotAStrategy> {
        let (name, keys) = split(text);
        let way = if let Some(preset) = PRESETS.iter().find(|preset| preset.name == name) {
            if let Some(key) = keys.first() {
                return Err(NotAStrategy::Fixed {
                    name: name.to_owned(),
                    key: (*key).to_owned(),
                });
            }
            Way::Seated(Arc::new(preset.seat))
        } else if BIDDING.iter().any(|(word, _)| *word == name) {
            Way::Composed(Box::new(composed(name, &keys)?))
        } else {
            return Err(NotAStrategy::Name(name.to_owned()));
        };
        Ok(Self {
            name: text.to_owned(),
            way,
        })
    }
}

impl fmt::Debug for Entrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Entrant").field(&self.name).finish()
    }
}

/// Why a text names no strategy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAStrategy {
    /// No strategy has this name.
    Name(String),
    /// The preset takes no keys.
    Fixed {
        /// The preset.
        name: String,
        /// The first key.
        key: String,
    },
    /// No key of a strategy has this name, or none that can stand here.
    Key(String),
    /// A key's value is not one of these.
    Value {
        /// The key.
        key: String,
        /// What stands there.
        value: String,
        /// What may.
        allowed: String,
    },
    /// The parts do not fit together: what is missing or too much.
    Parts(String),
}

impl NotAStrategy {
    /// What helps.
    pub fn help(&self) -> Option<String> {
        let like = |word: &str, known: Vec<&str>| {
            similar(word, known).map(|found| format!("a similar one is `{found}`"))
        };
        match self {
            Self::Name(name) => {
                let presets = PRESETS.iter().map(|preset| preset.name);
                let known = BIDDING.iter().map(|(word, _)| *word).chain(presets);
                like(name, known.collect())
                    .or_else(|| Some("`zopa list strategies` shows them all".to_owned()))
            }
            Self::Key(key) => {
                let known = STRATEGY.keys.iter().map(|key| key.name);
                like(key, known.filter(|key| may_stand(key)).collect())
                    .or_else(|| Some("`zopa explain strategy` shows the keys".to_owned()))
            }
            Self::Fixed { .. } => Some("presets do exactly what they are named after".to_owned()),
            Self::Value { .. } | Self::Parts(_) => None,
        }
    }
}

impl fmt::Display for NotAStrategy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(f, "there is no strategy `{name}`"),
            Self::Fixed { name, key } => write!(f, "`{name}` takes no keys, and `{key}` is one"),
            Self::Key(key) => write!(f, "a strategy has no key `{key}`"),
            Self::Value {
                key,
                value,
                allowed,
            } => write!(f, "`{key}` is {allowed}, not `{value}`"),
            Self::Parts(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for NotAStrategy {}

/// The name, which may have a colon of its own, and the keys after it.
fn split(text: &str) -> (&str, Vec<&str>) {
    let mut parts = text.split(':');
    let first = parts.next().unwrap_or_default();
    let second = text[first.len()..].strip_prefix(':').unwrap_or_default();
    let second = second.split(':').next().unwrap_or_default();
    let is_bidding = BIDDING.iter().any(|(word, _)| *word == first);
    if is_bidding || second.is_empty() || second.contains('=') {
        return (first, parts.filter(|part| !part.is_empty()).collect());
    }
    let name = &text[..first.len() + 1 + second.len()];
    (name, parts.skip(1).collect())
}

/// Whether a key of the format can stand after a strategy's name.
fn may_stand(key: &str) -> bool {
    !matches!(key, "name" | "share" | "bidding" | "because")
}

fn composed(name: &str, keys: &[&str]) -> Result<model::Strategy, NotAStrategy> {
    let mut written = format!("bidding = \"{name}\"");
    for entry in keys {
        let (word, value) = entry.split_once('=').unwrap_or((entry, ""));
        let key = STRATEGY.key(word).filter(|key| may_stand(key.name));
        let key = key.ok_or_else(|| NotAStrategy::Key(word.to_owned()))?;
        written.push_str(&format!(", {word} = {}", checked(key, value)?));
    }
    scenario::strategy(&written).map_err(|problems| {
        let text = problems.render(false);
        let title = text.lines().next().unwrap_or_default();
        let title = title.split_once(": ").map_or(title, |(_, title)| title);
        NotAStrategy::Parts(title.to_owned())
    })
}

/// A value as it stands in a scenario file, if the key takes it.
fn checked(key: &Key, value: &str) -> Result<String, NotAStrategy> {
    let wrong = |allowed: String| NotAStrategy::Value {
        key: key.name.to_owned(),
        value: value.to_owned(),
        allowed,
    };
    match key.kind {
        Kind::Word(words) => {
            let known = words.iter().find(|(word, _)| *word == value);
            let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let known = known.ok_or_else(|| wrong(format!("one of {}", all.join(", "))))?;
            Ok(format!("\"{}\"", known.0))
        }
        Kind::Number(range) | Kind::Fixed(range) | Kind::Whole(range) => {
            let whole = matches!(key.kind, Kind::Whole(_));
            let number: Option<f64> = value.parse().ok();
            let fits =
                |x: &f64| *x >= range.low && *x <= range.high && (!whole || x.fract() == 0.0);
            let kind = if whole { "a whole number" } else { "a number" };
            number
                .filter(fits)
                .map(|x| format!("{x}"))
                .ok_or_else(|| wrong(format!("{kind} from {} to {}", range.low, range.high)))
        }
        _ => Err(NotAStrategy::Key(key.name.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bidding_and_every_preset_can_be_named() {
        for (word, _) in BIDDING {
            let text = match *word {
                "time_dependent" => "time_dependent:exponent=0.5",
                word => word,
            };
            assert!(Entrant::named(text).is_ok(), "{text}");
        }
        for preset in PRESETS {
            assert!(Entrant::named(preset.name).is_ok(), "{}", preset.name);
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        let told = |text| match Entrant::named(text) {
            Ok(_) => panic!("{text} is right"),
            Err(error) => (error.to_string(), error.help().unwrap_or_default()),
        };
        let cases = [
            ("", "there is no strategy ``"),
            ("negmas:boulwar", "there is no strategy `negmas:boulwar`"),
            (
                "negmas:micro:e=2",
                "`negmas:micro` takes no keys, and `e=2` is one",
            ),
            ("linear:exponnt=2", "a strategy has no key `exponnt`"),
            ("linear:share=2", "a strategy has no key `share`"),
            (
                "linear:exponent=-1",
                "`exponent` is a number from 0 to 100, not `-1`",
            ),
            ("linear:noise", "`noise` is a number from 0 to 1, not ``"),
            ("micro:model=all", "`model` is one of none, frequency"),
            (
                "time_dependent",
                "`time_dependent` needs `exponent` beside it",
            ),
            (
                "linear:walk_out_after=1.5",
                "`walk_out_after` is a whole number from 1 to 1000000, not `1.5`",
            ),
        ];
        for (text, expected) in cases {
            let (said, _) = told(text);
            assert!(said.starts_with(expected), "{text}: {said}");
        }
        assert_eq!(
            told("negmas:boulwar").1,
            "a similar one is `negmas:boulware`"
        );
        assert_eq!(told("linear:exponnt=2").1, "a similar one is `exponent`");
    }
}
