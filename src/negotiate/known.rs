//! What a party has worked out of sets of signatories: what each could do for it at most, and what it
//! would offer them; and of sets of issues: what moving them could. It holds as long as nobody's utilities change, nor what is open and what stands.

use super::offer::Wish;
use super::{Setting, Talks};
use crate::game::search::{self, Scope, Search};
use crate::game::{Space, UNSETTLED, Valuation};
use crate::model::PartySet;

/// What a party has worked out of a set of signatories.
#[derive(Debug, Clone)]
pub struct Known {
    pub(super) with: PartySet,
    /// Per issue, whether they may move it.
    pub(super) moves: Vec<bool>,
    /// Its utility of the best package that they could sign, its own red lines kept.
    pub(super) most: Option<f64>,
    /// The package itself, if there is one.
    best: Vec<u16>,
    /// The best offer, as it last looked for it.
    pub(super) answer: Option<Answered>,
    /// What its target last cost in likelihood of agreement (see `Search::price`).
    pub(super) price: f64,
}

/// What a target costs where nothing is known of it yet.
const USUAL_PRICE: f64 = 5.0;

/// The best offer for a question, as long as the party's picture of the others stays the same.
#[derive(Debug, Clone)]
pub struct Answered {
    pub(super) target: f64,
    pub(super) gain_over: Option<f64>,
    pub(super) picture: u64,
    pub(super) package: Vec<u16>,
    pub(super) worth: f64,
}

impl Known {
    /// Whether a set of signatories can do no better for the party than these.
    pub(super) fn bounds(&self, with: PartySet) -> bool {
        self.with.contains_all(with)
    }

    /// Whether what these do best can be had of fewer signatories too, or not of them either.
    fn is_best_for(&self, setting: &Setting<'_>, talks: &Talks, with: PartySet) -> bool {
        let space = &setting.space;
        let within_reach = || {
            let needed = space.signatories(&self.best, &talks.current);
            space.suffice(with, needed)
        };
        self.bounds(with) && (self.most.is_none() || within_reach())
    }
}

impl Answered {
    /// Whether this answers a question.
    pub(super) fn answers(&self, wish: Wish, picture: u64) -> bool {
        self.picture == picture && self.target == wish.target && self.gain_over == wish.gain_over
    }
}

/// Looks up and remembers a party's utility of the best package that a set of signatories could sign, its
/// own red lines kept.
pub(super) fn most_with(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    with: PartySet,
) -> Option<f64> {
    let known = &talks.minds[party].known;
    if let Some(known) = known.iter().find(|known| known.with == with) {
        return known.most;
    }
    let larger = known
        .iter()
        .find(|known| known.is_best_for(setting, talks, with));
    let scope = Scope {
        current: &talks.current,
        open: &talks.open,
        signatories: with,
    };
    let issues = 0..setting.space.issues();
    let moves = issues.map(|issue| scope.moves(&setting.space, issue));
    let moves = moves.collect();
    let (most, best) = match larger {
        Some(larger) => (larger.most, larger.best.clone()),
        None => {
            let (valuation, search) = (&talks.valuations[party], &mut talks.search);
            let most = best(&setting.space, valuation, &scope, search);
            (most, search.best.clone())
        }
    };
    talks.minds[party].known.push(Known {
        with,
        moves,
        most,
        best,
        answer: None,
        price: USUAL_PRICE,
    });
    most
}

/// What a party could hope for at most of a set of signatories, as [`search::at_most`] has it: looked up
/// once, and cheaper than [`most_with`].
pub(super) fn ceiling(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    with: PartySet,
) -> f64 {
    let ceilings = &mut talks.minds[party].ceilings;
    if let Some((_, ceiling)) = ceilings.iter().find(|(set, _)| *set == with) {
        return *ceiling;
    }
    let scope = Scope {
        current: &talks.current,
        open: &talks.open,
        signatories: with,
    };
    let ceiling = search::at_most(&setting.space, &talks.valuations[party], &scope);
    ceilings.push((with, ceiling));
    ceiling
}

/// The same as [`search::best`], without a search where the best option of every issue makes the best package.
fn best(
    space: &Space,
    valuation: &Valuation,
    scope: &Scope<'_>,
    search: &mut Search,
) -> Option<f64> {
    if ideal(space, valuation, scope, &mut search.best) {
        return Some(valuation.utility(space, &search.best));
    }
    search::best(space, valuation, scope, search)
}

/// Puts every issue's best option together, red lines on it kept. Returns whether no package of the scope is
/// worth more: none is where what ties issues together speaks for this one, and for no other.
fn ideal(space: &Space, valuation: &Valuation, scope: &Scope<'_>, package: &mut Vec<u16>) -> bool {
    package.clear();
    // Utilities as given hang on the order of adding: one worth no less may be worth more in the last bit.
    if valuation.as_given || valuation.never {
        return false;
    }
    let values = space.by_issue(&valuation.values);
    let options = values.zip(space.by_issue(&valuation.forbidden));
    for ((values, forbidden), (issue, &stands)) in options.zip(scope.current.iter().enumerate()) {
        let best = match scope.moves(space, issue) {
            true => best_option(values, forbidden),
            false => Some(stands).filter(|&option| option != UNSETTLED),
        };
        let Some(best) = best else { return false };
        package.push(best);
    }
    let mut terms = space.terms().iter().zip(&valuation.bonuses);
    package != scope.current
        && terms.all(|(term, &bonus)| bonus == 0.0 || term.holds(package) == (bonus > 0.0))
        && !valuation.crosses(space, package)
        && space.keeps_limits(package)
}

/// The option that adds most, of those that no red line forbids.
fn best_option(values: &[f64], forbidden: &[bool]) -> Option<u16> {
    let mut best = None;
    let mut most = f64::NEG_INFINITY;
    for (option, (&value, forbidden)) in values.iter().zip(forbidden).enumerate() {
        if value > most && !forbidden {
            (best, most) = (Some(option as u16), value);
        }
    }
    best
}

/// What a party could get by moving some issues and no others.
#[derive(Debug, Clone)]
pub struct Within {
    /// Per issue, whether it may move.
    open: Vec<bool>,
    /// Utility of the best package, its own red lines kept.
    most: Option<f64>,
}

/// Looks up and remembers a party's utility of the best package that those present could sign and that
/// moves no other issues than a given one does.
pub(super) fn most_within(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    package: &[u16],
) -> Option<f64> {
    let (open, current) = (&mut talks.moved, &talks.current);
    open.clear();
    open.extend(package.iter().zip(current).map(|(new, old)| new != old));
    let within = &mut talks.minds[party].within;
    if let Some(known) = within.iter().find(|known| known.open == *open) {
        return known.most;
    }
    let scope = Scope {
        current,
        open,
        signatories: talks.present,
    };
    let (valuation, search) = (&talks.valuations[party], &mut talks.search);
    let most = best(&setting.space, valuation, &scope, search);
    within.push(Within {
        open: open.clone(),
        most,
    });
    most
}
