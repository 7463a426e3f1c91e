//! Shuttle mediation: the sides never talk to each other; each round the mediator meets one of
//! them.
//!
//! At a meeting the mediator presents the package that it carries, if the side has not yet answered
//! it, or else the package with its largest expected gain among those that need the side's
//! consent. If the side agrees and nobody else's consent is missing, the package is concluded there
//! and then; otherwise the mediator carries it to the next. If the side refuses, it may put a
//! package of its own forward, which the mediator concludes if it needs nobody else and serves it,
//! carries if that promises more than anything of its own, or drops; and the mediator may pull a
//! lever. A mediator that `tells` first says what it knows of the others' no-deal values.

use super::{Protocol, answer, has_had_enough, offer, put_forward};
use crate::model::PartySet;
use crate::negotiate::acceptance::accepts;
use crate::negotiate::offer::{Wish, best_offer, chance};
use crate::negotiate::{Happening, Listener, Setting, Talks, leverage, mediation};

/// Shuttle mediation.
#[derive(Debug)]
pub struct Shuttle<'s> {
    /// The mediator.
    pub mediator: usize,
    /// The sides, in the order of the meetings.
    pub order: &'s [usize],
    /// How often the mediator's signals about the sides are right, if it tells them.
    pub tells: Option<f64>,
}

impl Protocol for Shuttle<'_> {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        if !talks.present.contains(self.mediator) {
            return;
        }
        let place = (talks.round - 1) as usize % self.order.len();
        let side = self.order[place];
        if talks.present.contains(side) {
            self.meet(setting, talks, side, listener);
        }
    }
}

impl Shuttle<'_> {
    fn meet(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        side: usize,
        listener: &mut impl Listener,
    ) {
        talks.minds[side].bid = None;
        if let Some(accuracy) = self.tells {
            mediation::tell(setting, talks, (self.mediator, side), accuracy, listener);
        }
        if !self.choose(setting, talks, side) {
            self.hear_counter(setting, talks, side, listener);
            return;
        }
        let package = std::mem::take(&mut talks.standing.package);
        put_forward(
            setting,
            talks,
            self.mediator,
            Some(side),
            &package,
            listener,
        );
        let yes = answer(
            setting,
            talks,
            side,
            &package,
            Some(self.mediator),
            listener,
        );
        talks.standing.package = package;
        if yes {
            talks.standing.supporters = talks.standing.supporters.union(PartySet::of(side));
            if talks.conclude_if_supported(setting, listener) && talks.ended.is_none() {
                leverage::reconsider(setting, talks, self.mediator, side, listener);
            }
            return;
        }
        talks.clear_table();
        if has_had_enough(talks, side) {
            talks.walk_out(setting, side, listener);
            if talks
                .present
                .without(PartySet::of(self.mediator))
                .is_empty()
            {
                talks.ended = Some(crate::model::How::WalkOut);
            }
            return;
        }
        self.hear_counter(setting, talks, side, listener);
        if talks.ended.is_none() {
            leverage::reconsider(setting, talks, self.mediator, side, listener);
        }
    }

    /// Makes sure that there is a package to present to a side: the one that is carried, or a new
    /// one. Returns whether there is.
    fn choose(&self, setting: &Setting<'_>, talks: &mut Talks, side: usize) -> bool {
        let standing = &talks.standing;
        if !standing.supporters.is_empty()
            && standing.signatories.contains(side)
            && !standing.supporters.contains(side)
            && talks.still_stands(setting, PartySet::of(self.mediator))
        {
            return true;
        }
        let mut package = std::mem::take(&mut talks.scratch);
        let found = talks.through_eyes(self.mediator, |talks| {
            self.best(setting, talks, PartySet::of(side), &mut package)
                .is_some()
        });
        if found {
            talks.table(setting, &package, self.mediator);
        }
        talks.scratch = package;
        found
    }

    /// The mediator's largest expected gain, as a logarithm, among packages that need `with`.
    fn best(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        with: PartySet,
        package: &mut Vec<u16>,
    ) -> Option<f64> {
        let wish = Wish {
            with,
            ..Wish::expected_gain(talks.reservations[self.mediator])
        };
        best_offer(setting, talks, self.mediator, wish, package)
    }

    /// The side puts a package of its own forward.
    fn hear_counter(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        side: usize,
        listener: &mut impl Listener,
    ) {
        let mediator = self.mediator;
        let Some(bid) = offer(setting, talks, side, Some(mediator), listener) else {
            return;
        };
        let signatories = setting
            .space
            .signatories(&bid.package, talks.known_to(side));
        let package = talks.read(&bid.package, side, mediator);
        let here = PartySet::of(mediator).union(PartySet::of(side));
        let needs_mediator = signatories.contains(mediator);
        if here.contains_all(signatories) {
            let yes = talks.through_eyes(mediator, |talks| {
                talks.leaves_settled_alone(&package) && accepts(setting, talks, mediator, &package)
            });
            if yes {
                talks.table(setting, &bid.package, side);
                talks.standing.supporters = here;
                let package = &package;
                listener.hear(
                    talks,
                    Happening::Accept {
                        party: mediator,
                        package,
                    },
                );
                talks.conclude_if_supported(setting, listener);
            }
            return;
        }
        let carries = talks.through_eyes(mediator, |talks| {
            self.carries(setting, talks, side, &package)
        });
        if carries {
            talks.table(setting, &bid.package, side);
            if needs_mediator {
                talks.standing.supporters = here;
            }
        }
    }

    /// Whether carrying a side's package promises the mediator more than any of its own.
    fn carries(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        side: usize,
        package: &[u16],
    ) -> bool {
        let mediator = self.mediator;
        let utility = talks.utility(setting, mediator, package);
        if !talks.admits(setting, mediator, package, utility) {
            return false;
        }
        let floor = talks.reservations[mediator];
        let gain = utility - floor;
        if gain <= 0.0 {
            return false;
        }
        // The side already stands behind it.
        let others = chance(setting, talks, mediator, package, Some((side, 1.0)));
        // Whether anything is better is all that matters.
        let promised = crate::math::ln(gain * others);
        let wish = Wish {
            above: promised,
            enough: promised.next_up(),
            ..Wish::expected_gain(floor)
        };
        let mut own = std::mem::take(&mut talks.scratch);
        let better = best_offer(setting, talks, mediator, wish, &mut own);
        talks.scratch = own;
        better.is_none()
    }
}
