//! Events, and the changes that events and levers bring about.

use super::{Happening, Listener, Setting, Talks};
use crate::game::uniform;
use crate::model::{Effect, When};

/// Lets the round's events happen, before anybody speaks.
pub fn happen(setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
    for (index, event) in setting.scenario.events.iter().enumerate() {
        let now = match &event.when {
            When::Round(round) => *round == talks.round,
            // Drawn in every round, whether or not it still can happen, so that one event does not
            // shift the chances of the others.
            When::Hazard(hazard) => {
                uniform(&mut talks.chance) < hazard.value(&talks.inputs_now)
                    && (event.repeats || !talks.happened[index])
            }
        };
        if now {
            talks.happened[index] = true;
            apply(setting, talks, &event.effects, 1.0);
            listener.hear(talks, Happening::Event(index));
        }
    }
}

/// Adds the changes of an event or lever, `sign` times: 1 to bring about, -1 to take back.
pub fn apply(setting: &Setting<'_>, talks: &mut Talks, effects: &[Effect], sign: f64) {
    let parties = setting.scenario.parties.len();
    let mut touched = vec![false; parties];
    for effect in effects {
        match effect {
            Effect::Reservation { party, change } => {
                talks.reservation_shift[*party] += sign * change.value(&talks.inputs_now);
                touched[*party] = true;
            }
            Effect::Value {
                party,
                issue,
                option,
                change,
            } => {
                let place = setting.space.offset(*issue) + option;
                let change = sign * change.value(&talks.inputs_now);
                talks.value_shifts.push((*party, place, change));
                touched[*party] = true;
            }
            Effect::Input { input, change } => {
                let change = sign * change.value(&talks.draw.inputs);
                talks.inputs_now[*input] += change;
                for (party, touched) in touched.iter_mut().enumerate() {
                    *touched |= setting.depends(party, *input);
                }
            }
        }
    }
    for party in (0..parties).filter(|&party| touched[party]) {
        talks.revalue(setting, party);
    }
    withdraw_support(setting, talks);
}

/// A party for which the package on the table has become unacceptable no longer stands behind it.
fn withdraw_support(setting: &Setting<'_>, talks: &mut Talks) {
    let standing = &talks.standing;
    let signatories = standing.signatories;
    let mut signing = standing
        .supporters
        .iter()
        .filter(|p| signatories.contains(*p));
    if signing.any(|p| !talks.admissible(setting, p, &standing.package)) {
        talks.clear_table();
    }
}
