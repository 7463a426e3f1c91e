//! Events: what may happen while the parties talk.

use super::changes::{Cause, bring_about};
use super::{Happening, Listener, Setting, Talks};
use crate::game::uniform;
use crate::model::When;

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
            bring_about(setting, talks, Cause::Event, &event.effects);
            listener.hear(talks, Happening::Event(index));
        }
    }
}
