//! Thousands of random scenarios, any protocol with any strategies: what must hold at every step
//! of every talk, whatever the numbers.
//!
//! `ZOPA_CASES` sets the number of scenarios.

#[path = "support/random.rs"]
mod random;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::cell::Cell;
use zopa::model::{AfterDeal, Effect, How, PartySet, Protocol, Scenario};
use zopa::negotiate::{Fate, Happening, Listener, Player, Setting, Talks};
use zopa::simulate::{Row, Runs, Settings, Simulation, replay, run};

const SEED: u64 = 11;
const RUNS: u64 = 12;
const USUAL_CASES: u32 = 3000;

/// Number of scenarios for the cheapest check; the dearer ones take a share of it.
fn cases() -> u32 {
    let set = std::env::var("ZOPA_CASES").ok();
    set.and_then(|n| n.parse().ok()).unwrap_or(USUAL_CASES)
}

/// Gives `check` random scenarios, and fails if chance seldom writes a valid one.
fn for_random_scenarios(count: u32, check: impl Fn(&Scenario) -> Result<(), TestCaseError>) {
    let mut runner = TestRunner::new_with_rng(
        Config {
            cases: count,
            max_shrink_iters: 2000,
            failure_persistence: None,
            ..Config::default()
        },
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let valid = Cell::new(0);
    let result = runner.run(&random::texts(), |text| {
        let Some(scenario) = random::read(&text) else {
            return Ok(());
        };
        valid.set(valid.get() + 1);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&scenario)));
        outcome
            .unwrap_or_else(|_| Err(TestCaseError::fail("panicked")))
            .map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    assert!(valid.get() * 10 >= count * 8, "{} of {count}", valid.get());
}

fn settings(threads: usize) -> Settings {
    Settings {
        seed: SEED,
        runs: Runs::Fixed(RUNS),
        threads,
    }
}

fn simulate(scenario: &Scenario, threads: usize) -> (Simulation, Vec<Row>) {
    let mut rows = Vec::new();
    let mut sink = |row: &Row| {
        rows.push(row.clone());
        Ok(())
    };
    let simulation = run(scenario, &settings(threads), Some(&mut sink), &mut |_| true)
        .unwrap_or_else(|error| panic!("{error:?}"));
    (simulation, rows)
}

/// Notes the first breach of a rule of the talks.
struct Referee<'a> {
    setting: &'a Setting<'a>,
    /// The package that stands, as deals moved it.
    stands: Vec<u16>,
    /// Per table, who has not left it.
    present: Vec<PartySet>,
    /// What each party held out for when last heard of, before any deal just concluded.
    reservations: Vec<f64>,
    signed: PartySet,
    deals: u32,
    /// Deals, agreements for now, and what was concluded out of sight.
    told: [u32; 3],
    moves: u64,
    last_round: u32,
    broken: Option<String>,
}

impl<'a> Referee<'a> {
    fn new(setting: &'a Setting<'a>) -> Self {
        Self {
            setting,
            stands: setting.space.start().to_vec(),
            present: match setting.scenario.tracks() {
                [] => vec![setting.everybody()],
                tracks => tracks.iter().map(|track| track.parties).collect(),
            },
            reservations: Vec::new(),
            signed: PartySet::EMPTY,
            deals: 0,
            told: [0; 3],
            moves: 0,
            last_round: 0,
            broken: None,
        }
    }

    fn demand(&mut self, holds: bool, rule: impl FnOnce() -> String) {
        if !holds && self.broken.is_none() {
            self.broken = Some(rule());
        }
    }

    /// Those who are there: at the table, or aside.
    fn there(&self, talks: &Talks) -> PartySet {
        let table = self.present[talks.table.unwrap_or(0)];
        match talks.aside {
            Some(group) => {
                assert!(group.len() > 1 && table != group && table.contains_all(group));
                group
            }
            None => table,
        }
    }

    /// A table moves its own issues and no others.
    fn keep_to_the_table(&mut self, talks: &Talks, package: &[u16], from: &[u16]) {
        let tracks = self.setting.scenario.tracks();
        let Some(track) = talks.table.map(|table| &tracks[table]) else {
            return;
        };
        let in_time = (track.from..=track.to).contains(&talks.round);
        self.demand(in_time, || format!("table {} out of its time", track.id));
        let strays = (0..package.len()).find(|&i| package[i] != from[i] && !track.issues[i]);
        self.demand(strays.is_none(), || {
            format!("table {} moves issue {strays:?}", track.id)
        });
    }

    /// A package that a party stands behind is acceptable to it, and moves something that may move.
    fn stand_behind(&mut self, talks: &Talks, party: usize, package: &[u16], verb: &str) {
        let utility = talks.utility(self.setting, party, package);
        let floor = talks.reservations[party];
        let round = talks.round;
        self.demand(self.there(talks).contains(party), || {
            format!("round {round}: absent party {party} {verb}")
        });
        let keeps = self.setting.space.keeps_limits(package);
        self.demand(keeps, || {
            format!("round {round}: {party} {verb} beyond a limit")
        });
        let known = talks.known_to(party);
        self.keep_to_the_table(talks, package, known);
        let signs = self
            .setting
            .space
            .signatories(package, known)
            .contains(party);
        if signs {
            self.demand(utility >= floor, || {
                format!("round {round}: {party} {verb} {utility} below {floor}")
            });
            let crosses = talks.valuations[party].crosses(&self.setting.space, package);
            self.demand(!crosses, || {
                format!("round {round}: {party} {verb} across its red line")
            });
        }
    }

    fn deal(&mut self, talks: &Talks, package: &[u16], signatories: PartySet) {
        let expected = self.setting.scenario.issues.iter().enumerate();
        let expected = expected
            .filter(|(issue, _)| package[*issue] != self.stands[*issue])
            .fold(PartySet::EMPTY, |set, (_, issue)| set.union(issue.consent));
        let enough = match self.setting.space.legislature() {
            Some(legislature) => legislature.suffices(signatories),
            None => expected == signatories,
        };
        self.demand(enough, || {
            format!("{signatories:?} signed where {expected:?} had to")
        });
        self.demand(!signatories.is_empty(), || "nobody signed".to_owned());
        let keeps = self.setting.space.keeps_limits(package);
        self.demand(keeps, || "a deal beyond a limit".to_owned());
        self.demand(self.there(talks).contains_all(signatories), || {
            "somebody absent signed".to_owned()
        });
        let stands = self.stands.clone();
        self.keep_to_the_table(talks, package, &stands);
        let status_quo = self.setting.space.start();
        for issue in 0..package.len() {
            let settled = self.stands[issue] != status_quo[issue];
            let moved = package[issue] != self.stands[issue];
            self.demand(!(settled && moved), || {
                format!("issue {issue}, once settled, moved again")
            });
        }
        for party in signatories.iter() {
            // A party signs by what it knows.
            let package = talks.known_to(party);
            let utility = talks.utility(self.setting, party, package);
            let floor = self.reservations[party];
            self.demand(utility >= floor, || {
                format!("{party} signed {utility} below {floor}")
            });
            let crosses = talks.valuations[party].crosses(&self.setting.space, package);
            self.demand(!crosses, || format!("{party} signed across a red line"));
        }
        let at_one_table = matches!(
            self.setting.scenario.protocol,
            Protocol::AlternatingOffers { .. } | Protocol::Shuttle { .. }
        );
        let again = self.told[0] > 0 && self.setting.scenario.time.after_deal == AfterDeal::Stop;
        let over = at_one_table && again;
        self.demand(!over, || "a deal after the deal that stops".to_owned());
        self.deals += 1;
        let seen = talks.aside.is_none();
        self.told[if seen { 0 } else { 2 }] += 1;
        self.signed = self.signed.union(signatories);
        self.stands = package.to_vec();
    }
}

impl Listener for Referee<'_> {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        self.moves += 1;
        let backwards = talks.round < self.last_round;
        self.demand(!backwards, || "a round came back".to_owned());
        self.last_round = talks.round;
        let shifted = shifts_values(self.setting.scenario);
        match happening {
            Happening::Offer { party, package, .. } => {
                self.stand_behind(talks, party, package, "offers");
                for other in 0..talks.valuations.len() {
                    let utility = talks.utility(self.setting, other, package);
                    let in_range = (-1e-9..=1.0 + 1e-9).contains(&utility);
                    let free = shifted || self.setting.scenario.parties[other].scale.is_as_given();
                    self.demand(in_range || free, || format!("utility {utility}"));
                }
            }
            Happening::Accept { party, package } => {
                self.stand_behind(talks, party, package, "accepts");
            }
            Happening::Deal {
                package,
                signatories,
            } => self.deal(talks, package, signatories),
            Happening::Agreed {
                package,
                signatories,
            } => {
                self.told[1] += 1;
                self.keep_to_the_table(talks, package, &self.stands.clone());
                for party in signatories.iter() {
                    let crosses = talks.valuations[party].crosses(&self.setting.space, package);
                    self.demand(!crosses, || format!("{party} agreed across a red line"));
                }
            }
            Happening::WalkOut { party } => {
                let table = talks.table.unwrap_or(0);
                let here = self.present[table].contains(party);
                self.demand(here, || "left twice".to_owned());
                self.present[table] = self.present[table].without(PartySet::of(party));
            }
            _ => {}
        }
        self.reservations.clone_from(&talks.reservations);
    }
}

/// Whether an event or a lever shifts what options are worth, so that utilities may leave [0, 1].
fn shifts_values(scenario: &Scenario) -> bool {
    let events = scenario.events.iter().flat_map(|event| &event.effects);
    let levers = scenario.leverage.iter().flat_map(|lever| &lever.effects);
    let mut effects = events.chain(levers);
    effects.any(|effect| matches!(effect, Effect::Value { .. }))
}

#[test]
fn every_talk_keeps_the_rules() {
    let deals = Cell::new(0u64);
    let walks = Cell::new(0u64);
    let agreed = Cell::new(0u64);
    let aside = Cell::new(0u64);
    let ways = Cell::new(0u64);
    for_random_scenarios(cases(), |scenario| {
        let setting = Setting::new(scenario);
        let mut player = Player::new(&setting, SEED);
        for number in 0..RUNS {
            let mut referee = Referee::new(&setting);
            let ending = player.play(number, &mut referee);
            let talks = &player.talks;
            prop_assert!(
                referee.broken.is_none(),
                "run {number}: {:?}",
                referee.broken
            );
            prop_assert!(ending.rounds >= 1 && ending.rounds <= scenario.time.rounds);
            prop_assert_eq!(&referee.stands, &talks.current);
            prop_assert_eq!(referee.signed, talks.signed);
            let tracks = scenario.tracks().iter().map(|track| track.parties);
            let seated: Vec<PartySet> = match tracks.len() {
                0 => vec![setting.everybody()],
                _ => tracks.collect(),
            };
            let left = seated.iter().zip(&referee.present);
            let left = left.fold(PartySet::EMPTY, |left, (sat, sit)| {
                left.union(sat.without(*sit))
            });
            prop_assert_eq!(setting.everybody().without(left), talks.present);
            prop_assert_eq!(talks.deal_round.is_some(), referee.deals > 0);
            check_ways_out(&setting, talks)?;
            ways.set(ways.get() + ways_out(talks));
            for (issue, fate) in player.clauses.fates.iter().enumerate() {
                let moved = talks.current[issue] != setting.space.start()[issue];
                prop_assert_eq!(*fate != Fate::NotAgreed, moved);
            }
            deals.set(deals.get() + u64::from(referee.deals));
            agreed.set(agreed.get() + u64::from(referee.told[1]));
            aside.set(aside.get() + u64::from(referee.told[2]));
            walks.set(walks.get() + u64::from(talks.present != setting.everybody()));
        }
        Ok(())
    });
    // The rules were put to the test: many deals, and somebody left now and then.
    assert!(
        deals.get() > 1000 || cases() < USUAL_CASES,
        "{} deals",
        deals.get()
    );
    assert!(
        walks.get() > 100 || cases() < USUAL_CASES,
        "{} left",
        walks.get()
    );
    let few = agreed.get() < 100 || aside.get() < 100;
    assert!(
        !few || cases() < USUAL_CASES,
        "{} agreed for now, {} side deals",
        agreed.get(),
        aside.get()
    );
    assert!(
        ways.get() > 100 || cases() < USUAL_CASES,
        "{} ended otherwise",
        ways.get()
    );
}

/// How many parties took an outside option or what a breakdown left them.
fn ways_out(talks: &Talks) -> u64 {
    talks.left_with.iter().flatten().count() as u64
}

/// Who ended with something else than a deal or no deal took its outside option, or was there when the
/// talks broke down; what it ended with is what the file says that is worth.
fn check_ways_out(setting: &Setting<'_>, talks: &Talks) -> Result<(), TestCaseError> {
    let parties = setting.scenario.parties.iter().zip(&talks.left_with);
    for (p, (party, left_with)) in parties.enumerate() {
        let Some(worth) = *left_with else { continue };
        let stayed = talks.present.contains(p);
        let source = match stayed {
            true => &party.breakdown_value,
            false => &party.outside_option,
        };
        prop_assert!(
            source.is_some(),
            "party {p} ended with {worth} out of nowhere"
        );
        prop_assert!(!stayed || talks.ended == Some(How::Breakdown));
        prop_assert!(!talks.signed.contains(p), "party {p} left after signing");
        prop_assert_eq!(talks.ends_with(setting, p), worth);
        let moves = !setting.scenario.events.is_empty() || !setting.scenario.leverage.is_empty();
        if let (Some(source), false) = (source, moves) {
            let known = party.scale.place(source.value(&talks.draw.inputs));
            prop_assert_eq!(worth, known);
        }
    }
    Ok(())
}

#[test]
fn every_forecast_adds_up_and_replays() {
    for_random_scenarios(cases().div_ceil(5), |scenario| {
        let (simulation, rows) = simulate(scenario, 1);
        let forecast = &simulation.forecast;
        let sum: f64 = forecast.outcomes.iter().map(|o| o.share).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9, "outcomes add up to {sum}");
        let count: u64 = forecast.outcomes.iter().map(|o| o.count).sum();
        prop_assert_eq!(count, RUNS);
        // Where nothing stands, no deal leaves the issues without an option.
        let no_deal = forecast.outcomes[scenario.no_deal_class()].share;
        let settled = if scenario.has_status_quo() {
            1.0
        } else {
            1.0 - no_deal
        };
        for issue in &forecast.issues {
            let sum: f64 = issue.options.iter().map(|o| o.share).sum();
            prop_assert!((sum - settled).abs() < 1e-9, "options add up to {sum}");
        }
        let sum: f64 = forecast.endings.iter().map(|e| e.share).sum();
        prop_assert!((sum - 1.0).abs() < 1e-9, "endings add up to {sum}");
        prop_assert_eq!(rows.len() as u64, RUNS);
        let typical = &rows[forecast.typical_run as usize];
        prop_assert_eq!(typical.outcome, forecast.headline);
        for package in &forecast.packages {
            let first = &rows[package.first_run as usize];
            prop_assert_eq!(&scenario.outcomes[first.outcome].id, &package.outcome);
        }
        // Out of order, so that nothing is carried over from the run before.
        for number in [RUNS - 1, 0, 5] {
            prop_assert_eq!(&replay(scenario, SEED, number).row, &rows[number as usize]);
        }
        Ok(())
    });
}

#[test]
fn threads_change_no_byte() {
    // Several blocks, so that threads have something to share out.
    let bytes = |scenario: &Scenario, threads: usize| {
        let mut rows = String::new();
        let mut sink = |row: &Row| {
            rows.push_str(&row.fields(scenario).join(","));
            rows.push('\n');
            Ok(())
        };
        let settings = Settings {
            seed: SEED,
            runs: Runs::Fixed(600),
            threads,
        };
        let found = run(scenario, &settings, Some(&mut sink), &mut |_| true)
            .unwrap_or_else(|error| panic!("{error:?}"));
        let forecast = serde_json::to_string(&found.forecast).expect("serialises");
        let details = serde_json::to_string(&found.details).expect("serialises");
        (forecast, details, rows)
    };
    for_random_scenarios(cases().div_ceil(100), |scenario| {
        let one = bytes(scenario, 1);
        prop_assert!(one == bytes(scenario, 2), "threads change the result");
        prop_assert!(one == bytes(scenario, 1), "a second run differs");
        Ok(())
    });
}
