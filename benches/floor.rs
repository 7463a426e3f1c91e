//! What a replication of the first scenario costs by stage, beside the least that it could: instructions
//! counted under callgrind, and the operations and bytes that no program can do without.
//!
//! ```text
//! cargo bench --bench floor               # prints the table
//! cargo bench --bench floor -- --write    # also writes it in benches/README.md
//! ```
//!
//! Needs valgrind. An operation is one addition, multiplication, comparison or look-up of one number; a byte is
//! one read or written that differs between replications. `benches/README.md` says how each floor is reasoned.

#[path = "support/callgrind.rs"]
mod callgrind;
#[path = "support/readme.rs"]
mod readme;

use std::path::Path;
use zopa::game::search::Search;
use zopa::game::{Draw, Streams, Valuation};
use zopa::model::Scenario;
use zopa::negotiate::{Happening, Listener, Player, Setting, Talks};
use zopa::simulate::{Plays, Replicator, Tally};

/// Operations of ChaCha8 for one number of 64 bits: a block of eight takes four double rounds of eight quarter
/// rounds of twelve operations.
const RANDOM: f64 = 48.0;
/// Shares on which a party's belief about another's threshold rests.
const SHARES: f64 = 33.0;
/// Replications between which the difference is taken.
const FEW: u64 = 100;
const MANY: u64 = 600;

/// A stage, and what it does at the least.
struct Stage {
    name: &'static str,
    operations: f64,
    bytes: f64,
}

fn first_scenario() -> Scenario {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/us-russia-2025-03-18.toml");
    let loaded = zopa::scenario::load(&file, &[]);
    loaded
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

/// What is said in a replication.
#[derive(Default)]
struct Said {
    offers: u64,
    answers: u64,
}

impl Listener for Said {
    fn hear(&mut self, _: &Talks, happening: Happening<'_>) {
        match happening {
            Happening::Offer { .. } => self.offers += 1,
            Happening::Accept { .. } | Happening::Refuse { .. } => self.answers += 1,
            _ => {}
        }
    }
}

fn floors(scenario: &Scenario) -> [Stage; 4] {
    let setting = Setting::new(scenario);
    let mut player = Player::new(&setting, 1);
    let mut said = Said::default();
    for run in 0..MANY {
        player.play(run, &mut said);
    }
    let [offers, answers] = [said.offers, said.answers].map(|n| n as f64 / MANY as f64);
    println!("{offers:.1} offers and {answers:.1} answers in a replication");
    let conditions: usize = scenario.parties.iter().map(|p| p.conditions.len()).sum();
    let uncertain = (0..scenario.parties.len()).filter(|&p| setting.compiler.is_uncertain(p));
    let [
        issues,
        options,
        parties,
        conditions,
        inputs,
        terms,
        uncertain,
    ] = [
        setting.space.issues(),
        setting.space.options(),
        scenario.parties.len(),
        conditions,
        scenario.inputs.len(),
        setting.space.terms().len(),
        uncertain.count(),
    ]
    .map(|n| n as f64);
    let numbers = inputs + conditions + parties;
    let utilities = uncertain * (options + terms);
    let cells = 2.0 * issues + 3.0 * parties + 2.0 * conditions + inputs + offers;
    [
        Stage {
            name: "draw",
            operations: numbers * (RANDOM + 2.0),
            bytes: 16.0 * numbers,
        },
        Stage {
            name: "compile",
            operations: 4.0 * utilities,
            bytes: 8.0 * utilities,
        },
        Stage {
            name: "play",
            operations: offers * (2.0 * (options + terms) + (parties - 1.0) * (SHARES + issues))
                + answers * issues,
            bytes: offers * 8.0 * (options + terms + (parties - 1.0) * (SHARES + issues))
                + answers * 8.0 * issues,
        },
        Stage {
            name: "tally",
            operations: cells,
            bytes: 16.0 * cells,
        },
    ]
}

/// Goes through the stages up to this one, so many times.
fn up_to(stage: &str, times: u64) {
    let scenario = first_scenario();
    let setting = Setting::new(&scenario);
    let streams = Streams::new(1);
    let (mut draw, mut search) = (Draw::default(), Search::new());
    let mut made = vec![Valuation::default(); scenario.parties.len()];
    let mut plays = Plays::new(&setting, 1);
    let mut replicator = Replicator::new(&setting, 1);
    let mut tally = Tally::new(&scenario);
    for run in 0..times {
        match stage {
            "draw" => draw.draw(&scenario, &streams, run),
            "compile" => {
                draw.draw(&scenario, &streams, run);
                let (compiler, space) = (&setting.compiler, &setting.space);
                let uncertain = made
                    .iter_mut()
                    .enumerate()
                    .filter(|(p, _)| compiler.is_uncertain(*p));
                for (party, into) in uncertain {
                    compiler.compile(&scenario, space, party, &draw.inputs, &mut search, into);
                    assert!((0.0..=1.0).contains(&into.utility(space, space.start())));
                }
            }
            "play" => assert_eq!(plays.row(run).run, run),
            _ => assert_eq!(replicator.count(run, &mut tally).run, run),
        }
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, stage, times] = &arguments[..]
        && flag == "--up-to"
    {
        return up_to(stage, times.parse().expect("a number"));
    }
    if !callgrind::is_here() {
        return;
    }
    let mut lines = String::from(
        "| stage | operations at the least | bytes at the least | instructions | times the operations |\n\
         |---|---:|---:|---:|---:|\n",
    );
    let mut before = 0.0;
    let [mut operations, mut bytes] = [0.0; 2];
    for stage in floors(&first_scenario()) {
        let so_far = callgrind::each(&["--up-to", stage.name], FEW, MANY);
        lines.push_str(&row(
            stage.name,
            stage.operations,
            stage.bytes,
            so_far - before,
        ));
        before = so_far;
        operations += stage.operations;
        bytes += stage.bytes;
    }
    lines.push_str(&row("a replication", operations, bytes, before));
    lines.push_str(&format!("\nCounted with {}.\n", callgrind::compiler()));
    println!("{lines}");
    if arguments.iter().any(|argument| argument == "--write") {
        readme::write("floor", &lines);
        println!("wrote the table in benches/README.md");
    }
}

fn row(name: &str, operations: f64, bytes: f64, instructions: f64) -> String {
    let [shown, size, counted] =
        [operations, bytes, instructions].map(|n| readme::thousands(n.round() as u64));
    let times = instructions / operations;
    format!("| {name} | {shown} | {size} | {counted} | {times:.1} |\n")
}
