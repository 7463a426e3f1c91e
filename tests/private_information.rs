//! Private information: what parties learn of each other's types, what they foresee of events that a
//! package sets off, and how beliefs are calibrated.

use zopa::experiment::calibration::Calibration;
use zopa::model::Scenario;
use zopa::negotiate::{Happening, Listener, Player, Setting, Talks, Types};

#[path = "support/games.rs"]
mod games;
use games::{Manner, judge};

const SEED: u64 = 11;

fn scenario(text: &str) -> Scenario {
    let loaded = zopa::scenario::parse("test.toml", text.as_bytes(), &[]);
    loaded.unwrap_or_else(|p| panic!("{p}\n{text}")).scenario
}

/// A seller of known no-deal value, and a buyer whose type is private.
fn sale(rounds: u32, buyer: &str, events: &str) -> Scenario {
    scenario(&format!(
        r#"
        name = "Sale"
        input = [{{ id = "need", value = {{ uniform = [0.1, 0.7] }} }}]
        issue = [{{ id = "price", numbers = {{ from = 0, to = 1000, step = 1 }}, status_quo = 0 }}]
        protocol = {{ kind = "alternating_offers" }}
        time = {{ rounds = {rounds} }}
        [[party]]
        id = "seller"
        reservation = 0.05
        interest = [{{ issue = "price", weight = 1, value = {{ linear = "rising" }} }}]
        strategy = {{ bidding = "hardliner", model = "types" }}
        [[party]]
        id = "buyer"
        reservation = {{ input = "need" }}
        interest = [{{ issue = "price", weight = 1, value = {{ linear = "falling" }} }}]
        {buyer}
        {events}
        "#
    ))
}

/// Mean distance of the seller's posterior mean from the truth, and mean posterior standard
/// deviation, over runs.
fn learnt(scenario: &Scenario, runs: u64) -> (f64, f64) {
    let setting = Setting::new(scenario);
    let mut player = Player::new(&setting, SEED);
    let (mut miss, mut sd) = (0.0, 0.0);
    for run in 0..runs {
        player.play(run, &mut ());
        let belief = player.talks.belief(0, 1).expect("a picture");
        let types = belief.types().expect("types");
        miss += (types.mean() - player.talks.no_deal[1]).abs();
        sd += types.sd();
    }
    (miss / runs as f64, sd / runs as f64)
}

/// Standard deviation of the prior: uniform over 0.6.
fn prior_sd() -> f64 {
    0.6 / 12.0_f64.sqrt()
}

#[test]
fn the_posterior_concentrates_on_the_truth() {
    let buyer = "strategy = { bidding = \"linear\" }";
    let mut before = prior_sd();
    for rounds in [2, 4, 12] {
        let (miss, sd) = learnt(&sale(rounds, buyer, ""), 60);
        println!("{rounds} rounds: mean miss {miss:.4}, posterior sd {sd:.4}");
        assert!(sd < before, "{rounds} rounds: {sd} after {before}");
        before = sd;
    }
    let (miss, sd) = learnt(&sale(12, buyer, ""), 60);
    assert!(sd < prior_sd() / 8.0, "{sd}");
    assert!(miss < 0.02, "{miss}");
}

#[test]
fn the_prior_is_that_of_the_file() {
    let scenario = sale(2, "strategy = { bidding = \"linear\" }", "");
    let setting = Setting::new(&scenario);
    let worth = &setting.public.of(1).valuation;
    let types = Types::new(&scenario, &setting.space, 1, worth);
    assert!((types.mean() - 0.4).abs() < 1e-9);
    assert!((types.sd() - prior_sd()).abs() < 1e-3);
    for cut in [0.1, 0.25, 0.4, 0.55, 0.7] {
        let known = (cut - 0.1) / 0.6;
        assert!((types.at_most(cut) - known).abs() <= 0.5 / 128.0 + 1e-9);
    }
}

/// Somebody who takes anything better than no deal: an answer says on which side of the offer its
/// no-deal value lies, and Bayes' rule cuts the prior off there.
#[test]
fn an_answer_cuts_the_prior_off() {
    let buyer = "strategy = { bidding = \"hardliner\", acceptance = \"time\", accept_after = 0 }";
    let scenario = sale(2, buyer, "");
    let setting = Setting::new(&scenario);
    let worth = &setting.public.of(1).valuation;
    let prior = Types::new(&scenario, &setting.space, 1, worth);
    let mut refused = prior.clone();
    refused.hear_answer(0.4, 1.0, false);
    // The rest of a uniform distribution on [0.4, 0.7].
    assert!((refused.mean() - 0.55).abs() < 5e-3, "{}", refused.mean());
    assert!(refused.at_most(0.39) < 1e-4);
    let mut accepted = prior.clone();
    accepted.hear_answer(0.4, 1.0, true);
    assert!((accepted.mean() - 0.25).abs() < 5e-3, "{}", accepted.mean());
    // Where a red line may be the reason, a refusal says less: P(r > 0.4 | no) = 1/2 / (1/2 + 1/4).
    let mut unclear = prior;
    unclear.hear_answer(0.4, 0.5, false);
    let above = 1.0 - unclear.at_most(0.4);
    assert!((above - 2.0 / 3.0).abs() < 5e-3, "{above}");
}

/// Battles as signals: a party that is strong loses fewer of them, and everybody sees it.
#[test]
fn battles_tell_who_is_strong() {
    let quiet = "strategy = { bidding = \"hardliner\", acceptance = \"time\", accept_after = 1 }";
    let battle = r#"
        [[event]]
        id = "victory"
        hazard = { input = "need" }
        repeats = true
        effect = [{ party = "seller", reservation = 0 }]
    "#;
    let scenario = sale(200, quiet, battle);
    let setting = Setting::new(&scenario);
    let worth = &setting.public.of(1).valuation;
    let mut types = Types::new(&scenario, &setting.space, 1, worth);
    let zopa::model::When::Hazard(hazard) = &scenario.events[0].when else {
        panic!("a hazard");
    };
    let mut before = types.mean();
    for happened in [true, true, false, false] {
        types.hear_event(hazard, happened);
        assert_eq!(types.mean() > before, happened, "{}", types.mean());
        before = types.mean();
    }
    // Bayes' rule by hand, for a prior that is uniform on [0.1, 0.7] and two of four battles won:
    // the mean of a density in proportion to x^2 (1 - x)^2.
    let integral = |power: f64| {
        let n = 60_000;
        let x = |k: i32| 0.1 + 0.6 * (f64::from(k) + 0.5) / f64::from(n);
        let density = |x: f64| zopa::math::pow(x, power + 2.0) * zopa::math::pow(1.0 - x, 2.0);
        (0..n).map(|k| density(x(k))).sum::<f64>()
    };
    let known = integral(1.0) / integral(0.0);
    assert!((types.mean() - known).abs() < 1e-4, "{known}");
    // Played: many battles tell more than few.
    let (_, few) = learnt(&sale(4, quiet, battle), 40);
    let (_, many) = learnt(&scenario, 40);
    assert!(many < few && many < prior_sd() / 3.0, "{many} after {few}");
}

/// A truce in which the strong side rearms: what the weak one could fall back on falls.
fn truce(foresight: bool, change: f64, after_deal: &str) -> Scenario {
    scenario(&format!(
        r#"
        name = "Truce"
        issue = [
          {{ id = "ceasefire", options = ["none", "days_30"], status_quo = "none" }},
          {{ id = "border", numbers = {{ from = 0, to = 10, step = 1 }}, status_quo = 0 }},
          {{ id = "blame", options = ["open", "settled"], status_quo = "open" }},
        ]
        protocol = {{ kind = "alternating_offers", after_deal = "{after_deal}" }}
        time = {{ rounds = 8 }}
        [[party]]
        id = "strong"
        reservation = 0.1
        strategy = {{ bidding = "conceder", model = "public" }}
        [[party.interest]]
        issue = "ceasefire"
        weight = 1
        value = {{ table = {{ none = 0.3, days_30 = 1 }} }}
        [[party.interest]]
        issue = "border"
        weight = 1
        value = {{ linear = "rising" }}
        [[party]]
        id = "weak"
        reservation = 0.78
        strategy = {{ bidding = "conceder", model = "public", foresight = {foresight} }}
        [[party.interest]]
        issue = "ceasefire"
        weight = 1
        value = {{ table = {{ none = 0, days_30 = 0.4 }} }}
        [[party.interest]]
        issue = "border"
        weight = 1
        value = {{ linear = "falling" }}
        [[party.interest]]
        issue = "blame"
        weight = 0.5
        value = {{ table = {{ open = 1, settled = 0 }} }}
        [[event]]
        id = "rearming"
        hazard = 0.8
        if = {{ issue = "ceasefire", is = "days_30" }}
        effect = [
          {{ party = "weak", reservation = {change} }},
          {{ party = "strong", reservation = 0.3 }},
        ]
        "#
    ))
}

/// The round in which a ceasefire was agreed, whatever was settled later.
#[derive(Default)]
struct Truce(Option<u32>);

impl Listener for Truce {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        if let Happening::Deal { package, .. } = happening
            && package[0] == 1
        {
            self.0 = self.0.or(Some(talks.round));
        }
    }
}

/// Shares of runs that agree on the ceasefire at all, that do so with time left, and that see the
/// event.
fn ceasefires(scenario: &Scenario) -> [f64; 3] {
    let setting = Setting::new(scenario);
    let mut player = Player::new(&setting, SEED);
    let runs = 100;
    let mut counts = [0.0; 3];
    for run in 0..runs {
        let mut truce = Truce::default();
        player.play(run, &mut truce);
        let talks = &player.talks;
        let agreed = talks.current[0] == 1;
        let early = truce.0.is_some_and(|round| round < setting.horizon);
        let all = [agreed, early, talks.happened[0]];
        for (count, so) in counts.iter_mut().zip(all) {
            *count += f64::from(u8::from(so));
        }
        assert!(agreed || !talks.happened[0], "rearmed without a pause");
    }
    counts.map(|count| count / f64::from(runs as u32))
}

#[test]
fn who_foresees_that_a_deal_shifts_power_refuses_it() {
    let [blind, early, rearmed] = ceasefires(&truce(false, -0.4, "continue"));
    assert!(
        blind > 0.9 && early > 0.9 && rearmed > 0.9,
        "{blind} {early} {rearmed}"
    );
    // It signs only in the last round, when no time is left to rearm.
    let [_, early, rearmed] = ceasefires(&truce(true, -0.4, "continue"));
    assert_eq!([early, rearmed], [0.0, 0.0]);
    // Nothing to fear: the same deal as without foresight.
    let unafraid = ceasefires(&truce(true, 0.0, "continue"));
    assert_eq!(unafraid, ceasefires(&truce(false, 0.0, "continue")));
    // Where talks stop after a deal, so does the game: no event follows, and nothing is foreseen.
    let stops = ["false", "true"].map(|f| ceasefires(&truce(f == "true", -0.4, "stop"))[0]);
    assert_eq!(stops[0], stops[1]);
}

/// A side that meets a mediator only, and another whose no-deal value is private. The mediator's
/// interest in the price and in any deal at all is its bias.
fn mediated(interest: &str, accuracy: f64) -> Scenario {
    scenario(&format!(
        r#"
        name = "Mediated"
        input = [{{ id = "resolve", value = {{ uniform = [0.1, 0.7] }} }}]
        issue = [
          {{ id = "price", numbers = {{ from = 0, to = 100, step = 1 }}, status_quo = 0 }},
        ]
        protocol = {{ kind = "shuttle", mediator = "go_between", order = ["seller", "buyer"], tells = {accuracy} }}
        time = {{ rounds = 6 }}
        [[party]]
        id = "seller"
        reservation = 0.05
        interest = [{{ issue = "price", weight = 1, value = {{ linear = "rising" }} }}]
        strategy = {{ bidding = "best_reply", model = "types" }}
        [[party]]
        id = "buyer"
        reservation = {{ input = "resolve" }}
        interest = [{{ issue = "price", weight = 1, value = {{ linear = "falling" }} }}]
        strategy = {{ bidding = "hardliner", acceptance = "time", accept_after = 0 }}
        [[party]]
        id = "go_between"
        role = "mediator"
        reservation = 0
        {interest}
        strategy = {{ bidding = "linear", model = "public" }}
        "#
    ))
}

/// Shares of runs in which the seller, at its first meeting, believed what it was told of the buyer,
/// and in which that was right.
fn believed(scenario: &Scenario) -> [f64; 2] {
    let setting = Setting::new(scenario);
    let mut player = Player::new(&setting, SEED);
    let runs = 200;
    let mut counts = [0.0; 2];
    for run in 0..runs {
        player.play(run, &mut ());
        let told = player.talks.mediation.told[0];
        assert_eq!((told.to, told.about), (0, 1));
        counts[0] += f64::from(u8::from(told.believed));
        let firm = player.talks.draw.inputs[0] > 0.4;
        counts[1] += f64::from(u8::from(told.firm == firm));
    }
    counts.map(|count| count / f64::from(runs as u32))
}

/// Kydd's comparative statics: a mediator that only wants peace is not believed, nor one that
/// favours the other side; one that favours the listener is, unless it favours it so much that it
/// would rather have no deal than a fair one.
#[test]
fn a_mediator_is_believed_by_its_bias() {
    let likes = |peace: f64, price: f64, end: &str| {
        format!(
            "condition = [{{ id = \"peace\", said = \"any deal\", require = {{ issue = \"price\", at_least = 1 }}, weight = {peace}, firmness = 0 }}]\n\
             interest = [{{ issue = \"price\", weight = {price}, value = {{ linear = \"{end}\" }} }}]"
        )
    };
    let share = |interest: &str| believed(&mediated(interest, 0.9))[0];
    assert_eq!(share(&likes(1.0, 0.0, "rising")), 0.0, "unbiased");
    assert_eq!(
        share(&likes(0.2, 1.0, "falling")),
        0.0,
        "biased to the other"
    );
    assert_eq!(
        share(&likes(0.2, 1.0, "rising")),
        1.0,
        "biased to the listener"
    );
    // What it says is right as often as the file says: 0.9 of 200, within 3 standard errors.
    let [_, right] = believed(&mediated(&likes(0.2, 1.0, "rising"), 0.9));
    assert!(
        (right - 0.9).abs() < 3.0 * (0.09_f64 / 200.0).sqrt(),
        "{right}"
    );
    // A signal that is no better than a coin tells nothing, and nobody is moved by it.
    assert_eq!(believed(&mediated(&likes(0.2, 1.0, "rising"), 0.5))[0], 0.0);
}

/// The transcript has the mediator's words, whether they were believed, and what a far-sighted party sees
/// coming where it refuses.
#[test]
fn the_transcript_tells_what_was_said_and_foreseen() {
    let words = |scenario: &Scenario| -> Vec<String> {
        let moves = zopa::simulate::replay(scenario, SEED, 3).dance.moves;
        moves.into_iter().map(|step| step.text).collect()
    };
    let favours = |end: &str| {
        format!(
            "condition = [{{ id = \"peace\", said = \"any deal\", require = {{ issue = \"price\", at_least = 1 }}, weight = 0.2, firmness = 0 }}]\n\
             interest = [{{ issue = \"price\", weight = 1, value = {{ linear = \"{end}\" }} }}]"
        )
    };
    for (end, ending) in [
        ("rising", "and is believed"),
        ("falling", "and it is not believed"),
    ] {
        let told = words(&mediated(&favours(end), 1.0));
        let said = told.iter().find(|text| text.contains(" tells "));
        let said = said.expect("something is said");
        assert!(
            said.starts_with("Go between tells Seller that no deal is worth "),
            "{said}"
        );
        assert!(said.ends_with(ending), "{said}");
    }
    let refusals = words(&truce(true, -0.4, "continue"));
    let foreseen = |text: &String| text.contains("with what it would set off");
    assert!(refusals.iter().any(foreseen), "{refusals:?}");
    assert!(!words(&truce(false, -0.4, "continue")).iter().any(foreseen));
}

#[test]
fn beliefs_are_calibrated() {
    // Of parties that go by what others do, the manner is only guessed: less is learnt of them (0.181
    // measured, and 0.063 of those that go by the clock).
    for (manner, most, score) in [(Manner::Clock, 0.05, 0.08), (Manner::Others, 0.06, 0.195)] {
        let mut calibration = Calibration::default();
        (0..1000).for_each(|game| judge(game, manner, &mut calibration));
        let (error, brier) = (calibration.error(), calibration.brier());
        println!("{manner:?}: error {error:.4}, Brier score {brier:.4}");
        assert!(error < most, "{manner:?}: {error}");
        // Stating the quartiles themselves would score 5/24 = (2 x 3/16 + 1/4) / 3.
        assert!(brier < score, "{manner:?}: {brier}");
    }
}

/// A buyer that knows what the seller's no-deal value is, instead of how it is spread, never lowers
/// the sum of gains: it makes the offer that is just accepted whenever there is one.
#[test]
fn revealing_a_type_never_lowers_the_sum_of_gains() {
    let game = |k: u64| {
        let low = 0.01 * (k % 23) as f64;
        let high = low + 0.05 + 0.01 * (k * 7 % 61) as f64;
        let own = 0.01 * (k * 13 % 47) as f64;
        format!(
            r#"
            name = "Take it or leave it"
            issue = [{{ id = "price", numbers = {{ from = 0, to = 100, step = 1 }}, status_quo = 0 }}]
            protocol = {{ kind = "alternating_offers" }}
            time = {{ rounds = 1 }}
            [[party]]
            id = "seller"
            reservation = {own}
            interest = [{{ issue = "price", weight = 1, value = {{ linear = "rising" }} }}]
            strategy = {{ bidding = "best_reply", model = "types" }}
            [[party]]
            id = "buyer"
            reservation = {{ uniform = [{low}, {high}] }}
            interest = [{{ issue = "price", weight = 1, value = {{ linear = "falling" }} }}]
            strategy = {{ bidding = "hardliner", acceptance = "time", accept_after = 0 }}
            "#
        )
    };
    let gains = |scenario: &Scenario, run| {
        let setting = Setting::new(scenario);
        let mut player = Player::new(&setting, SEED);
        player.play(run, &mut ());
        let talks = &player.talks;
        if talks.deal_round.is_none() {
            return (0.0, talks.no_deal[1]);
        }
        let gain = |p| talks.utility(&setting, p, &talks.current) - talks.no_deal[p];
        (gain(0) + gain(1), talks.no_deal[1])
    };
    let (mut hidden_sum, mut known_sum) = (0.0, 0.0);
    for k in 0..200 {
        let hidden = scenario(&game(k));
        let (with_secret, truth) = gains(&hidden, k);
        let mut known = hidden.clone();
        let zopa::model::Reservation::Absolute(quantity) = &mut known.parties[1].reservation else {
            panic!("absolute");
        };
        *quantity = zopa::model::Quantity::constant(truth);
        let (without, again) = gains(&known, k);
        assert_eq!(truth, again);
        assert!(
            without >= with_secret - 1e-9,
            "game {k}: {without} < {with_secret}"
        );
        hidden_sum += with_secret;
        known_sum += without;
    }
    assert!(known_sum > hidden_sum + 1.0, "{known_sum} {hidden_sum}");
}
