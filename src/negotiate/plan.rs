//! Looking ahead: alternating offers by backward induction over turns (Stahl 1972; with the
//! horizon far away, Rubinstein 1982, doi:10.2307/1912531).
//!
//! At each turn, from the last to the first, the speaker offers the package with the largest
//! expected value, given that each listener accepts what is worth at least its no-deal value, which
//! may be private, and at least what refusing leads to. The plan is common knowledge: it is made
//! with the uncertain inputs of all parties at their medians and no-deal values as their
//! distributions. A party follows it with its own utilities as drawn.
//!
//! Delay costs at every turn: a round's discount factor is spread evenly over its turns, and the
//! breakdown hazard acts at the end of each round, with what a breakdown leaves each party. Where the
//! proposer is drawn, a turn has an offer per proposer, and values are expectations over them. A party
//! that answers can take its outside option instead of going on, so that it holds out for the better
//! of the two.
//!
//! Where nobody sees an end, two parties who both must sign play the stationary equilibrium
//! (`equilibrium::stationary`); others, and packages too coarse for it, the first turns of a game whose
//! end is so far away that it no longer matters, or 4,000 turns.

use super::equilibrium::stationary;
use super::mind::Bid;
use super::outlook::{Outlook, look_ahead};
use super::{Setting, Talks};
use crate::game::Draw;
use crate::game::search::Search;
use crate::model::{PartySet, Protocol};

/// Most turns looked ahead; talks that are longer start with the same plan repeated.
const MAX_TURNS: u32 = 4000;
/// Share of its gain by which the best package may miss what a speaker could expect without offering it,
/// where packages stand in for a continuum.
const COARSE: f64 = 0.02;

/// The plan of a turn.
#[derive(Debug, Clone)]
struct Turn {
    /// Per party that may speak, what it offers, if anything.
    offers: Vec<(usize, Option<Vec<u16>>)>,
    /// Per party, what it can expect of the talks if this turn's offer is refused, its outside option
    /// included where that is known; minus infinity where that is its own no-deal value, which it
    /// alone knows.
    refused: Vec<f64>,
    /// The same without the outside option.
    going_on: Vec<f64>,
}

/// What looking ahead says for every turn.
#[derive(Debug)]
pub struct Plan {
    turns: Vec<Turn>,
    /// Turns after which the order of speaking begins again.
    period: u32,
    skipped: u32,
}

impl Plan {
    /// Makes the plan of a setting; `None` where the protocol is not one of alternating offers.
    pub(super) fn new(setting: &Setting<'_>, medians: &Draw, search: &mut Search) -> Option<Self> {
        let outlook = Outlook::new(setting, medians)?;
        let period = outlook.calendar.speakers.len() as u32;
        let endless = setting.scenario.time.endless;
        let all = match endless {
            true => u32::MAX,
            false => setting.horizon.saturating_mul(outlook.calendar.per_round),
        };
        if endless
            && let Some(going_on) = stationary::solve(&outlook, search)
            && let Some(turns) = outlook.stationary_turns(&going_on, search)
        {
            return Some(Self {
                turns,
                period,
                skipped: all,
            });
        }
        let whole_rounds = MAX_TURNS / period.max(1) * period;
        let count = all.min(whole_rounds.max(period));
        let mut values = outlook.reservations.clone();
        let mut later_offers = false;
        let mut turns = Vec::with_capacity(count as usize);
        let mut settled = Vec::new();
        for turn in (0..count).rev() {
            let going_on = outlook.going_on(&values, turn, turn + 1 == count);
            let refused = outlook.refused(&going_on);
            let hearers = outlook.calendar.answer(turn, count);
            let known = outlook.without_private(&refused, later_offers);
            let mut expected = vec![0.0; values.len()];
            let mut offers = Vec::new();
            for &(speaker, chance) in outlook.calendar.speakers_of(turn) {
                let ways = (&going_on[..], &refused[..], &known[..]);
                let present = hearers.union(PartySet::of(speaker));
                let (offer, values) = outlook.offer(speaker, ways, present, search);
                for (sum, value) in expected.iter_mut().zip(values) {
                    *sum += chance * value;
                }
                offers.push((speaker, offer));
            }
            values = expected;
            let going_on = outlook.without_private(&going_on, later_offers);
            later_offers |= offers.iter().any(|(_, offer)| offer.is_some());
            turns.push(Turn {
                offers,
                refused: known,
                going_on,
            });
            // Values that a whole period leaves alone will not change any more.
            if endless && turn % period == 0 {
                let same = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-12;
                if settled.len() == values.len() && settled.iter().zip(&values).all(same) {
                    break;
                }
                settled.clone_from(&values);
            }
        }
        turns.reverse();
        Some(Self {
            turns,
            period,
            skipped: all - count,
        })
    }

    fn turn(&self, turn: u32) -> &Turn {
        let index = match turn.checked_sub(self.skipped) {
            Some(index) => index as usize,
            None => (turn % self.period) as usize,
        };
        &self.turns[index.min(self.turns.len() - 1)]
    }

    /// What a party can expect if it refuses the offer that it answers at `turn` and stays, seen from
    /// the turn at which the offer was made; minus infinity where that is its own no-deal value.
    pub(super) fn going_on(&self, setting: &Setting<'_>, turn: u32, party: usize) -> f64 {
        let before = match setting.scenario.protocol {
            Protocol::Proposals { .. } => turn,
            _ => turn.saturating_sub(1),
        };
        self.turn(before).going_on[party]
    }

    /// What a party offers at this turn of the talks.
    pub(super) fn bid(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        party: usize,
    ) -> Option<Bid> {
        let turn = self.turn(talks.turn);
        let package = if setting.certain[party] && !talks.altered && talks.deal_round.is_none() {
            let own = turn.offers.iter().find(|(speaker, _)| *speaker == party);
            own.and_then(|(_, offer)| offer.clone())
        } else {
            own_offer(setting, talks, party, turn)
        }?;
        let utility = talks.utility(setting, party, &package);
        (utility >= talks.reservations[party]).then_some(Bid {
            package,
            utility,
            value: utility,
        })
    }
}

impl Outlook<'_, '_> {
    /// The turns of a period that repeats itself for ever, by what going on is worth at each; `None`
    /// where no package is near what a speaker must be able to offer.
    fn stationary_turns(&self, going_on: &[Vec<f64>], search: &mut Search) -> Option<Vec<Turn>> {
        let everybody = self.setting.everybody();
        let turn = |(turn, going_on): (usize, &Vec<f64>)| {
            let refused = self.refused(going_on);
            let mut offers = Vec::new();
            for &(speaker, _) in self.calendar.speakers_of(turn as u32) {
                let own = self.silence(speaker, going_on)[speaker];
                let floor = self.reservations[speaker];
                let ways = (floor.min(own), &refused[..]);
                let offer = self.best_offer(speaker, ways, everybody, search);
                let gains = own.max(floor) - floor;
                let utility = offer.as_ref().map_or(floor, |package| {
                    self.valuations[speaker].utility(&self.setting.space, package)
                });
                if utility < own - COARSE * gains.max(1e-3) {
                    return None;
                }
                offers.push((speaker, offer));
            }
            Some(Turn {
                offers,
                refused,
                going_on: going_on.clone(),
            })
        };
        going_on.iter().enumerate().map(turn).collect()
    }
}

/// A party's own offer, by its utilities and no-deal value as drawn.
fn own_offer(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    turn: &Turn,
) -> Option<Vec<u16>> {
    // Who speaks cannot leave: without an agreement it goes on.
    let own = turn.going_on[party].max(talks.reservations[party]);
    let mut search = std::mem::take(&mut talks.search);
    let package = look_ahead(
        setting,
        party,
        (&talks.valuations[party], own),
        &turn.refused,
        (&talks.current, &talks.open),
        talks.present,
        &mut search,
    );
    talks.search = search;
    package
}
