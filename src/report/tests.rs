//! The texts of a whole forecast, on the sample that the charts are tested with and on the edges
//! of what a forecast can be.

use super::card::Card;
use super::text::width;
use super::{Paint, card_text, findings, markdown, story, terminal};
use crate::model::Scenario;
use crate::scenario;
use crate::simulate::forecast::{Driver, ExpectationResult, Forecast, Move};
use crate::simulate::{Replay, Row};

// The charts' tests and benches read the same file.
#[allow(clippy::duplicate_mod)]
#[path = "../../tests/support/sample.rs"]
mod sample;

const RUSSIA: &str = include_str!("../../scenarios/us-russia-2025-03-18.toml");

/// A sound scenario to tell of.
fn scenario() -> Scenario {
    match scenario::parse("us-russia-2025-03-18.toml", RUSSIA.as_bytes(), &[]) {
        Ok(loaded) => loaded.scenario,
        Err(problems) => panic!("{}", problems.render(false)),
    }
}

/// The sample with drivers and expectations.
fn forecast() -> Forecast {
    let mut forecast = sample::forecast();
    let driver = |name: &str, share_low, share_high| Driver {
        path: "party.russia.condition.end_of_aid.firmness".into(),
        name: name.into(),
        low: 0.3,
        high: 0.8,
        share_low,
        share_high,
        effect: share_high - share_low,
        half_width: 0.02,
    };
    forecast.drivers = vec![
        driver("Russia: firmness of \"end of aid\"", 0.56, 0.38),
        driver("Deadline", 0.42, 0.51),
        driver("Too small to tell", 0.46, 0.47),
    ];
    let expectation = |name: &str, met| ExpectationResult {
        subject: "outcome.energy_only".into(),
        name: name.into(),
        at_least: 0.3,
        at_most: if met { 0.65 } else { 1.0 },
        share: if met { 0.469 } else { 0.2 },
        met,
    };
    forecast.expectations = vec![
        expectation("Energy-strike pause only", true),
        expectation("Prisoners: exchanged", false),
    ];
    forecast
}

/// Forecasts at the edges: nothing happened, one run, no parties to speak of, odd names.
fn edges() -> Vec<Forecast> {
    let none = || {
        let mut forecast = sample::forecast();
        forecast.drivers.clear();
        forecast.conditions.clear();
        forecast.packages.clear();
        forecast.clauses.clear();
        forecast.expectations.clear();
        forecast.parties.clear();
        forecast.outcomes.iter_mut().for_each(|o| o.gains.clear());
        forecast
    };
    let mut one_run = sample::forecast();
    one_run.runs = 1;
    for (place, outcome) in one_run.outcomes.iter_mut().enumerate() {
        outcome.count = u64::from(place == 0);
        outcome.share = f64::from(u8::from(place == 0));
        outcome.median_day = (place == 0).then_some(1.5);
    }
    let mut odd = sample::forecast();
    odd.scenario.name = "停火 | *call*\u{1b}[31m\nnext line ".repeat(9);
    for outcome in &mut odd.outcomes {
        outcome.name = format!("{} 停火協議 |", outcome.name.repeat(5));
    }
    let mut lost = sample::forecast();
    lost.headline = 10_000;
    vec![none(), one_run, odd, lost]
}

#[test]
fn the_terminal_s_text() {
    insta::assert_snapshot!(terminal::forecast(&forecast(), 100, Paint::Plain));
}

#[test]
fn the_report() {
    let charts = [markdown::ChartLink {
        path: "charts/outcomes.png".into(),
        alt: "Energy-strike pause only is the likeliest end. Then come others.".into(),
        question: "How will it end?".into(),
    }];
    let text = markdown::report(&scenario(), &forecast(), &charts, "zopa run call.toml");
    insta::assert_snapshot!(text);
}

#[test]
fn tables_of_the_report_are_whole() {
    for forecast in edges().into_iter().chain([self::forecast()]) {
        let text = markdown::report(&scenario(), &forecast, &[], "zopa run call.toml");
        let mut columns = None;
        for line in text.lines() {
            if !line.starts_with('|') {
                columns = None;
                continue;
            }
            let bars = line.replace("\\|", "").matches('|').count();
            assert_eq!(*columns.get_or_insert(bars), bars, "{line}");
        }
        assert!(!text.contains("NaN") && !text.contains('\u{1b}'));
    }
}

#[test]
fn lines_fit_terminals_of_many_widths() {
    for forecast in edges().into_iter().chain([self::forecast()]) {
        for cells in [60, 80, 100, 120] {
            let text = terminal::forecast(&forecast, cells, Paint::Plain);
            for line in text.lines().filter(|line| !line.contains("expect:")) {
                assert!(width(line) <= cells, "{} > {cells}: {line}", width(line));
            }
            assert!(!text.contains("NaN") && !text.contains('\u{1b}'));
        }
    }
}

#[test]
fn colours_change_no_word() {
    let plain = terminal::forecast(&forecast(), 100, Paint::Plain);
    let mut colored = terminal::forecast(&forecast(), 100, Paint::Colored);
    assert_ne!(plain, colored);
    for code in [
        "\u{1b}[0m",
        "\u{1b}[1m",
        "\u{1b}[2m",
        "\u{1b}[32m",
        "\u{1b}[1;31m",
    ] {
        colored = colored.replace(code, "");
    }
    assert_eq!(plain, colored);
}

#[test]
fn a_summary_never_asks_and_never_says_percent() {
    for sentence in findings::summary(&forecast()) {
        assert!(
            sentence.ends_with('.') && !sentence.contains(['?', '%']),
            "{sentence}"
        );
    }
}

#[test]
fn a_story_follows_the_rounds() {
    let scenario = scenario();
    let parties = scenario.parties.len();
    let step = |round, kind: &str, text: &str| Move {
        table: None,
        round,
        kind: kind.into(),
        party: Some(0),
        utilities: vec![0.5; parties],
        text: text.into(),
    };
    let mut dance = sample::details().dance;
    dance.moves = vec![
        step(1, "offer", "Russia offers an energy pause"),
        step(3, "deal", "Agreed: an energy pause"),
    ];
    let package: Vec<u16> = scenario
        .issues
        .iter()
        .map(|i| i.status_quo.map_or(crate::game::UNSETTLED, |o| o as u16))
        .collect();
    let replay = Replay {
        row: Row {
            run: 7,
            outcome: scenario.no_deal_class(),
            ended: crate::model::How::Deadline,
            round: 3,
            package,
            utilities: vec![0.6; parties],
            no_deal: vec![0.4; parties],
        },
        dance,
        inputs: scenario
            .inputs
            .iter()
            .map(|i| i.distribution.quantile(0.9))
            .collect(),
        red_lines: vec![(0, 0)],
        strategies: vec![0; parties],
    };
    insta::assert_snapshot!(story::tell(&scenario, 1, &replay, 100, Paint::Plain));
    let data = story::as_json(&scenario, 1, &replay);
    assert_eq!(data["row"]["run"], "7");
    assert_eq!(data["outcome"], "no_deal");
    assert_eq!(data["moves"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_tie_is_told_as_one() {
    let mut forecast = sample::forecast();
    let first = forecast.outcomes[forecast.headline].clone();
    let no_deal = forecast.outcomes.iter_mut().find(|o| o.id == "no_deal");
    let no_deal = no_deal.expect("it always exists");
    (no_deal.count, no_deal.share) = (first.count - 10, first.share - 0.001);
    (no_deal.low, no_deal.high) = (first.low - 0.001, first.high - 0.001);
    assert_eq!(
        findings::summary(&forecast)[0],
        "About equally likely are \"Energy-strike pause only\", 47 in 100 runs, and no deal, 47 in 100."
    );
    // What no run ended in is no rival, however wide the interval of a single run.
    for mut alone in edges().into_iter().filter(|forecast| forecast.runs == 1) {
        for outcome in &mut alone.outcomes {
            (outcome.low, outcome.high) = if outcome.count > 0 {
                (0.2, 1.0)
            } else {
                (0.0, 0.8)
            };
        }
        assert!(findings::summary(&alone)[0].starts_with("The likeliest end is"));
    }
}

#[test]
fn the_report_says_what_no_deal_leaves() {
    let mut forecast = forecast();
    let text =
        |forecast: &Forecast| markdown::report(&scenario(), forecast, &[], "zopa run x.toml");
    let with = text(&forecast);
    assert!(with.contains("- *No deal* has every issue on its status quo;"));
    assert!(with.contains("| Moves off the status quo |"));
    forecast
        .issues
        .iter_mut()
        .for_each(|issue| issue.status_quo = None);
    let without = text(&forecast);
    assert!(without.contains("- *No deal* settles no issue,"));
    assert!(without.contains("| What is settled |") && !without.contains("off the status quo"));
}

#[test]
fn the_report_says_on_which_scale_utilities_are() {
    let scale = |given: &[usize]| {
        let mut forecast = forecast();
        for &party in given {
            forecast.parties[party].as_given = true;
        }
        let text = markdown::report(&scenario(), &forecast, &[], "zopa run call.toml");
        let section = text
            .split_once("## What each side gets\n\n")
            .expect("there")
            .1;
        let line = section.lines().next().unwrap_or_default().to_owned();
        line.replace(" Utilities of different parties cannot be compared.", "")
    };
    assert_eq!(
        scale(&[]),
        "Utility runs from 0 (the party's worst package) to 1 (its best)."
    );
    assert_eq!(
        scale(&[0, 1, 2]),
        "Utilities are as the scenario file gives them."
    );
    assert_eq!(
        scale(&[1]),
        "Utility runs from 0 (the party's worst package) to 1 (its best); for Russia it is as the scenario file gives it."
    );
}

#[test]
fn a_legislature_asks_for_no_consent() {
    let text = include_str!("../../tests/fixtures/legislature.toml");
    let loaded = scenario::parse("legislature.toml", text.as_bytes(), &[]);
    let loaded = loaded.unwrap_or_else(|problems| panic!("{}", problems.render(false)));
    let card = Card::of(&loaded.scenario);
    assert!(card.issues.iter().all(|issue| issue.consent.is_empty()));
    let told = card_text::render(&card, 100, Paint::Plain);
    assert!(told.contains("a vote"), "{told}");
}
