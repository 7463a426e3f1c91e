//! What the chart of a peeling says in words: title, explanations, values, table and description.

use super::super::layout::{self, Heading};
use super::super::table::Table;
use super::super::{numbers, text};
use super::MOST;
use crate::experiment::discover::{Discovery, Limit};

pub fn footer(found: &Discovery) -> String {
    format!(
        "{}@{} · n = 3 x {} · seed {} · zopa {} · conditional on the stated assumptions",
        text::brief(&found.scenario, 40),
        text::brief(&found.hash, 16),
        numbers::count(found.runs),
        found.seed,
        text::brief(&found.zopa, 24),
    )
}

pub fn title(found: &Discovery) -> String {
    let name = text::brief(&found.outcome_name, 40);
    let base = numbers::in_100(found.base.value);
    if let Some(asked) = found.asks_for_less() {
        let asked = numbers::in_100(asked);
        return format!(
            "“{name}” comes in {base} in 100 anyway, no less than the {asked} asked for"
        );
    }
    let Some(region) = &found.found else {
        return format!(
            "No region of the inputs makes “{name}” clearly likelier than {base} in 100"
        );
    };
    let density = numbers::in_100(region.density.value);
    // As many limits as have room; in signs rather than fewer.
    let told = (1..=region.limits.len()).rev();
    let mut titles = told.flat_map(|told| {
        let in_words = place(&region.limits, told, said);
        let in_signs = place(&region.limits, told, |limit| signed(limit, 45));
        let in_short = place(&region.limits, told, |limit| signed(limit, 26));
        [
            format!("“{name}” comes in {density} in 100 where {in_words}, in {base} overall"),
            format!("“{name}” comes in {density} in 100 where {in_signs}, in {base} overall"),
            format!("“{name}”: {density} in 100, not {base}, where {in_signs}"),
            format!("“{name}”: {density} in 100, not {base}, where {in_short}"),
        ]
    });
    let anywhere = || format!("“{name}” comes in {density} in 100 anywhere");
    let mut shortest = None;
    let fitting = titles.find(|title| {
        shortest = Some(title.clone());
        layout::has_room(title)
    });
    fitting.or(shortest).unwrap_or_else(anywhere)
}

/// The region in words: so many of its limits, and how many more there are.
fn place(limits: &[Limit], told: usize, said: impl Fn(&Limit) -> String) -> String {
    let more = limits.len().saturating_sub(told);
    let mut words: Vec<String> = limits.iter().take(told).map(said).collect();
    match more {
        0 => {}
        1 => words.push("1 more limit holds".to_owned()),
        _ => words.push(format!("{more} more limits hold")),
    }
    match words.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        Some((last, _)) => last.clone(),
        None => "anywhere".to_owned(),
    }
}

/// A limit in words.
pub fn said(limit: &Limit) -> String {
    let name = text::brief(&limit.name, 45);
    match (limit.at_least, limit.at_most) {
        (Some(low), Some(high)) => format!("{name} is from {} to {}", value(low), value(high)),
        (Some(low), None) => format!("{name} is at least {}", value(low)),
        (None, Some(high)) => format!("{name} is at most {}", value(high)),
        (None, None) => name,
    }
}

/// The same in signs, with so many characters of its name.
fn signed(limit: &Limit, characters: usize) -> String {
    let name = text::brief(&limit.name, characters);
    match (limit.at_least, limit.at_most) {
        (Some(low), Some(high)) => format!("{} ≤ {name} ≤ {}", value(low), value(high)),
        (Some(low), None) => format!("{name} ≥ {}", value(low)),
        (None, Some(high)) => format!("{name} ≤ {}", value(high)),
        (None, None) => name,
    }
}

pub fn value(x: f64) -> String {
    let step = match numbers::finite(x, 0.0).abs() {
        size if size >= 100.0 => 1.0,
        size if size >= 10.0 => 0.1,
        size if size >= 0.1 => 0.01,
        _ => 0.001,
    };
    let said = numbers::plain(numbers::finite(x, 0.0).clamp(-1e15, 1e15), step);
    match said.contains('.') {
        true => said.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => said,
    }
}

pub fn subtitle(found: &Discovery) -> String {
    let mut said = "Discs: boxes from all runs (at the right) inwards, darker with fewer limited inputs, measured on runs that did \
                    not shape them. ★: the box chosen, without limits it does not need, on fresh runs with 95% intervals."
        .to_owned();
    if found.found.is_some() {
        said.push_str(" Right: its limits, along each input's distribution.");
    }
    let hidden = found
        .found
        .as_ref()
        .map_or(0, |region| region.limits.len().saturating_sub(MOST));
    said.push_str(&numbers::and_more(hidden, ["limit", "limits"]));
    said
}

pub fn table(found: &Discovery) -> Table {
    let mut table = Table::new([
        "kind",
        "number",
        "input",
        "at_least",
        "at_most",
        "coverage",
        "density",
        "mass",
        "restricted",
        "chosen",
        "quasi_p",
    ]);
    for (k, step) in found.trajectory.iter().enumerate() {
        table.row([
            "box".into(),
            (k as u64).into(),
            "".into(),
            "".into(),
            "".into(),
            step.coverage.into(),
            step.density.into(),
            step.mass.into(),
            (step.restricted as u64).into(),
            step.chosen.into(),
            "".into(),
        ]);
    }
    for (k, limit) in found
        .found
        .iter()
        .flat_map(|region| &region.limits)
        .enumerate()
    {
        table.row([
            "limit".into(),
            (k as u64).into(),
            limit.path.as_str().into(),
            limit.at_least.into(),
            limit.at_most.into(),
            "".into(),
            "".into(),
            (limit.places[1] - limit.places[0]).into(),
            "".into(),
            "".into(),
            limit.quasi_p.into(),
        ]);
    }
    table
}

pub fn alt(found: &Discovery, heading: &Heading) -> String {
    let limits = found.found.iter().flat_map(|region| &region.limits);
    let limits: Vec<String> = limits.map(said).collect();
    let box_ = found.found.as_ref().map_or(String::new(), |region| {
        format!(
            " The box holds {} in 100 runs and {} in 100 of those that end so.",
            numbers::in_100(region.mass.value),
            numbers::in_100(region.coverage.value)
        )
    });
    let limits = match limits.is_empty() {
        true => String::new(),
        false => format!(" Limits: {}.", limits.join("; ")),
    };
    format!("{}. {}{box_}{limits}", heading.title, heading.subtitle)
}
