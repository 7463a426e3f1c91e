//! NegMAS's value functions of one issue: `TableFun`, a list with a value per option, and formulas in the number `x` of
//! a numeric issue (`AffineFun`: `slope x + bias`, `QuadraticFun`: `a2 x^2 + a1 x + bias`, and their kin).

use super::{first, kind};
use crate::import::domain::{Issue, Values};
use crate::import::negolog::values_of;
use crate::import::tree;
use crate::scenario::diagnostic::{Diagnostic, Findings, quoted};
use crate::scenario::node::{Node, Span};

pub(super) fn identity(issue: &Issue, span: Span, findings: &mut Findings) -> Option<Vec<f64>> {
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
pub(super) fn values(node: &Node, issue: &Issue, findings: &mut Findings) -> Option<Vec<f64>> {
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
