//! The negotiators of NegMAS (Mohammad, Nakadai & Greenwald 2021, doi:10.1007/978-3-030-69322-0_23),
//! version 0.16, offer for offer.
//!
//! - *Time-dependent.* With `low` the larger of the worst package's utility and the no-deal value,
//!   `high` the best package's, and `t = round / (rounds + 1)`, the threshold is
//!   `low + (high - low)(1 - t^e) - 1e-4`, kept within `low` and `high`; `e` is 4 for Boulware, 1 for
//!   linear, 0.25 for Conceder. (GENIUS and Faratin write `t^(1/e)`.) It accepts what reaches the
//!   threshold, and offers the cheapest package that does.
//! - *MiCRO* (de Jonge 2022, doi:10.24963/ijcai.2022/32). Offers its packages in descending order, a
//!   new one if it has sent no more different ones than it has received, else one sent before.

use super::{Answer, Strategy, View};
use crate::game::search::Number;
use crate::math;

/// How far below the curve the threshold lies.
const EASE: f64 = 1e-4;
/// How far below the threshold an offer may lie.
const SLACK: f64 = 1e-6;

/// Concedes by the clock. Thresholds and offers of all rounds are worked out when it takes a seat.
#[derive(Debug, Clone)]
pub struct TimeDependent {
    exponent: f64,
    thresholds: Vec<f64>,
    offers: Vec<Option<Number>>,
}

impl TimeDependent {
    /// With the exponent `e` of `1 - t^e`; above 0.
    pub fn new(exponent: f64) -> Self {
        Self {
            exponent,
            thresholds: Vec::new(),
            offers: Vec::new(),
        }
    }

    /// The least utility that it accepts in a round.
    pub fn threshold(&self, round: u32) -> f64 {
        self.thresholds[round as usize - 1]
    }
}

impl Strategy for TimeDependent {
    fn sit(&mut self, view: &mut View<'_>) {
        let table = view.table;
        let lowest = table.lowest().unwrap_or(0.0);
        let (low, high) = (
            lowest.max(view.reservation),
            table.highest().unwrap_or(lowest),
        );
        self.thresholds.clear();
        self.offers.clear();
        for round in 1..=view.rounds {
            let t = f64::from(round) / f64::from(view.rounds.saturating_add(1));
            let asked = low + (high - low) * (1.0 - math::pow(t, self.exponent)) - EASE;
            let threshold = asked.min(high).max(low);
            let offer = table.nearest_above(threshold, SLACK, view.reservation);
            self.thresholds.push(threshold);
            // Where nothing is better than no deal, it asks for the best there is.
            self.offers.push(offer.or_else(|| table.best()));
        }
    }

    #[inline]
    fn answer(&mut self, view: &mut View<'_>, offer: Number) -> Answer {
        let threshold = self.thresholds[view.round as usize - 1];
        Answer::accept_if(view.table.utility(offer) >= threshold)
    }

    #[inline]
    fn propose(&mut self, view: &mut View<'_>) -> Option<Number> {
        self.offers[view.round as usize - 1]
    }
}

/// Offers its packages in descending order, one new one for each new one received.
#[derive(Debug, Clone, Default)]
pub struct Micro {
    sent: usize,
    received: usize,
    game: u32,
    /// Per package, the last game in which it was received.
    heard_in: Vec<u32>,
}

impl Micro {
    /// A party that has sent nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The next package of its list that is no worse than no deal.
    fn next(&self, view: &View<'_>) -> Option<Number> {
        let next = view.table.from_best(self.sent)?;
        (view.table.utility(next) >= view.reservation).then_some(next)
    }

    fn is_ready(&self) -> bool {
        self.sent <= self.received
    }
}

impl Strategy for Micro {
    fn sit(&mut self, view: &mut View<'_>) {
        self.game = 0;
        self.heard_in.clear();
        self.heard_in.resize(view.table.utilities().len(), 0);
    }

    fn begin(&mut self, _: &mut View<'_>) {
        self.sent = 0;
        self.received = 0;
        if self.game == u32::MAX {
            self.heard_in.fill(0);
            self.game = 0;
        }
        self.game += 1;
    }

    fn observe(&mut self, _: &mut View<'_>, _: usize, offer: Number) {
        let heard = &mut self.heard_in[offer as usize];
        self.received += usize::from(*heard != self.game);
        *heard = self.game;
    }

    fn answer(&mut self, view: &mut View<'_>, offer: Number) -> Answer {
        let least = match self.next(view) {
            None => view.reservation,
            Some(next) if self.is_ready() => view.table.utility(next),
            Some(_) => {
                let last = view.table.from_best(self.sent - 1);
                last.map_or(view.reservation, |last| view.table.utility(last))
            }
        };
        Answer::accept_if(view.table.utility(offer) >= least)
    }

    fn propose(&mut self, view: &mut View<'_>) -> Option<Number> {
        if self.is_ready()
            && let Some(next) = self.next(view)
        {
            self.sent += 1;
            return Some(next);
        }
        // NegMAS repeats one at random, too.
        let sent = self.sent as f64;
        let pick = (view.chance.uniform() * sent) as usize;
        view.table.from_best(pick.min(self.sent.checked_sub(1)?))
    }
}
