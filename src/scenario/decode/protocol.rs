//! The protocol: who may speak when.

use super::super::diagnostic::{Diagnostic, listed, quoted};
use super::super::format::Target;
use super::super::node::{Node, Span, Table};
use super::{Decoder, word};
use crate::model::{AfterDeal, Issue, MAX_PARTIES, Party, PartySet, Protocol, Role};

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
        if word(table, "kind", "") == "legislative" {
            return self.legislative(scenario, table, parties, entry.node.span);
        }
        self.no_legislature(scenario, table);
        let mut everybody: Vec<usize> = (0..parties.len()).collect();
        if word(table, "kind", "") != "shuttle" {
            self.idle(table, "mediator", "only `shuttle` has a mediator");
            let order = self.order(table, &who_must_speak(parties, issues, None), everybody);
            self.check_repeats(table, &order);
            return Protocol::AlternatingOffers { order };
        }
        let mediator = self.mediator(table, parties, entry.node.span);
        everybody.retain(|&party| Some(party) != mediator);
        let order = self.order(table, &who_must_speak(parties, issues, mediator), everybody);
        let Some(mediator) = mediator else {
            return nothing;
        };
        if let (Some(node), true) = (table.get("order"), order.contains(&mediator)) {
            let title = "the mediator stands among the sides it meets";
            let item = node
                .items()
                .iter()
                .find(|item| item.text() == Some(&parties[mediator].id));
            let span = item.map_or(node.span, |item| item.span);
            self.report(Diagnostic::error("Z0405", title).at(span, "a side is meant here"));
        }
        Protocol::Shuttle { mediator, order }
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

/// Everybody without whom something cannot be agreed, and every principal.
fn who_must_speak(parties: &[Party], issues: &[Issue], mediator: Option<usize>) -> Vec<usize> {
    let needed = |party: &usize| {
        parties[*party].role == Role::Principal
            || issues.iter().any(|issue| issue.consent.contains(*party))
    };
    (0..parties.len())
        .filter(|party| Some(*party) != mediator)
        .filter(needed)
        .collect()
}
