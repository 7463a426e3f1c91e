//! GeniusWeb: a JSON domain (`issuesValues`) and a `LinearAdditiveUtilitySpace` per party.
//! `u(x) = sum of weight x value`; discrete values have a table, numbers (`range`: low, high, step) a line
//! through `lowValue, lowUtility` and `highValue, highUtility`. What no deal is worth is the utility of
//! the reservation bid; an issue that the bid leaves out adds nothing; without a bid it is 0.

use super::domain::{
    Domain, Interest, Issue, Profile, Values, check, check_parties, check_weights,
};
use super::negolog::{others, values_of};
use super::{Settings, tree};
use crate::model::MAX_OPTIONS;
use crate::scenario::diagnostic::{Diagnostic, Findings, Source, quoted};
use crate::scenario::node::{Node, Span, Table};
use crate::scenario::{grid, json};

const LINEAR: &str = "LinearAdditiveUtilitySpace";

/// Reads the files of one negotiation.
pub(super) fn read(
    sources: &[Source],
    settings: &Settings,
    findings: &mut Findings,
) -> Option<(Domain, Vec<Profile>)> {
    let mut domains: Vec<(Option<Domain>, Span)> = Vec::new();
    let mut spaces = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let Some(node) = json::document(&source.text, index, findings) else {
            continue;
        };
        let Some(table) = tree::table(&node, "the file", findings) else {
            continue;
        };
        if table.has("issuesValues") {
            domains.push((read_domain(table, node.span, findings), node.span));
        } else if let Some(space) = table.get(LINEAR) {
            spaces.push((index, space.clone()));
        } else {
            let kinds = table
                .entries
                .iter()
                .map(|entry| quoted(&entry.key))
                .take(3)
                .collect::<Vec<_>>();
            let title = format!(
                "the file is neither a domain nor a linear profile: it holds {}",
                kinds.join(", ")
            );
            let label = "`issuesValues` or `LinearAdditiveUtilitySpace` is needed here";
            let start = Span {
                end: node.span.start + 1,
                ..node.span
            };
            findings.push(Diagnostic::error("Z0602", title).at(start, label));
        }
    }
    if let Some((_, span)) = domains.get(1) {
        let title = "there are two domains";
        let start = Span {
            end: span.start + 1,
            ..*span
        };
        findings.push(Diagnostic::error("Z0609", title).at(start, "the second one"));
    }
    check_parties(spaces.len(), findings);
    let mut domain = match domains.into_iter().next() {
        // What profiles say of issues that cannot be read would be a mistake each.
        Some((None, _)) => return None,
        Some((domain, _)) => domain,
        None => None,
    };
    let mut profiles = Vec::new();
    for (index, space) in spaces {
        let Some(table) = tree::table(&space, LINEAR, findings) else {
            continue;
        };
        let own = table.get("domain").and_then(Node::table);
        let own = match own.map(|table| read_domain(table, space.span, findings)) {
            Some(None) => continue,
            own => own.flatten(),
        };
        match (&domain, own) {
            (None, Some(own)) => domain = Some(own),
            (Some(domain), Some(own)) => compare(domain, &own, findings),
            _ => {}
        }
        if let Some(domain) = &domain {
            profiles.extend(read_profile(
                table,
                space.span,
                &sources[index],
                domain,
                settings,
                findings,
            ));
        } else {
            let title = "there is no domain";
            findings.push(
                Diagnostic::error("Z0609", title).at(space.span, "this profile has none either"),
            );
        }
    }
    Some((domain?, profiles))
}

/// The domain; none where something about it is wrong.
fn read_domain(table: &Table, span: Span, findings: &mut Findings) -> Option<Domain> {
    let before = findings.errors();
    let mut issues = Vec::new();
    tree::unknown_keys(table, &["name", "issuesValues"], "the domain", findings);
    let listed = tree::needed(table, "issuesValues", ("the domain", span), findings);
    let listed = listed.and_then(|node| tree::table(node, "`issuesValues`", findings));
    for entry in listed.map_or(&[][..], |table| &table.entries) {
        let what = format!("issue {}", quoted(&entry.key));
        let Some(table) = tree::table(&entry.node, &what, findings) else {
            continue;
        };
        let values = if let Some(range) = table.get("range") {
            numbers(range, &entry.key, findings)
        } else {
            let listed = tree::needed(table, "values", (&what, entry.node.span), findings);
            listed
                .map(|node| Values::Words(node.items().iter().filter_map(tree::word_of).collect()))
        };
        if let Some(values) = values {
            issues.push(Issue {
                name: entry.key.clone(),
                span: entry.key_span,
                values,
            });
        }
    }
    let domain = Domain {
        name: table.text("name").unwrap_or_default().to_owned(),
        issues,
    };
    check(
        &domain,
        Span {
            end: span.start + 1,
            ..span
        },
        findings,
    );
    (findings.errors() == before).then_some(domain)
}

/// `range`: low, high and step.
fn numbers(node: &Node, name: &str, findings: &mut Findings) -> Option<Values> {
    let numbers: Vec<f64> = node.items().iter().filter_map(tree::number_of).collect();
    let bad = |findings: &mut Findings, label: String| {
        let title = format!("issue {} has a range that is none", quoted(name));
        findings.push(Diagnostic::error("Z0608", title).at(node.span, label));
    };
    let [from, to, step] = numbers[..] else {
        bad(findings, "low, high and step are needed".to_owned());
        return None;
    };
    if from == to && step > 0.0 {
        return Some(Values::single(from));
    }
    // The last number is the greatest that steps reach.
    let steps = ((to - from) / step + 1e-9).floor();
    if !(step > 0.0 && steps >= 1.0 && steps < MAX_OPTIONS as f64) {
        bad(
            findings,
            format!("steps that lead from {from} towards {to}, at most {MAX_OPTIONS}, are needed"),
        );
        return None;
    }
    let ids = grid(from, step, steps as usize);
    Some(Values::Numbers {
        from,
        to: from + steps * step,
        step,
        ids,
    })
}

/// Reports a profile that is about another domain.
fn compare(domain: &Domain, own: &Domain, findings: &mut Findings) {
    for issue in &own.issues {
        let same = domain.issues.iter().find(|other| other.name == issue.name);
        let differs = match same.map(|other| (&other.values, &issue.values)) {
            Some((Values::Words(a), Values::Words(b))) => {
                a.len() != b.len() || !b.iter().all(|word| a.contains(word))
            }
            Some((a, b)) => a != b,
            None => true,
        };
        if differs {
            let title = format!("issue {} is not that of the domain", quoted(&issue.name));
            findings.push(
                Diagnostic::error("Z0605", title)
                    .at(issue.span, "the profile's own domain differs here"),
            );
        }
    }
}

fn read_profile(
    table: &Table,
    span: Span,
    source: &Source,
    domain: &Domain,
    settings: &Settings,
    findings: &mut Findings,
) -> Option<Profile> {
    let before = findings.errors();
    let known = [
        "name",
        "issueUtilities",
        "issueWeights",
        "domain",
        "reservationBid",
    ];
    tree::unknown_keys(table, &known, "the profile", findings);
    let start = Span {
        end: span.start + 1,
        ..span
    };
    let mut profile = Profile::new(&source.name, domain.issues.len());
    let weights = tree::needed(table, "issueWeights", ("the profile", start), findings);
    let weights =
        weights.and_then(|node| Some((tree::table(node, "`issueWeights`", findings)?, node.span)));
    let utilities = tree::needed(table, "issueUtilities", ("the profile", start), findings);
    let utilities = utilities
        .and_then(|node| Some((tree::table(node, "`issueUtilities`", findings)?, node.span)));
    let ((weights, at_weights), (utilities, at_utilities)) = (weights?, utilities?);
    for (index, issue) in domain.issues.iter().enumerate() {
        let weight = tree::needed(
            weights,
            &issue.name,
            ("`issueWeights`", at_weights),
            findings,
        );
        let weight = weight.and_then(|node| tree::number(node, "a weight", findings));
        let node = tree::needed(
            utilities,
            &issue.name,
            ("`issueUtilities`", at_utilities),
            findings,
        );
        let values = node.and_then(|node| utilities_of(node, issue, findings));
        if let (Some(weight), Some(values)) = (weight, values) {
            profile.interests[index] = Some(Interest { weight, values });
        }
    }
    others(weights, domain, findings);
    others(utilities, domain, findings);
    if let Some(bid) = table
        .get("reservationBid")
        .and_then(Node::table)
        .filter(|_| findings.errors() == before)
    {
        profile.reservation = profile.sum(&package(bid, domain, findings));
    }
    if findings.errors() == before {
        check_weights(
            &profile,
            Span {
                end: at_weights.start + 1,
                ..at_weights
            },
            settings,
            findings,
        );
    }
    Some(profile)
}

/// The values of one issue: `{"discreteutils": {"valueUtilities": {...}}}`, or a line for numbers.
fn utilities_of(node: &Node, issue: &Issue, findings: &mut Findings) -> Option<Vec<f64>> {
    let what = format!("issue {}", quoted(&issue.name));
    let table = tree::table(node, &what, findings)?;
    let inner = table.entries.first().map_or(node, |entry| &entry.node);
    let inner_table = tree::table(inner, &what, findings)?;
    if let Some(values) = inner_table.get("valueUtilities") {
        return values_of(values, issue, findings);
    }
    let mut line = [0.0; 4];
    for (end, key) in line
        .iter_mut()
        .zip(["lowValue", "lowUtility", "highValue", "highUtility"])
    {
        let node = tree::needed(inner_table, key, (&what, inner.span), findings)?;
        *end = tree::number(node, &format!("`{key}`"), findings)?;
    }
    let [low, at_low, high, at_high] = line;
    let numbers = issue.values.numbers();
    if numbers.is_empty() || high < low || (high == low && numbers.len() > 1) {
        let title = format!("{what} has no numbers for a line from {low} to {high}");
        findings.push(
            Diagnostic::error("Z0608", title)
                .at(inner.span, "a line goes with a `range` of numbers"),
        );
        return None;
    }
    Some(
        numbers
            .iter()
            .map(|v| {
                if high == low {
                    return at_low;
                }
                at_low + (at_high - at_low) * (v - low) / (high - low)
            })
            .collect(),
    )
}

/// The options of a bid, issue by issue; nothing where the bid leaves an issue out.
fn package(bid: &Table, domain: &Domain, findings: &mut Findings) -> Vec<Option<usize>> {
    let mut package = vec![None; domain.issues.len()];
    let values = bid.get("issuevalues").and_then(Node::table);
    for entry in values.map_or(&[][..], |table| &table.entries) {
        let issue = domain
            .issues
            .iter()
            .position(|issue| issue.name == entry.key);
        let word = tree::word_of(&entry.node).unwrap_or_default();
        match issue.map(|issue| (issue, domain.issues[issue].values.index(&word))) {
            Some((issue, Some(option))) => package[issue] = Some(option),
            _ => {
                let title = format!(
                    "the reservation bid has {} on issue {}",
                    quoted(&word),
                    quoted(&entry.key)
                );
                findings.push(
                    Diagnostic::error("Z0605", title)
                        .at(entry.node.span, "the domain has no such value"),
                );
            }
        }
    }
    package
}
