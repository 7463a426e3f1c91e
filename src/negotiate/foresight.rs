//! What a far-sighted party foresees of a package: events that it sets off.
//!
//! A party whose strategy has `foresight` counts a package as worth
//!
//! ```text
//! u(x) + sum over events of (P(event | x) - P(event | what stands)) x change
//! ```
//!
//! when it answers and offers. `P` is the probability (for an event that repeats, the expected
//! number of times) that the event happens in the rounds left until the deadline, where its `if`
//! holds, and 0 where it does not. `change` is what the event adds to the party's own no-deal
//! value, directly or through an input, and to the worth of the package's own options. An agreement
//! that shifts power against a party can so be worth less to it than none: the commitment problem
//! of Fearon (1995, doi:10.1017/S0020818300033324) and Powell (2006,
//! doi:10.1017/S0020818306060061), since nothing binds the other not to use the power it gains.
//!
//! What it foresees: hazards and changes at the medians of uncertain inputs, one for one in what it
//! can fall back on. What it does not: what the others could fall back on then, what would be
//! agreed afterwards, levers, and breaches. Where talks stop after the package, or it leaves
//! nothing to talk about, no event follows, and nothing is foreseen.

use super::{Setting, Talks};
use crate::model::{AfterDeal, Effect, Event, Reservation, When};

impl Talks {
    /// What a far-sighted party adds to the utility of a package for the events that it sets off, in
    /// utility; 0 for any other party.
    pub fn foreseen(&self, setting: &Setting<'_>, party: usize, package: &[u16]) -> f64 {
        foreseen(setting, self, party, package)
    }
}

/// What a far-sighted party adds to the utility of a package; 0 for any other party.
pub(super) fn foreseen(setting: &Setting<'_>, talks: &Talks, party: usize, package: &[u16]) -> f64 {
    if !talks.minds[party].foresight || !talks_go_on(setting, talks, package) {
        return 0.0;
    }
    let events = setting.scenario.events.iter().enumerate();
    events
        .map(|(index, event)| {
            let Some(condition) = &event.condition else {
                return 0.0;
            };
            let holds = |package: &[u16]| {
                let none = crate::game::UNSETTLED;
                let settled = |issue: usize| Some(package[issue]).filter(|o| *o != none);
                f64::from(condition.holds_partly(&settled) == Some(true))
            };
            let turned = holds(package) - holds(&talks.current);
            if turned == 0.0 || (talks.happened[index] && !event.repeats) {
                return 0.0;
            }
            let stands = if turned > 0.0 {
                package
            } else {
                &talks.current
            };
            turned * expected(setting, talks, event) * change(setting, event, party, stands)
        })
        .sum()
}

/// The issues on which a package sets off what a party is afraid of.
pub(super) fn feared<'s>(
    setting: &Setting<'s>,
    party: usize,
    package: &[u16],
) -> impl Iterator<Item = usize> + use<'s> {
    let bad: Vec<&Event> = setting
        .scenario
        .events
        .iter()
        .filter(|event| event.condition.is_some())
        .filter(|event| change(setting, event, party, package) < 0.0)
        .collect();
    bad.into_iter()
        .filter_map(|event| event.condition.as_ref())
        .flat_map(|condition| condition.issues())
}

/// Whether there is anything left to talk about once the package stands.
fn talks_go_on(setting: &Setting<'_>, talks: &Talks, package: &[u16]) -> bool {
    let mut issues = 0..package.len();
    setting.scenario.time.after_deal == AfterDeal::Continue
        && issues.any(|issue| talks.open[issue] && package[issue] == talks.current[issue])
}

/// How often an event that can happen is expected to until the deadline.
fn expected(setting: &Setting<'_>, talks: &Talks, event: &Event) -> f64 {
    let left = setting.horizon.saturating_sub(talks.round);
    match &event.when {
        When::Round(round) => f64::from(*round > talks.round && *round <= setting.horizon),
        When::Hazard(hazard) => {
            let hazard = hazard.value(&setting.medians).clamp(0.0, 1.0);
            if event.repeats {
                hazard * f64::from(left)
            } else {
                1.0 - crate::math::pow(1.0 - hazard, f64::from(left))
            }
        }
    }
}

/// What an event adds to a party's no-deal value, and to the worth of a package to it.
fn change(setting: &Setting<'_>, event: &Event, party: usize, package: &[u16]) -> f64 {
    let medians = &setting.medians;
    let effects = event.effects.iter();
    effects
        .map(|effect| match effect {
            Effect::Reservation {
                party: whose,
                change,
            } if *whose == party => change.value(medians),
            Effect::Value {
                party: whose,
                issue,
                option,
                change,
            } if *whose == party && package[*issue] as usize == *option => change.value(medians),
            Effect::Input { input, change } => {
                let mut moved = medians.clone();
                moved[*input] += change.value(medians);
                let reservation = match &setting.scenario.parties[party].reservation {
                    Reservation::Absolute(quantity) | Reservation::OverStatusQuo(quantity) => {
                        quantity
                    }
                };
                reservation.value(&moved) - reservation.value(medians)
            }
            _ => 0.0,
        })
        .sum()
}
