//! The protocol: who may speak when.

mod concession;
mod double_auction;
mod offers;
mod single_text;

use super::super::diagnostic::{Diagnostic, listed, quoted};
use super::super::format::{PROTOCOLS, Target};
use super::super::node::{Node, Span, Table};
use super::{Decoder, word};
use crate::model::{AfterDeal, Issue, MAX_PARTIES, Party, PartySet, Protocol, Role};

/// Keys that only some protocols use, and which.
const KEYS_OF_FEW: &[(&str, &[&str])] = &[
    ("mediator", &["shuttle", "single_text"]),
    ("tells", &["shuttle"]),
    ("step", &["simultaneous_concession"]),
    ("changes", &["single_text"]),
    ("drafts", &["single_text"]),
    ("start_temperature", &["single_text"]),
    ("cooling", &["single_text"]),
    ("weigh", &["single_text"]),
    ("quota", &["legislative"]),
    ("vetoes", &["legislative"]),
    ("rule", &["legislative"]),
    ("buyer_weight", &["double_auction"]),
];

impl<'a> Decoder<'a, '_> {
    pub(super) fn after_deal(table: &Table) -> AfterDeal {
        let protocol = table.get("protocol").and_then(Node::table);
        match protocol.and_then(|protocol| protocol.text("after_deal")) {
            Some("continue") => AfterDeal::Continue,
            _ => AfterDeal::Stop,
        }
    }

    pub(super) fn protocol(
        &mut self,
        scenario: &'a Table,
        parties: &[Party],
        issues: &[Issue],
    ) -> Protocol {
        let nothing = Protocol::AlternatingOffers { order: Vec::new() };
        let Some(entry) = scenario.entry("protocol") else {
            return nothing;
        };
        let Some(table) = entry.node.table() else {
            return nothing;
        };
        if !is_known(table) {
            return nothing;
        }
        let seats = Seats {
            parties,
            issues,
            needed: who_must_speak(parties, issues),
            seated: (0..parties.len()).collect(),
            talked_about: vec![true; issues.len()],
        };
        self.idle_keys_of_offers(scenario, table);
        if word(table, "kind", "") == "tracks" {
            return self.tracks(scenario, table, &seats, entry.node.span);
        }
        self.idle(scenario, "track", "only the protocol `tracks` has tables");
        if word(table, "kind", "") == "legislative" {
            self.idle_protocol_keys(table, "legislative");
            self.idle_agenda(table);
            return self.legislative(scenario, table, parties, entry.node.span);
        }
        self.way_of_talking(table, &seats, entry.node.span)
            .unwrap_or(nothing)
    }

    /// The protocol that a table of the file describes, for those who sit there.
    pub(super) fn way_of_talking(
        &mut self,
        table: &'a Table,
        seats: &Seats<'_>,
        span: Span,
    ) -> Option<Protocol> {
        if !is_known(table) {
            return None;
        }
        let kind = word(table, "kind", "");
        self.idle_protocol_keys(table, kind);
        if kind != "issue_by_issue" {
            self.idle_agenda(table);
        }
        match kind {
            "simultaneous_concession" => return Some(self.simultaneous_concession(table, seats)),
            "single_text" => return Some(self.single_text(table, seats, span)),
            "double_auction" => return self.double_auction(table, seats, span),
            _ => {}
        }
        if kind != "shuttle" {
            let order = self.order(table, &seats.needed, seats.seated.clone());
            self.check_repeats(table, &order);
            if kind == "issue_by_issue" {
                let agenda = self.agenda(table, seats, span)?;
                return Some(Protocol::IssueByIssue { order, agenda });
            }
            return Some(match kind {
                "attrition" => self.attrition(table, order, span),
                _ => Self::offers(table, order),
            });
        }
        let parties = seats.parties;
        let mediator = self.mediator(table, parties, span);
        let sides = |who: &[usize]| -> Vec<usize> {
            let others = who.iter().filter(|&&party| Some(party) != mediator);
            others.copied().collect()
        };
        let order = self.order(table, &sides(&seats.needed), sides(&seats.seated));
        let mediator = mediator?;
        if let (Some(node), true) = (table.get("order"), order.contains(&mediator)) {
            let title = "the mediator stands among the sides it meets";
            let item = node
                .items()
                .iter()
                .find(|item| item.text() == Some(&parties[mediator].id));
            let span = item.map_or(node.span, |item| item.span);
            self.report(Diagnostic::error("Z0405", title).at(span, "a side is meant here"));
        }
        let tells = table.get("tells").and_then(Node::number);
        Some(Protocol::Shuttle {
            mediator,
            order,
            tells,
        })
    }

    /// Warns of keys that another protocol would use.
    fn idle_protocol_keys(&mut self, table: &Table, kind: &str) {
        for (key, users) in KEYS_OF_FEW {
            if !users.contains(&kind) {
                let verb = if users.len() == 1 { "uses" } else { "use" };
                let users = listed(users.iter().copied());
                self.idle(table, key, format!("only {users} {verb} it"));
            }
        }
    }

    fn mediator(&mut self, table: &'a Table, parties: &[Party], span: Span) -> Option<usize> {
        let Some(node) = table.get("mediator") else {
            let title = "`shuttle` needs a mediator";
            self.report(
                Diagnostic::error("Z0405", title)
                    .at(span, "`mediator` is needed here: who shuttles"),
            );
            return None;
        };
        let mediator = self.reference(Target::Party, node, "the protocol names")?;
        let party = parties.get(mediator)?;
        if party.role != Role::Mediator {
            let title = format!("party {} is not a mediator", quoted(&party.id));
            let diagnostic = Diagnostic::error("Z0405", title)
                .at(node.span, "named as mediator here")
                .at(self.places.parties[mediator], "its role is `principal`")
                .help("a mediator is declared with `role = \"mediator\"`");
            self.report(diagnostic);
        }
        Some(mediator)
    }

    /// The order of speaking as given, or the default; reports who could never speak.
    fn order(&mut self, table: &'a Table, needed: &[usize], default: Vec<usize>) -> Vec<usize> {
        let Some(node) = table.get("order") else {
            return default;
        };
        let items = node.items().iter();
        let order: Vec<Option<usize>> = items
            .map(|item| self.reference(Target::Party, item, "the order of the protocol names"))
            .collect();
        let Some(order) = order.into_iter().collect::<Option<Vec<usize>>>() else {
            return default;
        };
        let silent = needed.iter().filter(|party| !order.contains(party));
        let silent: Vec<&str> = silent
            .map(|&party| self.names.id(Target::Party, party))
            .collect();
        if !silent.is_empty() && !order.is_empty() {
            let title = format!("the order of the protocol leaves out {}", listed(silent));
            let label = "who does not stand here never speaks";
            self.report(Diagnostic::error("Z0406", title).at(node.span, label));
        }
        order
    }

    /// Reports parties that speak twice in a round.
    fn check_repeats(&mut self, table: &Table, order: &[usize]) {
        let Some(node) = table.get("order") else {
            return;
        };
        let mut seen = PartySet::EMPTY;
        for (&party, item) in order.iter().zip(node.items()) {
            if party < MAX_PARTIES && seen.contains(party) {
                let id = quoted(self.names.id(Target::Party, party));
                let title = format!("party {id} stands twice in the order of the protocol");
                self.report(Diagnostic::error("Z0406", title).at(item.span, "second time"));
            } else if party < MAX_PARTIES {
                seen = seen.union(PartySet::of(party));
            }
        }
    }
}

/// Whether there is a protocol of the kind that a table names: of another, which is reported as such, nobody can say what
/// else is wrong.
fn is_known(table: &Table) -> bool {
    let kind = word(table, "kind", "");
    PROTOCOLS.iter().any(|(known, _)| *known == kind)
}

/// Who sits at a table, and what for.
pub(super) struct Seats<'p> {
    /// All parties of the scenario.
    pub parties: &'p [Party],
    /// All its issues.
    pub issues: &'p [Issue],
    /// Those who must be able to speak, a mediator among them or not.
    pub needed: Vec<usize>,
    /// Those who sit at the table.
    pub seated: Vec<usize>,
    /// Per issue, whether the table is about it.
    pub talked_about: Vec<bool>,
}

/// Everybody without whom something cannot be agreed, and every principal.
fn who_must_speak(parties: &[Party], issues: &[Issue]) -> Vec<usize> {
    let needed = |party: &usize| {
        parties[*party].role == Role::Principal
            || issues.iter().any(|issue| issue.consent.contains(*party))
    };
    (0..parties.len()).filter(needed).collect()
}
