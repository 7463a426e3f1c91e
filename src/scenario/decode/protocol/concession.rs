//! Simultaneous concession: its order and the size of its steps.

use super::super::super::format::PROTOCOL;
use super::super::super::node::Table;
use super::{Decoder, Seats};
use crate::model::Protocol;

impl<'a> Decoder<'a, '_> {
    pub(super) fn simultaneous_concession(
        &mut self,
        table: &'a Table,
        seats: &Seats<'_>,
    ) -> Protocol {
        let order = self.order(table, &seats.needed, seats.seated.clone());
        self.check_repeats(table, &order);
        Protocol::SimultaneousConcession {
            order,
            step: self.number_or(table, &PROTOCOL, "step", 0.0),
        }
    }
}
