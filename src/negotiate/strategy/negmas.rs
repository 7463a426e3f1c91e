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

use super::{Answer, Chance, Strategy, View};
use crate::game::search::{Number, Table};
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
    #[inline]
    pub fn threshold(&self, round: u32) -> f64 {
        self.thresholds[round as usize - 1]
    }

    /// What it offers in a round.
    #[inline]
    pub fn offer(&self, round: u32) -> Option<Number> {
        self.offers[round as usize - 1]
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
        Answer::accept_if(view.table.utility(offer) >= self.threshold(view.round))
    }

    #[inline]
    fn propose(&mut self, view: &mut View<'_>) -> Option<Number> {
        self.offer(view.round)
    }
}

/// Offers its packages in descending order, one new one for each new one received.
#[derive(Debug, Clone, Default)]
pub struct Micro {
    sent: usize,
    received: usize,
    /// The next package of its list, if there is one no worse than no deal.
    next: Option<Number>,
    /// Utility of that package; that of no deal where the list is used up.
    ahead: f64,
    /// Utility of the last package sent; that of no deal before the first, or where the list is used up.
    behind: f64,
    game: u32,
    /// Per package, the last game in which it was received.
    heard_in: Vec<u32>,
}

impl Micro {
    /// A party that has sent nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The least utility that it accepts now.
    #[inline]
    pub fn threshold(&self) -> f64 {
        if self.is_ready() {
            self.ahead
        } else {
            self.behind
        }
    }

    /// Hears another's offer.
    #[inline]
    pub fn hear(&mut self, offer: Number) {
        let heard = &mut self.heard_in[offer as usize];
        self.received += usize::from(*heard != self.game);
        *heard = self.game;
    }

    /// Its next offer. `reservation` is what no deal is worth to it.
    #[inline]
    pub fn offer(
        &mut self,
        table: &Table,
        reservation: f64,
        chance: &mut Chance,
    ) -> Option<Number> {
        match self.next {
            Some(next) if self.is_ready() => {
                self.sent += 1;
                self.look_ahead(table, reservation);
                Some(next)
            }
            _ => self.repeat(table, chance),
        }
    }

    #[inline]
    fn is_ready(&self) -> bool {
        self.sent <= self.received
    }

    /// Looks up the package that is next, and its utility and that of the last one sent.
    #[inline]
    fn look_ahead(&mut self, table: &Table, reservation: f64) {
        let worth = |places: usize| {
            let package = table.from_best(places)?;
            Some((package, table.utility(package)))
        };
        let next = worth(self.sent).filter(|&(_, utility)| utility >= reservation);
        let last = self.sent.checked_sub(1).and_then(worth);
        self.next = next.map(|(package, _)| package);
        self.ahead = next.map_or(reservation, |(_, utility)| utility);
        self.behind = last
            .filter(|_| next.is_some())
            .map_or(reservation, |(_, u)| u);
    }

    /// A package sent before. NegMAS repeats one at random, too.
    #[cold]
    fn repeat(&self, table: &Table, chance: &mut Chance) -> Option<Number> {
        let pick = (chance.uniform() * self.sent as f64) as usize;
        table.from_best(pick.min(self.sent.checked_sub(1)?))
    }
}

impl Strategy for Micro {
    fn sit(&mut self, view: &mut View<'_>) {
        self.game = 0;
        self.heard_in.clear();
        self.heard_in.resize(view.table.utilities().len(), 0);
        self.look_ahead(view.table, view.reservation);
    }

    fn begin(&mut self, view: &mut View<'_>) {
        self.sent = 0;
        self.received = 0;
        self.look_ahead(view.table, view.reservation);
        if self.game == u32::MAX {
            self.heard_in.fill(0);
            self.game = 0;
        }
        self.game += 1;
    }

    fn observe(&mut self, _: &mut View<'_>, _: usize, offer: Number) {
        self.hear(offer);
    }

    fn answer(&mut self, view: &mut View<'_>, offer: Number) -> Answer {
        Answer::accept_if(view.table.utility(offer) >= self.threshold())
    }

    fn propose(&mut self, view: &mut View<'_>) -> Option<Number> {
        self.offer(view.table, view.reservation, view.chance)
    }
}
