//! The material of the charts that need no talks: the package space and the red lines.

use super::forecast::{Details, Forecast};
use super::material::frontiers;
use super::summary::forecast;
use super::tally::Tally;
use super::{Runs, Settings};
use crate::game::{Draw, Placed, Streams};
use crate::model::Scenario;
use crate::negotiate::Setting;

/// Draws of inputs and red lines behind the shares of red lines.
pub const DRAWS: u64 = 10_000;

/// A forecast in which nothing was played: it holds how often each condition is a red line and which
/// options red lines forbid, over [`DRAWS`] draws, and no outcomes; and the package space.
pub fn preview(scenario: &Scenario, seed: u64) -> (Forecast, Details) {
    let setting = Setting::new(scenario);
    let streams = Streams::new(seed);
    let mut tally = Tally::new(scenario);
    let mut draw = Draw::default();
    for run in 0..DRAWS {
        draw.draw(scenario, &streams, run);
        count(&setting, &draw, &mut tally);
        tally.runs += 1;
    }
    let settings = Settings {
        seed,
        runs: Runs::Fixed(DRAWS),
        threads: 1,
    };
    let details = Details {
        payoffs: Vec::new(),
        frontiers: frontiers(&setting, &tally),
        dance: super::forecast::Dance {
            run: 0,
            outcome: 0,
            ended: String::new(),
            rounds: 0,
            moves: Vec::new(),
        },
        concessions: Vec::new(),
        inputs: Default::default(),
    };
    (forecast(scenario, &settings, &tally), details)
}

/// Counts a draw's red lines, and the options that they forbid by themselves.
fn count(setting: &Setting<'_>, draw: &Draw, tally: &mut Tally) {
    let space = &setting.space;
    for (party, drawn) in draw.red_lines.iter().enumerate() {
        let mut forbidden = vec![false; space.options()];
        for (condition, placed) in space.conditions(party).iter().enumerate() {
            if !drawn[condition] {
                continue;
            }
            tally.conditions[party][condition][1] += 1;
            if let Placed::One(issue, allowed) = placed {
                let options = &mut forbidden[space.offset(*issue)..];
                for (forbidden, allowed) in options.iter_mut().zip(allowed) {
                    *forbidden |= !allowed;
                }
            }
        }
        for (count, forbidden) in tally.forbidden[party].iter_mut().zip(forbidden) {
            *count += u64::from(forbidden);
        }
    }
}
