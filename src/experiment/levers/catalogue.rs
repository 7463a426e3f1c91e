//! What is within a party's own power to change, as changes of the scenario file.
//!
//! A party decides how it talks and what it insists on; it does not decide what it wants, what others do,
//! or what the world is like. So these belong to it, each moved to useful alternatives:
//! - *firmness* of its conditions: to 0 (bargain over it) and to 1 (make it a red line);
//! - *strategy*: always one of its mixture; another bidding; another acceptance, earlier or later, laxer or
//!   stricter; a lower opening, a floor; leaving after bad offers; foresight, where events hang on packages;
//! - *patience*: to the 90th and 10th percentile of what it may be; to 1, or from 1 to 0.98;
//! - *levers* it holds (`[[leverage]]`): renounced, or once pulled not released again;
//! - *clauses* that need its consent alone (aid, guarantees): settled beforehand, as their status quo; not
//!   where the outcome asked about speaks of that issue, since that would answer the question by itself;
//! - the *deadline*, for the mediator who carries the talks: to the 10th and 90th percentile, or half as long.
//!
//! Left out, since they are not chosen: interests and weights (what it wants), the no-deal value and the
//! outside option (no file says at what price they could be changed), its beliefs, the error of its
//! decisions, how likely it is to propose, events, costs and effects of levers, and what others decide. A
//! caller may add changes of its own.

use crate::model::{Party, Protocol, Quantity, Scenario, StatePredicate};
use crate::scenario::{Loaded, Override, Setting};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What kind of change a lever is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Insisting on a condition, or not.
    Firmness,
    /// How it demands and answers.
    Strategy,
    /// How soon it wants a deal.
    Patience,
    /// A means to move others.
    Leverage,
    /// Something that needs nobody else's consent.
    Clause,
    /// How long the talks go on.
    Deadline,
    /// A change that the caller named.
    Given,
}

/// A change within a party's own power.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lever {
    /// What kind of change.
    pub kind: Kind,
    /// What the party does, for people.
    pub name: String,
    /// The change, as overrides of the scenario file; one decision may take several.
    pub changes: Vec<Override>,
}

impl Lever {
    /// The change, as `--set` takes it.
    pub fn set(&self) -> Vec<String> {
        let changes = self.changes.iter();
        changes.map(|c| format!("{}={}", c.path, c.value)).collect()
    }
}

/// All changes within a party's own power that differ from what the scenario says, for the share of an
/// outcome class.
pub fn catalogue(loaded: &Loaded, party: usize, outcome: usize) -> Vec<Lever> {
    let scenario = &loaded.scenario;
    let mut own = Own {
        settings: &loaded.settings,
        scenario,
        party: &scenario.parties[party],
        found: Vec::new(),
    };
    own.firmness();
    own.mixture();
    own.manners();
    own.patience();
    own.leverage(party);
    own.clauses(party, &scenario.outcomes[outcome].when);
    own.deadline(party);
    own.found
}

/// A party whose levers are being found.
pub(super) struct Own<'a> {
    pub settings: &'a [Setting],
    pub scenario: &'a Scenario,
    pub party: &'a Party,
    found: Vec<Lever>,
}

impl<'a> Own<'a> {
    pub fn add(&mut self, kind: Kind, name: String, changes: &[(&str, &str)]) {
        let changes = changes.iter().map(|&(path, value)| Override {
            path: path.to_owned(),
            value: value.to_owned(),
            flag: "--set",
        });
        self.found.push(Lever {
            kind,
            name,
            changes: changes.collect(),
        });
    }

    fn setting(&self, path: &str) -> Option<&'a Value> {
        let found = self.settings.iter().find(|setting| setting.path == path);
        found.map(|setting| &setting.value)
    }

    /// Whether a setting is there and has this number.
    fn is(&self, path: &str, number: f64) -> bool {
        self.setting(path).and_then(Value::as_f64) == Some(number)
    }

    fn firmness(&mut self) {
        for condition in &self.party.conditions {
            let path = format!(
                "party.{}.condition.{}.firmness",
                self.party.id, condition.id
            );
            let said = &condition.said;
            if !self.is(&path, 0.0) {
                let name = format!("bargain over \"{said}\"");
                self.add(Kind::Firmness, name, &[(&path, "0")]);
            }
            if !self.is(&path, 1.0) {
                let name = format!("insist on \"{said}\"");
                self.add(Kind::Firmness, name, &[(&path, "1")]);
            }
        }
    }

    fn patience(&mut self) {
        let path = format!("party.{}.patience", self.party.id);
        let own = &self.party.patience;
        let values = match self.spread(own) {
            Some([low, high]) => vec![low, high, 1.0],
            None if own.is_constant() && own.offset == 1.0 => vec![0.98],
            None => vec![1.0],
        };
        let mut told: Vec<String> = Vec::new();
        for value in values {
            let written = short(value);
            if told.contains(&written) || self.is(&path, value) {
                continue;
            }
            let cost = short(100.0 * (1.0 - value));
            let name = match value {
                1.0 => "be in no hurry".to_owned(),
                _ => format!("mind a round's delay by {cost}% of a deal"),
            };
            self.add(Kind::Patience, name, &[(&path, &written)]);
            told.push(written);
        }
    }

    fn leverage(&mut self, party: usize) {
        for lever in self.scenario.leverage.iter().filter(|l| l.holder == party) {
            let path = |key: &str| format!("leverage.{}.{key}", lever.id);
            if !self.party.scale.is_as_given() && !self.is(&path("cost"), 1.0) {
                // At this cost a round of it is worth no deal.
                let name = format!("renounce \"{}\"", lever.name);
                self.add(Kind::Leverage, name, &[(&path("cost"), "1")]);
            }
            let (name, value) = if lever.reversible {
                (format!("use \"{}\" for good", lever.name), "false")
            } else {
                (format!("use \"{}\" revocably", lever.name), "true")
            };
            self.add(Kind::Leverage, name, &[(&path("reversible"), value)]);
        }
    }

    fn clauses(&mut self, party: usize, asked: &StatePredicate) {
        for (index, issue) in self.scenario.issues.iter().enumerate() {
            let alone = issue.consent.iter().eq([party]);
            let Some(status_quo) = issue.status_quo.filter(|_| alone) else {
                continue;
            };
            if speaks_of(asked, index) {
                continue;
            }
            for (k, option) in issue.options.iter().enumerate() {
                if k != status_quo {
                    let path = format!("issue.{}.status_quo", issue.id);
                    let name = format!("settle beforehand \"{}: {}\"", issue.name, option.name);
                    let value = written_option(&option.id);
                    self.add(Kind::Clause, name, &[(&path, &value)]);
                }
            }
        }
    }

    fn deadline(&mut self, party: usize) {
        let carries = match &self.scenario.protocol {
            Protocol::Shuttle { mediator, .. } => *mediator == party,
            Protocol::SingleText(text) => text.mediator == Some(party),
            _ => false,
        };
        if !carries {
            return;
        }
        let time = &self.scenario.time;
        let values = match self.spread(&time.deadline) {
            Some(ends) => ends.to_vec(),
            None => vec![f64::from(time.rounds) / 2.0],
        };
        for value in values {
            let name = format!("set the deadline to round {}", short(value));
            self.add(Kind::Deadline, name, &[("time.deadline", &short(value))]);
        }
    }

    /// 10th and 90th percentile of a number that one input feeds.
    fn spread(&self, number: &Quantity) -> Option<[f64; 2]> {
        let [(input, scale)] = number.feeds[..] else {
            return None;
        };
        let distribution = &self.scenario.inputs[input].distribution;
        let at = |place| {
            let value = number.offset + scale * distribution.quantile(place);
            value.clamp(number.low, number.high)
        };
        let ends = [at(0.1), at(0.9)];
        Some([ends[0].min(ends[1]), ends[0].max(ends[1])])
    }
}

/// A number to four decimals, without trailing zeros.
fn short(number: f64) -> String {
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// An option as the value of an override: numbers as they are, identifiers in quotes.
fn written_option(id: &str) -> String {
    if id.parse::<f64>().is_ok() {
        id.to_owned()
    } else {
        format!("\"{id}\"")
    }
}

/// Whether a statement about endings speaks of an issue.
fn speaks_of(statement: &StatePredicate, issue: usize) -> bool {
    match statement {
        StatePredicate::Package(package) => package.issues().contains(&issue),
        StatePredicate::Moved(own) | StatePredicate::Held(own) | StatePredicate::Breached(own) => {
            *own == issue
        }
        StatePredicate::All(parts) | StatePredicate::Any(parts) => {
            parts.iter().any(|part| speaks_of(part, issue))
        }
        StatePredicate::Not(part) => speaks_of(part, issue),
        StatePredicate::Deal(_) | StatePredicate::SignedBy(_) | StatePredicate::Ended(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::levers::fitting;

    const TEXT: &str = include_str!("../../../scenarios/us-russia-2025-03-18.toml");

    fn read(changes: &[Override]) -> Option<Loaded> {
        crate::scenario::parse("call.toml", TEXT.as_bytes(), changes).ok()
    }

    fn all(party: &str, outcome: &str) -> Vec<Lever> {
        let loaded = read(&[]).expect("the scenario is right");
        let scenario = &loaded.scenario;
        let party = scenario.parties.iter().position(|p| p.id == party);
        let outcome = scenario.outcomes.iter().position(|o| o.id == outcome);
        catalogue(&loaded, party.expect("there"), outcome.expect("there"))
    }

    fn has(levers: &[Lever], path: &str, value: &str) -> bool {
        let mut changes = levers.iter().flat_map(|lever| &lever.changes);
        changes.any(|change| change.path == path && change.value == value)
    }

    #[test]
    fn every_change_fits_and_lies_within_its_own_power() {
        for party in ["russia", "ukraine", "us"] {
            let levers = all(party, "no_deal");
            let named = levers.len();
            assert!(named > 20, "{party} has only {named}");
            for lever in &levers {
                for change in &lever.changes {
                    let own = change.path.starts_with(&format!("party.{party}."));
                    let wants = [".interest.", ".weight", ".reservation"];
                    let wants = wants.iter().any(|part| change.path.contains(part));
                    let held = party == "us"
                        && (change.path.starts_with("leverage.suspend_aid.")
                            || ["issue.aid.status_quo", "time.deadline"]
                                .contains(&change.path.as_str()));
                    assert!((own && !wants) || held, "{party}: {}", change.path);
                }
            }
            let mut told: Vec<_> = levers.iter().map(|lever| &lever.changes).collect();
            told.sort_by_key(|changes| format!("{changes:?}"));
            told.dedup();
            assert_eq!(told.len(), named, "{party} has a change twice");
            let fit = fitting(levers, &|changes| read(changes));
            assert!(
                fit.len() + 2 >= named,
                "{party}: {} of {named} fit",
                fit.len()
            );
            let hash = read(&[]).expect("right").scenario.hash;
            for (lever, loaded) in fit {
                assert_ne!(loaded.scenario.hash, hash, "{} changes nothing", lever.name);
            }
        }
    }

    #[test]
    fn each_kind_of_power_is_found() {
        let russia = all("russia", "no_deal");
        for value in ["0", "1"] {
            assert!(has(
                &russia,
                "party.russia.condition.no_nato.firmness",
                value
            ));
        }
        assert!(has(&russia, "party.russia.strategy.0.share", "0"));
        assert!(has(&russia, "party.russia.strategy.*.bidding", "conceder"));
        // Certain already.
        assert!(!has(
            &russia,
            "party.russia.condition.land_after_the_guns.firmness",
            "1"
        ));
        let us = all("us", "no_deal");
        assert!(has(&us, "issue.aid.status_quo", "\"ended\""));
        assert!(has(&us, "leverage.suspend_aid.cost", "1"));
        assert!(us.iter().any(|lever| lever.kind == Kind::Deadline));
        assert!(!russia.iter().any(|lever| lever.kind == Kind::Clause));
        // What would answer the question by itself is no lever.
        assert!(!has(
            &all("us", "aid_cut"),
            "issue.aid.status_quo",
            "\"ended\""
        ));
    }

    #[test]
    fn a_party_without_a_word_on_its_strategy_can_choose_one() {
        let text = include_bytes!("../../../scenarios/split-the-pie.toml");
        let mut loaded = crate::scenario::parse("pie.toml", text, &[]).expect("right");
        loaded
            .settings
            .retain(|setting| !setting.path.contains(".strategy"));
        let id = loaded.scenario.parties[0].id.clone();
        let levers = catalogue(&loaded, 0, 0);
        assert!(has(&levers, &format!("party.{id}.strategy"), "boulware"));
    }
}
