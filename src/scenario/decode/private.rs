//! Keys about what parties know and foresee, where nobody listens or nothing is to be foreseen.

use super::super::node::{Node, Table, Value};
use super::Decoder;
use crate::model::{AfterDeal, Event, OpponentModel, Party};

impl<'a> Decoder<'a, '_> {
    /// Warns of a mediator's words that nobody could be moved by.
    pub(super) fn idle_tells(&mut self, scenario: &'a Table, parties: &[Party]) {
        let mut strategies = parties.iter().flat_map(|party| &party.strategies);
        if strategies.any(|(_, strategy)| strategy.model == OpponentModel::Types) {
            return;
        }
        let protocol = scenario.get("protocol").and_then(Node::table);
        let tracks = Self::tables(scenario, "track").map(|(_, table, _)| table);
        for table in protocol.into_iter().chain(tracks) {
            if table.text("kind") == Some("shuttle") {
                let why = "no strategy has `model = \"types\"`, a belief that it could move";
                self.idle(table, "tells", why);
            }
        }
    }

    /// Warns of `foresight` where no agreement can set an event off that anybody lives to see.
    pub(super) fn idle_foresight(
        &mut self,
        scenario: &'a Table,
        after_deal: AfterDeal,
        events: &[Event],
    ) {
        let why = if events.iter().all(|event| event.condition.is_none()) {
            "no event has an `if`, so that no agreement sets one off"
        } else if after_deal == AfterDeal::Stop {
            "talks stop after a deal, and no event follows it"
        } else {
            return;
        };
        let parties: Vec<&'a Table> = Self::tables(scenario, "party").map(|(_, t, _)| t).collect();
        for party in parties {
            let Some(node) = party.get("strategy") else {
                continue;
            };
            let strategies: Vec<&'a Table> = match &node.value {
                Value::Table(table) => vec![table],
                _ => node.items().iter().filter_map(Node::table).collect(),
            };
            for strategy in strategies {
                if strategy.get("foresight").and_then(Node::flag) == Some(true) {
                    self.idle(strategy, "foresight", why);
                }
            }
        }
    }
}
