//! Numbers: fixed, uncertain, or fed by named inputs.

use super::super::diagnostic::Diagnostic;
use super::super::format::{Kind, Range, TableFormat, Target};
use super::super::node::{Node, Span, Table, Value};
use super::super::walk::{Leaf, leaves};
use super::names::MAX_INPUTS;
use super::{Decoder, name_of, range_of};
use crate::model::{Distribution, DistributionError, Input, Quantity};
use std::collections::HashMap;

/// The ways to write a distribution.
const SHAPES: [&str; 6] = ["uniform", "normal", "triangular", "pert", "beta", "choice"];

impl<'a> Decoder<'a, '_> {
    /// Reads the named inputs, then every distribution that stands in place of a number, in the
    /// order of the file.
    pub(super) fn inputs(&mut self, tree: &'a Node, table: &'a Table) {
        for (slot, (_, input, node)) in Self::tables(table, "input").take(MAX_INPUTS).enumerate() {
            let id = input.text("id").unwrap_or_default();
            let value = input.get("value");
            let distribution = value.and_then(|value| self.named_distribution(value));
            self.inputs.push(Input {
                path: format!("input.{id}"),
                name: name_of(input),
                unit: input.text("unit").unwrap_or_default().to_owned(),
                distribution: distribution.unwrap_or_else(|| certain(0.0)),
                slot: slot as u32,
            });
            self.places.inputs.push(node.span);
            self.places.fed.push(false);
        }
        let mut inline = Vec::new();
        leaves(tree, &mut |leaf| {
            if is_inline(&leaf) {
                inline.push(leaf);
            }
        });
        if let Some(first) = inline.get(MAX_INPUTS) {
            let title = format!("there are more than {MAX_INPUTS} uncertain numbers");
            let label = "the first one too many";
            self.report(Diagnostic::error("Z0210", title).at(first.node.span, label));
        }
        let named = self.inputs.len();
        let slots = self.slots(inline.iter().map(|leaf| leaf.path.as_str()));
        for (leaf, slot) in inline.into_iter().zip(slots).take(MAX_INPUTS) {
            if let Some(distribution) = self.distribution(leaf.node) {
                self.inline.insert(leaf.node, self.inputs.len());
                self.inputs.push(Input {
                    path: leaf.path,
                    name: leaf.name,
                    unit: String::new(),
                    distribution,
                    slot: (named + slot) as u32,
                });
            }
        }
    }

    /// A slot per path: its place among the uncertain numbers before overrides; behind them all where
    /// an override made a number uncertain.
    fn slots<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<usize> {
        let Some(before) = &self.uncertain_before else {
            return paths.enumerate().map(|(position, _)| position).collect();
        };
        let place: HashMap<&str, usize> = before.iter().map(String::as_str).zip(0..).collect();
        let mut next = before.len();
        let slot = |path| {
            place.get(path).copied().unwrap_or_else(|| {
                next += 1;
                next - 1
            })
        };
        paths.map(slot).collect()
    }

    /// The distribution of a named input, which may be a plain number.
    fn named_distribution(&mut self, node: &'a Node) -> Option<Distribution> {
        match node.number() {
            Some(number) => Some(certain(number)),
            None => self.distribution(node),
        }
    }

    /// A table such as `{ uniform = [0, 1] }`.
    fn distribution(&mut self, node: &'a Node) -> Option<Distribution> {
        let table = node.table()?;
        let (shape, value) = self.exactly_one(table, &SHAPES, "a distribution", node.span)?;
        if !matches!(shape, "normal" | "beta") {
            for key in ["low", "high"] {
                self.idle(table, key, format!("`{shape}` states its own ends"));
            }
        }
        for key in ["scale", "offset"] {
            self.idle(table, key, "it goes with `input`");
        }
        let bound = |key, default| match table.get(key) {
            Some(node) => node.number().filter(|n| n.is_finite()),
            None => Some(default),
        };
        let made = if shape == "choice" {
            let pairs = value.items().iter().map(numbers::<2>);
            let pairs = pairs.collect::<Option<Vec<_>>>()?;
            let (values, shares): (Vec<f64>, Vec<f64>) = pairs
                .into_iter()
                .map(|[value, share]| (value, share))
                .unzip();
            if values.is_empty() {
                return None;
            }
            Distribution::choice(values, &shares)
        } else if matches!(shape, "triangular" | "pert") {
            let [low, mode, high] = numbers(value)?;
            if shape == "pert" {
                Distribution::pert(low, mode, high)
            } else {
                Distribution::triangular(low, mode, high)
            }
        } else {
            let [a, b] = numbers(value)?;
            match shape {
                "uniform" => Distribution::uniform(a, b),
                "normal" => {
                    let (low, high) = (
                        bound("low", f64::NEG_INFINITY)?,
                        bound("high", f64::INFINITY)?,
                    );
                    Distribution::normal(a, b, low, high)
                }
                _ => Distribution::beta(a, b, bound("low", 0.0)?, bound("high", 1.0)?),
            }
        };
        made.map_err(|error| self.report(impossible(shape, &error, value)))
            .ok()
    }

    /// A number of a table, by its key; `None` where the key is missing.
    pub(super) fn number(
        &mut self,
        table: &'a Table,
        format: &'static TableFormat,
        key: &str,
    ) -> Option<Quantity> {
        let node = table.get(key)?;
        Some(self.quantity(node, key, range_of(format, key, self.as_given)))
    }

    /// The same, with a number for where the key is missing.
    pub(super) fn number_or(
        &mut self,
        table: &'a Table,
        format: &'static TableFormat,
        key: &str,
        default: f64,
    ) -> Quantity {
        self.number(table, format, key)
            .unwrap_or_else(|| Quantity::constant(default))
    }

    /// A number that may be uncertain or fed by inputs, kept within its range.
    pub(super) fn quantity(&mut self, node: &'a Node, key: &str, range: Range) -> Quantity {
        let bounded = |offset, feeds| Quantity {
            offset,
            feeds,
            low: range.low,
            high: range.high,
        };
        match &node.value {
            Value::Number(number) => Quantity::constant(*number),
            Value::Table(table) if table.has("input") || table.has("inputs") => {
                let (offset, feeds) = self.fed(table, key, node.span);
                bounded(offset, feeds)
            }
            _ => match self.inline.get(&std::ptr::from_ref(node)).copied() {
                Some(input) => {
                    self.check_support(input, node, key, range);
                    bounded(0.0, vec![(input, 1.0)])
                }
                None => Quantity::constant(0.0),
            },
        }
    }

    /// `{ input = "cards", scale = 0.2, offset = 0.5 }`, or the same with several `inputs`.
    fn fed(&mut self, table: &'a Table, key: &str, span: Span) -> (f64, Vec<(usize, f64)>) {
        let mut keys = vec!["input", "inputs"];
        keys.extend(SHAPES);
        let owner = format!("the number `{key}`");
        let given = self.exactly_one(table, &keys, &owner, span);
        for bound in ["low", "high"] {
            self.idle(table, bound, "the range of the number is its own bound");
        }
        let fixed = |table: &Table, key, default| {
            table
                .get(key)
                .map_or(Some(default), Node::number)
                .unwrap_or(default)
        };
        let offset = fixed(table, "offset", 0.0);
        let who = format!("the number `{key}` is fed by");
        let mut feeds = Vec::new();
        match given {
            Some(("input", node)) => {
                let input = self.reference(Target::Input, node, &who);
                feeds.extend(input.map(|input| (input, fixed(table, "scale", 1.0))));
            }
            Some(("inputs", node)) => {
                self.idle(table, "scale", "each of the `inputs` has its own");
                for feed in node.items().iter().filter_map(Node::table) {
                    let input = feed.get("input");
                    let input = input.and_then(|node| self.reference(Target::Input, node, &who));
                    feeds.extend(input.map(|input| (input, fixed(feed, "scale", 1.0))));
                }
            }
            _ => {}
        }
        for (input, _) in &feeds {
            if let Some(fed) = self.places.fed.get_mut(*input) {
                *fed = true;
            }
        }
        (offset, feeds)
    }

    fn check_support(&mut self, input: usize, node: &Node, key: &str, range: Range) {
        let (low, high) = self.inputs[input].distribution.support();
        if low >= range.low && high <= range.high {
            return;
        }
        let reach = if low.is_finite() && high.is_finite() {
            format!("can be {low} to {high}")
        } else {
            "has no end on some side".to_owned()
        };
        let title = format!("`{key}` must be {range}, but {reach}");
        let label = "reaches beyond its range";
        let diagnostic = Diagnostic::error("Z0305", title).at(node.span, label);
        let table = node.table();
        let is = |shape| table.is_some_and(|table| table.has(shape));
        self.report(if is("normal") {
            let (low, high) = (range.low.max(low), range.high.min(high));
            diagnostic.help(format!("bounds cut it off: `low = {low}, high = {high}`"))
        } else if range.high == 1.0 && low >= 0.0 && high > 1.0 && high <= 100.0 {
            let help = format!("{high} on a 0-100 scale is `{}`", high / 100.0);
            diagnostic.help(help)
        } else {
            diagnostic
        });
    }
}

/// A distribution that is one value.
fn certain(value: f64) -> Distribution {
    Distribution::Choice {
        values: vec![value],
        cumulated: vec![1.0],
    }
}

/// The paths of all distributions that stand in place of a number, in the order of the file.
pub(in super::super) fn uncertain(tree: &Node) -> Vec<String> {
    let mut paths = Vec::new();
    leaves(tree, &mut |leaf| {
        if is_inline(&leaf) {
            paths.push(leaf.path);
        }
    });
    paths
}

/// Whether a distribution stands here in place of a number.
fn is_inline(leaf: &Leaf<'_>) -> bool {
    let uncertain = matches!(leaf.key.kind, Kind::Number(_) | Kind::ByOption(_));
    let table = leaf.node.table();
    uncertain && table.is_some_and(|table| !table.has("input") && !table.has("inputs"))
}

/// As many finite numbers as asked for.
fn numbers<const N: usize>(node: &Node) -> Option<[f64; N]> {
    let numbers = node.items().iter().map(Node::number);
    let numbers: Option<Vec<f64>> = numbers.collect();
    let numbers = numbers.filter(|numbers| numbers.iter().all(|n| n.is_finite()))?;
    numbers.try_into().ok()
}

fn impossible(shape: &str, error: &DistributionError, node: &Node) -> Diagnostic {
    let (label, help) = match error {
        DistributionError::OutOfOrder(numbers) => {
            let mut sorted = numbers.clone();
            sorted.sort_by(f64::total_cmp);
            let written: Vec<String> = sorted.iter().map(f64::to_string).collect();
            let ascending = format!("[{}]", written.join(", "));
            let patch = (numbers.len() == node.items().len()
                && !matches!(shape, "normal" | "beta"))
            .then_some(ascending);
            ("the numbers must ascend".to_owned(), patch)
        }
        DistributionError::NotPositive(what, number) => {
            (format!("the {what} must be above 0, but is {number}"), None)
        }
        DistributionError::NothingBetween(low, high) => {
            (format!("nothing of it lies between {low} and {high}"), None)
        }
        DistributionError::BadShares => {
            let label = "shares must not be negative, nor all be 0";
            (label.to_owned(), None)
        }
        DistributionError::Empty => ("there is nothing to choose from".to_owned(), None),
    };
    let title = format!("no distribution `{shape}` has these numbers");
    let diagnostic = Diagnostic::error("Z0304", title).at(node.span, label);
    match help {
        Some(ascending) => {
            let help = format!("in ascending order: `{ascending}`");
            diagnostic.patch(node.span, ascending, help)
        }
        None => diagnostic,
    }
}
