//! Single negotiating text: who drafts, how much a change touches, and how votes cool down.

use super::super::super::format::PROTOCOL;
use super::super::super::node::{Span, Table};
use super::super::{whole, word};
use super::{Decoder, Seats};
use crate::model::{Protocol, SingleText, Weigh};

/// Most issues that a change touches where the file does not say.
const CHANGES: u32 = 2;
/// Changes per round where the file does not say.
const DRAFTS: u32 = 100;
/// Temperature at the start where the file does not say.
const TEMPERATURE: f64 = 0.2;

impl<'a> Decoder<'a, '_> {
    pub(super) fn single_text(
        &mut self,
        table: &'a Table,
        seats: &Seats<'_>,
        span: Span,
    ) -> Protocol {
        // Without a mediator, a neutral hand drafts.
        let mediator = match table.get("mediator") {
            Some(_) => self.mediator(table, seats.parties, span),
            None => None,
        };
        let needed = seats.needed.iter().copied();
        let needed: Vec<usize> = needed.filter(|party| Some(*party) != mediator).collect();
        let order = self.order(table, &needed, seats.seated.clone());
        self.check_repeats(table, &order);
        Protocol::SingleText(SingleText {
            mediator,
            order,
            changes: whole(table, "changes").unwrap_or(CHANGES),
            drafts: whole(table, "drafts").unwrap_or(DRAFTS),
            temperature: self.number_or(table, &PROTOCOL, "start_temperature", TEMPERATURE),
            cooling: self.number(table, &PROTOCOL, "cooling"),
            weigh: match word(table, "weigh", "proportion") {
                "difference" => Weigh::Difference,
                _ => Weigh::Proportion,
            },
        })
    }
}
