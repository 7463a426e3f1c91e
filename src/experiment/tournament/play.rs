//! Plays the games of one seating: on lists where nothing but the clock moves and every strategy
//! takes a seat of its own, else with the whole engine.

use super::{Game, Stage};
use crate::game::search::Number;
use crate::model::{self, Bidding, OpponentModel, PartySet, Protocol, Quantity, Scenario};
use crate::negotiate::arena::{Arena, Seat, Side};
use crate::negotiate::strategy::{Answer, Entrant, Strategy, View, Way};
use crate::negotiate::{Player, Setting};
use std::ops::Range;

/// The games of a seating with these runs. `stage` is theirs if it is the same for all.
pub fn play(
    scenario: &Scenario,
    stage: Option<&Stage>,
    seats: &[&Entrant],
    runs: Range<u64>,
    seed: u64,
) -> Vec<Game> {
    let seated: Option<Vec<Seat>> = seats.iter().map(|entrant| seat(entrant)).collect();
    match (stage, seated) {
        (Some(stage), Some(seated)) if moves_by_clock_alone(scenario) => {
            on_lists(scenario, stage, seats, seated, runs, seed)
        }
        _ => by_engine(scenario, stage, seats, runs, seed),
    }
}

fn seat(entrant: &Entrant) -> Option<Seat> {
    match &entrant.way {
        Way::Composed(_) => None,
        Way::Seated(make) => Some(make()),
    }
}

fn names<'a>(seats: &[&'a Entrant]) -> Vec<&'a str> {
    seats.iter().map(|entrant| entrant.name.as_str()).collect()
}

/// Whether every package needs everybody, the parties speak in order, and nothing but the clock
/// changes during the talks.
pub fn moves_by_clock_alone(scenario: &Scenario) -> bool {
    let everybody: PartySet = (0..scenario.parties.len()).collect();
    let in_order = matches!(&scenario.protocol, Protocol::AlternatingOffers { order }
        if order.iter().copied().eq(0..scenario.parties.len()));
    let breakdown = &scenario.time.breakdown;
    let plain = |p: &model::Party| p.conditions.is_empty() && p.outside_option.is_none();
    let conditions = scenario.parties.iter().all(plain);
    in_order
        && nothing_stands(scenario)
        && conditions
        && scenario.limits.is_empty()
        && scenario
            .issues
            .iter()
            .all(|issue| issue.consent == everybody)
        && scenario.events.is_empty()
        && scenario.leverage.is_empty()
        && scenario.time.deadline.is_constant()
        && breakdown.is_constant()
        && breakdown.offset <= 0.0
}

/// Whether there is no status quo, so that every package is a possible agreement.
fn nothing_stands(scenario: &Scenario) -> bool {
    !scenario.has_status_quo()
}

fn on_lists(
    scenario: &Scenario,
    stage: &Stage,
    seats: &[&Entrant],
    seated: Vec<Seat>,
    runs: Range<u64>,
    seed: u64,
) -> Vec<Game> {
    let Some(packages) = &stage.packages else {
        return by_engine(scenario, Some(stage), seats, runs, seed);
    };
    let sides: Vec<Side<'_>> = packages
        .tables
        .iter()
        .zip(&stage.reservations)
        .map(|(table, &reservation)| Side { table, reservation })
        .collect();
    let rounds = deadline(scenario);
    let mut arena = Arena::new(&sides, &packages.numbering, seated, rounds, seed);
    let names = names(seats);
    let mut package = Vec::new();
    runs.map(|run| {
        let result = arena.play(run, |_, _| {});
        let utility = |(table, &no_deal): (&crate::game::search::Table, &f64)| {
            result
                .agreement
                .map_or(no_deal, |number| table.utility(number))
        };
        let utilities = packages.tables.iter().zip(&stage.reservations).map(utility);
        let utilities = utilities.collect();
        let agreed = result.agreement.map(|number| {
            packages.numbering.write(number, &mut package);
            &package[..]
        });
        Game::new(
            scenario,
            stage,
            &names,
            run,
            agreed,
            utilities,
            result.round,
        )
    })
    .collect()
}

fn deadline(scenario: &Scenario) -> u32 {
    let deadline = scenario.time.deadline.value(&[]).round();
    (deadline as u32).clamp(1, scenario.time.rounds)
}

fn by_engine(
    scenario: &Scenario,
    stage: Option<&Stage>,
    seats: &[&Entrant],
    runs: Range<u64>,
    seed: u64,
) -> Vec<Game> {
    let mut scenario = scenario.clone();
    for (party, entrant) in scenario.parties.iter_mut().zip(seats) {
        let strategy = match &entrant.way {
            Way::Composed(strategy) => (**strategy).clone(),
            Way::Seated(_) => placeholder(),
        };
        party.strategies = vec![(Quantity::constant(1.0), strategy)];
    }
    let setting = Setting::new(&scenario);
    let mut player = Player::new(&setting, seed);
    for (party, entrant) in seats.iter().enumerate() {
        if let Way::Seated(make) = &entrant.way {
            let fits = player.seat(party, Box::new(Anybody(make())));
            debug_assert!(fits, "too large spaces are refused before");
        }
    }
    let names = names(seats);
    let mut games = Vec::new();
    for run in runs {
        let ending = player.play(run, &mut ());
        let talks = &player.talks;
        let drawn = stage.is_none().then(|| Stage::drawn(&scenario, seed, run));
        let Some(stage) = stage.or(drawn.as_ref()) else {
            continue;
        };
        let parties = 0..scenario.parties.len();
        let agreed = talks.deal_round.map(|_| &talks.current[..]);
        let utility = |p: usize| talks.ends_with(&setting, p);
        let utilities = parties.map(utility).collect();
        let round = talks.deal_round.unwrap_or(ending.rounds);
        games.push(Game::new(
            &scenario, stage, &names, run, agreed, utilities, round,
        ));
    }
    games
}

/// What a party is down as playing where a guest sits in its seat.
fn placeholder() -> model::Strategy {
    model::Strategy {
        name: String::new(),
        bidding: Bidding::Micro,
        acceptance: model::Acceptance::Next,
        model: OpponentModel::None,
        noise: Quantity::constant(0.0),
        foresight: false,
        walk_out_after: None,
    }
}

/// A seat, as a strategy.
struct Anybody(Seat);

impl Strategy for Anybody {
    fn sit(&mut self, view: &mut View<'_>) {
        self.0.strategy().sit(view);
    }

    fn begin(&mut self, view: &mut View<'_>) {
        self.0.strategy().begin(view);
    }

    fn observe(&mut self, view: &mut View<'_>, by: usize, offer: Number) {
        self.0.strategy().observe(view, by, offer);
    }

    fn answer(&mut self, view: &mut View<'_>, offer: Number) -> Answer {
        self.0.strategy().answer(view, offer)
    }

    fn propose(&mut self, view: &mut View<'_>) -> Option<Number> {
        self.0.strategy().propose(view)
    }
}
