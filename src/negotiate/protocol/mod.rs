//! Protocols: who may speak when, and what makes an agreement.

mod alternating;
mod attrition;
mod concession;
mod double_auction;
mod issue_by_issue;
mod legislative;
pub mod outside;
mod proposals;
mod shuttle;
pub(super) mod side;
mod single_text;
mod tracks;

pub use alternating::AlternatingOffers;
pub use attrition::{Attrition, demand_of};
pub use concession::{Offers, SimultaneousConcession};
pub use double_auction::DoubleAuction;
pub use issue_by_issue::IssueByIssue;
pub use legislative::Legislative;
pub use proposals::Proposals;
pub use shuttle::Shuttle;
pub use single_text::{Draft, SingleText};
pub use tracks::Tracks;

use super::acceptance::accepts;
use super::bidding::prepare;
use super::mind::Bid;
use super::{Happening, Listener, Setting, Talks, guest};

/// A way of talking: one round of it.
pub trait Protocol {
    /// Plays a round. It ends early when the talks do.
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener);
}

/// A party's next bid, offered: everybody in `audience` learns from it.
fn offer(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    to: Option<usize>,
    listener: &mut impl Listener,
) -> Option<Bid> {
    talks.through_eyes(party, |talks| prepare(setting, talks, party));
    let bid = talks.minds[party].bid.clone().flatten()?;
    note_own_offer(talks, party, &bid);
    put_forward(setting, talks, party, to, &bid.package, listener);
    Some(bid)
}

fn note_own_offer(talks: &mut Talks, party: usize, bid: &Bid) {
    let mind = &mut talks.minds[party];
    mind.asked[1] = mind.asked[0];
    match &mut mind.last {
        Some((_, last)) if *last == bid.package => return,
        Some((utility, last)) => {
            *utility = bid.utility;
            last.clone_from(&bid.package);
        }
        last => *last = Some((bid.utility, bid.package.clone())),
    }
    mind.offered += 1;
}

/// A package is put forward in a party's name.
fn put_forward(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    to: Option<usize>,
    package: &[u16],
    listener: &mut impl Listener,
) {
    for hearer in talks.present.iter() {
        if hearer != party && to.is_none_or(|to| to == hearer) {
            if talks.views.is_empty() {
                hear_offer(setting, talks, hearer, party, package);
            } else {
                let package = talks.read(package, party, hearer);
                talks.through_eyes(hearer, |talks| {
                    hear_offer(setting, talks, hearer, party, &package);
                });
            }
        }
    }
    listener.hear(talks, Happening::Offer { party, to, package });
}

fn hear_offer(
    setting: &Setting<'_>,
    talks: &mut Talks,
    hearer: usize,
    from: usize,
    package: &[u16],
) {
    if talks.minds[hearer].weighs_offers() {
        let utility = talks.utility(setting, hearer, package);
        talks.minds[hearer].heard.push((talks.round, utility));
    }
    let mind = &mut talks.minds[hearer];
    if matches!(mind.bids, super::mind::Bids::TradeOff { .. }) {
        mind.theirs[from] = Some(package.to_vec());
    }
    if mind.bids == super::mind::Bids::Micro && !mind.heard_different.iter().any(|h| h == package) {
        mind.heard_different.push(package.to_vec());
    }
    if let Some(belief) = &mut mind.beliefs[from] {
        belief.hear_offer(setting.public.of(from), &setting.space, from, package);
    }
    mind.bid = None;
    guest::observe(setting, talks, hearer, from, package);
}

/// Asks a party for its answer to a package. Whoever may hear it learns from it. Returns whether
/// the party accepts.
fn answer(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    package: &[u16],
    heard_by: Option<usize>,
    listener: &mut impl Listener,
) -> bool {
    let read;
    let mut package = package;
    if !talks.views.is_empty() {
        read = talks.read_standing(package, party);
        package = &read;
    }
    let yes = talks.through_eyes(party, |talks| {
        (talks.views.is_empty() || talks.leaves_settled_alone(package))
            && accepts(setting, talks, party, package)
    });
    for hearer in talks.present.iter() {
        if hearer != party && heard_by.is_none_or(|by| by == hearer) {
            let mind = &mut talks.minds[hearer];
            if let Some(belief) = &mut mind.beliefs[party] {
                belief.hear_answer(&setting.space, party, package, yes);
                mind.bid = None;
            }
        }
    }
    if yes {
        talks.minds[party].bad = 0;
        listener.hear(talks, Happening::Accept { party, package });
    } else {
        if talks.minds[party].walk_out_after.is_some() {
            let worse = talks.utility(setting, party, package) < talks.reservations[party];
            let mind = &mut talks.minds[party];
            mind.bad = if worse { mind.bad + 1 } else { 0 };
        }
        listener.hear(talks, Happening::Refuse { party, package });
    }
    yes
}

/// Whether a party has heard too many offers that are worse for it than no deal.
fn has_had_enough(talks: &Talks, party: usize) -> bool {
    let mind = &talks.minds[party];
    mind.walk_out_after.is_some_and(|limit| mind.bad >= limit)
}
