//! A forecast made up for tests of the charts, in the shape of the first scenario: three parties,
//! thirteen issues, eight outcome classes. Its numbers are invented, and plausible.

use zopa::simulate::forecast::*;

/// Number of runs the shares are of.
const RUNS: u64 = 10_000;

const PARTIES: [(&str, &str, &str); 3] = [
    ("us", "United States", "mediator"),
    ("russia", "Russia", "principal"),
    ("ukraine", "Ukraine", "principal"),
];

/// Outcome classes: id, name, runs, median day, gains.
const OUTCOMES: [(&str, &str, u64, f64, [f64; 3]); 10] = [
    (
        "energy_only",
        "Energy-strike pause only",
        4_690,
        6.0,
        [0.11, 0.14, 0.05],
    ),
    (
        "energy_black_sea",
        "Energy and Black Sea pause",
        1_130,
        12.0,
        [0.17, 0.16, 0.08],
    ),
    (
        "ceasefire_30",
        "30-day ceasefire",
        640,
        15.0,
        [0.29, 0.03, 0.19],
    ),
    (
        "permanent",
        "Permanent settlement",
        90,
        27.0,
        [0.44, 0.31, 0.02],
    ),
    (
        "over_head",
        "A deal over Ukraine's head",
        420,
        18.0,
        [0.12, 0.33, -0.24],
    ),
    (
        "prisoners",
        "Prisoner exchange only",
        610,
        4.0,
        [0.03, 0.02, 0.06],
    ),
    (
        "goodwill",
        "US–Russia goodwill only",
        20,
        9.0,
        [0.04, 0.06, 0.0],
    ),
    ("maritime", "Black Sea pause only", 0, 0.0, [0.0; 3]),
    (
        "no_deal",
        "No agreement by the deadline",
        2_360,
        30.0,
        [0.0; 3],
    ),
    ("other", "Another package", 40, 14.0, [0.09, 0.07, 0.04]),
];

/// An issue: id, name, and its options with the share of runs and the red lines per party, the
/// status quo first.
type Issue = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str, f64, [f64; 3])],
);

const ISSUES: [Issue; 13] = [
    (
        "energy",
        "Energy strikes",
        &[
            ("go_on", "go on", 0.36, [0.0; 3]),
            ("paused", "paused for 30 days", 0.64, [0.0, 0.04, 0.0]),
        ],
    ),
    (
        "ceasefire",
        "General ceasefire",
        &[
            ("none", "none", 0.92, [0.0; 3]),
            ("days_30", "for 30 days", 0.066, [0.0, 0.58, 0.0]),
            ("permanent", "permanent", 0.014, [0.0, 0.08, 0.12]),
        ],
    ),
    (
        "black_sea",
        "Black Sea",
        &[
            ("open", "open to attacks", 0.82, [0.0; 3]),
            ("safe", "safe for shipping", 0.18, [0.0, 0.05, 0.0]),
        ],
    ),
    (
        "missiles",
        "Long-range strikes",
        &[
            ("go_on", "go on", 0.94, [0.0; 3]),
            ("halted", "halted", 0.06, [0.0, 0.22, 0.0]),
        ],
    ),
    (
        "prisoners",
        "Prisoners",
        &[
            ("held", "held", 0.53, [0.0; 3]),
            ("exchanged", "175 for 175 exchanged", 0.47, [0.0; 3]),
        ],
    ),
    (
        "nato",
        "NATO membership",
        &[
            ("open", "open", 0.95, [0.0, 0.62, 0.0]),
            ("frozen", "frozen for 20 years", 0.04, [0.0, 0.18, 0.55]),
            ("barred", "barred for good", 0.01, [0.0, 0.0, 0.88]),
        ],
    ),
    (
        "army",
        "Army size",
        &[
            ("free", "not limited", 0.98, [0.0, 0.33, 0.0]),
            ("capped", "capped", 0.015, [0.0, 0.1, 0.71]),
            ("cut", "cut sharply", 0.005, [0.1, 0.0, 0.93]),
        ],
    ),
    (
        "aid",
        "Foreign military aid and intelligence",
        &[
            ("goes_on", "goes on", 0.93, [0.0, 0.41, 0.0]),
            ("suspended", "suspended", 0.05, [0.17, 0.0, 0.66]),
            ("ends", "ends", 0.02, [0.56, 0.0, 0.81]),
        ],
    ),
    (
        "language",
        "Russian language and culture",
        &[
            ("as_is", "as it is", 0.94, [0.0, 0.2, 0.0]),
            ("protected", "protected by law", 0.06, [0.0, 0.0, 0.28]),
        ],
    ),
    (
        "territory",
        "Territory",
        &[
            ("line", "line of contact, undecided", 0.97, [0.0; 3]),
            (
                "recognised",
                "Russian gains recognised",
                0.005,
                [0.35, 0.0, 0.96],
            ),
            ("returned", "returned to Ukraine", 0.0, [0.0, 0.97, 0.0]),
        ],
    ),
    (
        "plant",
        "Zaporizhzhia plant",
        &[
            ("held", "held by Russia", 0.96, [0.0; 3]),
            ("us_run", "run by the United States", 0.03, [0.0, 0.5, 0.2]),
            ("returned", "returned to Ukraine", 0.01, [0.0, 0.75, 0.0]),
        ],
    ),
    (
        "seat",
        "Ukraine's part in the talks",
        &[
            ("informed", "not informed", 0.7, [0.0, 0.0, 0.3]),
            ("party", "a full party", 0.3, [0.0, 0.12, 0.0]),
        ],
    ),
    (
        "relations",
        "US–Russia relations",
        &[
            ("cool", "cool", 0.6, [0.0; 3]),
            ("hockey", "ice-hockey matches", 0.4, [0.02, 0.0, 0.0]),
        ],
    ),
];

const CONDITIONS: [(&str, &str, &str, f64, f64, f64); 6] = [
    (
        "russia",
        "no_nato",
        "Ukraine renounces joining NATO",
        0.05,
        0.62,
        0.21,
    ),
    (
        "russia",
        "end_aid",
        "Foreign military aid and intelligence to Ukraine end",
        0.02,
        0.41,
        0.12,
    ),
    (
        "russia",
        "permanent_only",
        "A ceasefire only as part of a permanent settlement",
        0.93,
        0.54,
        0.31,
    ),
    (
        "ukraine",
        "keep_aid",
        "Aid and intelligence go on",
        0.93,
        0.81,
        0.26,
    ),
    (
        "ukraine",
        "informed",
        "Nothing about Ukraine without Ukraine",
        0.4,
        0.3,
        0.04,
    ),
    ("us", "quick", "The war ends quickly", 0.07, 0.05, 0.0),
];

/// 95% Wilson interval.
fn wilson(share: f64) -> [f64; 2] {
    let (z2, n) = (3.841_459, RUNS as f64);
    let center = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = (z2 * (share * (1.0 - share) / n + z2 / (4.0 * n * n))).sqrt() / (1.0 + z2 / n);
    [(center - half).max(0.0), (center + half).min(1.0)]
}

/// The forecast.
pub fn forecast() -> Forecast {
    let outcomes: Vec<Outcome> = OUTCOMES.iter().map(outcome).collect();
    Forecast {
        zopa: "0.1.0".into(),
        scenario: ScenarioLabel {
            id: "us-russia-2025-03-18".into(),
            name: "US–Russia call on Ukraine, 18 March 2025".into(),
            hash: "3fa94c01d2be".into(),
            packages: "559,872".into(),
            uncertain_inputs: 24,
        },
        seed: 1,
        runs: RUNS,
        stopping: Stopping {
            rule: "fixed".into(),
            half_width: 0.01,
            target: None,
        },
        issues: ISSUES.iter().map(issue).collect(),
        conditions: CONDITIONS.iter().map(condition).collect(),
        parties: parties(),
        timing: timing(),
        clauses: clauses(),
        packages: packages(),
        tables: Vec::new(),
        endings: vec![
            Share {
                id: "concluded".into(),
                share: 0.764,
            },
            Share {
                id: "deadline".into(),
                share: 0.236,
            },
        ],
        zone: Zone {
            missed: 0.16,
            empty: 0.076,
            opened_by_reservation: Vec::new(),
        },
        drivers: Vec::new(),
        headline: 0,
        typical_run: 4217,
        expectations: Vec::new(),
        outcomes,
    }
}

fn outcome((id, name, count, day, gains): &(&str, &str, u64, f64, [f64; 3])) -> Outcome {
    let share = *count as f64 / RUNS as f64;
    let [low, high] = wilson(share);
    Outcome {
        id: (*id).into(),
        name: (*name).into(),
        count: *count,
        share,
        low,
        high,
        median_day: (*count > 0).then_some(*day),
        gains: if *count > 0 {
            gains.to_vec()
        } else {
            Vec::new()
        },
    }
}

fn issue((id, name, options): &Issue) -> IssueForecast {
    let option = |(id, name, share, red_lines): &(&str, &str, f64, [f64; 3])| {
        let [low, high] = wilson(*share);
        let red_lines = red_lines.to_vec();
        OptionForecast {
            id: (*id).into(),
            name: (*name).into(),
            share: *share,
            low,
            high,
            red_lines,
        }
    };
    IssueForecast {
        id: (*id).into(),
        name: (*name).into(),
        status_quo: Some(options[0].0.into()),
        options: options.iter().map(option).collect(),
    }
}

fn condition(
    (party, id, said, met, red_line, blocking): &(&str, &str, &str, f64, f64, f64),
) -> ConditionForecast {
    ConditionForecast {
        party: (*party).into(),
        id: (*id).into(),
        said: (*said).into(),
        met: *met,
        red_line: *red_line,
        blocking: *blocking,
        refused: red_line * 0.6,
    }
}

fn parties() -> Vec<PartyForecast> {
    let utility = [
        [0.5, 0.33, 0.5, 0.71],
        [0.53, 0.31, 0.54, 0.74],
        [0.44, 0.2, 0.45, 0.62],
    ];
    let no_deal = [
        [0.38, 0.31, 0.38, 0.45],
        [0.43, 0.3, 0.43, 0.55],
        [0.4, 0.27, 0.4, 0.52],
    ];
    let spread = |[mean, q05, q50, q95]: [f64; 4]| Spread {
        mean,
        q05,
        q50,
        q95,
    };
    let party = |k: usize| PartyForecast {
        id: PARTIES[k].0.into(),
        name: PARTIES[k].1.into(),
        role: PARTIES[k].2.into(),
        utility: spread(utility[k]),
        no_deal: spread(no_deal[k]),
        better_than_no_deal: [0.75, 0.72, 0.66][k],
        as_given: false,
    };
    (0..3).map(party).collect()
}

/// Deals come in early and ever more rarely, runs without a deal end on day 30.
fn timing() -> Timing {
    let by_round = (1..=30_u32).map(|round| {
        let share = |(id, _, count, median, _): &(&str, &str, u64, f64, [f64; 3])| {
            let total = *count as f64 / RUNS as f64;
            let day = f64::from(round);
            match *id {
                "no_deal" if round == 30 => total,
                "no_deal" => total * 0.2 * day / 30.0,
                _ if round == 30 => total,
                _ => {
                    total * day * day / (day * day + median * median)
                        * (1.0 + median * median / 900.0).min(1.0)
                }
            }
        };
        RoundShares {
            round,
            day: f64::from(round),
            shares: OUTCOMES.iter().map(share).collect(),
        }
    });
    Timing {
        median_round: Some(7.0),
        days_per_round: 1.0,
        by_round: by_round.collect(),
    }
}

fn clauses() -> Vec<ClauseForecast> {
    let clause = |(id, _, options): &Issue| {
        let agreed = 1.0 - options[0].2;
        ClauseForecast {
            issue: (*id).into(),
            agreed,
            in_force: agreed * 0.95,
            breached: agreed * 0.4,
            held: agreed * 0.5,
        }
    };
    ISSUES.iter().map(clause).collect()
}

/// The commonest packages: options moved, outcome class, runs.
fn packages() -> Vec<PackageForecast> {
    type Known = (&'static [(usize, usize)], &'static str, u64);
    let known: [Known; 12] = [
        (&[], "no_deal", 2_360),
        (&[(0, 1), (4, 1)], "energy_only", 1_720),
        (&[(0, 1)], "energy_only", 1_310),
        (&[(0, 1), (4, 1), (12, 1)], "energy_only", 980),
        (&[(4, 1)], "prisoners", 610),
        (&[(0, 1), (2, 1), (4, 1)], "energy_black_sea", 520),
        (&[(0, 1), (12, 1)], "energy_only", 480),
        (&[(0, 1), (2, 1), (11, 1)], "energy_black_sea", 310),
        (
            &[(0, 1), (1, 1), (2, 1), (4, 1), (11, 1)],
            "ceasefire_30",
            260,
        ),
        (&[(7, 1), (12, 1)], "over_head", 190),
        (&[(0, 1), (1, 1), (3, 1)], "ceasefire_30", 120),
        (
            &[(0, 1), (1, 2), (2, 1), (4, 1), (5, 1), (8, 1), (10, 1)],
            "permanent",
            40,
        ),
    ];
    let package = |(k, (moved, outcome, count)): (usize, Known)| {
        let option = |issue: usize| {
            moved
                .iter()
                .find(|(i, _)| *i == issue)
                .map_or(0, |(_, option)| *option)
        };
        PackageForecast {
            options: (0..ISSUES.len())
                .map(|i| ISSUES[i].2[option(i)].0.into())
                .collect(),
            moved: moved.iter().map(|(i, _)| ISSUES[*i].0.into()).collect(),
            outcome: outcome.into(),
            count,
            share: count as f64 / RUNS as f64,
            first_run: k as u64,
        }
    };
    known.into_iter().enumerate().map(package).collect()
}

/// The material of the charts.
pub fn details() -> Details {
    Details {
        payoffs: payoffs(),
        frontiers: [[0, 1], [0, 2], [1, 2]].into_iter().map(frontier).collect(),
        dance: dance(),
        concessions: (0..3).map(concession).collect(),
        inputs: inputs(),
    }
}

/// Two named inputs that move together.
fn inputs() -> Inputs {
    let input = |id: &str, name: &str, unit: &str, range: [f64; 2]| DrawnInput {
        id: format!("input.{id}"),
        name: name.to_owned(),
        unit: unit.to_owned(),
        range,
        median: 0.4 * range[0] + 0.6 * range[1],
        counts: (0..24).map(|k| 60 + 40 * k - k * k).collect(),
    };
    Inputs {
        draws: 10_000,
        drawn: vec![
            input("cards", "Who has the cards", "", [-1.0, 1.0]),
            input("oil", "Price of oil", "dollars a barrel", [48.0, 95.0]),
        ],
        pairs: vec![DrawnPair {
            inputs: [0, 1],
            stated: 0.5,
            found: 0.49,
            points: (0..100)
                .map(|k| [f64::from(k) / 100.0, f64::from(k * 37 % 100) / 100.0])
                .collect(),
        }],
    }
}

/// A logistic curve through the summary of each party, with a lump of runs without a deal.
fn payoffs() -> Vec<Payoff> {
    let quantiles = |middle: f64, width: f64| -> Vec<f64> {
        let value = |k: usize| {
            let p = (k as f64 + 0.5) / 50.0;
            (middle + width * zopa::math::logit(p)).clamp(0.0, 1.0)
        };
        (0..50).map(value).collect()
    };
    let payoff = |(party, middle, width, worth): (&str, f64, f64, f64)| {
        let no_deal = quantiles(worth, 0.03);
        let mut utility = quantiles(middle, width);
        for value in utility.iter_mut().take(12) {
            *value = value.max(worth - 0.08);
        }
        utility.sort_by(f64::total_cmp);
        Payoff {
            party: party.into(),
            utility,
            no_deal,
        }
    };
    let known = [
        ("us", 0.5, 0.065, 0.38),
        ("russia", 0.54, 0.07, 0.43),
        ("ukraine", 0.45, 0.06, 0.4),
    ];
    known.into_iter().map(payoff).collect()
}

/// A lens of packages with a bulging upper edge.
fn frontier(parties: [usize; 2]) -> Frontier {
    let bend = [0.9, 0.75, 0.62][parties[0] + parties[1] - 1];
    let edge = |x: f64| bend * (1.0 - x * x).max(0.0).sqrt() + 0.05 * (1.0 - x);
    let all = (0..100_u8).flat_map(|column| (0..100_u8).map(move |row| [column, row]));
    let middle = |c: u8| (f64::from(c) + 0.5) / 100.0;
    let within = |[column, row]: &[u8; 2]| {
        let (x, y) = (middle(*column), middle(*row));
        y < edge(x)
            && y > 0.35 * (0.5 - x)
            && (u32::from(*column) * 7 + u32::from(*row) * 13) % 11 != 0
    };
    let cells: Vec<[u8; 2]> = all.filter(within).collect();
    let no_deal = [[0.38, 0.43], [0.38, 0.4], [0.43, 0.4]][parties[0] + parties[1] - 1];
    let zone = cells
        .iter()
        .copied()
        .filter(|[x, y]| middle(*x) > no_deal[0] && middle(*y) > no_deal[1]);
    let pareto = (0..=40).map(|k| f64::from(k) / 40.0).map(|x| [x, edge(x)]);
    let deal = |(k, share): (usize, f64)| {
        let x = no_deal[0] + 0.02 + 0.04 * k as f64;
        Deal {
            utilities: [x, (edge(x) - 0.12 + 0.02 * k as f64).min(edge(x))],
            share,
            outcome: k,
        }
    };
    let shares = [0.469, 0.113, 0.064, 0.009, 0.042, 0.061];
    let solution = |(id, x): (&str, f64)| Solution {
        id: id.into(),
        utilities: [x, edge(x)],
    };
    let middle_x = (no_deal[0] + 0.75) / 2.0;
    let known = [
        ("nash", middle_x),
        ("kalai_smorodinsky", middle_x + 0.04),
        ("egalitarian", middle_x - 0.07),
        ("utilitarian", middle_x),
    ];
    Frontier {
        parties,
        packages: 559_872,
        complete: true,
        zone: zone.collect(),
        pareto: pareto.collect(),
        no_deal,
        status_quo: Some([no_deal[0] - 0.05, no_deal[1] + 0.04]),
        solutions: known.into_iter().map(solution).collect(),
        deals: shares.into_iter().enumerate().map(deal).collect(),
        cells,
    }
}

/// Shuttle talks in which the mediator meets one side after the other.
fn dance() -> Dance {
    let mut moves = Vec::new();
    let mut push = |round: u32, kind: &str, party: Option<usize>, utilities: &[f64], text: &str| {
        moves.push(Move {
            table: None,
            round,
            kind: kind.into(),
            party,
            utilities: utilities.to_vec(),
            text: text.into(),
        });
    };
    push(
        1,
        "offer",
        Some(0),
        &[0.9, 0.45, 0.7],
        "The United States proposes a 30-day ceasefire to Russia",
    );
    push(1, "refuse", Some(1), &[0.9, 0.45, 0.7], "Russia refuses");
    push(
        1,
        "offer",
        Some(1),
        &[0.4, 0.97, 0.1],
        "Russia asks for the end of foreign aid",
    );
    push(
        2,
        "offer",
        Some(0),
        &[0.82, 0.5, 0.6],
        "The United States brings a ceasefire and a Black Sea pause to Ukraine",
    );
    push(
        2,
        "offer",
        Some(2),
        &[0.6, 0.2, 0.95],
        "Ukraine asks for a halt to long-range strikes",
    );
    push(
        3,
        "offer",
        Some(0),
        &[0.78, 0.52, 0.58],
        "The United States proposes pauses at sea and on energy",
    );
    push(
        3,
        "offer",
        Some(1),
        &[0.45, 0.9, 0.2],
        "Russia asks for NATO to be frozen",
    );
    push(4, "event", None, &[], "A key town in Kursk falls to Russia");
    push(
        4,
        "pull",
        Some(0),
        &[],
        "The United States suspends aid to Ukraine",
    );
    push(
        4,
        "offer",
        Some(2),
        &[0.62, 0.3, 0.85],
        "Ukraine accepts pauses, asks for a seat",
    );
    push(
        5,
        "offer",
        Some(0),
        &[0.7, 0.58, 0.55],
        "The United States proposes an energy pause",
    );
    push(
        5,
        "offer",
        Some(1),
        &[0.55, 0.75, 0.4],
        "Russia asks for hockey and an energy pause",
    );
    push(
        6,
        "offer",
        Some(0),
        &[0.64, 0.63, 0.5],
        "The United States proposes the energy pause and prisoners",
    );
    push(6, "accept", Some(1), &[0.64, 0.63, 0.5], "Russia accepts");
    push(6, "accept", Some(2), &[0.64, 0.63, 0.5], "Ukraine accepts");
    push(
        6,
        "deal",
        None,
        &[0.64, 0.63, 0.5],
        "The energy pause and the prisoner exchange are agreed",
    );
    push(
        7,
        "release",
        Some(0),
        &[],
        "The United States resumes aid to Ukraine",
    );
    push(
        8,
        "offer",
        Some(1),
        &[0.5, 0.8, 0.35],
        "Russia asks for more",
    );
    push(
        9,
        "offer",
        Some(2),
        &[0.66, 0.45, 0.7],
        "Ukraine asks for a Black Sea pause",
    );
    push(
        10,
        "offer",
        Some(0),
        &[0.66, 0.6, 0.55],
        "The United States tries once more",
    );
    Dance {
        run: 4217,
        outcome: 0,
        ended: "deadline".into(),
        rounds: 10,
        moves,
    }
}

fn concession(party: usize) -> Concession {
    let (start, fall, width) = [(0.86, 0.3, 0.05), (0.95, 0.09, 0.04), (0.9, 0.24, 0.08)][party];
    let fan = |round: u32| {
        let time = f64::from(round - 1) / 29.0;
        let middle = start - fall * time * time.sqrt();
        let spread = width * (0.5 + 1.5 * time);
        let at = |z: f64| (middle + z * spread).clamp(0.0, 1.0);
        Fan {
            round,
            count: 10_000 - u64::from(round) * 250,
            quantiles: [-1.96, -1.28, -0.67, 0.0, 0.67, 1.28, 1.96].map(at),
        }
    };
    Concession {
        party,
        rounds: (1..=30).map(fan).collect(),
    }
}
