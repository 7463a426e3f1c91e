//! Talks whose result theory knows in closed form.
//!
//! Where the environment variable `ZOPA_REFERENCE` names a folder with `theory/cases.json`, its
//! cases are checked too; without it, that part is skipped with a note.

#[path = "support/folder.rs"]
mod folder;

use serde_json::Value;
use std::path::Path;
use zopa::model::Scenario;
use zopa::simulate::{Runs, Settings, Simulation, run};
use zopa::stats::wilson;

/// A shipped scenario with changes, without its outcome classes: they name options that another
/// step does not have.
fn scenario(name: &str, changes: &[String]) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("scenarios")
        .join(name);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path:?}: {e}"));
    let game = text.split("[[outcome]]").next().unwrap_or_default();
    let changes: Vec<zopa::scenario::Override> = changes
        .iter()
        .map(|change| change.parse().expect("PATH=VALUE"))
        .collect();
    zopa::scenario::parse(name, game.as_bytes(), &changes)
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

fn simulate(scenario: &Scenario, runs: u64) -> Simulation {
    let settings = Settings {
        seed: 1,
        runs: Runs::Fixed(runs),
        threads: 2,
    };
    run(scenario, &settings, None, &mut |_| true).unwrap_or_else(|error| panic!("{error:?}"))
}

/// What the first speaker gets of the pie, from 0 to 1, if the pie is cut into steps (in hundredths
/// of it), the patiences are per turn and the game lasts a number of rounds of two turns.
fn first_share(step: f64, per_turn: [f64; 2], rounds: u32) -> f64 {
    let [first, second] = per_turn.map(|d| d * d);
    let changes = [
        format!("issue.share_of_first.numbers.step={step}"),
        format!("party.first.patience={first}"),
        format!("party.second.patience={second}"),
        format!("time.rounds={rounds}"),
    ];
    let scenario = scenario("split-the-pie.toml", &changes);
    let found = simulate(&scenario, 1);
    let package = &found.forecast.packages[0];
    assert_eq!(package.share, 1.0, "nothing in this game is uncertain");
    package.options[0].parse::<f64>().expect("a number") / 100.0
}

/// The infinite game: the first speaker keeps `(1 - d2) / (1 - d1 d2)`.
fn rubinstein([d1, d2]: [f64; 2]) -> f64 {
    (1.0 - d2) / (1.0 - d1 * d2)
}

/// How far pieces may move the split: whoever answers is paid the next whole piece, which at every
/// turn of the game's horizon adds one piece at most, discounted.
fn rounding(step: f64, [d1, d2]: [f64; 2]) -> f64 {
    step / 100.0 / (1.0 - d1.max(d2)) + 1e-9
}

#[test]
fn a_finer_pie_comes_closer_to_rubinsteins_split() {
    for per_turn in [[0.9, 0.9], [0.9, 0.8], [0.8, 0.9], [0.5, 0.5], [0.7, 0.95]] {
        let limit = rubinstein(per_turn);
        let mut errors = Vec::new();
        for step in [2.0, 0.5, 0.1, 0.02] {
            let error = (first_share(step, per_turn, 100) - limit).abs();
            let allowed = rounding(step, per_turn);
            assert!(
                error <= allowed,
                "{per_turn:?} cut by {step}: off by {error}"
            );
            errors.push(error);
        }
        assert!(errors[3] < 0.004, "{per_turn:?}: {errors:?}");
        assert!(errors[3] <= errors[0], "{per_turn:?}: {errors:?}");
    }
}

#[test]
fn a_take_it_or_leave_it_offer_is_the_best_demand_and_fails_as_often_as_it_should() {
    let found = simulate(&scenario("take-it-or-leave-it.toml", &[]), 20_000);
    let package = &found.forecast.packages[0];
    assert_eq!(package.options[0].parse(), Ok(65.0), "p + (C - c_A) / 2");
    let settled = &found.forecast.packages;
    assert_eq!(settled.len(), 1, "nothing else is ever agreed");
    let no_deal = found.forecast.outcomes.iter().find(|o| o.id == "no_deal");
    let no_deal = no_deal.expect("always there");
    let (low, high) = wilson(no_deal.count, found.forecast.runs);
    assert!(low <= 0.375 && 0.375 <= high, "{low} to {high}");
}

/// Both give way evenly, each demanding `1 - t` of the pie in the share `t` of the talks, and
/// accept what is worth their own next bid a turn later: the second speaker says yes once
/// `t >= k (1 - t)`, where `k` is what a turn's delay leaves of a value to it.
#[test]
fn patience_moves_the_deal_of_even_concessions_as_computed() {
    let rounds = 101;
    for kept in [0.98, 0.8, 0.6, 0.3] {
        let changes = [
            format!("time.rounds={rounds}"),
            "party.*.strategy.bidding=linear".to_owned(),
            "party.*.strategy.model=none".to_owned(),
            "party.first.patience=1".to_owned(),
            format!("party.second.patience={}", kept * kept),
        ];
        let found = simulate(&scenario("split-the-pie.toml", &changes), 1).forecast;
        let expected = (1..=rounds).find(|round| {
            let passed = f64::from(round - 1) / f64::from(rounds - 1);
            passed + 1e-9 >= kept * (1.0 - passed)
        });
        let expected = expected.expect("at the end at the latest");
        assert_eq!(
            found.timing.median_round,
            Some(f64::from(expected)),
            "{kept}"
        );
        let share: f64 = found.packages[0].options[0].parse().expect("a number");
        let offered = 100.0 * (1.0 - f64::from(expected - 1) / f64::from(rounds - 1));
        assert!(
            (share - offered).abs() <= 0.51,
            "{kept}: {share}, not {offered}"
        );
    }
}

#[test]
fn reference_cases_hold() {
    let Some(cases) = folder::cases() else {
        return;
    };
    let mut checked = 0;
    for case in &cases {
        let id = case["id"].as_str().unwrap_or("?");
        let (params, expected) = (&case["params"], &case["expected"]);
        let number = |of: &Value, key: &str| of[key].as_f64();
        checked += 1;
        match case["topic"].as_str().unwrap_or("") {
            "rubinstein" if params.get("delta1").is_some() => infinite(id, params, expected),
            "stahl_finite" if params.get("T").is_some() => {
                checked -= usize::from(!finite(id, case))
            }
            "crisis_bargaining_private_cost" => private_cost(id, params, expected),
            "confidence" => {
                let k = number(params, "k").expect("k") as u64;
                let n = number(params, "n").expect("n") as u64;
                let (low, high) = wilson(k, n);
                let near = |found: f64, key: &str| {
                    let known = number(expected, key).expect("an end");
                    assert!((found - known).abs() < 1e-12, "{id}: {found} for {known}");
                };
                near(low, "lo");
                near(high, "hi");
            }
            "discrete_set" => discrete(id, params, expected),
            _ => checked -= 1,
        }
    }
    println!("{checked} of {} reference cases checked", cases.len());
    assert!(
        checked > 0,
        "no case of the reference is of a kind that zopa knows"
    );
}

fn patiences(params: &Value) -> [f64; 2] {
    ["delta1", "delta2"].map(|key| params[key].as_f64().expect("a patience"))
}

fn infinite(id: &str, params: &Value, expected: &Value) {
    let per_turn = patiences(params);
    let known = expected["proposer_share"].as_f64().expect("a share");
    assert!((rubinstein(per_turn) - known).abs() < 1e-12, "{id}");
    let error = (first_share(0.05, per_turn, 100) - known).abs();
    assert!(error < rounding(0.05, per_turn), "{id}: off by {error}");
}

/// A game with a last turn. A round has two turns and its last speaker's offer can still be
/// answered by nobody, so that `2 r` turns give a game of `2 r - 1` offers.
fn finite(id: &str, case: &Value) -> bool {
    let params = &case["params"];
    let turns = params["T"].as_u64().expect("turns");
    if turns.is_multiple_of(2) || params["first_proposer"].as_u64() != Some(1) || turns > 199 {
        return false;
    }
    let per_turn = patiences(params);
    let known = case["expected"]["share1_t0"].as_f64().expect("a share");
    let found = first_share(0.05, per_turn, u32::try_from(turns / 2 + 1).expect("few"));
    let error = (found - known).abs();
    assert!(
        error < rounding(0.05, per_turn),
        "{id}: {found} for {known}"
    );
    true
}

fn private_cost(id: &str, params: &Value, expected: &Value) {
    let number = |key: &str| params[key].as_f64().expect("a number");
    let (p, low, high) = (number("p"), number("c_low"), number("c_high"));
    let changes = [
        format!(
            "input.defendant_cost.value={{ uniform = [{}, {}] }}",
            100.0 * low,
            100.0 * high
        ),
        format!("party.plaintiff.reservation={}", p - number("cA")),
        format!("party.defendant.reservation.offset={}", 1.0 - p),
    ];
    let found = simulate(&scenario("take-it-or-leave-it.toml", &changes), 20_000);
    let known = expected["x_star"].as_f64().expect("a demand");
    let demand: f64 = found.forecast.packages[0].options[0]
        .parse()
        .expect("a number");
    // What is best is flat around the best: a piece of the scale each way.
    assert!(
        (demand / 100.0 - known).abs() < 0.0015,
        "{id}: {demand} for {known}"
    );
    let failures = found.forecast.outcomes.iter().find(|o| o.id == "no_deal");
    let failures = failures.expect("always there");
    let (least, most) = wilson(failures.count, found.forecast.runs);
    let known = expected["P_war"].as_f64().expect("a probability");
    assert!(
        least <= known + 0.002 && known - 0.002 <= most,
        "{id}: {least} to {most} for {known}"
    );
}

/// Bargaining solutions among given points: one issue with an option per point.
fn discrete(id: &str, params: &Value, expected: &Value) {
    let points = params["points"].as_object().expect("points");
    let number = |value: &Value, k: usize| value[k].as_f64().expect("a number") / 10.0;
    let options: Vec<String> = points.keys().map(|key| format!("\"p_{key}\"")).collect();
    let mut text = format!(
        "name = \"Points\"\n[[issue]]\nid = \"point\"\noptions = [{}]\nstatus_quo = {}\n",
        options.join(", "),
        options[0]
    );
    for party in 0..2 {
        let table: Vec<String> = points
            .iter()
            .map(|(key, at)| format!("p_{key} = {}", number(at, party)))
            .collect();
        text += &format!(
            "[[party]]\nid = \"n{party}\"\nreservation = {}\nstrategy = {{ bidding = \"linear\" }}\n[[party.interest]]\nissue = \"point\"\nweight = 1\nvalue = {{ table = {{ {} }} }}\n",
            number(&params["d"], party),
            table.join(", ")
        );
    }
    text += "[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 2\n";
    let loaded = zopa::scenario::parse("points.toml", text.as_bytes(), &[]);
    let scenario = loaded
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario;
    let space = zopa::game::Space::new(&scenario);
    let mut search = zopa::game::search::Search::new();
    let draw = zopa::game::Draw::medians(&scenario);
    let valuations =
        zopa::game::Compiler::new(&scenario).compile_all(&scenario, &space, &draw, &mut search);
    let reservations = [number(&params["d"], 0), number(&params["d"], 1)];
    let found = zopa::analysis::landscape(
        &space,
        &valuations,
        &reservations,
        scenario.principals(),
        &[[0, 1]],
    );
    let place = |key: &str| [0, 1].map(|party| number(&points[key], party));
    let near = |a: &[f64], b: [f64; 2]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9);
    let mut front: Vec<[f64; 2]> = expected["pareto"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|key| place(key.as_str().expect("a name")))
        .collect();
    front.sort_by(|a, b| a[0].total_cmp(&b[0]));
    assert_eq!(found.pareto[0].len(), front.len(), "{id}");
    assert!(
        found.pareto[0].iter().zip(front).all(|(a, b)| near(a, b)),
        "{id}"
    );
    for (name, key) in [
        ("nash", "nash"),
        ("kalai_smorodinsky", "ks_discrete_maxmin_normalised"),
        ("egalitarian", "egalitarian_maxmin"),
        ("utilitarian", "utilitarian"),
    ] {
        let solution = found.solutions.iter().find(|s| s.0 == name).expect("found");
        let known: Vec<&str> = match &expected[key] {
            Value::String(key) => vec![key],
            list => list
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .collect(),
        };
        assert!(
            known.iter().any(|key| near(&solution.1, place(key))),
            "{id}: {name}"
        );
    }
}
