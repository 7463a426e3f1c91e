//! Alternating offers with a proposal a round, and wars of attrition.

use super::super::super::diagnostic::{Diagnostic, counted};
use super::super::super::node::{Node, Span, Table};
use super::super::{Decoder, word};
use crate::model::{Protocol, Recognition};

impl<'a> Decoder<'a, '_> {
    /// Alternating offers, with everybody's turn in every round or with a proposal a round.
    pub(super) fn offers(table: &Table, order: Vec<usize>) -> Protocol {
        match word(table, "proposer", "each") {
            "in_turn" => Protocol::Proposals {
                order,
                recognition: Recognition::InTurn,
            },
            "random" => Protocol::Proposals {
                order,
                recognition: Recognition::Random,
            },
            _ => Protocol::AlternatingOffers { order },
        }
    }

    /// A war of attrition, which takes two.
    pub(super) fn attrition(&mut self, table: &Table, order: Vec<usize>, span: Span) -> Protocol {
        match order[..] {
            [first, second] => Protocol::Attrition {
                order: [first, second],
            },
            _ => {
                let who = counted(order.len(), "party").replace("partys", "parties");
                let title = format!("`attrition` is between two parties, and here are {who}");
                let span = table.get("order").map_or(span, |node| node.span);
                let label = "who gives in to whom is not defined here";
                self.report(Diagnostic::error("Z0418", title).at(span, label));
                Protocol::AlternatingOffers { order }
            }
        }
    }

    /// Warns of keys, here and with the parties, that the way of talking does not use.
    pub(super) fn idle_keys_of_offers(&mut self, scenario: &'a Table, table: &Table) {
        let kind = word(table, "kind", "");
        if kind != "alternating_offers" {
            self.idle(table, "proposer", "only `alternating_offers` has proposers");
        }
        let random = match kind {
            "alternating_offers" => word(table, "proposer", "") == "random",
            _ => kind == "legislative",
        };
        let parties: Vec<&'a Table> = scenario
            .get("party")
            .map_or(&[][..], Node::items)
            .iter()
            .filter_map(Node::table)
            .collect();
        for party in parties {
            for (key, used, why) in [
                (
                    "recognition",
                    random,
                    "it goes with `proposer = \"random\"` and `legislative`",
                ),
                (
                    "outside_option",
                    kind == "alternating_offers",
                    "it can be taken in `alternating_offers` only",
                ),
                (
                    "delay_cost",
                    kind == "attrition",
                    "it goes with `attrition`",
                ),
                (
                    "votes",
                    kind == "legislative",
                    "only the protocol `legislative` counts votes",
                ),
            ] {
                if !used {
                    self.idle(party, key, why);
                }
            }
        }
    }
}
