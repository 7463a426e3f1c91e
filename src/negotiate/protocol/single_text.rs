//! Single negotiating text: one text is revised change by change and ratified at the end (Fisher &
//! Raiffa's one-text procedure: Raiffa 1982, *The Art and Science of Negotiation*; as annealing:
//! Klein, Faratin, Sayama & Bar-Yam 2003, doi:10.1023/A:1023068821218).
//!
//! Drafting starts from what stands, or where nothing does, from any text. A change moves one or a
//! few issues at random. All who sign the text, with or without it, vote, and it is made if none
//! objects. The probability of a yes is
//!
//! ```text
//! logistic((w(changed) - w(text)) / T)      T = start_temperature x cooling^rounds passed
//! ```
//!
//! where `g` is the party's gain over no deal as a share of what it could attain, and `w = ln g` (`weigh =
//! "proportion"`; below a gain of 0.02, the tangent there) or `w = g` (`"difference"`): what a party can
//! expect without the change is the text. A red line is never added, and one less goes before all else. With proportions,
//! forward and backward changes balance where packages are as likely as the product of gains to the power
//! of 1/T: slow cooling ends at the Nash solution; with differences, at the largest sum.
//!
//! A text that nobody has changed for long although votes are cool, and that of the last round in any
//! case, is put to all its signatories, who ratify it if it is no worse for them than no deal and crosses no red line of theirs;
//! one refusal is enough for no deal. Votes and ratification need no strategies. A party that leaves
//! after bad offers leaves after so many rounds with a text worse for it than no deal.
//!
//! *Mediator.* A neutral hand has no preference among changes. A party that mediates looks at two
//! each time and proposes the one that it likes better, and its levers serve it as elsewhere.

use super::{Protocol, has_had_enough};
use crate::game::{Space, UNSETTLED, Valuation, uniform};
use crate::math;
use crate::model::{How, PartySet, Weigh};
use crate::negotiate::bidding::attainable;
use crate::negotiate::{Happening, Listener, Setting, Talks, leverage};

/// Gain, as a share of the attainable, below which proportions go on as a straight line.
const SMALL: f64 = 0.02;
/// Share of the temperature that is left at the expected end, where the file does not say.
const LEFT: f64 = 0.03;
/// A text is settled after as many refused changes in a row as it has single ones, times this.
const SETTLED: usize = 4;
/// ... and once no more than this share of the temperature is left.
const COOL: f64 = 0.1;

/// A single negotiating text.
#[derive(Debug)]
pub struct SingleText<'s> {
    /// Its rules.
    pub rules: &'s crate::model::SingleText,
}

/// The text, and what is needed to revise it.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    begun: bool,
    text: Vec<u16>,
    /// The text as last told to all, and as last refused.
    told: Vec<u16>,
    refused: Vec<u16>,
    changed: Vec<u16>,
    other: Vec<u16>,
    /// Issues that those present may move.
    movable: Vec<usize>,
    /// Per party, what it could gain at most over no deal.
    attainable: Vec<f64>,
    /// Changes refused since the last one made.
    idle: usize,
}

impl Draft {
    /// No text yet.
    pub fn clear(&mut self) {
        self.begun = false;
        self.idle = 0;
        self.told.clear();
        self.refused.clear();
    }
}

impl Protocol for SingleText<'_> {
    fn round(&self, setting: &Setting<'_>, talks: &mut Talks, listener: &mut impl Listener) {
        let mut draft = std::mem::take(&mut talks.text);
        self.work(setting, talks, &mut draft, listener);
        talks.text = draft;
        if talks.ended.is_none() {
            leverage::reconsider_all(setting, talks, listener);
        }
    }
}

impl SingleText<'_> {
    fn work(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        draft: &mut Draft,
        listener: &mut impl Listener,
    ) {
        draft.take_up(setting, talks);
        if draft.movable.is_empty() {
            return;
        }
        let (mut temperature, cooling) = self.temperature(setting, talks);
        for _ in 0..self.rules.drafts {
            self.propose(setting, talks, draft);
            if self.passes(setting, talks, draft, temperature) {
                draft.text.clone_from(&draft.changed);
                draft.idle = 0;
            } else {
                draft.idle += 1;
            }
            temperature *= cooling;
        }
        if draft.told != draft.text {
            draft.told.clone_from(&draft.text);
            let package = &draft.text;
            listener.hear(talks, Happening::Text { package });
        }
        let last = talks.round == talks.deadline(setting);
        let cool = temperature <= COOL * self.rules.temperature.value(&talks.inputs_now);
        let settled = cool && draft.is_settled(&setting.space) && draft.refused != draft.text;
        if last || settled {
            self.ratify(setting, talks, draft, listener);
        } else {
            self.lose_patience(setting, talks, draft, listener);
        }
    }

    /// The temperature now, and what is left of it after each change.
    fn temperature(&self, setting: &Setting<'_>, talks: &Talks) -> (f64, f64) {
        let start = self.rules.temperature.value(&talks.inputs_now);
        let per_round = match &self.rules.cooling {
            Some(cooling) => cooling.value(&talks.inputs_now),
            None => math::pow(LEFT, 1.0 / f64::from(setting.horizon)),
        };
        let passed = f64::from(talks.round - 1);
        let now = start * math::pow(per_round, passed);
        (
            now,
            math::pow(per_round, 1.0 / f64::from(self.rules.drafts)),
        )
    }

    /// A change to vote on: any, or the better of two for a mediator with interests.
    fn propose(&self, setting: &Setting<'_>, talks: &mut Talks, draft: &mut Draft) {
        draft.change(&setting.space, self.rules.changes, talks);
        let Some(mediator) = self.rules.mediator else {
            return;
        };
        std::mem::swap(&mut draft.changed, &mut draft.other);
        draft.change(&setting.space, self.rules.changes, talks);
        let worth = |package: &[u16]| talks.utility(setting, mediator, package);
        if worth(&draft.other) > worth(&draft.changed) {
            std::mem::swap(&mut draft.changed, &mut draft.other);
        }
    }

    /// Whether all who sign the text, with or without the change, vote for it.
    fn passes(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        draft: &Draft,
        temperature: f64,
    ) -> bool {
        let beyond = |package: &[u16]| setting.space.beyond_limits(package);
        let (before, after) = (beyond(&draft.text), beyond(&draft.changed));
        if before > 0.0 || after > 0.0 {
            // Nobody can sign what breaks a limit: a text that does must come closer to it.
            return after < before;
        }
        let signs = |package: &[u16]| setting.space.signatories(package, &talks.current);
        let voters = signs(&draft.text).union(signs(&draft.changed));
        let mut voters = voters.iter();
        voters.all(|voter| self.votes(setting, talks, draft, voter, temperature))
    }

    fn votes(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        draft: &Draft,
        voter: usize,
        temperature: f64,
    ) -> bool {
        let crossed = |package: &[u16]| crossed(&setting.space, &talks.valuations[voter], package);
        let (before, after) = (crossed(&draft.text), crossed(&draft.changed));
        if before != after {
            return after < before;
        }
        let weight = |package: &[u16]| {
            let gain = talks.utility(setting, voter, package) - talks.reservations[voter];
            self.weight(gain / draft.attainable[voter])
        };
        let better = weight(&draft.changed) - weight(&draft.text);
        uniform(&mut talks.decisions) < math::logistic(better / temperature)
    }

    /// What a gain counts in a vote.
    fn weight(&self, gain: f64) -> f64 {
        match self.rules.weigh {
            Weigh::Difference => gain,
            Weigh::Proportion if gain >= SMALL => math::ln(gain),
            Weigh::Proportion => math::ln(SMALL) + gain / SMALL - 1.0,
        }
    }

    /// Asks the signatories; the text stands if all say yes.
    fn ratify(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        draft: &mut Draft,
        listener: &mut impl Listener,
    ) {
        let signatories = setting.space.signatories(&draft.text, &talks.current);
        if signatories.is_empty() {
            return;
        }
        let package = &draft.text;
        let first = self.rules.order.iter().copied();
        let rest = signatories.iter().filter(|p| !self.rules.order.contains(p));
        let mut asked = first.filter(|p| signatories.contains(*p)).chain(rest);
        let ratified = asked.all(|party| {
            let yes = talks.admissible(setting, party, package);
            hear_answer(setting, talks, party, package, yes);
            listener.hear(
                talks,
                if yes {
                    Happening::Accept { party, package }
                } else {
                    Happening::Refuse { party, package }
                },
            );
            yes
        });
        if !ratified {
            draft.refused.clone_from(&draft.text);
            return;
        }
        let first = signatories.iter().next().unwrap_or_default();
        talks.table(setting, package, first);
        talks.standing.supporters = signatories;
        talks.conclude_if_supported(setting, listener);
        draft.clear();
    }

    /// Who has had a bad text before it for too long leaves; without its mediator, the text rests.
    fn lose_patience(
        &self,
        setting: &Setting<'_>,
        talks: &mut Talks,
        draft: &Draft,
        listener: &mut impl Listener,
    ) {
        let signatories = setting.space.signatories(&draft.text, &talks.current);
        for party in signatories.iter() {
            let worse = talks.utility(setting, party, &draft.text) < talks.reservations[party];
            let mind = &mut talks.minds[party];
            mind.bad = if worse { mind.bad + 1 } else { 0 };
            if worse && has_had_enough(talks, party) {
                talks.walk_out(setting, party, listener);
                if self.rules.mediator == Some(party) {
                    talks.ended = Some(How::WalkOut);
                }
                if talks.ended.is_some() {
                    return;
                }
            }
        }
    }
}

impl Draft {
    /// Begins a text if there is none, and keeps it to what those present may move.
    fn take_up(&mut self, setting: &Setting<'_>, talks: &mut Talks) {
        let space = &setting.space;
        let may_move = |issue: usize| talks.scope().moves(space, issue);
        self.movable.clear();
        self.movable
            .extend((0..space.issues()).filter(|&issue| may_move(issue)));
        if !self.begun {
            self.text.clone_from(&talks.current);
            self.begun = true;
        }
        for issue in 0..space.issues() {
            if !self.movable.contains(&issue) {
                self.text[issue] = talks.current[issue];
            }
        }
        if self.text.contains(&UNSETTLED) {
            // Nothing can be drafted where somebody is missing whom some issue needs.
            if self.movable.len() < space.issues() {
                self.movable.clear();
                return;
            }
            for (issue, option) in self.text.iter_mut().enumerate() {
                *option = one_of(space.options_of(issue), talks) as u16;
            }
        }
        self.attainable.clear();
        for party in 0..talks.minds.len() {
            let gain =
                attainable(setting, talks, party).map(|best| best - talks.reservations[party]);
            // A party with nothing to gain votes by utility as it is.
            self.attainable
                .push(gain.filter(|gain| *gain > 0.0).unwrap_or(1.0));
        }
    }

    /// Changes one to so many issues at random.
    fn change(&mut self, space: &Space, most: u32, talks: &mut Talks) {
        let most = (most as usize).min(self.movable.len());
        let changes = 1 + one_of(most, talks);
        self.changed.clone_from(&self.text);
        for place in 0..changes {
            let chosen = place + one_of(self.movable.len() - place, talks);
            self.movable.swap(place, chosen);
            let issue = self.movable[place];
            let others = space.options_of(issue) - 1;
            let option = one_of(others.max(1), talks) as u16;
            self.changed[issue] = option + u16::from(others > 0 && option >= self.text[issue]);
        }
    }

    fn is_settled(&self, space: &Space) -> bool {
        let single = self.movable.iter().map(|&i| space.options_of(i) - 1);
        self.idle >= SETTLED * single.sum::<usize>()
    }
}

/// A number below `n`, any as likely as any other.
fn one_of(n: usize, talks: &mut Talks) -> usize {
    ((uniform(&mut talks.decisions) * n as f64) as usize).min(n - 1)
}

/// How many red lines a package crosses, each forbidden option and each tie counted once.
fn crossed(space: &Space, valuation: &Valuation, package: &[u16]) -> usize {
    let options = package.iter().enumerate();
    let forbidden = options
        .filter(|&(issue, &option)| valuation.forbidden[space.offset(issue) + option as usize]);
    let ties = valuation.required.iter();
    let broken = ties.filter(|&&term| !space.terms()[term].holds(package));
    forbidden.count() + broken.count()
}

/// The others learn from an answer.
fn hear_answer(setting: &Setting<'_>, talks: &mut Talks, party: usize, package: &[u16], yes: bool) {
    for hearer in talks.present.without(PartySet::of(party)).iter() {
        let mind = &mut talks.minds[hearer];
        if let Some(belief) = &mut mind.beliefs[party] {
            belief.hear_answer(&setting.space, party, package, yes);
            mind.bid = None;
        }
    }
}
