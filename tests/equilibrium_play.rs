//! Equilibrium play against what theory knows: every number here comes from talks that the engine
//! played from a scenario text.
//!
//! Where the environment variable `ZOPA_REFERENCE` names a folder with `theory/cases.json`, its cases
//! are played too; without it, that part is skipped with a note. Tolerances: shares of a pie are cut
//! into pieces, and whoever answers is paid the next whole piece, once where the equilibrium is stationary
//! and once per remaining turn, discounted, where it is found backwards; frequencies are held to
//! four standard errors.

#[path = "support/folder.rs"]
mod folder;

use serde_json::Value;
use std::path::Path;
use zopa::model::Scenario;
use zopa::negotiate::{Player, Setting};
use zopa::simulate::{Row, Runs, Settings, run};

/// Pieces of a pie of 1.
const STEP: f64 = 0.0005;
const EQUILIBRIUM: &str = "bidding = \"equilibrium\"";
/// A posterior over the other's type, by the file's own distributions, and the best reply to it.
const BELIEVES: &str = "bidding = \"best_reply\", model = \"types\"";
/// Takes whatever is no worse than no deal.
const CONTENT: &str = "bidding = \"hardliner\", acceptance = \"time\", accept_after = 0";

/// Two parties divide a pie of 1 at equilibrium; more keys for each, the protocol and the time.
#[derive(Clone)]
struct Pie {
    step: f64,
    first: String,
    second: String,
    strategies: [&'static str; 2],
    order: [&'static str; 2],
    proposer: &'static str,
    time: String,
}

impl Pie {
    fn new() -> Self {
        Self {
            step: STEP,
            first: String::new(),
            second: String::new(),
            strategies: [EQUILIBRIUM; 2],
            order: ["first", "second"],
            proposer: "in_turn",
            time: "rounds = 10\nhorizon = \"infinite\"".to_owned(),
        }
    }

    fn patient(deltas: [f64; 2]) -> Self {
        let keys = deltas.map(|delta| format!("reservation = 0\npatience = {delta}\n"));
        let [first, second] = keys;
        Self {
            first,
            second,
            ..Self::new()
        }
    }

    fn second_proposes(mut self) -> Self {
        self.order = ["second", "first"];
        self
    }

    /// The proposer goes by a posterior over the other's type (`model = "types"`), on packages few
    /// enough for its best offer to be exact; the other takes what is no worse than no deal.
    fn by_types(mut self) -> Self {
        let first = self.order[0] == "first";
        self.strategies = match first {
            true => [BELIEVES, CONTENT],
            false => [CONTENT, BELIEVES],
        };
        self.step = 0.005;
        self
    }

    fn lasts(mut self, rounds: u64) -> Self {
        self.time = format!("rounds = {rounds}");
        self
    }

    fn text(&self) -> String {
        let party = |id: &str, keys: &str, strategy: &str, way: &str| {
            format!(
                "[[party]]\nid = \"{id}\"\n{keys}strategy = {{ {strategy} }}\ninterest = [{{ issue = \"share\", weight = 1, value = {{ linear = \"{way}\" }} }}]\n"
            )
        };
        format!(
            "name = \"Pie\"\n[[issue]]\nid = \"share\"\nnumbers = {{ from = 0, to = 1, step = {} }}\n{}{}[protocol]\nkind = \"alternating_offers\"\nproposer = \"{}\"\norder = [\"{}\", \"{}\"]\n[time]\n{}\n",
            self.step,
            party("first", &self.first, self.strategies[0], "rising"),
            party("second", &self.second, self.strategies[1], "falling"),
            self.proposer,
            self.order[0],
            self.order[1],
            self.time,
        )
    }

    fn rows(&self, runs: u64) -> Vec<Row> {
        rows(&read(&self.text()), runs)
    }

    /// The first party's share in a game without chance, agreed at once.
    fn share(&self) -> f64 {
        let rows = self.rows(1);
        assert!(rows[0].is_settled(), "agreed: {}", self.text());
        assert_eq!(rows[0].round, 1, "at once: {}", self.text());
        rows[0].utilities[0]
    }
}

fn read(text: &str) -> Scenario {
    let loaded = zopa::scenario::parse("game.toml", text.as_bytes(), &[]);
    loaded
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"))
        .scenario
}

fn rows(scenario: &Scenario, runs: u64) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut sink = |row: &Row| {
        rows.push(row.clone());
        Ok(())
    };
    let settings = Settings {
        seed: 1,
        runs: Runs::Fixed(runs),
        threads: 2,
    };
    run(scenario, &settings, Some(&mut sink), &mut |_| true)
        .unwrap_or_else(|error| panic!("{error:?}"));
    rows
}

/// A mean and its standard error.
fn mean(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let values: Vec<f64> = values.collect();
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let square = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>();
    (mean, (square / (n - 1.0)).sqrt() / n.sqrt())
}

fn near(what: &str, found: f64, known: f64, tolerance: f64) {
    assert!(
        (found - known).abs() <= tolerance + 1e-9,
        "{what}: {found} for {known}, {tolerance} allowed"
    );
}

fn cases(topic: &str) -> Vec<Value> {
    let Some(all) = folder::cases() else {
        return Vec::new();
    };
    let found: Vec<Value> = all.into_iter().filter(|c| c["topic"] == topic).collect();
    assert!(!found.is_empty(), "no case of topic {topic}");
    found
}

fn number(of: &Value, key: &str) -> f64 {
    of[key].as_f64().unwrap_or_else(|| panic!("{key} in {of}"))
}

fn id(case: &Value) -> &str {
    case["id"].as_str().unwrap_or("?")
}

/// Checks `key` of what a case expects, where it has it.
fn expect(case: &Value, key: &str, found: impl FnOnce() -> (f64, f64)) {
    if let Some(known) = case["expected"].get(key).and_then(Value::as_f64) {
        let (found, tolerance) = found();
        near(&format!("{}: {key}", id(case)), found, known, tolerance);
    }
}

#[test]
fn rubinsteins_division_is_played() {
    for [d1, d2] in [
        [0.9, 0.9],
        [0.95, 0.6],
        [0.3, 0.99],
        [0.999, 0.998],
        [1.0, 0.9],
    ] {
        let game = || Pie::patient([d1, d2]);
        let first = (1.0 - d2) / (1.0 - d1 * d2);
        near("first", game().share(), first, STEP);
        near("second", game().second_proposes().share(), d1 * first, STEP);
    }
    for case in cases("rubinstein") {
        let params = &case["params"];
        let deltas = match params.get("delta1") {
            Some(_) => ["delta1", "delta2"].map(|key| number(params, key)),
            None => ["r1", "r2"]
                .map(|key| zopa::math::exp(-number(params, key) * number(params, "Delta"))),
        };
        let game = || Pie::patient(deltas);
        expect(&case, "proposer_share", || (game().share(), STEP));
        expect(&case, "responder_share", || (1.0 - game().share(), STEP));
        expect(&case, "share1_when_2_proposes", || {
            (game().second_proposes().share(), STEP)
        });
        // What is left of the limit is the proposer's advantage, half of what a period costs.
        expect(&case, "limit", || {
            (game().share(), (1.0 - deltas[0] * deltas[1]) / 2.0 + STEP)
        });
    }
}

/// The same game in rounds of two turns: patience is per round.
#[test]
fn turns_within_a_round_share_its_patience() {
    let mut game = Pie::patient([0.81, 0.64]);
    game.proposer = "each";
    near("first", game.share(), (1.0 - 0.8) / (1.0 - 0.72), STEP);
}

#[test]
fn the_risk_of_breakdown_is_played() {
    let game = |p: f64, [b1, b2]: [f64; 2]| {
        let keys = |b: f64| format!("reservation = 0\nbreakdown_value = {b}\n");
        Pie {
            first: keys(b1),
            second: keys(b2),
            time: format!("rounds = 10\nhorizon = \"infinite\"\nbreakdown = {p}"),
            ..Pie::new()
        }
    };
    for (p, b) in [(0.1, [0.2, 0.1]), (0.02, [0.0, 0.5]), (0.5, [0.3, 0.3])] {
        let x = (1.0 - b[1] + (1.0 - p) * b[0]) / (2.0 - p);
        near("x1", game(p, b).share(), x, STEP);
    }
    for case in cases("rubinstein_breakdown") {
        let params = &case["params"];
        let (p, b) = (number(params, "p"), ["b1", "b2"].map(|k| number(params, k)));
        expect(&case, "x1", || (game(p, b).share(), STEP));
        expect(&case, "y1", || (game(p, b).second_proposes().share(), STEP));
        expect(&case, "limit", || (game(1e-3, b).share(), STEP + 1e-3));
    }
}

/// Binmore's principle: an outside option counts only where it beats what bargaining gives.
#[test]
fn the_outside_option_principle_is_played() {
    let game = |delta: f64, b: f64| {
        let mut game = Pie::patient([delta, delta]);
        game.second += &format!("outside_option = {b}\n");
        game
    };
    for delta in [0.6_f64, 0.9, 0.99] {
        for b in [0.0, 0.2, 0.45, 0.499, 0.51, 0.7, 0.95] {
            let known = (delta / (1.0 + delta)).max(b);
            let what = format!("delta {delta}, option {b}");
            near(&what, 1.0 - game(delta, b).share(), known, STEP);
        }
    }
    for case in cases("rubinstein_outside_option") {
        let params = &case["params"];
        let (delta, b) = (number(params, "delta"), number(params, "b"));
        expect(&case, "responder_share", || {
            (1.0 - game(delta, b).share(), STEP)
        });
        expect(&case, "proposer_share", || (game(delta, b).share(), STEP));
    }
}

#[test]
fn who_cannot_be_paid_its_outside_option_leaves() {
    let game = |reservation: f64| {
        let mut game = Pie::patient([0.9, 0.9]);
        game.first = format!("reservation = {reservation}\npatience = 0.9\n");
        game.second += "outside_option = 0.6\n";
        game
    };
    near("paid", game(0.3).share(), 0.4, STEP);
    // The first has 0.5 without a deal: there is not enough for both.
    let row = &game(0.5).second_proposes().rows(1)[0];
    assert!(!row.is_settled());
    assert_eq!(row.ended, zopa::model::How::WalkOut);
    assert_eq!(row.round, 2, "the second can leave when the first proposes");
    assert_eq!(row.utilities[1], zopa::math::quantise(0.6));
    assert_eq!(row.utilities[0], 0.5, "who is left behind has no deal");
}

#[test]
fn games_with_a_last_round_are_played_backwards() {
    let rounding = |[d1, d2]: [f64; 2]| STEP / (1.0 - d1.max(d2));
    let game = |deltas: [f64; 2], rounds: u64, first_proposes: bool| {
        let game = Pie::patient(deltas).lasts(rounds);
        match first_proposes {
            true => game.share(),
            false => game.second_proposes().share(),
        }
    };
    for case in cases("stahl_finite") {
        let params = &case["params"];
        let deltas = ["delta1", "delta2"].map(|key| number(params, key));
        let allowed = rounding(deltas);
        if let Some(rounds) = params["T"].as_u64() {
            let first = params["first_proposer"].as_u64() == Some(1);
            let share = game(deltas, rounds, first);
            expect(&case, "share1_t0", || (share, allowed));
            expect(&case, "share2_t0", || (1.0 - share, allowed));
            let list = case["expected"]["share1_offered_each_t"].as_array();
            for (t, known) in (0..).zip(list.into_iter().flatten()) {
                let found = game(deltas, rounds - t, first == (t % 2 == 0));
                let known = known.as_f64().expect("a share");
                near(&format!("{} at {t}", id(&case)), found, known, allowed);
            }
        } else {
            expect(&case, "T_20", || (game(deltas, 20, true), allowed));
            expect(&case, "T_21", || (game(deltas, 21, true), allowed));
            expect(&case, "T_inf", || (Pie::patient(deltas).share(), STEP));
        }
    }
}

#[test]
fn ultimatums_are_played() {
    for case in cases("ultimatum") {
        let params = &case["params"];
        if let Some(n) = params["n"].as_f64() {
            let mut game = Pie::patient([1.0, 1.0]).lasts(1);
            game.step = 1.0 / n;
            let offered = ((1.0 - game.share()) * n).round();
            let known = case["expected"]["spe_offers"].as_array().expect("a list");
            assert!(
                known.iter().any(|k| k.as_f64() == Some(offered)),
                "{offered}"
            );
        } else {
            let (pie, reservation) = (number(params, "pie"), number(params, "reservation"));
            let game = Pie {
                first: "reservation = 0\n".to_owned(),
                second: format!("reservation = {}\n", reservation / pie),
                ..Pie::new()
            };
            let game = game.lasts(1);
            let by_types = game.clone().by_types();
            for (game, step) in [(game, STEP), (by_types, 0.005)] {
                let share = game.share() * pie;
                expect(&case, "proposer", || (share, step));
                expect(&case, "responder", || (pie - share, step));
            }
        }
    }
}

/// Probability of proposing, discounts, and what theory says of values and of offers.
fn drawn_proposers(p1: f64, deltas: [f64; 2], check: impl Fn(&str, f64, f64)) {
    let mut game = Pie::patient(deltas);
    game.proposer = "random";
    game.first += &format!("recognition = {p1}\n");
    game.second += &format!("recognition = {}\n", 1.0 - p1);
    let rows = game.rows(20_000);
    assert!(rows.iter().all(|row| row.is_settled() && row.round == 1));
    let (value, error) = mean(rows.iter().map(|row| row.utilities[0]));
    check("V1", value, 4.0 * error + STEP);
    check("V2", 1.0 - value, 4.0 * error + STEP);
    let shares = rows.iter().map(|row| row.utilities[0]);
    let high = shares.clone().fold(0.0, f64::max);
    let low = shares.fold(1.0, f64::min);
    check("share1_if_proposer1", high, STEP);
    check("share1_if_proposer2", low, STEP);
}

#[test]
fn drawn_proposers_are_played() {
    for (p1, [d1, d2]) in [(0.5, [0.9, 0.9]), (0.2, [0.95, 0.7])] {
        let v1 = p1 * (1.0 - d2) / (p1 * (1.0 - d2) + (1.0 - p1) * (1.0 - d1));
        drawn_proposers(p1, [d1, d2], |key, found, tolerance| {
            let known = match key {
                "V1" => v1,
                "V2" => 1.0 - v1,
                "share1_if_proposer1" => 1.0 - d2 * (1.0 - v1),
                _ => d1 * v1,
            };
            near(key, found, known, tolerance);
        });
    }
    for case in cases("random_proposer_unanimity") {
        let params = &case["params"];
        if params.get("p1").is_none() {
            continue;
        }
        let deltas = ["delta1", "delta2"].map(|key| number(params, key));
        drawn_proposers(number(params, "p1"), deltas, |key, found, tolerance| {
            expect(&case, key, || (found, tolerance));
        });
    }
}

/// Three who divide a pie under unanimity, drawn to propose: with a common discount d, a proposer
/// keeps `1 - d (1 - V)` and values are the recognition probabilities; found backwards from far away.
#[test]
fn three_under_unanimity_divide_by_recognition() {
    let step = 0.05;
    let mut text = String::from("name = \"Three\"\n");
    let pieces = (1.0_f64 / step).round() as usize;
    // A package is how much the first and the second get; the third has the rest, so that one
    // issue lists every division.
    let mut options = Vec::new();
    let mut worth: [Vec<String>; 3] = Default::default();
    for a in 0..=pieces {
        for b in 0..=pieces - a {
            let name = format!("d{a}_{b}");
            for (k, share) in [a, b, pieces - a - b].into_iter().enumerate() {
                worth[k].push(format!("{name} = {}", share as f64 / pieces as f64));
            }
            options.push(format!("\"{name}\""));
        }
    }
    text += &format!(
        "[[issue]]\nid = \"division\"\noptions = [{}]\n",
        options.join(", ")
    );
    let chances = [0.5, 0.3, 0.2];
    for (k, chance) in chances.iter().enumerate() {
        text += &format!(
            "[[party]]\nid = \"p{k}\"\nreservation = 0\npatience = 0.5\nrecognition = {chance}\nstrategy = {{ bidding = \"equilibrium\" }}\ninterest = [{{ issue = \"division\", weight = 1, value = {{ table = {{ {} }} }} }}]\n",
            worth[k].join(", ")
        );
    }
    text += "[protocol]\nkind = \"alternating_offers\"\nproposer = \"random\"\n[time]\nrounds = 5\nhorizon = \"infinite\"\n";
    let rows = rows(&read(&text), 4000);
    assert!(rows.iter().all(|row| row.is_settled() && row.round == 1));
    for (k, chance) in chances.iter().enumerate() {
        let (value, error) = mean(rows.iter().map(|row| row.utilities[k]));
        near(
            &format!("party {k}"),
            value,
            *chance,
            4.0 * error + 2.0 * step,
        );
    }
}

#[test]
fn crises_are_played() {
    let game = |[p, attacker]: [f64; 2], defender: String| {
        Pie {
            first: format!("reservation = {}\n", p - attacker),
            second: format!("reservation = {defender}\n"),
            ..Pie::new()
        }
        .lasts(1)
    };
    for case in cases("crisis_bargaining") {
        let params = &case["params"];
        let [p, attacker, defender] = ["p", "cA", "cD"].map(|key| number(params, key));
        let make = || game([p, attacker], (1.0 - p - defender).to_string());
        expect(&case, "x_star", || (make().share(), STEP));
        expect(&case, "x_star", || (make().by_types().share(), 0.005));
        let wars = f64::from(u8::from(!make().rows(1)[0].is_settled()));
        expect(&case, "P_war", || (wars, 0.0));
        let range: Vec<f64> = case["expected"]["range"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_f64)
            .collect();
        if let [low, high] = range[..] {
            near("range: low", make().second_proposes().share(), low, STEP);
            near("range: high", make().share(), high, STEP);
        }
    }
    for case in cases("crisis_bargaining_private_cost") {
        let params = &case["params"];
        let [p, attacker, low, high] =
            ["p", "cA", "c_low", "c_high"].map(|key| number(params, key));
        let private = format!("{{ uniform = [{}, {}] }}", 1.0 - p - high, 1.0 - p - low);
        // A cost of war above what peace is worth at all leaves less than nothing: measured as given.
        let mut game = game([p, attacker], private);
        game.first = format!("scale = \"as_given\"\n{}", game.first);
        game.second = format!("scale = \"as_given\"\n{}", game.second);
        // The best demand is flat around the best, and beliefs are tabulated in steps of 1/4096; types are
        // 128 quantiles, between which acceptance jumps.
        let by_types = game.clone().by_types();
        let jump = 0.005 + (high - low) / 128.0;
        for (game, slack) in [(game, STEP + 3.0 / 4096.0), (by_types, jump)] {
            let rows = game.rows(40_000);
            let demand = rows.iter().find(|row| row.is_settled()).expect("peace");
            let demand = demand.utilities[0];
            assert!(
                rows.iter()
                    .all(|r| !r.is_settled() || r.utilities[0] == demand)
            );
            expect(&case, "x_star", || (demand, slack));
            expect(&case, "P_war", || {
                let war = rows
                    .iter()
                    .map(|row| f64::from(u8::from(!row.is_settled())));
                let (share, error) = mean(war);
                (share, 4.0 * error + 2.0 * slack / (high - low))
            });
            expect(&case, "EU_A", || {
                let (value, error) = mean(rows.iter().map(|row| row.utilities[0]));
                (value, 4.0 * error + STEP)
            });
        }
    }
}

/// The buyer names a price: half its value. At equilibrium, and by a posterior over the seller's type.
#[test]
fn a_buyers_take_it_or_leave_it_price_is_played() {
    let game = Pie {
        step: 0.002,
        // What is left of 1 without the purchase, and with the price: a value of 1 less that.
        second: "reservation = { uniform = [0, 1] }\n".to_owned(),
        first: "reservation = { uniform = [0, 1] }\n".to_owned(),
        ..Pie::new()
    }
    .second_proposes()
    .lasts(1);
    let by_types = game.clone().by_types();
    // Types are 128 quantiles, between which acceptance jumps by up to 1/128: the gain of a price near the
    // best falls short by the square of the distance, and such a jump of acceptance can make up for it.
    let jump = (0.5_f64 / 128.0).sqrt();
    for (game, slack) in [(game, 0.002 + 1.0 / 4096.0), (by_types, 0.005 + jump)] {
        let rows = game.rows(40_000);
        for row in rows.iter().filter(|row| row.is_settled()) {
            let (value, price) = (1.0 - row.no_deal[1], row.utilities[0]);
            near("price", price, value / 2.0, slack);
        }
        near("trade", trade(&rows).0, 0.25, trade(&rows).1 + 1e-3);
        for case in cases("double_auction") {
            if case["params"]["k"].as_f64() == Some(1.0) {
                check_trades(&case, &rows, 1e-3);
            }
        }
    }
}

/// Share of runs that trade, and four standard errors.
fn trade(rows: &[Row]) -> (f64, f64) {
    let (share, error) = mean(rows.iter().map(|row| f64::from(u8::from(row.is_settled()))));
    (share, 4.0 * error)
}

/// What a case expects of trades between the first party, which sells, and the second. Cost and value are
/// on [0, 1]. What could have been gained is read off the same runs.
fn check_trades(case: &Value, rows: &[Row], slack: f64) {
    let of = |value: &dyn Fn(&Row) -> f64| {
        let (found, error) = mean(rows.iter().map(value));
        (found, 4.0 * error + slack)
    };
    let gain = |row: &Row, party: usize| row.utilities[party] - row.no_deal[party];
    let surplus = |row: &Row| (1.0 - row.no_deal[1] - row.no_deal[0]).max(0.0);
    let both = |row: &Row| gain(row, 0) + gain(row, 1);
    expect(case, "P_trade", || (trade(rows).0, trade(rows).1 + slack));
    expect(case, "seller_gain", || of(&|row| gain(row, 0)));
    expect(case, "buyer_gain", || of(&|row| gain(row, 1)));
    expect(case, "expected_gains", || of(&both));
    expect(case, "second_best_gains", || of(&both));
    expect(case, "first_best", || of(&surplus));
    // A mediator that always brought the efficient trade about, and let each keep all that it adds, would
    // have to pay what there is to gain once more.
    expect(case, "vcg_deficit", || of(&surplus));
    expect(case, "P_efficient_trade", || {
        of(&|row| f64::from(u8::from(surplus(row) > 0.0)))
    });
    expect(case, "efficiency", || {
        let ([gains, error], [could, _]) =
            (<[f64; 2]>::from(of(&both)), <[f64; 2]>::from(of(&surplus)));
        (gains / could, 2.0 * error / could)
    });
}

/// Cost uniform on one interval, value on another, both within [0, 1]; the buyer's price weighs `k`.
fn auction(k: f64, [cost, value]: [[f64; 2]; 2], strategy: &str) -> Scenario {
    let party = |id: &str, [low, high]: [f64; 2], way: &str| {
        format!(
            "[[party]]\nid = \"{id}\"\nreservation = {{ uniform = [{low}, {high}] }}\nstrategy = {{ {strategy} }}\ninterest = [{{ issue = \"price\", weight = 1, value = {{ linear = \"{way}\" }} }}]\n"
        )
    };
    read(&format!(
        "name = \"Auction\"\n[[issue]]\nid = \"price\"\nnumbers = {{ from = 0, to = 1, step = {STEP} }}\n{}{}[protocol]\nkind = \"double_auction\"\nbuyer_weight = {k}\n[time]\nrounds = 1\n",
        party("seller", cost, "rising"),
        party("buyer", [1.0 - value[1], 1.0 - value[0]], "falling"),
    ))
}

/// Prices named: by whom.
#[derive(Default)]
struct Named([Option<f64>; 2]);

impl zopa::negotiate::Listener for Named {
    fn hear(&mut self, _: &zopa::negotiate::Talks, happening: zopa::negotiate::Happening<'_>) {
        if let zopa::negotiate::Happening::Offer { party, package, .. } = happening {
            self.0[party] = Some(f64::from(package[0]) * STEP);
        }
    }
}

/// Slope and intercept of a line through points (least squares).
fn line_through(points: &[(f64, f64)]) -> [f64; 2] {
    let n = points.len() as f64;
    let [x, y] = [
        points.iter().map(|p| p.0).sum::<f64>() / n,
        points.iter().map(|p| p.1).sum::<f64>() / n,
    ];
    let both: f64 = points.iter().map(|p| (p.0 - x) * (p.1 - y)).sum();
    let square: f64 = points.iter().map(|p| (p.0 - x) * (p.0 - x)).sum();
    [both / square, y - both / square * x]
}

/// The linear equilibrium of Chatterjee & Samuelson, as the published lines have it on [0, 1].
#[test]
fn double_auctions_are_played() {
    for case in cases("double_auction")
        .into_iter()
        .chain(cases("mechanism"))
    {
        let k = case["params"].get("k").map_or(Some(0.5), Value::as_f64);
        let k = k.expect("a weight");
        let scenario = auction(k, [[0.0, 1.0]; 2], EQUILIBRIUM);
        check_trades(&case, &rows(&scenario, 60_000), STEP);
        let setting = Setting::new(&scenario);
        let mut player = Player::new(&setting, 3);
        let mut lines: [Vec<(f64, f64)>; 2] = Default::default();
        let mut least = f64::INFINITY;
        for run in 0..4000 {
            let mut named = Named::default();
            player.play(run, &mut named);
            let types = [player.talks.no_deal[0], 1.0 - player.talks.no_deal[1]];
            let [ask, bid] = named.0.map(|price| price.expect("a price"));
            // Where a price can be met by some of the other side's.
            if types[0] < 1.0 - k / 2.0 {
                lines[0].push((types[0], ask));
            }
            if types[1] > (1.0 - k) / 2.0 {
                lines[1].push((types[1], bid));
            }
            if player.talks.deal_round.is_some() && types[0] < 0.02 {
                least = least.min(types[1]);
            }
        }
        let [seller, buyer] = lines.map(|points| line_through(&points));
        expect(&case, "seller_slope", || (seller[0], STEP));
        expect(&case, "seller_intercept", || (seller[1], STEP));
        expect(&case, "buyer_slope", || (buyer[0], STEP));
        expect(&case, "buyer_intercept", || (buyer[1], STEP));
        expect(&case, "threshold", || (least, 0.05));
    }
}

/// Other ranges, and every weight: each trade's price, and who trades, by the lines derived for them.
#[test]
fn double_auctions_on_other_ranges_are_played() {
    for (k, [[a, c], [low, v]]) in [
        (0.5, [[0.1, 0.7], [0.3, 1.0]]),
        (0.2, [[0.0, 0.9], [0.1, 0.8]]),
        (0.9, [[0.2, 1.0], [0.0, 0.6]]),
        (0.0, [[0.1, 0.4], [0.2, 0.9]]),
        (1.0, [[0.0, 0.3], [0.2, 1.0]]),
    ] {
        let (s0, b1) = (
            0.5 * ((1.0 + k) * a + (1.0 - k) * v),
            0.5 * ((2.0 - k) * v + k * a),
        );
        let on_line = |cost: f64| (cost + (1.0 - k) * b1) / (2.0 - k);
        let bids = |value: f64| (value + k * s0) / (1.0 + k);
        let ask = |cost: f64| match k {
            1.0 => cost,
            _ => on_line(cost).max(cost).max(bids(low).min(low)),
        };
        let bid = |value: f64| match k {
            0.0 => value,
            _ => bids(value).min(value).min(on_line(c).max(c)),
        };
        let found = rows(&auction(k, [[a, c], [low, v]], EQUILIBRIUM), 20_000);
        let (mut trades, mut near_misses) = (0, 0);
        for row in &found {
            let (ask, bid) = (ask(row.no_deal[0]), bid(1.0 - row.no_deal[1]));
            if (bid - ask).abs() <= 2.0 * STEP {
                near_misses += 1;
                continue;
            }
            assert_eq!(row.is_settled(), bid > ask, "{k}: {bid} for {ask}");
            if row.is_settled() {
                trades += 1;
                let price = k * bid + (1.0 - k) * ask;
                near("price", row.utilities[0], price, 1.5 * STEP);
            }
        }
        assert!(
            trades > 1500 && near_misses < 1500,
            "{k}: {trades}, {near_misses}"
        );
    }
}

/// Whoever named the truth would trade whenever there is something to gain, at the middle; prices shaded
/// as in equilibrium bring each more against such a party.
#[test]
fn the_truth_is_efficient_and_not_an_equilibrium() {
    let truth = "bidding = \"linear\"";
    let honest = rows(&auction(0.5, [[0.0, 1.0]; 2], truth), 40_000);
    for row in &honest {
        let [cost, value] = [row.no_deal[0], 1.0 - row.no_deal[1]];
        if (value - cost).abs() > 12.0 * STEP {
            assert_eq!(row.is_settled(), value > cost);
        }
        if row.is_settled() {
            // A party asks for up to 0.005 more than its target.
            near("price", row.utilities[0], 0.5 * (cost + value), 0.005);
        }
    }
    let mut mixed = auction(0.5, [[0.0, 1.0]; 2], truth);
    mixed.parties[0].strategies = auction(0.5, [[0.0, 1.0]; 2], EQUILIBRIUM).parties[0]
        .strategies
        .clone();
    let gain = |rows: &[Row]| mean(rows.iter().map(|r| r.utilities[0] - r.no_deal[0])).0;
    let (shading, truthful) = (gain(&rows(&mixed, 40_000)), gain(&honest));
    assert!(shading > truthful + 0.005, "{shading} for {truthful}");
}

/// Prices that do not meet are named anew: by the clock, both give way until they do.
#[test]
fn prices_meet_over_rounds() {
    let mut scenario = auction(0.5, [[0.1, 0.11], [0.9, 0.91]], "bidding = \"linear\"");
    scenario.time.rounds = 11;
    scenario.time.deadline = zopa::model::Quantity::constant(11.0);
    let rows = rows(&scenario, 200);
    for row in &rows {
        // Both ask for 1 - t of what there is to gain: the prices meet where half of it is left.
        assert!(row.is_settled());
        assert_eq!(row.round, 7, "{:?}", row.no_deal);
    }
}

/// A war over a prize: as given, with rounds that take `step` of time.
fn war(prize: &str, cost: f64, rounds: u64) -> Scenario {
    let party = |id: &str, best: &str, worst: &str| {
        format!(
            "[[party]]\nid = \"{id}\"\nscale = \"as_given\"\nreservation = 0\ndelay_cost = {cost}\nstrategy = {{ bidding = \"equilibrium\" }}\ninterest = [{{ issue = \"prize\", weight = {prize}, value = {{ table = {{ {best} = 1, {worst} = 0 }} }} }}]\n"
        )
    };
    read(&format!(
        "name = \"War\"\n[[issue]]\nid = \"prize\"\noptions = [\"a\", \"b\"]\n{}{}[protocol]\nkind = \"attrition\"\n[time]\nrounds = {rounds}\nhorizon = \"infinite\"\n",
        party("first", "a", "b"),
        party("second", "b", "a"),
    ))
}

fn known_war(prize: f64, cost_rate: f64, check: impl Fn(&str, f64, f64)) {
    let step = 0.01 * prize / cost_rate;
    let rows = rows(&war(&prize.to_string(), cost_rate * step, 5000), 40_000);
    assert!(rows.iter().all(Row::is_settled), "somebody gives in");
    let n = rows.len() as f64;
    // Rounds are short but not nothing: half of one per cent of what they stand for.
    let slack = 4.0 / n.sqrt() + 0.01;
    let decisions: f64 = rows.iter().map(|row| f64::from(row.round)).sum();
    let hazard = (1.0 - (1.0 - n / decisions).sqrt()) / step;
    let (duration, _) = mean(rows.iter().map(|row| f64::from(row.round - 1) * step));
    let lasting = rows
        .iter()
        .filter(|row| f64::from(row.round - 1) * step >= 3.0);
    let lasting = lasting.count() as f64 / n;
    let (payoff, error) = mean(rows.iter().map(|row| row.utilities[0]));
    check("hazard", hazard, slack * hazard);
    check("mean_duration", duration, slack * duration);
    check("mean_concession_time", 1.0 / hazard, slack / hazard);
    check("F_at_3", 1.0 - lasting.sqrt(), slack);
    check("expected_payoff", payoff, 4.0 * error + 0.01 * prize);
}

#[test]
fn wars_of_attrition_with_known_prizes_are_played() {
    for (prize, cost) in [(1.0, 0.2), (2.0, 0.5)] {
        known_war(prize, cost, |key, found, tolerance| {
            let hazard = cost / prize;
            let known = match key {
                "hazard" => hazard,
                "mean_duration" => 0.5 / hazard,
                "mean_concession_time" => 1.0 / hazard,
                "F_at_3" => 1.0 - zopa::math::exp(-3.0 * hazard),
                _ => 0.0,
            };
            near(key, found, known, tolerance);
        });
    }
    for case in cases("war_of_attrition") {
        let params = &case["params"];
        if params.get("V").is_some() {
            let (prize, cost) = (number(params, "V"), number(params, "cost_rate"));
            known_war(prize, cost, |key, found, tolerance| {
                expect(&case, key, || (found, tolerance));
            });
        }
    }
}

/// A war that is dearer for one is given up more often by the other, who must be made to wait.
#[test]
fn each_gives_in_at_the_rate_that_keeps_the_other_indifferent() {
    let text_of = |costs: [f64; 2]| {
        let mut scenario = war("1", 0.01, 5000);
        for (party, cost) in scenario.parties.iter_mut().zip(costs) {
            party.delay_cost = zopa::model::Quantity::constant(cost);
        }
        scenario
    };
    let rows = rows(&text_of([0.02, 0.01]), 40_000);
    let first_wins = rows.iter().filter(|row| row.package == [0]).count() as f64;
    let (share, n) = (first_wins / rows.len() as f64, rows.len() as f64);
    // The second gives in at the rate 0.02 and the first at 0.01: two to one.
    near(
        "wins of the first",
        share,
        2.0 / 3.0,
        4.0 * (0.25 / n).sqrt() + 0.01,
    );
}

#[test]
fn wars_of_attrition_with_private_prizes_are_played() {
    let step = 0.004;
    let scenario = war("{ uniform = [0, 1] }", step, 4000);
    let setting = Setting::new(&scenario);
    let mut player = Player::new(&setting, 1);
    let holds_out = |v: f64| -v - zopa::math::ln(1.0 - v);
    let (mut durations, mut middle) = (Vec::new(), Vec::new());
    let mut near_case: [Vec<f64>; 2] = Default::default();
    for run in 0..40_000 {
        player.play(run, &mut ());
        let talks = &player.talks;
        let values = [talks.draw.inputs[0], talks.draw.inputs[1]];
        let time = f64::from(talks.round - 1) * step;
        let weaker = values[0].min(values[1]);
        assert!(talks.deal_round.is_some());
        let slack = step * 0.5 + 2e-4 + 1e-3 * holds_out(weaker);
        near("when the weaker gives in", time, holds_out(weaker), slack);
        for (place, v) in [0.5, 0.9].into_iter().enumerate() {
            if (weaker - v).abs() < 0.005 {
                near_case[place].push(time);
            }
        }
        durations.push(time);
        for (party, value) in values.iter().enumerate() {
            if (value - 0.5).abs() < 0.05 {
                middle.push(talks.ends_with(&setting, party) - talks.costs[party]);
            }
        }
    }
    for case in cases("war_of_attrition") {
        if case["params"].get("V").is_some() {
            continue;
        }
        expect(&case, "expected_duration", || {
            let (found, error) = mean(durations.iter().copied());
            (found, 4.0 * error + step)
        });
        expect(&case, "expected_payoff_v_0p5", || {
            let (found, error) = mean(middle.iter().copied());
            (found, 4.0 * error + step + 0.05 * 0.05 / 6.0)
        });
        for (place, key) in ["t_at_0p5", "t_at_0p9"].into_iter().enumerate() {
            expect(&case, key, || {
                let (found, error) = mean(near_case[place].iter().copied());
                (found, 4.0 * error + step)
            });
        }
    }
}

/// Numbers from a seed.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        // SplitMix64 (Steele, Lea & Flood 2014).
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    fn below(&mut self, n: usize) -> usize {
        ((self.next() * n as f64) as usize).min(n - 1)
    }
}

/// A random game of two, and what an outside option of `owner` makes of it. No deal is the worst of
/// all for both, so that nobody gains by the other's leaving.
fn random_game(chance: &mut Chance) -> (String, [f64; 2], [&'static str; 2]) {
    let mut issues = String::new();
    let mut interests = [String::new(), String::new()];
    for issue in 0..1 + chance.below(3) {
        let size = 2 + chance.below(4);
        let options: Vec<String> = (0..size).map(|o| format!("\"o{o}\"")).collect();
        issues += &format!(
            "[[issue]]\nid = \"i{issue}\"\noptions = [{}]\n",
            options.join(", ")
        );
        for interest in &mut interests {
            let weight = 0.1 + chance.next();
            let table: Vec<String> = (0..size)
                .map(|o| format!("o{o} = {:.6}", chance.next()))
                .collect();
            *interest += &format!(
                "[[party.interest]]\nissue = \"i{issue}\"\nweight = {weight:.6}\nvalue = {{ table = {{ {} }} }}\n",
                table.join(", ")
            );
        }
    }
    let patience = [0, 1].map(|_| (700.0 + 300.0 * chance.next()).round() / 1000.0);
    let mut text = format!("name = \"Random\"\n{issues}");
    for (party, interest) in interests.iter().enumerate() {
        text += &format!(
            "[[party]]\nid = \"p{party}\"\nreservation = 0\npatience = {}\nstrategy = {{ bidding = \"equilibrium\" }}\nOUTSIDE{party}\n{interest}",
            patience[party]
        );
    }
    text += &format!(
        "[protocol]\nkind = \"alternating_offers\"\nproposer = \"in_turn\"\n[time]\nrounds = {}\n",
        1 + chance.below(8)
    );
    (text, patience, ["OUTSIDE0", "OUTSIDE1"])
}

#[test]
fn an_outside_option_never_hurts_its_owner() {
    let mut chance = Chance(6);
    let mut helped = 0;
    for game in 0..400 {
        let (text, patience, places) = random_game(&mut chance);
        let value = |options: [f64; 2], owner: usize| {
            let mut text = text.clone();
            for (place, option) in places.iter().zip(options) {
                let line = match option > 0.0 {
                    true => format!("outside_option = {option}"),
                    false => String::new(),
                };
                text = text.replace(place, &line);
            }
            let row = &rows(&read(&text), 1)[0];
            // Seen from the first round, as parties see it.
            row.utilities[owner] * zopa::math::pow(patience[owner], f64::from(row.round - 1))
        };
        let owner = game % 2;
        let option = 0.05 + 0.9 * chance.next();
        let others = [0.0, 0.6 * chance.next()][game / 2 % 2];
        let mut before = [others; 2];
        before[owner] = 0.0;
        let mut after = before;
        after[owner] = option;
        let (without, with) = (value(before, owner), value(after, owner));
        assert!(
            with >= without - 1e-6,
            "game {game}: {option} for {owner} makes {without} into {with}\n{text}"
        );
        helped += usize::from(with > without + 1e-6);
    }
    assert!(helped > 50, "only {helped} outside options mattered");
}

#[test]
fn where_it_does_not_apply_it_says_why() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let all: zopa::scenario::Override = "party.*.strategy=equilibrium".parse().expect("PATH=VALUE");
    let pie = zopa::scenario::load(
        &folder.join("split-the-pie.toml"),
        std::slice::from_ref(&all),
    );
    let scenario = pie.unwrap_or_else(|problems| panic!("{problems}")).scenario;
    let share = rows(&scenario, 1)[0].utilities[0];
    near("split the pie", share, 0.5132, 0.02);
    for file in ["budget-coalition.toml", "us-russia-2025-03-18.toml"] {
        let problems = zopa::scenario::load(&folder.join(file), std::slice::from_ref(&all));
        let problems = problems.expect_err("refused");
        assert!(problems.codes().all(|code| code == "Z0417"), "{problems}");
        let told = problems.render(false);
        assert!(told.contains("party.*.strategy=equilibrium"), "{told}");
    }
}
