//! GENIUS: a domain (`negotiation_template`) and a utility space per party, in XML.
//!
//! `u(x) = sum of weight x evaluation`, in the order of the issues. As GENIUS means it
//! (`genius.core.utility`), a discrete evaluation counts over the largest of its issue (0 where the
//! largest is below 0.00001), and a linear integer evaluator is `slope x (value - lower bound) + offset`,
//! kept within 0 and 1. Issues and values keep the order of the file; `index` ties the parts together.
//! Sums above 1, which weights that add up to more bring about, stay as they are.

mod evaluator;
mod known;
mod rectangles;

use super::domain::{
    Domain, Interest, Issue, Profile, Values, check, check_parties, check_weights, range,
};
use super::xml::{self, Element};
use super::{Settings, not_kept};
use crate::scenario::diagnostic::{Diagnostic, Findings, Source, quoted};
use roxmltree::Document;
use std::collections::HashMap;

/// An issue of the domain, with the number that files call it by.
struct Numbered {
    index: usize,
    issue: Issue,
}

/// Reads the files of one negotiation.
pub(super) fn read(
    sources: &[Source],
    settings: &Settings,
    findings: &mut Findings,
) -> Option<(Domain, Vec<Profile>)> {
    let documents: Vec<Option<Document<'_>>> = sources
        .iter()
        .enumerate()
        .map(|(index, source)| xml::parse(&source.text, index, findings))
        .collect();
    let mut domains = Vec::new();
    let mut spaces = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let Some(document) = document else { continue };
        let root = Element::root(document, index);
        match root.name() {
            "negotiation_template" => domains.push(root),
            "utility_space" if is_profile(root) => spaces.push((index, root)),
            "utility_space" => domains.push(root),
            name => {
                let title = format!(
                    "the file is neither a domain nor a utility space: it is {}",
                    quoted(name)
                );
                let label = "`negotiation_template` or `utility_space` is needed here";
                findings.push(Diagnostic::error("Z0602", title).at(root.span(), label));
            }
        }
    }
    if let Some(second) = domains.get(1) {
        let title = "there are two domains";
        findings.push(Diagnostic::error("Z0609", title).at(second.span(), "the second one"));
    }
    check_parties(spaces.len(), findings);
    // Without a domain of its own, the first profile says what the issues are.
    let root = *domains
        .first()
        .or_else(|| spaces.first().map(|(_, root)| root))?;
    let numbered = read_issues(root, settings, findings);
    let issues = || {
        numbered
            .iter()
            .map(|numbered| numbered.issue.clone())
            .collect()
    };
    let domain = Domain {
        name: name_of(root, sources),
        issues: issues(),
    };
    check(&domain, root.span(), findings);
    known::warn(root, domains.is_empty(), findings);
    if findings.errors() > 0 {
        return None;
    }
    let profiles = spaces.iter().map(|(index, root)| {
        known::warn(*root, true, findings);
        let mut profile = Profile::new(&sources[*index].name, numbered.len());
        read_profile(*root, &numbered, &mut profile, settings, findings);
        profile
    });
    Some((domain, profiles.collect()))
}

/// Whether a utility space says what anything is worth.
fn is_profile(root: Element<'_>) -> bool {
    root.descendants().any(|element| {
        matches!(element.name(), "weight" | "evaluator" | "utility")
            || element.attribute("evaluation").is_some()
    })
}

/// The name of the root objective, or of the file where that is only `root`.
fn name_of(root: Element<'_>, sources: &[Source]) -> String {
    let objective = root
        .descendants()
        .find(|element| element.name() == "objective");
    let name = objective
        .and_then(|objective| objective.attribute("name"))
        .unwrap_or_default();
    if matches!(name.trim(), "" | "root") {
        let path = std::path::Path::new(&sources[root.span().source].name);
        let stem = path.file_stem().unwrap_or_default();
        stem.to_string_lossy().replace('_', " ")
    } else {
        name.to_owned()
    }
}

/// What an issue's values are: `vtype` says it, or the older `type` and `etype`.
fn kind_of(issue: Element<'_>) -> String {
    let kind = ["vtype", "type", "etype"]
        .into_iter()
        .find_map(|name| issue.attribute(name));
    kind.unwrap_or("discrete").trim().to_lowercase()
}

fn read_issues(root: Element<'_>, settings: &Settings, findings: &mut Findings) -> Vec<Numbered> {
    let mut found: Vec<Numbered> = Vec::new();
    for element in root
        .descendants()
        .filter(|element| element.name() == "issue")
    {
        let index = element.index(findings);
        let name = element.text_needed("name", findings);
        let (Some(index), Some(name)) = (index, name) else {
            continue;
        };
        if found.iter().any(|other| other.index == index) {
            let title = format!("two issues have index {index}");
            findings.push(
                Diagnostic::error("Z0605", title).at(element.span_of("index"), "second time"),
            );
        }
        let kind = kind_of(element);
        let values = match kind.as_str() {
            "integer" => bounds(element, findings)
                .and_then(|ends| range(ends, None, (name, element.span()), findings)),
            "real" => {
                let ends = bounds(element, findings);
                ends.and_then(|ends| {
                    range(ends, Some(settings.steps), (name, element.span()), findings)
                })
            }
            "discrete" => Some(Values::Words(
                items(element, findings)
                    .into_iter()
                    .map(|(_, word)| word.to_owned())
                    .collect(),
            )),
            other => {
                let title = format!("issue {} is of type {}", quoted(name), quoted(other));
                findings.push(
                    Diagnostic::error("Z0602", title)
                        .at(element.span(), "discrete, integer and real are read"),
                );
                None
            }
        };
        if let Some(values) = values {
            let issue = Issue {
                name: name.to_owned(),
                span: element.span(),
                values,
            };
            found.push(Numbered { index, issue });
        }
    }
    found
}

/// The items of an issue with their words; reports indices that are none, or twice.
fn items<'a>(issue: Element<'a>, findings: &mut Findings) -> Vec<(Element<'a>, &'a str)> {
    let mut seen = Vec::new();
    let mut found = Vec::new();
    for item in issue.named("item") {
        if item.attribute("index").is_some()
            && let Some(index) = item.index(findings)
        {
            if seen.contains(&index) {
                let title = format!("two items have index {index}");
                findings.push(
                    Diagnostic::error("Z0605", title).at(item.span_of("index"), "second time"),
                );
            }
            seen.push(index);
        }
        found.extend(item.text_needed("value", findings).map(|word| (item, word)));
    }
    found
}

/// The ends of a numeric issue: on the issue, or on a `range` within it.
fn bounds(issue: Element<'_>, findings: &mut Findings) -> Option<(f64, f64)> {
    let holder = issue.named("range").next().unwrap_or(issue);
    let low = holder.needed("lowerbound", findings);
    let high = holder.needed("upperbound", findings);
    Some((low?, high?))
}

/// The issue of the domain that an element is about, by its index; its name must agree.
fn find<'n>(
    element: Element<'_>,
    domain: &'n [Numbered],
    findings: &mut Findings,
) -> Option<(usize, &'n Issue)> {
    let index = element.index(findings)?;
    let Some(place) = domain.iter().position(|numbered| numbered.index == index) else {
        let title = format!("the domain has no issue with index {index}");
        findings
            .push(Diagnostic::error("Z0605", title).at(element.span_of("index"), "no such issue"));
        return None;
    };
    let issue = &domain[place].issue;
    // GENIUS itself goes by the index; other letter case and blanks are no other issue.
    let plain = |name: &str| {
        name.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    };
    let name = element.attribute("name");
    if let Some(name) = name.filter(|name| plain(name) != plain(&issue.name)) {
        let title = format!(
            "issue {index} is {} here and {} in the domain",
            quoted(name),
            quoted(&issue.name)
        );
        let diagnostic =
            Diagnostic::error("Z0605", title).at(element.span_of("name"), "another name");
        findings.push(diagnostic.at(issue.span, "the domain declares it here"));
    }
    Some((place, issue))
}

fn read_profile(
    root: Element<'_>,
    domain: &[Numbered],
    profile: &mut Profile,
    settings: &Settings,
    findings: &mut Findings,
) {
    let before = findings.errors();
    read_reservation(root, profile, findings);
    if let Some(utility) = root
        .descendants()
        .find(|element| element.name() == "utility")
    {
        rectangles::read(utility, domain, profile, settings.reading, findings);
        return;
    }
    let weights = read_weights(root, domain, findings);
    let mut seen = vec![false; domain.len()];
    for element in root
        .descendants()
        .filter(|element| element.name() == "issue")
    {
        let Some((place, issue)) = find(element, domain, findings) else {
            continue;
        };
        if std::mem::replace(&mut seen[place], true) {
            let title = format!("issue {} stands twice", quoted(&issue.name));
            findings.push(Diagnostic::error("Z0605", title).at(element.span(), "second time"));
        }
        let values = evaluator::values(element, issue, settings.reading, findings);
        let weight = weights.get(&place).copied();
        if weight.is_none() && before == findings.errors() {
            let title = format!("issue {} has no weight", quoted(&issue.name));
            findings.push(
                Diagnostic::error("Z0603", title)
                    .at(element.span(), "a `weight` with its index is needed"),
            );
        }
        profile.interests[place] = weight
            .zip(values)
            .map(|(weight, values)| Interest { weight, values });
    }
    for (numbered, _) in domain.iter().zip(seen).filter(|(_, seen)| !seen) {
        let title = format!(
            "issue {} of the domain has no evaluation here",
            quoted(&numbered.issue.name)
        );
        findings.push(
            Diagnostic::error("Z0606", title)
                .at(root.span(), "an evaluation of every issue is needed"),
        );
    }
    if findings.errors() == before {
        let first = root
            .descendants()
            .find(|element| element.name() == "weight")
            .unwrap_or(root);
        check_weights(profile, first.span(), settings, findings);
    }
}

/// Weights by issue.
fn read_weights(
    root: Element<'_>,
    domain: &[Numbered],
    findings: &mut Findings,
) -> HashMap<usize, f64> {
    let mut weights = HashMap::new();
    for element in root
        .descendants()
        .filter(|element| element.name() == "weight")
    {
        if is_of_objective(element, root, domain) {
            let label = "GENIUS counts the weights of issues alone";
            let title = "the weight of a group of issues is not kept";
            not_kept(findings, element.span(), title, label);
            continue;
        }
        let place = find(element, domain, findings).map(|(place, _)| place);
        let weight = element.needed("value", findings);
        let (Some(place), Some(weight)) = (place, weight) else {
            continue;
        };
        if weight < 0.0 {
            let title = format!("a weight is {weight}");
            findings.push(
                Diagnostic::error("Z0604", title)
                    .at(element.span_of("value"), "0 or more is needed"),
            );
        }
        if weights.insert(place, weight).is_some() {
            let title = format!(
                "issue {} has two weights",
                quoted(&domain[place].issue.name)
            );
            findings.push(Diagnostic::error("Z0605", title).at(element.span(), "second time"));
        }
    }
    weights
}

/// Whether a weight is about an objective within the root one, which groups issues.
fn is_of_objective(weight: Element<'_>, root: Element<'_>, domain: &[Numbered]) -> bool {
    let index = |element: Element<'_>| element.attribute("index")?.trim().parse::<usize>().ok();
    let Some(own) = index(weight) else {
        return false;
    };
    let mut objectives = root
        .descendants()
        .filter(|element| element.name() == "objective");
    domain.iter().all(|numbered| numbered.index != own)
        && objectives.any(|objective| index(objective) == Some(own))
}

fn read_reservation(root: Element<'_>, profile: &mut Profile, findings: &mut Findings) {
    for element in root.descendants() {
        match element.name() {
            "reservation" => profile.reservation = element.needed("value", findings).unwrap_or(0.0),
            "discount_factor" => match element.needed("value", findings) {
                // GENIUS takes 0 for no discount, and so are values outside the range.
                Some(d) if d > 0.0 && d < 1.0 => profile.discount = Some(d),
                Some(d) if !(0.0..=1.0).contains(&d) => {
                    let title = format!("a discount factor of {d} is not kept");
                    not_kept(
                        findings,
                        element.span_of("value"),
                        title,
                        "it lies outside 0 to 1",
                    );
                }
                _ => {}
            },
            _ => {}
        }
    }
}
