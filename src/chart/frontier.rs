//! Was anything left on the table? The package space of a pair of parties: all packages pale, those
//! in the zone of possible agreement shaded, the Pareto frontier, the simulated deals by area, and
//! where the bargaining solutions lie.

mod key;
mod panel;
mod words;

use super::canvas::Canvas;
use super::layout::{self, Area, Heading};
use super::marks::Mark;
use super::table::{Cell, Table};
use super::{Chart, Plate, numbers};
use crate::simulate::forecast::{Details, Forecast, Frontier, Scales};

/// Most panels that can be read.
const PANELS: usize = 3;

/// Gain for both sides, in utility, from which on something was left on the table.
const WORTHWHILE: f64 = 0.02;

/// Share from which many runs miss a deal, and more than hardly any deals leave something.
const MANY: f64 = 0.05;

pub fn plate(forecast: &Forecast, details: &Details) -> Plate {
    let ranked = ranked(forecast, &details.frontiers);
    let shown = &ranked[..ranked.len().min(PANELS)];
    let heading = Heading {
        question: Chart::Frontier.question(),
        title: words::title(forecast, shown),
        subtitle: words::subtitle(forecast, shown, ranked.len() - shown.len()),
    };
    let mut canvas = Canvas::default();
    let area = layout::page(&mut canvas, forecast, &heading);
    match shown.len() {
        0 if forecast.scales() != Scales::Unit => {
            layout::nothing(&mut canvas, area, "Utilities outside 0 to 1 are not drawn");
        }
        0 => layout::nothing(&mut canvas, area, "The package space was not looked at"),
        1 | 2 => beside(&mut canvas, area, forecast, shown),
        _ => below(&mut canvas, area, forecast, shown),
    }
    Plate {
        canvas,
        table: table(forecast, shown),
        alt: words::alt(forecast, &heading, shown),
    }
}

/// Pairs in order of how much they are at odds: how far the frontier stays from giving both all
/// they can get.
fn ranked<'a>(forecast: &Forecast, frontiers: &'a [Frontier]) -> Vec<&'a Frontier> {
    let odds = |frontier: &Frontier| {
        let lesser = frontier
            .pareto
            .iter()
            .map(|[a, b]| numbers::utility(a.min(*b)));
        1.0 - lesser.fold(0.0, f64::max)
    };
    let known = |f: &&Frontier| f.parties.iter().all(|&p| p < forecast.parties.len());
    let mut ranked: Vec<&Frontier> = frontiers.iter().filter(known).collect();
    ranked.sort_by(|a, b| odds(b).total_cmp(&odds(a)).then(a.parties.cmp(&b.parties)));
    ranked
}

/// Share of the runs that end in the deals shown.
fn dealt(frontier: &Frontier) -> f64 {
    let shares = frontier.deals.iter().map(|deal| numbers::share(deal.share));
    shares.sum()
}

/// Share of the simulated deals for which some package gives both parties more.
fn improvable(frontier: &Frontier) -> Option<f64> {
    let all = dealt(frontier);
    let beaten = frontier.deals.iter().filter(|deal| {
        let [a, b] = deal.utilities;
        let better = |p: &[f64; 2]| p[0] > a + WORTHWHILE && p[1] > b + WORTHWHILE;
        frontier.pareto.iter().any(better)
    });
    let beaten: f64 = beaten.map(|deal| numbers::share(deal.share)).sum();
    (all > 0.0).then(|| (beaten / all).clamp(0.0, 1.0))
}

/// What was left on the table.
enum Finding<'a> {
    /// No pair was looked at.
    NotLooked,
    /// Nothing was played; whether some package could be signed.
    NotPlayed { zone: bool },
    /// No run ends with a deal.
    NoDeal,
    /// Whole deals, more often than something for both in those that were struck.
    Missed,
    /// In this share of the deals something for both of a pair: the first, most at odds, for which that
    /// is more than hardly any, else the first.
    Deals(&'a Frontier, f64),
}

fn finding<'a>(forecast: &Forecast, shown: &[&'a Frontier]) -> Finding<'a> {
    let Some(first) = shown.first() else {
        return Finding::NotLooked;
    };
    let told = |frontier: &&'a Frontier| Some((*frontier, improvable(frontier)?));
    let pairs: Vec<(&Frontier, f64)> = shown.iter().filter_map(told).collect();
    let most = pairs.iter().find(|(_, share)| *share >= MANY);
    let most = most.or(pairs.first()).copied();
    let played = forecast.outcomes.iter().any(|outcome| outcome.count > 0);
    let missed = numbers::share(forecast.zone.missed);
    match most {
        None if !played => Finding::NotPlayed {
            zone: !first.zone.is_empty(),
        },
        None => Finding::NoDeal,
        Some((frontier, share)) if missed >= MANY && missed > share * dealt(frontier) => {
            Finding::Missed
        }
        Some((frontier, share)) => Finding::Deals(frontier, share),
    }
}

/// One or two panels with the key at their right.
fn beside(canvas: &mut Canvas, area: Area, forecast: &Forecast, shown: &[&Frontier]) {
    let side = (area.height() - 100.0).min(690.0);
    let mut left = area.left + 60.0;
    for frontier in shown {
        let square = Area {
            left,
            top: area.top + 36.0,
            right: left + side,
            bottom: area.top + 36.0 + side,
        };
        panel::draw(canvas, square, forecast, frontier);
        left += side + 90.0;
    }
    let room = Area {
        left: left - 30.0,
        top: area.top + 48.0,
        ..area
    };
    key::key(canvas, room, forecast, shown, key::Flow::Down);
}

/// A row of panels with the key below.
fn below(canvas: &mut Canvas, area: Area, forecast: &Forecast, shown: &[&Frontier]) {
    let columns = area
        .inset([46.0, 36.0, 0.0, 0.0])
        .panels(shown.len(), 1, [74.0, 0.0]);
    let mut trial = Canvas::default();
    let needed = key::key(&mut trial, area, forecast, shown, key::Flow::Across);
    let side = columns[0].width().min(area.height() - 36.0 - 96.0 - needed);
    for (column, frontier) in columns.iter().zip(shown) {
        let square = Area {
            right: column.left + side,
            bottom: column.top + side,
            ..*column
        };
        panel::draw(canvas, square, forecast, frontier);
    }
    let room = Area {
        top: columns[0].top + side + 96.0,
        ..area
    };
    key::key(canvas, room, forecast, shown, key::Flow::Across);
}

/// Name and sign of a bargaining solution.
fn solution(id: &str) -> (&str, Mark) {
    match id {
        "nash" => ("Nash", Mark::Diamond),
        "kalai_smorodinsky" => ("Kalai–Smorodinsky", Mark::Triangle),
        "egalitarian" => ("egalitarian", Mark::Square),
        "utilitarian" => ("utilitarian", Mark::Disc),
        other => (other, Mark::Star),
    }
}

fn table(forecast: &Forecast, shown: &[&Frontier]) -> Table {
    let columns = ["party_x", "party_y", "what", "name", "x", "y", "share"];
    let mut table = Table::new(columns);
    for frontier in shown {
        let [x, y] = frontier.parties.map(|p| forecast.parties[p].id.as_str());
        let mut row = |what: &str, name: &str, [u, v]: [f64; 2], share: Cell| {
            let words = [x, y, what, name].map(Cell::from);
            table.row(words.into_iter().chain([u.into(), v.into(), share]));
        };
        row("no_deal", "", frontier.no_deal, Cell::Empty);
        if let Some(at) = frontier.status_quo {
            row("status_quo", "", at, Cell::Empty);
        }
        for point in &frontier.pareto {
            row("pareto", "", *point, Cell::Empty);
        }
        for solution in &frontier.solutions {
            row("solution", &solution.id, solution.utilities, Cell::Empty);
        }
        for deal in &frontier.deals {
            let class = forecast.outcomes.get(deal.outcome).map_or("", |o| &o.id);
            row("deal", class, deal.utilities, deal.share.into());
        }
        for (what, cells) in [("cell", &frontier.cells), ("zone", &frontier.zone)] {
            for [column, line] in cells {
                let middle = [column, line].map(|c| (f64::from(*c) + 0.5) / 100.0);
                row(what, "", middle, Cell::Empty);
            }
        }
    }
    table
}
