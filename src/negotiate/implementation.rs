//! What follows signing: each party keeps or breaks each clause, round by round.
//!
//! A clause is an issue that was moved off its status quo (the loader sees to it that there is one). It comes into force after the days that
//! it takes, and runs to its term or to the end of what is followed. In each round in force, each
//! party whose consent it needed reconsiders it with some probability, and then breaks it with
//! probability `1 / (1 + exp(-(gain - monitoring x guarantee) / noise))`, where the gain is what
//! the return to the status quo on this one issue is worth to it. A breach that is seen may be
//! answered by breach, which ends the clause; one that is not seen, or not answered, leaves it
//! standing. The parties at the table do not foresee any of this.

use super::{Setting, Talks};
use crate::game::{Purpose, Streams, uniform};
use crate::math;
use crate::model::Implementation;
use rand_chacha::ChaCha8Rng;

/// What became of a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fate {
    /// The issue stayed at its status quo.
    #[default]
    NotAgreed,
    /// Agreed, but the time followed ended before it came into force.
    Agreed,
    /// In force to the end of what is followed, and kept by all.
    InForce,
    /// In force to its term, and kept by all.
    Expired,
    /// Broken by somebody, and still standing.
    Breached,
    /// Broken, answered by breach, and over.
    Ended,
}

impl Fate {
    /// Whether it came into force.
    pub fn came_into_force(self) -> bool {
        !matches!(self, Self::NotAgreed | Self::Agreed)
    }

    /// Whether somebody broke it.
    pub fn was_breached(self) -> bool {
        matches!(self, Self::Breached | Self::Ended)
    }

    /// Whether everybody kept it while it was in force.
    pub fn was_held(self) -> bool {
        matches!(self, Self::InForce | Self::Expired)
    }
}

/// The clauses of one replication.
#[derive(Debug, Clone)]
pub struct Clauses {
    /// Per issue.
    pub fates: Vec<Fate>,
    package: Vec<u16>,
}

impl Clauses {
    pub(super) fn new(setting: &Setting<'_>) -> Self {
        Self {
            fates: vec![Fate::NotAgreed; setting.space.issues()],
            package: Vec::new(),
        }
    }

    /// Follows the clauses of what was concluded. Without an implementation stage, every clause is
    /// in force and kept.
    pub(super) fn follow(
        &mut self,
        setting: &Setting<'_>,
        talks: &Talks,
        streams: &Streams,
        run: u64,
    ) {
        let start = setting.space.start();
        let stage = setting.scenario.implementation.as_ref();
        for (issue, fate) in self.fates.iter_mut().enumerate() {
            *fate = match (talks.current[issue] != start[issue], stage) {
                (false, _) => Fate::NotAgreed,
                (true, None) => Fate::InForce,
                (true, Some(_)) => Fate::Agreed,
            };
        }
        if let (Some(stage), Some(_)) = (stage, talks.deal_round) {
            let mut rng = streams.stream(run, Purpose::Implementation);
            self.package.clone_from(&talks.current);
            self.run(setting, talks, stage, &mut rng);
        }
    }

    fn run(
        &mut self,
        setting: &Setting<'_>,
        talks: &Talks,
        stage: &Implementation,
        rng: &mut ChaCha8Rng,
    ) {
        let inputs = &talks.inputs_now;
        let reconsider = stage.reconsider.value(inputs);
        let rounds_of = |days: f64| (days / setting.scenario.time.days_per_round).ceil() as u64;
        let latest = setting
            .scenario
            .issues
            .iter()
            .map(|i| rounds_of(i.takes_effect_days));
        let last = u64::from(stage.rounds) + latest.max().unwrap_or(0).min(1_000_000);
        for round in 1..=last {
            let mut busy = false;
            for (issue, model) in setting.scenario.issues.iter().enumerate() {
                let start = rounds_of(model.takes_effect_days);
                if matches!(self.fates[issue], Fate::Agreed) && round > start {
                    self.fates[issue] = Fate::InForce;
                }
                if !matches!(self.fates[issue], Fate::InForce | Fate::Breached) {
                    busy |= self.fates[issue] == Fate::Agreed;
                    continue;
                }
                let age = round - start;
                let option = &model.options[talks.current[issue] as usize];
                if option
                    .term_days
                    .is_some_and(|days| age > rounds_of(days).max(1))
                {
                    if self.fates[issue] == Fate::InForce {
                        self.fates[issue] = Fate::Expired;
                    }
                    continue;
                }
                if age > u64::from(stage.rounds) {
                    continue;
                }
                busy = true;
                self.test(setting, talks, (stage, reconsider), issue, rng);
            }
            if !busy {
                return;
            }
        }
    }

    /// Each party to a clause decides whether to keep it this round.
    fn test(
        &mut self,
        setting: &Setting<'_>,
        talks: &Talks,
        (stage, reconsider): (&Implementation, f64),
        issue: usize,
        rng: &mut ChaCha8Rng,
    ) {
        let inputs = &talks.inputs_now;
        let clause = &stage.clauses[issue];
        let monitoring = clause.monitoring.value(inputs);
        let sanction = monitoring * clause.guarantee.value(inputs);
        let noise = stage.noise.value(inputs).max(1e-9);
        let parties = setting.space.consent(issue);
        for party in parties.iter() {
            if uniform(rng) >= reconsider {
                continue;
            }
            let gain = self.gain_from_breaking(setting, talks, party, issue);
            if uniform(rng) >= math::logistic((gain - sanction) / noise) {
                continue;
            }
            self.fates[issue] = Fate::Breached;
            let seen = uniform(rng) < monitoring;
            if seen && parties.len() > 1 && uniform(rng) < stage.answer.value(inputs) {
                self.fates[issue] = Fate::Ended;
                self.package[issue] = setting.space.start()[issue];
                return;
            }
        }
    }

    fn gain_from_breaking(
        &mut self,
        setting: &Setting<'_>,
        talks: &Talks,
        party: usize,
        issue: usize,
    ) -> f64 {
        let kept = talks.utility(setting, party, &self.package);
        let agreed = self.package[issue];
        self.package[issue] = setting.space.start()[issue];
        let broken = talks.utility(setting, party, &self.package);
        self.package[issue] = agreed;
        broken - kept
    }
}
