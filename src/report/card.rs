//! The model card: what a scenario holds, at a glance, before anything is simulated.

use super::assumptions::{median, spread};
use super::conflicts::{Conflict, conflicts};
use super::number::{count, packages, short};
use crate::model::{
    AfterDeal, Input, Issue, IssueKind, Legislature, Limit, Party, PartySet, Protocol, Quantity,
    Recognition, Role, Rule, Scenario, Track,
};
use serde::Serialize;

/// What a scenario holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// Short name.
    pub id: String,
    /// Title for people.
    pub name: String,
    /// First 12 hexadecimal digits of the hash of its content.
    pub hash: String,
    /// What it is about.
    pub about: String,
    /// Number of packages, with thousands separators.
    pub packages: String,
    /// Who negotiates.
    pub parties: Vec<PartyCard>,
    /// The questions to settle.
    pub issues: Vec<IssueCard>,
    /// Who may speak when, for how long, and what may happen meanwhile; a line each.
    pub talks: Vec<String>,
    /// Everything uncertain.
    pub inputs: Vec<InputCard>,
    /// Names of the outcome classes, in the order they are tried.
    pub outcomes: Vec<String>,
    /// Pairs of conditions of different parties that cannot both be had.
    pub conflicts: Vec<Conflict>,
}

/// A party at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PartyCard {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// `principal` or `mediator`.
    pub role: &'static str,
    /// Number of interests.
    pub interests: usize,
    /// Number of conditions.
    pub conditions: usize,
    /// Names of its strategies, with shares where there are several.
    pub strategies: Vec<String>,
}

/// An issue at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IssueCard {
    /// Identifier.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Its options, in short.
    pub options: String,
    /// Name of the option that stands without agreement, if any does.
    pub status_quo: Option<String>,
    /// Names of the parties whose agreement moves it; none where a legislature votes.
    pub consent: Vec<String>,
}

/// An uncertain input at a glance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InputCard {
    /// Path in the file.
    pub path: String,
    /// Name for people.
    pub name: String,
    /// How it is spread, in words.
    pub spread: String,
    /// Its median.
    pub median: f64,
}

impl Card {
    /// The card of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        let medians: Vec<f64> = scenario.inputs.iter().map(median).collect();
        Self {
            id: scenario.id.clone(),
            name: scenario.name.clone(),
            hash: scenario.hash.clone(),
            about: scenario.about.clone(),
            packages: packages(scenario.packages()),
            parties: scenario
                .parties
                .iter()
                .map(|party| party_card(party, &medians))
                .collect(),
            issues: scenario
                .issues
                .iter()
                .map(|issue| issue_card(scenario, issue))
                .collect(),
            talks: talks(scenario),
            inputs: scenario.inputs.iter().map(input_card).collect(),
            outcomes: scenario.outcomes.iter().map(|o| o.name.clone()).collect(),
            conflicts: conflicts(scenario, &medians),
        }
    }
}

/// The word for a party's part in files.
pub fn role_word(role: Role) -> &'static str {
    match role {
        Role::Principal => "principal",
        Role::Mediator => "mediator",
    }
}

fn party_card(party: &Party, medians: &[f64]) -> PartyCard {
    PartyCard {
        id: party.id.clone(),
        name: party.name.clone(),
        role: role_word(party.role),
        interests: party.interests.len(),
        conditions: party.conditions.len(),
        strategies: strategies(party, medians),
    }
}

/// "boulware", or with shares in 100 where the party mixes: "boulware 60", "micro 40".
fn strategies(party: &Party, medians: &[f64]) -> Vec<String> {
    if let [(_, only)] = party.strategies.as_slice() {
        return vec![only.name.clone()];
    }
    let shares = party
        .strategies
        .iter()
        .map(|(share, _)| share.value(medians));
    let total: f64 = shares.clone().sum();
    let part = |share: f64| super::number::in_100(if total > 0.0 { share / total } else { 0.0 });
    party
        .strategies
        .iter()
        .zip(shares)
        .map(|((_, strategy), share)| format!("{} {}", strategy.name, part(share)))
        .collect()
}

fn issue_card(scenario: &Scenario, issue: &Issue) -> IssueCard {
    IssueCard {
        id: issue.id.clone(),
        name: issue.name.clone(),
        options: options(issue),
        status_quo: issue.status_quo.map(|o| issue.options[o].name.clone()),
        consent: match scenario.protocol {
            Protocol::Legislative(_) => Vec::new(),
            _ => party_names(scenario, issue.consent),
        },
    }
}

/// "open · frozen · barred"; ordered options with "<"; numbers as a range.
fn options(issue: &Issue) -> String {
    let names: Vec<&str> = issue.options.iter().map(|o| o.name.as_str()).collect();
    match &issue.kind {
        IssueKind::Unordered => names.join(" · "),
        IssueKind::Ordered => names.join(" < "),
        IssueKind::Numeric { values, unit } => {
            let [first, last] = [values.first(), values.last()].map(|v| v.map_or(0.0, |v| *v));
            let range = format!("{} to {} {unit}", short(first), short(last));
            format!(
                "{} ({} steps)",
                range.trim_end(),
                values.len().saturating_sub(1)
            )
        }
    }
}

fn party_names(scenario: &Scenario, set: PartySet) -> Vec<String> {
    set.iter()
        .map(|p| scenario.parties[p].name.clone())
        .collect()
}

fn input_card(input: &Input) -> InputCard {
    InputCard {
        path: input.path.clone(),
        name: input.name.clone(),
        spread: with_unit(&spread(&input.distribution), &input.unit),
        median: median(input),
    }
}

/// Words about a number with its unit: "from 325 to 370 thousand euros". A unit that explains the
/// scale ("0 patient, 1 now") stands in brackets.
pub(super) fn with_unit(words: &str, unit: &str) -> String {
    if unit.is_empty() {
        words.to_owned()
    } else if unit.contains([',', ';']) {
        format!("{words} ({unit})")
    } else {
        format!("{words} {unit}")
    }
}

/// What shapes the talks, a line each.
fn talks(scenario: &Scenario) -> Vec<String> {
    let time = &scenario.time;
    let mut lines = vec![protocol(scenario)];
    let mut length = format!(
        "{} of {} each",
        count(time.rounds.into(), "round"),
        days(time.days_per_round)
    );
    if time.deadline != Quantity::constant(f64::from(time.rounds)) && !time.deadline.is_constant() {
        length.push_str(", with an uncertain deadline");
    }
    if !time.breakdown.is_constant() || time.breakdown.offset > 0.0 {
        length.push_str(", which may break down");
    }
    if matches!(
        scenario.protocol,
        Protocol::AlternatingOffers { .. } | Protocol::Shuttle { .. } | Protocol::Legislative(_)
    ) {
        length.push_str(after(time.after_deal));
    }
    if scenario.side_deals {
        length.push_str("; some may conclude aside what needs only them");
    }
    lines.push(length);
    lines.extend(
        scenario
            .limits
            .iter()
            .map(|limit| self::limit(scenario, limit)),
    );
    if !scenario.events.is_empty() {
        let names: Vec<&str> = scenario.events.iter().map(|e| e.name.as_str()).collect();
        lines.push(format!("events: {}", names.join(" · ")));
    }
    for lever in &scenario.leverage {
        lines.push(format!(
            "leverage: {} ({} on {})",
            lever.name, scenario.parties[lever.holder].name, scenario.parties[lever.target].name
        ));
    }
    if let Some(stage) = &scenario.implementation {
        let rounds = count(stage.rounds.into(), "round");
        lines.push(format!("after signing: clauses followed for {rounds}"));
    }
    lines
}

/// Issues that a limit names one by one.
const NAMED: usize = 6;

/// "limit: health + schools at most 10".
fn limit(scenario: &Scenario, limit: &Limit) -> String {
    let names = limit
        .issues
        .iter()
        .map(|&i| scenario.issues[i].name.as_str());
    let names: Vec<&str> = names.collect();
    let sum = match names.len() {
        n if n > NAMED => format!("the sum of {}", count(n as u128, "issue")),
        _ => names.join(" + "),
    };
    format!("limit: {sum} at most {}", short(limit.at_most))
}

fn after(deal: AfterDeal) -> &'static str {
    match deal {
        AfterDeal::Continue => "; after a deal talks go on about the rest",
        AfterDeal::Stop => "; a deal ends the talks",
    }
}

fn protocol(scenario: &Scenario) -> String {
    way(scenario, &scenario.protocol)
}

/// A protocol and who speaks when.
fn way(scenario: &Scenario, protocol: &Protocol) -> String {
    let names = |order: &[usize]| {
        let names: Vec<&str> = order
            .iter()
            .map(|&p| scenario.parties[p].name.as_str())
            .collect();
        names.join(", ")
    };
    match protocol {
        Protocol::AlternatingOffers { order } => {
            format!("alternating offers: {}", names(order))
        }
        Protocol::Proposals { order, recognition } => {
            let who = match recognition {
                Recognition::InTurn => "in turn",
                Recognition::Random => "drawn by chance",
            };
            format!(
                "alternating offers, a proposal a round, proposers {who}: {}",
                names(order)
            )
        }
        Protocol::Attrition { order } => format!("war of attrition: {}", names(order)),
        Protocol::DoubleAuction {
            seller,
            buyer,
            buyer_weight,
        } => format!(
            "double auction: {} sells, {} buys; the buyer's price weighs {buyer_weight}",
            scenario.parties[*seller].name, scenario.parties[*buyer].name
        ),
        Protocol::Shuttle {
            mediator, order, ..
        } => format!(
            "shuttle mediation by {}: meets {}",
            scenario.parties[*mediator].name,
            names(order)
        ),
        Protocol::Legislative(legislature) => legislative(scenario, legislature, names),
        Protocol::SimultaneousConcession { order, .. } => {
            format!("simultaneous concession: {}", names(order))
        }
        Protocol::SingleText(rules) => {
            let hand = rules.mediator.map_or("a neutral hand", |mediator| {
                scenario.parties[mediator].name.as_str()
            });
            let drafts = count(rules.drafts.into(), "change");
            format!("single negotiating text drafted by {hand}: {drafts} a round")
        }
        Protocol::IssueByIssue { order, agenda } => {
            let held_back = if agenda.nothing_until_everything {
                "; nothing is agreed until everything is"
            } else {
                ""
            };
            format!("issue by issue: {}{held_back}", names(order))
        }
        Protocol::Tracks(tracks) => {
            let table = |track: &Track| {
                let how = way(scenario, &track.protocol);
                let rounds = match (track.from, track.to) {
                    (1, to) if to == scenario.time.rounds => String::new(),
                    (from, to) => format!(", rounds {from} to {to}"),
                };
                let before = track.after.and_then(|before| tracks.get(before));
                let before = before.map_or(String::new(), |b| format!(", after {}", b.name));
                let secret = if track.secret { ", in secret" } else { "" };
                let after = match track.protocol {
                    Protocol::IssueByIssue { .. } => "",
                    _ => after(track.after_deal),
                };
                format!("{} ({how}{rounds}{before}{secret}{after})", track.name)
            };
            let tables: Vec<String> = tracks.iter().map(table).collect();
            format!("tracks: {}", tables.join(" · "))
        }
    }
}

/// "legislative bargaining, closed rule: 4 of 7 votes; vetoes: France".
fn legislative(
    scenario: &Scenario,
    legislature: &Legislature,
    names: impl Fn(&[usize]) -> String,
) -> String {
    let rule = match legislature.rule {
        Rule::Closed => "closed",
        Rule::Open => "open",
    };
    let all: u32 = legislature.votes.iter().sum();
    let mut text = format!(
        "legislative bargaining, {rule} rule: {} of {all} votes",
        legislature.quota
    );
    let vetoes: Vec<usize> = legislature.vetoes.iter().collect();
    if !vetoes.is_empty() {
        text.push_str(&format!("; vetoes: {}", names(&vetoes)));
    }
    if legislature.votes.iter().any(|&votes| votes > 1) {
        let each = scenario.parties.iter().zip(&legislature.votes);
        let each: Vec<String> = each
            .map(|(p, votes)| format!("{} {votes}", p.name))
            .collect();
        text.push_str(&format!("; votes: {}", each.join(", ")));
    }
    text
}

/// "1 day", "0.5 days".
fn days(n: f64) -> String {
    format!("{} {}", short(n), if n == 1.0 { "day" } else { "days" })
}
