//! From counts to the forecast.

use super::forecast::*;
use super::run::AUTO_HALF_WIDTH;
use super::tally::{FIFTHS, Tally};
use super::{Runs, Settings};
use crate::model::{How, Role, Scenario, Subject};
use crate::stats::{Histogram, difference_half_width, largest, wilson};
use std::collections::BTreeMap;

/// Most packages listed.
const MAX_PACKAGES: usize = 20;
/// Most rounds listed in the timing.
const MAX_ROUNDS: u32 = 1000;

/// The forecast that counts amount to.
pub fn forecast(scenario: &Scenario, settings: &Settings, tally: &Tally) -> Forecast {
    let headline = largest(&tally.outcomes);
    let outcomes = outcomes(scenario, tally);
    let issues = issues(scenario, tally);
    Forecast {
        zopa: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: label(scenario),
        seed: settings.seed,
        runs: tally.runs,
        stopping: stopping(settings, &outcomes[headline]),
        expectations: expectations(scenario, &outcomes, &issues),
        outcomes,
        issues,
        conditions: conditions(scenario, tally),
        parties: parties(scenario, tally),
        timing: timing(scenario, tally),
        clauses: clauses(scenario, tally),
        packages: packages(scenario, tally),
        endings: endings(tally),
        tables: tables(scenario, tally),
        zone: zone(scenario, tally),
        drivers: drivers(scenario, tally, headline),
        headline,
        typical_run: typical_run(tally, headline),
    }
}

fn label(scenario: &Scenario) -> ScenarioLabel {
    let packages = scenario.packages();
    ScenarioLabel {
        id: scenario.id.clone(),
        name: scenario.name.clone(),
        hash: scenario.hash.clone(),
        packages: match packages {
            u128::MAX => "more than 10^38".to_owned(),
            n => n.to_string(),
        },
        uncertain_inputs: scenario.inputs.len(),
    }
}

fn stopping(settings: &Settings, headline: &Outcome) -> Stopping {
    let half_width = 0.5 * (headline.high - headline.low);
    match settings.runs {
        Runs::Fixed(_) => Stopping {
            rule: "fixed".to_owned(),
            half_width,
            target: None,
        },
        Runs::Auto => Stopping {
            rule: "auto".to_owned(),
            half_width,
            target: Some(AUTO_HALF_WIDTH),
        },
    }
}

fn share(count: u64, tally: &Tally) -> f64 {
    if tally.runs == 0 {
        0.0
    } else {
        count as f64 / tally.runs as f64
    }
}

fn outcomes(scenario: &Scenario, tally: &Tally) -> Vec<Outcome> {
    let classes = scenario.outcomes.iter().enumerate();
    let outcome = |(class, model): (usize, &crate::model::OutcomeClass)| {
        let count = tally.outcomes[class];
        let (low, high) = wilson(count, tally.runs);
        let median = median_round(&tally.rounds[class]);
        let gains = tally.gains[class].iter().map(|sum| sum / count as f64);
        Outcome {
            id: model.id.clone(),
            name: model.name.clone(),
            count,
            share: share(count, tally),
            low,
            high,
            median_day: median.map(|round| round * scenario.time.days_per_round),
            gains: if count == 0 {
                Vec::new()
            } else {
                gains.collect()
            },
        }
    };
    classes.map(outcome).collect()
}

fn median_round(rounds: &BTreeMap<u32, u64>) -> Option<f64> {
    let total: u64 = rounds.values().sum();
    let mut seen = 0;
    for (&round, count) in rounds {
        seen += count;
        if 2 * seen >= total {
            return Some(f64::from(round));
        }
    }
    None
}

fn issues(scenario: &Scenario, tally: &Tally) -> Vec<IssueForecast> {
    let mut place = 0;
    let mut issues = Vec::new();
    for issue in &scenario.issues {
        let mut options = Vec::new();
        for option in &issue.options {
            let count = tally.options[place];
            let (low, high) = wilson(count, tally.runs);
            options.push(OptionForecast {
                id: option.id.clone(),
                name: option.name.clone(),
                share: share(count, tally),
                low,
                high,
                red_lines: tally
                    .forbidden
                    .iter()
                    .map(|f| share(f[place], tally))
                    .collect(),
            });
            place += 1;
        }
        issues.push(IssueForecast {
            id: issue.id.clone(),
            name: issue.name.clone(),
            status_quo: issue.status_quo.map(|o| issue.options[o].id.clone()),
            options,
        });
    }
    issues
}

fn conditions(scenario: &Scenario, tally: &Tally) -> Vec<ConditionForecast> {
    let parties = scenario.parties.iter().zip(&tally.conditions);
    let of_party = |(party, counts): (&crate::model::Party, &Vec<[u64; 4]>)| {
        let pairs = party.conditions.iter().zip(counts);
        let found = pairs.map(|(condition, count)| ConditionForecast {
            party: party.id.clone(),
            id: condition.id.clone(),
            said: condition.said.clone(),
            met: share(count[0], tally),
            red_line: share(count[1], tally),
            blocking: share(count[2], tally),
            refused: share(count[3], tally),
        });
        found.collect::<Vec<_>>()
    };
    parties.flat_map(of_party).collect()
}

fn spread(histogram: &Histogram) -> Spread {
    Spread {
        mean: histogram.mean(),
        q05: histogram.quantile(0.05),
        q50: histogram.quantile(0.5),
        q95: histogram.quantile(0.95),
    }
}

fn parties(scenario: &Scenario, tally: &Tally) -> Vec<PartyForecast> {
    let parties = scenario.parties.iter().enumerate();
    let party = |(index, party): (usize, &crate::model::Party)| PartyForecast {
        id: party.id.clone(),
        name: party.name.clone(),
        role: match party.role {
            Role::Principal => "principal",
            Role::Mediator => "mediator",
        }
        .to_owned(),
        utility: spread(&tally.utility[index]),
        no_deal: spread(&tally.no_deal[index]),
        better_than_no_deal: share(tally.better[index], tally),
        as_given: party.scale.is_as_given(),
    };
    parties.map(party).collect()
}

fn timing(scenario: &Scenario, tally: &Tally) -> Timing {
    let no_deal = scenario.no_deal_class();
    let mut with_deal: BTreeMap<u32, u64> = BTreeMap::new();
    let deals = tally
        .rounds
        .iter()
        .enumerate()
        .filter(|(c, _)| *c != no_deal);
    for (&round, &count) in deals.flat_map(|(_, rounds)| rounds) {
        *with_deal.entry(round).or_default() += count;
    }
    let last = scenario.time.rounds;
    let stride = last.div_ceil(MAX_ROUNDS).max(1);
    let ends = (1..=last).filter(|round| round % stride == 0 || *round == last);
    let days = scenario.time.days_per_round;
    let mut counts = vec![0u64; tally.rounds.len()];
    let mut from = 0;
    let by_round = ends.map(|round| {
        for (count, rounds) in counts.iter_mut().zip(&tally.rounds) {
            *count += rounds.range(from + 1..=round).map(|(_, n)| n).sum::<u64>();
        }
        from = round;
        RoundShares {
            round,
            day: f64::from(round) * days,
            shares: counts.iter().map(|&count| share(count, tally)).collect(),
        }
    });
    Timing {
        by_round: by_round.collect(),
        median_round: median_round(&with_deal),
        days_per_round: days,
    }
}

fn clauses(scenario: &Scenario, tally: &Tally) -> Vec<ClauseForecast> {
    let clauses = scenario.issues.iter().zip(&tally.clauses);
    let clause = |(issue, counts): (&crate::model::Issue, &[u64; 4])| ClauseForecast {
        issue: issue.id.clone(),
        agreed: share(counts[0], tally),
        in_force: share(counts[1], tally),
        breached: share(counts[2], tally),
        held: share(counts[3], tally),
    };
    clauses.map(clause).collect()
}

fn packages(scenario: &Scenario, tally: &Tally) -> Vec<PackageForecast> {
    let mut commonest: Vec<_> = tally.packages.iter().collect();
    commonest
        .sort_by_key(|(package, found)| (std::cmp::Reverse(found.count()), (*package).clone()));
    let package = |(package, found): (&Vec<u16>, &super::tally::PackageTally)| {
        let issues = || scenario.issues.iter().zip(package);
        let moved = issues().filter(|(issue, option)| issue.status_quo != Some(**option as usize));
        let (outcome, alike) = found.commonest()?;
        Some(PackageForecast {
            options: issues()
                .map(|(i, &o)| i.options[o as usize].id.clone())
                .collect(),
            moved: moved.map(|(issue, _)| issue.id.clone()).collect(),
            outcome: scenario.outcomes[outcome].id.clone(),
            count: found.count(),
            share: share(found.count(), tally),
            first_run: alike.first_run()?,
        })
    };
    commonest
        .into_iter()
        .take(MAX_PACKAGES)
        .filter_map(package)
        .collect()
}

fn endings(tally: &Tally) -> Vec<Share> {
    let pairs = How::ALL.iter().zip(tally.endings);
    let ending = |(how, count): (&How, u64)| Share {
        id: how.id().to_owned(),
        share: share(count, tally),
    };
    pairs.map(ending).collect()
}

fn tables(scenario: &Scenario, tally: &Tally) -> Vec<TableForecast> {
    let tracks = scenario.tracks().iter();
    let named = tracks.map(|track| (track.id.as_str(), track.name.as_str(), track.secret));
    let aside = scenario.side_deals.then_some(("aside", "Side deals", true));
    let table = |((id, name, secret), rounds): ((&str, &str, bool), &BTreeMap<u32, u64>)| {
        let count = rounds.values().sum();
        let (low, high) = wilson(count, tally.runs);
        let median = median_round(rounds);
        TableForecast {
            id: id.to_owned(),
            name: name.to_owned(),
            secret,
            count,
            share: share(count, tally),
            low,
            high,
            median_day: median.map(|round| round * scenario.time.days_per_round),
        }
    };
    named.chain(aside).zip(&tally.tables).map(table).collect()
}

fn zone(scenario: &Scenario, tally: &Tally) -> Zone {
    let parties = scenario.parties.iter().zip(&tally.opened);
    let opened = |(party, &count): (&crate::model::Party, &u64)| Share {
        id: party.id.clone(),
        share: share(count, tally),
    };
    Zone {
        missed: share(tally.missed, tally),
        empty: share(tally.empty, tally),
        opened_by_reservation: parties.map(opened).collect(),
    }
}

/// Inputs and red lines, by how far the headline share moves from one end to the other.
fn drivers(scenario: &Scenario, tally: &Tally, headline: usize) -> Vec<Driver> {
    let mut drivers = Vec::new();
    for (input, counts) in scenario.inputs.iter().zip(&tally.by_input) {
        let ends = [&counts[0], &counts[FIFTHS - 1]];
        let values = [0.1, 0.9].map(|p| input.distribution.quantile(p));
        drivers.extend(driver(&input.path, &input.name, values, ends, headline));
    }
    for (party, counts) in scenario.parties.iter().zip(&tally.by_red_line) {
        for (condition, counts) in party.conditions.iter().zip(counts) {
            let path = format!("party.{}.condition.{}", party.id, condition.id);
            let name = format!("{}: “{}” a red line", party.name, condition.said);
            let ends = [&counts[0], &counts[1]];
            drivers.extend(driver(&path, &name, [0.0, 1.0], ends, headline));
        }
    }
    drivers.sort_by(|a, b| {
        let size = b.effect.abs().total_cmp(&a.effect.abs());
        size.then_with(|| a.path.cmp(&b.path))
    });
    drivers
}

/// A driver, if both ends have been seen.
fn driver(
    path: &str,
    name: &str,
    values: [f64; 2],
    ends: [&Vec<u64>; 2],
    headline: usize,
) -> Option<Driver> {
    let totals = ends.map(|counts| counts.iter().sum::<u64>());
    if totals.contains(&0) {
        return None;
    }
    let hits = ends.map(|counts| counts[headline]);
    let share = |n: usize| hits[n] as f64 / totals[n] as f64;
    Some(Driver {
        path: path.to_owned(),
        name: name.to_owned(),
        low: values[0],
        high: values[1],
        share_low: share(0),
        share_high: share(1),
        effect: share(1) - share(0),
        half_width: difference_half_width(hits[0], totals[0], hits[1], totals[1]),
    })
}

fn expectations(
    scenario: &Scenario,
    outcomes: &[Outcome],
    issues: &[IssueForecast],
) -> Vec<ExpectationResult> {
    let result = |expected: &crate::model::Expectation| {
        let (subject, name, share) = match expected.subject {
            Subject::Outcome(class) => {
                let outcome = &outcomes[class];
                (
                    format!("outcome.{}", outcome.id),
                    outcome.name.clone(),
                    outcome.share,
                )
            }
            Subject::Option { issue, option } => {
                let (issue, option) = (&issues[issue], &issues[issue].options[option]);
                let subject = format!("issue.{}.{}", issue.id, option.id);
                (
                    subject,
                    format!("{}: {}", issue.name, option.name),
                    option.share,
                )
            }
        };
        ExpectationResult {
            subject,
            name,
            at_least: expected.at_least,
            at_most: expected.at_most,
            share,
            met: (expected.at_least..=expected.at_most).contains(&share),
        }
    };
    scenario.expectations.iter().map(result).collect()
}

/// The most typical replication: of those in the headline class with its commonest package, the
/// first that ended in the median round.
fn typical_run(tally: &Tally, headline: usize) -> u64 {
    let of_class = tally
        .packages
        .iter()
        .filter_map(|(package, found)| Some((package, found.classes.get(&headline)?)));
    let commonest = of_class.max_by(|a, b| a.1.count.cmp(&b.1.count).then_with(|| b.0.cmp(a.0)));
    let alike = commonest.map_or(&tally.without_deal, |(_, alike)| alike);
    alike.typical_run().unwrap_or(0)
}
