//! The order of an agenda.
//!
//! - *Easiest first*: by opposition, ascending. An issue's opposition is
//!   `1 - max over its options of min over the parties whose consent it needs of value`, with each
//!   party's values of the issue scaled to [0, 1]: 0 where one option is best for all, 1/2 where two
//!   parties split a sum. Equally opposed issues come by what is at stake, the lesser first.
//! - *Hardest first*: the other way round.
//! - *A party's choice*: by the share of all that it cares for over the mean share of the others,
//!   ascending: first what means little to it and much to the others (after Fershtman 1990,
//!   doi:10.1016/0899-8256(90)90023-J).
//!
//! Values are those that are publicly known, with uncertain inputs at their medians; the party that
//! chooses knows its own. Conditions that tie issues together do not count. Issues that come out
//! alike stay in the order in which they are listed.

use super::{Setting, Talks};
use crate::game::Valuation;
use crate::model::{Agenda, AgendaRule, PartySet};

/// The issues of an agenda, in the order in which they come.
pub(super) fn in_order(setting: &Setting<'_>, talks: &Talks, agenda: &Agenda) -> Vec<usize> {
    let mut issues = agenda.issues.clone();
    match agenda.rule {
        AgendaRule::Given => {}
        AgendaRule::EasiestFirst => sort(&mut issues, |issue| opposition(setting, issue)),
        AgendaRule::HardestFirst => sort(&mut issues, |issue| {
            opposition(setting, issue).map(|measure| -measure)
        }),
        AgendaRule::ChosenBy(party) => sort(&mut issues, |issue| {
            let own = weight(setting, &talks.valuations[party], issue);
            let others = setting.space.consent(issue).without(PartySet::of(party));
            let theirs = mean(others, |other| {
                weight(setting, &setting.public.of(other).valuation, issue)
            });
            [own / theirs.max(1e-12), 0.0]
        }),
    }
    issues
}

fn sort(issues: &mut [usize], measure: impl Fn(usize) -> [f64; 2]) {
    issues.sort_by(|&a, &b| {
        let (a, b) = (measure(a), measure(b));
        a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1]))
    });
}

/// An issue's opposition, and what is at stake.
fn opposition(setting: &Setting<'_>, issue: usize) -> [f64; 2] {
    let space = &setting.space;
    let consent = space.consent(issue);
    let scaled: Vec<Vec<f64>> = consent
        .iter()
        .map(|party| {
            let values = values(setting, &setting.public.of(party).valuation, issue);
            let [low, high] = ends(values);
            let of = |value: &f64| {
                if high > low {
                    (value - low) / (high - low)
                } else {
                    1.0
                }
            };
            values.iter().map(of).collect()
        })
        .collect();
    let least = |option: usize| scaled.iter().map(|of| of[option]).fold(1.0, f64::min);
    let best = (0..space.options_of(issue)).map(least).fold(0.0, f64::max);
    let stake = mean(consent, |party| {
        weight(setting, &setting.public.of(party).valuation, issue)
    });
    [1.0 - best, stake]
}

/// How much of all that a party can win or lose hangs on an issue.
fn weight(setting: &Setting<'_>, valuation: &Valuation, issue: usize) -> f64 {
    let span = |issue: usize| {
        let [low, high] = ends(values(setting, valuation, issue));
        high - low
    };
    let all: f64 = (0..setting.space.issues()).map(span).sum();
    if all > 0.0 { span(issue) / all } else { 0.0 }
}

fn values<'v>(setting: &Setting<'_>, valuation: &'v Valuation, issue: usize) -> &'v [f64] {
    &valuation.values[setting.space.offset(issue)..setting.space.offset(issue + 1)]
}

fn ends(values: &[f64]) -> [f64; 2] {
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    [
        low,
        values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
    ]
}

fn mean(parties: PartySet, of: impl Fn(usize) -> f64) -> f64 {
    let sum: f64 = parties.iter().map(of).sum();
    sum / parties.len().max(1) as f64
}
