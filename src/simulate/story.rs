//! One replication, told move by move.

use super::Replay;
use super::forecast::{Dance, Move};
use super::replicate::row;
use crate::model::{PartySet, Scenario};
use crate::negotiate::{Happening, Listener, Player, Setting, Talks};

/// Plays one replication and tells it in full.
pub fn replay(scenario: &Scenario, seed: u64, run: u64) -> Replay {
    replay_in(&Setting::new(scenario), seed, run)
}

/// The same for a setting that is already made.
pub fn replay_in(setting: &Setting<'_>, seed: u64, run: u64) -> Replay {
    let mut player = Player::new(setting, seed);
    let mut teller = Teller {
        setting,
        moves: Vec::new(),
    };
    let ending = player.play(run, &mut teller);
    let row = row(setting, &player.talks, &player.clauses, ending, run);
    let draw = &player.talks.draw;
    let red_lines = draw
        .red_lines
        .iter()
        .enumerate()
        .flat_map(|(party, drawn)| {
            let red = drawn.iter().enumerate().filter(|(_, red)| **red);
            red.map(move |(condition, _)| (party, condition))
        });
    Replay {
        dance: Dance {
            run,
            outcome: row.outcome,
            ended: row.ended.id().to_owned(),
            rounds: ending.rounds,
            moves: teller.moves,
        },
        inputs: draw.inputs.clone(),
        red_lines: red_lines.collect(),
        strategies: draw.strategies.clone(),
        row,
    }
}

/// Writes down what happens.
struct Teller<'a, 's> {
    setting: &'a Setting<'s>,
    moves: Vec<Move>,
}

impl Listener for Teller<'_, '_> {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        let (kind, party, package, text) = self.tell(talks, happening);
        let parties = 0..self.setting.scenario.parties.len();
        let utilities = package.map_or_else(Vec::new, |package| {
            parties
                .map(|p| talks.utility(self.setting, p, package))
                .collect()
        });
        let table = self.where_at(talks, happening);
        self.moves.push(Move {
            round: talks.round,
            kind: kind.to_owned(),
            party,
            utilities,
            text: match &table {
                Some(table) => format!("{table} · {text}"),
                None => text,
            },
            table,
        });
    }
}

/// Kind of move, who moved, the package, and the words.
type Told<'h> = (&'static str, Option<usize>, Option<&'h [u16]>, String);

impl Teller<'_, '_> {
    /// The table at which it happened, or who talked aside; nothing where all talk at one table.
    fn where_at(&self, talks: &Talks, happening: Happening<'_>) -> Option<String> {
        if matches!(happening, Happening::Event(_) | Happening::Breakdown) {
            return None;
        }
        let table = talks
            .table
            .and_then(|table| self.setting.scenario.tracks().get(table));
        let table = table.map(|track| track.name.clone());
        match (table, talks.aside) {
            (Some(table), None) => Some(table),
            (_, Some(group)) => Some(format!("aside: {}", self.names(group))),
            (None, None) => None,
        }
    }

    fn tell<'h>(&self, talks: &Talks, happening: Happening<'h>) -> Told<'h> {
        let scenario = self.setting.scenario;
        let name = |party: usize| scenario.parties[party].name.as_str();
        match happening {
            Happening::Offer { party, to, package } => {
                let whom = to.map_or(String::new(), |to| format!(" to {}", name(to)));
                let text = format!(
                    "{} offers{whom}: {}",
                    name(party),
                    self.differences(package, talks.known_to(party))
                );
                ("offer", Some(party), Some(package), text)
            }
            Happening::Accept { party, package } => (
                "accept",
                Some(party),
                Some(package),
                format!("{} agrees", name(party)),
            ),
            Happening::Refuse { party, package } => {
                let why = self.reason(talks, party, package);
                let text = format!("{} refuses{why}", name(party));
                ("refuse", Some(party), Some(package), text)
            }
            Happening::Risk { party, risk } => {
                let risk = 100.0 * risk;
                let text = format!("{} would risk failure up to {risk:.0} in 100", name(party));
                ("risk", Some(party), None, text)
            }
            Happening::Text { package } => {
                let text = format!("the text: {}", self.differences(package, &talks.current));
                ("text", None, Some(package), text)
            }
            Happening::Amendment {
                party,
                package,
                yes,
                carried,
            } => {
                let text = format!(
                    "vote on the amendment: {}; {}",
                    match yes.len() {
                        0 => "nobody prefers it".to_owned(),
                        1 => format!("{} prefers it", self.names(yes)),
                        _ => format!("{} prefer it", self.names(yes)),
                    },
                    if carried {
                        "it takes the motion's place"
                    } else {
                        "the motion stays"
                    }
                );
                ("amendment", Some(party), Some(package), text)
            }
            Happening::Deal {
                package,
                signatories,
            } => {
                let text = format!(
                    "deal, signed by {}: {}",
                    self.names(signatories),
                    self.differences(package, self.setting.space.start())
                );
                ("deal", None, Some(package), text)
            }
            Happening::Agreed {
                package,
                signatories,
            } => {
                let text = format!(
                    "agreed by {}, if all the rest is: {}",
                    self.names(signatories),
                    self.differences(package, self.setting.space.start())
                );
                ("agreed", None, Some(package), text)
            }
            Happening::WalkOut { party } => (
                "walk_out",
                Some(party),
                None,
                format!("{} walks out", name(party)),
            ),
            Happening::Event(event) => ("event", None, None, scenario.events[event].name.clone()),
            Happening::Pull(lever) => {
                let lever = &scenario.leverage[lever];
                let text = format!("{} pulls a lever: {}", name(lever.holder), lever.name);
                ("pull", Some(lever.holder), None, text)
            }
            Happening::Release(lever) => {
                let lever = &scenario.leverage[lever];
                let text = format!("{} releases a lever: {}", name(lever.holder), lever.name);
                ("release", Some(lever.holder), None, text)
            }
            Happening::Breakdown => ("breakdown", None, None, "the talks break down".to_owned()),
        }
    }

    fn names(&self, parties: PartySet) -> String {
        let names: Vec<&str> = parties
            .iter()
            .map(|p| self.setting.scenario.parties[p].name.as_str())
            .collect();
        names.join(", ")
    }

    fn differences(&self, package: &[u16], from: &[u16]) -> String {
        let issues = self.setting.scenario.issues.iter().enumerate();
        let moved = issues.filter(|(issue, _)| package[*issue] != from[*issue]);
        let told: Vec<String> = moved
            .map(|(issue, model)| {
                format!(
                    "{}: {}",
                    model.name, model.options[package[issue] as usize].name
                )
            })
            .collect();
        told.join("; ")
    }

    /// Why a party refuses, in its own terms.
    fn reason(&self, talks: &Talks, party: usize, package: &[u16]) -> String {
        let model = &self.setting.scenario.parties[party];
        let crossed = model.conditions.iter().enumerate().find(|(condition, _)| {
            talks.draw.red_lines[party][*condition]
                && !self.setting.space.satisfies(party, *condition, package)
        });
        if let Some((_, condition)) = crossed {
            return format!(": it crosses the red line “{}”", condition.said);
        }
        if talks.moves_what_is_settled(party, package) {
            return ": part of it is settled already".to_owned();
        }
        let utility = talks.utility(self.setting, party, package);
        let reservation = talks.reservations[party];
        if utility < reservation {
            format!(": worth {utility:.2} to it, less than no deal ({reservation:.2})")
        } else {
            format!(": worth {utility:.2} to it, and it holds out for more")
        }
    }
}
