//! How a party demands and answers: the levers of its strategy.

use super::catalogue::{Kind, Own};
use crate::scenario::format::{ACCEPTANCE, BIDDING};
use serde_json::Value;

/// Biddings that need more than their word, or suit no party as a choice.
const NO_CHOICE: [&str; 3] = ["time_dependent", "random", "equilibrium"];

impl<'a> Own<'a> {
    /// Always one strategy of its mixture.
    pub fn mixture(&mut self) {
        let strategies = &self.party.strategies;
        if strategies.len() < 2 {
            return;
        }
        for (kept, (_, strategy)) in strategies.iter().enumerate() {
            let others = (0..strategies.len()).filter(|&k| k != kept);
            let paths: Vec<String> = others
                .map(|k| format!("party.{}.strategy.{k}.share", self.party.id))
                .collect();
            let changes: Vec<(&str, &str)> =
                paths.iter().map(|path| (path.as_str(), "0")).collect();
            let name = format!("always play \"{}\"", strategy.name);
            self.add(Kind::Strategy, name, &changes);
        }
    }

    /// Where a key of all its strategies stands; `None` where the file leaves the strategy to the default.
    fn of_strategies(&self, key: &str) -> Option<String> {
        let prefix = format!("party.{}.strategy.", self.party.id);
        let mut own = self.settings.iter();
        let first = own.find_map(|setting| setting.path.strip_prefix(&prefix))?;
        let in_list = first.starts_with(|c: char| c.is_ascii_digit());
        let place = if in_list { "*." } else { "" };
        Some(format!("{prefix}{place}{key}"))
    }

    /// The values of a key in all its strategies that have it.
    fn values(&self, key: &str) -> Vec<&'a Value> {
        let prefix = format!("party.{}.strategy.", self.party.id);
        let own = self.settings.iter().filter(|setting| {
            let rest = setting.path.strip_prefix(&prefix);
            rest.is_some_and(|rest| rest.rsplit('.').next() == Some(key))
        });
        own.map(|setting| &setting.value).collect()
    }

    /// Whether all its strategies have this value of a key; for the default, also without saying so.
    fn all_have(&self, key: &str, word: &str, default: &str) -> bool {
        let values = self.values(key);
        let said = values.iter().all(|value| value.as_str() == Some(word));
        said && (word == default || values.len() == self.party.strategies.len())
    }

    /// Another bidding, another acceptance, other numbers of either.
    pub fn manners(&mut self) {
        let Some(bidding) = self.of_strategies("bidding") else {
            let path = format!("party.{}.strategy", self.party.id);
            let words = BIDDING.iter().filter(|(word, _)| !NO_CHOICE.contains(word));
            for (word, _) in words.filter(|(word, _)| *word != "linear") {
                self.add(Kind::Strategy, bids(word), &[(&path, word)]);
            }
            return;
        };
        for (word, _) in BIDDING.iter().filter(|(word, _)| !NO_CHOICE.contains(word)) {
            if !self.all_have("bidding", word, "linear") {
                self.add(Kind::Strategy, bids(word), &[(&bidding, word)]);
            }
        }
        for (word, _) in ACCEPTANCE {
            if !self.all_have("acceptance", word, "next")
                && let Some(path) = self.of_strategies("acceptance")
            {
                self.add(Kind::Strategy, accepts(word), &[(&path, word)]);
            }
        }
        let mut number = |key: &str, value: &str, name: &str, only_if_there: bool| {
            let values = self.values(key);
            let wanted: Option<f64> = value.parse().ok();
            let all = values.len() == self.party.strategies.len();
            let same = all && values.iter().all(|v| v.as_f64() == wanted);
            if same || (only_if_there && values.is_empty()) {
                return;
            }
            if let Some(path) = self.of_strategies(key) {
                self.add(Kind::Strategy, name.to_owned(), &[(&path, value)]);
            }
        };
        number(
            "accept_after",
            "0",
            "say yes from the start to whatever beats no deal",
            true,
        );
        number("accept_after", "0.9", "say yes late", true);
        number("accept_level", "0", "accept whatever beats no deal", true);
        number("accept_level", "0.5", "accept 50% of its best gain", true);
        number("start", "0.75", "start from 75% of its best gain", false);
        number("start", "0.5", "start from 50% of its best gain", false);
        number("least", "0.25", "never below 25% of its best gain", false);
        number("least", "0.5", "never below 50% of its best gain", false);
        number(
            "walk_out_after",
            "3",
            "leave after three bad offers in a row",
            false,
        );
        let foresees = self
            .values("foresight")
            .iter()
            .any(|v| **v == Value::Bool(true));
        let hang = self
            .scenario
            .events
            .iter()
            .any(|event| event.condition.is_some());
        if let (true, false, Some(path)) = (hang, foresees, self.of_strategies("foresight")) {
            let name = "count what a deal sets off".to_owned();
            self.add(Kind::Strategy, name, &[(&path, "true")]);
        }
    }
}

/// What a party that bids by a word does.
fn bids(word: &str) -> String {
    let does = match word {
        "boulware" => "concede late",
        "linear" => "concede evenly",
        "conceder" => "concede early",
        "hardliner" => "never concede",
        "tit_for_tat" => "give as much as it has been given",
        "tit_for_tat_absolute" => "answer each concession with as much",
        "tit_for_tat_random" => "answer each concession with a bit more",
        "tit_for_tat_relative" => "answer each concession in proportion",
        "tit_for_tat_averaged" => "answer concessions on average",
        "nice_tit_for_tat" => "meet the other halfway to the Nash point",
        "hybrid" => "imitate first, follow the clock later",
        "trade_off" => "offer what resembles the other's offer",
        "micro" => "offer package by package",
        "best_reply" => "offer what is likely to be accepted",
        _ => return format!("bid by {word}"),
    };
    format!("{does} ({word})")
}

/// What a party that accepts by a word does.
fn accepts(word: &str) -> String {
    let does = match word {
        "next" => "accept what its next offer would give",
        "const" => "accept what reaches a fixed level",
        "time" => "accept whatever beats no deal, later on",
        "combi" => "accept the best it can expect, later on",
        _ => return format!("accept by {word}"),
    };
    format!("{does} ({word})")
}
