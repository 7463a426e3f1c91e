//! How a party bargains.

use super::super::diagnostic::Diagnostic;
use super::super::format::STRATEGY;
use super::super::node::{Node, Table, Value};
use super::{Decoder, readable, whole, word};
use crate::model::{
    Acceptance, Bidding, Convention, Imitation, Issue, OpponentModel, Party, Quantity, Strategy,
    Window,
};

/// Most numbers that all pictures which parties make themselves of each other may hold: one per option
/// of each issue, for each who has a picture and each who is pictured.
const MOST_PICTURED: usize = 4_000_000;

impl<'a> Decoder<'a, '_> {
    /// Reports parties that would make themselves more pictures than there is room for.
    pub(super) fn check_pictures(&mut self, parties: &[Party], issues: &[Issue]) {
        let pictures = |party: &&Party| {
            let mut strategies = party.strategies.iter();
            strategies.any(|(_, strategy)| strategy.model != OpponentModel::None)
        };
        let who = parties.iter().filter(pictures).count();
        let others = parties.len().saturating_sub(1);
        let options: usize = issues.iter().map(|issue| issue.options.len()).sum();
        if who.saturating_mul(others).saturating_mul(options) <= MOST_PICTURED {
            return;
        }
        let title = "the parties' pictures of each other would hold too many numbers";
        let label = format!(
            "{who} parties picture {others} others, with a number for each of {options} options"
        );
        let first = parties.iter().position(|party| pictures(&party));
        let Some(&span) = first.and_then(|first| self.places.parties.get(first)) else {
            return;
        };
        let diagnostic = Diagnostic::error("Z0210", title).at(span, label);
        self.report(diagnostic.help(
            "strategies with `model = \"none\"` and `equilibrium` make no pictures; a coarser `step` keeps them small",
        ));
    }

    /// The mixture of a party: each strategy with its share. One that concedes evenly where the
    /// file says nothing.
    pub(super) fn strategies(&mut self, table: &'a Table, who: &str) -> Vec<(Quantity, Strategy)> {
        let empty: &'a Table = const {
            &Table {
                entries: Vec::new(),
            }
        };
        let Some(entry) = table.entry("strategy") else {
            return vec![(Quantity::constant(1.0), self.strategy(empty))];
        };
        let tables: Vec<&'a Table> = match &entry.node.value {
            Value::Table(table) => vec![table],
            _ => entry.node.items().iter().filter_map(Node::table).collect(),
        };
        let shares: Vec<Quantity> = tables
            .iter()
            .map(|table| self.number_or(table, &STRATEGY, "share", 1.0))
            .collect();
        let none = |share: &Quantity| share.is_constant() && share.offset == 0.0;
        if !shares.is_empty() && shares.iter().all(none) && shares_are_numbers(&tables) {
            let title = format!("the strategies of {who} have no share above 0");
            let span = entry
                .node
                .items()
                .first()
                .map_or(entry.node.span, |n| n.span);
            let label = "one of them must be played";
            self.report(Diagnostic::error("Z0309", title).at(span, label));
        }
        let strategies: Vec<Strategy> = tables.iter().map(|table| self.strategy(table)).collect();
        shares.into_iter().zip(strategies).collect()
    }

    fn strategy(&mut self, table: &'a Table) -> Strategy {
        let bidding = word(table, "bidding", "linear");
        let acceptance = word(table, "acceptance", "next");
        self.idle_keys(table, bidding, acceptance);
        if bidding == "equilibrium" {
            let why = "equilibrium play follows from the game alone";
            for key in ["acceptance", "model"] {
                self.idle(table, key, why);
            }
            if let Some(entry) = table.entry("bidding") {
                self.places.equilibrium.push(entry.node.span);
            }
        }
        Strategy {
            name: table
                .text("name")
                .map_or_else(|| readable(bidding), str::to_owned),
            bidding: self.bidding(table, bidding),
            acceptance: self.acceptance(table, acceptance),
            model: match word(table, "model", "frequency") {
                _ if bidding == "equilibrium" => OpponentModel::None,
                "none" => OpponentModel::None,
                "public" => OpponentModel::Public,
                "hardheaded" => OpponentModel::HardHeaded,
                "smith" => OpponentModel::Smith,
                "bayesian" => OpponentModel::Bayesian,
                "types" => OpponentModel::Types,
                "perfect" => OpponentModel::Perfect,
                _ => OpponentModel::Frequency,
            },
            noise: self.number_or(table, &STRATEGY, "noise", 0.0),
            foresight: table.get("foresight").and_then(Node::flag).unwrap_or(false),
            walk_out_after: whole(table, "walk_out_after"),
        }
    }

    fn bidding(&mut self, table: &'a Table, bidding: &str) -> Bidding {
        let implied = match bidding {
            "boulware" => 0.2,
            "conceder" => 2.0,
            "hardliner" => 0.0,
            _ => 1.0,
        };
        if bidding == "time_dependent"
            && !table.has("exponent")
            && let Some(entry) = table.entry("bidding")
        {
            let title = "`time_dependent` needs `exponent` beside it";
            let label = "how fast it concedes is missing";
            self.report(Diagnostic::error("Z0213", title).at(entry.node.span, label));
        }
        let exponent = self.number_or(table, &STRATEGY, "exponent", implied);
        let start = self.number_or(table, &STRATEGY, "start", 1.0);
        let least = self.number_or(table, &STRATEGY, "least", 0.0);
        let reciprocity = self.number_or(table, &STRATEGY, "reciprocity", 1.0);
        let jitter = self.number_or(table, &STRATEGY, "jitter", 0.05);
        if start.is_constant()
            && least.is_constant()
            && least.offset > start.offset
            && let Some(entry) = table.entry("least").or_else(|| table.entry("start"))
        {
            let title = format!(
                "`least` must not be above `start`, but {} is above {}",
                least.offset, start.offset
            );
            let label = "it would start below what it never goes below";
            self.report(Diagnostic::error("Z0313", title).at(entry.node.span, label));
        }
        let imitate = |how, span, jitter| Bidding::Imitate {
            how,
            span: whole(table, "span").unwrap_or(span),
            jitter,
            start: start.clone(),
            least: least.clone(),
        };
        match bidding {
            "tit_for_tat_absolute" => imitate(Imitation::Absolute, 1, jitter),
            "tit_for_tat_random" => imitate(Imitation::Random, 1, jitter),
            "tit_for_tat_relative" => imitate(Imitation::Relative, 1, jitter),
            "tit_for_tat_averaged" => imitate(Imitation::Averaged, 3, jitter),
            "nice_tit_for_tat" => Bidding::NiceTitForTat,
            "hybrid" => Bidding::Hybrid {
                exponent,
                reciprocity,
                start,
                least,
            },
            "trade_off" => Bidding::TradeOff {
                exponent,
                start,
                least,
            },
            "random" => Bidding::Random { least },
            "tit_for_tat" => Bidding::TitForTat {
                reciprocity,
                start,
                least,
            },
            "micro" => Bidding::Micro,
            "best_reply" => Bidding::BestReply,
            "equilibrium" => Bidding::Equilibrium,
            _ => Bidding::TimeDependent {
                exponent,
                convention: match word(table, "convention", "faratin") {
                    "negmas" => Convention::Negmas,
                    _ => Convention::Faratin,
                },
                start,
                least,
            },
        }
    }

    fn acceptance(&mut self, table: &'a Table, acceptance: &str) -> Acceptance {
        let level = self.number_or(table, &STRATEGY, "accept_level", 0.5);
        let after = self.number_or(table, &STRATEGY, "accept_after", 0.9);
        match acceptance {
            "const" => Acceptance::Const { level },
            "time" => Acceptance::Time { after },
            "combi" => Acceptance::Combi {
                after,
                window: match word(table, "accept_window", "max") {
                    "average" => Window::Average,
                    "all" => Window::All,
                    _ => Window::Max,
                },
            },
            _ => Acceptance::Next,
        }
    }

    /// Warns of keys that the chosen bidding or acceptance does not read.
    fn idle_keys(&mut self, table: &'a Table, bidding: &str, acceptance: &str) {
        let imitates = bidding.starts_with("tit_for_tat_");
        let follows_clock = !imitates
            && !matches!(
                bidding,
                "tit_for_tat"
                    | "nice_tit_for_tat"
                    | "micro"
                    | "best_reply"
                    | "equilibrium"
                    | "random"
            );
        let demanding = follows_clock || imitates || bidding == "tit_for_tat";
        let mixed = matches!(bidding, "hybrid" | "trade_off");
        let bidding_reads = [
            ("exponent", follows_clock),
            ("convention", follows_clock && !mixed),
            ("start", demanding),
            ("least", demanding || bidding == "random"),
            ("reciprocity", matches!(bidding, "tit_for_tat" | "hybrid")),
            ("span", imitates),
            ("jitter", bidding == "tit_for_tat_random"),
        ];
        let acceptance_reads = [
            ("accept_level", acceptance == "const"),
            ("accept_after", matches!(acceptance, "time" | "combi")),
            ("accept_window", acceptance == "combi"),
        ];
        for (key, read) in bidding_reads {
            if !read {
                self.idle(table, key, format!("bidding `{bidding}` does not use it"));
            }
        }
        for (key, read) in acceptance_reads {
            if !read {
                self.idle(
                    table,
                    key,
                    format!("acceptance `{acceptance}` does not use it"),
                );
            }
        }
    }
}

/// Whether every share given is a number of its own, so that the placeholder 0 of a wrong one is
/// not mistaken for it.
fn shares_are_numbers(tables: &[&Table]) -> bool {
    let shares = tables.iter().filter_map(|table| table.get("share"));
    shares.into_iter().all(|share| share.number().is_some())
}
