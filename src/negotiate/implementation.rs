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

/// How parties keep clauses, as drawn.
#[derive(Debug, Clone, Copy)]
struct Manner {
    /// Rounds for which a clause in force is followed.
    rounds: u64,
    /// Probability that a party reconsiders a clause in a round.
    reconsider: f64,
    /// Scale of its logistic error when it does.
    noise: f64,
    /// Probability that a breach that is seen is answered.
    answer: f64,
}

/// The clauses of one replication.
#[derive(Debug, Clone)]
pub struct Clauses {
    /// Per issue.
    pub fates: Vec<Fate>,
    package: Vec<u16>,
    agreed: Vec<Clause>,
    /// Per issue and party, how likely it breaks the clause when it reconsiders it, as things are; `None` if not
    /// worked out.
    breaks: Vec<Option<f64>>,
}

/// A clause that was agreed.
#[derive(Debug, Clone, Copy)]
struct Clause {
    issue: usize,
    /// Rounds that pass before it comes into force.
    start: u64,
    /// Rounds to its term, if it has one.
    term: Option<u64>,
    /// Probability that a breach is seen.
    monitoring: f64,
    /// What breaking it is expected to cost.
    sanction: f64,
}

impl Clauses {
    pub(super) fn new(setting: &Setting<'_>) -> Self {
        Self {
            fates: vec![Fate::NotAgreed; setting.space.issues()],
            package: Vec::new(),
            agreed: Vec::new(),
            breaks: vec![None; setting.space.issues() * setting.scenario.parties.len()],
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
        let manner = Manner {
            rounds: u64::from(stage.rounds),
            reconsider: stage.reconsider.value(&talks.inputs_now),
            noise: stage.noise.value(&talks.inputs_now).max(1e-9),
            answer: stage.answer.value(&talks.inputs_now),
        };
        let latest = self.begin(setting, talks, stage);
        let last = manner.rounds + latest.min(1_000_000);
        let agreed = std::mem::take(&mut self.agreed);
        for round in 1..=last {
            let mut busy = false;
            for clause in &agreed {
                busy |= self.round(setting, talks, manner, clause, round, rng);
            }
            if !busy {
                break;
            }
        }
        self.agreed = agreed;
    }

    /// Lists the clauses that were agreed. Returns after how many rounds the last clause that could have
    /// been comes into force.
    fn begin(&mut self, setting: &Setting<'_>, talks: &Talks, stage: &Implementation) -> u64 {
        let inputs = &talks.inputs_now;
        let rounds_of = |days: f64| (days / setting.scenario.time.days_per_round).ceil() as u64;
        let mut latest = 0;
        self.agreed.clear();
        self.breaks.fill(None);
        for (issue, model) in setting.scenario.issues.iter().enumerate() {
            let start = rounds_of(model.takes_effect_days);
            latest = latest.max(start);
            if self.fates[issue] != Fate::Agreed {
                continue;
            }
            let option = &model.options[talks.current[issue] as usize];
            let clause = &stage.clauses[issue];
            let monitoring = clause.monitoring.value(inputs);
            self.agreed.push(Clause {
                issue,
                start,
                term: option.term_days.map(|days| rounds_of(days).max(1)),
                monitoring,
                sanction: monitoring * clause.guarantee.value(inputs),
            });
        }
        latest
    }

    /// A round of a clause. Returns whether it is to come, or was in force and followed.
    fn round(
        &mut self,
        setting: &Setting<'_>,
        talks: &Talks,
        manner: Manner,
        clause: &Clause,
        round: u64,
        rng: &mut ChaCha8Rng,
    ) -> bool {
        if round <= clause.start {
            return true;
        }
        let age = round - clause.start;
        let fate = &mut self.fates[clause.issue];
        if *fate == Fate::Agreed {
            *fate = Fate::InForce;
        }
        if !matches!(*fate, Fate::InForce | Fate::Breached) {
            return false;
        }
        if clause.term.is_some_and(|term| age > term) {
            if *fate == Fate::InForce {
                *fate = Fate::Expired;
            }
            return false;
        }
        if age > manner.rounds {
            return false;
        }
        self.test(setting, talks, manner, clause, rng);
        true
    }

    /// Each party to a clause decides whether to keep it this round.
    fn test(
        &mut self,
        setting: &Setting<'_>,
        talks: &Talks,
        manner: Manner,
        clause: &Clause,
        rng: &mut ChaCha8Rng,
    ) {
        let issue = clause.issue;
        let parties = setting.space.consent(issue);
        for party in parties.iter() {
            if uniform(rng) >= manner.reconsider {
                continue;
            }
            let place = issue * setting.scenario.parties.len() + party;
            let breaks = self.breaks[place].unwrap_or_else(|| {
                let gain = self.gain_from_breaking(setting, talks, party, issue);
                math::logistic((gain - clause.sanction) / manner.noise)
            });
            self.breaks[place] = Some(breaks);
            if uniform(rng) >= breaks {
                continue;
            }
            self.fates[issue] = Fate::Breached;
            let seen = uniform(rng) < clause.monitoring;
            if seen && parties.len() > 1 && uniform(rng) < manner.answer {
                self.fates[issue] = Fate::Ended;
                self.package[issue] = setting.space.start()[issue];
                self.breaks.fill(None);
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
