//! Simultaneous concession: its order and the size of its steps.

use super::super::super::format::PROTOCOL;
use super::super::super::node::Table;
use super::{Decoder, who_must_speak};
use crate::model::{Issue, Party, Protocol};

impl<'a> Decoder<'a, '_> {
    pub(super) fn simultaneous_concession(
        &mut self,
        table: &'a Table,
        parties: &[Party],
        issues: &[Issue],
    ) -> Protocol {
        let everybody = (0..parties.len()).collect();
        let order = self.order(table, &who_must_speak(parties, issues, None), everybody);
        self.check_repeats(table, &order);
        Protocol::SimultaneousConcession {
            order,
            step: self.number_or(table, &PROTOCOL, "step", 0.0),
        }
    }
}
