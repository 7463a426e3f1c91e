//! Random scenarios, as text of scenario files: up to five parties and five issues of mixed kinds,
//! with any consents, conditions, strategies, protocol, events, levers and implementation.
//!
//! A scenario is a function of a list of choices that proptest draws. Where the list ends, every
//! further choice is the first, which is always the simplest, so that proptest shrinks a failing
//! scenario to a small one by shortening the list.

use proptest::prelude::*;
use std::fmt::Write;
use zopa::model::Scenario;

/// Random scenario texts.
pub fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<u16>(), 0..400).prop_map(|choices| text(&choices))
}

/// The scenario that a list of choices describes.
pub fn text(choices: &[u16]) -> String {
    let mut author = Author {
        choices: choices.iter(),
        parties: 0,
        mediator: false,
        status_quo: true,
        talks: Talk::Each,
        rational: false,
        issues: Vec::new(),
        consents: Vec::new(),
        stands: Vec::new(),
        votes: 0,
        out: String::new(),
    };
    author.scenario();
    author.out
}

/// The scenario that a text describes; `None` where chance wrote a contradiction.
pub fn read(text: &str) -> Option<Scenario> {
    zopa::scenario::parse("random.toml", text.as_bytes(), &[])
        .ok()
        .map(|loaded| loaded.scenario)
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Unordered,
    Ordered,
    Numbers,
}

/// How the parties of a random scenario talk.
#[derive(Clone, Copy, PartialEq)]
enum Talk {
    Each,
    InTurn,
    Random,
    Votes,
    Attrition,
    Auction,
    Shuttle,
}

struct Author<'a> {
    choices: std::slice::Iter<'a, u16>,
    parties: usize,
    mediator: bool,
    /// Whether anything stands while nothing is agreed.
    status_quo: bool,
    talks: Talk,
    /// Whether everybody plays the equilibrium, of a game in which nothing is uncertain.
    rational: bool,
    /// Per issue, its kind and number of options.
    issues: Vec<(Kind, usize)>,
    /// Per issue, whose consent moves it.
    consents: Vec<Vec<usize>>,
    /// Per issue, the option that stands; the first where nothing does.
    stands: Vec<usize>,
    /// Votes handed out so far, where a legislature decides.
    votes: usize,
    out: String,
}

impl Author<'_> {
    /// One of `n` choices, from 0.
    fn pick(&mut self, n: usize) -> usize {
        usize::from(*self.choices.next().unwrap_or(&0)) % n
    }

    /// With probability `1 / n`; never where choices ran out.
    fn rarely(&mut self, n: usize) -> bool {
        self.pick(n) == n - 1
    }

    fn word(&mut self, words: &[&'static str]) -> &'static str {
        words[self.pick(words.len())]
    }

    fn line(&mut self, line: impl AsRef<str>) {
        self.out.push_str(line.as_ref());
        self.out.push('\n');
    }

    /// A multiple of 0.05 from `low` to `high`.
    fn number(&mut self, low: f64, high: f64) -> f64 {
        let steps = ((high - low) / 0.05).round() as usize;
        low + self.pick(steps + 1) as f64 * 0.05
    }

    /// A number from `low` to `high`, fixed, uncertain or fed by the shared input.
    fn quantity(&mut self, low: f64, high: f64) -> String {
        let a = self.number(low, high);
        if self.rational || !self.rarely(3) {
            return format!("{a:.2}");
        }
        let b = self.number(low, high);
        let (a, b) = (a.min(b), a.max(b) + 0.01);
        let middle = (a + b) / 2.0;
        let b = b.min(high);
        if b <= a {
            return format!("{a:.2}");
        }
        match self.pick(6) {
            0 => format!("{{ uniform = [{a:.2}, {b:.2}] }}"),
            1 => format!("{{ triangular = [{a:.3}, {:.3}, {b:.3}] }}", middle.min(b)),
            2 => format!("{{ pert = [{a:.3}, {:.3}, {b:.3}] }}", middle.min(b)),
            3 => format!("{{ normal = [{middle:.3}, 0.1], low = {a:.3}, high = {b:.3} }}"),
            4 => format!("{{ choice = [[{a:.2}, 1], [{b:.2}, 2]] }}"),
            _ => format!(
                "{{ input = \"mood\", scale = {:.3}, offset = {a:.3} }}",
                b - a
            ),
        }
    }

    fn scenario(&mut self) {
        self.line("name = \"Random\"");
        self.line("[[input]]\nid = \"mood\"\nvalue = { uniform = [0, 1] }");
        self.line("[[input]]\nid = \"cards\"\nvalue = { triangular = [0, 0.3, 1] }");
        if self.rarely(3) {
            let rank = self.number(-0.9, 0.9);
            self.line(format!(
                "[[correlation]]\ninputs = [\"mood\", \"cards\"]\nrank = {rank:.2}"
            ));
        }
        let shuttle = self.rarely(3);
        // Chosen early, so that these come up in short lists of choices too.
        let way = self.word(&["usual", "usual", "issue_by_issue", "tracks"]);
        let aside = self.rarely(2);
        self.parties = 1 + self.pick(5) + usize::from(shuttle);
        self.parties = self.parties.clamp(1 + usize::from(shuttle), 5);
        self.mediator = shuttle;
        let ways = [
            Talk::Each,
            Talk::InTurn,
            Talk::Random,
            Talk::Votes,
            Talk::Attrition,
            Talk::Auction,
        ];
        let usual = way == "usual";
        self.talks = match self.pick(if self.parties == 2 { 6 } else { 4 }) {
            _ if shuttle => Talk::Shuttle,
            _ if !usual => Talk::Each,
            way => ways[way],
        };
        self.rational = match self.talks {
            _ if !usual => false,
            Talk::Shuttle | Talk::Auction => false,
            Talk::Each if self.parties > 2 => false,
            Talk::Votes => self.rarely(2),
            _ => self.rarely(4),
        };
        self.status_quo = !self.rarely(4);
        let auction = self.talks == Talk::Auction;
        let issues = if auction { 1 } else { 1 + self.pick(5) };
        for issue in 0..issues {
            self.issue(issue);
        }
        self.limit();
        for party in 0..self.parties {
            self.party(party);
        }
        self.protocol(way, aside);
        if !self.rational {
            for event in 0..self.pick(3) {
                self.event(event);
            }
            for lever in 0..self.pick(3) {
                self.lever(lever);
            }
        }
        if self.status_quo && self.rarely(2) {
            self.implementation();
        }
        let state = self.state();
        self.line(format!(
            "[[outcome]]\nid = \"class\"\nname = \"A class\"\nwhen = {state}"
        ));
    }

    fn issue(&mut self, issue: usize) {
        let kinds = [Kind::Unordered, Kind::Ordered, Kind::Numbers];
        let auction = self.talks == Talk::Auction;
        let kind = match auction {
            true => kinds[1 + self.pick(2)],
            false => kinds[self.pick(3)],
        };
        let size = 2 + self.pick(4);
        self.line(format!("[[issue]]\nid = \"i{issue}\""));
        if kind == Kind::Numbers {
            self.line(format!(
                "numbers = {{ from = 0, to = {}, step = 1 }}",
                size - 1
            ));
        } else {
            let options: Vec<String> = (0..size).map(|o| format!("\"o{o}\"")).collect();
            self.line(format!("options = [{}]", options.join(", ")));
        }
        if kind == Kind::Ordered {
            self.line("ordered = true");
        }
        self.issues.push((kind, size));
        self.stands.push(0);
        if self.status_quo {
            let status_quo = self.pick(size);
            self.stands[issue] = status_quo;
            let status_quo = self.option(issue, status_quo);
            self.line(format!("status_quo = {status_quo}"));
        }
        let unanimous = auction || self.rational && self.parties > 2;
        if !unanimous && self.rarely(2) {
            let mut who: Vec<usize> = (0..self.parties).collect();
            who.retain(|_| self.pick(2) == 1);
            if who.is_empty() {
                who.push(self.pick(self.parties));
            }
            self.line(format!("consent = [{}]", ids(&who)));
            self.consents.push(who);
        } else {
            let first = usize::from(self.mediator);
            self.consents.push((first..self.parties).collect());
        }
        if self.rarely(4) {
            let days = self.pick(4);
            self.line(format!("takes_effect_days = {days}"));
        }
    }

    /// A budget over the issues with numbers, now and then.
    fn limit(&mut self) {
        let numbers = |issue: &usize| self.issues[*issue].0 == Kind::Numbers;
        let summed: Vec<usize> = (0..self.issues.len()).filter(numbers).collect();
        if summed.is_empty() || !self.rarely(3) {
            return;
        }
        let stands: usize = summed.iter().map(|&issue| self.stands[issue]).sum();
        let all: usize = summed.iter().map(|&issue| self.issues[issue].1 - 1).sum();
        let at_most = stands.max(self.pick(all + 1));
        let issues: Vec<String> = summed.iter().map(|issue| format!("\"i{issue}\"")).collect();
        let issues = issues.join(", ");
        self.line(format!(
            "[[limit]]\nissues = [{issues}]\nat_most = {at_most}"
        ));
    }

    /// An option as it is written in files.
    fn option(&self, issue: usize, option: usize) -> String {
        match self.issues[issue].0 {
            Kind::Numbers => option.to_string(),
            _ => format!("\"o{option}\""),
        }
    }

    fn party(&mut self, party: usize) {
        self.line(format!("[[party]]\nid = \"p{party}\""));
        if self.mediator && party == 0 {
            self.line("role = \"mediator\"");
        }
        if self.talks == Talk::Votes {
            self.vote(party);
        }
        if self.rarely(5) {
            self.line("scale = \"as_given\"");
            let divisor = self.number(0.5, 5.0);
            self.line(format!("divisor = {divisor:.2}"));
        }
        if !self.status_quo || self.rarely(2) {
            let value = self.quantity(0.0, 0.9);
            self.line(format!("reservation = {value}"));
        } else {
            let value = self.quantity(-0.1, 0.4);
            self.line(format!("reservation_over_status_quo = {value}"));
        }
        if self.rational && self.talks == Talk::Attrition {
            self.line("delay_cost = 0.02");
        } else {
            let patience = self.quantity(0.7, if self.rational { 0.95 } else { 1.0 });
            self.line(format!("patience = {patience}"));
            self.ways_out();
        }
        for issue in 0..self.issues.len() {
            self.interest(party, issue);
        }
        for condition in 0..self.pick(4) {
            self.condition(condition);
        }
        for _ in 0..1 + self.pick(2) {
            self.strategy();
        }
    }

    /// A party's votes, and how often it moves something.
    fn vote(&mut self, party: usize) {
        let mut votes = 1;
        if self.rarely(2) {
            // The first has a vote and a chance to speak, so that something can be decided.
            votes = self.pick(4).max(usize::from(party == 0));
            let recognition = self.number(if party == 0 { 0.1 } else { 0.0 }, 2.0);
            self.line(format!("votes = {votes}\nrecognition = {recognition:.2}"));
        }
        self.votes += votes;
    }

    /// Where a party can go, what a breakdown leaves it, how often it proposes, what delay costs it.
    fn ways_out(&mut self) {
        let offers = matches!(self.talks, Talk::Each | Talk::InTurn | Talk::Random);
        if offers && self.rarely(3) {
            let option = self.quantity(0.0, 0.9);
            self.line(format!("outside_option = {option}"));
        }
        if self.rarely(4) {
            let value = self.quantity(0.0, 0.9);
            self.line(format!("breakdown_value = {value}"));
        }
        if self.talks == Talk::Random && self.rarely(2) {
            let weight = self.number(0.0, 3.0);
            self.line(format!("recognition = {weight:.2}"));
        }
        if self.talks == Talk::Attrition {
            let cost = self.quantity(0.0, 0.1);
            self.line(format!("delay_cost = {cost}"));
        }
    }

    fn interest(&mut self, party: usize, issue: usize) {
        // Every party wants something of the first issue, so that its utilities have a range.
        if issue > 0 && self.rarely(4) {
            return;
        }
        let (kind, size) = self.issues[issue];
        let weight = self.quantity(0.1, 3.0);
        let value = match self.pick(4) {
            _ if self.talks == Talk::Auction => {
                let way = ["rising", "falling"][party];
                format!("{{ linear = \"{way}\" }}")
            }
            0 | 1 if kind != Kind::Unordered => {
                let way = self.word(&["rising", "falling"]);
                format!("{{ linear = \"{way}\" }}")
            }
            2 if kind == Kind::Numbers => {
                let ideal = self.number(0.0, (size - 1) as f64);
                let tolerance = self.quantity(0.5, 3.0);
                format!("{{ peaked = {ideal:.2}, tolerance = {tolerance} }}")
            }
            _ => {
                let entry = |o: usize, author: &mut Self| {
                    let value = author.quantity(0.0, 1.0);
                    match kind {
                        Kind::Numbers => format!("\"{o}\" = {value}"),
                        _ => format!("o{o} = {value}"),
                    }
                };
                let mut table: Vec<String> = (0..size).map(|o| entry(o, self)).collect();
                let last = table.len() - 1;
                let best = table[last].split(" = ").next().unwrap_or("").to_owned();
                table[last] = format!("{best} = 1");
                format!("{{ table = {{ {} }} }}", table.join(", "))
            }
        };
        self.line(format!(
            "[[party.interest]]\nissue = \"i{issue}\"\nweight = {weight}\nvalue = {value}"
        ));
    }

    fn condition(&mut self, condition: usize) {
        let require = self.predicate(2);
        let weight = self.quantity(0.0, 2.0);
        let firmness = match self.rational {
            true => self.word(&["0", "1"]).to_owned(),
            false => self.quantity(0.0, 0.95),
        };
        self.line(format!("[[party.condition]]\nid = \"c{condition}\"\nsaid = \"This\"\nsource = \"Nobody\"\nrequire = {require}\nweight = {weight}\nfirmness = {firmness}"));
        if self.rarely(4) {
            let when = self.predicate(1);
            self.line(format!("when = {when}"));
        }
    }

    fn predicate(&mut self, depth: usize) -> String {
        match if depth == 0 { 0 } else { self.pick(6) } {
            3 => format!("{{ not = {} }}", self.predicate(depth - 1)),
            joined @ (4 | 5) => {
                let word = ["all", "any"][joined - 4];
                let parts: Vec<String> = (0..2 + self.pick(2))
                    .map(|_| self.predicate(depth - 1))
                    .collect();
                format!("{{ {word} = [{}] }}", parts.join(", "))
            }
            _ => self.atom(),
        }
    }

    fn atom(&mut self) -> String {
        let issue = self.pick(self.issues.len());
        let (kind, size) = self.issues[issue];
        let word = match kind {
            Kind::Unordered => self.word(&["is", "is_not"]),
            _ => self.word(&["is", "is_not", "at_least", "at_most"]),
        };
        let option = self.pick(size);
        let option = self.option(issue, option);
        format!("{{ issue = \"i{issue}\", {word} = {option} }}")
    }

    fn strategy(&mut self) {
        if self.rational && !(self.talks == Talk::Votes && self.rarely(3)) {
            self.line("[[party.strategy]]\nbidding = \"equilibrium\"");
            return;
        }
        let bidding = self.word(&[
            "linear",
            "boulware",
            "conceder",
            "hardliner",
            "time_dependent",
            "tit_for_tat",
            "micro",
            "best_reply",
            "tit_for_tat_absolute",
            "tit_for_tat_random",
            "tit_for_tat_relative",
            "tit_for_tat_averaged",
            "nice_tit_for_tat",
            "hybrid",
            "trade_off",
            "random",
        ]);
        let share = self.quantity(0.2, 1.0);
        let acceptance = self.word(&["next", "const", "time", "combi"]);
        let foresight = self.word(&["false", "true"]);
        let model = self.word(&[
            "frequency",
            "none",
            "public",
            "hardheaded",
            "smith",
            "bayesian",
            "types",
            "perfect",
        ]);
        self.line(format!("[[party.strategy]]\nshare = {share}\nbidding = \"{bidding}\"\nacceptance = \"{acceptance}\"\nmodel = \"{model}\"\nforesight = {foresight}"));
        match acceptance {
            "const" => {
                let level = self.quantity(0.0, 1.0);
                self.line(format!("accept_level = {level}"));
            }
            "time" | "combi" => {
                let after = self.quantity(0.0, 1.0);
                self.line(format!("accept_after = {after}"));
                if acceptance == "combi" && self.rarely(2) {
                    let window = self.word(&["average", "all"]);
                    self.line(format!("accept_window = \"{window}\""));
                }
            }
            _ => {}
        }
        match bidding {
            "time_dependent" => {
                let exponent = self.quantity(0.0, 3.0);
                let least = self.quantity(0.0, 0.5);
                self.line(format!("exponent = {exponent}\nleast = {least}"));
            }
            "tit_for_tat" => {
                let reciprocity = self.quantity(0.0, 2.0);
                self.line(format!("reciprocity = {reciprocity}"));
            }
            imitating if imitating.starts_with("tit_for_tat_") => {
                let span = 1 + self.pick(3);
                self.line(format!("span = {span}"));
            }
            _ => {}
        }
        if self.rarely(3) {
            let noise = self.quantity(0.0, 0.1);
            self.line(format!("noise = {noise}"));
        }
        if self.rarely(4) {
            let limit = 1 + self.pick(4);
            self.line(format!("walk_out_after = {limit}"));
        }
    }

    fn protocol(&mut self, way: &str, aside: bool) {
        let shuttle = self.talks == Talk::Shuttle;
        let first = usize::from(shuttle);
        let mut order: Vec<usize> = (first..self.parties).collect();
        let turn = self.pick(order.len());
        order.rotate_left(turn);
        let after = match self.rational {
            true => "stop",
            false => self.word(&["stop", "continue"]),
        };
        let one_by_one = self.status_quo && way == "issue_by_issue";
        let tracks = self.status_quo && way == "tracks";
        let aside = self.status_quo && aside && self.talks == Talk::Each && !self.rational;
        let rounds = 1 + self.pick(10);
        if tracks {
            self.line(format!(
                "[protocol]\nkind = \"tracks\"\nside_deals = {aside}\nafter_deal = \"{after}\""
            ));
            for table in 0..1 + self.pick(3) {
                self.track(table, rounds);
            }
        } else if one_by_one {
            let everybody: Vec<usize> = (0..self.parties).collect();
            let order = if shuttle { everybody } else { order };
            self.line(format!(
                "[protocol]\nkind = \"issue_by_issue\"\norder = [{}]",
                ids(&order)
            ));
            self.agenda(&order);
            if aside {
                self.line("side_deals = true");
            }
        } else if self.talks == Talk::Votes {
            self.legislature(after);
        } else {
            let kind = match self.talks {
                Talk::Shuttle => self.word(&["shuttle", "shuttle", "single_text"]),
                Talk::Attrition => "attrition",
                Talk::Auction => "double_auction",
                Talk::Each if !self.rational => self.word(&[
                    "alternating_offers",
                    "simultaneous_concession",
                    "single_text",
                ]),
                _ => "alternating_offers",
            };
            let more = match self.talks {
                Talk::Shuttle if kind == "shuttle" => "\nmediator = \"p0\"\ntells = 0.8",
                Talk::Shuttle => "\nmediator = \"p0\"",
                Talk::InTurn => "\nproposer = \"in_turn\"",
                Talk::Random => "\nproposer = \"random\"",
                _ => "",
            };
            let rules = self.rules(kind);
            self.line(format!(
                "[protocol]\nkind = \"{kind}\"{more}{rules}\norder = [{}]\nafter_deal = \"{after}\"",
                ids(&order)
            ));
            if aside && kind == "alternating_offers" {
                self.line("side_deals = true");
            }
        }
        self.line(format!("[time]\nrounds = {rounds}"));
        let war = self.rational && self.talks == Talk::Attrition;
        if war || self.rarely(4) {
            self.line("horizon = \"infinite\"");
        }
        if !war && self.rarely(3) {
            let breakdown = self.quantity(0.0, 0.2);
            self.line(format!("breakdown = {breakdown}"));
        }
        if !self.rational && self.rarely(3) {
            let low = 1 + self.pick(rounds);
            self.line(format!("deadline = {{ uniform = [{low}, {rounds}] }}"));
        }
    }

    fn legislature(&mut self, after: &str) {
        let quota = 1 + self.pick(self.votes);
        let rule = match self.rational {
            true => "closed",
            false => self.word(&["closed", "open"]),
        };
        self.line(format!(
            "[protocol]\nkind = \"legislative\"\nquota = {quota}\nrule = \"{rule}\"\nafter_deal = \"{after}\""
        ));
        if self.rarely(3) {
            let veto = self.pick(self.parties);
            self.line(format!("vetoes = [\"p{veto}\"]"));
        }
    }

    /// Numbers of a protocol's own, each on a line after the last.
    fn rules(&mut self, kind: &str) -> String {
        let mut rules = String::new();
        match kind {
            "double_auction" => {
                let weight = self.number(0.0, 1.0);
                let _ = write!(rules, "\nbuyer_weight = {weight:.2}");
            }
            "simultaneous_concession" if self.rarely(2) => {
                let step = self.quantity(0.0, 1.0);
                let _ = write!(rules, "\nstep = {step}");
            }
            "single_text" => {
                let changes = 1 + self.pick(3);
                let drafts = 1 + self.pick(12);
                let _ = write!(rules, "\nchanges = {changes}\ndrafts = {drafts}");
                if self.rarely(2) {
                    let start = self.quantity(0.05, 2.0);
                    let cooling = self.quantity(0.05, 1.0);
                    let weigh = self.word(&["proportion", "difference"]);
                    let _ = write!(
                        rules,
                        "\nstart_temperature = {start}\ncooling = {cooling}\nweigh = \"{weigh}\""
                    );
                }
            }
            _ => {}
        }
        rules
    }

    fn agenda(&mut self, seated: &[usize]) {
        let rule = self.word(&["given", "easiest_first", "hardest_first", "chosen"]);
        self.line(format!("agenda_rule = \"{rule}\""));
        if rule == "chosen" {
            let chooser = seated[self.pick(seated.len())];
            self.line(format!("chooser = \"p{chooser}\""));
        }
        if self.rarely(3) {
            let rounds = 1 + self.pick(3);
            self.line(format!("rounds_per_issue = {rounds}"));
        }
        let whole = self.word(&["false", "true"]);
        self.line(format!("nothing_until_everything = {whole}"));
    }

    /// A table for those whose consent some issue needs, and perhaps others.
    fn track(&mut self, table: usize, rounds: usize) {
        let about = self.pick(self.consents.len());
        let mut seated = self.consents[about].clone();
        for party in 0..self.parties {
            if !seated.contains(&party) && self.pick(2) == 1 {
                seated.push(party);
            }
        }
        let shuttle = self.mediator && seated.contains(&0) && seated.len() > 1 && self.rarely(2);
        let kind = if shuttle {
            "shuttle"
        } else {
            self.word(&["alternating_offers", "issue_by_issue"])
        };
        let result = self.word(&["public", "secret"]);
        self.line(format!(
            "[[track]]\nid = \"t{table}\"\nparties = [{}]\nkind = \"{kind}\"\nresult = \"{result}\"",
            ids(&seated)
        ));
        match kind {
            "shuttle" => self.line("mediator = \"p0\""),
            "issue_by_issue" => self.agenda(&seated),
            _ => {}
        }
        if kind != "issue_by_issue" && self.rarely(2) {
            let after = self.word(&["continue", "stop"]);
            self.line(format!("after_deal = \"{after}\""));
        }
        if self.rarely(2) {
            let issue = self.pick(self.consents.len());
            let both = if issue == about || self.consents[issue].iter().any(|p| !seated.contains(p))
            {
                format!("\"i{about}\"")
            } else {
                format!("\"i{about}\", \"i{issue}\"")
            };
            self.line(format!("issues = [{both}]"));
        }
        if self.rarely(2) {
            let from = 1 + self.pick(rounds);
            let to = from + self.pick(rounds + 1 - from);
            self.line(format!("from = {from}\nto = {to}"));
        }
        if table > 0 && self.rarely(2) {
            let before = self.pick(table);
            self.line(format!("after = \"t{before}\""));
        }
    }

    fn effect(&mut self) -> String {
        let party = self.pick(self.parties);
        match self.pick(3) {
            0 => {
                let change = self.quantity(-0.3, 0.3);
                format!("{{ party = \"p{party}\", reservation = {change} }}")
            }
            1 => {
                let issue = self.pick(self.issues.len());
                let option = self.pick(self.issues[issue].1);
                let option = self.option(issue, option);
                let change = self.quantity(-0.3, 0.3);
                format!(
                    "{{ party = \"p{party}\", issue = \"i{issue}\", option = {option}, value = {change} }}"
                )
            }
            _ => {
                let change = self.quantity(-0.3, 0.3);
                format!("{{ input = \"mood\", shift = {change} }}")
            }
        }
    }

    fn event(&mut self, event: usize) {
        let when = if self.rarely(2) {
            format!("round = {}", 1 + self.pick(3))
        } else {
            let hazard = self.quantity(0.0, 0.5);
            let repeats = self.word(&["false", "true"]);
            format!("hazard = {hazard}\nrepeats = {repeats}")
        };
        let effects: Vec<String> = (0..1 + self.pick(2)).map(|_| self.effect()).collect();
        let effects = effects.join(", ");
        let when = if self.rarely(2) {
            format!("{when}\nif = {}", self.atom())
        } else {
            when
        };
        self.line(format!(
            "[[event]]\nid = \"e{event}\"\n{when}\neffect = [{effects}]"
        ));
    }

    fn lever(&mut self, lever: usize) {
        if self.parties < 2 {
            return;
        }
        let holder = self.pick(self.parties);
        let target = (holder + 1 + self.pick(self.parties - 1)) % self.parties;
        let cost = self.quantity(0.0, 0.1);
        let change = self.quantity(-0.3, 0.1);
        let mut effects = format!("{{ party = \"p{target}\", reservation = {change} }}");
        if self.rarely(2) {
            effects = format!("{effects}, {}", self.effect());
        }
        let reversible = self.word(&["true", "false"]);
        self.line(format!("[[leverage]]\nid = \"l{lever}\"\nholder = \"p{holder}\"\ntarget = \"p{target}\"\ncost = {cost}\nreversible = {reversible}\neffect = [{effects}]"));
    }

    fn implementation(&mut self) {
        let mut text = String::from("[implementation]\nrounds = 5\n");
        for key in ["reconsider", "monitoring", "answer"] {
            let value = self.quantity(0.0, 1.0);
            let _ = writeln!(text, "{key} = {value}");
        }
        let guarantee = self.quantity(0.0, 0.5);
        let noise = self.quantity(0.05, 0.3);
        let _ = write!(text, "guarantee = {guarantee}\nnoise = {noise}");
        self.line(text);
    }

    fn state(&mut self) -> String {
        match self.pick(5) {
            0 => "{ deal = true }".to_owned(),
            1 => format!("{{ signed_by = \"p{}\" }}", self.pick(self.parties)),
            2 => format!("{{ moved = \"i{}\" }}", self.pick(self.issues.len())),
            3 => format!("{{ held = \"i{}\" }}", self.pick(self.issues.len())),
            _ => self.atom(),
        }
    }
}

/// Parties as they are written in a list.
fn ids(parties: &[usize]) -> String {
    let ids: Vec<String> = parties.iter().map(|p| format!("\"p{p}\"")).collect();
    ids.join(", ")
}
