//! How far and how fast does each side give way? A fan chart per party: quantiles of the utility it
//! demands for itself, by round.

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas, Point, Type};
use super::layout::{self, Area, Heading, SMALL};
use super::palette::{self, Color};
use super::table::{Cell, Table};
use super::{Chart, Plate, numbers, text};
use crate::simulate::forecast::{Concession, Details, Fan, Forecast};

/// Most panels that can be read.
const PANELS: usize = 6;

/// Bands from the outermost inwards: indices of their quantiles, and how strong their colour is.
const BANDS: [([usize; 2], f64, &str); 3] = [
    ([0, 6], 0.18, "95 in 100 demands"),
    ([1, 5], 0.36, "80"),
    ([2, 4], 0.60, "50"),
];

pub fn plate(forecast: &Forecast, details: &Details) -> Plate {
    let known = known(forecast, details);
    let shown = shown(&known);
    let heading = Heading {
        question: Chart::Concessions.question(),
        title: title(forecast, &known),
        subtitle: subtitle(known.len() - shown.len()),
    };
    let mut canvas = Canvas::default();
    let area = layout::page(&mut canvas, forecast, &heading);
    if shown.is_empty() {
        layout::nothing(
            &mut canvas,
            area,
            "No round has enough demands to show how they spread",
        );
    } else {
        panels(&mut canvas, area, forecast, &shown);
    }
    Plate {
        canvas,
        table: table(forecast, details),
        alt: alt(forecast, &heading, &known),
    }
}

/// Those with at least one round, of parties that exist.
fn known<'a>(forecast: &Forecast, details: &'a Details) -> Vec<&'a Concession> {
    let known = |c: &&Concession| !c.rounds.is_empty() && c.party < forecast.parties.len();
    details.concessions.iter().filter(known).collect()
}

/// How far the median demand falls from the first round to the last.
fn fall(concession: &Concession) -> f64 {
    let median = |fan: Option<&Fan>| fan.map_or(0.0, |fan| numbers::utility(fan.quantiles[3]));
    median(concession.rounds.first()) - median(concession.rounds.last())
}

/// Where they are too many, those that give way most, in the scenario's order.
fn shown<'a>(known: &[&'a Concession]) -> Vec<&'a Concession> {
    let mut shown = known.to_vec();
    shown.sort_by(|a, b| fall(b).total_cmp(&fall(a)).then(a.party.cmp(&b.party)));
    shown.truncate(PANELS);
    shown.sort_by_key(|concession| concession.party);
    shown
}

fn title(forecast: &Forecast, known: &[&Concession]) -> String {
    let name = |c: &Concession| text::brief(&forecast.parties[c.party].name, 40);
    let mut ranked = known.to_vec();
    ranked.sort_by(|a, b| fall(b).total_cmp(&fall(a)));
    let told = |c: &Concession| match fall(c) {
        f if f >= 0.005 => format!("falls by {}", numbers::plain(f, 0.01)),
        f if f <= -0.005 => format!("rises by {}", numbers::plain(-f, 0.01)),
        _ => "stays where it began".to_owned(),
    };
    match ranked[..] {
        [] => "Too few demands to tell who gives way".to_owned(),
        _ if ranked.iter().all(|c| c.rounds.len() == 1) => {
            "One round alone, so nobody has the time to give way".to_owned()
        }
        _ if ranked.iter().all(|c| fall(c).abs() < 0.005) => {
            "Nobody gives way: the median demands stay where they begin".to_owned()
        }
        [only] => format!("The median demand of {} {}", name(only), told(only)),
        [first, .., last] => {
            // "falls by 0.30, that of Russia by 0.09": the verb only where it differs.
            let end = told(last);
            let end = end.strip_prefix("falls ").unwrap_or(&end);
            format!(
                "{} gives way most: its median demand {}, that of {} {end}",
                name(first),
                told(first),
                name(last)
            )
        }
    }
}

fn subtitle(more: usize) -> String {
    let mut said = String::from(
        "Utility a party asks for itself, by round: the line is the median, the bands hold 50, 80 and 95 in 100 \
         demands. Only talks that still go on count, in rounds with at least 20 demands.",
    );
    said.push_str(&numbers::and_more(more, ["more party", "more parties"]));
    said
}

fn panels(canvas: &mut Canvas, area: Area, forecast: &Forecast, shown: &[&Concession]) {
    let (columns, rows) = match shown.len() {
        n @ 1..=3 => (n, 1),
        4 => (2, 2),
        _ => (3, 2),
    };
    let body = area.inset([60.0, 44.0, 0.0, 84.0]);
    let last = shown
        .iter()
        .flat_map(|c| &c.rounds)
        .map(|fan| fan.round)
        .max();
    // One round alone still takes its room.
    let last = f64::from(last.unwrap_or(1)).max(1.99);
    let values = shown
        .iter()
        .flat_map(|c| &c.rounds)
        .flat_map(|fan| fan.quantiles);
    let domain = axis::utility_domain(values);
    for (panel, concession) in body.panels(columns, rows, [90.0, 96.0]).iter().zip(shown) {
        let x = Scale::new([1.0, last], [panel.left, panel.right]);
        let y = Scale::new(domain, [panel.bottom, panel.top]);
        let color = palette::party(concession.party);
        axis::utility_axis(canvas, *panel, &y, 5);
        fan(canvas, [&x, &y], &concession.rounds, color);
        axis::round_axis(canvas, *panel, &x, 5, "round");
        let kind = Type::bold(26.0, color.for_text());
        let name = kind.shorten(&forecast.parties[concession.party].name, panel.width());
        canvas.text([panel.left, panel.top - 18.0], &name, Align::Left, kind);
    }
    key(canvas, [area.left + 60.0, area.bottom - 6.0]);
}

fn fan(canvas: &mut Canvas, [x, y]: [&Scale; 2], rounds: &[Fan], color: Color) {
    let kept: Vec<&Fan> = layout::thin(rounds.len(), 300)
        .into_iter()
        .map(|k| &rounds[k])
        .collect();
    let at = |fan: &Fan, quantile: usize| -> Point {
        [
            x.at(f64::from(fan.round)),
            y.at(numbers::utility(fan.quantiles[quantile])),
        ]
    };
    for ([low, high], strength, _) in BANDS {
        let paint = color.tint(strength);
        if let [only] = kept[..] {
            let [[left, bottom], [_, top]] = [at(only, low), at(only, high)];
            canvas.rect([left, top], 40.0, bottom - top, paint);
        }
        let upper = kept.iter().map(|fan| at(fan, high));
        let lower = kept.iter().rev().map(|fan| at(fan, low));
        canvas.polygon(upper.chain(lower).collect(), paint);
    }
    if let [only] = kept[..] {
        let [left, middle] = at(only, 3);
        canvas.rect([left, middle - 2.5], 40.0, 5.0, color.for_text());
    }
    let median = kept.iter().map(|fan| at(fan, 3)).collect();
    canvas.line(median, 5.0, color.for_text());
}

fn key(canvas: &mut Canvas, [mut x, y]: Point) {
    let grey = Color::hex(0x555555);
    canvas.rect([x, y - 9.0], 44.0, 5.0, grey);
    canvas.text([x + 56.0, y], "median", Align::Left, SMALL);
    x += 56.0 + SMALL.width("median") + 40.0;
    for (_, strength, name) in BANDS.into_iter().rev() {
        canvas.rect([x, y - 17.0], 44.0, 22.0, grey.tint(strength));
        canvas.text([x + 56.0, y], name, Align::Left, SMALL);
        x += 56.0 + SMALL.width(name) + 40.0;
    }
}

fn table(forecast: &Forecast, details: &Details) -> Table {
    let columns = [
        "party", "round", "count", "q025", "q10", "q25", "q50", "q75", "q90", "q975",
    ];
    let mut table = Table::new(columns);
    for concession in known(forecast, details) {
        let party = &forecast.parties[concession.party].id;
        for fan in &concession.rounds {
            let start: [Cell; 3] = [party.as_str().into(), fan.round.into(), fan.count.into()];
            table.row(start.into_iter().chain(fan.quantiles.map(Cell::from)));
        }
    }
    table
}

fn alt(forecast: &Forecast, heading: &Heading, known: &[&Concession]) -> String {
    let number = |x: f64| numbers::plain(numbers::utility(x), 0.01);
    let each = known.iter().filter_map(|c| {
        let (first, last) = (c.rounds.first()?, c.rounds.last()?);
        Some(format!(
            "{}: median {} in round {}, {} in round {}",
            text::clean(&forecast.parties[c.party].name),
            number(first.quantiles[3]),
            first.round,
            number(last.quantiles[3]),
            last.round
        ))
    });
    let each: Vec<String> = each.collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        each.join("; ")
    )
}
