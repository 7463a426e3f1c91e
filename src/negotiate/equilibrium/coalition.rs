//! The cheapest coalition: of voters with prices, those whose votes reach a number at the least cost;
//! and a fair draw among all coalitions that are equally cheap.
//!
//! Dynamic programming from the last voter to the first: `least(k, w)`, the least cost at which the
//! voters from `k` on give `w` votes, and in how many ways, is that of `least(k + 1, w)` or of `k`'s
//! price and `least(k + 1, w - votes of k)`. Exact for any votes and prices.

/// A voter that can be bought.
#[derive(Debug, Clone, Copy)]
pub struct Seller {
    /// Which party.
    pub party: usize,
    /// What its vote costs; not negative.
    pub price: f64,
    /// Its votes.
    pub votes: u32,
}

/// Cost and number of the cheapest ways to some votes.
#[derive(Debug, Clone, Copy)]
struct Least {
    cost: f64,
    ways: f64,
}

const NO_WAY: Least = Least {
    cost: f64::INFINITY,
    ways: 0.0,
};

/// All cheapest coalitions of some sellers.
#[derive(Debug, Clone)]
pub struct Cheapest {
    sellers: Vec<Seller>,
    need: usize,
    /// Row by row, `least(k, w)`.
    least: Vec<Least>,
    /// Costs that differ by less are equal.
    tie: f64,
}

impl Cheapest {
    /// The cheapest ways to `need` votes; `None` where the sellers have fewer. Costs that differ
    /// by no more than `tie` count as equal.
    pub fn find(sellers: Vec<Seller>, need: u32, tie: f64) -> Option<Self> {
        let need = need as usize;
        let width = need + 1;
        let mut least = vec![NO_WAY; (sellers.len() + 1) * width];
        least[sellers.len() * width] = Least {
            cost: 0.0,
            ways: 1.0,
        };
        for (k, seller) in sellers.iter().enumerate().rev() {
            for votes in 0..width {
                let without = least[(k + 1) * width + votes];
                let rest = votes.saturating_sub(seller.votes as usize);
                let mut with = least[(k + 1) * width + rest];
                with.cost += seller.price;
                least[k * width + votes] = match with.cost - without.cost {
                    // Two ways that do not exist.
                    difference if difference.is_nan() => NO_WAY,
                    difference if difference > tie => without,
                    difference if difference < -tie => with,
                    _ => Least {
                        cost: with.cost.min(without.cost),
                        ways: with.ways + without.ways,
                    },
                };
            }
        }
        let found = Self {
            sellers,
            need,
            least,
            tie,
        };
        (found.cost() < f64::INFINITY).then_some(found)
    }

    /// What the cheapest coalition costs.
    pub fn cost(&self) -> f64 {
        self.least[self.need].cost
    }

    /// Per seller, its party, price and the share of the cheapest coalitions that it belongs to.
    pub fn shares(&self) -> impl Iterator<Item = (Seller, f64)> {
        let width = self.need + 1;
        let mut reached = vec![0.0; width];
        reached[self.need] = 1.0;
        self.sellers.iter().enumerate().map(move |(k, seller)| {
            let mut share = 0.0;
            let mut next = vec![0.0; width];
            for (votes, chance) in reached
                .iter()
                .enumerate()
                .filter(|(_, chance)| **chance > 0.0)
            {
                let bought = chance * self.chance_of_buying(k, votes);
                share += bought;
                next[votes.saturating_sub(seller.votes as usize)] += bought;
                next[votes] += chance - bought;
            }
            reached = next;
            (*seller, share)
        })
    }

    /// Draws one of the cheapest coalitions, each as likely as the others; `uniform` gives numbers
    /// from 0 to 1. Calls `bought` for each member.
    pub fn draw(&self, mut uniform: impl FnMut() -> f64, mut bought: impl FnMut(Seller)) {
        let mut votes = self.need;
        for (k, seller) in self.sellers.iter().enumerate() {
            let chance = self.chance_of_buying(k, votes);
            if chance >= 1.0 || (chance > 0.0 && uniform() < chance) {
                bought(*seller);
                votes = votes.saturating_sub(seller.votes as usize);
            }
        }
    }

    /// Share of the cheapest ways to `votes` from seller `k` on that buy it.
    fn chance_of_buying(&self, k: usize, votes: usize) -> f64 {
        let width = self.need + 1;
        let seller = self.sellers[k];
        let all = self.least[k * width + votes];
        let with = self.least[(k + 1) * width + votes.saturating_sub(seller.votes as usize)];
        if with.cost + seller.price <= all.cost + self.tie {
            with.ways / all.ways
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sellers(list: &[(f64, u32)]) -> Vec<Seller> {
        let parties = list.iter().enumerate();
        let seller = |(party, &(price, votes))| Seller {
            party,
            price,
            votes,
        };
        parties.map(seller).collect()
    }

    #[test]
    fn it_is_what_listing_all_coalitions_finds() {
        for (list, need) in [
            (&[(1.0, 1), (1.0, 1), (1.0, 1)][..], 2),
            (&[(3.0, 2), (1.0, 1), (2.0, 1), (2.0, 3), (0.5, 1)], 4),
            (&[(2.0, 2), (1.0, 1), (1.0, 1), (4.0, 4)], 4),
            (&[(1.0, 1)], 0),
        ] {
            let cost = |bits: u32, what: fn(&(f64, u32)) -> f64| -> f64 {
                let members = list.iter().enumerate();
                let members = members.filter(|(k, _)| bits >> k & 1 == 1);
                members.map(|(_, seller)| what(seller)).sum()
            };
            let enough = |bits: &u32| cost(*bits, |s| f64::from(s.1)) >= f64::from(need);
            let sets: Vec<u32> = (0..1 << list.len()).filter(enough).collect();
            let least = sets.iter().map(|&b| cost(b, |s| s.0));
            let least = least.fold(f64::INFINITY, f64::min);
            let cheapest: Vec<u32> = sets
                .into_iter()
                .filter(|&bits| cost(bits, |s| s.0) <= least + 1e-9)
                .collect();
            let found = Cheapest::find(sellers(list), need, 1e-9).expect("enough votes");
            assert!((found.cost() - least).abs() < 1e-12);
            for (seller, share) in found.shares() {
                let with = cheapest
                    .iter()
                    .filter(|bits| *bits >> seller.party & 1 == 1);
                let expected = with.count() as f64 / cheapest.len() as f64;
                assert!(
                    (share - expected).abs() < 1e-12,
                    "{list:?}: {share} {expected}"
                );
            }
            for low in [0.0, 0.4, 0.999] {
                let mut drawn = 0;
                found.draw(|| low, |seller| drawn |= 1 << seller.party);
                assert!(cheapest.contains(&drawn), "{list:?}: {drawn:b}");
            }
        }
        assert!(Cheapest::find(sellers(&[(1.0, 1)]), 2, 1e-9).is_none());
    }
}
