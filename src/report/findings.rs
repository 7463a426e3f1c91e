//! What stands out in a forecast: the questions that the terminal, the report and the story all
//! ask of it, answered once.

use super::number::{count, in_100, packages, short};
use super::text::clean;
use crate::simulate::forecast::{
    ConditionForecast, Driver, Forecast, IssueForecast, Outcome, PartyForecast,
};

/// Name of a party, by its identifier.
pub fn name_of(forecast: &Forecast, party: &str) -> String {
    let found = forecast.parties.iter().find(|p| p.id == party);
    clean(found.map_or(party, |p| &p.name))
}

/// Name of an issue, by its identifier.
pub fn issue_name(forecast: &Forecast, issue: &str) -> String {
    let found = forecast.issues.iter().find(|i| i.id == issue);
    clean(found.map_or(issue, |i| &i.name))
}

/// Name of an option of an issue, by its identifier.
pub fn option_name(issue: &IssueForecast, option: &str) -> String {
    let found = issue.options.iter().find(|o| o.id == option);
    clean(found.map_or(option, |o| &o.name))
}

/// Outcome classes with runs, commonest first; `no_deal` always among them.
pub fn by_share(forecast: &Forecast) -> Vec<&Outcome> {
    let mut outcomes: Vec<&Outcome> = forecast
        .outcomes
        .iter()
        .filter(|outcome| outcome.count > 0 || outcome.id == "no_deal")
        .collect();
    outcomes.sort_by_key(|outcome| std::cmp::Reverse(outcome.count));
    outcomes
}

/// Declared outcome classes that no run ended in.
pub fn without_runs(forecast: &Forecast) -> impl Iterator<Item = &Outcome> {
    let silent = ["no_deal", "other"];
    forecast
        .outcomes
        .iter()
        .filter(move |outcome| outcome.count == 0 && !silent.contains(&outcome.id.as_str()))
}

/// The commonest outcome class.
pub fn headline(forecast: &Forecast) -> Option<&Outcome> {
    forecast.outcomes.get(forecast.headline)
}

/// The party that gains most over its no-deal value in an outcome, if any gains at all.
pub fn largest_gain<'a>(
    forecast: &'a Forecast,
    outcome: &Outcome,
) -> Option<(&'a PartyForecast, f64)> {
    let gains = forecast.parties.iter().zip(outcome.gains.iter().copied());
    // The first of equals: only a larger gain takes its place.
    gains
        .filter(|&(_, gain)| gain >= 0.005)
        .fold(None, |best: Option<(_, f64)>, (party, gain)| match best {
            Some((_, most)) if most >= gain => best,
            _ => Some((party, gain)),
        })
}

/// Inputs whose effect on the headline share is larger than its sampling error.
pub fn clear_drivers(forecast: &Forecast) -> impl Iterator<Item = &Driver> {
    forecast
        .drivers
        .iter()
        .filter(|driver| driver.effect.abs() > driver.half_width)
}

/// Conditions that had offers refused or closed the zone alone, the most refused first.
pub fn most_refused(forecast: &Forecast) -> impl Iterator<Item = &ConditionForecast> {
    let mut conditions: Vec<&ConditionForecast> = forecast
        .conditions
        .iter()
        .filter(|condition| condition.refused > 0.0 || condition.blocking > 0.0)
        .collect();
    conditions.sort_by(|a, b| {
        let (a, b) = ((a.refused, a.blocking), (b.refused, b.blocking));
        b.partial_cmp(&a).unwrap_or(std::cmp::Ordering::Equal)
    });
    conditions.into_iter()
}

/// "559,872 packages"; the forecast may hold a number or, for very many, words.
pub fn packages_in_words(forecast: &Forecast) -> String {
    let told = &forecast.scenario.packages;
    match told.parse::<u128>() {
        Ok(1) => "1 package".to_owned(),
        Ok(n) => format!("{} packages", packages(n)),
        Err(_) => format!("{} packages", clean(told)),
    }
}

/// "10,000 runs", or for the stopping rule "8,192 runs (stopped at ±1 in 100)".
pub fn runs_in_words(forecast: &Forecast) -> String {
    let runs = count(forecast.runs.into(), "run");
    match forecast.stopping.target {
        Some(target) if forecast.stopping.rule == "auto" => format!(
            "{runs}, enough for ±{} in 100 ({} asked)",
            short(round_tenths(forecast.stopping.half_width)),
            short(target * 100.0)
        ),
        _ => runs,
    }
}

/// A half-width in points, to one decimal.
fn round_tenths(half_width: f64) -> f64 {
    (half_width * 1000.0).round() / 10.0
}

/// Bounds of an expectation: "between 30 and 65 in 100", "at least 30 in 100".
///
/// ```
/// use zopa::report::findings::bounds_in_words;
/// assert_eq!(bounds_in_words(0.3, 0.65), "between 30 and 65 in 100");
/// assert_eq!(bounds_in_words(0.0, 0.65), "at most 65 in 100");
/// assert_eq!(bounds_in_words(0.3, 1.0), "at least 30 in 100");
/// ```
pub fn bounds_in_words(at_least: f64, at_most: f64) -> String {
    let [low, high] = [at_least, at_most].map(|share| short(share * 100.0));
    if at_least <= 0.0 {
        format!("at most {high} in 100")
    } else if at_most >= 1.0 {
        format!("at least {low} in 100")
    } else {
        format!("between {low} and {high} in 100")
    }
}

/// The commonest of the other outcomes, where sampling error alone may have put it behind the headline.
fn level_with_headline(forecast: &Forecast) -> Option<&Outcome> {
    let first = headline(forecast)?;
    let others = by_share(forecast).into_iter();
    let mut others = others.filter(|outcome| outcome.count > 0 && outcome.id != first.id);
    let second = others.next()?;
    first.is_level_with(second).then_some(second)
}

/// An outcome in a sentence: its name as a quotation, or "no deal".
fn quoted(outcome: &Outcome) -> String {
    match outcome.id.as_str() {
        "no_deal" => "no deal".to_owned(),
        _ => format!("\"{}\"", clean(&outcome.name)),
    }
}

/// How it ends, in a sentence or two.
fn likeliest(forecast: &Forecast, outcome: &Outcome) -> String {
    let name = quoted(outcome);
    let share = in_100(outcome.share);
    if let Some(second) = level_with_headline(forecast) {
        return format!(
            "About equally likely are {name}, {share} in 100 runs, and {}, {} in 100.",
            quoted(second),
            in_100(second.share)
        );
    }
    let [low, high] = [outcome.low, outcome.high].map(in_100);
    let day = outcome.median_day.filter(|_| outcome.id != "no_deal");
    let when = day.map_or_else(String::new, |day| {
        format!(" Half of those deals are done by day {}.", short(day))
    });
    format!(
        "The likeliest end is {name}: {share} in 100 runs (sampling error alone: {low} to {high}).{when}"
    )
}

/// The forecast in two or three sentences.
pub fn summary(forecast: &Forecast) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(outcome) = headline(forecast) {
        sentences.push(likeliest(forecast, outcome));
    }
    if let Some(driver) = clear_drivers(forecast).next() {
        sentences.push(format!(
            "What decides it most is {}: from its low to its high values the share goes from {} to {} in 100.",
            clean(&driver.name),
            in_100(driver.share_low),
            in_100(driver.share_high)
        ));
    }
    if let Some(condition) = most_refused(forecast).next().filter(|c| c.refused > 0.0) {
        sentences.push(format!(
            "The red line crossed most often by offers is \"{}\" ({}): refused in {} of 100 runs.",
            clean(&condition.said),
            name_of(forecast, &condition.party),
            in_100(condition.refused)
        ));
    }
    sentences
}
