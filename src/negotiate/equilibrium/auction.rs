//! The linear equilibrium of a double auction (Chatterjee & Samuelson 1983,
//! doi:10.1287/opre.31.5.835), for a seller's cost uniform on `[a, C]`, a buyer's value uniform on
//! `[A, V]`, and a buyer's price that weighs `k`.
//!
//! ```text
//! s(c) = (c + (1 - k) b1) / (2 - k)      b(v) = (v + k s0) / (1 + k)
//! s0 = s(a) = ((1 + k) a + (1 - k) V) / 2      b1 = b(V) = ((2 - k) V + k a) / 2
//! ```
//!
//! Each is the best reply to the other, for prices that the other's may meet: a seller gains by asking
//! more as long as `(1 - k) P(b >= s)` exceeds `(s - c)` times the density of `b` at `s`, and the same
//! for a buyer. The ends follow from that:
//! - who cannot gain by a price of the line names its cost or its value: `s(c) < c` above `b1`, `b(v) > v`
//!   below `s0`;
//! - nobody asks less than the lowest bid, `b(A)`, or bids more than the highest ask, `s(C)`: it would
//!   trade no more often, at a worse price. The line of the other side stays a best reply, since it
//!   depends on the shares of prices below and above, which such a heap at the end does not change.
//!
//! With `k` at 1 the seller's price is never paid, and it asks its cost whatever the buyer's distribution is;
//! with `k` at 0 the same holds for the buyer. Costs and values are prices at which a party's no-deal value
//! is met; prices are rounded to the nearest option that is no worse for the party than no deal.

use crate::model::Reservation;
use crate::negotiate::mind::Bid;
use crate::negotiate::{Setting, Talks};

/// What each type names.
#[derive(Debug)]
pub struct Prices {
    seller: usize,
    line: Line,
    /// Per party, its utility of the first and the last option.
    ends: [[f64; 2]; 2],
    /// Numbers of the first and the last option.
    scale: [f64; 2],
}

/// The equilibrium in prices.
#[derive(Debug, Clone, Copy)]
struct Line {
    k: f64,
    /// `[a, C]`.
    cost: [f64; 2],
    /// `[A, V]`.
    value: [f64; 2],
}

impl Line {
    fn lowest_ask(&self) -> f64 {
        0.5 * ((1.0 + self.k) * self.cost[0] + (1.0 - self.k) * self.value[1])
    }

    fn highest_bid(&self) -> f64 {
        0.5 * ((2.0 - self.k) * self.value[1] + self.k * self.cost[0])
    }

    /// Without the ends.
    fn on_line_ask(&self, cost: f64) -> f64 {
        (cost + (1.0 - self.k) * self.highest_bid()) / (2.0 - self.k)
    }

    fn on_line_bid(&self, value: f64) -> f64 {
        (value + self.k * self.lowest_ask()) / (1.0 + self.k)
    }

    /// What a seller of this cost asks.
    fn ask(&self, cost: f64) -> f64 {
        if self.k >= 1.0 {
            return cost;
        }
        let least = self.value[0].min(self.on_line_bid(self.value[0]));
        cost.max(self.on_line_ask(cost)).max(least)
    }

    /// What a buyer of this value bids.
    fn bid(&self, value: f64) -> f64 {
        if self.k <= 0.0 {
            return value;
        }
        let most = self.cost[1].max(self.on_line_ask(self.cost[1]));
        value.min(self.on_line_bid(value)).min(most)
    }
}

impl Prices {
    pub(super) fn new(setting: &Setting<'_>, [seller, buyer]: [usize; 2], k: f64) -> Self {
        let issue = &setting.scenario.issues[0];
        let last = issue.options.len() - 1;
        let ends = [0, 1].map(|party| {
            let valuation = &setting.public.of(party).valuation;
            [0, last as u16].map(|option| valuation.utility(&setting.space, &[option]))
        });
        let mut prices = Self {
            seller,
            line: Line {
                k,
                cost: [0.0; 2],
                value: [0.0; 2],
            },
            ends,
            scale: [issue.place(0), issue.place(last)],
        };
        let types = |party: usize| {
            let model = &setting.scenario.parties[party];
            let over = match &model.reservation {
                Reservation::Absolute(_) => 0.0,
                Reservation::OverStatusQuo(_) => {
                    let valuation = &setting.public.of(party).valuation;
                    let stands = setting.space.status_quo();
                    stands.map_or(0.0, |p| valuation.utility(&setting.space, p))
                }
            };
            let (Reservation::Absolute(quantity) | Reservation::OverStatusQuo(quantity)) =
                &model.reservation;
            let reach = quantity.reach(&setting.scenario.inputs);
            let met = reach.map(|utility| prices.met(party, model.scale.place(over + utility)));
            [met[0].min(met[1]), met[0].max(met[1])]
        };
        let (cost, value) = (types(seller), types(buyer));
        prices.line = Line { k, cost, value };
        prices
    }

    /// The price at which a party has this utility.
    fn met(&self, party: usize, utility: f64) -> f64 {
        let [first, last] = self.ends[party];
        let share = (utility - first) / (last - first);
        self.scale[0] + share * (self.scale[1] - self.scale[0])
    }

    /// The price that a party names, as the nearest package that is no worse for it than no deal.
    pub(super) fn bid(&self, setting: &Setting<'_>, talks: &Talks, party: usize) -> Option<Bid> {
        let sells = party == self.seller;
        let kind = self.met(party, talks.reservations[party]);
        let price = match sells {
            true => self.line.ask(kind),
            false => self.line.bid(kind),
        };
        let issue = &setting.scenario.issues[0];
        let last = issue.options.len() - 1;
        let share = (price - self.scale[0]) / (self.scale[1] - self.scale[0]);
        let guess = (share * last as f64).clamp(0.0, last as f64) as usize;
        let off = |option: usize| (issue.place(option) - price).abs();
        // Numbers need not be evenly spread: the guess is a start, and what is further is worse.
        let mut nearest = guess;
        while nearest < last && off(nearest + 1) < off(nearest) {
            nearest += 1;
        }
        while nearest > 0 && off(nearest - 1) <= off(nearest) {
            nearest -= 1;
        }
        let one_better = match sells {
            true => Some(nearest + 1).filter(|&option| option <= last),
            false => nearest.checked_sub(1),
        };
        [Some(nearest), one_better]
            .into_iter()
            .flatten()
            .find_map(|option| {
                let package = vec![option as u16];
                let utility = talks.utility(setting, party, &package);
                (utility >= talks.reservations[party]).then_some(Bid {
                    package,
                    utility,
                    value: utility,
                })
            })
    }
}

#[cfg(test)]
mod tests {
    use super::Line;

    const POINTS: usize = 4000;

    /// Equally likely points of an interval.
    fn points([low, high]: [f64; 2]) -> impl Iterator<Item = f64> {
        (0..POINTS).map(move |k| low + (high - low) * (k as f64 + 0.5) / POINTS as f64)
    }

    /// What a price brings on average against the other side's prices: `gain` of the price of the trade,
    /// where there is one.
    fn brings(price: f64, others: &[f64], sells: bool, k: f64, gain: impl Fn(f64) -> f64) -> f64 {
        let trades = others.iter().map(|&other| {
            let (ask, bid) = if sells {
                (price, other)
            } else {
                (other, price)
            };
            // A hair's breadth for prices that meet exactly, at the heaps.
            if bid < ask - 1e-12 {
                return 0.0;
            }
            gain(k * bid + (1.0 - k) * ask)
        });
        trades.sum::<f64>() / others.len() as f64
    }

    /// No type of either side gains by another price, for overlapping ranges of any kind.
    #[test]
    fn each_line_is_a_best_reply_to_the_other() {
        let ranges = [
            ([0.0, 1.0], [0.0, 1.0]),
            ([0.1, 0.7], [0.3, 1.0]),
            ([0.0, 0.5], [0.4, 0.9]),
            ([0.2, 1.0], [0.0, 0.6]),
            ([0.3, 0.8], [0.35, 0.45]),
            ([0.0, 0.45], [0.35, 1.0]),
        ];
        let mut clipped = [0; 2];
        for (cost, value) in ranges {
            for k in [0.0, 0.25, 0.5, 0.8, 1.0] {
                let line = Line { k, cost, value };
                if line.on_line_ask(cost[1]) < line.on_line_bid(value[0]) {
                    continue;
                }
                clipped[0] += usize::from(line.ask(cost[0]) > line.on_line_ask(cost[0]) + 1e-9);
                clipped[1] += usize::from(line.bid(value[1]) < line.on_line_bid(value[1]) - 1e-9);
                let asks: Vec<f64> = points(cost).map(|c| line.ask(c)).collect();
                let bids: Vec<f64> = points(value).map(|v| line.bid(v)).collect();
                let others = |step: usize| (0..=step).map(move |j| j as f64 / step as f64);
                for c in points(cost).step_by(POINTS / 9) {
                    let worth = |price| brings(price, &bids, true, k, |p| p - c);
                    let own = worth(line.ask(c));
                    let best = others(100).map(worth).fold(0.0, f64::max);
                    assert!(own >= best - 1e-3, "{line:?}: cost {c}: {own} for {best}");
                }
                for v in points(value).step_by(POINTS / 9) {
                    let worth = |price| brings(price, &asks, false, k, |p| v - p);
                    let own = worth(line.bid(v));
                    let best = others(100).map(worth).fold(0.0, f64::max);
                    assert!(own >= best - 1e-3, "{line:?}: value {v}: {own} for {best}");
                }
            }
        }
        assert!(clipped.iter().all(|&n| n > 3), "{clipped:?}");
    }

    #[test]
    fn the_unit_interval_gives_the_published_lines() {
        let line = Line {
            k: 0.5,
            cost: [0.0, 1.0],
            value: [0.0, 1.0],
        };
        for x in [0.0, 0.1, 0.5, 0.7] {
            assert!((line.ask(x) - (2.0 * x / 3.0 + 0.25)).abs() < 1e-15);
            let value = x + 0.25;
            assert!((line.bid(value) - (2.0 * value / 3.0 + 1.0 / 12.0)).abs() < 1e-15);
        }
    }
}
