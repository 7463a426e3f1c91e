//! Correlations between named inputs.

use super::super::diagnostic::{Diagnostic, quoted};
use super::super::format::Target;
use super::super::node::{Node, Span, Table};
use super::Decoder;
use crate::math;
use crate::model::Correlations;
use std::f64::consts::PI;

/// Most inputs that can be correlated; the work grows with their cube.
const MOST_CORRELATED: usize = 200;

impl<'a> Decoder<'a, '_> {
    /// Correlations between named inputs, as the factor that turns independent draws into them.
    pub(super) fn correlations(&mut self, table: &'a Table) -> Correlations {
        let mut pairs: Vec<(usize, usize, f64, Span)> = Vec::new();
        for (_, correlation, node) in Self::tables(table, "correlation") {
            if let Some((a, b)) = self.pair(correlation, node) {
                let earlier = pairs.iter().find(|p| (p.0, p.1) == (a, b));
                if let Some(&(.., first)) = earlier {
                    let title = "the correlation of two inputs is given twice";
                    let diagnostic = Diagnostic::error("Z0311", title)
                        .at(node.span, "second time")
                        .at(first, "first time");
                    self.report(diagnostic);
                }
                let rank = correlation.get("rank").and_then(Node::number);
                pairs.push((a, b, rank.unwrap_or(0.0), node.span));
            }
            if pairs.len() > MOST_CORRELATED * MOST_CORRELATED / 2 {
                break;
            }
        }
        let mut inputs: Vec<usize> = pairs.iter().flat_map(|p| [p.0, p.1]).collect();
        inputs.sort_unstable();
        inputs.dedup();
        if inputs.len() > MOST_CORRELATED {
            let title = format!("more than {MOST_CORRELATED} inputs are correlated");
            let span = pairs[0].3;
            self.report(Diagnostic::error("Z0210", title).at(span, "among them these"));
            return Correlations::default();
        }
        let factor = self.factor(&inputs, &pairs);
        Correlations { inputs, factor }
    }

    /// The two inputs of a correlation, the earlier one first.
    fn pair(&mut self, correlation: &'a Table, node: &Node) -> Option<(usize, usize)> {
        let named = correlation.get("inputs")?;
        let items = named.items();
        if items.len() != 2 {
            if !items.is_empty() {
                let title = format!("a correlation has 2 inputs, not {}", items.len());
                self.report(Diagnostic::error("Z0204", title).at(named.span, "name two inputs"));
            }
            return None;
        }
        let who = "a correlation is of";
        let a = self.reference(Target::Input, &items[0], who);
        let b = self.reference(Target::Input, &items[1], who);
        let (a, b) = (a?, b?);
        if a == b {
            let id = self.names.id(Target::Input, a);
            let title = format!("the input {} is correlated with itself", quoted(id));
            let diagnostic = Diagnostic::error("Z0311", title)
                .at(named.span, "the same input twice")
                .at(node.span, "in this correlation");
            self.report(diagnostic);
            return None;
        }
        Some((a.min(b), a.max(b)))
    }

    /// Lower Cholesky factor of the correlation matrix. The rank correlation `rho` of Spearman is
    /// the correlation `2 sin(pi rho / 6)` of the underlying normals (Pearson 1907).
    fn factor(&mut self, inputs: &[usize], pairs: &[(usize, usize, f64, Span)]) -> Vec<f64> {
        let n = inputs.len();
        let mut matrix = vec![0.0; n * n];
        let place = |input| inputs.binary_search(&input).unwrap_or(0);
        (0..n).for_each(|k| matrix[k * n + k] = 1.0);
        for &(a, b, rank, _) in pairs {
            let correlation = 2.0 * math::sin(PI * rank / 6.0);
            matrix[place(b) * n + place(a)] = correlation;
            matrix[place(a) * n + place(b)] = correlation;
        }
        match cholesky(&matrix, n) {
            Ok(factor) => factor,
            Err(row) => {
                let input = inputs[row];
                let id = self.names.id(Target::Input, input);
                let of_it = pairs.iter().filter(|p| p.0 == input || p.1 == input);
                let spans: Vec<Span> = of_it.map(|p| p.3).collect();
                let title = format!(
                    "the correlations of input {} contradict the others",
                    quoted(id)
                );
                let mut diagnostic = Diagnostic::error("Z0310", title);
                for (k, span) in spans.iter().rev().take(3).enumerate() {
                    let label = if k == 0 {
                        "with this one no such inputs exist"
                    } else {
                        "given this"
                    };
                    diagnostic = diagnostic.at(*span, label);
                }
                self.report(diagnostic.help(
                    "correlations closer to 0 fit together: if A moves with B and B with C, A must move with C",
                ));
                Vec::new()
            }
        }
    }
}

/// Lower triangular `L` with `L L' = matrix`, row by row; the row that makes it impossible.
fn cholesky(matrix: &[f64], n: usize) -> Result<Vec<f64>, usize> {
    let mut factor = vec![0.0; n * n];
    for row in 0..n {
        for column in 0..=row {
            let dot: f64 = (0..column)
                .map(|k| factor[row * n + k] * factor[column * n + k])
                .sum();
            let rest = matrix[row * n + column] - dot;
            factor[row * n + column] = if row != column {
                rest / factor[column * n + column]
            } else if rest > 1e-9 {
                rest.sqrt()
            } else {
                return Err(row);
            };
        }
    }
    Ok(factor)
}
