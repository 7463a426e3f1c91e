//! Forecasts at the edges of what can come in: the sample, bent.

use super::sample;
use crate::simulate::forecast::*;

/// The sample with every run ending without a deal.
pub fn no_deals() -> (Forecast, Details) {
    let (mut forecast, mut details) = (sample::forecast(), sample::details());
    let runs = forecast.runs;
    let mut none = None;
    for (k, outcome) in forecast.outcomes.iter_mut().enumerate() {
        let all = outcome.id == "no_deal";
        outcome.count = if all { runs } else { 0 };
        let share = f64::from(u8::from(all));
        (outcome.share, outcome.low, outcome.high) = (share, share, share);
        none = if all { Some(k) } else { none };
    }
    for row in &mut forecast.timing.by_round {
        row.shares = vec![0.0; forecast.outcomes.len()];
        row.shares[none.expect("no_deal always exists")] = f64::from(row.round) / 30.0;
    }
    forecast.timing.median_round = None;
    forecast.packages.truncate(1);
    for option in forecast
        .issues
        .iter_mut()
        .flat_map(|issue| &mut issue.options)
    {
        option.share = 0.0;
    }
    for frontier in &mut details.frontiers {
        frontier.deals.clear();
    }
    details.dance.moves.retain(|m| m.kind != "deal");
    (forecast, details)
}

/// The sample, bent towards an edge, with a name for the edge.
pub fn edge_cases() -> Vec<(&'static str, Forecast, Details)> {
    let (forecast, details) = no_deals();
    vec![
        ("no-deals", forecast, details),
        all_deals(),
        one_run(),
        empty(),
        two_parties(),
        crowd(),
        long_names(),
        long_talks(),
        one_round(),
        nothing_forbidden(),
    ]
}

fn all_deals() -> (&'static str, Forecast, Details) {
    let (mut forecast, details) = (sample::forecast(), sample::details());
    let runs = forecast.runs;
    for (k, outcome) in forecast.outcomes.iter_mut().enumerate() {
        outcome.count = if k == 0 { runs } else { 0 };
        let share = if k == 0 { 1.0 } else { 0.0 };
        (outcome.share, outcome.low, outcome.high) = (share, share, share);
    }
    for row in &mut forecast.timing.by_round {
        let done = f64::from(row.round) / 30.0;
        row.shares = vec![0.0; forecast.outcomes.len()];
        row.shares[0] = done;
    }
    ("all-deals", forecast, details)
}

fn one_run() -> (&'static str, Forecast, Details) {
    let (_, mut forecast, mut details) = all_deals();
    forecast.runs = 1;
    forecast.outcomes[0].count = 1;
    forecast.outcomes[0].low = 0.2065;
    forecast.packages = vec![PackageForecast {
        count: 1,
        share: 1.0,
        ..forecast.packages[1].clone()
    }];
    details.concessions.clear();
    ("one-run", forecast, details)
}

fn empty() -> (&'static str, Forecast, Details) {
    let mut forecast = sample::forecast();
    forecast.runs = 0;
    forecast.outcomes.clear();
    forecast.issues.clear();
    forecast.conditions.clear();
    forecast.parties.clear();
    forecast.packages.clear();
    forecast.timing.by_round.clear();
    let dance = Dance {
        run: 0,
        outcome: 0,
        ended: String::new(),
        rounds: 0,
        moves: Vec::new(),
    };
    let details = Details {
        payoffs: Vec::new(),
        frontiers: Vec::new(),
        dance,
        concessions: Vec::new(),
        inputs: Default::default(),
    };
    ("empty", forecast, details)
}

fn two_parties() -> (&'static str, Forecast, Details) {
    let (mut forecast, mut details) = (sample::forecast(), sample::details());
    forecast.parties.truncate(2);
    details.frontiers.truncate(1);
    details.concessions.truncate(2);
    forecast.issues.truncate(1);
    forecast.outcomes.drain(1..8);
    for row in &mut forecast.timing.by_round {
        row.shares.drain(1..8);
    }
    for option in forecast
        .issues
        .iter_mut()
        .flat_map(|issue| &mut issue.options)
    {
        option.red_lines.truncate(2);
    }
    for package in &mut forecast.packages {
        package.options.truncate(1);
        package.moved.retain(|issue| issue == "energy");
    }
    forecast
        .packages
        .retain(|package| package.moved.is_empty() || package.count == 1_310);
    for frontier in &mut details.frontiers {
        frontier.deals.truncate(1);
    }
    details.dance.moves.retain(|m| m.party != Some(2));
    ("two-parties", forecast, details)
}

/// 64 parties, 64 issues, 30 outcome classes, every pair of the first dozen parties.
fn crowd() -> (&'static str, Forecast, Details) {
    let (mut forecast, mut details) = (sample::forecast(), sample::details());
    let model = forecast.parties.clone();
    forecast.parties = (0..64)
        .map(|k| PartyForecast {
            id: format!("party_{k}"),
            name: format!("Party {k}"),
            ..model[k % 3].clone()
        })
        .collect();
    let issues = forecast.issues.clone();
    forecast.issues = (0..64).map(|k| issues[k % 13].clone()).collect();
    for (k, issue) in forecast.issues.iter_mut().enumerate() {
        issue.id = format!("issue_{k}");
        for option in &mut issue.options {
            option.red_lines = (0..64)
                .map(|p| if p % 5 == k % 5 { option.share } else { 0.0 })
                .collect();
        }
    }
    for package in &mut forecast.packages {
        package.options = (0..64).map(|k| package.options[k % 13].clone()).collect();
    }
    let named = forecast.outcomes[1].clone();
    let more = (0..20_u64).map(|k| Outcome {
        id: format!("class_{k}"),
        name: format!("Class {k}"),
        count: 3 * k + 1,
        ..named.clone()
    });
    forecast.outcomes.splice(7..7, more);
    for row in &mut forecast.timing.by_round {
        let more = (0..20).map(|k| f64::from(k * row.round) / 100_000.0);
        row.shares.splice(7..7, more);
    }
    let pairs = (0..12_usize).flat_map(|a| (a + 1..12).map(move |b| [a, b]));
    details.frontiers = pairs
        .map(|parties| Frontier {
            parties,
            ..details.frontiers[parties[0] % 3].clone()
        })
        .collect();
    let fans = details.concessions.clone();
    details.concessions = (0..64)
        .map(|party| Concession {
            party,
            ..fans[party % 3].clone()
        })
        .collect();
    for (k, step) in details.dance.moves.iter_mut().enumerate() {
        step.party = step.party.map(|_| k);
        step.utilities = (0..64).map(|p| f64::from(p) / 64.0).collect();
    }
    details.payoffs = (0..64)
        .map(|k| Payoff {
            party: format!("party_{k}"),
            ..details.payoffs[k % 3].clone()
        })
        .collect();
    ("crowd", forecast, details)
}

fn long_names() -> (&'static str, Forecast, Details) {
    let (mut forecast, mut details) = (sample::forecast(), sample::details());
    let long = "The most honourable association of everyone with a long name and no mercy on typesetters, ".repeat(3);
    let unbroken = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(4);
    forecast.scenario.name = long.clone();
    forecast.scenario.id = unbroken.clone();
    forecast
        .parties
        .iter_mut()
        .for_each(|party| party.name = long.clone());
    forecast
        .outcomes
        .iter_mut()
        .for_each(|outcome| outcome.name = unbroken.clone());
    for issue in &mut forecast.issues {
        issue.name = long.clone();
        issue
            .options
            .iter_mut()
            .for_each(|option| option.name = unbroken.clone());
    }
    details
        .dance
        .moves
        .iter_mut()
        .for_each(|m| m.text = long.clone());
    ("long-names", forecast, details)
}

fn long_talks() -> (&'static str, Forecast, Details) {
    let (mut forecast, mut details) = (sample::forecast(), sample::details());
    let last = forecast.timing.by_round[29].clone();
    forecast.timing.by_round = (1..=5_000)
        .map(|round| RoundShares {
            round,
            day: f64::from(round) * 0.25,
            shares: last
                .shares
                .iter()
                .map(|s| s * f64::from(round) / 5_000.0)
                .collect(),
        })
        .collect();
    for concession in &mut details.concessions {
        let model = concession.rounds.clone();
        concession.rounds = (1..=5_000)
            .map(|round| Fan {
                round,
                ..model[round as usize * 29 / 5_000].clone()
            })
            .collect();
    }
    let model = details.dance.moves.clone();
    details.dance.moves = (1..=5_000)
        .map(|round| Move {
            table: None,
            round,
            ..model[round as usize % model.len()].clone()
        })
        .collect();
    details.dance.rounds = 5_000;
    ("long-talks", forecast, details)
}

fn one_round() -> (&'static str, Forecast, Details) {
    let (mut forecast, mut details) = (sample::forecast(), sample::details());
    let last = forecast
        .timing
        .by_round
        .pop()
        .expect("the sample has rounds");
    forecast.timing.by_round = vec![RoundShares {
        round: 1,
        day: 1.0,
        ..last
    }];
    details
        .concessions
        .iter_mut()
        .for_each(|c| c.rounds.truncate(1));
    details.dance.moves.truncate(3);
    details.dance.rounds = 1;
    details.dance.ended = "walk_out".to_owned();
    let exit = Move {
        table: None,
        kind: "walk_out".to_owned(),
        text: "Russia walks out".to_owned(),
        ..details.dance.moves[2].clone()
    };
    details.dance.moves.push(exit);
    ("one-round", forecast, details)
}

fn nothing_forbidden() -> (&'static str, Forecast, Details) {
    let (mut forecast, details) = (sample::forecast(), sample::details());
    for option in forecast
        .issues
        .iter_mut()
        .flat_map(|issue| &mut issue.options)
    {
        option.red_lines.clear();
    }
    ("nothing-forbidden", forecast, details)
}
