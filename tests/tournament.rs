//! Tournaments: the same games for any number of threads, and after a stop; NegMAS's runs.

use std::path::Path;
use zopa::experiment::tournament::{Game, Seating, Settings, Tournament, TournamentError, ranking};
use zopa::model::Scenario;
use zopa::negotiate::strategy::Entrant;

fn scenario(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    zopa::scenario::load(&folder.join(name), &[])
        .unwrap_or_else(|problems| panic!("{problems}"))
        .scenario
}

fn entrants(names: &[&str]) -> Vec<Entrant> {
    let named = |name: &&str| Entrant::named(name).unwrap_or_else(|error| panic!("{error}"));
    names.iter().map(named).collect()
}

fn settings(runs: u64, threads: usize) -> Settings {
    Settings {
        rounds: Some(12),
        runs,
        seating: Seating::Pairs,
        seed: 3,
        threads,
    }
}

fn games(tournament: &Tournament<'_>, first: u64) -> Vec<Game> {
    let mut games = Vec::new();
    let mut take = |game: &Game| {
        games.push(game.clone());
        Ok(())
    };
    tournament
        .play(first, &mut take, &mut |_| true)
        .unwrap_or_else(|error| panic!("{error}"));
    games
}

#[test]
fn threads_and_stops_change_nothing() {
    let scenarios = [
        scenario("house-price.toml"),
        scenario("budget-coalition.toml"),
    ];
    let entrants = entrants(&["negmas:boulware", "conceder", "random:model=none"]);
    let one = Tournament::new(&scenarios, &entrants, settings(3, 1)).expect("fine");
    let four = Tournament::new(&scenarios, &entrants, settings(3, 4)).expect("fine");
    let all = games(&one, 0);
    assert_eq!(all.len(), 54);
    assert_eq!(all, games(&four, 0));
    for first in [1, 26, 27, 40, 54] {
        assert_eq!(all[first as usize..], games(&four, first), "from {first}");
    }
    for (number, game) in all.iter().enumerate() {
        assert!(one.expects(number as u64, game));
        assert!(!one.expects(number as u64 + 1, game));
        // What is written is what is read again, to the last bit.
        let read: Game = serde_json::from_str(&game.line()).expect("its own line");
        assert_eq!(read, *game);
    }
}

#[test]
fn what_is_measured_holds_together() {
    let scenarios = [scenario("labour-contract.toml")];
    let entrants = entrants(&["conceder:model=none", "negmas:linear"]);
    let tournament = Tournament::new(&scenarios, &entrants, settings(1, 0)).expect("fine");
    let games = games(&tournament, 0);
    assert_eq!(games.len(), 4);
    for game in &games {
        let sum: f64 = game.utilities.iter().sum();
        assert!((game.welfare - sum).abs() < 1e-12);
        assert!(game.pareto_distance.is_some_and(|d| d >= 0.0));
        assert!(game.nash_distance >= game.pareto_distance, "{game:?}");
        assert_eq!(game.agreement.is_some(), game.index.is_some());
        let no_worse = game
            .utilities
            .iter()
            .zip(&game.no_deal)
            .all(|(u, n)| u >= n);
        assert!(no_worse, "{game:?}");
    }
    let names = entrants.iter().map(|e| e.name.clone()).collect();
    let found = ranking(names, &games);
    assert_eq!(found.cells.len(), 4);
    // The ranking's mean is the mean over the strategy's games, seats of one game taken together.
    let best = &found.standings[0];
    let mine = games.iter().filter_map(|game| {
        let seats = game.strategies.iter().zip(&game.shares);
        let own: Vec<f64> = seats
            .filter(|(s, _)| **s == best.strategy)
            .map(|(_, u)| *u)
            .collect();
        (!own.is_empty()).then(|| own.iter().sum::<f64>() / own.len() as f64)
    });
    let mine: Vec<f64> = mine.collect();
    assert_eq!(mine.len() as u64, best.games);
    let mean = mine.iter().sum::<f64>() / mine.len() as f64;
    assert!((mean - best.utility).abs() < 1e-12);
    assert!(best.interval[0] <= best.utility && best.utility <= best.interval[1]);
}

/// A game of one strategy with itself, worth this to both.
fn game(worth: f64) -> Game {
    let text = format!(
        r#"{{"scenario":"x","strategies":["s","s"],"run":0,"agreement":null,"index":null,"utilities":[0.3,0.3],"round":1,
        "no_deal":[0.3,0.3],"shares":[{worth},{worth}],"welfare":0.6,"pareto_distance":null,"nash_distance":null}}"#
    );
    serde_json::from_str(&text).expect("a game")
}

#[test]
fn an_interval_reaches_below_0_where_a_game_does() {
    let found = |worths: &[f64]| {
        let games: Vec<Game> = worths.iter().map(|&worth| game(worth)).collect();
        ranking(vec!["s".to_owned()], &games)
    };
    // Between worst and best package the interval is cut there.
    let within = found(&[0.0, 1.0]);
    assert_eq!(within.standings[0].interval, [0.0, 1.0]);
    assert!(!within.falls_below_packages());
    let below = found(&[-0.2, -0.1]);
    let [low, high] = below.standings[0].interval;
    assert!(low < 0.0 && low <= below.standings[0].utility && below.standings[0].utility <= high);
    assert!(below.falls_below_packages());
    let one = found(&[-0.2]);
    assert!(one.standings[0].interval[0] <= one.standings[0].utility);
}

/// As a run refuses it, in the same words; where it applies it is played.
#[test]
fn equilibrium_play_is_refused_where_it_does_not_apply() {
    let entrants = entrants(&["linear", "equilibrium"]);
    let pie = scenario("split-the-pie.toml");
    let new = |scenarios: &[Scenario]| {
        let settings = Settings {
            rounds: None,
            ..settings(1, 0)
        };
        Tournament::new(scenarios, &entrants, settings).map(|tournament| tournament.games())
    };
    assert!(matches!(new(std::slice::from_ref(&pie)), Ok(4)));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/labour-contract.toml");
    let change = "party.*.strategy=equilibrium".parse().expect("a change");
    let of_a_run = zopa::scenario::load(&file, &[change]).expect_err("private numbers");
    let Err(TournamentError::NoEquilibrium(problems)) =
        new(&[pie, scenario("labour-contract.toml")])
    else {
        panic!("it does not apply");
    };
    let titles = |text: String| {
        let mut titles: Vec<String> = text
            .lines()
            .filter(|line| line.starts_with("error[Z0417]"))
            .map(str::to_owned)
            .collect();
        titles.sort();
        titles
    };
    assert_eq!(
        titles(problems.render(false)),
        titles(of_a_run.render(false))
    );
    assert!(problems.errors() > 0, "{problems}");
}

#[test]
fn too_much_is_refused() {
    let large = scenario("us-russia-2025-03-18.toml");
    let entrants = entrants(&["linear", "negmas:micro"]);
    assert!(Tournament::new(std::slice::from_ref(&large), &entrants, settings(1, 0)).is_ok());
    let many = Tournament::new(
        std::slice::from_ref(&large),
        &entrants,
        settings(1 << 40, 0),
    );
    assert!(matches!(many, Err(TournamentError::TooManyGames(_))));
    let mut vast = large;
    let wide = vast.issues[0].options[0].clone();
    vast.issues[0].options.resize(100, wide);
    let refused = Tournament::new(&[vast], &entrants, settings(1, 0)).expect_err("too large");
    let said = refused.to_string();
    assert!(
        said.starts_with("`negmas:micro` needs a list of all packages"),
        "{said}"
    );
}
