//! Dividing a pie by votes: every party cares for its own share alone, and the shares add up to no
//! more than a limit. The best proposal then buys the cheapest sufficient votes, each at the share
//! that just makes up for going on, and keeps the rest; so no list of packages is needed.
//!
//! Values are worked out as if shares could be of any size, in a straight line between one option and
//! the next; offers are rounded up to the next option. With shares in hundredths, what is paid is then
//! up to a hundredth more than the theory of divisible pies says, and exactly that where
//! the theory's numbers are among the options.

use super::coalition::{Cheapest, Seller};
use crate::game::uniform;
use crate::model::{Legislature, PartySet};
use crate::negotiate::{Setting, Talks};
use rand_chacha::ChaCha8Rng;

/// Utilities that differ by less are taken for equal; the least that counts as more.
const SLACK: f64 = 1e-9;
const MORE: f64 = 1e-12;

/// A pie and what shares of it are worth.
#[derive(Debug, Clone)]
pub struct Division {
    /// What there is to divide, beyond the least shares.
    total: f64,
    /// The least that everybody can get.
    least: Vec<u16>,
    /// One per party.
    shares: Vec<Share>,
}

/// What a party wants of the pie.
#[derive(Debug, Clone)]
struct Share {
    /// The issue that it cares for, if any.
    issue: Option<usize>,
    /// Utility of the least share.
    without: f64,
    /// Shares that cross no red line, each better than the one before.
    points: Vec<Point>,
}

#[derive(Debug, Clone, Copy)]
struct Point {
    /// Beyond the least share.
    amount: f64,
    utility: f64,
    option: u16,
}

/// What a proposer buys.
struct Purchase {
    cheapest: Cheapest,
    vetoes: Vec<Seller>,
    /// What is left to the proposer.
    rest: f64,
}

impl Division {
    /// The pie that the open issues are; `None` where they are something else.
    pub fn new(setting: &Setting<'_>, talks: &Talks) -> Option<Self> {
        let space = &setting.space;
        let [limit] = &setting.scenario.limits[..] else {
            return None;
        };
        if !talks.open.iter().all(|open| *open) {
            return None;
        }
        let mut least = vec![0; space.issues()];
        for (issue, option) in least.iter_mut().enumerate() {
            if !limit.issues.contains(&issue) && space.status_quo().is_some() {
                *option = talks.current[issue];
            }
        }
        let place =
            |issue: usize, option: u16| setting.scenario.issues[issue].place(option as usize);
        let given = limit.issues.iter().map(|&issue| place(issue, least[issue]));
        let total = limit.at_most - given.sum::<f64>();
        let mut owned = vec![false; space.issues()];
        let mut shares = Vec::new();
        for party in 0..talks.valuations.len() {
            let issue = own_issue(setting, talks, party)?;
            if let Some(issue) = issue {
                if owned[issue] || !limit.issues.contains(&issue) {
                    return None;
                }
                owned[issue] = true;
            }
            let (without, points) = points(setting, talks, party, issue, &mut least.clone());
            shares.push(Share {
                issue,
                without,
                points,
            });
        }
        Some(Self {
            total,
            least,
            shares,
        })
    }

    /// Expected utilities if `proposer` is recognised and everybody holds out for `thresholds`;
    /// `None` if it has nothing to propose.
    pub fn expected(
        &self,
        legislature: &Legislature,
        present: PartySet,
        proposer: usize,
        thresholds: &[f64],
    ) -> Option<Vec<f64>> {
        let purchase = self.purchase(legislature, present, proposer, thresholds)?;
        let kept = self.shares[proposer].utility_of(purchase.rest);
        if kept < thresholds[proposer] - SLACK {
            return None;
        }
        let mut expected: Vec<f64> = self.shares.iter().map(|share| share.without).collect();
        let vetoes = purchase.vetoes.iter().map(|seller| (*seller, 1.0));
        for (seller, chance) in vetoes.chain(purchase.cheapest.shares()) {
            let share = &self.shares[seller.party];
            let paid = share.utility_of(seller.price);
            expected[seller.party] += chance * (paid - share.without);
        }
        expected[proposer] = kept;
        Some(expected)
    }

    /// What `proposer` proposes; the coalition is drawn among the equally cheap ones.
    pub fn offer(
        &self,
        legislature: &Legislature,
        present: PartySet,
        proposer: usize,
        thresholds: &[f64],
        decisions: &mut ChaCha8Rng,
    ) -> Option<Vec<u16>> {
        let purchase = self.purchase(legislature, present, proposer, thresholds)?;
        let mut package = self.least.clone();
        let mut rest = self.total;
        let mut pay = |seller: Seller| {
            let share = &self.shares[seller.party];
            let point = share.points.iter();
            let mut enough = point.filter(|p| p.utility >= thresholds[seller.party] - SLACK);
            if let (Some(issue), Some(point)) = (share.issue, enough.next()) {
                package[issue] = point.option;
                rest -= point.amount;
            }
        };
        purchase.vetoes.iter().for_each(|seller| pay(*seller));
        purchase.cheapest.draw(|| uniform(decisions), &mut pay);
        let own = &self.shares[proposer];
        let tolerated = rest + SLACK * self.total.abs().max(1.0);
        let kept = own.points.iter().rfind(|p| p.amount <= tolerated)?;
        if kept.utility < thresholds[proposer] - SLACK {
            return None;
        }
        if let Some(issue) = own.issue {
            package[issue] = kept.option;
        }
        Some(package)
    }

    fn purchase(
        &self,
        legislature: &Legislature,
        present: PartySet,
        proposer: usize,
        thresholds: &[f64],
    ) -> Option<Purchase> {
        if !present.contains_all(legislature.vetoes) {
            return None;
        }
        let seller = |party: usize| Seller {
            party,
            price: self.shares[party].price_of(thresholds[party]),
            votes: legislature.votes[party],
        };
        let own = PartySet::of(proposer);
        let vetoes: Vec<Seller> = legislature.vetoes.without(own).iter().map(seller).collect();
        let others = present.without(legislature.vetoes.union(own));
        let sellers = others.iter().filter(|&party| legislature.votes[party] > 0);
        let sellers = sellers.map(seller).filter(|s| s.price < f64::INFINITY);
        let given = legislature.votes_of(legislature.vetoes.union(own));
        let need = legislature.quota.saturating_sub(given);
        let tie = SLACK * self.total.abs().max(1.0);
        let cheapest = Cheapest::find(sellers.collect(), need, tie)?;
        let cost = cheapest.cost() + vetoes.iter().map(|s| s.price).sum::<f64>();
        let rest = self.total - cost;
        (rest >= -tie).then_some(Purchase {
            cheapest,
            vetoes,
            rest: rest.max(0.0),
        })
    }
}

/// The one issue that a party cares for: `Some(None)` if it cares for none, `None` if its utility is
/// not that of a share.
fn own_issue(setting: &Setting<'_>, talks: &Talks, party: usize) -> Option<Option<usize>> {
    let (space, valuation) = (&setting.space, &talks.valuations[party]);
    if !valuation.required.is_empty() || valuation.bonuses.iter().any(|&bonus| bonus != 0.0) {
        return None;
    }
    let matters = |issue: &usize| {
        let options = space.offset(*issue)..space.offset(issue + 1);
        let first = valuation.values[options.start];
        options
            .into_iter()
            .any(|o| valuation.forbidden[o] || valuation.values[o] != first)
    };
    let mut issues = (0..space.issues()).filter(matters);
    match (issues.next(), issues.next()) {
        (issue, None) => Some(issue),
        _ => None,
    }
}

/// Utility of the least share, and the shares worth having.
fn points(
    setting: &Setting<'_>,
    talks: &Talks,
    party: usize,
    issue: Option<usize>,
    package: &mut [u16],
) -> (f64, Vec<Point>) {
    let without = talks.utility(setting, party, package);
    let valuation = &talks.valuations[party];
    let Some(issue) = issue else {
        let point = Point {
            amount: 0.0,
            utility: without,
            option: 0,
        };
        return (
            without,
            if valuation.never {
                Vec::new()
            } else {
                vec![point]
            },
        );
    };
    let scale = &setting.scenario.issues[issue];
    let mut points: Vec<Point> = Vec::new();
    for option in 0..setting.space.options_of(issue) {
        package[issue] = option as u16;
        let utility = talks.utility(setting, party, package);
        if points
            .last()
            .is_some_and(|last| utility <= last.utility + MORE)
            || valuation.crosses(&setting.space, package)
        {
            continue;
        }
        points.push(Point {
            amount: scale.place(option) - scale.place(0),
            utility,
            option: option as u16,
        });
    }
    (without, points)
}

impl Share {
    /// The least amount that is worth at least this; infinite where none is.
    fn price_of(&self, utility: f64) -> f64 {
        let next = self
            .points
            .partition_point(|point| point.utility < utility - MORE);
        match (
            next.checked_sub(1).map(|n| self.points[n]),
            self.points.get(next),
        ) {
            (_, None) => f64::INFINITY,
            (None, Some(first)) => first.amount,
            (Some(low), Some(high)) => {
                let part = (utility - low.utility) / (high.utility - low.utility);
                low.amount + part.min(1.0) * (high.amount - low.amount)
            }
        }
    }

    /// What an amount is worth.
    fn utility_of(&self, amount: f64) -> f64 {
        let next = self.points.partition_point(|point| point.amount <= amount);
        match (
            next.checked_sub(1).map(|n| self.points[n]),
            self.points.get(next),
        ) {
            (None, _) => self.without,
            (Some(last), None) => last.utility,
            (Some(low), Some(high)) => {
                let part = (amount - low.amount) / (high.amount - low.amount);
                low.utility + part * (high.utility - low.utility)
            }
        }
    }
}
