//! Double auction (Chatterjee & Samuelson 1983, doi:10.1287/opre.31.5.835): a seller and a buyer name
//! a price each, sealed and at once.
//!
//! ```text
//! trade if b >= s, at the price  p = k b + (1 - k) s        k: the weight of the buyer's price
//! ```
//!
//! `p` is rounded to the nearest option of the issue (by its number, or its place where options are no
//! numbers); halfway between two, a coin decides. A price is what the party's strategy would offer: a
//! party stands by the price that it names, so that its acceptance rule is not asked, but nobody signs
//! what is worse for it than no deal or crosses its red line. Where they do not trade, both have seen
//! both prices, and name new ones in the next round. A party with nothing to offer names none.

use super::{Protocol, has_had_enough, note_own_offer, put_forward};
use crate::game::uniform;
use crate::model::PartySet;
use crate::negotiate::bidding::prepare;
use crate::negotiate::mind::Bid;
use crate::negotiate::{Happening, Listener, Setting, Talks, leverage};

/// Double auction.
#[derive(Debug)]
pub struct DoubleAuction {
    /// Who would rather have the price high.
    pub seller: usize,
    /// Who would rather have it low.
    pub buyer: usize,
    /// Weight of the buyer's price, from 0 to 1.
    pub buyer_weight: f64,
}

impl Protocol for DoubleAuction {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        let both = [self.seller, self.buyer];
        let bids = both.map(|party| sealed(setting, talks, party));
        for (party, bid) in both.into_iter().zip(&bids) {
            if let Some(bid) = bid {
                note_own_offer(talks, party, bid);
                put_forward(setting, talks, party, None, &bid.package, listener);
            }
        }
        let [ask, offer] = bids
            .each_ref()
            .map(|bid| bid.as_ref().map(|b| b.package[0]));
        if let (Some(ask), Some(offer)) = (ask, offer)
            && ask <= offer
        {
            let price = self.price(setting, talks, ask, offer);
            self.trade(setting, talks, price, listener);
        }
        if talks.ended.is_none() {
            for (party, theirs) in [(self.seller, &bids[1]), (self.buyer, &bids[0])] {
                stay_or_leave(setting, talks, party, theirs.as_ref(), listener);
            }
        }
        if talks.ended.is_none() {
            leverage::reconsider_all(setting, talks, listener);
        }
        talks.turn += 1;
    }
}

impl DoubleAuction {
    /// The option nearest to the weighed mean of two prices.
    fn price(&self, setting: &Setting<'_>, talks: &mut Talks, ask: u16, offer: u16) -> u16 {
        let issue = &setting.scenario.issues[0];
        let place = |option: u16| issue.place(usize::from(option));
        let k = self.buyer_weight;
        let mean = k * place(offer) + (1.0 - k) * place(ask);
        let above = (ask..offer).find(|&option| place(option) >= mean);
        let above = above.unwrap_or(offer);
        let below = if above > ask { above - 1 } else { above };
        let off = [mean - place(below), place(above) - mean];
        let tie = above > below && (off[1] - off[0]).abs() <= 1e-9 * (off[0] + off[1]);
        let up = match tie {
            true => uniform(&mut talks.chance) < 0.5,
            false => off[1] <= off[0],
        };
        if up { above } else { below }
    }

    /// Concludes a trade, if both can sign it.
    fn trade(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        price: u16,
        listener: &mut impl Listener,
    ) {
        let package = [price];
        let both = [self.seller, self.buyer];
        if both.iter().any(|&p| !talks.may_sign(setting, p, &package)) {
            return;
        }
        talks.table(setting, &package, self.seller);
        talks.standing.supporters = both.into_iter().collect();
        for party in both {
            talks.minds[party].bad = 0;
            let package = &package;
            listener.hear(talks, Happening::Accept { party, package });
        }
        talks.conclude_if_supported(setting, listener);
        talks.clear_table();
    }
}

/// The price that a party names, before it sees the other's.
fn sealed(setting: &Setting<'_>, talks: &mut Talks, party: usize) -> Option<Bid> {
    if !talks.present.contains(party) {
        return None;
    }
    talks.minds[party].bid = None;
    prepare(setting, talks, party);
    talks.minds[party].bid.clone().flatten()
}

/// Prices that do not meet are answers too: a party that named its own would not take the other's.
fn stay_or_leave(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    theirs: Option<&Bid>,
    listener: &mut impl Listener,
) {
    let Some(theirs) = theirs else { return };
    if !talks.present.contains(party) {
        return;
    }
    for hearer in talks.present.without(PartySet::of(party)).iter() {
        let belief = talks.minds[hearer].beliefs[party].as_mut();
        // A posterior over types has learnt it from the price itself.
        if let Some(belief) = belief.filter(|belief| belief.types().is_none()) {
            belief.hear_answer(&setting.space, party, &theirs.package, false);
            talks.minds[hearer].bid = None;
        }
    }
    let package = &theirs.package;
    listener.hear(talks, Happening::Refuse { party, package });
    let worse = talks.utility(setting, party, package) < talks.reservations[party];
    let mind = &mut talks.minds[party];
    mind.bad = if worse { mind.bad + 1 } else { 0 };
    if has_had_enough(talks, party) {
        talks.walk_out(setting, party, listener);
    }
}
