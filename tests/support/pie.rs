//! A pie that parties divide by votes, as the text of a scenario file, and what is seen of its talks.

use std::fmt::Write;
use zopa::model::{PartySet, Scenario};
use zopa::negotiate::{Happening, Listener, Player, Setting, Talks};

/// A pie to divide.
pub struct Pie {
    /// Units that it is cut into.
    pub units: u32,
    /// Votes needed.
    pub quota: u32,
    /// Per party, its patience and its chance of recognition.
    pub parties: Vec<(f64, f64)>,
    /// Parties whose yes is needed.
    pub vetoes: Vec<usize>,
    /// Rounds of the talks.
    pub rounds: u32,
}

impl Pie {
    /// A pie for equals.
    pub fn equal(n: usize, quota: u32, patience: f64, units: u32, rounds: u32) -> Self {
        Self {
            units,
            quota,
            parties: vec![(patience, 1.0); n],
            vetoes: Vec::new(),
            rounds,
        }
    }

    /// The scenario file.
    pub fn text(&self) -> String {
        let Self { units, quota, .. } = self;
        let mut text = String::from("name = \"Pie\"\n");
        let shares: Vec<String> = (0..self.parties.len())
            .map(|p| format!("\"s{p}\""))
            .collect();
        for share in &shares {
            let _ = writeln!(text, "[[issue]]\nid = {share}\nstatus_quo = 0");
            let _ = writeln!(text, "numbers = {{ from = 0, to = {units}, step = 1 }}");
        }
        let _ = writeln!(
            text,
            "[[limit]]\nissues = [{}]\nat_most = {units}",
            shares.join(", ")
        );
        for (p, (patience, recognition)) in self.parties.iter().enumerate() {
            let _ = writeln!(
                text,
                "[[party]]\nid = \"p{p}\"\npatience = {patience}\nrecognition = {recognition}\n\
                 interest = [{{ issue = \"s{p}\", weight = 1, value = {{ linear = \"rising\" }} }}]\n\
                 strategy = {{ bidding = \"equilibrium\" }}"
            );
        }
        let vetoes: Vec<String> = self.vetoes.iter().map(|p| format!("\"p{p}\"")).collect();
        let _ = writeln!(text, "[protocol]\nkind = \"legislative\"\nquota = {quota}");
        if !vetoes.is_empty() {
            let _ = writeln!(text, "vetoes = [{}]", vetoes.join(", "));
        }
        let _ = writeln!(text, "[time]\nrounds = {}", self.rounds);
        text
    }
}

/// A scenario without mistakes.
pub fn read(text: &str) -> Scenario {
    zopa::scenario::parse("played.toml", text.as_bytes(), &[])
        .unwrap_or_else(|problems| panic!("{}\n{text}", problems.render(false)))
        .scenario
}

/// How a replication went.
pub struct Played {
    /// Who moved what passed, and the round; `None` without a deal.
    pub deal: Option<(usize, u32)>,
    /// Who signed.
    pub signed: PartySet,
    /// Utility per party at the end.
    pub utilities: Vec<f64>,
    /// What stands at the end.
    pub package: Vec<u16>,
}

#[derive(Default)]
struct Watcher {
    last: usize,
    deal: Option<(usize, u32)>,
}

impl Listener for Watcher {
    fn hear(&mut self, talks: &Talks, happening: Happening<'_>) {
        match happening {
            Happening::Offer { party, .. } => self.last = party,
            Happening::Deal { .. } => self.deal = Some((self.last, talks.round)),
            _ => {}
        }
    }
}

/// Plays a scenario many times.
pub fn play(scenario: &Scenario, runs: u64) -> Vec<Played> {
    let setting = Setting::new(scenario);
    let mut player = Player::new(&setting, 7);
    let run = |number| {
        let mut watcher = Watcher::default();
        player.play(number, &mut watcher);
        let talks = &player.talks;
        let parties = 0..scenario.parties.len();
        let utility = |party| match (watcher.deal, setting.space.status_quo()) {
            (None, None) => talks.no_deal[party],
            _ => talks.utility(&setting, party, &talks.current),
        };
        Played {
            deal: watcher.deal,
            signed: talks.signed,
            utilities: parties.map(utility).collect(),
            package: talks.current.clone(),
        }
    };
    (0..runs).map(run).collect()
}
