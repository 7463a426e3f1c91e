//! What events and levers have changed, so that a released lever takes back just what it brought
//! about.
//!
//! The size of a change is fixed at the moment it comes about: a later event that moves an input
//! does not alter what a lever did before, and releasing the lever leaves everything as if it had
//! never been pulled, to the last bit.

use super::{Setting, Talks};
use crate::model::Effect;

/// Who brought a change about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// An event. What happened cannot be taken back.
    Event,
    /// A lever, by its index.
    Lever(usize),
}

/// What a change adds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// What no deal is worth to a party, in utility.
    Reservation(usize),
    /// What an option is worth to a party, in utility: the party, and the option counted over all
    /// issues.
    Value(usize, usize),
    /// An input, in its unit.
    Input(usize),
}

/// A change that is in effect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    /// Who brought it about.
    pub cause: Cause,
    /// What it adds to.
    pub subject: Subject,
    /// How much it adds.
    pub amount: f64,
}

/// Brings the effects of an event or a lever about, one after the other: what an effect shifts, the
/// next one already sees.
pub(super) fn bring_about(
    setting: &Setting<'_>,
    talks: &mut Talks,
    cause: Cause,
    effects: &[Effect],
) {
    let before = talks.changes.len();
    for effect in effects {
        let (subject, amount) = match effect {
            Effect::Reservation { party, change } => (
                Subject::Reservation(*party),
                change.value(&talks.inputs_now),
            ),
            Effect::Value {
                party,
                issue,
                option,
                change,
            } => {
                let place = setting.space.offset(*issue) + option;
                let amount = change.value(&talks.inputs_now);
                (Subject::Value(*party, place), amount)
            }
            // As drawn, so that an event which repeats moves an input by the same amount each time.
            Effect::Input { input, change } => {
                (Subject::Input(*input), change.value(&talks.draw.inputs))
            }
        };
        let change = Change {
            cause,
            subject,
            amount,
        };
        talks.changes.push(change);
        add(talks, change);
    }
    for party in 0..setting.scenario.parties.len() {
        let reach = reach(setting, talks.changes[before..].iter(), party);
        reach.revalue(setting, talks, party);
    }
    withdraw_support(setting, talks);
}

/// Takes back all that a lever brought about.
pub(super) fn take_back(setting: &Setting<'_>, talks: &mut Talks, lever: usize) {
    let cause = Cause::Lever(lever);
    let parties = 0..setting.scenario.parties.len();
    let reached: Vec<Reach> = parties
        .map(|party| {
            let own = talks.changes.iter().filter(|change| change.cause == cause);
            reach(setting, own, party)
        })
        .collect();
    talks.changes.retain(|change| change.cause != cause);
    // Added up anew from the draw: subtracting would leave rounding errors behind.
    talks.inputs_now.clone_from(&talks.draw.inputs);
    talks.reservation_shift.fill(0.0);
    for index in 0..talks.changes.len() {
        add(talks, talks.changes[index]);
    }
    for (party, reach) in reached.into_iter().enumerate() {
        reach.revalue(setting, talks, party);
    }
    withdraw_support(setting, talks);
}

/// What a lever that is pulled has added to a party's no-deal value.
pub(super) fn reservation_moved_by(talks: &Talks, lever: usize, party: usize) -> f64 {
    let own = talks.changes.iter().filter(|change| {
        change.cause == Cause::Lever(lever) && change.subject == Subject::Reservation(party)
    });
    own.map(|change| change.amount).sum()
}

fn add(talks: &mut Talks, change: Change) {
    match change.subject {
        Subject::Reservation(party) => talks.reservation_shift[party] += change.amount,
        Subject::Input(input) => talks.inputs_now[input] += change.amount,
        // Added when the party's utilities are built.
        Subject::Value(..) => {}
    }
}

/// What changes bear on, for one party: the later ones include the earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// Nothing of it.
    Nothing,
    /// What no deal is worth to it, and not what packages are.
    NoDeal,
    /// What packages are worth to it, too.
    Utilities,
}

impl Reach {
    /// Works out anew what is not what it was.
    fn revalue(self, setting: &Setting<'_>, talks: &mut Talks, party: usize) {
        match self {
            Self::Nothing => {}
            Self::NoDeal => talks.revalue_no_deal(setting, party),
            Self::Utilities => talks.revalue(setting, party),
        }
    }
}

/// What some changes bear on, for a party.
fn reach<'c>(
    setting: &Setting<'_>,
    changes: impl Iterator<Item = &'c Change>,
    party: usize,
) -> Reach {
    let of = |subject: Subject| match subject {
        Subject::Value(whose, _) if whose == party => Reach::Utilities,
        Subject::Reservation(whose) if whose == party => Reach::NoDeal,
        Subject::Input(input) if setting.compiler.depends(party, input) => Reach::Utilities,
        Subject::Input(input) if setting.depends(party, input) => Reach::NoDeal,
        _ => Reach::Nothing,
    };
    let reaches = changes.map(|change| of(change.subject));
    reaches.max().unwrap_or(Reach::Nothing)
}

/// A party for which the package on the table has become unacceptable no longer stands behind it.
pub(super) fn withdraw_support(setting: &Setting<'_>, talks: &mut Talks) {
    let standing = &talks.standing;
    let others = standing.supporters.without(standing.signatories);
    let signing = standing.supporters.without(others);
    if !talks.still_stands(setting, signing) {
        talks.clear_table();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::Streams;
    use crate::model::Scenario;

    /// A lever of every kind of effect, two of which hang on an input that an event moves.
    const TEXT: &str = r#"
        name = "Levers and events"
        input = [
          { id = "mood", value = { uniform = [0.1, 0.3] } },
          { id = "need", value = { uniform = [0.3, 0.5] } },
        ]
        protocol = { kind = "alternating_offers" }
        time = { rounds = 5 }
        [[issue]]
        id = "price"
        numbers = { from = 0, to = 10, step = 1 }
        status_quo = 0
        [[party]]
        id = "ann"
        reservation = { input = "mood", scale = 0.7, offset = 0.1 }
        interest = [{ issue = "price", weight = { input = "need" }, value = { linear = "rising" } }]
        strategy = { bidding = "linear" }
        [[party]]
        id = "ben"
        reservation = { input = "need", scale = 0.3, offset = 0.1 }
        interest = [{ issue = "price", weight = 1, value = { linear = "falling" } }]
        strategy = { bidding = "linear" }
        [[event]]
        id = "news"
        round = 2
        effect = [
          { input = "mood", shift = 0.1 },
          { input = "need", shift = 0.3 },
          { party = "ben", reservation = 0.07 },
          { party = "ben", issue = "price", option = 3, value = 0.11 },
        ]
        [[leverage]]
        id = "boycott"
        holder = "ann"
        target = "ben"
        cost = 0.01
        effect = [
          { party = "ben", reservation = { input = "need", scale = -0.4 } },
          { input = "mood", shift = 0.07 },
          { party = "ben", issue = "price", option = 3, value = { input = "need", scale = 0.3 } },
        ]
    "#;

    fn scenario() -> Scenario {
        let loaded = crate::scenario::parse("levers.toml", TEXT.as_bytes(), &[]);
        let found = loaded.unwrap_or_else(|bad| panic!("{}", bad.render(false)));
        found.scenario
    }

    /// What a change can reach, as bits.
    fn state(talks: &Talks) -> Vec<u64> {
        let values = talks.valuations.iter().flat_map(|v| &v.values);
        let all = talks.inputs_now.iter().chain(&talks.reservation_shift);
        all.chain(&talks.no_deal)
            .chain(&talks.reservations)
            .chain(values)
            .map(|number| number.to_bits())
            .collect()
    }

    #[test]
    fn a_release_undoes_the_pull_and_nothing_else() {
        let scenario = scenario();
        let setting = Setting::new(&scenario);
        let (event, lever) = (&scenario.events[0], &scenario.leverage[0]);
        let mut talks = Talks::new(&setting);
        for run in 0..50 {
            let begin = |talks: &mut Talks| talks.reset(&setting, &Streams::new(3), run);
            begin(&mut talks);
            bring_about(&setting, &mut talks, Cause::Event, &event.effects);
            let event_alone = state(&talks);

            begin(&mut talks);
            bring_about(&setting, &mut talks, Cause::Lever(0), &lever.effects);
            let pushed = reservation_moved_by(&talks, 0, 1);
            bring_about(&setting, &mut talks, Cause::Event, &event.effects);
            assert_ne!(state(&talks), event_alone, "the lever does something");
            assert_eq!(
                reservation_moved_by(&talks, 0, 1),
                pushed,
                "the event leaves what the lever did before as it was"
            );
            take_back(&setting, &mut talks, 0);
            assert_eq!(state(&talks), event_alone, "run {run}");

            // The other way round, and again.
            for _ in 0..3 {
                bring_about(&setting, &mut talks, Cause::Lever(0), &lever.effects);
                assert_ne!(
                    reservation_moved_by(&talks, 0, 1),
                    pushed,
                    "by today's need"
                );
                take_back(&setting, &mut talks, 0);
                assert_eq!(state(&talks), event_alone, "run {run}");
            }
        }
    }
}
