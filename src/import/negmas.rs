//! NegMAS: a YAML outcome space (`issues`) and a utility function per party.
//! `u(x) = bias + sum of weight x value` for `LinearAdditiveUtilityFunction`, whose value functions are
//! tables or formulas in the number of a numeric issue; `LinearUtilityFunction` and
//! `AffineUtilityFunction` multiply the number itself. `reserved_value` is what no deal is worth.
//! Weights need not add up to 1.

mod functions;
mod reserved;

use super::domain::{Domain, Interest, Issue, Profile, Values, check, check_parties, range};
use super::{Settings, not_kept, tree, yaml};
use crate::scenario::diagnostic::{Diagnostic, Findings, Source, quoted};
use crate::scenario::node::{Node, Span, Table, Value};

/// Reads the files of one negotiation.
pub(super) fn read(
    sources: &[Source],
    settings: &Settings,
    findings: &mut Findings,
) -> Option<(Domain, Vec<Profile>)> {
    let mut domain = None;
    let mut functions = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let Some(node) = yaml::document(&source.text, index, findings) else {
            continue;
        };
        let Some(table) = tree::table(&node, "the file", findings) else {
            continue;
        };
        let is_function = ["weights", "values", "ufun"]
            .iter()
            .any(|key| table.has(key));
        if table.has("issues") && !is_function {
            if domain.is_some() {
                let title = "there are two outcome spaces";
                findings
                    .push(Diagnostic::error("Z0609", title).at(first(node.span), "the second one"));
            }
            domain = Some(read_domain(table, node.span, settings, findings));
        } else {
            functions.push((index, node));
        }
    }
    check_parties(functions.len(), findings);
    // Without a file of its own, a function may hold the outcome space.
    let domain = domain.or_else(|| {
        let space = |(_, node): &(usize, Node)| {
            let space = node.table()?.get("outcome_space")?;
            let table = space.table().filter(|table| table.has("issues"))?;
            Some((table.clone(), space.span))
        };
        let (table, span) = functions.iter().find_map(space)?;
        Some(read_domain(&table, span, settings, findings))
    });
    let Some(domain) = domain else {
        let title = "none of the files is an outcome space";
        if findings.errors() > 0 {
            return None;
        }
        findings.push(Diagnostic::error("Z0609", title).help("a file with `issues` is needed"));
        return None;
    };
    // What functions say of issues that cannot be read would be a mistake each.
    let domain = domain?;
    let profiles = functions.iter().filter_map(|(index, node)| {
        let table = node.table()?;
        let mut profile = Profile::new(&sources[*index].name, domain.issues.len());
        read_function(table, node.span, &domain, &mut profile, findings);
        Some(profile)
    });
    let profiles = profiles.collect();
    Some((domain, profiles))
}

fn first(span: Span) -> Span {
    Span {
        end: span.start + 1,
        ..span
    }
}

/// The word after the last dot: `negmas.outcomes.CategoricalIssue` is `CategoricalIssue`.
fn kind(table: &Table) -> Option<(&str, Span)> {
    let node = table
        .get("type")
        .or_else(|| table.get("__python_class__"))?;
    let text = node.text()?;
    Some((text.rsplit('.').next().unwrap_or(text), node.span))
}

/// The outcome space; none where something about it is wrong.
fn read_domain(
    table: &Table,
    span: Span,
    settings: &Settings,
    findings: &mut Findings,
) -> Option<Domain> {
    let before = findings.errors();
    let known = ["issues", "name", "type", "__python_class__", "id"];
    tree::unknown_keys(table, &known, "the outcome space", findings);
    let mut issues = Vec::new();
    for (index, node) in table
        .get("issues")
        .map_or(&[][..], Node::items)
        .iter()
        .enumerate()
    {
        let Some(table) = tree::table(node, "an issue", findings) else {
            continue;
        };
        let name = table
            .get("name")
            .and_then(tree::word_of)
            .unwrap_or_else(|| format!("issue{index}"));
        let what = format!("issue {}", quoted(&name));
        let Some(listed) = tree::needed(table, "values", (&what, first(node.span)), findings)
        else {
            continue;
        };
        let (kind, at) = kind(table).unwrap_or(("CategoricalIssue", node.span));
        if kind.contains("Infinite") {
            let title = format!("{what} is of type {}", quoted(kind));
            let label = "issues with infinitely many values are not read";
            findings.push(Diagnostic::error("Z0602", title).at(at, label));
            continue;
        }
        let ends: Vec<f64> = listed.items().iter().filter_map(tree::number_of).collect();
        let place = (name.as_str(), listed.span);
        let values = match (kind, &ends[..]) {
            ("ContinuousIssue", &[low, high]) => {
                range((low, high), Some(settings.steps), place, findings)
            }
            ("ContiguousIssue", &[low, high]) => range((low, high), None, place, findings),
            ("ContiguousIssue" | "CategoricalIssue" | "DiscreteCardinalIssue", _)
                if listed.items().is_empty() =>
            {
                let count = tree::number(listed, "`values`", findings);
                count.and_then(|count| range((0.0, count - 1.0), None, place, findings))
            }
            ("ContinuousIssue", _) => {
                let title = format!("{what} has no range");
                findings.push(
                    Diagnostic::error("Z0608", title)
                        .at(listed.span, "its least and its greatest value are needed"),
                );
                None
            }
            _ => Some(Values::Words(
                listed.items().iter().filter_map(tree::word_of).collect(),
            )),
        };
        if let Some(values) = values {
            issues.push(Issue {
                name,
                span: first(node.span),
                values,
            });
        }
    }
    let domain = Domain {
        name: table.text("name").unwrap_or_default().to_owned(),
        issues,
    };
    check(&domain, first(span), findings);
    (findings.errors() == before).then_some(domain)
}

const KEYS: [&str; 13] = [
    "name",
    "type",
    "__python_class__",
    "id",
    "values",
    "weights",
    "bias",
    "reserved_value",
    "reserved_outcome",
    "outcome_space",
    "issues",
    "stability",
    "invalid_value",
];

fn read_function(
    table: &Table,
    span: Span,
    domain: &Domain,
    profile: &mut Profile,
    findings: &mut Findings,
) {
    let (kind, at) = kind(table).unwrap_or(("", first(span)));
    if let (true, Some(inner)) = (kind.contains("Discounted"), table.get("ufun")) {
        not_kept(
            findings,
            at,
            "the discount of this function is not kept",
            "NegMAS discounts per round",
        );
        if let Some(table) = inner.table() {
            read_function(table, inner.span, domain, profile, findings);
        }
        if table.has("reserved_value") || table.has("reserved_outcome") {
            reserved::read(table, domain, profile, findings);
        }
        return;
    }
    tree::unknown_keys(table, &KEYS, "the utility function", findings);
    let additive = matches!(
        kind,
        "LinearAdditiveUtilityFunction"
            | "LinearAdditiveUFun"
            | "LinearUtilityAggregationFunction"
            | "UFun"
            | ""
    );
    let affine = matches!(
        kind,
        "LinearUtilityFunction" | "AffineUtilityFunction" | "LinearUFun" | "AffineUFun"
    );
    if !additive && !affine {
        let title = format!("a utility function of type {} is not read", quoted(kind));
        let note =
            "LinearAdditiveUtilityFunction, LinearUtilityFunction and AffineUtilityFunction are";
        findings.push(
            Diagnostic::error("Z0602", title)
                .at(at, "no such type here")
                .note(note),
        );
        return;
    }
    let before = findings.errors();
    let bias = table.get("bias").and_then(tree::number_of).unwrap_or(0.0);
    let weights = table
        .get("weights")
        .map(|node| per_issue(node, domain, "weights", findings));
    let functions = match table.get("values") {
        Some(node) => per_issue(node, domain, "values", findings),
        None if affine => vec![None; domain.issues.len()],
        None => {
            tree::needed(
                table,
                "values",
                ("the utility function", first(span)),
                findings,
            );
            return;
        }
    };
    for (index, issue) in domain.issues.iter().enumerate() {
        let weight = match weights.as_ref().map(|weights| weights[index]) {
            Some(Some(node)) => tree::number(node, "a weight", findings),
            Some(None) => continue,
            None => Some(1.0),
        };
        let values = match functions[index] {
            Some(node) => functions::values(node, issue, findings),
            None if affine => functions::identity(issue, first(span), findings),
            None => continue,
        };
        if let (Some(weight), Some(values)) = (weight, values) {
            profile.interests[index] = Some(Interest { weight, values });
        }
    }
    if bias != 0.0 {
        profile.add_constant(0, domain.issues[0].values.len(), bias);
    }
    if findings.errors() == before {
        reserved::read(table, domain, profile, findings);
    }
}

/// An entry per issue, from a list or a table by name.
fn per_issue<'a>(
    node: &'a Node,
    domain: &Domain,
    key: &str,
    findings: &mut Findings,
) -> Vec<Option<&'a Node>> {
    let count = domain.issues.len();
    if let Some(table) = node.table() {
        super::negolog::others(table, domain, findings);
        let found: Vec<_> = domain
            .issues
            .iter()
            .map(|issue| table.get(&issue.name))
            .collect();
        for (issue, _) in domain
            .issues
            .iter()
            .zip(&found)
            .filter(|(_, found)| found.is_none())
        {
            let title = format!("`{key}` leaves out issue {}", quoted(&issue.name));
            findings.push(
                Diagnostic::error("Z0606", title).at(first(node.span), "one per issue is needed"),
            );
        }
        return found;
    }
    let listed = matches!(node.value, Value::Array(_));
    if !listed || node.items().len() != count {
        let title = match listed {
            true => format!(
                "`{key}` has {} entries for {count} issues",
                node.items().len()
            ),
            false => format!("`{key}` is {}, not a list", node.describe()),
        };
        findings.push(
            Diagnostic::error("Z0606", title).at(first(node.span), "one per issue is needed"),
        );
    }
    (0..count).map(|index| node.items().get(index)).collect()
}
