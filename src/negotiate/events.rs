//! Events: what may happen while the parties talk, and what the parties learn from it.
//!
//! Everybody sees what happens, and what could have happened and did not. An event with `if` can
//! happen only while the package that stands satisfies it: what is agreed then shifts what the
//! parties can fall back on later, and an agreement can undo itself (Fearon 1995,
//! doi:10.1017/S0020818300033324; Powell 2006, doi:10.1017/S0020818306060061).

use super::changes::{Cause, Subject, bring_about};
use super::{Happening, Listener, Setting, Talks, Types};
use crate::game::uniform;
use crate::model::{Event, OpponentModel, When};

/// Lets the round's events happen, before anybody speaks.
pub fn happen(setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
    let now = talks.time(talks.round);
    tell(setting, talks, None, |types| types.pass(now));
    for (index, event) in setting.scenario.events.iter().enumerate() {
        let could = (event.repeats || !talks.happened[index]) && applies(talks, event);
        let now = match &event.when {
            When::Round(round) => *round == talks.round && could,
            // Drawn in every round, whether or not it still can happen, so that one event does not
            // shift the chances of the others.
            When::Hazard(hazard) => {
                let happens = uniform(&mut talks.chance) < hazard.value(&talks.inputs_now) && could;
                if could {
                    tell(setting, talks, None, |types| {
                        types.hear_event(hazard, happens);
                    });
                }
                happens
            }
        };
        if now {
            talks.happened[index] = true;
            let before = talks.changes.len();
            bring_about(setting, talks, Cause::Event, &event.effects);
            tell_changes(setting, talks, before);
            listener.hear(talks, Happening::Event(index));
        }
    }
}

/// Whether the package that stands lets an event happen.
fn applies(talks: &Talks, event: &Event) -> bool {
    let Some(condition) = &event.condition else {
        return true;
    };
    let none = crate::game::UNSETTLED;
    let settled = |issue: usize| Some(talks.current[issue]).filter(|option| *option != none);
    // Where nothing is settled yet, nothing that is agreed can bring it about.
    condition.holds_partly(&settled) == Some(true)
}

/// What has just changed for everybody to see.
fn tell_changes(setting: &Setting<'_>, talks: &mut Talks, before: usize) {
    for index in before..talks.changes.len() {
        let change = talks.changes[index];
        match change.subject {
            Subject::Reservation(party) => {
                tell(setting, talks, Some(party), |t| t.shift(change.amount));
            }
            Subject::Input(input) => {
                tell(setting, talks, None, |t| t.move_input(input, change.amount));
            }
            Subject::Value(..) => {}
        }
    }
}

/// Changes the posteriors over types that parties keep, of `about` or of everybody.
fn tell(
    setting: &Setting<'_>,
    talks: &mut Talks,
    about: Option<usize>,
    change: impl Fn(&mut Types),
) {
    for mind in &mut talks.minds {
        if mind.model != OpponentModel::Types {
            continue;
        }
        mind.bid = None;
        for (other, belief) in mind.beliefs.iter_mut().enumerate() {
            if let Some(belief) = belief
                && about.is_none_or(|party| party == other)
            {
                belief.revise(&setting.space, &change);
            }
        }
    }
}
