//! Where equilibrium play applies, and why not where it does not.
//!
//! What parties play is worked out from what everybody knows, so that a game whose numbers are
//! private has an equilibrium here in three cases only: a single take-it-or-leave-it offer, a
//! war of attrition between two alike, and a double auction between uniform types. All reasons are told, each with the place it comes from where
//! it has one, and with a change that would do.

mod auction;
mod votes;

use super::decode::Places;
use super::diagnostic::{Diagnostic, Findings, Problems, Source, counted, quoted};
use super::node::Span;
use crate::model::{
    AfterDeal, Party, PartySet, Protocol, Quantity, Recognition, Reservation, Scenario,
    ValueFunction,
};

/// Reports every reason why equilibrium play does not apply to a scenario in which it is asked for.
pub(super) fn check(scenario: &Scenario, places: &Places, findings: &mut Findings) {
    let Some(&asked) = places.equilibrium.first() else {
        return;
    };
    let label = match places.equilibrium.len() - 1 {
        0 => "asked for here".to_owned(),
        more => format!("asked for here, and {} more", counted(more, "time")),
    };
    for reason in reasons(scenario, places) {
        findings.push(reason.diagnostic(asked, label.clone()));
    }
}

/// Reports the same of scenarios that were read before, where `asked` on the command line asks for it; `None` where
/// it applies to all of them.
pub(crate) fn refused<'a>(
    scenarios: impl IntoIterator<Item = &'a Scenario>,
    asked: &str,
) -> Option<Problems> {
    let source = Source {
        name: "command line".to_owned(),
        text: asked.to_owned(),
    };
    let span = Span {
        source: 0,
        start: 0,
        end: asked.len(),
    };
    // Where things stand in a file is known while it is read.
    let nowhere = Places::default();
    let mut findings = Findings::default();
    for scenario in scenarios {
        let label = format!("asked for here, for scenario {}", quoted(&scenario.id));
        for reason in reasons(scenario, &nowhere) {
            findings.push(reason.diagnostic(span, label.clone()));
        }
    }
    (findings.errors() > 0).then(|| findings.into_problems(vec![source]))
}

/// Why equilibrium play does not apply.
struct Reason {
    why: String,
    /// What would do.
    remedy: String,
    /// Where it lies, if it lies anywhere.
    place: Option<Span>,
}

impl Reason {
    fn diagnostic(self, asked: Span, label: String) -> Diagnostic {
        let title = format!("equilibrium play does not apply: {}", self.why);
        let mut diagnostic = Diagnostic::error("Z0417", title).at(asked, label);
        if let Some(place) = self.place {
            diagnostic = diagnostic.at(place, "the reason lies here");
        }
        diagnostic.help(self.remedy)
    }
}

/// Every reason why equilibrium play does not apply to a scenario.
fn reasons(scenario: &Scenario, places: &Places) -> Vec<Reason> {
    let mut check = Check {
        scenario,
        places,
        found: Vec::new(),
    };
    match &scenario.protocol {
        Protocol::AlternatingOffers { order } => check.offers(order, None),
        Protocol::Proposals { order, recognition } => check.offers(order, Some(*recognition)),
        Protocol::Attrition { order } => check.attrition(*order),
        Protocol::Legislative(legislature) => check.votes(legislature),
        Protocol::DoubleAuction {
            seller,
            buyer,
            buyer_weight,
        } => check.auction([*seller, *buyer], *buyer_weight),
        other => check.because(
            format!("`{}` has no equilibrium that zopa knows", other.id()),
            "it plays alternating offers, legislative bargaining, wars of attrition and double auctions",
        ),
    }
    check.nothing_moves();
    check.found
}

struct Check<'a> {
    scenario: &'a Scenario,
    places: &'a Places,
    found: Vec<Reason>,
}

impl<'a> Check<'a> {
    fn because(&mut self, reason: impl Into<String>, remedy: impl Into<String>) {
        self.because_of(None, reason, remedy);
    }

    /// The same for what lies with a party or another part of the file.
    fn because_of(
        &mut self,
        place: Option<Span>,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.found.push(Reason {
            why: reason.into(),
            remedy: remedy.into(),
            place,
        });
    }

    /// Where something private stands: its condition, or else its party.
    fn place_of(&self, party: usize, private: Private) -> Option<Span> {
        match private {
            Private::RedLine(condition) => {
                let conditions = self.places.conditions.get(party)?;
                conditions.get(condition).copied()
            }
            _ => self.places.parties.get(party).copied(),
        }
    }

    /// What would change the game while it is played.
    fn nothing_moves(&mut self) {
        let scenario = self.scenario;
        if !scenario.events.is_empty() {
            self.because(
                "events may change the game, and nobody foresees them",
                "a scenario without `event` is needed",
            );
        }
        if !scenario.leverage.is_empty() {
            self.because(
                "levers may change the game, and nobody foresees them",
                "a scenario without `leverage` is needed",
            );
        }
        if scenario.time.after_deal == AfterDeal::Continue {
            self.because(
                "after a deal talks go on about the rest, which is another game",
                "`protocol.after_deal=stop` ends them",
            );
        }
        if !scenario.time.breakdown.is_constant() {
            self.because(
                "the hazard of breakdown is uncertain",
                "`time.breakdown` is to be a number",
            );
        }
        if !scenario.time.deadline.is_constant() {
            self.because(
                "the deadline is uncertain",
                "`time.deadline` is to be a number",
            );
        }
    }

    fn offers(&mut self, order: &[usize], recognition: Option<Recognition>) {
        let everybody: PartySet = (0..self.scenario.parties.len()).collect();
        if everybody.len() > 2 {
            if recognition.is_none() {
                self.because(
                    "more than two parties answer one after the other, each with a counter-offer of its own",
                    "`protocol.proposer=in_turn` or `random` has all others answer at once",
                );
            }
            let together = |issue: &crate::model::Issue| issue.consent == everybody;
            let apart = |issue: &crate::model::Issue| !together(issue);
            if let Some(index) = self.scenario.issues.iter().position(apart) {
                let issue = &self.scenario.issues[index];
                self.because_of(
                    self.places.issues.get(index).copied(),
                    format!(
                        "issue {} can be moved without everybody's consent",
                        quoted(&issue.id)
                    ),
                    "with more than two parties, unanimity is needed: an issue without `consent`",
                );
            }
        }
        let time = &self.scenario.time;
        let lasts = time
            .deadline
            .is_constant()
            .then(|| time.deadline.offset.round());
        let one_offer = !time.endless
            && lasts.is_some_and(|rounds| rounds <= 1.0)
            && (recognition.is_some() || everybody.len() == 2);
        if time.endless {
            self.somebody_hurries();
        }
        self.everybody_knows(order, recognition, one_offer);
    }

    /// Without an end, without impatience and without breakdown, any agreement at any time would do.
    fn somebody_hurries(&mut self) {
        let certain =
            |quantity: &Quantity, value: f64| quantity.is_constant() && quantity.offset == value;
        let parties = &self.scenario.parties;
        if certain(&self.scenario.time.breakdown, 0.0)
            && parties.iter().all(|p| certain(&p.patience, 1.0))
        {
            self.because(
                "nobody is in a hurry, so that without an end any division is an equilibrium",
                "a `patience` below 1, or a `time.breakdown` above 0",
            );
        }
    }

    fn everybody_knows(
        &mut self,
        order: &[usize],
        recognition: Option<Recognition>,
        one_offer: bool,
    ) {
        for (index, party) in self.scenario.parties.iter().enumerate() {
            let random = recognition == Some(Recognition::Random);
            let proposes = match random {
                true => self.scenario.parties.len() == 1,
                false => order.first() == Some(&index),
            };
            for private in privates(party) {
                let allowed = one_offer
                    && match private {
                        Private::Reservation | Private::Outside | Private::Patience => true,
                        Private::Utilities => proposes,
                        Private::RedLine(_) => proposes,
                        Private::Breakdown => false,
                    };
                if allowed {
                    continue;
                }
                let remedy = match private {
                    Private::Reservation | Private::Outside => {
                        "with offers to come, numbers are to be certain; private no-deal values and outside options go with a single offer (`time.rounds=1`)"
                    }
                    _ => private.remedy(),
                };
                self.because_private(index, private, remedy);
            }
        }
    }

    /// Something private of a party stands in the way.
    fn because_private(&mut self, index: usize, private: Private, remedy: &str) {
        let party = &self.scenario.parties[index];
        let reason = format!(
            "{} of party {} {}",
            private.name(party),
            quoted(&party.id),
            private.verb()
        );
        self.because_of(self.place_of(index, private), reason, remedy);
    }

    fn attrition(&mut self, order: [usize; 2]) {
        let time = &self.scenario.time;
        if !time.endless {
            self.because(
                "a war of attrition that ends on a known day is another game",
                "`time.horizon=infinite` has nobody see its end",
            );
        }
        if !time.breakdown.is_constant() || time.breakdown.offset > 0.0 {
            self.because("the war of attrition may break down", "`time.breakdown=0`");
        }
        let parties = order.map(|p| &self.scenario.parties[p]);
        for (index, party) in order.into_iter().zip(parties) {
            let id = quoted(&party.id);
            let place = self.places.parties.get(index).copied();
            if party.patience != Quantity::constant(1.0) {
                let reason = format!("party {id} is impatient besides paying for delay");
                self.because_of(place, reason, "`patience` is to be 1");
            }
            if party.delay_cost.reach(&self.scenario.inputs)[0] <= 0.0 {
                let reason = format!("delay may cost party {id} nothing");
                self.because_of(place, reason, "a `delay_cost` above 0");
            }
            for private in privates(party) {
                if matches!(private, Private::Reservation | Private::RedLine(_)) {
                    let reason =
                        format!("{} of party {id} {}", private.name(party), private.verb());
                    let place = self.place_of(index, private);
                    self.because_of(place, reason, "what a party can sign is to be certain");
                }
            }
        }
        let [first, second] = parties.map(|party| self.uncertain(party));
        if first.is_empty() && second.is_empty() {
            return;
        }
        let alike = |found: &[Feed<'_>]| -> Vec<String> {
            let mut words: Vec<String> = found
                .iter()
                .map(|feed| format!("{:?} {:?}", feed.quantity, feed.distribution))
                .collect();
            words.sort();
            words
        };
        if alike(&first) != alike(&second) {
            self.because(
                "what the two do not know of each other differs",
                "with private prizes or costs, both are to have the same distributions in the same places",
            );
        }
        let shared = first
            .iter()
            .any(|a| second.iter().any(|b| a.input == b.input));
        let tied = |feed: &Feed<'_>| self.scenario.correlations.inputs.contains(&feed.input);
        if shared || first.iter().chain(&second).any(tied) {
            self.because(
                "what one party draws says something about the other's draw",
                "private prizes and costs are to be independent",
            );
        }
    }

    /// What is uncertain of a party's prize and cost.
    fn uncertain(&self, party: &'a Party) -> Vec<Feed<'a>> {
        let interests = party
            .interests
            .iter()
            .flat_map(|interest| std::iter::once(&interest.weight).chain(numbers(&interest.value)));
        let weights = party.conditions.iter().map(|c| &c.weight);
        let all = interests.chain(weights).chain([&party.delay_cost]);
        let inputs = &self.scenario.inputs;
        all.flat_map(|quantity| {
            quantity.feeds.iter().map(move |&(input, scale)| Feed {
                input,
                quantity: [quantity.offset, scale, quantity.low, quantity.high],
                distribution: &inputs[input].distribution,
            })
        })
        .collect()
    }
}

/// An input that feeds a number of a party.
struct Feed<'a> {
    input: usize,
    /// Offset, factor, and ends of the number that it feeds.
    quantity: [f64; 4],
    distribution: &'a crate::model::Distribution,
}

/// What only a party itself knows.
#[derive(Clone, Copy)]
enum Private {
    Utilities,
    Reservation,
    Outside,
    Patience,
    Breakdown,
    RedLine(usize),
}

impl Private {
    fn name(self, party: &Party) -> String {
        match self {
            Self::Utilities => "a weight or value".to_owned(),
            Self::Reservation => "the reservation value".to_owned(),
            Self::Outside => "the outside option".to_owned(),
            Self::Patience => "the patience".to_owned(),
            Self::Breakdown => "the breakdown value".to_owned(),
            Self::RedLine(condition) => {
                format!("condition {}", quoted(&party.conditions[condition].id))
            }
        }
    }

    const fn verb(self) -> &'static str {
        match self {
            Self::RedLine(_) => "may or may not be a red line",
            _ => "is uncertain, and known to it alone",
        }
    }

    const fn remedy(self) -> &'static str {
        match self {
            Self::RedLine(_) => "its `firmness` is to be 0 or 1",
            _ => "numbers are to be certain",
        }
    }
}

fn privates(party: &Party) -> Vec<Private> {
    let mut found = Vec::new();
    let uncertain = |quantity: &Quantity| !quantity.is_constant();
    let value = |value: &ValueFunction| numbers(value).into_iter().any(uncertain);
    if party
        .interests
        .iter()
        .any(|i| uncertain(&i.weight) || value(&i.value))
        || party.conditions.iter().any(|c| uncertain(&c.weight))
    {
        found.push(Private::Utilities);
    }
    let (Reservation::Absolute(reservation) | Reservation::OverStatusQuo(reservation)) =
        &party.reservation;
    for (quantity, private) in [
        (Some(reservation), Private::Reservation),
        (party.outside_option.as_ref(), Private::Outside),
        (Some(&party.patience), Private::Patience),
        (party.breakdown_value.as_ref(), Private::Breakdown),
    ] {
        if quantity.is_some_and(uncertain) {
            found.push(private);
        }
    }
    for (index, condition) in party.conditions.iter().enumerate() {
        let firmness = &condition.firmness;
        let known = firmness.is_constant() && (firmness.offset <= 0.0 || firmness.offset >= 1.0);
        if !known {
            found.push(Private::RedLine(index));
        }
    }
    found
}

/// The numbers of a value function.
fn numbers(value: &ValueFunction) -> Vec<&Quantity> {
    match value {
        ValueFunction::Table(values) => values.iter().collect(),
        ValueFunction::Linear { .. } => Vec::new(),
        ValueFunction::Peaked { ideal, tolerance } => vec![ideal, tolerance],
        ValueFunction::Threshold { at, short, .. } => vec![at, short],
    }
}
