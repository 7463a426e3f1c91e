//! What the values of one issue are worth in a GENIUS utility space.
//!
//! - discrete: evaluation / largest evaluation (the evaluation itself as NegMAS reads it);
//! - integer: `slope x (v - lower) + offset` within 0 and 1 (`slope x v + offset` as NegMAS reads it);
//! - real: `linear` `parameter1 x v + parameter0` within 0 and 1, `constant` parameter0, `triangular` from 0 at
//!   parameter0 over 1 at parameter2 to 0 at parameter1, `triangular_variable_top` with parameter3 at the top.

use super::items;
use crate::import::Reading;
use crate::import::domain::Issue;
use crate::import::xml::Element;
use crate::scenario::diagnostic::{Diagnostic, Findings, quoted};

/// Largest evaluation that counts as none: GENIUS then takes 0 for all.
const NOTHING: f64 = 0.00001;

/// A value per option of the issue.
pub(super) fn values(
    element: Element<'_>,
    issue: &Issue,
    reading: Reading,
    findings: &mut Findings,
) -> Option<Vec<f64>> {
    if element.named("item").next().is_some() {
        return table(element, issue, reading, findings);
    }
    let numbers = issue.values.numbers();
    let evaluator = element.named("evaluator").next();
    let Some(evaluator) = evaluator.filter(|_| !numbers.is_empty()) else {
        let title = format!("issue {} has no evaluations", quoted(&issue.name));
        findings.push(
            Diagnostic::error("Z0606", title)
                .at(element.span(), "items or an evaluator are needed here"),
        );
        return None;
    };
    let formula = formula(element, evaluator, numbers[0], reading, findings)?;
    Some(numbers.into_iter().map(formula).collect())
}

/// Evaluations one by one.
fn table(
    element: Element<'_>,
    issue: &Issue,
    reading: Reading,
    findings: &mut Findings,
) -> Option<Vec<f64>> {
    let mut values = vec![None; issue.values.len()];
    for (item, word) in items(element, findings) {
        let Some(option) = issue.values.index(word) else {
            let title = format!(
                "issue {} of the domain has no value {}",
                quoted(&issue.name),
                quoted(word)
            );
            let diagnostic =
                Diagnostic::error("Z0605", title).at(item.span_of("value"), "no such value");
            findings.push(diagnostic.at(issue.span, "the domain declares the issue here"));
            continue;
        };
        if matches!(item.attribute("evaluation"), None | Some("null")) {
            continue;
        }
        let evaluation = item.number("evaluation", findings)?;
        if evaluation < 0.0 && reading == Reading::Genius {
            let title = format!("an evaluation is {evaluation}");
            findings.push(
                Diagnostic::error("Z0604", title)
                    .at(item.span_of("evaluation"), "0 or more is needed"),
            );
        }
        values[option] = Some(evaluation);
    }
    for (option, _) in values
        .iter()
        .enumerate()
        .filter(|(_, value)| value.is_none())
    {
        let word = quoted(issue.values.word(option));
        let title = format!(
            "value {word} of issue {} has no evaluation",
            quoted(&issue.name)
        );
        findings.push(
            Diagnostic::error("Z0606", title)
                .at(element.span(), "an evaluation of every value is needed"),
        );
    }
    let values: Vec<f64> = values.into_iter().collect::<Option<_>>()?;
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Some(match reading {
        Reading::Negmas => values,
        Reading::Genius if largest < NOTHING => vec![0.0; values.len()],
        Reading::Genius => values.into_iter().map(|value| value / largest).collect(),
    })
}

/// A function of the number.
fn formula(
    issue: Element<'_>,
    evaluator: Element<'_>,
    lowest: f64,
    reading: Reading,
    findings: &mut Findings,
) -> Option<Box<dyn Fn(f64) -> f64>> {
    let within = move |x: f64| {
        if reading == Reading::Genius {
            x.clamp(0.0, 1.0)
        } else {
            x
        }
    };
    if evaluator.attribute("slope").is_some() {
        let slope = evaluator.needed("slope", findings)?;
        let offset = evaluator.needed("offset", findings)?;
        // The profile's own bound counts, where it states one.
        let holder = issue.named("range").next().unwrap_or(issue);
        let own = holder.number("lowerbound", findings).unwrap_or(lowest);
        let zero = if reading == Reading::Genius { own } else { 0.0 };
        return Some(Box::new(move |v| within(slope * (v - zero) + offset)));
    }
    let mut parameter = |name: &str| evaluator.needed(name, findings);
    let kind = evaluator.attribute("ftype").unwrap_or("linear");
    match kind.trim().to_lowercase().as_str() {
        "linear" => {
            let (offset, slope) = (parameter("parameter0"), parameter("parameter1"));
            let (offset, slope) = (offset?, slope?);
            Some(Box::new(move |v| within(slope * v + offset)))
        }
        "constant" => {
            let value = parameter("parameter0")?;
            Some(Box::new(move |_| value))
        }
        kind @ ("triangular" | "triangular_variable_top" | "triangularvariabletop") => {
            let ends = (
                parameter("parameter0"),
                parameter("parameter1"),
                parameter("parameter2"),
            );
            let (low, high, top) = (ends.0?, ends.1?, ends.2?);
            let height = if kind == "triangular" {
                1.0
            } else {
                parameter("parameter3")?
            };
            Some(Box::new(move |v| {
                if v < low || v > high {
                    0.0
                } else if v < top {
                    height * ((v - low) / (top - low))
                } else if v < high {
                    height * (1.0 - (v - top) / (high - top))
                } else {
                    0.0
                }
            }))
        }
        other => {
            let title = format!("an evaluator of type {} is not read", quoted(other));
            let label = "linear, constant and triangular are";
            findings.push(Diagnostic::error("Z0602", title).at(evaluator.span_of("ftype"), label));
            None
        }
    }
}
