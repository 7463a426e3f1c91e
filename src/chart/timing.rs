//! When is it settled, if at all? Cumulative incidence of each outcome class by day, with no deal as
//! a competing outcome: at any day the lines add up to the share of talks that are over.

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas, Point, Type};
use super::layout::{self, Area, Heading, MARGIN, SMALL};
use super::palette::{self, Color, GRID, MUTED};
use super::table::{Cell, Table};
use super::{Chart, Plate, numbers, text};
use crate::simulate::forecast::{Forecast, RoundShares};

/// Most lines that can be told apart.
const LINES: usize = 8;

pub fn plate(forecast: &Forecast) -> Plate {
    let ranked = ranked(forecast);
    let shown = shown(forecast, &ranked);
    let heading = Heading {
        question: Chart::Timing.question(),
        title: title(forecast),
        subtitle: subtitle(ranked.len() - shown.len()),
    };
    let mut canvas = Canvas::default();
    let area = layout::page(&mut canvas, forecast, &heading);
    if shown.is_empty() {
        layout::nothing(&mut canvas, area, "No run was followed over time");
    } else {
        lines(&mut canvas, area, forecast, &shown);
    }
    Plate {
        canvas,
        table: table(forecast),
        alt: alt(forecast, &heading, &ranked),
    }
}

/// Share of a class at the end.
fn final_share(forecast: &Forecast, class: usize) -> f64 {
    forecast
        .timing
        .by_round
        .last()
        .map_or(0.0, |row| at(row, class))
}

fn at(row: &RoundShares, class: usize) -> f64 {
    row.shares.get(class).copied().map_or(0.0, numbers::share)
}

/// Classes that happened, most frequent first.
fn ranked(forecast: &Forecast) -> Vec<usize> {
    let share = |k: usize| final_share(forecast, k);
    let mut ranked: Vec<usize> = (0..forecast.outcomes.len())
        .filter(|&k| share(k) > 0.0)
        .collect();
    ranked.sort_by(|&a, &b| share(b).total_cmp(&share(a)));
    ranked
}

/// The commonest ones, and no deal in any case.
fn shown(forecast: &Forecast, ranked: &[usize]) -> Vec<usize> {
    let mut shown: Vec<usize> = ranked.iter().copied().take(LINES).collect();
    let no_deal = ranked
        .iter()
        .copied()
        .find(|&k| forecast.outcomes[k].id == "no_deal");
    if let Some(no_deal) = no_deal.filter(|k| !shown.contains(k)) {
        shown.pop();
        shown.push(no_deal);
    }
    shown
}

fn title(forecast: &Forecast) -> String {
    let timing = &forecast.timing;
    let Some(last) = timing.by_round.last() else {
        return "No rounds, so nothing to time".to_owned();
    };
    let end = numbers::day(last.day);
    let no_deal = forecast.outcomes.iter().position(|o| o.id == "no_deal");
    let none = no_deal.map_or(0.0, |k| at(last, k));
    let half = timing.median_round.filter(|r| r.is_finite());
    match half.map(|round| numbers::day(round * numbers::finite(timing.days_per_round, 1.0))) {
        None => format!("No run reaches a deal by day {end}"),
        Some(day) if none <= 0.0 => {
            format!("Half of all deals are done by day {day}, and every run reaches one")
        }
        Some(day) => format!(
            "Half of all deals are done by day {day}; {} in 100 runs end without one",
            numbers::in_100(none)
        ),
    }
}

fn subtitle(more: usize) -> String {
    let mut said = String::from(
        "Runs in 100 that have reached their final package by that day, per outcome; runs without a deal count from the \
         end of their talks. Bands: 95% interval for sampling error.",
    );
    said.push_str(&numbers::and_more(
        more,
        ["rarer outcome", "rarer outcomes"],
    ));
    said
}

/// The rounds up to the one from which nothing changes any more: talks may be allowed to take far longer.
fn until_over(rows: &[RoundShares]) -> &[RoundShares] {
    let end = rows.last().map(|row| &row.shares);
    let over = rows.iter().position(|row| Some(&row.shares) == end);
    over.map_or(rows, |last| &rows[..=last])
}

fn lines(canvas: &mut Canvas, area: Area, forecast: &Forecast, shown: &[usize]) {
    let rows = until_over(&forecast.timing.by_round);
    let kept: Vec<&RoundShares> = layout::thin(rows.len(), 300)
        .into_iter()
        .map(|k| &rows[k])
        .collect();
    let n = forecast.runs as f64;
    let highest = shown
        .iter()
        .map(|&k| numbers::wilson(final_share(forecast, k), n)[1]);
    let highest = (highest.fold(0.1, f64::max) * 10.0).ceil() / 10.0;
    let names = shown
        .iter()
        .map(|&k| NAME.width(&text::brief(&forecast.outcomes[k].name, 60)));
    let names = names.fold(200.0, f64::max).min(480.0) + 110.0;
    let plot = area.inset([70.0, 34.0, names, 46.0]);
    // A little room behind the last day, so that its step shows.
    let last = kept.last().map_or(1.0, |row| numbers::finite(row.day, 1.0)) * 1.02;
    let x = Scale::new([0.0, last], [plot.left, plot.right]);
    let y = Scale::new([0.0, highest], [plot.bottom, plot.top]);
    for tick in y.ticks(5).0 {
        canvas.rect([plot.left, y.at(tick) - 1.0], plot.width(), 2.0, GRID);
        let number = numbers::in_100(tick);
        canvas.text(
            [plot.left - 12.0, y.at(tick) + 7.0],
            &number,
            Align::Right,
            SMALL,
        );
    }
    canvas.text([MARGIN, area.top + 6.0], "runs in 100", Align::Left, SMALL);
    axis::round_axis(canvas, plot, &x, 7, "day");
    let colors = palette::outcomes(forecast);
    for &class in shown.iter().rev() {
        steps(canvas, [&x, &y], &kept, class, (n, colors[class]));
    }
    labels(canvas, plot, forecast, shown, (&y, &colors));
}

const NAME: Type = Type::bold(23.0, MUTED);

/// A step per round, with its band.
fn steps(
    canvas: &mut Canvas,
    [x, y]: [&Scale; 2],
    rows: &[&RoundShares],
    class: usize,
    (n, color): (f64, Color),
) {
    let path = |value: &dyn Fn(f64) -> f64| -> Vec<Point> {
        let mut path = vec![[x.at(0.0), y.at(0.0)]];
        let mut level = y.at(0.0);
        for row in rows {
            let day = x.at(row.day);
            path.push([day, level]);
            level = y.at(value(at(row, class)));
            path.push([day, level]);
        }
        path.push([x.right(), level]);
        path
    };
    let upper = path(&|share| {
        if share > 0.0 {
            numbers::wilson(share, n)[1]
        } else {
            0.0
        }
    });
    let mut band = path(&|share| {
        if share > 0.0 {
            numbers::wilson(share, n)[0]
        } else {
            0.0
        }
    });
    band.reverse();
    band.extend(upper);
    canvas.polygon(band, color.fade(0.25));
    canvas.line(path(&|share| share), 5.0, color);
}

/// Names at the ends of the lines, kept apart.
fn labels(
    canvas: &mut Canvas,
    plot: Area,
    forecast: &Forecast,
    shown: &[usize],
    (y, colors): (&Scale, &[Color]),
) {
    let wanted: Vec<f64> = shown
        .iter()
        .map(|&k| y.at(final_share(forecast, k)))
        .collect();
    let places = layout::spread(&wanted, 36.0, [plot.top, plot.bottom]);
    for ((&class, from), to) in shown.iter().zip(&wanted).zip(&places) {
        let left = plot.right;
        canvas.line(
            vec![[left + 4.0, *from], [left + 34.0, *to]],
            2.0,
            colors[class],
        );
        let kind = Type {
            color: colors[class].for_text(),
            ..NAME
        };
        let number = numbers::in_100(final_share(forecast, class));
        canvas.text([left + 90.0, to + 8.0], &number, Align::Right, kind);
        let outcome = &forecast.outcomes[class];
        let name = kind.shorten(&outcome.name, super::canvas::WIDTH - MARGIN - left - 104.0);
        canvas.text([left + 104.0, to + 8.0], &name, Align::Left, kind);
    }
}

fn table(forecast: &Forecast) -> Table {
    let mut table = Table::new(["round", "day", "outcome", "cumulated", "low", "high"]);
    for row in &forecast.timing.by_round {
        for (class, outcome) in forecast.outcomes.iter().enumerate() {
            let share = at(row, class);
            let [low, high] = numbers::wilson(share, forecast.runs as f64);
            let start: [Cell; 3] = [row.round.into(), row.day.into(), outcome.id.as_str().into()];
            table.row(start.into_iter().chain([share, low, high].map(Cell::from)));
        }
    }
    table
}

fn alt(forecast: &Forecast, heading: &Heading, ranked: &[usize]) -> String {
    let end = forecast.timing.by_round.last().map_or(0.0, |row| row.day);
    let each: Vec<String> = ranked
        .iter()
        .map(|&k| {
            let share = numbers::in_100(final_share(forecast, k));
            format!("{} {share} in 100", text::clean(&forecast.outcomes[k].name))
        })
        .collect();
    format!(
        "{}. {} By day {}: {}.",
        heading.title,
        heading.subtitle,
        numbers::day(end),
        each.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_on_which_all_is_over_take_no_room() {
        let row = |round: u32, share: f64| RoundShares {
            round,
            day: f64::from(round),
            shares: vec![share, 1.0 - share],
        };
        let shares = [0.2, 0.2, 0.7, 0.7, 0.7];
        let rows: Vec<RoundShares> = (1..).zip(shares).map(|(k, s)| row(k, s)).collect();
        assert_eq!(until_over(&rows), &rows[..3]);
        assert_eq!(until_over(&rows[..3]), &rows[..3]);
        assert_eq!(until_over(&[]), &[]);
    }
}
