//! A strategy of your own against built-in ones, on a scenario of this repository:
//!
//! ```text
//! cargo run --release --example own_strategy
//! ```

use std::error::Error;
use std::path::Path;
use zopa::experiment::tournament::{Counter, Seating, Settings, Tournament};
use zopa::game::search::Number;
use zopa::negotiate::strategy::{Answer, Entrant, Strategy, View};

/// Gives way only when the other does: each time it hears an offer better for it than any before, it
/// comes a tenth of the rest of the way down to what no deal is worth. Says yes to anything as good
/// as what it would ask for, and in the last round to anything better than no deal.
#[derive(Default)]
struct Reciprocal {
    steps: i32,
    best_heard: f64,
}

impl Reciprocal {
    fn demand(&self, view: &View<'_>) -> f64 {
        let best = view.table.highest().unwrap_or(view.reservation);
        view.reservation + (best - view.reservation) * zopa::math::pow(0.9, f64::from(self.steps))
    }
}

impl Strategy for Reciprocal {
    fn begin(&mut self, view: &mut View<'_>) {
        self.steps = 0;
        self.best_heard = view.reservation;
    }

    fn observe(&mut self, view: &mut View<'_>, _by: usize, offer: Number) {
        let utility = view.table.utility(offer);
        if utility > self.best_heard {
            self.best_heard = utility;
            self.steps += 1;
        }
    }

    fn answer(&mut self, view: &mut View<'_>, offer: Number) -> Answer {
        let demand = self.demand(view);
        let least = if view.round == view.rounds {
            view.reservation
        } else {
            demand
        };
        Answer::accept_if(view.table.utility(offer) >= least)
    }

    fn propose(&mut self, view: &mut View<'_>) -> Option<Number> {
        view.at_least(self.demand(view))
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/labour-contract.toml");
    let scenario = zopa::scenario::load(&file, &[])?.scenario;
    let entrants = [
        Entrant::own("reciprocal", Reciprocal::default),
        Entrant::named("linear:model=none")?,
        Entrant::named("boulware:model=none")?,
        Entrant::named("negmas:micro")?,
    ];
    let settings = Settings {
        rounds: Some(50),
        runs: 1,
        seating: Seating::Pairs,
        seed: 1,
        threads: 0,
    };
    let tournament = Tournament::new(&[scenario], &entrants, settings)?;
    let mut counter = Counter::new(entrants.iter().map(|e| e.name.clone()).collect());
    let mut count = |game: &_| {
        counter.add(game);
        Ok(())
    };
    tournament.play(0, &mut count, &mut |_| true)?;
    let ranking = counter.ranking(tournament.games());
    assert_eq!(ranking.games, 16);
    for standing in &ranking.standings {
        assert!((0.0..=1.0).contains(&standing.utility));
        println!(
            "{:<20} {:.3} on average, deals in {:.0} of 100 games",
            standing.strategy,
            standing.utility,
            100.0 * standing.deals
        );
    }
    Ok(())
}
