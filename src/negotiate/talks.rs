//! The state of one replication's talks, and the rule that turns support into a deal.

use super::changes::{Change, Subject};
use super::equilibrium::Legislative;
use super::guest::Guest;
use super::mind::Mind;
use super::{Happening, Listener, Setting};
use crate::game::search::{Scope, Search};
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
    /// Per party, what its levers have cost it.
    pub costs: Vec<f64>,
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
    pub(super) inputs_now: Vec<f64>,
    pub(super) reservation_shift: Vec<f64>,
    pub(super) changes: Vec<Change>,
    pub(super) minds: Vec<Mind>,
    pub(super) guests: Vec<Option<Guest>>,
    /// Equilibrium play of a legislature, where it was worked out for the talks as they are.
    pub(super) legislative: Option<Legislative>,
    pub(super) search: Search,
    pub(super) curves: Vec<Curve>,
    pub(super) decisions: ChaCha8Rng,
    pub(super) chance: ChaCha8Rng,
    pub(super) moved: Vec<bool>,
    pub(super) scratch: Vec<u16>,
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
            pulled: vec![false; setting.scenario.leverage.len()],
            happened: vec![false; setting.scenario.events.len()],
            draw: Draw::default(),
            standing: Standing::default(),
            altered: false,
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
            decisions: idle.clone(),
            chance: idle,
            moved: Vec::new(),
            scratch: Vec::new(),
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
        self.costs.fill(0.0);
        self.pulled.fill(false);
        self.happened.fill(false);
        self.standing.supporters = PartySet::EMPTY;
        self.inputs_now.clone_from(&self.draw.inputs);
        self.reservation_shift.fill(0.0);
        self.changes.clear();
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

    /// Works out what no deal, and standing pat, are worth to a party now.
    pub(super) fn set_reservation(&mut self, setting: &Setting<'_>, party: usize) {
        let (scenario, space) = (setting.scenario, &setting.space);
        let valuation = &self.valuations[party];
        let base = Compiler::reservation(scenario, space, party, &self.inputs_now, valuation);
        let shifted = base + self.reservation_shift[party];
        let scale = scenario.parties[party].scale;
        self.no_deal[party] = scale.place(shifted);
        self.reservations[party] = match (self.deal_round, space.status_quo()) {
            (None, _) => self.no_deal[party],
            (Some(_), Some(status_quo)) => {
                let gained =
                    valuation.utility(space, &self.current) - valuation.utility(space, status_quo);
                scale.place(shifted + gained)
            }
            // The deal settled every issue: it is what there is to fall back on.
            (Some(_), None) => valuation.utility(space, &self.current),
        };
    }

    /// Utility of a package to a party.
    pub fn utility(&self, setting: &Setting<'_>, party: usize, package: &[u16]) -> f64 {
        self.valuations[party].utility(&setting.space, package)
    }

    /// Whether a party could sign a package: no red line crossed, no worse than no deal.
    pub fn admissible(&self, setting: &Setting<'_>, party: usize, package: &[u16]) -> bool {
        self.utility(setting, party, package) >= self.reservations[party]
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

    /// Everything still open, with everybody who is present.
    pub(super) fn scope(&self) -> Scope<'_> {
        Scope {
            current: &self.current,
            open: &self.open,
            signatories: self.present,
        }
    }

    /// Puts a package on the table with one supporter.
    pub(super) fn table(&mut self, setting: &Setting<'_>, package: &[u16], supporter: usize) {
        self.standing.package.clear();
        self.standing.package.extend_from_slice(package);
        self.standing.signatories = setting.space.signatories(package, &self.current);
        self.standing.supporters = PartySet::of(supporter);
    }

    /// Takes what is on the table off it.
    pub(super) fn clear_table(&mut self) {
        self.standing.supporters = PartySet::EMPTY;
    }

    /// Concludes what is on the table if all its signatories stand behind it, or as many as a legislature
    /// needs: they then sign, and everybody is bound. It becomes the status quo of what follows, and the talks go on or stop as the scenario says.
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
            || !signatories
                .iter()
                .all(|p| self.admissible(setting, p, &self.standing.package))
        {
            return false;
        }
        for issue in 0..self.open.len() {
            self.open[issue] &= self.standing.package[issue] == self.current[issue];
        }
        self.current.copy_from_slice(&self.standing.package);
        self.signed = self.signed.union(signatories);
        self.deal_round = Some(self.round);
        self.clear_table();
        for party in 0..self.minds.len() {
            self.set_reservation(setting, party);
        }
        if setting.scenario.time.after_deal == AfterDeal::Stop || !self.anything_left(setting) {
            self.ended = Some(How::Concluded);
        } else {
            for mind in &mut self.minds {
                mind.begin_next(setting, &self.current);
            }
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
