//! Expectations about what a change of a number does: their paths must lead to a number.

use super::diagnostic::{Diagnostic, Findings, quoted};
use super::node::{Node, Span};
use super::overrides::reaches;
use super::similar::similar;
use super::{Setting, shape};
use crate::model::Scenario;

/// Reports paths that lead nowhere, or to what is no number. `places` holds where each path stands.
pub(super) fn check(
    scenario: &Scenario,
    places: &[Span],
    (tree, settings): (&Node, &[Setting]),
    findings: &mut Findings,
) {
    for (trend, &span) in scenario.trends.iter().zip(places) {
        let known = settings.iter().find(|setting| setting.path == trend.path);
        match known {
            Some(setting) if setting.value.is_number() || setting.uncertain => {}
            Some(setting) => {
                let title = format!("{} is no number", quoted(&trend.path));
                let label = format!(
                    "it is {}; a share rises and falls with numbers",
                    setting.value
                );
                findings.push(Diagnostic::error("Z0204", title).at(span, label));
            }
            // A key that the file leaves at its default can be moved as well.
            None if reaches(tree, &trend.path) => {}
            None => findings.push(nowhere(&trend.path, span, settings)),
        }
    }
}

fn nowhere(path: &str, span: Span, settings: &[Setting]) -> Diagnostic {
    let title = format!("the path {} leads nowhere", quoted(path));
    let diagnostic = Diagnostic::error("Z0502", title).at(span, "no number has this path");
    match similar(path, settings.iter().map(|setting| setting.path.as_str())) {
        Some(near) if near.chars().all(|c| c == '.' || shape::is_id_character(c)) => {
            let help = format!("a similar path exists: `{near}`");
            diagnostic.patch(span, format!("\"{near}\""), help)
        }
        _ => diagnostic.help("`zopa list inputs FILE` lists every path"),
    }
}
