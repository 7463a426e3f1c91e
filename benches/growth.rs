//! How the cost of a replication grows with the number of issues, and what it would be if all packages were
//! listed and sorted for every party, as platforms do that enumerate them: instructions, counted under
//! callgrind, for scenarios of 4 to 24 issues of ten options each.
//!
//! ```text
//! cargo bench --bench growth                     # counts, and prints the table
//! cargo bench --bench growth -- --write          # also writes it and the chart in benches/
//! cargo bench --bench growth -- --scenario 12    # prints the scenario of 12 issues
//! ```
//!
//! Needs valgrind. What a replication takes is the difference between two numbers of replications, divided by
//! how many they are apart, so that making the scenario ready does not count.

#[path = "support/callgrind.rs"]
mod callgrind;
#[path = "support/generated.rs"]
mod generated;
#[path = "support/growth_chart.rs"]
mod growth_chart;
#[path = "support/readme.rs"]
mod readme;

use generated::Size;
use zopa::game::search::{Numbering, Search, Table, table};
use zopa::game::{Draw, Streams};
use zopa::negotiate::Setting;
use zopa::simulate::Plays;

const ISSUES: [usize; 9] = [4, 6, 8, 10, 12, 15, 18, 21, 24];
const OPTIONS: usize = 10;
/// Issues with which all packages are listed: beyond, a replication takes minutes under callgrind.
const LISTED: [usize; 4] = [3, 4, 5, 6];
/// Replications between which the difference is taken.
const FEW: u64 = 8;
const MANY: u64 = 72;

fn size(issues: usize) -> Size {
    Size {
        issues,
        options: OPTIONS,
        conditions: 5,
    }
}

/// Plays so many replications.
fn play(issues: usize, times: u64) {
    let scenario = generated::scenario(size(issues));
    let setting = Setting::new(&scenario);
    let mut plays = Plays::new(&setting, 1);
    let start = setting.space.start();
    let deal = |run: &u64| plays.row(*run).package != start;
    let deals = (0..times).filter(deal).count() as u64;
    assert!(2 * deals >= times, "{deals} of {times} end in a deal");
}

/// Draws so many replications, and lists and sorts the packages of each party.
fn list(issues: usize, times: u64) {
    let scenario = generated::scenario(size(issues));
    let setting = Setting::new(&scenario);
    let space = &setting.space;
    let numbering = Numbering::of(space).expect("few packages");
    let streams = Streams::new(1);
    let (mut draw, mut search) = (Draw::default(), Search::new());
    for run in 0..times {
        draw.draw(&scenario, &streams, run);
        let valuations = setting
            .compiler
            .compile_all(&scenario, space, &draw, &mut search);
        for valuation in valuations {
            let listed = Table::new(table::utilities(space, &valuation, &numbering));
            let best = listed.highest().expect("there are packages");
            assert!(
                (best - 1.0).abs() < 1e-6,
                "the best package is worth {best}"
            );
        }
    }
}

fn rows(counts: &[(usize, f64)], listed: &[(usize, f64)]) -> String {
    let mut lines = String::from(
        "| issues of ten options | packages | instructions per replication | per issue | listing and sorting alone |\n\
         |---:|---:|---:|---:|---:|\n",
    );
    let million = |count: f64| format!("{:.3} million", count / 1e6);
    for &(issues, count) in counts {
        let list = listed.iter().find(|(n, _)| *n == issues);
        let list = list.map_or_else(|| "not run".to_owned(), |(_, count)| million(*count));
        lines.push_str(&format!(
            "| {issues} | 1e{issues} | {} | {} | {list} |\n",
            million(count),
            million(count / issues as f64)
        ));
    }
    let [(fewest, least), .., (most, last)] = counts else {
        return lines;
    };
    format!(
        "{lines}\nFrom {fewest} to {most} issues, {:.1} times as many, a replication takes {:.1} times as many instructions. Counted with {}.\n",
        *most as f64 / *fewest as f64,
        last / least,
        callgrind::compiler()
    )
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |place: usize| arguments.get(place).and_then(|text| text.parse().ok());
    match (arguments.first().map(String::as_str), number(1)) {
        (Some("--play"), Some(issues)) => return play(issues, number(2).unwrap_or(1) as u64),
        (Some("--list"), Some(issues)) => return list(issues, number(2).unwrap_or(1) as u64),
        (Some("--scenario"), Some(issues)) => {
            println!("{}", generated::toml(size(issues)));
            return;
        }
        _ => {}
    }
    if !callgrind::is_here() {
        return;
    }
    let counts: Vec<_> = ISSUES
        .map(|issues| {
            (
                issues,
                callgrind::each(&["--play", &issues.to_string()], FEW, MANY),
            )
        })
        .into();
    let listed: Vec<_> = LISTED
        .map(|issues| {
            (
                issues,
                callgrind::each(&["--list", &issues.to_string()], 0, 1),
            )
        })
        .into();
    let rows = rows(&counts, &listed);
    println!("{rows}");
    if arguments.iter().any(|argument| argument == "--write") {
        readme::write("growth", &rows);
        growth_chart::write(&counts, &listed);
        println!("wrote the table in benches/README.md, benches/growth.svg and benches/growth.csv");
    }
}
