//! What does each side get? A quantile dot plot (Kay et al. 2016, doi:10.1145/2858036.2858558) of
//! each party's utility, 50 dots of 2 runs in 100 each, over what no deal is worth to it.

use super::axis::{self, Scale};
use super::canvas::{Align, Canvas, Type};
use super::layout::{self, Area, Heading, LABEL, MARGIN, SMALL, STRONG};
use super::palette::{self, Color, GRID, INK, NO_DEAL};
use super::table::{Cell, Table};
use super::{Chart, Plate, numbers, text};
use crate::simulate::forecast::{Details, Forecast, PartyForecast, Scales, Spread};

/// Most rows that can be read.
const ROWS: usize = 6;

/// Room for the whisker below the dots, in pixels.
const BASE: f64 = 24.0;

/// Widths of a dot, in pixels: as large as the highest stack allows.
const DOTS: [f64; 4] = [34.0, 28.0, 24.0, 20.0];

pub fn plate(forecast: &Forecast, details: &Details) -> Plate {
    let shown = shown(forecast);
    let heading = Heading {
        question: Chart::Payoffs.question(),
        title: title(forecast),
        subtitle: subtitle((forecast, details), &shown),
    };
    let mut canvas = Canvas::default();
    let area = layout::page(&mut canvas, forecast, &heading);
    if shown.is_empty() {
        layout::nothing(&mut canvas, area, "There are no parties");
    } else {
        rows(&mut canvas, area, (forecast, details), &shown);
    }
    Plate {
        canvas,
        table: table(forecast, details),
        alt: alt(forecast, &heading),
    }
}

/// Mean utility over mean no-deal value.
fn gain(party: &PartyForecast) -> f64 {
    numbers::utility(party.utility.mean) - numbers::utility(party.no_deal.mean)
}

/// Parties in the scenario's order; where they are too many, those that gain or lose most.
fn shown(forecast: &Forecast) -> Vec<usize> {
    let size = |k: usize| gain(&forecast.parties[k]).abs();
    let mut shown: Vec<usize> = (0..forecast.parties.len()).collect();
    shown.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
    shown.truncate(ROWS);
    shown.sort_unstable();
    shown
}

fn title(forecast: &Forecast) -> String {
    let mut ranked: Vec<&PartyForecast> = forecast.parties.iter().collect();
    ranked.sort_by(|a, b| gain(b).total_cmp(&gain(a)));
    let name = |party: &PartyForecast| text::brief(&party.name, 40);
    let told = |party: &PartyForecast| numbers::signed(gain(party));
    match ranked[..] {
        [] => "Nobody is at the table".to_owned(),
        _ if ranked.iter().all(|party| gain(party).abs() < 0.005) => {
            "Nobody ends better or worse off than without a deal, on average".to_owned()
        }
        [only] => format!("{} ends {} from no deal on average", name(only), told(only)),
        [first, .., last] if told(first) == told(last) => format!(
            "Everybody {} alike: {} against no deal on average",
            if gain(first) > 0.0 { "gains" } else { "loses" },
            told(first)
        ),
        [first, .., last] => format!(
            "{} gains most over no deal ({} on average), {} least ({})",
            name(first),
            told(first),
            name(last),
            told(last)
        ),
    }
}

fn subtitle((forecast, details): (&Forecast, &Details), shown: &[usize]) -> String {
    let below = shown.iter().map(|&k| &forecast.parties[k]).any(|party| {
        let mut dots = values(party, details).iter();
        dots.any(|&utility| party.is_below_packages(utility))
    });
    let below = match below {
        true => "; delay and levers can take it below 0",
        false => "",
    };
    let scale = match forecast.scales() {
        Scales::Unit => "0 is the party's worst package, 1 its best",
        Scales::AsGiven => "as the file gives it",
        Scales::Both => {
            "from 0, the party's worst package, to 1, its best, or as the file gives it"
        }
    };
    let mut said = format!(
        "Utility of how the talks end: {scale}{below}. A dot is 2 runs in 100; pale dots \
         lie below the median no-deal value (dashed; grey band: its middle 90 in 100). The whisker holds the middle \
         90 in 100 runs, its dot is the median.",
    );
    let more = forecast.parties.len() - shown.len();
    said.push_str(&numbers::and_more(more, ["more party", "more parties"]));
    said
}

/// A party's utilities, one per dot.
fn values<'d>(party: &PartyForecast, details: &'d Details) -> &'d [f64] {
    let mut payoffs = details.payoffs.iter();
    let payoff = payoffs.find(|payoff| payoff.party == party.id);
    payoff.map_or(&[][..], |payoff| &payoff.utility)
}

/// Spread of all that is drawn, at least 0 to 1.
fn domain((forecast, details): (&Forecast, &Details), shown: &[usize]) -> [f64; 2] {
    let ends = |spread: &Spread| [spread.q05, spread.q95];
    let parties = shown.iter().map(|&k| &forecast.parties[k]);
    let all = parties.flat_map(|party| {
        let spreads = [ends(&party.utility), ends(&party.no_deal)];
        let dots = values(party, details).iter().copied();
        spreads.into_iter().flatten().chain(dots)
    });
    let finite = all.map(numbers::utility).filter(|value| value.is_finite());
    let [low, high] = finite.fold([0.0_f64, 1.0_f64], |[low, high], value| {
        [low.min(value), high.max(value)]
    });
    [(low * 5.0).floor() / 5.0, (high * 5.0).ceil() / 5.0]
}

fn rows(
    canvas: &mut Canvas,
    area: Area,
    (forecast, details): (&Forecast, &Details),
    shown: &[usize],
) {
    let body = area.inset([430.0, 0.0, 330.0, 40.0]);
    let scale = Scale::new(domain((forecast, details), shown), [body.left, body.right]);
    let (ticks, step) = scale.ticks(5);
    for tick in ticks {
        let x = scale.at(tick);
        canvas.rect([x - 1.0, body.top], 2.0, body.height(), GRID);
        let number = numbers::plain(tick, step);
        canvas.text([x, body.bottom + 32.0], &number, Align::Center, SMALL);
    }
    let mut panels = body.panels(1, shown.len(), [0.0, 18.0]);
    for panel in &mut panels {
        panel.top = panel.top.max(panel.bottom - 250.0);
    }
    let values = |k: usize| values(&forecast.parties[k], details);
    let room = panels[0].height() - BASE;
    let fits = |dot: &&f64| {
        let stacks = |k: &usize| stacks(values(*k), &scale, **dot);
        let highest = |k: &usize| stacks(k).iter().map(|stack| stack.values.len()).max();
        shown
            .iter()
            .filter_map(highest)
            .all(|n| n as f64 * **dot <= room)
    };
    let dot = *DOTS.iter().find(fits).unwrap_or(&DOTS[3]);
    for (panel, &k) in panels.iter().zip(shown) {
        let party = &forecast.parties[k];
        let color = palette::party(k);
        words(canvas, *panel, area, (party, forecast.runs), color);
        no_deal(canvas, *panel, &scale, &party.no_deal);
        let stacks = stacks(values(k), &scale, dot);
        dots(canvas, *panel, (&stacks, dot), (color, party.no_deal.q50));
        let ends = [party.utility.q05, party.utility.q95].map(|u| scale.at(numbers::utility(u)));
        let y = panel.bottom - 10.0;
        axis::whisker(canvas, ends, y, 14.0);
        canvas.disc([scale.at(numbers::utility(party.utility.q50)), y], 6.0, INK);
    }
}

fn words(
    canvas: &mut Canvas,
    panel: Area,
    area: Area,
    (party, runs): (&PartyForecast, u64),
    color: Color,
) {
    let middle = (panel.top + panel.bottom) / 2.0;
    let kind = Type {
        color: color.for_text(),
        ..Type::bold(28.0, INK)
    };
    let room = panel.left - MARGIN - 40.0;
    let name = kind.shorten(&party.name, room);
    canvas.text([MARGIN, middle - 2.0], &name, Align::Left, kind);
    let told = format!("{} over no deal", numbers::signed(gain(party)));
    canvas.text([MARGIN, middle + 32.0], &told, Align::Left, LABEL);
    let better = numbers::in_100(party.better_than_no_deal);
    let left = panel.right + 40.0;
    canvas.text([left, middle - 20.0], "better off in", Align::Left, SMALL);
    canvas.text(
        [left, middle + 12.0],
        &format!("{better} of 100 runs"),
        Align::Left,
        STRONG,
    );
    let ends = numbers::wilson(party.better_than_no_deal, runs as f64);
    let ends = format!("95% interval {}", numbers::interval(ends));
    canvas.text([left, middle + 42.0], &ends, Align::Left, SMALL);
    canvas.rect([MARGIN, panel.bottom + 8.0], area.width(), 2.0, GRID);
}

fn no_deal(canvas: &mut Canvas, panel: Area, scale: &Scale, spread: &Spread) {
    let [low, middle, high] =
        [spread.q05, spread.q50, spread.q95].map(|u| scale.at(numbers::utility(u)));
    let height = panel.height() - 22.0;
    canvas.rect(
        [low, panel.top],
        (high - low).max(2.0),
        height,
        NO_DEAL.tint(0.28),
    );
    canvas.dashes(
        [[middle, panel.top], [middle, panel.top + height]],
        3.0,
        NO_DEAL,
    );
}

/// Values that fit under one dot, and where its middle stands on the axis.
struct Stack {
    x: f64,
    values: Vec<f64>,
}

/// Stacks of values no further apart than a dot is wide, each over the middle of its values, or as
/// near to it as the stack before allows (Wilkinson 1999, doi:10.1080/00031305.1999.10474474).
fn stacks(values: &[f64], scale: &Scale, dot: f64) -> Vec<Stack> {
    let mut values: Vec<f64> = values
        .iter()
        .copied()
        .filter(|v| v.is_finite())
        .take(200)
        .collect();
    values.sort_by(f64::total_cmp);
    let at = |value: f64| scale.at(numbers::utility(value));
    let mut stacks: Vec<Stack> = Vec::new();
    let mut rest = &values[..];
    while let Some(&first) = rest.first() {
        let end = rest.partition_point(|&value| at(value) - at(first) < dot);
        let (together, later) = rest.split_at(end.max(1));
        let middle = (at(first) + at(together[together.len() - 1])) / 2.0;
        let free = stacks.last().map_or(middle, |before| before.x + dot);
        stacks.push(Stack {
            x: middle.max(free),
            values: together.to_vec(),
        });
        rest = later;
    }
    stacks
}

/// Draws stacks of dots; those too high for the panel are pressed together.
fn dots(
    canvas: &mut Canvas,
    panel: Area,
    (stacks, dot): (&[Stack], f64),
    (color, bar): (Color, f64),
) {
    let heights = stacks.iter().map(|stack| stack.values.len());
    let highest = heights.max().unwrap_or(0);
    let base = panel.bottom - BASE;
    let step = ((base - panel.top - dot) / (highest.max(2) - 1) as f64).min(dot);
    for stack in stacks {
        for (level, &value) in stack.values.iter().enumerate() {
            let center = [stack.x, base - dot / 2.0 - level as f64 * step];
            let paint = if value > bar { color } else { color.tint(0.45) };
            canvas.ring(center, dot / 2.0, 1.5, palette::WHITE, paint);
        }
    }
}

fn table(forecast: &Forecast, details: &Details) -> Table {
    let columns = ["party", "what", "quantile", "value"];
    let mut table = Table::new(columns);
    let mut row = |party: &str, what: &str, quantile: Cell, value: f64| {
        table.row([party.into(), what.into(), quantile, value.into()]);
    };
    for party in &forecast.parties {
        for (what, spread) in [("utility", &party.utility), ("no_deal", &party.no_deal)] {
            let values = [(0.05, spread.q05), (0.5, spread.q50), (0.95, spread.q95)];
            row(&party.id, &format!("{what}_mean"), Cell::Empty, spread.mean);
            for (quantile, value) in values {
                row(
                    &party.id,
                    &format!("{what}_summary"),
                    quantile.into(),
                    value,
                );
            }
        }
        row(
            &party.id,
            "better_than_no_deal",
            Cell::Empty,
            party.better_than_no_deal,
        );
    }
    for payoff in &details.payoffs {
        for (what, values) in [("utility", &payoff.utility), ("no_deal", &payoff.no_deal)] {
            for (k, &value) in values.iter().enumerate() {
                let quantile = (k as f64 + 0.5) / values.len() as f64;
                row(&payoff.party, what, quantile.into(), value);
            }
        }
    }
    table
}

fn alt(forecast: &Forecast, heading: &Heading) -> String {
    let number = |x: f64| numbers::plain(numbers::utility(x), 0.01);
    let each: Vec<String> = forecast
        .parties
        .iter()
        .map(|party| {
            format!(
                "{}: median {} (middle 90 in 100: {} to {}), no deal {}, better off in {} of 100 runs",
                text::clean(&party.name),
                number(party.utility.q50),
                number(party.utility.q05),
                number(party.utility.q95),
                number(party.no_deal.q50),
                numbers::in_100(party.better_than_no_deal)
            )
        })
        .collect();
    format!(
        "{}. {} {}.",
        heading.title,
        heading.subtitle,
        each.join("; ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stacks_stand_where_their_values_are_and_apart() {
        let scale = Scale::new([0.0, 1.0], [100.0, 1100.0]);
        let alone = stacks(&[0.519; 50], &scale, 30.0);
        assert_eq!(alone.len(), 1);
        assert!((alone[0].x - scale.at(0.519)).abs() < 1e-9);
        assert_eq!(alone[0].values.len(), 50);
        let many: Vec<f64> = (0..50).map(|k| 0.3 + f64::from(k * k) * 2e-4).collect();
        let many = stacks(&many, &scale, 30.0);
        assert!(many.len() > 5);
        for pair in many.windows(2) {
            assert!(pair[1].x - pair[0].x >= 30.0 - 1e-9, "stacks overlap");
        }
        for stack in &many {
            for &value in &stack.values {
                assert!(
                    (stack.x - scale.at(value)).abs() <= 30.0,
                    "far from {value}"
                );
            }
        }
        assert!(stacks(&[], &scale, 30.0).is_empty());
    }

    #[test]
    fn equal_gains_are_told_as_equal() {
        let mut forecast = crate::chart::tests::sample::forecast();
        for party in &mut forecast.parties {
            (party.no_deal.mean, party.utility.mean) = (0.4, 0.43);
        }
        let gains = "Everybody gains alike: +0.03 against no deal on average";
        assert_eq!(title(&forecast), gains);
        for party in &mut forecast.parties {
            party.utility.mean = 0.35;
        }
        assert!(title(&forecast).starts_with("Everybody loses alike: "));
    }
}
