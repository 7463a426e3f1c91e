//! NegoLog: a JSON profile per party with `reservationValue`, `issueWeights` and `issues`, which holds a
//! value per option of each issue; the domain is what the profiles have in common.
//! `u(x) = sum of weight x value`. A `specs.json` holds results, which zopa works out itself.

use super::domain::{
    Domain, Interest, Issue, Profile, Values, check, check_parties, check_weights,
};
use super::{Settings, not_kept, tree};
use crate::scenario::diagnostic::{Diagnostic, Findings, Source, quoted};
use crate::scenario::json;
use crate::scenario::node::{Node, Span, Table};

/// Reads the files of one negotiation.
pub(super) fn read(
    sources: &[Source],
    settings: &Settings,
    findings: &mut Findings,
) -> Option<(Domain, Vec<Profile>)> {
    let mut domain: Option<Domain> = None;
    let mut profiles = Vec::new();
    let mut specs = None;
    for (index, source) in sources.iter().enumerate() {
        let Some(node) = json::document(&source.text, index, findings) else {
            continue;
        };
        let Some(table) = tree::table(&node, "the file", findings) else {
            continue;
        };
        if table.has("NumberOfBids") || table.has("NumberOfIssues") {
            specs = Some((node.clone(), index));
            continue;
        }
        let domain = domain.get_or_insert_with(|| read_domain(table, node.span, findings));
        profiles.extend(read_profile(
            table, &node, source, domain, settings, findings,
        ));
    }
    check_parties(profiles.len(), findings);
    let mut domain = domain?;
    if let Some((node, index)) = specs {
        read_specs(&node, index, &mut domain, findings);
    }
    Some((domain, profiles))
}

/// The issues of the first profile.
fn read_domain(table: &Table, span: Span, findings: &mut Findings) -> Domain {
    let mut issues = Vec::new();
    let listed = tree::needed(table, "issues", ("the profile", span), findings);
    let listed = listed.and_then(|node| tree::table(node, "`issues`", findings));
    for entry in listed.map_or(&[][..], |table| &table.entries) {
        let options = tree::table(
            &entry.node,
            &format!("issue {}", quoted(&entry.key)),
            findings,
        );
        let words = options.map_or(&[][..], |table| &table.entries).iter();
        issues.push(Issue {
            name: entry.key.clone(),
            span: entry.key_span,
            values: Values::Words(words.map(|option| option.key.clone()).collect()),
        });
    }
    let domain = Domain {
        name: String::new(),
        issues,
    };
    check(&domain, span, findings);
    domain
}

fn read_profile(
    table: &Table,
    node: &Node,
    source: &Source,
    domain: &Domain,
    settings: &Settings,
    findings: &mut Findings,
) -> Option<Profile> {
    let before = findings.errors();
    let known = ["reservationValue", "issueWeights", "issues", "name", "Name"];
    tree::unknown_keys(table, &known, "the profile", findings);
    let mut profile = Profile::new(&source.name, domain.issues.len());
    if let Some(value) = table.get("reservationValue") {
        profile.reservation = tree::number(value, "`reservationValue`", findings).unwrap_or(0.0);
    }
    let what = ("the profile", node.span);
    let weights = tree::needed(table, "issueWeights", what, findings);
    let weights =
        weights.and_then(|node| Some((tree::table(node, "`issueWeights`", findings)?, node.span)));
    let values = tree::needed(table, "issues", what, findings);
    let values =
        values.and_then(|node| Some((tree::table(node, "`issues`", findings)?, node.span)));
    let ((weights, at_weights), (values, at_values)) = (weights?, values?);
    for (index, issue) in domain.issues.iter().enumerate() {
        let weight = tree::needed(
            weights,
            &issue.name,
            ("`issueWeights`", at_weights),
            findings,
        );
        let weight = weight.and_then(|node| tree::number(node, "a weight", findings));
        let options = tree::needed(values, &issue.name, ("`issues`", at_values), findings);
        let options = options.and_then(|node| values_of(node, issue, findings));
        if let (Some(weight), Some(values)) = (weight, options) {
            profile.interests[index] = Some(Interest { weight, values });
        }
    }
    others(weights, domain, findings);
    others(values, domain, findings);
    if findings.errors() > before {
        return Some(profile);
    }
    check_weights(&profile, at_weights, settings, findings);
    Some(profile)
}

/// Reports entries for issues that the domain does not have.
pub(super) fn others(table: &Table, domain: &Domain, findings: &mut Findings) {
    for entry in &table.entries {
        if !domain.issues.iter().any(|issue| issue.name == entry.key) {
            let title = format!("the domain has no issue {}", quoted(&entry.key));
            findings.push(Diagnostic::error("Z0605", title).at(entry.key_span, "no such issue"));
        }
    }
}

/// A value per option of an issue; reports options that are missing or too many.
pub(super) fn values_of(node: &Node, issue: &Issue, findings: &mut Findings) -> Option<Vec<f64>> {
    let name = quoted(&issue.name);
    let table = tree::table(node, &format!("issue {name}"), findings)?;
    let mut values = vec![None; issue.values.len()];
    for entry in &table.entries {
        match issue.values.index(&entry.key) {
            Some(option) => {
                let what = format!("the value of {}", quoted(&entry.key));
                values[option] = Some(tree::number(&entry.node, &what, findings).unwrap_or(0.0));
            }
            None => {
                let title = format!("issue {name} has no value {}", quoted(&entry.key));
                let diagnostic =
                    Diagnostic::error("Z0605", title).at(entry.key_span, "no such value");
                findings.push(diagnostic.at(issue.span, "the issue is declared here"));
            }
        }
    }
    for option in values
        .iter()
        .enumerate()
        .filter(|(_, value)| value.is_none())
    {
        let title = format!(
            "value {} of issue {name} has no evaluation",
            quoted(issue.values.word(option.0))
        );
        let label = "an evaluation of every value is needed";
        findings.push(Diagnostic::error("Z0606", title).at(node.span, label));
    }
    values.into_iter().collect()
}

/// The domain's name; its results are compared with nothing but the number of packages.
fn read_specs(node: &Node, source: usize, domain: &mut Domain, findings: &mut Findings) {
    let Some(table) = node.table() else { return };
    domain.name = table.text("Name").unwrap_or_default().to_owned();
    let count = domain
        .issues
        .iter()
        .map(|issue| issue.values.len() as f64)
        .product::<f64>();
    match table
        .get("NumberOfBids")
        .map(|node| (tree::number_of(node), node.span))
    {
        Some((Some(said), span)) if said != count => {
            let title = format!("the file says {said} packages, but the profiles make {count}");
            findings.push(Diagnostic::error("Z0609", title).at(span, "a number of another domain"));
        }
        _ => {
            let span = Span {
                source,
                start: node.span.start,
                end: node.span.start + 1,
            };
            let title = "the results in this file are not kept";
            not_kept(findings, span, title, "`zopa analyze` works them out");
        }
    }
}
