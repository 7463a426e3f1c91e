//! A whole analysis of a scenario: what can be said of it without playing it.
//!
//! Uncertain inputs stand at their medians, and conditions of firmness 1/2 or more are red lines;
//! `draws` says what becomes of the findings over draws.

use super::blockers::{RedLine, blocking_pairs};
use super::findings::*;
use super::{
    Packages, Solved, Survey, View, Visit, blockers, conflict, distance_from_best, survey,
    survey_by_issues,
};
use crate::game::search::Search;
use crate::game::{Compiler, Draw, Space, Valuation};
use crate::model::{PartySet, Scenario};

/// Most packages that are looked at one by one.
pub const MOST_PACKAGES: u64 = 20_000_000;
/// Most packages of which all pairs are ranked for the conflict measure; beyond, evenly spread ones.
const MOST_RANKED: u64 = 100_000;

/// What gains are measured from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Disagreement {
    /// What no deal is worth to each party.
    Reservation,
    /// The utility of the status quo; where there is none, the same as [`Self::Reservation`].
    StatusQuo,
}

impl Disagreement {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reservation => "reservation",
            Self::StatusQuo => "status_quo",
        }
    }
}

/// What to analyze.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// What gains are measured from.
    pub disagreement: Disagreement,
    /// Bargaining power per party of the scenario, above 0.
    pub powers: Vec<f64>,
    /// Whether packages may be drawn by lot.
    pub lotteries: bool,
}

impl Settings {
    /// Reservation values, equal powers, no lotteries.
    pub fn usual(scenario: &Scenario) -> Self {
        Self {
            disagreement: Disagreement::Reservation,
            powers: vec![1.0; scenario.parties.len()],
            lotteries: false,
        }
    }
}

/// The parties whose utilities are analyzed: those whose consent some issue needs.
pub fn signers(scenario: &Scenario) -> Vec<usize> {
    let all = scenario
        .issues
        .iter()
        .fold(PartySet::EMPTY, |set, issue| set.union(issue.consent));
    all.iter().collect()
}

/// Inputs at their medians, with the conditions of firmness 1/2 or more as red lines.
pub fn likeliest(scenario: &Scenario) -> Draw {
    let mut draw = Draw::medians(scenario);
    for (party, red) in scenario.parties.iter().zip(&mut draw.red_lines) {
        for (condition, red) in party.conditions.iter().zip(red) {
            *red = condition.firmness.value(&draw.inputs) >= 0.5;
        }
    }
    draw
}

/// A draw as numbers.
pub(super) struct Numbers {
    pub valuations: Vec<Valuation>,
    pub reservations: Vec<f64>,
    pub disagreement: Vec<f64>,
    pub powers: Vec<f64>,
}

impl Numbers {
    pub fn new(
        scenario: &Scenario,
        space: &Space,
        compiler: &Compiler,
        draw: &Draw,
        settings: &Settings,
        search: &mut Search,
    ) -> Self {
        let valuations = compiler.compile_all(scenario, space, draw, search);
        let parties = valuations.iter().enumerate();
        let reservations: Vec<f64> = parties
            .map(|(p, v)| Compiler::reservation(scenario, space, p, &draw.inputs, v))
            .collect();
        let signers = signers(scenario);
        let disagreement = signers.iter().map(|&p| match settings.disagreement {
            Disagreement::Reservation => reservations[p],
            Disagreement::StatusQuo => {
                let stands = space.status_quo();
                stands.map_or(reservations[p], |package| {
                    valuations[p].utility(space, package)
                })
            }
        });
        Self {
            disagreement: disagreement.collect(),
            powers: signers.iter().map(|&p| settings.powers[p]).collect(),
            reservations,
            valuations,
        }
    }

    pub fn view<'a>(&'a self, parties: &'a [usize], lotteries: bool) -> View<'a> {
        View {
            parties,
            reservations: &self.reservations,
            disagreement: &self.disagreement,
            powers: &self.powers,
            lotteries,
        }
    }
}

/// Analyzes a scenario, without draws.
pub fn analyze(scenario: &Scenario, settings: &Settings) -> Analysis {
    let space = Space::new(scenario);
    let compiler = Compiler::new(scenario);
    let mut search = Search::new();
    let draw = likeliest(scenario);
    let mut numbers = Numbers::new(scenario, &space, &compiler, &draw, settings, &mut search);
    let parties = signers(scenario);
    let words = Words {
        scenario,
        space: &space,
    };
    let mut found = Analysis {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: scenario.id.clone(),
        hash: scenario.hash.clone(),
        parties: parties
            .iter()
            .map(|&p| scenario.parties[p].id.clone())
            .collect(),
        disagreement: DisagreementPoint {
            kind: settings.disagreement.word().to_owned(),
            utilities: numbers.disagreement.clone(),
            raised: false,
        },
        ..Analysis::default()
    };
    found.packages = Count::of(scenario.packages());
    found.enumerated = super::count(&space).is_some_and(|n| n <= MOST_PACKAGES);
    let view = numbers.view(&parties, settings.lotteries);
    if found.enumerated {
        let survey = survey(&space, &numbers.valuations, &view);
        found.rational = Some(survey.rational);
        found.zone = Some(survey.zone);
        fill(&mut found, &survey, &words);
        found.conflict = conflicts(&space, &numbers.valuations, &parties);
    } else {
        match survey_by_issues(&space, &numbers.valuations, &view) {
            Ok(survey) => fill(&mut found, &survey, &words),
            Err(why) => found.not_computed = Some(why.reason().to_owned()),
        }
    }
    found.blockers = blocked(scenario, &space, &draw, &mut numbers, found.zone);
    found
}

/// Puts what a survey found into words and shares.
fn fill(found: &mut Analysis, survey: &Survey, words: &Words<'_>) {
    let solutions = |solved: &[Solved]| solved.iter().map(|s| words.solution(s)).collect();
    found.disagreement.raised = found.disagreement.utilities != survey.disagreement;
    found.disagreement.utilities = survey.disagreement.clone();
    found.ideal = survey.ideal.clone();
    found.pareto = Some(Pareto::of(&survey.pareto));
    found.efficient = Some(Pareto::of(&survey.efficient));
    found.nash = solutions(&survey.nash);
    found.kalai_smorodinsky = solutions(&survey.kalai_smorodinsky);
    found.egalitarian = solutions(&survey.egalitarian);
    found.utilitarian = solutions(&survey.utilitarian);
    found.nash_lottery = survey.lottery.as_ref().map(|drawn| LotteryFound {
        utilities: drawn.utilities.clone(),
        draws: drawn
            .packages
            .iter()
            .map(|(solved, probability)| LotteryDraw {
                probability: *probability,
                solution: words.solution(solved),
            })
            .collect(),
    });
    let best: Vec<f64> = survey.ranges.iter().map(|range| range[1]).collect();
    found.opposition = survey.opposition;
    found.opposition_kalai_smorodinsky = survey
        .kalai_smorodinsky
        .first()
        .map(|solved| distance_from_best(&solved.utilities, &best));
}

/// How opposed the rankings of each pair of parties are.
fn conflicts(space: &Space, valuations: &[Valuation], parties: &[usize]) -> Vec<Conflict> {
    let total = super::count(space).unwrap_or(u64::MAX);
    let compared = total.min(MOST_RANKED);
    let mut utilities: Vec<Vec<f64>> = vec![Vec::with_capacity(compared as usize); parties.len()];
    let see = |visit: Visit<'_>| {
        for (column, &party) in utilities.iter_mut().zip(parties) {
            column.push(visit.utilities[party]);
        }
    };
    let packages = Packages::new(space, valuations);
    if compared == total {
        packages.visit(0..total, see);
    } else {
        let mut pick = Spread::new(total);
        packages.visit_picked(compared, |_, options| pick.next(space, options), see);
    }
    let mut found = Vec::new();
    for a in 0..parties.len() {
        for b in a + 1..parties.len() {
            let pairs = utilities[a].iter().zip(&utilities[b]);
            found.push(Conflict {
                parties: [parties[a], parties[b]],
                level: conflict(pairs.map(|(x, y)| [*x, *y]).collect()),
                compared,
            });
        }
    }
    found
}

/// Packages spread evenly over a space: multiples of the golden ratio, which fall evenly into every
/// part of it.
struct Spread {
    total: u64,
    place: u64,
}

impl Spread {
    const fn new(total: u64) -> Self {
        Self { total, place: 0 }
    }

    fn next(&mut self, space: &Space, options: &mut [u16]) {
        self.place = self.place.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let index = (u128::from(self.place) * u128::from(self.total)) >> 64;
        options.copy_from_slice(&super::package(space, index as u64));
    }
}

/// Whether agreement is possible, and what stands in its way.
fn blocked(
    scenario: &Scenario,
    space: &Space,
    draw: &Draw,
    numbers: &mut Numbers,
    zone: Option<u64>,
) -> BlockersFound {
    // A search sums utilities as given in an order of its own; what was counted decides.
    if zone.is_some_and(|packages| packages > 0) {
        return BlockersFound {
            zone_exists: true,
            ..BlockersFound::default()
        };
    }
    let mut search = Search::new();
    let search = &mut search;
    let Numbers {
        valuations,
        reservations,
        ..
    } = numbers;
    let single = blockers(space, valuations, reservations, &draw.red_lines, search);
    let line = |&(party, condition): &RedLine| RedLineFound {
        party: scenario.parties[party].id.clone(),
        condition: scenario.parties[party].conditions[condition].id.clone(),
        said: scenario.parties[party].conditions[condition].said.clone(),
    };
    let mut sets: Vec<Vec<RedLineFound>> = single
        .conditions
        .iter()
        .map(|one| vec![line(one)])
        .collect();
    if !single.zone_exists && single.conditions.is_empty() {
        let pairs = blocking_pairs(
            space,
            valuations,
            reservations,
            &draw.red_lines,
            &[],
            search,
        );
        sets.extend(pairs.iter().map(|pair| pair.iter().map(line).collect()));
    }
    let ids = single.reservations.iter();
    BlockersFound {
        zone_exists: single.zone_exists,
        red_lines: sets,
        no_deal_values: ids.map(|&p| scenario.parties[p].id.clone()).collect(),
    }
}
