//! The state of one replication's talks, and the rule that turns support into a deal.

use super::asked::Writing;
use super::changes::{Change, Subject};
use super::docket::Docket;
use super::equilibrium::Legislative;
use super::guest::Guest;
use super::memory::Memory;
use super::mind::{Bids, Mind};
use super::plan::Plan;
use super::protocol::{Draft, Offers};
use super::secrets::{self, View};
use super::sitting::Sitting;
use super::{Belief, Happening, Listener, Mediation, Setting};
use crate::game::search::{Memo, Scope, Search};
use crate::game::{Compiler, Curve, Draw, Purpose, Streams, Valuation};
use crate::model::{AfterDeal, How, OpponentModel, PartySet, Scale};
use rand_chacha::ChaCha8Rng;

/// A package on the table and who stands behind it.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The package.
    pub package: Vec<u16>,
    /// Who stands behind it; empty if nothing is on the table.
    pub supporters: PartySet,
    /// Its signatories.
    pub signatories: PartySet,
    /// Per issue, whether the package moves it, as those see it who put it forward.
    pub(super) moved: Vec<bool>,
}

/// The state of one replication's talks.
#[derive(Debug)]
pub struct Talks {
    /// The round, from 1.
    pub round: u32,
    /// Turns taken.
    pub turn: u32,
    /// The package that stands: the status quo, as moved by what was concluded.
    pub current: Vec<u16>,
    /// Per issue, whether it is still to be talked about.
    pub open: Vec<bool>,
    /// Parties that have not left.
    pub present: PartySet,
    /// Parties that signed something.
    pub signed: PartySet,
    /// Round of the last deal.
    pub deal_round: Option<u32>,
    /// How the talks ended, once they did.
    pub ended: Option<How>,
    /// Per party, its utilities and red lines.
    pub valuations: Vec<Valuation>,
    /// Per party, the least utility for which it signs now.
    pub reservations: Vec<f64>,
    /// Per party, what no deal at all would be worth now.
    pub no_deal: Vec<f64>,
    /// Per party, what its levers, and delay in a war of attrition, have cost it.
    pub costs: Vec<f64>,
    /// Per party, what it ended with in place of its no-deal value, where it left for its outside
    /// option or the talks broke down before anything was agreed.
    pub left_with: Vec<Option<f64>>,
    /// Per lever, whether it is pulled.
    pub pulled: Vec<bool>,
    /// Per event, whether it has happened.
    pub happened: Vec<bool>,
    /// What this replication drew.
    pub draw: Draw,
    /// What is on the table.
    pub standing: Standing,
    /// Whether utilities or no-deal values differ from those at the start.
    pub altered: bool,
    /// The table at which the parties talk, where there are several tracks.
    pub table: Option<usize>,
    /// Those who talk aside, unseen by the others, if any do.
    pub aside: Option<PartySet>,
    /// What follows a deal at this table.
    pub(super) after_deal: AfterDeal,
    /// First round of these talks, and the last that everybody expects.
    pub(super) window: [u32; 2],
    /// Per issue, whether these talks are about it.
    pub(super) within: Vec<bool>,
    /// Per issue, whether a deal has moved it.
    pub(super) settled: Vec<bool>,
    /// Per party, what it expects to gain by what comes later and hangs on what is agreed now.
    pub(super) outlook: Vec<f64>,
    pub(super) docket: Docket,
    pub(super) sittings: Vec<Sitting>,
    pub(super) side_memories: Vec<Memory>,
    /// Per party, what it takes to stand; empty while everybody knows everything.
    pub(super) views: Vec<View>,
    /// Whose view the state shows, where views differ.
    pub(super) eyes: Option<usize>,
    pub(super) inputs_now: Vec<f64>,
    pub(super) reservation_shift: Vec<f64>,
    pub(super) changes: Vec<Change>,
    pub(super) minds: Vec<Mind>,
    pub(super) guests: Vec<Option<Guest>>,
    /// Equilibrium play of a legislature, where it was worked out for the talks as they are.
    pub(super) legislative: Option<Legislative>,
    pub(super) search: Search,
    pub(super) curves: Vec<Curve>,
    /// What several are believed to mind, summed up.
    pub(super) wary: Valuation,
    pub(super) writing: Writing,
    pub(super) decisions: ChaCha8Rng,
    pub(super) chance: ChaCha8Rng,
    pub(super) moved: Vec<bool>,
    pub(super) scratch: Vec<u16>,
    /// What all stand behind at once, in simultaneous concession.
    pub(super) offers: Offers,
    /// The single negotiating text.
    pub(super) text: Draft,
    /// What a mediator knows and has said.
    pub mediation: Mediation,
    prepared: Vec<(bool, bool)>,
}

impl Talks {
    /// Talks of a setting, not yet drawn.
    pub(super) fn new(setting: &Setting<'_>) -> Self {
        let parties = setting.scenario.parties.len();
        let idle = Streams::new(0).stream(0, Purpose::Decisions);
        Self {
            round: 0,
            turn: 0,
            current: setting.space.start().to_vec(),
            open: vec![true; setting.space.issues()],
            present: setting.everybody(),
            signed: PartySet::EMPTY,
            deal_round: None,
            ended: None,
            valuations: vec![Valuation::default(); parties],
            reservations: vec![0.0; parties],
            no_deal: vec![0.0; parties],
            costs: vec![0.0; parties],
            left_with: vec![None; parties],
            pulled: vec![false; setting.scenario.leverage.len()],
            happened: vec![false; setting.scenario.events.len()],
            draw: Draw::default(),
            standing: Standing::default(),
            altered: false,
            table: None,
            aside: None,
            after_deal: setting.scenario.time.after_deal,
            window: [1, setting.horizon],
            within: vec![true; setting.space.issues()],
            settled: vec![false; setting.space.issues()],
            outlook: vec![0.0; parties],
            docket: Docket::default(),
            sittings: Sitting::all(setting),
            side_memories: vec![Memory::default(); parties],
            views: Vec::new(),
            eyes: None,
            inputs_now: Vec::new(),
            reservation_shift: vec![0.0; parties],
            changes: Vec::new(),
            minds: (0..parties)
                .map(|party| Mind::new(setting, party))
                .collect(),
            guests: (0..parties).map(|_| None).collect(),
            legislative: None,
            search: Search::new(),
            curves: Vec::new(),
            wary: Valuation::default(),
            writing: Writing::default(),
            decisions: idle.clone(),
            chance: idle,
            moved: Vec::new(),
            scratch: Vec::new(),
            offers: Offers::default(),
            text: Draft::default(),
            mediation: Mediation::default(),
            prepared: vec![(false, false); parties],
        }
    }

    /// Draws a replication and returns to the start of the talks.
    pub(super) fn reset(&mut self, setting: &Setting<'_>, streams: &Streams, run: u64) {
        let scenario = setting.scenario;
        if self.altered
            || !setting.certain.iter().all(|certain| *certain)
            || !scenario.inputs.is_empty()
        {
            self.legislative = None;
        }
        self.draw.draw(scenario, streams, run);
        self.decisions = streams.stream(run, Purpose::Decisions);
        self.chance = streams.stream(run, Purpose::Events);
        self.round = 0;
        self.turn = 0;
        self.current.copy_from_slice(setting.space.start());
        self.open.fill(true);
        self.present = setting.everybody();
        self.signed = PartySet::EMPTY;
        self.deal_round = None;
        self.ended = None;
        self.table = None;
        self.aside = None;
        self.after_deal = setting.after_deal(&scenario.protocol, scenario.time.after_deal);
        self.window = [1, setting.horizon];
        self.within.fill(true);
        self.settled.fill(false);
        self.outlook.fill(0.0);
        self.docket.clear();
        self.sittings.iter_mut().for_each(Sitting::clear);
        self.views.clear();
        self.eyes = None;
        self.costs.fill(0.0);
        self.left_with.fill(None);
        self.pulled.fill(false);
        self.happened.fill(false);
        self.standing.supporters = PartySet::EMPTY;
        self.offers.clear();
        self.text.clear();
        self.inputs_now.clone_from(&self.draw.inputs);
        self.reservation_shift.fill(0.0);
        self.changes.clear();
        self.mediation.reset(scenario.parties.len());
        for party in 0..scenario.parties.len() {
            self.value(setting, party);
        }
        self.altered = false;
        for party in 0..scenario.parties.len() {
            self.set_reservation(setting, party);
            let strategy = self.draw.strategies[party];
            self.minds[party].reset(setting, strategy, &self.draw.inputs);
            if self.minds[party].model == OpponentModel::Perfect {
                let others = self.minds[party].beliefs.iter_mut().zip(&self.valuations);
                for (belief, valuation) in others.filter_map(|(b, v)| b.as_mut().map(|b| (b, v))) {
                    belief.know(valuation, &setting.space);
                }
            }
            if let Some(guest) = &mut self.guests[party] {
                guest.reset(run, party);
            }
        }
    }

    /// Builds a party's utilities from the inputs as they are now. Utilities that nothing uncertain
    /// feeds are copied once and then only their red lines drawn.
    fn value(&mut self, setting: &Setting<'_>, party: usize) {
        let (ready, no_red_lines) = self.prepared[party];
        let valuation = &mut self.valuations[party];
        match &setting.fixed[party] {
            Some(fixed) if !ready => {
                valuation.clone_from(fixed);
                self.prepared[party] = (true, false);
            }
            Some(_) => {}
            None => setting.compiler.compile(
                setting.scenario,
                &setting.space,
                party,
                &self.inputs_now,
                &mut self.search,
                valuation,
            ),
        }
        let drawn = &self.draw.red_lines[party];
        if !(no_red_lines && drawn.iter().all(|red| !red)) {
            valuation.draw_red_lines(&setting.space, party, drawn);
            self.prepared[party].1 = drawn.iter().all(|red| !red);
        }
    }

    /// Rebuilds a party's utilities after an event or a lever changed them.
    pub(super) fn revalue(&mut self, setting: &Setting<'_>, party: usize) {
        self.altered = true;
        self.legislative = None;
        self.prepared[party] = (false, false);
        self.value(setting, party);
        self.prepared[party] = (false, false);
        for change in &self.changes {
            if let Subject::Value(whose, option) = change.subject
                && whose == party
            {
                let value = &mut self.valuations[party].values[option];
                *value = match setting.scenario.parties[party].scale {
                    Scale::Unit => crate::math::quantise(*value + change.amount),
                    Scale::AsGiven { divisor } => *value + change.amount * divisor,
                };
            }
        }
        self.set_reservation(setting, party);
        self.minds[party].forget_plans();
    }

    /// Takes note that an event or a lever changed what no deal is worth to a party, and nothing that
    /// packages are worth to it.
    pub(super) fn revalue_no_deal(&mut self, setting: &Setting<'_>, party: usize) {
        self.altered = true;
        self.legislative = None;
        self.set_reservation(setting, party);
        self.minds[party].forget_bids();
    }

    /// Works out what no deal, and standing pat, are worth to a party now.
    pub(super) fn set_reservation(&mut self, setting: &Setting<'_>, party: usize) {
        let (scenario, space) = (setting.scenario, &setting.space);
        let valuation = &self.valuations[party];
        let base = Compiler::reservation(scenario, space, party, &self.inputs_now, valuation);
        let shifted = base + self.reservation_shift[party];
        let hoped_for = self.outlook[party];
        let deal_round = self.deal_known_to(party);
        let scale = scenario.parties[party].scale;
        self.no_deal[party] = scale.place(shifted);
        let current = self.known_to(party);
        self.reservations[party] = match (deal_round, space.status_quo()) {
            (None, _) if hoped_for == 0.0 => self.no_deal[party],
            (None, _) => scale.place(shifted - hoped_for),
            (Some(_), Some(status_quo)) => {
                let gained =
                    valuation.utility(space, current) - valuation.utility(space, status_quo);
                scale.place(shifted + gained - hoped_for)
            }
            // The deal settled every issue: it is what there is to fall back on.
            (Some(_), None) => valuation.utility(space, current),
        };
    }

    /// The last round, if nothing ends the talks before.
    pub(super) fn deadline(&self, setting: &Setting<'_>) -> u32 {
        let time = &setting.scenario.time;
        let deadline = time.deadline.value(&self.draw.inputs).round();
        (deadline as u32).clamp(1, time.rounds)
    }

    /// What a party believes of another, if it makes itself a picture.
    pub fn belief(&self, party: usize, other: usize) -> Option<&Belief> {
        self.minds[party].beliefs[other].as_ref()
    }

    /// The talks broke down: who is still there is left with what that leaves it.
    pub(super) fn break_down(&mut self, setting: &Setting<'_>) {
        if self.deal_round.is_some() {
            return;
        }
        for party in self.present.iter() {
            let model = &setting.scenario.parties[party];
            if let Some(quantity) = &model.breakdown_value {
                let value = quantity.value(&self.inputs_now);
                self.left_with[party] = Some(model.scale.place(value));
            }
        }
    }

    /// What a party ends with, before what its levers and delay cost it: its outside option or what a
    /// breakdown left it, else what was agreed is worth, else no deal.
    pub fn ends_with(&self, setting: &Setting<'_>, party: usize) -> f64 {
        match (self.left_with[party], self.deal_round) {
            (Some(value), _) => value,
            (None, Some(_)) => self.utility(setting, party, &self.current),
            (None, None) => self.no_deal[party],
        }
    }

    /// The plan that a party follows, if it looks ahead by what is public.
    pub(super) fn looks_ahead<'p>(
        &self,
        setting: &'p Setting<'_>,
        party: usize,
    ) -> Option<&'p Plan> {
        let mind = &self.minds[party];
        let ahead = match mind.bids {
            Bids::Equilibrium => true,
            Bids::BestReply => mind.model == OpponentModel::Public,
            _ => false,
        };
        setting
            .plan
            .as_ref()
            .filter(|_| ahead && self.guests[party].is_none())
    }

    /// Utility of a package to a party.
    pub fn utility(&self, setting: &Setting<'_>, party: usize, package: &[u16]) -> f64 {
        self.valuations[party].utility(&setting.space, package)
    }

    /// Whether a party could sign a package: no red line crossed, no worse than no deal.
    pub fn admissible(&self, setting: &Setting<'_>, party: usize, package: &[u16]) -> bool {
        let utility = self.utility(setting, party, package);
        self.admits(setting, party, package, utility)
    }

    /// The same for a package whose utility to the party is known.
    pub(super) fn admits(
        &self,
        setting: &Setting<'_>,
        party: usize,
        package: &[u16],
        utility: f64,
    ) -> bool {
        utility >= self.reservations[party]
            && !self.valuations[party].crosses(&setting.space, package)
            && setting.space.keeps_limits(package)
    }

    /// Whether a party could sign a package with those present, and the package leaves what is
    /// settled as it is.
    pub(super) fn may_sign(&self, setting: &Setting<'_>, party: usize, package: &[u16]) -> bool {
        let moved = |issue: usize| package[issue] != self.current[issue];
        let mut issues = 0..package.len();
        let signatories = setting.space.signatories(package, &self.current);
        !signatories.is_empty()
            && setting.space.suffice(self.present, signatories)
            && setting.space.keeps_limits(package)
            && issues.all(|issue| self.open[issue] || !moved(issue))
            && !self.valuations[party].crosses(&setting.space, package)
            && self.utility(setting, party, package) >= self.reservations[party]
    }

    /// Looks questions about packages up in a memo from now on; returns the one used until now.
    pub fn remember(&mut self, memo: Option<Memo>) -> Option<Memo> {
        self.search.remember(memo)
    }

    /// Everything still open, with everybody who is present.
    pub(super) fn scope(&self) -> Scope<'_> {
        Scope {
            current: &self.current,
            open: &self.open,
            signatories: self.present,
        }
    }

    /// How much of these talks has passed in a round, from 0 in the first to 1 in the last one that
    /// everybody expects.
    pub fn time(&self, round: u32) -> f64 {
        let [first, last] = self.window;
        if last <= first {
            return 1.0;
        }
        (f64::from(round.saturating_sub(first)) / f64::from(last - first)).min(1.0)
    }

    /// Opens what these talks are about and no deal has moved.
    pub(super) fn reopen(&mut self) {
        for ((open, within), settled) in self.open.iter_mut().zip(&self.within).zip(&self.settled) {
            *open = *within && !settled;
        }
    }

    /// Puts a package on the table with one supporter, who speaks of what it takes to stand.
    pub(super) fn table(&mut self, setting: &Setting<'_>, package: &[u16], supporter: usize) {
        self.through_eyes(supporter, |talks| {
            let standing = &mut talks.standing;
            standing.package.clear();
            standing.package.extend_from_slice(package);
            standing.signatories = setting.space.signatories(package, &talks.current);
            standing.supporters = PartySet::of(supporter);
            standing.moved.clear();
            let moved = package
                .iter()
                .zip(&talks.current)
                .map(|(new, old)| new != old);
            standing.moved.extend(moved);
        });
    }

    /// Takes what is on the table off it.
    pub(super) fn clear_table(&mut self) {
        self.standing.supporters = PartySet::EMPTY;
    }

    /// Concludes what is on the table if all its signatories stand behind it, or as many as a
    /// legislature needs: they then sign, and everybody is bound. It becomes the status quo of what
    /// follows, and the talks go on or stop as the scenario says.
    pub(super) fn conclude_if_supported(
        &mut self,
        setting: &Setting<'_>,
        listener: &mut impl Listener,
    ) -> bool {
        let supporters = self.standing.supporters;
        let signatories = match setting.space.legislature() {
            Some(_) => supporters,
            None => self.standing.signatories,
        };
        if supporters.is_empty()
            || !setting.space.suffice(supporters, signatories)
            || !self.still_stands(setting, signatories)
        {
            return false;
        }
        if self.docket.holds_back && self.aside.is_none() {
            self.agree_for_now(setting, listener);
            return true;
        }
        self.bring_up_to_date();
        let knowing = self.who_will_know(setting);
        self.keep_from_others(setting, knowing);
        for issue in 0..self.open.len() {
            self.settled[issue] |= self.standing.package[issue] != self.current[issue];
        }
        self.reopen();
        self.current.copy_from_slice(&self.standing.package);
        self.signed = self.signed.union(signatories);
        self.deal_round = Some(self.round);
        self.tell(knowing);
        self.clear_table();
        for party in knowing.iter() {
            self.set_reservation(setting, party);
        }
        let stops = self.after_deal == AfterDeal::Stop && self.aside.is_none();
        if stops || !self.anything_left(setting) {
            self.ended = Some(How::Concluded);
        } else {
            self.begin_next(setting, knowing);
        }
        let package = std::mem::take(&mut self.current);
        self.current.clone_from(&package);
        let deal = Happening::Deal {
            package: &package,
            signatories,
        };
        listener.hear(self, deal);
        self.current = package;
        true
    }

    /// What was just agreed is where those who know of it start from.
    pub(super) fn begin_next(&mut self, setting: &Setting<'_>, knowing: PartySet) {
        for party in knowing.iter() {
            let current = secrets::known(&self.current, &self.views, self.eyes, party);
            self.minds[party].begin_next(setting, current);
        }
    }

    /// Whether some open issue can still be moved by those present.
    pub(super) fn anything_left(&self, setting: &Setting<'_>) -> bool {
        (0..self.open.len())
            .any(|issue| self.open[issue] && setting.space.can_move(issue, self.present))
    }

    /// A party leaves. What only others must sign can still be settled.
    pub(super) fn walk_out(
        &mut self,
        setting: &Setting<'_>,
        party: usize,
        listener: &mut impl Listener,
    ) {
        self.present = self.present.without(PartySet::of(party));
        if self.standing.signatories.contains(party) || self.standing.supporters.contains(party) {
            self.clear_table();
        }
        listener.hear(self, Happening::WalkOut { party });
        if !self.anything_left(setting) {
            self.ended = Some(How::WalkOut);
        }
        self.minds.iter_mut().for_each(Mind::forget_plans);
    }
}
