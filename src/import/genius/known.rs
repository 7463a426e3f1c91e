//! What GENIUS files say that a scenario has no place for.

use crate::import::not_kept;
use crate::import::xml::Element;
use crate::scenario::diagnostic::{Findings, quoted};

/// Elements and their attributes that are read, or that say nothing about the negotiation.
const KNOWN: [(&str, &[&str]); 15] = [
    ("negotiation_template", &["number_of_sessions"]),
    ("utility_space", &["number_of_issues", "type"]),
    (
        "objective",
        &["index", "name", "type", "etype", "description"],
    ),
    (
        "issue",
        &[
            "index",
            "name",
            "type",
            "vtype",
            "etype",
            "lowerbound",
            "upperbound",
            "description",
        ],
    ),
    ("range", &["lowerbound", "upperbound"]),
    ("item", &["index", "value", "evaluation"]),
    ("weight", &["index", "value"]),
    (
        "evaluator",
        &[
            "ftype",
            "slope",
            "offset",
            "parameter0",
            "parameter1",
            "parameter2",
            "parameter3",
        ],
    ),
    ("reservation", &["value"]),
    ("discount_factor", &["value"]),
    ("utility", &["maxutility"]),
    ("ufun", &["type", "weight", "aggregation"]),
    ("hyperRectangle", &["utility", "weight"]),
    ("INCLUDES", &["index", "min", "max"]),
    ("EXCLUDES", &["index", "min", "max"]),
];

/// Warns, once per file and name, of what is not kept. Descriptions and costs that say nothing (as
/// the value itself, or 0) are none of it; the descriptions of a domain are those of its profiles.
pub(super) fn warn(root: Element<'_>, profile: bool, findings: &mut Findings) {
    let mut told: Vec<String> = Vec::new();
    let mut tell = |what: String, span, label: &str, findings: &mut Findings| {
        if !told.contains(&what) {
            let title = format!("{what} not kept");
            told.push(what);
            not_kept(findings, span, title, label);
        }
    };
    for element in root.descendants() {
        let name = element.name();
        let Some((_, attributes)) = KNOWN.iter().find(|(known, _)| *known == name) else {
            tell(
                format!("elements {} are", quoted(name)),
                element.span(),
                "zopa does not know them",
                findings,
            );
            continue;
        };
        for (attribute, span) in element.attributes() {
            let value = element.attribute(attribute).unwrap_or_default();
            match (name, attribute) {
                ("item", "cost") if value.trim().parse() == Ok(0.0) => {}
                ("item", "cost") => tell(
                    "costs of items are".to_owned(),
                    span,
                    "no utility has a part in them",
                    findings,
                ),
                ("item", "description")
                    if value.is_empty() || Some(value) == element.attribute("value") => {}
                ("item", "description") if profile => {
                    tell(
                        "descriptions of items are".to_owned(),
                        span,
                        "values keep their own words",
                        findings,
                    );
                }
                ("item", "description") => {}
                _ if !attributes.contains(&attribute) => {
                    let what = format!("{} of {name} is", quoted(attribute));
                    tell(what, span, "zopa does not know it", findings);
                }
                _ => {}
            }
        }
    }
}
