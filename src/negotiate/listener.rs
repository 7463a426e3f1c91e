//! What an observer of the talks is told.

use super::Talks;
use crate::model::PartySet;

/// Something that happened in the talks.
#[derive(Debug, Clone, Copy)]
pub enum Happening<'a> {
    /// A party put a package forward.
    Offer {
        /// Who.
        party: usize,
        /// To whom, where it is said to one party alone.
        to: Option<usize>,
        /// What.
        package: &'a [u16],
    },
    /// A party stands behind a package.
    Accept {
        /// Who.
        party: usize,
        /// What.
        package: &'a [u16],
    },
    /// A party turned a package down.
    Refuse {
        /// Who.
        party: usize,
        /// What.
        package: &'a [u16],
    },
    /// How large a risk of failure a party can take by insisting on its offer (simultaneous
    /// concession).
    Risk {
        /// Who.
        party: usize,
        /// The risk, from 0 to 1.
        risk: f64,
    },
    /// What the single negotiating text says after a round of changes.
    Text {
        /// The package that it would bring about.
        package: &'a [u16],
    },
    /// A legislature chose between a motion on the floor and an amendment to it.
    Amendment {
        /// Who moved the amendment.
        party: usize,
        /// The amendment.
        package: &'a [u16],
        /// Who prefers it to the motion.
        yes: PartySet,
        /// Whether it takes the motion's place.
        carried: bool,
    },
    /// All signatories stand behind a package, which now stands.
    Deal {
        /// What stands from now on.
        package: &'a [u16],
        /// Who signed.
        signatories: PartySet,
    },
    /// All signatories stand behind an issue, which holds if all the others are agreed too.
    Agreed {
        /// What stands for now.
        package: &'a [u16],
        /// Who agreed.
        signatories: PartySet,
    },
    /// A party left.
    WalkOut {
        /// Who.
        party: usize,
    },
    /// An event came about.
    Event(usize),
    /// A lever was pulled.
    Pull(usize),
    /// A lever was released.
    Release(usize),
    /// The talks broke down.
    Breakdown,
}

/// Observes talks without taking part.
pub trait Listener {
    /// Something happened; `talks` is as it is right after.
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>);
}

/// Nobody.
impl Listener for () {
    fn hear(&mut self, _: &Talks, _: Happening<'_>) {}
}
