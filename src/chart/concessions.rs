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

/// Least change of a median demand that is told.
const TOLD: f64 = 0.005;

fn median(fan: &Fan) -> f64 {
    numbers::utility(fan.quantiles[3])
}

/// How far the median demand goes below where it begins, and above. Not where it ends: as those who
/// give way leave with a deal, the last ones at the table may be those who never do.
fn reach(concession: &Concession) -> [f64; 2] {
    let medians = || concession.rounds.iter().map(median);
    let first = medians().next().unwrap_or(0.0);
    [
        first - medians().fold(first, f64::min),
        medians().fold(first, f64::max) - first,
    ]
}

fn fall(concession: &Concession) -> f64 {
    reach(concession)[0]
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
    if known.is_empty() {
        return "Too few demands to tell who gives way".to_owned();
    }
    let mut ranked = known.to_vec();
    // A single round shows no change.
    ranked.retain(|c| c.rounds.len() > 1);
    ranked.sort_by(|a, b| fall(b).total_cmp(&fall(a)));
    let rise = |c: &Concession| reach(c)[1];
    let risen = ranked
        .iter()
        .max_by(|a, b| rise(a).total_cmp(&rise(b)))
        .filter(|c| rise(c) >= TOLD);
    match (&ranked[..], risen) {
        ([], _) => {
            "Nobody has enough demands in more than one round, so no change shows".to_owned()
        }
        ([only], _) => format!("The median demand of {} {}", name(only), told(only)),
        ([first, ..], Some(risen)) if fall(first) < TOLD => {
            format!(
                "No median demand falls; that of {} {}",
                name(risen),
                told(risen)
            )
        }
        ([first, ..], None) if fall(first) < TOLD => {
            "The median demands stay where they begin".to_owned()
        }
        ([first, .., last], _) => {
            // "falls by 0.30, that of Russia by 0.09": the verb only where it differs.
            let end = told(last);
            let end = end.strip_prefix("falls ").unwrap_or(&end);
            format!(
                "The median demand of {} {}, that of {} {end}",
                name(first),
                told(first),
                name(last)
            )
        }
    }
}

/// What becomes of a median demand; "up to" where it comes back.
fn told(concession: &Concession) -> String {
    let last = concession.rounds.last().map_or(0.0, median);
    let first = concession.rounds.first().map_or(0.0, median);
    let by = |most: f64, at_last: f64| {
        let back = if most - at_last < TOLD { "" } else { "up to " };
        format!("by {back}{}", numbers::plain(most, 0.01))
    };
    match reach(concession) {
        [down, _] if down >= TOLD => format!("falls {}", by(down, first - last)),
        [_, up] if up >= TOLD => format!("rises {}", by(up, last - first)),
        _ => "stays where it begins".to_owned(),
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
    let each = known.iter().map(|c| {
        let name = text::clean(&forecast.parties[c.party].name);
        format!("{name}: median {}", stages(&c.rounds).join(", "))
    });
    let each: Vec<String> = each.collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        each.join("; ")
    )
}

/// Where the median demand begins, where it turns, if it does, and where it ends.
fn stages(rounds: &[Fan]) -> Vec<String> {
    let ends = [rounds.first(), rounds.last()];
    let lowest = rounds.iter().min_by(|a, b| median(a).total_cmp(&median(b)));
    let turns = |fan: &&Fan| {
        let mut ends = ends.iter().flatten();
        ends.all(|end| median(end) - median(fan) >= TOLD)
    };
    let mut stages: Vec<&Fan> = [ends[0], lowest.filter(turns), ends[1]]
        .into_iter()
        .flatten()
        .collect();
    stages.dedup_by_key(|fan| fan.round);
    let told = |fan: &&Fan| {
        let worth = numbers::plain(median(fan), 0.01);
        format!("{worth} in round {}", fan.round)
    };
    stages.iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::sample;

    /// What is said where the sample's parties have these median demands by round.
    fn said<const N: usize>(medians: [&[f64]; N]) -> String {
        let (forecast, mut details) = (sample::forecast(), sample::details());
        details.concessions.truncate(N);
        for (concession, medians) in details.concessions.iter_mut().zip(medians) {
            concession.rounds.truncate(medians.len());
            for (fan, median) in concession.rounds.iter_mut().zip(medians) {
                fan.quantiles = [*median; 7];
            }
        }
        let known = known(&forecast, &details);
        title(&forecast, &known)
    }

    #[test]
    fn who_gives_way_and_leaves_is_not_forgotten() {
        assert_eq!(
            said([&[1.0, 0.66, 1.0], &[1.0, 1.0, 1.0]]),
            "The median demand of United States falls by up to 0.34, that of Russia stays where it begins"
        );
        assert_eq!(
            said([&[1.0, 0.8], &[1.0, 0.9, 0.95], &[0.9, 0.75]]),
            "The median demand of United States falls by 0.20, that of Russia by up to 0.10"
        );
    }

    #[test]
    fn nobody_gives_way_most_where_none_does() {
        assert_eq!(
            said([&[0.99, 0.99], &[0.23, 0.57]]),
            "No median demand falls; that of Russia rises by 0.34"
        );
        assert_eq!(
            said([&[1.0, 1.0], &[0.8, 0.8]]),
            "The median demands stay where they begin"
        );
        assert_eq!(
            said([&[1.0, 1.0]]),
            "The median demand of United States stays where it begins"
        );
    }

    #[test]
    fn the_description_tells_where_a_demand_turns() {
        let (forecast, mut details) = (sample::forecast(), sample::details());
        let rounds = &mut details.concessions[0].rounds;
        for (fan, median) in rounds.iter_mut().zip([1.0, 0.66, 0.7]) {
            fan.quantiles = [median; 7];
        }
        rounds.truncate(3);
        let alt = plate(&forecast, &details).alt;
        let stages = "United States: median 1.00 in round 1, 0.66 in round 2, 0.70 in round 3;";
        assert!(alt.contains(stages), "{alt}");
        assert!(
            alt.contains("Russia: median 0.95 in round 1, 0.86 in round 30;"),
            "{alt}"
        );
    }

    #[test]
    fn a_single_round_shows_no_change() {
        assert_eq!(
            said([&[1.0], &[0.8]]),
            "Nobody has enough demands in more than one round, so no change shows"
        );
        assert_eq!(
            said([&[1.0], &[0.8, 0.7]]),
            "The median demand of Russia falls by 0.10"
        );
    }
}
