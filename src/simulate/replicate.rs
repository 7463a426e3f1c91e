//! Plays replications and counts what they show.

use super::Row;
use super::tally::{FIFTHS, Tally};
use crate::analysis::blockers;
use crate::game::search::Search;
use crate::model::{How, StatePredicate};
use crate::negotiate::{Clauses, Ending, Happening, Listener, Player, Setting, Talks};

/// Plays replications of a setting, one at a time, and counts them.
pub struct Replicator<'a, 's> {
    setting: &'a Setting<'s>,
    player: Player<'a, 's>,
    watcher: Watcher<'a, 's>,
    search: Search,
}

impl<'a, 's> Replicator<'a, 's> {
    /// A replicator with the random streams of a seed.
    pub fn new(setting: &'a Setting<'s>, seed: u64) -> Self {
        let conditions = setting.scenario.parties.iter().map(|p| p.conditions.len());
        Self {
            setting,
            player: Player::new(setting, seed),
            watcher: Watcher {
                setting,
                demands: Vec::new(),
                refused: conditions.map(|n| vec![false; n]).collect(),
                dealt: vec![None; setting.scenario.tracks().len() + 1],
            },
            search: Search::new(),
        }
    }

    /// Plays a replication and counts it.
    pub fn count(&mut self, run: u64, tally: &mut Tally) -> Row {
        self.watcher.demands.clear();
        self.watcher.dealt.fill(None);
        self.watcher
            .refused
            .iter_mut()
            .for_each(|marks| marks.fill(false));
        let ending = self.player.play(run, &mut self.watcher);
        let talks = &self.player.talks;
        let row = row(self.setting, talks, &self.player.clauses, ending, run);
        self.count_ending(&row, tally);
        self.count_parties(&row, tally);
        self.count_conditions(&row, tally);
        self.count_drivers(row.outcome, tally);
        if self.player.talks.deal_round.is_none() {
            self.count_blockers(tally);
        }
        for (rounds, dealt) in tally.tables.iter_mut().zip(&self.watcher.dealt) {
            if let Some(round) = dealt {
                *rounds.entry(*round).or_default() += 1;
            }
        }
        for &(party, round, utility) in &self.watcher.demands {
            tally.add_demand(party, round, utility);
        }
        row
    }

    fn count_ending(&self, row: &Row, tally: &mut Tally) {
        tally.runs += 1;
        tally.outcomes[row.outcome] += 1;
        tally.endings[row.ended as usize] += 1;
        *tally.rounds[row.outcome].entry(row.round).or_default() += 1;
        if row.is_settled() {
            for (issue, &option) in row.package.iter().enumerate() {
                tally.options[self.setting.space.offset(issue) + option as usize] += 1;
            }
        }
        if self.player.talks.deal_round.is_some() {
            tally.add_package(&row.package, row.outcome, row.round, row.run);
        } else {
            tally.without_deal.add(row.round, row.run);
        }
        for (counts, fate) in tally.clauses.iter_mut().zip(&self.player.clauses.fates) {
            let agreed = *fate != crate::negotiate::Fate::NotAgreed;
            let marks = [
                agreed,
                fate.came_into_force(),
                fate.was_breached(),
                fate.was_held(),
            ];
            counts
                .iter_mut()
                .zip(marks)
                .for_each(|(n, mark)| *n += u64::from(mark));
        }
    }

    fn count_parties(&self, row: &Row, tally: &mut Tally) {
        let talks = &self.player.talks;
        for (party, (&utility, &no_deal)) in row.utilities.iter().zip(&row.no_deal).enumerate() {
            tally.utility[party].add(utility);
            tally.no_deal[party].add(no_deal);
            tally.gains[row.outcome][party] += utility - no_deal;
            tally.better[party] += u64::from(utility > no_deal + 1e-9);
            let forbidden = &talks.valuations[party].forbidden;
            for (count, forbidden) in tally.forbidden[party].iter_mut().zip(forbidden) {
                *count += u64::from(*forbidden);
            }
        }
    }

    fn count_conditions(&self, row: &Row, tally: &mut Tally) {
        let space = &self.setting.space;
        for (party, counts) in tally.conditions.iter_mut().enumerate() {
            for (condition, count) in counts.iter_mut().enumerate() {
                let red = self.player.talks.draw.red_lines[party][condition];
                let met = row.is_settled() && space.satisfies(party, condition, &row.package);
                count[0] += u64::from(met);
                count[1] += u64::from(red);
                count[3] += u64::from(self.watcher.refused[party][condition]);
            }
        }
    }

    fn count_drivers(&self, outcome: usize, tally: &mut Tally) {
        let draw = &self.player.talks.draw;
        for (counts, rank) in tally.by_input.iter_mut().zip(&draw.ranks) {
            let fifth = ((rank * FIFTHS as f64) as usize).min(FIFTHS - 1);
            counts[fifth][outcome] += 1;
        }
        let red_lines = draw.red_lines.iter().flatten();
        for (counts, &red) in tally.by_red_line.iter_mut().flatten().zip(red_lines) {
            counts[usize::from(red)][outcome] += 1;
        }
    }

    fn count_blockers(&mut self, tally: &mut Tally) {
        let talks = &mut self.player.talks;
        let found = blockers(
            &self.setting.space,
            &mut talks.valuations,
            &talks.no_deal,
            &talks.draw.red_lines,
            &mut self.search,
        );
        tally.missed += u64::from(found.zone_exists);
        tally.empty += u64::from(!found.zone_exists);
        for (party, condition) in found.conditions {
            tally.conditions[party][condition][2] += 1;
        }
        for party in found.reservations {
            tally.opened[party] += 1;
        }
    }
}

/// How a replication that was just played ended.
pub fn row(
    setting: &Setting<'_>,
    talks: &Talks,
    clauses: &Clauses,
    ending: Ending,
    run: u64,
) -> Row {
    let parties = 0..setting.scenario.parties.len();
    let utility = |p: usize| talks.ends_with(setting, p) - talks.costs[p];
    Row {
        run,
        outcome: classify(setting, talks, clauses, ending.how),
        ended: ending.how,
        round: talks.deal_round.unwrap_or(ending.rounds),
        package: talks.current.clone(),
        utilities: parties.map(utility).collect(),
        no_deal: talks.no_deal.clone(),
    }
}

/// The outcome class: without any deal `no_deal`, else the first that fits, else `other`.
fn classify(setting: &Setting<'_>, talks: &Talks, clauses: &Clauses, how: How) -> usize {
    let scenario = setting.scenario;
    let no_deal = scenario.no_deal_class();
    if talks.deal_round.is_none() {
        return no_deal;
    }
    let fits = |when: &StatePredicate| holds(when, setting, talks, clauses, how);
    let declared = scenario.outcomes[..no_deal].iter();
    let mut declared = declared.map(|class| fits(&class.when));
    declared.position(|fits| fits).unwrap_or(no_deal + 1)
}

fn holds(
    predicate: &StatePredicate,
    setting: &Setting<'_>,
    talks: &Talks,
    clauses: &Clauses,
    how: How,
) -> bool {
    let part = |p: &StatePredicate| holds(p, setting, talks, clauses, how);
    match predicate {
        StatePredicate::Package(package) => package.holds(&talks.current),
        StatePredicate::Deal(any) => talks.deal_round.is_some() == *any,
        StatePredicate::SignedBy(party) => talks.signed.contains(*party),
        StatePredicate::Moved(issue) => talks.current[*issue] != setting.space.start()[*issue],
        StatePredicate::Held(issue) => clauses.fates[*issue].was_held(),
        StatePredicate::Breached(issue) => clauses.fates[*issue].was_breached(),
        StatePredicate::Ended(way) => how == *way,
        StatePredicate::All(parts) => parts.iter().all(part),
        StatePredicate::Any(parts) => parts.iter().any(part),
        StatePredicate::Not(inner) => !part(inner),
    }
}

/// Notes what the tally needs to know of the talks themselves.
struct Watcher<'a, 's> {
    setting: &'a Setting<'s>,
    demands: Vec<(usize, u32, f64)>,
    refused: Vec<Vec<bool>>,
    /// Per table of several tracks, then for side deals, the round of the first deal.
    dealt: Vec<Option<u32>>,
}

impl Listener for Watcher<'_, '_> {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        match happening {
            Happening::Offer { party, package, .. } => {
                let utility = talks.utility(self.setting, party, package);
                self.demands.push((party, talks.round, utility));
            }
            Happening::Refuse { party, package } => {
                let red_lines = &talks.draw.red_lines[party];
                for (condition, _) in red_lines.iter().enumerate().filter(|(_, red)| **red) {
                    if !self.setting.space.satisfies(party, condition, package) {
                        self.refused[party][condition] = true;
                    }
                }
            }
            Happening::Deal { .. } => {
                let aside = self.dealt.len() - 1;
                let place = match (talks.aside, talks.table) {
                    (Some(_), _) => Some(aside),
                    (None, table) => table,
                };
                if let Some(place) = place {
                    self.dealt[place].get_or_insert(talks.round);
                }
            }
            _ => {}
        }
    }
}
