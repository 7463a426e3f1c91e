//! Simultaneous concession, played by the engine: against published traces, against the closed form,
//! and against brute force.
//!
//! The published cases are read from `theory/cases.json` in the folder that `ZOPA_REFERENCE` names.

#[path = "support/folder.rs"]
mod folder;

use proptest::prelude::*;
use serde_json::Value;
use std::fmt::Write;
use zopa::analysis::theory::zeuthen;
use zopa::model::Scenario;
use zopa::negotiate::{Happening, Listener, Player, Setting, Talks};

/// A scenario of one issue whose options are points: per party, what each is worth, as given.
fn scenario(points: &[Vec<f64>], reservations: &[f64], protocol: &str) -> Scenario {
    let options: Vec<String> = (0..points.len()).map(|o| format!("\"o{o}\"")).collect();
    let mut text = format!(
        "name = \"Points\"\n[[issue]]\nid = \"point\"\noptions = [{}]\n",
        options.join(", ")
    );
    for (party, reservation) in reservations.iter().enumerate() {
        let worth = |(o, point): (usize, &Vec<f64>)| format!("o{o} = {:?}", point[party]);
        let table: Vec<String> = points.iter().enumerate().map(worth).collect();
        let _ = write!(
            text,
            "[[party]]\nid = \"p{party}\"\nscale = \"as_given\"\nreservation = {reservation:?}\n\
             interest = [{{ issue = \"point\", weight = 1, value = {{ table = {{ {} }} }} }}]\n",
            table.join(", ")
        );
    }
    let _ = write!(
        text,
        "[protocol]\nkind = \"simultaneous_concession\"\n{protocol}\n[time]\nrounds = 1000\n"
    );
    zopa::scenario::parse("points.toml", text.as_bytes(), &[])
        .unwrap_or_else(|problems| panic!("{problems}\n{text}"))
        .scenario
}

/// What was seen of the talks.
#[derive(Default)]
struct Seen {
    /// Per round, the option that each party stood behind, in order.
    offers: Vec<Vec<usize>>,
    /// Per round without agreement, the risk of each.
    risks: Vec<Vec<f64>>,
    deal: Option<usize>,
}

impl Listener for Seen {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        let round = talks.round as usize;
        self.offers.resize(round.max(self.offers.len()), Vec::new());
        match happening {
            Happening::Offer { package, .. } => {
                self.offers[round - 1].push(package[0].into());
            }
            Happening::Risk { risk, .. } => {
                self.risks.resize(round.max(self.risks.len()), Vec::new());
                self.risks[round - 1].push(risk);
            }
            Happening::Deal { package, .. } => self.deal = Some(package[0].into()),
            _ => {}
        }
    }
}

fn play(scenario: &Scenario) -> Seen {
    let setting = Setting::new(scenario);
    let mut seen = Seen::default();
    Player::new(&setting, 1).play(0, &mut seen);
    seen
}

fn numbers(value: &Value) -> Vec<f64> {
    let list = value.as_array().expect("a list").iter();
    list.map(|v| v.as_f64().expect("a number")).collect()
}

#[test]
fn published_traces_are_played_step_by_step() {
    let Some(cases) = folder::cases() else {
        return;
    };
    let mut checked = 0;
    for case in cases.iter().filter(|case| case["topic"] == "zeuthen_mcp") {
        let id = &case["id"];
        let list = case["params"]["points"].as_array().expect("points");
        let points: Vec<Vec<f64>> = list.iter().map(numbers).collect();
        let seen = play(&scenario(&points, &numbers(&case["params"]["d"]), ""));
        let agreed = &points[seen.deal.unwrap_or_else(|| panic!("{id}: no deal"))];
        let expected = &case["expected"];
        assert_eq!(*agreed, numbers(&expected["agreement"]), "{id}");
        let trace = expected["trace"].as_array().expect("a trace");
        assert_eq!(seen.risks.len(), trace.len(), "{id}: rounds");
        assert_eq!(seen.offers.len(), trace.len() + 1, "{id}: rounds");
        for (round, step) in trace.iter().enumerate() {
            for (party, (offer, risk)) in [("offer1", "risk1"), ("offer2", "risk2")]
                .into_iter()
                .enumerate()
            {
                let offered = &points[seen.offers[round][party]];
                assert_eq!(*offered, numbers(&step[offer]), "{id}: round {round}");
                // The file gives risks to six decimals.
                let known = step[risk].as_f64().expect("a number");
                let found = seen.risks[round][party];
                assert!((found - known).abs() < 5.1e-7, "{id}: {found}, not {known}");
            }
        }
        checked += 1;
    }
    assert!(checked >= 3, "{checked} cases");
}

/// Different points between 0 and 10 for each of so many parties, and reservation values.
fn games(parties: usize) -> impl Strategy<Value = (Vec<Vec<f64>>, Vec<f64>)> {
    let point = prop::collection::vec(0.0..10.0f64, parties);
    let reservations = prop::collection::vec(0.0..4.0f64, parties);
    (prop::collection::vec(point, 2..40), reservations)
}

/// Products of gains of the points that are no worse than no deal for anybody.
fn products(points: &[Vec<f64>], reservations: &[f64]) -> Vec<(usize, f64)> {
    let gains = |point: &Vec<f64>| -> Vec<f64> {
        let pairs = point.iter().zip(reservations);
        pairs.map(|(u, d)| u - d).collect()
    };
    let all = points.iter().map(gains).enumerate();
    all.filter(|(_, gains)| gains.iter().all(|gain| *gain >= 0.0))
        .map(|(n, gains)| (n, gains.iter().product()))
        .collect()
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn two_parties_play_the_closed_form_and_agree_on_the_largest_product(
        (points, reservations) in games(2)
    ) {
        let seen = play(&scenario(&points, &reservations, ""));
        let pairs: Vec<[f64; 2]> = points.iter().map(|p| [p[0], p[1]]).collect();
        let closed = zeuthen(&pairs, [reservations[0], reservations[1]]);
        let products = products(&points, &reservations);
        let largest = products.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        prop_assert_eq!(seen.deal, largest.map(|(n, _)| *n));
        if let Some(closed) = closed {
            prop_assert_eq!(seen.risks.len(), closed.trace.len());
            for (round, step) in closed.trace.iter().enumerate() {
                for party in 0..2 {
                    prop_assert_eq!(pairs[seen.offers[round][party]], step.offers[party]);
                    prop_assert!((seen.risks[round][party] - step.risks[party]).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn several_parties_agree_on_the_largest_product((points, reservations) in games(3)) {
        let seen = play(&scenario(&points, &reservations, ""));
        let products = products(&points, &reservations);
        let largest = products.iter().max_by(|a, b| a.1.total_cmp(&b.1));
        prop_assert_eq!(seen.deal, largest.map(|(n, _)| *n));
    }

    #[test]
    fn larger_steps_end_sooner_and_never_with_less_than_no_deal(
        (points, reservations) in games(2), step in 0.05..0.5f64
    ) {
        let usual = play(&scenario(&points, &reservations, ""));
        let seen = play(&scenario(&points, &reservations, &format!("step = {step}")));
        prop_assert_eq!(seen.deal.is_some(), usual.deal.is_some());
        prop_assert!(seen.offers.len() as f64 <= 2.0 / step + 4.0);
        if let Some(deal) = seen.deal {
            for (utility, least) in points[deal].iter().zip(&reservations) {
                prop_assert!(utility >= least);
            }
        }
    }
}

/// Several issues, so that packages are searched for and not listed: 7^4 of them, on the usual
/// scale, one without any value in common.
#[test]
fn additive_domains_end_at_the_largest_product() {
    for seed in 0..20u32 {
        let value = |party: u32, issue: u32, option: u32| {
            let mix = (seed * 7919 + party * 104_729 + issue * 1299 + option * 15_485)
                .wrapping_mul(2_654_435_761);
            f64::from(mix >> 8) / f64::from(1u32 << 24)
        };
        let mut text = String::from("name = \"Additive\"\n");
        for issue in 0..4 {
            let _ = writeln!(
                text,
                "[[issue]]\nid = \"i{issue}\"\nnumbers = {{ from = 0, to = 6, step = 1 }}"
            );
        }
        for party in 0..2 {
            let _ = writeln!(text, "[[party]]\nid = \"p{party}\"\nreservation = 0.3");
            for issue in 0..4 {
                let table: Vec<String> = (0..7)
                    .map(|o| format!("\"{o}\" = {}", value(party, issue, o)))
                    .collect();
                let _ = writeln!(
                    text,
                    "[[party.interest]]\nissue = \"i{issue}\"\nweight = {}\nvalue = {{ table = {{ {} }} }}",
                    1 + (party + issue) % 3,
                    table.join(", ")
                );
            }
        }
        text += "[protocol]\nkind = \"simultaneous_concession\"\n[time]\nrounds = 10000\n";
        let scenario = zopa::scenario::parse("additive.toml", text.as_bytes(), &[])
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario;
        let setting = Setting::new(&scenario);
        let mut player = Player::new(&setting, 1);
        player.play(0, &mut ());
        let talks = &player.talks;
        assert!(talks.deal_round.is_some(), "{seed}: no deal");
        let product = |package: &[u16]| -> f64 {
            let gains = [0, 1].map(|p| talks.utility(&setting, p, package) - 0.3);
            if gains.iter().any(|gain| *gain < 0.0) {
                return 0.0;
            }
            gains.iter().product()
        };
        let largest = (0..7u16.pow(4))
            .map(|n| product(&[n / 343, n / 49 % 7, n / 7 % 7, n % 7]))
            .fold(0.0, f64::max);
        let agreed = product(&talks.current);
        assert!(
            agreed >= largest * (1.0 - 1e-8),
            "{seed}: {agreed}, not {largest}"
        );
    }
}
