//! What becomes of an analysis over draws, as text.

use super::{LABEL, signers};
use crate::analysis::findings::{Analysis, Share, Shares, Spread};
use crate::model::Scenario;
use crate::report::number::{in_100, short, thousands};
use crate::report::text::{beside, clean};

/// Least share of an option over draws that is told.
const TOLD: f64 = 0.05;

/// What becomes of it over draws.
pub(super) fn over_draws(
    scenario: &Scenario,
    found: &Analysis,
    shares: &Shares,
    cells: usize,
) -> String {
    let part = |share: &Share| {
        let [low, high] = [share.low, share.high].map(in_100);
        format!(
            "{} in 100 (95% interval {low} to {high})",
            in_100(share.share)
        )
    };
    let spread = |s: &Spread| format!("{} ({} to {})", short(s.q50), short(s.q05), short(s.q95));
    let mut text = beside(
        &format!("Over {} draws", thousands(shares.draws.into())),
        &format!(
            "a ZOPA in {}; a package no worse than no deal for all in {}",
            part(&shares.zone),
            part(&shares.rational)
        ),
        LABEL,
        cells,
    );
    if let Some(opposition) = &shares.opposition {
        let body = format!("{}: median, and 5% to 95% of draws", spread(opposition));
        text.push_str(&beside("  opposition", &body, LABEL, cells));
    }
    let Some(nash) = shares
        .solutions
        .iter()
        .find(|s| s.id == "nash" && !s.utilities.is_empty())
    else {
        return text;
    };
    let utilities = signers(scenario, found).zip(&nash.utilities);
    let utilities: Vec<String> = utilities
        .map(|(p, s)| format!("{} {}", clean(&p.name), spread(s)))
        .collect();
    text.push_str(&beside(
        "  Nash utilities",
        &utilities.join(" · "),
        LABEL,
        cells,
    ));
    for (n, (issue, of)) in scenario.issues.iter().zip(&nash.options).enumerate() {
        let mut ranked: Vec<(f64, &str)> = issue
            .options
            .iter()
            .zip(&of.shares)
            .map(|(option, share)| (share.share.share, option.name.as_str()))
            .filter(|(share, _)| *share >= TOLD)
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let told: Vec<String> = ranked
            .iter()
            .map(|(share, name)| format!("{} {}", clean(name), in_100(*share)))
            .collect();
        let body = match told.is_empty() {
            true => format!("{}: no option in more than 5", clean(&issue.name)),
            false => format!("{}: {}", clean(&issue.name), told.join(" · ")),
        };
        text.push_str(&beside(
            if n == 0 { "  Nash package, in 100" } else { "" },
            &body,
            LABEL,
            cells,
        ));
    }
    text
}
