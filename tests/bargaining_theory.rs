//! Bargaining solutions and other closed forms against published cases.
//!
//! The cases are read from `theory/cases.json` in the folder that the environment variable
//! `ZOPA_REFERENCE` names; without it, the test is skipped with a note. Cases are told apart by topic and
//! by what their parameters hold, so that further cases of the same kinds are checked too.

#[path = "support/folder.rs"]
mod folder;

use serde_json::Value;
use zopa::analysis::theory::{
    DoubleAuction, FIRST_BEST, KnownAttrition, UniformAttrition, logit_choice, logit_equilibrium,
    shapley_value, voting_power, zeuthen,
};
use zopa::analysis::{Problem, Smooth, frontier, nash_lottery};

/// A case, with what is needed to compare.
struct Case<'a> {
    id: &'a str,
    params: &'a Value,
    expected: &'a Value,
    tolerance: f64,
}

impl Case<'_> {
    fn number(&self, key: &str) -> f64 {
        self.params[key]
            .as_f64()
            .unwrap_or_else(|| panic!("{}: `{key}` is no number", self.id))
    }

    fn near(&self, key: &str, found: f64) {
        if let Some(known) = self.expected.get(key) {
            let known = known
                .as_f64()
                .unwrap_or_else(|| panic!("{}: {key}", self.id));
            let allowed = self.tolerance * known.abs().max(1.0);
            assert!(
                (found - known).abs() <= allowed,
                "{}: {key} is {found}, not {known}",
                self.id
            );
        }
    }

    fn all_near(&self, key: &str, found: &[f64]) {
        if let Some(known) = self.expected.get(key) {
            let known = numbers(known);
            assert_eq!(known.len(), found.len(), "{}: {key}", self.id);
            for (found, known) in found.iter().zip(known) {
                let miss = (found - known).abs();
                assert!(
                    miss <= self.tolerance,
                    "{}: {key} is {found}, not {known}",
                    self.id
                );
            }
        }
    }

    fn disagreement(&self) -> [f64; 2] {
        let d = self.params.get("d").map(numbers).unwrap_or_default();
        [0, 1].map(|party| d.get(party).copied().unwrap_or(0.0))
    }

    fn points(&self) -> Vec<[f64; 2]> {
        let list = self.params["points"].as_array().into_iter().flatten();
        list.map(|point| [0, 1].map(|k| numbers(point)[k]))
            .collect()
    }
}

fn numbers(list: &Value) -> Vec<f64> {
    let list = list.as_array().into_iter().flatten();
    list.map(|x| x.as_f64().expect("a number")).collect()
}

#[test]
fn published_cases_hold() {
    let Some(cases) = folder::cases() else {
        return;
    };
    let mut checked = 0;
    for case in &cases {
        let topic = case["topic"].as_str().unwrap_or("");
        let case = Case {
            id: case["id"].as_str().unwrap_or("?"),
            params: &case["params"],
            expected: &case["expected"],
            tolerance: case["tolerance"].as_f64().unwrap_or(1e-12),
        };
        checked += 1;
        match topic {
            "nash_continuous" | "nash_weighted" | "kalai_smorodinsky" | "egalitarian"
            | "utilitarian" => smooth(topic, &case),
            "discrete_set" => discrete(&case),
            "nash_lottery" => lottery(&case),
            "power_index" => power(&case),
            "shapley_value" => gloves(&case),
            "logit_choice" => {
                let found = logit_choice(&numbers(&case.params["u"]), case.number("lam"));
                case.all_near("p", &found);
            }
            "logit_qre" => {
                let game = |key: &str| {
                    [0, 1].map(|row| [0, 1].map(|c| numbers(&case.params[key][row])[c]))
                };
                let [p, q] = logit_equilibrium(game("A"), game("B"), case.number("lam"));
                case.near("p_row_first", p);
                case.near("q_col_first", q);
            }
            "war_of_attrition" => attrition(&case),
            "double_auction" => auction(&case),
            "mechanism" => {
                // A subsidy that makes trade efficient hands each side all that trade gains.
                case.near("vcg_deficit", FIRST_BEST);
                case.near(
                    "second_best_gains",
                    DoubleAuction { k: 0.5 }.expected_gains(),
                );
            }
            "zeuthen_mcp" => concessions(&case),
            _ => checked -= 1,
        }
    }
    println!("{checked} of {} reference cases checked", cases.len());
    assert!(checked >= 20, "only {checked} cases were of a known kind");
}

/// Solutions on a smooth frontier: the parabola, or a pie whose second party has the utility
/// `share^g`.
fn smooth(topic: &str, case: &Case<'_>) {
    let parabola = case.params["frontier"].as_str();
    let g = case.params["g"].as_f64().unwrap_or(1.0);
    if let Some(formula) = parabola {
        assert!(
            formula.starts_with("u2=1-u1^2"),
            "{}: {formula} is another frontier",
            case.id
        );
    }
    let value = move |u: f64| match parabola {
        Some(_) => 1.0 - u * u,
        None => zopa::math::pow((1.0 - u).max(0.0), g),
    };
    let slope = move |u: f64| match parabola {
        Some(_) => -2.0 * u,
        None => -g * zopa::math::pow((1.0 - u).max(0.0), g - 1.0),
    };
    let problem = Smooth {
        frontier: value,
        slope,
        range: [0.0, 1.0],
        disagreement: case.disagreement(),
    };
    let power = case.params["alpha1"].as_f64().unwrap_or(0.5);
    let found = match topic {
        "kalai_smorodinsky" => problem.kalai_smorodinsky(),
        "egalitarian" => problem.egalitarian(),
        "utilitarian" => problem.utilitarian(),
        "nash_weighted" => problem.nash(power),
        _ => problem.nash(0.5),
    };
    let gains = [0, 1].map(|party| found[party] - problem.disagreement[party]);
    case.near("u1", found[0]);
    case.near("x1", found[0]);
    case.near("u2", found[1]);
    case.near("sum", found[0] + found[1]);
    case.near("product", gains[0] * gains[1]);
    case.all_near("symmetric", &found);
    case.all_near("weighted", &problem.nash(power));
}

/// Names that the expected value holds, whether one or a list.
fn names(value: &Value) -> Vec<&str> {
    match value {
        Value::String(name) => vec![name],
        list => list
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect(),
    }
}

fn discrete(case: &Case<'_>) {
    let named = case.params["points"].as_object().expect("points");
    let keys: Vec<&str> = named.keys().map(String::as_str).collect();
    let points: Vec<f64> = named.values().flat_map(numbers).collect();
    let disagreement = numbers(&case.params["d"]);
    let problem = Problem {
        points: &points,
        disagreement: &disagreement,
    };
    let ones = vec![1.0; disagreement.len()];
    let efficient = frontier(&points, disagreement.len());
    let efficient = efficient.first.iter().map(|&place| place as usize);
    for (key, found) in [
        ("pareto", efficient.collect()),
        ("individually_rational", problem.rational()),
        ("nash", problem.nash(&ones)),
        ("ks_discrete_maxmin_normalised", problem.kalai_smorodinsky()),
        ("egalitarian_maxmin", problem.egalitarian()),
        ("utilitarian", problem.utilitarian()),
    ] {
        let found: Vec<&str> = found.into_iter().map(|place| keys[place]).collect();
        assert_eq!(found, names(&case.expected[key]), "{}: {key}", case.id);
    }
    case.all_near("ideal_IR", &problem.ideal());
    for (name, product) in case.expected["nash_products"]
        .as_object()
        .into_iter()
        .flatten()
    {
        let place = keys.iter().position(|key| key == name).expect("a point");
        assert_eq!(
            Some(problem.nash_product(place, &ones)),
            product.as_f64(),
            "{}",
            case.id
        );
    }
}

fn lottery(case: &Case<'_>) {
    let points: Vec<f64> = ["X", "Y"]
        .iter()
        .flat_map(|key| numbers(&case.params[key]))
        .collect();
    let disagreement = numbers(&case.params["d"]);
    let problem = Problem {
        points: &points,
        disagreement: &disagreement,
    };
    let found = nash_lottery(&problem, &[1.0, 1.0]).expect("both can gain");
    let second = found.draws.iter().find(|(place, _)| *place == 1);
    case.near("pY", second.map_or(0.0, |(_, p)| *p));
    case.all_near("u", &found.utilities);
    let gains = found
        .utilities
        .iter()
        .zip(&disagreement)
        .map(|(u, d)| u - d);
    case.near("product", gains.product());
    let best = problem.nash(&[1.0, 1.0])[0];
    case.near("pure_best_product", problem.nash_product(best, &[1.0, 1.0]));
}

fn power(case: &Case<'_>) {
    let whole = |x: f64| x as u64;
    let weights: Vec<u64> = numbers(&case.params["weights"])
        .into_iter()
        .map(whole)
        .collect();
    let found = voting_power(&weights, whole(case.number("quota"))).expect("few voters");
    case.all_near("shapley_shubik", &found.shapley_shubik);
    case.all_near("banzhaf_absolute", &found.banzhaf_absolute);
    case.all_near("banzhaf_normalised", &found.banzhaf_normalised);
    let swings: Vec<f64> = found.swings.iter().map(|&n| n as f64).collect();
    case.all_near("swings", &swings);
    case.near("winning_coalitions", found.winning_coalitions as f64);
    for (key, found) in [("veto", &found.veto), ("dummy", &found.dummy)] {
        let known = case.expected[key].as_array().into_iter().flatten();
        let known: Vec<bool> = known.filter_map(Value::as_bool).collect();
        assert_eq!(*found, known, "{}: {key}", case.id);
    }
}

/// One left glove, and a right one for each of the others.
fn gloves(case: &Case<'_>) {
    let n = numbers(&case.expected["shapley"]).len();
    let worth = |players: u32| f64::from(players & 1 == 1 && players >> 1 != 0);
    case.all_near("shapley", &shapley_value(n, worth).expect("few players"));
}

fn attrition(case: &Case<'_>) {
    if case.params.get("V").is_some() {
        let war = KnownAttrition {
            prize: case.number("V"),
            cost: case.number("cost_rate"),
        };
        case.near("hazard", war.hazard());
        case.near("F_at_3", war.given_up_by(3.0));
        case.near("mean_concession_time", war.mean_concession_time());
        case.near("mean_duration", war.mean_duration());
        case.near("expected_payoff", war.expected_payoff());
    } else {
        case.near("t_at_0p5", UniformAttrition::holds_out(0.5));
        case.near("t_at_0p9", UniformAttrition::holds_out(0.9));
        case.near(
            "expected_payoff_v_0p5",
            UniformAttrition::expected_payoff(0.5),
        );
        case.near("expected_duration", UniformAttrition::expected_duration());
    }
}

fn auction(case: &Case<'_>) {
    let auction = DoubleAuction {
        k: case.number("k"),
    };
    let [
        [seller_slope, seller_intercept],
        [buyer_slope, buyer_intercept],
    ] = [auction.seller(), auction.buyer()];
    for (key, found) in [
        ("seller_slope", seller_slope),
        ("seller_intercept", seller_intercept),
        ("buyer_slope", buyer_slope),
        ("buyer_intercept", buyer_intercept),
        ("threshold", auction.threshold()),
        ("expected_gains", auction.expected_gains()),
        ("first_best", FIRST_BEST),
        ("efficiency", auction.efficiency()),
        ("P_trade", auction.trade()),
        ("P_efficient_trade", 0.5),
        ("buyer_gain", auction.buyer_gain()),
        ("seller_gain", auction.seller_gain()),
    ] {
        case.near(key, found);
    }
}

fn concessions(case: &Case<'_>) {
    let disagreement = case.disagreement();
    let points = case.points();
    let found = zeuthen(&points, disagreement).expect("a rational point");
    case.all_near("agreement", &found.agreement);
    let product = |point: [f64; 2]| (point[0] - disagreement[0]) * (point[1] - disagreement[1]);
    case.near("product", product(found.agreement));
    let rational = |p: &&[f64; 2]| p[0] >= disagreement[0] && p[1] >= disagreement[1];
    let best = points.iter().filter(rational).map(|&p| product(p));
    case.near("max_product", best.fold(f64::NEG_INFINITY, f64::max));
    let known = case.expected["trace"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    assert_eq!(
        found.trace.len(),
        known.len(),
        "{}: {:?}",
        case.id,
        found.trace
    );
    for (step, known) in found.trace.iter().zip(&known) {
        for (party, (offer, risk)) in [("offer1", "risk1"), ("offer2", "risk2")]
            .iter()
            .enumerate()
        {
            assert_eq!(
                step.offers[party].to_vec(),
                numbers(&known[offer]),
                "{}",
                case.id
            );
            // Risks are published to six decimals.
            let published = known[risk].as_f64().expect("a risk");
            assert!(
                (step.risks[party] - published).abs() < 5.1e-7,
                "{}",
                case.id
            );
        }
    }
}
