//! The options of an issue, and the values of a file that name one.

use super::super::diagnostic::{Diagnostic, Findings, counted, listed, quoted};
use super::super::format::written;
use super::super::node::{Node, Span, Table, Value};
use super::super::similar::similar;
use crate::model::MAX_OPTIONS;
use std::collections::HashMap;

/// What an issue's options are to each other, as far as names need to know.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scale {
    Unordered,
    Ordered,
    Numeric {
        first: f64,
        step: f64,
        unit: String,
    },
    /// The declaration is wrong, which has been reported: nothing can be said about its options.
    Broken,
}

/// The options of an issue.
pub(super) struct OptionNames<'a> {
    /// Identifier of the issue.
    pub issue: &'a str,
    /// Where the options are declared.
    pub span: Span,
    /// Identifiers of the options.
    pub ids: Vec<String>,
    pub scale: Scale,
    by_id: HashMap<String, usize>,
}

impl<'a> OptionNames<'a> {
    /// Reads the options of an issue; reports what is wrong with them.
    pub fn collect(node: &'a Node, findings: &mut Findings) -> Self {
        let mut names = Self {
            issue: "",
            span: node.span,
            ids: Vec::new(),
            scale: Scale::Broken,
            by_id: HashMap::new(),
        };
        let Some(table) = node.table() else {
            return names;
        };
        names.issue = table.text("id").unwrap_or_default();
        match (table.entry("options"), table.entry("numbers")) {
            (Some(options), None) => {
                names.span = options.node.span;
                names.listed(&options.node, table, findings);
            }
            (None, Some(numbers)) => {
                names.span = numbers.node.span;
                names.numbered(&numbers.node, findings);
            }
            (Some(options), Some(numbers)) => {
                let title = format!(
                    "issue {} has both `options` and `numbers`",
                    quoted(names.issue)
                );
                findings.push(
                    Diagnostic::error("Z0211", title)
                        .at(numbers.key_span, "only one of them can be given")
                        .at(options.key_span, "the other one"),
                );
            }
            (None, None) => {
                let title = format!("issue {} has no options", quoted(names.issue));
                let label = "`options` or `numbers` is needed here";
                findings.push(Diagnostic::error("Z0211", title).at(node.span, label));
            }
        }
        if names.ids.len() > MAX_OPTIONS {
            names.ids.clear();
            names.scale = Scale::Broken;
        }
        names.by_id = (0..names.ids.len())
            .map(|option| (names.ids[option].clone(), option))
            .collect();
        names
    }

    /// Options that are listed one by one.
    fn listed(&mut self, node: &Node, table: &Table, findings: &mut Findings) {
        let Value::Array(items) = &node.value else {
            return;
        };
        if items.len() < 2 {
            let title = format!(
                "issue {} has {}",
                quoted(self.issue),
                counted(items.len(), "option")
            );
            let label = "at least two are needed";
            findings.push(Diagnostic::error("Z0208", title).at(node.span, label));
            return;
        }
        if items.len() > MAX_OPTIONS {
            findings.push(too_many(self.issue, items.len() as f64, node.span));
            return;
        }
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for item in items {
            let Some(id) = item.text() else { return };
            if let Some(first) = seen.insert(id, item.span) {
                let title = format!("the option {} is declared twice", quoted(id));
                findings.push(
                    Diagnostic::error("Z0207", title)
                        .at(item.span, "second time")
                        .at(first, "first time"),
                );
            }
            self.ids.push(id.to_owned());
        }
        // An `ordered` that is no flag has been reported; what it meant was surely not "no".
        let ordered = table
            .get("ordered")
            .is_some_and(|node| node.flag() != Some(false));
        self.scale = if ordered {
            Scale::Ordered
        } else {
            Scale::Unordered
        };
    }

    /// Options that are numbers from one to another.
    fn numbered(&mut self, node: &Node, findings: &mut Findings) {
        let Some(table) = node.table() else { return };
        let number = |key| table.get(key).and_then(Node::number);
        let (Some(from), Some(to), Some(step)) = (number("from"), number("to"), number("step"))
        else {
            return;
        };
        if !(from.is_finite() && to.is_finite() && step.is_finite() && step > 0.0) {
            return;
        }
        if from >= to {
            let title = format!("`to` must be above `from`, but {to} is not above {from}");
            let span = table.get("to").map_or(node.span, |node| node.span);
            findings.push(Diagnostic::error("Z0313", title).at(span, "not above `from`"));
            return;
        }
        let steps = (to - from) / step;
        if steps.round() >= MAX_OPTIONS as f64 {
            findings.push(too_many(self.issue, steps.round() + 1.0, node.span));
            return;
        }
        if steps.round() < 1.0 || (steps - steps.round()).abs() > 1e-6 {
            let span = table.get("step").map_or(node.span, |node| node.span);
            findings.push(misfit(from, to, step, span));
            return;
        }
        self.ids = grid(from, step, steps.round() as usize);
        let unit = table.text("unit").unwrap_or_default().to_owned();
        self.scale = Scale::Numeric {
            first: from,
            step,
            unit,
        };
    }

    fn scale_has_bare_names(&self) -> bool {
        !matches!(self.scale, Scale::Numeric { .. })
    }

    /// The numbers of a numeric issue.
    pub fn values(&self) -> Vec<f64> {
        self.ids
            .iter()
            .map(|id| id.parse().unwrap_or(0.0))
            .collect()
    }

    /// Places of the first and the last option on a scale; a scale of words counts from 0.
    pub fn ends(&self) -> Option<[f64; 2]> {
        let place = |id: Option<&String>| id?.parse().ok();
        match self.scale {
            Scale::Numeric { .. } => Some([place(self.ids.first())?, place(self.ids.last())?]),
            Scale::Ordered => Some([0.0, self.ids.len().checked_sub(1)? as f64]),
            Scale::Unordered | Scale::Broken => None,
        }
    }

    /// Index of the option with this identifier.
    pub fn index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Index of the option a value names. `Ok(None)` where that has been reported before.
    pub fn find(&self, node: &Node) -> Result<Option<usize>, NoOption> {
        match (&self.scale, &node.value) {
            (Scale::Broken, _) => Ok(None),
            (Scale::Numeric { first, step, .. }, Value::Number(number)) => {
                if !number.is_finite() {
                    return Ok(None);
                }
                let place = (number - first) / step;
                let nearest = place.round().clamp(0.0, (self.ids.len() - 1) as f64);
                if (place - nearest).abs() < 1e-6 {
                    Ok(Some(nearest as usize))
                } else {
                    Err(NoOption::OffGrid(nearest as usize))
                }
            }
            (Scale::Numeric { .. }, Value::Text(_)) => Err(NoOption::TextForNumber),
            (_, Value::Text(id)) => self
                .index(id)
                .map_or(Err(NoOption::Unknown), |k| Ok(Some(k))),
            (_, Value::Number(number)) if self.index(&number.to_string()).is_some() => {
                Err(NoOption::NumberForText)
            }
            (_, Value::Number(_)) => Err(NoOption::Unknown),
            _ => Ok(None),
        }
    }
}

/// Why a value names no option.
pub(super) enum NoOption {
    Unknown,
    /// Between two numbers, or beyond them; the nearest.
    OffGrid(usize),
    TextForNumber,
    NumberForText,
}

impl NoOption {
    /// The same about a key of a table, where names stand without quotes.
    pub fn key(&self, names: &OptionNames<'_>, key: &Node, brief: bool) -> Diagnostic {
        let mut diagnostic = self.diagnostic(names, key, brief);
        if let Some((_, name)) = diagnostic
            .help
            .as_mut()
            .and_then(|help| help.patch.as_mut())
            && names.scale_has_bare_names()
        {
            *name = name.trim_matches('"').to_owned();
        }
        diagnostic
    }

    pub fn diagnostic(&self, names: &OptionNames<'_>, node: &Node, brief: bool) -> Diagnostic {
        let issue = quoted(names.issue);
        match self {
            Self::Unknown => {
                let written = node
                    .text()
                    .map_or_else(|| node.number().unwrap_or(0.0).to_string(), str::to_owned);
                let title = format!("{} is not an option of issue {issue}", quoted(&written));
                let diagnostic = Diagnostic::error("Z0209", title)
                    .at(node.span, "no such option")
                    .at(names.span, "the options are declared here");
                let ids = || names.ids.iter().map(String::as_str);
                match (!brief).then(|| similar(&written, ids())).flatten() {
                    Some(near) => {
                        let help = format!("an option with a similar name exists: `{near}`");
                        diagnostic.patch(node.span, format!("\"{near}\""), help)
                    }
                    None => diagnostic.note(format!("the options are {}", listed(ids()))),
                }
            }
            Self::OffGrid(nearest) => {
                let nearest = &names.ids[*nearest];
                let number = node.number().unwrap_or(0.0);
                let title = format!("{number} is not an option of issue {issue}");
                let range = names.ids.first().zip(names.ids.last());
                let (low, high) = range.map_or(("", ""), |(a, b)| (a.as_str(), b.as_str()));
                let (step, unit) = match &names.scale {
                    Scale::Numeric { step, unit, .. } => (*step, unit.as_str()),
                    _ => (0.0, ""),
                };
                let space = if unit.is_empty() { "" } else { " " };
                let grid = format!("from {low} to {high} in steps of {step}{space}{unit}");
                Diagnostic::error("Z0306", title)
                    .at(node.span, "not one of the numbers")
                    .at(names.span, grid)
                    .patch(
                        node.span,
                        nearest.clone(),
                        format!("the nearest option is `{nearest}`"),
                    )
            }
            Self::TextForNumber => {
                let title = format!("the options of issue {issue} are numbers, not text");
                let diagnostic = Diagnostic::error("Z0204", title)
                    .at(node.span, "this is text")
                    .at(names.span, "the numbers are declared here");
                let number = node.text().and_then(|text| text.parse::<f64>().ok());
                match number.filter(|n| n.is_finite()) {
                    Some(number) => {
                        let help = format!("numbers are written without quotes: `{number}`");
                        diagnostic.patch(node.span, number.to_string(), help)
                    }
                    None => diagnostic,
                }
            }
            Self::NumberForText => {
                let number = node.number().unwrap_or(0.0);
                let title = format!("the options of issue {issue} are words, not numbers");
                let help = format!("words are written in quotes: `\"{number}\"`");
                Diagnostic::error("Z0204", title)
                    .at(node.span, "this is a number")
                    .at(names.span, "the options are declared here")
                    .patch(node.span, format!("\"{number}\""), help)
            }
        }
    }
}

fn too_many(issue: &str, options: f64, span: Span) -> Diagnostic {
    let title = format!("issue {} has {} options", quoted(issue), written(options));
    Diagnostic::error("Z0210", title).at(span, format!("at most {MAX_OPTIONS} are possible"))
}

fn misfit(from: f64, to: f64, step: f64, span: Span) -> Diagnostic {
    let title = format!("steps of {step} do not lead from {from} to {to}");
    let diagnostic =
        Diagnostic::error("Z0307", title).at(span, "does not fit a whole number of times");
    let whole = ((to - from) / step).round().max(1.0);
    let digits = decimals(from).max(decimals(to)).max(decimals(step)) + 3;
    let fitting = tidy((to - from) / whole, digits);
    if ((to - from) / fitting - whole).abs() < 1e-6 {
        let help = format!("a step that fits is `{fitting}`");
        diagnostic.patch(span, fitting.to_string(), help)
    } else {
        diagnostic
    }
}

/// The identifiers of numbers at equal distances: `steps` of them after the first.
pub(crate) fn grid(from: f64, step: f64, steps: usize) -> Vec<String> {
    let digits = decimals(from).max(decimals(step));
    let values = (0..=steps).map(|k| from + k as f64 * step);
    values
        .map(|value| tidy(value, digits).to_string())
        .collect()
}

/// Digits after the decimal point in the shortest way of writing a number.
fn decimals(number: f64) -> usize {
    number
        .to_string()
        .split_once('.')
        .map_or(0, |(_, d)| d.len())
}

/// A number rounded to some decimal digits, so that 3 x 0.1 is 0.3.
fn tidy(number: f64, digits: usize) -> f64 {
    // Adding zero turns -0 into 0.
    format!("{number:.digits$}").parse().unwrap_or(number) + 0.0
}
