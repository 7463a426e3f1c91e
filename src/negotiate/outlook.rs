//! The talks as they look to those who look ahead: who speaks when, what going on, leaving, silence and a
//! breakdown lead to, and which package is then best to offer. Utilities, no-deal values and outside
//! options are as publicly known.

use super::Setting;
use crate::game::search::{Answer, Limits, Scope, Search};
use crate::game::{Curve, Draw, Valuation};
use crate::model::{PartySet, Protocol, Recognition};

/// Who speaks when.
#[derive(Debug)]
pub struct Calendar {
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

    /// Who may speak at a turn, each with its probability.
    pub fn speakers_of(&self, turn: u32) -> &[(usize, f64)] {
        &self.speakers[turn as usize % self.speakers.len()]
    }

    /// Whether a round ends with a turn.
    pub fn ends_round(&self, turn: u32) -> bool {
        turn % self.per_round == self.per_round - 1
    }

    /// Who can answer what is offered at a turn, the speaker aside.
    pub fn answer(&self, turn: u32, count: u32) -> PartySet {
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
pub struct Outlook<'a, 's> {
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

impl<'a, 's> Outlook<'a, 's> {
    /// The outlook of a setting; `None` where the protocol is not one of alternating offers.
    pub fn new(setting: &'a Setting<'s>, medians: &Draw) -> Option<Self> {
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
                .map(|p| setting.after_a_turn(p, None, &medians.inputs))
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

    /// What a refusal leads to as far as others know it: where no offer follows, a no-deal value
    /// that is private stays so; the curve of what the party accepts has it.
    pub fn without_private(&self, refused: &[f64], later_offers: bool) -> Vec<f64> {
        let known = |(p, &value): (usize, &f64)| {
            let private = !matches!(self.setting.assents[p].accepts, Curve::Sure);
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
    pub fn offer(
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
            .map(|p| self.setting.assents[p].says_yes(utility(p)))
            .product();
        let expect = |p: usize| chance * utility(p) + (1.0 - chance) * refused[p];
        let values = (0..refused.len()).map(expect).collect();
        (Some(package), values)
    }

    /// The speaker's best package, if its value without an agreement is `own`.
    pub fn best_offer(
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
pub fn look_ahead(
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
            let assent = &setting.assents[listener];
            let floor = match assent.accepts {
                Curve::Sure => refused[listener].max(profile.reservation),
                _ => refused[listener],
            };
            // A hair's breadth of give: what refusing leads to is a product of rounded factors.
            search.add(&profile.valuation, floor - 1e-9);
            search.keep_red_lines(profile.known_valuation());
            curves.push(assent.accepts.clone());
            if !matches!(assent.stays, Curve::Sure) {
                search.add(&profile.valuation, f64::NEG_INFINITY);
                curves.push(assent.stays.clone());
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
