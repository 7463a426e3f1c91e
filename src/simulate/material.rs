//! The charts' material: payoffs, the package space, the typical talks, and demands by round.

use super::Settings;
use super::forecast::*;
use super::story::replay_in;
use super::tally::Tally;
use crate::analysis::{Landscape, landscape, likeliest};
use crate::game::search::Search;
use crate::game::{Compiler, Space, Valuation};
use crate::model::Scenario;
use crate::negotiate::Setting;
use crate::stats::Histogram;

/// Values per party in the payoff chart.
const PAYOFFS: usize = 50;
/// Parties of which all pairs are looked at.
const MAX_PARTIES: usize = 5;
/// Most simulated packages shown in the package space.
const MAX_DEALS: usize = 300;
/// Least number of demands in a round for their quantiles to be shown.
const MIN_DEMANDS: u64 = 20;

/// The charts' material for a tally and its forecast.
pub fn details(
    setting: &Setting<'_>,
    settings: &Settings,
    tally: &Tally,
    forecast: &Forecast,
) -> Details {
    Details {
        payoffs: payoffs(setting.scenario, tally),
        frontiers: frontiers(setting, tally),
        dance: replay_in(setting, settings.seed, forecast.typical_run).dance,
        concessions: concessions(setting.scenario, tally),
        inputs: super::inputs::inputs(setting.scenario, settings.seed, tally.runs),
    }
}

fn payoffs(scenario: &Scenario, tally: &Tally) -> Vec<Payoff> {
    let values = |histogram: &Histogram| {
        let quantile = |k: usize| histogram.quantile((k as f64 + 0.5) / PAYOFFS as f64);
        (0..PAYOFFS).map(quantile).collect()
    };
    let parties = scenario.parties.iter().enumerate();
    let payoff = |(index, party): (usize, &crate::model::Party)| Payoff {
        party: party.id.clone(),
        utility: values(&tally.utility[index]),
        no_deal: values(&tally.no_deal[index]),
    };
    parties.map(payoff).collect()
}

/// The package space at the inputs' medians, with the likelier of the red lines drawn.
pub(super) fn frontiers(setting: &Setting<'_>, tally: &Tally) -> Vec<Frontier> {
    let (scenario, space) = (setting.scenario, &setting.space);
    let draw = likeliest(scenario);
    let mut search = Search::new();
    let valuations = setting
        .compiler
        .compile_all(scenario, space, &draw, &mut search);
    let reservations: Vec<f64> = valuations
        .iter()
        .enumerate()
        .map(|(p, v)| Compiler::reservation(scenario, space, p, &draw.inputs, v))
        .collect();
    let parties = scenario.parties.len().min(MAX_PARTIES);
    // The grid of the package space reaches from 0 to 1: who goes beyond would be shown wrongly.
    let shown = |pair: &[usize; 2]| {
        pair.iter().all(|&party| {
            let [low, high] = scenario.parties[party].reach(&scenario.inputs);
            low >= -0.005 && high <= 1.005
        })
    };
    let pairs: Vec<[usize; 2]> = (0..parties)
        .flat_map(|a| (a + 1..parties).map(move |b| [a, b]))
        .filter(shown)
        .collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let principals = scenario.principals();
    let land = landscape(space, &valuations, &reservations, principals, &pairs);
    let deals = commonest(tally);
    let panels = pairs.iter().enumerate();
    panels
        .map(|(n, &pair)| {
            frontier(
                space,
                &valuations,
                &reservations,
                &land,
                (n, pair),
                &deals,
                tally,
            )
        })
        .collect()
}

/// A final package, its number of replications, and the outcome class of most of them.
type Found<'a> = (&'a Vec<u16>, u64, usize);

fn commonest(tally: &Tally) -> Vec<Found<'_>> {
    let found = tally.packages.iter().filter_map(|(package, found)| {
        let (outcome, _) = found.commonest()?;
        Some((package, found.count(), outcome))
    });
    let mut found: Vec<Found<'_>> = found.collect();
    found.sort_by_key(|(package, count, _)| (std::cmp::Reverse(*count), (*package).clone()));
    found.truncate(MAX_DEALS);
    found
}

fn frontier(
    space: &Space,
    valuations: &[Valuation],
    reservations: &[f64],
    land: &Landscape,
    (n, pair): (usize, [usize; 2]),
    deals: &[Found<'_>],
    tally: &Tally,
) -> Frontier {
    let at = |package: &[u16]| pair.map(|p| valuations[p].utility(space, package));
    let deal = |&(package, count, outcome): &Found<'_>| Deal {
        utilities: at(package),
        share: count as f64 / tally.runs as f64,
        outcome,
    };
    let solution = |(id, point): &(&'static str, Vec<f64>)| Solution {
        id: (*id).to_owned(),
        utilities: pair.map(|p| point[p]),
    };
    Frontier {
        parties: pair,
        packages: land.packages,
        complete: land.complete,
        cells: land.cells[n].iter().copied().collect(),
        zone: land.zone[n].iter().copied().collect(),
        pareto: land.pareto[n].clone(),
        no_deal: pair.map(|p| reservations[p]),
        status_quo: space.status_quo().map(at),
        solutions: land.solutions.iter().map(solution).collect(),
        deals: deals.iter().map(deal).collect(),
    }
}

fn concessions(scenario: &Scenario, tally: &Tally) -> Vec<Concession> {
    let mut found = Vec::new();
    for party in 0..scenario.parties.len() {
        let stretches = tally.demands[party].iter().enumerate();
        let fan = |(stretch, histogram): (usize, &Option<Histogram>)| {
            let histogram = histogram.as_ref().filter(|h| h.count() >= MIN_DEMANDS)?;
            let shares = [0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975];
            Some(Fan {
                round: stretch as u32 * tally.stride + 1,
                count: histogram.count(),
                quantiles: shares.map(|share| histogram.quantile(share)),
            })
        };
        let rounds: Vec<Fan> = stretches.filter_map(fan).collect();
        if !rounds.is_empty() {
            found.push(Concession { party, rounds });
        }
    }
    found
}
