//! Instructions of five fixed jobs, counted under callgrind, and held against the table of `benches/README.md`.
//!
//! ```text
//! cargo bench --bench instructions              # counts, and shows them beside the table
//! cargo bench --bench instructions -- --check   # fails where one is more than 5% off
//! cargo bench --bench instructions -- --write   # writes the table anew
//! ```
//!
//! Needs valgrind. Each job checks what it computes, and uses one thread.

#[path = "support/callgrind.rs"]
mod callgrind;
#[path = "support/generated.rs"]
mod generated;
#[path = "support/readme.rs"]
mod readme;

use generated::Size;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;
use zopa::analysis::{self, analyze};
use zopa::experiment::tournament::{Counter, Seating, Settings, Tournament};
use zopa::game::search::Search;
use zopa::game::{Draw, Streams};
use zopa::model::Scenario;
use zopa::negotiate::Setting;
use zopa::negotiate::strategy::Entrant;
use zopa::simulate::Plays;

/// How far a count may be from the table.
const ALLOWED: f64 = 0.05;

struct Job {
    name: &'static str,
    about: &'static str,
    run: fn(),
}

const JOBS: [Job; 5] = [
    Job {
        name: "compile",
        about: "the first scenario read and made ready, and 500 draws of it turned into utilities",
        run: compile,
    },
    Job {
        name: "replications",
        about: "100 replications of the first scenario",
        run: replications,
    },
    Job {
        name: "search",
        about: "40 replications of 12 issues of 10 options, three parties, five conditions",
        run: search,
    },
    Job {
        name: "frontier",
        about: "`zopa analyze` of 8 issues of 4 options, three parties: 65,536 packages one by one",
        run: frontier,
    },
    Job {
        name: "tournament",
        about: "a tournament of NegMAS's four presets on 27 packages: 3,200 games of up to 100 rounds",
        run: tournament,
    },
];

fn first_scenario() -> Scenario {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/us-russia-2025-03-18.toml");
    let loaded = zopa::scenario::load(&file, &[]);
    loaded
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

fn compile() {
    let scenario = first_scenario();
    let setting = Setting::new(&scenario);
    let streams = Streams::new(1);
    let (mut draw, mut search) = (Draw::default(), Search::new());
    for run in 0..500 {
        draw.draw(&scenario, &streams, run);
        let (compiler, space) = (&setting.compiler, &setting.space);
        for valuation in compiler.compile_all(&scenario, space, &draw, &mut search) {
            let stands = valuation.utility(space, space.start());
            assert!((0.0..=1.0).contains(&stands), "{stands}");
        }
    }
}

fn replications() {
    let scenario = first_scenario();
    let setting = Setting::new(&scenario);
    let mut plays = Plays::new(&setting, 1);
    let ends: BTreeSet<usize> = (0..100).map(|run| plays.row(run).outcome).collect();
    assert!(ends.len() > 1, "all end alike");
}

fn search() {
    let scenario = generated::scenario(Size {
        issues: 12,
        options: 10,
        conditions: 5,
    });
    let setting = Setting::new(&scenario);
    let mut plays = Plays::new(&setting, 1);
    let start = setting.space.start();
    let deals = (0..40)
        .filter(|&run| plays.row(run).package != start)
        .count();
    assert!(deals >= 20, "{deals} of 40 end in a deal");
}

fn frontier() {
    let scenario = generated::scenario(Size {
        issues: 8,
        options: 4,
        conditions: 5,
    });
    let found = analyze(&scenario, &analysis::Settings::usual(&scenario));
    assert!(found.enumerated && found.pareto.is_some_and(|pareto| pareto.size > 1));
}

fn tournament() {
    let issues = ["x", "y", "z"];
    let issue = |id: &str| format!("[[issue]]\nid = \"{id}\"\noptions = [\"a\", \"b\", \"c\"]\n");
    let party = |name: &str, values: [[f64; 3]; 3]| {
        let interest = |(id, [a, b, c]): (&str, [f64; 3])| {
            let table = format!("{{ a = {a}, b = {b}, c = {c} }}");
            format!(
                "[[party.interest]]\nissue = \"{id}\"\nweight = 1\nvalue = {{ table = {table} }}\n"
            )
        };
        let interests: String = issues.into_iter().zip(values).map(interest).collect();
        format!("[[party]]\nid = \"{name}\"\nreservation = 0.1\n{interests}")
    };
    let text = format!(
        "name = \"Small\"\n{}{}{}[protocol]\nkind = \"alternating_offers\"\n[time]\nrounds = 100\n",
        issues.map(issue).concat(),
        party(
            "seller",
            [[1.0, 0.6, 0.1], [1.0, 0.4, 0.0], [0.3, 1.0, 0.2]]
        ),
        party("buyer", [[0.0, 0.5, 1.0], [0.2, 1.0, 0.7], [0.1, 0.6, 1.0]])
    );
    let loaded = zopa::scenario::parse("small.toml", text.as_bytes(), &[]);
    let scenario = loaded
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario;
    let names = ["boulware", "linear", "conceder", "micro"].map(|name| format!("negmas:{name}"));
    let entrants = names.map(|name| Entrant::named(&name).expect("a preset"));
    let settings = Settings {
        rounds: None,
        runs: 200,
        seating: Seating::Pairs,
        seed: 1,
        threads: 1,
    };
    let scenarios = [scenario];
    let tournament = Tournament::new(&scenarios, &entrants, settings).expect("few games");
    let mut counter = Counter::new(entrants.iter().map(|e| e.name.clone()).collect());
    let mut count = |game: &_| {
        counter.add(game);
        Ok(())
    };
    let played = tournament.play(0, &mut count, &mut |_| true);
    played.unwrap_or_else(|error| panic!("{error}"));
    let ranking = counter.ranking(tournament.games());
    assert_eq!(ranking.games, 3_200);
    assert!(ranking.standings.iter().all(|s| s.deals > 0.0));
}

/// The table, with the compiler that it belongs to below.
fn table(counts: &[u64]) -> String {
    let mut lines = String::from("| job | what | instructions |\n|---|---|---:|\n");
    for (job, &count) in JOBS.iter().zip(counts) {
        let count = readme::thousands(count);
        lines.push_str(&format!("| {} | {} | {count} |\n", job.name, job.about));
    }
    format!("{lines}\nCounted with {}.\n", callgrind::compiler())
}

/// What the table says of a job.
fn noted(table: &str, job: &Job) -> Option<u64> {
    let start = format!("| {} | ", job.name);
    let row = table.lines().find(|line| line.starts_with(&start))?;
    let cell = row.trim_end_matches('|').rsplit('|').next()?;
    cell.replace(',', "").trim().parse().ok()
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| arguments.iter().any(|argument| argument == word);
    if let Some(job) = JOBS.iter().find(|job| has(&format!("--job={}", job.name))) {
        (job.run)();
        return ExitCode::SUCCESS;
    }
    if !callgrind::is_here() {
        return ExitCode::from(u8::from(has("--check") || has("--write")));
    }
    let table_before = readme::read("instructions");
    println!("job                 instructions       in the table   difference");
    let mut counts = Vec::new();
    let mut off = 0;
    for job in &JOBS {
        let count = callgrind::instructions(&[&format!("--job={}", job.name)]);
        let noted = noted(&table_before, job);
        let difference = noted.map_or(f64::NAN, |noted| count as f64 / noted as f64 - 1.0);
        let far = difference.is_nan() || difference.abs() > ALLOWED;
        off += u32::from(far);
        println!(
            "{:<13} {:>18} {:>18} {:>+10.2}%{}",
            job.name,
            readme::thousands(count),
            noted.map_or_else(|| "none".to_owned(), readme::thousands),
            100.0 * difference,
            if far { "   too far" } else { "" }
        );
        counts.push(count);
    }
    if has("--write") {
        readme::write("instructions", &table(&counts));
        println!("wrote the table in benches/README.md");
    } else if has("--check") && off > 0 {
        if !table_before.contains(&callgrind::compiler()) {
            println!("not held against it: the table was counted with another compiler");
            return ExitCode::SUCCESS;
        }
        println!("refresh the table if that is meant: cargo bench --bench instructions -- --write");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
