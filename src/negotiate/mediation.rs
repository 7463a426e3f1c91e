//! What a mediator says about one side to another, and how far it is believed (Kydd 2003,
//! doi:10.1111/1540-5907.00034): talk is cheap, so that it is believed only where the mediator's own
//! interests make the truth its best thing to say.
//!
//! The mediator has a signal about each side: whether its no-deal value lies in the upper half of
//! its prior distribution (*firm*) or the lower (*soft*), right with probability `a`. Where it meets
//! a side that keeps a posterior over the other's type, it can say "firm" or "soft". With `x_m` the
//! side's best offer if it believed `m`, saying `m` on the signal `s` is worth to the mediator
//!
//! ```text
//! V(m | s) = sum over t of P(t | s) x (A(x_m | t) u_M(x_m) + (1 - A(x_m | t)) u_M(no deal))
//! P(firm | firm signal) = w a / (w a + (1 - w)(1 - a))
//! ```
//!
//! with `t` firm or soft, `w` the side's belief that the other is firm, `A` how likely the other then
//! accepts, and `u_M` the mediator's own utility: its bias. Truth is an equilibrium if
//! `V(firm | firm) > V(soft | firm)` and `V(soft | soft) > V(firm | soft)`; the side then updates by
//! the likelihoods `a` and `1 - a`. Otherwise the mediator would say the same whatever it knew, and
//! nothing is learnt.
//!
//! So a mediator that only wants a deal is not believed: a generous offer is safer, and it would
//! say "firm" to get one. A mediator that favours the listener is: it would not have it give way
//! without need. One that favours the other side is not, for the same reason as the first.

use super::offer::{Wish, best_offer};
use super::{Belief, Happening, Listener, Setting, Talks};
use crate::game::{Compiler, uniform};
use crate::model::PartySet;

/// What a mediator knows and has said in one replication.
#[derive(Debug, Clone, Default)]
pub struct Mediation {
    /// Per party, the signal about it: whether it is firm. `None` before it is needed.
    signals: Vec<Option<bool>>,
    /// What was said: to whom, about whom, "firm" or not, and whether it was believed.
    pub told: Vec<Told>,
}

/// Something that a mediator said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// To whom.
    pub to: usize,
    /// About whom.
    pub about: usize,
    /// Whether it said that the other is firm.
    pub firm: bool,
    /// Whether that was believed, as far as the signal goes.
    pub believed: bool,
}

impl Mediation {
    /// Forgets everything: a replication begins.
    pub(super) fn reset(&mut self, parties: usize) {
        self.signals.clear();
        self.signals.resize(parties, None);
        self.told.clear();
    }
}

/// Lets a mediator whose signals are right with probability `accuracy` tell a side what it knows
/// of all others, once each.
pub(super) fn tell(
    setting: &Setting<'_>,
    talks: &mut Talks,
    (mediator, side): (usize, usize),
    accuracy: f64,
    listener: &mut impl Listener,
) {
    for about in 0..setting.scenario.parties.len() {
        let before = |told: &Told| told.to == side && told.about == about;
        if about == mediator || talks.mediation.told.iter().any(before) {
            continue;
        }
        let belief = talks.minds[side].beliefs[about].as_ref();
        let Some(median) = belief.and_then(|b| b.types()).map(|t| t.prior_median()) else {
            continue;
        };
        let firm = signal(setting, talks, about, median, accuracy);
        let believed = is_credible(setting, talks, (mediator, side, about), accuracy);
        if believed {
            let belief = talks.minds[side].beliefs[about].as_mut();
            let belief = belief.expect("looked up above");
            belief.revise(&setting.space, |types| types.hear_said(firm, accuracy));
            talks.minds[side].bid = None;
        }
        let told = Told {
            to: side,
            about,
            firm,
            believed,
        };
        talks.mediation.told.push(told);
        let party = mediator;
        listener.hear(talks, Happening::Told { party, told });
    }
}

/// The mediator's signal about a party, the same for everybody it talks to.
fn signal(
    setting: &Setting<'_>,
    talks: &mut Talks,
    about: usize,
    median: f64,
    accuracy: f64,
) -> bool {
    if let Some(known) = talks.mediation.signals[about] {
        return known;
    }
    let (scenario, space) = (setting.scenario, &setting.space);
    let valuation = &talks.valuations[about];
    let drawn = Compiler::reservation(scenario, space, about, &talks.draw.inputs, valuation);
    let right = uniform(&mut talks.decisions) < accuracy;
    let firm = (drawn > median) == right;
    talks.mediation.signals[about] = Some(firm);
    firm
}

/// Whether the truth is the mediator's best thing to say, whatever its signal.
fn is_credible(
    setting: &Setting<'_>,
    talks: &mut Talks,
    (mediator, side, about): (usize, usize, usize),
    accuracy: f64,
) -> bool {
    let Some(belief) = talks.minds[side].beliefs[about].clone() else {
        return false;
    };
    let firmly = belief.types().map_or(0.0, |types| types.firm());
    let outcome = |talks: &mut Talks, said: bool| {
        let package = offer_if(setting, talks, (side, about), said, accuracy)?;
        let utility = talks.utility(setting, mediator, &package);
        let accepts = [false, true].map(|firm| {
            let mut certain: Belief = belief.clone();
            certain.revise(&setting.space, |types| types.hear_said(firm, 1.0));
            certain.acceptance(&setting.space, &package)
        });
        Some((utility, accepts))
    };
    let outcomes = [false, true].map(|said| outcome(talks, said));
    let no_deal = talks.no_deal[mediator];
    let worth = |said: bool, signal: bool| {
        let Some((utility, [soft, firm])) = outcomes[usize::from(said)] else {
            return no_deal;
        };
        let right = if signal { accuracy } else { 1.0 - accuracy };
        let both = firmly * right + (1.0 - firmly) * (1.0 - right);
        let p = if both > 0.0 {
            firmly * right / both
        } else {
            firmly
        };
        no_deal + (p * firm + (1.0 - p) * soft) * (utility - no_deal)
    };
    worth(true, true) > worth(false, true) && worth(false, false) > worth(true, false)
}

/// The side's best offer to the other if it believed what is said.
fn offer_if(
    setting: &Setting<'_>,
    talks: &mut Talks,
    (side, about): (usize, usize),
    firm: bool,
    accuracy: f64,
) -> Option<Vec<u16>> {
    let before = talks.minds[side].beliefs[about].clone();
    if let Some(belief) = &mut talks.minds[side].beliefs[about] {
        belief.revise(&setting.space, |types| types.hear_said(firm, accuracy));
    }
    let wish = Wish {
        with: PartySet::of(about),
        ..Wish::expected_gain(talks.reservations[side])
    };
    let mut package = Vec::new();
    let found = best_offer(setting, talks, side, wish, &mut package).is_some();
    let belief = &mut talks.minds[side].beliefs[about];
    let tried = std::mem::replace(belief, before);
    if let (Some(belief), Some(tried)) = (belief, tried) {
        belief.count_on_from(&tried);
    }
    found.then_some(package)
}
