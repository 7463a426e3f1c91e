//! The package that the others are likeliest to accept, or that promises the largest expected gain,
//! as a party believes.
//!
//! A package needs the consent of its signatories only, so that every possible set of signatories
//! is searched in turn, with the issues that need anybody else's consent left where they are.

use super::asked::asked;
use super::known::{self, Answered, Known};
use super::mind::Mind;
use super::{Belief, Setting, Talks, ballot};
use crate::game::Curve;
use crate::game::Valuation;
use crate::game::search::{Answer, Limits, Scope, Search};
use crate::math;
use crate::model::PartySet;

/// What a search with beliefs is after.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// Least own utility.
    pub target: f64,
    /// Own utility without agreement, if the expected gain over it counts and not only the
    /// likelihood of agreement.
    pub gain_over: Option<f64>,
    /// Parties that must be among the signatories.
    pub with: PartySet,
    /// A change of what one party is believed to hold out for.
    pub shift: Option<(usize, f64)>,
    /// Only packages of more worth than this count.
    pub above: f64,
    /// A package of this worth will do, even if there are better ones.
    pub enough: f64,
}

impl Wish {
    /// The largest expected gain over what no agreement is worth, whoever must sign.
    pub fn expected_gain(over: f64) -> Self {
        Self {
            target: over,
            gain_over: Some(over),
            ..Self::agreement(over)
        }
    }

    /// The likeliest agreement that is worth at least `target`, whoever must sign.
    pub fn agreement(target: f64) -> Self {
        Self {
            target,
            gain_over: None,
            with: PartySet::EMPTY,
            shift: None,
            above: f64::NEG_INFINITY,
            enough: f64::INFINITY,
        }
    }
}

/// More than rounding can add to a utility.
const ROUNDING: f64 = 1e-9;
/// By how much a utility, and the logarithm of an expected gain, must exceed a bound to do so without doubt.
const CLEARLY: f64 = 1e-6;
const DOUBT: f64 = 0.01;
/// Finds the best package for a wish. It is then in the talks' search; returns its worth, the
/// logarithm of the probability of agreement or of the expected gain.
pub fn best_offer(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    wish: Wish,
    found: &mut Vec<u16>,
) -> Option<f64> {
    if let Some(worth) = enough_already(setting, talks, party, wish) {
        found.clone_from(&talks.minds[party].promising.1);
        return Some(worth);
    }
    let mut best = None;
    // What was best last time is likely to be good now, and a good package early prunes the rest.
    let first = talks.minds[party].last_family;
    let families = setting.space.families_of(party).iter().copied();
    let others = families.clone().filter(|family| *family != first);
    for family in families.filter(|family| *family == first).chain(others) {
        if !talks.present.contains_all(family) || !family.contains_all(wish.with) {
            continue;
        }
        let at_least = best.unwrap_or(wish.above);
        if !may_beat(setting, talks, party, wish, family, at_least) {
            continue;
        }
        if let Some(worth) = best_with(setting, talks, party, wish, family, at_least) {
            best = Some(worth);
            let mind = &mut talks.minds[party];
            mind.last_family = family;
            mind.last_found.clone_from(&talks.search.best);
            if wish.gain_over.is_some() {
                mind.promising.0 = family;
                mind.promising.1.clone_from(&talks.search.best);
            }
            if worth >= wish.enough {
                break;
            }
        }
    }
    if best.is_some() {
        found.clone_from(&talks.minds[party].last_found);
    }
    best
}

/// The worth of the package that promised most when last looked for, where that is enough for a wish beyond any doubt
/// that rounding and rough logarithms leave.
fn enough_already(setting: &Setting<'_>, talks: &Talks, party: usize, wish: Wish) -> Option<f64> {
    let asks = wish.enough < f64::INFINITY && wish.shift.is_none();
    let promised = asks.then(|| promised(setting, talks, party, wish))?;
    promised.filter(|worth| *worth > wish.enough + DOUBT)
}

/// What the package that promised most when last looked for is worth now, if it serves a wish beyond doubt: no more than
/// the best offer is, but for rounding.
pub fn promised(setting: &Setting<'_>, talks: &Talks, party: usize, wish: Wish) -> Option<f64> {
    let (space, mind) = (&setting.space, &talks.minds[party]);
    let (family, package) = (mind.promising.0, &mind.promising.1);
    let over = wish.gain_over?;
    if package.is_empty() || !talks.present.contains_all(family) || !family.contains_all(wish.with)
    {
        return None;
    }
    let scope = Scope {
        signatories: family,
        ..talks.scope()
    };
    let options = package.iter().zip(&talks.current).enumerate();
    let mut moved = options.filter(|(_, (new, old))| new != old);
    if package == &talks.current || !moved.all(|(issue, _)| scope.moves(space, issue)) {
        return None;
    }
    let utility = talks.utility(setting, party, package);
    let valuation = &talks.valuations[party];
    if utility < wish.target.max(over) + CLEARLY
        || valuation.crosses(space, package)
        || !space.keeps_limits(package)
    {
        return None;
    }
    let mut gain = utility - over;
    for listener in family.without(PartySet::of(party)).iter() {
        if let Some(belief) = &mind.beliefs[listener] {
            gain *= belief.acceptance(space, package);
        }
    }
    Some(math::ln(gain))
}

/// Whether a set of signatories could do for a wish and beat `at_least` if they all said yes for sure.
fn may_beat(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    wish: Wish,
    family: PartySet,
    at_least: f64,
) -> bool {
    let promises = |most: f64| {
        let most = most + ROUNDING;
        let beats = |gain: f64| at_least == f64::NEG_INFINITY || math::ln(gain) > at_least;
        let gains = |over: f64| most > over && beats(most - over);
        most >= wish.target && wish.gain_over.is_none_or(gains)
    };
    let known = &talks.minds[party].known;
    if let Some(known) = known.iter().find(|known| known.with == family) {
        return known.most.is_some_and(promises);
    }
    let hopeless = |known: &Known| known.bounds(family) && !known.most.is_some_and(promises);
    if known.iter().any(hopeless) {
        return false;
    }
    promises(known::ceiling(setting, talks, party, family))
        && known::most_with(setting, talks, party, family).is_some_and(promises)
}

/// The same for one set of signatories of which is known what they could do at most, if it beats `at_least`.
fn best_with(
    setting: &Setting<'_>,
    talks: &mut Talks,
    party: usize,
    wish: Wish,
    family: PartySet,
    at_least: f64,
) -> Option<f64> {
    let mind = &talks.minds[party];
    let n = mind.known.iter().position(|known| known.with == family)?;
    let known = &mind.known[n];
    let listeners = family.without(PartySet::of(party));
    let picture = pictures(&mind.beliefs, listeners).map(|(_, belief)| belief.version());
    let picture = picture.sum();
    let answer = known.answer.as_ref();
    if let Some(answer) = answer.filter(|answer| answer.answers(wish, picture)) {
        if answer.at_most <= at_least {
            return None;
        }
        if !known.offer.is_empty() {
            talks.search.best.clone_from(&known.offer);
            return Some(answer.at_most);
        }
    }
    let price = known.price_of(wish);
    let limits = Limits {
        nodes: setting.offer_nodes,
        enough: wish.enough,
        ..Limits::EXACT
    };
    let asked = asked(setting, talks, (party, n), wish, at_least, limits);
    let recalled = asked.and_then(|asked| talks.search.recall(&asked));
    let found = recalled.unwrap_or_else(|| {
        pose(setting, talks, (party, n), wish, picture);
        let objective = Answer {
            curves: &talks.curves,
            gain_over: wish.gain_over,
            rough: true,
        };
        let search = &mut talks.search;
        let found = match asked {
            Some(asked) => search.maximise_asked(&setting.space, &objective, asked, limits),
            None => search.maximise(&setting.space, &objective, at_least, limits),
        };
        search.swap(&mut talks.minds[party].known[n].posed);
        found
    });
    let (search, known) = (&talks.search, &mut talks.minds[party].known[n]);
    if price > 0.0 {
        known.price = search.price().max(0.1);
    }
    if wish.shift.is_none() && wish.enough == f64::INFINITY {
        known.offer.clone_from(&search.best);
        known.answer = Some(Answered {
            target: wish.target,
            gain_over: wish.gain_over,
            picture,
            at_most: if found { search.worth } else { at_least },
        });
    }
    found.then_some(search.worth)
}

/// A party's pictures of others: one without an opponent model takes everybody to be willing.
fn pictures(beliefs: &[Option<Belief>], of: PartySet) -> impl Iterator<Item = (usize, &Belief)> {
    of.iter()
        .filter_map(|who| Some((who, beliefs[who].as_ref()?)))
}

/// Poses the question for the best offer to those of whom a party knows, as number `n`, what they could do for it at most,
/// given a number of its picture of them. It takes up what it asked last: which packages there are has not changed since.
fn pose(
    setting: &Setting<'_>,
    talks: &mut Talks,
    (party, n): (usize, usize),
    wish: Wish,
    picture: u64,
) {
    let Mind {
        known,
        beliefs,
        last_found,
        ..
    } = &mut talks.minds[party];
    let known = &mut known[n];
    let listeners = known.with.without(PartySet::of(party));
    let (search, wary) = (&mut talks.search, &mut talks.wary);
    let own = (&talks.valuations[party], wish.target);
    let space = &setting.space;
    search.swap(&mut known.posed);
    if known.posed_with.is_none() {
        search.begin(space, &talks.current, |issue| known.moves[issue]);
        search.keep_red_lines(own.0);
    }
    if known.posed_with == Some(picture) {
        search.require(wish.target);
    } else {
        known.posed_with = Some(picture);
        search.begin_utilities();
        add_utilities(search, own, beliefs, listeners, wary);
    }
    debug_assert!({
        let moves = |issue| talks.open[issue] && space.can_move(issue, known.with);
        let mut anew = Search::new();
        anew.begin(space, &talks.current, moves);
        anew.keep_red_lines(own.0);
        add_utilities(&mut anew, own, beliefs, listeners, wary);
        anew.poses_the_same(space, search)
    });
    talks.curves.clear();
    let curves = pictures(beliefs, listeners);
    let curves = curves.map(|(listener, belief)| curve(belief, listener, wish));
    talks.curves.extend(curves);
    search.try_first(last_found);
    search.guess_price(known.price_of(wish));
}

/// Adds what packages are worth to a party, with the least that will do, and to those who listen as it believes; last, if
/// there are any, how wary they are together.
fn add_utilities(
    search: &mut Search,
    own: (&Valuation, f64),
    beliefs: &[Option<Belief>],
    listeners: PartySet,
    wary: &mut Valuation,
) {
    let pictures = || pictures(beliefs, listeners).map(|(_, belief)| belief);
    let free = |sum| (sum, f64::NEG_INFINITY);
    wary.sum_up(pictures().map(|belief| &belief.caution));
    let mut first = pictures();
    if let [Some(a), Some(b), None] = [first.next(), first.next(), first.next()] {
        search.add_row([own, free(&a.margin), free(&b.margin), free(wary)]);
        return;
    }
    search.add(own.0, own.1);
    for belief in pictures() {
        search.add(&belief.margin, f64::NEG_INFINITY);
    }
    if pictures().next().is_some() {
        search.add(wary, f64::NEG_INFINITY);
    }
}

fn curve(belief: &Belief, listener: usize, wish: Wish) -> Curve {
    match wish.shift {
        Some((whom, by)) if whom == listener => belief.shifted(by),
        _ => belief.curve.clone(),
    }
}

/// Probability, as a party believes, that all other signatories accept a package, or enough of them
/// where a legislature decides. That of one of them may be known.
pub fn chance(
    setting: &Setting<'_>,
    talks: &Talks,
    party: usize,
    package: &[u16],
    known: Option<(usize, f64)>,
) -> f64 {
    if let Some(legislature) = setting.space.legislature() {
        return ballot::chance(legislature, setting, talks, party, package);
    }
    let signatories = setting.space.signatories(package, &talks.current);
    let mut chance = 1.0;
    for listener in signatories.without(PartySet::of(party)).iter() {
        if let Some(belief) = &talks.minds[party].beliefs[listener] {
            chance *= match known {
                Some((who, accepts)) if who == listener => accepts,
                _ => belief.acceptance(&setting.space, package),
            };
        }
    }
    chance
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::negotiate::Player;

    /// A mediator between two, and a toll that needs only one of them.
    const TEXT: &str = r#"
        name = "A road"
        protocol = { kind = "shuttle", mediator = "mia" }
        time = { rounds = 1 }
        [[issue]]
        id = "road"
        options = ["none", "built"]
        status_quo = "none"
        consent = ["ann", "ben"]
        [[issue]]
        id = "toll"
        options = ["none", "some"]
        status_quo = "none"
        consent = ["ben", "mia"]
        [[party]]
        id = "ann"
        reservation = 0.4
        interest = [{ issue = "road", weight = 1, value = { table = { none = 0, built = 1 } } }]
        strategy = { bidding = "linear", model = "frequency" }
        [[party]]
        id = "ben"
        reservation = 0.4
        interest = [{ issue = "toll", weight = 1, value = { table = { none = 1, some = 0 } } }]
        strategy = { bidding = "linear", model = "frequency" }
        [[party]]
        id = "mia"
        role = "mediator"
        reservation = 0.1
        interest = [{ issue = "toll", weight = 1, value = { table = { none = 0, some = 1 } } }]
        strategy = { bidding = "linear", model = "frequency" }
    "#;

    /// That somebody says yes for sure makes a deal likelier by just that, and none that it need not sign.
    #[test]
    fn a_yes_that_is_known_counts_where_it_is_needed() {
        let loaded = crate::scenario::parse("road.toml", TEXT.as_bytes(), &[]);
        let scenario = loaded
            .unwrap_or_else(|bad| panic!("{}", bad.render(false)))
            .scenario;
        let setting = Setting::new(&scenario);
        let mut player = Player::new(&setting, 1);
        player.play(0, &mut ());
        let (ann, mia) = (0, 2);
        let chance = |package: &[u16], known| chance(&setting, &player.talks, mia, package, known);
        let (toll, both) = ([0, 1], [1, 1]);
        let known = Some((ann, 1.0));
        let without = chance(&toll, None);
        assert!(without > 0.0 && without < 1.0);
        assert_eq!(chance(&toll, known), without);
        let belief = player.talks.minds[mia].beliefs[ann].as_ref();
        let accepts = belief.expect("a picture").acceptance(&setting.space, &both);
        let ratio = chance(&both, None) / chance(&both, known);
        assert!(accepts < 1.0 && (ratio - accepts).abs() < 1e-12);
    }
}
