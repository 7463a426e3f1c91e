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
use super::{Setting, Talks};
use crate::game::search::{Answer, Limits, Scope, Search};
use crate::game::{Curve, Draw, Valuation};
use crate::model::{PartySet, Protocol, Recognition};

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

/// Who speaks when.
#[derive(Debug)]
pub(super) struct Calendar {
    /// Per turn of a period, who may speak and with what probability.
    pub speakers: Vec<Vec<(usize, f64)>>,
    /// Turns in a round.
    pub per_round: u32,
    /// Whether everybody else answers within the turn, or only when its own turn comes.
    pub at_once: bool,
}

impl Calendar {
    /// The calendar of alternating offers; `None` for any other protocol.
    pub fn new(setting: &Setting<'_>) -> Option<Self> {
        let scenario = setting.scenario;
        let certain = |order: &[usize]| order.iter().map(|&p| vec![(p, 1.0)]).collect();
        match &scenario.protocol {
            Protocol::AlternatingOffers { order } => Some(Self {
                speakers: certain(order),
                per_round: order.len() as u32,
                at_once: false,
            }),
            Protocol::Proposals { order, recognition } => Some(Self {
                speakers: match recognition {
                    Recognition::InTurn => certain(order),
                    Recognition::Random => {
                        let weight = |&p: &usize| (p, scenario.parties[p].recognition);
                        let mut drawn: Vec<(usize, f64)> = order.iter().map(weight).collect();
                        let sum: f64 = drawn.iter().map(|(_, weight)| weight).sum();
                        let even = 1.0 / drawn.len().max(1) as f64;
                        for (_, weight) in &mut drawn {
                            *weight = if sum > 0.0 { *weight / sum } else { even };
                        }
                        vec![drawn]
                    }
                },
                per_round: 1,
                at_once: true,
            }),
            _ => None,
        }
    }

    fn speakers_of(&self, turn: u32) -> &[(usize, f64)] {
        &self.speakers[turn as usize % self.speakers.len()]
    }

    /// Whether a round ends with a turn.
    pub fn ends_round(&self, turn: u32) -> bool {
        turn % self.per_round == self.per_round - 1
    }

    /// Who can answer what is offered at a turn, the speaker aside.
    fn answer(&self, turn: u32, count: u32) -> PartySet {
        if self.at_once {
            let all = self.speakers.iter().flatten();
            return all.map(|&(party, _)| party).collect();
        }
        let to_come = (turn + 1..count).take(self.speakers.len());
        to_come
            .flat_map(|turn| self.speakers_of(turn).iter().map(|&(party, _)| party))
            .collect()
    }
}

/// The talks as they look from one turn to the next.
pub(super) struct Outlook<'a, 's> {
    pub setting: &'a Setting<'s>,
    pub calendar: Calendar,
    /// Per party, its utilities as publicly known.
    pub valuations: Vec<Valuation>,
    /// Per party, what one turn's delay leaves of a value.
    pub step: Vec<f64>,
    /// Per party, what no deal is worth.
    pub reservations: Vec<f64>,
    /// Per party, what leaving is worth; minus infinity where there is nowhere to go or nobody knows.
    pub outside: Vec<f64>,
    /// Per party, what a breakdown leaves it.
    pub broken: Vec<f64>,
    /// Probability of a breakdown at the end of a round.
    pub hazard: f64,
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

impl<'a, 's> Outlook<'a, 's> {
    fn new(setting: &'a Setting<'s>, medians: &Draw) -> Option<Self> {
        let calendar = Calendar::new(setting)?;
        let scenario = setting.scenario;
        let parties = || 0..scenario.parties.len();
        let reservations: Vec<f64> = parties()
            .map(|p| setting.public.of(p).reservation)
            .collect();
        let place = |p: usize, quantity: &crate::model::Quantity| {
            let value = quantity.value(&medians.inputs);
            scenario.parties[p].scale.place(value)
        };
        let outside = parties().map(|p| match &scenario.parties[p].outside_option {
            Some(quantity) if quantity.is_constant() => place(p, quantity),
            _ => f64::NEG_INFINITY,
        });
        let broken = parties().map(|p| match &scenario.parties[p].breakdown_value {
            Some(quantity) => place(p, quantity),
            None => reservations[p],
        });
        Some(Self {
            calendar,
            valuations: parties()
                .map(|p| setting.public.of(p).known_valuation().clone())
                .collect(),
            step: parties()
                .map(|p| setting.after_a_turn(p, &medians.inputs))
                .collect(),
            outside: outside.collect(),
            broken: broken.collect(),
            reservations,
            hazard: scenario
                .time
                .breakdown
                .value(&medians.inputs)
                .clamp(0.0, 1.0),
            setting,
        })
    }

    /// Per party, what going on after a turn without agreement leads to, seen from that turn.
    pub fn going_on(&self, next: &[f64], turn: u32, last: bool) -> Vec<f64> {
        let ends_round = self.calendar.ends_round(turn);
        let parties = 0..next.len();
        parties
            .map(|p| {
                if last {
                    self.reservations[p]
                } else if ends_round {
                    self.step[p] * ((1.0 - self.hazard) * next[p] + self.hazard * self.broken[p])
                } else {
                    self.step[p] * next[p]
                }
            })
            .collect()
    }

    /// Per party, what it holds out for when it answers: its outside option, or going on.
    pub fn refused(&self, going_on: &[f64]) -> Vec<f64> {
        let pairs = going_on.iter().zip(&self.outside);
        pairs.map(|(on, out)| on.max(*out)).collect()
    }

    /// Per party, what follows where the speaker offers nothing: the first whose outside option is
    /// better than going on takes it, and the others are left without a deal.
    pub fn silence(&self, speaker: usize, going_on: &[f64]) -> Vec<f64> {
        let all = 0..going_on.len();
        let leaver = all
            .clone()
            .find(|&p| p != speaker && self.outside[p] > going_on[p]);
        let Some(leaver) = leaver else {
            return going_on.to_vec();
        };
        all.map(|p| match p {
            _ if p == leaver => self.outside[p],
            _ => self.reservations[p],
        })
        .collect()
    }

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

    /// What a refusal leads to as far as others know it: where no offer follows, a no-deal value
    /// that is private stays so; the curve of what the party accepts has it.
    fn without_private(&self, refused: &[f64], later_offers: bool) -> Vec<f64> {
        let known = |(p, &value): (usize, &f64)| {
            let private = !matches!(self.setting.public.of(p).accepts, Curve::Sure);
            if private && !later_offers {
                f64::NEG_INFINITY
            } else {
                value
            }
        };
        refused.iter().enumerate().map(known).collect()
    }

    /// The speaker's offer to those who can still answer it, and what each party can expect at the
    /// turn.
    fn offer(
        &self,
        speaker: usize,
        (going_on, refused, known): (&[f64], &[f64], &[f64]),
        hearers: PartySet,
        search: &mut Search,
    ) -> (Option<Vec<u16>>, Vec<f64>) {
        let space = &self.setting.space;
        let silence = self.silence(speaker, going_on);
        let own = silence[speaker].max(self.reservations[speaker]);
        let Some(package) = self.best_offer(speaker, (own, known), hearers, search) else {
            return (None, silence);
        };
        let signatories = space.signatories(&package, space.start());
        let listeners = signatories.without(PartySet::of(speaker));
        let utility = |p: usize| self.valuations[p].utility(space, &package);
        let chance: f64 = listeners
            .iter()
            .map(|p| self.setting.public.of(p).says_yes(utility(p)))
            .product();
        let expect = |p: usize| chance * utility(p) + (1.0 - chance) * refused[p];
        let values = (0..refused.len()).map(expect).collect();
        (Some(package), values)
    }

    /// The speaker's best package, if its value without an agreement is `own`.
    fn best_offer(
        &self,
        speaker: usize,
        (own, known): (f64, &[f64]),
        hearers: PartySet,
        search: &mut Search,
    ) -> Option<Vec<u16>> {
        let space = &self.setting.space;
        look_ahead(
            self.setting,
            speaker,
            (&self.valuations[speaker], own),
            known,
            (space.start(), &vec![true; space.issues()]),
            hearers,
            search,
        )
    }
}

/// The speaker's package with the largest expected value over `own`: each listener accepts from
/// what refusing leads to, and from its no-deal value as publicly known.
fn look_ahead(
    setting: &Setting<'_>,
    speaker: usize,
    (valuation, own): (&Valuation, f64),
    refused: &[f64],
    (current, open): (&[u16], &[bool]),
    present: PartySet,
    search: &mut Search,
) -> Option<Vec<u16>> {
    let space = &setting.space;
    let mut best = (f64::NEG_INFINITY, None);
    for &family in space
        .families_of(speaker)
        .iter()
        .filter(|f| present.contains_all(**f))
    {
        let scope = Scope {
            current,
            open,
            signatories: family,
        };
        scope.begin(space, search);
        search.keep_red_lines(valuation);
        search.add(valuation, own);
        let mut curves = Vec::new();
        for listener in family.without(PartySet::of(speaker)).iter() {
            let profile = setting.public.of(listener);
            let floor = match profile.accepts {
                Curve::Sure => refused[listener].max(profile.reservation),
                _ => refused[listener],
            };
            // A hair's breadth of give: what refusing leads to is a product of rounded factors.
            search.add(&profile.valuation, floor - 1e-9);
            search.keep_red_lines(profile.known_valuation());
            curves.push(profile.accepts.clone());
            if !matches!(profile.stays, Curve::Sure) {
                search.add(&profile.valuation, f64::NEG_INFINITY);
                curves.push(profile.stays.clone());
            }
        }
        let objective = Answer {
            curves: &curves,
            gain_over: Some(own - 1e-9),
            rough: false,
        };
        if search.maximise(space, &objective, best.0, Limits::EXACT) {
            best = (search.worth, Some(search.best.clone()));
        }
    }
    best.1
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
