//! What a party has worked out of sets of signatories: what each could do for it at most, and what it
//! would offer them; and of sets of issues: what moving them could. It holds as long as nobody's utilities change, nor what is open and what stands.

use super::offer::Wish;
use super::{Setting, Talks};
use crate::game::search::{self, Question, Scope, Search};
use crate::game::{Space, UNSETTLED, Valuation};
use crate::model::PartySet;

/// What a party has worked out of a set of signatories.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub(super) with: PartySet,
    /// Per issue, whether they may move it.
    pub(super) moves: Vec<bool>,
    /// Its utility of the best package that they could sign, its own red lines kept.
    pub(super) most: Option<f64>,
    /// The package itself, if there is one.
    best: Vec<u16>,
    /// The best offer, as it last looked for it: what was found, and the package, which is empty if there was none.
    pub(super) answer: Option<Answered>,
    pub(super) offer: Vec<u16>,
    /// The question for the best offer as it was posed last, and with which picture, if it was.
    pub(super) posed: search::Posed,
    pub(super) posed_with: Option<u64>,
    /// What its target last cost in likelihood of agreement (see `Search::price`).
    pub(super) price: f64,
    /// A hash of all that the best offer hangs on beside the picture and the wish, once it was asked for.
    own: Option<u128>,
}

/// What a target costs where nothing is known of it yet.
const USUAL_PRICE: f64 = 5.0;

/// What was found for a question, as long as the party's picture of the signatories stays the same.
#[derive(Debug, Clone, Copy)]
pub struct Answered {
    pub(super) target: f64,
    pub(super) gain_over: Option<f64>,
    /// A number that changes whenever the picture does.
    pub(super) picture: u64,
    /// Nothing is worth more (as far as searches tell), and the package just that.
    pub(super) at_most: f64,
}

impl Known {
    /// What a unit of the target is likely to cost in likelihood of agreement; 0 where that is not what a wish is about.
    pub(super) fn price_of(&self, wish: Wish) -> f64 {
        wish.gain_over.map_or(self.price, |_| 0.0)
    }

    /// A hash of all that the best offer hangs on beside the picture of the signatories and the wish.
    pub(super) fn own(
        &mut self,
        space: &Space,
        current: &[u16],
        valuation: &Valuation,
        question: &mut Question,
    ) -> u128 {
        *self.own.get_or_insert_with(|| {
            question.clear();
            question.count(space.fingerprint());
            question.all(current);
            question.all(&self.moves);
            question.worth(valuation);
            question.red_lines(valuation);
            question.hash()
        })
    }

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
        wish.shift.is_none()
            && self.picture == picture
            && self.target == wish.target
            && self.gain_over == wish.gain_over
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
        .position(|known| known.is_best_for(setting, talks, with));
    let scope = Scope {
        current: &talks.current,
        open: &talks.open,
        signatories: with,
    };
    // What was forgotten is written over, which takes no new memory.
    let mut new = talks.minds[party].forgotten.pop().unwrap_or_default();
    let space = &setting.space;
    new.moves.clear();
    new.moves
        .extend((0..space.issues()).map(|issue| scope.moves(space, issue)));
    match larger {
        Some(larger) => {
            let larger = &talks.minds[party].known[larger];
            new.most = larger.most;
            new.best.clone_from(&larger.best);
        }
        None => {
            let (valuation, search) = (&talks.valuations[party], &mut talks.search);
            new.most = best(space, valuation, &scope, &new.moves, search);
            new.best.clone_from(&search.best);
        }
    }
    let most = new.most;
    talks.minds[party].known.push(Known {
        with,
        answer: None,
        price: USUAL_PRICE,
        posed_with: None,
        own: None,
        ..new
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

/// Per issue, whether it may move.
fn moves(space: &Space, scope: &Scope<'_>) -> Vec<bool> {
    let issues = 0..space.issues();
    issues.map(|issue| scope.moves(space, issue)).collect()
}

/// The same as [`search::best`], without a search where the best option of every issue makes the best package.
fn best(
    space: &Space,
    valuation: &Valuation,
    scope: &Scope<'_>,
    moves: &[bool],
    search: &mut Search,
) -> Option<f64> {
    if ideal(space, valuation, (scope.current, moves), &mut search.best) {
        return Some(valuation.utility(space, &search.best));
    }
    search::best(space, valuation, scope, search)
}

/// Puts the best options of the issues that may move together, red lines on each kept. Returns whether no package
/// is worth more that moves no others: none is where no term speaks against this one, nor for another.
fn ideal(
    space: &Space,
    valuation: &Valuation,
    (current, moves): (&[u16], &[bool]),
    package: &mut Vec<u16>,
) -> bool {
    package.clear();
    // Utilities as given hang on the order of adding: one worth no less may be worth more in the last bit.
    if valuation.as_given || valuation.never {
        return false;
    }
    let values = space.by_issue(&valuation.values);
    let options = values.zip(space.by_issue(&valuation.forbidden));
    for ((values, forbidden), (&stands, &moves)) in options.zip(current.iter().zip(moves)) {
        let best = match moves {
            true => best_option(values, forbidden),
            false => Some(stands).filter(|&option| option != UNSETTLED),
        };
        let Some(best) = best else { return false };
        package.push(best);
    }
    let mut terms = space.terms().iter().zip(&valuation.bonuses);
    package != current
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
    let moves = moves(&setting.space, &scope);
    let most = best(&setting.space, valuation, &scope, &moves, search);
    within.push(Within {
        open: open.clone(),
        most,
    });
    most
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{Compiler, Draw, Streams};

    /// What a party wants is tied together, and may be a red line.
    const TEXT: &str = r#"
        name = "Ties"
        protocol = { kind = "alternating_offers" }
        time = { rounds = 5 }
        [[issue]]
        id = "peace"
        options = ["none", "some", "all"]
        status_quo = "none"
        [[issue]]
        id = "land"
        options = ["ours", "shared", "theirs"]
        status_quo = "shared"
        [[issue]]
        id = "trade"
        options = ["closed", "open"]
        status_quo = "closed"
        [[party]]
        id = "ann"
        reservation = 0.1
        strategy = { bidding = "linear" }
        [[party.interest]]
        issue = "peace"
        weight = { uniform = [0, 3] }
        value = { table = { none = 0, some = { uniform = [0, 1] }, all = 0.5 } }
        [[party.interest]]
        issue = "land"
        weight = 2
        value = { table = { ours = { uniform = [0, 1] }, shared = 0.5, theirs = { uniform = [0, 1] } } }
        [[party.interest]]
        issue = "trade"
        weight = 1
        value = { table = { closed = { uniform = [0, 1] }, open = 0.5 } }
        [[party.condition]]
        id = "land_for_peace"
        said = "No peace without land"
        when = { issue = "peace", is_not = "none" }
        require = { issue = "land", is = "ours" }
        weight = { uniform = [0, 1] }
        firmness = 0.5
        [[party]]
        id = "ben"
        reservation = 0.1
        interest = [{ issue = "trade", weight = 1, value = { table = { closed = 0, open = 1 } } }]
        strategy = { bidding = "linear" }
    "#;

    #[test]
    fn nothing_is_worth_more_than_an_ideal_package() {
        let loaded = crate::scenario::parse("ties.toml", TEXT.as_bytes(), &[]);
        let scenario = loaded
            .unwrap_or_else(|bad| panic!("{}", bad.render(false)))
            .scenario;
        let space = Space::new(&scenario);
        let (mut draw, mut search) = (Draw::default(), Search::new());
        let mut counts = [0, 0];
        for run in 0..100 {
            draw.draw(&scenario, &Streams::new(3), run);
            let compiler = Compiler::new(&scenario);
            let valuation = &compiler.compile_all(&scenario, &space, &draw, &mut search)[0];
            for set in 0..8 {
                let moves = [0, 1, 2].map(|issue| set >> issue & 1 == 1);
                let current = space.start();
                let mut package = Vec::new();
                let found = ideal(&space, valuation, (current, &moves), &mut package);
                counts[usize::from(found)] += 1;
                let all = (0..18).map(|n: u16| [n % 3, n / 3 % 3, n / 9]);
                let within = all.filter(|other| {
                    other != current
                        && !valuation.crosses(&space, other)
                        && (0..3).all(|issue| moves[issue] || other[issue] == current[issue])
                });
                let most = within.map(|other| valuation.utility(&space, &other));
                let most = most.fold(f64::NEG_INFINITY, f64::max);
                assert!(!found || valuation.utility(&space, &package) == most);
            }
        }
        assert!(counts.iter().all(|&count| count > 100), "{counts:?}");
    }
}
