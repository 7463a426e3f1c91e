//! What a party remembers of one table: what it offered and heard there. What it believes of the
//! others it takes along from table to table.

use super::mind::{Bid, Mind};
use crate::model::PartySet;
use std::mem::swap;

/// What is put aside of a [`Mind`] while its party talks elsewhere.
#[derive(Debug, Clone, Default)]
pub(super) struct Memory {
    bad: u32,
    best: Option<Option<f64>>,
    bid: Option<Option<Bid>>,
    last: Option<(f64, Vec<u16>)>,
    last_family: PartySet,
    last_found: Vec<u16>,
    offered: u32,
    heard_different: Vec<Vec<u16>>,
    heard: Vec<(u32, f64)>,
    received: Vec<f64>,
    seen: usize,
    asked: [Option<f64>; 2],
    theirs: Vec<Option<Vec<u16>>>,
}

impl Memory {
    /// Nothing was said yet.
    pub fn clear(&mut self) {
        self.bad = 0;
        self.best = None;
        self.bid = None;
        self.last = None;
        self.last_family = PartySet::EMPTY;
        self.last_found.clear();
        self.offered = 0;
        self.heard_different.clear();
        self.heard.clear();
        self.received.clear();
        self.seen = 0;
        self.asked = [None, None];
        self.theirs.fill(None);
    }
}

impl Mind {
    /// Turns to another table: its memory comes up, and the one of this table is put aside. What was
    /// worked out is to be worked out anew.
    pub(super) fn turn_to(&mut self, memory: &mut Memory) {
        memory.theirs.resize(self.theirs.len(), None);
        swap(&mut self.bad, &mut memory.bad);
        swap(&mut self.best, &mut memory.best);
        swap(&mut self.bid, &mut memory.bid);
        swap(&mut self.last, &mut memory.last);
        swap(&mut self.last_family, &mut memory.last_family);
        swap(&mut self.last_found, &mut memory.last_found);
        swap(&mut self.offered, &mut memory.offered);
        swap(&mut self.heard_different, &mut memory.heard_different);
        swap(&mut self.heard, &mut memory.heard);
        swap(&mut self.received, &mut memory.received);
        swap(&mut self.seen, &mut memory.seen);
        swap(&mut self.asked, &mut memory.asked);
        swap(&mut self.theirs, &mut memory.theirs);
        self.forget_plans();
    }
}
