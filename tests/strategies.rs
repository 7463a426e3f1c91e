//! Strategies do what their papers say, on examples small enough to be reckoned by hand.
//!
//! The examples are this project's own; acceptance conditions are held to their paper's constants, domains
//! and findings in `acceptance_conditions.rs`. Where the papers stand:
//! - Faratin, Sierra & Jennings 1998: Robotics and Autonomous Systems 24, pp. 159-182.
//! - Faratin, Sierra & Jennings 2002: Artificial Intelligence 142, pp. 205-237.
//! - Baarslag, Hindriks & Jonker 2013, A tit for tat negotiation strategy: Studies in Computational
//!   Intelligence 435, pp. 229-233.
//! - de Jonge 2022: IJCAI-22, pp. 223-229.

#[path = "support/price.rs"]
mod price;

use price::{Script, against, price};
use std::sync::{Arc, Mutex};
use zopa::game::search::{Number, Numbering, Table};
use zopa::negotiate::arena::{Arena, Seat, Side};
use zopa::negotiate::strategy::Strategy;
use zopa::negotiate::strategy::negmas::{Micro, TimeDependent};
use zopa::negotiate::{Happening, Listener, Player, Setting, Talks};

/// Whether prices are those expected, but for so many steps: demands and utilities are rounded on
/// their own, and the next price is taken where they miss each other by a hair.
fn near(found: &[u16], expected: &[u16], steps: u16) -> bool {
    let mut pairs = found.iter().zip(expected);
    found.len() == expected.len() && pairs.all(|(a, b)| a.abs_diff(*b) <= steps)
}

/// Faratin, Sierra & Jennings (1998), absolute tit-for-tat: the own last offer, moved by the
/// change of the other's offers delta steps ago.
#[test]
fn absolute_tit_for_tat_concedes_what_the_other_conceded() {
    let seller = [90, 85, 83, 83, 70];
    let found = against(
        &seller,
        5,
        r#"bidding = "tit_for_tat_absolute", model = "none""#,
    );
    assert!(
        near(&found.buyer, &[0, 5, 7, 7, 20], 1),
        "{:?}",
        found.buyer
    );
    let later = against(
        &seller,
        5,
        r#"bidding = "tit_for_tat_absolute", span = 2, model = "none""#,
    );
    assert!(near(&later.buyer, &[0, 0, 5, 7, 7], 1), "{:?}", later.buyer);
}

/// The same paper, relative tit-for-tat: the ratio of the other's last two offers. The buyer's
/// utility of 80, 60, 60 is 0.2, 0.4, 0.4: it asks for 1, then 1 x 0.2 / 0.4 = 0.5.
#[test]
fn relative_tit_for_tat_concedes_in_proportion() {
    let found = against(
        &[80, 60, 60],
        3,
        r#"bidding = "tit_for_tat_relative", model = "none""#,
    );
    assert_eq!(found.buyer, [0, 50, 50]);
}

/// The same paper, averaged tit-for-tat: the ratio over the last gamma offers. With gamma = 2 and
/// utilities 0.2, 0.3, 0.4, the third demand is 1 x 0.2 / 0.4.
#[test]
fn averaged_tit_for_tat_looks_at_several_turns() {
    let found = against(
        &[80, 70, 60],
        3,
        r#"bidding = "tit_for_tat_averaged", span = 2, model = "none", acceptance = "const", accept_level = 1"#,
    );
    assert_eq!(found.buyer, [0, 0, 50]);
}

/// The same paper: the random absolute tactic adds up to M to each imitated concession.
#[test]
fn random_tit_for_tat_concedes_up_to_its_jitter_more() {
    let keys = r#"bidding = "tit_for_tat_random", jitter = 0.1, model = "none""#;
    let found = against(&[90, 85, 80, 75], 4, keys);
    assert_eq!(found.buyer[0], 0);
    for pair in found.buyer.windows(2) {
        let step = pair[1] - pair[0];
        assert!((5..=15).contains(&step), "{:?}", found.buyer);
    }
    assert!(
        found.buyer[3] > 15,
        "some of it is random: {:?}",
        found.buyer
    );
}

/// Baarslag, Hindriks & Jonker (2013, A tit for tat negotiation strategy): it answers the
/// other's concession towards the Nash point with the same part of its own way. Nash is 50; from 100
/// to 75 is half the way, and half of the buyer's way is 25.
#[test]
fn nice_tit_for_tat_mirrors_the_way_to_nash() {
    let keys = r#"bidding = "nice_tit_for_tat", model = "perfect", acceptance = "const", accept_level = 1"#;
    let found = against(&[100, 100, 75, 50, 40], 5, keys);
    assert!(
        near(&found.buyer, &[0, 0, 25, 50, 50], 2),
        "{:?}",
        found.buyer
    );
}

/// Keskin, Çakan & Aydoğan (2021): all behaviour at the start, all clock at the end.
#[test]
fn hybrid_ends_with_the_clock() {
    let keys = r#"bidding = "hybrid", model = "none", acceptance = "const", accept_level = 1"#;
    let stubborn = against(&[100; 6], 6, keys);
    assert_eq!(stubborn.buyer[0], 0);
    assert_eq!(
        stubborn.buyer[5], 100,
        "the clock alone counts: {:?}",
        stubborn.buyer
    );
    let yielding = against(&[100, 60, 60, 60, 60, 60], 6, keys);
    assert!(
        yielding.buyer[1] > stubborn.buyer[1],
        "{:?}",
        yielding.buyer
    );
}

/// Faratin et al. (1998) and NegMAS write the exponent differently: t^(1/e) and t^e.
#[test]
fn both_conventions_of_the_exponent_give_the_same_curve() {
    let offers = |keys: &str| {
        let keys = format!(r#"bidding = "time_dependent", model = "none", {keys}"#);
        against(&[100; 11], 11, &keys).buyer
    };
    let faratin = offers("exponent = 0.5");
    assert_eq!(faratin, offers(r#"exponent = 2, convention = "negmas""#));
    // A tenth of the way in time is a hundredth of the way in utility.
    assert!(near(&faratin[..4], &[0, 1, 4, 9], 1), "{faratin:?}");
    let early = offers(r#"exponent = 0.5, convention = "negmas""#);
    assert!(early[1] > 30 && early[9] > 90, "{early:?}");
}

/// Utilities as given are plain doubles, whose sums hang on their order in the last bit: whoever asks
/// for all of its best package still finds it.
#[test]
fn the_best_package_is_asked_for_whatever_the_rounding() {
    for seed in 1..60 {
        let part = |n: u32| f64::from((seed * 7919 + n * 104_729) % 1000 + 1) / 7000.0;
        let weights: Vec<f64> = (0..5).map(part).collect();
        let mut text = String::from("name = \"As given\"\n");
        for n in 0..5 {
            text += &format!("[[issue]]\nid = \"i{n}\"\noptions = [\"a\", \"b\"]\n");
        }
        for (party, best) in [("one", "a = 1, b = 0"), ("two", "a = 0, b = 1")] {
            text +=
                &format!("[[party]]\nid = \"{party}\"\nscale = \"as_given\"\nreservation = 0\n");
            for (n, weight) in weights.iter().enumerate() {
                text += &format!(
                    "[[party.interest]]\nissue = \"i{n}\"\nweight = {weight}\nvalue = {{ table = {{ {best} }} }}\n"
                );
            }
            let model = ["none", "frequency"][seed as usize % 2];
            text += &format!("[[party.strategy]]\nbidding = \"hardliner\"\nmodel = \"{model}\"\n");
        }
        text += "[protocol]\nkind = \"alternating_offers\"\nafter_deal = \"stop\"\n[time]\nrounds = 2\n";
        let scenario = zopa::scenario::parse("given.toml", text.as_bytes(), &[])
            .unwrap_or_else(|problems| panic!("{problems}"))
            .scenario;
        let setting = Setting::new(&scenario);
        struct Offered(Vec<Vec<u16>>);
        impl Listener for Offered {
            fn hear(&mut self, _: &Talks, happening: Happening<'_>) {
                if let Happening::Offer { package, .. } = happening {
                    self.0.push(package.to_vec());
                }
            }
        }
        let mut offered = Offered(Vec::new());
        Player::new(&setting, 1).play(0, &mut offered);
        let (one, two) = (vec![0; 5], vec![1; 5]);
        assert_eq!(
            offered.0,
            [one.clone(), two.clone(), one, two],
            "{weights:?}"
        );
    }
}

/// The random strategy stays above its least share, and does not repeat itself.
#[test]
fn random_demands_stay_above_the_least() {
    let keys = r#"bidding = "random", least = 0.6, acceptance = "const", accept_level = 1"#;
    let found = against(&[100; 40], 40, keys);
    assert!(
        found.buyer.iter().all(|&price| price <= 40),
        "{:?}",
        found.buyer
    );
    let mut different = found.buyer.clone();
    different.sort_unstable();
    different.dedup();
    assert!(different.len() > 15, "{different:?}");
}

/// Faratin, Sierra & Jennings (2002): among contracts on the same indifference curve the
/// party offers the one most similar to the other's last offer.
#[test]
fn a_trade_off_takes_over_what_costs_nothing() {
    let text = r#"name = "Two issues"
        [[issue]]
        id = "mine"
        numbers = { from = 0, to = 4, step = 1 }
        [[issue]]
        id = "yours"
        options = ["a", "b", "c", "d"]
        [[party]]
        id = "one"
        reservation = 0
        interest = [{ issue = "mine", weight = 1, value = { linear = "falling" } },
                    { issue = "yours", weight = 1, value = { table = { a = 0, b = 0, c = 1, d = 0 } } }]
        [[party]]
        id = "two"
        reservation = 0
        interest = [{ issue = "mine", weight = 1, value = { linear = "rising" } }]
        strategy = [{ bidding = "trade_off", exponent = 0, model = "none" }]
        [protocol]
        kind = "alternating_offers"
        after_deal = "stop"
        [time]
        rounds = 3
        "#;
    let scenario = zopa::scenario::parse("two.toml", text.as_bytes(), &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario;
    let setting = Setting::new(&scenario);
    let mut player = Player::new(&setting, 1);
    // Party one asks for its best: 0 and "c", which is package 0 x 4 + 2.
    assert!(player.seat(0, Box::new(Script(vec![2; 3]))));
    let heard = Arc::new(Mutex::new(Vec::new()));
    struct Keep(Arc<Mutex<Vec<Vec<u16>>>>);
    impl Listener for Keep {
        fn hear(&mut self, _: &Talks, happening: Happening<'_>) {
            if let Happening::Offer {
                party: 1, package, ..
            } = happening
            {
                self.0.lock().expect("whole").push(package.to_vec());
            }
        }
    }
    player.play(0, &mut Keep(heard.clone()));
    // It keeps the 4 it cares for, and takes over the "c" it does not.
    assert_eq!(*heard.lock().expect("whole"), [[4, 2], [4, 2], [4, 2]]);
}

fn sides(tables: &[Table]) -> Vec<Side<'_>> {
    let side = |table| Side {
        table,
        reservation: 0.0,
    };
    tables.iter().map(side).collect()
}

/// de Jonge (2022): both go down their lists step by step, each accepts what is no worse
/// than its next offer, and they meet on the frontier.
#[test]
fn two_micro_parties_meet_in_the_middle() {
    let tables = [
        Table::new(vec![1.0, 0.8, 0.6, 0.4, 0.2]),
        Table::new(vec![0.2, 0.4, 0.6, 0.8, 1.0]),
    ];
    let numbering = Numbering::new([5]).expect("small");
    let sides = sides(&tables);
    let seats = vec![Seat::Micro(Micro::new()), Seat::Micro(Micro::new())];
    let mut arena = Arena::new(&sides, &numbering, seats, 100, 1);
    let mut offers = Vec::new();
    let result = arena.play(0, |party, package| offers.push((party, package)));
    assert_eq!(offers, [(0, 0), (1, 4), (0, 1), (1, 3), (0, 2)]);
    assert_eq!((result.agreement, result.round), (Some(2), 3));
}

/// The same paper: it never makes more different offers than it has received, and so gives an
/// opponent that does not move nothing but its best.
#[test]
fn micro_does_not_concede_alone() {
    let tables = [
        Table::new(vec![1.0, 0.8, 0.6, 0.4, 0.2]),
        Table::new(vec![0.2, 0.4, 0.6, 0.8, 1.0]),
    ];
    let numbering = Numbering::new([5]).expect("small");
    let sides = sides(&tables);
    let stubborn = Script(vec![4; 20]);
    let seats = vec![Seat::Micro(Micro::new()), Seat::Other(Box::new(stubborn))];
    let mut arena = Arena::new(&sides, &numbering, seats, 20, 1);
    let mut sent = Vec::new();
    let result = arena.play(0, |party, package| {
        if party == 0 {
            sent.push(package);
        }
    });
    assert_eq!(result.agreement, None);
    sent.sort_unstable();
    sent.dedup();
    assert_eq!(
        sent,
        [0, 1],
        "one first offer, and one for the one received"
    );
}

/// NegMAS's time-dependent parties, reckoned by hand: t = 1/4, 2/4, 3/4 in three rounds.
#[test]
fn the_linear_preset_offers_the_cheapest_at_its_threshold() {
    let tables = [
        Table::new(vec![1.0, 0.76, 0.5, 0.26, 0.0]),
        Table::new(vec![0.0, 0.1, 0.2, 0.3, 1.0]),
    ];
    let numbering = Numbering::new([5]).expect("small");
    let sides = sides(&tables);
    let seats = vec![
        Seat::TimeDependent(TimeDependent::new(1.0)),
        Seat::Other(Box::new(Script(vec![4; 3]))),
    ];
    let mut arena = Arena::new(&sides, &numbering, seats, 3, 1);
    let mut sent = Vec::new();
    arena.play(0, |party, package| {
        if party == 0 {
            sent.push(package);
        }
    });
    assert_eq!(sent, [1, 2, 3]);
}

/// A strategy plays alike in a seat of the engine and in the arena, where the rules are the same.
#[test]
fn the_engine_seats_strategies_as_the_arena_does() {
    let scenario = price(60, r#"bidding = "linear""#);
    let setting = Setting::new(&scenario);
    let makers: [fn() -> Seat; 3] = [
        || Seat::TimeDependent(TimeDependent::new(4.0)),
        || Seat::TimeDependent(TimeDependent::new(0.25)),
        || Seat::Micro(Micro::new()),
    ];
    let up: Vec<f64> = (0..=100).map(|k| f64::from(k) / 100.0).collect();
    let down: Vec<f64> = up.iter().rev().copied().collect();
    let tables = [Table::new(up), Table::new(down)];
    let numbering = Numbering::new([101]).expect("small");
    let sides = sides(&tables);
    struct All(Vec<(usize, Number)>);
    impl Listener for All {
        fn hear(&mut self, _: &Talks, happening: Happening<'_>) {
            if let Happening::Offer { party, package, .. } = happening {
                self.0.push((party, u32::from(package[0])));
            }
        }
    }
    for first in makers {
        for second in makers {
            let mut offers = Vec::new();
            let mut arena = Arena::new(&sides, &numbering, vec![first(), second()], 60, 1);
            let result = arena.play(0, |party, package| offers.push((party, package)));
            let mut player = Player::new(&setting, 1);
            for (party, make) in [first, second].into_iter().enumerate() {
                let strategy: Box<dyn Strategy> = match make() {
                    Seat::TimeDependent(strategy) => Box::new(strategy),
                    Seat::Micro(strategy) => Box::new(strategy),
                    Seat::Other(strategy) => strategy,
                };
                assert!(player.seat(party, strategy));
            }
            let mut all = All(Vec::new());
            player.play(0, &mut all);
            assert_eq!(all.0, offers);
            assert_eq!(
                player.talks.deal_round.is_some(),
                result.agreement.is_some()
            );
        }
    }
}
