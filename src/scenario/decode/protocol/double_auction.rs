//! Double auctions: one price, and who of the two would have it high.

use super::super::super::diagnostic::{Diagnostic, counted, quoted};
use super::super::super::node::{Node, Span, Table};
use super::{Decoder, Seats};
use crate::model::{Input, IssueKind, Party, Protocol, Role, ValueFunction};

/// Weight of the buyer's price where the file does not say.
const EVEN: f64 = 0.5;

impl<'a> Decoder<'a, '_> {
    /// A double auction, which takes a price and two who want it moved in opposite directions.
    pub(super) fn double_auction(
        &mut self,
        table: &'a Table,
        seats: &Seats<'_>,
        span: Span,
    ) -> Option<Protocol> {
        self.idle(table, "order", "both name their prices at once");
        let mut wrong = |title: String, place: Span, label: &str| {
            self.report(Diagnostic::error("Z0425", title).at(place, label));
        };
        let parties = seats.parties;
        if parties.len() != 2 || parties.iter().any(|p| p.role != Role::Principal) {
            let principals = parties.iter().filter(|p| p.role == Role::Principal);
            let who = counted(principals.count(), "principal");
            let mediators = parties.iter().filter(|p| p.role == Role::Mediator).count();
            let more = match mediators {
                0 => String::new(),
                n => format!(" and {}", counted(n, "mediator")),
            };
            wrong(
                format!("`double_auction` is between two principals, and here are {who}{more}"),
                span,
                "one sells and one buys",
            );
            return None;
        }
        let [issue] = seats.issues else {
            let what = counted(seats.issues.len(), "issue");
            wrong(
                format!("`double_auction` settles one price, and here are {what}"),
                span,
                "the prices that are named here are of one issue",
            );
            return None;
        };
        if self.has_broken_options(0) {
            return None;
        }
        let place = self.places.issues.first().copied().unwrap_or(span);
        let mut wrong = |title: String, place: Span, label: &str| {
            self.report(Diagnostic::error("Z0425", title).at(place, label));
        };
        if issue.kind == IssueKind::Unordered {
            wrong(
                format!("the options of issue {} are not ordered", quoted(&issue.id)),
                place,
                "a price has a higher and a lower: `numbers`, or `ordered = true`",
            );
            return None;
        }
        if issue.consent.len() != 2 {
            wrong(
                format!(
                    "issue {} does not need the consent of both",
                    quoted(&issue.id)
                ),
                place,
                "a trade takes a buyer and a seller",
            );
            return None;
        }
        let ways = [0, 1].map(|party| rises(&parties[party], &self.inputs));
        let (seller, buyer) = match ways {
            [Some(true), Some(false)] => (0, 1),
            [Some(false), Some(true)] => (1, 0),
            _ => {
                let say = |way: Option<bool>| match way {
                    Some(true) => "wants it high",
                    Some(false) => "wants it low",
                    None => "may want either",
                };
                let title = format!(
                    "nobody can tell who sells and who buys at a price on issue {}",
                    quoted(&issue.id)
                );
                let mut diagnostic = Diagnostic::error("Z0425", title)
                    .at(span, "one party is to want the price high, the other low");
                for (party, way) in ways.into_iter().enumerate() {
                    diagnostic = diagnostic.at(self.places.parties[party], say(way));
                }
                let help = "a party that sells has `value = { linear = \"rising\" }`, one that buys `\"falling\"`";
                self.report(diagnostic.help(help));
                return None;
            }
        };
        let buyer_weight = table.get("buyer_weight").and_then(Node::number);
        Some(Protocol::DoubleAuction {
            seller,
            buyer,
            buyer_weight: buyer_weight.unwrap_or(EVEN),
        })
    }
}

/// Whether the last option of the one issue is worth more to a party than the first, whatever is
/// drawn (`Some(true)`), or less (`Some(false)`). Its conditions are left aside.
fn rises(party: &Party, inputs: &[Input]) -> Option<bool> {
    let [interest] = &party.interests[..] else {
        return None;
    };
    let way = match &interest.value {
        ValueFunction::Linear { rising } | ValueFunction::Threshold { rising, .. } => *rising,
        ValueFunction::Table(values) => {
            let [first, last] = [values.first()?, values.last()?].map(|v| v.reach(inputs));
            if last[0] > first[1] {
                true
            } else if last[1] < first[0] {
                false
            } else {
                return None;
            }
        }
        ValueFunction::Peaked { .. } => return None,
    };
    let [low, high] = interest.weight.reach(inputs);
    if low >= 0.0 && high > 0.0 {
        Some(way)
    } else if high <= 0.0 && low < 0.0 {
        Some(!way)
    } else {
        None
    }
}
