//! Legislative bargaining, played by the engine from the texts of scenario files, against what theory
//! says: Baron & Ferejohn (1989, doi:10.2307/1961664), Winter (1996, doi:10.2307/2945844), Romer &
//! Rosenthal (1978, doi:10.1007/BF03187594) and Black (1948, doi:10.1086/256633).
//!
//! Pies are cut so that the shares of theory are whole numbers of pieces. Published cases are read from
//! `theory/cases.json` in the folder that `ZOPA_REFERENCE` names; the formulas are checked without.

#[path = "support/folder.rs"]
mod folder;
#[path = "support/pie.rs"]
mod pie;

use pie::{Pie, Played, play, read};
use serde_json::Value;
use std::fmt::Write;

/// Utilities lie on a grid of 2^-40.
const EXACT: f64 = 1e-12;
/// Long enough for values to repeat from round to round.
const LONG: u32 = 3000;

/// The least number of pieces of which each of these shares is a whole number.
fn pieces(shares: &[f64]) -> u32 {
    let whole = |n: f64, share: &f64| (n * share - (n * share).round()).abs() < 1e-7;
    let fits = |n: &u32| shares.iter().all(|share| whole(f64::from(*n), share));
    (1..10_000).find(fits).expect("shares in small fractions")
}

/// The mean of a party's utilities is `expected`, as far as chance allows.
fn is_mean(found: impl Iterator<Item = f64> + Clone, expected: f64, what: &str) {
    let n = found.clone().count() as f64;
    let mean = found.clone().sum::<f64>() / n;
    let variance = found.map(|x| (x - mean) * (x - mean)).sum::<f64>() / n;
    let allowed = 4.5 * (variance / n).sqrt() + EXACT;
    assert!(
        n > 0.0 && (mean - expected).abs() <= allowed,
        "{what}: {mean}, not {expected} +- {allowed}"
    );
}

fn near(found: f64, expected: f64, what: &str) {
    assert!(
        (found - expected).abs() <= EXACT,
        "{what}: {found}, not {expected}"
    );
}

/// What the closed rule gives equals: the proposer keeps `keeps`, its partners get `pays` each.
fn check_equals(n: usize, quota: u32, played: &[Played], keeps: f64, pays: f64) {
    for run in played {
        let Some((proposer, 1)) = run.deal else {
            panic!("a deal in the first round, not {:?}", run.deal);
        };
        near(run.utilities[proposer], keeps, "proposer's share");
        let others = (0..n).filter(|&party| party != proposer);
        let paid: Vec<f64> = others
            .map(|p| run.utilities[p])
            .filter(|&u| u > 0.0)
            .collect();
        if pays > 0.0 {
            assert_eq!(paid.len() as u32, quota - 1, "partners");
        }
        paid.iter()
            .for_each(|&share| near(share, pays, "partner's share"));
    }
    for party in [0, n / 2, n - 1] {
        let utilities = played.iter().map(|run| run.utilities[party]);
        is_mean(utilities, 1.0 / n as f64, "value");
        let others = played
            .iter()
            .filter(|run| run.deal.is_some_and(|(p, _)| p != party));
        let partner = others.map(|run| f64::from(u8::from(run.utilities[party] > 0.0)));
        if pays > 0.0 {
            let chance = f64::from(quota - 1) / (n - 1) as f64;
            is_mean(partner, chance, "chance of being a partner");
        }
    }
}

fn closed_rule(n: usize, quota: u32, patience: f64, rounds: u32) -> [f64; 2] {
    let last = rounds == 1;
    let pays = if last { 0.0 } else { patience / n as f64 };
    let keeps = 1.0 - f64::from(quota - 1) * pays;
    let units = pieces(&[1.0 / n as f64, patience / n as f64]);
    let scenario = read(&Pie::equal(n, quota, patience, units, rounds).text());
    let runs = if n > 50 { 600 } else { 3000 };
    check_equals(n, quota, &play(&scenario, runs), keeps, pays);
    [keeps, pays]
}

#[test]
fn equals_divide_by_the_closed_rule_as_baron_and_ferejohn_say() {
    for (n, quota, patience) in [
        (3, 2, 0.8),
        (3, 3, 0.9),
        (5, 3, 0.9),
        (7, 5, 0.5),
        (4, 2, 1.0),
    ] {
        closed_rule(n, quota, patience, LONG);
    }
}

#[test]
fn a_hundred_and_one_divide_by_majority() {
    closed_rule(101, 51, 1.0, LONG);
}

#[test]
fn the_last_proposer_keeps_all_and_the_one_before_pays_for_that() {
    for rounds in 1..=3 {
        closed_rule(3, 2, 0.8, rounds);
        closed_rule(5, 3, 0.6, rounds);
    }
}

/// One of three has a veto, and two votes are needed: values `v` of the veto, `w` of the others.
fn veto(patience: f64) -> [f64; 4] {
    let d = patience;
    let [v, w] = [
        (2.0 - d) / (6.0 - 5.0 * d),
        2.0 * (1.0 - d) / (6.0 - 5.0 * d),
    ];
    let pie = Pie {
        vetoes: vec![0],
        ..Pie::equal(3, 2, d, pieces(&[d * v, d * w]), LONG)
    };
    let played = play(&read(&pie.text()), 4000);
    for run in &played {
        let (proposer, _) = run.deal.expect("a deal");
        let keeps = if proposer == 0 {
            1.0 - d * w
        } else {
            1.0 - d * v
        };
        near(run.utilities[proposer], keeps, "proposer's share");
        assert!(run.signed.contains(0), "the veto signs");
    }
    is_mean(
        played.iter().map(|run| run.utilities[0]),
        v,
        "value of the veto",
    );
    is_mean(
        played.iter().map(|run| run.utilities[1]),
        w,
        "value without",
    );
    is_mean(
        played.iter().map(|run| run.utilities[2]),
        w,
        "value without",
    );
    [v, w, 1.0 - d * w, 1.0 - d * v]
}

#[test]
fn a_veto_is_worth_what_winter_says() {
    for patience in [0.5, 0.8, 0.95] {
        veto(patience);
    }
}

/// Two parties that must agree, one of them recognised with probability `p`.
fn unanimity(p: f64, d: [f64; 2]) -> [f64; 4] {
    let parts = [p * (1.0 - d[1]), (1.0 - p) * (1.0 - d[0])];
    let v = [0, 1].map(|k| parts[k] / (parts[0] + parts[1]));
    let pie = Pie {
        units: pieces(&[d[0] * v[0], d[1] * v[1]]),
        quota: 2,
        parties: vec![(d[0], p), (d[1], 1.0 - p)],
        vetoes: Vec::new(),
        rounds: LONG,
    };
    let played = play(&read(&pie.text()), 4000);
    for run in &played {
        let (proposer, _) = run.deal.expect("a deal");
        let first = if proposer == 0 {
            1.0 - d[1] * v[1]
        } else {
            d[0] * v[0]
        };
        near(run.utilities[0], first, "share of the first");
    }
    is_mean(
        played.iter().map(|run| run.utilities[0]),
        v[0],
        "value of the first",
    );
    is_mean(
        played.iter().map(|run| run.utilities[1]),
        v[1],
        "value of the second",
    );
    [v[0], v[1], 1.0 - d[1] * v[1], d[0] * v[0]]
}

#[test]
fn two_that_must_agree_divide_by_patience_and_recognition() {
    unanimity(0.6, [0.9, 0.8]);
    unanimity(0.5, [0.75, 0.75]);
}

/// Three unequal parties, two votes, so many rounds: worked back here by hand, with the partner's price
/// and the values that follow, `breakdown` and what it leaves included.
struct Unequal {
    recognition: [f64; 3],
    patience: [f64; 3],
    breakdown: f64,
    broken: [f64; 3],
}

impl Unequal {
    /// Per round from the last, what each holds out for.
    fn thresholds(&self, rounds: usize) -> Vec<[f64; 3]> {
        let total: f64 = self.recognition.iter().sum();
        let mut found = vec![[0.0; 3]];
        while found.len() < rounds {
            let price = found[found.len() - 1];
            let mut values = [0.0; 3];
            for proposer in 0..3 {
                let chance = self.recognition[proposer] / total;
                let others: Vec<usize> = (0..3).filter(|p| *p != proposer).collect();
                let cheap = others.iter().map(|&p| price[p]).fold(1.0, f64::min);
                let tied = |p: &&usize| price[**p] <= cheap + 1e-9;
                let partners: Vec<&usize> = others.iter().filter(tied).collect();
                values[proposer] += chance * (1.0 - cheap);
                for &&partner in &partners {
                    values[partner] += chance * cheap / partners.len() as f64;
                }
            }
            let b = self.breakdown;
            found.push(
                [0, 1, 2].map(|p| b * self.broken[p] + (1.0 - b) * self.patience[p] * values[p]),
            );
        }
        found
    }

    /// The game as the engine plays it, against that.
    fn check(&self, rounds: u32) {
        const UNITS: u32 = 10_000;
        let pie = Pie {
            units: UNITS - 1,
            quota: 2,
            parties: (0..3)
                .map(|p| (self.patience[p], self.recognition[p]))
                .collect(),
            vetoes: Vec::new(),
            rounds,
        };
        let mut text = pie.text();
        for p in 0..3 {
            let id = format!("id = \"p{p}\"\n");
            let with = format!("{id}breakdown_value = {}\n", self.broken[p]);
            text = text.replace(&id, &with);
        }
        text += &format!("breakdown = {}\n", self.breakdown);
        let price = self.thresholds(rounds as usize)[rounds as usize - 1];
        for run in play(&read(&text), 300) {
            let (proposer, round) = run.deal.expect("a deal");
            assert_eq!(round, 1);
            let others = (0..3).filter(|p| *p != proposer);
            let cheap = others.map(|p| price[p]).fold(1.0, f64::min);
            let kept = run.utilities[proposer];
            // Shares are rounded up to the next piece.
            let lost = 1.0 - cheap - kept;
            assert!(
                (-1e-9..2.0 / f64::from(UNITS)).contains(&lost),
                "{rounds}: {kept}, {cheap}"
            );
        }
    }
}

#[test]
fn unequal_parties_divide_as_working_back_says() {
    let mut dice = Dice(11);
    let mut three = |low: f64, high: f64| [(); 3].map(|()| low + (high - low) * dice.roll());
    for rounds in [1, 2, 3, 5, 8, 13, 40] {
        Unequal {
            recognition: three(0.1, 1.0),
            patience: three(0.5, 1.0),
            breakdown: three(0.0, 0.3)[0],
            broken: three(0.0, 0.3),
        }
        .check(rounds);
    }
}

/// Parties with a favourite place each on one line, cut into `units`; `recognition` says who may move.
fn line(ideals: &[f64], recognition: &[f64], quota: usize, units: u32, talks: &str) -> String {
    let mut text = String::from("name = \"Line\"\n");
    let step = 1.0 / f64::from(units);
    let _ = writeln!(
        text,
        "[[issue]]\nid = \"policy\"\n{talks}\nnumbers = {{ from = 0, to = 1, step = {step} }}"
    );
    for (p, (ideal, recognition)) in ideals.iter().zip(recognition).enumerate() {
        let _ = writeln!(
            text,
            "[[party]]\nid = \"p{p}\"\nrecognition = {recognition}\n\
             interest = [{{ issue = \"policy\", weight = 1, value = {{ peaked = {ideal}, tolerance = 1 }} }}]\n\
             strategy = {{ bidding = \"equilibrium\" }}"
        );
    }
    let _ = writeln!(text, "[protocol]\nkind = \"legislative\"\nquota = {quota}");
    text
}

/// Where a setter's only motion ends up, between the voters' median and the status quo's mirror image.
fn setter(setter: f64, median: f64, status_quo: f64) -> f64 {
    let reach = (status_quo - median).abs();
    let expected = setter.clamp(median - reach, median + reach);
    let units = pieces(&[setter, median, status_quo, expected]);
    let stands = format!("status_quo = {status_quo}");
    let text = line(
        &[setter, median, status_quo],
        &[1.0, 0.0, 0.0],
        2,
        units,
        &stands,
    );
    for run in play(&read(&format!("{text}[time]\nrounds = 1\n")), 20) {
        let place = f64::from(run.package[0]) / f64::from(units);
        assert!((place - expected).abs() < 1e-9, "{place}, not {expected}");
    }
    expected
}

#[test]
fn a_setter_goes_as_far_as_the_median_bears() {
    setter(1.0, 0.45, 0.2);
    setter(0.5, 0.45, 0.2);
    setter(0.0, 0.45, 0.8);
}

/// The place that beats every other by majority: whatever stands, a motion for it passes, and
/// where it stands nothing passes.
fn median_voter(ideals: &[f64]) -> f64 {
    let mut sorted = ideals.to_vec();
    sorted.sort_by(f64::total_cmp);
    let median = sorted[ideals.len() / 2];
    let units = pieces(ideals);
    let majority = ideals.len() / 2 + 1;
    let its = |ideal: &f64| f64::from(u8::from(*ideal == median));
    let [alone, everybody] = [ideals.iter().map(its).collect(), vec![1.0; ideals.len()]];
    for start in 0..=units {
        let start = f64::from(start) / f64::from(units);
        let stands = format!("status_quo = {start}");
        let (recognition, rounds) = if (start - median).abs() < 1e-9 {
            (&everybody, 50)
        } else {
            (&alone, 1)
        };
        let text = line(ideals, recognition, majority, units, &stands);
        let scenario = read(&format!("{text}[time]\nrounds = {rounds}\n"));
        for run in play(&scenario, 20) {
            let place = f64::from(run.package[0]) / f64::from(units);
            assert!(
                (place - median).abs() < 1e-9,
                "from {start}: {place}, not {median}"
            );
        }
    }
    median
}

#[test]
fn the_median_beats_everything_and_nothing_beats_the_median() {
    median_voter(&[0.1, 0.2, 0.45, 0.7, 0.95]);
    median_voter(&[0.9, 0.0, 0.3]);
}

#[test]
fn published_cases_are_played() {
    let Some(cases) = folder::cases() else {
        return;
    };
    let mut played = 0;
    for case in &cases {
        let number = |key: &str| {
            case["params"][key]
                .as_f64()
                .unwrap_or_else(|| panic!("{key}"))
        };
        let count = |key: &str| number(key) as u32;
        // What the engine played is what the formulas say; the formulas say what is published.
        let found: Vec<(&str, f64)> = match case["topic"].as_str().unwrap_or("") {
            "baron_ferejohn_closed_rule" => {
                let (n, quota) = (count("n") as usize, count("quota"));
                let [keeps, pays] = closed_rule(n, quota, number("delta"), LONG);
                vec![
                    ("value", 1.0 / n as f64),
                    ("proposer_share", keeps),
                    ("partner_share", pays),
                    ("coalition_prob", f64::from(quota - 1) / (n - 1) as f64),
                ]
            }
            "baron_ferejohn_finite" => {
                let n = count("n") as usize;
                let [keeps, pays] = closed_rule(n, count("quota"), number("delta"), count("T"));
                vec![("proposer_share", keeps), ("partner_share", pays)]
            }
            "baron_ferejohn_veto" => {
                let [v, w, with, without] = veto(number("delta"));
                vec![
                    ("V_veto", v),
                    ("V_other", w),
                    ("veto_share_as_proposer", with),
                    ("other_share_as_proposer", without),
                ]
            }
            "random_proposer_unanimity" => {
                let found = unanimity(number("p1"), [number("delta1"), number("delta2")]);
                let keys = ["V1", "V2", "share1_if_proposer1", "share1_if_proposer2"];
                keys.into_iter().zip(found).collect()
            }
            "setter_model" => {
                let found = setter(number("setter"), number("median"), number("status_quo"));
                vec![("policy", found)]
            }
            "median_voter" => {
                let ideals = case["params"]["ideals"].as_array().expect("a list");
                let ideals: Vec<f64> = ideals.iter().filter_map(Value::as_f64).collect();
                vec![("median", median_voter(&ideals))]
            }
            _ => continue,
        };
        played += 1;
        for (key, value) in found {
            let known = case["expected"][key]
                .as_f64()
                .unwrap_or_else(|| panic!("{key}"));
            near(value, known, key);
        }
    }
    assert!(played >= 13, "{played} cases");
}

/// Small numbers that look random, the same on every machine.
struct Dice(u64);

impl Dice {
    /// From 0 to 1, in thousandths.
    fn roll(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % 1001) as f64 / 1000.0
    }

    fn from(&mut self, low: usize, high: usize) -> usize {
        low + (self.roll() * 0.999 * (high - low + 1) as f64) as usize
    }
}

/// Some parties, some answers to one question, and no two of them worth the same.
fn question(dice: &mut Dice) -> (usize, String) {
    let (parties, options) = (dice.from(2, 5), dice.from(2, 7));
    let rounds = dice.from(1, 6);
    let ids: Vec<String> = (0..options).map(|o| format!("\"o{o}\"")).collect();
    let mut text = format!(
        "name = \"Question\"\n[[issue]]\nid = \"answer\"\noptions = [{}]\nstatus_quo = \"o0\"\n",
        ids.join(", ")
    );
    for party in 0..parties {
        let values: Vec<String> = (0..options)
            .map(|o| format!("o{o} = {:.3}", dice.roll()))
            .collect();
        let _ = writeln!(
            text,
            "[[party]]\nid = \"p{party}\"\npatience = {:.3}\nrecognition = {:.3}\nreservation = {:.3}\n\
             interest = [{{ issue = \"answer\", weight = 1, value = {{ table = {{ {} }} }} }}]\n\
             strategy = {{ bidding = \"equilibrium\" }}",
            0.7 + 0.3 * dice.roll(),
            0.1 + dice.roll(),
            0.9 * dice.roll(),
            values.join(", ")
        );
    }
    let _ = writeln!(
        text,
        "[time]\nrounds = {rounds}\n[protocol]\nkind = \"legislative\""
    );
    (parties, text)
}

#[test]
fn a_lower_quota_never_lowers_the_share_of_deals() {
    let mut dice = Dice(5);
    let (mut compared, mut differ) = (0, 0);
    for _ in 0..300 {
        let (parties, text) = question(&mut dice);
        let deals = |quota: usize| {
            let scenario = read(&format!("{text}quota = {quota}\n"));
            let played = play(&scenario, 60);
            played.iter().filter(|run| run.deal.is_some()).count()
        };
        let shares: Vec<usize> = (1..=parties).map(deals).collect();
        for pair in shares.windows(2) {
            compared += 1;
            differ += u32::from(pair[0] != pair[1]);
            assert!(pair[0] >= pair[1], "{shares:?}\n{text}");
        }
    }
    assert!(
        compared > 500 && differ > 100,
        "{differ} of {compared} differ"
    );
}

#[test]
fn the_budget_of_five_runs_by_votes() {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/budget-coalition.toml");
    for rule in ["closed", "open"] {
        let set = [
            "protocol.kind=legislative".to_owned(),
            "protocol.quota=61".to_owned(),
            format!("protocol.rule={rule}"),
            "party.labour.votes=37".to_owned(),
            "party.conservatives.votes=33".to_owned(),
            "party.greens.votes=21".to_owned(),
            "party.liberals.votes=18".to_owned(),
            "party.regions.votes=12".to_owned(),
        ];
        let set: Vec<_> = set.iter().map(|o| o.parse().expect("has =")).collect();
        let loaded = zopa::scenario::load(&path, &set);
        let scenario = loaded
            .unwrap_or_else(|p| panic!("{}", p.render(false)))
            .scenario;
        let setting = zopa::negotiate::Setting::new(&scenario);
        let legislature = setting.space.legislature().expect("votes decide").clone();
        let played = play(&scenario, 60);
        let passed: Vec<&Played> = played.iter().filter(|run| run.deal.is_some()).collect();
        assert!(passed.len() > 20, "{rule}: {} deals", passed.len());
        for run in passed {
            assert!(legislature.suffices(run.signed), "{:?}", run.signed);
        }
    }
}

/// Replays of an open house, amendments and all.
fn open_house() -> (zopa::model::Scenario, Vec<zopa::simulate::Replay>) {
    let text = line(
        &[0.0, 0.3, 0.5, 0.8, 1.0],
        &[1.0; 5],
        3,
        20,
        "status_quo = 0.05",
    )
    .replace("strategy = { bidding = \"equilibrium\" }", "")
        + "rule = \"open\"\n[time]\nrounds = 8\n";
    let scenario = read(&text);
    let replays = (0..60)
        .map(|run| zopa::simulate::replay(&scenario, 3, run))
        .collect();
    (scenario, replays)
}

/// A replay tells how each amendment fared against the motion: who prefers it, as utilities say, and
/// whether that was enough for it to take the motion's place.
#[test]
fn votes_on_amendments_are_told() {
    let (scenario, replays) = open_house();
    let (mut carried, mut lost) = (0, 0);
    for replay in &replays {
        let (mut floor, mut offered, mut seconded) = (None, None, 0);
        for told in &replay.dance.moves {
            // Once seconded, a motion passes or falls in that round.
            if seconded > 0 && told.round > seconded {
                (floor, seconded) = (None, 0);
            }
            match told.kind.as_str() {
                "accept" => seconded = told.round,
                "offer" => {
                    floor.get_or_insert_with(|| told.utilities.clone());
                    offered = Some(told.utilities.clone());
                }
                "amendment" => {
                    let motion = floor.clone().expect("a motion");
                    assert_eq!(offered.as_ref(), Some(&told.utilities));
                    let prefer = |p: &usize| told.utilities[*p] > motion[*p];
                    let yes: Vec<usize> = (0..5).filter(prefer).collect();
                    for (p, party) in scenario.parties.iter().enumerate() {
                        let named = told.text.contains(&party.name);
                        assert_eq!(named, yes.contains(&p), "{}", told.text);
                    }
                    let wins = told.text.ends_with("it takes the motion's place");
                    assert_eq!(wins, yes.len() >= 3, "{}", told.text);
                    if wins {
                        floor = Some(told.utilities.clone());
                        carried += 1;
                    } else {
                        assert!(told.text.ends_with("the motion stays"), "{}", told.text);
                        lost += 1;
                    }
                }
                _ => {}
            }
        }
    }
    assert!(carried > 5 && lost > 5, "{carried} carried, {lost} lost");
}

/// `party.*.strategy=equilibrium` plays a legislature where its equilibrium is known, and is refused
/// elsewhere with every reason and what would do.
#[test]
fn equilibrium_play_is_a_word_away_or_refused_with_reasons() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let load = |file: &str, changes: &[&str]| {
        let all = changes.iter().chain(&["party.*.strategy=equilibrium"]);
        let all: Vec<_> = all.map(|o| o.parse().expect("has =")).collect();
        zopa::scenario::load(&root.join(file), &all)
    };
    let council = "tests/fixtures/legislature.toml";
    let told = load(council, &[]).expect_err("open rule").render(false);
    assert!(told.contains("under the open rule"), "{told}");
    assert!(told.contains("protocol.rule=closed"), "{told}");

    let hurry = "party.*.patience=0.9";
    let closed = load(council, &["protocol.rule=closed", hurry]);
    let scenario = closed
        .unwrap_or_else(|p| panic!("{}", p.render(false)))
        .scenario;
    for run in play(&scenario, 50) {
        let (_, round) = run.deal.expect("a deal");
        assert_eq!(round, 1, "rational parties do not wait");
        assert!(run.signed.contains(0), "the veto signs");
    }

    let changes = [
        "protocol.rule=closed",
        "protocol.after_deal=continue",
        "time.breakdown={uniform=[0,0.1]}",
        "party.port.patience={uniform=[0.8,1]}",
    ];
    let problems = load(council, &changes).expect_err("refused");
    assert!(problems.codes().all(|code| code == "Z0417"), "{problems}");
    let told = problems.render(false);
    for reason in [
        "after a deal talks go on",
        "the hazard of breakdown is uncertain",
        "the patience of party `port` is uncertain",
    ] {
        assert!(told.contains(reason), "{reason}: {told}");
    }
}

/// Without an end in sight, equals play the same in every round, and a house whose values settle is
/// the same as a long one.
#[test]
fn without_an_end_play_is_stationary() {
    let endless = |pie: &Pie| format!("{}horizon = \"infinite\"\n", pie.text());
    for (n, quota, patience) in [(3, 2, 0.9), (5, 4, 0.7), (3, 2, 1.0)] {
        let pays = patience / n as f64;
        let units = pieces(&[1.0 / n as f64, pays]);
        let pie = Pie::equal(n, quota, patience, units, 6);
        let played = play(&read(&endless(&pie)), 2000);
        check_equals(n, quota, &played, 1.0 - f64::from(quota - 1) * pays, pays);
    }
    // The veto's value by the closed form, though the talks last five rounds at most.
    let d = 0.8;
    let [v, w] = [
        (2.0 - d) / (6.0 - 5.0 * d),
        2.0 * (1.0 - d) / (6.0 - 5.0 * d),
    ];
    let pie = Pie {
        vetoes: vec![0],
        ..Pie::equal(3, 2, d, pieces(&[d * v, d * w]), 5)
    };
    for run in play(&read(&endless(&pie)), 500) {
        let (proposer, _) = run.deal.expect("a deal");
        let keeps = if proposer == 0 {
            1.0 - d * w
        } else {
            1.0 - d * v
        };
        near(run.utilities[proposer], keeps, "proposer's share");
    }
}
