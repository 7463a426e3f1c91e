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
//! breakdown hazard acts at the end of each round.

use super::mind::Bid;
use super::{Setting, Talks};
use crate::game::search::{Answer, Limits, Scope, Search};
use crate::game::{Curve, Draw, Valuation};
use crate::model::PartySet;

/// Most turns looked ahead; talks that are longer start with the same plan repeated.
const MAX_TURNS: u32 = 4000;

/// The plan of a turn.
#[derive(Debug, Clone)]
struct Turn {
    /// What the speaker offers, if anything.
    offer: Option<Vec<u16>>,
    /// Per party, what it can expect of the talks if this turn's offer is refused; minus infinity
    /// where that is its own no-deal value, which it alone knows.
    refused: Vec<f64>,
}

/// What looking ahead says for every turn.
#[derive(Debug)]
pub struct Plan {
    turns: Vec<Turn>,
    speakers: u32,
    skipped: u32,
}

/// The talks as they look from one turn to the next.
struct Outlook<'a, 's> {
    setting: &'a Setting<'s>,
    valuations: Vec<Valuation>,
    /// Per party, what one turn's delay leaves of a value.
    step: Vec<f64>,
    reservations: Vec<f64>,
    hazard: f64,
}

impl Plan {
    /// Makes the plan of a setting.
    pub(super) fn new(
        setting: &Setting<'_>,
        order: &[usize],
        medians: &Draw,
        search: &mut Search,
    ) -> Self {
        let scenario = setting.scenario;
        let speakers = order.len() as u32;
        let all = setting.horizon.saturating_mul(speakers);
        let whole_rounds = MAX_TURNS / speakers.max(1) * speakers;
        let count = all.min(whole_rounds.max(speakers));
        let parties = 0..scenario.parties.len();
        let outlook = Outlook {
            setting,
            valuations: parties
                .clone()
                .map(|p| setting.public.of(p).valuation.clone())
                .collect(),
            step: parties
                .clone()
                .map(|p| setting.after_a_turn(p, None, &medians.inputs))
                .collect(),
            reservations: parties.map(|p| setting.public.of(p).reservation).collect(),
            hazard: scenario
                .time
                .breakdown
                .value(&medians.inputs)
                .clamp(0.0, 1.0),
        };
        let mut values = outlook.reservations.clone();
        let mut later_offers = false;
        let mut turns = Vec::with_capacity(count as usize);
        for turn in (0..count).rev() {
            let speaker = order[(turn % speakers) as usize];
            let last_of_round = turn % speakers == speakers - 1;
            let refused = outlook.after_refusal(&values, last_of_round, turn + 1 == count);
            let still_to_speak = (turn + 1..count).take(order.len());
            let can_answer: PartySet = still_to_speak
                .map(|turn| order[(turn % speakers) as usize])
                .collect();
            let hearers = can_answer.union(PartySet::of(speaker));
            let known = outlook.without_private(&refused, later_offers);
            let (offer, next) = outlook.offer(speaker, (&refused, &known), hearers, search);
            values = next;
            later_offers |= offer.is_some();
            turns.push(Turn {
                offer,
                refused: known,
            });
        }
        turns.reverse();
        Self {
            turns,
            speakers,
            skipped: all - count,
        }
    }

    fn turn(&self, turn: u32) -> &Turn {
        let index = match turn.checked_sub(self.skipped) {
            Some(index) => index as usize,
            None => (turn % self.speakers) as usize,
        };
        &self.turns[index.min(self.turns.len() - 1)]
    }

    /// What a party can expect if it refuses the offer made one turn before `turn`, seen from that
    /// turn.
    pub(super) fn refusal(&self, turn: u32, party: usize) -> f64 {
        self.turn(turn.saturating_sub(1)).refused[party]
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
            turn.offer.clone()
        } else {
            own_offer(setting, talks, party, &turn.refused)
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
    /// Per party, what a refusal at a turn leads to, seen from that turn.
    fn after_refusal(&self, next: &[f64], last_of_round: bool, last: bool) -> Vec<f64> {
        let parties = 0..next.len();
        parties
            .map(|p| {
                let no_deal = self.reservations[p];
                if last {
                    no_deal
                } else if last_of_round {
                    self.step[p] * ((1.0 - self.hazard) * next[p] + self.hazard * no_deal)
                } else {
                    self.step[p] * next[p]
                }
            })
            .collect()
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
        (refused, known): (&[f64], &[f64]),
        hearers: PartySet,
        search: &mut Search,
    ) -> (Option<Vec<u16>>, Vec<f64>) {
        let space = &self.setting.space;
        let own = refused[speaker].max(self.reservations[speaker]);
        let package = look_ahead(
            self.setting,
            speaker,
            (&self.valuations[speaker], own),
            known,
            (space.start(), &vec![true; space.issues()]),
            hearers,
            search,
        );
        let Some(package) = package else {
            return (None, refused.to_vec());
        };
        let signatories = space.signatories(&package, space.start());
        let listeners = signatories.without(PartySet::of(speaker));
        let utility = |p: usize| self.valuations[p].utility(space, &package);
        let chance: f64 = listeners
            .iter()
            .map(|p| self.setting.public.of(p).accepts.probability(utility(p)))
            .product();
        let expect = |p: usize| chance * utility(p) + (1.0 - chance) * refused[p];
        let values = (0..refused.len()).map(expect).collect();
        (Some(package), values)
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
            curves.push(profile.accepts.clone());
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
    refused: &[f64],
) -> Option<Vec<u16>> {
    let own = refused[party].max(talks.reservations[party]);
    let mut search = std::mem::take(&mut talks.search);
    let package = look_ahead(
        setting,
        party,
        (&talks.valuations[party], own),
        refused,
        (&talks.current, &talks.open),
        talks.present,
        &mut search,
    );
    talks.search = search;
    package
}
