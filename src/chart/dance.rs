//! How did the talks go? One replication: what each offer is worth to the party that makes it, by
//! round; a star where a deal is struck, a cross where a party walks out.

mod tables;

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas, Point, Type};
use super::layout::{self, Area, Heading, INK_SMALL, MARGIN, SMALL};
use super::marks::{self, Mark};
use super::palette::{self, MUTED};
use super::table::{Cell, Table};
use super::{Chart, Plate, numbers, text};
use crate::simulate::forecast::{Details, Forecast, Move, Scales};

/// Most parties whose lines can be told apart.
const LINES: usize = 6;

/// A move and where it lies in time: rounds are split evenly among their moves.
struct Timed<'a> {
    time: f64,
    what: &'a Move,
}

impl Timed<'_> {
    /// The party that moved, and what the package it spoke of is worth to it.
    fn own(&self) -> Option<(usize, f64)> {
        let party = self.what.party?;
        let utility = self.what.utilities.get(party)?;
        Some((party, numbers::utility(*utility)))
    }
}

pub fn plate(forecast: &Forecast, details: &Details) -> Plate {
    let moves = timed(&details.dance.moves);
    let parties = parties(forecast, &moves);
    let shown = &parties[..parties.len().min(LINES)];
    let heading = Heading {
        question: Chart::Dance.question(),
        title: title(forecast, details),
        subtitle: subtitle(forecast, details, parties.len() - shown.len()),
    };
    let mut canvas = Canvas::default();
    let area = layout::page(&mut canvas, forecast, &heading);
    if moves.is_empty() {
        layout::nothing(&mut canvas, area, "Nobody made an offer in this run");
    } else {
        let rounds = f64::from(details.dance.rounds.max(last_round(&moves)));
        draw(&mut canvas, area, (forecast, &moves), (shown, rounds));
    }
    Plate {
        canvas,
        table: table(forecast, &moves),
        alt: alt(&heading, &moves),
    }
}

fn timed(moves: &[Move]) -> Vec<Timed<'_>> {
    let rounds = moves.chunk_by(|a, b| a.round == b.round);
    rounds
        .flat_map(|round| {
            let n = round.len() as f64;
            round.iter().enumerate().map(move |(k, what)| Timed {
                time: f64::from(what.round) + k as f64 / n,
                what,
            })
        })
        .collect()
}

fn last_round(moves: &[Timed]) -> u32 {
    moves.iter().map(|m| m.what.round).max().unwrap_or(1)
}

/// Parties with offers, most offers first; where there is a deal, all parties, as it is worth
/// something to each.
fn parties(forecast: &Forecast, moves: &[Timed]) -> Vec<usize> {
    let offers = |k: usize| {
        let own = moves
            .iter()
            .filter(|m| m.what.kind == "offer")
            .filter_map(Timed::own);
        own.filter(|(party, _)| *party == k).count()
    };
    let counts: Vec<usize> = (0..forecast.parties.len()).map(offers).collect();
    let dealt = moves.iter().any(|m| m.what.kind == "deal");
    let mut parties: Vec<usize> = (0..counts.len())
        .filter(|&k| dealt || counts[k] > 0)
        .collect();
    parties.sort_by_key(|&k| std::cmp::Reverse(counts[k]));
    parties
}

fn title(forecast: &Forecast, details: &Details) -> String {
    let dance = &details.dance;
    let offers = dance.moves.iter().filter(|m| m.kind == "offer").count();
    let deals = dance.moves.iter().rev().find(|m| m.kind == "deal");
    let days = numbers::finite(forecast.timing.days_per_round, 1.0);
    let day = |round: u32| numbers::day(f64::from(round) * days);
    let class = forecast.outcomes.get(dance.outcome);
    let name = class.map_or_else(
        || "no known outcome".to_owned(),
        |o| text::brief(&o.name, 60),
    );
    let offers = match offers {
        1 => "one offer".to_owned(),
        n => format!("{} offers", numbers::count(n as u64)),
    };
    let how = match dance.ended.as_str() {
        "walk_out" => "a walk-out",
        "breakdown" => "a breakdown",
        _ => "the end of the talks",
    };
    match deals {
        Some(deal) => format!(
            "{name} on day {} after {offers}, in the most typical run",
            day(deal.round)
        ),
        None => format!(
            "{name}: {offers}, then {how} on day {}, in the most typical run",
            day(dance.rounds)
        ),
    }
}

fn subtitle(forecast: &Forecast, details: &Details, more: usize) -> String {
    let scale = match forecast.scales() {
        Scales::Unit => "0 its worst package, 1 its best",
        Scales::AsGiven => "as the file gives it",
        Scales::Both => "from 0, its worst package, to 1, its best, or as the file gives it",
    };
    let mut said = format!(
        "Run {} of {}: what each offer is worth to the party that makes it ({scale}), by round. \
         ★ a deal and what its package is worth to each before costs of delay and levers, ✕ a walk-out. One run, so \
         no interval.",
        numbers::count(details.dance.run),
        numbers::count(forecast.runs)
    );
    said.push_str(&numbers::and_more(more, ["more party", "more parties"]));
    said.push_str(&tables::key(&tables::of(details.dance.moves.iter())));
    said
}

type Talks<'a> = (&'a Forecast, &'a [Timed<'a>]);

fn draw(canvas: &mut Canvas, area: Area, talks: Talks, (shown, rounds): (&[usize], f64)) {
    let (forecast, moves) = talks;
    let notes = notes(moves);
    let lanes = if notes.is_empty() {
        0.0
    } else {
        30.0 * 3.0 + 14.0
    };
    let plot = area.inset([70.0, lanes + 16.0, 420.0, 46.0]);
    // The last round takes its room too, but what follows it has no number.
    let x = Scale::new([1.0, rounds + 0.99], [plot.left, plot.right]);
    let values = moves.iter().flat_map(|m| seen(m, shown));
    let y = Scale::new(axis::utility_domain(values), [plot.bottom, plot.top]);
    axis::utility_axis(canvas, plot, &y, 5);
    axis::round_axis(canvas, plot, &x, 8, "round");
    canvas.text([MARGIN, plot.top - 16.0], "utility", Align::Left, SMALL);
    write_notes(canvas, plot, &x, &notes);
    for &party in shown.iter().rev() {
        line(canvas, [&x, &y], moves, party);
    }
    ends(canvas, [&x, &y], moves, shown);
    names(canvas, plot, (forecast, moves), (shown, &y));
}

fn line(canvas: &mut Canvas, [x, y]: [&Scale; 2], moves: &[Timed], party: usize) {
    let color = palette::party(party);
    let own = moves.iter().filter(|m| m.what.kind == "offer");
    let tables = tables::of(moves.iter().map(|m| m.what));
    let own = own.filter_map(|m| {
        let place = tables
            .iter()
            .position(|table| Some(*table) == m.what.table.as_deref());
        m.own()
            .filter(|(p, _)| *p == party)
            .map(|(_, u)| ([x.at(m.time), y.at(u)], place.unwrap_or(0)))
    });
    let points: Vec<([f64; 2], usize)> = own.collect();
    let kept: Vec<([f64; 2], usize)> = layout::thin(points.len(), 600)
        .into_iter()
        .map(|k| points[k])
        .collect();
    canvas.line(
        kept.iter().map(|(point, _)| *point).collect::<Vec<_>>(),
        4.0,
        color,
    );
    let radius = if kept.len() > 120 { 3.0 } else { 9.0 };
    for (point, table) in kept {
        canvas.ring(point, radius, 3.5, color, tables::inside(color, table));
    }
}

/// Size of a star, in pixels.
const STAR: f64 = 19.0;

/// Values that the lines and stars show.
fn seen(timed: &Timed, shown: &[usize]) -> Vec<f64> {
    let own = timed.own().filter(|(party, _)| shown.contains(party));
    match timed.what.kind.as_str() {
        "offer" => own.map(|(_, utility)| utility).into_iter().collect(),
        "deal" => {
            let worth = shown
                .iter()
                .filter_map(|&party| timed.what.utilities.get(party));
            worth.copied().collect()
        }
        _ => Vec::new(),
    }
}

/// Stars at deals and crosses at walk-outs.
fn ends(canvas: &mut Canvas, [x, y]: [&Scale; 2], moves: &[Timed], shown: &[usize]) {
    let deals: Vec<&Timed> = moves.iter().filter(|m| m.what.kind == "deal").collect();
    let size = if deals.len() > 20 { STAR / 2.0 } else { STAR };
    for deal in layout::thin(deals.len(), 100).into_iter().map(|k| deals[k]) {
        let worth = |party: usize| deal.what.utilities.get(party).copied().unwrap_or(0.0);
        let place = |&party: &usize| [x.at(deal.time), y.at(numbers::utility(worth(party)))];
        let places: Vec<Point> = shown.iter().map(place).collect();
        let aside = marks::aside(&places, 2.0 * size);
        for ((&party, [x, y]), aside) in shown.iter().zip(places).zip(aside) {
            marks::mark(
                canvas,
                Mark::Star,
                [x + aside, y],
                size,
                palette::party(party),
            );
        }
    }
    for exit in moves.iter().filter(|m| m.what.kind == "walk_out") {
        let Some(party) = exit.what.party else {
            continue;
        };
        let last = moves
            .iter()
            .filter(|m| m.what.kind == "offer" && m.time <= exit.time);
        let last = last.filter_map(Timed::own).rfind(|(p, _)| *p == party);
        let place = [x.at(exit.time), y.at(last.map_or(0.0, |(_, u)| u))];
        marks::mark(canvas, Mark::Cross, place, 16.0, palette::party(party));
    }
}

/// Names at the right, at the height where each line ends.
fn names(
    canvas: &mut Canvas,
    plot: Area,
    (forecast, moves): Talks,
    (shown, y): (&[usize], &Scale),
) {
    let spoken = |kind: &str| matches!(kind, "offer" | "deal");
    let last = |party: usize| {
        let seen = moves.iter().rev().find(|m| {
            spoken(&m.what.kind) && (m.what.kind == "deal" || m.what.party == Some(party))
        });
        seen.and_then(|m| m.what.utilities.get(party))
            .copied()
            .map_or(0.0, numbers::utility)
    };
    let wanted: Vec<f64> = shown.iter().map(|&party| y.at(last(party))).collect();
    let places = layout::spread(&wanted, 62.0, [plot.top + 10.0, plot.bottom - 30.0]);
    for (&party, place) in shown.iter().zip(&places) {
        let kind = Type::bold(26.0, palette::party(party).for_text());
        let left = plot.right + 30.0;
        let name = kind.shorten(&forecast.parties[party].name, 380.0);
        canvas.text([left, place + 6.0], &name, Align::Left, kind);
        let worth = numbers::plain(last(party), 0.01);
        let told = format!("last at {worth}");
        canvas.text([left, place + 32.0], &told, Align::Left, SMALL);
    }
}

/// Events, levers and breakdowns: what the lines do not tell.
fn notes<'a>(moves: &'a [Timed<'a>]) -> Vec<&'a Timed<'a>> {
    const TOLD: [&str; 7] = [
        "deal",
        "agreed",
        "event",
        "pull",
        "release",
        "breakdown",
        "walk_out",
    ];
    let told = |m: &&Timed| TOLD.contains(&m.what.kind.as_str());
    moves.iter().filter(told).collect()
}

/// Writes the notes above the plot, in three lanes; those without room keep only their mark.
fn write_notes(canvas: &mut Canvas, plot: Area, x: &Scale, notes: &[&Timed]) {
    const LANE: f64 = 30.0;
    let mut free = [f64::NEG_INFINITY; 3];
    let alone = tables::of(notes.iter().map(|note| note.what)).len() == 1;
    for note in layout::thin(notes.len(), 60).into_iter().map(|k| notes[k]) {
        let at = x.at(note.time);
        let sign = match note.what.kind.as_str() {
            "deal" => "★ ",
            "walk_out" => "✕ ",
            _ => "",
        };
        let said = match note.what.table.as_deref() {
            // Where all happens at one table, the key tells which.
            Some(table) if alone => {
                let rest = note.what.text.strip_prefix(table);
                let rest = rest.and_then(|rest| rest.strip_prefix(" · "));
                rest.unwrap_or(&note.what.text)
            }
            _ => &note.what.text,
        };
        let said = INK_SMALL.shorten(&format!("{sign}{said}"), 620.0);
        let width = INK_SMALL.width(&said);
        let left = at.min(plot.right + 380.0 - width).max(plot.left);
        // Where all lanes below are free too, a line from the text down crosses no other.
        let clear = (0..3).find(|&lane| free[lane..].iter().all(|end| *end <= left));
        let lane = clear.or_else(|| (0..3).find(|&lane| free[lane] <= left));
        let mut top = plot.top - 8.0;
        if let Some(lane) = lane {
            free[lane] = left + width + 24.0;
            let y = plot.top - 20.0 - (2 - lane) as f64 * LANE;
            canvas.text([left, y], &said, Align::Left, INK_SMALL);
            if clear.is_some() {
                top = y + 8.0;
            }
        }
        canvas.rect([at - 1.0, top], 2.0, plot.bottom - top, MUTED.tint(0.35));
    }
}

fn table(forecast: &Forecast, moves: &[Timed]) -> Table {
    let columns = ["round", "move", "party", "text"].map(str::to_owned);
    let at_tables = moves.iter().any(|m| m.what.table.is_some());
    let at = at_tables.then(|| "table".to_owned());
    let utilities = forecast
        .parties
        .iter()
        .map(|party| format!("utility.{}", party.id));
    let mut table = Table::new(columns.into_iter().chain(at).chain(utilities));
    for Timed { what, .. } in moves {
        let party = what
            .party
            .and_then(|p| forecast.parties.get(p))
            .map_or("", |p| &p.id);
        let start: [Cell; 4] = [
            what.round.into(),
            what.kind.as_str().into(),
            party.into(),
            what.text.as_str().into(),
        ];
        let utilities = what.utilities.iter().take(forecast.parties.len());
        let at = at_tables.then(|| Cell::from(what.table.as_deref().unwrap_or_default()));
        let start = start.into_iter().chain(at);
        table.row(start.chain(utilities.map(|&u| Cell::from(u))));
    }
    table
}

fn alt(heading: &Heading, moves: &[Timed]) -> String {
    const TOLD: usize = 40;
    let told: Vec<String> = moves
        .iter()
        .filter(|m| m.what.kind != "refuse")
        .take(TOLD)
        .map(|m| format!("round {}: {}", m.what.round, text::brief(&m.what.text, 160)))
        .collect();
    let more = if moves.len() > TOLD {
        " And so on."
    } else {
        ""
    };
    format!(
        "{}. {} {}.{more}",
        heading.title,
        heading.subtitle,
        told.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::tests::sample;

    #[test]
    fn offers_are_marked_by_their_table() {
        let (forecast, mut details) = (sample::forecast(), sample::details());
        let plain = plate(&forecast, &details);
        assert!(!plain.alt.contains("At which table"));
        let names = ["Moscow", "Kyiv", "aside: Russia, United States"];
        for (k, step) in details.dance.moves.iter_mut().enumerate() {
            step.table = Some(names[k % 3].to_owned());
            step.text = format!("{} · {}", names[k % 3], step.text);
        }
        let told = plate(&forecast, &details);
        let key = "At which table: ○ Moscow, ● Kyiv, ◐ aside: Russia, United States.";
        assert!(told.alt.contains(key), "{}", told.alt);
        assert_eq!(told.canvas.overlaps().len(), 0);
        let columns = |plate: &Plate| {
            let csv = plate.table.write().expect("a table without holes");
            csv.lines().next().map(str::to_owned)
        };
        assert!(
            columns(&told).is_some_and(|head| head.starts_with("round,move,party,text,table,"))
        );
        assert!(columns(&plain).is_some_and(|head| !head.contains("table")));
    }

    #[test]
    fn a_deal_is_shown_to_those_who_made_no_offer_too() {
        let (forecast, mut details) = (sample::forecast(), sample::details());
        let mut moves = details.dance.moves.clone();
        assert!(moves.iter().any(|m| m.kind == "deal"));
        moves.retain(|m| m.kind == "deal" || m.party == Some(0));
        assert_eq!(parties(&forecast, &timed(&moves)), [0, 1, 2]);
        moves.retain(|m| m.kind != "deal");
        assert_eq!(parties(&forecast, &timed(&moves)), [0]);
        details.dance.moves = moves;
        let plate = plate(&forecast, &details);
        assert_eq!(plate.canvas.overlaps().len(), 0);
        // Moves hold what packages are worth; delay may have cost much of it.
        let said = "what its package is worth to each before costs of delay and levers";
        assert!(plate.alt.contains(said), "{}", plate.alt);
    }
}
