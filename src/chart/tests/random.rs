//! Random forecasts: nothing may panic, no NaN may appear, no text may be cut off.

use proptest::prelude::*;

use super::{assert_readable, sample};
use crate::chart::{Chart, ImageFormat, draw};
use crate::simulate::forecast::*;

/// Any number at all, ordinary ones more often.
fn number() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..=1.0_f64, 1 => any::<f64>(), 1 => Just(f64::NAN), 1 => Just(0.0), 1 => Just(1.0)]
}

fn numbers(most: usize) -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(number(), 0..=most)
}

fn pair() -> impl Strategy<Value = [f64; 2]> {
    [number(), number()]
}

/// Any text but that which the checks look for.
fn name() -> impl Strategy<Value = String> {
    let any = prop_oneof![3 => "[A-Za-z ]{0,20}", 1 => any::<String>(), 1 => "[a-z]{200,300}"];
    any.prop_map(|text| text.replace("NaN", "Nan").replace("inf,", "Inf,"))
}

fn many<S: Strategy>(what: S) -> impl Strategy<Value = Vec<S::Value>> {
    prop::collection::vec(what, 0..6)
}

fn outcome() -> impl Strategy<Value = Outcome> {
    let id = prop_oneof![Just("no_deal".to_owned()), Just("other".to_owned()), name()];
    (
        id,
        name(),
        any::<u64>(),
        number(),
        pair(),
        prop::option::of(number()),
        numbers(4),
    )
        .prop_map(
            |(id, name, count, share, [low, high], median_day, gains)| Outcome {
                id,
                name,
                count,
                share,
                low,
                high,
                median_day,
                gains,
            },
        )
}

fn issue() -> impl Strategy<Value = IssueForecast> {
    let option = (name(), name(), number(), pair(), numbers(5)).prop_map(
        |(id, name, share, [low, high], red_lines)| OptionForecast {
            id,
            name,
            share,
            low,
            high,
            red_lines,
        },
    );
    (name(), name(), proptest::option::of(name()), many(option)).prop_map(
        |(id, name, status_quo, options)| IssueForecast {
            id,
            name,
            status_quo,
            options,
        },
    )
}

fn party() -> impl Strategy<Value = PartyForecast> {
    let spread = || {
        [number(), number(), number(), number()].prop_map(|[mean, q05, q50, q95]| Spread {
            mean,
            q05,
            q50,
            q95,
        })
    };
    (name(), name(), spread(), spread(), number(), any::<bool>()).prop_map(
        |(id, name, utility, no_deal, better_than_no_deal, as_given)| PartyForecast {
            id,
            name,
            role: "principal".to_owned(),
            utility,
            no_deal,
            better_than_no_deal,
            as_given,
        },
    )
}

fn package() -> impl Strategy<Value = PackageForecast> {
    (many(name()), many(name()), name(), any::<u64>(), number()).prop_map(
        |(options, moved, outcome, count, share)| PackageForecast {
            options,
            moved,
            outcome,
            count,
            share,
            first_run: 0,
        },
    )
}

fn timing() -> impl Strategy<Value = Timing> {
    let row = (any::<u32>(), number(), numbers(6)).prop_map(|(round, day, shares)| RoundShares {
        round,
        day,
        shares,
    });
    (prop::option::of(number()), number(), many(row)).prop_map(
        |(median_round, days_per_round, by_round)| Timing {
            median_round,
            days_per_round,
            by_round,
        },
    )
}

fn forecast() -> impl Strategy<Value = Forecast> {
    let parts = (
        many(outcome()),
        many(issue()),
        many(party()),
        many(package()),
        timing(),
    );
    (parts, name(), any::<u64>(), any::<u64>()).prop_map(
        |((outcomes, issues, parties, packages, timing), name, seed, runs)| {
            let mut forecast = sample::forecast();
            forecast.scenario.name = name.clone();
            forecast.scenario.id = name;
            Forecast {
                seed,
                runs,
                outcomes,
                issues,
                parties,
                packages,
                timing,
                ..forecast
            }
        },
    )
}

fn frontier() -> impl Strategy<Value = Frontier> {
    let cells = || many([any::<u8>(), any::<u8>()]);
    let solution = (name(), pair()).prop_map(|(id, utilities)| Solution { id, utilities });
    let deal = (pair(), number(), 0..9_usize).prop_map(|(utilities, share, outcome)| Deal {
        utilities,
        share,
        outcome,
    });
    let points = [pair(), pair()];
    (
        [0..7_usize, 0..7_usize],
        cells(),
        cells(),
        many(pair()),
        points,
        many(solution),
        many(deal),
    )
        .prop_map(
            |(parties, cells, zone, pareto, [no_deal, status_quo], solutions, deals)| Frontier {
                parties,
                packages: 1,
                complete: false,
                cells,
                zone,
                pareto,
                no_deal,
                status_quo: (status_quo[0] > 0.1).then_some(status_quo),
                solutions,
                deals,
            },
        )
}

fn dance() -> impl Strategy<Value = Dance> {
    let kinds = [
        "offer",
        "accept",
        "refuse",
        "deal",
        "walk_out",
        "event",
        "pull",
        "release",
        "breakdown",
        "odd",
    ];
    let kind = prop::sample::select(kinds.to_vec());
    let step = (
        any::<u32>(),
        kind,
        prop::option::of(0..7_usize),
        numbers(5),
        name(),
    )
        .prop_map(|(round, kind, party, utilities, text)| Move {
            table: None,
            round,
            kind: kind.to_owned(),
            party,
            utilities,
            text,
        });
    (
        any::<u64>(),
        0..9_usize,
        name(),
        any::<u32>(),
        prop::collection::vec(step, 0..20),
    )
        .prop_map(|(run, outcome, ended, rounds, moves)| Dance {
            run,
            outcome,
            ended,
            rounds,
            moves,
        })
}

fn details() -> impl Strategy<Value = Details> {
    let payoff = (name(), numbers(50), numbers(50)).prop_map(|(party, utility, no_deal)| Payoff {
        party,
        utility,
        no_deal,
    });
    let fan = (any::<u32>(), any::<u64>(), prop::array::uniform7(number())).prop_map(
        |(round, count, quantiles)| Fan {
            round,
            count,
            quantiles,
        },
    );
    let concession =
        (0..7_usize, many(fan)).prop_map(|(party, rounds)| Concession { party, rounds });
    (
        many(payoff),
        many(frontier()),
        dance(),
        many(concession),
        inputs(),
    )
        .prop_map(|(payoffs, frontiers, dance, concessions, inputs)| Details {
            payoffs,
            frontiers,
            dance,
            concessions,
            inputs,
        })
}

fn inputs() -> impl Strategy<Value = Inputs> {
    let counts = prop::collection::vec(0..1000_u64, 0..30);
    let input = (name(), name(), pair(), number(), counts).prop_map(
        |(name, unit, range, median, counts)| DrawnInput {
            id: name.clone(),
            name,
            unit,
            range,
            median,
            counts,
        },
    );
    let both = [0..20_usize, 0..20_usize];
    let points = prop::collection::vec(pair(), 0..30);
    let linked =
        (both, number(), number(), points).prop_map(|(inputs, stated, found, points)| DrawnPair {
            inputs,
            stated,
            found,
            points,
        });
    let drawn = prop::collection::vec(input, 0..16);
    (any::<u64>(), drawn, many(linked)).prop_map(|(draws, drawn, pairs)| Inputs {
        draws,
        drawn,
        pairs,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_comes_in_makes_a_chart_panic(forecast in forecast(), details in details()) {
        assert_readable(&forecast, &details);
        for chart in Chart::ALL {
            let drawing = draw(chart, &forecast, &details, ImageFormat::Svg);
            let drawing = drawing.expect("anything can be drawn");
            let text = String::from_utf8(drawing.image).expect("SVG is UTF-8");
            prop_assert!(!text.contains("NaN") && !text.contains("inf,"));
            prop_assert!(!drawing.csv.contains("NaN") && !drawing.alt.contains("NaN"));
        }
    }

    #[test]
    fn pixels_never_panic_either(forecast in forecast(), details in details(), k in 0..9_usize) {
        let drawing = draw(Chart::ALL[k], &forecast, &details, ImageFormat::Png);
        prop_assert!(drawing.is_ok());
    }
}
