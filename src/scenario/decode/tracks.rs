//! The tables of talks in several tracks, and side deals.

use super::super::diagnostic::{Diagnostic, counted, listed, quoted};
use super::super::format::Target;
use super::super::node::{Node, Span, Table};
use super::protocol::Seats;
use super::{Decoder, called, name_of, whole, word};
use crate::model::{AfterDeal, Issue, PartySet, Protocol, Track};

impl<'a> Decoder<'a, '_> {
    pub(super) fn side_deals(
        &mut self,
        scenario: &'a Table,
        protocol: &Protocol,
        issues: &[Issue],
    ) -> bool {
        let Some(table) = scenario.get("protocol").and_then(Node::table) else {
            return false;
        };
        if matches!(protocol, Protocol::Shuttle { .. }) {
            let why = "in shuttle mediation the sides never talk to each other";
            self.idle(table, "side_deals", why);
            return false;
        }
        if matches!(protocol, Protocol::Legislative(_)) {
            self.idle(table, "side_deals", "a legislature decides by open votes");
            return false;
        }
        let Some(entry) = table.entry("side_deals") else {
            return false;
        };
        let asked = entry.node.flag().unwrap_or(false);
        if asked && issues.iter().any(|issue| issue.status_quo.is_none()) {
            let title = "side deals need a status quo for every issue";
            let label = "a deal on part of the issues leaves the others without an option";
            self.report(Diagnostic::error("Z0430", title).at(entry.key_span, label));
        }
        asked
    }

    pub(super) fn tracks(
        &mut self,
        scenario: &'a Table,
        protocol: &'a Table,
        all: &Seats<'_>,
        span: Span,
    ) -> Protocol {
        for key in ["order", "mediator"] {
            self.idle(protocol, key, "each `[[track]]` has its own");
        }
        self.idle_agenda(protocol);
        if all.issues.iter().any(|issue| issue.status_quo.is_none()) {
            let title = "tables need a status quo for every issue";
            let label = "what one table settles leaves the issues of the others without an option";
            self.report(Diagnostic::error("Z0430", title).at(span, label));
        }
        let default = Self::after_deal(scenario);
        let last = scenario.get("time").and_then(Node::table);
        let last = last.and_then(|time| whole(time, "rounds")).unwrap_or(1);
        let mut tracks = Vec::new();
        let mut spans = Vec::new();
        for (_, table, node) in Self::tables(scenario, "track") {
            let track = self.track(table, node.span, all, (default, last));
            spans.push(table.get("after").map_or(node.span, |after| after.span));
            tracks.extend(track);
        }
        if Self::tables(scenario, "track").next().is_none() {
            let title = "the protocol `tracks` needs tables";
            let label = "each table is a `[[track]]` with its parties, issues and kind";
            self.report(Diagnostic::error("Z0431", title).at(span, label));
        }
        self.check_sequence(&tracks, &spans);
        Protocol::Tracks(tracks)
    }

    fn track(
        &mut self,
        table: &'a Table,
        span: Span,
        all: &Seats<'_>,
        (default, last): (AfterDeal, u32),
    ) -> Option<Track> {
        let who = called("track", table);
        let seated = self.seated(table, &who);
        let parties: PartySet = seated.iter().copied().collect();
        let within =
            |issue: &Issue| !issue.consent.is_empty() && parties.contains_all(issue.consent);
        let mut seats = Seats {
            parties: all.parties,
            issues: all.issues,
            needed: seated.clone(),
            seated,
            talked_about: all.issues.iter().map(within).collect(),
        };
        if table.has("issues") {
            self.check_consents(table, &seats);
            let chosen = self.own_issues(table, &who, all.issues.len());
            seats.talked_about = chosen;
        } else if !seats.talked_about.contains(&true) && !seats.seated.is_empty() {
            let title = format!("{who} has nothing to settle");
            let label = "every issue needs the consent of somebody who does not sit there";
            self.report(Diagnostic::error("Z0431", title).at(span, label));
        }
        let protocol = self.way_of_talking(table, &seats, span)?;
        self.check_speakers(table, &protocol, &seats);
        let (from, to) = self.calendar(table, &who, last);
        let after = table.get("after");
        let after = after
            .and_then(|node| self.reference(Target::Track, node, &format!("{who} comes after")));
        Some(Track {
            id: table.text("id").unwrap_or_default().to_owned(),
            name: name_of(table),
            parties,
            issues: seats.talked_about,
            protocol,
            from,
            to,
            after,
            secret: word(table, "result", "public") == "secret",
            after_deal: match table.text("after_deal") {
                Some("continue") => AfterDeal::Continue,
                Some(_) => AfterDeal::Stop,
                None => default,
            },
        })
    }

    /// The parties of a table, in the order given, each once.
    fn seated(&mut self, table: &'a Table, who: &str) -> Vec<usize> {
        let mut seated: Vec<usize> = Vec::new();
        let items = table.get("parties").map_or(&[][..], Node::items);
        for item in items {
            let party = self.reference(Target::Party, item, &format!("{who} seats"));
            let Some(party) = party.filter(|party| *party < crate::model::MAX_PARTIES) else {
                continue;
            };
            if seated.contains(&party) {
                let id = quoted(self.names.id(Target::Party, party));
                let title = format!("party {id} sits twice at the same table");
                self.report(Diagnostic::error("Z0431", title).at(item.span, "second time"));
            } else {
                seated.push(party);
            }
        }
        seated
    }

    fn own_issues(&mut self, table: &'a Table, who: &str, count: usize) -> Vec<bool> {
        let mut own = vec![false; count];
        let items = table.get("issues").map_or(&[][..], Node::items);
        for item in items {
            let issue = self.reference(Target::Issue, item, &format!("{who} is about"));
            if let Some(on) = issue.and_then(|issue| own.get_mut(issue)) {
                *on = true;
            }
        }
        own
    }

    /// Reports issues that nobody at the table can settle.
    fn check_consents(&mut self, table: &'a Table, seats: &Seats<'_>) {
        let items = table.get("issues").map_or(&[][..], Node::items);
        let seated: PartySet = seats.seated.iter().copied().collect();
        for item in items {
            let id = item.text().unwrap_or_default();
            let Some(issue) = self.names.index(Target::Issue, id) else {
                continue;
            };
            let Some(model) = seats.issues.get(issue) else {
                continue;
            };
            let missing: Vec<&str> = model
                .consent
                .without(seated)
                .iter()
                .map(|party| self.names.id(Target::Party, party))
                .collect();
            if missing.is_empty() || seats.seated.is_empty() {
                continue;
            }
            let title = format!("issue {} cannot be settled at this table", quoted(id));
            let label = format!("it needs the consent of {}", listed(missing));
            let mut diagnostic = Diagnostic::error("Z0431", title).at(item.span, label);
            if let Some(parties) = table.get("parties") {
                diagnostic = diagnostic.at(parties.span, "who sits there");
            }
            self.report(diagnostic);
        }
    }

    /// Reports those who speak at a table without sitting there.
    fn check_speakers(&mut self, table: &'a Table, protocol: &Protocol, seats: &Seats<'_>) {
        if let (Protocol::Shuttle { mediator, .. }, Some(node)) = (protocol, table.get("mediator"))
        {
            self.check_seated(*mediator, node.span, seats);
        }
        for item in table.get("order").map_or(&[][..], Node::items) {
            let party = item
                .text()
                .and_then(|id| self.names.index(Target::Party, id));
            if let Some(party) = party {
                self.check_seated(party, item.span, seats);
            }
        }
    }

    fn calendar(&mut self, table: &'a Table, who: &str, last: u32) -> (u32, u32) {
        let from = whole(table, "from").unwrap_or(1).max(1);
        let to = whole(table, "to").unwrap_or(last).max(1);
        let report = |decoder: &mut Self, key: &str, title: String, label: String| {
            if let Some(node) = table.get(key) {
                decoder.report(Diagnostic::error("Z0432", title).at(node.span, label));
            }
        };
        if from > last {
            let title = format!("{who} opens after the end of the talks");
            let label = format!("the talks last {} at most", counted(last as usize, "round"));
            report(self, "from", title, label);
        } else if to < from {
            let title = format!("{who} closes before it opens");
            report(self, "to", title, format!("it opens in round {from}"));
        }
        (from, to.min(last).max(from))
    }

    /// Reports tables that wait for each other.
    fn check_sequence(&mut self, tracks: &[Track], spans: &[Span]) {
        for (index, track) in tracks.iter().enumerate() {
            let mut before = track.after;
            for _ in 0..tracks.len() {
                if before == Some(index) {
                    let title = format!("track {} waits for itself to end", quoted(&track.id));
                    let label = "tables that come after each other in a circle never open";
                    let span = spans.get(index).copied();
                    let diagnostic = Diagnostic::error("Z0432", title);
                    self.report(match span {
                        Some(span) => diagnostic.at(span, label),
                        None => diagnostic.note(label),
                    });
                    break;
                }
                before = before.and_then(|before| tracks.get(before)?.after);
            }
        }
    }
}
