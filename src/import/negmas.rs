//! NegMAS: a YAML outcome space (`issues`) and a utility function per party.
//! `u(x) = bias + sum of weight x value` for `LinearAdditiveUtilityFunction`, whose value functions are
//! tables or formulas in the number of a numeric issue; `LinearUtilityFunction` and
//! `AffineUtilityFunction` multiply the number itself. `reserved_value` is what no deal is worth.
//! Weights need not add up to 1.

use super::domain::{Domain, Interest, Issue, Profile, Values, check, check_parties, range};
use super::negolog::values_of;
use super::{Settings, not_kept, tree, yaml};
use crate::scenario::diagnostic::{Diagnostic, Findings, Source, quoted};
use crate::scenario::node::{Node, Span, Table};

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
    let Some(domain) = domain else {
        let title = "none of the files is an outcome space";
        if findings.errors() > 0 {
            return None;
        }
        findings.push(Diagnostic::error("Z0609", title).help("a file with `issues` is needed"));
        return None;
    };
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

fn read_domain(table: &Table, span: Span, settings: &Settings, findings: &mut Findings) -> Domain {
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
    domain
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
            read_reserved(table, domain, profile, findings);
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
            Some(node) => value_function(node, issue, findings),
            None if affine => identity(issue, first(span), findings),
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
        read_reserved(table, domain, profile, findings);
    }
}

/// What no deal is worth: `reserved_value`, else the worth of `reserved_outcome`. NegMAS takes minus infinity where
/// neither is given; then every package is at least as good, which the worth of the worst one says too.
fn read_reserved(table: &Table, domain: &Domain, profile: &mut Profile, findings: &mut Findings) {
    let value = table.get("reserved_value");
    let outcome = table.get("reserved_outcome").filter(|node| !is_none(node));
    if let Some(node) = value.filter(|node| !is_none(node)) {
        profile.reservation = tree::number(node, "`reserved_value`", findings).unwrap_or(0.0);
        if let Some(node) = outcome {
            let title = "`reserved_outcome` is not kept";
            let label = "`reserved_value` says what no deal is worth";
            not_kept(findings, node.span, title, label);
        }
    } else if let Some(node) = outcome {
        profile.reservation = profile.sum(&outcome_of(node, domain, findings));
    } else {
        profile.reservation = profile.worst();
        if let Some(node) = value {
            let title = format!(
                "no deal is worth minus infinity to {}, which is not kept",
                quoted(&profile.name)
            );
            let label = "taken to be worth as little as the worst package";
            not_kept(findings, node.span, title, label);
        }
    }
}

/// Nothing, or minus infinity.
fn is_none(node: &Node) -> bool {
    let text = node.text().map(|text| text.trim().to_lowercase());
    matches!(
        text.as_deref(),
        Some("" | "~" | "null" | "none" | "-.inf" | "-inf" | "-infinity")
    )
}

/// The options of an outcome: a list in the order of the issues, or a table by their names.
fn outcome_of(node: &Node, domain: &Domain, findings: &mut Findings) -> Vec<Option<usize>> {
    let words = per_issue(node, domain, "reserved_outcome", findings);
    let options = domain.issues.iter().zip(words).map(|(issue, node)| {
        let node = node?;
        let word = tree::word_of(node).unwrap_or_default();
        let option = issue.values.index(&word);
        if option.is_none() {
            let title = format!(
                "the reserved outcome has {} on issue {}",
                quoted(&word),
                quoted(&issue.name)
            );
            findings.push(
                Diagnostic::error("Z0605", title).at(node.span, "the domain has no such value"),
            );
        }
        option
    });
    options.collect()
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
    if node.items().len() != count {
        let title = format!(
            "`{key}` has {} entries for {count} issues",
            node.items().len()
        );
        findings.push(
            Diagnostic::error("Z0606", title).at(first(node.span), "one per issue is needed"),
        );
    }
    (0..count).map(|index| node.items().get(index)).collect()
}

fn identity(issue: &Issue, span: Span, findings: &mut Findings) -> Option<Vec<f64>> {
    let numbers = numbers(issue);
    if numbers.is_none() {
        let title = format!(
            "issue {} has words, and the function needs numbers",
            quoted(&issue.name)
        );
        findings.push(Diagnostic::error("Z0602", title).at(span, "a table of values is needed"));
    }
    numbers
}

/// The numbers that an issue's values are, if they are.
fn numbers(issue: &Issue) -> Option<Vec<f64>> {
    match &issue.values {
        Values::Numbers { .. } => Some(issue.values.numbers()),
        Values::Words(words) => words.iter().map(|word| word.trim().parse().ok()).collect(),
    }
}

/// A value per option.
fn value_function(node: &Node, issue: &Issue, findings: &mut Findings) -> Option<Vec<f64>> {
    let what = format!("the value function of issue {}", quoted(&issue.name));
    let listed = node.items();
    if listed.len() == issue.values.len() {
        // One per option, in their order.
        return listed
            .iter()
            .map(|node| tree::number(node, "a value", findings))
            .collect();
    }
    let table = tree::table(node, &what, findings)?;
    let (kind, at) = kind(table).unwrap_or(("TableFun", first(node.span)));
    if kind == "TableFun" {
        let mapping = table.get("mapping").or_else(|| table.get("d"));
        return values_of(mapping.unwrap_or(node), issue, findings);
    }
    let mut parameter = |key: &str| {
        table.get(key).map_or(Some(0.0), |node| {
            tree::number(node, &format!("`{key}`"), findings)
        })
    };
    let bias = parameter("bias")?;
    let formula: Box<dyn Fn(f64) -> f64> = match kind {
        "ConstFun" => return Some(vec![bias; issue.values.len()]),
        "IdentityFun" => Box::new(|x| x),
        "LinearFun" | "AffineFun" => {
            let slope = parameter("slope")?;
            Box::new(move |x| x * slope + bias)
        }
        "QuadraticFun" => {
            let (a2, a1) = (parameter("a2")?, parameter("a1")?);
            Box::new(move |x| a2 * x * x + a1 * x + bias)
        }
        "PolynomialFun" => {
            let list = table.get("coefficients").or_else(|| table.get("a"));
            let factors: Vec<f64> = list
                .map_or(&[][..], Node::items)
                .iter()
                .filter_map(tree::number_of)
                .collect();
            Box::new(move |x| {
                let terms = factors.iter().zip(1..);
                terms.fold(bias, |sum, (factor, power)| {
                    sum + factor * (0..power).fold(1.0, |y, _| y * x)
                })
            })
        }
        _ => {
            let title = format!("a value function of type {} is not read", quoted(kind));
            let note = "TableFun, ConstFun, IdentityFun, LinearFun, AffineFun, QuadraticFun and PolynomialFun are";
            findings.push(
                Diagnostic::error("Z0602", title)
                    .at(at, "no such type here")
                    .note(note),
            );
            return None;
        }
    };
    Some(
        identity(issue, at, findings)?
            .into_iter()
            .map(formula)
            .collect(),
    )
}
