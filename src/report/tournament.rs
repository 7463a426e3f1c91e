//! The ranking of a tournament as `zopa tournament` prints it.

use super::Paint;
use super::number::{count, in_100, utility};
use super::table::{Align, Table};
use super::text::{clean, wrap};
use crate::experiment::tournament::{Ranking, Standing};
use crate::model::Scenario;

/// The ranking, best first, as a table.
pub fn ranking(ranking: &Ranking, scenarios: &[Scenario], cells: usize, paint: Paint) -> String {
    let head = format!(
        "{} on {}: {}\n",
        count(ranking.standings.len() as u128, "strategy"),
        count(scenarios.len() as u128, "scenario"),
        count(ranking.games.into(), "game"),
    );
    let mut table = Table::new(&[
        ("Strategy", Align::Left),
        ("utility", Align::Right),
        ("95%", Align::Right),
        ("deals in 100", Align::Right),
        ("off Pareto", Align::Right),
        ("off Nash", Align::Right),
        ("rounds", Align::Right),
    ]);
    for standing in &ranking.standings {
        table.row(row(standing));
    }
    let key: String = wrap(&key(ranking, scenarios), cells)
        .iter()
        .map(|line| paint.dim(line) + "\n")
        .collect();
    format!("{head}\n{}{key}", table.render(cells, paint))
}

/// On which scale utilities are told.
fn key(ranking: &Ranking, scenarios: &[Scenario]) -> String {
    let mut key = "utility: 0 for a party's worst package, 1 for its best".to_owned();
    if ranking.falls_below_packages() {
        key.push_str(", below 0 for less than any package");
    }
    let mut parties = scenarios.iter().flat_map(|scenario| &scenario.parties);
    if parties.any(|party| party.scale.is_as_given()) {
        key.push_str(
            "; off Pareto, off Nash and a game's `utilities` are on each party's own scale",
        );
    }
    key
}

fn row(standing: &Standing) -> Vec<String> {
    let known = |distance: Option<f64>| distance.map_or("–".to_owned(), utility);
    let [low, high] = standing.interval.map(utility);
    let interval = if standing.games < 2 {
        "–".to_owned()
    } else {
        format!("{low} to {high}")
    };
    vec![
        clean(&standing.strategy),
        utility(standing.utility),
        interval,
        in_100(standing.deals),
        known(standing.pareto_distance),
        known(standing.nash_distance),
        format!("{:.1}", standing.rounds),
    ]
}
