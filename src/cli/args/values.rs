//! Reading the values of arguments: numbers within bounds, changes, names.

use super::Change;
use crate::chart::Chart;
use crate::experiment::study::{MOST_POINTS, MOST_RUNS};
use crate::experiment::sweep::Design;
use crate::report::number::thousands;
use crate::scenario::Override;
use crate::simulate::Runs;
use clap::builder::{PossibleValuesParser, TypedValueParser};

pub(super) fn shipped() -> PossibleValuesParser {
    let names = crate::cli::shipped::SHIPPED
        .iter()
        .map(|scenario| scenario.name);
    PossibleValuesParser::new(names)
}

pub(super) fn charts() -> PossibleValuesParser {
    let values = Chart::ALL
        .map(|chart| clap::builder::PossibleValue::new(chart.id()).help(chart.question()));
    PossibleValuesParser::new(values)
}

/// A number of replications: digits, with `_` or `,` between them if wanted; or `auto`.
pub(super) fn runs(text: &str) -> Result<Runs, String> {
    if text == "auto" {
        return Ok(Runs::Auto);
    }
    let digits: String = text.chars().filter(|c| !matches!(c, '_' | ',')).collect();
    match digits.parse() {
        Ok(0) => Err("at least 1 run is needed".to_owned()),
        Ok(n) => Ok(Runs::Fixed(n)),
        Err(_) => Err("a whole number from 1, or `auto`, is needed".to_owned()),
    }
}

/// A number of pairs of runs: at least two, as one says nothing of the spread.
pub(super) fn pairs(text: &str) -> Result<u64, String> {
    match runs(text) {
        Ok(Runs::Fixed(n)) if n >= 2 => Ok(n),
        _ => Err("a whole number from 2 is needed".to_owned()),
    }
}

/// A party and its bargaining power.
pub(super) fn power(text: &str) -> Result<(String, f64), String> {
    let wrong = || "PARTY=POWER is needed, the power a number above 0, such as seller=2".to_owned();
    let (party, power) = text.split_once('=').ok_or_else(wrong)?;
    let power: f64 = power.trim().parse().map_err(|_| wrong())?;
    // Powers far apart make products that doubles cannot tell from 0.
    if !(1e-3..=1e3).contains(&power) {
        return Err("a bargaining power from 0.001 to 1000 is needed".to_owned());
    }
    Ok((party.trim().to_owned(), power))
}

pub(super) const MOST_ROUNDS: u32 = 100_000;

pub(super) fn rounds(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(n @ 1..=MOST_ROUNDS) => Ok(n),
        _ => Err(format!("a whole number from 1 to {MOST_ROUNDS} is needed")),
    }
}

/// Any whole number that fits: a seed, the number of a replication.
pub(super) fn natural(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| {
        format!(
            "a whole number from 0 to {} is needed",
            thousands(u64::MAX.into())
        )
    })
}

/// A number of games per seating.
pub(super) fn games(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(n @ 1..=crate::experiment::tournament::MOST_GAMES) => Ok(n),
        _ => Err("a whole number from 1 is needed".to_owned()),
    }
}

/// Replications whose inputs are kept in memory.
pub(super) const MOST_FORECAST: u64 = 1_000_000;
pub(super) const LEAST_FORECAST: u64 = 200;

pub(super) fn forecast_runs(text: &str) -> Result<u64, String> {
    within(text, LEAST_FORECAST, MOST_FORECAST)
}

pub(super) fn moves(text: &str) -> Result<u64, String> {
    zero_or(text, 2, MOST_FORECAST)
}

pub(super) fn trajectories(text: &str) -> Result<u64, String> {
    zero_or(text, 2, 100_000)
}

pub(super) fn samples(text: &str) -> Result<u64, String> {
    zero_or(text, 32, 65_536)
}

pub(super) fn zero_or(text: &str, least: u64, most: u64) -> Result<u64, String> {
    match text {
        "0" => Ok(0),
        _ => within(text, least, most).map_err(|needed| format!("0, or {needed}")),
    }
}

pub(super) fn within(text: &str, least: u64, most: u64) -> Result<u64, String> {
    match text.replace('_', "").parse() {
        Ok(n) if (least..=most).contains(&n) => Ok(n),
        _ => Err(format!("a whole number from {least} to {most} is needed")),
    }
}

pub(super) fn share(text: &str) -> Result<f64, String> {
    between(text, 0.0, 1.0)
}

pub(super) fn peel(text: &str) -> Result<f64, String> {
    between(text, 0.005, 0.3)
}

pub(super) fn between(text: &str, low: f64, high: f64) -> Result<f64, String> {
    match text.parse() {
        Ok(x) if (low..=high).contains(&x) => Ok(x),
        _ => Err(format!("a number from {low} to {high} is needed")),
    }
}

/// The words for designs.
pub(super) fn design() -> impl TypedValueParser<Value = Design> {
    PossibleValuesParser::new(Design::ALL.map(Design::id)).map(|word| {
        let named = |design: &Design| design.id() == word;
        Design::ALL.into_iter().find(named).unwrap_or(Design::Grid)
    })
}

pub(super) fn study_runs(text: &str) -> Result<u64, String> {
    whole(text, MOST_RUNS)
}

pub(super) fn points(text: &str) -> Result<u64, String> {
    whole(text, MOST_POINTS)
}

pub(super) fn whole(text: &str, most: u64) -> Result<u64, String> {
    match text.replace('_', "").parse() {
        Ok(n) if (1..=most).contains(&n) => Ok(n),
        _ => Err(format!(
            "a whole number from 1 to {} is needed",
            thousands(most.into())
        )),
    }
}

pub(super) const MOST_THREADS: usize = 1024;

pub(super) fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(n @ 1..=MOST_THREADS) => Ok(n),
        _ => Err(format!("a whole number from 1 to {MOST_THREADS} is needed")),
    }
}

pub(super) fn change(text: &str) -> Result<Change, String> {
    match text.split_once('=') {
        Some((path, value)) if !path.trim().is_empty() && !value.trim().is_empty() => Ok(Change {
            text: text.to_owned(),
            parsed: Override {
                path: path.trim().to_owned(),
                value: value.trim().to_owned(),
                flag: "--set",
            },
        }),
        _ => Err(
            "PATH=VALUE is needed, such as party.buyer.patience=0.9 (zopa list inputs FILE shows the paths)"
                .to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cli;
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_description_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn numbers_of_runs_may_be_grouped() {
        assert_eq!(runs("10_000"), Ok(Runs::Fixed(10_000)));
        assert_eq!(runs("1,000,000"), Ok(Runs::Fixed(1_000_000)));
        assert_eq!(runs("auto"), Ok(Runs::Auto));
        for wrong in ["0", "", "-1", "1.5", "many", ","] {
            assert!(runs(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn seeds_are_all_that_fit() {
        assert_eq!(natural("18446744073709551615"), Ok(u64::MAX));
        for wrong in ["18446744073709551616", "-1", "abc", "1.5", ""] {
            let said = natural(wrong).expect_err(wrong);
            assert!(said.contains("from 0 to 18,446,744,073,709,551,615"));
        }
    }

    #[test]
    fn a_change_has_a_path_and_a_value() {
        let change_to = |text| change(text).map(|c| (c.parsed.path, c.parsed.value));
        assert_eq!(change_to("a.b=1"), Ok(("a.b".into(), "1".into())));
        assert_eq!(
            change_to("input.c = { uniform = [0, 1] }"),
            Ok(("input.c".into(), "{ uniform = [0, 1] }".into()))
        );
        for wrong in ["a", "=1", "a=", ""] {
            assert!(change_to(wrong).is_err(), "{wrong}");
        }
    }
}
