//! Bargaining by votes over packages that are few enough to be listed: the best proposal is the best
//! of those that enough parties prefer to going on, drawn by lot among equals.

use crate::game::uniform;
use crate::model::{Legislature, PartySet};
use crate::negotiate::{Setting, Talks};
use rand_chacha::ChaCha8Rng;

/// Utilities that differ by less are taken for equal.
const SLACK: f64 = 1e-9;

/// All packages that could be agreed, and what they are worth.
#[derive(Debug, Clone)]
pub struct Listed {
    issues: usize,
    parties: usize,
    /// An option per issue, package after package.
    packages: Vec<u16>,
    /// A utility per party, package after package.
    utilities: Vec<f64>,
    /// Per package, whose red lines it keeps.
    bearable: Vec<PartySet>,
}

impl Listed {
    /// The packages of the open issues; `None` where they are too many.
    pub fn new(setting: &Setting<'_>, talks: &Talks) -> Option<Self> {
        let space = &setting.space;
        let parties = talks.valuations.len();
        let open = |issue: usize| talks.open[issue];
        if !setting.scenario.are_few_packages() {
            return None;
        }
        let mut listed = Self {
            issues: space.issues(),
            parties,
            packages: Vec::new(),
            utilities: Vec::new(),
            bearable: Vec::new(),
        };
        let mut package: Vec<u16> = talks.current.clone();
        (0..space.issues())
            .filter(|&issue| open(issue))
            .for_each(|issue| package[issue] = 0);
        loop {
            if package != talks.current && space.keeps_limits(&package) {
                listed.add(setting, talks, &package);
            }
            let advanced = (0..space.issues())
                .rev()
                .filter(|&issue| open(issue))
                .any(|issue| {
                    package[issue] += 1;
                    let turned = usize::from(package[issue]) == space.options_of(issue);
                    if turned {
                        package[issue] = 0;
                    }
                    !turned
                });
            if !advanced {
                return Some(listed);
            }
        }
    }

    fn add(&mut self, setting: &Setting<'_>, talks: &Talks, package: &[u16]) {
        let parties = 0..self.parties;
        let utilities = parties.clone().map(|p| talks.utility(setting, p, package));
        self.utilities.extend(utilities);
        let bears = |p: &usize| !talks.valuations[*p].crosses(&setting.space, package);
        self.bearable.push(parties.filter(bears).collect());
        self.packages.extend_from_slice(package);
    }

    /// Number of packages times parties.
    pub fn size(&self) -> usize {
        self.utilities.len()
    }

    /// The packages that pass if everybody holds out for `thresholds`, each with who votes for it.
    pub fn passing(
        &self,
        legislature: &Legislature,
        present: PartySet,
        thresholds: &[f64],
    ) -> Vec<(usize, PartySet)> {
        let rows = self
            .utilities
            .chunks_exact(self.parties.max(1))
            .zip(&self.bearable);
        let voters = rows.map(|(row, bearable)| {
            let willing = |p: &usize| row[*p] >= thresholds[*p] - SLACK;
            let willing = bearable.iter().filter(willing);
            willing
                .filter(|&p| present.contains(p))
                .collect::<PartySet>()
        });
        let all = voters.enumerate();
        all.filter(|(_, yes)| legislature.suffices(*yes)).collect()
    }

    /// The best of the passing packages for a proposer.
    fn best<'a>(
        &'a self,
        passing: &'a [(usize, PartySet)],
        proposer: usize,
    ) -> impl Iterator<Item = usize> + Clone + 'a {
        let own = move |package: usize| self.utilities[package * self.parties + proposer];
        let signed = passing
            .iter()
            .filter(move |(_, yes)| yes.contains(proposer));
        let signed = signed.map(|(package, _)| *package);
        let best = signed.clone().map(own).fold(f64::NEG_INFINITY, f64::max);
        signed.filter(move |&package| own(package) >= best - SLACK)
    }

    /// Expected utilities if `proposer` is recognised; `None` if it has nothing to propose.
    pub fn expected(&self, passing: &[(usize, PartySet)], proposer: usize) -> Option<Vec<f64>> {
        let mut sums = vec![0.0; self.parties];
        let mut count = 0u32;
        for package in self.best(passing, proposer) {
            count += 1;
            let row = &self.utilities[package * self.parties..][..self.parties];
            sums.iter_mut().zip(row).for_each(|(sum, u)| *sum += u);
        }
        sums.iter_mut()
            .for_each(|sum| *sum /= f64::from(count.max(1)));
        (count > 0).then_some(sums)
    }

    /// What `proposer` proposes, drawn among its best.
    pub fn offer(
        &self,
        passing: &[(usize, PartySet)],
        proposer: usize,
        decisions: &mut ChaCha8Rng,
    ) -> Option<Vec<u16>> {
        let best = self.best(passing, proposer);
        let count = best.clone().count();
        let pick = match count {
            0 | 1 => 0,
            _ => (uniform(decisions) * count as f64) as usize,
        };
        let package = best.clone().nth(pick.min(count.saturating_sub(1)))?;
        Some(self.packages[package * self.issues..][..self.issues].to_vec())
    }
}
