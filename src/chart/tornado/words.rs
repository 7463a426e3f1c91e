//! What the tornado says in words: title, explanations, values, table and description.

use super::super::layout::Heading;
use super::super::table::{Cell, Table};
use super::super::{numbers, text};
use crate::experiment::sensitivity::{InputEffect, Sensitivity, Unit};
use crate::stats::Estimate;

pub fn footer(found: &Sensitivity) -> String {
    format!(
        "{}@{} · n = {} · seed {} · zopa {} · conditional on the stated assumptions",
        text::brief(&found.scenario, 40),
        text::brief(&found.hash, 16),
        numbers::count(found.replications),
        found.seed,
        text::brief(&found.zopa, 24),
    )
}

/// The output's value, in words.
pub fn told(unit: Unit, x: f64) -> String {
    match unit {
        Unit::Share => numbers::in_100(x),
        Unit::Utility => numbers::plain(x, 0.01),
        Unit::Days => numbers::day(x),
    }
}

/// What changes are counted from.
pub fn base(found: &Sensitivity) -> f64 {
    found.unmoved.unwrap_or(found.mean.value)
}

/// What the output's value counts, to go behind it.
pub fn counted(unit: Unit) -> &'static str {
    match unit {
        Unit::Share => " in 100",
        Unit::Utility | Unit::Days => "",
    }
}

/// The output's name in a sentence.
pub fn named(found: &Sensitivity) -> String {
    match found.unit {
        Unit::Share => format!("“{}”", text::brief(&found.output_name, 40)),
        Unit::Utility | Unit::Days => text::brief(&found.output_name, 40),
    }
}

pub fn title(found: &Sensitivity, shown: &[&InputEffect]) -> String {
    let Some(first) = shown.first() else {
        return "No input was moved alone".to_owned();
    };
    let (Some(low), Some(high), true) = (first.at_low, first.at_high, first.is_clear()) else {
        return format!(
            "No input alone moves {} by more than chance does",
            named(found)
        );
    };
    format!(
        "{} moves {} most: from {} to {}{} as it goes from {} to {}",
        text::brief(&first.name, 50),
        named(found),
        told(found.unit, low.value),
        told(found.unit, high.value),
        counted(found.unit),
        end(first.low),
        end(first.high),
    )
}

pub fn subtitle(found: &Sensitivity, more: usize) -> String {
    let mut said = format!(
        "Change from {}{} when one input alone goes to its 10th (pale) or 90th percentile (dark), all else as in the same {} \
         replications; bars end at the input's value there, whiskers are 95% intervals.",
        told(found.unit, base(found)),
        counted(found.unit),
        numbers::count(found.moves),
    );
    if found.samples > 0 {
        said.push_str(" At the right, in 100 of the variance due to inputs: alone, and with other inputs; ★ where the latter is clearly more.");
    }
    said.push_str(&numbers::and_more(
        more,
        ["input of less effect", "inputs of less effect"],
    ));
    said
}

/// A value of an input, to three significant digits.
pub fn end(x: f64) -> String {
    let size = numbers::finite(x, 0.0).abs();
    let step = match size {
        s if s >= 100.0 => 1.0,
        s if s >= 10.0 => 0.1,
        s if s >= 0.1 || s == 0.0 => 0.01,
        s if s >= 0.01 => 0.001,
        _ => return tiny(x),
    };
    if size >= 10_000.0 {
        return numbers::plain(x.round(), 1.0);
    }
    let said = numbers::plain(x, step);
    match said.split_once('.') {
        Some(_) => said.trim_end_matches('0').trim_end_matches('.').to_owned(),
        None => said,
    }
}

/// A small value to one significant digit.
pub fn tiny(x: f64) -> String {
    let text = format!("{:.1e}", numbers::finite(x, 0.0).abs());
    let plain: f64 = text.parse().unwrap_or(0.0);
    let sign = if x < 0.0 { "−" } else { "" };
    format!(
        "{sign}{}",
        if plain < 1e-6 {
            text
        } else {
            plain.to_string()
        }
    )
}

/// "21 (10–33)", in 100.
pub fn of_variance(share: Estimate) -> String {
    let in_100 = |x: f64| (100.0 * numbers::finite(x, 0.0)).clamp(0.0, 999.0).round();
    format!(
        "{} ({}–{})",
        in_100(share.value),
        in_100(share.low),
        in_100(share.high)
    )
}

pub fn table(found: &Sensitivity) -> Table {
    let mut table = Table::new([
        "input",
        "name",
        "low",
        "high",
        "at_low",
        "at_low_from",
        "at_low_to",
        "at_high",
        "at_high_from",
        "at_high_to",
        "effect",
        "effect_from",
        "effect_to",
        "s1",
        "s1_from",
        "s1_to",
        "st",
        "st_from",
        "st_to",
        "interacts",
    ]);
    for input in &found.inputs {
        let mut row = vec![
            input.path.as_str().into(),
            input.name.as_str().into(),
            input.low.into(),
            input.high.into(),
        ];
        let mut three = |estimate: Option<Estimate>| {
            let parts = [0, 1, 2].map(|k| estimate.map(|e| [e.value, e.low, e.high][k]));
            row.extend(parts.map(Cell::from));
        };
        three(input.at_low);
        three(input.at_high);
        let effect = input.effect.zip(input.effect_interval);
        three(effect.map(|(value, [low, high])| Estimate { value, low, high }));
        three(input.s1);
        three(input.st);
        row.push(input.interacts.into());
        table.row(row);
    }
    table
}

pub fn alt(found: &Sensitivity, shown: &[&InputEffect], heading: &Heading) -> String {
    let input = |input: &&InputEffect| {
        let [low, high] = [input.at_low, input.at_high]
            .map(|at| told(found.unit, at.map_or(base(found), |at| at.value)));
        format!(
            "{}: {low} at {}, {high} at {}",
            text::clean(&input.name),
            end(input.low),
            end(input.high)
        )
    };
    let inputs: Vec<String> = shown.iter().map(input).collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        inputs.join("; ")
    )
}
